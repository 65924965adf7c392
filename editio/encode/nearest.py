"""What an editor probably meant who quoted words that stand nowhere.

In go a raw text and a quotation; out comes the place that is most like it, and the quotation as it would have to be: a
line to paste, never a match. Words vote for where the quotation could begin; the few likeliest places are compared.
"""

import difflib
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

WORD = re.compile(r"\w+(?:['’]\w+)*")
WHITE = re.compile(r"[ \t\r\n\f]+")
"""The white space of a raw text; a NO-BREAK SPACE is a character like others."""
BLANK_LINE = re.compile(r"(?:\r\n|\r|\n)[ \t]*[\r\n\f]|\f")
CANDIDATES = 12
"""How many places are compared letter by letter."""
OFTEN = 400
"""A word that stands so often tells nothing of a place."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """Hold a place that is like a quotation: where its mark lies, in code points, and how it would be quoted."""

    first: int
    last: int
    selector: str


@dataclass(frozen=True)
class Likenesses:
    """Find what is like a quotation in one text; its words are listed once."""

    text: str

    @cached_property
    def _words(self) -> Sequence[re.Match[str]]:
        return list(WORD.finditer(self.text))

    @cached_property
    def _places(self) -> Mapping[str, list[int]]:
        places: dict[str, list[int]] = {}
        for index, match in enumerate(self._words):
            places.setdefault(match[0].lower(), []).append(index)
        return places

    def find(self, before: str, words: str, after: str, first: int, last: int) -> Likeness | None:
        """Find what is most like a quotation between two code points; None where not even a word is alike."""
        quoted = before + words + after
        own = list(WORD.finditer(quoted))
        low, high = (bisect_left(self._words, at, key=re.Match.start) for at in (first, last))
        begins = self._begins([match[0].lower() for match in own], low, high)
        shifts = [(begin, end) for begin in (0, -1, 1) for end in (0, -1, 1)]
        ranges = [(max(low, at + begin), min(high, at + len(own) + end)) for at in begins for begin, end in shifts]
        if not (ranges := [one for one in ranges if one[0] < one[1]]):
            return None
        best = max(ranges, key=lambda one: self._ratio(quoted, *one))
        return self._quoted(own, quoted, (len(before), len(before + words)), self._words[slice(*best)])

    def _begins(self, words: Sequence[str], low: int, high: int) -> list[int]:
        """Give the words at which the quotation may begin, the likeliest first."""
        votes: Counter[int] = Counter()
        for offset, word in enumerate(words):
            votes.update(place - offset for place in self._within(word, low, high))
        if not votes:
            alike = (
                (offset, difflib.get_close_matches(word, self._places, 3, 0.7)) for offset, word in enumerate(words)
            )
            votes.update(p - offset for offset, near in alike for word in near for p in self._within(word, low, high))
        scores = {at: votes[at - 1] + 2 * votes[at] + votes[at + 1] for at in votes}
        return sorted(scores, key=lambda at: (-scores[at], at))[:CANDIDATES]

    def _within(self, word: str, low: int, high: int) -> Iterator[int]:
        places = self._places.get(word, [])
        return iter(places[bisect_left(places, low) : bisect_left(places, high)] if len(places) <= OFTEN else [])

    def _ratio(self, quoted: str, low: int, high: int) -> float:
        there = WHITE.sub(" ", self.text[self._words[low].start() : self._words[high - 1].end()])
        return difflib.SequenceMatcher(None, quoted, there, autojunk=False).ratio()

    def _quoted(
        self, own: Sequence[re.Match[str]], quoted: str, mark: tuple[int, int], theirs: Sequence[re.Match[str]]
    ) -> Likeness:
        """Mark in the words that are there what answers to the marked words, with as much context as was quoted."""
        pairs = _pairs([match[0].lower() for match in own], [match[0].lower() for match in theirs])
        found = [(match, theirs[pairs[nth]]) for nth, match in enumerate(own) if nth in pairs]
        first, last = (
            self._answering(at, found, quoted, is_end) for at, is_end in zip(mark, (False, True), strict=True)
        )
        if mark[0] < mark[1] and first >= last:
            word = next((match for match in theirs if match.end() > last), theirs[-1])
            first, last = word.span()
        start, end = found[0][1].start(), found[-1][1].end()
        start, end = min(start, first), max(end, last)
        start = max([start, *(match.end() for match in BLANK_LINE.finditer(self.text, start, first))])
        end = min([end, *(match.start() for match in BLANK_LINE.finditer(self.text, last, end))])
        pieces = (self.text[start:first], self.text[first:last], self.text[last:end])
        context, words, rest = (WHITE.sub(" ", piece) for piece in pieces)
        return Likeness(first, last, f"{context.lstrip()}[[{words}]]{rest.rstrip()}")

    def _answering(
        self, at: int, found: Sequence[tuple[re.Match[str], re.Match[str]]], quoted: str, is_end: bool
    ) -> int:
        """Give the code point of the text that answers to one of the quotation: at a border of words, or between."""
        behind = next(((own, there) for own, there in found if own.start() >= at), None)
        ahead = next(((own, there) for own, there in reversed(found) if own.end() <= at), None)
        inside = next(((own, there) for own, there in found if own.start() < at < own.end()), None)
        if inside:
            return inside[1].end() if is_end else inside[1].start()
        if ahead and is_end:
            signs = quoted[ahead[0].end() : at]
            return ahead[1].end() + (len(signs) if self.text.startswith(signs, ahead[1].end()) else 0)
        if behind and not is_end:
            signs = quoted[at : behind[0].start()]
            has = signs and self.text.endswith(signs, 0, behind[1].start())
            return behind[1].start() - (len(signs) if has else 0)
        return ahead[1].end() if ahead else behind[1].start() if behind else 0


def _pairs(ours: Sequence[str], theirs: Sequence[str]) -> dict[int, int]:
    """Tell which word answers to which: the same ones, and between these those that are most alike, in their order."""
    pairs: dict[int, int] = {}
    for tag, a, b, c, d in difflib.SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if tag == "equal":
            pairs |= zip(range(a, b), range(c, d), strict=True)
        at = c
        for nth in range(a, b) if tag == "replace" else ():
            room = range(at, max(at + 1, d - (b - nth - 1)))
            best = max(room, key=lambda there: (_alike(ours[nth], theirs[min(there, d - 1)]), -there))
            pairs[nth], at = min(best, d - 1), best + 1
    return pairs


def _alike(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio()
