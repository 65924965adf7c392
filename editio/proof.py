"""Proofs: a text for those who read on paper, with numbered queries.

In go an edition and the name of one of its texts; out comes ``output/proof/<text>.pdf``. Here the stages are asked in
turn: ``encode`` and ``validate`` say what they found, ``suggest`` what it would look at, and ``render`` sets the text
and ties each of these to its line. Nothing else is written that a build would not write as well.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from pathlib import Path

from editio import files, tei
from editio.edition import Edition
from editio.message import Message

LIKELY = 0.5
"""How likely a suggestion is worth a look, at least, where it becomes a query."""

WORDS = 48
"""The characters of a line by which its place is looked for."""

ID = "{http://www.w3.org/XML/1998/namespace}id"

_OFFSET = re.compile(r"[A-Za-z]+?(\d+)")

Query = tuple[str, str, str]
"""The id of the block that a query is about, or nothing; some words of its place, or none; and what is asked."""


def run(edition: Edition, text: str) -> tuple[Path, tuple[Message, ...]]:
    """Make the proof of a text, which is encoded anew; gives its path and the findings of all stages.

    Rejects what a build rejects.
    """
    from editio import encode, validate
    from editio.render import proofs

    raw, document = edition.text_folder(text) / "text.txt", edition.document(text)
    encoded = encode.run(edition, text)
    found = (*encoded, *validate.run(document, edition.ledger(text), raw))
    lines = tuple(_lines(files.read(raw)))
    asked = (*_found(found, raw, document, lines), *_suggested(edition, text, document, lines))
    made, told = proofs.proof(edition, text, asked)
    target = edition.output / "proof" / f"{text}.pdf"
    files.write(target, made)
    return target, (*found, *told)


def _lines(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Give the lines of a raw text, each with the offset of its first byte."""
    at = 0
    for line in data.splitlines(keepends=True):
        yield at, line
        at += len(line)


def _found(
    found: Iterable[Message], raw: Path, document: Path, lines: tuple[tuple[int, bytes], ...]
) -> Iterator[Query]:
    """Give each finding as a query, with the block that its line stands in."""
    blocks, rows = _blocks(document)
    for one in found:
        said = f"{one.code} {one.sentence}{f' ({one.hint})' if one.hint else ''}"
        if Path(one.file) == raw and 0 < one.line <= len(lines):
            at, line = lines[one.line - 1]
            yield _before(blocks, at), line.decode("utf-8", "replace").strip()[:WORDS], said
        elif Path(one.file) == document and one.line:
            yield _before(rows, one.line), "", said
        else:
            place = f"{Path(one.file).name}:{one.line}" if one.line else Path(one.file).name
            yield "", "", f"{place}: {said}"


def _suggested(edition: Edition, text: str, document: Path, lines: tuple[tuple[int, bytes], ...]) -> Iterator[Query]:
    """Give the likely suggestions as queries, in the order of the text."""
    from editio.encode import suggest
    from editio.encode.suggest.suggestion import probability

    made = suggest.run(edition, text)
    blocks, _ = _blocks(document)
    likely = (one for one in made.found if one.code not in suggest.PROPOSALS and probability(one.odds) >= LIKELY)
    for one in sorted(likely, key=lambda one: one.place.first):
        number = bisect_right(made.placed.raw.lines, one.place.first, key=lambda line: line.at)
        words = made.placed.raw.text[one.place.first :].partition("\n")[0][:WORDS]
        yield _before(blocks, lines[min(number, len(lines)) - 1][0]), words, f"{one.code} {one.sentence}"


def _blocks(document: Path) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """Give the ids of a document by the bytes of the raw text where they begin, and by the lines of its own file."""
    root = tei.parse(files.read(document), str(document))
    named = [(one.sourceline or 0, str(one.get(ID))) for one in root.iter() if one.get(ID)]
    offsets = [(int(place[1]), one) for _, one in named if (place := _OFFSET.match(one))]
    return sorted(offsets, key=lambda one: one[0]), sorted(named, key=lambda one: one[0])


def _before(places: list[tuple[int, str]], at: int) -> str:
    """Give the last id that begins at a place or before it."""
    nth = bisect_right(places, at, key=lambda one: one[0])
    return places[nth - 1][1] if nth else ""
