"""The editors' file: what people say of a text, each entry tied to quoted words.

In goes ``apparatus.toml``; out come entries, checked by the table of :mod:`editio.encode.kinds`, whose words nobody has
looked for yet (:mod:`editio.encode.resolve` does), and every mistake in the file. The language is told in
``docs/apparatus.md``.
"""

import difflib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from editio import keys
from editio.edition import silenced_code
from editio.encode import markdown
from editio.encode.authority import KINDS as AUTHORITIES
from editio.encode.authority import Authorities
from editio.encode.kinds import EVERYWHERE, IGNORE, IGNORED, KINDS, SELECTOR, WITNESS, Kind
from editio.encode.selectors import Place
from editio.files import read_toml
from editio.keys import FORMS, Key
from editio.message import Message, Rejected
from editio.toml import Form, Table, is_after, is_date

PLACES = (
    "ab|anchor|body|cell|closer|dateline|div|docAuthor|docDate|figure|front|furniture|gap|head|item|l|label|lg|list|"
    "milestone|note|opener|p|pb|postscript|quote|ref|row|salute|signed|sp|speaker|stage|table|text|titlePage|titlePart|"
    "trailer"
)
"""What the ids of places begin with, before the byte: no entry may have one of them."""

ID = Form(
    re.compile(rf"(?!(?:{PLACES})[0-9])[A-Za-z][A-Za-z-]*[0-9]*\Z"),
    "use letters and hyphens, then a number: c1, name12; p17, note3 and the like are ids of places",
)

RETIRED = Form(re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}), *(\S[\s\S]*)\Z"), 'write retired = "2026-11-22, the reason"')
"""A date and a reason."""


@dataclass(frozen=True, slots=True)
class Selector:
    """Hold which words are meant, as it was written; ``lines`` gives the line of each key."""

    at: str = ""
    first: str = ""
    last: str = ""
    within: str = ""
    nth: int = 0
    every: bool = False
    lines: Mapping[str, int] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Tell whether any words are meant."""
        return bool(self.at or self.first or self.last)


@dataclass(frozen=True, slots=True)
class Part:
    """Hold a table below an entry: a second opinion, or a reading of witnesses; ``lines`` gives the lines of keys."""

    line: int
    values: Mapping[str, str]
    lines: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold an entry of the apparatus, and the places that it resolved to, in the order of the text.

    ``body`` are the lines of a footnote, ``again`` its further anchors, ``between`` the words that interrupt a
    quotation, ``parts`` the tables below the entry; ``lines`` gives the line of each of its own keys.
    """

    id: str
    do: str
    line: int
    values: Mapping[str, str]
    selector: Selector = Selector()
    parts: tuple[Part, ...] = ()
    further: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    places: tuple[Place, ...] = ()
    body: Place | None = None
    again: tuple[Place, ...] = ()
    between: tuple[Place, ...] = ()
    lines: Mapping[str, int] = field(default_factory=dict)

    @property
    def kind(self) -> Kind:
        """Give what is known of the entry's ``do``."""
        return KINDS[self.do]

    def own_id(self, number: int) -> str:
        """Give the id of the so manieth element that the entry makes, from 1: the first bears the entry's own."""
        return self.id if number == 1 else f"{self.id}.{number}"


@dataclass(frozen=True, slots=True)
class Silencer:
    """Hold an entry that lets findings of a code stand: at its places, or in the whole text where it has none.

    What ``edition.toml`` says in the same way has neither ``id`` nor ``resp``.
    """

    id: str
    code: str
    why: str
    resp: str
    selector: Selector
    file: str
    line: int
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Retired:
    """Hold an entry that was withdrawn: nothing but its id, when, and why."""

    id: str
    do: str
    resp: str
    date: str
    reason: str
    line: int


@dataclass(frozen=True, slots=True)
class Witness:
    """Hold a witness of the text; ``own`` tells that the raw text is this witness."""

    siglum: str
    name: str
    bibl: str
    repository: str
    own: bool
    line: int

    @property
    def id(self) -> str:
        """Give the witness's ``xml:id``."""
        return f"wit.{self.siglum}"


@dataclass(frozen=True, slots=True)
class Apparatus:
    """Hold what the editors say of a text, in the order of the file, and every mistake in it.

    ``ids`` are those of all entries, of those with a mistake too.
    """

    entries: tuple[Entry, ...] = ()
    silencers: tuple[Silencer, ...] = ()
    retired: tuple[Retired, ...] = ()
    witnesses: Mapping[str, Witness] = field(default_factory=dict)
    mistakes: tuple[Message, ...] = ()
    file: str = ""
    ids: frozenset[str] = frozenset()

    @property
    def own_witness(self) -> Witness | None:
        """Give the witness that the raw text is."""
        return next((witness for witness in self.witnesses.values() if witness.own), None)


