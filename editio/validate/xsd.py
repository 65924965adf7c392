"""Our XSD, read as expressions.

In goes the root of a schema that is written as ``schema/editio.xsd`` is; out comes, for each element, what it may hold
and have. The reading is of the text of the schema and apart from both validators. Only the parts of XSD 1.0 that ours
uses are known; every other raises :class:`~editio.validate.grammar.Unreadable`, so that nothing is passed over.
"""

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from editio import files
from editio.message import Message, Rejected
from editio.validate import expression
from editio.validate.expression import Expression
from editio.validate.grammar import DATA, FOREIGN, TEXT, OurElement, Ours, Unreadable

XSD = "http://www.w3.org/2001/XMLSchema"

KNOWN = {
    "element": {"name", "type", "ref", "minOccurs", "maxOccurs"},
    "group": {"name", "ref", "minOccurs", "maxOccurs"},
    "sequence": {"minOccurs", "maxOccurs"},
    "choice": {"minOccurs", "maxOccurs"},
    "any": {"namespace", "processContents", "minOccurs", "maxOccurs"},
    "complexType": {"name", "mixed"},
    "complexContent": {"mixed"},
    "simpleContent": set(),
    "extension": {"base"},
    "attribute": {"name", "type", "ref", "use"},
    "attributeGroup": {"name", "ref"},
}
"""The parts of XSD that shape an element, each with the attributes of it that are understood."""

OF_TYPES = {"annotation", "simpleType", "import"}
"""Parts that shape no element: glosses, datatypes (see :func:`_datatype`), and the namespace of ``xml:id``."""

PARTICLES = ("element", "group", "sequence", "choice", "any")


class Schema:
    """Know the declarations of an XSD."""

    def __init__(self, root: etree._Element) -> None:
        """Take the root of the schema, and refuse what is not understood."""
        self.named: dict[tuple[str, str], etree._Element] = {}
        for declared in root.iterchildren(f"{{{XSD}}}*"):
            self.named[_kind(declared), declared.get("name", "")] = declared
            if _kind(declared) not in OF_TYPES:
                _check(declared)
        self.names = tuple(sorted(name for kind, name in self.named if kind == "element"))

    def element(self, name: str) -> OurElement:
        """Say what an element may hold and have."""
        declared = self._find("element", name)
        inner = next(_parts(declared, ("complexType",)), None)
        if inner is None and not self._is_complex(declared.get("type", "")):
            return OurElement(expression.one(DATA), {}, frozenset(), self._datatype(declared))
        kind = self._find("complexType", declared.get("type", "")) if inner is None else inner
        content, value = self._content(kind)
        attributes = list(self._attributes(kind))
        return OurElement(
            content=expression.interspersed(content, TEXT) if self._is_mixed(kind) else content,
            attributes={_attribute(one): self._datatype(one) for one in attributes},
            required=frozenset(_attribute(one) for one in attributes if one.get("use") == "required"),
            value=value,
        )

    def _find(self, kind: str, name: str) -> etree._Element:
        if (kind, name) not in self.named:
            raise Unreadable(f"no {kind} is named {name}")
        return self.named[kind, name]

    def _is_complex(self, name: str) -> bool:
        return ("complexType", name) in self.named

    def _content(self, kind: etree._Element) -> tuple[Expression, Ours | None]:
        """Give the content of a type, and its datatype if it is a value: its base's first, and then its own."""
        extension = next(_parts(kind, ("complexContent", "simpleContent")), None)
        if extension is None:
            return expression.sequence(map(self._particle, _parts(kind, PARTICLES))), None
        (own,) = _parts(extension, ("extension",))
        base = own.get("base", "")
        if not self._is_complex(base):
            return expression.one(DATA), self._named_datatype(base)
        content, value = self._content(self._find("complexType", base))
        return expression.then(content, expression.sequence(map(self._particle, _parts(own, PARTICLES)))), value

    def _is_mixed(self, kind: etree._Element) -> bool:
        content = next(_parts(kind, ("complexContent",)), kind)
        if "true" in (kind.get("mixed"), content.get("mixed")):
            return True
        extension = next(_parts(content, ("extension",)), None)
        base = "" if extension is None else extension.get("base", "")
        return self._is_complex(base) and self._is_mixed(self._find("complexType", base))

    def _particle(self, particle: etree._Element) -> Expression:
        most = particle.get("maxOccurs", "1")
        least = int(particle.get("minOccurs", "1"))
        return expression.times(self._once(particle), least, None if most == "unbounded" else int(most))

    def _once(self, particle: etree._Element) -> Expression:
        match _kind(particle):
            case "element":
                self._find("element", particle.get("ref", ""))
                return expression.one(particle.get("ref", ""))
            case "group" if particle.get("ref"):
                return self._once(self._find("group", particle.get("ref", "")))
            case "choice":
                return expression.either(map(self._particle, _parts(particle, PARTICLES)))
            case "any":
                if particle.get("namespace") != "##other":
                    raise Unreadable(f"line {particle.sourceline}: a wildcard that allows TEI's own namespace")
                return expression.one(FOREIGN)
            case _:
                return expression.sequence(map(self._particle, _parts(particle, PARTICLES)))

    def _attributes(self, holder: etree._Element) -> Iterator[etree._Element]:
        for part in _parts(holder, ("attribute", "attributeGroup", "complexContent", "simpleContent", "extension")):
            match _kind(part):
                case "attribute":
                    yield part
                case "attributeGroup":
                    yield from self._attributes(self._find("attributeGroup", part.get("ref", "")))
                case "extension" if self._is_complex(part.get("base", "")):
                    yield from self._attributes(self._find("complexType", part.get("base", "")))
                    yield from self._attributes(part)
                case _:
                    yield from self._attributes(part)

    def _datatype(self, holder: etree._Element) -> Ours:
        """Give the datatype of an attribute or element, which has a name or lists its values in place."""
        inner = next(_parts(holder, ("simpleType",)), None)
        if inner is None:
            return self._named_datatype(holder.get("type", holder.get("ref", "")))
        listed = _listed(inner)
        if not listed:
            raise Unreadable(f"line {inner.sourceline}: a datatype that has no name and lists no values")
        return Ours("one of a list", listed)

    def _named_datatype(self, name: str) -> Ours:
        declared = self.named.get(("simpleType", name))
        return Ours(name, _listed(declared) if declared is not None else ())


