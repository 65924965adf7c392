"""From bytes to lines that know their place.

In go the bytes of a raw text; out comes a :class:`RawText`: the characters, cut into lines, each with its byte range.
Nothing is normalised: bytes that the encoding does not know stay in the text as lone surrogates (PEP 383), so that
encoding the characters again gives the bytes again. How the encoding is found is told in
:mod:`editio.encode.decoding`, what is no text at all in :mod:`editio.encode.formats`.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from editio import files
from editio.encode import decoding, formats, offsets
from editio.encode.decoding import Decoded
from editio.encode.decoding import known as known
from editio.encode.offsets import Offsets
from editio.message import Message, Rejected
from editio.toml import NOT_XML

LARGEST = 32 << 20
"""Bytes of the largest raw text that is read, ten times War and Peace: prose of that size takes 1.3 GB to encode."""

MOST_LINES = 1 << 20
"""Lines of the longest raw text that is read: a line costs more than its bytes, and so many of few bytes the most."""

LINE = re.compile(r"([^\r\n\f]*)(\r\n|[\r\n\f]|\Z)")
"""A line and what ends it. A form feed ends a line as well: it is a page's end in texts made for printers."""

BLANKS = " \t\N{IDEOGRAPHIC SPACE}"
"""The characters that margins and indentations are made of. A NO-BREAK SPACE is none of them: it is a character."""

WHITE = BLANKS + "\r\n\f"
"""The characters between blocks; a text of nothing else is empty."""

BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")

SHOWN = 20
"""Characters on both sides of the first that is not ASCII by which a person can judge a guess."""

LONG = 4096
"""Code points of a line from which on places in it are no longer measured from its beginning."""


class Line(NamedTuple):
    """Hold one line: its characters without the line end, and where it stands.

    ``number`` counts from 1; ``at`` is the code point in :attr:`RawText.text`; ``start`` and ``end`` are the bytes of
    the characters, half open; the line end takes the bytes from ``end`` to the next line's ``start``.
    """

    number: int
    at: int
    start: int
    end: int
    text: str

    @property
    def is_blank(self) -> bool:
        """Tell whether the line holds blanks alone."""
        return not self.text.strip(BLANKS)


@dataclass(frozen=True, slots=True)
class RawText:
    """Hold a raw text: ``data`` as received, ``text`` as decoded, ``signature`` the bytes of a byte order mark.

    ``how`` tells who says that it is in this encoding, as the end of a clause; ``is_whole`` that XML can hold all of
    its characters.
    """

    file: str
    data: bytes
    text: str
    encoding: str
    signature: int
    lines: tuple[Line, ...]
    messages: tuple[Message, ...]
    offsets: Offsets
    how: str = ""
    is_whole: bool = True

    def is_cut(self, index: int) -> bool:
        """Tell whether a line begins where the one before it was cut, so that both are one line of the text."""
        return index > 0 and self.lines[index - 1].number == self.lines[index].number

    def width(self, text: str) -> int:
        """Give the bytes that characters take in an encoding in which each has bytes of its own."""
        return self.offsets.width(text)

    def byte(self, line: Line, at: int) -> int:
        """Give the byte at which the code point ``at`` of a line begins, counted from 0 in the line."""
        if not at:
            return line.start
        if at == len(line.text):
            return line.end
        places = self.offsets
        if places.step == 1:
            return places[line.at + at]
        if line.end - line.start == len(line.text) * places.unit:  # none takes less, so all take the same
            return line.start + at * places.unit
        return places[line.at + at] if at >= LONG else line.start + places.width(line.text[:at])

    def characters(self, start: int, end: int) -> str:
        """Give the characters that have some bytes, half open."""
        return self.offsets.characters(self.data, start, end)

    def gives_again(self, start: int, end: int) -> bool:
        """Tell whether encoding the characters of some bytes gives these bytes, wherever they stand.

        Where the encoding shifts, ASCII alone is sure to: other characters may hold a shift for those behind them.
        """
        words = self.characters(start, end)
        if self.offsets.step == 1 and not words.isascii():
            return False
        with suppress(UnicodeError):
            return words.encode(self.encoding) == self.data[start:end]
        return False


