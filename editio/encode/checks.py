"""What must hold of an entry beyond the form of each value: what it refers to is there, and its keys agree.

In go tables of ``apparatus.toml`` and what entries may refer to; mistakes are kept in the tables. The form of a single
value is checked where it is read (:mod:`editio.encode.entries`).
"""

import difflib
from collections.abc import Callable, Mapping, Sequence

from editio.encode import markdown
from editio.encode.apparatus import Around, Entry
from editio.encode.authority import KINDS as AUTHORITIES
from editio.message import Message
from editio.toml import Table, is_after


def sigla(table: Table, name: str, around: Around) -> tuple[str, ...]:
    """Read the witnesses of a reading: each is declared, and none is the raw text, whose reading is marked."""
    named = table.texts(name)
    if not table.values.get(name):
        table.reject(name, "E302", f"'{name}' names no witness", f'write {name} = ["B"]')
    for siglum in named:
        if siglum not in around.witnesses:
            near = difflib.get_close_matches(siglum, around.witnesses, 1)
            hint = f"did you mean '{near[0]}'?" if near else f'add [witness.{siglum}] with name = "..."'
            table.reject(name, "E305", f"no [witness.{siglum}] stands in this file", hint)
        elif around.witnesses[siglum].own:
            sentence = f"{siglum} is the raw text itself: its reading is what is marked"
            table.reject(name, "E304", sentence, f"leave {siglum} out")
    return named


def check_authority(table: Table, name: str, identity: str, around: Around) -> None:
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


def check_several(table: Table, name: str, identities: Sequence[str], around: Around) -> None:
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
            check_authority(table, name, identity, around)


def check_text(table: Table, name: str, text: str, around: Around) -> None:
    """Reject the name of a text that the edition does not have."""
    if text not in around.texts:
        near = difflib.get_close_matches(text, sorted(around.texts), 1)
        hint = f"did you mean '{near[0]}'?" if near else f"one of: {', '.join(sorted(around.texts))}"
        table.reject(name, "E305", f"'{text}' is no text of this edition", hint)


def is_authority(pointer: str) -> bool:
    """Tell whether a pointer leads to an authority: ``#person.marx``."""
    kind, _, key = pointer.removeprefix("#").partition(".")
    return pointer.startswith("#") and kind in AUTHORITIES and bool(key)


def check_body(table: Table, name: str, body: str, around: Around) -> None:
    """Reject faults of Markdown, each on its own line, and links to what is not there."""
    faults = markdown.faults(body)
    for fault in faults:
        line = table.line_within(name, fault.line)
        table.messages.append(Message(str(table.path), line, fault.code, fault.sentence, fault.hint))
    for pointer in () if faults else markdown.pointers(body):
        text, _, identity = pointer.partition("#")
        if text:
            check_text(table, name, text, around)
        elif is_authority(pointer):
            check_authority(table, name, identity, around)


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
