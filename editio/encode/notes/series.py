"""Which anchor calls which body: the heaviest pairing in which both stand in the same order.

In go anchors and bodies in the order of the text, with their labels; out come pairs. Authors and printers keep the
order: the k-th note is called by the k-th anchor, at the foot of a page as at the end of a book, and where numbering
starts anew. So the pairing that ties most, and crosses nowhere, is the one that was meant; a stray number, such as a
page's or a year's, fits into none. This is the heaviest increasing subsequence (Jacobson and Vo, 'Heaviest
Increasing/Common Subsequence Problems', CPM 1992), found with a tree of maxima (Fenwick, 1994).
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from editio.encode.notes.anchors import Anchor
from editio.encode.notes.forms import SIGNS

TIED, NEAR = 100, 200
"""What a pair weighs, and what it weighs more if no body before it parts the two: thrice as much, so that a stray body
cannot shift the notes of a whole chapter to the anchors of the one before."""

LATEST = 2
"""What it weighs more if no other mark of the label stands between; a mark at the beginning of a line needs more."""

CANDIDATES = 60_000
"""Pairs that are weighed at most for all bodies together; of what is more, those far apart are passed over."""

ON_A_PAGE = 12
"""Anchors of one sign before a body that are looked at: a page has room for no more notes of one sign."""


@dataclass(frozen=True, slots=True)
class Called:
    """Hold a body as the pairing sees it: the index of its first line, its label.

    ``bound`` is the line of the body before it, ``length`` the number of bodies in its series: of two series that could
    have the same anchors, the longer one has them.
    """

    line: int
    label: str
    bound: int
    length: int = 0


def tie(calls: Sequence[Anchor], bodies: Sequence[Called]) -> dict[int, Anchor]:
    """Give for bodies, by their index, the anchor that calls each: the anchor stands before the body."""
    places: dict[str, list[int]] = {}
    for place, call in enumerate(calls):
        places.setdefault(call.number, []).append(place)
    deep = max(ON_A_PAGE, CANDIDATES // max(1, len(bodies)))
    best = [(0, -1)] * (len(calls) + 1)
    steps: list[tuple[int, int, int]] = []
    for nth, body in enumerate(bodies):
        found = []
        known = places.get(body.label, [])
        last = bisect_left(known, body.line, key=lambda place: calls[place].line)
        depth = ON_A_PAGE if body.label[:1] in SIGNS else deep
        for place in known[max(0, last - depth) : last]:
            call = calls[place]
            weight = TIED + (NEAR if call.line >= body.bound else 0) + call.strength + body.length
            weight += LATEST if place == known[last - 1] else 0
            before, step = _heaviest(best, place)
            found.append((before + weight, place, step))
        for weight, place, step in found:
            steps.append((nth, place, step))
            _enter(best, place, (weight, len(steps) - 1))
    pairs: dict[int, Anchor] = {}
    _, step = _heaviest(best, len(calls))
    while step >= 0:
        nth, place, step = steps[step]
        pairs[nth] = calls[place]
    return pairs


def _heaviest(best: list[tuple[int, int]], end: int) -> tuple[int, int]:
    """Give the heaviest chain among the first ``end`` anchors: its weight, and its last step."""
    found = (0, -1)
    while end:
        found = max(found, best[end])
        end -= end & -end
    return found


def _enter(best: list[tuple[int, int]], place: int, chain: tuple[int, int]) -> None:
    place += 1
    while place < len(best):
        best[place] = max(best[place], chain)
        place += place & -place
