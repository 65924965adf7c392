"""What the whole of a raw text shows, before any rule is asked: its measure, its margins, how it parts paragraphs.

In go the lines of a raw text; out comes a :class:`Survey`, which looks at each line once. Columns are counted in code
points, a tab reaching to the next multiple of eight; an ideographic space takes the room of two.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import compress, pairwise

from editio.encode.reading import BLANKS, Line

WIDEST_WRAP = 100
"""Columns: nine lines in ten that are narrower mean that the text is wrapped, for typists wrap no wider."""

WIDEST_MEASURE = 250
"""Columns: no text is wrapped wider than this, however regularly its lines end."""

LEAST_EVIDENCE = 20
"""Line ends within paragraphs from which on one can tell that a text is wrapped to an uncommon measure."""

LEAST_GROUPS = 2
"""Groups of several lines, all of them even, that show it of a text with fewer line ends."""

LONG_LINE = 100
"""Code points from which on a line of an unwrapped text is a paragraph by itself."""

LONG_GROUP = 25
"""Lines without a blank line between, on the average of a text, from which on blank lines do not part paragraphs.

Few books have paragraphs that are as long as that throughout; those that do begin them with an indentation.
"""


@dataclass(frozen=True, slots=True)
class Survey:
    """Hold what is known of each line, and of all together; the index of a line counts from 0, as in the raw text.

    ``words`` are a line's characters without the blanks around them, ``margins`` the columns before them (-1 for a
    blank line), ``edges`` the columns that they reach to. ``forced`` tells whether a line ends because the first word
    of the next had no room: so it is with nine in ten lines of wrapped prose, and with few of verse or of a list.
    ``width`` is the measure to which prose is wrapped in columns, 0 where it is not; ``body`` the margin at which its
    lines go on. ``parting`` names what parts paragraphs: ``blank`` lines; the ``indent`` of their first lines, or their
    ``short`` last lines, where there are no blank ones; or each ``line`` is one.
    """

    words: tuple[str, ...]
    margins: tuple[int, ...]
    edges: tuple[int, ...]
    forced: tuple[bool, ...]
    width: int
    parting: str
    body: int = 0

    @property
    def wrapped(self) -> bool:
        """Tell whether the lines were broken to fit a width, rather than at each paragraph's end."""
        return self.width > 0

    def fill(self, first: int, last: int) -> float:
        """Give the share of the line ends within ``first`` to ``last`` (half open) that the measure forced, 0 to 1."""
        inner = self.forced[first : last - 1]
        return sum(inner) / len(inner) if inner else 0.0

    def margin(self, first: int, last: int) -> int:
        """Give the smallest margin of some lines, in columns."""
        return min((margin for margin in self.margins[first:last] if margin >= 0), default=0)

    def edge(self, first: int, last: int) -> int:
        """Give the column to which the longest of some lines reaches."""
        return max(self.edges[first:last], default=0)


def survey(lines: Sequence[Line]) -> Survey:
    """Look at all lines of a text."""
    words = tuple(line.text.strip(BLANKS) for line in lines)
    margins = tuple(_margin(line.text, kept) for line, kept in zip(lines, words, strict=True))
    edges = tuple(margin + len(kept) if kept else 0 for margin, kept in zip(margins, words, strict=True))
    width = _width(words, edges)
    forced = tuple(_forced(words, edges, width))
    body = _body(margins, forced)
    return Survey(words, margins, edges, forced, width, _parting(words, margins, forced, width, body), body)


def _margin(text: str, words: str) -> int:
    if not words:
        return -1
    if text[0] not in BLANKS:
        return 0
    blanks = text[: text.index(words[0])].expandtabs()
    return len(blanks) + blanks.count("\N{IDEOGRAPHIC SPACE}")


def _width(words: Sequence[str], edges: Sequence[int]) -> int:
    """Give the measure: nineteen in twenty of the lines that others follow reach no farther."""
    filled = sorted(edge for edge in edges if edge)
    if not filled:
        return 0
    inner = sorted(
        edge for edge, (kept, following) in zip(edges, pairwise((*words, "")), strict=True) if following and kept
    )
    width = inner[len(inner) * 19 // 20] if inner else 0
    if filled[len(filled) * 9 // 10] <= WIDEST_WRAP:
        return width or WIDEST_WRAP
    if width > WIDEST_MEASURE:
        return 0
    forced = _forced(words, edges, width)
    ends = [force for force, kept, following in zip(forced, words, (*words[1:], ""), strict=True) if kept and following]
    if sum(ends) * 4 < len(ends) * 3:
        return 0
    return width if len(ends) >= LEAST_EVIDENCE or _is_even(words, forced) else 0


def _is_even(words: Sequence[str], forced: Sequence[bool]) -> bool:
    """Tell whether blank lines part several groups of several lines, each of which ends as the measure asks.

    A line that is a paragraph by itself ends where its words do: that several of them fill one measure is no accident.
    """
    ends = [
        (bool(before), force) for before, force, kept, following in _neighbours(words, forced) if kept and following
    ]
    groups = sum(1 for is_inner, _ in ends if not is_inner)
    return groups >= LEAST_GROUPS and len(ends) >= 2 * groups and all(force for _, force in ends)


def _neighbours(words: Sequence[str], forced: Sequence[bool]) -> Iterable[tuple[str, bool, str, str]]:
    """Give of each line the words before, whether its end is forced, its own words, and those behind."""
    return zip(("", *words[:-1]), forced, words, (*words[1:], ""), strict=True)


def _forced(words: Sequence[str], edges: Sequence[int], width: int) -> list[bool]:
    return [
        bool(following and edge) and edge + 1 + _first_word(following) > width
        for edge, following in zip(edges, (*words[1:], ""), strict=True)
    ]


def _first_word(words: str) -> int:
    end = words.find(" ")
    return end if end >= 0 else len(words)


def _body(margins: Sequence[int], forced: Sequence[bool]) -> int:
    """Give the margin at which most of the lines stand that go on with the words of the line before."""
    usual = Counter(compress(margins[1:], forced)).most_common(1)
    return usual[0][0] if usual else 0


def _parting(words: Sequence[str], margins: Sequence[int], forced: Sequence[bool], width: int, body: int) -> str:
    """Tell what parts paragraphs: where most long lines have no blank line behind them, each line is one."""
    if width:
        return _parting_of_wrapped(words, margins, forced, body)
    long = [bool(following) for kept, following in pairwise((*words, "")) if len(kept) >= LONG_LINE]
    return "line" if sum(long) * 2 > len(long) else "blank"


def _parting_of_wrapped(words: Sequence[str], margins: Sequence[int], forced: Sequence[bool], body: int) -> str:
    """Tell what parts wrapped paragraphs: blank lines, unless there are too few of them for what is mostly prose."""
    filled = sum(map(bool, words))
    groups = sum(1 for before, kept in pairwise(("", *words)) if kept and not before)
    ends = filled - groups
    if filled <= LONG_GROUP * groups or sum(forced) * 2 < ends:
        return "blank"
    indented = sum(1 for before, margin in pairwise(margins) if margin > before == body)
    if filled <= LONG_GROUP * (groups + indented):
        return "indent"
    return "short" if filled <= LONG_GROUP * (filled - sum(forced)) else "blank"
