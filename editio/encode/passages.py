"""Passages: blocks with words, on their way into the document.

In go blocks, and the signs in running words that are read as markup; out come :class:`Passage`\\ s, which take up what
editors put in and round their words. What elements they become is told in :mod:`editio.encode.elements`.
"""

import bisect
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from lxml import etree

from editio.encode.compose import Content, Point, Span
from editio.encode.draft import Block, Inner
from editio.encode.inline import Usage, aozora, pages, quotations, stages, usage
from editio.encode.inline.cutting import cut
from editio.encode.inline.line_ends import HYPHENS, LineEnds
from editio.encode.inline.marks import Found, without_marks
from editio.encode.inline.spans import spans
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
    "notice": "p",
    "head": "head",
    "caption": "head",
    "figDesc": "figDesc",
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

STANDING: Mapping[str, tuple[str, str]] = {
    "break": ("milestone", "editorial.breaks"),
    "page": ("pb", "editorial.pages"),
    "figure": ("figure", "editorial.figures"),
}
"""Kinds of block without words that stand in the text -> their element, and the decision by which they are markup."""

KEEPS_LINES = frozenset(["bibl", "caption", "dateline", "head", "notice", "salute", "signed", "trailer", *TITLE_PAGE])
"""Kinds of block whose line ends mean something."""

HOLDS_STAGES = frozenset(["l", "p"])
"""Kinds of block in a speech that may hold stage directions."""

LABELLED = frozenset(["item", "row", "stage"])
"""Kinds of block whose label stands in the document as ``@n``."""


