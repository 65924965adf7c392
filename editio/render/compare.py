"""Compare: a page on which reading and source text stand side by side, passage by passage.

In go both views of a text as they are settled for their own pages, and where its bytes came from, if that is known; out
come the rows of the page, written by the sheet. With each passage stand the ways to both pages, the bytes of the raw
text that it came from, and how it is cited. What it looks like is said by ``compare.html.j2``.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from types import MappingProxyType
from typing import Any

from markupsafe import Markup

from editio.render.citation import Cited, Piece
from editio.render.citing import entries, place, shown
from editio.render.document import Content, Document, Node
from editio.render.hypertext import COMPARE, attributes
from editio.render.origin import Came, Origin
from editio.render.passages import Pair, numbered, of_notes, pairs
from editio.render.settle import Settled
from editio.render.sheet import Sheet, Write


@dataclass(frozen=True, slots=True)
class Side:
    """Hold one view: its document as it is settled for its own pages, and what else macros ask for."""

    document: Document
    settled: Settled
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Row:
    """Hold a passage as it is shown: what it is called, where it stands in either view, and its words in both.

    What is not there is empty: a view that does not have it, where its bytes came from, how it is cited.
    """

    id: str
    label: str
    reading_href: str
    source_href: str
    reading: Markup
    source: Markup
    is_same: bool
    came: Came | None
    cited: Markup


def rows(
    sheet: Sheet, reading: Side, source: Side, origin: Origin | None, cited: Cited, folder: str
) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """Give the passages of the text, and the notes that are in both views.

    ``folder`` is the address below which the pages of the text will stand, or empty.
    """
    both = pairs(reading.document.content, source.document.content)
    notes = of_notes(reading.document.notes, source.document.notes)
    make = partial(_rows, sheet, reading, source, origin, entries(sheet.words, cited, folder), bool(folder))
    return tuple(make(both)), tuple(make(notes))


def _rows(
    sheet: Sheet,
    reading: Side,
    source: Side,
    origin: Origin | None,
    entry: tuple[tuple[Piece, ...], tuple[Piece, ...]],
    has_address: bool,
    both: Sequence[Pair],
) -> Iterator[Row]:
    written = writer(sheet, reading, keeps_ids=True)
    alone = writer(sheet, source, keeps_ids=True)
    beside = writer(sheet, source, keeps_ids=False)
    for pair in both:
        side = reading if pair.reading else source
        number = "–".join(map(str, numbered(pair, reading.settled.numbers)))
        at = place(side.settled.files.get(pair.id, ""), pair.id)
        leads = pair.id and not _is_break(pair)
        is_cited = leads and (number or has_address)
        yield Row(
            pair.id,
            _label(sheet.words, side.settled, pair, number),
            reading.settled.href(pair.id) if leads and pair.reading else "",
            source.settled.href(pair.id) if leads and pair.source else "",
            _block(written, pair.reading),
            _block(beside if pair.reading else alone, pair.source),
            pair.is_same,
            origin.of(pair.ids) if origin else None,
            shown(entry[0] if number else entry[1], number, at) if is_cited else Markup(""),
        )


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
    values = {**side.values, "document": side.document, "settled": settled, "here": here}
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
