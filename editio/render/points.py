"""Points: on which side of punctuation the reference to a note stands.

In goes a document; out comes one in which the references to editors' notes stand after the closing punctuation that
follows them, as a printer sets them. The references of an author stay where the source has them. No word changes
its place: only references move, and only past marks.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from editio.render.document import Content, Document, Node

_CLOSING = re.compile(r"[.,;:!?…)\]}’”»›\"'。、，；：！？）」』】]+")


def past_points(document: Document) -> Document:
    """Set the references to editors' notes after closing punctuation (Chicago Manual of Style, 14.26)."""
    if not any(note.series == "editorial" for note in document.notes):
        return document
    return replace(
        document,
        front=_moved(document.front),
        body=_moved(document.body),
        back=_moved(document.back),
        notes=tuple(replace(note, content=_moved(note.content)) for note in document.notes),
    )


def _moved(content: Content) -> Content:
    """Move references past the marks in the words directly after them; what has none is given back itself."""
    parts: list[str | Node] = []
    for part in content:
        if isinstance(part, Node):
            parts.append(_moved_within(part))
        elif (marks := _CLOSING.match(part)) and (count := _references_at_end(parts)):
            parts[-count:-count] = [marks[0]]
            parts.append(part[marks.end() :])
        else:
            parts.append(part)
    is_same = len(parts) == len(content) and all(new is old for new, old in zip(parts, content, strict=True))
    return content if is_same else tuple(part for part in parts if part != "")


def _moved_within(node: Node) -> Node:
    content = _moved(node.content) if node.content else ()
    return node if content is node.content else replace(node, content=content)


def _references_at_end(parts: Sequence[str | Node]) -> int:
    """Count the parts from the first of the last references on; the ends of ranges may stand among them."""
    count = 0
    for number, part in enumerate(reversed(parts), 1):
        if isinstance(part, Node) and part.behaviour == "note" and part.setting("series") == "editorial":
            count = number
        elif isinstance(part, str) or part.behaviour != "anchor":
            break
    return count
