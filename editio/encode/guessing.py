"""The guess at an encoding that nobody states, by the library chardet.

In go bytes; out come guesses, the best first. The library looks at a bounded sample, drawn from all parts of the text
where it is not ASCII; whether a guess reads the whole text is for the caller to try.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from editio.encode.oddness import oddities

SAMPLE = 1 << 16
"""Bytes that are looked at: with them the library was right on every text that we know the encoding of."""

STRETCHES = 16
"""From so many parts of the text the sample is drawn."""

SURE = 0.9
"""Confidence with which the library names what has a form of its own, as Shift-JIS has; letters alone never give it."""

NEARLY = 0.8
"""A rival with so much of the best guess's confidence makes it unsure."""

BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
CONTROLS = re.compile(rb"[\x80-\x9f]")
ESCAPE = re.compile(rb"\x1b(?:\$[)*+,-]?[@-D]|\([BIJ]|\.[AF])")
"""What designates a set of characters in ISO-2022 (ECMA-35, 14)."""

KIN = {
    "euc_jis_2004": "euc_jp",
    "shift_jis_2004": "cp932",
    "big5hkscs": "cp950",
    "iso2022_jp_2": "iso2022_jp",
    "iso2022_jp_2004": "iso2022_jp",
    "iso2022_jp_ext": "iso2022_jp",
    "iso8859-15": "iso8859-1",
    "cp1252": "iso8859-1",
    "iso8859-7": "cp1253",
    "iso8859-9": "cp1254",
    "iso8859-8": "cp1255",
    "cp437": "cp850",
    "cp858": "cp850",
    "koi8-u": "koi8-r",
}
"""Encodings -> what most texts are in that pass for them; it is named where it reads the text alike."""

LEFT_OUT = ("utf-7", "hz")
"""Encodings in which every text in ASCII could be; and nobody uses them for books."""


@dataclass(frozen=True, slots=True)
class Guess:
    """Hold an encoding as Python names it, the library's confidence from 0 to 1, and who reads the text otherwise."""

    encoding: str
    confidence: float
    rival: str = ""

    @property
    def is_unsure(self) -> bool:
        """Tell whether a person should look."""
        return self.confidence < SURE and (bool(self.rival) or self.confidence < 1 - NEARLY)


def by_structure(data: bytes) -> Iterator[str]:
    """Give encodings that bytes have the form of: UTF-16 and UTF-32 by their zeros, ISO-2022 by its escapes."""
    if b"\x00" in data[:SAMPLE]:
        yield from _names(_asked(data[:SAMPLE]), "utf-16", "utf-32")
    elif (escape := ESCAPE.search(data)) and not BEYOND_ASCII.search(data):
        sample = data[escape.start() : escape.start() + SAMPLE]
        yield from _names(_asked(sample), "iso2022")


def _names(guesses: Iterable[Guess], *beginnings: str) -> Iterator[str]:
    return (guess.encoding for guess in guesses if guess.encoding.startswith(beginnings))


def guesses(data: bytes) -> Iterator[Guess]:
    """Give guesses at the encoding of a text that is no UTF-8, the best first.

    Where ISO 8859 has control characters that nobody types, Windows has letters and quotation marks: so what has such
    bytes, be it outside the sample, is in ISO 8859 only in the last resort.
    """
    controls = CONTROLS.search(data) is not None
    yield from sorted(_asked(_sample(data)), key=lambda guess: controls and guess.encoding.startswith("iso8859"))


def _asked(sample: bytes) -> list[Guess]:
    """Ask the library; it is loaded here, since most texts do without."""
    from chardet import EncodingEra, detect_all

    answers = detect_all(
        sample,
        max_bytes=len(sample),
        encoding_era=EncodingEra.ALL & ~EncodingEra.MAINFRAME,
        exclude_encodings=LEFT_OUT,
        compat_names=False,
    )
    named = [(answer["encoding"], answer["confidence"]) for answer in answers if answer["encoding"]]
    read = {name: sample.decode(name, "replace") for name, _ in named}
    least = NEARLY * max((confidence for _, confidence in named), default=0)
    odd = {name: oddities(read[name]) for name, confidence in named if confidence >= least}
    named.sort(key=lambda one: (one[0] not in odd, odd.get(one[0], 0)))
    made = []
    for name, confidence in named:
        kin = KIN.get(name, name)
        if kin != name and sample.decode(kin, "replace") == read[name]:
            made.append(Guess(kin, confidence, _rival(name, confidence, named, read)))
        made.append(Guess(name, confidence, _rival(name, confidence, named, read)))
    return made


def _rival(name: str, confidence: float, named: Sequence[tuple[str, float]], read: Mapping[str, str]) -> str:
    """Name the best guess that reads the sample otherwise and is nearly as good as this one."""
    return next((one for one, other in named if read[one] != read[name] and other >= NEARLY * confidence), "")


def _sample(data: bytes) -> bytes:
    """Draw whole lines from all parts of a text, each stretch from a line that is not all ASCII.

    A character of several bytes is not cut through: none holds a line feed, and none a blank.
    """
    if len(data) <= SAMPLE:
        return data
    drawn: list[tuple[int, int]] = []
    size, done = SAMPLE // STRETCHES, 0
    for part in range(0, len(data), len(data) // STRETCHES):
        wanted = BEYOND_ASCII.search(data, max(part, done))
        if not wanted:
            break
        begin = max(data.rfind(b"\n", done, wanted.start()) + 1, done, wanted.start() - size // 2)
        if part and data[begin - 1 : begin] != b"\n":
            continue  # a line without end: where a character begins in it, nobody knows
        done = max(data.rfind(b"\n", begin, begin + size), data.rfind(b" ", begin, begin + size)) + 1 or begin + size
        drawn.append((begin, done))
    if len(drawn) == 1:
        return data[drawn[0][0] : drawn[0][0] + SAMPLE]
    return b"".join(data[begin:end] for begin, end in drawn)
