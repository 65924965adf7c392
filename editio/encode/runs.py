"""From a block's lines to runs: the pieces of text that take the same way into the TEI document.

In goes a block; out come its :class:`Run`\\ s, which together hold every byte from the block's first character to its
last. The words of the block's *source view* (see ``docs/ledger.md``) are the ``text`` of its runs, joined.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from editio.encode.draft import Block
from editio.encode.inline.line_ends import BLANK, DECISION, NOTHING, LineEnds
from editio.encode.notes import Anchor
from editio.encode.reading import BLANKS, Line, RawText
from editio.toml import NOT_XML

FOLDED = re.compile(r"[ \t]{2,}|\t")
"""Blanks that become one."""

MARK = Anchor(-1, -1, -1, "", hugs=False)
"""Stands for a piece of a line that is no words, and that calls nothing."""

SPECIAL = re.compile(f"{FOLDED.pattern}|{NOT_XML.pattern}")

WORDLESS = frozenset(["mark", "ws"])
"""Kinds of run before which no words of the block stand, if all are of these."""


class Run(NamedTuple):
    """Hold some code points of the raw text and what they become.

    A text has several runs a line, so they are tuples, which are made three times as quickly as other values.

    ``kind`` is a kind of ledger row (text, sp, ws, mark, hyph, bytes). ``at`` and ``length`` count code points of the
    raw text, ``start`` and ``end`` its bytes; ``text`` is what stands for them in the source view. ``anchor`` is set
    where the run calls a note, ``decision`` where a rule for running words read it as markup, or left out a line end.
    """

    kind: str
    at: int
    length: int
    start: int
    end: int
    text: str
    anchor: Anchor | None = None
    decision: str = ""


def runs(raw: RawText, block: Block, calls: Mapping[int, Sequence[Anchor]], ends: LineEnds | None = None) -> list[Run]:
    """Cut a block into runs.

    ``calls`` gives the anchors on a line (by its index) that call a note, ``ends`` knows at which line ends no blank
    stands.
    """
    made: list[Run] = []
    marked: dict[int, list[Anchor]] = {}
    for at, begin, last in block.marks:
        marked.setdefault(at, []).append(replace(MARK, first=begin, last=last))
    for index in range(block.first, block.last):
        if index in block.holes:
            if made and made[-1].kind == "sp":
                made.pop()  # the line ends before a hole are no blank of the words
            continue
        line = raw.lines[index]
        first = len(line.text) - len(line.text.lstrip(BLANKS))
        last = len(line.text.rstrip(BLANKS))
        if index > block.first and made:
            end = _line_end(raw, made, index, first, after_hole=index - 1 in block.holes)
            if not made or (made[-1].kind in WORDLESS and all(run.kind in WORDLESS for run in made)):
                end = end._replace(kind="ws", text="")  # nothing but the mark of a note stands before it
            made.extend(_ended(raw, made, end, line.text[first:], ends) if ends and end.text else [end])
        elif block.prefix > first:
            made.append(_run(raw, "mark", line, first, block.prefix, ""))
        if index == block.first:
            first = max(first, block.prefix)
        if index == block.last - 1:
            last -= block.suffix
        signs = calls.get(index, ())
        if index in marked:
            signs = [*signs, *marked[index]]
        if opening := _opens(signs, first):
            made.append(_opening(raw, made, line, first, opening))
            first = made[-1].at + made[-1].length - line.at
            signs = [sign for sign in signs if sign is not opening]
        words = line.text[first:last]
        if signs or "  " in words or "\t" in words or not raw.is_whole:
            made.extend(_pieces(raw, line, first, last, signs))
        elif words:
            made.append(_run(raw, "text", line, first, last, words))
    if block.suffix:
        mark = _run(raw, "mark", line, last, last + block.suffix, "")
        if made and made[-1].kind == "sp":  # the last line is nothing but a mark, and so is the line end before it
            before = made.pop()
            mark = mark._replace(at=before.at, start=before.start, length=mark.at + mark.length - before.at)
        made.append(mark)
    return made


def _opens(signs: Sequence[Anchor], first: int) -> Anchor | None:
    """Give the sign with which the words of a line open, and the blanks beside which are none of them."""
    for sign in signs:
        if sign.hugs and sign.first <= first < sign.last:
            return sign
    return None


def _opening(raw: RawText, made: list[Run], line: Line, first: int, sign: Anchor) -> Run:
    """Make the run of a sign that opens its line: it takes the line end with it, else the blanks behind it."""
    if made and made[-1].kind == "sp":
        before = made.pop()
        run = _run(raw, "mark", line, first, sign.last, "", sign)
        return Run("mark", before.at, run.at + run.length - before.at, before.start, run.end, "", sign)
    rest = line.text[sign.last :]
    return _run(raw, "mark", line, first, sign.last + len(rest) - len(rest.lstrip(BLANKS)), "", sign)


def _line_end(raw: RawText, made: list[Run], index: int, first: int, after_hole: bool) -> Run:
    """Give the blank for the line end before a line; where lines were joined, two line ends in a row are one blank."""
    line = raw.lines[index]
    if made[-1].kind == "sp":
        joined = made.pop()
        at, start = joined.at, joined.start
    elif after_hole:
        before = raw.lines[index - 1]
        at, start = before.at + len(before.text), before.end
    else:
        at, start = made[-1].at + made[-1].length, made[-1].end
    return Run("sp", at, line.at + first - at, start, raw.byte(line, first), " ")


def _ended(raw: RawText, made: list[Run], end: Run, after: str, ends: LineEnds) -> list[Run]:
    """Give what stands for a line end before some words; a hyphen that is left out goes from the words before it."""
    before = made[-1] if made else end
    if before.kind == "mark" and ends.spaceless:  # a sign at the end of a line parts no words
        said = next((run.text for run in reversed(made) if run.text), "")
        if said and ends.between(said, after)[0] == NOTHING:
            return [end._replace(kind="hyph", text="", decision=DECISION)]
    if before.kind != "text" or not (ends.spaceless or before.text[-1] in ends.edges or after[:1] in ends.edges):
        return [end]
    between, _ = ends.between(before.text, after)
    if between == BLANK:
        return [end]
    joint = end._replace(kind="hyph", text="", decision=DECISION)
    if between == NOTHING:
        return [joint]
    words = before.text[:-1]
    start = raw.offsets[before.at + len(words)]
    made[-1:] = [before._replace(length=before.length - 1, end=start, text=words)] if words else []
    hyphen = Run("hyph", before.at + len(words), 1, start, before.end, "", decision=DECISION)
    if end.at > hyphen.at + 1:
        return [hyphen, joint]  # another block stands between the two
    return [hyphen._replace(length=1 + end.length, end=end.end)]


def _pieces(raw: RawText, line: Line, first: int, last: int, calls: Sequence[Anchor]) -> Iterator[Run]:
    for begin, end, call in _special(line.text, first, last, calls):
        if begin < first:
            continue
        if first < begin:
            yield _run(raw, "text", line, first, begin, line.text[first:begin])
        if call and call.line == MARK.line:
            yield _run(raw, "mark" if line.text[begin:end].strip(BLANKS) else "ws", line, begin, end, "")
        elif call:
            yield _run(raw, "mark", line, begin, end, "", call)
        elif line.text[begin] in BLANKS:
            yield _run(raw, "sp", line, begin, end, " ")
        else:
            yield _run(raw, "bytes", line, begin, end, "")
        first = end
    if first < last:
        yield _run(raw, "text", line, first, last, line.text[first:last])


def _special(text: str, first: int, last: int, calls: Sequence[Anchor]) -> list[tuple[int, int, Anchor | None]]:
    """Find what is no plain text; an anchor takes the blanks before it with it, so it comes before them."""
    found: list[tuple[int, int, Anchor | None]] = [(max(first, call.first), call.last, call) for call in calls]
    found += [(match.start(), match.end(), None) for match in SPECIAL.finditer(text, first, last)]
    return sorted(found, key=lambda piece: (piece[0], -piece[1]))


def _run(raw: RawText, kind: str, line: Line, first: int, last: int, text: str, anchor: Anchor | None = None) -> Run:
    return Run(kind, line.at + first, last - first, raw.byte(line, first), raw.byte(line, last), text, anchor)
