"""Stage directions within speeches: ``[Aside.]``, ``(He lights the lamp.)``, ``[_Exit._]``.

In go the words of a passage that stands in a speech, and what is set in italics there; out come the directions, their
brackets included, which stay characters (Guidelines, section 7.2.4). Square brackets are directions always, unless
they hold a number; round ones where they open the speech, hold a whole sentence, or are set in italics.
"""

import re
from collections.abc import Iterator, Sequence

from editio.encode.inline.marks import Element

BRACKETS = re.compile(r"\[(?!\s*\d*\s*\])[^\[\]]+\]|\([^()\[\]]+\)")
SENTENCE = re.compile(r"\((?:[^\W\d_][^()]*[.!?]|[^\W\d_][^()]*[.!?][\"”’])\)")


def find(words: str, italics: Sequence[Element]) -> Iterator[Element]:
    """Find the directions in the words of a speech."""
    edges = {edge for one in italics for edge in (one.first, one.last)}
    for match in BRACKETS.finditer(words):
        first, last = match.span()
        italic = {first, first + 1} & edges and {last, last - 1} & edges
        whole = SENTENCE.fullmatch(match[0]) is not None and match[0][1:2].isupper()
        if match[0][0] == "[" or not words[:first].strip() or italic or whole:
            yield Element(first, last, "stage")
