"""Passages: blocks with words, on their way into the document.

In go blocks, and the signs in running words that are read as markup; out come :class:`Passage`\\ s, which take up what
editors put in and round their words, and the ledger's rows, which depend on the raw text and its blocks alone.
"""

import bisect
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from editio.encode.compose import Point, Span
from editio.encode.draft import Block
from editio.encode.ledger import Row
from editio.encode.notes import Anchor
from editio.encode.reading import BLANKS, RawText
from editio.encode.runs import Run, runs
from editio.tei import ID, make

TITLE_PAGE = {
    "title": "titlePart",
    "author": "docAuthor",
    "byline": "byline",
    "edition": "docEdition",
    "imprint": "docImprint",
    "imprimatur": "imprimatur",
    "date": "docDate",
}
"""Kinds of block that make a title page -> the element that holds their words."""

ELEMENTS = TITLE_PAGE | {
    "p": "p",
    "head": "head",
    "caption": "head",
    "trailer": "trailer",
    "note": "p",
    "l": "l",
    "item": "item",
    "label": "label",
    "row": "row",
    "cell": "cell",
    "bibl": "bibl",
    "speaker": "speaker",
    "stage": "stage",
    "castItem": "castItem",
    "dateline": "dateline",
    "salute": "salute",
    "signed": "signed",
}
"""Kinds of block with words -> the element that holds them. A ``caption`` heads a figure or a table."""

KEEPS_LINES = frozenset(["bibl", "caption", "dateline", "head", "salute", "signed", "trailer", *TITLE_PAGE])
"""Kinds of block whose line ends mean something."""

LABELLED = frozenset(["item", "row", "stage"])
"""Kinds of block whose label stands in the document as ``@n``."""


class Ids:
    """Make ids of places: an element's name and a byte; the inner of two that begin alike gets a suffix."""

    def __init__(self) -> None:
        """Begin without any id."""
        self._given: Counter[str] = Counter()

    def place(self, element: str, byte: int) -> str:
        """Give the id for an element whose first character stands at a byte of the raw text, counted from 0."""
        identity = f"{element}{byte}"
        self._given[identity] += 1
        count = self._given[identity]
        return identity if count == 1 else f"{identity}.{count}"


@dataclass(slots=True)
class Passage:
    """Hold a block on its way into the document: its runs, its words, and what will stand in and round them.

    ``starts`` gives for each run the code point of ``words``, the block's source view, at which it begins; ``before``
    and ``after`` are what stands beside the block, ``language`` is set where an editor says that it is another.
    """

    block: Block
    id: str
    runs: list[Run]
    words: str
    starts: list[int]
    spans: list[Span] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)
    before: list[etree._Element] = field(default_factory=list)
    after: list[etree._Element] = field(default_factory=list)
    language: str = ""

    @property
    def first(self) -> int:
        """Give the code point of the raw text at which the passage begins."""
        return self.runs[0].at

    @property
    def last(self) -> int:
        """Give the code point of the raw text behind the passage."""
        return self.runs[-1].at + self.runs[-1].length

    @property
    def byte(self) -> int:
        """Give the byte of the raw text at which the first word stands, behind a mark such as a note's number."""
        return next((run.start for run in self.runs if run.text), self.runs[0].start)

    def offset(self, at: int) -> int:
        """Give the code point of the words for one of the raw text."""
        index = bisect.bisect_right(self.runs, at, key=lambda run: run.at) - 1
        if index < 0:
            return 0
        return self.starts[index] + min(at - self.runs[index].at, len(self.runs[index].text))

    def byte_of(self, anchor: Anchor) -> int:
        """Give the byte of the raw text at which a sign begins."""
        return next(run.start for run in self.runs if run.anchor is anchor)

    def calls(self) -> Iterator[tuple[int, Anchor]]:
        """Give the anchors that stand in the passage, each with its code point of the words."""
        for run, start in zip(self.runs, self.starts, strict=True):
            if run.anchor is not None:
                yield start, run.anchor


def make_passages(raw: RawText, blocks: Sequence[Block], signs: Iterable[Anchor], ids: Ids) -> tuple[Passage, ...]:
    """Make the passages of a text, with the line breaks and gaps that the raw text itself asks for."""
    calls: dict[int, list[Anchor]] = {}
    for anchor in signs:
        calls.setdefault(anchor.line, []).append(anchor)
    return tuple(_passage(raw, block, runs(raw, block, calls), ids) for block in blocks if block.kind in ELEMENTS)


def _passage(raw: RawText, block: Block, made: list[Run], ids: Ids) -> Passage:
    starts, length = [], 0
    for run in made:
        starts.append(length)
        length += len(run.text)
    passage = Passage(block, "", made, "".join(run.text for run in made), starts)
    passage.id = ids.place(ELEMENTS[block.kind], passage.byte)
    for run, start in zip(made, starts, strict=True):
        if run.kind == "text":
            continue
        if run.kind == "bytes":
            gap = {ID: ids.place("gap", run.start), "reason": "undecodable", "unit": "byte"}
            gap["quantity"] = str(run.end - run.start)
            passage.points.append(Point(start, 0, make("gap", gap)))
        elif run.kind == "sp" and block.kind in KEEPS_LINES and raw.text[run.at : run.at + run.length].strip(BLANKS):
            passage.points.append(Point(start + 1, 0, make("lb")))
    return passage


def rows(passage: Passage, signs: Mapping[Anchor, tuple[str, str]], lists: str) -> Iterator[Row]:
    """Give the ledger's rows of a passage.

    ``signs`` gives for a sign in the text the id of the element that it became and the decision that it is owed to,
    ``lists`` the decision by which a mark before the first word is no word.
    """
    for run, start in zip(passage.runs, passage.starts, strict=True):
        if run.text:
            yield Row(run.start, run.end, run.kind, passage.id, start, start + len(run.text))
        elif run.kind == "bytes":
            yield Row(run.start, run.end, run.kind, f"gap{run.start}", decision="editorial.bytes")
        else:
            became, decision = signs[run.anchor] if run.anchor else (passage.id, lists)
            yield Row(run.start, run.end, run.kind, became, decision=decision)
