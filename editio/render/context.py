"""Context: the words around what editors changed and what registers list, so that a list can be read by itself.

In go the running words of a document, its interventions and where its entries are named; out come the same with a few
words from before and after each place, from the same block and the same view. It changes nothing else.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from editio.render.entries import Occurrence
from editio.render.ranges import shortened
from editio.render.running import Line
from editio.render.statements import Intervention, Passage

AROUND_CHANGES, AROUND_NAMES = 4, 7
"""How many words are shown on each side."""


def ids(interventions: Iterable[Intervention], occurrences: Mapping[str, Iterable[Occurrence]]) -> Iterator[str]:
    """Give the ids whose places have to be known."""
    for change in interventions:
        yield from (passage.id for passage in change.passages)
    for found in occurrences.values():
        for one in found:
            yield one.id
            yield from one.parts


def of_changes(interventions: Iterable[Intervention], line: Line) -> tuple[Intervention, ...]:
    """Give each passage of an intervention the words beside it (``before`` and ``after``), none at a block's edge."""
    return tuple(
        replace(change, passages=tuple(_beside(one, line) for one in change.passages)) for change in interventions
    )


def of_names(occurrences: Mapping[str, Sequence[Occurrence]], line: Line) -> Mapping[str, tuple[Occurrence, ...]]:
    """Give each place where an entry is named its own words, shortened if they are many, and those beside them.

    For words that stand between two parts of them there are points.
    """
    return {entry: tuple(_named(one, line) for one in found) for entry, found in occurrences.items()}


def _beside(passage: Passage, line: Line) -> Passage:
    if passage.id not in line.places:
        return passage
    start, end = line.trimmed(*line.places[passage.id])
    return replace(passage, **_around(line, start, end, AROUND_CHANGES))


def _around(line: Line, start: int, end: int, count: int) -> dict[str, Any]:
    before, goes_before = line.before(start, count)
    after, goes_after = line.after(end, count)
    return {"before": before, "after": after, "goes_on": (goes_before, goes_after)}


def _named(one: Occurrence, line: Line) -> Occurrence:
    if one.id not in line.places:
        return one
    places = [line.trimmed(*line.places[part]) for part in (one.id, *one.parts) if part in line.places]
    words = [line.between(*places[0])]
    for (_, last), (start, end) in pairwise(places):
        words += ["…"] if line.between(last, start) else []
        words.append(line.between(start, end))
    start, end = places[0][0], places[-1][1]
    return replace(one, words=shortened(" ".join(words)), **_around(line, start, end, AROUND_NAMES))