def load(path: Path) -> Schema:
    """Read an XSD; nothing else is opened. Rejects a file that cannot be read (E101) or is no XML (E501)."""
    try:
        parser = etree.XMLParser(no_network=True, resolve_entities=False)
        return Schema(etree.fromstring(files.read(path), parser))
    except etree.XMLSyntaxError as error:
        message = Message(str(path), error.lineno or 0, "E501", f"not well-formed: {error.msg}")
        raise Rejected([message]) from None


def _kind(part: etree._Element) -> str:
    return etree.QName(part).localname


def _parts(holder: etree._Element, kinds: tuple[str, ...]) -> Iterator[etree._Element]:
    for part in holder.iterchildren(f"{{{XSD}}}*"):
        if _kind(part) in kinds:
            yield part


def _check(part: etree._Element) -> None:
    """Refuse what would change the meaning of a declaration without being understood."""
    unknown = sorted({str(key) for key in part.attrib} - KNOWN.get(_kind(part), set()))
    if _kind(part) not in KNOWN or unknown:
        raise Unreadable(f"line {part.sourceline}: {' '.join([_kind(part), *unknown])} is not known")
    if part.get("use", "required") not in ("required", "optional"):
        raise Unreadable(f"line {part.sourceline}: an attribute may be required or optional")
    for child in part.iterchildren(f"{{{XSD}}}*"):
        if _kind(child) not in OF_TYPES:
            _check(child)


def _attribute(declared: etree._Element) -> str:
    return declared.get("name", declared.get("ref", ""))


def _listed(kind: etree._Element) -> tuple[str, ...]:
    """Give the values of a datatype that is nothing but a list of values."""
    restriction = next(_parts(kind, ("restriction",)), None)
    if restriction is None:
        return ()
    values = [part.get("value", "") for part in _parts(restriction, ("enumeration",))]
    return tuple(values) if len(values) == sum(1 for _ in restriction.iterchildren(f"{{{XSD}}}*")) else ()
