"""Where the words stand that an editor quotes.

In goes ``context [[marked words]] context``; out come the places in the raw text where they stand. White space in a
quotation matches any white space of the raw text but no blank line, and a hyphen at a line's end may be left out; all
else is literal, and nothing is found that is only similar.
"""

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from editio.encode.reading import RawText

MARKED = re.compile(r"(.*?)\[\[(.*?)\]\](?!\])(.*)\Z", re.S)
WHITE = re.compile(r"[ \t\r\n\f]+")
UNLIKE_ONE_BLANK = re.compile(r"[ \t\r\n\f]{2,}|[\t\r\n\f]")
HYPHENATED = re.compile(r"(?<=\w)-[ \t]*(?:\r\n|\r|\n)[ \t]*(?=\w)|" + UNLIKE_ONE_BLANK.pattern)
BLANK_LINE = re.compile(r"(?>\r\n|\r|\n)[ \t]*[\r\n\f]|\f")
NO_WORDS = "\x00"
"""What stands for a blank line in the folded text, so that no quotation crosses one."""


@dataclass(frozen=True, slots=True)
class Marked:
    """Hold a quotation: the marked words and what stands round them."""

    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Place:
    """Hold a range of the raw text in code points, half open; an empty one is a point."""

    first: int
    last: int


def parse(selector: str) -> Marked | None:
    """Read a selector; the mark ends at a ``]]`` that no ``]`` follows. Returns None if there is no mark."""
    match = MARKED.match(selector)
    return Marked(*match.groups()) if match else None


@dataclass(frozen=True)
class Finder:
    """Find quotations in one raw text; folding its white space is done once."""

    raw: RawText

    @cached_property
    def _folded(self) -> "_Folded":
        return _Folded.of(self.raw.text, UNLIKE_ONE_BLANK)

    @cached_property
    def _joined(self) -> "_Folded":
        return _Folded.of(self.raw.text, HYPHENATED)

    def find(self, marked: Marked, most: int = 20) -> list[Place]:
        """Give the places of a quotation, at most so many."""
        return self._folded.find(marked, most) or self._joined.find(marked, most)

    def line(self, at: int) -> int:
        """Give the number, from 1, of the line on which a code point stands."""
        return bisect.bisect_right(self.raw.lines, at, key=lambda line: line.at)

    def nearest(self, marked: Marked) -> tuple[int, str]:
        """Give the line that shares most words with a quotation: its number and its words."""
        wanted = set(_words(marked.before + marked.words + marked.after))
        best = max(self.raw.lines, key=lambda line: len(wanted & set(_words(line.text))))
        return best.number, " ".join(best.text.split())


def _words(text: str) -> Iterator[str]:
    return (match.group().lower() for match in re.finditer(r"\w+", text))


@dataclass(frozen=True, slots=True)
class _Folded:
    """Hold a text with folded white space, and where each piece of it began in the text as it was."""

    text: str
    here: list[int]
    there: list[int]

    @classmethod
    def of(cls, text: str, fold: re.Pattern[str]) -> "_Folded":
        parts, here, there = [], [0], [0]
        done = length = 0
        for match in fold.finditer(text):
            white = match.group()
            stands_for = "" if white[0] == "-" else NO_WORDS if BLANK_LINE.search(white) else " "
            parts += [text[done : match.start()], stands_for]
            length += match.start() - done + len(stands_for)
            done = match.end()
            here.append(length)
            there.append(done)
        parts.append(text[done:])
        return cls("".join(parts), here, there)

    def find(self, marked: Marked, most: int) -> list[Place]:
        before, words, after = (WHITE.sub(" ", part) for part in (marked.before, marked.words, marked.after))
        wanted = before + words + after
        found: list[Place] = []
        if not wanted.strip():
            return found
        at = self.text.find(wanted)
        while at >= 0 and len(found) < most:
            first = at + len(before)
            found.append(self._place(first, first + len(words), has_before=bool(before)))
            at = self.text.find(wanted, at + 1)
        return found

    def _place(self, first: int, last: int, has_before: bool) -> Place:
        if first < last:
            return Place(self._origin(first), self._origin(last - 1) + 1)
        point = self._origin(first - 1) + 1 if has_before else self._origin(first)
        return Place(point, point)

    def _origin(self, at: int) -> int:
        piece = bisect.bisect_right(self.here, at) - 1
        return self.there[piece] + at - self.here[piece]
