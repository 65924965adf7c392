"""The gate: is a document valid against our XSD?

In goes a tree; out come findings. The schema is compiled once by libxml2, which is fast and curt; only what it rejects
is looked at again by :mod:`editio.validate.explain`, which is slow and finds the words. The schema itself is
``schema/editio.xsd``; what it cannot say stands in :mod:`editio.validate.house`.
"""

from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path

from lxml import etree

from editio.validate import bounded
from editio.validate.places import Finding
from editio.validate.unfold import compile_schema

SCHEMA = Path(__file__).parent / "schema" / "editio.xsd"

EXAMINED = 50
"""Faults that are explained; the others of a document are only counted."""

OF_XSD = etree.XPath("//*[@xsi:*]", namespaces={"xsi": "http://www.w3.org/2001/XMLSchema-instance"})


def check(root: etree._Element) -> tuple[Finding, ...]:
    """Validate a document against the schema; each fault is a finding E503."""
    steered = tuple(_steering(root))
    log = [] if steered else bounded.report(root, _schema())
    return tuple(_faults(root, log)) if log else steered


@cache
def _schema() -> etree.XMLSchema:
    return compile_schema(SCHEMA)


def _steering(root: etree._Element) -> Iterator[Finding]:
    """Find attributes by which a document would choose its own types and schemas: after them no verdict counts."""
    for element in OF_XSD(root):
        sentence = f"'{etree.QName(element).localname}' has an attribute of XML Schema, which TEI does not know"
        yield Finding(element, "E503", sentence, "delete the attributes that begin with xsi:")


def _faults(root: etree._Element, log: list[etree._LogEntry]) -> Iterator[Finding]:
    from editio.validate import components, explain  # slow to load, and needed by invalid documents only

    explainer = explain.Explainer(components.load(SCHEMA))
    by_place: dict[str, list[str]] = {}
    for entry in log:
        by_place.setdefault(entry.path or "/*", []).append(entry.message)
    for path, messages in list(by_place.items())[:EXAMINED]:
        yield from explainer.explain(_element(root, path), messages)
    if len(by_place) > EXAMINED:
        sentence = f"{len(by_place) - EXAMINED} more elements are not valid"
        yield Finding(root, "E503", sentence, "mend the others first")


def _element(root: etree._Element, path: str) -> etree._Element:
    """Follow a path such as ``/*/*[2]/tei:p[3]``, in which prefixes are those of the place and not to be looked up."""
    found = root
    for step in path.split("/")[2:]:
        name, _, nth = step.rstrip("]").partition("[")
        alike = (child for child in found.iterchildren("*") if name == "*" or _prefixed(child) == name)
        found = next(islice(alike, int(nth or 1) - 1, None))
    return found


def _prefixed(element: etree._Element) -> str:
    local = etree.QName(element).localname
    return f"{element.prefix}:{local}" if element.prefix else local
