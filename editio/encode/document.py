"""From passages to a TEI document, with the rows of its ledger.

In go the blocks of a raw text, the signs that are read as markup, what the editors say and what the header is made of;
out come the tree and the rows. The element of a block bears its place as ``xml:id``: the element's name and the byte of
its first character, counted from 0.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby, pairwise

from lxml import etree

from editio.encode import interventions, ledger, passages, silencers
from editio.encode.apparatus import Entry
from editio.encode.body import Piece, body
from editio.encode.catalogue import DIVISIONS, ROMAN_RANK
from editio.encode.catalogue import RANKS as LEVELS
from editio.encode.compose import Content, Point, Span, compose
from editio.encode.draft import Block
from editio.encode.editing import Edited, Wrap, edit, in_order
from editio.encode.header import header
from editio.encode.inline import characters, meeting
from editio.encode.inline.doubts import doubtful
from editio.encode.interventions import Own
from editio.encode.kinds import RANKS
from editio.encode.known import Known
from editio.encode.ledger import Entered, Row
from editio.encode.notes import Anchor
from editio.encode.passages import ELEMENTS, LABELLED, TITLE_PAGE, Ids, Passage
from editio.encode.reading import BLANKS, RawText
from editio.encode.references import authorities_of, pointers_of
from editio.encode.standoff import stand_off
from editio.message import Message, reject_if_any
from editio.tei import ID, LANG, make, tag

RARE = 5
"""A gap wider than usual is a break only if at most one gap in so many is as wide."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """Hold what became of a text: the tree, the rows of its ledger, and what was left in running words as doubtful."""

    root: etree._Element
    rows: Entered
    messages: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Signs:
    """Hold what in running words is read as markup: anchors with their notes, and what entries say of others.

    A sign of an entry comes with the id of what it becomes; a further anchor of a note has none of its own. ``again``
    are such further anchors, each with the first, ``place`` is the ``@place`` of notes that rules found.
    """

    notes: Mapping[Anchor, Block]
    said: Mapping[Anchor, tuple[Entry, str]]
    again: Mapping[Anchor, Anchor] = field(default_factory=dict)
    place: str = "end"


def build(known: Known, blocks: Sequence[Block], signs: Signs, messages: Sequence[Message] = ()) -> Encoded:
    """Build the document. Rejects what entries cannot do (E206, E207, E209), with what is wrong already."""
    ids = Ids()
    made = passages.make_passages(known.raw, blocks, {**signs.notes, **signs.again, **signs.said}, ids)
    edited = edit(known.editors, known.raw, made)
    quoted = (line for wrap in edited.wraps for line in wrap.blocks if wrap.entry.do in meeting.QUOTING)
    meeting.settle(made, {entry.id: entry.do for entry in known.editors.entries}, quoted)
    lost = _lost(signs, made, known)
    reject_if_any([*messages, *edited.messages, *lost, *silencers.nowhere(known.editors.silencers, made)])
    builder = _Builder(known, blocks, signs, made, ids)
    text = make("text", {LANG: known.language}, *builder.parts(edited.wraps))
    rows = ledger.enter(known.raw, builder.rows())
    said = header(known, rows.decisions, characters.declare(text))
    root = make("TEI", {ID: known.name if known.edition else ""}, said, text)
    root.extend(_stand_off(known, edited, builder.targets() | edited.targets, made))
    reject_if_any(_dangling(known, root))
    return Encoded(root, rows, tuple(doubtful(known.raw, made)))


def _dangling(known: Known, root: etree._Element) -> list[Message]:
    """Report links of notes that lead to no id of the document (E305)."""
    linked = [(entry, pointer) for entry in known.editors.entries for pointer in pointers_of(entry)]
    ids = {element.get(ID) for element in root.iter(etree.Element)} if linked else set()
    hint = "a link leads to #c1 (an entry), #p2041 (a passage, as the pages name it), or #person.marx"
    return [
        Message(
            known.editors.file,
            entry.lines["body"],
            "E305",
            f"the note '{entry.id}' links to '{pointer}', which is nowhere",
            hint,
        )
        for entry, pointer in linked
        if pointer.startswith("#") and pointer[1:] not in ids
    ]


def _lost(signs: Signs, made: Iterable[Passage], known: Known) -> list[Message]:
    """Report the signs of entries that stand in no passage, or leave none of its words (E207)."""
    found = {
        anchor for passage in made if passage.words.strip() or passage.block.kind == "p" for _, anchor in passage.calls
    }
    hint = "mark a sign that stands in the text itself, among words"
    return [
        Message(known.editors.file, entry.line, "E207", f"what '{entry.id}' marks is not part of the text", hint)
        for anchor, (entry, _) in signs.said.items()
        if anchor not in found
    ]


class _Builder:
    """Hold what the parts of one document are made of."""

    def __init__(self, known: Known, blocks: Sequence[Block], signs: Signs, made: Sequence[Passage], ids: Ids) -> None:
        self.known = known
        self.blocks = blocks
        self.signs = signs
        self.passages = made
        self.ids = ids
        self.entries = {entry.id: entry for entry in known.editors.entries}
        self.by_line = {passage.block.first: passage for passage in made}
        self.together: dict[str, list[Passage]] = {}
        for passage in made:
            self.together.setdefault(passage.block.group, []).append(passage)
        self.called = {anchor: self.by_line[block.first] for anchor, block in signs.notes.items()}
        self.note_ids = {anchor: ids.place("note", passage.byte) for anchor, passage in self.called.items()}
        self.holes = {line: passage for passage in made for line in passage.block.holes}
        for block in blocks:
            if block.first in self.holes and block.kind in STANDING:
                passage = self.holes[block.first]
                at = passage.offset(known.raw.lines[block.first].at)
                passage.points.append(Point(at, 1, self._milestone(block)))
        self.margins: dict[str | int, int] = {}
        for block in (block for block in blocks if block.kind == "l" and not known.raw.is_cut(block.first)):
            margin = _margin(known.raw, block)
            self.margins[_poem(block)] = min(margin, self.margins.get(_poem(block), margin))
        self.became = {
            anchor: (identity, anchor.owner or "editorial.notes") for anchor, identity in self.note_ids.items()
        }
        self._tie_contents()
        for passage in made:
            self.became |= {
                anchor: (
                    (signs.said[anchor][1] if anchor.owner else "") or ids.place("ref", passage.byte_of(anchor)),
                    anchor.owner or "editorial.notes",
                )
                for _, anchor in passage.calls
                if anchor not in self.became
            }

    def _tie_contents(self) -> None:
        """Let the entries of the contents lead to the divisions whose headings they name."""
        wanted = {passage.block.target: passage for passage in self.passages if passage.block.target >= 0}
        division = ""
        for passage in self.passages if wanted else ():
            block = passage.block
            if _is_heading(block):
                division = f"div{passage.byte}"
            if block.first in wanted and division and block.kind == "head":
                entry = wanted[block.first]
                entry.spans.append(Span(0, len(entry.words), OUTERMOST, "", partial(_refer, f"#{division}")))

    def _element(self, passage: Passage) -> etree._Element:
        block = passage.block
        points = [*passage.points, *(Point(at, 1, self._sign(anchor)) for at, anchor in passage.calls)]
        for point in points:
            if point.element.tag == PAGE and passage.is_within_word(point.at):
                point.element.set("break", "no")
        attributes = {ID: passage.id, LANG: passage.language}
        if block.kind == "title":
            attributes["type"] = self.known.role_of(passage.words)
        elif block.kind == "l":
            attributes |= {"n": block.label, "rend": self._indent(block)}
        elif block.kind in LABELLED:
            attributes["n"] = block.label
        if block.look:
            attributes["role" if block.kind == "row" else "rend"] = block.look
        return make(ELEMENTS[block.kind], attributes, *compose(passage.words, passage.spans, points))

    def _indent(self, block: Block) -> str:
        """Tell how much farther in than the farthest out of its poem a line of verse begins, in blanks.

        A line that runs on behind a speaker's name has no margin of its own.
        """
        if self.known.raw.is_cut(block.first):
            return ""
        indent = _margin(self.known.raw, block) - self.margins[_poem(block)]
        return f"indent{indent}" if indent else ""

    def _sign(self, anchor: Anchor) -> etree._Element:
        """Make what a sign in running words became: a note, a further anchor of one, the start of a page, a gap."""
        if anchor in self.called:
            return self._note(self.called[anchor], self.note_ids[anchor])
        identity, _ = self.became[anchor]
        if anchor in self.signs.again:
            return self._reference(identity, self.note_ids[self.signs.again[anchor]], anchor)
        entry, _ = self.signs.said[anchor]
        if entry.do != "footnote":
            return interventions.point(entry, Own(identity, entry.id if identity != entry.id else ""))
        noted = next(self.note_ids[other] for other in self.called if other.owner == entry.id)
        return self._reference(identity, noted, anchor)

    def _reference(self, identity: str, noted: str, anchor: Anchor) -> etree._Element:
        return make("ref", {ID: identity, "target": f"#{noted}", "n": anchor.number})

    def _note(self, passage: Passage, identity: str) -> etree._Element:
        author = self.known.author
        place = "end" if passage.block.rule.startswith("#") else self.signs.place
        attributes = {"type": "authorial", "place": place, "n": passage.block.label, ID: identity}
        attributes["resp"] = f"#{author.id}" if author else ""
        return make("note", attributes, *self._contents(self._with_group(passage)))

    def _contents(self, members: Sequence[Passage]) -> Iterator[etree._Element]:
        """Give what a note holds: paragraphs, and poems of the lines of verse that follow one another."""
        for verse, run in groupby(members, key=lambda member: member.block.kind == "l"):
            together = list(run)
            elements = map(self._element, together)
            if verse:
                yield make("lg", {ID: self.ids.place("lg", together[0].byte)}, *elements)
            else:
                yield from elements

    def _with_group(self, passage: Passage) -> list[Passage]:
        """Give the paragraphs of a note of which one is the first."""
        if not passage.block.group:
            return [passage]
        return self.together[passage.block.group]

    def _further(self, passage: Passage) -> list[Passage]:
        """Give the paragraphs of a note behind the one that is its first."""
        group = passage.block.group if passage.block.kind == "note" else ""
        return self.together[group][1:] if group and self.together[group][0] is passage else []

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
        for wrap in sorted(wraps, key=lambda wrap: (-len(wrap.blocks), RANKS[wrap.entry.do])):
            _wrap(wrap, tops)
        return made

    def _title_page(self, blocks: Sequence[Block]) -> Piece:
        """Make a title page of the lines with which a text presents itself."""
        sheet = make("titlePage", {ID: self.ids.place("titlePage", self.by_line[blocks[0].first].byte)})
        for is_title, run in groupby(blocks, key=lambda block: block.kind == "title"):
            elements = [self._on_title_page(block) for block in run if block.kind in STANDING or block.kind in ELEMENTS]
            sheet.extend([make("docTitle", {}, *elements)] if is_title else elements)
        return Piece(blocks[0]._replace(kind="titlePage"), sheet)

    def _on_title_page(self, block: Block) -> etree._Element:
        return self._milestone(block) if block.kind in STANDING else self._element(self.by_line[block.first])

    def _identify(self, element: str, piece: Piece) -> str:
        passage = self.by_line.get(piece.block.first)
        return self.ids.place(element, passage.byte if passage else self.known.raw.lines[piece.block.first].start)

    def _pieces(self) -> Iterator[Piece]:
        breaks = _breaks(self.blocks)
        notes = {other.block.first for passage in self.called.values() for other in self._with_group(passage)}
        notes |= {other.block.first for passage in self.passages for other in self._further(passage)}
        for on_title_page, run in _sheets(block for block in self.blocks if block.first not in self.holes):
            if on_title_page:
                yield self._title_page(run)
                continue
            for block in run:
                before = [self._milestone(block, breaks[block.first])] if block.first in breaks else []
                if block.kind in STANDING:
                    yield Piece(block, None, before, [self._milestone(block)])
                elif block.kind in ELEMENTS and block.first not in notes:
                    yield self._piece(block, self.by_line[block.first], before)

    def _piece(self, block: Block, passage: Passage, before: Sequence[etree._Element]) -> Piece:
        if block.kind == "note":
            element = self._note(passage, self.ids.place("note", passage.byte))
        else:
            element = self._element(passage)
        owner = self.entries.get(block.rule.removeprefix("#"))
        return Piece(
            block,
            element,
            (*before, *passage.before),
            passage.after,
            self._division(passage) if block.opens or _is_heading(block) else {},
            owner.values.get("style", "") if owner else "",
        )

    def _milestone(self, block: Block, blank: int | None = None) -> etree._Element:
        if entry := self.entries.get(block.rule.removeprefix("#")) if blank is None else None:
            return interventions.point(entry, Own(block.label, entry.id if block.label != entry.id else ""))
        line = self.known.raw.lines[block.first if blank is None else blank]
        if blank is None and block.kind in ("figure", "page"):
            element = "pb" if block.kind == "page" else "figure"
            return make(element, {"n": block.label, ID: f"{element}{line.start}"})
        rend = "blank-lines" if blank is not None else block.look or "line-of-signs"
        return make("milestone", {"unit": "section", "rend": rend, ID: f"milestone{line.start}"})

    def _division(self, passage: Passage) -> dict[str, str]:
        block = passage.block
        word = (passage.words.split() or [""])[0].lower().strip(".:")
        kind = DIVISIONS.get(word, "")
        named = LEVELS.get(kind, 0) == block.level
        kind = block.opens or (kind if named else "chapter" if block.level == ROMAN_RANK else "section")
        return {"type": kind, "n": block.label, ID: self.ids.place("div", passage.byte)}

    def targets(self) -> dict[str, list[str]]:
        """Give the ids of the blocks that entries made, where the block keeps its place as its id."""
        found: dict[str, list[str]] = {}
        for block in self.blocks:
            if block.rule.startswith("#") and block.kind not in STANDING and not self._is_footnote(block):
                found.setdefault(block.rule.removeprefix("#"), []).append(self._id_of(block))
        for anchor, identity in self.note_ids.items():
            if anchor.owner:
                found[anchor.owner] = [identity]
        return found

    def _is_footnote(self, block: Block) -> bool:
        return block.kind == "note" and self.entries[block.rule.removeprefix("#")].do == "footnote"

    def _id_of(self, block: Block) -> str:
        if passage := self.by_line.get(block.first):
            return passage.id
        return self._stated.get(block.first, f"furniture{self.known.raw.lines[block.first].start}")

    @property
    def _stated(self) -> dict[int, str]:
        """Give the ids of the header's elements by the first line of what became them."""
        return {s.block.first: s.id for s in (*self.known.facts.statements, *self.known.facts.furniture)}

    def rows(self) -> Iterator[Row]:
        """Give the ledger's rows of all blocks; white space between them is left to the ledger."""
        raw = self.known.raw
        if raw.signature:
            yield Row(0, raw.signature, "mark", decision="editorial.encoding")
        for passage in self.passages:
            marks = f"editorial.{_marks(passage.block)}"
            yield from passages.rows(passage, self.became, _decision(passage.block, marks))
        stated = self._stated
        for block in self.blocks:
            start, end = raw.lines[block.first].start, raw.lines[block.last - 1].end
            if block.kind in STANDING and start < end:
                by_entry = block.rule.startswith("#") and block.label
                element, decision = STANDING[block.kind]
                became = block.label if by_entry else f"{element}{start}"
                yield Row(start, end, "mark", became, decision=_decision(block, decision))
            elif block.kind == "rule":
                yield Row(start, end, "mark", decision=f"editorial.{block.label or 'rules'}")
            elif block.kind == "metadata":
                yield Row(start, end, "header", stated[block.first], decision=_decision(block, "editorial.header"))
            elif block.kind in ("furniture", "boilerplate"):
                decision = _decision(block, f"editorial.{block.kind}")
                yield Row(start, end, block.kind, stated[block.first], decision=decision)


