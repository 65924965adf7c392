"""Bare headings: lines that nothing marks but their look, judged by how lines of that look behave in the whole text.

In go a draft in which all that says what it is has been claimed; out come blocks of kind ``head``. A look is made of
the gap before a line, its capitals and its emphasis. A gap wider than that between paragraphs sets a heading apart;
where no gap does, lines of a look are headings only if they recur often enough for a text of that length: in a novel of
ten thousand paragraphs five short lines are a signature, a sign and three cries.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from editio.encode import catalogue, numerals
from editio.encode.draft import Block, Draft, Group
from editio.encode.rules import listed
from editio.encode.rules.shapes import (
    ANCHOR,
    ENDS_SENTENCE,
    LONGEST_HEADING,
    MOST_HEADING_LINES,
    QUOTES,
    is_capitals,
    is_prose,
    is_title,
    is_title_case,
    usual_gap,
)

STRUCTURED = 5
"""Numbered headings from which on a text needs no others: what it has besides must stand out."""

RAREST = {"capitals": 100, "title": 60, "sentence": 40}
"""Groups of a text, at most, for each line of a look that no gap sets apart: rarer ones are no headings."""

RAREST_STRUCTURED = 40
"""The same for capitals in a text whose headings are numbered; lines that stand out less are none there."""

RECURRENT = 3
"""Times that the same words stand in a text from which on they are a byline or a signature, but where a gap parts."""

UNCOUNTED = frozenset(["furniture", "note", "page", "break", "metadata", "boilerplate"])
CLOSING = '"”“»«」』'
VERSE = frozenset(["l"])
NO_BEGINNING = "-–—―{[<|#"
"""What no bare heading begins with: speech, a gloss, a page's number, a table."""


@dataclass(frozen=True, slots=True)
class Look:
    """Hold what a line looks like: its case, emphasis, a point at its end, and whether a gap sets it apart."""

    case: str
    emphasised: bool
    ended: bool
    wide: bool


@dataclass(frozen=True, slots=True)
class _Found:
    nth: int
    group: Group
    gap: int
    beneath: bool
    look: Look
    title: Group | None = None


def bare_headings(draft: Draft) -> Iterator[Block]:
    """Claim short lines that stand apart and before text, where lines of their look do so throughout."""
    starts = {block.first: block for block in draft.blocks}
    usual = usual_gap(draft)
    by_look: dict[Look, list[_Found]] = defaultdict(list)
    candidates = tuple(_candidates(draft, starts, usual))
    times = Counter(draft.words(found.group) for found in candidates)
    for found in candidates:
        recurs = times[draft.words(found.group)] >= RECURRENT
        if found.beneath and found.gap < draft.gap_after(found.group) and found.look.case == "capitals" and not recurs:
            yield Block("head", found.group.first, found.group.last)  # it belongs to the heading above it
        elif not recurs or (found.look.wide and not found.beneath):
            by_look[found.look].append(found)
    numbered = sum(block.kind == "head" and bool(block.label) for block in draft.blocks)
    everything = len(draft.groups) + len(draft.blocks)
    structured = numbered >= STRUCTURED
    accepted = {look: of for look, of in by_look.items() if _is_style(look, len(of), everything, structured=structured)}
    ranks = _levels(draft, accepted)
    alike = _alike(draft)
    heads = [block for block in draft.blocks if block.kind == "head" and block.level and not block.inside]
    for found in sorted((one for of in accepted.values() for one in of), key=lambda one: one.nth):
        group, look = found.group, found.look
        behind_it = _block_behind(draft, starts, group)
        kind = "poem" if behind_it and behind_it.kind in VERSE else "section"
        sure = _sure(look, len(accepted[look]))
        behind = _behind_contents(heads, group)
        level = behind or alike.get((look.case, look.emphasised, found.gap), ranks[look])
        yield Block("head", group.first, group.last, level=level, sure=sure, opens=kind)
        if found.title:
            yield Block("head", found.title.first, found.title.last, sure=sure)


