"""A publisher's own files: the style, fonts and pictures that go with his templates.

In goes the folder of templates of a format; out come the files of its folder ``own``, by their names. They go into the
site, and into each book, as they are; ``own/style.css`` comes after our style, so that it need hold only what is to
look otherwise. Nothing is read of them but their bytes: a publisher is trusted, as his templates are.
"""

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from editio.files import read
from editio.message import Message, Rejected

FOLDER = "own"
"""The folder that holds them, beside a publisher's templates of a format and where they are written to."""

STYLE = f"{FOLDER}/style.css"
"""The style that comes after ours."""

MEDIA_TYPES: Mapping[str, str] = {
    ".css": "text/css",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".otf": "font/otf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
}
"""What may lie in a book without a substitute (EPUB 3.3, section 3.2, core media types), by the end of its name."""


def names(templates: Path | None) -> tuple[str, ...]:
    """Name the files, each beginning with ``own/``, in the order of their names; hidden ones are a program's."""
    if templates is None or not (templates / FOLDER).is_dir():
        return ()
    below = (path.relative_to(templates) for path in (templates / FOLDER).rglob("*") if path.is_file())
    return tuple(sorted(path.as_posix() for path in below if not any(part.startswith(".") for part in path.parts)))


def files(templates: Path | None) -> tuple[tuple[str, bytes], ...]:
    """Give the files by their names."""
    return tuple((name, read(templates / name)) for name in names(templates)) if templates else ()


def of_book(templates: Path | None) -> tuple[tuple[str, str], ...]:
    """Give the names of the files with what they are. Rejects what no book can hold (E701)."""
    found = tuple((name, MEDIA_TYPES.get(PurePosixPath(name).suffix.lower(), "")) for name in names(templates))
    hint = f"it may hold files that end with {', '.join(MEDIA_TYPES)}"
    wrong = [
        Message(str(templates / name) if templates else name, 0, "E701", "no book can hold a file of this kind", hint)
        for name, kind in found
        if not kind
    ]
    if wrong:
        raise Rejected(wrong)
    return found
