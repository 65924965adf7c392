"""Elsewhere: pointers from one text of an edition into another.

In go pointers such as ``mill.xml#p2041``, and documents; out come the text and the id that a pointer names, and a
finding for each that leads to no text of the edition, or to no id of that text. How a format writes such a link, or
that it leaves the words alone, since the other text lies in another book, is not known here.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from editio import tei
from editio.edition import NAME
from editio.message import Message

_POINTER = re.compile(r"([^/#?:\s]+)\.xml#([^#\s]+)\Z")


@dataclass(frozen=True, slots=True)
class Ends:
    """Hold the ids of a document, and its pointers into other texts, each with its line; ``file`` names it."""

    file: str
    ids: frozenset[str]
    pointers: tuple[tuple[int, str], ...]


def place(pointer: str) -> tuple[str, str] | None:
    """Give the name of the text and the id that a pointer leads to, if it is one into another document."""
    found = _POINTER.match(pointer)
    return (found[1], found[2]) if found and NAME.match(found[1]) else None


def ends(root: etree._Element, file: str) -> Ends:
    """Collect what links of other documents can lead to, and where this one's lead."""
    ids = frozenset(filter(None, (element.get(tei.ID) for element in root.iter(etree.Element))))
    links = root.iter(tei.tag("ref"), tei.tag("ptr"), tei.tag("link"))
    stated = ((link.sourceline or 0, pointer) for link in links for pointer in _pointers(link))
    return Ends(file, ids, tuple((line, pointer) for line, pointer in stated if place(pointer)))


def _pointers(link: etree._Element) -> list[str]:
    """Give the pointers of a link that are followed: one alone, but all that tie passages to one another."""
    stated = (link.get("target") or "").split()
    return stated if tei.local(link) == "link" else stated[:1]


def astray(texts: Mapping[str, Ends]) -> Iterator[Message]:
    """Report the pointers of an edition's texts that lead nowhere in it (W705)."""
    for one in texts.values():
        for line, pointer in one.pointers:
            text, wanted = place(pointer) or ("", "")
            if text not in texts:
                sentence = f"the link '{pointer}' leads to no text of the edition"
                yield Message(one.file, line, "W705", sentence, f"its texts: {', '.join(texts)}")
            elif wanted not in texts[text].ids:
                sentence = f"the link '{pointer}' leads to no id of that text"
                hint = "the id of a passage stands in its address, behind the #"
                yield Message(one.file, line, "W705", sentence, hint)