def _behind_contents(heads: Sequence[Block], group: Group) -> int:
    """Give the level of the contents, if it is their list that ends before a group: nothing stands below contents."""
    at = bisect_left(heads, group.first, key=lambda block: block.first) - 1
    return heads[at].level if at >= 0 and heads[at].opens in listed.KINDS else 0


def _alike(draft: Draft) -> Mapping[tuple[str, bool, int], int]:
    """Give the levels of the headings that are known and have no number, by their look and the gap before them."""
    levels: dict[tuple[str, bool, int], list[int]] = defaultdict(list)
    for block in draft.blocks:
        if block.kind == "head" and block.level and not block.label and not block.inside:
            words = draft.words(block)
            levels[_case(words), _is_emphasised(words), draft.gap_before(block)].append(block.level)
    return {look: max(set(of), key=of.count) for look, of in levels.items() if len(of) >= RECURRENT}


def _case(words: str) -> str:
    return "capitals" if is_capitals(words) else "title" if is_title_case(words) else "sentence"


def _is_emphasised(words: str) -> bool:
    return words[0] in "_*=" and words.rstrip(".")[-1:] == words[0]


def _is_beneath_a_head(draft: Draft, group: Group, gap: int) -> bool:
    """Tell whether the last line before a group belongs to a heading."""
    last = group.first - gap
    at = bisect_left(draft.blocks, last, key=lambda block: block.first) - 1
    return at >= 0 and draft.blocks[at].last == last and draft.blocks[at].kind == "head"


def _candidates(draft: Draft, starts: Mapping[int, Block], usual: int) -> Iterator[_Found]:
    past = -1
    for nth, group in enumerate(draft.groups):
        words = _title(draft, group) if nth > past else ""
        if not words:
            continue
        gap, after = draft.gap_before(group), draft.gap_after(group)
        wide, beneath = gap > usual, _is_beneath_a_head(draft, group, gap)
        if not _is_apart(words, wide=wide or beneath) or (words[0] in QUOTES and _is_answered(draft, nth)):
            continue
        below = _below(draft, starts, nth) if wide else None
        if below is None and not _has_text_behind(draft, starts, nth):
            continue
        if after > max(gap, usual) and not (beneath and is_capitals(words)):
            continue  # the end of something: a signature
        look = Look(_case(words), _is_emphasised(words), words.endswith("."), wide)
        yield _Found(nth, group, gap, beneath, look, below)
        past = nth + 1 if below else nth


def _is_answered(draft: Draft, nth: int) -> bool:
    """Tell whether what follows a group is said by somebody: then so is the group."""
    return nth + 1 < len(draft.groups) and draft.survey.words[draft.groups[nth + 1].first][0] in QUOTES


def _title(draft: Draft, group: Group) -> str:
    """Give the words of a group that may be a heading by its shape, else none."""
    lines = draft.survey.words[group.first : group.last]
    if len(lines) > MOST_HEADING_LINES or len(lines[0]) > LONGEST_HEADING or any(one.endswith(":") for one in lines):
        return ""
    words = " ".join(lines)
    if len(lines) > 1 and _case(words) == "sentence" and not any(draft.survey.forced[group.first : group.last - 1]):
        return ""  # several short lines that one would hold: a list, an address, verse
    if not is_title(words) or words[0] in NO_BEGINNING or "   " in words:
        return ""
    return "" if words.strip("()[].…*_ ").lower() in catalogue.TRAILERS else words


