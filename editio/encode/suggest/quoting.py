"""Selectors for a place: as few words of context as make a quotation stand exactly once.

In goes a place of the raw text; out comes ``at``, and ``nth`` where no context within its passage makes it unique (a
heading that stands twice). Words are compared as the apparatus compares them: any white space is a blank, all else is
literal, and a quotation may begin or end within a word.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from itertools import islice

from editio.encode.reading import RawText
from editio.encode.selectors import Place, parse

CHUNK = re.compile(r"[^ \t\r\n\f]+")
BESIDE = 2
"""Words of context on either side, if the passage has so many."""

MOST = 30
FAR = 300
"""How many code points of context are quoted at most on either side."""

TOO_MANY = 300
"""Words that stand oftener tell no place from another; to try each of them would take as long as the text is long."""

LONG = 12
"""From how many words on a place is told by its two ends."""


class Quoter:
    """Make selectors for one raw text; ``passages`` are the ranges (code points) in which context is sought."""

    def __init__(self, raw: RawText, passages: Sequence[tuple[int, int]]) -> None:
        """Cut the raw text into what blanks part, and index it."""
        self.raw = raw
        self.ranges = sorted(passages)
        self.starts: list[int] = []
        self.chunks: list[str] = []
        self.where: dict[str, list[int]] = defaultdict(list)
        for number, match in enumerate(CHUNK.finditer(raw.text)):
            self.starts.append(match.start())
            self.chunks.append(match.group())
            self.where[match.group()].append(number)

    def selector(self, place: Place) -> tuple[str, int]:
        """Give ``at`` for a place, and ``nth``, which is 0 where the words stand once."""
        low, high = self._bounds(place)
        first = max(self._chunk(place.first), low)
        last = min(max(self._chunk(max(place.last - 1, place.first)), first), high)
        found: list[int] = []
        at = ""
        for more in (2, 3, 4, 6, 9, 14, 20, MOST):
            a, b = max(first - more, low), min(last + more, high)
            at = self._words(place, a, b)
            if parse(at) is None:
                continue
            found = self._find(at)
            if len(found) == 1 or (a == low and b == high):
                break
        if len(found) == 1:
            return at, 0
        own = self._offset(place, at)
        return at, 1 + sum(1 for other in found if other < own)

    def ends(self, place: Place) -> tuple[str, str] | None:
        """Give ``from`` and ``to`` for a place that is long, or has a ``]]`` in it, if its two ends are enough."""
        first, last = self._chunk(place.first), self._chunk(max(place.last - 1, place.first))
        few = 0 if "]]" in self.raw.text[place.first : place.last] else BESIDE
        if first == last or (few and last - first < LONG):
            return None
        opening = Place(place.first, self.starts[first + few] + len(self.chunks[first + few]))
        closing = Place(self.starts[last - few], place.last)
        (begin, nth), (end, other) = self.selector(opening), self.selector(closing)
        return None if nth or other else (begin, end)

    def _bounds(self, place: Place) -> tuple[int, int]:
        index = max(0, bisect_right(self.ranges, (place.first, len(self.raw.text))) - 1)
        begin, end = self.ranges[index]
        return self._chunk(begin), self._chunk(max(end - 1, begin))

    def _chunk(self, at: int) -> int:
        return max(0, bisect_right(self.starts, at) - 1)

    def _words(self, place: Place, a: int, b: int) -> str:
        text = self.raw.text
        behind = text[place.last : max(self.starts[b] + len(self.chunks[b]), place.last)]
        if behind.startswith("]"):
            behind = ""  # the mark would end behind that bracket
        before = text[min(self.starts[a], place.first) : place.first]
        parts = (_fold(part) for part in (before[-FAR:], text[place.first : place.last], behind[:FAR]))
        return "{}[[{}]]{}".format(*parts)

    def _find(self, at: str) -> list[int]:
        """Give where a quotation stands: for each the code point of its first word's end, which tells them apart."""
        marked = parse(at)
        if marked is None:
            return []
        words = marked.before + marked.words + marked.after
        parts = words.split(" ")
        if len(parts) < 3 or not all(parts):
            return self._scan(words)
        inner = min(range(1, len(parts) - 1), key=lambda one: len(self.where.get(parts[one], ())))
        if len(self.where.get(parts[inner], ())) > TOO_MANY:
            return []
        return [
            self.starts[begin + 1]
            for number in self.where.get(parts[inner], ())
            if (begin := number - inner) >= 0 and self._stands(parts, begin)
        ]

    def _stands(self, parts: Sequence[str], begin: int) -> bool:
        end = begin + len(parts) - 1
        if end >= len(self.chunks) or not self.chunks[begin].endswith(parts[0]):
            return False
        if not self.chunks[end].startswith(parts[-1]) or self.chunks[begin + 1 : end] != list(parts[1:-1]):
            return False
        gaps = (self.raw.text[self.starts[n] + len(self.chunks[n]) : self.starts[n + 1]] for n in range(begin, end))
        return not any(_is_blank_line(gap) for gap in gaps)

    def _scan(self, words: str) -> list[int]:
        pattern = re.compile("(?=" + r"[ \t\r\n\f]+".join(re.escape(part) for part in words.split(" ")) + ")")
        return [match.start() for match in islice(pattern.finditer(self.raw.text), TOO_MANY)]

    def _offset(self, place: Place, at: str) -> int:
        """Give a code point that no quotation before the place's own reaches."""
        marked = parse(at)
        return place.first - len(marked.before) * 2 if marked else place.first


def _fold(words: str) -> str:
    return re.sub(r"[ \t\r\n\f]+", " ", words)


def _is_blank_line(gap: str) -> bool:
    return "\f" in gap or gap.replace("\r\n", "\n").replace("\r", "\n").count("\n") > 1
