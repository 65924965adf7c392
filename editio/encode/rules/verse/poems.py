"""Poems: stanzas that stand together, and lines that are verse only beside one.

In goes the :class:`~editio.encode.rules.verse.habit.Habit` of a text; out come poems as runs of stanzas. A poem grows
from a stanza that is verse beyond doubt to what may be verse before and behind it: a couplet, a refrain. Its title is
left out.
"""

from collections.abc import Iterator, Set

from editio.encode.draft import Draft, Group
from editio.encode.rules.sources import MARKS_BEFORE
from editio.encode.rules.verse.habit import Habit
from editio.encode.rules.verse.stanzas import NAMES, PROSE, Stanza, goes_along, is_verse

LARGEST_GAP = 3
"""Blank lines between two stanzas of one poem, at most: more part one poem from the next."""

SHORTEST = 30
"""Code points of a line that is verse by itself: lines of the measures that are quoted singly are no shorter."""

LONGEST = 60
"""Code points of a line of the title of a poem, and of a line that is verse by itself, at most."""

INNER_ENDS = ".,;:!?—-)”\"’'»"
"""What ends a line of verse, and no title but seldom."""


def poems(known: Habit) -> Iterator[list[Stanza]]:
    """Give all poems of a text, in order."""
    sure = frozenset(known.sure)
    taken = -1
    for nth in range(len(known.groups)):
        if nth > taken and _is_seed(known, nth, sure):
            poem, taken = _grown(known, nth, taken)
            yield poem


def _is_seed(known: Habit, nth: int, sure: Set[int]) -> bool:
    """Tell whether a group is verse by itself, or, in a text that quotes verse, a line of it."""
    if known.mostly:
        return _is_at_home(known, known.look(nth))
    if nth in sure:
        return True
    group, seen = known.groups[nth], known.draft.survey
    alone = known.quotes and group.last - group.first == 1 and seen.margins[group.first] > seen.body + 1
    return alone and is_line_of_verse(known, known.look(nth))


def _is_at_home(known: Habit, look: Stanza) -> bool:
    """Tell whether lines of a text that is mostly verse are verse, or stand where only verse does."""
    if look.margin < known.usual or _is_prose(known, look) or is_title(known, look):
        return False
    alone = known.usual > known.draft.survey.body and look.margin == known.usual
    return is_verse(look, known.is_inset(look), mostly=True) or (alone and goes_along(look, inset=True, mostly=True))


def _grown(known: Habit, seed: int, taken: int) -> tuple[list[Stanza], int]:
    """Give the poem to which a group belongs, and the index of its last group; ``taken`` is that of another poem."""
    poem = [known.look(seed)]
    first = last = seed
    while first - 1 > taken and _follows(known.draft, known.groups[first - 1], known.groups[first]):
        look = known.look(first - 1)
        if not _joins(known, look, poem):
            break
        poem.insert(0, look)
        first -= 1
    while last + 1 < len(known.groups) and _follows(known.draft, known.groups[last], known.groups[last + 1]):
        look = known.look(last + 1)
        if not _joins(known, look, poem):
            break
        poem.append(look)
        last += 1
    return poem, last


def _follows(draft: Draft, before: Group, group: Group) -> bool:
    """Tell whether nothing but a few blank lines stands between two groups."""
    gap = draft.gap_after(before)
    return before.last + gap == group.first and gap <= LARGEST_GAP


def _joins(known: Habit, look: Stanza, poem: list[Stanza]) -> bool:
    """Tell whether a stanza, or what may be one, is of the same poem."""
    inset = known.is_inset(look)
    if len(poem) == 1 and poem[0].lines == 1 and not known.mostly:
        return is_line_of_verse(known, look)
    if known.mostly and (look.margin < known.usual or _is_prose(known, look)):
        return False
    if is_title(known, look):
        return False
    if is_verse(look, inset, known.mostly):
        return inset or known.mostly or not known.is_inset(poem[0])
    return goes_along(look, inset, known.mostly)


def _is_prose(known: Habit, look: Stanza) -> bool:
    """Tell whether, in a text that is mostly verse, some lines end where the measure ends, and begin with any word."""
    group = look.group
    if group.last - group.first < 3 or look.fill < PROSE:
        return False
    following = range(group.first + 1, group.last)
    own = [index for index in following if known.margin(index) - look.margin not in known.hangs]
    small = sum(known.words(index).lstrip(MARKS_BEFORE)[:1].islower() for index in own)
    return small * 5 > len(own)


def is_title(known: Habit, look: Stanza) -> bool:
    """Tell whether a line or two are more like the title of what follows than like verse."""
    words = known.draft.words(look.group) if look.lines <= 2 else ""
    if not words or len(words) > LONGEST * look.lines:
        return False
    if not any(c.islower() for c in words) or (known.mostly and look.margin < known.usual):
        return True
    wider = known.draft.gap_before(look.group) > known.draft.gap_after(look.group)
    return look.lines == 1 and words[-1] not in INNER_ENDS and (wider or look.names >= NAMES / 2)


def is_line_of_verse(known: Habit, look: Stanza) -> bool:
    """Tell whether a line that is set in by itself is as long as one of verse, in a text that quotes other verse."""
    words = known.draft.words(look.group)
    long = SHORTEST <= len(words) <= LONGEST and look.lines == 1 and look.cased and words[0] not in "[("
    return long and look.small == 0 and look.names < NAMES / 2 and known.is_inset(look) and not look.centred
