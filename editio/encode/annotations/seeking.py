"""Where an annotation's words stand: the selectors of the standard become places of the raw text.

In go targets of annotations; out come places, or a message for each that is none. Words are found as the words of
entries are: white space is like white space, all else is literal, and nothing is found that is only similar. A position
counts for the one raw text alone that the annotation was made on: there it decides between several places of the same
words, or contradicts them (E245).
"""

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from editio.encode.annotations import terms
from editio.encode.annotations.places import BLANKS
from editio.encode.annotations.reading import Node, names
from editio.encode.lock import digest
from editio.encode.selectors import BLANK_LINE, Finder, Marked, Place
from editio.message import Message

GAP = re.compile(rf"[{BLANKS}]+")

HELPFUL = ("TextQuoteSelector", "RangeSelector", "TextPositionSelector")
"""Selectors that speak of the characters of a text."""


class Unfit(Exception):
    """Carry why a part of an annotation cannot be used: a message's code, sentence and hint."""

    def __init__(self, code: str, sentence: str, hint: str = "") -> None:
        """Keep what will be a message."""
        super().__init__(code, sentence, hint)
        self.code, self.sentence, self.hint = code, sentence, hint

    def message(self, file: str, line: int, name: str) -> Message:
        """Give the message; ``name`` is the annotation's."""
        return Message(file, line, self.code, f"{name}: {self.sentence}", self.hint)


@dataclass(frozen=True)
class Seeker:
    """Find the places of targets in one raw text."""

    finder: Finder
    names: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Name the raw text once."""
        raw = self.finder.raw
        object.__setattr__(self, "names", frozenset({terms.named_by_hash(raw.data), digest(raw)}))

    def place(self, target: Node) -> Place:
        """Give the place of a target; raises :class:`Unfit` where it has none, or more than one."""
        selectors = list(_flat(target.several("selector")))
        here = bool(self.names & {*_sources(target)})
        position = next((_position(one) for one in selectors if _is(one, "TextPositionSelector")), None)
        position = position if here else None
        quoted = next((one for one in selectors if _is(one, "TextQuoteSelector")), None)
        ranged = next((one for one in selectors if _is(one, "RangeSelector") and "startSelector" in one), None)
        if quoted is not None:
            place = self._quoted(quoted, position, here)
        elif ranged is not None:
            place = self._ranged(ranged, here)
        elif position is not None:
            place = self._within(position)
        else:
            raise self._nothing(selectors)
        if position is not None and place != position:
            sentence = f"it quotes characters {place.first} to {place.last}, and points at {position.first} to "
            raise Unfit("E245", f"{sentence}{position.last}", "find out which are meant, and delete the other selector")
        return self._trimmed(place)

    def _nothing(self, selectors: list[Node]) -> Unfit:
        hint = "a TextQuoteSelector is needed: the words, and some words before and behind them"
        kinds = sorted({kind for one in selectors for kind in one.kinds()})
        if any(_is(one, "TextPositionSelector") for one in selectors):
            return Unfit("E244", "it has a position, but was not made on these very bytes", hint)
        if kinds:
            return Unfit("E244", f"it has no words that could be found, only {names(kinds)}", hint)
        return Unfit("E244", "it speaks of a text as a whole, or of another thing", hint)

    def _within(self, place: Place) -> Place:
        if not 0 <= place.first <= place.last <= len(self.finder.raw.text):
            raise Unfit("E244", f"there is no place from {place.first} to {place.last} in the text")
        return place

    def _quoted(self, selector: Node, position: Place | None, here: bool) -> Place:
        """Find a quotation; one that was taken of these very bytes stands there as it is, to the last blank."""
        words, before, behind = (_text(selector, key) for key in ("exact", "prefix", "suffix"))
        marked = Marked(before, words, behind)
        found = (self._literal(marked) if here else []) or self._find(marked)
        if not found:
            raise self._nowhere(marked)
        if len(found) > 1 and position in found and position is not None:
            return position
        if len(found) > 1:
            raise self._several(marked, found)
        return found[0]

    def _ranged(self, selector: Node, here: bool) -> Place:
        """Find a range: it begins where its first words do, and ends where its last do (4.2.8: not included)."""
        ends = []
        for key in ("startSelector", "endSelector"):
            inner = next((one for one in _flat(selector.several(key)) if _is(one, "TextQuoteSelector")), None)
            if inner is None:
                raise Unfit("E244", f"the '{key}' of its range quotes no words", "give it a TextQuoteSelector")
            ends.append(self._quoted(inner, None, here).first)
        if ends[1] < ends[0]:
            raise Unfit("E244", "its range ends before it begins", "exchange startSelector and endSelector")
        return Place(*ends)

    def _literal(self, marked: Marked) -> list[Place]:
        words = marked.before + marked.words + marked.after
        places, at = [], self.finder.raw.text.find(words)
        while at >= 0 and words:
            first = at + len(marked.before)
            places.append(Place(first, first + len(marked.words)))
            at = self.finder.raw.text.find(words, at + 1)
        return places

    def _find(self, marked: Marked) -> list[Place]:
        """Find a quotation as the apparatus does, or, since it may go over blank lines here, by its words.

        One that goes over a blank line itself stands in no paragraph: there, a line end would be taken for its gap.
        """
        words = marked.before + marked.words + marked.after
        if not words.strip(BLANKS):
            return []
        return (not BLANK_LINE.search(words) and self.finder.find(marked)) or self._even.find(marked)

    @cached_property
    def _even(self) -> "_Even":
        return _Even(self.finder.raw.text)

    def _nowhere(self, marked: Marked) -> Unfit:
        raw = self.finder.raw
        alone = self._find(Marked("", marked.words, "")) if marked.words.strip() else []
        if alone:
            lines = ", ".join(str(self.finder.line(place.first)) for place in alone[:20])
            sentence = f"the words '{_short(marked.words)}' stand in {raw.file} (line {lines}), but between other words"
            return Unfit("E201", sentence, "mend 'prefix' and 'suffix', or delete them if the words stand there once")
        number, nearest = self.finder.nearest(marked)
        sentence = f"the words '{_short(marked.words)}' do not stand in {raw.file}"
        return Unfit("E201", sentence, f"nearest is line {number}: {_short(nearest)}")

    def _several(self, marked: Marked, found: list[Place]) -> Unfit:
        lines = ", ".join(map(str, sorted({self.finder.line(place.first) for place in found})[:20]))
        sentence = f"the words '{_short(marked.words)}' stand in {self.finder.raw.file} {len(found)} times"
        return Unfit("E202", f"{sentence} (lines {lines})", "quote more in 'prefix' and 'suffix'")

    def _trimmed(self, place: Place) -> Place:
        """Leave out the white space at the ends of a place; one of white space alone becomes a point."""
        words = self.finder.raw.text[place.first : place.last]
        first = place.first + len(words) - len(words.lstrip(BLANKS))
        return Place(first, max(first, place.first + len(words.rstrip(BLANKS)))) if words else place


def _folded(*parts: str) -> list[str]:
    """Fold the white space of parts of one quotation; a gap that lies in two of them is one blank, of the former."""
    folded: list[str] = []
    for part in parts:
        words = GAP.sub(" ", part)
        folded.append(words.lstrip(" ") if "".join(folded).endswith(" ") else words)
    return folded


def _flat(selectors: list[Any]) -> Iterator[Node]:
    """Give selectors and those that refine them; a position that refines counts from elsewhere, and is none."""
    for one in selectors:
        if isinstance(one, Node):
            yield one
            yield from (inner for inner in _flat(one.several("refinedBy")) if not _is(inner, "TextPositionSelector"))


def _sources(target: Node) -> Iterator[str]:
    """Give what a target's text is called: its IRI, or the SHA-256 that is stated of it."""
    for one in target.several("source"):
        if isinstance(one, str):
            yield one
        elif isinstance(one, Node):
            yield from (one.text("id"), one.text("schema:sha256"))


