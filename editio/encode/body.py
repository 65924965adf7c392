"""The body of a text: blocks nested in divisions, poems, lists, openers and closers (Guidelines, chapter 4).

In go blocks in their order, each with its element and what stands beside it; out comes ``body``. A heading opens a
division that reaches to the next one that stands as high. What opens a letter or closes a text is an ``opener``, a
``closer`` or a ``trailer`` only where TEI allows one, at the head or the end of a division; elsewhere it is an ``ab``.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, takewhile

from lxml import etree

from editio.encode.draft import Block
from editio.tei import ID, make, tag

LETTERS = {"dateline": "dateline", "salute": "salutation", "signed": "signature", "trailer": "trailer"}
"""What stands at the borders of divisions -> the ``type`` of the ``ab`` that it is elsewhere."""

GROUPS = {"l": "lg", "item": "list"}
"""Kinds of block that make a larger one together -> its element."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Hold a block on its way into the body, with what stands before and behind it.

    ``element`` is None for what stands there alone, such as a milestone; ``division`` are the attributes of the
    division that a heading opens, ``style`` tells how a list looks that the block is an item of.
    """

    block: Block
    element: etree._Element | None
    before: Sequence[etree._Element] = ()
    after: Sequence[etree._Element] = ()
    division: Mapping[str, str] = field(default_factory=dict)
    style: str = ""


@dataclass(slots=True)
class _Division:
    """Hold a division while it is filled: its kind of content, and the content, in order."""

    level: int
    attributes: Mapping[str, str]
    children: list[tuple[str, "etree._Element | _Division"]] = field(default_factory=list)


def body(
    pieces: Sequence[Piece], identify: Callable[[str, Piece], str]
) -> tuple[etree._Element, Mapping[int, etree._Element]]:
    """Nest the pieces of a text.

    ``identify`` gives the id of an element that begins with a piece. Returns the body, and by the index of its first
    line the element of each block that stands in the flow of the text: of a line of verse, its poem.
    """
    root = _Division(0, {})
    opened = [root]
    tops: dict[int, etree._Element] = {}
    closing = len(pieces) - sum(1 for _ in takewhile(lambda piece: piece.block.kind == "trailer", reversed(pieces)))
    place = 0
    for (kind, group), run in groupby(pieces, key=lambda piece: (piece.block.kind, piece.block.group)):
        together = list(run)
        if group and kind in GROUPS:
            element = _group(GROUPS[kind], together, identify)
            opened[-1].children.append((GROUPS[kind], element))
            tops |= dict.fromkeys((piece.block.first for piece in together), element)
        else:
            for nth, piece in enumerate(together, place):
                _add(piece, opened if nth < closing else [root])
                if piece.element is not None:
                    tops[piece.block.first] = piece.element
        place += len(together)
    if all(kind in NO_CONTENT for kind, _ in root.children):
        root.children.append(("p", make("p")))  # TEI knows no empty body
    return _finished(root, "body"), tops


def _add(piece: Piece, opened: list[_Division]) -> None:
    if piece.division:
        while opened[-1].level >= piece.block.level:
            opened.pop()
    outer = opened[-1].children
    outer.extend(("milestone", element) for element in piece.before)
    if piece.division:
        division = _Division(piece.block.level, piece.division)
        outer.append(("div", division))
        opened.append(division)
    inner = opened[-1].children
    if piece.element is not None:
        inner.append((piece.block.kind, piece.element))
    inner.extend(("milestone", element) for element in piece.after)


def _group(name: str, pieces: Sequence[Piece], identify: Callable[[str, Piece], str]) -> etree._Element:
    """Make a list of items, or a poem of lines: of stanzas, if there are blank lines between them."""
    stanzas: list[list[Piece]] = [[]]
    for piece in pieces:
        if name == "lg" and stanzas[-1] and piece.block.first > stanzas[-1][-1].block.last:
            stanzas.append([])
        stanzas[-1].append(piece)
    if len(stanzas) == 1:
        return make(
            name, {"rend": _style(pieces) if name == "list" else "", ID: identify(name, pieces[0])}, *_flow(pieces)
        )
    whole = make(name, {"type": "poem", ID: identify(name, pieces[0])})
    for stanza in stanzas:
        whole.append(make(name, {"type": "stanza", ID: identify(name, stanza[0])}, *_flow(stanza)))
    return whole


def _style(pieces: Iterable[Piece]) -> str:
    """Tell how a list looks: as somebody says, else as its first item does."""
    first = next(iter(pieces))
    return first.style or ("ordered" if first.block.label else "bulleted" if first.block.prefix else "simple")


def _flow(pieces: Iterable[Piece]) -> Iterable[etree._Element]:
    for piece in pieces:
        yield from piece.before
        if piece.element is not None:
            yield piece.element
        yield from piece.after


def _finished(division: _Division, name: str) -> etree._Element:
    """Make the element of a division; what stands at its borders is gathered into an opener and a closer."""
    children = [
        (kind, _finished(child, "div") if isinstance(child, _Division) else child) for kind, child in division.children
    ]
    top, end = _borders([kind for kind, _ in children], name)
    for kind, element in children[top:end]:
        if kind in LETTERS:
            element.tag = tag("ab")
            element.set("type", LETTERS[kind])
    made = make(name, division.attributes)
    made.extend(_gathered(children[:top], "opener"))
    made.extend(element for _, element in children[top:end])
    made.extend(_gathered(children[end:], "closer"))
    return made


def _borders(kinds: Sequence[str], name: str) -> tuple[int, int]:
    """Tell where the opener of a division ends and its closer begins: TEI wants something between, in a body always."""
    top = len(list(takewhile(lambda kind: kind in HEADS or (kind in LETTERS and kind != "trailer"), kinds)))
    end = len(kinds) - len(list(takewhile(lambda kind: kind in LETTERS, reversed(kinds[top:]))))
    if all(kind in LETTERS or kind in NO_CONTENT for kind in kinds[top:end]):
        return (0, len(kinds)) if name == "body" else (top, len(kinds))
    return top, end


HEADS = frozenset(["head", "milestone"])
"""What may stand before the opener of a division."""

NO_CONTENT = HEADS | {"note"}
"""What is no content of a division by itself."""


def _gathered(children: Iterable[tuple[str, etree._Element]], name: str) -> Iterable[etree._Element]:
    """Put datelines, salutations and signatures that follow one another into one element."""
    for letter, run in groupby(children, key=lambda child: child[0] in LETTERS and child[0] != "trailer"):
        elements = [element for _, element in run]
        yield from [make(name, {}, *elements)] if letter else elements
