"""Where the words stand that an editor quotes.

In goes ``context [[marked words]] context``; out come the places in the raw text where they stand. White space in a
quotation matches any white space of the raw text but no blank line; a hyphen at a line's end, the blank behind it, and
what is read as markup within words (``_``, readings of ruby) may be left out. All else is literal, and nothing is found
that is only similar.
"""

import bisect
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import merge

from editio.encode.inline import usage
from editio.encode.nearest import WHITE as WHITE
from editio.encode.nearest import Likeness, Likenesses
from editio.encode.reading import RawText

MARKED = re.compile(r"(.*?)\[\[(.*?)\]\](?!\])(.*)\Z", re.S)
UNLIKE_ONE_BLANK = re.compile(r"[ \t\r\n\f]{2,}|[\t\r\n\f]")
HYPHENATED = re.compile(r"(?<=\w)(?P<nothing>-[ \t]*(?:\r\n|\r|\n)[ \t]*)(?=\w)|" + UNLIKE_ONE_BLANK.pattern)
TIGHT = re.compile(
    r"(?P<nothing>(?<=[-\u2010—–])[ \t]*(?:\r\n|\r|\n)[ \t]*(?=\S)|[ \t]*(?:\r\n|\r|\n)[ \t]*(?=--|[—–]))|"
    + UNLIKE_ONE_BLANK.pattern
)
"""Line ends for which nothing stands: behind a hyphen, beside a dash."""

BLANK_LINE = re.compile(r"(?>\r\n|\r|\n)[ \t]*[\r\n\f]|\f")
WORD = re.compile(r"\w+")
SEARCHES_WITHOUT_INDEX = 100
"""How often a text is searched from end to end before an index of its words pays: 0.7 ms a search of 3 MB, against
half a second for the index."""

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

    @cached_property
    def _tight(self) -> "_Folded":
        return _Folded.of(self.raw.text, TIGHT, self._markup)

    @cached_property
    def _unmarked(self) -> "_Folded":
        return _Folded.of(self.raw.text, HYPHENATED, self._markup)

    @cached_property
    def _markup(self) -> Sequence[tuple[int, int]]:
        """Give what rules read as markup within words, and readings of ruby: code points, half open, in order."""
        used, text = usage(self.raw.text), self.raw.text
        if used.scan is None:
            return ()
        found: list[tuple[int, int]] = []
        at = 0
        for end in (*(match.start() for match in BLANK_LINE.finditer(text)), len(text)):
            inside = used.find(text[at:end])
            found += [(at + mark.first, at + mark.last) for mark in inside.marks]
            found += [(at + one.first, at + one.last) for one in inside.elements if one.name == "rt"]
            at = end
        return sorted(found)

    def find(self, marked: Marked, within: Place | None = None, overlapping: bool = True) -> list[Place]:
        """Give the places of a quotation whose marks lie ``within`` a range, in the order of the text.

        A hyphen at a line's end, the line end behind it, and markup are left out only where the quotation stands
        nowhere with them, in this order.
        """
        ways = (marked, overlapping, within)
        plain = self._folded.find(*ways) or self._joined.find(*ways)
        return plain or self._tight.find(*ways) or self._unmarked.find(*ways)

    def line(self, at: int) -> int:
        """Give the number, from 1, of the line on which a code point stands."""
        return self.raw.lines[bisect.bisect_right(self.raw.lines, at, key=lambda line: line.at) - 1].number

    def nearest(self, marked: Marked) -> tuple[int, str]:
        """Give the line on which what is most like a quotation stands, and a selector of it; 0 where nothing is."""
        like = self.likest(marked)
        return (self.line(like.first), like.selector) if like else (0, "")

    def likest(self, marked: Marked, within: Place | None = None) -> Likeness | None:
        """Give what is most like a quotation that stands nowhere; None where nothing is alike."""
        first, last = (within.first, within.last) if within else (0, len(self.raw.text))
        before, words, after = (WHITE.sub(" ", part) for part in (marked.before, marked.words, marked.after))
        return self._likenesses.find(before, words, after, first, last)

    @cached_property
    def _likenesses(self) -> Likenesses:
        return Likenesses(self.raw.text)


def _stands_for(fold: re.Match[str]) -> str:
    if fold.groupdict().get("nothing"):
        return ""
    return NO_WORDS if BLANK_LINE.search(fold[0]) else " "


class _Folded:
    """Hold a text with folded white space, and where each piece of it began in the text as it was."""

    def __init__(self, text: str, here: list[int], there: list[int]) -> None:
        self.text = text
        self.here = here
        self.there = there
        self._searched = 0

    @classmethod
    def of(cls, text: str, fold: re.Pattern[str], markup: Sequence[tuple[int, int]] = ()) -> "_Folded":
        parts, here, there = [], [0], [0]
        done = length = 0
        folded = ((match.start(), match.end(), _stands_for(match)) for match in fold.finditer(text))
        for start, end, stands_for in merge(folded, ((*place, "") for place in markup)):
            if start < done:
                continue
            parts += [text[done:start], stands_for]
            length += start - done + len(stands_for)
            done = end
            here.append(length)
            there.append(done)
        parts.append(text[done:])
        return cls("".join(parts), here, there)

    def find(self, marked: Marked, overlapping: bool, within: Place | None) -> list[Place]:
        before, words, after = (WHITE.sub(" ", part) for part in (marked.before, marked.words, marked.after))
        wanted = before + words + after
        found: list[Place] = []
        if not wanted.strip():
            return found
        start, end = (self._here(within.first), self._here(within.last)) if within else (0, len(self.text))
        done = 0
        for at in self._occurrences(wanted, max(0, start - len(before)), end + len(after)):
            if at < done:
                continue
            done = at + (1 if overlapping else len(wanted))
            first = at + len(before)
            place = self._place(first, first + len(words), has_before=bool(before))
            if within is None or (within.first <= place.first and place.last <= within.last):
                found.append(place)
        return found

    def _occurrences(self, wanted: str, start: int, end: int) -> Iterator[int]:
        """Give every place of some words in a range, in order; one that is searched often is searched by an index."""
        self._searched += 1
        whole = [match for match in WORD.finditer(wanted) if match.start() and match.end() < len(wanted)]
        if self._searched > SEARCHES_WITHOUT_INDEX and whole:
            rarest = min(whole, key=lambda match: len(self._index.get(match[0], ())))
            places = self._index.get(rarest[0], [])
            inside = (bisect.bisect_left(places, edge + rarest.start()) for edge in (start, end))
            for at in places[slice(*inside)]:
                if self.text.startswith(wanted, at - rarest.start()):
                    yield at - rarest.start()
            return
        at = self.text.find(wanted, start, end)
        while at >= 0:
            yield at
            at = self.text.find(wanted, at + 1, end)

    @cached_property
    def _index(self) -> Mapping[str, list[int]]:
        """Give the places at which each word begins."""
        places: dict[str, list[int]] = {}
        for match in WORD.finditer(self.text):
            places.setdefault(match[0], []).append(match.start())
        return places

    def _place(self, first: int, last: int, has_before: bool) -> Place:
        if first < last:
            return Place(self._origin(first), self._origin(last - 1) + 1)
        point = self._origin(first - 1) + 1 if has_before else self._origin(first)
        return Place(point, point)

    def _here(self, origin: int) -> int:
        """Give the place in the folded text for one of the text as it was."""
        piece = bisect.bisect_right(self.there, origin) - 1
        return self.here[piece] + origin - self.there[piece]

    def _origin(self, at: int) -> int:
        piece = bisect.bisect_right(self.here, at) - 1
        return self.there[piece] + at - self.here[piece]
