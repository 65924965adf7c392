"""Passages: blocks with words, and what editors put in and round these words.

In go blocks, pairs of anchors and notes, and resolved entries; out come :class:`Passage`\\ s, ready to become elements.
The ledger's rows of a passage depend on the raw text alone: no entry changes one.
"""

import bisect
import operator
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from editio.encode import interventions
from editio.encode.apparatus import Entry
from editio.encode.compose import Point, Span
from editio.encode.draft import Block
from editio.encode.ledger import Row
from editio.encode.notes import Anchor
from editio.encode.reading import RawText
from editio.encode.runs import Run, runs
from editio.message import Message
from editio.tei import ID, make

ELEMENTS = {
    "p": "p",
    "head": "head",
    "trailer": "trailer",
    "title": "titlePart",
    "author": "docAuthor",
    "note": "p",
}
"""Kinds of block with words -> the element that holds them."""

KEEPS_LINES = frozenset(["author", "head", "title", "trailer"])
"""Kinds of block whose line ends mean something."""


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

    ``starts`` gives for each run the code point of ``words``, the block's source view, at which it begins.
    """

    block: Block
    id: str
    runs: list[Run]
    words: str
    starts: list[int]
    spans: list[Span] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)

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

    def calls(self) -> Iterator[tuple[int, Anchor]]:
        """Give the anchors that stand in the passage, each with its code point of the words."""
        for run, start in zip(self.runs, self.starts, strict=True):
            if run.anchor is not None:
                yield start, run.anchor


def make_passages(
    raw: RawText, blocks: Sequence[Block], pairs: Mapping[Anchor, Block], ids: Ids
) -> tuple[Passage, ...]:
    """Make the passages of a text, with the line breaks and gaps that the raw text itself asks for."""
    calls: dict[int, list[Anchor]] = {}
    for anchor in pairs:
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
        elif run.kind == "sp" and block.kind in KEEPS_LINES and raw.data[run.start : run.end].strip(b" \t"):
            passage.points.append(Point(start + 1, 0, make("lb")))
    return passage


def rows(passage: Passage, notes: Mapping[Anchor, str]) -> Iterator[Row]:
    """Give the ledger's rows of a passage; ``notes`` gives the id of the note that an anchor calls."""
    for run, start in zip(passage.runs, passage.starts, strict=True):
        if run.text:
            yield Row(run.start, run.end, run.kind, passage.id, start, start + len(run.text))
        elif run.kind == "bytes":
            yield Row(run.start, run.end, run.kind, f"gap{run.start}", decision="editorial.bytes")
        else:
            called = notes[run.anchor] if run.anchor else passage.id
            yield Row(run.start, run.end, run.kind, called, decision="editorial.notes")


def apply(entries: Sequence[Entry], passages: Sequence[Passage], file: str) -> tuple[list["Quotation"], list[Message]]:
    """Give each entry that marks words or a point its place in the passages.

    Returns the quotations that hold whole paragraphs, and what cannot be done (E206, E207, E209); ``file`` names the
    apparatus in messages.
    """
    quotations: list[Quotation] = []
    messages = []
    for entry in entries:
        if entry.kind.marks == ("lines",):
            continue
        inside = _inside(entry, passages)
        if not inside:
            sentence = f"'{entry.id}' marks what is not part of the encoded text"
            hint = "words of title lines, headings, paragraphs, notes and trailers can be marked"
            messages.append(Message(file, entry.line, "E207", sentence, hint))
        elif entry.do == "correct" and len(inside) > 1:
            sentence = f"'{entry.id}' corrects words of {len(inside)} blocks at once"
            messages.append(Message(file, entry.line, "E209", sentence, "make an entry for each of them"))
        elif entry.do == "quote" and len(inside) > 1 and _holds_paragraphs(entry, inside):
            quotations.append(Quotation(entry, tuple(passage.block.first for passage in inside)))
        elif "words" in entry.kind.marks and entry.do != "note":
            _wrap(entry, inside)
        else:
            at = inside[-1].offset(min(entry.place.last, inside[-1].last))
            inside[-1].points.append(Point(at, 1 + entry.kind.rank, interventions.point(entry)))
    lines = {entry.id: entry.line for entry in entries}
    for passage in passages:
        messages.extend(_crossing(passage.spans, lines, file))
    messages.extend(_crossing([quotation.span for quotation in quotations], lines, file))
    return quotations, messages


@dataclass(frozen=True, slots=True)
class Quotation:
    """Hold a quotation of whole paragraphs: the indices of their first lines."""

    entry: Entry
    blocks: tuple[int, ...]

    @property
    def span(self) -> Span:
        """Give the lines that it holds as a span, so that quotations that cross are found as spans are."""
        return interventions.span(self.entry, self.blocks[0], self.blocks[-1] + 1, 1, 1)


def _inside(entry: Entry, passages: Sequence[Passage]) -> list[Passage]:
    """Find the passages of which an entry marks words, or that have its point."""
    first, last = entry.place.first, entry.place.last
    start = max(0, bisect.bisect_right(passages, first, key=lambda passage: passage.first) - 1)
    end = bisect.bisect_right(passages, last, key=lambda passage: passage.first)
    if first == last:
        return [passage for passage in passages[start:end] if passage.first <= first <= passage.last]
    return [passage for passage in passages[start:end] if operator.lt(*_marked(entry, passage))]


def _marked(entry: Entry, passage: Passage) -> tuple[int, int]:
    """Give the part of a passage's words that an entry marks: code points, half open."""
    return (
        passage.offset(min(max(entry.place.first, passage.first), passage.last)),
        passage.offset(max(min(entry.place.last, passage.last), passage.first)),
    )


def _holds_paragraphs(entry: Entry, inside: Sequence[Passage]) -> bool:
    whole = entry.place.first <= inside[0].first and inside[-1].last <= entry.place.last
    return whole and all(passage.block.kind == "p" for passage in inside)


def _wrap(entry: Entry, inside: Sequence[Passage]) -> None:
    for part, passage in enumerate(inside, 1):
        passage.spans.append(interventions.span(entry, *_marked(entry, passage), part, len(inside)))


def _crossing(spans: Sequence[Span], lines: Mapping[str, int], file: str) -> Iterator[Message]:
    ordered = sorted(spans, key=lambda span: (span.first, -span.last, span.rank, span.owner))
    for index, outer in enumerate(ordered):
        for inner in ordered[index + 1 :]:
            if inner.first >= outer.last:
                break
            a, b = f"'{outer.owner}'", f"'{inner.owner}' (line {lines[inner.owner]})"
            if inner.last > outer.last:
                hint = "let one hold the other, or split one of them"
                yield Message(file, lines[outer.owner], "E206", f"{a} and {b} cross: neither holds the other", hint)
            elif (inner.first, inner.last, inner.rank) == (outer.first, outer.last, outer.rank):
                yield Message(file, lines[outer.owner], "E206", f"{a} and {b} say the same of the same words")
