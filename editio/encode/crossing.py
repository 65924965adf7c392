"""Entries that stand in one another as TEI does not let them: they cross, say the same, or have no place there.

In go the spans of one block, or of the whole blocks of a text; out comes a message for each pair (E206) and for each
span that stands where its element cannot (E218). Nothing is put right here.
"""

from collections.abc import Iterator, Mapping, Sequence

from editio.encode.apparatus import Entry
from editio.encode.compose import Span
from editio.encode.kinds import RANKS
from editio.message import Message

NO_PLACE_FOR = {
    "cite": frozenset(
        """
        author date dateline event expand foreign gloss language mentioned organisation person place reference soCalled
        term
        """.split()
    ),
    "quote": frozenset(["cite", "date", "dateline", "imprint"]),
    "said": frozenset(["cite", "date", "dateline"]),
}
"""What an entry does -> in what, of entries and of blocks, its element cannot stand directly (the schema says so)."""

INNERMOST = len(RANKS)
"""The rank of the locator of a citation, which stands within all that editors say of its words."""


def crossing(spans: Sequence[Span], entries: Mapping[str, Entry], block: str, file: str) -> Iterator[Message]:
    """Report spans of one block that cross (E206), say the same (E206), or stand where TEI has no place (E218)."""
    ordered = sorted(spans, key=lambda span: (span.first, -span.last, span.rank, span.owner))
    around: list[Span] = []
    for span in ordered:
        while around and around[-1].last <= span.first:
            around.pop()
        if span.rank == INNERMOST:
            yield from _misplaced_locator(span, around, entries, file)
        else:
            for outer in around:
                yield from _clash(outer, span, entries, file)
            yield from _misplaced(span, around, entries, block, file)
        around.append(span)


def _misplaced(
    span: Span, around: Sequence[Span], entries: Mapping[str, Entry], block: str, file: str
) -> Iterator[Message]:
    entry = entries[span.owner]
    parent = entries[around[-1].owner].do if around else block
    if parent in NO_PLACE_FOR.get(entry.do, ()):
        where = f"'{around[-1].owner}' ({parent})" if around else f"a block of the kind '{parent}'"
        sentence = f"'{span.owner}' ({entry.do}) stands in {where}, where TEI has no place for it"
        yield Message(file, entry.line, "E218", sentence, "let it hold the other, or mark other words")


def _misplaced_locator(
    span: Span, around: Sequence[Span], entries: Mapping[str, Entry], file: str
) -> Iterator[Message]:
    if around and around[-1].owner != span.owner:
        entry = entries[span.owner]
        sentence = f"the locator of '{span.owner}' stands in '{around[-1].owner}', where TEI has no place for it"
        yield Message(
            file, entry.lines["locator"], "E218", sentence, "mark in the other entry the locator alone, or not"
        )


def _clash(outer: Span, inner: Span, entries: Mapping[str, Entry], file: str) -> Iterator[Message]:
    line = entries[outer.owner].line
    a, b = f"'{outer.owner}'", f"'{inner.owner}' (line {entries[inner.owner].line})"
    if inner.last > outer.last:
        hint = "let one hold the other, or split one of them"
        yield Message(file, line, "E206", f"{a} and {b} cross: neither holds the other", hint)
    elif (inner.first, inner.last, inner.rank) == (outer.first, outer.last, outer.rank):
        hint = "delete one of them"
        if "alternative" in entries[inner.owner].kind.tables:
            hint += ", or make it an [[entry.alternative]] of the other"
        yield Message(file, line, "E206", f"{a} and {b} say the same of the same words", hint)
