"""Filling: words become lines of a given width.

In goes a paragraph in which blanks part the words; out come its lines. Breaks are made at blanks (U+0020) alone, and
between the characters of Chinese and Japanese, which have none; a no-break space is no blank. No word is lost, moved
or hyphenated, and a line is wider than asked for only if a single word is.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

_HAN_OR_KANA = (
    "\u2e80-\u303e\u3041-\u30ff\u31f0-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\U00020000-\U0003fffd"
)

_NOT_FIRST = re.escape(
    "、。，．・：；？！ゝゞ々〻ー）〕］｝〉》」』】〙〗〟ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ～…‥"
)
"""Characters that no line begins with (JIS X 4051; Requirements for Japanese Text Layout, 3.1.7)."""

_NOT_LAST = re.escape("（〔［｛〈《「『【〘〖〝")
"""Characters that no line ends with."""

_EVEN = re.compile(
    "[ -~\x1a\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f\u1e00-\u1fff"
    "\u2010-\u2027\u2030-\u205e\u2070-\u20cf\u2100-\u22ff]*"
)
"""Texts in which every character is one column wide."""

_SEAM = re.compile(f"(?<=[{_HAN_OR_KANA}])(?<![{_NOT_LAST}])(?=[{_HAN_OR_KANA}])(?![{_NOT_FIRST}])")
"""A place between two characters at which a line may end although there is no blank."""

_BLANK = re.compile(f" (?![{_HAN_OR_KANA}])|(?<![{_HAN_OR_KANA}]) ")
"""A blank at which a line may end: one between two wide characters may not, or it would be lost."""


def fill(text: str, width: int, more: int = 0) -> list[str]:
    """Part a text into lines of at most ``width`` columns, the first of which may be ``more`` columns wider."""
    words = " ".join(filter(None, text.split(" ")))
    if _EVEN.fullmatch(words):
        return list(_even(words, width, more))
    return list(_uneven(words, width, more))


def columns(text: str) -> int:
    """Count the columns that a text takes: two for a wide character, none for one that combines (UAX 11)."""
    return len(text) if _EVEN.fullmatch(text) else sum(map(_columns, text))


def _even(text: str, width: int, more: int) -> Iterator[str]:
    start, room = 0, width + more
    while len(text) - start > room:
        end = text.rfind(" ", start, start + room + 1)
        if end < 0 and (end := text.find(" ", start + room)) < 0:
            break
        yield text[start:end]
        start, room = end + 1, width
    yield text[start:]


def _uneven(text: str, width: int, more: int) -> Iterator[str]:
    line, used, room = "", 0, width + more
    for word in _BLANK.split(text):
        blank = " " if line else ""
        for piece in _SEAM.split(word):
            needed = columns(piece)
            if line and used + len(blank) + needed > room:
                yield line
                line, used, room, blank = "", 0, width, ""
            line = f"{line}{blank}{piece}"
            used += len(blank) + needed
            blank = ""
    yield line


@cache
def _columns(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
