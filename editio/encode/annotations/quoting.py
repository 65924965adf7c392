"""Quotations for entries: a place of the raw text in the words of ``apparatus.toml``.

In goes a place; out come the keys that select it, and nothing else: ``at`` with as few words of context as do, ``nth``
where no context of its paragraph tells it from another place, ``from`` and ``to`` where it is long or goes over a blank
line. What is quoted is looked for again before it is given: a quotation that would mean anything else is none.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from editio.encode.selectors import BLANK_LINE, WHITE, Finder, Marked, Place, parse
from editio.toml import NOT_XML, turns_writing

LONGEST = 200
"""Code points that a mark may hold; of a longer place beginning and end are marked."""

AROUND = (2, 4, 8, 16, 40)
"""Words of context on either side."""

END = 4
"""Words that are marked at the beginning and at the end of a long place."""

WORD = re.compile(r"\S+")

Keys = dict[str, str | int]


@dataclass(frozen=True)
class Quoter:
    """Quote places of one raw text."""

    finder: Finder

    def keys(self, place: Place) -> Keys | None:
        """Give the keys that select a place; nothing where no quotation can."""
        words = self._text[place.first : place.last]
        if len(words) <= LONGEST and not BLANK_LINE.search(words) and (keys := self._at(place)):
            return keys
        if place.first == place.last:
            return None
        ends = [(found.start(), found.end()) for found in WORD.finditer(words)]
        if not ends:
            return None
        first = self._marked(Place(place.first, place.first + ends[min(END, len(ends)) - 1][1]), paragraph_of_end=False)
        last = self._marked(Place(place.first + ends[-min(END, len(ends))][0], place.last), paragraph_of_end=True)
        return {"from": first, "to": last} if first and last else None

    @property
    def _text(self) -> str:
        return self.finder.raw.text

    @cached_property
    def _gaps(self) -> list[tuple[int, int]]:
        return [gap.span() for gap in WHITE.finditer(self._text) if BLANK_LINE.search(gap.group())]

    @cached_property
    def _starts(self) -> list[int]:
        return [first for first, _ in self._gaps]

    def _paragraph(self, at: int) -> Place:
        """Give the range between two blank lines in which a place begins."""
        nth = bisect_right(self._starts, at)
        first = self._gaps[nth - 1][1] if nth else 0
        return Place(min(first, at), self._gaps[nth][0] if nth < len(self._gaps) else len(self._text))

    def _at(self, place: Place) -> Keys | None:
        several: Keys | None = None
        for selector, marked in self._selectors(place):
            if self.finder.find(marked) == [place]:
                return {"at": selector}
            found = self.finder.find(marked, overlapping=False)
            if several is None and place in found:
                several = {"at": selector, "nth": found.index(place) + 1}
        return several

    def _marked(self, place: Place, paragraph_of_end: bool) -> str:
        """Give a selector of one end of a long place, cut to the paragraph in which that end lies."""
        words = self._text[place.first : place.last]
        if gap := BLANK_LINE.search(words):
            if paragraph_of_end:
                return self._marked(Place(place.first + self._end_of_last_gap(words), place.last), True)
            place = Place(place.first, place.first + len(words[: gap.start()].rstrip()))
        return next((at for at, marked in self._selectors(place) if self.finder.find(marked) == [place]), "")

    def _end_of_last_gap(self, words: str) -> int:
        return max(gap.end() for gap in WHITE.finditer(words) if BLANK_LINE.search(gap.group()))

    def _selectors(self, place: Place) -> Iterator[tuple[str, Marked]]:
        """Give selectors of a place, the shortest first; those that could not be read again are left out."""
        around = self._paragraph(place.first)
        before, behind = self._text[around.first : place.first], self._text[place.last : max(place.last, around.last)]
        words = WHITE.sub(" ", self._text[place.first : place.last])
        for size in AROUND:
            left = WHITE.sub(" ", _last(before, size))
            right = WHITE.sub(" ", _first(behind, size))
            for one in (Marked(left, words, right), Marked(left, words, ""), Marked("", words, right)):
                selector = f"{one.before}[[{one.words}]]{one.after}"
                if parse(selector) == one and _is_fit(selector):
                    yield selector, one


def _last(text: str, size: int) -> str:
    words = list(WORD.finditer(text[-40 * size :]))
    return text[-40 * size :][words[-min(size, len(words))].start() :] if words else ""


def _first(text: str, size: int) -> str:
    words = list(WORD.finditer(text[: 40 * size]))
    return text[: words[min(size, len(words)) - 1].end()] if words else ""


def _is_fit(selector: str) -> bool:
    return not NOT_XML.search(selector) and not turns_writing(selector)
