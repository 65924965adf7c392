"""Essays: what editors write beside the texts, such as an introduction, in Markdown.

In goes a file, as untrusted as any; out comes an :class:`Essay` without faults, and of it a division of TEI. The
language is that of the bodies of notes (:mod:`editio.encode.bodies`), with tables, and with headings that make its
parts. Whether a link finds its target is for :mod:`editio.encode.volume` to tell.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree
from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token

from editio import files
from editio.encode import footnotes, markdown
from editio.encode.bodies import ESSAY, WITHIN, Fault, Part, is_said, parser, parts_of, shown, wrong
from editio.message import Message, reject_if_any
from editio.tei import ID, local, make
from editio.toml import NOT_XML

LONGEST = 200_000
"""Characters that an essay may have, some sixty printed pages; of more the parser may take too long."""

LARGEST = 1 << 20
"""Bytes of a file that is looked into: no essay of so many characters has more."""

LEVELS = 3
"""Levels of headings: the title, its parts, and theirs."""

HEADING = 3
"""Tokens of a heading: its beginning, its words, its end."""


@dataclass(frozen=True, slots=True)
class Link:
    """Hold where a link leads within the edition, and its line in the file, from 1."""

    text: str
    id: str
    line: int
    href: str


@dataclass(frozen=True, slots=True)
class Essay:
    """Hold an essay that can be encoded: its name, its file, its tokens, its notes, its links within the edition."""

    name: str
    file: str
    tokens: tuple[Token, ...]
    notes: footnotes.Notes
    links: tuple[Link, ...]


def read(path: Path, name: str) -> Essay:
    """Read an essay.

    Rejects a file that cannot be read (E101, E108), is no text in UTF-8 (E238) or too long (E233), what no essay can
    hold (E230 to E236), headings that make no order (E237), and footnotes that are none (E239); all that is wrong with
    its words is told together.
    """
    body = _decoded(files.read(path, LARGEST), str(path))
    if len(body) > LONGEST:
        sentence = f"the essay has {len(body):,} characters, and one may have {LONGEST:,}"
        raise_one(str(path), 0, "E233", sentence, "make several of it, each with a title of its own")
    found: dict[str, Any] = {}
    tokens = tuple(parser(with_footnotes=True).parse(body, found))
    parts = list(parts_of(tokens))
    lines = body.split("\n")
    faults = [
        *wrong(parts, found, lines, ESSAY),
        *_disordered(tokens),
        *_beyond(tokens, lines),
        *footnotes.wrong(tokens),
    ]
    reject_if_any(Message(str(path), one.line + 1, one.code, one.sentence, one.hint) for one in faults)
    return Essay(name, str(path), *footnotes.apart(tokens), tuple(_links(parts)))


def raise_one(file: str, line: int, code: str, sentence: str, hint: str) -> None:
    """Reject a file for one reason."""
    reject_if_any([Message(file, line, code, sentence, hint)])


def _decoded(data: bytes, file: str) -> str:
    """Give the words of a file, with line ends as Markdown has them."""
    try:
        body = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise_one(file, line, "E238", "the file is not UTF-8", "save it as UTF-8")
        raise
    if control := NOT_XML.search(body):
        line = body.count("\n", 0, control.start()) + 1
        raise_one(file, line, "E238", f"U+{ord(control[0][0]):04X} is no character of a text", "delete it")
    return body


def _links(parts: Sequence[Part]) -> Iterator[Link]:
    for part in parts:
        if part.token.type == "link_open" and (within := WITHIN.match(href := str(part.token.attrs["href"]))):
            yield Link(within["text"] or "", within["id"], part.line + 1, href)


def _beyond(tokens: Sequence[Token], lines: Sequence[str]) -> Iterator[Fault]:
    """Find tables that would lose words: rows with more cells than the first, and tables where no such row is seen."""
    columns = 0
    for place, token in enumerate(tokens):
        if token.type == "table_open" and token.level:
            hint = "let it stand between paragraphs"
            yield Fault("E232", "a table stands in a quotation or a list", hint, (token.map or [0])[0])
        elif token.type == "thead_open":
            columns = _cells(lines[(tokens[place + 1].map or [0])[0]])
        elif token.type == "tr_open" and _cells(lines[line := (token.map or [0])[0]]) > columns:
            sentence = f"a row of a table has more cells than its first row, which has {columns}"
            yield Fault("E232", sentence, r"give the first row as many, or write \| for the character", line)


def _cells(line: str) -> int:
    """Count the cells of a row as it is written (GitHub Flavored Markdown, 4.10): a mark at either end parts none."""
    cells = escapedSplit(line.strip())
    return len(cells) - (not cells[0]) - (len(cells) > 1 and not cells[-1])


# --- headings ---------------------------------------------------------------------------------------------


def _disordered(tokens: Sequence[Token]) -> Iterator[Fault]:
    """Find headings that make no divisions (E237), and those without words (E236)."""
    if tokens and not _is_heading(tokens[0], 1):
        hint = "let the file begin with its title: # Introduction"
        yield Fault("E237", "the essay does not begin with its title", hint, (tokens[0].map or [0])[0])
    elif len(tokens) == HEADING:
        yield Fault("E236", "the essay has a title and no words", ESSAY.has_words, 0)
    level = 1
    for place, token in enumerate(tokens):
        if token.type != "heading_open":
            continue
        line, said = (token.map or [0])[0], f"the heading '{shown(tokens[place + 1].content)}'"
        own = _level(token)
        if not is_said(_words(tokens[place + 1])):
            yield Fault("E236", "a heading has no words", "write them behind the signs, or delete the line", line)
        elif token.level:
            yield Fault("E237", f"{said} stands in a quotation or a list", "write its words as **bold** ones", line)
        elif own == 1 and place:
            yield Fault("E237", f"{said} is a second title", "write ## for a part, ### for a part of that", line)
        elif own > LEVELS:
            hint = "an essay has parts, ##, and these have parts, ###: write **bold** words in a paragraph"
            yield Fault("E237", f"{said} lies too deep", hint, line)
        elif own > level + 1:
            yield Fault("E237", f"{said} leaves a level out", f"write {'#' * (level + 1)}", line)
        level = own


def _is_heading(token: Token, level: int) -> bool:
    return token.type == "heading_open" and _level(token) == level


def _level(token: Token) -> int:
    return int(token.tag.removeprefix("h"))


def _words(inline: Token) -> str:
    return "".join(one.content for one in inline.children or ())


# --- making -----------------------------------------------------------------------------------------------


def division(essay: Essay, taken: Counter[str]) -> etree._Element:
    """Make the division of an essay, with divisions in it for its parts (Guidelines, 4.1).

    Its id is the essay's name; ids of its parts are made from their headings. ``taken`` holds the ids that no part may
    have, and takes those that the parts have now. Paragraphs, tables and headings have the id of their part, and the
    how manieth they are in it: a citation of one holds when another part is edited.
    """
    opened: list[etree._Element] = []
    refer = footnotes.References(essay.name, essay.notes).made
    places = [place for place, token in enumerate(essay.tokens) if token.type == "heading_open"]
    for place, following in zip(places, [*places[1:], len(essay.tokens)], strict=True):
        level, inline = _level(essay.tokens[place]), essay.tokens[place + 1]
        attributes = {"type": "section" if place else "essay"}
        attributes[ID] = _identity(essay.name, _words(inline), taken) if place else essay.name
        blocks = markdown.built(essay.tokens[place + HEADING : following], of_division=True, refer=refer)
        made = make("div", attributes, make("head", {}, *markdown.built([inline])), *blocks)
        _number(made)
        del opened[level - 1 :]
        if opened:
            opened[-1].append(made)
        opened.append(made)
    return opened[0]


def _number(part: etree._Element) -> None:
    """Give ids to what a reader may want to link to, before further parts stand in this one."""
    counts: Counter[str] = Counter()
    in_notes = {inner for note in part.iter("{*}note") for inner in note.iter()}
    for element in part.iter("{*}head", "{*}p", "{*}table"):
        if element not in in_notes:
            name = local(element)
            counts[name] += 1
            element.set(ID, f"{part.get(ID)}.{name}{counts[name] if name != 'head' else ''}")


def _identity(essay: str, words: str, taken: Counter[str]) -> str:
    """Give the id of a part: letters and digits of ASCII, of as many words of its heading as are short."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", re.sub(r"['’]", "", plain)).strip("-")
    short = slug[: SHORT + 1].rpartition("-")[0] if len(slug) > SHORT and "-" in slug[: SHORT + 1] else slug[:SHORT]
    name = f"{essay}-{short or 'part'}"
    found = name
    while found in taken:
        taken[name] += 1
        found = f"{name}-{taken[name]}"
    taken[found] = 1
    return found


SHORT = 40
"""Characters of a heading's words that an id has."""
