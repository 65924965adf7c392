"""Whether a speech is verse or prose: in verse, lines end where the poet ends them, and not where the paper does.

In go the lines of the speeches of a play; out comes an answer for each. Every line end is a piece of evidence: whether
the next word had no room, and whether the next line begins with a capital. What one speech shows is weighed with what
those around it show, so that one line alone is what they are.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from editio.encode.draft import Draft, Group
from editio.encode.rules.drama.places import column
from editio.encode.survey import LONG_LINE

LEAST_FORCED, FORCED = 0.75, 0.93
"""The share of line ends within prose that the measure forces: seen from a play that is prose, where marks of italics
and hands of typists lower it; else that of prose in general."""

LEAST_CHANCE, CHANCE, MOST_CHANCE = 0.1, 0.25, 0.6
"""The share of line ends of verse behind which the next word has no room by chance: seen from a play that is verse."""

CAPITAL_IN_PROSE, CAPITAL_IN_VERSE = 0.2, 0.95
"""The share of lines within a paragraph that begin with a capital, in prose and in verse that has them."""

WEIGHT, MOST_WEIGHT = 0.5, 3.0
"""How much of what the speeches around it show counts for a speech, and how much at most: as much as twenty to one."""

LEAST_USUAL, MOST_USUAL = 0.05, 0.95
"""The shares between which that of the line ends within prose is taken for the odds that any speech is prose."""

NEAREST = 3
"""Speeches on either side that count."""

LOCAL, NARROWEST = 4, 0.7
"""Lines from which on a passage may have a measure of its own, and the least share of the text's that it may be."""

COMMON = 0.25
"""The share of the lines within speeches that stand at a margin from which on it is no margin of songs alone."""

OPENING = "\"'“‘«„([_"
"""What may stand before the first letter of a line."""


@dataclass(frozen=True, slots=True)
class _Ends:
    """Hold what the line ends within a speech show: how many there are, were forced, and have a capital behind them.

    ``alone`` tells of verse that is set in, as songs are: it tells nothing of its neighbours.
    """

    count: int
    forced: int
    capitals: int
    alone: bool


def are_verse(draft: Draft, runs: Sequence[Group]) -> list[bool]:
    """Tell of each of the speeches of a play whether it is verse."""
    if not draft.survey.width:
        return _unwrapped(draft, runs)
    margins = Counter(margin for run in runs for margin in draft.survey.margins[run.first + 1 : run.last])
    usual = min((one for one, count in margins.items() if count >= COMMON * margins.total()), default=0)
    ends = [_ends(draft, run, usual) for run in runs]
    told = [one for one in ends if not one.alone]
    free = [one for one in told if one.forced < one.count]
    has_capitals = sum(one.capitals for one in free) * 2 > sum(one.count for one in free)
    rates = _rates(told)
    return _weighed(ends, [_prose(one, rates, has_capitals) for one in ends])


def _rates(told: Sequence[_Ends]) -> tuple[float, float]:
    """Give the shares of line ends that are forced in the prose of a play and in its verse, as far as it shows them."""
    share = sum(one.forced for one in told) / (sum(one.count for one in told) or 1)
    if share >= MOST_CHANCE:
        return min(FORCED, max(LEAST_FORCED, share)), CHANCE
    return FORCED, max(LEAST_CHANCE, share)


def _weighed(ends: Sequence[_Ends], shown: Sequence[float]) -> list[bool]:
    """Decide for each speech by what it shows itself, what those around it show, and what most of the play is."""
    known = [nth for nth, one in enumerate(ends) if one.count and not one.alone]
    usual = _odds(ends, shown, known)
    made = []
    for nth, score in enumerate(shown):
        place = bisect_left(known, nth)
        near = [shown[other] for other in known[max(0, place - NEAREST) : place + NEAREST] if other != nth]
        around = WEIGHT * sum(near) + usual
        made.append(score + max(-MOST_WEIGHT, min(MOST_WEIGHT, around)) < 0)
    return made


def _odds(ends: Sequence[_Ends], shown: Sequence[float], known: Sequence[int]) -> float:
    """Give how much likelier a speech of the play is prose than verse, as a logarithm; prose where nothing is shown."""
    prose = sum(ends[nth].count for nth in known if shown[nth] > 0)
    share = (prose + 1) / (sum(ends[nth].count for nth in known) + 1)
    share = max(LEAST_USUAL, min(MOST_USUAL, share))
    return log(share / (1 - share))


def _unwrapped(draft: Draft, runs: Sequence[Group]) -> list[bool]:
    """Tell verse where each line is a paragraph of prose: by several short lines, of a play in which most are such."""
    words = draft.survey.words
    is_short = [all(len(kept) < LONG_LINE for kept in words[run.first : run.last]) for run in runs]
    sizes = [run.last - run.first if short else 0 for run, short in zip(runs, is_short, strict=True)]
    several = sum(size for size in sizes if size > 1) * 2 > sum(run.last - run.first for run in runs)
    return [size > 1 if several else size >= LOCAL for size in sizes]


def _ends(draft: Draft, run: Group, margin: int) -> _Ends:
    survey = draft.survey
    edges = [survey.edges[index] + _room(draft, index) for index in range(run.first, run.last)]
    width = _measure(edges, survey.width)
    words = survey.words[run.first + 1 : run.last]
    forced = sum(edge + 1 + len(kept.split(" ", 1)[0]) > width for edge, kept in zip(edges, words, strict=False))
    capitals = sum(kept.lstrip(OPENING)[:1].isupper() for kept in words)
    return _Ends(len(words), forced, capitals, bool(words) and survey.margin(run.first + 1, run.last) > margin)


def _measure(edges: Sequence[int], width: int) -> int:
    """Give the measure that a passage would have if it were prose: more than the text's if two lines are wider."""
    if len(edges) < LOCAL:
        return width
    second, widest = sorted(edges)[-2:]
    return max(width, second) if widest > width else widest if widest >= NARROWEST * width else width


def _prose(ends: _Ends, rates: tuple[float, float], has_capitals: bool) -> float:
    """Give how much likelier it is that line ends are those of prose than of verse, as a logarithm.

    ``rates`` are the shares of line ends that are forced in prose and in verse.
    """
    prose, verse = rates
    free = ends.count - ends.forced
    score = ends.forced * log(prose / verse) + free * log((1 - prose) / (1 - verse))
    if has_capitals:
        small = ends.count - ends.capitals
        score += ends.capitals * log(CAPITAL_IN_PROSE / CAPITAL_IN_VERSE)
        score += small * log((1 - CAPITAL_IN_PROSE) / (1 - CAPITAL_IN_VERSE))
    return score


def _room(draft: Draft, index: int) -> int:
    """Give the room that a name takes before the words of a line, in columns."""
    return column(draft.raw, index) - draft.survey.margins[index] if draft.raw.is_cut(index) else 0
