"""Verse: poems that are the text, and poems that a text in prose quotes.

In goes a draft; out come blocks of kind ``l``, one a line of verse, within containers ``lg``: a poem, and its stanzas
where blank lines part it (Guidelines, section 3.13.1). A line that was too long for the page goes on farther in on the
next one and stays one line. Single lines are verse only beside a stanza; a title is left to the rules for headings.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from editio.encode.draft import Block, Container, Draft, Group
from editio.encode.rules.line_numbers import Number, line_numbers
from editio.encode.rules.sources import NEAR, follows_heading, names_source
from editio.encode.rules.stanzas import MARKS_BEFORE, NAMES, PROSE, Stanza, goes_along, is_verse, stanza

FARTHER = 2
"""Columns behind the margin of a text's prose from which on lines are set in."""

LARGEST_GAP = 3
"""Blank lines between two stanzas of one poem, at most: more part one poem from the next."""

LONG = 0.6
"""The part of the measure that a line of verse fills at least, before it goes on farther in on the next."""

NUMBER = re.compile(r"\d{1,3}|[IVXLC]{1,7}")
"""The number of a section of a poem, on a line of its own."""

SHORTEST = 30
"""Code points of a line that is verse by itself: lines of the measures that are quoted singly are no shorter."""

TITLE = 60
"""Code points of a line of the title of a poem, at most."""

INNER_ENDS = ".,;:!?—-)”\"’'»"
"""What ends a line of verse, and no title but seldom."""


@dataclass(frozen=True, slots=True)
class _Verse:
    """Hold what is known of the verse of a text: the numbers of its lines, whether most of the text is verse.

    ``usual`` is the margin at which most lines of verse stand, ``hangs`` are how many columns farther in a line goes
    on that was too long for the page, ``alone`` the indices behind free lines that stand by themselves;
    ``quotes`` says that there is verse beyond doubt.
    """

    draft: Draft
    numbers: Mapping[int, Number]
    mostly: bool
    usual: int = 0
    hangs: frozenset[int] = frozenset()
    alone: frozenset[int] = frozenset()
    quotes: bool = False

    def margin(self, index: int) -> int:
        number = self.numbers.get(index)
        return number.margin if number else self.draft.survey.margins[index]

    def words(self, index: int) -> str:
        number = self.numbers.get(index)
        return number.words if number else self.draft.survey.words[index]

    def goes_on(self, begin: int, index: int) -> bool:
        """Tell whether a line is the rest of the one that begins at ``begin``, rather than one of its own."""
        farther = self.margin(index) - self.margin(begin)
        if farther <= 0:
            return False
        seen = self.draft.survey
        if farther in self.hangs and seen.edges[index - 1] >= seen.width * LONG:
            return True
        return seen.forced[index - 1] and self.words(index).lstrip(MARKS_BEFORE)[:1].islower()


def verse(draft: Draft) -> Iterator[Block]:
    """Claim lines of verse, poem by poem."""
    numbers = line_numbers(draft)
    looks = list(_looks(draft, numbers))
    strong = [look for look in looks if is_verse(look, _is_inset(draft, look), mostly=False)]
    mostly = _is_mostly_verse(draft, strong)
    known = _Verse(draft, numbers, mostly)
    alone = frozenset(group.last for group in draft.groups if group.last - group.first == 1)
    known = replace(known, quotes=bool(strong), alone=alone, usual=_usual(strong), hangs=_hangs(known, strong))
    if mostly:
        looks = [stanza(draft, group, numbers) for group in _whole(draft.groups)]
    for poem in _poems(known, looks):
        yield from _blocks(known, poem)


def _looks(draft: Draft, numbers: Mapping[int, Number]) -> Iterator[Stanza]:
    """Look at the groups that may be verse; long prose is passed over by the number of its forced lines."""
    for group in draft.groups:
        if group.last - group.first < 3 or draft.survey.fill(group.first, group.last) < PROSE + 0.25:
            yield stanza(draft, group, numbers)


def _whole(groups: Iterable[Group]) -> Iterator[Group]:
    """Put groups together again that no blank line parts: what parts paragraphs does not part stanzas."""
    whole: Group | None = None
    for group in groups:
        if whole and whole.last == group.first:
            whole = Group(whole.first, group.last)
            continue
        if whole:
            yield whole
        whole = group
    if whole:
        yield whole