OUTERMOST = -1
"""The rank of a span that no other of the same words stands outside of."""

STANDING: Mapping[str, tuple[str, str]] = {
    "break": ("milestone", "editorial.breaks"),
    "page": ("pb", "editorial.pages"),
    "figure": ("figure", "editorial.figures"),
}
"""Kinds of block without words that stand in the text -> their element, and the decision by which they are markup."""


def _marks(block: Block) -> str:
    """Give the decision by which signs before and between the words of a block are no words."""
    if block.inside and block.inside[-1].name == "item":
        return "lists"
    return MARKS.get(block.kind, "markup")


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


PAGE = tag("pb")
"""What begins a page, be it within a word."""


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


def _poem(block: Block) -> str | int:
    """Give what the lines of one poem have in common: the line at which it begins, else their group.

    A song within a speech is set in against the speech, so it is no poem here.
    """
    if not block.inside or block.inside[0].name == "sp":
        return block.group
    return next((holder.first for holder in block.inside if holder.name == "lg"), block.group)


def _is_heading(block: Block) -> bool:
    """Tell whether a heading opens a division: titles beneath numbers and those in containers open none."""
    return block.kind == "head" and block.level > 0 and not block.inside


def _refer(target: str, content: Content) -> Content:
    return [make("ref", {"target": target}, *content)]


