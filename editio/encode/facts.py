"""What a raw text states of itself, and nothing more.

In go the blocks; out come :class:`Facts`: the words of title lines and of lines of metadata, each with the id of the
header element that it becomes. Nothing is guessed that no line says. What a library's header states
('Title: ...') comes before what a title page shows.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from editio.encode import catalogue
from editio.encode.draft import Block
from editio.encode.reading import BLANKS, RawText
from editio.toml import NOT_XML, is_date

SHOWN = 80
"""Code points of a library's own words that the header shows, to tell which words are left out."""

FRAME = "|+ \t"
"""What the lines of a box round a note begin and end with; of such a line the header keeps the words alone."""

RULE = re.compile(r"[-=*_+ ]{5,}")
"""A line drawn across a note."""

SINGLE = frozenset(["written", "source", "licence"])
"""Keys of which a header has one element; of the others it has one a line."""

DATE = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?[ .]+([^\W\d_]+)\.?,? +(\d{4})\b")
AMERICAN_DATE = re.compile(r"\b([^\W\d_]+)\.? +(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})\b")
MONTH = re.compile(r"\b([^\W\d_]+)\.?,? +(\d{4})\b")
YEAR = re.compile(r"\b(1[0-9]{3}|20[0-9]{2})\b")


@dataclass(frozen=True, slots=True)
class Statement:
    """Hold a line of metadata: ``key`` is one of the catalogue's, ``id`` the header element's that it becomes.

    ``words`` are all its words, ``lines`` those of each of its lines, where it has several.
    """

    key: str
    id: str
    words: str
    label: str
    block: Block
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """Hold what the text states: its title lines in order, its author, its lines of metadata, what was left out."""

    titles: tuple[str, ...]
    author: str
    statements: tuple[Statement, ...]
    furniture: tuple[Statement, ...]

    @property
    def title(self) -> str:
        """Give the main title: of a library's header the first line, else the first title line."""
        return next((line for line in self._stated_title), "") or next(iter(self.titles), "")

    @property
    def subtitles(self) -> tuple[str, ...]:
        """Give the other titles: of a library's header the further lines as one, else the other title lines."""
        stated = self._stated_title
        return (" ".join(stated[1:]),) if len(stated) > 1 else () if stated else self.titles[1:]

    @property
    def _stated_title(self) -> tuple[str, ...]:
        return next((statement.lines for statement in self.all("title")), ())

    @property
    def all_titles(self) -> str:
        """Give the words of all titles, wherever they stand."""
        return " ".join((self.words("title"), *self.titles)).strip()

    @property
    def authors(self) -> str:
        """Give the words of all that names the author."""
        return " ".join((self.words("author"), self.author)).strip()

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
    counted: Counter[str] = Counter()
    for block in blocks:
        if block.kind == "title":
            titles.append(_words(raw, block))
        elif block.kind == "author":
            authors.append(_words(raw, block).removeprefix("By ").removeprefix("by "))
        elif block.kind == "metadata":
            counted[block.label] += 1
            statements.append(_statement(raw, block, counted[block.label]))
        elif block.kind in ("furniture", "boilerplate"):
            line = raw.lines[block.first]
            words = _words(raw, block) if block.kind == "furniture" else _left_out(raw, block)
            furniture.append(Statement(block.kind, f"{block.kind}{line.start}", words, "", block))
    return Facts(tuple(titles), " and ".join(authors), tuple(statements), tuple(furniture))


def _statement(raw: RawText, block: Block, number: int) -> Statement:
    line = raw.lines[block.first]
    identity = f"header.{block.label}" if block.label in SINGLE else f"header.{block.label}.{number}"
    label = line.text[: block.prefix].strip(BLANKS + ":：")
    lines = _lines(raw, block)
    return Statement(block.label, identity, " ".join(lines), label, block, lines)


def _left_out(raw: RawText, block: Block) -> str:
    """Tell which lines are a library's own, with the first words of them: the ledger keeps the rest."""
    words = _words(raw, block._replace(last=block.first + 1))
    numbers = (raw.lines[block.first].number, raw.lines[block.last - 1].number)
    where = f"Line {numbers[0]}" if numbers[0] == numbers[1] else f"Lines {numbers[0]} to {numbers[1]}"
    rest = " ..." if len(words) > SHOWN or numbers[0] != numbers[1] else ""
    return f"{where} of the raw text: {words[:SHOWN].rstrip()}{rest}"


def _words(raw: RawText, block: Block) -> str:
    return " ".join(_lines(raw, block))


def _lines(raw: RawText, block: Block) -> tuple[str, ...]:
    """Give the words of each line of a block that has some, without what a box round them is drawn with."""
    lines = [line.text for line in raw.lines[block.first : block.last]]
    lines[0] = lines[0][block.prefix :]
    if block.kind == "metadata" and len(lines) > 1:
        lines = [line.strip(FRAME) for line in lines if not RULE.fullmatch(line.strip(FRAME))]
    words = (" ".join(NOT_XML.sub("\N{REPLACEMENT CHARACTER}", line).split()) for line in lines)
    return tuple(line for line in words if line)


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