def _is_inset(draft: Draft, look: Stanza) -> bool:
    return look.margin >= draft.survey.body + FARTHER


def _is_mostly_verse(draft: Draft, strong: Sequence[Stanza]) -> bool:
    """Tell whether at least half of the lines that stand together are verse beyond doubt."""
    lines = sum(look.group.last - look.group.first for look in strong if look.cased)
    together = sum(group.last - group.first for group in draft.groups if group.last - group.first > 2)
    return lines * 2 > together


def _usual(strong: Iterable[Stanza]) -> int:
    margins: Counter[int] = Counter()
    for look in strong:
        margins[look.margin] += look.lines
    return margins.most_common(1)[0][0] if margins else 0


def _hangs(known: _Verse, strong: Iterable[Stanza]) -> frozenset[int]:
    """Find how much farther in the rest of a long line stands: mostly where it begins with a small letter."""
    small: Counter[int] = Counter()
    others: Counter[int] = Counter()
    seen = known.draft.survey
    for look in strong:
        for index in range(look.group.first + 1, look.group.last):
            farther = known.margin(index) - known.margin(index - 1)
            if farther > 0 and seen.edges[index - 1] >= seen.width * LONG:
                begins_small = known.words(index).lstrip(MARKS_BEFORE)[:1].islower()
                (small if begins_small else others)[farther] += 1
    return frozenset(farther for farther, times in small.items() if times >= 3 and times > others[farther])


def _poems(known: _Verse, looks: Sequence[Stanza]) -> Iterator[list[Stanza]]:
    """Put stanzas together that follow one another; what may be verse goes with a stanza beside it."""
    poem: list[Stanza] = []
    for look in looks:
        if poem and not (_follows(known.draft, poem[-1].group, look.group) and _may_stand(known, look, poem)):
            yield from _kept(known, poem)
            poem = []
        if poem or _may_stand(known, look, poem):
            poem.append(look)
    yield from _kept(known, poem)


def _follows(draft: Draft, before: Group, group: Group) -> bool:
    """Tell whether nothing but a few blank lines stands between two groups."""
    gap = draft.gap_after(before)
    return before.last + gap == group.first and gap <= LARGEST_GAP


def _may_stand(known: _Verse, look: Stanza, poem: Sequence[Stanza]) -> bool:
    inset = _is_inset(known.draft, look)
    if known.mostly and (look.margin < known.usual or _is_prose(known, look)):
        return False
    if _is_verse(known, look):
        return not poem or inset or known.mostly or not _is_inset(known.draft, poem[0])
    return goes_along(look, inset, known.mostly) and not _is_title(known, look)


def _is_prose(known: _Verse, look: Stanza) -> bool:
    """Tell whether, in a text that is mostly verse, some lines end where the measure ends, and begin with any word."""
    group = look.group
    if group.last - group.first < 3 or look.fill < PROSE:
        return False
    own = [
        index for index in range(group.first + 1, group.last) if known.margin(index) - look.margin not in known.hangs
    ]
    small = sum(known.words(index).lstrip(MARKS_BEFORE)[:1].islower() for index in own)
    return small * 5 > len(own)


def _is_verse(known: _Verse, look: Stanza) -> bool:
    return is_verse(look, _is_inset(known.draft, look), known.mostly) and not _is_title(known, look)


def _is_title(known: _Verse, look: Stanza) -> bool:
    """Tell whether a line or two are more like the title of what follows than like verse."""
    words = known.draft.words(look.group)
    if look.lines > 2 or len(words) > TITLE * look.lines:
        return False
    if not any(c.islower() for c in words) or (known.mostly and look.margin < known.usual):
        return True
    wider = known.draft.gap_before(look.group) > known.draft.gap_after(look.group)
    return look.lines == 1 and words[-1] not in INNER_ENDS and (wider or look.names >= NAMES / 2)


def _kept(known: _Verse, poem: Sequence[Stanza]) -> Iterator[list[Stanza]]:
    """Give a poem, if there is a stanza in it that is verse by itself, or it stands where only verse does."""
    at_home = known.mostly and known.usual > known.draft.survey.body
    sure = any(_is_verse(known, look) or (at_home and look.margin == known.usual) for look in poem)
    alone = bool(poem) and known.quotes and all(_is_line_of_verse(known, look) for look in poem)
    if sure or alone:
        yield list(poem)


