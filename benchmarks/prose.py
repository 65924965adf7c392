"""Made-up books: raw texts as publishers receive them, of any size, the same bytes for the same seed.

In go a size and a seed; out come bytes, or a whole edition in a folder. A book has a title page with metadata,
chapters with a number and a title, paragraphs of some six hundred bytes, words in quotation marks, notes at the end of
their chapter, breaks and a trailer. Its words mean nothing.
"""

import functools
import itertools
import random
import re
from collections.abc import Iterator
from pathlib import Path

CONSONANTS = "b br c ch d f g h l m n p pr qu r s st t tr v".split()
VOWELS = "a ai e ee i o ou u".split()
ENDINGS = ["", "l", "n", "nd", "r", "s", "st", "t"]

WIDTH = 72
"""Code points of a line of wrapped prose."""

VOCABULARY = 4000
PARAGRAPHS = 24
"""Paragraphs of a chapter."""

EDITION = """\
id = "{name}"
title = "Made-up Books"
language = "en"
date = "2001-02-03"
publisher = "Nobody"

[responsible.ed]
name = "Nobody in particular"
"""


ENTRY = """\
[[entry]]
id = "e{nth}"
do = "{do}"
at = '''{at}'''
resp = "ed"
{needed}
"""


class Author:
    """Write prose: an endless stream of paragraphs."""

    def __init__(self, seed: int) -> None:
        """Begin anew: the same seed gives the same words."""
        self.random = random.Random(seed)

    def words(self, number: int) -> list[str]:
        """Give so many words."""
        vocabulary, frequencies = _vocabulary()
        return self.random.choices(vocabulary, cum_weights=frequencies, k=number)

    def title(self) -> str:
        """Give a heading of three to five words."""
        return " ".join(word.capitalize() for word in self.words(self.random.randint(3, 5)))

    def sentence(self) -> str:
        """Give a sentence; one in eight is somebody's words."""
        words = self.words(self.random.randint(6, 22))
        words[len(words) // 2] += self.random.choice((",", ",", ";", ""))
        said = " ".join(words).capitalize() + self.random.choice("....?!")
        return f"“{said}”" if self.random.random() < 0.125 else said

    def paragraph(self, note: int = 0) -> str:
        """Give five to ten sentences, the second of them with the anchor of a note if it has a number."""
        sentences = [self.sentence() for _ in range(self.random.randint(5, 10))]
        if note:
            sentences[1] += f"[{note}]"
        return " ".join(sentences)

    def chapter(self, number: int, room: int) -> Iterator[str]:
        """Give the blocks of a chapter: heading, paragraphs with a break among them until ``room`` is full, notes."""
        yield f"CHAPTER {number}. {self.title()}"
        notes = 0
        for index in range(1, PARAGRAPHS + 1):
            has_note = index % 6 == 0
            notes += has_note
            paragraph = self.paragraph(notes if has_note else 0)
            yield paragraph
            room -= len(paragraph.encode())
            if room <= 0:
                break
            if index == PARAGRAPHS // 2:
                yield "* * *"
        for note in range(1, notes + 1):
            yield f"[{note}] {self.sentence()}"


@functools.cache
def _vocabulary() -> tuple[list[str], list[float]]:
    """Give all words, short ones first, and how frequent each is with those before it: few words are frequent."""
    dice = random.Random(0)
    words = sorted({_word(dice) for _ in range(VOCABULARY)}, key=lambda word: (len(word), word))
    return words, list(itertools.accumulate(1 / (rank + 12) for rank in range(len(words))))


def _word(dice: random.Random) -> str:
    syllables = range(dice.choice((1, 1, 2, 2, 2, 3, 4)))
    return "".join(dice.choice(CONSONANTS) + dice.choice(VOWELS) + dice.choice(ENDINGS) for _ in syllables)


def book(size: int, *, seed: int = 1, wrapped: bool = False) -> bytes:
    """Give a raw text of about ``size`` bytes, UTF-8, with LF.

    A paragraph is one line, or lines of :data:`WIDTH` if ``wrapped``; blank lines stand between.
    """
    author = Author(seed)
    blocks = [author.title(), "Written: 1 May 1901.", "Source: Nowhere, 1901."]
    room = size
    for number in itertools.count(1):
        chapter = list(author.chapter(number, room))
        blocks += chapter
        room -= sum(len(block.encode()) + 2 for block in chapter)
        if room <= 0:
            break
    blocks.append("THE END")
    return "\n\n".join("\n".join(fill(block)) if wrapped else block for block in blocks).encode() + b"\n"


def poem(size: int, *, seed: int = 1) -> bytes:
    """Give a raw text of about ``size`` bytes that is verse: books of stanzas, the lines of each of uneven length."""
    author = Author(seed)
    lines = [author.title().upper(), ""]
    room, number = size, 0
    while room > 0:
        number += 1
        lines += ["", "", f"BOOK {number}", "", ""]
        for _ in range(PARAGRAPHS):
            stanza = [" ".join(author.words(author.random.randint(4, 7))).capitalize() + "," for _ in range(6)]
            lines += [*stanza, ""]
            room -= sum(len(line) + 1 for line in stanza)
    return "\n".join(lines).encode() + b"\n"


def play(size: int, *, seed: int = 1) -> bytes:
    """Give a raw text of about ``size`` bytes that is a play in prose: acts, six who speak, stage directions."""
    author = Author(seed)
    names = [name.upper() for name in author.words(6)]
    lines = [author.title().upper(), ""]
    room, number = size, 0
    while room > 0:
        number += 1
        lines += ["", "", f"ACT {number}", "", ""]
        for nth in range(4 * PARAGRAPHS):
            words = f"{author.random.choice(names)}. {author.sentence()} {author.sentence()}"
            lines += [*fill(words), "", *([f"[Exit {names[0].capitalize()}.]", ""] if nth % 12 == 11 else [])]
            room -= len(words) + 2
    return "\n".join(lines).encode() + b"\n"


def fill(words: str) -> Iterator[str]:
    """Break words into lines of at most :data:`WIDTH` code points."""
    line = ""
    for word in words.split(" "):
        if line and len(line) + 1 + len(word) > WIDTH:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line


def entries(raw: bytes, number: int, *, seed: int = 1) -> str:
    """Give an apparatus of so many entries on a raw text, each on a word that seven words single out."""
    dice = random.Random(seed)
    text = raw.decode()
    paragraphs = [found for found in re.finditer(r"(?:[^\n]+\n)+", text) if len(found[0]) > 300 and found[0][0] != "["]
    written = []
    for nth, paragraph in enumerate(dice.choices(paragraphs, k=number)):
        words = [word.span() for word in re.finditer(r"\S+", paragraph[0])]
        place = dice.randrange(3, len(words) - 3)
        start, (first, last), end = words[place - 3][0], words[place], words[place + 3][1]
        at = f"{paragraph[0][start:first]}[[{paragraph[0][first:last]}]]{paragraph[0][last:end]}"
        do = ("correct", 'with = "another"') if nth % 2 else ("note", 'body = "A *note*."')
        written.append(ENTRY.format(nth=nth, do=do[0], needed=do[1], at=" ".join(at.split())))
    return "\n".join(written)


def edition(root: Path, texts: int, size: int) -> Path:
    """Write an edition of so many texts of about ``size`` bytes each; returns its folder."""
    for number in range(1, texts + 1):
        folder = root / "source" / f"text-{number}"
        folder.mkdir(parents=True)
        (folder / "text.txt").write_bytes(book(size, seed=number))
        (folder / "header.toml").write_text('language = "en"\n', encoding="utf-8")
    (root / "source" / "edition.toml").write_text(EDITION.format(name=f"books-{texts}"), encoding="utf-8")
    return root
