"""What speaks for a word at its place: how often words stand in the text, and beside which others.

In goes the wording of a text and, for English, lists of how often words and pairs of words stand in a great many books;
out come likelihoods. The model is the noisy channel (Kernighan, Church and Gale 1990; Mays, Damerau and Mercer 1991):
a word is suspected where another, of which it may be a slip, is so much likelier between the same neighbours that the
odds outweigh how rare slips are.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources

from editio.encode.suggest.wording import Token, Wording, boundary

BOOKS = 1_000_000
"""How many words of the text the lists of books are worth."""

TRUST = 10.0
"""How often a word must stand before what stands beside it says as much as how common that is anywhere."""

NEW = 0.15
"""The share of what stands beside even a very common word that it has never stood beside before."""

WORDS, PAIRS = "frequency_dictionary_en_82_765.txt", "frequency_bigramdictionary_en_243_342.txt"


class Evidence:
    """Weigh words by the words beside them."""

    def __init__(self, wording: Wording, language: str) -> None:
        """Count the text; lists of books are there for English alone."""
        self.wording = wording
        self.pairs: Counter[tuple[str, str]] = Counter()
        tokens = wording.tokens
        for before, token in zip((None, *tokens), tokens, strict=False):
            mark = boundary(token.gap)
            if mark or before is None:
                self.pairs[mark or ".", token.low] += 1
                if before is not None:
                    self.pairs[before.low, mark] += 1
            else:
                self.pairs[before.low, token.low] += 1
        english = language.partition("-")[0].lower() == "en"
        self.book_words, self.book_pairs = _books() if english else ({}, {})
        self.total = len(tokens) + (BOOKS if english else 0) + 1.0
        self._marks = Counter({mark: sum(1 for t in tokens if boundary(t.gap) == mark) for mark in ".,“-"})

    def count(self, word: str) -> float:
        """Give how often a word stands in the text and, by its share, in the books."""
        return self.wording.counts[word] + self._marks[word] + self.book_words.get(word, 0.0)

    def share(self, word: str) -> float:
        """Give the share of a word among all words; one that was never seen has a small one."""
        return (self.count(word) + 0.1) / self.total

    def meeting(self, first: str, second: str) -> float:
        """Give how often two words stand side by side."""
        return self.pairs[first, second] + self.book_pairs.get((first, second), 0.0)

    def neighbours(self, at: int) -> tuple[str, str]:
        """Give the words before and behind a token, or the punctuation that parts it from them."""
        tokens = self.wording.tokens
        token = tokens[at]
        before = boundary(token.gap) or (tokens[at - 1].low if at else ".")
        if at + 1 == len(tokens) or tokens[at + 1].passage != token.passage:
            return before, "."
        return before, boundary(tokens[at + 1].gap) or tokens[at + 1].low

    def likelier(self, word: str, others: Iterable[str], at: int) -> Iterator[dict[str, float]]:
        """Give how much likelier each of some words is at a token than ``word``, which stands there, as logarithms.

        ``rarity`` is by itself, ``left`` and ``right`` beside either neighbour.
        """
        before, behind = self.neighbours(at)
        first, last = self.share(before), self.share(behind)
        times = max(self.count(word) - 1.0, 0.0) + 0.1
        left = _likely(max(self.meeting(before, word) - 1.0, 0.0), times, first)
        right = _likely(max(self.meeting(word, behind) - 1.0, 0.0), times, last)
        for other in others:
            often = self.count(other) + 0.1
            yield {
                "rarity": math.log(often / times),
                "left": math.log(_likely(self.meeting(before, other), often, first) / left),
                "right": math.log(_likely(self.meeting(other, behind), often, last) / right),
            }

    def support(self, word: str, at: int) -> float:
        """Give the logarithm of how much likelier the neighbours make a word than it is by itself."""
        before, behind = self.neighbours(at)
        times = self.count(word) + 0.1
        left = _likely(self.meeting(before, word), times, self.share(before)) / self.share(before)
        right = _likely(self.meeting(word, behind), times, self.share(behind)) / self.share(behind)
        return math.log(left * right)


def _likely(together: float, times: float, anywhere: float) -> float:
    """Give how likely a word is beside one that stands so many ``times``, by their meetings and by how common it is."""
    new = (TRUST + NEW * times) / (TRUST + times)
    return (1 - new) * min(together / max(times, 1e-9), 1.0) + new * anywhere


@cache
def _books() -> tuple[dict[str, float], dict[tuple[str, str], float]]:
    """Read the lists of English books, scaled to :data:`BOOKS` words."""
    folder = resources.files("symspellpy")
    words = {}
    for line in (folder / WORDS).read_text(encoding="utf-8-sig").splitlines():
        word, _, number = line.partition(" ")
        words[word] = float(number)
    scale = BOOKS / sum(words.values())
    pairs = {}
    for line in (folder / PAIRS).read_text(encoding="utf-8-sig").splitlines():
        first, second, number = line.split(" ")
        pairs[first, second] = float(number)
    scale_pairs = BOOKS / sum(pairs.values())
    return {word: n * scale for word, n in words.items()}, {pair: n * scale_pairs for pair, n in pairs.items()}


__all__ = ["Evidence", "Token"]
