"""The container of a book: files by name become one zip whose bytes depend on nothing else.

In go names and contents; out come the bytes of an EPUB (EPUB 3.3, Open Container Format, section 4). It reads no
clock and no file, and knows nothing of what is in the files.
"""

import io
import zipfile
from collections.abc import Mapping

MIMETYPE = b"application/epub+zip"

PACKED = (".png", ".jpg", ".jpeg", ".webp", ".woff", ".woff2")
"""Ends of names of files that are compressed by themselves, and are stored as they are."""

_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The date of every file: the first that a zip can hold."""

_UNIX, _READABLE = 3, 0o644 << 16
"""The system and the mode that a zip states for a file, on whatever system it was made."""

_LEVEL = 6


def pack(files: Mapping[str, bytes]) -> bytes:
    """Pack files, sorted by name, after the ``mimetype``, which comes first and is not compressed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(_entry("mimetype", zipfile.ZIP_STORED), MIMETYPE)
        for name in sorted(files):
            method = zipfile.ZIP_STORED if name.endswith(PACKED) else zipfile.ZIP_DEFLATED
            archive.writestr(_entry(name, method), files[name], compresslevel=_LEVEL)
    return buffer.getvalue()


def _entry(name: str, method: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _EARLIEST)
    entry.compress_type = method
    entry.create_system = _UNIX
    entry.external_attr = _READABLE
    return entry