OUTERMOST = -10
"""The rank of the elements that a block is made of: they stand round all others."""


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
    ``found`` are spans that rules found in the words, ``calls`` the anchors among them, each with its code point of the
    words; ``doubts`` the decisions that could not be made there, each with the code point of the raw text.
    """

    block: Block
    id: str
    runs: list[Run]
    words: str
    starts: tuple[int, ...]
    spans: list[Span] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)
    before: list[etree._Element] = field(default_factory=list)
    after: list[etree._Element] = field(default_factory=list)
    language: str = ""
    found: list[Span] = field(default_factory=list)
    calls: tuple[tuple[int, Anchor], ...] = ()
    doubts: tuple[tuple[str, int], ...] = ()

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
        """Give the byte of the raw text at which the first word stands, behind a mark such as a note's number.

        What is markup only by a rule for running words counts as a word: whether it is one does not change an id.
        """
        return next((run.start for run in self.runs if run.text or run.decision), self.runs[0].start)

    def offset(self, at: int) -> int:
        """Give the code point of the words for one of the raw text."""
        index = bisect.bisect_right(self.runs, at, key=lambda run: run.at) - 1
        if index < 0:
            return 0
        return self.starts[index] + min(at - self.runs[index].at, len(self.runs[index].text))

    def is_within_word(self, at: int) -> bool:
        """Tell whether a code point of the words parts a word, be it behind a hyphen."""
        before, after = self.words[at - 1 : at], self.words[at : at + 1]
        return after.isalnum() and (before.isalnum() or before in HYPHENS)

    def byte_at(self, raw: RawText, at: int) -> int:
        """Give the byte of the raw text for a code point of the words."""
        index = bisect.bisect_right(self.starts, at) - 1
        run, inner = self.runs[index], at - self.starts[index]
        return raw.offsets[run.at + inner] if inner else run.start

    def byte_of(self, anchor: Anchor) -> int:
        """Give the byte of the raw text at which a sign begins."""
        return next(run.start for run in self.runs if run.anchor is anchor)


def make_passages(raw: RawText, blocks: Sequence[Block], signs: Iterable[Anchor], ids: Ids) -> tuple[Passage, ...]:
    """Make the passages of a text, with the line breaks and gaps that the raw text itself asks for."""
    calls: dict[int, list[Anchor]] = {}
    for anchor in signs:
        calls.setdefault(anchor.line, []).append(anchor)
    used = usage(raw.text)
    made: list[Passage] = []
    for unit in quotations.units([block for block in blocks if block.kind in ELEMENTS]):
        lines = [runs(raw, block, calls, used.ends) for block in unit]
        found = used.find_on_lines(["".join([run.text for run in line]) for line in lines])
        made += [_passage(raw, *one, used, ids) for one in zip(unit, lines, found, strict=True)]
    quotations.mark(raw, made, used.quotes, ids)
    return tuple(made)


def _passage(raw: RawText, block: Block, made: list[Run], found: Found, used: Usage, ids: Ids) -> Passage:
    if found.marks and used.aozora:
        found = aozora.without_parted(found, list(_parting(made, block)))
    if found.marks:
        made = cut(raw, made, found.marks)
    texts = [run.text for run in made]
    words = "".join(texts)
    elements = without_marks(found)
    if block.inside and block.kind in HOLDS_STAGES and any(container.name == "sp" for container in block.inside):
        elements += tuple(stages.find(words, [one for one in elements if one.name == "hi"]))
    starts = tuple(accumulate(map(len, texts[:-1]), initial=0))
    placed = zip(made, starts, strict=True)
    called = tuple([(start, run.anchor) for run, start in placed if run.anchor is not None])
    passage = Passage(block, "", made, words, starts, found=spans(elements), calls=called)
    passage.doubts = (*((one, passage.first) for one in found.doubts), *_unsure(made, used.ends))
    passage.id = ids.place(ELEMENTS[block.kind], passage.byte)
    for one in block.inner:
        _put_in(raw, passage, one)
    _put_points(raw, passage, ids)
    return passage


def _parting(made: Sequence[Run], block: Block) -> Iterator[int]:
    """Give the code points of the words at which a call, a gap or a line break will stand."""
    at = 0
    for run in made:
        at += len(run.text)
        if run.anchor is not None or run.kind == "bytes" or (run.kind == "sp" and block.kind in KEEPS_LINES):
            yield at


def _put_points(raw: RawText, passage: Passage, ids: Ids) -> None:
    """Put page breaks, gaps and line breaks into a passage where its runs ask for them."""
    keeps_lines = passage.block.kind in KEEPS_LINES
    for run, start in zip(passage.runs, passage.starts, strict=True):
        if run.kind == "text" or (run.kind == "sp" and not keeps_lines and not run.decision):
            continue
        if run.decision == pages.DECISION and (n := pages.number(raw.text[run.at : run.at + run.length])):
            passage.points.append(Point(start, 0, make("pb", {"n": n, ID: ids.place("pb", run.start)})))
        elif run.kind == "bytes":
            gap = {ID: ids.place("gap", run.start), "reason": "undecodable", "unit": "byte"}
            gap["quantity"] = str(run.end - run.start)
            passage.points.append(Point(start, 0, make("gap", gap)))
        elif run.kind == "sp" and keeps_lines and raw.text[run.at : run.at + run.length].strip(BLANKS):
            passage.points.append(Point(start + 1, 0, make("lb")))


def _put_in(raw: RawText, passage: Passage, inner: Inner) -> None:
    """Put an element that a rule found within a block into its words: round them, or between two if it has none."""
    first, last = (passage.offset(raw.lines[line].at + at) for line, at in (inner.begins, inner.ends))
    attributes = dict(inner.attributes)

    def wrap(content: Content) -> Content:
        return [make(inner.name, attributes, *content)]

    if first < last:
        passage.found.append(Span(first, last, OUTERMOST, inner.name, wrap, whole=False))
    else:
        passage.points.append(Point(first, 0, make(inner.name, attributes)))


def _unsure(made: Sequence[Run], ends: LineEnds | None) -> Iterator[tuple[str, int]]:
    """Give the hyphens at line ends that are kept though the text does not show their words elsewhere."""
    if ends is None or not any(run.kind == "hyph" for run in made):
        return
    for before, run, after in zip(made, made[1:], made[2:], strict=False):
        if run.kind == "hyph" and before.kind == after.kind == "text" and not ends.between(before.text, after.text)[1]:
            yield run.decision, before.at
