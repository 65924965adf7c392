"""Bodies of notes and essays: what CommonMark finds in them, and what of it neither can hold.

In go the bodies that editors write, as untrusted as any text; out come tokens, each with its line, the pointers that
TEI has for links, and faults, each with what to write instead. What is accepted becomes TEI elsewhere
(:mod:`editio.encode.markdown`); the order of an essay's headings is told in :mod:`editio.encode.essays`.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.normalize_url import normalizeLink
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from editio.toml import TURNS, turns_writing

LONGEST = 50_000
"""Characters that a note may have, some fifteen printed pages: of these the parser takes two seconds for the worst."""

DEEPEST = 20
"""Elements that may stand within one another in a body: lists five deep, with emphasis and a link in the last."""


@dataclass(frozen=True, slots=True)
class Fault:
    """State what is wrong with a body; ``line`` counts from 0 within the body."""

    code: str
    sentence: str
    hint: str
    line: int


WITHIN = re.compile(r"(?:(?P<text>[a-z][a-z0-9]*(?:-[a-z0-9]+)*)(?:\.xml)?)?#(?P<id>[^\W\d][\w.-]*)\Z")
"""A pointer to a place of the edition: an id, before it another text's name, or that of its document."""

OUTSIDE = re.compile(
    r"(?:https?://(?:[\w-]+(?:\.[\w-]+)*\.?|\[[\da-f:.]+\])(?::\d+)?(?:[/?][^\s#]*)?|"
    r"mailto:[^\s#/?@]+@[^\s#/?@]+(?:\?[^\s#]*)?)(?:#[^\s#]*)?\Z",
    re.IGNORECASE | re.ASCII,
)
"""An address outside the edition that a link may have, written with the characters of RFC 3986; it names no user."""

INVISIBLE = frozenset("Cc Cf Cs Co Cn Zs Zl Zp Mn Me".split())
"""Categories of characters that are no words by themselves."""

MAY_LEAD = (
    "a link may begin with https:, http: or mailto:, or lead to an id of the edition, as #p2041, #c1, #person.marx "
    "and other-text#p2041 do"
)

NOT_HELD = {
    "image": ("an image", "no image is fetched: describe it, or write a link to it, [words](https://...)"),
    "hr": ("a thematic break", r"leave it out; stars and dashes that are words are written \* and \-"),
    "fence": ("a block of code", "write `code` within a paragraph"),
    "code_block": ("a line that four blanks make a block of code", "begin the line without blanks"),
}
"""What CommonMark knows and no body holds: what it is, and what to write instead."""


@dataclass(frozen=True, slots=True)
class Kind:
    """Say what a body is the body of: what people call it, what it cannot hold, and how words are given to it."""

    name: str
    not_held: Mapping[str, tuple[str, str]]
    has_words: str


NOTE = Kind(
    "note",
    {
        "heading_open": ("a heading", "a note has no divisions: write the words in a paragraph, as **bold** ones"),
        "table_open": ("a table", "write a list, with a line '- ...' for each row"),
        **NOT_HELD,
    },
    'write body = "..."',
)
ESSAY = Kind("essay", NOT_HELD, "write it, or take its name out of 'essays' in edition.toml")


BREAKS = ("hardbreak", "softbreak")
"""Tokens that end a line of the body."""


@dataclass(frozen=True, slots=True)
class Part:
    """Hold a token of a block or of a line, its line in the body, and how many elements stand around it."""

    token: Token
    line: int
    depth: int


@cache
def parser(*, with_footnotes: bool = False) -> MarkdownIt:
    """Make the parser: CommonMark, and tables, so that they are seen; and the footnotes of Pandoc, if asked for.

    It looks deeper than a note may be, since what lies deeper it would drop; and it takes every link, since those that
    it refused itself would become words; and it shows an address as it is written (CommonMark, 6.5).
    """
    parser = MarkdownIt("commonmark", {"maxNesting": DEEPEST + 1, "store_labels": True}).enable("table")
    if with_footnotes:
        footnote_plugin(parser, inline=False, move_to_end=False, always_match_refs=True)
    parser.validateLink = lambda _: True  # type: ignore[assignment,method-assign]
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    parser.normalizeLinkText = lambda link: link  # type: ignore[method-assign]
    return parser


def parts_of(tokens: Sequence[Token]) -> Iterator[Part]:
    """Give the tokens of blocks and lines in their order, each with its line."""
    line = 0
    for token in tokens:
        line = token.map[0] if token.map else line
        if token.type != "inline":
            yield Part(token, line, token.level)
            continue
        at = line
        for inner in token.children or ():
            yield Part(inner, at, token.level + inner.level)
            at += inner.content.count("\n") if inner.type == "html_inline" else inner.type in BREAKS


