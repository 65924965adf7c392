"""The registers of a document: persons, organisations, places, events, works and terms, as plain values.

In go the lists of TEI's ``standOff`` and the places where the text names their entries; out come
:class:`~editio.render.entries.Register` values, sorted. No authority file is asked for anything: an identifier becomes
an address by its form alone.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from lxml import etree

from editio import identifiers as known
from editio import tei
from editio.render.address import followable
from editio.render.entries import NO_SPAN, Entry, Identifier, Named, Occurrence, Point, Register, Span

_Element = etree._Element

KINDS = {
    "person": ("persName",),
    "org": ("orgName",),
    "place": ("placeName", "geogName"),
    "event": ("label", "eventName", "head"),
    "bibl": ("title",),
    "term": ("term",),
}
"""What a register holds, by TEI's element, with the elements that name an entry; a term stands in a ``label``."""

SPANS = (("when", "when"), ("from", "to"), ("notBefore", "notAfter"))
"""Attributes of a time: its manner and beginning, and its end."""

COORDINATE = r"(-?\d{1,3}(?:\.\d+)?)"
POINT = re.compile(rf"{COORDINATE}(?:\s*[,;]\s*|\s+){COORDINATE}", re.ASCII)


def registers(root: _Element, occurrences: Mapping[str, Sequence[Occurrence]]) -> tuple[Register, ...]:
    """Read the registers in ``standOff``; ``occurrences`` holds the places of each entry by its id."""
    entries: dict[str, list[Entry]] = {}
    for stand_off in root.iter(tei.tag("standOff")):
        for element in stand_off.iter(*map(tei.tag, ELEMENTS)):
            kind = ELEMENTS[tei.local(element)]
            own_id = element.get(tei.ID, "")
            if own_id and (kind != "term" or _is_of_glossary(element)):
                entry = READERS[kind](element)
                entry = replace(entry, id=own_id, occurrences=tuple(occurrences.get(own_id, ())))
                entries.setdefault(kind, []).append(entry)
    return tuple(_register(kind, entries[kind]) for kind in KINDS if kind in entries)


def merged(several: Iterable[Sequence[Register]]) -> tuple[Register, ...]:
    """Make one set of registers of those of several texts: an entry that they share has its places in all of them."""
    found: dict[str, dict[str, Entry]] = {}
    for register in (one for all_of_text in several for one in all_of_text):
        entries = found.setdefault(register.kind, {})
        for entry in register.entries:
            other = entries.get(entry.id)
            places = (*other.occurrences, *entry.occurrences) if other else entry.occurrences
            entries[entry.id] = replace(other or entry, occurrences=places)
    return tuple(_register(kind, found[kind].values()) for kind in KINDS if kind in found)


def _register(kind: str, entries: Iterable[Entry]) -> Register:
    return Register(kind, tuple(sorted(entries, key=lambda entry: (_sortable(entry), entry.id))))


def identifiers(element: _Element) -> tuple[Identifier, ...]:
    """Read the identifiers that stand directly in an element."""
    return tuple(_identifiers(element))


def address_of(kind: str, value: str) -> str:
    """Give the address that an identifier leads to: that of its kind, or the one that it is itself; else nothing."""
    return known.address_of(kind, value) or followable(value)


# --- entries ----------------------------------------------------------------------------------------------


def _entry(element: _Element, kind: str) -> Entry:
    """Read what entries of all kinds have; the id is given later."""
    names = [child for child in element if tei.local(child) in KINDS[kind]]
    shown = [name for name in names if name.get("type") != "sort"]
    sort = [tei.words(name) for name in names if name.get("type") == "sort"]
    return Entry(
        id="",
        name=tei.words(shown[0]) if shown else tei.words(element),
        sort=sort[0] if sort else "",
        note=" ".join(tei.words(child) for child in element if tei.local(child) in ("note", "desc")),
        identifiers=tuple(map(_called, _identifiers(element))),
    )


def _person(element: _Element) -> Entry:
    birth, death = (tei.find(element, name) for name in ("birth", "death"))
    return replace(_entry(element, "person"), time=_life(birth, death))


