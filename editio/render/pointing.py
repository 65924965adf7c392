"""What points elsewhere: links, names and images, as far as a reader may follow them.

In go elements with pointers that nobody has looked at; out come nodes whose ``target`` is an id of the same document,
or whose ``address`` begins with ``https:``, ``http:`` or ``mailto:``. Any other pointer is reported, and its words
stand as words: nothing that runs a script or leaves the folder becomes a link. No image is ever fetched.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from lxml import etree

from editio.render import elsewhere
from editio.render.address import followable, runs_script
from editio.render.document import Occurrence, nodes
from editio.render.reader import Parts, Reader, without_notes
from editio.render.rules import Rule


def name(reader: Reader, element: etree._Element, tag: str, rule: Rule) -> Parts:
    """Tie a name to its entry in a register, or to an address."""
    node, unlinked = reader.linked(lambda: reader.node(element, tag, rule))
    pointer = _first(node.setting("key"))
    key = pointer.removeprefix("#") if pointer.startswith("#") else ""
    settings = {}
    if key in reader.given.entries:
        settings = {"key": key}
        if not element.get("prev"):
            reader.occurrences.setdefault(key, []).append(Occurrence(node.id, reader.place))
    elif address := followable(pointer):
        settings = {"address": address}
    if unlinked:
        settings["unlinked"] = "yes"
    return (replace(node, settings=settings),)


def link(reader: Reader, element: etree._Element, tag: str, rule: Rule) -> Parts:
    """Make a link of a pointer that a reader may follow, words of any other; notes come after the link."""
    outer, reader.within_link = reader.within_link, True
    node, _ = reader.linked(lambda: reader.node(element, tag, rule))
    reader.within_link = outer
    settings = {} if outer else _followed(reader, element, node.setting("address"))
    notes = [inner for inner in nodes(node.content) if inner.behaviour == "note"]
    content = without_notes(node.content) if notes else node.content
    behaviour = "link" if settings else "inline"
    return (replace(node, behaviour=behaviour, settings=settings, content=content), *notes)


def graphic(reader: Reader, element: etree._Element, tag: str, rule: Rule) -> Parts:
    """Keep the address of an image where a reader may follow it."""
    node = reader.node(element, tag, rule)
    pointer = _first(node.setting("address"))
    if address := followable(pointer):
        return (replace(node, settings={"address": address}),)
    reader.report(element, "W705", f"the image '{pointer}' is not part of the output: its place is marked")
    return (replace(node, settings={}),)


def _followed(reader: Reader, element: etree._Element, pointers: str) -> Mapping[str, str]:
    """Give the settings of a link, none if its first pointer is nothing that a reader should follow.

    A place in another text is ``mill.p2041`` in a volume, whose ids begin so, and else ``mill#p2041``: what lies beside
    the document, the format knows (:attr:`editio.render.settle.Settled.beside`).
    """
    target = _first(pointers)
    text, wanted = elsewhere.place(target) or ("", target.removeprefix("#"))
    if text and text != Path(reader.given.file).stem:
        return {"target": f"{text}{'.' if reader.given.prefix else '#'}{wanted}"}
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


def _first(pointers: str) -> str:
    return next(iter(pointers.split()), "")
