"""Divisions: their content, and what stands at their borders.

In goes a division that is filled; out comes its element. What TEI allows at the head or the end of a division only is
something plainer elsewhere: that of a letter an ``ab``, an epigraph a ``quote`` (Guidelines, section 4.2).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, takewhile

from lxml import etree

from editio.tei import make, tag

LETTERS = {"dateline": "dateline", "salute": "salutation", "signed": "signature", "trailer": "trailer"}
"""What stands at the borders of divisions -> the ``type`` of the ``ab`` that it is elsewhere."""

AT_BORDERS = {"epigraph": "quote", "argument": "quote", "postscript": "quote"}
"""Containers that stand at the borders of divisions -> what they are elsewhere."""

HEADS = frozenset(["head", "milestone"])
"""What may stand before the opener of a division."""

TOP = HEADS | (frozenset(LETTERS) - {"trailer"}) | {"epigraph", "argument"}
"""What may stand at the head of a division, before all else."""

BOTTOM = frozenset(LETTERS) | {"postscript"}
"""What may stand at the end of a division, behind all else."""

NO_CONTENT = HEADS | {"note", "figure"}
"""What is no content of a division by itself."""


@dataclass(slots=True)
class Division:
    """Hold a division while it is filled: how high it stands, and its content in order, each with its kind."""

    level: int
    attributes: Mapping[str, str]
    children: list[tuple[str, "etree._Element | Division"]] = field(default_factory=list)


def finished(division: Division, name: str) -> etree._Element:
    """Make the element of a division; what stands at its borders is gathered into an opener and a closer."""
    children = [
        (kind, finished(child, "div") if isinstance(child, Division) else child) for kind, child in division.children
    ]
    kinds = [kind for kind, _ in children]
    top, end = _borders(kinds, name)
    for nth, (kind, element) in enumerate(children[top:end], top):
        if name == "front" and "div" not in kinds[:nth] and kind in AT_BORDERS:
            continue  # before the first division of a front they stand as they are
        if kind in LETTERS:
            element.tag = tag("ab")
            element.set("type", LETTERS[kind])
        elif kind in AT_BORDERS:
            element.tag = tag(AT_BORDERS[kind])
    made = make(name, division.attributes)
    made.extend(_gathered(children[:top], "opener"))
    made.extend(element for _, element in children[top:end])
    made.extend(_gathered(children[end:], "closer"))
    return made


def _borders(kinds: Sequence[str], name: str) -> tuple[int, int]:
    """Tell where the opener of a division ends and its closer begins: TEI wants something between, in a body always."""
    top = len(list(takewhile(lambda kind: kind in TOP, kinds)))
    end = len(kinds) - len(list(takewhile(lambda kind: kind in BOTTOM, reversed(kinds[top:]))))
    if all(kind in BOTTOM or kind in NO_CONTENT for kind in kinds[top:end]):
        return (0, len(kinds)) if name == "body" else (top, len(kinds))
    return top, end


def _gathered(children: Iterable[tuple[str, etree._Element]], name: str) -> Iterable[etree._Element]:
    """Put datelines, salutations and signatures that follow one another into one element."""
    for letter, run in groupby(children, key=lambda child: child[0] in LETTERS and child[0] != "trailer"):
        elements = [element for _, element in run]
        yield from [make(name, {}, *elements)] if letter else elements
