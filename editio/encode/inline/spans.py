"""From elements that rules find in words to spans of a passage.

In go elements; out come :class:`~editio.encode.compose.Span`\\ s. Their rank is that of the entry by which an editor
would say the same; one of a rule may be cut, but for ruby.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache

from editio.encode.compose import Content, Span
from editio.encode.inline.marks import Element
from editio.encode.kinds import RANKS
from editio.tei import LANG, make

INDIVISIBLE = frozenset(["ruby"])
"""Elements round the whole of which others reach."""

RANK = {
    "ruby": -3,
    "rb": -2,
    "rt": -2,
    "stage": -1,
    "ref": -1,
    "q": RANKS["q"],
    "foreign": RANKS["foreign"],
    "hi": RANKS["rendition"],
    "g": len(RANKS) + 1,
}
"""Where elements stand among those of the editors: on equal words the smaller is the outer."""

PARTS = INDIVISIBLE | {"rb", "rt", "g"}
"""Elements that are never cut, with their parts."""


def spans(elements: Iterable[Element]) -> list[Span]:
    """Make the spans of some elements; their owner is the name of the element."""
    return [
        Span(one.first, one.last, RANK[one.name], one.name, _wrapper(one.name, one.attributes), one.name in PARTS)
        for one in elements
    ]


@lru_cache(maxsize=256)
def _wrapper(name: str, attributes: tuple[tuple[str, str], ...]) -> Callable[[Content], Content]:
    given = {LANG if key == "xml:lang" else key: value for key, value in attributes}

    def wrap(content: Content) -> Content:
        return [make(name, given, *content)]

    return wrap
