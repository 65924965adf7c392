"""The apparatus: places where witnesses of a text differ, and the handlers for them.

In go the elements of TEI Guidelines, 12.1 (``app`` with ``lem`` and ``rdg``), in the text or outside it with the ends
of a range; out come nodes with the words of the view, and in the reader's memory a
:class:`~editio.render.statements.Variant` with all readings. The reading view has the lemma; the source view has the
reading of the raw text's own witness, wherever it stands, and the lemma where no reading names that.
"""

from dataclasses import replace

from lxml import etree

from editio import tei
from editio.render.document import Node, plain
from editio.render.editing import only, reasons_for
from editio.render.reader import Parts, Reader
from editio.render.rules import Rule
from editio.render.space import holds_blocks
from editio.render.statements import Passage, Reading, Variant

_Element = etree._Element

READINGS = (tei.tag("lem"), tei.tag("rdg"))


def apparatus(reader: Reader, element: _Element, name: str, _rule: Rule) -> Parts:
    """Give the words of an apparatus entry that belong to the view, and remember all readings."""
    readings = _readings_of(element)
    lemma = _lemma(readings)
    if lemma is None:
        return ()
    shown = lemma if reader.view == "reading" else _own(reader, readings, lemma)
    own_id = reader.identify(element, name, True)
    parts, unlinked = reader.linked(lambda: only(reader, element, shown))
    settings = {"entry": _remember(reader, element, own_id, lemma, shown)}
    if unlinked:
        settings["unlinked"] = "yes"
    return (Node("apparatus", name, own_id, "", settings, tuple(parts), holds_blocks(parts)),)


def across(reader: Reader, element: _Element, _at: str) -> Parts:
    """Refer, where a range ends, to the entry outside the text that says how witnesses differ in it."""
    lemma = _lemma(_readings_of(element))
    if lemma is None:
        return ()
    own_id = reader.identify(element, "annotation", True)
    begins = reader.given.prefix + (element.get("from") or "").removeprefix("#")
    settings = {"entry": _remember(reader, element, own_id, lemma, None, begins), "begins": begins}
    return (Node("apparatus", "app", own_id, "", settings),)


def _remember(
    reader: Reader, element: _Element, own_id: str, lemma: _Element, shown: _Element | None, begins: str = ""
) -> str:
    """Remember the readings of an entry, and give the id under which it is listed.

    Entries in the reading that is ``shown`` are listed themselves; those in the others are told here.
    """
    told = (one for one in _readings_of(element, nested=True) if shown is None or shown not in one.iterancestors())
    readings = sorted(told, key=lambda one: one is not lemma)
    entry = Variant(
        id=own_id,
        readings=tuple(_reading(reader, one) for one in readings),
        passages=(Passage(begins or own_id, reader.begun.get(begins, reader.place)),),
        responsible=reader.responsible(element),
        certainty=element.get("cert", ""),
        reasons=reasons_for(reader, element),
        begins=begins,
    )
    first = reader.first_part(element, reader.variants)
    if first is None:
        reader.variants[own_id] = entry
        return own_id
    known = reader.variants[first]
    reader.variants[first] = replace(known, passages=known.passages + entry.passages)
    return first


def _readings_of(entry: _Element, nested: bool = False) -> list[_Element]:
    """Give the readings of an entry, also those in groups; ``nested``: with those of entries within it."""
    found = entry.iter(*READINGS)
    return [one for one in found if nested or next(one.iterancestors(tei.tag("app"))) is entry]


def _lemma(readings: list[_Element]) -> _Element | None:
    lemmata = [one for one in readings if tei.local(one) == "lem"]
    return next(iter((*lemmata, *readings)), None)


def _own(reader: Reader, readings: list[_Element], otherwise: _Element) -> _Element:
    own = reader.given.own_witnesses
    return next((one for one in readings if not own.isdisjoint(one.get("wit", "").split())), otherwise)


def _reading(reader: Reader, element: _Element) -> Reading:
    marks = {tei.local(one) for one in element.iter(tei.tag("lacunaStart"), tei.tag("lacunaEnd"))}
    pointers = (pointer.removeprefix("#") for pointer in element.get("wit", "").split())
    return Reading(
        words=plain(reader.apart("reading").content(element, tei.local(element))),
        witnesses=tuple(reader.given.sigla.get(pointer, pointer) for pointer in pointers),
        lacuna="all" if len(marks) > 1 else "".join(marks).removeprefix("lacuna").lower(),
        responsible=reader.responsible(element),
        certainty=element.get("cert", ""),
    )
