"""The editors' file: what people say of a text, each entry tied to quoted words.

In goes ``apparatus.toml`` and the raw text; out come entries with their places. What an entry makes in the TEI document
is told in :mod:`editio.encode.interventions`; the language is told in ``docs/apparatus.md``.
"""

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from editio.edition import silenced_code
from editio.encode.selectors import Finder, Place, parse
from editio.files import read_toml
from editio.message import Message
from editio.toml import Table

PLACES = "div|docAuthor|furniture|gap|head|milestone|note|p|titlePage|titlePart|trailer"
"""What the ids of places begin with, before the byte: no entry may have one of them."""

ID = re.compile(rf"(?!(?:{PLACES})[0-9])[A-Za-z][A-Za-z-]*[0-9]*\Z")
FORMS = {"level": re.compile(r"[0-9]\Z")}
"""Keys whose values have a form of their own; level 0 is no heading."""

CERTAINTY = ("high", "medium", "low")
EVIDENCE = ("internal", "external", "conjecture")


@dataclass(frozen=True, slots=True)
class Kind:
    """Say what a ``do`` takes: keys that it needs, keys that it may have, and what it may mark.

    ``marks`` names words, a point, or whole lines. ``rank`` orders entries on the same words: the smaller is the outer.
    """

    rank: int
    marks: tuple[str, ...]
    needs: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()


KINDS = {
    "furniture": Kind(0, ("lines",)),
    "heading": Kind(0, ("lines",), takes=("level",)),
    "quote": Kind(1, ("words",), takes=("source",)),
    "person": Kind(2, ("words",), needs=("ref",)),
    "correct": Kind(3, ("words",), needs=("with",), takes=("evidence",)),
    "supply": Kind(4, ("point",), needs=("with",), takes=("evidence",)),
    "note": Kind(5, ("words", "point"), needs=("body",)),
}
"""Everything that an entry can do."""

IGNORE = "ignore"
"""The ``do`` of an entry that makes nothing in the text, but lets a finding stand."""

EVERYWHERE = ("resp", "cert", "why")


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold an entry of the apparatus and the place it resolved to."""

    id: str
    do: str
    place: Place
    line: int
    values: Mapping[str, str]

    @property
    def kind(self) -> Kind:
        """Give what is known of the entry's ``do``."""
        return KINDS[self.do]


@dataclass(frozen=True, slots=True)
class Silencer:
    """Hold an entry that lets findings of a code stand: at its place, or in the whole text where it has none.

    What ``edition.toml`` says in the same way has neither ``id`` nor ``resp``.
    """

    id: str
    code: str
    why: str
    resp: str
    place: Place | None
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Apparatus:
    """Hold what the editors say of a text, in the order of the file, and every mistake in it."""

    entries: tuple[Entry, ...] = ()
    silencers: tuple[Silencer, ...] = ()
    mistakes: tuple[Message, ...] = ()


def read(path: Path, finder: Finder, responsible: frozenset[str]) -> Apparatus:
    """Read and resolve the entries of an apparatus."""
    values, source = read_toml(path)
    table = Table(values, path, source)
    said: dict[str, Entry | Silencer] = {}
    for inner in table.array("entry"):
        one = (_silencer if inner.values.get("do") == IGNORE else _entry)(inner, finder, responsible)
        if one and one.id in said:
            sentence = f"the id '{one.id}' stands on line {said[one.id].line} already"
            inner.reject("id", "E205", sentence, "give each entry an id of its own")
        elif one:
            said[one.id] = one
    table.close()
    return Apparatus(
        tuple(one for one in said.values() if isinstance(one, Entry)),
        tuple(one for one in said.values() if isinstance(one, Silencer)),
        tuple(table.messages),
    )


def _silencer(table: Table, finder: Finder, responsible: frozenset[str]) -> Silencer | None:
    before = len(table.messages)
    identity = table.text("id", needed=True, pattern=ID)
    table.text("do")
    code = silenced_code(table)
    why = table.text("why", needed=True)
    resp = table.text("resp", needed=True, among=sorted(responsible))
    place = _place(table, finder) if any(key in table for key in ("at", "from", "to")) else None
    table.close()
    if len(table.messages) > before:
        return None
    return Silencer(identity, code, why, resp, place, str(table.path), table.line)


def _entry(table: Table, finder: Finder, responsible: frozenset[str]) -> Entry | None:
    before = len(table.messages)
    identity = table.text("id", needed=True, pattern=ID)
    do = table.text("do", needed=True, among=(*KINDS, IGNORE))
    if not do:
        return None
    kind = KINDS[do]
    values = {key: table.text(key, needed=True) for key in kind.needs}
    values |= {key: table.text(key, pattern=FORMS.get(key)) for key in kind.takes if key != "evidence"}
    values["resp"] = table.text("resp", needed=True, among=sorted(responsible))
    values["cert"] = table.text("cert", among=CERTAINTY)
    values["evidence"] = table.text("evidence", among=EVIDENCE) if "evidence" in kind.takes else ""
    values["why"] = table.text("why")
    place = _place(table, finder)
    table.close()
    if place and place.first == place.last and "point" not in kind.marks:
        table.reject("at", "E204", f"'{do}' marks words, but the mark is empty", "put the words between [[ and ]]")
    if place and place.first < place.last and kind.marks == ("point",):
        table.reject("at", "E204", f"'{do}' marks a point, but the mark holds words", "leave [[]] empty")
    if place is None or len(table.messages) > before:
        return None
    return Entry(identity, do, place, table.line, values)


def _place(table: Table, finder: Finder) -> Place | None:
    if "from" in table or "to" in table:
        first = _one(table, "from", finder)
        last = _one(table, "to", finder)
        if first and last and first.first >= last.last:
            table.reject("to", "E204", "'to' stands before 'from' in the raw text")
            return None
        return Place(first.first, last.last) if first and last else None
    return _one(table, "at", finder)


def _one(table: Table, key: str, finder: Finder) -> Place | None:
    selector = table.text(key, needed=True)
    if not selector:
        return None
    marked = parse(selector)
    if marked is None:
        hint = f'write {key} = "a few words [[the marked words]] a few words"'
        table.reject(key, "E208", f"'{key}' has no mark", hint)
        return None
    places = finder.find(marked)
    words = " ".join((marked.before + marked.words + marked.after).split())
    file = finder.raw.file
    if not places:
        line, nearest = finder.nearest(marked)
        quoted = difflib.SequenceMatcher(None, words, nearest, autojunk=False)
        start = max(0, min((b.b for b in quoted.get_matching_blocks() if b.size > 2), default=0) - 10)
        hint = f"nearest is line {line}: {nearest[start : start + len(words) + 30]}"
        table.reject(key, "E201", f"the words '{words}' do not stand in {file}", hint)
        return None
    if len(places) > 1:
        lines = ", ".join(str(line) for line in _lines(places, finder))
        hint = f'quote a few words more, for instance {key} = "{_longer(places[0], finder)}"'
        sentence = f"the words '{words}' stand in {file} {len(places)} times (lines {lines})"
        table.reject(key, "E202", sentence, hint)
        return None
    return places[0]


def _lines(places: list[Place], finder: Finder) -> Iterator[int]:
    return iter(sorted({finder.line(place.first) for place in places}))


def _longer(place: Place, finder: Finder) -> str:
    text = finder.raw.text
    before = text[max(0, place.first - 40) : place.first].split(" ")[-3:]
    after = text[place.last : place.last + 40].split(" ")[:3]
    return " ".join(f"{' '.join(before)}[[{text[place.first : place.last]}]]{' '.join(after)}".split())
