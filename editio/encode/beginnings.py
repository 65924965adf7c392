"""Where editors say that a paragraph begins.

In go entries that point into the text; out come the raw text with its lines cut there, and the blocks that are parted.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from editio.encode.apparatus import Entry
from editio.encode.draft import Block
from editio.encode.reading import BLANKS, Line, RawText
from editio.encode.selectors import Place
from editio.message import Message

WHITE = re.compile(r"[ \t\r\n\f]*")


def beginnings(raw: RawText, entries: Iterable[Entry], file: str) -> tuple[dict[int, Entry], list[Message]]:
    """Find the code points at which paragraphs are said to begin: that of the first word behind each point."""
    points = [
        (entry, Place(*[_behind(raw, place.first)] * 2))
        for entry in entries
        if entry.do == "paragraph"
        for place in entry.places
        if place.first == place.last
    ]
    return {place.first: entry for entry, place in points}, doubled(points, file)


def _behind(raw: RawText, at: int) -> int:
    white = WHITE.match(raw.text, at)
    return white.end() if white else at


def doubled(points: Iterable[tuple[Entry, Place]], file: str) -> list[Message]:
    """Report two entries that say the same at one point (E206)."""
    first: dict[tuple[str, Place], Entry] = {}
    messages = []
    for entry, place in sorted(points, key=lambda one: one[0].line):
        other = first.setdefault((entry.do, place), entry)
        if other is not entry:
            sentence = f"'{other.id}' and '{entry.id}' (line {entry.line}) say the same at one point"
            messages.append(Message(file, other.line, "E206", sentence, "delete one of them"))
    return messages


def cut(raw: RawText, cuts: Sequence[int]) -> RawText:
    """Cut lines at code points of the text; what was one line has the same number twice, and no line end between."""
    if not cuts:
        return raw
    lines: list[Line] = []
    for line in raw.lines:
        inside = cuts[bisect_right(cuts, line.at) : bisect_left(cuts, line.at + len(line.text))]
        inside = [cut for cut in inside if line.text[: cut - line.at].strip(BLANKS)]
        at, start = line.at, line.start
        for end in (*inside, line.at + len(line.text)):
            words = line.text[at - line.at : end - line.at]
            last = line.end if end == line.at + len(line.text) else raw.byte(line, end - line.at)
            lines.append(Line(line.number, at, start, last, words))
            at, start = end, last
    return replace(raw, lines=tuple(lines))


def parted(
    raw: RawText, points: Mapping[int, Entry], claims: Sequence[Block], blocks: Sequence[Block], file: str
) -> tuple[list[Block], list[Message]]:
    """Part the blocks in which a paragraph is said to begin; each piece is a paragraph, of a note if it stood in one.

    A block that an editor claimed is not parted: that is told (E206), as is a beginning outside all blocks (E207).
    """
    at_line = {bisect_right(raw.lines, at, key=_start) - 1: entry for at, entry in points.items()}
    pieces: list[Block] = []
    messages = []
    lost = dict(at_line)
    ordered = sorted(at_line)
    claimed = set(claims)
    for block in blocks:
        inside = ordered[bisect_left(ordered, block.first) : bisect_left(ordered, block.last)]
        cut_off = block.last in at_line and raw.is_cut(block.last)
        if block in claimed:
            for entry in (lost.pop(index) for index in inside):
                claimer = block.rule.removeprefix("#")
                sentence = f"'{entry.id}' begins a paragraph in lines of which '{claimer}' says what they are"
                messages.append(Message(file, entry.line, "E206", sentence, "delete one of them"))
        elif inside or cut_off:
            for first, last in pairwise(sorted({block.first, *inside, block.last})):
                owner = lost.pop(first, None)
                pieces.append(_piece(block, first, last, f"#{owner.id}" if owner else block.rule))
    hint = "put the point before the first word of the paragraph"
    for entry in lost.values():
        messages.append(Message(file, entry.line, "E207", f"where '{entry.id}' points, no paragraph can begin", hint))
    return pieces, messages


def _piece(block: Block, first: int, last: int, rule: str) -> Block:
    if block.kind != "note":
        return Block("p", first, last, rule)
    prefix = block.prefix if first == block.first else 0
    group = block.group or f"note@{block.first}"
    return block._replace(first=first, last=last, rule=rule, prefix=prefix, group=group)


def _start(line: Line) -> int:
    return line.at
