"""TEI's RELAX NG, read as expressions.

In goes a schema in the XML syntax of RELAX NG (ISO/IEC 19757-2), one file as TEI's Stylesheets write it; out comes,
for an element's name, what TEI allows in it. Only what is asked for is read. What the reader does not know raises
:class:`~editio.validate.grammar.Unreadable`: interleaving, included grammars, two declarations of one name, and
attributes whose presence depends on the content, for then content and attributes cannot be compared apart.
"""

from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

from lxml import etree

from editio import files, tei
from editio.message import Message, Rejected
from editio.validate import expression
from editio.validate.expression import Expression
from editio.validate.grammar import DATA, FOREIGN, TEXT, TheirElement, Theirs, Unreadable

RELAXNG = "http://relaxng.org/ns/structure/1.0"
VALUES = ("data", "value", "list")
"""Patterns that are a datatype."""


class Grammar:
    """Know a schema's definitions, and read them when they are asked for."""

    def __init__(self, root: etree._Element) -> None:
        """Take the root of the schema."""
        self.definitions: dict[str, etree._Element] = {}
        for define in root.iter(_name("define")):
            if self.definitions.setdefault(define.get("name", ""), define) is not define:
                raise Unreadable(f"the pattern {define.get('name')} is defined twice")
        self.elements: dict[str, etree._Element] = {}
        for element in root.iter(_name("element")):
            name = _symbol(element)
            if name != FOREIGN and self.elements.setdefault(name, element) is not element:
                raise Unreadable(f"the element {name} is declared twice")
        self.start = next(root.iter(_name("start")))
        self.known: dict[str, TheirElement] = {}
        self.reading: list[str] = []
        self.read: dict[str, Expression] = {}
        self.own: dict[tuple[str, tuple[str, ...]], tuple[etree._Element, ...]] = {}
        self.datatypes: dict[etree._Element, Theirs] = {}

    def roots(self) -> frozenset[str]:
        """Give the names of elements with which a document may begin."""
        return expression.alphabet(self._all(self.start))

    def element(self, name: str) -> TheirElement | None:
        """Say what an element may hold and have; None if there is no element of this name."""
        if name in self.elements and name not in self.known:
            self.known[name] = self._element(name, self.elements[name])
        return self.known.get(name)

    def _element(self, name: str, declared: etree._Element) -> TheirElement:
        attributes: list[Expression] = []
        contents: list[Expression] = []
        for step in expression.steps(self._all(declared)):
            of_attributes = {symbol.startswith("@") for symbol in expression.alphabet(step)}
            if len(of_attributes) > 1:
                raise Unreadable(f"the content of {name} depends on its attributes")
            (attributes if True in of_attributes else contents).append(step)
        types: dict[str, list[Theirs]] = {}
        for attribute in self._patterns(declared, ("attribute",)):
            types.setdefault(_symbol(attribute)[1:], []).append(self._datatype(attribute))
        return TheirElement(
            content=expression.sequence(contents),
            attributes=tuple(attributes),
            types={key: tuple(all_of) for key, all_of in sorted(types.items())},
            values=tuple(map(self._datatype, self._patterns(declared, VALUES))),
        )

    def _all(self, pattern: etree._Element) -> Expression:
        return expression.sequence(map(self._expression, _children(pattern)))

    def _expression(self, pattern: etree._Element) -> Expression:
        match etree.QName(pattern).localname:
            case "element" | "attribute":
                return expression.one(_symbol(pattern))
            case "ref":
                return self._reference(pattern.get("name", ""))
            case "group":
                return self._all(pattern)
            case "choice":
                return expression.either(map(self._expression, _children(pattern)))
            case "optional":
                return expression.optional(self._all(pattern))
            case "zeroOrMore":
                return expression.repeated(self._all(pattern))
            case "oneOrMore":
                return expression.times(self._all(pattern), 1, None)
            case "text":
                return expression.repeated(expression.names(frozenset({TEXT, DATA})))
            case "data" | "value" | "list":
                return expression.one(DATA)
            case "empty":
                return expression.EMPTY
            case "notAllowed":
                return expression.NOTHING
            case other:
                raise Unreadable(f"line {pattern.sourceline}: the pattern {other} is not known")

    def _reference(self, name: str) -> Expression:
        if name in self.reading:
            raise Unreadable(f"the pattern {name} refers to itself")
        if name not in self.read:
            self.reading.append(name)
            self.read[name] = self._all(self._definition(name))
            self.reading.pop()
        return self.read[name]

    def _definition(self, name: str) -> etree._Element:
        if name not in self.definitions:
            raise Unreadable(f"the pattern {name} is not defined")
        return self.definitions[name]

    def _patterns(self, pattern: etree._Element, kinds: tuple[str, ...]) -> Iterator[etree._Element]:
        """Give the patterns of some kinds that are an element's own, not those of its attributes and children."""
        for child in _children(pattern):
            kind = etree.QName(child).localname
            if kind in kinds:
                yield child
            elif kind == "ref":
                yield from self._patterns_of(child.get("name", ""), kinds)
            elif kind not in ("element", "attribute", *VALUES):
                yield from self._patterns(child, kinds)

    def _patterns_of(self, name: str, kinds: tuple[str, ...]) -> tuple[etree._Element, ...]:
        if (name, kinds) not in self.own:
            self.own[name, kinds] = tuple(self._patterns(self._definition(name), kinds))
        return self.own[name, kinds]

    def _datatype(self, pattern: etree._Element) -> Theirs:
        if pattern not in self.datatypes:
            whole = etree.Element(_name("group"))
            if etree.QName(pattern).localname == "attribute":
                whole.extend(self._resolved(pattern) or [etree.Element(_name("text"))])
            else:
                whole.append(deepcopy(pattern))
            self.datatypes[pattern] = Theirs(", ".join(map(_notation, whole)), whole)
        return self.datatypes[pattern]

    def _resolved(self, pattern: etree._Element) -> list[etree._Element]:
        """Give what a pattern holds, each reference replaced by what it stands for."""
        resolved: list[etree._Element] = []
        for child in _children(pattern):
            if etree.QName(child).localname == "ref":
                resolved += self._resolved(self._definition(child.get("name", "")))
            else:
                words = child.text if etree.QName(child).localname in ("value", "param") else None
                made = etree.Element(child.tag, dict(child.attrib))
                tei.extend(made, [words] if words else self._resolved(child))
                resolved.append(made)
        return resolved


