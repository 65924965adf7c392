"""From lines to groups: what stands together before any rule is asked.

In goes a :class:`~editio.encode.survey.Survey`; out come runs of lines, as indices from 0, half open. Blank lines part
them; in a text that has none between its paragraphs, what parts these does. Within wrapped prose a line that is
indented begins a paragraph, and several are set in: a quotation, a poem.
"""

from collections import Counter
from collections.abc import Iterator

from editio.encode.survey import Survey

PROSE = 0.5
"""The share of line ends that the measure forced, from which on some lines are prose. Nine in ten are usual."""


def grouped(seen: Survey) -> Iterator[tuple[int, int]]:
    """Give the groups of a text, in order."""
    each = seen.parting == "line"
    first = None
    for index, words in enumerate(seen.words):
        if first is not None and (each or not words):
            yield from _parted(seen, first, index)
            first = None
        if words and first is None:
            first = index
    if first is not None:
        yield from _parted(seen, first, len(seen.words))


def _parted(seen: Survey, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Part lines without a blank line between, where their indentation or their short lines do."""
    if last - first < 3 or not seen.wrapped:
        yield first, last
    elif seen.parting == "short":
        yield from _at(first, last, [index for index in range(first + 1, last) if not seen.forced[index - 1]])
    elif len(set(seen.margins[first:last])) > 1:
        following = seen.margins[first + 1 : last]
        usual = seen.body if seen.body in following else Counter(following).most_common(1)[0][0]
        yield from _at(first, last, _indented(seen, first, last, usual) if _is_prose(seen, first, last, usual) else [])
    else:
        yield first, last


def _is_prose(seen: Survey, first: int, last: int, usual: int) -> bool:
    """Tell whether the lines at the usual margin go on with the line before, as those of prose do.

    Where they stand farther in than others, most lines must, as in hanging paragraphs: a line of verse that was too
    long for the page goes on there, too.
    """
    following = [index for index in range(first + 1, last) if seen.margins[index] == usual]
    if min(seen.margins[first:last]) < usual and (2 * len(following) < last - first or seen.fill(first, last) < PROSE):
        return False
    return sum(seen.forced[index - 1] for index in following) >= PROSE * len(following)


def _at(first: int, last: int, cuts: list[int]) -> Iterator[tuple[int, int]]:
    begin = first
    for cut in (*cuts, last):
        yield begin, cut
        begin = cut


def _indented(seen: Survey, first: int, last: int, usual: int) -> list[int]:
    """Find where the margin tells that something begins: a paragraph, what is set in, and what goes on behind it.

    The ``usual`` margin is that at which paragraphs go on: of a hanging paragraph it is the deeper one. Where the first
    line is set in, so is that of each paragraph.
    """
    margins = seen.margins
    opening = margins[first] if margins[first] > usual else -1
    cuts = []
    begun = first
    for index in range(first + 1, last):
        goes_in = margins[index] > usual and (margins[index - 1] <= usual or margins[index] == opening)
        goes_out = margins[index] < usual and not seen.forced[index - 1]
        comes_back = margins[index] == usual and margins[index - 1] > usual and index - begun > 1
        if goes_in or goes_out or comes_back:
            cuts.append(index)
            begun = index
    return cuts
