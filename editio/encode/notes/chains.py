"""Candidates in series that count up: which follow which, whichever of them are notes.

In go candidates of one form, in the order of the text; out come series, as indices of their candidates. A series may be
interrupted by another, such as that of a list in a note, and a typist may have lost some of its members.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from editio.encode.notes.candidates import Candidate
from editio.encode.notes.forms import follows
from editio.encode.notes.series import Called

LONG = 50
"""Notes from which on a series counts no more for being longer."""

LOST = 3
"""Notes that a series may lack between two of it, so that it goes on."""

RESUMED = 4
"""Series that may be interrupted at one time: the notes of a page, of a chapter, of a list in a note."""


def only(known: Sequence[Candidate], chains: Iterable[Sequence[int]]) -> tuple[list[Candidate], list[list[int]]]:
    """Keep the candidates of some series, and those series with their new indices."""
    listed = list(chains)
    kept = sorted(nth for chain in listed for nth in chain)
    places = {nth: place for place, nth in enumerate(kept)}
    return [known[nth] for nth in kept], [[places[nth] for nth in chain] for chain in listed]


def unbroken(known: Sequence[Candidate], chain: Sequence[int]) -> Iterator[list[int]]:
    """Part a series where something stands between two of its candidates."""
    for _, run in groupby(chain, key=lambda nth: known[nth].run):
        yield list(run)


def share_tied(places: Mapping[str, Sequence[tuple[int, int]]], series: Sequence[Candidate]) -> float:
    """Tie a series from its end, each to the last anchor that is left; gives the share that is tied."""
    tied, end = 0, (series[-1].group.first, 0)
    for candidate in reversed(series):
        known = places.get(candidate.mark.label, ())
        last = bisect_left(known, min(end, (candidate.group.first, 0)))
        if last:
            tied, end = tied + 1, known[last - 1]
    return tied / len(series)


def as_called(known: Sequence[Candidate], chains: Sequence[Sequence[int]]) -> list[Called]:
    """Give candidates as the pairing sees them: those of a run share the body before them.

    A body of a series that is less than half as long parts nothing: it may be a list, or a stray number.
    """
    lengths = {nth: min(len(chain), LONG) for chain in chains for nth in chain}
    latest: dict[int, int] = {}  # length -> first line of the last body of such a series
    made: list[Called] = []
    bounds: dict[int, int] = {}
    run = -1
    for nth, candidate in enumerate(known):
        length, first = lengths[nth], candidate.group.first
        if candidate.run != run:
            bounds, run = dict(latest), candidate.run
        bound = max((line for other, line in bounds.items() if other * 2 >= length), default=0)
        made.append(Called(first, candidate.mark.label, bound, length))
        latest[length] = first
    return made


def chained(known: Sequence[Candidate]) -> list[list[int]]:
    """Part candidates of a form into series that count up; one that was interrupted may be resumed."""
    closed: list[list[int]] = []
    chains: list[list[int]] = []
    for nth, candidate in enumerate(known):
        label = candidate.mark.label
        ends = [known[chain[-1]].mark.label if _stays(known, chain[-1], nth) else "" for chain in chains]
        nexts = [depth for depth, end in enumerate(ends) if follows(label, end)]
        nexts = nexts or [depth for depth, end in enumerate(ends) if follows(label, end, LOST)]
        if nexts:
            closed += chains[nexts[-1] + 1 :]
            del chains[nexts[-1] + 1 :]
            chains[-1].append(nth)
        else:
            chains.append([nth])
            if len(chains) > RESUMED:
                closed.append(chains.pop(0))
    return sorted(closed + chains)


def _stays(known: Sequence[Candidate], before: int, nth: int) -> bool:
    """Tell whether a series may go on at a candidate: one of stars does only in the same run."""
    return known[nth].form != "star" or known[before].run == known[nth].run
