"""Links as Markdown has them: ``[words](address)``.

In go the words of a passage; out come the marks and, where the address is one of the web, the ``ref`` round the words.
An address within a site leads nowhere from here: it is read as markup, and the ledger keeps it. Source: CommonMark
0.31, section 6.3.
"""

import re

from editio.encode.inline.marks import Element, Found, Mark

DECISION = "markup"

LINK = re.compile(r"\[(?P<words>[^\[\]]{1,400})\]\((?P<where>(?:https?://|mailto:|[#/]|\.\.?/)[^\s()<>]{0,400})\)")
OUTSIDE = re.compile(r"(?:https?://[\w-]+(?:\.[\w-]+)+|mailto:[^\s/?#@]+@)[!#-;=?-Z_a-z~%\[\]]*\Z")
"""Addresses that TEI's pointers can have: those that RFC 3986 writes, and that lead out of the text."""


def is_used(text: str) -> bool:
    """Tell whether a text has such links."""
    return "](" in text and LINK.search(text) is not None


def find(words: str) -> Found:
    """Find the links in some words."""
    marks: list[Mark] = []
    elements: list[Element] = []
    for match in LINK.finditer(words):
        first, last = match.span("words")
        marks += [Mark(match.start(), first, DECISION), Mark(last, match.end(), DECISION)]
        if OUTSIDE.match(match["where"]):
            elements.append(Element(first, last, "ref", (("target", match["where"]),)))
    return Found(tuple(marks), tuple(elements))
