"""The parts of a text that an entry may name, so that its words are looked for there alone.

In go the blocks of a raw text and the entries that have their places already; out come the places that some words may
mean: the id of an entry, the id of a place (``p2041``, ``div1804``), or a heading, which stands for all that it heads.
"""

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile

from editio.encode.draft import Block
from editio.encode.reading import BLANKS, RawText
from editio.encode.selectors import Place

KINDS = {
    "div": ("head",),
    "docAuthor": ("author",),
    "lg": ("l",),
    "list": ("item",),
    "p": ("p", "note"),
    "titlePage": ("title", "author"),
    "titlePart": ("title",),
    "sp": ("speaker",),
    **{kind: (kind,) for kind in ("castItem", "dateline", "head", "item", "l", "note", "salute", "signed")},
    **{kind: (kind,) for kind in ("speaker", "stage", "trailer")},
}
"""What an id of a place begins with -> the kinds of block that it can be, or that it begins with."""

OF_A_PLACE = re.compile(r"([A-Za-z]+)(\d+)(?:\.\d+)?\Z")


@dataclass(frozen=True)
class Scopes:
    """Hold what can be named."""

    raw: RawText
    blocks: Sequence[Block]
    entries: Mapping[str, Place]

    def __call__(self, name: str) -> Sequence[Place]:
        """Give the places that a name may mean: none where it is unknown, several where it is ambiguous."""
        if name in self.entries:
            return [self.entries[name]]
        if (match := OF_A_PLACE.match(name)) and (found := self._at(match[1], int(match[2]))):
            return found
        return [self._division(nth) for nth in self._headings.get(_key(name), ())]

    def nearest(self, name: str) -> str:
        """Give the heading that was probably meant: one that holds the words, or is spelt nearly so; else nothing."""
        headings = self._headings
        holding = [key for key in headings if _key(name) in key]
        near = holding or difflib.get_close_matches(_key(name), list(headings), 1)
        return self._words(self.blocks[headings[near[0]][0]]) if near else ""

    @cached_property
    def _headings(self) -> Mapping[str, list[int]]:
        """Give the headings by their words: the indices of their blocks."""
        found: dict[str, list[int]] = {}
        for nth, block in enumerate(self.blocks):
            if block.kind == "head":
                found.setdefault(_key(self._words(block)), []).append(nth)
        found.pop("", None)
        return found

    @cached_property
    def _by_byte(self) -> Mapping[int, list[int]]:
        """Give the blocks by the byte of their first word."""
        found: dict[int, list[int]] = {}
        for nth, block in enumerate(self.blocks):
            found.setdefault(self._byte(block), []).append(nth)
        return found

    def _at(self, element: str, byte: int) -> list[Place]:
        """Find a block by the byte of its first word, or the group of blocks that begins there."""
        for nth in self._by_byte.get(byte, ()):
            block = self.blocks[nth]
            if block.kind not in KINDS.get(element, ()):
                continue
            if element == "div":
                return [self._division(nth)]
            together = element in ("lg", "list", "titlePage") or block.kind == "note"
            return [self._place(block, self._last_of_group(nth) if together else block)]
        return []

    def _last_of_group(self, nth: int) -> Block:
        """Give the last of the blocks that make something larger with one."""
        block = self.blocks[nth]
        alike = takewhile(lambda other: other.group == block.group and other.kind == block.kind, self.blocks[nth:])
        return list(alike)[-1] if block.group else block

    def _byte(self, block: Block) -> int:
        line = self.raw.lines[block.first]
        first = max(block.prefix, len(line.text) - len(line.text.lstrip(BLANKS)))
        return self.raw.byte(line, first)

    def _division(self, nth: int) -> Place:
        """Give what a heading heads: all to the next one that stands as high."""
        level = self.blocks[nth].level
        last = nth
        for place, block in enumerate(self.blocks[nth + 1 :], nth + 1):
            if block.kind == "head" and 0 < block.level <= level:
                break
            last = place
        return self._place(self.blocks[nth], self.blocks[last])

    def _place(self, first: Block, last: Block) -> Place:
        end = self.raw.lines[last.last - 1]
        return Place(self.raw.lines[first.first].at, end.at + len(end.text))

    def _words(self, block: Block) -> str:
        return " ".join(" ".join(line.text for line in self.raw.lines[block.first : block.last]).split())


def _key(words: str) -> str:
    return " ".join(words.split()).casefold()