def load(path: Path) -> Grammar:
    """Read a RELAX NG schema; nothing else is opened. Rejects a file that cannot be read (E101) or is no XML (E501)."""
    parser = etree.XMLParser(no_network=True, resolve_entities=False, remove_comments=True, remove_pis=True)
    try:
        return Grammar(etree.fromstring(files.read(path), parser))
    except etree.XMLSyntaxError as error:
        message = Message(str(path), error.lineno or 0, "E501", f"not well-formed: {error.msg}")
        raise Rejected([message]) from None


def _name(local: str) -> str:
    return f"{{{RELAXNG}}}{local}"


def _children(pattern: etree._Element) -> Iterator[etree._Element]:
    """Give the patterns within a pattern: no annotations, and no class of names."""
    for child in pattern.iterchildren(f"{{{RELAXNG}}}*"):
        if etree.QName(child).localname not in ("anyName", "nsName", "name"):
            yield child


def _symbol(pattern: etree._Element) -> str:
    """Give the name by which an element or attribute stands in expressions."""
    name = pattern.get("name")
    if etree.QName(pattern).localname == "attribute":
        namespace = f"{{{pattern.get('ns')}}}" if pattern.get("ns") else ""
        return f"@{namespace}{name or '*'}"
    inherited = next((one.get("ns") for one in (pattern, *pattern.iterancestors()) if "ns" in one.attrib), "")
    return name if name and inherited == tei.NAMESPACE else FOREIGN


def _notation(pattern: etree._Element) -> str:
    """Write a datatype in one line, near to the compact syntax of RELAX NG."""
    kind = etree.QName(pattern).localname
    inner = [_notation(child) for child in _children(pattern)]
    match kind:
        case "value":
            return f'"{tei.words(pattern)}"'
        case "param":
            return f"{pattern.get('name')} = {tei.words(pattern)}"
        case "data":
            return f"{pattern.get('type')} {{ {', '.join(inner)} }}" if inner else pattern.get("type", "")
        case "choice":
            return _alternatives(pattern)
        case "optional" | "zeroOrMore" | "oneOrMore":
            sign = {"optional": "?", "zeroOrMore": "*", "oneOrMore": "+"}[kind]
            return f"({', '.join(inner)}){sign}"
        case "list":
            return f"list {{ {', '.join(inner)} }}"
        case _:
            return f"{kind} {{ {', '.join(inner)} }}" if inner else kind


def _alternatives(choice: etree._Element) -> str:
    """Write a choice, without the values that are but examples of the datatype that stands beside them."""
    inner = list(_children(choice))
    open_ones = [child for child in inner if etree.QName(child).localname == "data"]
    listed = [_notation(child) for child in (open_ones and [one for one in inner if not _is_value(one)]) or inner]
    return listed[0] if len(listed) == 1 else f"({' | '.join(listed)})"


def _is_value(pattern: etree._Element) -> bool:
    return etree.QName(pattern).localname == "value"
