"""Where in its file an element stands.

In go elements of a parsed document; out come lines, counted from 1. The parser keeps a line of an element exactly
up to 65,534; beyond that it only guesses, so lines there are counted by a second parser, if anybody asks for one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from xml.parsers import expat

from lxml import etree

from editio import tei
from editio.message import Message

EXACT = (1 << 16) - 1
"""Lines below this one are known to libxml2, which has sixteen bits for them."""

SHOWN_WORDS = 60
"""Characters of a text that are shown round a place."""


@dataclass(frozen=True, slots=True)
class Finding:
    """State what is wrong with an element; ``code`` is one of :data:`editio.message.CODES`."""

    element: etree._Element
    code: str
    sentence: str
    hint: str = ""


def one_for_all(code: str, elements: Sequence[etree._Element], sentence: str, hint: str = "") -> Finding:
    """Say once, at the first of several elements, what is wrong with all of them."""
    others = f" (so do {len(elements) - 1} more)" if len(elements) > 1 else ""
    return Finding(elements[0], code, sentence + others, hint)


def surroundings(element: etree._Element) -> str:
    """Give the named path to an element, and the first words in it or else in what holds it."""
    path = [*reversed(list(element.iterancestors(etree.Element))), element]
    words = next((said for one in reversed(path[-2:]) if (said := tei.words(one))), "")
    named = "/".join(_step(one) for one in path)
    return f"{named}: {words[:SHOWN_WORDS]}{'…' if len(words) > SHOWN_WORDS else ''}" if words else named


def _step(element: etree._Element) -> str:
    """Name an element among those of its name beside it, counted from 1 as XPath does; one alone needs no number."""
    alike = str(element.tag)
    before = sum(1 for _ in element.itersiblings(alike, preceding=True))
    alone = not before and next(element.itersiblings(alike), None) is None
    return tei.local(element) if alone else f"{tei.local(element)}[{before + 1}]"


class Places:
    """Know the lines of a document's elements, and turn findings into messages."""

    def __init__(self, file: str, document: bytes, root: etree._Element) -> None:
        """Take the name of a file, its bytes, and the tree that was parsed from them."""
        self.file = file
        self.document = document
        self.root = root

    def line(self, element: etree._Element) -> int:
        """Give the line on which an element begins."""
        line = element.sourceline or 0
        return line if line < EXACT else self._counted.get(element, line)

    def message(self, finding: Finding) -> Message:
        """Give a finding its place; one of the schema shows the path to it, and the words there."""
        near = surroundings(finding.element) if finding.code == "E503" else ""
        return Message(self.file, self.line(finding.element), finding.code, finding.sentence, finding.hint, near)

    @cached_property
    def _counted(self) -> dict[etree._Element, int]:
        lines: list[int] = []
        parser = expat.ParserCreate()
        parser.StartElementHandler = lambda _name, _attributes: lines.append(parser.CurrentLineNumber)
        try:
            parser.Parse(self.document, True)
        except expat.ExpatError:
            return {}  # an encoding that only libxml2 reads: the guess must do
        return dict(zip(self.root.iter(etree.Element), lines, strict=True))
