"""Context: the words around what editors changed, so that a list of changes can be read by itself.

In go the content of a document and its interventions; out come the same interventions with a few words from before
and after each place, from the same block and the same view. It changes nothing else.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from editio.render.behaviour import BLOCKS
from editio.render.document import Content, Node, Note
from editio.render.statements import Intervention, Passage

WORDS = 4
"""How many words are shown on each side."""

_EDGE = "\x00"
"""Stands between blocks: no XML document holds it."""


def with_context(
    interventions: Sequence[Intervention], content: Content, notes: Iterable[Note]
) -> tuple[Intervention, ...]:
    """Give each passage of an intervention the words beside it (``before`` and ``after``), none at a block's edge."""
    if not interventions:
        return ()
    pieces: list[str] = []
    places: dict[str, tuple[int, int]] = {}
    length = _spread(content, pieces, places, 0)
    for note in notes:
        length = _spread((_EDGE, *note.content, _EDGE), pieces, places, length)
    text = "".join(pieces)
    return tuple(
        replace(change, passages=tuple(_placed(one, text, places.get(one.id)) for one in change.passages))
        for change in interventions
    )


def _spread(content: Content, pieces: list[str], places: dict[str, tuple[int, int]], length: int) -> int:
    """Lay words out in one line, and note where each intervention begins and ends in it."""
    for part in content:
        if isinstance(part, str):
            pieces.append(part)
            length += len(part)
            continue
        start = length
        edge = _EDGE if part.behaviour in BLOCKS else " " if part.behaviour == "break" else ""
        pieces.append(edge)
        length = _spread(part.content, pieces, places, length + len(edge))
        pieces.append(edge)
        length += len(edge)
        if _is_change(part):
            places[part.id] = (start, length)
    return length


def _is_change(node: Node) -> bool:
    return node.behaviour in ("alternate", "gap", "intervention")


def _placed(passage: Passage, text: str, place: tuple[int, int] | None) -> Passage:
    if place is None:
        return passage
    start, end = place
    start += len(text[start:end]) - len(text[start:end].lstrip())
    end -= len(text[start:end]) - len(text[start:end].rstrip())
    before = text[max(0, start - 80) : start].rpartition(_EDGE)[2]
    after = text[end : end + 80].partition(_EDGE)[0]
    return replace(passage, before=_last_words(before), after=_first_words(after))


def _last_words(text: str) -> str:
    words = text.split()[-WORDS:]
    return " ".join(words) + (" " if words and text[-1:].isspace() else "")


def _first_words(text: str) -> str:
    words = text.split()[:WORDS]
    return (" " if words and text[:1].isspace() else "") + " ".join(words)