def _blocks(known: _Verse, poem: Sequence[Stanza]) -> Iterator[Block]:
    """Make the lines of a poem, which stand in sections if numbers part it, and in stanzas if blank lines do."""
    first, last = poem[0].group.first, poem[-1].group.last
    source = _source(known, first, last)
    last = min(last, source.first) if source else last
    outer = (Container("cit", first),) if source else ()
    outer = (Container("epigraph", first), *outer) if source and follows_heading(known.draft, first) else outer
    inside = (*outer, *((Container("quote", first),) if source else ()), Container("lg", first, (("type", "poem"),)))
    section: tuple[Container, ...] = ()
    sure = _sure(known, poem)
    for begin, stop in _stanzas(poem):
        end = min(stop, last)
        if _is_number(known, begin, end):
            section = (Container("lg", begin, (("type", "section"),)),) if begin > first or section else ()
            yield Block("head", begin, begin + 1, inside=(*inside, *section), sure=sure)
            begin += 1
        stanza_of = () if begin == first and end == last else (Container("lg", begin, (("type", "stanza"),)),)
        yield from _lines(known, begin, end, (*inside, *section, *stanza_of), sure)
    if source:
        yield replace(source, inside=outer)


def _lines(known: _Verse, first: int, last: int, inside: tuple[Container, ...], sure: str) -> Iterator[Block]:
    begin = first
    for index in range(first + 1, last + 1):
        if index == last or not known.goes_on(begin, index):
            yield _line(known, begin, index, inside, sure)
            begin = index


def _is_number(known: _Verse, first: int, last: int) -> bool:
    """Tell whether a stanza begins with a line that is but a number: that of a section of the poem."""
    words = known.words(first).strip(".[]() ")
    return last - first > 1 and bool(NUMBER.fullmatch(words))


def _source(known: _Verse, first: int, last: int) -> Block | None:
    """Find where a poem is from, if its last line says so, or the next one behind it."""
    draft = known.draft
    inner = last - first > 2 and not known.words(last - 2).isupper()
    if inner and names_source(draft, last - 1, known.margin(last - 2), apart=known.mostly):
        return Block("bibl", last - 1, last, sure="medium")
    behind = last + draft.gap_after(Group(first, last))
    near = behind - last <= NEAR and behind + 1 in known.alone
    if near and names_source(draft, behind, known.margin(last - 1), apart=known.mostly):
        return Block("bibl", behind, behind + 1, sure="medium")
    return None


def _is_line_of_verse(known: _Verse, look: Stanza) -> bool:
    """Tell whether a line that is set in by itself is as long as one of verse, in a text that quotes other verse."""
    words = known.draft.words(look.group)
    long = SHORTEST <= len(words) <= TITLE and look.lines == 1 and look.cased and words[0] not in "[("
    return long and look.small == 0 and look.names < NAMES / 2 and _is_inset(known.draft, look) and not look.centred


def _stanzas(poem: Sequence[Stanza]) -> Iterator[tuple[int, int]]:
    """Part a poem where there are blank lines: give first and last line of each part, half open."""
    first, last = poem[0].group.first, poem[0].group.last
    for look in poem[1:]:
        if last < look.group.first:
            yield first, last
            first = look.group.first
        last = look.group.last
    yield first, last


def _sure(known: _Verse, poem: Sequence[Stanza]) -> str:
    """Tell how sure verse is: capitals and a few stanzas or lines leave no doubt, small letters some."""
    lines = sum(look.lines for look in poem)
    if lines == 1:
        return "low"
    capital = sum(look.small * look.lines for look in poem) <= lines / 5 and poem[0].cased
    if capital and (known.mostly or lines > 3):
        return "high"
    return "medium" if capital else "low"


def _line(known: _Verse, first: int, last: int, inside: tuple[Container, ...], sure: str) -> Block:
    number = known.numbers.get(first)
    end = known.numbers.get(last - 1)
    return Block(
        "l",
        first,
        last,
        label=number.label if number else end.label if end else "",
        prefix=number.prefix if number else 0,
        suffix=end.suffix if end else 0,
        inside=inside,
        sure=sure,
    )
