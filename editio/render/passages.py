"""Passages: the two views of a text in rows, so that the same passage can be seen in both.

In go a document in the reading view and in the source view, whose ids are the same; out come pairs: a paragraph, a
heading, a group of verse, with what the one view has there and what the other. Each word of either view is in exactly
one pair, in the order of the text. Nothing is written here, and nothing is compared but words.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from editio.render.behaviour import BLOCKS
from editio.render.document import Content, Node, Note, nodes, plain

DIVIDED = frozenset("block body cit quotation section".split())
"""Behaviours whose parts are passages by themselves, if they hold several blocks; all others stay whole."""

EDITORIAL = "editorial"
"""The series of notes that do not belong to the text."""

LOOK = frozenset("block cit quotation".split())
"""Those of them that are seen: each of their parts is shown in one of its own."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Hold a passage in one view: its id, or what tells it from others that have none, and what is shown of it."""

    id: str
    content: Content


@dataclass(frozen=True, slots=True)
class Pair:
    """Hold a passage in both views; where one does not have it, that content is empty.

    ``ids`` are those of all elements in it, but for its notes. ``is_same`` tells that the words are.
    """

    id: str
    reading: Content
    source: Content
    ids: tuple[str, ...]
    is_same: bool


def pairs(reading: Content, source: Content) -> tuple[Pair, ...]:
    """Part two views of the same content into pairs, by the ids of passages, which come in the same order in both."""
    return tuple(_paired(tuple(parted(reading)), tuple(parted(source))))


def of_notes(reading: Iterable[Note], source: Iterable[Note]) -> tuple[Pair, ...]:
    """Give a pair for each note of the text; those of its editors stand in one view alone, and are left out."""
    both = (
        tuple(Passage(one.id, one.content) for one in notes if one.series != EDITORIAL) for notes in (reading, source)
    )
    return tuple(replace(pair, ids=(pair.id, *pair.ids)) for pair in _paired(*both))


def parted(content: Content, before: str = "") -> Iterator[Passage]:
    """Part content into passages; what has no id is called by what has one before it.

    What is no word and stands between passages, such as the beginning of a page, goes with the one after it; at the end
    it is left out.
    """
    last, unnamed = before, 0
    held: Content = ()
    for part in _runs(content):
        first = part[0]
        if not _is_block(first) and not plain(part):
            held = (*held, *part)
            continue
        if isinstance(first, Node) and _is_divided(first):
            for one in parted((*held, *first.content), f"{first.id or last} within"):
                yield Passage(one.id, _shown_in(first, one.content))
                last, unnamed = one.id, 0
        elif isinstance(first, Node) and _is_block(first) and first.id:
            last, unnamed = first.id, 0
            yield Passage(first.id, (*held, *part))
        else:
            unnamed += 1
            yield Passage(f"{last} {unnamed}", (*held, *part))
        held = ()


def _runs(content: Content) -> Iterator[Content]:
    """Give each block, and together what stands between blocks."""
    for is_block, group in groupby(content, _is_block):
        parts = tuple(group)
        yield from ((part,) for part in parts) if is_block else (parts,)


def _is_block(part: str | Node) -> bool:
    return isinstance(part, Node) and (part.behaviour in BLOCKS or part.holds_blocks)


def _is_divided(node: Node) -> bool:
    return node.holds_blocks and node.behaviour in DIVIDED


def _shown_in(node: Node, content: Content) -> Content:
    """Show a part of something as if it were all of it, in its language; the id of the whole is not that of a part."""
    if node.behaviour in LOOK:
        return (replace(node, id="", content=content),)
    if not node.language:
        return content
    return tuple(
        replace(part, language=node.language) if isinstance(part, Node) and not part.language else part
        for part in content
    )


def _paired(reading: Sequence[Passage], source: Sequence[Passage]) -> Iterator[Pair]:
    received = {passage.id: nth for nth, passage in enumerate(source)}
    reached = 0
    for passage in reading:
        nth = received.get(passage.id, -1)
        if nth >= reached:
            yield from (_one(Passage(one.id, ()), one) for one in source[reached:nth])
            yield _one(passage, source[nth])
            reached = nth + 1
        else:
            yield _one(passage, Passage(passage.id, ()))
    yield from (_one(Passage(one.id, ()), one) for one in source[reached:])


def _one(reading: Passage, source: Passage) -> Pair:
    both = (*reading.content, *source.content)
    ids = dict.fromkeys(node.id for node in nodes(both) if node.id and node.behaviour != "note")
    own_id = "" if " " in reading.id else reading.id
    return Pair(own_id, reading.content, source.content, tuple(ids), plain(reading.content) == plain(source.content))


def numbered(pair: Pair, numbers: Mapping[str, int]) -> tuple[int, ...]:
    """Give the numbers of the first and the last paragraph in a pair, or of its only one; of none, nothing."""
    found = [numbers[one] for one in pair.ids if one in numbers]
    return tuple(dict.fromkeys((found[0], found[-1]))) if found else ()
