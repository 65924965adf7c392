"""From bytes to lines that know their place.

In goes the raw text as bytes; out comes a :class:`RawText`: the decoded characters, cut into lines, each with its
byte range. Nothing is normalised: bytes that the encoding does not know stay in the text as lone surrogates
(PEP 383), so that encoding the characters again gives the bytes again.
"""

import codecs
import re
from contextlib import suppress
from dataclasses import dataclass

from editio.message import Message, Rejected
from editio.toml import NOT_XML

LINE = re.compile(r"([^\r\n\f]*)(\r\n|[\r\n\f]|\Z)")
"""A line and what ends it. A form feed ends a line as well: it is a page's end in texts made for printers."""

BLANKS = " \t"
"""The characters that may be folded into one blank. A NO-BREAK SPACE is none of them: it is a character."""


@dataclass(frozen=True, slots=True)
class Line:
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
    """Hold a raw text: ``data`` as received, ``text`` as decoded, ``signature`` the bytes of a byte order mark."""

    file: str
    data: bytes
    text: str
    encoding: str
    signature: int
    lines: tuple[Line, ...]
    messages: tuple[Message, ...]

    def width(self, text: str) -> int:
        """Give the number of bytes that some characters of this text take."""
        return len(text) if text.isascii() else len(text.encode(self.encoding, "surrogateescape"))


def read(data: bytes, file: str, stated: str = "") -> RawText:
    """Decode a raw text; ``file`` names it in messages, ``stated`` is an encoding that a person vouches for.

    Without a stated encoding it is UTF-8, with or without byte order mark, or else Latin-1 (W104). Rejects an empty
    text (E102), and an encoding that is not known or does not give the same bytes again (E103).
    """
    if not data.strip():
        raise Rejected([Message(file, 0, "E102", "the raw text is empty")])
    signature = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
    body = data[signature:]
    messages = []
    encoding = known(stated, file) if stated else "utf-8"
    try:
        text = _stated(body, encoding, stated, file) if stated else body.decode(encoding)
    except UnicodeDecodeError as error:
        encoding = "iso-8859-1"
        text = body.decode(encoding)
        place = data.count(b"\n", 0, signature + error.start) + 1
        sentence = "the raw text is no UTF-8 from here on and was read as Latin-1"
        hint = 'if it is in another encoding, say so in header.toml: encoding = "windows-1252"'
        messages.append(Message(file, place, "W104", sentence, hint))
    lines = _lines(text, encoding, signature)
    messages.extend(_gaps(lines, file))
    return RawText(file, data, text, encoding, signature, lines, tuple(messages))


def _stated(body: bytes, encoding: str, stated: str, file: str) -> str:
    """Decode a text as a person says; rejects what does not give the same bytes again (E103)."""
    with suppress(UnicodeError):
        text = body.decode(encoding, "surrogateescape")
        if text.encode(encoding, "surrogateescape") == body:
            if _is_by_characters(text, encoding):
                return text
            hint = "convert it to UTF-8, and keep the original beside it"
            sentence = f"a text in {stated} cannot be told apart byte by byte"
            raise Rejected([Message(file, 0, "E103", sentence, hint)])
    sentence = f"the text read as {stated} does not give the same bytes again"
    raise Rejected([Message(file, 0, "E103", sentence, "leave 'encoding' out, or state the right one")])


def _is_by_characters(text: str, encoding: str) -> bool:
    """Tell whether each character has bytes of its own in an encoding, those of ASCII the usual ones.

    It is not so in UTF-16 (which marks its byte order once), ISO-2022 and UTF-7 (which shift), EBCDIC.
    """
    probe = "a \n1" + "".join(character * 2 for character in dict.fromkeys(text))[:128]
    whole = probe.encode(encoding, "surrogateescape")
    apart = b"".join(character.encode(encoding, "surrogateescape") for character in probe)
    return whole == apart and whole.startswith(b"a \n1")


def known(name: str, file: str) -> str:
    """Give the name by which Python knows an encoding of text; rejects one that it does not know (E103)."""
    try:
        "a".encode(name)
        return codecs.lookup(name).name.removesuffix("-sig")
    except (LookupError, UnicodeError):
        hint = "names such as utf-8, iso-8859-1, windows-1252, koi8-r are known"
        raise Rejected([Message(file, 0, "E103", f"the encoding '{name}' is not known", hint)]) from None


def _lines(text: str, encoding: str, start: int) -> tuple[Line, ...]:
    lines = []
    for number, match in enumerate(LINE.finditer(text), 1):
        words, ending = match.groups()
        if not words and not ending:
            break  # the empty match behind the last line end is no line
        width = len(words) if words.isascii() else len(words.encode(encoding, "surrogateescape"))
        lines.append(Line(number, match.start(), start, start + width, words))
        start += width + len(ending)
    return tuple(lines)


def _gaps(lines: tuple[Line, ...], file: str) -> list[Message]:
    found = [line.number for line in lines if NOT_XML.search(line.text)]
    if not found:
        return []
    sentence = f"{len(found)} lines hold bytes that XML cannot hold; they stand in the text as gaps"
    return [Message(file, found[0], "W105", sentence, "the ledger keeps these bytes")]
