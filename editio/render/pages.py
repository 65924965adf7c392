"""Pages: where the text of a book is cut into files.

In goes the content of a document; out come contents, each small enough for a file of its own, in the order of the
text. A part, a chapter, an act begins a page; sections of an article run on. What is too large for a file is cut
where its own divisions begin, and where it has none, between two blocks. A single block is never cut. No word is
lost or moved, and no id stands twice.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TypeVar

from editio.render.document import Content, Node

LARGEST = 190_000
"""Bytes, estimated, beyond which nothing more is put into a file: what is written stays below 260 KB."""

ENOUGH = 60_000
"""Bytes, estimated, beyond which a file takes no further division."""

OPENING = frozenset(
    """
    act afterword appendix bibliography book canto chapter colophon conclusion dedication epilogue foreword glossary
    index introduction letter part poem preface prologue text volume
    """.split()
)
"""Kinds of divisions that begin a page."""

CUTTABLE = frozenset("block body cit list quotation section speech table verseGroup".split())
"""Behaviours of which one part can stand in one file, and the next in another."""

CONTINUED = "continued"
"""The setting of all parts but the first of what was cut."""

_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class _Piece:
    """Hold what stands together: ``begins`` and ``ends`` tell whether it must begin, and end, a page."""

    content: Content
    size: int
    begins: bool = False
    ends: bool = False
    is_division: bool = False


def cut(content: Content) -> tuple[Content, ...]:
    """Cut the front, body or back of a document into the contents of pages."""
    pages: list[Content] = []
    current: list[str | Node] = []
    filled, closed = 0, False
    for piece in _pieces(content):
        room = (ENOUGH if piece.is_division else LARGEST) - filled
        if filled and (closed or piece.begins or piece.size > room):
            pages.append(tuple(current))
            current, filled = [], 0
        current.extend(piece.content)
        filled += piece.size
        closed = piece.ends
    return (*pages, tuple(current)) if current else tuple(pages)


def batched(items: Iterable[tuple[_Item, int]], largest: int = LARGEST) -> tuple[tuple[_Item, ...], ...]:
    """Part items, each given with its size in bytes, into runs that each fit into a file."""
    runs: list[list[_Item]] = []
    filled = 0
    for item, bytes_of_item in items:
        if not runs or filled + bytes_of_item > largest:
            runs.append([])
            filled = 0
        runs[-1].append(item)
        filled += bytes_of_item
    return tuple(map(tuple, runs))


def size(content: Iterable[str | Node]) -> int:
    """Estimate, on the high side, how many bytes of XHTML a content comes to."""
    return sum(_size(part) for part in content)


def _size(part: str | Node) -> int:
    if isinstance(part, str):
        return len(part) if part.isascii() else len(part.encode())
    markup = 240 if part.behaviour in ("note", "pageBreak", "gap", "link") else 50
    return markup + 2 * len(part.id) + size(part.content)


def _pieces(content: Content, around: Node | None = None) -> Iterator[_Piece]:
    """Give the pieces of a content; ``around`` is the division that it was taken out of, if any."""
    runs = _Runs(around)
    for part in content:
        if isinstance(part, str) or part.behaviour not in ("section", "titlePage"):
            yield from runs.add(part)
        elif part.behaviour == "titlePage":
            yield from runs.close()
            yield _Piece((_within(part, around),), _size(part), begins=True, ends=True)
        else:
            yield from runs.close()
            yield from _division(_within(part, around))
    yield from runs.close()


def _division(section: Node) -> Iterator[_Piece]:
    begins = section.setting("kind") in OPENING
    bytes_of_section = _size(section)
    if bytes_of_section > LARGEST or any(_opens(part) for part in section.content):
        first, *others = _pieces(section.content, section)
        yield replace(first, begins=begins or bytes_of_section > LARGEST, is_division=True)
        yield from others
    else:
        yield _Piece((section,), bytes_of_section, begins, is_division=True)


def _opens(part: str | Node) -> bool:
    return isinstance(part, Node) and part.behaviour == "section" and part.setting("kind") in OPENING


class _Runs:
    """Collect what stands between divisions, and give it back in pieces that fit into a file."""

    def __init__(self, around: Node | None) -> None:
        """Begin with nothing; what is given back stands in copies of ``around``, the first of which has its id."""
        self.around = around
        self.run: list[str | Node] = []
        self.filled = 0

    def add(self, part: str | Node) -> Iterator[_Piece]:
        """Take one more part."""
        for fragment, bytes_of_fragment in _fragments(part):
            if self.run and self.filled + bytes_of_fragment > LARGEST:
                yield from self.close()
            self.run.append(fragment)
            self.filled += bytes_of_fragment

    def close(self) -> Iterator[_Piece]:
        """Give what was collected; the first time even if it is nothing, since an id must stand somewhere."""
        is_first = self.around is not None and CONTINUED not in self.around.settings
        if self.run or is_first:
            run = tuple(self.run) if self.around is None else (_part_of(self.around, self.run),)
            yield _Piece(run, self.filled)
        if self.around is not None:
            self.around = _continued(self.around)
        self.run, self.filled = [], 0


def _fragments(part: str | Node) -> Iterator[tuple[str | Node, int]]:
    """Give a part, or what it is cut into if it fits into no file."""
    bytes_of_part = _size(part)
    if isinstance(part, str) or bytes_of_part <= LARGEST or part.behaviour not in CUTTABLE or not part.holds_blocks:
        yield part, bytes_of_part
        return
    fragments = (fragment for inner in part.content for fragment in _fragments(inner))
    for run in batched((((fragment, count), count) for fragment, count in fragments), LARGEST):
        yield _part_of(part, [fragment for fragment, _ in run]), sum(count for _, count in run)
        part = _continued(part, items=sum(isinstance(fragment, Node) for fragment, _ in run))


def _part_of(node: Node, content: Sequence[str | Node]) -> Node:
    return replace(node, content=tuple(content))


def _continued(node: Node, items: int = 0) -> Node:
    """Give a copy without id and content; a list remembers how many items it had (``continued``)."""
    count = items + int(node.setting(CONTINUED) or 0)
    settings = MappingProxyType({**node.settings, CONTINUED: str(count)})
    return replace(node, id="", content=(), settings=settings)


def _within(node: Node, around: Node | None) -> Node:
    """Give a division that leaves the one around it: it takes the language along."""
    return replace(node, language=around.language) if around and around.language and not node.language else node
