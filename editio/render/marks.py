"""Marks: what stands in plain text for italics, notes and gaps, and how it is told from the text's own characters.

In goes a document; out come the marks that it needs, and the document with a backslash before each character of its
own that would read as one of them. So the words can be had back: take the marks away, then the backslashes. How a
mark is written is said by the templates.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from editio.render.document import Content, Document, Node, nodes
from editio.render.listing import BULLET

MARKS_OF_STYLES = {
    "italic": "italic",
    "underline": "italic",
    "spaced": "italic",
    "bold": "bold",
    "dotted": "italic",
    "reading": "reading",
    "superscript": "raised",
    "subscript": "lowered",
    "small-caps": "capitals",
}
"""The mark of words of a style, for words that have one."""

MARKS_OF_BEHAVIOURS = {"gap": "gap", "graphic": "image", "milestone": "break"}

ITEMS = {BULLET: "bullet", ".": "number", ")": "letter"}
"""The mark of an item of a list, by the last character of its label."""

READ_AS = {
    "paragraph": r"\[(?=¶ |¶?\Z)",
    "italic": r"_",
    "bold": r"=",
    "raised": r"[\^{}]",
    "lowered": r"[_{}]",
    "reading": r"[《》]",
    "authorial": r"\[(?=\d+\]|\d*\Z)",
    "editorial": r"\[(?=[a-z]{1,2}\]|[a-z]{0,2}\Z)",
    "gap": r"\[(?=…\]|…?\Z)",
    "doubt": r"\[(?=\?\]|\??\Z)",
    "change": r"\[(?=\*\]|\*?\Z)",
    "image": r"\[(?=image\]|\Z)",
    "line": r"(?!)",
}
"""What in a text would read as a mark, or as its beginning, where the mark is used.

A ``line`` of ours that a text has as well is seen when the lines are made; then a backslash is no longer itself.
"""


def needed(document: Document) -> frozenset[str]:
    """Give the marks that the head of a document must explain: of :data:`READ_AS` and :data:`ITEMS`, and others.

    Whether paragraphs are numbered depends on what is told after the text (:func:`editio.render.text`).
    """
    found = {note.series for note in document.notes}
    for content in _contents(document):
        found.update(map(_mark, nodes(content)))
    return frozenset(found - {""})


def _mark(node: Node) -> str:
    if node.behaviour == "listItem":
        return ITEMS.get(node.setting("label")[-1:], "")
    if node.setting("kind") == "doubt":
        return "doubt"
    if is_change(node):
        return "change"
    if node.behaviour == "figure" and not node.content:
        return "image"
    return MARKS_OF_BEHAVIOURS.get(node.behaviour) or mark_of(node)


def escaped(document: Document, marks: Iterable[str]) -> Document:
    """Put a backslash before what would read as one of the ``marks``, and before a backslash.

    A document in which nothing would is returned itself.
    """
    patterns = [READ_AS[mark] for mark in sorted(marks) if mark in READ_AS]
    pattern = re.compile("|".join((r"\\", *patterns)))
    if not patterns or not any(_has(content, pattern) for content in _contents(document)):
        return document
    return replace(
        document,
        front=_escaped(document.front, pattern),
        body=_escaped(document.body, pattern),
        back=_escaped(document.back, pattern),
        notes=tuple(replace(note, content=_escaped(note.content, pattern)) for note in document.notes),
    )


def _contents(document: Document) -> Iterator[Content]:
    yield document.content
    for note in document.notes:
        yield note.content


def _has(content: Content, pattern: re.Pattern[str]) -> bool:
    return any(pattern.search(part) if isinstance(part, str) else _has(part.content, pattern) for part in content)


def _escaped(content: Content, pattern: re.Pattern[str]) -> Content:
    """Escape the words of a content; what has nothing to escape is given back itself."""
    parts = tuple(
        pattern.sub(r"\\\g<0>", part) if isinstance(part, str) else _escaped_node(part, pattern) for part in content
    )
    return parts if any(new is not old for new, old in zip(parts, content, strict=True)) else content


def _escaped_node(node: Node, pattern: re.Pattern[str]) -> Node:
    content = _escaped(node.content, pattern)
    return node if content is node.content else replace(node, content=content)


# --- what templates call ----------------------------------------------------------------------------------


def is_change(node: Node) -> bool:
    """Tell whether words stand, or are missing, because editors changed them: what is listed, and no block."""
    return node.behaviour in ("alternate", "intervention") and bool(node.setting("entry")) and not node.holds_blocks


def mark_of(node: Node) -> str:
    """Give the mark of words that run on, or nothing: blocks among them are not marked."""
    return "" if node.holds_blocks else MARKS_OF_STYLES.get(node.setting("style"), "")


def marked(text: str, before: str, after: str = "") -> str:
    """Put marks around words, inside the blanks at their edges; the same marks within them fall away."""
    words = text.strip(" ")
    if not words:
        return text
    after = after or before
    if before == after:
        words = re.sub(rf"(?<!\\){re.escape(before)}(?!\{{)", "", words)
    lead = len(text) - len(text.lstrip(" "))
    return f"{text[:lead]}{before}{words}{after}{text[lead + len(text.strip(' ')) :]}"


def capitals(text: str) -> str:
    """Write words in capitals, but not the letters that refer to notes."""
    pieces = re.split(r"((?<!\\)\[(?:[a-z]{1,2}|image)\])", text)
    return "".join(piece if number % 2 else piece.upper() for number, piece in enumerate(pieces))
