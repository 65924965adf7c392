"""Ranges: the words between two places, so that what is said of them can begin with them.

In go the running words of a document and what refers to ranges of it; out come the same notes and variants with the
words that they are about. A range begins at an id and ends where it is referred to; it may overlap others and cross
blocks.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from editio.render.document import Note
from editio.render.running import Line
from editio.render.statements import Variant

LONGEST, EDGE = 9, 3
"""A lemma of more words than ``LONGEST`` shows its first and its last ``EDGE`` words alone."""


def ids(about: Iterable[Note | Variant]) -> Iterator[str]:
    """Give the ids whose places have to be known."""
    for one in about:
        if one.begins:
            yield one.begins
            yield one.id


def between(line: Line, about: Iterable[Note | Variant]) -> Mapping[str, str]:
    """Give the words from where each range begins to its reference, by the id of what is about the range."""
    found = ((one.id, line.places.get(one.begins), line.places.get(one.id)) for one in about if one.begins)
    return {one: line.between(begin[0], end[0]) for one, begin, end in found if begin and end and begin[0] < end[0]}


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
    """Leave out the middle of many words, where some may be left out already."""
    parts = words.split()
    return words if len(parts) <= LONGEST else " ".join((*parts[:EDGE], "…", *parts[-EDGE:])).replace("… …", "…")
