"""What our schema declares, as plain values.

In goes the path of the XSD; out come its elements by name: what each may hold, which attributes it has, what their
values may be. The reading is done by xmlschema, which also matches the content of a single element. It takes seconds
where no compiled form is kept, so it is left to those who must explain a rejection. No sentence is made here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

from lxml import etree
from xmlschema import XMLSchemaChildrenValidationError, XsdElement
from xmlschema.validators import XsdAttribute, XsdComplexType, XsdSimpleType

from editio import tei
from editio.validate import compiled

XS = "{http://www.w3.org/2001/XMLSchema}"


@dataclass(frozen=True, slots=True)
class Value:
    """Say what an attribute takes: one of ``listed``, or what ``gloss`` tells in our words."""

    kind: XsdSimpleType
    listed: tuple[str, ...]
    gloss: str

    def takes(self, value: str) -> bool:
        """Tell whether a value is allowed."""
        return self.kind.is_valid(value)


@dataclass(frozen=True, slots=True)
class Declared:
    """Say what an element may hold: names of ``children``, sorted, and ``attributes`` by name as a file writes it."""

    children: tuple[str, ...]
    attributes: Mapping[str, Value]
    required: tuple[str, ...]
    is_empty: bool
    holds_words: bool
    component: XsdElement

    def misfits(self, element: etree._Element) -> Iterator[tuple[etree._Element | None, tuple[str, ...]]]:
        """Match an element's children against its content model.

        Gives each child that does not fit, or None where something is lacking at the end, with the names that were
        expected there; these are empty where nothing in particular was.
        """
        for error in self.component.iter_errors(cast(Any, element), max_depth=1):
            if isinstance(error, XMLSchemaChildrenValidationError):
                expected = tuple(sorted({str(one.local_name) for one in error.expected or ()}))
                yield (None if error.invalid_tag is None else element[error.index]), expected


@cache
def load(schema: Path) -> Mapping[str, Declared]:
    """Read the elements that a schema declares; nothing but files of this machine is opened."""
    components = compiled.load(schema)
    glosses = SIMPLE | dict(_glosses(schema))
    return {str(element.local_name): _declared(element, glosses) for element in components.elements.values()}


def _glosses(schema: Path) -> Iterator[tuple[str, str]]:
    """Read what the schema says of its datatypes from its files: a compiled form that was kept has it no more."""
    kinds = (kind for file in schema.parent.glob("*.xsd") for kind in etree.parse(file).iter(f"{XS}simpleType"))
    for kind in kinds:
        said = kind.findtext(f"{XS}annotation/{XS}documentation")
        if said and kind.get("name"):
            yield kind.get("name", ""), said[:1].lower() + said[1:].rstrip(".")


def _declared(element: XsdElement, glosses: Mapping[str, str]) -> Declared:
    kind = element.type
    attributes = {
        written(name): attribute
        for name, attribute in element.attributes.items()
        if name is not None and isinstance(attribute, XsdAttribute)
    }
    return Declared(
        children=_children(kind),
        attributes={name: _value(attribute, glosses) for name, attribute in sorted(attributes.items())},
        required=tuple(sorted(name for name, attribute in attributes.items() if attribute.use == "required")),
        is_empty=kind.is_empty(),
        holds_words=not kind.is_element_only(),
        component=element,
    )


def _children(kind: XsdSimpleType | XsdComplexType) -> tuple[str, ...]:
    if not isinstance(kind, XsdComplexType) or kind.has_simple_content():
        return ()
    return tuple(sorted({str(child.local_name) for child in cast(Any, kind.content).iter_elements()}))


def _value(attribute: XsdAttribute, glosses: Mapping[str, str]) -> Value:
    kind = attribute.type
    return Value(kind, tuple(str(value) for value in kind.enumeration or ()), glosses.get(str(kind.local_name), ""))


def written(name: str) -> str:
    """Give an attribute's name as a file writes it."""
    return name.replace(f"{{{tei.XML}}}", "xml:")


SIMPLE = {
    "NCName": "a letter first, then letters, digits, full stops, hyphens and underscores",
    "Name": "a letter first, then letters, digits, full stops, hyphens and underscores",
    "boolean": "true or false",
    "duration": "a span of time in the form P1Y2M3D",
    "nonNegativeInteger": "a whole number",
}
"""What XML Schema's own types take."""
