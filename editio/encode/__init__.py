"""encode: a raw text and what editors say of it become a TEI document with a ledger.

In go bytes and three TOML files; out come a document, its ledger, and findings. The order of the work is the order of
the modules: ``reading`` (bytes to lines), ``draft`` and ``rules`` (lines to blocks), ``notes``, ``facts``, ``stated``
(what is known of the text), ``apparatus`` and ``selectors`` (what editors say), ``passages``, ``compose`` and
``interventions`` (both together), ``silencers`` (findings that are let stand), ``document`` and ``header`` (the tree),
``ledger``.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from editio import files, tei
from editio.edition import Edition
from editio.encode import apparatus, authorities, document, facts, ledger, notes, reading, silencers, stated
from editio.encode.apparatus import Apparatus, Entry
from editio.encode.authorities import Person
from editio.encode.catalogue import BARE_RANK
from editio.encode.draft import Block, classify
from editio.encode.known import Known
from editio.encode.reading import Line, RawText
from editio.encode.rules import RULES
from editio.encode.selectors import Finder
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


def encode(data: bytes, file: str) -> Result:
    """Encode a raw text that nothing else is known of; ``file`` is its name."""
    raw = reading.read(data, file)
    name = NOT_XML.sub("\N{REPLACEMENT CHARACTER}", Path(file).stem) if file != "-" else "text"
    return _encode(raw, name, Stated(), Apparatus(), None, {}, [])


def run(edition: Edition, text: str) -> tuple[Message, ...]:
    """Encode one text of an edition into ``tei/``; returns its findings.

    Every mistake in ``header.toml`` and ``apparatus.toml`` is rejected in one go, and nothing is written then.
    """
    folder = edition.text_folder(text)
    raw_path, header_path, entries_path = (folder / name for name in ("text.txt", "header.toml", "apparatus.toml"))
    persons = authorities.read(edition.source / "authorities.toml")
    responsible = sorted(edition.responsible)
    known, messages = stated.read(header_path, responsible)
    raw = reading.read(files.read(raw_path), str(raw_path), known.encoding)
    said = Apparatus()
    if entries_path.is_file():
        said = apparatus.read(entries_path, Finder(raw), frozenset(responsible))
        messages += (*said.mistakes, *_unknown_persons(said.entries, persons, entries_path))
    said = replace(said, silencers=(*silencers.of_edition(edition, text), *said.silencers))
    reject_if_any(messages)
    result = _encode(raw, text, known, said, edition, persons, messages, header_path, entries_path)
    files.write(edition.document(text), result.document)
    files.write(edition.ledger(text), result.ledger)
    return result.messages


def _encode(
    raw: RawText,
    name: str,
    said: Stated,
    editors: Apparatus,
    edition: Edition | None,
    persons: Mapping[str, Person],
    messages: Sequence[Message],
    header_path: Path | None = None,
    entries_path: Path | None = None,
) -> Result:
    file = str(entries_path or "")
    blocks = classify(raw, RULES, _claims(raw, editors.entries, file))
    pairs, untied = notes.pair(raw, blocks)
    known = Known(name, raw, facts.gather(raw, blocks), said, edition, persons)
    made = document.build(known, blocks, pairs, editors.entries, file, editors.silencers)
    found = [*messages, *raw.messages, *untied, *_unstated(known), *_unsure(raw, blocks)]
    if header_path:
        found += stated.differences(said, known.facts, header_path, raw.file, known.author_name)
    found_all = reject_if_any(silencers.silence(found, editors.silencers, raw, blocks))
    xml = _with_schema(tei.serialise(made.root))
    return Result(xml, ledger.write(raw, made.rows, xml), found_all)


def _with_schema(xml: bytes) -> bytes:
    declaration, _, rest = xml.partition(b"\n")
    return declaration + b"\n" + SCHEMA + rest


def _claims(raw: RawText, entries: Sequence[Entry], file: str) -> list[Block]:
    """Make blocks of the entries that say what whole lines are; rejects two that speak of one line (E206)."""
    claims: list[Block] = []
    speaker: dict[int, Entry] = {}
    for entry in entries:
        if entry.kind.marks != ("lines",):
            continue
        first = max(0, bisect_right(raw.lines, entry.place.first, key=_start) - 1)
        last = bisect_left(raw.lines, entry.place.last, key=_start)
        lines = [index for index in range(first, last) if not raw.lines[index].is_blank]
        for line in lines:
            other = speaker.setdefault(line, entry)
            if other is not entry:
                sentence = f"'{other.id}' and '{entry.id}' (line {entry.line}) say what one line is"
                raise Rejected([Message(file, other.line, "E206", sentence, "delete one of them")])
        if entry.do == "furniture":
            claims += [Block("furniture", index, index + 1, f"#{entry.id}") for index in lines]
        elif lines:
            level = int(entry.values["level"] or BARE_RANK)
            kind = "head" if level else "p"
            claims.append(Block(kind, lines[0], lines[-1] + 1, f"#{entry.id}", level=level))
    return claims


def _start(line: Line) -> int:
    return line.at


def _unknown_persons(entries: Sequence[Entry], persons: Mapping[str, Person], path: Path) -> list[Message]:
    return [
        Message(str(path), entry.line, "E305", f"no [person.{key}] stands in authorities.toml", "add it there")
        for entry in entries
        if entry.do == "person" and (key := entry.values["ref"]) not in persons
    ]


def _unsure(raw: RawText, blocks: Sequence[Block]) -> list[Message]:
    """Report the guesses that an editor should look at, each with the entry that would settle it."""
    found = []
    for block in blocks:
        if block.kind == "head" and block.sure == "low":
            line = raw.lines[block.first]
            words = " ".join(line.text.split())
            hint = f'if it is none, say so in apparatus.toml: do = "heading", at = "[[{words}]]", level = 0'
            sentence = f"'{words}' is taken for a heading by its shape alone"
            found.append(Message(raw.file, line.number, "W405", sentence, hint))
    return found


def _unstated(known: Known) -> list[Message]:
    found = []
    if known.language == "und":
        hint = 'state it in header.toml: language = "en"'
        found.append(Message(known.raw.file, 0, "W403", "the language of the text is not stated", hint))
    if not known.stated.title and not known.facts.titles:
        hint = 'state it in header.toml: title = "..."'
        found.append(Message(known.raw.file, 0, "W404", "the text states no title", hint))
    return found


__all__ = ["Result", "encode", "run"]
