"""Addresses told: where links of the editors' notes lead, in a format that has no links.

In goes a document; out comes one in which a link of an editorial note outside the edition is marked as ``told`` unless
its own words say the address. The words of the text and of its author's notes are left alone. How an address is written
is said by the templates.
"""

from dataclasses import replace
from types import MappingProxyType
from urllib.parse import unquote

from editio.render.document import Content, Document, Node, plain


def with_addresses(document: Document) -> Document:
    """Mark the links of editorial notes whose addresses are to be told."""
    notes = tuple(
        replace(note, content=_told(note.content)) if note.series == "editorial" else note for note in document.notes
    )
    return replace(document, notes=notes)


def _told(content: Content) -> Content:
    return tuple(part if isinstance(part, str) else _told_node(part) for part in content)


def _told_node(node: Node) -> Node:
    address = node.setting("address")
    content = _told(node.content)
    if node.behaviour != "link" or not address or _is_said(address, plain(content)):
        return replace(node, content=content)
    return replace(node, content=content, settings=MappingProxyType({**node.settings, "told": "yes"}))


def _is_said(address: str, words: str) -> bool:
    return unquote(words) in (unquote(address), unquote(address).partition(":")[2])