def load(path: Path) -> bytes:
    """Read the file of a raw text; one that is too large is rejected by its size (E108)."""
    return files.read(path, LARGEST)


def read(data: bytes, file: str, stated: str = "") -> RawText:
    """Read a raw text; ``file`` names it in messages, ``stated`` is an encoding that a person vouches for.

    Rejects what is too large or has too many lines (E108), what is no text (E107, unless its encoding is stated), an
    empty text (E102), and a stated encoding that is not known or does not fit (E103). A guess at the encoding that
    somebody should look at is W104.
    """
    files.reject_too_large(len(data), file, LARGEST)
    kind = "" if stated else formats.named(data)
    if kind:
        hint = "take the text out of it first: save it as plain text"
        raise Rejected([Message(file, 0, "E107", f"this is no text but {kind}", hint)])
    decoded = decoding.decode(data, file, stated)
    if not stated and not formats.is_text(decoded.text):
        hint = "if it is a text all the same, state its encoding in header.toml"
        raise Rejected([Message(file, 0, "E107", "this is no text but data of another kind", hint)])
    if not decoded.text.strip(WHITE):
        raise Rejected([Message(file, 0, "E102", "the raw text is empty")])
    places = offsets.measure(data, decoded)
    lines = tuple(islice(_lines(decoded, places), MOST_LINES + 1))
    if len(lines) > MOST_LINES:
        sentence = f"the text has more than {MOST_LINES:,} lines, the most that are read"
        raise Rejected([Message(file, MOST_LINES + 1, "E108", sentence, "divide it into several texts")])
    gaps = _gaps(lines, file)
    messages = (*_unsure(decoded, lines, file), *gaps)
    text, encoding, signature = decoded.text, decoded.encoding, decoded.signature
    return RawText(file, data, text, encoding, signature, lines, messages, places, decoded.how, not gaps)


def _lines(decoded: Decoded, places: Offsets) -> Iterator[Line]:
    start, unit, width = decoded.signature, places.unit, places.width
    at = 0
    for number, match in enumerate(LINE.finditer(decoded.text), 1):
        words, ending = match.groups()
        if not words and not ending:
            return  # the empty match behind the last line end is no line
        size = len(words)
        if places.step == 1:
            yield Line(number, at, places[at], places[at + size], words)
        else:
            end = start + (size * unit if unit and words.isascii() else width(words))
            yield Line(number, at, start, end, words)
            start = end + (len(ending) * unit or width(ending))
        at += size + len(ending)


def _unsure(decoded: Decoded, lines: tuple[Line, ...], file: str) -> list[Message]:
    """Report an encoding that is guessed and might be another, with the first words by which to judge it."""
    if not decoded.unsure:
        return []
    line = next((line for line in lines if not line.text.isascii()), lines[0])
    first = BEYOND_ASCII.search(line.text)
    at = first.start() if first else 0
    shown = line.text[max(0, at - SHOWN) : at + SHOWN].strip()
    sentence = f"the encoding is taken for {decoded.encoding}, which is a guess{decoded.unsure}"
    hint = "if the letters beyond ASCII are right, say so in header.toml, else name the encoding that makes them so: "
    near = NOT_XML.sub("\N{REPLACEMENT CHARACTER}", shown)
    return [Message(file, line.number, "W104", sentence, f'{hint}encoding = "{decoded.encoding}"', near)]


def _gaps(lines: tuple[Line, ...], file: str) -> list[Message]:
    odd = (line for line in lines if not line.text.isprintable())  # few, and found a hundred times as quickly
    found = [line.number for line in odd if NOT_XML.search(line.text)]
    if not found:
        return []
    sentence = f"{len(found)} lines hold bytes that XML cannot hold; they stand in the text as gaps"
    return [Message(file, found[0], "W105", sentence, "the ledger keeps these bytes")]
