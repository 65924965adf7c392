"""The flow of a text: which elements follow one another in its front, its body and its back.

In go blocks in their order and what makes their elements; out come the three parts (see :mod:`editio.encode.body`),
with title pages, milestones and divisions, and with what editors put round whole blocks.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby, pairwise

from lxml import etree

from editio.encode import interventions, kinds
from editio.encode.body import Piece, body
from editio.encode.catalogue import DIVISIONS, RANKS, ROMAN_RANK
from editio.encode.compose import Content, Point, Span
from editio.encode.draft import Block
from editio.encode.editing import Wrap
from editio.encode.elements import Elements
from editio.encode.interventions import Own
from editio.encode.known import Known
from editio.encode.passages import ELEMENTS, STANDING, TITLE_PAGE, Passage
from editio.tei import ID, make

RARE = 5
"""A gap wider than usual is a break only if at most one gap in so many is as wide."""

REFERRING = -1
"""The rank of the reference that an entry of the contents is: it stands round all that editors say of its words."""


class Flow:
    """Make the parts of one text, once."""

    def __init__(self, known: Known, blocks: Sequence[Block], made: Sequence[Passage], elements: Elements) -> None:
        """Put into the passages what stands among their lines, and tie the contents."""
        self.known = known
        self.blocks = blocks
        self.passages = made
        self.elements = elements
        self.entries = {entry.id: entry for entry in known.editors.entries}
        self.holes = {line: passage for passage in made for line in passage.block.holes}
        for block in blocks:
            if block.first in self.holes and block.kind in STANDING:
                passage = self.holes[block.first]
                at = passage.offset(known.raw.lines[block.first].at)
                passage.points.append(Point(at, 1, self._milestone(block)))
        _tie_contents(made)

    def parts(self, wraps: Iterable[Wrap]) -> list[etree._Element]:
        """Make front, body and back, with what editors put round whole blocks of them."""
        pieces = list(self._pieces())
        top, end = _borders([piece.block for piece in pieces])
        made: list[etree._Element] = []
        tops: dict[int, etree._Element] = {}
        for name, of in (("front", pieces[:top]), ("body", pieces[top:end]), ("back", pieces[end:])):
            part, found = body(name, of, self._identify)
            made += [part] if part is not None else []
            tops |= found
        for wrap in sorted(wraps, key=lambda wrap: (-len(wrap.blocks), kinds.RANKS[wrap.entry.do])):
            _wrap(wrap, tops)
        return made

    def _pieces(self) -> Iterator[Piece]:
        breaks = _breaks(self.blocks)
        called = self.elements.called.values()
        notes = {other.block.first for passage in called for other in self.elements.with_group(passage)}
        notes |= {other.block.first for passage in self.passages for other in self.elements.further(passage)}
        for on_title_page, run in _sheets(block for block in self.blocks if block.first not in self.holes):
            if on_title_page:
                yield self._title_page(run)
                continue
            for block in run:
                before = [self._blank_lines(breaks[block.first])] if block.first in breaks else []
                if block.kind in STANDING:
                    yield Piece(block, None, before, [self._milestone(block)])
                elif block.kind in ELEMENTS and block.first not in notes:
                    yield self._piece(block, self.elements.by_line[block.first], before)

    def _piece(self, block: Block, passage: Passage, before: Sequence[etree._Element]) -> Piece:
        if block.kind == "note":
            element = self.elements.note(passage, self.elements.ids.place("note", passage.byte))
        else:
            element = self.elements.element(passage)
        owner = self.entries.get(block.rule.removeprefix("#"))
        return Piece(
            block,
            element,
            (*before, *passage.before),
            passage.after,
            self._division(passage) if block.opens or _is_heading(block) else {},
            owner.values.get("style", "") if owner else "",
        )

    def _title_page(self, blocks: Sequence[Block]) -> Piece:
        """Make a title page of the lines with which a text presents itself."""
        byte = self.elements.by_line[blocks[0].first].byte
        sheet = make("titlePage", {ID: self.elements.ids.place("titlePage", byte)})
        for is_title, run in groupby(blocks, key=lambda block: block.kind == "title"):
            elements = [self._on_title_page(block) for block in run if block.kind in STANDING or block.kind in ELEMENTS]
            sheet.extend([make("docTitle", {}, *elements)] if is_title else elements)
        return Piece(blocks[0]._replace(kind="titlePage"), sheet)

    def _on_title_page(self, block: Block) -> etree._Element:
        if block.kind in STANDING:
            return self._milestone(block)
        return self.elements.element(self.elements.by_line[block.first])

    def _identify(self, element: str, piece: Piece) -> str:
        """Give the id of an element that begins with a piece."""
        first = piece.block.first
        passage = self.elements.by_line.get(first)
        return self.elements.ids.place(element, passage.byte if passage else self.known.raw.lines[first].start)

    def _milestone(self, block: Block) -> etree._Element:
        """Make what a block without words stands for: a break, the start of a page, a picture."""
        if entry := self.entries.get(block.rule.removeprefix("#")):
            return interventions.point(entry, Own(block.label, entry.id if block.label != entry.id else ""))
        start = self.known.raw.lines[block.first].start
        if block.kind == "break":
            return _break(block.look or "line-of-signs", start)
        element, _ = STANDING[block.kind]
        return make(element, {"n": block.label, ID: f"{element}{start}"})

    def _blank_lines(self, first: int) -> etree._Element:
        return _break("blank-lines", self.known.raw.lines[first].start)

    def _division(self, passage: Passage) -> dict[str, str]:
        """Give the attributes of the division that a passage opens."""
        block = passage.block
        word = (passage.words.split() or [""])[0].lower().strip(".:")
        kind = DIVISIONS.get(word, "")
        named = RANKS.get(kind, 0) == block.level
        kind = block.opens or (kind if named else "chapter" if block.level == ROMAN_RANK else "section")
        return {"type": kind, "n": block.label, ID: self.elements.ids.place("div", passage.byte)}


def _break(rend: str, start: int) -> etree._Element:
    return make("milestone", {"unit": "section", "rend": rend, ID: f"milestone{start}"})


def _tie_contents(made: Iterable[Passage]) -> None:
    """Let the entries of the contents lead to the divisions whose headings they name."""
    wanted = {passage.block.target: passage for passage in made if passage.block.target >= 0}
    division = ""
    for passage in made if wanted else ():
        block = passage.block
        if _is_heading(block):
            division = f"div{passage.byte}"
        if block.first in wanted and division and block.kind == "head":
            entry = wanted[block.first]
            entry.spans.append(Span(0, len(entry.words), REFERRING, "", partial(_refer, f"#{division}")))


def _refer(target: str, content: Content) -> Content:
    return [make("ref", {"target": target}, *content)]


def _is_heading(block: Block) -> bool:
    """Tell whether a heading opens a division: titles beneath numbers and those in containers open none."""
    return block.kind == "head" and block.level > 0 and not block.inside


def _sheets(blocks: Iterable[Block]) -> Iterator[tuple[bool, list[Block]]]:
    """Part blocks into title pages and others; what stands between two lines of a title page stands on it."""
    sheet: list[Block] = []
    others: list[Block] = []
    for block in blocks:
        if block.kind in TITLE_PAGE:
            if not sheet:
                yield False, others
            sheet += [*(others if sheet else ()), block]
            others = []
            continue
        if sheet and block.kind in ELEMENTS:
            yield True, sheet
            sheet = []
        others.append(block)
    yield from ((True, sheet),) if sheet else ()
    yield False, others


def _borders(blocks: Sequence[Block]) -> tuple[int, int]:
    """Tell where the front ends and where the back begins, as indices. A title page is of the front, wherever it is."""
    fronts = [nth for nth, block in enumerate(blocks, 1) if block.part == "front" or block.kind == "titlePage"]
    top = max(fronts, default=0)
    backs = [nth for nth, block in enumerate(blocks) if block.part == "back" and nth >= top]
    return top, min(backs, default=len(blocks))


def _breaks(blocks: Sequence[Block]) -> dict[int, int]:
    """Find gaps wider than usual between two paragraphs: first line of the one after -> first blank line."""
    widths: dict[int, int] = {}
    blank: dict[int, int] = {}
    for block, following in pairwise(blocks):
        if block.kind == following.kind == "p":
            widths[following.first] = following.first - block.last
            blank[following.first] = block.last
    usual = Counter(widths.values()).most_common(1)
    wide = {line: blank[line] for line, width in widths.items() if width > usual[0][0]}
    return wide if len(wide) * RARE <= len(widths) else {}


def _wrap(wrap: Wrap, tops: Mapping[int, etree._Element]) -> None:
    """Put an element round whole blocks; no heading stands between them, so that they have one parent."""
    first, last = (tops[wrap.blocks[place]] for place in (0, -1))
    parent = first.getparent()
    if parent is None:
        raise AssertionError("a block that is wrapped stands nowhere")
    at = parent.index(first)
    parent.insert(at, interventions.block_wrapper(wrap.entry, wrap.own, parent[at : parent.index(last) + 1]))
