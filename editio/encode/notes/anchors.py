"""Marks in running words that may call a note.

In go the lines of a raw text; out come :class:`Anchor`\\ s: every mark that stands where an anchor may stand, with how
much it looks like one. Whether it calls a note is decided by the bodies that there are.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from editio.encode.notes.forms import CALL, DIGITS, FORMS, GOES_ON, POINTS, RAISED, STARTS
from editio.encode.reading import BLANKS, Line, RawText


@dataclass(frozen=True, slots=True)
class Anchor:
    """Hold an anchor, or another sign that is read as markup: the index of its line, the columns it takes, its number.

    Columns are code points, half open; ``owner`` is the id of the entry that says so, empty where a rule does. One that
    ``hugs`` takes the white space before it, so that it stands close to the word that it belongs to. ``form`` is a form
    of mark, ``strength`` tells how much it looks like an anchor.
    """

    line: int
    first: int
    last: int
    number: str
    owner: str = ""
    hugs: bool = True
    form: str = ""
    strength: int = 0


CLINGING, APART, OPENING_LINE = 5, 4, 1
"""How much a mark looks like an anchor: it clings to a word, stands between two, or begins a line."""

MOST_DIGITS = 3
"""Digits of the number of a note."""

MARGIN = 3
"""Blanks that set a number at the beginning of a line apart: typists put two behind a full stop."""

NEAR = 200
"""Code points in which emphasis by a star is looked for: a line and a half of a book."""


def anchors(raw: RawText) -> Iterator[Anchor]:
    """Find every mark that may call a note, but those that were flattened to mere digits."""
    end = 0
    for start in STARTS.finditer(raw.text):
        match = CALL.match(raw.text, start.start()) if start.start() >= end else None
        if match is None:
            continue
        end = match.end()
        name = match.lastgroup or ""
        index = bisect_right(raw.lines, match.start(), key=_start) - 1
        line = raw.lines[index]
        first, last = match.start() - line.at, match.end() - line.at
        form = FORMS.get(name, name)
        if form == "star" and not _is_lone(line.text, first, last):
            continue
        found = _anchor(index, line, first, last, match[name].translate(RAISED), form)
        if found is not None:
            yield found


def flattened(raw: RawText) -> Iterator[Anchor]:
    """Find the numbers that cling to a word or to the point behind it."""
    for match in DIGITS.finditer(raw.text):
        if match.end() - match.start() > MOST_DIGITS or not _clings(raw.text, match.start(), match.end()):
            continue
        index = bisect_right(raw.lines, match.start(), key=_start) - 1
        first = match.start() - raw.lines[index].at
        yield Anchor(index, first, first + len(match[0]), match[0], hugs=False, form="glued", strength=CLINGING)


def _clings(text: str, first: int, last: int) -> bool:
    """Tell whether digits follow a word or a point at once, and are part of nothing that goes on behind."""
    before = text[first - 1] if first else " "
    return (before.isalpha() or before in POINTS) and GOES_ON.match(text, last) is None


def without_enumerations(calls: Sequence[Anchor]) -> list[Anchor]:
    """Leave out the numbers in round brackets that count things in a sentence: a blank stands before them.

    Where most of the numbers in a text cling to words, the others do so but for a slip of the typist.
    """
    clinging = [call for call in calls if call.strength == CLINGING]
    return list(calls) if len(clinging) * 2 > len(calls) else clinging


def _start(line: Line) -> int:
    return line.at


def _anchor(index: int, line: Line, first: int, last: int, number: str, form: str) -> Anchor | None:
    """Make an anchor with the blanks before it; one that clings to the word behind it leaves them."""
    text = line.text
    begin = first
    while begin and text[begin - 1] in BLANKS:
        begin -= 1
    behind = text[last : last + MARGIN]
    if not begin and len(behind) == MARGIN and not behind.strip(BLANKS):
        return None  # set apart in the margin: the number of a page or of a line
    if begin < first or not begin:
        onward = bool(behind) and behind[0].isalnum()
        strength = OPENING_LINE if not begin and not onward else APART
        return Anchor(index, first if onward else begin, last, number, "", not onward, form, strength)
    return Anchor(index, first, last, number, "", True, form, CLINGING)


def _is_lone(text: str, first: int, last: int) -> bool:
    """Tell whether a star is none of a row of stars, and neither opens nor closes emphasis."""
    before, behind = text[max(0, first - 2) : first], text[last : last + 2]
    if "*" in before.strip(BLANKS)[-1:] or "*" in behind.strip(BLANKS)[:1]:
        return False
    if text[first] != "*":
        return True
    if behind[:1].isalnum() and (not before or not before[-1].isalnum()) and text[last - 1] == "*":
        return False
    opened = text.rfind("*", max(0, first - NEAR), first)
    if opened < 0 or text[opened + 1] in BLANKS + "(":
        return True
    return not (opened == 0 or text[opened - 1] in BLANKS or text[opened - 1] in "“\"‘'(«—-")
