"""Drama: speakers and their speeches, stage directions, lists of persons.

``labels`` reads a name at the beginning of a line, ``evidence`` and ``dialogue`` tell whether names make a play,
``scenes`` parts it at its headings and names, ``speeches`` claims its lines, ``directions`` and ``verse`` answer what a
line of it is, ``cast`` claims the persons, ``who`` ties names to them, ``places`` knows lines that were cut, and
``easydrama`` reads a markup. A seam parts a name from the speech that runs on behind it.
"""

from collections.abc import Iterator

from editio.encode.reading import BLANKS, RawText
from editio.encode.rules.drama import evidence, places
from editio.encode.rules.drama.cast import cast, entries_running_on
from editio.encode.rules.drama.easydrama import easydrama
from editio.encode.rules.drama.easydrama import speakers as marked_speakers
from editio.encode.rules.drama.speeches import speeches

__all__ = ["cast", "easydrama", "marked_speakers", "names", "speeches"]


def names(raw: RawText) -> Iterator[int]:
    """Find where a line is to be cut: behind a speaker's name, behind a direction there, between persons of a list."""
    words = places.whole_lines(raw)
    found = evidence.play(words)
    if found is None:
        return
    for index, label in found.begins.items():
        yield from (_first(raw, index) + offset for offset in (label.direction, label.speech) if offset)
    yield from (_first(raw, index) + offset for index, offset in entries_running_on(words))


def _first(raw: RawText, index: int) -> int:
    line = raw.lines[index]
    return line.at + len(line.text) - len(line.text.lstrip(BLANKS))
