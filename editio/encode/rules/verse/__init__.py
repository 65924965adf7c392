"""Verse: poems that are the text, and poems that a text in prose quotes.

In goes a draft; out come blocks of kind ``l``, one a line of verse, within containers ``lg``: a poem, its sections
where numbers part it, and its stanzas where blank lines do (Guidelines, section 3.13.1). A line that was too long for
the page goes on farther in on the next one and stays one line. Where a line behind a poem says where it is from, both
stand in a ``cit``, under a heading in an ``epigraph``.
"""

import bisect
import re
from collections.abc import Iterator, Sequence

from editio.encode.draft import Block, Container, Draft, Group
from editio.encode.rules.sources import NEAR, follows_heading, names_source
from editio.encode.rules.verse.habit import Habit, habit
from editio.encode.rules.verse.poems import poems
from editio.encode.rules.verse.stanzas import Stanza

NUMBER = re.compile(r"\d{1,3}|[IVXLC]{1,7}")
"""The number of a section of a poem, on a line of its own."""


def verse(draft: Draft) -> Iterator[Block]:
    """Claim lines of verse, poem by poem."""
    known = habit(draft)
    for poem in poems(known):
        yield from _blocks(known, poem)


def _blocks(known: Habit, poem: Sequence[Stanza]) -> Iterator[Block]:
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
        yield source._replace(inside=outer)


def _lines(known: Habit, first: int, last: int, inside: tuple[Container, ...], sure: str) -> Iterator[Block]:
    begin = first
    for index in range(first + 1, last + 1):
        if index == last or not known.goes_on(begin, index):
            yield _line(known, begin, index, inside, sure)
            begin = index


def _is_number(known: Habit, first: int, last: int) -> bool:
    """Tell whether a stanza begins with a line that is but a number: that of a section of the poem."""
    words = known.words(first).strip(".[]() ")
    return last - first > 1 and bool(NUMBER.fullmatch(words))


def _source(known: Habit, first: int, last: int) -> Block | None:
    """Find where a poem is from, if its last line says so, or the next one behind it."""
    draft = known.draft
    inner = last - first > 2 and not known.words(last - 2).isupper()
    if inner and names_source(draft, last - 1, known.margin(last - 2), apart=known.mostly):
        return Block("bibl", last - 1, last, sure="medium")
    behind = last + draft.gap_after(Group(first, last))
    near = behind - last <= NEAR and _is_alone(draft, behind)
    if near and names_source(draft, behind, known.margin(last - 1), apart=known.mostly):
        return Block("bibl", behind, behind + 1, sure="medium")
    return None


def _stanzas(poem: Sequence[Stanza]) -> Iterator[tuple[int, int]]:
    """Part a poem where there are blank lines: give first and last line of each part, half open."""
    first, last = poem[0].group.first, poem[0].group.last
    for look in poem[1:]:
        if last < look.group.first:
            yield first, last
            first = look.group.first
        last = look.group.last
    yield first, last


def _is_alone(draft: Draft, index: int) -> bool:
    """Tell whether a line is a free group by itself."""
    nth = bisect.bisect_left(draft.groups, index, key=lambda group: group.first)
    return nth < len(draft.groups) and draft.groups[nth] == Group(index, index + 1)


def _sure(known: Habit, poem: Sequence[Stanza]) -> str:
    """Tell how sure verse is: capitals and a few stanzas or lines leave no doubt, small letters some."""
    lines = sum(look.lines for look in poem)
    if lines == 1:
        return "low"
    capital = sum(look.small * look.lines for look in poem) <= lines / 5 and poem[0].cased
    if capital and (known.mostly or lines > 3):
        return "high"
    return "medium" if capital else "low"


def _line(known: Habit, first: int, last: int, inside: tuple[Container, ...], sure: str) -> Block:
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
