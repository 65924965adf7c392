"""What points elsewhere: links, names, sayings and images, as far as a reader may follow them.

In go elements with pointers that nobody has looked at; out come nodes whose ``target`` or ``key`` is an id of the same
document, or whose ``address`` begins with ``https:``, ``http:`` or ``mailto:``. Any other pointer of a link is
reported, and its words stand as words: nothing that runs a script or leaves the folder becomes a link. A counterpart
in another text is named by that text and an id; which link that is, the format knows. No image is ever fetched.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from lxml import etree

from editio.render import elsewhere
from editio.render.address import followable, runs_script
from editio.render.document import Node, nodes
from editio.render.entries import Occurrence
from editio.render.reader import Parts, Reader, without_notes
from editio.render.rules import Rule
from editio.render.space import with_more
from editio.render.standoff import counterparts


def name(reader: Reader, element: etree._Element, tag: str, rule: Rule) -> Parts:
    """Tie a name to its entry in a register, or to an address.

    One that holds a link is none itself; it knows how its entry is called, for a link that follows it.
    """
    node, unlinked = reader.linked(lambda: reader.node(element, tag, rule))
    settings = _tied(reader, element, node)
    if unlinked:
        settings["unlinked"] = "yes"
        if not reader.within_link and (named := reader.given.names.get(settings.get("key", ""))):
            settings["named"] = named
    return (replace(node, settings=settings),)


def attributed(reader: Reader, element: etree._Element, tag: str, rule: Rule) -> Parts:
    """Tie the words of somebody to the entry of who said them, or of the work that they are from.

    In the reading view a link to that work follows the last of them.
    """
    node = reader.node(element, tag, rule)
    settings = _tied(reader, element, node)
    key = settings.get("key", "")
    if said := reader.given.names.get(key):
        settings["whose"] = said
    node = replace(node, settings=settings)
    if not key or not element.get("source") or element.get("next") or reader.view != "reading" or reader.within_link:
        return (node,)
    link, _ = reader.linked(lambda: Node("link", tag, settings={"target": key, "whose": said or ""}))
    return (with_more(node, link),)


def link(reader: Reader, element: etree._Element, tag: str, rule: Rule) -> Parts:
    """Make a link of a pointer that a reader may follow, words of any other; notes come after the link.

    A pointer without words to a note in the text is a further reference to that. Words that lead to an entry of a
    register are a mention of it: so do editors speak of it in their notes and essays.
    """
    outer, reader.within_link = reader.within_link, True
    node, _ = reader.linked(lambda: reader.node(element, tag, rule))
    reader.within_link = outer
    target = _first(node.setting("address")).removeprefix("#")
    if (series := reader.given.notes.get(target)) and not node.content and not outer:
        settings = {"note": reader.given.prefix + target, "series": series}
        return (Node("note", tag, node.id or reader.made_up(tag), settings=settings),)
    followed = {} if outer else _followed(reader, element, node.setting("address"))
    if target in reader.given.entries and node.content:
        _remember(reader, element, node, target)
    notes = [inner for inner in nodes(node.content) if inner.behaviour == "note"]
    content = without_notes(node.content) if notes else node.content
    behaviour = "link" if followed else "inline"
    return (replace(node, behaviour=behaviour, settings=followed, content=content), *notes)


def counterpart(reader: Reader, element: etree._Element, _at: str) -> Parts:
    """Refer to the passages of other texts that answer to the one at hand."""
    own_id = reader.identify(element, "annotation", True)
    for text, passage in counterparts(element):
        settings = {"target": _beside(reader, text, passage), "text": text}
        yield Node("counterpart", "link", own_id, settings=settings)
        own_id = ""


def graphic(reader: Reader, element: etree._Element, tag: str, rule: Rule) -> Parts:
    """Keep the address of an image where a reader may follow it."""
    node = reader.node(element, tag, rule)
    pointer = _first(node.setting("address"))
    if address := followable(pointer):
        return (replace(node, settings={"address": address}),)
    reader.report(element, "W705", f"the image '{pointer}' is not part of the output: its place is marked")
    return (replace(node, settings={}),)


def _tied(reader: Reader, element: etree._Element, node: Node) -> dict[str, str]:
    """Give the settings of a node with the entry or the address that its ``key`` points at; an entry counts it.

    Of several the first is followed, and each entry among them counts it.
    """
    settings = dict(node.settings)
    pointers = settings.pop("key", "").split()
    keys = [one[1:] for one in dict.fromkeys(pointers) if one.startswith("#") and one[1:] in reader.given.entries]
    for key in keys:
        _remember(reader, element, node, key)
    if keys:
        settings["key"] = keys[0]
    elif address := next(filter(None, map(followable, pointers)), ""):
        settings["address"] = address
    return settings


def _remember(reader: Reader, element: etree._Element, node: Node, key: str) -> None:
    """Remember where an entry is named; a further part of the same words is no place of its own."""
    known = reader.occurrences.setdefault(key, [])
    own_id = node.id or reader.place
    if previous := element.get("prev", "").removeprefix("#"):
        for nth, one in enumerate(known):
            if reader.given.prefix + previous in (one.id, *one.parts):
                known[nth] = replace(one, parts=(*one.parts, own_id))
                return
    manner = "name" if node.behaviour in ("link", "name") else "quotation" if element.get("source") else "saying"
    known.append(Occurrence(own_id, reader.place, manner))


def _followed(reader: Reader, element: etree._Element, pointers: str) -> Mapping[str, str]:
    """Give the settings of a link, none if its first pointer is nothing that a reader should follow."""
    target = _first(pointers)
    text, wanted = elsewhere.place(target) or ("", target.removeprefix("#"))
    if text and text != Path(reader.given.file).stem:
        return {"target": _beside(reader, text, wanted)}
    if text or target.startswith("#"):
        if wanted in reader.given.ids:
            return {"target": wanted if wanted in reader.given.entries else reader.given.prefix + wanted}
        reader.report(element, "W705", f"the link '{target}' leads to no id of this document")
    elif address := followable(target):
        return {"address": address}
    elif runs_script(pointers):
        reader.report(element, "E704", f"the link '{pointers}' is of a kind that no reader should follow")
    else:
        hint = "a link may begin with https:, http:, mailto: or #"
        reader.report(element, "W705", f"the link '{target}' leads out of the edition and is left out", hint)
    return {}


def _beside(reader: Reader, text: str, passage: str) -> str:
    """Give the target of a place in another text: ``mill.p2041`` in a volume, whose ids begin so, else ``mill#p2041``.

    What lies beside the document, the format knows (:attr:`editio.render.settle.Settled.beside`).
    """
    return f"{text}{'.' if reader.given.prefix else '#'}{passage}"


def _first(pointers: str) -> str:
    return next(iter(pointers.split()), "")
