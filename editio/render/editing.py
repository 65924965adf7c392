"""What editors do in a text: the handlers for it.

In go the elements of TEI Guidelines, 3.5 and 12.3 (``choice``, ``supplied``, ``surplus``, ``unclear``, ``gap``); out
come nodes with the words of the view, and in the reader's memory an
:class:`~editio.render.statements.Intervention` with both. Which view takes which words is said by the rules.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from lxml import etree

from editio import tei
from editio.render.document import Node, plain
from editio.render.reader import Parts, Reader
from editio.render.rules import Rule
from editio.render.space import holds_blocks
from editio.render.statements import Alternative, Intervention, Passage

_Element = etree._Element

KINDS = {"corr": "correction", "reg": "regularisation", "expan": "expansion", "supplied": "addition"}
"""What kind of intervention a ``choice`` is, by the element that stands for the reading."""

DETAILS = ("reason", "unit", "quantity", "extent")
"""Attributes that say why words are missing or not sure, and how many they are."""


def alternate(reader: Reader, element: _Element, name: str, rule: Rule) -> Parts:
    """Take of several encodings of one place the one that belongs to the view."""
    edited, received = _pick(element, rule, "reading"), _pick(element, rule, "source")
    if edited is None or received is None:
        return ()
    chosen = edited if reader.view == "reading" else received
    own_id = reader.identify(edited, "", False) or reader.identify(element, name, True)
    parts, unlinked = reader.linked(lambda: only(reader, element, chosen))
    others = [child for child in _elements(element) if child.tag == edited.tag and child is not edited]
    change = Intervention(
        id=own_id,
        kind=KINDS.get(tei.local(edited), "choice"),
        reading=_words(reader, edited, "reading"),
        source=_words(reader, received, "source"),
        alternatives=tuple(_alternative(reader, other) for other in others),
        responsible=reader.responsible(edited, element),
        certainty=edited.get("cert") or element.get("cert") or "",
        evidence=edited.get("evidence", ""),
        reasons=reasons_for(reader, edited, element),
    )
    entry = _remember(reader, edited, change)
    return (_shown("alternate", name, change, entry, parts, unlinked, chosen.get(tei.LANG, "")),)


def intervention(reader: Reader, element: _Element, name: str, rule: Rule) -> Parts:
    """Show words that editors supplied, that they hold to be too much, or that they are not sure of."""
    change = _change(reader, element, name, rule.fixed.get("kind", "choice"))
    entry = _remember(reader, element, change) if change.kind != "doubt" or element.get("resp") else ""
    parts, unlinked = reader.linked(lambda: reader.content(element, name))
    return (_shown("intervention", name, change, entry, parts, unlinked, element.get(tei.LANG, "")),)


def omit(reader: Reader, element: _Element, name: str, _rule: Rule) -> Parts:
    """Leave an element out; if editors did that, a node without content stands in its place."""
    kept = reader.skip(element)
    if name not in ("surplus", "supplied"):
        return kept if name != "note" else ()
    change = _change(reader, element, name, "omission" if name == "surplus" else "addition")
    return (_shown("intervention", name, change, _remember(reader, element, change), (), True, ""), *kept)


def gap(reader: Reader, element: _Element, name: str, rule: Rule) -> Parts:
    """Mark where something is missing; what editors, not a program, say of it is listed."""
    node = reader.node(element, name, rule)
    if not element.get("resp"):
        return (node,)
    change = replace(_change(reader, element, name, "gap"), id=node.id or reader.made_up(name))
    settings = {**node.settings, "entry": _remember(reader, element, change)}
    return (replace(node, id=change.id, settings=settings),)


def only(reader: Reader, element: _Element, chosen: _Element) -> list[str | Node]:
    """Read one child of an element, or one reading of a group of readings, and count what the others hold."""
    parts: list[str | Node] = []
    for child in _elements(element):
        name = tei.local(child)
        reader.count(name)
        if child is chosen:
            parts.extend(reader.content(child, name))
        elif child is chosen.getparent():
            parts.extend(only(reader, child, chosen))
        else:
            parts.extend(reader.skip(child))
    return parts


def reasons_for(reader: Reader, *elements: _Element) -> tuple[str, ...]:
    """Give what notes outside the text say of why editors did something."""
    ids = [element.get(tei.ID, "") for element in elements]
    return tuple(reason for own_id in ids for reason in reader.given.reasons.get(own_id, ()))


def _change(reader: Reader, element: _Element, name: str, kind: str) -> Intervention:
    """Say what a single element states."""
    return Intervention(
        id=reader.identify(element, name, kind != "gap"),
        kind=kind,
        reading="" if kind in ("omission", "gap") else _words(reader, element, "reading"),
        source="" if kind in ("addition", "gap") else _words(reader, element, "source"),
        responsible=reader.responsible(element),
        certainty=element.get("cert", ""),
        evidence=element.get("evidence", ""),
        reasons=reasons_for(reader, element),
        details={name: value for name in DETAILS if (value := element.get(name))},
    )


def _remember(reader: Reader, element: _Element, change: Intervention) -> str:
    """Remember an intervention, or a further part of one, and give the id under which it is listed."""
    source = _with_edges(element, change.source) if change.kind == "omission" else change.source
    passage = Passage(change.id, reader.place, change.reading, source)
    first = reader.first_part(element, reader.interventions)
    if first is None:
        reader.interventions[change.id] = replace(change, passages=(passage,))
        return change.id
    known = reader.interventions[first]
    if element.get("prev"):  # a part of the same words: beyond the border of a block they go on
        known = replace(
            known, reading=_joined(known.reading, change.reading), source=_joined(known.source, change.source)
        )
    reader.interventions[first] = replace(known, passages=(*known.passages, passage))
    return first


def _with_edges(element: _Element, words: str) -> str:
    """Give words with the blanks that stand at the edges of what they were read from."""
    said = "".join(element.itertext(etree.Element)) if words else ""
    return f"{' ' * said[:1].isspace()}{words}{' ' * said[-1:].isspace()}"


def _joined(*words: str) -> str:
    return " ".join(filter(None, words))


def _alternative(reader: Reader, element: _Element) -> Alternative:
    return Alternative(
        id=reader.identify(element, "", False),
        reading=_words(reader, element, "reading"),
        responsible=reader.responsible(element),
        certainty=element.get("cert", ""),
        evidence=element.get("evidence", ""),
        reasons=reasons_for(reader, element),
    )


def _shown(
    behaviour: str,
    name: str,
    change: Intervention,
    entry: str,
    parts: Sequence[str | Node],
    unlinked: bool,
    language: str,
) -> Node:
    settings = {"kind": change.kind, "reading": change.reading, "source": change.source, "entry": entry}
    if unlinked:
        settings["unlinked"] = "yes"
    settings.update(change.details)
    return Node(behaviour, name, change.id, language, settings, tuple(parts), holds_blocks(parts))


def _words(reader: Reader, element: _Element, view: str) -> str:
    """Give the words of an element in a view, whichever is being read."""
    if not len(element):
        return tei.words(element)
    return plain(reader.apart(view).content(element, tei.local(element)))


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
