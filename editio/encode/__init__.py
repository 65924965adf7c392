"""encode: a raw text and what editors say of it become a TEI document with a ledger.

In go bytes and three TOML files; out come a document, its ledger, a list of what each entry was tied to, and findings.
The order of the work is the order of the modules: ``reading`` (bytes to lines), ``draft`` and ``rules`` (lines to
blocks), ``notes``, ``facts``, ``stated`` (what is known of the text), ``kinds``, ``apparatus``, ``entries``, ``checks``
(what editors say), ``resolve``, ``claims``, ``placing`` (where it stands), ``lock`` (whether it stood there before),
``passages``, ``editing``, ``interventions``, ``variants``, ``compose`` (both together), ``silencers`` (findings that
are let stand), ``elements``, ``flow``, ``body``, ``divisions``, ``document`` and ``header`` (the tree), ``standoff``,
``rows``, ``ledger``. Essays, and all that is known of persons and the like, become the volume's own document:
``bodies``, ``markdown``, ``essays``, ``volume``.
"""

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from editio import files, tei
from editio.edition import Edition
from editio.encode import (
    authorities,
    document,
    entries,
    essays,
    facts,
    ledger,
    lock,
    notes,
    profiles,
    reading,
    silencers,
    stated,
    volume,
)
from editio.encode.apparatus import Apparatus, Around, Entry
from editio.encode.authority import Authorities
from editio.encode.doubts import doubts
from editio.encode.draft import Block
from editio.encode.elements import Signs
from editio.encode.known import Known
from editio.encode.notes import Anchor
from editio.encode.passages import ELEMENTS
from editio.encode.placing import Placed, place
from editio.encode.reading import RawText
from editio.encode.references import authorities_of
from editio.encode.signs import signs
from editio.encode.stated import Stated
from editio.message import Message, Rejected, reject_if_any
from editio.toml import NOT_XML

SCHEMA = (
    b'<?xml-model href="schema/editio.xsd" type="application/xml" schematypens="http://www.w3.org/2001/XMLSchema"?>\n'
)


@dataclass(frozen=True, slots=True)
class Result:
    """Hold the two files that a text became, and the findings."""

    document: bytes
    ledger: bytes
    messages: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """Hold what people say of one text of an edition, as they wrote it, and every mistake in it."""

    stated: Stated
    editors: Apparatus
    authorities: Authorities
    messages: tuple[Message, ...]


NOTHING = Said(Stated(), Apparatus(), Authorities(), ())
"""What people say of a text that is no part of an edition."""


