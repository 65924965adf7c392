"""How a text has its verse: how much of it, at which margin, with which numbers, and how long lines go on.

In goes a draft; out comes a :class:`Habit`, which the whole text tells. Prose is passed over by the number of its
forced line ends, so a novel costs little.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from editio.encode.draft import Draft, Group
from editio.encode.rules.sources import DASHES, MARKS_BEFORE
from editio.encode.rules.verse.line_numbers import Number, line_numbers
from editio.encode.rules.verse.stanzas import PROSE, SHORT, Stanza, is_verse, stanza

FARTHER = 2
"""Columns behind the margin of a text's prose from which on lines are set in."""

LONG = 0.6
"""The part of the measure that a line of verse fills at least, before it goes on farther in on the next."""

OFTEN = 3
"""Times that lines go on equally far in, mostly with a small letter, before all that stand there are taken to."""


@dataclass(frozen=True, slots=True)
class Habit:
    """Hold what is known of the verse of a text.

    ``groups`` are its free groups; in a text that is ``mostly`` verse those that no blank line parts are one. ``sure``
    are the indices of those among them that are verse beyond doubt, ``quotes`` says that there are such; ``usual`` is
    the margin at which most lines of verse stand, ``hangs`` are how many columns farther in a line goes on that was too
    long for the page.
    """

    draft: Draft
    groups: tuple[Group, ...]
    numbers: Mapping[int, Number]
    sure: tuple[int, ...] = ()
    mostly: bool = False
    quotes: bool = False
    usual: int = 0
    hangs: frozenset[int] = frozenset()

    def margin(self, index: int) -> int:
        """Give the columns before the words of a line, behind its number."""
        number = self.numbers.get(index)
        return number.margin if number else self.draft.survey.margins[index]

    def words(self, index: int) -> str:
        """Give the words of a line, without its number."""
        number = self.numbers.get(index)
        return number.words if number else self.draft.survey.words[index]

    def look(self, nth: int) -> Stanza:
        """Look at a group by its index."""
        return stanza(self.draft, self.groups[nth], self.numbers)

    def is_inset(self, look: Stanza) -> bool:
        """Tell whether lines stand farther in than the prose of the text."""
        return look.margin >= self.draft.survey.body + FARTHER

    def goes_on(self, begin: int, index: int) -> bool:
        """Tell whether a line is the rest of the one that begins at ``begin``, rather than one of its own."""
        farther = self.margin(index) - self.margin(begin)
        if farther <= 0:
            return False
        seen = self.draft.survey
        if farther in self.hangs and seen.edges[index - 1] >= seen.width * LONG:
            return True
        return seen.forced[index - 1] and self.words(index).lstrip(MARKS_BEFORE)[:1].islower()


def habit(draft: Draft) -> Habit:
    """Look at all groups of a text that may be verse by themselves."""
    groups = tuple(_runs_of_short(draft)) if draft.survey.parting == "short" else draft.groups
    known = Habit(draft, groups, line_numbers(draft))
    looks = [(nth, known.look(nth)) for nth in _candidates(draft, groups)]
    strong = [(nth, look) for nth, look in looks if is_verse(look, known.is_inset(look), mostly=False)]
    stanzas = [look for _, look in strong]
    known = replace(known, sure=tuple(nth for nth, _ in strong), quotes=bool(strong))
    if _is_mostly_verse(draft, stanzas):
        known = replace(known, groups=tuple(_whole(draft.groups)), mostly=True, usual=_usual(stanzas))
    return replace(known, hangs=_hangs(known, stanzas))


def _candidates(draft: Draft, groups: Iterable[Group]) -> Iterator[int]:
    """Give the indices of groups that may be verse: three lines or more that are not forced, or two that are set in."""
    seen = draft.survey
    for nth, group in enumerate(groups):
        lines = group.last - group.first
        couplet = lines == 2 and seen.margins[group.first] >= seen.body + FARTHER
        if couplet or (lines > 2 and seen.fill(group.first, group.last) < PROSE * 1.5):
            yield nth


def _runs_of_short(draft: Draft) -> Iterator[Group]:
    """Put single short lines together that follow one another, where paragraphs are parted by their short last lines.

    Each of them was taken for a paragraph; such as a dash opens are: words of a dialogue.
    """
    seen = draft.survey
    run: Group | None = None
    for group in draft.groups:
        line = seen.words[group.first]
        alone = group.last - group.first == 1 and seen.edges[group.first] < seen.width * SHORT
        if alone and not line.startswith(DASHES) and (run or not line[0].islower()):
            if run and run.last == group.first:
                run = Group(run.first, group.last)
                continue
            yield from (run,) if run else ()
            run = group
            continue
        yield from (run,) if run else ()
        run = None
        yield group
    yield from (run,) if run else ()


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


def _is_mostly_verse(draft: Draft, strong: Sequence[Stanza]) -> bool:
    """Tell whether at least half of the lines that stand together are verse beyond doubt."""
    lines = sum(look.group.last - look.group.first for look in strong if look.cased)
    together = sum(group.last - group.first for group in draft.groups if group.last - group.first > 2)
    return lines * 2 > together


def _usual(strong: Iterable[Stanza]) -> int:
    margins: Counter[int] = Counter()
    for look in strong:
        margins[look.margin] += look.lines
    return margins.most_common(1)[0][0]


def _hangs(known: Habit, strong: Iterable[Stanza]) -> frozenset[int]:
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
    return frozenset(farther for farther, times in small.items() if times >= OFTEN and times > others[farther])
