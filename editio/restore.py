"""The raw bytes again, from a TEI document and its ledger.

In go the two files; out come the bytes that were encoded, or a refusal: a document whose words were changed by one
character does not give them. This module shares nothing with the encoder and needs nothing but an XML parser, so that
it can travel with an archive copy. The format is told in ``docs/ledger.md``.
"""

import codecs
import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from editio import tei
from editio.message import Message, Rejected

EDITORS_WORDS = frozenset(["corr", "reg", "expan", "ex", "supplied", "witDetail", "index"])
"""Elements whose words did not stand in the raw text."""

READINGS = (tei.tag("lem"), tei.tag("rdg"))
"""What an apparatus entry offers: one reading at most stood in the raw text."""

OWN_TEXT = "#source.digital"
"""What the witness points at that is the raw text itself."""

SPOKEN = frozenset(["text", "norm", "sp"])
"""Kinds of row that stand for words of the document."""

CITING = frozenset(["norm", "mark", "hyph", "furniture", "boilerplate", "header", "bytes"])
"""Kinds of row that must name the decision they are owed to."""

LITERAL = re.compile(rb"\\(?:x([0-9a-f]{2})|(.))")
LETTERS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"\\": b"\\"}


@dataclass(frozen=True, slots=True)
class Row:
    """Hold a row: bytes ``start`` to ``end`` of the raw text, code points ``at`` to ``to`` of a block's source view."""

    line: int
    start: int
    end: int
    kind: str
    block: str
    at: int
    to: int
    literal: bytes
    decision: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """Hold a ledger: its head by name, its rows in the order of bytes."""

    file: str
    head: Mapping[str, str]
    rows: tuple[Row, ...]


def read(data: bytes, file: str) -> Ledger:
    """Read a ledger; what is no ledger is rejected (E601)."""
    head: dict[str, str] = {}
    rows = []
    line = 0
    try:
        for line, text in enumerate(data.decode().removesuffix("\n").split("\n"), 1):
            if text.startswith("# "):
                name, _, value = text[2:].partition("\t")
                head[name] = value
            elif not text.startswith("start\t"):
                rows.append(_row(line, text))
        for name in ("raw sha256", "raw bytes", "encoding"):
            if name not in head:
                raise ValueError(f"the head does not state '{name}'")
        "".encode(head["encoding"])
    except (ValueError, LookupError) as error:
        raise Rejected([Message(file, line, "E601", f"no ledger: {error}")]) from None
    return Ledger(file, head, tuple(rows))


def _row(line: int, text: str) -> Row:
    start, end, kind, block, at, to, literal, decision = text.split("\t")
    if kind in CITING and not decision:
        raise ValueError(f"a row of kind {kind} names no decision")
    words = LITERAL.sub(_literal, literal.encode())
    return Row(line, int(start), int(end), kind, block, int(at or 0), int(to or 0), words, decision)


def _literal(match: re.Match[bytes]) -> bytes:
    code, letter = match.groups()
    return bytes.fromhex(code.decode()) if code else LETTERS[letter]


def source_views(document: etree._Element, blocks: frozenset[str], file: str) -> tuple[dict[str, str], str]:
    """Give the source view of each block by its id, and the words of the text that stand in no block.

    A block nested in another, such as a note, is an address space of its own. Rejects a document that is nested
    beyond :data:`editio.tei.DEEPEST` (E513).
    """
    views: dict[str, list[str]] = {block: [] for block in blocks}
    outside: list[str] = []
    others = frozenset(_readings_of_others(document))

    def gather(element: etree._Element, into: list[str], depth: int) -> None:
        if depth > tei.DEEPEST:
            raise Rejected([Message(file, element.sourceline or 0, "E513", "the document is nested too deeply")])
        for part in tei.content(element):
            if isinstance(part, str):
                into.append(part)
            elif tei.local(part) not in EDITORS_WORDS and part not in others and not _is_editorial(part):
                gather(part, views.get(part.get(tei.ID, ""), into), depth + 1)

    for text in tei.find_all(document, "text"):
        gather(text, outside, 0)
    return {block: "".join(parts) for block, parts in views.items()}, "".join(outside)


