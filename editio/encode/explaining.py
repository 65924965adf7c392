"""What the encoder made of each line of a raw text, and why: a table to read.

In goes a text with its blocks; out come lines of words: what was seen in the whole text first, then a line for each
block. It is what ``editio encode --explain`` prints.
"""

from collections.abc import Iterator, Sequence

from editio.encode.draft import Block
from editio.encode.placing import Placed
from editio.encode.reading import RawText
from editio.encode.survey import survey

QUOTED = 50
"""Code points of a block's words that are shown."""

PARTING = {
    "blank": "blank lines part paragraphs",
    "indent": "the indentation of first lines parts paragraphs",
    "short": "short last lines part paragraphs",
    "line": "each line is a paragraph",
}
"""What parts paragraphs -> the clause that says so."""

COLUMNS = ("lines", "block", "in", "rule", "certainty", "words")


def explain(placed: Placed) -> Iterator[str]:
    """Give the lines of the explanation; lines of the raw text are counted from 1."""
    raw, choice = placed.raw, placed.choice
    seen = survey(raw.lines)
    measure = f"wrapped to {seen.width} columns" if seen.wrapped else "not wrapped"
    yield f"{raw.file}: {len(raw.lines):,} lines, read as {raw.encoding}, {measure}; {PARTING[seen.parting]}"
    yield f"profile {choice.profile.name}, because {choice.why}"
    yield ""
    rows = [COLUMNS, *(_row(raw, block) for block in placed.blocks)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(COLUMNS) - 1)]
    for row in rows:
        cells = [
            f"{cell:{'>' if nth == 0 else '<'}{width}}"
            for nth, (cell, width) in enumerate(zip(row, widths, strict=False))
        ]
        yield "  ".join([*cells, row[-1]]).rstrip()


def _row(raw: RawText, block: Block) -> Sequence[str]:
    first, last = raw.lines[block.first].number, raw.lines[block.last - 1].number
    lines = str(first) if first == last else f"{first}-{last}"
    kind = f"{block.kind} {block.label}".rstrip()
    within = "/".join([*filter(None, [block.part]), *(container.name for container in block.inside)])
    words = "".join(map(_shown, " ".join(raw.lines[block.first].text.split())))
    shown = words if len(words) <= QUOTED else words[: QUOTED - 1] + "…"
    return lines, kind, within, block.rule, block.sure, shown


def _shown(character: str) -> str:
    """Give a character as a terminal may have it: what is no sign on paper could steer it."""
    return character if character.isprintable() else "\N{REPLACEMENT CHARACTER}"
