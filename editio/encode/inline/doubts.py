"""What was left in running words because it is doubtful: one finding for each family of a text.

In go the passages of a text; out come messages that count the places and name the lines of the first three.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from editio.encode.inline import line_ends, pairs, quotations
from editio.encode.passages import Passage
from editio.encode.reading import Line, RawText
from editio.message import Message

SHOWN = 3
"""Lines that a finding names."""

TOLD = {
    pairs.DECISION: (
        "W407",
        "passages in which a sign of emphasis lacks its other keep it as a character",
        'mark the words that are meant by an entry, its words between the brackets of "at": '
        'do = "rendition", at = "[[...]]", rend = "italic"',
    ),
    quotations.DECISION: (
        "W408",
        "passages in which quotation marks do not balance have no quotations marked",
        'mark the words that are meant by an entry, its words between the brackets of "at": do = "q", at = "[[...]]"; '
        'or put in the sign that is missing at a point: do = "supply", at = "...[[]]...", with = "”"',
    ),
    line_ends.DECISION: (
        "W409",
        "words keep a hyphen from the end of a line, since the text does not show them elsewhere",
        'where a word has none, say so by an entry, its words between the brackets of "at": '
        'do = "correct", at = "[[...]]", with = "..."',
    ),
}
"""Decisions -> code, sentence and hint of what could not be decided."""


def doubtful(raw: RawText, passages: Iterable[Passage]) -> Iterator[Message]:
    """Give the findings: at most one for each family."""
    places: dict[str, list[int]] = {}
    for passage in passages:
        for decision, at in passage.doubts:
            places.setdefault(decision, []).append(at)
    for decision, (code, sentence, hint) in TOLD.items():
        if found := sorted(places.get(decision, ())):
            numbers = [raw.lines[bisect_right(raw.lines, at, key=_start) - 1].number for at in found[:SHOWN]]
            lines = ", ".join(map(str, dict.fromkeys(numbers)))
            more = ", ..." if len(found) > SHOWN else ""
            told = f"{sentence}: {len(found)} (line{'s' if len(found) > 1 else ''} {lines}{more})"
            yield Message(raw.file, numbers[0], code, told, hint)


def _start(line: Line) -> int:
    return line.at
