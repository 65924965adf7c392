"""What the entries of an apparatus make in the TEI document.

In go resolved entries; out come spans and points of blocks, and the notes in which their reasons are kept. The elements
are those of the Guidelines, sections 3.5 (editorial changes), 3.3.3 (quotation) and 3.6.1 (names).
"""

from collections.abc import Iterable, Mapping

from lxml import etree

from editio.encode.apparatus import Entry
from editio.encode.compose import Content, Span
from editio.tei import ID, make


def span(entry: Entry, first: int, last: int, part: int, parts: int) -> Span:
    """Make the span of an entry in one block; an entry that runs over several blocks is chained by its parts."""

    def wrap(content: Content) -> etree._Element:
        if entry.do == "correct":
            corr = make("corr", {ID: entry.id} | _by(entry), entry.values["with"])
            return make("choice", {}, make("sic", {}, *content), corr)
        name, attributes = _wrapper(entry)
        return make(name, _chain(entry, part, parts) | attributes, *content)

    return Span(first, last, entry.kind.rank, entry.id, wrap)


def _chain(entry: Entry, part: int, parts: int) -> dict[str, str]:
    """Give the ids that tie one part of an entry to the others; parts are counted from 1."""
    ids = [entry.id if number == 1 else f"{entry.id}.{number}" for number in range(1, parts + 1)]
    return {
        ID: ids[part - 1],
        "corresp": f"#{ids[0]}" if part > 1 else "",
        "next": f"#{ids[part]}" if part < parts else "",
        "prev": f"#{ids[part - 2]}" if part > 1 else "",
    }


def _wrapper(entry: Entry) -> tuple[str, dict[str, str]]:
    if entry.do == "person":
        return "persName", {"ref": f"#person.{entry.values['ref']}"} | _by(entry)
    source = entry.values.get("source", "")
    return "quote", {"source": source} | _by(entry)


def quote(entry: Entry, blocks: Iterable[etree._Element]) -> etree._Element:
    """Wrap whole blocks in one quotation."""
    name, attributes = _wrapper(entry)
    return make(name, {ID: entry.id} | attributes, *blocks)


def point(entry: Entry) -> etree._Element:
    """Make the element that stands at a point, or behind marked words."""
    if entry.do == "supply":
        attributes = {ID: entry.id, "reason": "omitted"} | _by(entry)
        return make("supplied", attributes, entry.values["with"])
    return make("note", {ID: entry.id, "type": "editorial"} | _by(entry), entry.values["body"].strip())


def reasons(entries: Iterable[Entry], targets: Mapping[str, str]) -> list[etree._Element]:
    """Make the notes that keep why; ``targets`` gives the id of what an entry made where it is not the entry's own."""
    made = []
    for entry in sorted(entries, key=lambda entry: (entry.place.first, entry.place.last, entry.id)):
        target = targets.get(entry.id, entry.id)
        made_itself = target != entry.id
        if entry.values["why"] or made_itself:
            attributes = {ID: entry.id if made_itself else "", "type": "reason", "target": f"#{target}"}
            attributes |= {"resp": f"#{entry.values['resp']}", "cert": entry.values["cert"]}
            made.append(make("note", attributes, entry.values["why"] or f"{entry.do}: the editors' decision"))
    return made


def _by(entry: Entry) -> dict[str, str]:
    return {
        "resp": f"#{entry.values['resp']}",
        "cert": entry.values["cert"],
        "evidence": entry.values["evidence"],
    }
