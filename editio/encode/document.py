"""From passages to a TEI document, with the rows of its ledger.

In go the blocks of a raw text, the signs that are read as markup, what the editors say and what the header is made of;
out come the tree and the rows. The element of a block bears its place as ``xml:id``: the element's name and the byte of
its first character, counted from 0. How one is made is told in :mod:`editio.encode.elements`, how they follow one
another in :mod:`editio.encode.flow`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from editio.encode import interventions, ledger, passages, silencers
from editio.encode.draft import Block
from editio.encode.editing import Edited, edit, in_order
from editio.encode.elements import Elements, Signs
from editio.encode.flow import Flow
from editio.encode.header import header
from editio.encode.inline import characters, meeting
from editio.encode.inline.doubts import doubtful
from editio.encode.known import Known
from editio.encode.ledger import Entered
from editio.encode.passages import STANDING, Ids, Passage
from editio.encode.references import authorities_of, pointers_of
from editio.encode.rows import rows_of, stated_in
from editio.encode.standoff import stand_off
from editio.message import Message, reject_if_any
from editio.tei import ID, LANG, make


@dataclass(frozen=True, slots=True)
class Encoded:
    """Hold what became of a text: the tree, the rows of its ledger, and what was left in running words as doubtful."""

    root: etree._Element
    rows: Entered
    messages: tuple[Message, ...]


def build(known: Known, blocks: Sequence[Block], signs: Signs, messages: Sequence[Message] = ()) -> Encoded:
    """Build the document. Rejects what entries cannot do (E206, E207, E209), with what is wrong already."""
    ids = Ids()
    made = passages.make_passages(known.raw, blocks, {**signs.notes, **signs.again, **signs.said}, ids)
    edited = edit(known.editors, known.raw, made)
    quoted = (line for wrap in edited.wraps for line in wrap.blocks if wrap.entry.do in meeting.QUOTING)
    meeting.settle(known.raw.text, made, {entry.id: entry.do for entry in known.editors.entries}, quoted)
    lost = _lost(signs, made, known)
    reject_if_any([*messages, *edited.messages, *lost, *silencers.nowhere(known.editors.silencers, made)])
    elements = Elements(known, signs, made, ids)
    flow = Flow(known, blocks, made, elements)
    text = make("text", {LANG: known.language}, *flow.parts(edited.wraps))
    stated = stated_in(known.facts)
    rows = ledger.enter(known.raw, rows_of(known.raw, blocks, made, elements.became, stated))
    said = header(known, rows.decisions, characters.declare(text))
    root = make("TEI", {ID: known.name if known.edition else ""}, said, text)
    root.extend(_stand_off(known, edited, _targets(known, blocks, elements, stated) | edited.targets, made))
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


def _targets(
    known: Known, blocks: Iterable[Block], elements: Elements, stated: Mapping[int, str]
) -> dict[str, list[str]]:
    """Give the ids of the blocks that entries made, where the block keeps its place as its id."""
    footnotes = {entry.id for entry in known.editors.entries if entry.do == "footnote"}
    found: dict[str, list[str]] = {}
    for block in blocks:
        owner = block.rule.removeprefix("#")
        if (
            block.rule.startswith("#")
            and block.kind not in STANDING
            and not (block.kind == "note" and owner in footnotes)
        ):
            passage = elements.by_line.get(block.first)
            place = known.raw.lines[block.first].start
            identity = passage.id if passage else stated.get(block.first, f"furniture{place}")
            found.setdefault(owner, []).append(identity)
    for anchor, identity in elements.note_ids.items():
        if anchor.owner:
            found[anchor.owner] = [identity]
    return found


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
