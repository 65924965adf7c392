"""Layout: what the sheet of plain text writes becomes lines.

In goes text with signs of layout in it; out come lines. The signs are control characters, which no XML document can
hold: they say where a block ends and how many blank lines it wants, how far it is set in, and what is never filled.
The functions that write them are what templates call.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from editio.render.fill import columns, fill

WIDTH = 72
"""Columns of a line that is filled."""

WIDEST_CELL = 24
"""Columns to which a cell of a table is padded at most: a longer one pushes those after it aside."""

LINE_END = "\x0b"
"""Ends a line within a block."""

FIXED_BLANK = "\x1a"
"""Stays a blank where others are folded."""

_GAP, _IN, _OUT, _TIGHT, _KEEP, _FILL, _OURS, _HANG = "\x1d", "\x0e", "\x0f", "\x13", "\x11", "\x12", "\x14", "\x10"
_ROW, _CELL = "\x1c", "\x1f"

_SIGN = re.compile(f"([{_GAP}{_IN}].|[{_OUT}{_TIGHT}{_KEEP}{_FILL}])")
_ANY_SIGN = re.compile(f"[{_GAP}{_IN}].|[{_OUT}{_TIGHT}{_KEEP}{_FILL}{_OURS}{_HANG}{LINE_END}{FIXED_BLANK}]")
_LEADING = re.compile(f"(?:[{_GAP}{_IN}].|[{_KEEP} \n])*")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_LINE_SEPARATOR = re.compile("[\x85\u2028\u2029]")

_NARROWEST = 24
"""Columns that are left to words however far they are set in."""


# --- what templates call ----------------------------------------------------------------------------------


def blank(lines_wanted: int = 1) -> str:
    """End a block, and ask for blank lines; of several that meet, the one that asks for most is heard."""
    return f"{_GAP}{_count(lines_wanted)}"


def apart(text: str, before: int = 1, after: int | None = None) -> str:
    """Make a block of its own, with blank lines around it."""
    return f"{blank(before)}{text}{blank(before if after is None else after)}"


def tight(text: str) -> str:
    """Make a block that what follows stands directly below, whatever that asks for."""
    return f"{blank(0)}{text}{_TIGHT}"


def inset(text: str, by: int = 4) -> str:
    """Set blocks in by some columns."""
    return f"{_IN}{_count(by)}{text}{_OUT}"


def kept(text: str) -> str:
    """Keep the lines of a text as they are."""
    return f"{blank(0)}{_KEEP}{text}{_FILL}{blank(0)}"


def hanging(text: str, by: int = 2, label: str = "") -> str:
    """Set blocks in but for the first line, which begins with a label, if there is one.

    What begins with blocks that are set in themselves begins below the label.
    """
    leading = _LEADING.match(text)
    end = leading.end() if leading else 0
    if label and _IN in text[:end]:
        return f"{tight(label)}{inset(text, by)}"
    filled = f"{label}{FIXED_BLANK * max(1, by - columns(label))}" if label else ""
    return inset(f"{text[:end]}{_HANG}{filled}{text[end:]}", by)


def _count(number: int) -> str:
    """Write a small number as one character."""
    return chr(ord("0") + number)


def in_row(text: str) -> str:
    """Make a row of a table of its cells."""
    return f"{_ROW}{text}"


def in_cell(text: str, columns_taken: str = "") -> str:
    """Make a cell of a row, which may take several columns: in one line, whatever it holds."""
    taken = int(columns_taken) if columns_taken.isdecimal() and len(columns_taken) < 3 else 1
    return f"{flat(text)}{_CELL * max(1, taken)}"


def in_columns(text: str) -> str:
    """Set the cells of rows below one another; what stands before the first row stays there."""
    before, *rows = text.split(_ROW)
    cells = [re.findall(f"([^{_CELL}]*)({_CELL}+)", row) for row in rows]
    widths = _widths(cells)
    return apart(f"{before}{kept(chr(10).join(_laid_out(row, widths) for row in cells))}")


def _widths(cells: Sequence[Sequence[tuple[str, str]]]) -> Sequence[int]:
    """Give each column the width of its widest cell that takes no other column."""
    widths: dict[int, int] = {}
    for row in cells:
        column = 0
        for words, taken in row:
            if len(taken) == 1:
                widths[column] = min(WIDEST_CELL, max(widths.get(column, 0), columns(words)))
            column += len(taken)
    return [widths.get(column, 0) for column in range(max(widths, default=-1) + 1)]


def _laid_out(row: Sequence[tuple[str, str]], widths: Sequence[int]) -> str:
    line, column = "", 0
    for words, taken in row:
        own = widths[column : column + len(taken)]
        room = sum(own) + 2 * len(own)
        line += words + " " * max(2, room - columns(words))
        column += len(taken)
    return line.rstrip(" ")


def flat(text: str) -> str:
    """Take the signs out of a text: its blocks become words in one line."""
    return " ".join(filter(None, re.split("[ \n]", _ANY_SIGN.sub(" ", text))))


def ours(text: str) -> str:
    """Make a line that is no word of the text, and that a text cannot counterfeit."""
    return f"{_GAP}1{_OURS}{text}{_GAP}1"


def count_of_ours(marked: str) -> int:
    """Count the lines of ours in a marked text."""
    return marked.count(_OURS)


def centred(text: str) -> str:
    """Set a short line in the middle of the page."""
    return FIXED_BLANK * ((WIDTH - columns(text)) // 2) + text


# --- lines ------------------------------------------------------------------------------------------------


def lines(
    marked: str, reserved: Sequence[str] = (), between: Sequence[str] = (), labels: Iterable[str] = ()
) -> Iterator[str]:
    """Give the lines of a marked text, without blank ones before the first and after the last.

    Where a line of the text itself says what only a line of ours may say (``reserved``), or begins as an item of a list
    does, it gets a backslash: the latter ``between`` two lines of ours alone, and for those ``labels`` (patterns) that
    are ours somewhere.
    """
    label = re.compile(rf" *(?:{'|'.join(labels) or '(?!)'})(?: |\Z)")  # after ours stands a FIXED_BLANK
    wanted, held, keeps, is_first, inside = 0, False, False, True, False
    margins = [0]
    for piece in _SIGN.split(_LINE_SEPARATOR.sub(" ", marked)):
        sign, argument = piece[:1], piece[1:]
        if sign == _GAP:
            wanted = 0 if held else max(wanted, ord(argument) - ord("0"))
        elif sign == _IN:
            margins.append(margins[-1] + ord(argument) - ord("0"))
        elif sign == _OUT:
            margins.pop()
        elif sign == _TIGHT:
            wanted, held = 0, True
        elif sign in (_KEEP, _FILL):
            keeps = sign == _KEEP
        elif piece.strip(" \n"):
            yield from () if is_first else ("",) * wanted
            spared = () if _OURS in piece else reserved
            if _OURS in piece and between:
                inside = between[0] in piece or (inside and between[1] not in piece)
            for line in _block(piece, margins, keeps, label if inside else None):
                yield f"\\{line}" if line.strip() in spared else line
            wanted, held, is_first = 0, False, False


def _block(text: str, margins: Sequence[int], keeps: bool, label: re.Pattern[str] | None) -> Iterator[str]:
    """Give the lines of one block, set in by the last of the ``margins``: a label by the one before it."""
    hangs = _HANG in text
    text = text.replace(_HANG, "").replace(_OURS, "")
    margin = min(margins[-1], WIDTH - _NARROWEST)
    first = min(margins[-2], margin) if hangs and len(margins) > 1 else margin
    if keeps:
        found = text.strip("\n").replace(LINE_END, "\n").expandtabs(4).split("\n")
    else:
        found = _filled(text, WIDTH - margin, margin - first)
    for number, line in enumerate(found):
        if label and label.match(line):
            line = f"\\{line}"
        words = _CONTROL.sub("", line.replace(FIXED_BLANK, " ")).rstrip(" ")
        yield " " * (margin if number else first) + words if words else ""


def _filled(text: str, width: int, more: int) -> list[str]:
    found: list[str] = []
    for line in text.replace("\n", " ").split(LINE_END):
        found.extend(fill(line, width, 0 if found else more))
    return found
