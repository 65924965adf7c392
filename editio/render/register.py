"""The registers of a document: persons, organisations, places, events and works, as plain values.

In go the lists of TEI's ``standOff`` and the places where the text names their entries; out come
:class:`~editio.render.document.Register` values, sorted. No authority file is asked for anything: an
identifier becomes an address by its form alone.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from lxml import etree

from editio import tei
from editio.render.address import followable
from editio.render.document import Entry, Identifier, Occurrence, Register

_Element = etree._Element

KINDS = {
    "person": ("persName",),
    "org": ("orgName",),
    "place": ("placeName", "geogName"),
    "event": ("label", "eventName", "head"),
    "bibl": ("title",),
}
"""What a register holds, by TEI's element, with the elements that name an entry."""

AUTHORITIES = {
    "Wikidata": (r"Q[1-9]\d*", "https://www.wikidata.org/wiki/{}"),
    "VIAF": (r"\d+", "https://viaf.org/viaf/{}"),
    "GND": (r"[\dX-]+", "https://d-nb.info/gnd/{}"),
    "LCCN": (r"[a-z]*\d+", "https://id.loc.gov/authorities/{}"),
    "ISNI": (r"\d{15}[\dX]", "https://isni.org/isni/{}"),
    "ORCID": (r"(\d{4}-){3}\d{3}[\dX]", "https://orcid.org/{}"),
    "GeoNames": (r"\d+", "https://www.geonames.org/{}"),
    "DOI": (r"10\.\d+/[\w./():;-]+", "https://doi.org/{}"),
}
"""Where an identifier leads: its form, and the address that it is put into."""


def registers(root: _Element, occurrences: Mapping[str, Sequence[Occurrence]]) -> tuple[Register, ...]:
    """Read the registers in ``standOff``; ``occurrences`` holds the places of each entry by its id."""
    entries: dict[str, list[Entry]] = {}
    for stand_off in root.iter(tei.tag("standOff")):
        for element in stand_off.iter(*map(tei.tag, KINDS)):
            if element.get(tei.ID):
                kind = tei.local(element)
                entries.setdefault(kind, []).append(_entry(element, kind, occurrences))
    return tuple(_register(kind, entries[kind]) for kind in KINDS if kind in entries)


def merged(several: Iterable[Sequence[Register]]) -> tuple[Register, ...]:
    """Make one set of registers of those of several texts: an entry that they share has its places in all of them."""
    found: dict[str, dict[str, Entry]] = {}
    for register in (one for all_of_text in several for one in all_of_text):
        entries = found.setdefault(register.kind, {})
        for entry in register.entries:
            known = entries.get(entry.id)
            places = (*known.occurrences, *entry.occurrences) if known else entry.occurrences
            entries[entry.id] = replace(known or entry, occurrences=places)
    return tuple(_register(kind, found[kind].values()) for kind in KINDS if kind in found)


def _register(kind: str, entries: Iterable[Entry]) -> Register:
    return Register(kind, tuple(sorted(entries, key=lambda entry: (_sortable(entry), entry.id))))


def identifiers(element: _Element) -> tuple[Identifier, ...]:
    """Read the identifiers that stand directly in an element."""
    return tuple(_identifiers(element))


def address_of(kind: str, value: str) -> str:
    """Give the address that an identifier of a known type leads to, or nothing."""
    if kind in ("URI", "URL"):
        return followable(value)
    form, address = AUTHORITIES.get(kind, ("", ""))
    return address.format(value) if form and re.fullmatch(form, value) else ""


def _entry(element: _Element, kind: str, occurrences: Mapping[str, Sequence[Occurrence]]) -> Entry:
    names = [child for child in element if tei.local(child) in KINDS[kind]]
    shown = [name for name in names if name.get("type") != "sort"]
    sort = [tei.words(name) for name in names if name.get("type") == "sort"]
    id = element.get(tei.ID, "")  # noqa: A001 - the name that XML gave it
    return Entry(
        id=id,
        name=tei.words(shown[0]) if shown else tei.words(element),
        sort=sort[0] if sort else "",
        born=_year(element, "birth"),
        died=_year(element, "death"),
        note=" ".join(tei.words(child) for child in element if tei.local(child) in ("note", "desc")),
        identifiers=identifiers(element),
        occurrences=tuple(occurrences.get(id, ())),
    )


def _identifiers(element: _Element) -> Iterator[Identifier]:
    for idno in tei.find_all(element, "idno"):
        kind, value = idno.get("type", ""), tei.words(idno)
        if value:
            yield Identifier(kind, value, address_of(kind, value))


def _year(element: _Element, name: str) -> str:
    found = tei.find(element, name)
    if found is None:
        return ""
    year = re.match(r"-?\d{4,}", found.get("when", ""))
    return year[0] if year else tei.words(found)


def _sortable(entry: Entry) -> str:
    """Give a key that is the same in every locale: letters without marks and case, then the name itself."""
    name = entry.sort or entry.name
    letters = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if c.isalnum() or c == " ")
    return f"{letters}\0{name}"