@dataclass(frozen=True, slots=True)
class Around:
    """Hold what entries may refer to: those who answer, authorities, witnesses, the texts of the edition."""

    responsible: tuple[str, ...]
    authorities: Authorities
    texts: frozenset[str]
    witnesses: Mapping[str, Witness] = field(default_factory=dict)


def read(path: Path, around: Around) -> Apparatus:
    """Read the entries of an apparatus; a file that is no TOML holds one mistake and nothing else."""
    try:
        values, source = read_toml(path)
    except Rejected as rejected:
        return Apparatus(mistakes=rejected.messages, file=str(path))
    return parse(values, source, path, around)


def parse(values: dict[str, Any], source: str, path: Path, around: Around) -> Apparatus:
    """Read the entries of an apparatus that need be no file yet: its values as TOML gives them, and its lines."""
    table = Table(values, path, source)
    witnesses = {siglum: _witness(siglum, inner) for siglum, inner in table.tables("witness")}
    _check_own(table, witnesses)
    around = replace(around, witnesses=witnesses)
    said: dict[str, Entry | Silencer | Retired] = {}
    lines: dict[str, int] = {}
    for inner in table.array("entry"):
        one = _one(inner, around)
        identity = str(inner.values.get("id", ""))
        if identity and lines.setdefault(identity, inner.line) != inner.line:
            sentence = f"the id '{identity}' stands on line {lines[identity]} already"
            inner.reject("id", "E205", sentence, "give each entry an id of its own")
        elif one:
            said[one.id] = one
    table.close()
    return Apparatus(
        tuple(one for one in said.values() if isinstance(one, Entry)),
        tuple(one for one in said.values() if isinstance(one, Silencer)),
        tuple(one for one in said.values() if isinstance(one, Retired)),
        witnesses,
        tuple(table.messages),
        str(path),
        frozenset(lines),
    )


def _witness(siglum: str, table: Table) -> Witness:
    if not FORMS["siglum"].pattern.match(siglum):
        table.reject("", "E308", f"'{siglum}' cannot be a siglum", "use letters and digits: [witness.B2]")
    witness = Witness(siglum, own=table.flag("own"), line=table.line, **keys.read(table, WITNESS))
    table.close()
    return witness


def _check_own(table: Table, witnesses: Mapping[str, Witness]) -> None:
    own = [witness for witness in witnesses.values() if witness.own]
    if witnesses and len(own) != 1:
        sentence = "no witness is the raw text itself" if not own else "only one witness can be the raw text itself"
        line = own[1].line if own else next(iter(witnesses.values())).line
        hint = "state own = true in the table of the witness that text.txt was taken from, and in no other"
        table.messages.append(Message(str(table.path), line, "E215", sentence, hint))


def _one(table: Table, around: Around) -> Entry | Silencer | Retired | None:
    before = len(table.messages)
    identity = table.text("id", needed=True, form=ID)
    do = table.text("do", needed=True, among=(*KINDS, IGNORE))
    if not do:
        return None
    retired = table.text("retired", form=RETIRED)
    if retired and not is_date(retired[: len("2026-11-22")]):
        table.reject("retired", "E304", f"'retired' begins with no date: '{retired}'", RETIRED.says)
    one: Entry | Silencer
    if do == IGNORE:
        code = silenced_code(table)
        said = _values(table, IGNORED, around)
        one = Silencer(identity, code, said["why"], said["resp"], _selector(table), str(table.path), table.line)
    else:
        one = _entry(table, identity, do, around)
    if not one.selector and (do != IGNORE or one.selector.lines) and not retired:
        table.text("at", needed=True)
    table.close(OF_SOME)
    if len(table.messages) > before:
        return None
    if retired and (match := RETIRED.pattern.match(retired)):
        return Retired(identity, do, table.text("resp"), match[1], match[2], table.line)
    return one


OF_SOME = frozenset(key for kind in KINDS.values() for key in (*kind.keys, *kind.tables))
"""Keys of entries of some kind."""


def _entry(table: Table, identity: str, do: str, around: Around) -> Entry:
    kind = KINDS[do]
    values = _values(table, {**kind.keys, **EVERYWHERE}, around)
    parts = {
        name: tuple(_part(inner, takes, around) for inner in table.array(name)) for name, takes in kind.tables.items()
    }
    entry = Entry(
        id=identity,
        do=do,
        line=table.line,
        values=values,
        selector=_selector(table, dates="from" in kind.keys),
        parts=next(iter(parts.values()), ()),
        further={name: table.texts(name) for name, key in kind.keys.items() if key.form == "selectors"},
        lines={name: table.line_of(name) for name in kind.keys if name in table},
    )
    if check := CHECKS.get(do):
        check(table, entry, around)
    return entry


