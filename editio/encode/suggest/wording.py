"""The words of a text as ``suggest`` looks at them: tokens in their order, each with its place in the raw text.

In go the passages of a text; out comes a :class:`Wording`. Words are those of headings, titles, paragraphs, notes and
trailers, as they stand in the *source view* (one blank for each run of white space); furniture and metadata have none.
Nothing is judged here.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from editio.encode.passages import Passage
from editio.encode.selectors import Place

MARKS = "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
"""Signs that stand upon a letter and belong to its word, in the scripts that part words by blanks."""

LETTERS = rf"[^\W_](?:[^\W_]|[{MARKS}])*"
WORD = re.compile(rf"{LETTERS}(?:['’]{LETTERS})*")
SENTENCE_END = re.compile(r"[.!?…。][\"'”’»)\]*_]*\s")
IDEOGRAPH = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
"""Scripts whose words no blank parts: there a token is no word."""

CLAUSE = frozenset(",;:-–—()[]/")


class Token(NamedTuple):
    """Hold a word: as it stands, folded to small letters, what parts it from the word before, and where it stands.

    ``passage`` is its passage's number in :attr:`Wording.passages`, ``start`` its offset in that passage's words.
    """

    text: str
    low: str
    gap: str
    passage: int
    start: int

    @property
    def end(self) -> int:
        """Give the offset behind the word."""
        return self.start + len(self.text)

    @property
    def opens_sentence(self) -> bool:
        """Tell whether a capital is due here: at the head of a passage, or behind the end of a sentence."""
        return not self.start or not self.gap or bool(SENTENCE_END.search(self.gap))

    @property
    def is_plain(self) -> bool:
        """Tell whether nothing but a blank parts it from the word before."""
        return self.gap == " "


@dataclass(frozen=True, slots=True)
class Wording:
    """Hold the passages of a text and all their words, and how often each word stands there."""

    passages: tuple[Passage, ...]
    tokens: tuple[Token, ...]
    counts: Counter[str]
    forms: Counter[str]

    def place(self, token: Token) -> Place:
        """Give the place of a word in the raw text."""
        return self.range(token.passage, token.start, token.end)

    def range(self, passage: int, first: int, last: int) -> Place:
        """Give the place in the raw text of some words of a passage (offsets, half open); a point where both agree."""
        inside = self.passages[passage]
        if first == last:
            at = origin(inside, first - 1) + 1 if first else origin(inside, 0)
            return Place(at, at)
        return Place(origin(inside, first), origin(inside, last - 1) + 1)

    def is_prose(self, token: Token) -> bool:
        """Tell whether a word stands in running text, not in a heading or a title."""
        return self.passages[token.passage].block.kind in PROSE


PROSE = frozenset(["p", "note", "trailer", "item"])
"""Kinds of block that are written in sentences; lines of verse begin with capitals of their own."""


def read(passages: Sequence[Passage]) -> Wording:
    """Cut passages into words."""
    tokens = tuple(_tokens(passages))
    return Wording(tuple(passages), tokens, Counter(t.low for t in tokens), Counter(t.text for t in tokens))


def _tokens(passages: Sequence[Passage]) -> Iterator[Token]:
    folded: dict[str, str] = {}
    for number, passage in enumerate(passages):
        words, done = passage.words, 0
        for match in WORD.finditer(words):
            text = match.group()
            low = folded.get(text)
            if low is None:
                low = folded[text] = fold(text)
            yield Token(text, low, words[done : match.start()], number, match.start())
            done = match.end()


def ahead(words: str, at: int, most: int = 80) -> str:
    """Give some of the words ahead of an offset: not all of them, for a passage may be as long as a book."""
    return words[max(0, at - most) : at]


def after(words: str, at: int, most: int = 80) -> str:
    """Give some of the words after an offset."""
    return words[at : at + most]


def fold(word: str) -> str:
    """Fold a word to small letters, with the straight apostrophe."""
    return word.lower().replace("’", "'")


def origin(passage: Passage, offset: int) -> int:
    """Give the code point of the raw text for an offset in a passage's words."""
    index = max(0, bisect_right(passage.starts, offset) - 1)
    return passage.runs[index].at + offset - passage.starts[index]


def boundary(gap: str) -> str:
    """Name what parts two words: nothing but a blank is the empty string, else the kind of punctuation."""
    if gap == " ":
        return ""
    if not gap or SENTENCE_END.search(gap):
        return "."
    return "-" if gap == "-" else "," if CLAUSE.intersection(gap) else "“"


@lru_cache(maxsize=1 << 16)
def is_word(text: str) -> bool:
    """Tell whether a token is a word of letters in a script that parts its words by blanks."""
    return not any(c.isdigit() for c in text) and len(text) <= 40 and not IDEOGRAPH.search(text)
