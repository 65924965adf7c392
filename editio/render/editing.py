"""What editors do in a text, and where witnesses differ: the handlers for it.

In go the elements of TEI Guidelines, 3.5 (``choice``, ``supplied``, ``surplus``) and 12.1 (``app``); out come
nodes with the words of the view, and in the reader's memory an :class:`~editio.render.document.Intervention` or
:class:`~editio.render.document.Variant` with both. Which view takes which words is said by the rules.
"""

from collections.abc import Iterator, Sequence

from lxml import etree

from editio import tei
from editio.render.document import Intervention, Node, Reading, Variant, plain
from editio.render.reader import Parts, Reader
from editio.render.rules import Rule
from editio.render.space import holds_blocks

_Element = etree._Element

KINDS = {"corr": "correction", "reg": "regularisation", "expan": "expansion", "supplied": "addition"}
"""What kind of intervention a ``choice`` is, by the element that stands for the reading."""


def alternate(reader: Reader, element: _Element, name: str, rule: Rule) -> Parts:
    """Take of several encodings of one place the one that belongs to the view."""
    edited, received = _pick(element, rule, "reading"), _pick(element, rule, "source")
    if edited is None or received is None:
        return ()
    chosen = edited if reader.view == "reading" else received
    own_id = reader.identify(edited, "", False) or reader.identify(element, name, True)
    parts, unlinked = reader.linked(lambda: _only(reader, element, chosen))
    kind = KINDS.get(tei.local(edited), "choice")
    others = [child for child in _elements(element) if child.tag == edited.tag and child is not edited]
    change = Intervention(
        id=own_id,
        kind=kind,
        reading=_words(reader, edited, "reading"),
        source=_words(reader, received, "source"),
        others=tuple(_words(reader, other, "reading") for other in others),
        responsible=reader.responsible(edited, element),
        certainty=edited.get("cert") or element.get("cert") or "",
        evidence=edited.get("evidence", ""),
        reasons=_reasons(reader, edited, element),
        place=reader.place,
    )
    reader.interventions.append(change)
    return (_shown("alternate", name, change, parts, unlinked, chosen.get(tei.LANG, "")),)


def intervention(reader: Reader, element: _Element, name: str, rule: Rule) -> Parts:
    """Show words that editors supplied, or that they hold to be too much."""
    change = _change(reader, element, name, rule.fixed.get("kind", "choice"))
    parts, unlinked = reader.linked(lambda: reader.content(element, name))
    return (_shown("intervention", name, change, parts, unlinked, element.get(tei.LANG, "")),)


def omit(reader: Reader, element: _Element, name: str, _rule: Rule) -> Parts:
    """Leave an element out; if editors did that, a node without content stands in its place."""
    reader.skip(element)
    if name not in ("surplus", "supplied"):
        return ()
    change = _change(reader, element, name, "omission" if name == "surplus" else "addition")
    return (_shown("intervention", name, change, (), True, ""),)


def apparatus(reader: Reader, element: _Element, name: str, rule: Rule) -> Parts:
    """Give the lemma of an apparatus entry, or its first reading, and remember all readings."""
    chosen = _pick(element, rule, reader.view)
    if chosen is not None and tei.local(chosen) == "rdgGrp":
        chosen = _pick(chosen, rule, reader.view)
    if chosen is None:
        return ()
    taken = chosen
    own_id = reader.identify(element, name, True)
    parts, unlinked = reader.linked(lambda: _only(reader, element, taken))
    readings = _readings(reader, element, taken)
    reader.variants.append(Variant(own_id, readings, reader.place))
    settings = {"unlinked": "yes"} if unlinked else {}
    return (Node("apparatus", name, own_id, "", settings, tuple(parts), holds_blocks(parts)),)


def _change(reader: Reader, element: _Element, name: str, kind: str) -> Intervention:
    """Remember one intervention that a single element states."""
    added = kind == "addition"
    words = _words(reader, element, "reading" if added else "source")
    change = Intervention(
        id=reader.identify(element, name, True),
        kind=kind,
        reading=words if added else "",
        source="" if added else words,
        responsible=reader.responsible(element),
        certainty=element.get("cert", ""),
        evidence=element.get("evidence", ""),
        reasons=_reasons(reader, element),
        place=reader.place,
    )
    reader.interventions.append(change)
    return change


def _shown(
    behaviour: str, name: str, change: Intervention, parts: Sequence[str | Node], unlinked: bool, language: str
) -> Node:
    settings = {"kind": change.kind, "reading": change.reading, "source": change.source}
    if unlinked:
        settings["unlinked"] = "yes"
    return Node(behaviour, name, change.id, language, settings, tuple(parts), holds_blocks(parts))


def _readings(reader: Reader, element: _Element, chosen: _Element) -> tuple[Reading, ...]:
    """Give the readings of an apparatus entry, that which stands in the text first."""
    readings = sorted(element.iter(tei.tag("lem"), tei.tag("rdg")), key=lambda reading: reading is not chosen)
    return tuple(
        Reading(
            _words(reader, reading, reader.view),
            tuple(pointer.removeprefix("#") for pointer in reading.get("wit", "").split()),
        )
        for reading in readings
    )


def _reasons(reader: Reader, *elements: _Element) -> tuple[str, ...]:
    ids = [element.get(tei.ID, "") for element in elements]
    return tuple(reason for own_id in ids for reason in reader.given.reasons.get(own_id, ()))


def _words(reader: Reader, element: _Element, view: str) -> str:
    """Give the words of an element in a view, whichever is being read."""
    if not len(element):
        return tei.words(element)
    return plain(reader.apart(view).content(element, tei.local(element)))


def _only(reader: Reader, element: _Element, chosen: _Element) -> list[str | Node]:
    """Read one child of an element, or one reading of a group of readings, and count what the others hold."""
    parts: list[str | Node] = []
    for child in _elements(element):
        name = tei.local(child)
        reader.count(name)
        if child is chosen:
            parts = reader.content(child, name)
        elif child is chosen.getparent():
            parts = _only(reader, child, chosen)
        else:
            reader.skip(child)
    return parts


def _pick(element: _Element, rule: Rule, view: str) -> _Element | None:
    """Give the child that a view takes: the first of the kinds that the rule prefers, else the first."""
    children = list(_elements(element))
    for wanted in rule.fixed.get(view, "").split("|"):
        for child in children:
            if tei.local(child) == wanted:
                return child
    return children[0] if children else None


def _elements(element: _Element) -> Iterator[_Element]:
    return (child for child in element if isinstance(child.tag, str))
