"""Findings that the editors have seen and let stand, each with its reason.

In go the messages of ``encode`` and what silences some of them; out come the others, and a message for each silencer
that silenced nothing. Every silencer goes into the document as well, as a note that stands apart from the text, so that
``validate`` needs no other file. Errors are never silenced.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from lxml import etree

from editio.edition import Edition
from editio.encode.apparatus import Selector, Silencer
from editio.encode.draft import Block
from editio.encode.passages import Passage
from editio.encode.reading import RawText
from editio.encode.selectors import Place
from editio.message import Message, silenced_by
from editio.tei import ID, make


def of_edition(edition: Edition, text: str) -> tuple[Silencer, ...]:
    """Give what ``edition.toml`` silences in one text."""
    file = str(edition.source / "edition.toml")
    ignored = (one for one in edition.ignored if one.text == text)
    return tuple(Silencer("", one.code, one.why, "", Selector(), file, one.line) for one in ignored)


def silence(
    found: Iterable[Message], silencers: Sequence[Silencer], raw: RawText, blocks: Sequence[Block]
) -> list[Message]:
    """Leave out what is silenced, and report the silencers of this stage that silenced nothing (W560)."""
    lines = [[_lines(place, raw, blocks) for place in one.places] for one in silencers]
    unused = {nth: one for nth, one in enumerate(silencers) if silenced_by(one.code) == "encode"}
    kept = []
    for message in found:
        heard = [
            nth for nth, one in enumerate(silencers) if one.code == message.code and _covers(lines[nth], message, raw)
        ]
        for nth in heard:
            unused.pop(nth, None)
        if message.rejects or not heard:
            kept.append(message)
    hint = "delete the entry, if what it let stand is mended"
    for one in unused.values():
        kept.append(Message(one.file, one.line, "W560", f"there is no finding {one.code} to be silenced", hint))
    return kept


def _lines(place: Place, raw: RawText, blocks: Sequence[Block]) -> range:
    """Give the numbers of the lines of all blocks in which a place lies."""
    first, last = (bisect_right(raw.lines, at, key=lambda line: line.at) - 1 for at in (place.first, place.last))
    inside = [block for block in blocks if block.first <= last and first < block.last]
    first = min([first, *(block.first for block in inside)])
    last = max([last, *(block.last - 1 for block in inside)])
    return range(raw.lines[first].number, raw.lines[last].number + 1)


def _covers(lines: Sequence[range], message: Message, raw: RawText) -> bool:
    return not lines or (message.file == raw.file and any(message.line in some for some in lines))


def nowhere(silencers: Iterable[Silencer], passages: Sequence[Passage]) -> list[Message]:
    """Report silencers whose place is not part of the encoded text (E207)."""
    hint = "quote words of the text itself, or leave 'at' out to speak of the whole text"
    return [
        Message(one.file, one.line, "E207", f"what '{one.id}' marks is not part of the text", hint)
        for one in silencers
        if not all(_inside(place, passages) for place in one.places)
    ]


def notes(silencers: Iterable[Silencer], passages: Sequence[Passage]) -> list[etree._Element]:
    """Make the notes that carry the silencers: ``@subtype`` is the code, ``@target`` the blocks that are meant."""
    made = []
    for one in sorted(silencers, key=lambda one: (one.places[0].first if one.places else -1, one.code, one.id)):
        inside = (passage.id for place in one.places for passage in _inside(place, passages))
        targets = " ".join(f"#{identity}" for identity in dict.fromkeys(inside))
        attributes = {ID: one.id, "type": "ignore", "subtype": one.code, "target": targets}
        made.append(make("note", attributes | {"resp": f"#{one.resp}" if one.resp else ""}, one.why))
    return made


def _inside(place: Place, passages: Sequence[Passage]) -> list[Passage]:
    last = max(place.last, place.first + 1)
    return [passage for passage in passages if passage.first < last and place.first < passage.last]
