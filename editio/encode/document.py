"""From passages to a TEI document, with the rows of its ledger.

In go the blocks of a raw text, the pairs of anchors and notes, the editors' entries and what the header is made of; out
come the tree and the rows. The element of a block bears its place as ``xml:id``: the element's name and the byte of its
first character, counted from 0.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lxml import etree

from editio.encode import interventions, passages, silencers
from editio.encode.apparatus import Entry, Silencer
from editio.encode.authorities import list_person
from editio.encode.catalogue import DIVISIONS, ROMAN_RANK
from editio.encode.compose import Point, compose
from editio.encode.draft import Block
from editio.encode.header import header
from editio.encode.known import Known
from editio.encode.ledger import Row
from editio.encode.notes import Anchor
from editio.encode.passages import ELEMENTS, Ids, Passage, Quotation
from editio.message import reject_if_any
from editio.tei import ID, LANG, make

RARE = 5
"""A gap wider than usual is a break only if at most one gap in so many is as wide."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """Hold what became of a text: the tree, and the rows of its ledger."""

    root: etree._Element
    rows: tuple[Row, ...]


def build(
    known: Known,
    blocks: Sequence[Block],
    pairs: Mapping[Anchor, Block],
    entries: Sequence[Entry],
    file: str,
    silenced: Sequence[Silencer] = (),
) -> Encoded:
    """Build the document; ``file`` names the apparatus in messages. Rejects what entries cannot do (E206, E207)."""
    ids = Ids()
    made = passages.make_passages(known.raw, blocks, pairs, ids)
    quotations, messages = passages.apply(entries, made, file)
    reject_if_any([*messages, *silencers.nowhere(silenced, made)])
    builder = _Builder(known, blocks, pairs, made, ids)
    text = make("text", {LANG: known.language}, *builder.front(), builder.body(quotations))
    rows = tuple(builder.rows())
    said = header(known, frozenset(row.decision for row in rows))
    root = make("TEI", {ID: known.name if known.edition else ""}, said, text)
    notes = [*interventions.reasons(entries, builder.targets()), *silencers.notes(silenced, made)]
    root.extend(_stand_off(known, entries, notes))
    return Encoded(root, rows)


class _Builder:
    """Hold what the parts of one document are made of."""

    def __init__(
        self,
        known: Known,
        blocks: Sequence[Block],
        pairs: Mapping[Anchor, Block],
        made: Sequence[Passage],
        ids: Ids,
    ) -> None:
        self.known = known
        self.blocks = blocks
        self.passages = made
        self.ids = ids
        self.by_line = {passage.block.first: passage for passage in made}
        self.called = {anchor: self.by_line[block.first] for anchor, block in pairs.items()}
        self.note_ids = {anchor: ids.place("note", passage.byte) for anchor, passage in self.called.items()}

    def _element(self, passage: Passage) -> etree._Element:
        points = [
            *passage.points,
            *(Point(at, 1, self._note(self.called[call], self.note_ids[call])) for at, call in passage.calls()),
        ]
        attributes = {ID: passage.id}
        if passage.block.kind == "title":
            attributes["type"] = self.known.role_of(passage.words)
        return make(ELEMENTS[passage.block.kind], attributes, *compose(passage.words, passage.spans, points))

    def _note(self, passage: Passage, identity: str) -> etree._Element:
        author = self.known.author
        attributes = {"type": "authorial", "place": "end", "n": passage.block.label, ID: identity}
        attributes["resp"] = f"#{author.id}" if author else ""
        return make("note", attributes, self._element(passage))

    def front(self) -> list[etree._Element]:
        """Make the title page of the lines with which the text itself begins; none if it begins otherwise."""
        page = [passage for passage in self.passages if passage.block.kind in ("title", "author")]
        if not page:
            return []
        sheet = make("titlePage", {ID: self.ids.place("titlePage", page[0].byte)})
        titles: list[etree._Element] = []
        for passage in page:
            if passage.block.kind == "title":
                titles.append(self._element(passage))
                continue
            sheet.extend(_doc_title(titles))
            titles = []
            sheet.append(self._element(passage))
        sheet.extend(_doc_title(titles))
        return [make("front", {}, sheet)]

    def body(self, quotations: Iterable[Quotation]) -> etree._Element:
        """Make the body: divisions nested by the rank of their headings, trailers behind the last of them."""
        body = make("body")
        open_divisions: list[tuple[int, etree._Element]] = [(0, body)]
        breaks = _breaks(self.blocks)
        called = {passage.block.first for passage in self.called.values()}
        elements: dict[int, etree._Element] = {}
        trailers = []
        for block in self.blocks:
            if block.kind == "break" or block.first in breaks:
                open_divisions[-1][1].append(self._milestone(block, breaks.get(block.first)))
            if block.kind not in BODY or block.first in called:
                continue
            passage = self.by_line[block.first]
            if block.kind == "note":
                element = self._note(passage, self.ids.place("note", passage.byte))
            else:
                element = self._element(passage)
            if block.kind == "trailer":
                trailers.append(element)
                continue
            if block.kind == "head":
                while open_divisions[-1][0] >= block.level:
                    open_divisions.pop()
                division = self._division(passage)
                open_divisions[-1][1].append(division)
                open_divisions.append((block.level, division))
            open_divisions[-1][1].append(element)
            elements[block.first] = element
        body.extend(trailers)
        for quotation in sorted(quotations, key=lambda quotation: len(quotation.blocks)):
            _quote(quotation, elements)
        return body

    def _milestone(self, block: Block, blank: int | None) -> etree._Element:
        line = self.known.raw.lines[block.first if blank is None else blank]
        rend = "blank-lines" if blank is not None else "line-of-signs"
        return make("milestone", {"unit": "section", "rend": rend, ID: f"milestone{line.start}"})

    def _division(self, passage: Passage) -> etree._Element:
        block = passage.block
        word = (passage.words.split() or [""])[0].lower().strip(".:")
        named = DIVISIONS.get(word) == block.level
        kind = word if named else "chapter" if block.level == ROMAN_RANK else "section"
        return make("div", {"type": kind, "n": block.label, ID: self.ids.place("div", passage.byte)})

    def targets(self) -> dict[str, str]:
        """Give the ids of the blocks that entries made, where the block keeps its place as its id."""
        return {
            block.rule.removeprefix("#"): self._id_of(block)
            for block in reversed(self.blocks)
            if block.rule.startswith("#")
        }

    def _id_of(self, block: Block) -> str:
        passage = self.by_line.get(block.first)
        return passage.id if passage else f"furniture{self.known.raw.lines[block.first].start}"

    def rows(self) -> Iterator[Row]:
        """Give the ledger's rows of all blocks; white space between them is left to the ledger."""
        raw = self.known.raw
        if raw.signature:
            yield Row(0, raw.signature, "mark", decision="editorial.encoding")
        for passage in self.passages:
            yield from passages.rows(passage, self.note_ids)
        stated = {s.block.first: s.id for s in (*self.known.facts.statements, *self.known.facts.furniture)}
        for block in self.blocks:
            start, end = raw.lines[block.first].start, raw.lines[block.last - 1].end
            if block.kind == "break":
                yield Row(start, end, "mark", f"milestone{start}", decision="editorial.breaks")
            elif block.kind == "metadata":
                yield Row(start, end, "header", stated[block.first], decision="editorial.header")
            elif block.kind == "furniture":
                by_editor = block.rule.startswith("#")
                decision = block.rule.removeprefix("#") if by_editor else "editorial.furniture"
                yield Row(start, end, "furniture", stated[block.first], decision=decision)


BODY = frozenset(["head", "note", "p", "trailer"])
"""Kinds of block that stand in the body."""


def _doc_title(titles: Sequence[etree._Element]) -> list[etree._Element]:
    return [make("docTitle", {}, *titles)] if titles else []


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


def _quote(quotation: Quotation, elements: Mapping[int, etree._Element]) -> None:
    """Wrap the paragraphs of a quotation; no heading stands between them, so that they have one parent."""
    first, last = (elements[quotation.blocks[place]] for place in (0, -1))
    parent = first.getparent()
    if parent is None:
        raise AssertionError("a quoted paragraph stands nowhere")
    at = parent.index(first)
    parent.insert(at, interventions.quote(quotation.entry, parent[at : parent.index(last) + 1]))


def _stand_off(known: Known, entries: Sequence[Entry], notes: Sequence[etree._Element]) -> list[etree._Element]:
    keys = {entry.values["ref"] for entry in entries if entry.do == "person"}
    if known.author:
        keys.add(known.author.key)
    parts = [list_person(known.persons[key] for key in keys)] if keys else []
    if notes:
        parts.append(make("listAnnotation", {}, *notes))
    return [make("standOff", {}, *parts)] if parts else []
