"""The stage `render`: validated TEI becomes HTML, EPUB, plain text and PDF.

In go TEI documents and, for an edition, what ``edition.toml`` says; out come files, each whole or not at all.
The way of a text is ``tei.parse`` - :func:`model.read` - :func:`settle.settle` - :class:`sheet.Sheet`; what is
particular to a format stands in the module that :data:`FORMATS` names. The stage does not validate and
changes no document.
"""

import importlib
from collections.abc import Mapping
from pathlib import Path
from typing import cast

from editio.edition import Edition
from editio.files import read, write
from editio.message import Message
from editio.render.format import Cutting, Format, Made

FORMATS = {
    "html": "editio.render.html",
    "epub": "editio.render.epub",
    "text": "editio.render.text",
    "pdf": "editio.render.pdf",
}
"""The formats, each with the module that makes it: the only list of them in this stage."""


CUTTING = ("html",)
"""Those of them that make several pages of a long text."""


def render(document: Path, to: str, out: Path) -> tuple[Message, ...]:
    """Render one TEI file, without an edition, as format ``to``; ``-`` is standard input or output.

    For HTML, ``out`` is one self-contained page if it ends in ``.html`` or is ``-``, else a folder; for the others
    it is a file. Returns the findings; rejects what cannot be read or rendered.
    """
    return _written(_format(to).single(read(document), str(document), out))


def render_text(edition: Edition, text: str, to: str) -> tuple[Message, ...]:
    """Render one text of an edition into ``output/<format>``, and return the findings."""
    return _written(_format(to).text(edition, text))


def render_volume(edition: Edition, to: str) -> tuple[Message, ...]:
    """Render what belongs to the edition as a whole into ``output/<format>``, and return the findings."""
    return _written(_format(to).volume(edition))


def text_targets(edition: Edition, text: str, to: str) -> tuple[Path, ...]:
    """Name the files that :func:`render_text` writes."""
    return _format(to).text_targets(edition, text)


def volume_targets(edition: Edition, to: str) -> tuple[Path, ...]:
    """Name the files that :func:`render_volume` writes; some formats have none."""
    return _format(to).volume_targets(edition)


def text_pages(edition: Edition, text: str, to: str) -> tuple[Path, ...]:
    """Give patterns of what :func:`render_text` writes beside: which files these are is known when they are written."""
    return _cutting(to).text_pages(edition, text) if to in CUTTING else ()


def text_needs(edition: Edition, to: str) -> Mapping[str, tuple[Path, ...]]:
    """Give by text the documents of others that :func:`render_text` reads beside its own."""
    return _cutting(to).text_needs(edition) if to in CUTTING else {}


def _cutting(name: str) -> Cutting:
    return cast(Cutting, _format(name))


def _format(name: str) -> Format:
    """Import a format only when it is asked for: a page must not wait for a book's machinery."""
    return cast(Format, importlib.import_module(FORMATS[name]))


def _written(made: Made) -> tuple[Message, ...]:
    """Write what was made, and delete what nothing makes any more."""
    for path, data in made.files:
        write(path, data)
    files = {path for path, _ in made.files}
    for pattern in made.owned:
        for stale in sorted(set(pattern.parent.glob(pattern.name)) - files):
            stale.unlink()
    return made.messages
