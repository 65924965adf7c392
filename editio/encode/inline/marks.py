"""Marks and elements: what the rules for running words find in a passage.

A mark is characters that are read as markup: they are no words, and the ledger names the decision that they are owed
to. In go findings by the words as they stand in the lines; out come elements by the words that are left without marks.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate


@dataclass(frozen=True, slots=True)
class Mark:
    """Hold characters that are read as markup: code points of the words, half open; ``decision`` says by which rule.

    ``words`` stand for them: nothing, or a blank.
    """

    first: int
    last: int
    decision: str
    words: str = ""


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


def spread(found: Found, lengths: Sequence[int]) -> list[Found]:
    """Share what was found in lines that were read as one, with a character between two, out among them.

    ``lengths`` are those of the lines; an element on several of them becomes a part on each.
    """
    starts = list(accumulate((length + 1 for length in lengths), initial=0))
    marks: list[list[Mark]] = [[] for _ in lengths]
    elements: list[list[Element]] = [[] for _ in lengths]
    for mark in found.marks:
        for line, first, last in _on_lines(mark, starts):
            marks[line].append(Mark(first, last, mark.decision, mark.words))
    for one in found.elements:
        for line, first, last in _on_lines(one, starts):
            elements[line].append(Element(first, last, one.name, one.attributes))
    return [Found(tuple(some), tuple(others)) for some, others in zip(marks, elements, strict=True)]


def _on_lines(one: Mark | Element, starts: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Give each line on which something stands, with the code points of the line that it takes."""
    line = bisect_right(starts, one.first) - 1
    while line < len(starts) - 1 and starts[line] < one.last:
        begin, end = starts[line], starts[line + 1] - 1
        first, last = max(one.first, begin), min(one.last, end)
        if first < last:
            yield line, first - begin, last - begin
        line += 1


def without_marks(found: Found) -> tuple[Element, ...]:
    """Give the elements by code points of the words without the marks; an element without words is none."""
    if not found.marks:
        return found.elements
    lasts = [mark.last for mark in found.marks]
    removed = [0, *accumulate(mark.last - mark.first - len(mark.words) for mark in found.marks)]

    def place(at: int) -> int:
        nth = bisect_left(lasts, at)
        inside = max(0, at - found.marks[nth].first - len(found.marks[nth].words)) if nth < len(lasts) else 0
        return at - removed[nth] - inside

    moved = (Element(place(one.first), place(one.last), one.name, one.attributes) for one in found.elements)
    return tuple(one for one in moved if one.first < one.last)
