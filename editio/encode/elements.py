"""From passages to elements: what each block with words becomes, and each sign in running words that is markup.

In go passages and signs; out come elements of TEI with all that stands in them: line breaks, anchors, notes with their
paragraphs. Where they stand is told in :mod:`editio.encode.flow`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from lxml import etree

from editio.encode import interventions
from editio.encode.apparatus import Entry
from editio.encode.compose import Point, compose
from editio.encode.draft import Block
from editio.encode.interventions import Own
from editio.encode.known import Known
from editio.encode.notes import Anchor
from editio.encode.passages import ELEMENTS, LABELLED, Ids, Passage
from editio.encode.reading import BLANKS, RawText
from editio.tei import ID, LANG, make, tag

PAGE = tag("pb")
"""What begins a page, be it within a word."""


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


class Elements:
    """Make the elements of one text. An id goes to what asks first, so the order of asking is that of the document.

    ``by_line`` gives passages by their first line, ``called`` the first passage of the note that an anchor calls,
    ``note_ids`` the note's id; ``became`` gives the id of what a sign became, and the decision that it is owed to.
    """

    def __init__(self, known: Known, signs: Signs, made: Sequence[Passage], ids: Ids) -> None:
        """Give ids to the notes and the references of a text."""
        self.known = known
        self.signs = signs
        self.ids = ids
        self.by_line = {passage.block.first: passage for passage in made}
        self.together: dict[str, list[Passage]] = {}
        for passage in made:
            self.together.setdefault(passage.block.group, []).append(passage)
        self.called = {anchor: self.by_line[block.first] for anchor, block in signs.notes.items()}
        self.note_ids = {anchor: ids.place("note", passage.byte) for anchor, passage in self.called.items()}
        self.margins = _margins(known.raw, made)
        self.became = {
            anchor: (identity, anchor.owner or "editorial.notes") for anchor, identity in self.note_ids.items()
        }
        for passage in made:
            self.became |= {
                anchor: (
                    (signs.said[anchor][1] if anchor.owner else "") or ids.place("ref", passage.byte_of(anchor)),
                    anchor.owner or "editorial.notes",
                )
                for _, anchor in passage.calls
                if anchor not in self.became
            }

    def element(self, passage: Passage) -> etree._Element:
        """Make the element of a block with words."""
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

    def note(self, passage: Passage, identity: str) -> etree._Element:
        """Make the note of which a passage is the first paragraph."""
        author = self.known.author
        place = "end" if passage.block.rule.startswith("#") else self.signs.place
        attributes = {"type": "authorial", "place": place, "n": passage.block.label, ID: identity}
        attributes["resp"] = f"#{author.id}" if author else ""
        return make("note", attributes, *self._contents(self.with_group(passage)))

    def with_group(self, passage: Passage) -> list[Passage]:
        """Give the paragraphs of a note of which one is the first."""
        if not passage.block.group:
            return [passage]
        return self.together[passage.block.group]

    def further(self, passage: Passage) -> list[Passage]:
        """Give the paragraphs of a note behind the one that is its first."""
        group = passage.block.group if passage.block.kind == "note" else ""
        return self.together[group][1:] if group and self.together[group][0] is passage else []

    def _sign(self, anchor: Anchor) -> etree._Element:
        """Make what a sign in running words became: a note, a further anchor of one, the start of a page, a gap."""
        if anchor in self.called:
            return self.note(self.called[anchor], self.note_ids[anchor])
        identity, _ = self.became[anchor]
        if anchor in self.signs.again:
            return _reference(identity, self.note_ids[self.signs.again[anchor]], anchor)
        entry, _ = self.signs.said[anchor]
        if entry.do != "footnote":
            return interventions.point(entry, Own(identity, entry.id if identity != entry.id else ""))
        noted = next(self.note_ids[other] for other in self.called if other.owner == entry.id)
        return _reference(identity, noted, anchor)

    def _contents(self, members: Sequence[Passage]) -> Iterator[etree._Element]:
        """Give what a note holds: paragraphs, and poems of the lines of verse that follow one another."""
        for verse, run in groupby(members, key=lambda member: member.block.kind == "l"):
            together = list(run)
            elements = map(self.element, together)
            if verse:
                yield make("lg", {ID: self.ids.place("lg", together[0].byte)}, *elements)
            else:
                yield from elements

    def _indent(self, block: Block) -> str:
        """Tell how much farther in than the farthest out of its poem a line of verse begins, in blanks.

        A line that runs on behind a speaker's name has no margin of its own.
        """
        if self.known.raw.is_cut(block.first):
            return ""
        indent = _margin(self.known.raw, block) - self.margins[_poem(block)]
        return f"indent{indent}" if indent else ""


def _reference(identity: str, noted: str, anchor: Anchor) -> etree._Element:
    return make("ref", {ID: identity, "target": f"#{noted}", "n": anchor.number})


def _margins(raw: RawText, made: Sequence[Passage]) -> Mapping[str | int, int]:
    """Give the smallest margin of each poem."""
    margins: dict[str | int, int] = {}
    for block in (passage.block for passage in made):
        if block.kind == "l" and not raw.is_cut(block.first):
            margin = _margin(raw, block)
            margins[_poem(block)] = min(margin, margins.get(_poem(block), margin))
    return margins


def _margin(raw: RawText, block: Block) -> int:
    """Give the columns before the words of a line of verse, behind its number."""
    text = raw.lines[block.first].text
    begin = block.prefix or len(text) - len(text.lstrip(BLANKS))
    return len(text[:begin].expandtabs())


def _poem(block: Block) -> str | int:
    """Give what the lines of one poem have in common: the line at which it begins, else their group.

    A song within a speech is set in against the speech, so it is no poem here.
    """
    if not block.inside or block.inside[0].name == "sp":
        return block.group
    return next((holder.first for holder in block.inside if holder.name == "lg"), block.group)
