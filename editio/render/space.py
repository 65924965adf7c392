"""White space and structure: what an XML file lays out is not what a page shows.

In goes the content of an element as it was read; out comes content without the white space of the file, and
with rows, cells and items that hold everything that stands between them. It changes no word.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from types import MappingProxyType

from editio.render.behaviour import BLOCKS
from editio.render.document import Content, Node

_RUN = re.compile(r"[\t\n\r][ \t\n\r]*| [ \t\n\r]+")


def is_blank(text: str) -> bool:
    """Tell whether a text is XML white space alone; a no-break space is not."""
    return not text.strip(" \t\n\r")


def folded(text: str) -> str:
    """Make one blank of each run of XML white space."""
    return _RUN.sub(" ", text) if "\n" in text or "  " in text or "\t" in text or "\r" in text else text


def holds_blocks(content: Iterable[str | Node]) -> bool:
    """Tell whether a block stands anywhere in a content."""
    return any(not isinstance(part, str) and (part.holds_blocks or part.behaviour in BLOCKS) for part in content)


def tidied(parts: list[str | Node], block: bool, with_blocks: bool) -> Content:
    """Take away the white space beside blocks, and at the edges of what is a ``block`` itself."""
    if with_blocks:
        edges = [None, *parts, None] if block else ["", *parts, ""]
        parts = [
            part
            for before, part, after in zip(edges, parts, edges[2:], strict=False)
            if not (isinstance(part, str) and is_blank(part) and (_is_edge(before) or _is_edge(after)))
        ]
    if block and parts:
        if isinstance(first := parts[0], str):
            parts[0] = first.lstrip(" ")
        if isinstance(last := parts[-1], str):
            parts[-1] = last.rstrip(" ")
    return tuple(parts)


def gathered(node: Node, wanted: str, first: str = "") -> tuple[Content, Node]:
    """Leave in a node only nodes of the ``wanted`` behaviour, and one of the style ``first`` before them.

    What else stands in it (a page break between rows, a heading of a list) goes into the wanted node before
    it; where there is none, it is returned, to stand before the node itself. No word changes its place: what has the
    style ``first`` but does not come first is a label like any other.
    """
    leading: list[str | Node] = []
    kept: list[Node] = []
    for part in node.content:
        if isinstance(part, Node) and part.behaviour == wanted:
            kept.append(part)
        elif kept:
            kept[-1] = with_more(kept[-1], _as_label(part, first))
        else:
            leading.append(part)
    if first and len(leading) == 1 and isinstance(leading[0], Node) and leading[0].setting("style") == first:
        return (), replace(node, content=(*leading, *kept))
    return tuple(_as_label(part, first) for part in leading), replace(node, content=tuple(kept))


def _as_label(part: str | Node, style: str) -> str | Node:
    if isinstance(part, Node) and style and part.setting("style") == style:
        return replace(part, settings=MappingProxyType({**part.settings, "style": "label"}))
    return part


def with_more(node: Node, *parts: str | Node) -> Node:
    """Append to a node, at the end of its last words: where its last part is a block, to that."""
    last = node.content[-1] if node.content else None
    if isinstance(last, Node) and last.behaviour in BLOCKS:
        return replace(node, content=(*node.content[:-1], with_more(last, *parts)))
    return replace(node, content=(*node.content, *parts), holds_blocks=node.holds_blocks or holds_blocks(parts))


def _is_edge(part: str | Node | None) -> bool:
    return part is None or (isinstance(part, Node) and (part.behaviour in BLOCKS or part.holds_blocks))
