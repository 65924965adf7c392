"""Lines as they stood before seams cut them: a speaker's name and the words behind it are one line of the raw text.

In go the lines of a raw text, cut or not; out come the words of whole lines, and where the pieces of one begin.
"""

from collections.abc import Sequence
from itertools import pairwise

from editio.encode.reading import BLANKS, RawText


def whole_lines(raw: RawText) -> tuple[str, ...]:
    """Give the words of each line of the raw text; its index is its number less one."""
    if raw.lines and raw.lines[-1].number == len(raw.lines):
        return tuple([line.text.strip(BLANKS) for line in raw.lines])
    firsts = first_pieces(raw)
    pieces = (raw.lines[first:last] for first, last in pairwise(firsts))
    return tuple(["".join(piece.text for piece in line).strip(BLANKS) for line in pieces])


def first_pieces(raw: RawText) -> Sequence[int]:
    """Give for each line of the raw text the index of its first piece; one more tells where the last ends."""
    firsts = [nth for nth in range(len(raw.lines)) if not raw.is_cut(nth)]
    return [*firsts, len(raw.lines)]


def column(raw: RawText, index: int) -> int:
    """Give how many code points of its line stand before the first word of a piece."""
    line = raw.lines[index]
    first = index
    while raw.is_cut(first):
        first -= 1
    return line.at - raw.lines[first].at + len(line.text) - len(line.text.lstrip(BLANKS))
