"""What a foreign document uses that our schema has not.

In goes the tree of any TEI document; out comes a ranked list: elements and attributes that we do not know, known
elements that stand where ours do not, and values that ours do not take, each with how often and where first. Names are
found on one walk through the whole document; places and values by libxml2, which passes over what stands behind the
first fault among the children of an element, so that their numbers are lower bounds. Nothing is judged: a document may
be good TEI and still be beyond ours.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from lxml import etree

from editio import tei
from editio.validate import gate, xsd
from editio.validate.unfold import compile_schema

KINDS = ("element", "attribute", "place", "lack", "value")
"""What can be beyond ours, in the order in which equal numbers are listed."""

OF_ELEMENT = re.compile(r"Element '(?:\{(?P<space>[^}]*)\})?(?P<name>[^']*)'(?P<rest>.*)", re.DOTALL)
OF_VALUE = re.compile(r", attribute '(?:\{[^}]*\})?(?P<name>[^']*)': (?!The attribute)")


@dataclass(frozen=True, slots=True)
class Beyond:
    """Name one thing that a document uses beyond ours: its kind (of :data:`KINDS`), how often, and the first line."""

    kind: str
    name: str
    count: int
    line: int

    def __str__(self) -> str:
        """Give the line that is printed."""
        return f"{self.count:>7}  {self.kind:<9}  {self.name}  (first on line {self.line})"


def beyond(root: etree._Element) -> tuple[Beyond, ...]:
    """List what a document uses beyond our schema, the most frequent first; nothing means that it is valid."""
    found: dict[tuple[str, str], list[int]] = {}
    for kind, name, line in (*_names(root), *_places_and_values(root)):
        found.setdefault((kind, name), []).append(line)
    listed = (Beyond(kind, name, len(lines), min(lines)) for (kind, name), lines in found.items())
    return tuple(sorted(listed, key=lambda one: (-one.count, KINDS.index(one.kind), one.name)))


def report(file: str, listed: tuple[Beyond, ...]) -> str:
    """Give the printable form: a line that sums up, and a line for each thing beyond ours."""
    if not listed:
        return f"{file}: valid, nothing is beyond our schema"
    counts = (f"{kind} {sum(one.kind == kind for one in listed)}" for kind in KINDS)
    return "\n".join([f"{file}: beyond our schema ({', '.join(counts)})", *map(str, listed)])


def _names(root: etree._Element) -> Iterator[tuple[str, str, int]]:
    for element in root.iter("*"):
        line = element.sourceline or 0
        name = _element(str(element.tag))
        known = _attributes(name)
        if known is None:
            yield "element", name, line
            continue
        for key in element.keys():  # noqa: SIM118 - an element is no mapping: its items are its children
            attribute = _written(str(key))
            if attribute not in known:
                yield "attribute", f"{name}/@{attribute}", line


@cache
def _schema() -> etree.XMLSchema:
    return compile_schema(gate.SCHEMA)


@cache
def _declared() -> xsd.Schema:
    return xsd.load(gate.SCHEMA)


@cache
def _attributes(name: str) -> frozenset[str] | None:
    """Give the attributes of an element of ours, or None where we have no such element."""
    if name not in _declared().names:
        return None
    return frozenset(_declared().element(name).attributes)


def _places_and_values(root: etree._Element) -> Iterator[tuple[str, str, int]]:
    """Ask libxml2 for faults that no name explains."""
    schema = _schema()
    if schema.validate(root):
        return
    told = set()
    for entry in schema.error_log:
        fault = OF_ELEMENT.match(entry.message)
        if fault is None or fault["space"] != tei.NAMESPACE or _attributes(fault["name"]) is None:
            continue
        kind, name = _fault(fault["name"], fault["rest"])
        if kind and (entry.path, kind, name) not in told:
            told.add((entry.path, kind, name))
            yield kind, name, entry.line


def _fault(element: str, rest: str) -> tuple[str, str]:
    """Tell from libxml2's words what is wrong with a known element; no kind where its name tells already."""
    value = OF_VALUE.match(rest)
    if value is not None:
        return "value", f"{element}/@{value['name']}"
    if ", attribute '" in rest[:13]:
        return "", element
    return "place" if "not expected" in rest else "lack", element


def _written(name: str) -> str:
    """Give a name as a file writes it; names of other namespaces keep these in braces."""
    return name.removeprefix(f"{{{tei.NAMESPACE}}}").replace(f"{{{tei.XML}}}", "xml:")


def _element(name: str) -> str:
    """Give an element's name as the schema has it; one of no namespace is none of ours."""
    return _written(name) if name.startswith("{") else f"{{}}{name}"
