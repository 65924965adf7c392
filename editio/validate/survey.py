"""One walk through a document, on which everything is gathered that the house rules ask about.

In goes a tree; out comes a :class:`Survey` of its ids, its pointers, its language codes, and of the elements that the
rules look at. It judges nothing.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from editio import tei

POINTERS = frozenset(
    """
    active ana calendar change class copyOf corresp decls edRef exclude facs hand inst lemmaRef new next nymRef passive
    period prev ref rendition require resp sameAs scheme scribeRef select source spanTo synch target targetEnd toWhom
    unitRef url where who wit
    """.split()
)
"""Attributes that hold pointers wherever they stand (TEI: ``teidata.pointer``)."""

POINTERS_OF = frozenset(
    [
        ("app", "from"),
        ("app", "to"),
        ("citeData", "property"),
        ("namespace", "name"),
        ("span", "from"),
        ("span", "to"),
    ]
)
"""Elements and attributes that hold pointers, where the attribute means something else elsewhere."""

LANGUAGES = frozenset([tei.LANG, "mainLang", "targetLang"])
"""Attributes that hold a language code wherever they stand (TEI: ``teidata.language``)."""

LANGUAGES_OF = frozenset([("language", "ident")])
"""Elements and attributes that hold a language code."""

DATES = frozenset("from notAfter notBefore to when".split())
"""Attributes that hold a date (TEI: ``att.datable.w3c``), unless they stand in :data:`UNDATED`."""

UNDATED = frozenset("app arc biblScope citedRange delSpan locus span timeline".split())
"""Elements in which attributes of these names say something else than a time."""

ASKED_FOR = frozenset(
    """
    app author birth choice creation date death div expan gap idno l language listWit q quotation quote respStmt
    standOff supplied text witness
    """.split()
)
"""Elements that a rule asks for by name."""

BEYOND_ASCII = re.compile(r"[^\t\n\r -~]+")

BLOCKS = frozenset(
    """
    ab byline cell dateline docAuthor docDate docEdition head item l label note p salute signed speaker titlePart
    trailer
    """.split()
)
"""Elements in which a sentence begins and ends, if they hold words of their own."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """Hold an attribute with the element that has it; ``name`` is written as lxml writes it."""

    element: etree._Element
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Survey:
    """Hold what was gathered, every list in the order of the document.

    ``line`` gives the line of an element; ``ids`` has the elements of each id; ``pointers`` are the attributes that
    point within the document; ``turns`` are the notes and page breaks, in one list; ``named`` has the elements of each
    name that is asked for; ``words`` are all words in a row, and ``characters`` what they have beyond ASCII.
    """

    root: etree._Element
    line: Callable[[etree._Element], int]
    words: str = ""
    characters: frozenset[str] = frozenset()
    ids: dict[str, list[etree._Element]] = field(default_factory=dict)
    pointers: list[Attribute] = field(default_factory=list)
    languages: list[Attribute] = field(default_factory=list)
    headers: list[etree._Element] = field(default_factory=list)
    heads: list[etree._Element] = field(default_factory=list)
    notes: list[etree._Element] = field(default_factory=list)
    turns: list[etree._Element] = field(default_factory=list)
    blocks: list[etree._Element] = field(default_factory=list)
    dates: list[Attribute] = field(default_factory=list)
    named: dict[str, list[etree._Element]] = field(default_factory=lambda: {name: [] for name in sorted(ASKED_FOR)})


def survey(root: etree._Element, line: Callable[[etree._Element], int]) -> Survey:
    """Walk through a document once; elements of other namespaces are passed over."""
    words = etree.tostring(root, method="text", encoding="unicode")
    found = Survey(root, line, words, frozenset().union(*BEYOND_ASCII.findall(words)))
    lists = _lists(found)
    beginning = len(tei.tag(""))
    for element in root.iter(tei.tag("*")):
        name = str(element.tag)[beginning:]
        for kept in lists.get(name, ()):
            kept.append(element)
        for key, value in element.items():
            if key == tei.ID:
                found.ids.setdefault(value, []).append(element)
            elif "#" in value:
                if key in POINTERS or (name, key) in POINTERS_OF:
                    found.pointers.append(Attribute(element, key, value))
            elif key in DATES:
                if name not in UNDATED:
                    found.dates.append(Attribute(element, key, value))
            elif key in LANGUAGES or (name, key) in LANGUAGES_OF:
                found.languages.append(Attribute(element, key, value))
    return found


def _lists(found: Survey) -> dict[str, list[list[etree._Element]]]:
    """Say by name of element in which lists it is kept."""
    lists: dict[str, list[list[etree._Element]]] = {name: [found.blocks] for name in sorted(BLOCKS)}
    for name, elements in found.named.items():
        lists.setdefault(name, []).append(elements)
    lists["head"].append(found.heads)
    lists["note"] += [found.notes, found.turns]
    return lists | {"pb": [found.turns], "teiHeader": [found.headers]}


def targets(pointer: Attribute) -> list[str]:
    """Give the ids that a pointer names; other addresses are passed over."""
    return [address[1:] for address in pointer.value.split() if address.startswith("#")]


def nearest(element: etree._Element, name: str) -> etree._Element | None:
    """Give the innermost element of a name that is round an element."""
    return next(element.iterancestors(tei.tag(name)), None)
