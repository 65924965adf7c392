"""Where what rules find in running words meets what editors say of them: the editors are right.

In go passages with the spans of both; spans of rules that say again what an editor says, or stand where TEI has no
place for them, are taken out, and the rest is put with those of the editors. Spans of rules that cross others are cut
when the content is composed.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from operator import itemgetter

from editio.encode.compose import Span
from editio.encode.inline import quotations
from editio.encode.inline.quotes import Quotes, uses
from editio.encode.inline.spans import INDIVISIBLE, PARTS, RANK
from editio.encode.passages import Passage

QUOTING = frozenset(["mentioned", "q", "quote", "said", "soCalled"])
"""What entries do that quotation marks stand for."""

NO_PLACE = {
    "q": frozenset(["cite", "date"]),
    "stage": frozenset("cite date event expand foreign gloss organisation person place term".split()),
}
"""Elements of rules -> what entries do whose elements do not hold them (the schema says so)."""

ROUND_RUBY = RANK["ruby"] - 1
"""The rank of what stands round a whole ruby and nothing else: TEI lets nothing stand between it and its parts."""


def settle(text: str, passages: Sequence[Passage], does: Mapping[str, str], wrapped: Iterable[int]) -> None:
    """Put the spans of rules into passages, and drop the doubts about quotations that editors have settled.

    ``text`` shows which marks are those of quotations, ``does`` gives what each entry does, by its id; ``wrapped`` are
    the first lines of blocks that editors quote whole.
    """
    doubted = [passage for passage in passages if passage.spans and any(map(_is_of_quotations, passage.doubts))]
    quotes = uses(text) if doubted else None
    for passage in doubted:
        if quotes and _is_settled(passage, does, quotes):
            passage.doubts = tuple(one for one in passage.doubts if not _is_of_quotations(one))
    whole = frozenset(wrapped)
    marked = [passage for passage in passages if passage.found]
    kept_of = []
    broken: set[str] = set()
    for passage in marked:
        is_quoted = passage.block.first in whole
        kept = list(_kept(passage, does, is_quoted)) if passage.spans or is_quoted else passage.found
        broken |= {span.chain for span in passage.found if span.chain} - {span.chain for span in kept}
        kept_of.append(kept)
    for passage, found in zip(marked, kept_of, strict=True):
        kept = [span for span in found if span.chain not in broken] if broken else found
        rubies = sorted(_rubies(kept))
        passage.spans = [*passage.spans, *kept]
        if rubies:
            passage.spans = [_round(span, rubies) for span in passage.spans]


def _is_of_quotations(doubt: tuple[str, int]) -> bool:
    return doubt[0] == quotations.DECISION


def _is_settled(passage: Passage, does: Mapping[str, str], quotes: Quotes) -> bool:
    """Tell whether editors say of every quotation mark of a passage what it is for; an apostrophe asks for nothing."""
    said = [(span.first, span.last) for span in passage.spans if does.get(span.owner) in QUOTING]
    words = passage.words
    return all(
        any(first <= mark.start() < last for first, last in said)
        or (mark[0] == "’" and words[: mark.start()][-1:].isalnum())
        for mark in quotes.pattern.finditer(words)
    )


def _kept(passage: Passage, does: Mapping[str, str], is_quoted: bool) -> Iterator[Span]:
    """Give the spans of rules that say what no editor says."""
    words = passage.words
    said = [(span.first, span.last) for span in passage.spans if does.get(span.owner) in QUOTING]
    said += [(0, len(words))] if is_quoted else []
    cores = {_core(words, first, last) for first, last in said}
    for span in passage.found:
        quotes = said if span.owner == "q" else ()
        if quotes and (_core(words, span.first, span.last) in cores or any(_cross(span, *one) for one in quotes)):
            continue
        barred = NO_PLACE.get(span.owner, ())
        around = (one for one in passage.spans if one.first <= span.first and span.last <= one.last)
        if not barred or not any(does.get(one.owner) in barred for one in around):
            yield span


def _cross(span: Span, first: int, last: int) -> bool:
    return span.first < first < span.last < last or first < span.first < last < span.last


def _core(words: str, first: int, last: int) -> tuple[int, int]:
    """Give where the first word of some begins and the last ends: marks and blanks around them are of no account."""
    while first < last and not words[first].isalnum():
        first += 1
    while first < last and not words[last - 1].isalnum():
        last -= 1
    return first, last


def _rubies(spans: Iterable[Span]) -> Iterable[tuple[int, int, int]]:
    """Give where each word with a reading begins, where the word ends, and where the reading does."""
    middles: dict[int, int] = {}
    wholes: dict[int, int] = {}
    for span in spans:
        if span.owner == "rb":
            middles[span.first] = span.last
        elif span.owner in INDIVISIBLE:
            wholes[span.first] = span.last
    return ((first, middles.get(first, last), last) for first, last in wholes.items())


def _round(span: Span, rubies: Sequence[tuple[int, int, int]]) -> Span:
    """Let a span that parts a word from its reading, or cuts either, reach round both."""
    if span.owner in PARTS:
        return span
    first, last = span.first, span.last
    for edge in (span.first, span.last):
        nth = bisect_right(rubies, edge, key=itemgetter(0)) - 1
        begin, middle, end = rubies[nth] if nth >= 0 else (0, 0, 0)
        within = any(a <= span.first and span.last <= b for a, b in ((begin, middle), (middle, end)))
        if begin < edge < end and not within:
            first, last = min(first, begin), max(last, end)
    nth = bisect_right(rubies, first, key=itemgetter(0)) - 1
    is_whole = nth >= 0 and (first, last) == (rubies[nth][0], rubies[nth][2])
    return replace(span, first=first, last=last, rank=min(span.rank, ROUND_RUBY) if is_whole else span.rank)
