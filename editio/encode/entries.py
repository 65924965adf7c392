"""How the editors' file is read: the entries of ``apparatus.toml``, and every mistake in it.

In goes the file; out comes an :class:`~editio.encode.apparatus.Apparatus` of entries that are checked by the table of
:mod:`editio.encode.kinds`, whose words nobody has looked for yet. What must hold between values, and of what they refer
to, is asked in :mod:`editio.encode.checks`.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from editio import keys
from editio.edition import silenced_code
from editio.encode import checks
from editio.encode.apparatus import Apparatus, Around, Entry, Part, Retired, Selector, Silencer, Witness
from editio.encode.authority import KINDS as AUTHORITIES
from editio.encode.kinds import EVERYWHERE, IGNORE, IGNORED, KINDS, SELECTOR, WITNESS
from editio.files import read_toml
from editio.keys import FORMS, Key
from editio.message import Message, Rejected
from editio.toml import Form, Table, is_date

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
    if check := checks.CHECKS.get(do):
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
        return " ".join(checks.sigla(table, name, around))
    value = keys.value(table, name, key, around.responsible if key.of == "responsible" else ())
    if value and key.of in AUTHORITIES:
        checks.check_authority(table, name, f"{key.of}.{value}", around)
    elif value and key.form == "authorities":
        checks.check_several(table, name, value.split(), around)
    elif value and key.form == "passage":
        checks.check_text(table, name, value.partition("#")[0], around)
    elif value and key.form == "markdown":
        checks.check_body(table, name, value, around)
    return value