def _part(table: Table, takes: Mapping[str, Key], around: Around) -> Part:
    part = Part(table.line, _values(table, takes, around), {name: table.line_of(name) for name in takes})
    table.close()
    return part


def _selector(table: Table, dates: bool = False) -> Selector:
    """Read which words are meant; where ``from`` and ``to`` are dates, ``at`` alone can say it."""
    first, last = ("", "") if dates else (table.text("from"), table.text("to"))
    selector = Selector(
        at=table.text("at"),
        first=first,
        last=last,
        within=table.text("within"),
        nth=table.number("nth"),
        every=table.flag("every"),
        lines={key: table.line_of(key) for key in SELECTOR if key in table and not (dates and key in ("from", "to"))},
    )
    ends = () if dates else tuple(key for key in ("from", "to") if key in table)
    if "at" in table and ends:
        table.reject(ends[0], "E304", "'from' and 'to' cannot stand beside 'at'", "delete 'at', or the two others")
    elif len(ends) == 1:
        key = "to" if ends[0] == "from" else "from"
        table.reject(ends[0], "E302", f"'{key}' is missing in [entry]", f'add {key} = "... [[the marked words]] ..."')
    if selector.nth and selector.every:
        table.reject("nth", "E304", "'nth' cannot stand beside 'every'", "delete one of them")
    if "nth" in table and selector.nth < 1 and not any(m.line == table.line_of("nth") for m in table.messages):
        table.reject("nth", "E304", f"'nth' cannot be {selector.nth}", "counting begins with 1")
    return selector


def _values(table: Table, takes: Mapping[str, Key], around: Around) -> dict[str, str]:
    return {name: _value(table, name, key, around) for name, key in takes.items()}


def _value(table: Table, name: str, key: Key, around: Around) -> str:
    if key.form == "selectors":
        return ""
    if key.form == "flag":
        return "true" if table.flag(name) else ""
    if key.form == "sigla":
        return " ".join(_sigla(table, name, around))
    value = keys.value(table, name, key, around.responsible if key.of == "responsible" else ())
    if value and key.of in AUTHORITIES:
        _check_authority(table, name, f"{key.of}.{value}", around)
    elif value and key.form == "authorities":
        _check_several(table, name, value.split(), around)
    elif value and key.form == "passage":
        _check_text(table, name, value.partition("#")[0], around)
    elif value and key.form == "markdown":
        _check_body(table, name, value, around)
    return value


def _sigla(table: Table, name: str, around: Around) -> tuple[str, ...]:
    """Read the witnesses of a reading: each is declared, and none is the raw text, whose reading is marked."""
    sigla = table.texts(name)
    if not table.values.get(name):
        table.reject(name, "E302", f"'{name}' names no witness", f'write {name} = ["B"]')
    for siglum in sigla:
        if siglum not in around.witnesses:
            near = difflib.get_close_matches(siglum, around.witnesses, 1)
            hint = f"did you mean '{near[0]}'?" if near else f'add [witness.{siglum}] with name = "..."'
            table.reject(name, "E305", f"no [witness.{siglum}] stands in this file", hint)
        elif around.witnesses[siglum].own:
            sentence = f"{siglum} is the raw text itself: its reading is what is marked"
            table.reject(name, "E304", sentence, f"leave {siglum} out")
    return sigla


def _check_authority(table: Table, name: str, identity: str, around: Around) -> None:
    """Reject a reference to an authority that nobody declares; one that has a mistake is declared."""
    known = around.authorities
    if known.is_unreadable or known.get(identity) or identity in known.broken:
        return
    kind, _, key = known.nearest(identity).partition(".")
    given = identity.partition(".")[2]
    if name in table and ("." in given or "#" in given):
        hint = f'write the key alone: {name} = "{given.rpartition(".")[2].lstrip("#")}"'
    elif not kind:
        hint = f"add [{identity}] there"
    elif kind == identity.partition(".")[0]:
        hint = f"did you mean '{key}'? Else add [{identity}] there"
    else:
        hint = f"[{kind}.{key}] stands there, which is {AUTHORITIES[kind].says}; else add [{identity}]"
    table.reject(name, "E305", f"no [{identity}] stands in authorities.toml", hint)


