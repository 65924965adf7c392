"""Authorities: persons, organisations, places, events, works and terms, told once and pointed at from every text.

In goes ``source/authorities.toml``; out come :class:`~editio.encode.authority.Authorities`, with every mistake of the
file. A table with a mistake is not known, but remembered as broken, so that nobody is told besides that it does not
exist. Nothing is looked up anywhere. What becomes of them in TEI is told in :mod:`editio.encode.standoff`.
"""

import difflib
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from editio import identifiers
from editio.encode.authority import KINDS, Authorities, Authority, Kind
from editio.files import read_toml
from editio.identifiers import SCHEMES
from editio.keys import FORMS
from editio.message import Message, Rejected
from editio.toml import Table, is_after

KEY = re.compile(r"[a-z][a-z0-9-]*")
"""What a key looks like; an author that does not look so is a plain name."""

UNSURE = "leave it out if unsure: a wrong identifier is worse than none"


def gather(path: Path) -> Authorities:
    """Read the authorities of an edition; no file means none. A mistake rejects nothing: all are told together."""
    if not path.is_file():
        return Authorities()
    try:
        values, source = read_toml(path)
    except Rejected as rejected:
        return Authorities(mistakes=rejected.messages)
    table = Table(values, path, source)
    tables = [(kind, key, inner) for kind in KINDS for key, inner in table.tables(kind)]
    kinds: dict[str, dict[str, Authority]] = {kind: {} for kind in KINDS}
    broken: set[str] = set()
    known = frozenset(f"{kind}.{key}" for kind, key, _ in tables)
    for kind, key, inner in tables:
        before = len(table.messages)
        made = _authority(kind, key, inner, known)
        if any(message.rejects for message in table.messages[before:]):
            broken.add(made.id)
        else:
            kinds[kind][key] = made
    table.close()
    for key, work in [*kinds["work"].items()]:
        if broken.intersection(work.authors):
            broken.add(kinds["work"].pop(key).id)
    frozen = MappingProxyType({kind: MappingProxyType(those) for kind, those in kinds.items()})
    told = (*table.messages, *_shared(frozen, path))
    return Authorities(frozen, tuple(sorted(set(told))), frozenset(broken))


# --- one table --------------------------------------------------------------------------------------------


def _authority(kind: str, key: str, table: Table, known: frozenset[str]) -> Authority:
    if not KEY.fullmatch(key):
        table.reject("", "E308", f"'{key}' cannot be a key", "use small letters, digits and hyphens")
    takes = KINDS[kind]
    forms: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    values: dict[str, str] = {}
    for name, said in takes.keys.items():
        if said.form == "texts":
            forms = _forms(table, name)
        elif said.form == "authors":
            authors = _authors(table, name, known)
        elif value := READERS[said.form](table, name, said.needed):
            values[name] = value
    _times(takes, table, values)
    ids = {scheme: value for scheme in takes.schemes if (value := _identifier(table, scheme))}
    table.close()
    name = values.pop("title", "") if kind == "work" else values.pop("name", "")
    return Authority(kind, key, name, values.pop("sort", ""), forms, authors, values, ids, table.line)


def _text(table: Table, key: str, needed: bool) -> str:
    return _folded(table.text(key, needed=needed))


def _folded(value: str) -> str:
    """Fold the white space of XML; a NO-BREAK SPACE is there for a reason."""
    return re.sub(r"[ \t\r\n]+", " ", value).strip(" ")


def _date(table: Table, key: str, needed: bool) -> str:
    return table.date(key, needed=needed)


def _point(table: Table, key: str, _needed: bool) -> str:
    """Give latitude and longitude in degrees of WGS 84, parted by a blank (TEI Guidelines, ``geo``)."""
    value = table.text(key)
    found = re.fullmatch(r"\s*(-?\d{1,3}(?:\.\d+)?)(?:\s*,\s*|\s+)(-?\d{1,3}(?:\.\d+)?)\s*", value, re.ASCII)
    if not value:
        return ""
    if not found:
        hint = f'write {key} = "55.75 37.61": degrees north (south with a minus), then east (west with a minus)'
        table.reject(key, "E314", f"'{key}' is no latitude and longitude: '{value}'", hint)
        return ""
    latitude, longitude = map(float, found.groups())
    if abs(latitude) > 90 or abs(longitude) > 180:
        swapped = abs(longitude) <= 90 and abs(latitude) <= 180
        hint = f'did you mean {key} = "{found[2]} {found[1]}"? The latitude comes first' if swapped else RANGES
        table.reject(key, "E314", f"'{key}' lies nowhere on the earth: '{value}'", hint)
        return ""
    return f"{found[1]} {found[2]}"


