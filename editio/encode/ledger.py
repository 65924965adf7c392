"""The ledger: which bytes of the raw text became what.

In go the runs of every block and the lines that went elsewhere; out comes the ledger as TSV. How it is read again, and
the raw bytes with it, is told by :mod:`editio.restore`, which shares nothing with this module; ``docs/ledger.md`` is
what both keep to.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from editio.encode.reading import BLANKS, WHITE, RawText

VERSION = 1
ESCAPES = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
ESCAPED = re.compile(r"[\\\x00-\x1f\x7f-\x9f\u2028\u2029\udc80-\udcff\ufeff]")


class Row(NamedTuple):
    """Hold one row: the bytes ``start`` to ``end`` and what they are. There are as many as runs: so it is a tuple.

    ``block`` is the id of a block or of what the bytes became, ``at`` and ``to`` the code points of the block's
    source view (half open), ``decision`` the id of the paragraph of the ``editorialDecl`` or of the apparatus entry
    that the row is owed to.
    """

    start: int
    end: int
    kind: str
    block: str = ""
    at: int = 0
    to: int = 0
    decision: str = ""


@dataclass(frozen=True, slots=True)
class Entered:
    """Hold rows as the lines of the ledger, in the order of their bytes, and the decisions that they are owed to."""

    lines: tuple[str, ...]
    decisions: frozenset[str]


def enter(raw: RawText, rows: Iterable[Row]) -> Entered:
    """Write rows as lines, each as it comes: so the rows of a long text are never held together.

    Rows may come in any order; white space that none of them holds is added. Every byte is in exactly one row
    afterwards, or an :class:`AssertionError` tells that the encoder is at fault.
    """
    decisions: set[str] = set()
    written: list[tuple[int, int, str]] = []
    is_exact = raw.offsets.is_exact
    for row in rows:
        decisions.add(row.decision)
        written.append((row.start, row.end, _line(raw, row if is_exact else _by_its_bytes(raw, row))))
    return Entered(tuple(_filled(raw, written)), frozenset(decisions))


def write(raw: RawText, entered: Entered, document: bytes) -> bytes:
    """Give the ledger file: a head of ``# name<TAB>value`` lines, a line of column names, a line a row."""
    head = {
        "editio ledger": str(VERSION),
        "raw sha256": hashlib.sha256(raw.data).hexdigest(),
        "raw bytes": str(len(raw.data)),
        "encoding": raw.encoding,
        "tei sha256": hashlib.sha256(document).hexdigest(),
    }
    first = [f"# {name}\t{value}" for name, value in head.items()]
    names = "start\tend\tkind\tblock\tfrom\tto\tliteral\tdecision"
    return ("\n".join([*first, names, *entered.lines]) + "\n").encode()


def _line(raw: RawText, row: Row) -> str:
    start, end, kind, block, at, to, decision = row
    literal = "" if kind == "text" else _escape(raw.data[start:end])
    place = f"{at}\t{to}" if to > at else "\t"
    return f"{start}\t{end}\t{kind}\t{block}\t{place}\t{literal}\t{decision}"


def _filled(raw: RawText, written: Iterable[tuple[int, int, str]]) -> Iterator[str]:
    """Sort the lines of rows, each with its bytes, and put one of white space into each gap between them."""
    reached = 0
    for start, end, line in sorted(written, key=itemgetter(0, 1)):
        if reached < start:
            yield _line(raw, _gap(raw, reached, start))
        elif start < reached:
            raise AssertionError(f"two rows hold byte {start} of {raw.file}")
        yield line
        reached = end
    if reached < len(raw.data):
        yield _line(raw, _gap(raw, reached, len(raw.data)))


def _gap(raw: RawText, start: int, end: int) -> Row:
    between = raw.characters(start, end)
    if between.strip(WHITE):
        raise AssertionError(f"no row holds the bytes {start} to {end} of {raw.file}: {between[:40]!r}")
    return Row(start, end, "eol" if between.strip(BLANKS) else "ws")


def _by_its_bytes(raw: RawText, row: Row) -> Row:
    """Call words ``norm`` that encoding them again would not give the bytes of."""
    if row.kind == "text" and not raw.gives_again(row.start, row.end):
        return row._replace(kind="norm", decision="editorial.encoding")
    return row


@lru_cache(maxsize=1024)
def _escape(literal: bytes) -> str:
    """Write bytes as one cell of the table; cached, since most of them are one of few line ends."""
    return ESCAPED.sub(_escape_one, literal.decode("utf-8", "surrogateescape"))


def _escape_one(match: re.Match[str]) -> str:
    character = match.group()
    if character in ESCAPES:
        return ESCAPES[character]
    return "".join(f"\\x{byte:02x}" for byte in character.encode("utf-8", "surrogateescape"))
