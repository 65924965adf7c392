"""Markdown in the bodies of notes: what an editor writes becomes TEI.

In goes the body of a note, of characters that XML can hold; out come the TEI content of the ``note``, the faults of the
body, and where its links lead within the edition. The language is CommonMark as far as a note can hold it: paragraphs,
lists, quotations, emphasis, code within a line, links. Nothing is fetched, no HTML is let through
(:mod:`editio.encode.bodies`), and no character is replaced by a better one. Whether a link finds its target is for
others to tell.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from textwrap import dedent
from typing import Any

from lxml import etree
from markdown_it.token import Token

from editio.encode.bodies import BREAKS, LONGEST, WITHIN, parser, parts_of, target_of, wrong
from editio.encode.bodies import Fault as Fault
from editio.tei import make


def content(body: str) -> list[str | etree._Element]:
    """Give the TEI content of a note: words and elements, or blocks if the body is more than one paragraph.

    The elements are new at each call. A body that has :func:`faults` is a ``ValueError``.
    """
    note = _note(body) if len(body) <= LONGEST else None
    if note is None or note.faults:
        raise ValueError("a body with faults has no content")
    return built(note.tokens)


def faults(body: str) -> list[Fault]:
    """Give what is wrong with a body, in the order of its lines; one that is too long is not looked into."""
    if len(body) > LONGEST:
        sentence = f"the body has {len(body):,} characters, and a note may have {LONGEST:,}"
        return [Fault("E233", sentence, "what is so long is a text of its own: make it one, and link to it", 0)]
    return list(_note(body).faults)


def pointers(body: str) -> tuple[str, ...]:
    """Give where links lead within the edition, in order: ``#p2041``, ``#person.marx``, ``other-text#p2041``."""
    return () if len(body) > LONGEST else _note(body).pointers


@dataclass(frozen=True, slots=True)
class _Note:
    """Hold what was read of a body."""

    tokens: tuple[Token, ...]
    faults: tuple[Fault, ...]
    pointers: tuple[str, ...]


def _parse(body: str) -> _Note:
    """Read a body. One that is set in as a whole is read as if it were not."""
    found: dict[str, Any] = {}
    tokens = tuple(parser().parse(dedent(body), found))
    parts = list(parts_of(tokens))
    hrefs = (str(part.token.attrs["href"]) for part in parts if part.token.type == "link_open")
    within = tuple(href for href in hrefs if WITHIN.match(href))
    return _Note(tokens, wrong(parts, found, body.split("\n")), within)


SHORT = 4_000
"""Characters of a body up to which thousands are remembered, so that each is read once for all that is asked of it."""

_parse_short = lru_cache(maxsize=4096)(_parse)
_parse_long = lru_cache(maxsize=4)(_parse)


def _note(body: str) -> _Note:
    """Give what was read of a body, or read it."""
    return _parse_short(body) if len(body) <= SHORT else _parse_long(body)


# --- making -----------------------------------------------------------------------------------------------

ELEMENTS: Mapping[str, tuple[str, dict[str, str]]] = {
    "blockquote_open": ("quote", {}),
    "bullet_list_open": ("list", {"rend": "bulleted"}),
    "em_open": ("emph", {}),
    "link_open": ("ref", {}),
    "list_item_open": ("item", {}),
    "ordered_list_open": ("list", {"rend": "ordered"}),
    "paragraph_open": ("p", {}),
    "strong_open": ("hi", {"rend": "bold"}),
}
"""The TEI element of what a token opens (Guidelines 3.3.3, 3.7, 3.8)."""

OF_TABLES: Mapping[str, tuple[str, dict[str, str]]] = {
    "table_open": ("table", {}),
    "td_open": ("cell", {}),
    "th_open": ("cell", {"role": "label"}),
    "tr_open": ("row", {}),
}
"""The same of tables, which no note holds, but an essay may (Guidelines 14.1.1)."""

PARTS_OF_TABLES = frozenset(["tbody_close", "tbody_open", "thead_close", "thead_open"])
"""Tokens that have no element: the first row of a table says itself that it holds labels."""


@dataclass(slots=True)
class _Open:
    """Hold an element while its content is read; ``first`` is the number of a list's first item."""

    name: str
    attributes: Mapping[str, str]
    first: int = 1
    content: list[str | etree._Element] = field(default_factory=list)


Refer = Callable[[Token], etree._Element]
"""What makes an element of a reference to a footnote, which an essay may have (:mod:`editio.encode.footnotes`)."""


def built(
    tokens: Sequence[Token], *, of_division: bool = False, refer: Refer | None = None
) -> list[str | etree._Element]:
    """Make elements of tokens without faults; they are new at each call.

    The paragraph of an item that has but the one is its words alone; so is that of the whole, unless it is of a
    division, which holds no words of its own.
    """
    opened = [_Open("note", {})]
    bare = {place for place in range(len(tokens)) if _is_alone(tokens, place, of_division)}
    for place, token in enumerate(tokens):
        if token.type == "inline":
            for inner in token.children or ():
                if inner.type == "footnote_ref" and refer:
                    opened[-1].content.append(refer(inner))
                else:
                    _take(inner, opened)
        elif place not in bare and token.type not in PARTS_OF_TABLES:
            _take(token, opened)
    return opened[0].content


def _is_alone(tokens: Sequence[Token], place: int, of_division: bool) -> bool:
    """Tell whether a token opens or closes a paragraph that is all of a note, or all of an item of a tight list."""
    first = place if tokens[place].type == "paragraph_open" else place - 2
    if tokens[place].type not in ("paragraph_open", "paragraph_close"):
        return False
    around = {one.type for one in (*tokens[max(0, first - 1) : first], *tokens[first + 3 : first + 4])}
    return (not around and not of_division) or (
        tokens[first].hidden and around == {"list_item_open", "list_item_close"}
    )


def _take(token: Token, opened: list[_Open]) -> None:
    """Open an element, close one, or add to the one that is open."""
    if token.nesting > 0:
        name, attributes = ELEMENTS.get(token.type) or OF_TABLES[token.type]
        opened.append(_Open(name, attributes | _attributes(token, opened[-1]), int(token.attrs.get("start", 1))))
    elif token.nesting < 0:
        done = opened.pop()
        opened[-1].content.append(make(done.name, done.attributes, *done.content))
    elif token.type == "code_inline":
        opened[-1].content.append(make("code", {}, token.content))
    elif token.type in BREAKS:
        opened[-1].content.extend([" ", make("lb")] if token.type == "hardbreak" else [" "])
    elif token.content:
        opened[-1].content.append(token.content)


def _attributes(token: Token, around: _Open) -> dict[str, str]:
    """Give where a link leads, the number of an item, counted from that of the first, and that a row holds labels.

    The first row of a table does, and no other (GitHub Flavored Markdown, 4.10).
    """
    if token.type == "link_open":
        return {"target": target_of(str(token.attrs["href"])) or ""}
    if token.type == "list_item_open" and around.attributes["rend"] == "ordered":
        return {"n": str(around.first + len(around.content))}
    if token.type == "tr_open" and not around.content:
        return {"role": "label"}
    return {}
