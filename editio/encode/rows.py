"""The ledger's rows of a text: what became of each byte of its blocks, and by whose decision.

In go passages, which have words, and the other blocks; out come rows in no order. White space between blocks, and what
the header declares of the decisions, is left to :mod:`editio.encode.ledger`.
"""

from collections.abc import Iterable, Iterator, Mapping

from editio.encode.draft import Block
from editio.encode.facts import Facts
from editio.encode.ledger import Row
from editio.encode.notes import Anchor
from editio.encode.passages import STANDING, Passage
from editio.encode.reading import RawText
from editio.encode.runs import Run

MARKS = {
    "note": "notes",
    "l": "verse",
    "item": "lists",
    "label": "lists",
    "row": "tables",
    "caption": "figures",
    "figDesc": "figures",
}
"""Kinds of block -> the decision by which signs before and between their words are no words, if not that on markup."""


def rows_of(
    raw: RawText,
    blocks: Iterable[Block],
    made: Iterable[Passage],
    became: Mapping[Anchor, tuple[str, str]],
    stated: Mapping[int, str],
) -> Iterator[Row]:
    """Give the ledger's rows of all blocks.

    ``became`` gives for a sign in the text the id of the element that it became and the decision that it is owed to,
    ``stated`` the ids of the header's elements by the first line of what became them.
    """
    if raw.signature:
        yield Row(0, raw.signature, "mark", decision="editorial.encoding")
    for passage in made:
        yield from _of_passage(passage, became)
    for block in blocks:
        start, end = raw.lines[block.first].start, raw.lines[block.last - 1].end
        if block.kind in STANDING and start < end:
            by_entry = block.rule.startswith("#") and block.label
            element, decision = STANDING[block.kind]
            identity = block.label if by_entry else f"{element}{start}"
            yield Row(start, end, "mark", identity, decision=_by(block, decision))
        elif block.kind == "rule":
            yield Row(start, end, "mark", decision=f"editorial.{block.label or 'rules'}")
        elif block.kind == "metadata":
            yield Row(start, end, "header", stated[block.first], decision=_by(block, "editorial.header"))
        elif block.kind in ("furniture", "boilerplate"):
            decision = _by(block, f"editorial.{block.kind}")
            yield Row(start, end, block.kind, stated[block.first], decision=decision)


def stated_in(facts: Facts) -> Mapping[int, str]:
    """Give the ids of the header's elements by the first line of what became them."""
    return {statement.block.first: statement.id for statement in (*facts.statements, *facts.furniture)}


def _of_passage(passage: Passage, became: Mapping[Anchor, tuple[str, str]]) -> Iterator[Row]:
    marks = _by(passage.block, f"editorial.{_marks(passage.block)}")
    for run, start in zip(passage.runs, passage.starts, strict=True):
        if run.text:
            yield Row(run.start, run.end, run.kind, passage.id, start, start + len(run.text))
        else:
            yield _wordless(run, passage.id, became, marks)


def _wordless(run: Run, block: str, became: Mapping[Anchor, tuple[str, str]], marks: str) -> Row:
    """Give the row of a run that no words of the block stand for; ``marks`` is the decision on its marks."""
    if run.kind == "bytes":
        return Row(run.start, run.end, run.kind, f"gap{run.start}", decision="editorial.bytes")
    if run.kind == "ws":
        return Row(run.start, run.end, run.kind)
    if run.decision:
        return Row(run.start, run.end, run.kind, block, decision=f"editorial.{run.decision}")
    identity, decision = became[run.anchor] if run.anchor else (block, marks)
    return Row(run.start, run.end, run.kind, identity, decision=decision)


def _marks(block: Block) -> str:
    """Give the decision by which signs before and between the words of a block are no words."""
    if block.inside and block.inside[-1].name == "item":
        return "lists"
    return MARKS.get(block.kind, "markup")


def _by(block: Block, otherwise: str) -> str:
    """Give the entry that says what a block is, else the decision by which a rule does."""
    return block.rule.removeprefix("#") if block.rule.startswith("#") else otherwise
