"""Whether a speech is verse or prose: in verse, lines end where the poet ends them, and not where the paper does.

In go the lines of speeches; out come answers. The measure shows it where a speech has several lines, and so do capitals
at the beginning of each; one line alone is what the speeches around it are.
"""

from bisect import bisect_left
from collections.abc import Sequence

from editio.encode.draft import Draft, Group
from editio.encode.rules.drama.places import column, is_cut
from editio.encode.survey import LONG_LINE

MOST_FORCED = 0.6
"""The share of line ends that the measure forces: in prose it is nine in ten, in verse that fills its width one in
three."""

OPENING = "\"'“‘«„([_"
"""What may stand before the first letter of a line."""

NEAREST = 3
"""Speeches on either side that tell what one line is."""

NARROWEST = 0.7
"""The share of the text's measure below which none of prose is."""

LOCAL = 4
"""Lines from which on a passage has a measure of its own, that of its longest line: it may be set narrower."""


def is_verse(draft: Draft, run: Group) -> bool | None:
    """Tell whether some lines are verse; None where one line, or a short end, leaves it open."""
    survey = draft.survey
    count = run.last - run.first
    if not survey.width and any(len(words) >= LONG_LINE for words in survey.words[run.first : run.last]):
        return False
    if count == 1 or not survey.width:
        return None if count == 1 else True
    edges = [survey.edges[index] + _room(draft, index) for index in range(run.first, run.last)]
    own = max(edges)
    width = min(survey.width, own) if count >= LOCAL and own >= NARROWEST * survey.width else survey.width
    words = survey.words[run.first + 1 : run.last]
    forced = sum(edge + 1 + len(kept.split(" ", 1)[0]) > width for edge, kept in zip(edges, words, strict=False))
    capitals = all(kept.lstrip(OPENING)[:1].isupper() for kept in words)
    if count == 2 and capitals == bool(forced):
        return None  # a line that ends early by chance, or a verse that fills the line
    if capitals and forced < len(words):
        return True
    return forced <= MOST_FORCED * len(words)


def is_set_in(draft: Draft, run: Group, margin: int) -> bool:
    """Tell whether verse is set in farther than the speeches around it, as songs and quotations are."""
    return draft.survey.margin(run.first + 1, run.last) > margin


def _room(draft: Draft, index: int) -> int:
    """Give the room that a name takes before the words of a line, in columns."""
    return column(draft.raw, index) - draft.survey.margins[index] if is_cut(draft.raw, index) else 0


def settled(answers: Sequence[tuple[bool | None, bool]]) -> list[bool]:
    """Answer what is open as most of the nearest answers do: one line of a speech is what the others around it are.

    Each answer comes with whether it tells anything of its neighbours: a song does not.
    """
    known = [(nth, bool(answer)) for nth, (answer, tells) in enumerate(answers) if answer is not None and tells]
    usual = sum(answer for _, answer in known) * 2 > len(known)
    places = [nth for nth, _ in known]
    made = []
    for nth, (answer, _) in enumerate(answers):
        if answer is not None:
            made.append(answer)
            continue
        at = bisect_left(places, nth)
        near = [verse for _, verse in known[max(0, at - NEAREST) : at + NEAREST]]
        made.append(usual if sum(near) * 2 == len(near) else sum(near) * 2 > len(near))
    return made
