"""The model: a TEI tree becomes a document of nodes, in the reading view or in the source view.

In goes a parsed TEI document, as untrusted as any; out come a :class:`~editio.render.document.Document` and
the findings. Which behaviour an element has is said by the rules (:mod:`editio.render.rules`); this module
reads them once over the tree, folds white space, draws notes out of the running text, and collects what
editors did and which names occur where. It numbers nothing and knows no format.

The views (TEI Guidelines, 3.5 and 12.3): `reading` takes of a ``choice`` what the editors put, and leaves
``surplus`` out; `source` takes what was received, and leaves ``supplied`` and editorial notes out.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from lxml import etree

from editio import tei
from editio.message import Message, Rejected
from editio.render import rules
from editio.render.behaviour import BLOCKS
from editio.render.document import (
    Agent,
    Content,
    Document,
    Intervention,
    Node,
    Note,
    Occurrence,
    Reading,
    Variant,
    nodes,
    plain,
)
from editio.render.header import metadata
from editio.render.register import registers

_Element = etree._Element
_Parts = list[str | Node]

NAMED = frozenset(
    """
    alternate apparatus figure heading intervention name note paragraph section table titlePart verseGroup
    """.split()
)
"""Behaviours whose nodes always have an id: something points at them, or a reader may want to."""

PLACES = frozenset("cell figure heading listItem paragraph speech titlePart verseGroup".split())
"""Behaviours whose nodes are named as the place where something is found."""

LINKED = frozenset("alternate apparatus intervention name".split())
"""Behaviours that a format may make a link of, which cannot hold another link."""

KINDS = {"corr": "correction", "reg": "regularisation", "expan": "expansion", "supplied": "addition"}
"""What kind of intervention a ``choice`` is, by the element that stands for the reading."""

_SPACE = re.compile(r"[\t\n\r][ \t\n\r]*| [ \t\n\r]+")
_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s<>\"\x00-\x20]+\Z", re.IGNORECASE)
_HOSTILE = re.compile(r"(?:javascript|vbscript|data):", re.IGNORECASE)
_ID = re.compile(r"[^\s\x00-\x20\"'<>&]+\Z")


@dataclass(frozen=True, slots=True)
class _Given:
    """What is known of the whole document before the first word is read."""

    file: str
    prefix: str
    own_rules: Path | None
    ids: frozenset[str]
    entries: frozenset[str]
    names: Mapping[str, str]
    comments: Mapping[str, Sequence[_Element]]
    reasons: Mapping[str, tuple[str, ...]]


def read(
    root: _Element, *, view: str = "reading", file: str = "", prefix: str = "", own_rules: Path | None = None
) -> tuple[Document, tuple[Message, ...]]:
    """Read a TEI document, or a corpus, in one view.

    ``file`` names the document in messages; ``prefix`` goes before every id (a volume needs it), though not
    before those of registers, which its texts share; ``own_rules`` is a publisher's file of rules, tried first.
    Returns the document with what there is to report (W703, W705). Rejects nesting beyond
    :data:`editio.tei.DEEPEST` (E513) and links that would run a script (E704).
    """
    about = metadata(root)
    given = _given(root, about.credits, file, prefix, own_rules)
    reader = _Reader(given, view)
    front, body, back = reader.regions(root)
    rejected = [message for message in reader.messages if message.rejects]
    if rejected:
        raise Rejected(rejected)
    document = Document(
        metadata=about,
        view=view,
        front=front,
        body=body,
        back=back,
        notes=tuple(note for note in reader.notes if note is not None),
        interventions=tuple(reader.interventions),
        variants=tuple(reader.variants),
        registers=registers(root, reader.occurrences),
    )
    return document, tuple(sorted(set(reader.messages)))


def _given(root: _Element, agents: Sequence[Agent], file: str, prefix: str, own_rules: Path | None) -> _Given:
    entries, names = set(), {agent.id: agent.name for agent in agents}
    comments: dict[str, list[_Element]] = {}
    reasons: dict[str, tuple[str, ...]] = {}
    for stand_off in root.iter(tei.tag("standOff")):
        for element in stand_off.iter(etree.Element):
            if id := element.get(tei.ID):  # noqa: A001 - the name that XML gave it
                entries.add(id)
                name = next((tei.words(c) for c in element if tei.local(c).endswith("Name")), "")
                names.setdefault(id, name)
            if element.tag == tei.tag("note") and (target := _target(element)):
                if element.get("type") == "reason":
                    reasons[target] = (*reasons.get(target, ()), tei.words(element))
                else:
                    comments.setdefault(target, []).append(element)
    ids = frozenset(filter(None, (element.get(tei.ID) for element in root.iter(etree.Element))))
    return _Given(file, prefix, own_rules, ids, frozenset(entries), names, comments, reasons)


def _target(note: _Element) -> str:
    """Give the id of what a note outside the text is about: of a range, its end."""
    pointer = note.get("targetEnd") or note.get("target") or ""
    return pointer.split()[-1].removeprefix("#") if pointer.split() else ""


class _Reader:
    """Read elements in document order, and remember what was met on the way."""

    def __init__(self, given: _Given, view: str) -> None:
        """Begin at the beginning."""
        self.given = given
        self.view = view
        self.rules = rules.load(view, given.own_rules)
        self.notes: list[Note | None] = []
        self.interventions: list[Intervention] = []
        self.variants: list[Variant] = []
        self.occurrences: dict[str, list[Occurrence]] = {}
        self.messages: list[Message] = []
        self.used: set[str] = set()
        self.made: dict[str, int] = {}
        self.unknown: set[str] = set()
        self.around: list[str] = []
        self.depth = 0
        self.place = ""
        self.links = 0
        self.within_link = False
        self.keep_space = False

    # --- the tree -----------------------------------------------------------------------------------------

    def regions(self, root: _Element) -> tuple[Content, Content, Content]:
        """Read front, body and back; the texts of a corpus are sections of its body."""
        front: _Parts = []
        body: _Parts = []
        back: _Parts = []
        for child in _elements(root):
            name = tei.local(child)
            if name in ("TEI", "teiCorpus"):
                title = metadata(child).title
                settings = {"kind": "text", "title": title} if title else {"kind": "text"}
                parts = sum(self.regions(child), ())
                body.append(Node("section", name, self.made_up(name), "", settings, parts, True))
            elif name == "text":
                for part in _elements(child):
                    region = {"front": front, "back": back}.get(tei.local(part), body)
                    region.extend(_spliced(self.read(part, "text")))
            elif name == "sourceDoc":
                body.extend(self.read(child, "TEI"))
        return tuple(front), tuple(body), tuple(back)

    def read(self, element: _Element, parent: str) -> Iterable[str | Node]:
        """Read one element by the first rule that matches it."""
        name = tei.local(element) if str(element.tag).startswith(_TEI) else str(element.tag)
        rule = self.rules.find(name, parent, self.around, element)
        if rule is None:
            self.report_unknown(element, name)
            return self.content(element, name)
        special = _SPECIAL.get(rule.behaviour)
        parts = special(self, element, name, rule) if special else (self.node(element, name, rule),)
        if self.given.comments and element.get(tei.ID) in self.given.comments:
            return self.commented(element, parts)
        return parts

    def content(self, element: _Element, name: str) -> _Parts:
        """Read what an element holds."""
        parts: _Parts = []
        self.depth += 1
        if self.depth > tei.DEEPEST:
            sentence = f"elements are nested deeper than {tei.DEEPEST} levels"
            raise Rejected([Message(self.given.file, element.sourceline or 0, "E513", sentence)])
        self.around.append(name)
        for part in tei.content(element):
            if not isinstance(part, str):
                parts.extend(self.read(part, name))
            elif self.keep_space:
                parts.append(part)
            elif name not in tei.ELEMENT_ONLY or not _is_blank(part):
                parts.append(_fold(part))
        self.around.pop()
        self.depth -= 1
        return parts

    def node(self, element: _Element, name: str, rule: rules.Rule) -> Node:
        """Make a node of an element and what it holds."""
        behaviour = rule.behaviour
        id = self.identify(element, name, behaviour in NAMED)  # noqa: A001 - the name that XML gave it
        outer = self.place
        if behaviour in PLACES and id:
            self.place = id
        keep, self.keep_space = self.keep_space, self.keep_space or rule.fixed.get("space") == "keep"
        content = self.content(element, name)
        kept, self.keep_space = self.keep_space, keep
        self.place = outer
        holds = _holds_blocks(content)
        if not kept:
            _tidy(content, behaviour in BLOCKS, holds)
        language = element.get(tei.LANG, "")
        return Node(behaviour, name, id, language, rule.settings(element), tuple(content), holds)

    # --- ids and reports ----------------------------------------------------------------------------------

    def identify(self, element: _Element, name: str, needed: bool) -> str:
        """Give the id of an element, once: a second element of that id has none, unless it needs one."""
        stated = element.get(tei.ID, "")
        if stated and stated not in self.used and _ID.match(stated):
            self.used.add(stated)
            return self.given.prefix + stated
        return self.made_up(name) if needed else ""

    def made_up(self, name: str) -> str:
        """Make up an id that the document does not have: the same one at each reading of one document."""
        name = re.sub(r"\W", "", name.rpartition("}")[2])
        while True:
            self.made[name] = self.made.get(name, 0) + 1
            made = f"{name}.{self.made[name]}"
            if made not in self.given.ids:
                return self.given.prefix + made

    def report(self, element: _Element, code: str, sentence: str, hint: str = "") -> None:
        """Note a message about an element."""
        self.messages.append(Message(self.given.file, element.sourceline or 0, code, sentence, hint))

    def report_unknown(self, element: _Element, name: str) -> None:
        """Note, once for each name, that no rule matches."""
        if name not in self.unknown:
            self.unknown.add(name)
            sentence = f"the element <{name}> has no processing rule: only its content is shown"
            self.report(element, "W703", sentence)

    # --- special behaviours -------------------------------------------------------------------------------

    def omit(self, element: _Element, name: str, _rule: rules.Rule) -> Iterable[str | Node]:
        """Leave an element out; an intervention that removes words leaves its place behind."""
        if name == "surplus" or (name == "supplied" and self.view == "source"):
            return (self.intervene(element, name, "omission" if name == "surplus" else "addition", ()),)
        return ()

    def pass_through(self, element: _Element, name: str, _rule: rules.Rule) -> Iterable[str | Node]:
        """Give the content of an element that itself is nothing on the page."""
        return self.content(element, name)

    def note(self, element: _Element, name: str, rule: rules.Rule) -> Iterable[str | Node]:
        """Draw a note out of the text and leave a reference."""
        id = self.identify(element, name, True)  # noqa: A001 - the name that XML gave it
        settings = rule.settings(element)
        nth = len(self.notes)
        self.notes.append(None)
        outer = self.around, self.place, self.within_link, self.links
        anchor, self.around, self.place, self.within_link = self.place, [], id, False
        content = self.content(element, name)
        self.around, self.place, self.within_link, self.links = outer
        self.links += 1
        _tidy(content, True, _holds_blocks(content))
        series = settings.get("series", "authorial")
        self.notes[nth] = Note(
            id=id,
            series=series,
            content=tuple(content),
            label=settings.get("label", ""),
            place=settings.get("place", ""),
            responsible=self.responsible(element),
            anchor=anchor,
            language=element.get(tei.LANG, ""),
        )
        return (Node("note", name, id, "", {"series": series}),)

    def alternate(self, element: _Element, name: str, rule: rules.Rule) -> Iterable[str | Node]:
        """Take of several encodings of one place the one that belongs to the view."""
        marked = _pick(element, rule, "reading")
        received = _pick(element, rule, "source")
        chosen = marked if self.view == "reading" else received
        if marked is None or received is None or chosen is None:
            return ()
        id = self.identify(marked, tei.local(marked), False)  # noqa: A001 - the name that XML gave it
        id = id or self.identify(element, name, True)  # noqa: A001
        before = self.links
        content = self.content(chosen, tei.local(chosen))
        unlinked = self.within_link or self.links != before
        self.links += 1
        others = [c for c in _elements(element) if c.tag == marked.tag and c is not marked]
        kind = KINDS.get(tei.local(marked), "choice")
        change = Intervention(
            id=id,
            kind=kind,
            reading=self.words(marked, "reading"),
            source=self.words(received, "source"),
            others=tuple(self.words(other, "reading") for other in others),
            responsible=self.responsible(marked, element),
            certainty=marked.get("cert") or element.get("cert") or "",
            evidence=marked.get("evidence") or "",
            reasons=self.reasons(marked, element),
            place=self.place,
        )
        self.interventions.append(change)
        settings = {"kind": kind, "reading": change.reading, "source": change.source}
        if unlinked:
            settings["unlinked"] = "yes"
        language = chosen.get(tei.LANG, "")
        return (Node("alternate", name, id, language, settings, tuple(content), _holds_blocks(content)),)

    def intervention(self, element: _Element, name: str, rule: rules.Rule) -> Iterable[str | Node]:
        """Keep words that editors supplied, or that they hold to be too much."""
        before = self.links
        content = self.content(element, name)
        kind = rule.fixed.get("kind", "choice")
        node = self.intervene(element, name, kind, content)
        unlinked = self.within_link or self.links != before
        self.links += 1
        return (replace(node, settings={**node.settings, "unlinked": "yes"}) if unlinked else node,)

    def intervene(self, element: _Element, name: str, kind: str, content: Sequence[str | Node]) -> Node:
        """Note one intervention, and make the node that shows it (empty where its words are left out)."""
        id = self.identify(element, name, True)  # noqa: A001 - the name that XML gave it
        added = kind == "addition"
        words = self.words(element, "reading" if added else "source")
        self.interventions.append(
            Intervention(
                id=id,
                kind=kind,
                reading=words if added else "",
                source="" if added else words,
                responsible=self.responsible(element),
                certainty=element.get("cert", ""),
                evidence=element.get("evidence", ""),
                reasons=self.reasons(element),
                place=self.place,
            )
        )
        settings = {"kind": kind, "reading": words if added else "", "source": "" if added else words}
        language = element.get(tei.LANG, "")
        return Node("intervention", name, id, language, settings, tuple(content), _holds_blocks(content))

    def apparatus(self, element: _Element, name: str, rule: rules.Rule) -> Iterable[str | Node]:
        """Give the lemma of an apparatus entry, or its first reading, and note all readings."""
        chosen = _pick(element, rule, self.view)
        if chosen is not None and tei.local(chosen) == "rdgGrp":
            chosen = next(_elements(chosen), None)
        if chosen is None:
            return ()
        id = self.identify(element, name, True)  # noqa: A001 - the name that XML gave it
        before = self.links
        content = self.content(chosen, tei.local(chosen))
        unlinked = self.within_link or self.links != before
        self.links += 1
        others = [r for r in element.iter(tei.tag("lem"), tei.tag("rdg")) if r is not chosen]
        readings = tuple(self.reading(r) for r in (chosen, *others))
        self.variants.append(Variant(id, readings, self.place))
        settings = {"unlinked": "yes"} if unlinked else {}
        return (Node("apparatus", name, id, "", settings, tuple(content), _holds_blocks(content)),)

    def name(self, element: _Element, name: str, rule: rules.Rule) -> Iterable[str | Node]:
        """Tie a name to its entry in a register, or to an address."""
        before = self.links
        node = self.node(element, name, rule)
        pointer = next(iter(node.setting("key").split()), "")
        key = pointer.removeprefix("#") if pointer.startswith("#") else ""
        settings = {"key": key} if key in self.given.entries else {}
        if settings and not element.get("prev"):
            self.occurrences.setdefault(key, []).append(Occurrence(node.id, self.place))
        elif _ADDRESS.match(pointer):
            settings = {"address": pointer}
        if self.within_link or self.links != before:
            settings["unlinked"] = "yes"
        self.links += 1
        return (replace(node, settings=settings),)

    def link(self, element: _Element, name: str, rule: rules.Rule) -> Iterable[str | Node]:
        """Make a link of a pointer that a reader may follow, words of any other; notes come after the link."""
        outer, self.within_link = self.within_link, True
        node = self.node(element, name, rule)
        self.within_link = outer
        self.links += 1
        target = next(iter(node.setting("address").split()), "")
        settings = self.followed(element, target) if not outer else {}
        notes = [inner for inner in nodes(node.content) if inner.behaviour == "note"]
        content = _without_notes(node.content) if notes else node.content
        if not settings:
            return (replace(node, behaviour="inline", settings={}, content=content), *notes)
        return (replace(node, settings=settings, content=content), *notes)

    def graphic(self, element: _Element, name: str, rule: rules.Rule) -> Iterable[str | Node]:
        """Keep the address of an image where a reader may follow it: no image is ever fetched."""
        node = self.node(element, name, rule)
        address = node.setting("address")
        if not _ADDRESS.match(address):
            sentence = f"the image '{address}' is not part of the output: its place is marked"
            self.report(element, "W705", sentence)
            address = ""
        return (replace(node, settings={"address": address} if address else {}),)

    # --- what is said about an element --------------------------------------------------------------------

    def followed(self, element: _Element, target: str) -> Mapping[str, str]:
        """Give the settings of a link, none if its target is nothing that a reader should follow."""
        if target.startswith("#"):
            wanted = target[1:]
            if wanted in self.given.ids:
                return {"target": wanted if wanted in self.given.entries else self.given.prefix + wanted}
            self.report(element, "W705", f"the link '{target}' leads to no id of this document")
        elif _ADDRESS.match(target):
            return {"address": target}
        elif _HOSTILE.match(re.sub(r"[\s\x00-\x20]", "", element.get("target", ""))):
            self.report(element, "E704", f"the link '{target}' is of a kind that no reader should follow")
        else:
            hint = "links may begin with https:, http:, mailto: or #"
            self.report(element, "W705", f"the link '{target}' leads out of the edition and is left out", hint)
        return {}

    def responsible(self, *elements: _Element) -> tuple[str, ...]:
        """Give the names of those whom the first element with ``resp`` points at."""
        stated = next((resp for element in elements if (resp := element.get("resp"))), "")
        found = (pointer.removeprefix("#") for pointer in stated.split())
        return tuple(self.given.names.get(pointer) or pointer for pointer in found)

    def reasons(self, *elements: _Element) -> tuple[str, ...]:
        """Give the reasons that notes outside the text state for an intervention."""
        ids = [element.get(tei.ID, "") for element in elements]
        return tuple(reason for id in ids for reason in self.given.reasons.get(id, ()))  # noqa: A001

    def reading(self, element: _Element) -> Reading:
        """Give one reading of an apparatus entry."""
        witnesses = tuple(pointer.removeprefix("#") for pointer in element.get("wit", "").split())
        return Reading(self.words(element, self.view), witnesses)

    def words(self, element: _Element, view: str) -> str:
        """Give the words of an element in a view, without collecting anything."""
        if not len(element):
            return tei.words(element)
        apart = _Reader(self.given, view)
        apart.depth = self.depth
        return plain(apart.content(element, tei.local(element)))

    def commented(self, element: _Element, parts: Iterable[str | Node]) -> Iterable[str | Node]:
        """Add references to the notes that stand outside the text and are about this element."""
        notes: _Parts = []
        for comment in self.given.comments[element.get(tei.ID, "")]:
            rule = self.rules.find("note", "", (), comment)
            if rule is not None and rule.behaviour == "note":
                notes.extend(self.note(comment, "note", rule))
        parts = list(parts)
        if notes and parts and isinstance(last := parts[-1], Node) and last.behaviour in BLOCKS:
            parts[-1] = replace(last, content=(*last.content, *notes))
            return parts
        return (*parts, *notes)


_TEI = f"{{{tei.NAMESPACE}}}"

_SPECIAL = {
    "alternate": _Reader.alternate,
    "apparatus": _Reader.apparatus,
    "document": _Reader.pass_through,
    "graphic": _Reader.graphic,
    "index": _Reader.omit,
    "intervention": _Reader.intervention,
    "link": _Reader.link,
    "metadata": _Reader.omit,
    "name": _Reader.name,
    "note": _Reader.note,
    "omit": _Reader.omit,
    "text": _Reader.pass_through,
}


def _elements(element: _Element) -> Iterator[_Element]:
    return (child for child in element if isinstance(child.tag, str))


def _pick(element: _Element, rule: rules.Rule, view: str) -> _Element | None:
    """Give the child that a view takes: the first of the kinds that the rule prefers, else the first."""
    children = list(_elements(element))
    for wanted in rule.fixed.get(view, "").split("|"):
        for child in children:
            if tei.local(child) == wanted:
                return child
    return children[0] if children else None


def _spliced(parts: Iterable[str | Node]) -> Iterator[str | Node]:
    """Give the content of a ``front``, ``body`` or ``back`` about which nothing else is said."""
    for part in parts:
        if isinstance(part, Node) and part.behaviour == "body" and not part.id and not part.language:
            yield from part.content
        else:
            yield part


def _without_notes(content: Content) -> Content:
    return tuple(
        part if isinstance(part, str) else replace(part, content=_without_notes(part.content))
        for part in content
        if isinstance(part, str) or part.behaviour != "note"
    )


def _is_blank(text: str) -> bool:
    """Tell whether a text is XML white space alone; a no-break space is not."""
    return not text.strip(" \t\n\r")


def _fold(text: str) -> str:
    return _SPACE.sub(" ", text) if "\n" in text or "  " in text or "\t" in text or "\r" in text else text


def _holds_blocks(content: Iterable[str | Node]) -> bool:
    return any(not isinstance(part, str) and (part.holds_blocks or part.behaviour in BLOCKS) for part in content)


def _tidy(parts: _Parts, block: bool, holds_blocks: bool) -> None:
    """Take away the white space that only lays the file out: at the edges of blocks."""
    if holds_blocks:
        edges = [None, *parts, None] if block else ["", *parts, ""]
        parts[:] = [
            part
            for before, part, after in zip(edges, parts, edges[2:], strict=False)
            if not (isinstance(part, str) and _is_blank(part) and (_is_edge(before) or _is_edge(after)))
        ]
    if block and parts:
        if isinstance(first := parts[0], str):
            parts[0] = first.lstrip(" ")
        if isinstance(last := parts[-1], str):
            parts[-1] = last.rstrip(" ")


def _is_edge(part: str | Node | None) -> bool:
    return part is None or (isinstance(part, Node) and (part.behaviour in BLOCKS or part.holds_blocks))
