"""Entries of dictionaries, glossaries and indexes: words in the order of the alphabet, each with what is said of it.

In goes a draft; out come blocks of kind ``item`` that stand in a ``list``, in which each headword is a ``term``
(Guidelines, sections 3.4.1 and 3.8.2). The evidence is the whole run: its headwords have one form and stand in the
order of the alphabet, which a dozen paragraphs never do by chance; what heads it in the catalogue is none by itself.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from editio.encode.draft import Block, Container, Draft, Inner

FEWEST = 8
"""Entries of a run. In six of seven pairs of so many by chance in order: less than one run in two hundred."""

IN_ORDER = 0.85
"""The share of neighbours that stand in order: each dictionary has its own way with signs, articles and names."""

HEADWORD = re.compile(
    r"(?P<open>[_=*~]?)(?P<word>[^\W\d_][^_=*~\"“”»:;.—]{0,48}?)(?P<close>[_=*~]?)"
    r"(?:,?[ \t](?:or[ \t]|and[ \t])?(?P=open)[^_=*~\"“”»:;.—]{1,48}(?P=close)){0,3}"
    r"(?P<parts>\.\s?--|\.\s?—|[ \t]?--[ \t]?|[ \t]?—[ \t]?|[ \t][-–=][ \t]|:[ \t]|;[ \t]|\.[ \t]|,[ \t])(?=\S)"
)
"""The word that an entry is of, what marks it, and what parts it from what is said of it."""

PARTED = re.compile(r"[:;—]|--| [-–=] ")

MOST_WORDS = 5
"""Words of a headword."""

PAGES = re.compile(
    r"(?:,|[ \t]{2,}|\.{3,})[ \t]*(?:[pP]{1,2}\.[ \t]*)?"
    r"(?:\d[\d,;\s–—-]*(?:ff?\.|n\.|note)?|[ivxlc]+|(?:see|vide|siehe|voir|véase|vedi)\b.*)[.;]?\Z"
)
"""How a line of an index ends: numbers of pages, or a reference to another line."""

NUMBERED = 0.7
"""The share of the entries of an index that end with numbers of pages."""


class Entry(NamedTuple):
    """Hold an entry: its lines (half open), its headword, where that stands in the first, and the form it has.

    ``further`` are the lines of its paragraphs behind the first.
    """

    first: int
    last: int
    word: str
    begins: int
    ends: int
    form: str
    further: tuple[tuple[int, int], ...] = ()


def entries(draft: Draft) -> Iterator[Block]:
    """Claim the entries of glossaries, dictionaries and indexes."""
    for run in _runs(_glossary(draft)):
        if _is_alphabetical([entry.word for entry in run]):
            yield from _list(run, "glossary")
    # what the rule for glossaries claims is not free any more, but neither has it the form of an index
    for run in _runs(_index(draft)):
        numbered = sum(1 for entry in run if PAGES.search(draft.survey.words[entry.last - 1][-80:]))
        if numbered >= NUMBERED * len(run) and _is_alphabetical([entry.word for entry in run]):
            yield from _list(run, "index")


def _glossary(draft: Draft) -> Iterator[Entry]:
    """Give paragraphs that a headword opens, with its form; others in order to part the runs."""
    words = draft.survey.words
    likely = _in_order([_initial(words[group.first]) for group in draft.groups])
    for nth, group in enumerate(draft.groups):
        line = words[group.first]
        found = HEADWORD.match(line) if nth in likely and (line[0] in "_=*~" or PARTED.search(line, 0, 60)) else None
        if not found or len(found["word"].split()) > MOST_WORDS or (found["close"] and not found["open"]):
            yield Entry(group.first, group.last, "", 0, 0, "")
            continue
        margin = draft.raw.lines[group.first].text.index(words[group.first][0])
        form = f"{found['open']} {found['parts'].strip()}"
        if not found["open"] and found["parts"].strip() in (".", ","):
            form = ""  # so begins many a sentence
        yield Entry(
            group.first, group.last, found["word"], margin + found.start("word"), margin + found.end("word"), form
        )


def _initial(words: str) -> str:
    first = words[:1]
    return (first if first.isalnum() else words[1:2]).lower()


def _in_order(initials: Sequence[str]) -> set[int]:
    """Give the places of initials that stand in the order of the alphabet with those around them, as entries do.

    This is a first look, so that forms are sought in few paragraphs of a long text.
    """
    rises = [before <= after for before, after in pairwise(initials)]
    likely: set[int] = set()
    rising = sum(rises[: FEWEST - 2])
    for nth in range(FEWEST - 2, len(rises)):
        rising += rises[nth]
        if rising >= FEWEST - 2:
            likely.update(range(nth - FEWEST + 2, nth + 2))
        rising -= rises[nth - FEWEST + 2]
    return likely


def _index(draft: Draft) -> Iterator[Entry]:
    """Give the lines of groups, with those that are set in farther behind them."""
    seen = draft.survey
    for group in draft.joined_groups():
        first, last = group.first, group.last
        ends = [words[-2:] for words in seen.words[first:last]]
        numbered = sum(1 for end in ends if not end.isalpha() and any(map(str.isdigit, end)))
        if numbered * 2 < last - first:
            yield Entry(first, last, "", 0, 0, "")
            continue
        margin = seen.margin(first, last)
        starts = [at for at in range(first, last) if seen.margins[at] == margin]
        for begin, end in pairwise([*starts, last]):
            word = re.split(r",|[ \t]{2,}|\.{3,}|\d", seen.words[begin], maxsplit=1)[0].strip(' _=*~"“')
            at = draft.raw.lines[begin].text.find(word) if word else 0
            yield Entry(begin, end, word, at, at + len(word), "index" if word else "")


def _runs(found: Iterator[Entry]) -> Iterator[list[Entry]]:
    """Give entries of one form that follow one another; a paragraph between two of them is one more of the first."""
    run: list[Entry] = []
    for entry, following in pairwise([*found, Entry(0, 0, "", 0, 0, "")]):
        if run and not entry.form and following.form == run[-1].form and _key(run[-1].word) <= _key(following.word):
            run[-1] = run[-1]._replace(further=(*run[-1].further, (entry.first, entry.last)))
            continue
        if run and entry.form != run[-1].form:
            if len(run) >= FEWEST:
                yield run
            run = []
        if entry.form:
            run.append(entry)
    if len(run) >= FEWEST:
        yield run


def _is_alphabetical(words: Sequence[str]) -> bool:
    """Tell whether words stand in the order of the alphabet, and are not all the same."""
    keys = [_key(word) for word in words]
    rising = sum(1 for before, after in pairwise(keys) if before <= after)
    return rising >= IN_ORDER * (len(keys) - 1) and len(set(keys)) * 2 > len(keys)


def _key(word: str) -> str:
    """Give the letters of a word without case and signs, by which it is put in order."""
    plain = unicodedata.normalize("NFD", word.casefold())
    return "".join(character for character in plain if character.isalnum())


def _list(run: Sequence[Entry], kind: str) -> Iterator[Block]:
    inside = (Container("list", run[0].first, (("type", kind), ("rend", "simple"))),)
    for entry in run:
        inner = (Inner("term", (entry.first, entry.begins), (entry.first, entry.ends)),) if kind == "glossary" else ()
        if not entry.further:
            yield Block("item", entry.first, entry.last, inside=inside, inner=inner)
            continue
        holder = (*inside, Container("item", entry.first))
        yield Block("p", entry.first, entry.last, inside=holder, inner=inner)
        yield from (Block("p", first, last, inside=holder) for first, last in entry.further)
