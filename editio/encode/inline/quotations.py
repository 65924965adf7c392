"""Quotations of a whole text: passages that go on in the next one, and poems whose lines are passages by themselves.

In go the passages of a text and its quotation marks; the passages take up the spans of the quotations found. Lines of
verse that stand together are read as one. A quotation over several passages becomes a part in each, and the parts are
chained (Guidelines, section 17.3).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from editio.encode.compose import Span
from editio.encode.draft import Block, Container
from editio.encode.inline.marks import Element
from editio.encode.inline.quotes import Quoted, Quotes, find, is_of
from editio.encode.inline.spans import spans
from editio.encode.reading import RawText
from editio.tei import ID

DECISION = "quotation"

HOLDING = frozenset("caption cell head item l label note p salute speaker stage title trailer".split())
"""Kinds of block in which TEI lets a quotation stand."""

FLOWING = frozenset(["item", "l", "p"])
"""Kinds of block over which a speech may go on."""


class Passage(Protocol):
    """Know the words of a block, and take up what is found in them."""

    block: Block
    words: str
    found: list[Span]
    doubts: tuple[tuple[str, int], ...]

    @property
    def first(self) -> int:
        """Give the code point of the raw text at which the block begins."""

    def byte_at(self, raw: RawText, at: int) -> int:
        """Give the byte of the raw text for a code point of the words."""


class Ids(Protocol):
    """Make ids of places."""

    def place(self, element: str, byte: int) -> str:
        """Give the id of an element that begins at a byte."""


def mark(raw: RawText, passages: Iterable[Passage], quotes: Quotes | None, ids: Ids) -> None:
    """Find the quotations of all passages."""
    if quotes is None:
        return
    for flow in _flows(passages):
        at = reached = 0
        for stanza in units([passage.block for passage in flow]):
            unit, at = flow[at : at + len(stanza)], at + len(stanza)
            after = flow[at].words.lstrip() if at < len(flow) else ""
            if at <= reached:
                continue
            if len(unit) == 1:
                reached = _mark_one(raw, flow, at - 1, quotes, after, ids)
            else:
                _mark_lines(raw, unit, quotes, after, ids)


def _flows(passages: Iterable[Passage]) -> Iterator[list[Passage]]:
    """Part passages into the flow of the text, each of its notes, and each of what stands by itself.

    Nobody goes on with what another says: where persons speak in turn, each speech is a flow.
    """
    flow: list[Passage] = []
    notes: dict[str, list[Passage]] = {}
    speech: Container | None = None
    for passage in passages:
        kind = passage.block.kind
        if kind in FLOWING:
            turn = next((one for one in passage.block.inside if one.name == "sp"), None)
            if turn != speech or passage.block.opens:
                yield flow
                flow, speech = [], turn
            flow.append(passage)
        elif kind == "note" and passage.block.group:
            notes.setdefault(passage.block.group, []).append(passage)
        elif kind in HOLDING:
            yield [passage]
            if kind == "head":
                yield flow
                flow = []
    yield flow
    yield from notes.values()


def units(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    """Put the lines of a stanza together; all else is by itself."""
    unit: list[Block] = []
    for block in blocks:
        before = unit[-1] if unit else None
        if before and _is_next_line(before, block):
            unit.append(block)
            continue
        if unit:
            yield unit
        unit = [block]
    if unit:
        yield unit


def _is_next_line(before: Block, block: Block) -> bool:
    verse = block.kind == before.kind == "l" and block.first == before.last
    return verse and block.group == before.group and block.inside == before.inside


def _mark_one(raw: RawText, flow: Sequence[Passage], nth: int, quotes: Quotes, following: str, ids: Ids) -> int:
    """Find the quotations of a passage, and with it those of others over which one goes on; returns how many are done.

    A speech of several paragraphs may have marks at its beginning and its end alone. That is believed where no mark of
    the sort stands between the two.
    """
    passage = flow[nth]
    found = find(passage.words, quotes, following)
    at, opened = found.left
    end = nth + 1
    while opened and end < len(flow) and not is_of(quotes, opened, flow[end].words):
        end += 1
    closing = find(flow[end].words, quotes, "", opened) if opened and end < len(flow) else Quoted([], False)
    if closing.whole and flow[end].block.kind == passage.block.kind:
        close = min(closing.pairs)
        _mark_pairs(passage, found.pairs)
        _mark_pairs(flow[end], [pair for pair in closing.pairs if pair is not close])
        between = [(one, 0, len(one.words)) for one in flow[nth + 1 : end] if one.words]
        _chain(raw, [(passage, at, len(passage.words)), *between, (flow[end], 0, close[1])], ids)
        return end + 1
    if found.whole or not opened:
        _mark_pairs(passage, found.pairs)
    if not found.whole:
        passage.doubts += ((DECISION, passage.first),)
    return nth + 1


def _mark_pairs(passage: Passage, pairs: Iterable[tuple[int, int]]) -> None:
    passage.found += spans(Element(first, last, "q") for first, last in pairs)


def _mark_lines(raw: RawText, lines: Sequence[Passage], quotes: Quotes, following: str, ids: Ids) -> None:
    """Find the quotations of several lines; one that is longer than a line has a part in each."""
    starts, at = [], 0
    for line in lines:
        starts.append(at)
        at += len(line.words) + 1
    found = find("\n".join(line.words for line in lines), quotes, following)
    if not found.whole:
        lines[0].doubts += ((DECISION, lines[0].first),)
    nth = 0
    for first, last in sorted(found.pairs if not found.left[1] else ()):
        while nth + 1 < len(lines) and starts[nth + 1] <= first:
            nth += 1
        parts, place = [], nth
        while place < len(lines) and starts[place] < last:
            line = lines[place]
            begin, end = max(0, first - starts[place]), min(len(line.words), last - starts[place])
            parts += [(line, begin, end)] if begin < end else []
            place += 1
        _chain(raw, parts, ids)


def _chain(raw: RawText, parts: Sequence[tuple[Passage, int, int]], ids: Ids) -> None:
    if len(parts) == 1:
        line, first, last = parts[0]
        line.found += spans([Element(first, last, "q")])
        return
    names = ["", *(ids.place("q", line.byte_at(raw, first)) for line, first, _ in parts), ""]
    for nth, (line, first, last) in enumerate(parts, 1):
        chained = {ID: names[nth], "next": _to(names[nth + 1]), "prev": _to(names[nth - 1])}
        made = spans([Element(first, last, "q", tuple(chained.items()))])
        line.found += [replace(span, chain=names[1]) for span in made]


def _to(name: str) -> str:
    return f"#{name}" if name else ""
