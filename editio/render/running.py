"""Running words: a document laid out in one line, in which something with an id begins and ends somewhere.

In go the content of a document and its notes; out comes a :class:`Line`, of which the words between, before and after
two places can be asked. Words are those of the view; blocks are kept apart. It changes nothing.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from editio.render.behaviour import BLOCKS
from editio.render.document import Content, Note

EDGE = "\x00"
"""Stands between blocks: no XML document holds it."""

_LONGEST_WORD = 20
"""Characters in which one word is looked for: many longer ones in a row make a context shorter, and nothing else."""


@dataclass(frozen=True, slots=True)
class Line:
    """Hold the words of a document with the places of what was looked for: ``(start, end)`` in characters, by id."""

    text: str
    places: Mapping[str, tuple[int, int]]

    def between(self, start: int, end: int) -> str:
        """Give words as a label: white space folded, an edge of blocks as a blank."""
        return " ".join(self.text[start:end].replace(EDGE, " ").split())

    def before(self, start: int, count: int) -> tuple[str, bool]:
        """Give at most ``count`` words of the same block up to a place, with a blank there if the text has one.

        Tell as well whether the block has more words before them.
        """
        first = max(0, start - (count + 1) * _LONGEST_WORD)
        _, edge, text = self.text[first:start].rpartition(EDGE)
        words = text.split()
        said = " ".join(words[-count:]) + (" " if words and text[-1:].isspace() else "")
        return said, len(words) > count or (first > 0 and not edge)

    def after(self, end: int, count: int) -> tuple[str, bool]:
        """Give at most ``count`` words of the same block from a place on, with a blank there if the text has one.

        Tell as well whether the block has more words after them.
        """
        last = end + (count + 1) * _LONGEST_WORD
        text, edge, _ = self.text[end:last].partition(EDGE)
        words = text.split()
        said = (" " if words and text[:1].isspace() else "") + " ".join(words[:count])
        return said, len(words) > count or (last < len(self.text) and not edge)

    def trimmed(self, start: int, end: int) -> tuple[int, int]:
        """Give a place without the white space and the edges of blocks at its own edges."""
        words = self.text[start:end]
        blank = " \t\r\n" + EDGE
        return start + len(words) - len(words.lstrip(blank)), end - len(words) + len(words.rstrip(blank))


def line(content: Content, notes: Iterable[Note], wanted: Collection[str]) -> Line:
    """Lay a text out, then its notes, and note the places of the ids that are wanted, of each where it is met first."""
    pieces: list[str] = []
    places: dict[str, tuple[int, int]] = {}
    length = _spread(content, pieces, places, wanted, 0)
    for note in notes:
        length = _spread((EDGE, *note.content, EDGE), pieces, places, wanted, length)
    return Line("".join(pieces), places)


def _spread(
    content: Content, pieces: list[str], places: dict[str, tuple[int, int]], wanted: Collection[str], length: int
) -> int:
    for part in content:
        if isinstance(part, str):
            pieces.append(part)
            length += len(part)
            continue
        start = length
        edge = EDGE if part.behaviour in BLOCKS else " " if part.behaviour == "break" else ""
        pieces.append(edge)
        length = _spread(part.content, pieces, places, wanted, length + len(edge))
        pieces.append(edge)
        length += len(edge)
        if part.id and part.id in wanted:
            places.setdefault(part.id, (start, length))
    return length
