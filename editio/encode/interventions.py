"""What the entries of an apparatus make in the TEI document.

In go resolved entries; out come elements: what is put round words, what stands at a point, and the notes that stand
apart. The elements are those of the Guidelines, sections 3.5 (editorial changes), 3.3.3 (quotation), 3.4 (terms), 3.6
(names, dates, abbreviations), 3.8 (notes); variants have a module of their own, :mod:`editio.encode.variants`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from editio.encode import markdown
from editio.encode.apparatus import Entry, Retired
from editio.encode.compose import Content
from editio.encode.references import identities
from editio.tei import ID, LANG, extend, lift, make


@dataclass(frozen=True, slots=True)
class Own:
    """Hold the ids of one element that an entry makes: its own, the first one's, those that it is chained to."""

    id: str
    first: str = ""
    next: str = ""
    prev: str = ""

    @property
    def attributes(self) -> dict[str, str]:
        """Give the ids as attributes."""
        return {
            ID: self.id,
            "corresp": _pointer(self.first),
            "next": _pointer(self.next),
            "prev": _pointer(self.prev),
        }


def _pointer(identity: str) -> str:
    return f"#{identity}" if identity else ""


def wrapper(entry: Entry, own: Own) -> Callable[[Content], Content]:
    """Give what puts the element of an entry round some content."""
    if entry.do in CHOICES:
        return lambda content: apart_from_signs(_choice(entry, own, content))
    name = entry.kind.element

    def wrap(content: Content) -> Content:
        element = make(name, own.attributes | _said(entry) | by(entry.values), *content)
        return apart_from_signs(element) if entry.do == "surplus" else [element]

    return wrap


def apart_from_signs(element: etree._Element) -> Content:
    """Put notes, pages and the like behind words that a reader may not be shown, so that these take nothing with them.

    What begins in front of such words, as a range that a note is about, stays in front.
    """
    lifted = lift(element, SIGNS)
    for one in lifted:
        one.attrib.pop("break", None)  # it stands behind the word now
    before = [one for one in lifted if one.get(ID, "").endswith(BEGINNING)]
    return [*before, element, *(one for one in lifted if one not in before)]


SIGNS = frozenset(["anchor", "milestone", "note", "pb", "ref"])
"""What is no word of the text, and stands where it stands whatever becomes of the words."""

BEGINNING = ".from"
"""What the id of the point ends with at which a range begins."""


CHOICES = {"correct": ("sic", "corr"), "regularise": ("orig", "reg"), "expand": ("abbr", "expan")}
"""What stands beside the words of the text in a ``choice``: what holds these, and what holds the editors'."""

INDIVISIBLE = frozenset([*CHOICES, "cite"])
"""What can stand in one block only."""


def _choice(entry: Entry, own: Own, content: Content) -> etree._Element:
    source, edited = CHOICES[entry.do]
    ids = {ID: own.id, "corresp": _pointer(own.first)}
    choice = make("choice", {}, make(source, {}, *content))
    choice.append(make(edited, ids | by(entry.values), entry.values["with"]))
    for number, part in enumerate(entry.parts, 1):
        alternative = {ID: f"{own.id}.alt{number}"} | by(part.values)
        choice.append(make(edited, alternative, part.values["with"]))
    return choice


def _said(entry: Entry) -> dict[str, str]:
    """Give the attributes that state what an entry says of its words."""
    said = {"type": _type(entry)}
    for name, key in entry.kind.keys.items():
        if pointed := identities(key, entry.values[name]):
            said[ATTRIBUTES.get((entry.do, name), name)] = " ".join(map(_pointer, pointed))
        elif name in PLAIN:
            said[PLAIN[name]] = entry.values[name]
    return said


def _type(entry: Entry) -> str:
    """Say what is named, or meant, by an element that can name things of all kinds; nothing, if they are of several."""
    if entry.do == "event":
        return "event"
    kinds = {one.partition(".")[0] for one in entry.values["ref"].split()} if entry.do == "reference" else set()
    return kinds.pop() if len(kinds) == 1 else ""


ATTRIBUTES = {("gloss", "ref"): "target", ("cite", "ref"): "corresp"}
"""Attributes that are not called like the key of the entry."""

