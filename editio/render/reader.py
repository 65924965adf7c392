"""The reader: one walk over a TEI tree, element by element, by the rules.

In go elements; out come nodes. The reader remembers what was met on the way (notes, interventions, names,
messages), hands out ids, and knows where it is; what a behaviour makes of an element beyond a plain node is said by
the handlers that :mod:`editio.render.model` gives it.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from lxml import etree

from editio import tei
from editio.message import Message, Rejected
from editio.render import rules
from editio.render.behaviour import BLOCKS
from editio.render.document import Node, Note
from editio.render.entries import Occurrence
from editio.render.space import folded, holds_blocks, is_blank, tidied, with_more
from editio.render.statements import Intervention, Variant

Parts = Iterable[str | Node]

Handler = Callable[["Reader", etree._Element, str, rules.Rule], Parts]
"""What makes nodes of an element: called with the reader, the element, its name and its rule."""

Attach = Callable[["Reader", etree._Element, str], Parts]
"""What makes nodes of an element outside the text, at a place that it is about: called with the id of that."""

NAMED = frozenset(
    """
    alternate apparatus figure heading intervention name note pageBreak paragraph section table titlePart verseGroup
    """.split()
)
"""Behaviours whose nodes always have an id: something points at them, or a reader may want to."""

POINTING = frozenset(("link", "quotation", "saying"))
"""Behaviours whose nodes have an id where they point at an entry of a register, which points back at them."""

PLACES = frozenset("cell figure heading listItem paragraph speech titlePart verseGroup".split())
"""Behaviours whose nodes are named as the place where something is found."""

_Made = TypeVar("_Made")
_TEI = f"{{{tei.NAMESPACE}}}"
_ID = re.compile(r"[^\s\x00-\x20\"'<>&]+\Z")


@dataclass(frozen=True, slots=True)
class Given:
    """Hold what is known of the whole document before its first word is read.

    ``ids`` are all that the document has, ``entries`` those of its registers, ``names`` what each id of a
    person is called, ``initials`` how those sign who answer for something, ``reasons`` why editors did something.
    ``attached`` holds the elements outside the text by the id at which they are told of, ``ranges`` the ids where
    ranges begin or end. ``own_witnesses`` are pointers to the raw text as a witness, ``sigla`` those of all,
    ``notes`` the series of each note in the text, by its id.
    """

    file: str
    prefix: str
    own_rules: Path | None
    handlers: Mapping[str, Handler]
    attach: Mapping[str, Attach]
    ids: frozenset[str]
    entries: frozenset[str]
    names: Mapping[str, str]
    initials: Mapping[str, str]
    reasons: Mapping[str, tuple[str, ...]]
    attached: Mapping[str, Sequence[etree._Element]]
    ranges: frozenset[str]
    own_witnesses: frozenset[str]
    sigla: Mapping[str, str]
    notes: Mapping[str, str]


class Reader:
    """Read elements in document order, and remember what was met on the way."""

    def __init__(self, given: Given, view: str) -> None:
        """Begin at the beginning of a view; what is met is remembered by id, as is in which block ranges ``begun``."""
        self.given = given
        self.view = view
        self.rules = rules.load(view, given.own_rules)
        self.notes: list[Note | None] = []
        self.interventions: dict[str, Intervention] = {}
        self.variants: dict[str, Variant] = {}
        self.occurrences: dict[str, list[Occurrence]] = {}
        self.begun: dict[str, str] = {}
        self.messages: list[Message] = []
        self.place = ""
        self.within_link = False
        self._links = 0
        self._used: set[str] = set()
        self._counts: dict[str, int] = {}
        self._unknown: set[str] = set()
        self._remarks: dict[etree._Element, str] = {}
        self._around: list[str] = []
        self._depth = 0
        self._in_note = False
        self._keeps_space = False

    def read(self, element: etree._Element, parent: str) -> Parts:
        """Read one element by the first rule that matches it; ``parent`` is the name of what holds it."""
        name = str(element.tag).removeprefix(_TEI)
        self.count(name)
        rule = self.rules.find(name, parent, self._around, element)
        if rule is None:
            self._report_unknown(element, name)
            return self.content(element, name)
        handler = self.given.handlers.get(rule.behaviour)
        parts = handler(self, element, name, rule) if handler else (self.node(element, name, rule),)
        if self.given.attached and element.get(tei.ID) in self.given.attached:
            return self._with_attached(element, parts)
        return parts

    def content(self, element: etree._Element, name: str) -> list[str | Node]:
        """Read what an element holds. Rejects nesting beyond :data:`editio.tei.DEEPEST` (E513)."""
        parts: list[str | Node] = []
        self._depth += 1
        if self._depth > tei.DEEPEST:
            sentence = f"elements are nested deeper than {tei.DEEPEST} levels"
            raise Rejected([Message(self.given.file, element.sourceline or 0, "E513", sentence)])
        self._around.append(name)
        for part in tei.content(element):
            if not isinstance(part, str):
                parts.extend(self.read(part, name))
            elif self._keeps_space:
                parts.append(part)
            elif name not in tei.ELEMENT_ONLY or not is_blank(part):
                parts.append(folded(part))
        self._around.pop()
        self._depth -= 1
        return parts

    def node(self, element: etree._Element, name: str, rule: rules.Rule) -> Node:
        """Make a node of an element and what it holds."""
        behaviour = rule.behaviour
        settings = rule.settings(element)
        own_id = self.identify(element, name, behaviour in NAMED or self._is_mention(behaviour, settings))
        outer = self.place, self._keeps_space
        if behaviour in PLACES and own_id and not self._in_note:
            self.place = own_id
        elif behaviour == "anchor":
            self.begun[own_id] = self.place
        if rule.fixed.get("space") == "keep":
            self._keeps_space = True
        parts = self.content(element, name)
        with_blocks = holds_blocks(parts)
        content = tuple(parts) if self._keeps_space else tidied(parts, behaviour in BLOCKS, with_blocks)
        self.place, self._keeps_space = outer
        language = element.get(tei.LANG, "")
        return Node(behaviour, name, own_id, language, settings, content, with_blocks)

    def note(self, element: etree._Element, name: str, rule: rules.Rule) -> Parts:
        """Draw a note out of the text, and leave a node without content where it is anchored."""
        return self._note(element, rule, self.identify(element, name, True))

    def remark(self, element: etree._Element, at: str) -> Parts:
        """Draw in a note that stands outside the text, where its rule makes it one, as if it stood at its place.

        Where it is about several ranges, it is drawn in at the first, and referred to at the others.
        """
        rule = self.rules.find("note", "", (), element)
        if rule is None or rule.behaviour != "note":
            return ()
        starts, ends = (element.get("target") or "").split(), (element.get("targetEnd") or "").split()
        ranges = dict(zip(ends, starts, strict=False))
        begins = ranges.get(f"#{at}", "").removeprefix("#")
        begins = self.given.prefix + begins if begins in self.given.ids else ""
        known = self._remarks.get(element)
        if known is None:
            self._remarks[element] = own_id = self.identify(element, "annotation", True)
            return self._note(element, rule, own_id, begins)
        series = rule.settings(element).get("series", "authorial")
        settings = {"note": known, "series": series, "begins": begins}
        return (Node("note", "note", self.made_up("annotation"), settings=settings),)

    def _note(self, element: etree._Element, rule: rules.Rule, own_id: str, begins: str = "") -> Parts:
        settings = rule.settings(element)
        nth = len(self.notes)
        self.notes.append(None)
        outer = self._around, self.place, self.within_link, self._links, self._in_note
        anchor = self.place
        self._around, self.place, self.within_link, self._in_note = [], own_id, False, True
        parts = self.content(element, "note")
        self._around, self.place, self.within_link, self._links, self._in_note = outer
        self._links += 1
        series = settings.get("series", "authorial")
        self.notes[nth] = Note(
            id=own_id,
            series=series,
            content=tidied(parts, True, holds_blocks(parts)),
            label=settings.get("label", ""),
            place=settings.get("place", ""),
            responsible=self.responsible(element),
            anchor=anchor,
            language=element.get(tei.LANG, ""),
            begins=begins,
            initials=self.signed(element) if series == "editorial" else (),
        )
        return (Node("note", "note", own_id, "", {"series": series}),)

    def _is_mention(self, behaviour: str, settings: Mapping[str, str]) -> bool:
        pointers = f"{settings.get('key', '')} {settings.get('address', '')}".split() if behaviour in POINTING else ()
        return any(pointer.removeprefix("#") in self.given.entries for pointer in pointers)

    def linked(self, make: Callable[[], _Made]) -> tuple[_Made, bool]:
        """Read what may become a link, and tell whether it may not, since it holds one or stands in one."""
        before = self._links
        made = make()
        unlinked = self.within_link or self._links != before
        self._links += 1
        return made, unlinked

    def identify(self, element: etree._Element, name: str, needed: bool) -> str:
        """Give the id of an element, once: a second element of that id has none, unless it needs one."""
        stated = element.get(tei.ID, "")
        if stated and stated not in self._used and _ID.match(stated):
            self._used.add(stated)
            return self.given.prefix + stated
        return self.made_up(name) if needed else ""

    def made_up(self, name: str) -> str:
        """Make up the id of the element that was counted last: its name, and the how manieth of that name it is.

        It is the same in both views, and none that the document has.
        """
        made = f"{name}.{self._counts[name]}"
        while made in self.given.ids:
            made += "."
        return self.given.prefix + made

    def count(self, name: str) -> None:
        """Count an element, from 1, among those of its name in the document."""
        self._counts[name] = self._counts.get(name, 0) + 1

    def skip(self, element: etree._Element) -> list[str | Node]:
        """Leave out what an element holds, but count it; what remains are the ends of ranges that lie in it."""
        kept: list[str | Node] = []
        for inner in element.iterdescendants(etree.Element):
            name = str(inner.tag).removeprefix(_TEI)
            if name == "anchor" and inner.get(tei.ID) in self.given.ranges:
                kept.extend(self.read(inner, ""))
            else:
                self.count(name)
        return kept

    def first_part(self, element: etree._Element, known: Mapping[str, object]) -> str | None:
        """Give the id of the entry that an element is a further part of, if that is known."""
        pointer = element.get("corresp") or element.get("prev") or ""
        first = self.given.prefix + pointer.removeprefix("#")
        return first if pointer and first in known else None

    def responsible(self, *elements: etree._Element) -> tuple[str, ...]:
        """Give those whom the first element with ``resp`` points at: by initials if several sign so, else by name."""
        signed, names = self.given.initials, self.given.names
        return tuple(signed.get(one) or names.get(one) or one for one in _answering(elements))

    def signed(self, *elements: etree._Element) -> tuple[str, ...]:
        """Give the initials of those whom the first element with ``resp`` points at, if several sign so."""
        return tuple(filter(None, map(self.given.initials.get, _answering(elements))))

    def apart(self, view: str) -> "Reader":
        """Give a second reader for words beside the text, which forgets what it meets."""
        reader = Reader(self.given, view)
        reader._depth = self._depth
        return reader

    def report(self, element: etree._Element, code: str, sentence: str, hint: str = "") -> None:
        """Note a message about an element."""
        self.messages.append(Message(self.given.file, element.sourceline or 0, code, sentence, hint))

    def _report_unknown(self, element: etree._Element, name: str) -> None:
        if name not in self._unknown:
            self._unknown.add(name)
            self.report(element, "W703", f"the element <{name}> has no processing rule: only its content is shown")

    def _with_attached(self, element: etree._Element, parts: Parts) -> Parts:
        """Add what stands outside the text and is about this element: to a block at the end of its last words."""
        parts = list(parts)
        added: list[str | Node] = []
        at = element.get(tei.ID, "")
        for one in self.given.attached[at]:
            self.count("annotation")
            added.extend(self.given.attach[tei.local(one)](self, one, at))
        if added and parts and isinstance(last := parts[-1], Node) and last.behaviour in BLOCKS:
            return [*parts[:-1], with_more(last, *added)]
        return [*parts, *added]


def _answering(elements: Iterable[etree._Element]) -> list[str]:
    stated = next((resp for element in elements if (resp := element.get("resp"))), "")
    return [pointer.removeprefix("#") for pointer in stated.split()]


def without_notes(content: tuple[str | Node, ...]) -> tuple[str | Node, ...]:
    """Give a content without the references to notes in it."""
    return tuple(
        part if isinstance(part, str) else replace(part, content=without_notes(part.content))
        for part in content
        if isinstance(part, str) or part.behaviour != "note"
    )
