"""Columns: which lines share them, and the cells that they have there.

In go lines by their index; out come :class:`Row`\\ s. Cells are parted where every line of several has blanks at the
same place, so that what is set flush right stands as well as what is set flush left; or by bars, or by tabs. Whether
some rows are a table is asked in :mod:`editio.encode.rules.tables`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from editio.encode.draft import Draft
from editio.encode.rules.lists import START

LABEL = re.compile(rf"[ \t]*(?:{START.pattern})")
"""The sign or the number of an item: the blanks behind it part no cells."""

BARS = "|│"
RIVER = 2
"""Blank columns that part cells where neither bars nor tabs do."""

SETTLED = 4
"""Rows with the same columns behind which one that has fewer is one with a long cell, and not of another table."""

Spans = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Row:
    """Hold a row: its lines (half open), and for each cell where its words begin and end; None for an empty one."""

    first: int
    last: int
    cells: tuple[tuple[tuple[int, int], tuple[int, int]] | None, ...]

    @property
    def filled(self) -> int:
        """Count the cells that have words."""
        return sum(1 for cell in self.cells if cell)


def rows_of(draft: Draft, lines: Sequence[int]) -> list[Row]:
    """Give the rows of some lines: runs of lines that have the same columns."""
    texts = {at: draft.raw.lines[at].text.rstrip() for at in lines}
    for sign in (*BARS, "\t"):
        if sum(1 for text in texts.values() if sign in text.strip()) * 5 > len(lines) * 4:
            framed = sign in BARS and all(text.lstrip().startswith(sign) for text in texts.values())
            return _joined([_row(at, _split(texts[at], sign, framed)) for at in lines])
    rows: list[Row] = []
    run: list[int] = []
    inked = columns = 0
    for at in lines:
        ink = _ink(texts[at])
        if len(run) == 1 and not _rivers(inked):
            run, inked = [], 0  # a line without cells begins no table: it stands above one
        left = len(_rivers(inked | ink))
        if run and (not left or (1 < len(run) < SETTLED and left < columns)):
            rows += _run(run, texts, inked)
            run, inked = [], 0
        run.append(at)
        inked |= ink
        columns = len(_rivers(inked))
    return rows + _run(run, texts, inked)


def _run(run: Sequence[int], texts: dict[int, str], inked: int) -> list[Row]:
    """Give the rows of lines that share their columns; a single line has none to share."""
    rivers = _rivers(inked)
    if len(run) < 2 or not rivers:
        return []
    return _joined([_row(at, _cells(texts[at], rivers)) for at in run])


def _ink(text: str) -> int:
    """Give the columns of a line that are not blank, as the bits of a number; nor is what is behind an item's sign."""
    if label := LABEL.match(text):
        text = "_" * label.end() + text[label.end() :]
    return int("".join("0" if character.isspace() else "1" for character in reversed(text)) or "0", 2)


def _rivers(inked: int) -> Spans:
    """Give the columns that are blank in all lines, between such as are not, if they are wide enough."""
    bits = bin(inked)[:1:-1]
    first = bits.find("1")
    return [match.span() for match in re.finditer(rf"0{{{RIVER},}}", bits) if match.start() > first >= 0]


def _cells(text: str, rivers: Spans) -> list[tuple[int, int] | None]:
    borders = [0, *(last for _, last in rivers), len(text) + 1]
    return [_trimmed(text, begin, end) for begin, end in pairwise(borders)]


def _split(text: str, sign: str, framed: bool) -> list[tuple[int, int] | None]:
    """Give the cells between signs; of a table that is framed bars stand at both ends."""
    begin = text.index(sign) + 1 if framed else 0
    end = text.rindex(sign) if framed and text.endswith(sign) and text.count(sign) > 1 else len(text)
    found: list[tuple[int, int] | None] = []
    while True:
        at = text.find(sign, begin, end)
        found.append(_trimmed(text, begin, at if at >= 0 else end))
        if at < 0:
            return found
        begin = at + 1


def _trimmed(text: str, begin: int, end: int) -> tuple[int, int] | None:
    words = text[begin:end]
    bare = words.strip()
    first = begin + len(words) - len(words.lstrip())
    return (first, first + len(bare)) if bare else None


def _row(at: int, cells: Sequence[tuple[int, int] | None]) -> Row:
    return Row(at, at + 1, tuple(((at, cell[0]), (at, cell[1])) if cell else None for cell in cells))


def row_of_one(at: int, text: str) -> Row:
    """Give the row of a line that is one cell."""
    return _row(at, [_trimmed(text, 0, len(text))])


def _joined(rows: Sequence[Row]) -> list[Row]:
    """Join lines on which nothing but the last cell of the row before goes on."""
    found: list[Row] = []
    for row in rows:
        before = found[-1] if found else None
        places = [nth for nth, cell in enumerate(row.cells) if cell]
        if before and before.last == row.first and len(places) == 1 and places[0] > 0 and _goes_on(before, places[0]):
            nth = places[0]
            begins, ends = before.cells[nth], row.cells[nth]
            if begins and ends:
                cells = (*before.cells[:nth], (begins[0], ends[1]), *before.cells[nth + 1 :])
                found[-1] = Row(before.first, row.last, cells)
                continue
        found.append(row)
    return found


def _goes_on(before: Row, nth: int) -> bool:
    return nth < len(before.cells) and before.cells[nth] is not None and not any(before.cells[nth + 1 :])
