"""Proofs: a text with wide margins, lines that are numbered, and queries in the margin and at the end.

In go an edition, the name of a text, and queries: the id of a block, some words of the place in it, and what is asked;
out comes a PDF. To them come the places that the editors themselves are not sure of. Nothing is looked for in files:
what there is to ask, others have found.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from editio.edition import Edition
from editio.files import read
from editio.message import Message
from editio.render import package, pdf, phrase
from editio.render.document import Content, Document, Node, nodes
from editio.render.pdf import Printed, Query

DOUBTS = ("doubt", "gap")
"""Kinds of interventions that say of a place that it is not sure; of others, their certainty says so."""

UNSURE = ("low", "medium", "unknown")
"""What TEI calls the certainty of those who are not sure."""

FEWEST = 8
"""The characters by which a place is looked for, at least: fewer stand in many."""


def proof(edition: Edition, name: str, asked: Sequence[tuple[str, str, str]]) -> tuple[bytes, tuple[Message, ...]]:
    """Make the proof of a text with what is ``asked`` of it; queries are numbered in the order of their places."""
    path = edition.document(name)
    data = read(path)
    document, messages = pdf.document_of(data, str(path), edition, name)
    speech = edition.publication.spoken(name)
    words = pdf.sheet_of(edition.root, speech).words
    document, queries = place(document, (*asked, *_doubted(document, words)))
    about = package.of_text(document.metadata, data, edition, name)
    made, told = pdf.book_of((Printed(document),), about, str(path), speech, edition, name, queries=queries)
    return made, (*messages, *told)


def _doubted(document: Document, words: Any) -> Iterator[tuple[str, str, str]]:
    """Give the places of which the editors say that they are not sure."""

    def quoted(said: str) -> str:
        return str(words.quoted.format(said) if said else words.nothing)

    for change in document.interventions:
        if change.kind in DOUBTS or change.certainty in UNSURE:
            lost = phrase.lost(words, change.details) if change.kind == "gap" else ""
            said = words.changes[change.kind]
            said = said.format(source=quoted(change.source), reading=quoted(change.reading), lost=lost)
            sure = words.certainty.get(change.certainty, "")
            yield change.id, "", ": ".join(("; ".join(filter(None, (said, sure))), *change.reasons))


def place(document: Document, asked: Iterable[tuple[str, str, str]]) -> tuple[Document, tuple[Query, ...]]:
    """Put an anchor where each query belongs, and number them in the order of the text; others come last."""
    blocks = {node.id for node in nodes(document.content)}
    sentences: dict[str, str] = {}
    wanted: dict[str, list[tuple[str, str]]] = {}
    for nth, (block, words, said) in enumerate(asked, 1):
        sentences[own := f"query.{nth}"] = said
        if block and block in blocks:
            wanted.setdefault(block, []).append((own, words))
    made = replace(
        document,
        front=_anchored(document.front, wanted),
        body=_anchored(document.body, wanted),
        back=_anchored(document.back, wanted),
    )
    placed = [node.id for node in nodes(made.content) if node.id in sentences]
    order = (*placed, *(own for own in sentences if own not in placed))
    queries = (Query(nth, sentences[own], own if own in placed else "") for nth, own in enumerate(order, 1))
    return made, tuple(queries)


def _anchored(content: Content, wanted: Mapping[str, Sequence[tuple[str, str]]]) -> Content:
    return tuple(part if isinstance(part, str) else _within(part, wanted) for part in content)


def _within(node: Node, wanted: Mapping[str, Sequence[tuple[str, str]]]) -> Node:
    content = _anchored(node.content, wanted)
    for own, words in reversed(wanted.get(node.id, ())):
        anchor = Node("anchor", "anchor", own)
        lengths = (len(words), 2 * FEWEST, FEWEST) if len(words) >= FEWEST else ()
        parted = next(filter(None, (_parted(content, words[:length], anchor) for length in lengths)), None)
        content = parted or (anchor, *content)
    return replace(node, content=content)


def _parted(content: Content, words: str, anchor: Node) -> Content | None:
    """Put an anchor before the first of these words, if they stand in the content without a break."""
    for nth, part in enumerate(content):
        if isinstance(part, str):
            before, found, after = part.partition(words)
            new: Content | None = (before, anchor, found + after) if found else None
        else:
            inner = _parted(part.content, words, anchor)
            new = (replace(part, content=inner),) if inner else None
        if new:
            return (*content[:nth], *new, *content[nth + 1 :])
    return None
