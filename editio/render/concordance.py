"""The concordance: each entry of the registers with all its mentions, text by text, among the words around them.

In go the pages of words that a site has, and registers; out come :class:`Concorded` values, in which each mention has
the link that leads to it. How a line is written is said by the templates.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from editio.render.document import Document
from editio.render.entries import Entry, Occurrence, Register
from editio.render.settle import Settled

_Value = TypeVar("_Value")

MANNERS = ("name", "quotation", "saying")
"""The manners of mentions, in the order in which they are listed."""


@dataclass(frozen=True, slots=True, eq=False)
class Leaf:
    """Hold a page on which words stand: a text, or an essay; ``file`` is its path from the top of the site.

    A text that is cut has further pages, all of which are in ``files``.
    """

    name: str
    title: str
    language: str
    file: str
    document: Document
    settled: Settled
    files: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Mention:
    """Hold one mention: where it leads, what place that is (a word of the interface, a label), and its words."""

    href: str
    place: str
    label: str
    occurrence: Occurrence


@dataclass(frozen=True, slots=True)
class Mentions:
    """Hold the mentions of one manner on one page of words, in the order in which that is read."""

    leaf: Leaf
    manner: str
    mentions: tuple[Mention, ...]

    @property
    def places(self) -> tuple[Mention, ...]:
        """Give the first mention in each block."""
        first: dict[str, Mention] = {}
        for mention in self.mentions:
            first.setdefault(mention.occurrence.place or mention.occurrence.id, mention)
        return tuple(first.values())


@dataclass(frozen=True, slots=True)
class Concorded:
    """Hold an entry with its mentions.

    ``works`` are those in the registers that a person wrote, ``texts`` the pages of those that the edition holds.
    """

    entry: Entry
    groups: tuple[Mentions, ...] = ()
    works: tuple[Entry, ...] = ()
    texts: tuple[Leaf, ...] = ()

    @property
    def letter(self) -> str:
        """Give the letter under which the entry is looked up, without its marks: nothing if it begins with none."""
        first = next(filter(str.isalnum, self.entry.sort or self.entry.name), "")
        letter = unicodedata.normalize("NFKD", first.casefold())[:1]
        return letter.upper() if letter.isalpha() else ""

    @property
    def count(self) -> int:
        """Count the mentions."""
        return sum(len(group.mentions) for group in self.groups)


def concordance(leaves: Sequence[Leaf], registers: Iterable[Register]) -> Mapping[str, tuple[Concorded, ...]]:
    """Give the entries of each kind of register with their mentions, in the order of the registers."""
    registers = tuple(registers)
    mentions = _mentions(leaves)
    works = _by((author.id, work) for register in registers for work in register.entries for author in work.authors)
    texts = _by((author.id, leaf) for leaf in leaves for author in leaf.document.metadata.authors)
    return {
        register.kind: tuple(
            Concorded(entry, mentions.get(entry.id, ()), works.get(entry.id, ()), texts.get(entry.id, ()))
            for entry in register.entries
        )
        for register in registers
    }


def letters(entries: Sequence[Concorded]) -> tuple[tuple[str, str], ...]:
    """Give each letter that an entry begins with, and the id of the first that does."""
    first: dict[str, str] = {}
    for one in entries:
        if one.letter:
            first.setdefault(one.letter, one.entry.id)
    return tuple(first.items())


def _by(pairs: Iterable[tuple[str, _Value]]) -> Mapping[str, tuple[_Value, ...]]:
    """Give what belongs to each id, in order, each once; what belongs to no id is left out."""
    found: dict[str, dict[int, _Value]] = {}
    for one, value in pairs:
        if one:
            found.setdefault(one, {})[id(value)] = value
    return {one: tuple(values.values()) for one, values in found.items()}


def _mentions(leaves: Iterable[Leaf]) -> Mapping[str, tuple[Mentions, ...]]:
    """Give all mentions of each entry, page by page."""
    return _by(
        (entry.id, group)
        for leaf in leaves
        for register in leaf.document.registers
        for entry in register.entries
        for group in _groups(leaf, entry.occurrences)
    )


def _groups(leaf: Leaf, occurrences: Iterable[Occurrence]) -> Iterator[Mentions]:
    """Give the mentions that stand on a page, by their manners."""
    own = leaf.files | {leaf.file}
    here = [one for one in occurrences if leaf.settled.files.get(one.id) in own]
    for manner in MANNERS:
        mentions = tuple(_mention(leaf, one) for one in here if one.manner == manner)
        if mentions:
            yield Mentions(leaf, manner, mentions)


def _mention(leaf: Leaf, one: Occurrence) -> Mention:
    place, label = leaf.settled.place(one.place)
    return Mention(leaf.settled.href(one.id), place, label, one)
