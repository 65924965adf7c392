"""Parallel texts: two texts of an edition side by side, passage by passage, as the editors have aligned them.

In go two texts as they are settled for their own pages; out come the rows of a page, written by the sheet. What answers
to what is said by entries ``align`` in either text (``link`` in a ``linkGrp`` of type ``translation``); passages that
nobody aligned stand with those before them, and a heading with what it heads. Every word of both texts is in exactly
one row, in the order of its text. What it looks like is said by ``parallel.html.j2``.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from markupsafe import Markup

from editio.render.compare import Side, writer
from editio.render.concordance import Leaf
from editio.render.document import Content, Node, nodes
from editio.render.passages import Passage, parted
from editio.render.sheet import Sheet
from editio.render.ways import CHANGES

Ends = tuple[int, int]
"""Where two texts answer to one another: the passage of the one, and that of the other, counted from 0."""


@dataclass(frozen=True, slots=True)
class Row:
    """Hold what stands side by side, where each is on its own page, and the id of the first passage on the left."""

    id: str
    left: Markup
    right: Markup
    left_href: str
    right_href: str
    left_number: str = ""
    right_number: str = ""


def rows(sheet: Sheet, left: Leaf, right: Leaf, here: str) -> tuple[Row, ...]:
    """Give the rows of a page ``here``, at the top of the site. No id of either text stands on it but those of rows."""
    sides = (left, right)
    writers = [writer(sheet, Side(one.document, one.settled, _lists(one)), keeps_ids=False, here=here) for one in sides]
    found = []
    for both in aligned(left, right):
        written = [
            Markup(write([part for passage in some for part in _without_arrows(passage.content)]))
            if some
            else Markup("")
            for write, some in zip(writers, both, strict=True)
        ]
        ids = [next((one.id for one in some if " " not in one.id), "") for some in both]
        hrefs = [one.settled.href(own_id) if own_id else "" for one, own_id in zip(sides, ids, strict=True)]
        numbers = [_number(one, some) for one, some in zip(sides, both, strict=True)]
        found.append(Row(ids[0], *written, *hrefs, *numbers))
    return tuple(found)


def _number(leaf: Leaf, passages: Iterable[Passage]) -> str:
    """Give the number of the first paragraph among passages, or nothing."""
    ids = (node.id for one in passages for node in nodes(one.content))
    return next((str(leaf.settled.numbers[one]) for one in ids if one in leaf.settled.numbers), "")


def aligned(left: Leaf, right: Leaf) -> Iterator[tuple[Sequence[Passage], Sequence[Passage]]]:
    """Give the passages of both texts in rows, each of which begins where the texts answer to one another."""
    ours, theirs = (tuple(parted(one.document.content)) for one in (left, right))
    forth = _links(ours, _places(theirs), right.name)
    back = ((one, other) for other, one in _links(theirs, _places(ours), left.name))
    starts = [(_with_headings(ours, one), _with_headings(theirs, other)) for one, other in _rising({*forth, *back})]
    edges = [(0, 0), *(start for start in _strictly(starts) if start > (0, 0)), (len(ours), len(theirs))]
    for (one, other), (next_one, next_other) in pairwise(edges):
        if (one, other) != (next_one, next_other):
            yield ours[one:next_one], theirs[other:next_other]


def _places(passages: Iterable[Passage]) -> Mapping[str, int]:
    """Say in which passage each id stands."""
    return {node.id: nth for nth, one in enumerate(passages) for node in nodes(one.content) if node.id}


def _links(passages: Iterable[Passage], places: Mapping[str, int], other: str) -> Iterator[Ends]:
    """Give what passages say that they answer to in another text."""
    for nth, one in enumerate(passages):
        for node in nodes(one.content):
            text, _, passage = node.setting("target").partition("#")
            if node.behaviour == "counterpart" and text == other and passage in places:
                yield nth, places[passage]


def _rising(links: Iterable[Ends]) -> list[Ends]:
    """Give as many links as do not cross: the longest run that rises in both texts, the first of several."""
    tails: list[int] = []
    runs: list[tuple[Ends, int]] = []
    last: list[int] = []
    for one, other in sorted(links, key=lambda ends: (ends[0], -ends[1])):
        place = bisect_left(tails, other)
        if tails[place : place + 1] == [other]:
            continue
        tails[place : place + 1] = [other]
        last[place : place + 1] = [len(runs)]
        runs.append(((one, other), last[place - 1] if place else -1))
    found: list[Ends] = []
    at = last[-1] if last else -1
    while at >= 0:
        ends, at = runs[at]
        found.append(ends)
    return found[::-1]


def _with_headings(passages: Sequence[Passage], start: int) -> int:
    """Give where a row begins: with the headings before its first passage."""
    while start and _is_heading(passages[start - 1]):
        start -= 1
    return start


def _is_heading(passage: Passage) -> bool:
    return any(isinstance(part, Node) and part.behaviour == "heading" for part in passage.content)


def _strictly(starts: Iterable[Ends]) -> Iterator[Ends]:
    """Leave out what begins, in either text, where a row has begun already."""
    reached = (-1, -1)
    for one, other in starts:
        if one > reached[0] and other > reached[1]:
            yield one, other
            reached = one, other


def _without_arrows(content: Content) -> Iterator[str | Node]:
    """Leave out the ways to the other text, which stands beside."""
    for part in content:
        if isinstance(part, str):
            yield part
        elif part.behaviour != "counterpart":
            yield replace(part, content=tuple(_without_arrows(part.content))) if part.content else part


def _lists(leaf: Leaf) -> Mapping[str, str]:
    """Say what links to the lists of changes and of variants begin with."""
    return {"changes": f"{CHANGES}#{leaf.name}.", "readings": f"{leaf.file}#"}
