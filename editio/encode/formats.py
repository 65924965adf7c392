"""Files that are no texts: told by how they begin, or by the control characters that no text is made of.

In go bytes, or the characters that were made of them; out comes what they are, or whether they can be a text.
"""

import re

SAMPLE = 1 << 16
"""Characters at the beginning that are looked at."""

BEGINNINGS = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive, as word processors' files and EPUB books are"),
    (b"{\\rtf", "a word processor's file (RTF)"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a word processor's file (an old Microsoft Office one)"),
    (b"%!PS-Adobe", "PostScript"),
    (b"AT&TFORM", "a scanned book (DjVu)"),
    (b"\x89PNG\r\n\x1a\n", "an image (PNG)"),
    (b"\xff\xd8\xff", "an image (JPEG)"),
    (b"GIF87a", "an image (GIF)"),
    (b"GIF89a", "an image (GIF)"),
    (b"II*\x00", "an image (TIFF)"),
    (b"MM\x00*", "an image (TIFF)"),
    (b"RIFF", "sound, film or an image (RIFF)"),
    (b"ID3", "sound (MP3)"),
    (b"OggS", "sound or film (Ogg)"),
    (b"\x1f\x8b\x08", "packed (gzip)"),
    (b"BZh9", "packed (bzip2)"),
    (b"\xfd7zXZ\x00", "packed (xz)"),
    (b"(\xb5/\xfd", "packed (Zstandard)"),
    (b"7z\xbc\xaf\x27\x1c", "an archive (7z)"),
    (b"Rar!\x1a\x07", "an archive (RAR)"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"SQLite format 3\x00", "a database"),
)
"""How files of other kinds begin, by the specifications of their formats, and what they are."""

CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")
"""Control characters that no text needs; an escape, a NEXT LINE and what ends lines and pages are none of them."""

SEVERAL = 32
"""Fewer of them are damage, or a file too small to judge."""

SHARE = 20
"""One in so many characters is more than any text has; of bytes drawn by lot it is one in six."""


def named(data: bytes) -> str:
    """Tell what a file is by how it begins; an empty string where that says nothing."""
    return next((what for beginning, what in BEGINNINGS if data.startswith(beginning)), "")


def is_text(text: str) -> bool:
    """Tell whether characters can be a text, and are not data of another kind that were taken for characters."""
    head = text[:SAMPLE]
    return len(CONTROLS.findall(head)) < max(SEVERAL, len(head) / SHARE)
