"""The front, the body and the back of a text: blocks nested in divisions, and in what else holds several of them.

In go blocks in their order, each with its element and what stands beside it; out come the children of one of the three
(Guidelines, chapter 4). A heading opens a division that reaches to the next one that stands as high. Blocks that name
equal containers stand in one element: a speech, a table, a quotation.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, takewhile

from lxml import etree

from editio.encode.divisions import AT_BORDERS, NO_CONTENT, Division, finished
from editio.encode.draft import Block, Container
from editio.tei import ID, make, tag

GROUPS = {"l": "lg", "item": "list"}
"""Kinds of block that make a larger one together -> its element."""

LOOSE = frozenset(["div", "titlePage", "milestone", "castList", "set", "epigraph", "argument"])
"""What may stand in a front or a back by itself; all else stands in a division there."""

PASSING = frozenset(["break", "figure", "note", "page"])
"""Kinds of block that end no element that goes on behind them."""

Identify = Callable[[str, "Piece"], str]


SILENT = frozenset(tag(name) for name in ("gap", "lb", "milestone", "note", "pb"))
"""What may stand in a speech and is neither said nor done."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Hold a block on its way into the text, with what stands before and behind it.

    ``element`` is None for what stands there alone, such as a milestone; ``division`` are the attributes of the
    division that the block opens, ``style`` tells how a list looks that the block is an item of.
    """

    block: Block
    element: etree._Element | None
    before: Sequence[etree._Element] = ()
    after: Sequence[etree._Element] = ()
    division: Mapping[str, str] = field(default_factory=dict)
    style: str = ""


def body(
    name: str, pieces: Sequence[Piece], identify: Identify
) -> tuple[etree._Element | None, Mapping[int, etree._Element]]:
    """Nest the pieces of the part of a text that is called ``name``: ``front``, ``body`` or ``back``.

    ``identify`` gives the id of an element that begins with a piece. Returns the part (None for an empty front or
    back), and by the index of its first line the element of each block that stands in the flow of the text: of a line
    of verse, its poem.
    """
    root = Division(0, {})
    opened = [root]
    tops: dict[int, etree._Element] = {}
    begins: dict[etree._Element, Piece] = {}
    closing = len(pieces) - sum(1 for _ in takewhile(lambda piece: piece.block.kind == "trailer", reversed(pieces)))
    place = 0
    for _, run in groupby(_adopted(pieces), key=_together):
        together = list(run)
        if together[0].block.kind == "titlePage":
            del opened[1:]  # a title page stands in no division
        if together[0].division:
            _open(together[0], opened)
        into = (opened if place < closing else [root])[-1]
        for kind, element, of in _top(together, identify):
            into.children.append((kind, element))
            begins[element] = of[0] if of else together[0]
            tops |= dict.fromkeys((piece.block.first for piece in of), element)
        place += len(together)
    if name != "body":
        if not root.children:
            return None, tops
        root.children = list(_housed(root.children, begins, identify))
    elif all(kind in NO_CONTENT for kind, _ in root.children):
        root.children.append(("p", make("p")))  # TEI knows no empty body
    return finished(root, name), tops


def _adopted(pieces: Sequence[Piece]) -> list[Piece]:
    """Let what only passes by, such as a page's number, stand in the elements that hold what is on both sides of it."""
    behind: list[tuple[Container, ...]] = []
    after: tuple[Container, ...] = ()
    for piece in reversed(pieces):
        behind.append(after)
        after = after if piece.block.kind in PASSING and not piece.block.inside else piece.block.inside
    made: list[Piece] = []
    for piece, following in zip(pieces, reversed(behind), strict=True):
        if made and following and piece.block.kind in PASSING and not piece.block.inside:
            both = zip(made[-1].block.inside, following, strict=False)
            common = tuple(one for one, _ in takewhile(lambda pair: pair[0] == pair[1], both))
            piece = replace(piece, block=piece.block._replace(inside=common)) if common else piece
        made.append(piece)
    return made


def _together(piece: Piece) -> object:
    """Give what pieces have in common that make one element, or none: then each is by itself."""
    block = piece.block
    if block.inside:
        return block.inside[0]
    return (block.kind, block.group) if block.group and block.kind in GROUPS else block.first


def _open(piece: Piece, opened: list[Division]) -> None:
    while opened[-1].level >= piece.block.level:
        opened.pop()
    opened[-1].children.extend(("milestone", element) for element in piece.before)
    division = Division(piece.block.level, piece.division)
    opened[-1].children.append(("div", division))
    opened.append(division)


def _top(pieces: Sequence[Piece], identify: Identify) -> Iterator[tuple[str, etree._Element, Sequence[Piece]]]:
    """Give the elements of pieces that stand together, each with its kind and the pieces that it is made of."""
    first = pieces[0]
    if first.block.inside:
        yield first.block.inside[0].name, _contained(pieces, 0, identify), pieces
    elif first.block.group and first.block.kind in GROUPS:
        name = GROUPS[first.block.kind]
        yield name, _group(name, pieces, identify), pieces
    else:
        for piece in pieces:
            yield from (("milestone", element, ()) for element in (() if piece.division else piece.before))
            if piece.element is not None:
                yield piece.block.kind, piece.element, (piece,)
            yield from (("milestone", element, ()) for element in piece.after)


def _contained(pieces: Sequence[Piece], depth: int, identify: Identify) -> etree._Element:
    """Make the container that pieces have in common at a depth, with all that stands in it."""
    container = pieces[0].block.inside[depth]
    made = make(container.name, {**dict(container.attributes), ID: identify(container.name, pieces[0])})

    def deeper(piece: Piece) -> Container | None:
        return piece.block.inside[depth + 1] if len(piece.block.inside) > depth + 1 else None

    for inner, run in groupby(pieces, key=deeper):
        together = list(run)
        if inner is not None:
            made.append(_contained(together, depth + 1, identify))
            continue
        for (kind, group), same in groupby(together, key=lambda piece: (piece.block.kind, piece.block.group)):
            if group and kind in GROUPS:
                made.append(_group(GROUPS[kind], list(same), identify))
            else:
                made.extend(_flow(same))
    return _unspoken(made) if container.name == "sp" else made


def _unspoken(speech: etree._Element) -> etree._Element:
    """Make a block of words of a speech in which nothing is said or done: TEI knows no speaker alone."""
    names = {tag("speaker"), *SILENT}
    if all(child.tag in names for child in speech):
        speech.tag = tag("ab")
        speech.attrib.pop("who", None)
        for speaker in speech.iter(tag("speaker")):
            speaker.tag = tag("seg")
    return speech


def _group(name: str, pieces: Sequence[Piece], identify: Identify) -> etree._Element:
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


def _housed(
    children: Iterable[tuple[str, "etree._Element | Division"]],
    begins: Mapping[etree._Element, Piece],
    identify: Identify,
) -> Iterator[tuple[str, "etree._Element | Division"]]:
    """Put what cannot stand in a front or a back by itself into a division: an epigraph only behind another one."""
    divided = False
    for kind, run in groupby(children, key=lambda child: child[0] if child[0] in LOOSE else ""):
        together = list(run)
        if not kind or (divided and kind in AT_BORDERS):
            first = next(begins[child] for _, child in together if not isinstance(child, Division))
            yield "div", Division(1, {ID: identify("div", first)}, together)
        else:
            yield from together
        divided = divided or kind in ("", "div")