RANGES = "a latitude is between -90 and 90, a longitude between -180 and 180"

READERS: Mapping[str, Callable[[Table, str, bool], str]] = {"text": _text, "date": _date, "point": _point}
"""Forms of a single value, and what reads each."""


def _forms(table: Table, key: str) -> tuple[str, ...]:
    forms = tuple(map(_folded, table.texts(key)))
    if "" in forms:
        table.reject(key, "E304", f"'{key}' holds a form without a word", "delete it")
    return tuple(dict.fromkeys(filter(None, forms)))


def _authors(table: Table, key: str, known: frozenset[str]) -> tuple[str, ...]:
    """Give the ids of authors that are keys, and the names of those that are none."""
    is_list = isinstance(table.values.get(key), list)
    said = table.texts(key) if is_list else (table.text(key),)
    found = []
    for author in filter(None, map(_folded, said)):
        ids = [f"{kind}.{author}" for kind in ("person", "org") if f"{kind}.{author}" in known]
        if KEY.fullmatch(author) and not ids:
            keys = [one.partition(".")[2] for one in sorted(known) if one.startswith(("person.", "org."))]
            near = difflib.get_close_matches(author, keys, 1)
            meant = f"did you mean '{near[0]}'? " if near else ""
            hint = f"{meant}A plain name is written as it is, with its capital: Karl Marx"
            table.reject(key, "E305", f"no [person.{author}] stands in authorities.toml", hint)
        found += ids[:1] or [author]
    return tuple(dict.fromkeys(found))


def _identifier(table: Table, key: str) -> str:
    value = table.text(key, form=FORMS["label"]).strip()
    if not value:
        return ""
    if key == "uri":
        if not re.fullmatch(r"https?://(?![^/?#]*@)[^\s<>\"{}|\\^`\x00-\x20]+", value):
            table.reject(key, "E310", f"'{value}' is no address", f"an address begins with https://; {UNSURE}")
        return value
    scheme = SCHEMES[key]
    said = identifiers.bare(scheme, value)
    if not identifiers.has_form(scheme, said):
        hint = f'one looks like this: {key} = "{scheme.example}"; {UNSURE}'
        table.reject(key, "E310", f"'{value}' is no {scheme.name}", hint)
    elif (right := identifiers.check_character(scheme, said)) not in ("", said[-1]):
        sentence = f"the {scheme.name} '{value}' ends with {said[-1]}; by its other digits it should end with {right}"
        table.reject(key, "E311", sentence, f"compare every digit with the authority file; {UNSURE}")
    return said


# --- what only several values together can get wrong ------------------------------------------------------


def _times(takes: Kind, table: Table, values: Mapping[str, str]) -> None:
    """Report dates of which one must be wrong (E312)."""
    for first, last in takes.spans:
        begin, end = values.get(first, ""), values.get(last, "")
        if is_after(begin, end):
            sentence = f"'{last}' is '{end}', before '{first}', which is '{begin}'"
            table.reject(last, "E312", sentence, "look up which of the two is wrong")
    used = [group for group in takes.times if any(key in values for key in group.split())]
    if len(used) > 1:
        keys = [key for group in used for key in group.split() if key in values]
        said = " and ".join(f"'{key}'" for key in keys)
        hint = f"keep one: {', or '.join(' and '.join(group.split()) for group in takes.times)}"
        table.reject(keys[-1], "E312", f"{said} tell the time in two ways", hint)


def _shared(kinds: Mapping[str, Mapping[str, Authority]], path: Path) -> Iterator[Message]:
    """Report forms (W313) and identifiers (W315) that two entries of one kind share."""
    for those in kinds.values():
        spoken: dict[str, Authority] = {}
        meant: dict[tuple[str, str], Authority] = {}
        for one in those.values():
            for form in one.said:
                other = spoken.setdefault(form, one)
                if other is not one:
                    sentence = f"[{one.id}] and [{other.id}] (line {other.line}) are both called '{form}'"
                    hint = "a proposal could not tell them apart: leave it out of 'forms', or let each name say more"
                    yield Message(str(path), one.line, "W313", sentence, hint)
            for scheme, value in one.identifiers.items():
                other = meant.setdefault((scheme, value), one)
                if other is not one:
                    sentence = f"[{one.id}] and [{other.id}] (line {other.line}) have the same {scheme}: '{value}'"
                    hint = f"look up whose it is, or make one entry of the two; {UNSURE}"
                    yield Message(str(path), one.line, "W315", sentence, hint)