PLAIN = {
    name: name
    for name in ("when", "notBefore", "notAfter", "from", "to", "rend", "reason", "unit", "quantity", "extent", "n")
} | {"lang": LANG}
"""Keys whose values become attributes as they stand."""


def cited_range(content: Content) -> Content:
    """Wrap the words that say where in a work something stands."""
    return [make("citedRange", {}, *content)]


def block_wrapper(entry: Entry, own: Own, blocks: Iterable[etree._Element]) -> etree._Element:
    """Wrap whole blocks in one element."""
    return make(entry.kind.element, own.attributes | _said(entry) | by(entry.values), *blocks)


def point(entry: Entry, own: Own) -> etree._Element:
    """Make the element that stands at a point, or for a sign."""
    attributes = own.attributes | _said(entry) | by(entry.values)
    if entry.do == "supply":
        return make("supplied", attributes, entry.values["with"])
    if entry.do == "note":
        return _note(entry, own.attributes | {"type": "editorial"})
    return make(POINTS[entry.do], attributes)


POINTS = {"break": "milestone", "page": "pb", "gap": "gap"}
"""What an entry makes at a point, where it holds no words."""


def anchor(identity: str) -> etree._Element:
    """Make a point that something else points at."""
    return make("anchor", {ID: identity})


def anchors(own: Own) -> tuple[str, str]:
    """Give the ids of the points at which a range begins and ends."""
    return f"{own.id}{BEGINNING}", f"{own.id}.to"


def note_on_range(entry: Entry, ranges: Sequence[tuple[str, str]]) -> etree._Element:
    """Make a note that stands apart and points at the beginning and the end of each range that it is about."""
    target, end = (" ".join(map(_pointer, ids)) for ids in zip(*ranges, strict=True))
    return _note(entry, {ID: entry.id, "type": "editorial", "target": target, "targetEnd": end})


def _note(entry: Entry, attributes: Mapping[str, str]) -> etree._Element:
    note = make("note", {**attributes} | by(entry.values))
    extend(note, markdown.content(entry.values["body"]))
    return note


def link(entry: Entry, own: Own, target: str) -> etree._Element:
    """Make the link of a passage with one of another text (Guidelines, section 17.3)."""
    text, _, identity = entry.values["with"].partition("#")
    targets = f"#{target} {text}.xml#{identity}"
    return make("link", {ID: own.id, "corresp": _pointer(own.first), "target": targets} | by(entry.values))


def reasons(entries: Iterable[Entry], targets: Mapping[str, Sequence[str]]) -> list[etree._Element]:
    """Make the notes that keep why.

    ``targets`` gives the ids of what an entry made where these are not the entry's own: then the note bears that.
    """
    made = []
    for entry in entries:
        elsewhere = [identity for identity in targets.get(entry.id, ()) if identity != entry.id]
        if entry.values["why"] or elsewhere:
            target = " ".join(map(_pointer, elsewhere or [entry.id]))
            attributes = {ID: entry.id if elsewhere else "", "type": "reason", "target": target}
            attributes |= {"resp": _pointer(entry.values["resp"]), "cert": entry.values["cert"]}
            made.append(make("note", attributes, entry.values["why"] or f"{entry.do}: the editors' decision"))
        for number, part in enumerate(entry.parts, 1):
            if why := part.values.get("why", ""):
                attributes = {"type": "reason", "target": f"#{entry.id}.alt{number}"}
                made.append(make("note", attributes | by({**part.values, "evidence": ""}), why))
    return made


def withdrawn(retired: Iterable[Retired]) -> list[etree._Element]:
    """Make the notes that keep the ids of entries that were withdrawn."""
    return [
        make(
            "note",
            {ID: one.id, "type": "retired", "resp": _pointer(one.resp)},
            make("date", {"when": one.date}, one.date),
            f": {one.reason.strip()}",
        )
        for one in sorted(retired, key=lambda one: one.id)
    ]


def by(values: Mapping[str, str]) -> dict[str, str]:
    """Give who answers for something, how sure it is, and what it rests on."""
    return {
        "resp": _pointer(values.get("resp", "")),
        "cert": values.get("cert", ""),
        "evidence": values.get("evidence", ""),
    }
