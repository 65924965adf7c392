"""Typesetting: what is written in the language of typst becomes a PDF, or a picture.

In go source in that language, values for it, and folders of fonts; out come bytes and what typst remarks. Values reach
the source as JSON (``json(bytes(sys.inputs.data))``), so that no word of a text is ever read as code. The fonts are
those inside typst and a publisher's own, never those of the machine, and no clock is read: the same source and values
give the same bytes everywhere. Typst is imported when something is set, and by nobody else.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

from editio.message import Message, Rejected

FONTS = "fonts"
"""The folder beside those of the formats, in a publisher's own templates, whose fonts are at hand."""

_UNDRAWN = re.compile(r'the text `"(.*?)"` could not be displayed with', re.DOTALL)
_ESCAPE = re.compile(r"\\(?:u\{([0-9a-f]+)\}|(.))", re.DOTALL)
_LINE = re.compile(r"─ [^\n]*?:(\d+):\d+$", re.MULTILINE)
_CHECKED = ["a-2b"]
"""A standard that refuses what cannot be drawn; without one, typst draws an empty box in silence."""


class Undrawn(Exception):
    """Say what no font can draw, where a standard of PDF asks for it."""

    def __init__(self, clusters: Iterable[str]) -> None:
        """Hold the ``clusters``, sorted, each once: a character, or several that one sign is drawn for."""
        self.clusters = tuple(sorted(set(clusters)))
        super().__init__(f"no font has: {' '.join(self.clusters)}")


@dataclass(frozen=True, slots=True)
class Source:
    """Hold what is set: its words, the ``file`` that faults are told of, and the folder of a publisher's fonts.

    Other files are found beside ``file``, and nowhere else.
    """

    words: str
    file: Path
    fonts: Path | None = None


@dataclass(frozen=True, slots=True)
class Typeset:
    """Hold what came out, and what typst remarked on: a font that there is not, for instance."""

    data: bytes
    remarks: tuple[Message, ...] = ()


def fonts(own: Path | None) -> Path | None:
    """Give the folder of a publisher's fonts, which lies beside his own templates of a format, if there is one."""
    found = own.parent / FONTS if own else None
    return found if found and found.is_dir() else None


def pdf(source: Source, values: Mapping[str, Any], day: str, standards: tuple[str, ...] = ()) -> Typeset:
    """Set a PDF, dated ``day`` (ISO, of which a year or a month will do), by standards such as ``ua-1`` and ``a-2a``.

    Rejects source with a fault (E701). Raises :class:`Undrawn` where a standard asks for glyphs that no font has.
    """
    stamp = int(datetime.fromisoformat(f"{day}-01-01"[:10]).replace(tzinfo=UTC).timestamp())
    return _set(source, values, format="pdf", timestamp=stamp, pdf_standards=list(standards))


def picture(source: Source, values: Mapping[str, Any]) -> Typeset:
    """Set a PNG of one page, a pixel a point. Rejects source with a fault (E701)."""
    return _set(source, values, format="png", ppi=72.0, timestamp=0)


def undrawn(source: Source, values: Mapping[str, Any]) -> tuple[str, ...]:
    """Give what of the values no font can draw, as :class:`Undrawn` has it."""
    try:
        _set(source, values, format="pdf", timestamp=0, pdf_standards=_CHECKED)
    except Undrawn as error:
        return error.clusters
    return ()


def _set(source: Source, values: Mapping[str, Any], **options: Any) -> Typeset:
    import typst

    try:
        data, remarks = typst.compile_with_warnings(
            source.words.encode(),
            root=str(source.file.parent),
            font_paths=_fonts(typst, source.fonts),
            sys_inputs={"data": json.dumps(values, ensure_ascii=False, sort_keys=True)},
            **options,
        )
    except typst.TypstError as error:
        said = str(error.diagnostic or error.message)
        if found := _UNDRAWN.findall(said):
            raise Undrawn(_ESCAPE.sub(_unescaped, one) for one in found) from None
        raise Rejected([Message(str(source.file), _line(said), "E701", _fault(error))]) from None
    return Typeset(data, tuple(_remarks(source, remarks)))


def _fault(error: Any) -> str:
    return f"the template has a fault: {'; '.join((error.message, *error.hints))}"


def _remarks(source: Source, remarks: list[Any]) -> Iterator[Message]:
    for remark in remarks:
        hint = "; ".join(remark.hints)
        yield Message(str(source.file), _line(str(remark.diagnostic)), "W707", f"typst warns: {remark.message}", hint)


def _line(diagnostic: str) -> int:
    """Give the line that a diagnostic is about, or 0: of several, that of the last, which is the error."""
    return int((_LINE.findall(diagnostic) or ["0"])[-1])


def _unescaped(found: re.Match[str]) -> str:
    """Give the character that Rust writes so in a string."""
    return chr(int(found[1], 16)) if found[1] else {"n": "\n", "r": "\r", "t": "\t", "0": "\0"}.get(found[2], found[2])


def _fonts(typst: ModuleType, own: Path | None) -> Any:
    return typst.Fonts(include_system_fonts=False, font_paths=[str(own)] if own else [])
