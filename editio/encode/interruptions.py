"""What breaks into a quotation: the words that remain of it, and the blocks that follow one another in it.

In go a place and the places of what interrupts it (``interrupted_by``), in the order of the text and not overlapping;
out come its pieces. Where the interruptions stand is for :mod:`editio.encode.resolve` to find.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from editio.encode.selectors import Place


def pieces(text: str, place: Place, between: Sequence[Place]) -> Iterator[Place]:
    """Give what of a place stands before, between and behind what interrupts it, without blanks there.

    Between two neighbours nothing stands, be they in two paragraphs, and nothing is given.
    """
    first = place.first
    for one in between:
        if place.first < one.first and one.last < place.last:
            last = first + len(text[first : one.first].rstrip())
            if first < last:
                yield Place(first, last)
            first = one.last + len(text[one.last : place.last]) - len(text[one.last : place.last].lstrip())
    yield Place(first, place.last)


def runs(firsts: Sequence[int], between: Sequence[Place]) -> list[tuple[int, int]]:
    """Part whole blocks where something interrupts them: out come half-open ranges of their indices.

    ``firsts`` are the code points at which the blocks begin. What interrupts whole blocks stands in others.
    """
    parted = (
        nth
        for nth, (former, latter) in enumerate(pairwise(firsts), 1)
        if any(former < one.first < latter for one in between)
    )
    return list(pairwise([0, *parted, len(firsts)]))