def _margin(raw: RawText, block: Block) -> int:
    """Give the columns before the words of a line of verse, behind its number."""
    text = raw.lines[block.first].text
    begin = block.prefix or len(text) - len(text.lstrip(BLANKS))
    return len(text[:begin].expandtabs())


def _decision(block: Block, otherwise: str) -> str:
    return block.rule.removeprefix("#") if block.rule.startswith("#") else otherwise


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


def _stand_off(
    known: Known, edited: Edited, targets: Mapping[str, Sequence[str]], made: Sequence[Passage]
) -> list[etree._Element]:
    """Make what stands apart from the text: lists of authorities, variants, annotations, links."""
    editors = known.editors
    named = authorities_of(editors.entries) | ({known.author.id} if known.author else set())
    parts = stand_off(known.authorities, named)
    notes = [
        *edited.notes,
        *interventions.reasons(in_order(editors.entries), targets),
        *interventions.withdrawn(editors.retired),
        *silencers.notes(editors.silencers, made),
    ]
    if edited.variants:
        parts.append(make("listApp", {}, *edited.variants))
    if notes:
        parts.append(make("listAnnotation", {}, *notes))
    if edited.links:
        parts.append(make("linkGrp", {"type": "translation"}, *edited.links))
    return [make("standOff", {}, *parts)] if parts else []