def _below(draft: Draft, starts: Mapping[int, Block], nth: int) -> Group | None:
    """Give the title below a title that stands apart: one in capitals or title case, nearer to it than to the text."""
    group = draft.groups[nth]
    if nth + 1 >= len(draft.groups) or draft.gap_after(group) != draft.groups[nth + 1].first - group.last:
        return None
    following = draft.groups[nth + 1]
    words = _title(draft, following)
    if not words or not (is_capitals(words) or is_title_case(words)) or not _is_apart(words, wide=False):
        return None
    near = draft.gap_before(following) <= min(draft.gap_before(group), draft.gap_after(following))
    return following if near and _has_text_behind(draft, starts, nth + 1) else None


def _is_apart(words: str, *, wide: bool) -> bool:
    """Tell whether a line's first and last sign are those of a heading rather than of speech."""
    if sum(map(str.isalpha, words)) * 2 < len(words.replace(" ", "")):
        return False
    words = ANCHOR.sub("", words)
    if wide:
        return words[0] not in QUOTES or not ENDS_SENTENCE.search(words)
    if words[0] in QUOTES:  # what is said has a point before its last mark, a quoted title has none
        return words[-1] in CLOSING and not ENDS_SENTENCE.search(words) and is_title_case(words)
    if words.startswith(("'", "‘", "(", "[")):
        return False
    ending = ENDS_SENTENCE.search(words)
    return not ending or (is_capitals(words) and words.endswith((".", "._", "?")))


def _has_text_behind(draft: Draft, starts: Mapping[int, Block], nth: int) -> bool:
    """Tell whether prose, a block that is no heading, or the first of several numbered headings follows a group."""
    group = draft.groups[nth]
    block = _block_behind(draft, starts, group)
    if block and block.kind == "head":
        value = numerals.read(block.label)
        return value is not None and value[0] == 1 and draft.gap_before(group) > draft.gap_after(group)
    if block:
        return block.kind not in ("title", "author", "trailer")
    if nth + 1 >= len(draft.groups):
        return False
    following = draft.groups[nth + 1]
    if draft.survey.words[following.first][0].islower():
        return False  # a paragraph that goes on behind a page
    return is_prose(draft, following) or following.last - following.first > MOST_HEADING_LINES


def _block_behind(draft: Draft, starts: Mapping[int, Block], group: Group) -> Block | None:
    """Give the block that begins behind a group, if it is claimed; furniture does not count."""
    at = group.last
    size = len(draft.survey.words)
    while at < size:
        block = starts.get(at)
        if block and block.kind not in UNCOUNTED:
            return block
        if block is None and draft.survey.words[at]:
            return None
        at = block.last if block else at + 1
    return None


def _is_style(look: Look, count: int, everything: int, *, structured: bool) -> bool:
    """Tell whether lines of a look are headings of a text with so many groups."""
    if look.ended and look.case != "capitals" and count < RECURRENT:
        return False
    if look.wide:
        return look.case != "sentence" or not structured
    if structured:
        return look.case == "capitals" and count * RAREST_STRUCTURED >= everything
    return count * RAREST[look.case] >= everything


def _sure(look: Look, count: int) -> str:
    if look.case == "sentence":
        return "medium" if look.wide else "low"
    return "high" if look.wide or count > 1 or look.case == "title" else "medium"


def _levels(draft: Draft, accepted: Mapping[Look, Sequence[_Found]]) -> Mapping[Look, int]:
    """Rank the looks: one whose lines numbered headings begin anew beneath stands above these, others below all."""
    heads = sorted((block.first, block) for block in draft.blocks if block.kind == "head" and block.level)
    lines = {one.group.first: look for look, of in accepted.items() for one in of}
    opened: dict[Look, list[int]] = defaultdict(list)
    before: Look | None = None
    for first, block in sorted([*heads, *((line, None) for line in lines)], key=lambda item: item[0]):
        if block is None:
            before = lines[first]
            continue
        value = numerals.read(block.label)
        if before is not None and value and value[0] == 1:
            opened[before].append(block.level)
        before = None
    return {look: max(1, min(opened[look]) - 1) if len(opened[look]) > 1 else catalogue.BARE_RANK for look in accepted}
