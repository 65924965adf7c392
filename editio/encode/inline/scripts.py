"""Raised and lowered characters: ``y^{th}``, ``M^r``, ``H_{2}O`` (Distributed Proofreaders, 'Formatting Guidelines').

In go the words of a passage; out come the marks and the ``hi`` round what is raised or lowered. A sign counts behind a
letter or a digit only: ``^39`` behind a blank calls a note, or is nothing.
"""

import re

from editio.encode.inline.marks import Element, Found, Mark

DECISION = "scripts"

SCRIPT = re.compile(r"(?<=[^\W_])(?P<sign>[\^_])(?:\{(?P<several>[^{}]{1,40})\}|(?P<short>[^\W_]{1,4})(?![\w^]))")
"""``^{...}``, ``_{...}``, or ``^`` and up to four letters, as many as the longest abbreviations raise."""

LOOKS = {"^": "superscript", "_": "subscript"}


def find(words: str) -> Found:
    """Find what is raised or lowered; ``_`` without braces is no sign of it."""
    marks: list[Mark] = []
    elements: list[Element] = []
    for match in SCRIPT.finditer(words):
        group = "several" if match["several"] else "short"
        if match["sign"] == "_" and group == "short":
            continue
        first, last = match.span(group)
        marks.append(Mark(match.start(), first, DECISION))
        if last < match.end():
            marks.append(Mark(last, match.end(), DECISION))
        elements.append(Element(first, last, "hi", (("rend", LOOKS[match["sign"]]),)))
    return Found(tuple(marks), tuple(elements))
