"""Compare: a page on which reading and source text stand side by side, passage by passage.

In go both views of a text as they are settled for their own pages, and where its bytes came from, if that is known; out
come pages with their rows, written by the sheet: a long text is cut as its reading text is. With each passage stand the
ways to both texts, the bytes of the raw text that it came from, and how it is cited. What a page looks like is said by
``compare.html.j2``.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from types import MappingProxyType, SimpleNamespace
from typing import Any

from markupsafe import Markup

from editio.render.citation import Cited, Piece
from editio.render.citing import entries, place, shown
from editio.render.document import Content, Document, Node, nodes, plain
from editio.render.hypertext import COMPARE, INDEX, SOURCE, attributes
from editio.render.origin import Came, Origin, Stretch
from editio.render.passages import Pair, numbered, of_notes, pairs
from editio.render.ranges import shortened
from editio.render.settle import Settled
from editio.render.sheet import Sheet, Write

CUT = "source-"
"""What the pages of the source text begin with, where it is cut as the reading text is."""


@dataclass(frozen=True, slots=True)
class Side:
    """Hold one view: its document as it is settled for its own pages, and what else macros ask for."""

    document: Document
    settled: Settled
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Told:
    """Hold where words came from: which bytes and lines, in words of the interface, and what stood there."""

    where: str
    pieces: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """Hold a passage as it is shown: what it is called, where it stands in either view, and its words in both.

    What is not there is empty: a view that does not have it, where its bytes came from, which of them are no words,
    how it is cited.
    """

    id: str
    label: str
    reading_href: str
    source_href: str
    reading: Markup
    source: Markup
    is_same: bool
    came: tuple[Told, ...]
    others: str
    cited: Markup


@dataclass(frozen=True, slots=True)
class Leaf:
    """Hold one page: its file, what it is called (the first has no name), its passages, and the notes in them.

    ``reading`` and ``source`` are the pages on which these stand by themselves.
    """

    file: str
    title: str
    reading: str
    source: str
    rows: tuple[Row, ...]
    notes: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class _Writers:
    """Write the reading text, the source text where it stands ``alone``, and where it stands ``beside`` the other."""

    reading: Write
    alone: Write
    beside: Write


def leaves(
    sheet: Sheet, reading: Side, source: Side, origin: Origin | None, cited: Cited, folder: str
) -> tuple[Leaf, ...]:
    """Give the pages: each has the passages that one page of the reading text has, or those beside them.

    ``folder`` is the address below which the pages of the text will stand, or empty.
    """
    both = pairs(reading.document.content, source.document.content)
    notes = of_notes(reading.document.notes, source.document.notes)
    write = _Writers(
        writer(sheet, reading, keeps_ids=True),
        writer(sheet, source, keeps_ids=True),
        writer(sheet, source, keeps_ids=False),
    )
    entry = entries(sheet.words, cited, folder)
    make = partial(_rows, reading, source, write, origin, entry, bool(folder), sheet.words)
    of_source = frozenset(source.settled.files.values())
    of_text, of_note = _by_file(both, reading), _by_file(notes, reading)
    return tuple(
        Leaf(
            compared(file),
            "" if file == INDEX else _title(of_text.get(file, ())),
            file,
            SOURCE if file == INDEX or f"{CUT}{file}" not in of_source else f"{CUT}{file}",
            tuple(make(of_text.get(file, ()))),
            tuple(make(of_note.get(file, ()))),
        )
        for file in dict.fromkeys((INDEX, *of_text, *of_note))
    )


def compared(file: str) -> str:
    """Give the page that compares what stands on a page of either view; on it no other is called so."""
    file = INDEX if file == SOURCE else file.removeprefix(CUT)
    return COMPARE if file == INDEX else f"compare-{file}"


def _by_file(both: Sequence[Pair], reading: Side) -> Mapping[str, list[Pair]]:
    """Part pairs by the page of the reading text; what is not in that, or has no id, stays with what is before it."""
    found: dict[str, list[Pair]] = {}
    file = INDEX
    for pair in both:
        if pair.reading and pair.id in reading.settled.files:
            file = reading.settled.files[pair.id]
        found.setdefault(file, []).append(pair)
    return found


def _title(both: Sequence[Pair]) -> str:
    """Give the words of the first heading, or the first words at all."""
    every = [node for pair in both for node in nodes(pair.reading or pair.source)]
    headings = (plain(node.content) for node in every if node.behaviour == "heading")
    return next(filter(None, headings), "") or shortened(
        next((plain(pair.reading or pair.source) for pair in both), "")
    )


def _rows(
    reading: Side,
    source: Side,
    write: _Writers,
    origin: Origin | None,
    entry: tuple[tuple[Piece, ...], tuple[Piece, ...]],
    has_address: bool,
    words: Any,
    both: Sequence[Pair],
) -> Iterator[Row]:
    for pair in both:
        came = origin.of(pair.ids) if origin else None
        side = reading if pair.reading else source
        number = "–".join(map(str, numbered(pair, reading.settled.numbers)))
        at = place(side.settled.files.get(pair.id, ""), pair.id)
        leads = pair.id and not _is_break(pair)
        is_cited = leads and (number or has_address)
        yield Row(
            pair.id,
            _label(words, side.settled, pair, number),
            reading.settled.href(pair.id) if leads and pair.reading else "",
            source.settled.href(pair.id) if leads and pair.source else "",
            _block(write.reading, pair.reading),
            _block(write.beside if pair.reading else write.alone, pair.source),
            pair.is_same,
            tuple(_told(words, one) for one in came.stretches) if came else (),
            _others(words, came) if came else "",
            shown(entry[0] if number else entry[1], number, at) if is_cited else Markup(""),
        )


def _told(words: Any, stretch: Stretch) -> Told:
    first, last = stretch.first_line, stretch.last_line
    size = _bytes(words, stretch.end - stretch.start)
    where = words.compare["range"].format(first=stretch.start, last=stretch.end - 1, size=size)
    lines = words.compare["lines"]["one" if first == last else "several"].format(first=first, last=last)
    return Told(f"{where}, {lines}", tuple((piece.kind, piece.words) for piece in stretch.pieces))


def _others(words: Any, came: Came) -> str:
    """Say which bytes are no words."""
    said = (words.compare["kinds"][kind].format(_bytes(words, size)) for kind, size in came.others)
    return str(words.compare["others"].format(words.semicolon.join(said))) if came.others else ""


def _bytes(words: Any, size: int) -> str:
    one, several = words.units["byte"]
    return str(one if size == 1 else several.format(size))


def _is_break(pair: Pair) -> bool:
    """Tell whether a passage is none, but what stands between two."""
    last = (*pair.reading, *pair.source)[-1:]
    return any(isinstance(part, Node) and part.behaviour == "milestone" for part in last)


def _block(write: Write, content: Content) -> Markup:
    return Markup(write(content)) if content else Markup("")


def writer(sheet: Sheet, side: Side, *, keeps_ids: bool, here: str = COMPARE) -> Write:
    """Give what writes one side: an id stands once on a page, and the page has a heading of the first level itself."""
    levels = {own_id: level for own_id, level in side.settled.levels.items() if level > 1}
    settled = replace(side.settled, levels=MappingProxyType(levels))
    view = sheet.words.source_view if side.document.view == "source" else sheet.words.reading_view
    words = SimpleNamespace(**{**vars(sheet.words), "table": f"{sheet.words.table} ({view})"})  # no two called alike
    values = {**side.values, "document": side.document, "settled": settled, "here": here, "words": words}
    if not keeps_ids:
        bare = replace(settled, numbers=MappingProxyType({}))
        values |= {"settled": bare, "attributes": _without_id, "id_of": _no_id}
    return sheet.writer(**values)


def _without_id(node: Any, *classes: str, kind: str = "") -> Markup:
    return attributes(replace(node, id=""), *classes, kind=kind)


def _no_id(_own_id: str) -> Markup:
    return Markup("")


def _label(words: Any, settled: Settled, pair: Pair, number: str) -> str:
    if number:
        return f"{words.paragraph} {number}"
    kind, label = settled.place(pair.id) if pair.id else ("passage", "")
    said = str(words.places.get(kind, kind))
    return f"{said[:1].upper()}{said[1:]} {label}".rstrip()