def target_of(href: str) -> str | None:
    """Give the pointer that TEI has for where a link leads, or nothing if no link may lead there."""
    if within := WITHIN.match(href):
        return f"{within['text']}.xml#{within['id']}" if within["text"] else href
    address = normalizeLink(href) if href.isprintable() else ""
    return address if OUTSIDE.match(address) else None


# --- what is refused --------------------------------------------------------------------------------------


def wrong(
    parts: Sequence[Part], found: Mapping[str, Any], lines: Sequence[str], kind: Kind = NOTE
) -> tuple[Fault, ...]:
    """Give the faults of a body by its ``parts``, what else the parser ``found``, and its ``lines``, in their order."""
    several = [*_refused(parts, kind), *_links(parts), *_definitions(parts, found, lines, kind), *_directions(parts)]
    return tuple(sorted(dict.fromkeys(several or _words(parts, kind)), key=lambda fault: (fault.line, fault.code)))


def _refused(parts: Sequence[Part], kind: Kind) -> Iterator[Fault]:
    """Find what no such body can hold (E230 once a line, E232), and the first element that lies too deep (E234)."""
    html, deep = -1, False
    for part in parts:
        token = part.token
        if token.type in ("html_block", "html_inline") and part.line > html:
            html = part.line
            hint = rf"write Markdown, *emphasis* or **bold**; if the sign is a word of the {kind.name}, write \<"
            yield Fault("E230", f"the {kind.name} holds HTML: '{shown(token.content)}'", hint, part.line)
        elif token.type in kind.not_held:
            what, hint = kind.not_held[token.type]
            yield Fault("E232", f"the {kind.name} holds {what}", hint, part.line)
        elif token.nesting > 0 and part.depth >= DEEPEST and not deep:
            deep = True
            hint = f"{DEEPEST} lists, items, quotations and marks may stand within one another"
            yield Fault("E234", f"the {kind.name} is nested too deeply", hint, part.line)


def _links(parts: Sequence[Part]) -> Iterator[Fault]:
    """Find links that lead where none may lead (E231), that have no words (E236), or a title (E232)."""
    opened: Part | None = None
    words = ""
    for part in parts:
        if part.token.type == "link_open":
            opened, words = part, ""
            href = str(part.token.attrs["href"])
            if target_of(href) is None:
                yield Fault("E231", f"the link '{shown(href)}' leads where no link may lead", MAY_LEAD, part.line)
            if "title" in part.token.attrs:
                title = shown(str(part.token.attrs["title"]))
                yield Fault("E232", f"the link has a title, '{title}'", "write it among the words", part.line)
        elif part.token.type == "link_close" and opened is not None and not is_said(words):
            href = shown(str(opened.token.attrs["href"]))
            yield Fault("E236", f"the link to '{href}' has no words", f"write [words]({href})", opened.line)
        else:
            words += part.token.content


def _definitions(parts: Sequence[Part], found: Mapping[str, Any], lines: Sequence[str], kind: Kind) -> Iterator[Fault]:
    """Find lines that are read as the address of a link, though no link asks for it: their words would be lost."""
    used = {part.token.meta.get("label") for part in parts if part.token.type == "link_open"}
    unused = [one for label, one in found.get("references", {}).items() if label not in used]
    for one in (*unused, *found.get("duplicate_refs", ())):
        line = one["map"][0]
        sentence = f"the line '{shown(lines[line])}' is read as the address of a link that is not there"
        hint = rf"write \[ if the line is words of the {kind.name}; if not, take it out"
        yield Fault("E232", sentence, hint, line)


def _directions(parts: Sequence[Part]) -> Iterator[Fault]:
    """Find characters that turn the direction of writing beyond their own words (E235), block by block."""
    hint = "take the character out; right-to-left words need none, or stand between U+2067 and U+2069"
    block: list[Part] = []
    for part in (*parts, None):
        if part is not None and not part.token.block:
            block.append(part)
            continue
        if turns_writing("".join(inner.token.content for inner in block), strictly=True):
            sign, line = next((found[0], one.line) for one in block if (found := TURNS.search(one.token.content)))
            yield Fault("E235", f"U+{ord(sign):04X} turns the direction of writing", hint, line)
        block = []


def _words(parts: Sequence[Part], kind: Kind) -> Iterator[Fault]:
    if not is_said("".join(part.token.content for part in parts)):
        yield Fault("E236", f"the {kind.name} has no words", kind.has_words, 0)


def is_said(words: str) -> bool:
    """Tell whether words hold anything that is seen."""
    return any(unicodedata.category(character) not in INVISIBLE for character in words)


def shown(words: str) -> str:
    """Give the beginning of some words as one line in which nothing acts on a terminal."""
    line = " ".join(words.split())
    line = line if len(line) <= 60 else f"{line[:57]}..."
    return "".join(one if one.isprintable() else f"U+{ord(one):04X}" for one in line)
