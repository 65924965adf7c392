"""Origin: from which bytes of the raw text each passage came, and what stood there.

In go a TEI document and its ledger (``docs/ledger.md``), which regenerate the raw text; out comes an :class:`Origin`,
of which the bytes of any blocks can be asked by their ids. The raw text itself is not read, and no document is written.
Documents that were made of no raw text have no ledger, and no origin.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from editio import restore
from editio.restore import SPOKEN, WHITE, Ledger, Row

WORDS = frozenset(["text", "norm", *WHITE])
"""Kinds of row whose bytes are words of the text, or the white space between these."""

ADHERENT = frozenset(["mark", "hyph", "bytes"])
"""Kinds of row that belong to the words beside them in a line: to those before them only at the line's end."""

LINE_END = re.compile(r"\r\n?|\n")

UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ufffe\uffff]")
"""Characters that a page cannot hold, or that nobody would see."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Hold some of the raw text, decoded: what the ledger calls it, or an empty kind where it is words."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Hold a range of bytes, ``start`` to ``end`` (half open, from 0), the lines it stands on (from 1), its pieces."""

    start: int
    end: int
    first_line: int
    last_line: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Came:
    """Say where a passage came from: its stretches of the raw text in their order, and how many bytes are no words.

    ``others`` has these by their kind, in the order of the names: several stretches are apart by words of others.
    """

    stretches: tuple[Stretch, ...]
    others: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """Hold the raw text by the rows of its ledger: ``lines`` has for each the line on which it begins.

    ``rows_of`` names the rows of each block and of each sign that became an element, by its id.
    """

    sha256: str
    size: int
    encoding: str
    rows: Sequence[Row]
    words: Sequence[str]
    lines: Sequence[int]
    rows_of: Mapping[str, Sequence[int]]

    def of(self, ids: Iterable[str]) -> Came | None:
        """Say where the passage came from that holds the elements of these ids; of what no byte became, nothing."""
        own = sorted({nth for one in ids for nth in self.rows_of.get(one, ())})
        if not own:
            return None
        ranges = [self._widened(first, last) for first, last in self._ranges(own)]
        sizes: Counter[str] = Counter()
        for first, last in ranges:
            for row in self.rows[first : last + 1]:
                sizes[row.kind] += row.end - row.start
        others = tuple(sorted((kind, size) for kind, size in sizes.items() if kind not in WORDS))
        return Came(tuple(self._stretch(first, last) for first, last in ranges), others)

    def _ranges(self, own: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Join rows between which no words of others stand."""
        first = last = own[0]
        for nth in own[1:]:
            if any(row.kind in SPOKEN for row in self.rows[last + 1 : nth]):
                yield first, last
                first = nth
            last = nth
        yield first, last

    def _widened(self, first: int, last: int) -> tuple[int, int]:
        """Take in the signs before the first words of a line, and those after the last."""
        before, after = first, last
        while before and self.rows[before - 1].kind in ADHERENT:
            before -= 1
        while after + 1 < len(self.rows) and self.rows[after + 1].kind in ADHERENT:
            after += 1
        begins = not before or self.rows[before - 1].kind not in SPOKEN
        ends = after + 1 == len(self.rows) or self.rows[after + 1].kind not in SPOKEN
        return before if begins else first, after if ends else last

    def _stretch(self, first: int, last: int) -> Stretch:
        found: list[tuple[str, list[str]]] = []
        for row, words in zip(self.rows[first : last + 1], self.words[first : last + 1], strict=True):
            kind = "" if row.kind in WORDS else row.kind
            if not found or found[-1][0] != kind:
                found.append((kind, []))
            found[-1][1].append(_numbers(row.literal) if kind == "bytes" else words)
        pieces = tuple(Piece(kind, _visible("".join(words))) for kind, words in found)
        until = self.lines[last] + _ends(self.words[last])
        return Stretch(self.rows[first].start, self.rows[last].end, self.lines[first], until, pieces)


def read(document: etree._Element, ledger: Ledger, file: str) -> Origin:
    """Read where the words of a document came from; ``file`` names it in messages.

    Rejects a document that does not give the bytes which its ledger tells of, as :func:`editio.restore.restore` does.
    """
    restore.restore(document, ledger, file)
    blocks = frozenset(row.block for row in ledger.rows if row.kind in SPOKEN)
    views, _ = restore.source_views(document, blocks, file)
    decoded = restore.readings(ledger)
    words: list[str] = []
    lines: list[int] = []
    rows_of: dict[str, list[int]] = {}
    line = 1
    for nth, row in enumerate(ledger.rows):
        said = views[row.block][row.at : row.to] if row.kind == "text" else decoded[row.line]
        words.append(said)
        lines.append(line)
        line += _ends(said)
        if row.block:
            rows_of.setdefault(row.block, []).append(nth)
    return Origin(
        ledger.head["raw sha256"], int(ledger.head["raw bytes"]), ledger.head["encoding"], ledger.rows, words, lines,
        rows_of,
    )  # fmt: skip


def _ends(words: str) -> int:
    """Count the ends of lines."""
    return words.count("\n") + words.count("\r") - words.count("\r\n")


def _numbers(literal: bytes) -> str:
    return "".join(f"\\x{byte:02x}" for byte in literal)


def _visible(words: str) -> str:
    """Write what stood there so that it is seen: characters without a shape as numbers, the ends of lines as one."""
    return UNSEEN.sub(_number, LINE_END.sub("\n", words) if "\r" in words else words)


def _number(match: re.Match[str]) -> str:
    code = ord(match.group())
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def of_file(document: etree._Element, ledger: bytes | None, file: str) -> Origin | None:
    """Read the origin of a document by the bytes of its ledger, if it has one."""
    return read(document, restore.read(ledger, f"{file.removesuffix('.xml')}.ledger.tsv"), file) if ledger else None