def _is(selector: Node, kind: str) -> bool:
    return kind in selector.kinds()


def _text(selector: Node, key: str) -> str:
    value = selector.get(key, "" if key != "exact" else None)
    if not isinstance(value, str):
        raise Unfit("E243", f"'{key}' of its TextQuoteSelector must be a text", "the standard says so (4.2.4)")
    return value


def _position(selector: Node) -> Place:
    first, last = selector.get("start"), selector.get("end")
    if isinstance(first, bool) or isinstance(last, bool) or not isinstance(first, int) or not isinstance(last, int):
        hint = "the standard says so (4.2.5)"
        raise Unfit("E243", "'start' and 'end' of its TextPositionSelector must be whole numbers", hint)
    return Place(first, last)


class _Even:
    """Hold a text in which any white space, blank lines too, is one blank, and where each piece of it began."""

    def __init__(self, text: str) -> None:
        """Fold the white space of a text."""
        self.here, self.there = [0], [0]
        parts: list[str] = []
        length = done = 0
        for gap in GAP.finditer(text):
            parts += [text[done : gap.start()], " "]
            length += gap.start() - done + 1
            done = gap.end()
            self.here.append(length)
            self.there.append(done)
        self.text = "".join((*parts, text[done:]))

    def find(self, marked: Marked) -> list[Place]:
        """Give the places of a quotation, in the order of the text; they may overlap."""
        before, words, behind = _folded(marked.before, marked.words, marked.after)
        wanted = before + words + behind
        places, at = [], self.text.find(wanted)
        while at >= 0:
            first = at + len(before)
            is_behind = not words and before and not before.endswith(" ")
            begin = self._origin(first - 1) + 1 if is_behind else self._origin(first)
            places.append(Place(begin, self._origin(first + len(words) - 1) + 1 if words else begin))
            at = self.text.find(wanted, at + 1)
        return places

    def _origin(self, at: int) -> int:
        piece = bisect.bisect_right(self.here, at) - 1
        return self.there[piece] + at - self.here[piece]


def _short(words: str) -> str:
    line = " ".join(words.split())
    line = line if len(line) <= 80 else f"{line[:40]} ... {line[-35:]}"
    return "".join(one if one.isprintable() else f"U+{ord(one):04X}" for one in line)
