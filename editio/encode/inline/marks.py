"""Marks and elements: what the rules for running words find in a passage.

A mark is characters that are read as markup: they are no words, and the ledger names the decision that they are owed
to. In go findings by the words as they stand in the lines; out come elements by the words that are left without marks.
"""

from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate


@dataclass(frozen=True, slots=True)
class Mark:
    """Hold characters that are read as markup: code points of the words, half open; ``decision`` says by which rule."""

    first: int
    last: int
    decision: str


@dataclass(frozen=True, slots=True)
class Element:
    """Hold an element that a rule finds round some words: code points, half open; marks within count as they stand."""

    first: int
    last: int
    name: str
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """Hold what was found in some words; ``doubts`` are the decisions that had to be left, since marks lack others."""

    marks: tuple[Mark, ...] = ()
    elements: tuple[Element, ...] = ()
    doubts: tuple[str, ...] = ()

    def __add__(self, other: "Found") -> "Found":
        """Put two findings together; marks that lie in others are left out."""
        marks = sorted((*self.marks, *other.marks), key=lambda mark: (mark.first, -mark.last))
        apart: list[Mark] = []
        for mark in marks:
            if not apart or apart[-1].last <= mark.first:
                apart.append(mark)
        return Found(tuple(apart), self.elements + other.elements, self.doubts + other.doubts)


NOTHING = Found()


def without_marks(found: Found) -> tuple[Element, ...]:
    """Give the elements by code points of the words without the marks; an element without words is none."""
    if not found.marks:
        return found.elements
    lasts = [mark.last for mark in found.marks]
    removed = [0, *accumulate(mark.last - mark.first for mark in found.marks)]

    def place(at: int) -> int:
        nth = bisect_left(lasts, at)
        inside = max(0, at - found.marks[nth].first) if nth < len(lasts) else 0
        return at - removed[nth] - inside

    moved = (Element(place(one.first), place(one.last), one.name, one.attributes) for one in found.elements)
    return tuple(one for one in moved if one.first < one.last)