def _check_several(table: Table, name: str, identities: Sequence[str], around: Around) -> None:
    """Reject references to authorities, each with its kind, of which one is not declared or stands twice."""
    for nth, identity in enumerate(identities):
        kind = identity.partition(".")[0]
        if identity in identities[:nth]:
            table.reject(name, "E304", f"'{identity}' stands twice", "delete one of them")
        elif kind not in AUTHORITIES:
            near = around.authorities.nearest(identity) or f"{next(iter(AUTHORITIES))}{identity.removeprefix(kind)}"
            hint = f"one of: {', '.join(AUTHORITIES)}; for instance {near}"
            table.reject(name, "E304", f"'{kind}' is no kind of authority", hint)
        else:
            _check_authority(table, name, identity, around)


def _check_text(table: Table, name: str, text: str, around: Around) -> None:
    if text not in around.texts:
        near = difflib.get_close_matches(text, sorted(around.texts), 1)
        hint = f"did you mean '{near[0]}'?" if near else f"one of: {', '.join(sorted(around.texts))}"
        table.reject(name, "E305", f"'{text}' is no text of this edition", hint)


def is_authority(pointer: str) -> bool:
    """Tell whether a pointer leads to an authority: ``#person.marx``."""
    kind, _, key = pointer.removeprefix("#").partition(".")
    return pointer.startswith("#") and kind in AUTHORITIES and bool(key)


def _check_body(table: Table, name: str, body: str, around: Around) -> None:
    faults = markdown.faults(body)
    for fault in faults:
        line = table.line_within(name, fault.line)
        table.messages.append(Message(str(table.path), line, fault.code, fault.sentence, fault.hint))
    for pointer in () if faults else markdown.pointers(body):
        text, _, identity = pointer.partition("#")
        if text:
            _check_text(table, name, text, around)
        elif is_authority(pointer):
            _check_authority(table, name, identity, around)


def _check_date(table: Table, entry: Entry, _around: Around) -> None:
    stated = [name for name, key in entry.kind.keys.items() if key.form == "date" and entry.values[name]]
    if not stated and not any(name in table for name in entry.kind.keys):
        table.reject("do", "E302", "a 'date' needs a date", 'add when = "1933-10-01", or from and to, or notBefore')
    if "when" in stated and len(stated) > 1:
        table.reject("when", "E304", "'when' is one date; it cannot stand beside a span", "delete it, or the others")
        return
    for first, last in (("from", "to"), ("notBefore", "notAfter")):
        if is_after(entry.values[first], entry.values[last]):
            table.reject(last, "E304", f"'{last}' stands before '{first}'", "exchange them, if that is meant")


def _check_footnote(table: Table, entry: Entry, _around: Around) -> None:
    said = {key for key in entry.kind.keys if key.startswith("body_") and key in table}
    if not said & {"body_at"} and said != {"body_from", "body_to"}:
        table.reject("do", "E302", "a 'footnote' needs the lines of its note", 'add body_at = "[[* The note.]]"')


def _check_variant(table: Table, entry: Entry, around: Around) -> None:
    witnesses = around.witnesses
    if not entry.parts:
        hint = 'add [[entry.reading]] with wit = ["B"] and text = "..."'
        table.reject("do", "E302", "a 'variant' needs a reading of another witness", hint)
    lines: dict[str, int] = {}
    for number, part in enumerate(entry.parts, 1):
        ways = [name for name in ("text", "omitted", "lacuna") if part.values[name]]
        if len(ways) != 1:
            sentence = f"reading {number} of '{entry.id}' must have one of 'text', 'omitted' and 'lacuna'"
            hint = "omitted = true says that the words are not there"
            table.messages.append(Message(str(table.path), part.line, "E304", sentence, hint))
        for siglum in part.values["wit"].split():
            if siglum in lines and entry.selector:
                sentence = f"{siglum} has two readings of one place, here and on line {lines[siglum]}"
                hint = "let it stand in one of them"
                table.messages.append(Message(str(table.path), part.lines["wit"], "E304", sentence, hint))
            lines.setdefault(siglum, part.lines["wit"])
    known = [*(siglum for siglum, witness in witnesses.items() if witness.own), *lines]
    lemma = entry.values["lemma"]
    if lemma and entry.parts and lemma not in known:
        table.reject("lemma", "E305", f"'{lemma}' has no reading here", f"one of: {', '.join(dict.fromkeys(known))}")


CHECKS: Mapping[str, Callable[[Table, Entry, Around], None]] = {
    "date": _check_date,
    "footnote": _check_footnote,
    "variant": _check_variant,
}
"""What must hold between the keys of an entry, by its ``do``."""
