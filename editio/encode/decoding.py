"""From bytes to characters: in which encoding a raw text is, and who says so.

In go bytes, and an encoding if a person states one; out comes a :class:`Decoded`. The witnesses are heard in this
order: the person, a byte order mark, what only one family of encodings looks like (blanks of two bytes, escapes),
UTF-8, which nothing else passes for by chance, what the text says of itself, and last a guess
(:mod:`editio.encode.guessing`). Whatever is taken reads the whole text without a fault, unless a person states it.
"""

import codecs
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from editio.encode import guessing
from editio.message import Message, Rejected

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks (The Unicode Standard, section 23.8); that of UTF-32 LE begins as that of UTF-16 LE."""

HEAD = 8192
"""Bytes at the beginning in which a text says something of itself: a library's header is a tenth of that."""

DECLARED = re.compile(
    rb"(?i)\b(?:character set encoding|charset|coding|encoding)[ \t]*[:=][ \t]*[\"'(]?([\w .:()-]{2,40})"
)
"""How a text states its encoding: the line of Project Gutenberg's header, HTML, XML, editors' mode lines."""

SPELLINGS = frozenset(["idna", "punycode", "raw-unicode-escape", "unicode-escape", "utf-7"])
"""Codecs of Python that spell characters by others, so that those of a run share their bytes: no book is in them."""

FEW = 20
"""A stray byte beside so many whole characters is damage to a text in UTF-8; in other encodings nearly all are stray"""

LETTERS_FOR_CONTROLS = {"iso8859-1": "cp1252", "iso8859-9": "cp1254"}
"""Encodings of ISO -> those of Windows that have the same letters, and more of them instead of control characters."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Hold the characters of a text and how they were read.

    ``encoding`` is a name that Python knows, ``errors`` its manner with what is no character, ``signature`` counts the
    bytes of a byte order mark, ``how`` tells the witness, as the end of a clause; ``unsure`` why it might be another.
    """

    text: str
    encoding: str
    errors: str
    signature: int
    how: str = ""
    unsure: str = ""


def decode(data: bytes, file: str, stated: str = "") -> Decoded:
    """Read a text; rejects a stated encoding that is not known or does not fit (E103)."""
    if stated:
        return _stated(data, stated, file)
    return next(found for found in _witnessed(data) if found)


def _witnessed(data: bytes) -> Iterator[Decoded | None]:
    """Ask the witnesses in turn: the last one always has an answer."""
    mark, marked = next(((mark, name) for mark, name in MARKS if data.startswith(mark)), (b"", ""))
    if marked and marked != "utf-8":
        yield _strictly(data, marked, len(mark), ", as its byte order mark says")
    for name in guessing.by_structure(data):
        yield _strictly(data, name, 0, ", as the form of its bytes shows")
    signature = len(mark) if marked == "utf-8" else 0
    yield _strictly(data, "utf-8", signature, "")
    declared = _declared(data)
    larger = LETTERS_FOR_CONTROLS.get(declared, "")
    if larger and guessing.CONTROLS.search(data):
        how = f"; it says of itself that it is in {spoken(declared)}, but only {spoken(larger)} has all its characters"
        yield _strictly(data, larger, 0, how)
    if declared:
        yield _strictly(data, declared, 0, ", as it says of itself")
    if signature or _is_damaged_utf_8(data):
        yield Decoded(data[signature:].decode("utf-8", "surrogateescape"), "utf-8", "surrogateescape", signature)
    for guess in guessing.guesses(data):
        how = f", which is a guess (confidence {guess.confidence:.2f})"
        found = _strictly(data, guess.encoding, 0, how)
        other = f"; {spoken(guess.rival)} would read it otherwise, and nearly as well" if guess.rival else ""
        unsure = f" (confidence {guess.confidence:.2f}{other})" if guess.is_unsure else ""
        yield found and Decoded(found.text, found.encoding, found.errors, 0, how, unsure)
    how = ", which is a guess (confidence 0)"
    yield Decoded(data.decode("iso8859-1"), "iso-8859-1", "surrogateescape", 0, how, " (confidence 0)")


def _strictly(data: bytes, name: str, signature: int, how: str) -> Decoded | None:
    """Read the whole text, if each of its bytes is part of a character."""
    with suppress(UnicodeError):
        text = data[signature:].decode(name)
        return Decoded(text, spoken(name), _errors(name), signature, how)
    return None


def _errors(name: str) -> str:
    """Tell how what is no character is kept: a byte (PEP 383), or in UTF-16 and UTF-32 half of a character."""
    return "surrogatepass" if name.startswith(("utf-16", "utf-32")) else "surrogateescape"


def _stated(data: bytes, stated: str, file: str) -> Decoded:
    """Read a text as a person says; what cannot be so is rejected (E103)."""
    name = known(stated, file)
    if name in ("utf-16", "utf-32"):
        marked = next((other for mark, other in MARKS if data.startswith(mark) and other.startswith(name)), "")
        shaped = next((other for other in guessing.by_structure(data) if other.startswith(name)), "")
        name = marked or shaped or f"{name}-be"  # without a mark it is big-endian (RFC 2781, 4.3)
    mark = next((mark for mark, other in MARKS if other == name and data.startswith(mark)), b"")
    body = data[len(mark) :]
    with suppress(UnicodeError):
        text = body.decode(name, _errors(name))
        return Decoded(text, spoken(name), _errors(name), len(mark), ", as the editors state")
    sentence = f"the text cannot be read as {stated}"
    raise Rejected([Message(file, 0, "E103", sentence, "leave 'encoding' out, or state the right one")])


def known(name: str, file: str) -> str:
    """Give the name by which Python knows an encoding of text; rejects one that it does not know (E103)."""
    try:
        "a".encode(name)
        found = codecs.lookup(name).name.removesuffix("-sig")
        if found in SPELLINGS:
            raise LookupError
        return found
    except (LookupError, UnicodeError, ValueError):
        hint = "names such as utf-8, iso-8859-1, windows-1252, koi8-r are known"
        raise Rejected([Message(file, 0, "E103", f"the encoding '{name}' is not known", hint)]) from None


def spoken(name: str) -> str:
    """Give the usual name (that of the IANA's register, where it has one) of an encoding; Python knows it as well."""
    for ours, usual in (("iso8859", "iso-8859"), ("iso2022", "iso-2022"), ("cp125", "windows-125")):
        if name.startswith(ours):
            return name.replace(ours, usual).replace("_", "-")
    return name


def _declared(data: bytes) -> str:
    """Give the encoding that a text states of itself, as Python knows it; an empty string if it states none."""
    match = DECLARED.search(data, 0, HEAD)
    if not match:
        return ""
    outer, _, inner = match[1].decode("latin-1").strip(" .:").partition("(")
    words = outer.split()
    for name in ("".join(words), "-".join(words), inner.strip(" )"), *words):
        with suppress(Rejected, UnicodeError):
            encoding = known(name.casefold().removeprefix("codepage-"), "")
            return encoding if match[0].decode(encoding).isascii() else ""  # else it could not be read where it stands
    return ""


def _is_damaged_utf_8(data: bytes) -> bool:
    """Tell whether a text is UTF-8 but for a few stray bytes."""
    text = data.decode("utf-8", "ignore")
    whole = len(text) - len(text.encode("ascii", "ignore"))
    stray = len(data) - len(text.encode("utf-8"))
    return whole >= FEW * stray
