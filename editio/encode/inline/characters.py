"""Characters that had no code when a text was typed: what they are, declared in the header (Guidelines, section 5.2).

In goes the text of a document, in which each ``g`` keeps the note that describes its character; out comes ``charDecl``,
with a ``char`` for each, to which the ``g`` point. Where the note names the place of a character in a standard that
Unicode has taken up since, its code is stated.
"""

import hashlib
import re

from lxml import etree

from editio import tei
from editio.encode.inline import aozora
from editio.tei import ID, make


def declare(text: etree._Element) -> list[etree._Element]:
    """Make the declaration, if there is anything to declare, and let each ``g`` point at its character."""
    declared: dict[str, etree._Element] = {}
    for one in text.iter(tei.tag("g")):
        said = one.attrib.pop("n", "")
        identity = f"char.{_key(said)}"
        if identity not in declared:
            code = aozora.character(said)
            mapping = [make("mapping", {"type": "Unicode"}, code)] if code else []
            declared[identity] = make("char", {ID: identity}, make("desc", {}, said), *mapping)
        one.set("ref", f"#{identity}")
    return [make("charDecl", {}, *declared.values())] if declared else []


def _key(said: str) -> str:
    """Give a key that is the same wherever the same is said: the place in a standard, else a digest."""
    if place := aozora.place(said):
        return re.sub(r"[^0-9A-Za-z-]", "", place).lower()
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:12]
