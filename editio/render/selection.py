"""The selection: a document without the parts that an edition leaves out.

In go a document as :mod:`editio.render.model` reads it and the parts that an edition gives of its texts
(:data:`editio.publication.PARTS`); out comes a document in which what is left out is not there, so that no template has
it to show, and nothing leads to it. No word of the text changes, and none of its author's notes: what editors marked
becomes plain words. The parts that only pages have (contents, colophon) are a matter of the formats.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TypeVar

from editio.edition import Edition
from editio.publication import PARTS
from editio.render.document import Content, Document, Node, nodes
from editio.render.entries import Entry, Register
from editio.render.statements import Intervention, Variant

EDITORIAL = "editorial"
"""The series of notes that is left out with ``notes``; those of any other belong to the text."""

OF_ESSAYS = ("notes", "variants", "changes")
"""Parts that stay in the volume's own document, whatever is left out of its texts."""

_Listed = TypeVar("_Listed", Intervention, Variant)


@dataclass(frozen=True, slots=True)
class _Left:
    """Say what is left out: the behaviours whose nodes become words, and the ids that are no more."""

    plain: frozenset[str]
    notes: frozenset[str]
    entries: frozenset[str]
    hides_names: bool

    @property
    def gone(self) -> frozenset[str]:
        return self.notes | self.entries


def select(document: Document, parts: Collection[str]) -> Document:
    """Give a document with these parts of :data:`~editio.publication.PARTS` alone; of all of them, itself."""
    if set(PARTS) <= set(parts):
        return document
    dropped = frozenset[str]() if "notes" in parts else _dropped(document)
    left = _left(document, parts, dropped)
    notes = tuple(replace(one, content=_words(one.content, left)) for one in document.notes if one.id not in dropped)
    inside = frozenset(node.id for one in document.notes if one.id in dropped for node in nodes(one.content)) | dropped
    return replace(
        document,
        metadata=document.metadata if "abstract" in parts else replace(document.metadata, abstract=""),
        front=_words(document.front, left),
        body=_words(document.body, left),
        back=_words(document.back, left),
        notes=notes,
        interventions=_but(document.interventions, inside) if "changes" in parts else (),
        withdrawn=document.withdrawn if "changes" in parts else (),
        variants=_but(document.variants, inside) if "variants" in parts else (),
        witnesses=document.witnesses if "variants" in parts else (),
        registers=tuple(_mentioned(one, inside) for one in document.registers) if "registers" in parts else (),
    )


def chosen(document: Document, edition: Edition, name: str) -> Document:
    """Give the document of that name, a text of an edition or its own, with the parts that the edition gives.

    The notes in an essay stay: they are words of its author's.
    """
    parts = edition.publication.parts
    return select(document, {*parts, *OF_ESSAYS} if name == edition.id else parts)


# --- what is left out -------------------------------------------------------------------------------------


def _left(document: Document, parts: Collection[str], notes: frozenset[str]) -> _Left:
    """Say what becomes words, and which ids are no more."""
    plain = {"changes": ("alternate", "intervention", "gap"), "variants": ("apparatus",), "registers": ("name",)}
    entries = set[str]()
    if "registers" not in parts:
        entries.update(entry.id for register in document.registers for entry in register.entries)
    if "changes" not in parts:
        entries.update(one.id for one in document.withdrawn)
    return _Left(
        frozenset(behaviour for part, some in plain.items() if part not in parts for behaviour in some),
        notes,
        frozenset(entries),
        "registers" not in parts,
    )


def _dropped(document: Document) -> frozenset[str]:
    """Give the ids of the notes of editors, and of notes that only these refer to."""
    own = {one.id: one for one in document.notes if one.series != EDITORIAL}
    kept = set[str]()
    waiting = [document.content]
    while waiting:
        for one in _references(waiting.pop()):
            if one in own and one not in kept:
                kept.add(one)
                waiting.append(own[one].content)
    return frozenset(one.id for one in document.notes if one.id not in kept)


def _references(content: Content) -> Iterator[str]:
    return (_note_of(node) for node in nodes(content) if node.behaviour == "note")


def _note_of(node: Node) -> str:
    """Give the id of the note that a reference belongs to."""
    return node.setting("note") or node.id


def _but(listed: Iterable[_Listed], inside: frozenset[str]) -> tuple[_Listed, ...]:
    """Give entries without their places in notes that are no more; without any place, none."""
    found = []
    for one in listed:
        places = tuple(passage for passage in one.passages if passage.id not in inside and passage.place not in inside)
        if places or not one.passages:
            found.append(one if len(places) == len(one.passages) else replace(one, passages=places))
    return tuple(found)


def _mentioned(register: Register, inside: frozenset[str]) -> Register:
    """Give a register without the mentions in notes that are no more."""

    def entry(one: Entry) -> Entry:
        found = tuple(at for at in one.occurrences if at.id not in inside and at.place not in inside)
        return one if len(found) == len(one.occurrences) else replace(one, occurrences=found)

    return replace(register, entries=tuple(map(entry, register.entries)))


# --- words ------------------------------------------------------------------------------------------------


def _words(content: Content, left: _Left) -> Content:
    """Give content in which what is left out is plain words; words that meet become one."""
    parts: list[str | Node] = []
    for part in content:
        for one in (part,) if isinstance(part, str) else _shown(part, left):
            last = parts[-1] if parts else None
            if isinstance(one, str) and isinstance(last, str):
                parts[-1] = last + one
            else:
                parts.append(one)
    is_same = len(parts) == len(content) and all(new is old for new, old in zip(parts, content, strict=True))
    return content if is_same else tuple(parts)


def _shown(node: Node, left: _Left) -> Content:
    """Give what there is in place of a node."""
    if node.behaviour == "note":
        return () if _note_of(node) in left.notes else (node,)
    content = _words(node.content, left)
    if node.behaviour == "gap" and "gap" in left.plain:
        return (_without(node, content, "entry"),)
    if node.behaviour in left.plain:
        return _plain(node, content)
    if node.behaviour == "link" and node.setting("target") in left.gone:
        return _plain(node, content) if content else ()
    if left.hides_names and node.behaviour in ("quotation", "saying"):
        return (_without(node, content, "key", "whose"),)
    return (node,) if content is node.content else (replace(node, content=content),)


def _plain(node: Node, content: Content) -> Content:
    """Give the words of a node as words: with its id if somebody may point at it, with its look if it has one."""
    own_id = "" if _is_made_up(node) else node.id
    style = node.setting("style") if node.behaviour == "name" else ""
    if not content:
        return (Node("anchor", node.element, own_id),) if own_id else ()
    if not (own_id or style or node.language or node.holds_blocks):
        return content
    settings = MappingProxyType({"style": style} if style else {})
    return (Node("inline", node.element, own_id, node.language, settings, content, node.holds_blocks),)


def _without(node: Node, content: Content, *settings: str) -> Node:
    kept = {name: value for name, value in node.settings.items() if name not in settings}
    return replace(node, settings=MappingProxyType(kept), content=content)


def _is_made_up(node: Node) -> bool:
    """Tell whether the id is one that the document does not state: nobody but us knows it."""
    return re.search(rf"(\A|\.)({node.element}|annotation)\.\d+\.*\Z", node.id) is not None
