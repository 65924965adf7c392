"""How a text has its verse: how much of it, at which margin, with which numbers, and how long lines go on.

In goes a draft; out comes a :class:`Habit`, which the whole text tells. Prose is passed over by the number of its
forced line ends, so a novel costs little.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from editio.encode.draft import Draft, Group
from editio.encode.rules.lists import INTRODUCING
from editio.encode.rules.shapes import DASHES, ENDS_SENTENCE, QUOTES
from editio.encode.rules.sources import MARKS_BEFORE
from editio.encode.rules.verse.line_numbers import Number, line_numbers
from editio.encode.rules.verse.stanzas import POINTED, POINTS, PROSE, SHORT, Stanza, is_verse, stanza

FARTHER = 2
"""Columns behind the margin of a text's prose from which on lines are set in."""

LONG = 0.6
"""The part of the measure that a line of verse fills at least, before it goes on farther in on the next."""

LONGEST_LINE = 80
"""Columns of a line of verse where paragraphs have one line each: what is longer is a paragraph."""

SAMPLED, MOST_SAMPLED, LEAST_SAMPLED = 200, 2000, 8
"""Groups and lines that are looked at to tell how the lines of a text begin, and lines that must be alike."""

LINE_OF_BOOK = 60
"""Code points of a line of prose in print."""

OUTLIER = 1.5
"""How much wider than all before it a line may be that is of the same poem, where no blank line ends that."""

LEAST_WIDTH = 30
"""Columns that the lines of a poem have room for, however short the first of them are."""

OFTEN = 3
"""Times that lines go on equally far in, mostly with a small letter, before all that stand there are taken to."""


@dataclass(frozen=True, slots=True)
class Habit:
    """Hold what is known of the verse of a text.

    ``groups`` are its free groups; in a text that is ``mostly`` verse those that no blank line parts are one. ``sure``
    are the indices of those among them that are verse beyond doubt, ``quotes`` says that there are such; ``usual`` is
    the margin at which most lines of verse stand, ``hangs`` are how many columns farther in a line goes on that was too
    long for the page. ``looks`` keeps what was looked at: stanzas are asked for by themselves, and beside others.
    """

    draft: Draft
    groups: tuple[Group, ...]
    numbers: Mapping[int, Number]
    sure: tuple[int, ...] = ()
    mostly: bool = False
    quotes: bool = False
    usual: int = 0
    hangs: frozenset[int] = frozenset()
    looks: dict[Group, Stanza] = field(default_factory=dict, compare=False, repr=False)

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
        group = self.groups[nth]
        if group not in self.looks:
            self.looks[group] = stanza(self.draft, group, self.numbers)
        return self.looks[group]

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
    groups = draft.groups if draft.survey.parting in ("blank", "indent") else tuple(_runs_of_short(draft))
    known = Habit(draft, groups, line_numbers(draft))
    ended = _ends_its_lines(draft)
    looks = [(nth, known.look(nth)) for nth in _candidates(known, ended=ended)]
    strong = [(nth, look) for nth, look in looks if _is_sure(known, look, ended=ended)]
    stanzas = [look for _, look in strong]
    known = replace(known, sure=tuple(nth for nth, _ in strong), quotes=bool(strong))
    if _is_mostly_verse(draft, stanzas):
        known = replace(known, groups=tuple(draft.joined_groups()), mostly=True, usual=_usual(stanzas))
    return replace(known, hangs=_hangs(known, stanzas))


def _is_sure(known: Habit, look: Stanza, *, ended: bool) -> bool:
    """Tell whether some lines are verse; where a whole text has ``ended`` its lines, their shape alone tells it."""
    if is_verse(look, known.is_inset(look), mostly=False):
        return True
    return ended and look.pointed >= POINTED and look.lines > 2 and is_verse(look, known.is_inset(look), mostly=True)


