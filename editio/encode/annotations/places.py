"""Places of a raw text in the words of the standard: quotations with what stands round them, and positions.

In go places in code points; out come the selectors of the Web Annotation Data Model (4.2.4, 4.2.5, 4.2.8). A quotation
is a copy of the raw text as it stands there. A long one, and one of several paragraphs, is not copied: two short
quotations say where it begins and where it ends.
"""

import re
from dataclasses import dataclass
from typing import Any

from editio.encode.selectors import BLANK_LINE, Finder, Marked, Place

LONGEST = 300
"""Code points that are copied of a place."""

BLANKS = " \t\r\n\f"

AROUND = (32, 64, 128, 256, 512)
"""Code points of context on either side: as few of them as make the quotation the only one."""

END = 40
"""Code points that are copied of a long place, where it begins and behind its end."""

UNWRITABLE = re.compile("[\ud800-\udfff]")
"""What no JSON text can hold in peace (RFC 8259, 8.2): bytes that the encoding does not know."""


@dataclass(frozen=True, slots=True)
class Places:
    """Write places of one raw text as selectors."""

    finder: Finder

    @property
    def _text(self) -> str:
        return self.finder.raw.text

    def selectors(self, place: Place, around: tuple[int, int] = (0, 0)) -> list[dict[str, Any]]:
        """Give the selectors of a place; ``around`` says how much context is wanted at least, before and behind."""
        position = {"type": "TextPositionSelector", "start": place.first, "end": place.last}
        words = self._text[place.first : place.last]
        if len(words) <= LONGEST and not BLANK_LINE.search(words) and not UNWRITABLE.search(words):
            return [self._quotation(place, around), position]
        return [self._range(place), position]

    def _range(self, place: Place) -> dict[str, Any]:
        """Give a range: it begins with what is quoted first, and ends before what is quoted last."""
        first = Place(place.first, min(place.first + END, place.last))
        last = Place(place.last, min(place.last + END, len(self._text)))
        return {
            "type": "RangeSelector",
            "startSelector": self._quotation(self._writable(first)),
            "endSelector": self._quotation(self._writable(last)),
        }

    def _writable(self, place: Place) -> Place:
        """Give the beginning of a place, up to the first byte that is no character, and to no white space if it may."""
        words = self._behind(place.first, place.last - place.first)
        return Place(place.first, place.first + len(words.rstrip() or words))

    def _quotation(self, place: Place, around: tuple[int, int] = (0, 0)) -> dict[str, Any]:
        before = behind = ""
        for size in AROUND:
            before = self._before(place.first, max(size, around[0]))
            behind = self._behind(place.last, max(size, around[1]))
            if self._stands_once(before, place, behind):
                break
        exact = self._text[place.first : place.last]
        return {"type": "TextQuoteSelector", "exact": exact, "prefix": before, "suffix": behind}

    def _stands_once(self, before: str, place: Place, behind: str) -> bool:
        text, first = self._text, place.first - len(before)
        exact = text[place.first : place.last]
        words = f"{before}{exact}{behind}"
        inner = Marked(before.lstrip(BLANKS), exact, behind.rstrip(BLANKS))
        whole = f"{inner.before}{inner.words}{inner.after}"
        if whole and whole.strip(BLANKS) == whole and not BLANK_LINE.search(whole):
            return self.finder.find(inner) == [place]  # which knows where words stand, but looks into no gap
        return text.find(words) == first and text.find(words, first + 1) < 0

    def _before(self, at: int, size: int) -> str:
        return UNWRITABLE.split(self._text[max(0, at - size) : at])[-1]

    def _behind(self, at: int, size: int) -> str:
        return UNWRITABLE.split(self._text[at : at + size])[0]
