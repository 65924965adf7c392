"""Schemas of others, read without leaving their folder.

In goes the path of a schema, which may include other files; out comes its tree, once it is sure that nothing it names
lies on the network or outside its folder. What reads the schema later opens only what was looked at here.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from editio import files
from editio.message import Message, Rejected

SCHEMATRON = "{http://purl.oclc.org/dsdl/schematron}"
BASE = "{http://www.w3.org/XML/1998/namespace}base"

NAMES_A_FILE = {
    "{http://relaxng.org/ns/structure/1.0}include": "href",
    "{http://relaxng.org/ns/structure/1.0}externalRef": "href",
    "{http://www.w3.org/2001/XMLSchema}include": "schemaLocation",
    "{http://www.w3.org/2001/XMLSchema}import": "schemaLocation",
    "{http://www.w3.org/2001/XMLSchema}redefine": "schemaLocation",
    f"{SCHEMATRON}include": "href",
    f"{SCHEMATRON}extends": "href",
}
"""Elements that name another file, with the attribute in which they do."""

PLAIN = re.compile(r"[^:?#%\\/][^:?#%\\]*\Z")
"""An address that is a path from here, with nothing in it that two readers could understand differently."""


def read(path: Path) -> etree._Element:
    """Read a schema and look at everything that it includes.

    Rejects (E801) what cannot be read as XML, declares a document type, or names a file elsewhere.
    """
    root = _parse(path)
    seen = {path.resolve()}
    waiting = [(path, root)]
    while waiting:
        for inner in _included(*waiting.pop(), path.parent.resolve()):
            if inner.resolve() not in seen:
                seen.add(inner.resolve())
                waiting.append((inner, _parse(inner)))
    return root


def included(path: Path, element: etree._Element) -> etree._Element:
    """Read what an element of an enclosed schema at ``path`` includes."""
    return _parse(path.parent / element.get(NAMES_A_FILE[str(element.tag)], ""))


def _parse(path: Path) -> etree._Element:
    data = files.read(path)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, remove_pis=True)
    if b"<!DOCTYPE" in data:
        line = data.count(b"\n", 0, data.index(b"<!DOCTYPE")) + 1
        raise refusal(path, line, "it declares a document type", "delete the DOCTYPE")
    try:
        root = etree.fromstring(data, parser, base_url=str(path))
    except etree.XMLSyntaxError as error:
        hint = "RELAX NG is read in its XML form, .rng" if path.suffix == ".rnc" else ""
        raise refusal(path, error.lineno or 0, f"not well-formed: {error.msg}", hint) from None
    if root.getroottree().docinfo.doctype:
        raise refusal(path, 1, "it declares a document type", "delete the DOCTYPE")
    return root


def _included(path: Path, root: etree._Element, folder: Path) -> Iterator[Path]:
    for element in root.iter(etree.Element):
        line = element.sourceline or 0
        if element.get(BASE) is not None:
            raise refusal(path, line, "it moves its own place by xml:base", "delete the attribute")
        address = element.get(NAMES_A_FILE.get(str(element.tag), BASE))
        if address is None:
            continue
        inner = path.parent / address
        if not PLAIN.match(address) or not inner.resolve().is_relative_to(folder):
            sentence = f"it includes '{address}', which is not in its folder"
            raise refusal(path, line, sentence, "save that file beside the schema, and name it there")
        if not inner.is_file():
            raise refusal(path, line, f"it includes '{address}', which is not there", "save that file there")
        yield inner


def refusal(path: Path, line: int, sentence: str, hint: str = "") -> Rejected:
    """Say why a schema cannot be used (E801)."""
    return Rejected([Message(str(path), line, "E801", f"the schema cannot be used: {sentence}", hint)])
