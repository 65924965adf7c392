"""What a schema says of an element, whatever language it is written in: the ground on which two schemas are compared.

Words and attributes are names in an expression like those of elements: :data:`TEXT` and :data:`DATA` stand for words,
:data:`FOREIGN` for an element of another namespace, and a name that begins with ``@`` for an attribute. No file is
read here.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from editio.validate.expression import Expression

TEXT = "(words)"
"""Any words, between elements or alone."""

DATA = "(value)"
"""The whole content of an element that is a value of a datatype."""

FOREIGN = "(foreign element)"
"""An element of another namespace, whatever it holds."""


class Unreadable(Exception):
    """Say that a schema uses what these readers do not know: then nothing is proved."""


@dataclass(frozen=True, slots=True)
class Ours:
    """Name a datatype of our XSD; ``values`` are all that it takes, or none where they cannot be listed."""

    name: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Theirs:
    """Hold a datatype of TEI: its ``notation`` in one line, and its RELAX NG ``pattern`` without references."""

    notation: str
    pattern: etree._Element


@dataclass(frozen=True, slots=True)
class OurElement:
    """Say what our schema allows: any set of ``attributes`` that has the ``required`` ones."""

    content: Expression
    attributes: Mapping[str, Ours]
    required: frozenset[str]
    value: Ours | None


@dataclass(frozen=True, slots=True)
class TheirElement:
    """Say what TEI allows.

    The names of ``attributes`` are parted into groups; of each group an expression tells which may stand together.
    ``types`` gives for each attribute all datatypes that TEI states for it, ``values`` those of the content.
    """

    content: Expression
    attributes: tuple[Expression, ...]
    types: Mapping[str, tuple[Theirs, ...]]
    values: tuple[Theirs, ...]
