"""Which bytes each character of a raw text has.

In go the characters and how they were read; out comes the byte for any code point. In most encodings a character has
bytes of its own, which are found by encoding it again. Where it has not, because the encoding shifts between sets of
characters (ISO 2022) or because encoding it gives other bytes, each character is noted as its last byte is read: so an
escape sequence belongs to what follows it, and one at the very end to the last character.
"""

import codecs
from array import array
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import lru_cache

from editio.encode.decoding import Decoded

STEP = 4096
"""Code points from one noted place to the next, where characters have bytes of their own."""

PROBE = "a\u3042a\u30a2\u3042\u6f22\ud55c\u00e9\u304b\u309a\u00ca\u0304\n"
"""Characters of which an encoding that shifts, or melts some into one, makes other bytes together than apart."""


@dataclass(frozen=True, slots=True)
class Offsets:
    """Know the byte at which each code point begins, counted from the beginning of the file.

    ``is_exact`` tells that encoding the characters again gives the bytes again; ``unit`` are the bytes of each
    character of ASCII, 0 where they differ (in Shift-JIS ``~`` has two). Where ``step`` is more than 1, characters have
    bytes of their own.
    """

    read: Decoded
    is_exact: bool
    unit: int
    step: int
    table: "array[int]" = field(repr=False)

    def __getitem__(self, at: int) -> int:
        """Give the byte at which a code point begins; for the one behind the last, the number of all bytes."""
        if not self.table:
            self._fill()
        near = at // self.step
        known = self.table[near]
        return known if near * self.step == at else known + self.width(self.read.text[near * self.step : at])

    def width(self, text: str) -> int:
        """Give the number of bytes that characters of this text take where each has bytes of its own."""
        if self.unit and text.isascii():
            return len(text) * self.unit
        return len(text.encode(self.read.encoding, self.read.errors))

    def characters(self, data: bytes, start: int, end: int) -> str:
        """Give the characters that have some bytes of the file."""
        if self.step > 1:
            return data[start:end].decode(self.read.encoding, self.read.errors)
        return self.read.text[bisect_right(self.table, start) - 1 : bisect_right(self.table, end) - 1]

    def _fill(self) -> None:
        """Note places from step to step: only when the first is asked for, since most texts need none."""
        at, text = self.read.signature, self.read.text
        for first in range(0, len(text) + 1, self.step):
            self.table.append(at)
            at += self.width(text[first : first + self.step])


def measure(data: bytes, read: Decoded) -> Offsets:
    """Find out how the characters of a text lie in its bytes."""
    unit = _unit(read.encoding)
    if read.encoding == "utf-8" or read.errors == "surrogatepass":
        return Offsets(read, True, unit, STEP, array("L"))
    again = _encoded(read)
    is_exact = again == data[read.signature :]
    if _has_bytes_of_its_own(read.encoding) and len(again) == len(data) - read.signature:
        return Offsets(read, is_exact, unit, STEP, array("L"))
    return Offsets(read, False, unit, 1, _noted(data, read))


def _encoded(read: Decoded) -> bytes:
    """Encode the text again; a few encodings read what they cannot write."""
    try:
        return read.text.encode(read.encoding, read.errors)
    except UnicodeEncodeError:
        return b""


@lru_cache(maxsize=8)
def _unit(encoding: str) -> int:
    """Give the bytes of each character of ASCII, 0 where they differ."""
    first, *others = (len(chr(code).encode(encoding, "ignore")) for code in range(128))
    return first if {first} == set(others) else 0


@lru_cache(maxsize=8)
def _has_bytes_of_its_own(encoding: str) -> bool:
    """Tell whether each character of an encoding has bytes of its own."""
    return PROBE.encode(encoding, "ignore") == b"".join(one.encode(encoding, "ignore") for one in PROBE)


def _noted(data: bytes, read: Decoded) -> "array[int]":
    """Read byte by byte, and note the byte at which each character begins.

    What is no character keeps its one byte; of two characters in one code the second has no bytes.
    """
    decode = codecs.getincrementaldecoder(read.encoding)(read.errors).decode
    table = array("L", [read.signature])
    for at in range(read.signature, len(data)):
        for one in decode(data[at : at + 1], at + 1 == len(data)):
            table.append(min(at + 1, table[-1] + 1) if "\udc80" <= one <= "\udcff" else at + 1)
    table[-1] = len(data)
    return table
