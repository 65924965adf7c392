"""Ranges: the words between two places, so that what is said of them can begin with them.

In go the content of a document and what refers to ranges of it; out come the same notes and variants with the words
that they are about. A range begins at an id and ends where it is referred to; it may overlap others and cross blocks.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from editio.render.behaviour import BLOCKS
from editio.render.document import Content, Note
from editio.render.statements import Variant

LONGEST, EDGE = 9, 3
"""A lemma of more words than ``LONGEST`` shows its first and its last ``EDGE`` words alone."""


def between(content: Content, notes: Iterable[Note], about: Iterable[Note | Variant]) -> Mapping[str, str]:
    """Give the words from where each range begins to its reference, by the id of what is about the range."""
    wanted = {one.id: one.begins for one in about if one.begins}
    if not wanted:
        return {}
    pieces: list[str] = []
    places: dict[str, int] = {}
    _spread(content, pieces, places)
    for note in notes:
        _spread((" ", *note.content), pieces, places)
    found = ((one, places.get(begins), places.get(one)) for one, begins in wanted.items())
    return {
        one: " ".join("".join(pieces[start:end]).split())
        for one, start, end in found
        if start is not None and end is not None and start < end
    }


def with_lemmata(notes: Sequence[Note], passages: Mapping[str, str]) -> tuple[Note, ...]:
    """Give each note about a range the words of that, shortened in the middle."""
    return tuple(replace(note, lemma=shortened(passages[note.id])) if note.id in passages else note for note in notes)


def with_words(variants: Iterable[Variant], passages: Mapping[str, str]) -> tuple[Variant, ...]:
    """Give the first reading of each variant of a range the words of that, if it has none of its own."""
    return tuple(
        replace(variant, readings=(replace(lemma, words=shortened(passages[variant.id])), *variant.readings[1:]))
        if variant.id in passages and not (lemma := variant.readings[0]).words
        else variant
        for variant in variants
    )


def shortened(words: str) -> str:
    """Leave out the middle of many words."""
    parts = words.split()
    return words if len(parts) <= LONGEST else " ".join((*parts[:EDGE], "…", *parts[-EDGE:]))


def _spread(content: Content, pieces: list[str], places: dict[str, int]) -> None:
    """Lay words out in one line, with a blank at the edges of blocks, and note before which piece each id stands."""
    for part in content:
        if isinstance(part, str):
            pieces.append(part)
            continue
        if part.id:
            places.setdefault(part.id, len(pieces))
        edge = " " if part.behaviour in BLOCKS or part.behaviour == "break" else ""
        pieces.append(edge)
        _spread(part.content, pieces, places)
        pieces.append(edge)
