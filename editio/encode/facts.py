"""What a raw text states of itself, and nothing more.

In go the blocks; out come :class:`Facts`: the words of title lines and of lines of metadata, each with the id of the
header element that it becomes. Nothing is guessed that no line says.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from editio.encode import catalogue
from editio.encode.draft import Block
from editio.encode.reading import BLANKS, RawText
from editio.toml import NOT_XML, is_date

SINGLE = frozenset(["written", "source", "licence"])
"""Keys of which a header has one element; of the others it has one a line."""

DATE = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?[ .]+([^\W\d_]+)\.?,? +(\d{4})\b")
AMERICAN_DATE = re.compile(r"\b([^\W\d_]+)\.? +(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})\b")
MONTH = re.compile(r"\b([^\W\d_]+)\.?,? +(\d{4})\b")
YEAR = re.compile(r"\b(1[0-9]{3}|20[0-9]{2})\b")


@dataclass(frozen=True, slots=True)
class Statement:
    """Hold a line of metadata: ``key`` is one of the catalogue's, ``id`` the header element's that it becomes."""

    key: str
    id: str
    words: str
    label: str
    block: Block


@dataclass(frozen=True, slots=True)
class Facts:
    """Hold what the text states: its title lines in order, its author, its lines of metadata, what was left out."""

    titles: tuple[str, ...]
    author: str
    statements: tuple[Statement, ...]
    furniture: tuple[Statement, ...]

    def all(self, key: str) -> tuple[Statement, ...]:
        """Give the statements of a key."""
        return tuple(statement for statement in self.statements if statement.key == key)

    def words(self, key: str) -> str:
        """Give the words of all statements of a key, or an empty string."""
        return " ".join(statement.words for statement in self.all(key))


def gather(raw: RawText, blocks: Iterable[Block]) -> Facts:
    """Gather what the blocks state."""
    titles, authors = [], []
    statements: list[Statement] = []
    furniture: list[Statement] = []
    for block in blocks:
        if block.kind == "title":
            titles.append(_words(raw, block))
        elif block.kind == "author":
            authors.append(_words(raw, block).removeprefix("By ").removeprefix("by "))
        elif block.kind == "metadata":
            statements.append(_statement(raw, block, statements))
        elif block.kind in ("furniture", "boilerplate"):
            line = raw.lines[block.first]
            furniture.append(Statement(block.kind, f"{block.kind}{line.start}", _words(raw, block), "", block))
    return Facts(tuple(titles), " and ".join(authors), tuple(statements), tuple(furniture))


def _statement(raw: RawText, block: Block, before: list[Statement]) -> Statement:
    line = raw.lines[block.first]
    number = sum(1 for statement in before if statement.key == block.label) + 1
    identity = f"header.{block.label}" if block.label in SINGLE else f"header.{block.label}.{number}"
    label = line.text[: block.prefix].strip(BLANKS + ":：")
    return Statement(block.label, identity, _words(raw, block), label, block)


def _words(raw: RawText, block: Block) -> str:
    lines = [line.text for line in raw.lines[block.first : block.last]]
    lines[0] = lines[0][block.prefix :]
    words = " ".join(" ".join(line.split()) for line in lines)
    return NOT_XML.sub("\N{REPLACEMENT CHARACTER}", words).strip()


def date(words: str) -> str:
    """Read the first date in some words as an ISO date, a month or a year; an empty string if there is none."""
    if match := DATE.search(words):
        day, name, year = match.groups()
    elif match := AMERICAN_DATE.search(words):
        name, day, year = match.groups()
    elif match := MONTH.search(words):
        name, year = match.groups()
        day = ""
    else:
        match = YEAR.search(words)
        return match.group() if match else ""
    month = catalogue.MONTHS.get(name.lower())
    if month is None:
        return year
    full = f"{year}-{month:02}-{int(day or 0):02}"
    return full if is_date(full) else f"{year}-{month:02}"


def licence(words: str) -> str:
    """Give the address of the licence that some words name, or an empty string."""
    return next((address for name, address in catalogue.LICENCES.items() if name in words.lower()), "")
