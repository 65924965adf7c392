"""Tables: rows of cells that stand beneath one another, parted by blanks, by bars or by tabs.

In goes a draft; out come blocks of kind ``row`` with their cells, ``caption`` and ``rule``, all in a ``table``
(Guidelines, section 14.1). Which lines are rows, and what their cells are, is told in
:mod:`editio.encode.rules.columns`. Prose is never so: its words fill the lines.
"""

import re
from collections.abc import Iterator, Sequence

from editio.encode import catalogue
from editio.encode.draft import Block, Container, Draft, Group, Inner
from editio.encode.rules.columns import BARS, LABEL, Row, row_of_one, rows_of
from editio.encode.rules.shapes import LEAST_PARAGRAPH

GAP = re.compile(r"[^\s.!?:;]['\"”’)]?[ ]{2,}\S|\S[ ]{3,}\S|\S[ \t]*\t[ \t]*\S|\S?[ \t]*[|│][ \t]*\S?")
"""What parts cells within a line: two blanks, but for those that some typists put behind a full stop."""

RULED = re.compile(r"[-+=|_:─━│┼═ \t]{3,}\Z")
FEWEST_ROWS = 3
FULL = 0.6
"""The share of the rows of a table that have words in two cells at least."""

COVERED = 2 / 3
"""The share of lines without a blank one between that are rows, where they are a table."""

WIDEST = 400
"""Columns beyond which no line is one of a table."""


def tables(draft: Draft) -> Iterator[Block]:
    """Claim tables: lines of which most have cells that stand beneath one another."""
    above = {group.last: group for group in draft.groups}
    for region in _regions(draft):
        if max(len(draft.survey.words[at]) for at in region) > WIDEST:
            continue
        lines = [at for at in region if not RULED.match(draft.survey.words[at])]
        rows = rows_of(draft, lines)
        covered = sum(row.last - row.first for row in rows)
        full = sum(1 for row in rows if row.filled > 1)
        enough = len(rows) >= FEWEST_ROWS or (len(rows) == 2 and all(row.filled > 2 for row in rows))
        is_full = covered >= COVERED * len(lines) and full >= FULL * len(rows)
        if enough and is_full and not _is_prose(draft, region, rows):
            yield from _table(draft, region, rows, _caption(draft, above.get(region[0]) or above.get(region[0] - 1)))


def _is_prose(draft: Draft, region: Sequence[int], rows: Sequence[Row]) -> bool:
    """Tell whether lines fill the measure as prose does, with blanks beneath one another by chance, and no numbers."""
    if draft.survey.fill(region[0], region[-1] + 1) * 2 < 1:
        return False
    lines = draft.raw.lines
    behind = [lines[cell[0][0]].text[cell[0][1] : cell[1][1]] for row in rows for cell in row.cells[1:] if cell]
    return sum(1 for words in behind if any(map(str.isdigit, words))) * 2 < len(behind)


def _regions(draft: Draft) -> Iterator[list[int]]:
    """Give lines that may be a table: of groups in which most are parted, or of several that are one such line each."""
    words = draft.survey.words
    region: list[int] = []
    for group in draft.groups:
        lines = range(group.first, group.last)
        parted = sum(1 for at in lines if _has_gap(words[at])) * 2 >= len(lines)
        if region and parted:
            between = words[region[-1] + 1 : group.first]
            if not between or (
                not any(between) and len(lines) == 1 and (len(region) == 1 or not words[region[-1] - 1])
            ):
                region += lines
                continue
        if region:
            yield region
        region = list(lines) if parted else []
    if region:
        yield region


def _has_gap(words: str) -> bool:
    if not ("  " in words or "\t" in words or "|" in words or "│" in words) or len(words) > WIDEST:
        return False
    label = LABEL.match(words)
    return GAP.search(words, label.end() if label else 0) is not None


def _is_parted(words: str) -> bool:
    """Tell whether a line has cells, though its columns are not those of the others: points may lead to the last."""
    return _has_gap(words) or words[-1].isdigit()


def _table(
    draft: Draft, region: Sequence[int], rows: Sequence[Row], caption: tuple[int, int] | None
) -> Iterator[Block]:
    """Give the blocks of a table; lines above the rows are its caption, others that have no columns are rows of one."""
    words = draft.survey.words
    first, last = region[0], region[-1] + 1
    inside = (Container("table", caption[0] if caption else first),)
    if caption:
        yield Block("caption", *caption, inside=inside)
    taken = {at for row in rows for at in range(row.first, row.last)}
    ruled = [at for at in region if RULED.match(words[at])]
    above = [at for at in region if at < rows[0].first and at not in ruled and not _is_parted(words[at])]
    if above and not caption:
        yield Block("caption", above[0], above[-1] + 1, inside=inside)
        taken.update(range(above[0], above[-1] + 1))
    yield from (Block("rule", at, at + 1) for at in ruled if at not in taken)
    under = next((at for at in ruled if at > rows[0].first), last)
    heads = [row for row in rows if row.first < under] if under < rows[-1].first else []
    for row in rows:
        yield _block(draft, row, inside, "label" if row in heads and len(heads) * 2 < len(rows) else "")
    for at in region:
        if at not in taken and at not in ruled:
            yield _block(draft, row_of_one(at, draft.raw.lines[at].text), inside, "")


def _caption(draft: Draft, above: Group | None) -> tuple[int, int] | None:
    """Give the lines right above a table, if they say that they head one."""
    if above is None:
        return None
    words = draft.words(above)
    word = words.split(maxsplit=1)[0].strip(".:").lower()
    return (above.first, above.last) if word in catalogue.TABLES and len(words) < LEAST_PARAGRAPH else None


def _block(draft: Draft, row: Row, inside: tuple[Container, ...], look: str) -> Block:
    """Give the block of a row: what stands between the words of its cells is no words."""
    marks: list[tuple[int, int, int]] = []
    inner: list[Inner] = []
    line = draft.raw.lines[row.first].text
    reached = len(line) - len(line.lstrip())
    at = row.first
    for cell in row.cells:
        if cell is None:
            inner.append(Inner("cell", (at, reached), (at, reached)))
            continue
        (at, begin), (end_line, end) = cell
        if begin > reached:
            marks.append((at, reached, begin))
        marks += _bars(draft, at, end_line)
        inner.append(Inner("cell", *cell))
        at, reached = end_line, end
    behind = len(draft.raw.lines[at].text.rstrip())
    if behind > reached:
        marks.append((at, reached, behind))
    return Block("row", row.first, row.last, inside=inside, look=look, marks=tuple(marks), inner=tuple(inner))


def _bars(draft: Draft, first: int, last: int) -> Iterator[tuple[int, int, int]]:
    """Give the bars within a cell of several lines, at the ends of the first of them and the beginnings of the last."""
    for at in range(first, last + 1):
        text = draft.raw.lines[at].text.rstrip()
        bare = text.strip(BARS + " \t")
        begin = text.index(bare)
        margin = len(text) - len(text.lstrip())
        if at > first and margin < begin:
            yield at, margin, begin
        if at < last and begin + len(bare) < len(text):
            yield at, begin + len(bare), len(text)