def _ends_its_lines(draft: Draft) -> bool:
    """Tell whether lines of a text end where its author wished, though a measure might have forced as many.

    A book of verse alone has lines of much the same length, and its longest are no measure. Nine in ten of its lines
    begin with a capital, or end with a point where the script has none: of prose one in three, at most.
    """
    groups = [group for group in draft.groups if group.last - group.first > 2]
    sample = [at for group in groups[:: 1 + len(groups) // SAMPLED] for at in range(group.first + 1, group.last)]
    words = draft.survey.words
    initials = [words[at].lstrip(MARKS_BEFORE)[:1] for at in sample[:MOST_SAMPLED]]
    big, small = sum(map(str.isupper, initials)), sum(map(str.islower, initials))
    if big + small == 0:
        big = sum(words[at - 1][-1] in POINTS for at in sample[:MOST_SAMPLED])
        small = len(initials) - big
    return big >= LEAST_SAMPLED and big >= 9 * small


def _candidates(known: Habit, *, ended: bool) -> Iterator[int]:
    """Give the indices of groups that may be verse: three lines or more that are not forced, or two that are set in.

    In a text that has ``ended`` its lines none are taken for forced.
    """
    seen = known.draft.survey
    for nth, group in enumerate(known.groups):
        lines = group.last - group.first
        couplet = lines == 2 and seen.margins[group.first] >= seen.body + FARTHER
        if couplet or (lines > 2 and (ended or _ends_lines(known, group))):
            yield nth


def _ends_lines(known: Habit, group: Group) -> bool:
    """Tell whether lines end before they must: before the measure, or, where there is none, before a verse is long.

    Where the lines stand at several margins some of them may only go on with those before.
    """
    seen = known.draft.survey
    if seen.wrapped:
        is_even = not known.numbers and len(set(seen.margins[group.first : group.last])) == 1
        return seen.fill(group.first, group.last) < (PROSE if is_even else PROSE * 1.5)
    return seen.edge(group.first, group.last) < LONGEST_LINE


def _runs_of_short(draft: Draft) -> Iterator[Group]:
    """Put single short lines together that follow one another, where no blank line parts paragraphs.

    Each of them was taken for a paragraph; such as a dash opens are, or marks of quotation around a sentence: words of
    a dialogue.
    """
    seen = draft.survey
    room = seen.width * SHORT if seen.wrapped else LONGEST_LINE
    run: Group | None = None
    widest = 0
    for group in draft.groups:
        line, edge = seen.words[group.first], seen.edges[group.first]
        alone = group.last - group.first == 1 and edge < room and not _is_speech(line)
        if alone and run and run.last == group.first and edge <= OUTLIER * max(widest, LEAST_WIDTH):
            run, widest = Group(run.first, group.last), max(widest, edge)
            continue
        yield from (run,) if run else ()
        begins = alone and not (line[0].islower() or line.endswith(INTRODUCING))
        run, widest = (group, edge) if begins else (None, 0)
        yield from () if begins else (group,)
    yield from (run,) if run else ()


def _is_speech(line: str) -> bool:
    """Tell whether a line is words of a dialogue, rather than one of several lines that are."""
    closed = line[-1] not in ",;:" and ENDS_SENTENCE.search(line) is not None
    return line.startswith(DASHES) or (line[0] in QUOTES and closed)


def _is_mostly_verse(draft: Draft, strong: Sequence[Stanza]) -> bool:
    """Tell whether at least half of the lines that stand together are verse beyond doubt.

    A paragraph that is not wrapped counts for as many lines as it would have.
    """
    lines = sum(look.group.last - look.group.first for look in strong if look.cased)
    return lines * 2 > sum(_lines(draft, group) for group in draft.groups)


def _lines(draft: Draft, group: Group) -> int:
    """Count the lines that some text has if there are three or more, or would have if it were wrapped as books are."""
    lines = group.last - group.first
    if draft.survey.wrapped:
        return lines if lines > 2 else 0
    return max(lines if lines > 2 else 0, sum(draft.survey.edges[group.first : group.last]) // LINE_OF_BOOK)


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