@contextmanager
def _collecting_later() -> Iterator[None]:
    """Let CPython's collector of cycles rest, in the whole process; afterwards it is as it was before.

    Encoding makes no cycles: all that it leaves goes when nothing refers to it. To look for some costs a quarter of its
    time.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@_collecting_later()
def encode(data: bytes, file: str, profile: str = profiles.AUTO) -> Result:
    """Encode a raw text that nothing else is known of; ``file`` is its name, ``profile`` that of its rules.

    Rejects what is no text (E1xx) and a profile that is not known (E316).
    """
    found = structure(data, file, profile)
    name = NOT_XML.sub("\N{REPLACEMENT CHARACTER}", Path(file).stem) if file != "-" else "text"
    return _encode(found, name, NOTHING, None)


def structure(data: bytes, file: str, profile: str = profiles.AUTO) -> Placed:
    """Find the blocks of a raw text that nothing else is known of, as :func:`encode` does."""
    return placed(reading.read(data, file), NOTHING, None, profile)


@_collecting_later()
def run(edition: Edition, text: str) -> tuple[Message, ...]:
    """Encode one text of an edition into ``tei/``; returns its findings.

    Every mistake in ``header.toml``, ``apparatus.toml`` and those tables of ``authorities.toml`` that the text refers
    to is rejected in one go, and nothing is written then.
    """
    said = gather(edition, text)
    raw = read(edition, text, said)
    found = placed(raw, said, edition)
    before, spoilt = lock.Lock(), tuple[Message, ...]()
    try:
        before = lock.read(edition.lock(text))
    except Rejected as rejected:
        spoilt = rejected.messages
    gone, drift = lock.gone(before, said.editors, edition.date), lock.drift(before, found, text)
    told = (*said.messages, *spoilt, *gone, *drift, *lock.taken(before, found))
    result = _encode(found, text, replace(said, messages=told), edition)
    written = lock.write(found, before, edition.date)
    files.write(edition.document(text), result.document)
    files.write(edition.ledger(text), result.ledger)
    files.write(edition.lock(text), written)
    return result.messages


def run_volume(edition: Edition) -> tuple[Message, ...]:
    """Encode the volume's own document, of the essays and all authorities, into ``tei/``; returns its findings.

    Every mistake in the names and the files of the essays and in ``authorities.toml`` is rejected in one go, then every
    link that leads nowhere, and nothing is written then.
    """
    found = authorities.gather(edition.source / "authorities.toml")
    wrong = [*edition.misnamed, *(message for message in found.mistakes if message.rejects)]
    read_well = []
    for name in edition.essays:
        try:
            read_well.append(essays.read(edition.essay(name), name))
        except Rejected as rejected:
            wrong += rejected.messages
    reject_if_any(wrong)
    root = volume.build(edition, read_well, found)
    files.write(edition.volume, _with_schema(tei.serialise(root)))
    return tuple(volume.idle(edition))


@_collecting_later()
def attempt(edition: Edition, text: str, raw: RawText, said: Said) -> tuple[Message, ...]:
    """Tell what encoding a text would say, if people had said this of it; nothing is written."""
    try:
        return _encode(placed(raw, said, edition), text, said, edition).messages
    except Rejected as rejected:
        return rejected.messages


def accept(edition: Edition, text: str) -> tuple[str, ...]:
    """Tie the entries of a text to the raw text as it is now; returns a line for each that has moved, and a last one.

    Rejects entries that do not stand in it: nothing is written then.
    """
    said = gather(edition, text)
    found = placed(read(edition, text, said), said, edition)
    before = lock.read(edition.lock(text))
    reject_if_any([*said.messages, *lock.gone(before, said.editors, edition.date), *found.messages])
    files.write(edition.lock(text), lock.write(found, before, edition.date))
    moves = lock.moves(before, found)
    return *moves, f"{edition.lock(text)}: {len(moves)} of {len(found.editors.entries)} entries have moved"


def gather(edition: Edition, text: str) -> Said:
    """Read what people say of a text: ``header.toml``, ``apparatus.toml``, ``authorities.toml``."""
    folder = edition.text_folder(text)
    responsible = sorted(edition.responsible)
    try:
        known, messages = stated.read(folder / "header.toml", responsible)
    except Rejected as rejected:
        known, messages = Stated(), list(rejected.messages)
    found = authorities.gather(edition.source / "authorities.toml")
    path = folder / "apparatus.toml"
    editors = Apparatus(file=str(path))
    if path.is_file():
        editors = entries.read(path, Around(tuple(responsible), found, frozenset(edition.documents)))
    named = authorities_of(editors.entries) | {f"person.{known.author}"}
    broken = found.mistakes if found.is_unreadable or not named.isdisjoint(found.broken) else ()
    editors = replace(editors, silencers=(*silencers.of_edition(edition, text), *editors.silencers))
    return Said(known, editors, found, (*messages, *editors.mistakes, *broken))


def read(edition: Edition, text: str, said: Said) -> RawText:
    """Read the raw text of one text of an edition, in the encoding that is stated; all mistakes are told together."""
    path = edition.text_folder(text) / "text.txt"
    try:
        return reading.read(reading.load(path), str(path), said.stated.encoding)
    except Rejected as rejected:
        raise Rejected([*said.messages, *rejected.messages]) from None


def placed(raw: RawText, said: Said, edition: Edition | None, profile: str = "") -> Placed:
    """Find the blocks of a text by the rules of its profile, and the places of what editors say."""
    stating = ("", 0)
    if edition and not profile:
        stating = (str(Path(raw.file).with_name("header.toml")), said.stated.lines.get("profile", 0))
    own = edition.source if edition else None
    choice = profiles.choose(raw, profile or said.stated.profile, own, stating)
    return place(raw, said.editors, choice)


def _encode(found: Placed, name: str, said: Said, edition: Edition | None) -> Result:
    raw, blocks, editors = found.raw, found.blocks, found.editors
    header_path = edition.text_folder(name) / "header.toml" if edition else None
    known = Known(name, raw, facts.gather(raw, blocks), said.stated, edition, said.authorities, editors, found.choice)
    marked, doubled = signs(raw, editors.entries, editors.file)
    tied = notes.pair(raw, blocks, marked, ELEMENTS)
    pairs = {**tied.pairs, **_footnotes(blocks, marked)}
    mistakes = [*said.messages, *found.messages, *doubled]
    made = document.build(known, blocks, Signs(pairs, marked, tied.again, tied.place), mistakes)
    told = [*mistakes, *raw.messages, *tied.messages, *made.messages, *_unstated(known), *doubts(raw, blocks)]
    if header_path:
        told += stated.differences(said.stated, known.facts, header_path, raw.file, known.author_name)
    messages = reject_if_any(silencers.silence(told, editors.silencers, raw, blocks))
    xml = _with_schema(tei.serialise(made.root))
    return Result(xml, ledger.write(raw, made.rows, xml), messages)


def _footnotes(blocks: Sequence[Block], marked: Mapping[Anchor, tuple[Entry, str]]) -> dict[Anchor, Block]:
    """Tie the first anchor of each note of an entry to the first paragraph of its body."""
    bodies = {block.rule: block for block in reversed(blocks) if block.kind == "note"}
    return {
        anchor: bodies[f"#{entry.id}"]
        for anchor, (entry, own) in marked.items()
        if own == entry.id and f"#{entry.id}" in bodies
    }


def _with_schema(xml: bytes) -> bytes:
    declaration, _, rest = xml.partition(b"\n")
    return declaration + b"\n" + SCHEMA + rest


def _unstated(known: Known) -> list[Message]:
    found = [] if known.stated.language else list(known.guess.doubts(known.raw.file))
    if not known.stated.title and not known.facts.title:
        hint = 'state it in header.toml: title = "..."'
        found.append(Message(known.raw.file, 0, "W404", "the text states no title", hint))
    return found


__all__ = ["Result", "Said", "encode", "gather", "placed", "read", "run", "run_volume", "structure"]