def _org(element: _Element) -> Entry:
    events = tei.find_all(element, "event")
    founded = next((one for one in events if one.get("type", "").startswith(("found", "creat"))), None)
    dissolved = next((one for one in events if one.get("type", "").startswith("dissol")), None)
    return replace(_entry(element, "org"), time=_life(founded, dissolved))


def _place(element: _Element) -> Entry:
    country, geo = (
        next((tei.words(one) for path in (name, f"location/{name}") for one in tei.find_all(element, path)), "")
        for name in ("country", "geo")
    )
    return replace(_entry(element, "place"), country=country, point=_point(geo))


def _event(element: _Element) -> Entry:
    return replace(_entry(element, "event"), time=_span(element))


def _work(element: _Element) -> Entry:
    authors = tuple(
        Named(tei.words(author), pointer.removeprefix("#") if pointer.startswith("#") else "")
        for author in tei.find_all(element, "author")
        for pointer in [author.get("ref", "").partition(" ")[0]]
    )
    place, publisher = (", ".join(map(tei.words, tei.find_all(element, name))) for name in ("pubPlace", "publisher"))
    date = tei.find(element, "date")
    return replace(
        _entry(element, "bibl"),
        authors=authors,
        imprint=": ".join(filter(None, (place, publisher))),
        time=NO_SPAN if date is None else _span(date) or Span("when", tei.words(date)),
    )


def _term(label: _Element) -> Entry:
    """Read an entry of a glossary: the ``label``, and the ``item`` that defines it."""
    item = label.getnext()
    definition = tei.words(item) if item is not None and tei.local(item) == "item" else ""
    term = tei.find(label, "term")
    pointers = "" if term is None else term.get("ref", "")
    addresses = filter(None, map(followable, pointers.split()))
    found = (Identifier(*known.by_address(address), address) for address in addresses)
    return replace(_entry(label, "term"), note=definition, identifiers=tuple(map(_called, found)))


READERS: Mapping[str, Callable[[_Element], Entry]] = {
    "person": _person,
    "org": _org,
    "place": _place,
    "event": _event,
    "bibl": _work,
    "term": _term,
}
"""What reads an entry of each kind."""

ELEMENTS = {kind if kind != "term" else "label": kind for kind in KINDS}
"""Elements of ``standOff`` that are entries, with their kind."""


def _is_of_glossary(label: _Element) -> bool:
    holder = label.getparent()
    return holder is not None and tei.local(holder) == "list" and holder.get("type") == "gloss"


def _identifiers(element: _Element) -> Iterator[Identifier]:
    for idno in tei.find_all(element, "idno"):
        kind, value = idno.get("type", ""), tei.words(idno)
        if value:
            yield Identifier(kind, value, address_of(kind, value))


def _called(identifier: Identifier) -> Identifier:
    """Call an identifier what readers call its scheme; one that is no more than an address, by its host."""
    if scheme := known.named(identifier.type):
        return replace(identifier, type=scheme.name)
    if identifier.address and identifier.type.upper() in ("", "URI", "URL"):
        host = identifier.address.partition("//")[2].partition("/")[0]
        return replace(identifier, type=host or identifier.address)
    return identifier


# --- times and points -------------------------------------------------------------------------------------


def _life(first: _Element | None, last: _Element | None) -> Span:
    begin, end = ("" if one is None else one.get("when", "") or tei.words(one) for one in (first, last))
    return Span("from", begin, end)


def _span(element: _Element) -> Span:
    for first, last in SPANS:
        if element.get(first) or element.get(last):
            return Span(first, element.get(first, ""), element.get(last, "") if last != first else "")
    return NO_SPAN


def _point(words: str) -> Point | None:
    """Read two numbers, the latitude first, as TEI has them where no other system is declared."""
    found = POINT.fullmatch(words)
    if not found or abs(float(found[1])) > 90 or abs(float(found[2])) > 180:
        return None
    return Point(found[1], found[2])


def _sortable(entry: Entry) -> str:
    """Give a key that is the same in every locale: letters without marks and case, then the name itself."""
    name = entry.sort or entry.name
    letters = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if c.isalnum() or c == " ")
    return f"{letters}\0{name}"