def _readings_of_others(document: etree._Element) -> Iterator[etree._Element]:
    """Give the readings that did not stand in the raw text: of each entry all but that of its own witness.

    An entry in which no reading names that witness, as in a document that declares none, has its lemma there.
    """
    witnesses = document.iter(tei.tag("witness"))
    own = {f"#{one.get(tei.ID)}" for one in witnesses if one.get(tei.ID) and one.get("corresp") == OWN_TEXT}
    for entry in document.iter(tei.tag("app")):
        readings = [one for one in entry.iter(*READINGS) if next(one.iterancestors(tei.tag("app"))) is entry]
        named = [one for one in readings if not own.isdisjoint(one.get("wit", "").split())]
        taken = named or [one for one in readings if tei.local(one) == "lem"]
        yield from (one for one in readings if one not in taken[:1])


def _is_editorial(element: etree._Element) -> bool:
    return tei.local(element) == "note" and element.get("type") == "editorial"


def restore(document: etree._Element, ledger: Ledger, file: str) -> bytes:
    """Regenerate the raw bytes; ``file`` names the document in messages.

    Rejects a ledger with holes (E601), a document that does not give the bytes (E602), and one that has words of the
    text without a place in them (E603). The ledger's hash of the TEI file is not looked at.
    """
    spoken = frozenset(row.block for row in ledger.rows if row.kind in SPOKEN)
    views, outside = source_views(document, spoken, file)
    data = _regenerate(views, ledger, file)
    unplaced = [f"at the end of {block}: '{view[:40]}'" for block, view in views.items() if view]
    if outside.strip():
        unplaced.append(f"outside every block: '{outside.strip()[:40]}'")
    if unplaced:
        raise Rejected(Message(file, 0, "E603", f"words without a place in the raw bytes {u}") for u in unplaced)
    if hashlib.sha256(data).hexdigest() != ledger.head["raw sha256"]:
        hint = "a word of the document was changed after it was encoded; encode the raw text again"
        raise Rejected([Message(file, 0, "E602", "document and ledger do not give the raw bytes", hint)])
    return data


def _regenerate(views: dict[str, str], ledger: Ledger, file: str) -> bytes:
    """Follow the rows; what they use up of the views is taken out of them, so that the rest can be seen."""
    raw: list[bytes] = []
    spelt = readings(ledger) if any(row.kind == "norm" for row in ledger.rows) else {}
    reached = 0
    used = dict.fromkeys(views, 0)
    for row in ledger.rows:
        if row.start != reached:
            raise Rejected([Message(ledger.file, row.line, "E601", f"byte {reached} is in no row, or in two")])
        reached = row.end
        if row.kind not in SPOKEN:
            raw.append(row.literal)
            continue
        if used[row.block] != row.at:
            raise Rejected([Message(ledger.file, row.line, "E601", f"the rows of {row.block} leave a gap")])
        used[row.block] = row.to
        words = views[row.block][row.at : row.to]
        if row.kind == "text":
            raw.append(words.encode(ledger.head["encoding"], "replace"))
            continue
        stood = " " if row.kind == "sp" else spelt[row.line]
        if words != stood:
            sentence = f"{row.block} has '{words[:40]}' where the raw text has '{stood[:40]}' (byte {row.start})"
            raise Rejected([Message(file, 0, "E602", sentence)])
        raw.append(row.literal)
    for block, end in used.items():
        views[block] = views[block][end:]
    return b"".join(raw)


def readings(ledger: Ledger) -> dict[int, str]:
    """Read the bytes that each row holds, in the ledger's encoding: the row's line -> the characters.

    They are read in their order, since in some encodings what a byte is depends on what stood before. The rows of words
    hold no bytes, and those of the kind ``text`` stand where nothing does.
    """
    decoder = codecs.getincrementaldecoder(ledger.head["encoding"])("replace")
    found = {}
    for row in ledger.rows:
        found[row.line] = decoder.decode(row.literal, row.kind == "bytes")
    return found


def budget(ledger: Ledger, name: str) -> str:
    """Say how the bytes are shared out among the kinds of row, the greatest share first."""
    shares: Counter[str] = Counter()
    for row in ledger.rows:
        shares[WHITE.get(row.kind, row.kind)] += row.end - row.start
    total = sum(shares.values())
    ordered = sorted(shares.items(), key=lambda share: (-share[1], share[0]))
    return f"{name}: " + ", ".join(f"{100 * size / total:.1f} % {kind}" for kind, size in ordered)


WHITE = {"eol": "white space", "ws": "white space", "sp": "white space"}
"""Kinds of row that hold white space alone."""
