"""Authorities: the persons of an edition, told once and pointed at from every text.

In goes ``source/authorities.toml``; out come persons, and the ``listPerson`` of those that a text names.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from editio.files import read_toml
from editio.tei import ID, make
from editio.toml import Table

IDENTIFIERS = {
    "wikidata": ("Wikidata", re.compile(r"Q[1-9]\d*\Z")),
    "viaf": ("VIAF", re.compile(r"[1-9]\d{1,21}\Z")),
    "gnd": ("GND", re.compile(r"\d{1,10}[\dX]\Z")),
}
"""Keys of identifiers -> their name in ``idno/@type`` and their form."""


@dataclass(frozen=True, slots=True)
class Person:
    """Hold a person: the name that readers know, dates as ISO dates or years, identifiers by key."""

    key: str
    name: str
    sort: str
    born: str
    died: str
    note: str
    identifiers: Mapping[str, str]

    @property
    def id(self) -> str:
        """Give the person's ``xml:id``."""
        return f"person.{self.key}"


def read(path: Path) -> Mapping[str, Person]:
    """Read the persons of an edition by their keys; no file means no persons. Rejects every mistake in one go."""
    if not path.is_file():
        return {}
    values, source = read_toml(path)
    table = Table(values, path, source)
    persons = {key: _person(key, inner) for key, inner in table.tables("person")}
    table.finish()
    return persons


def _person(key: str, table: Table) -> Person:
    if not re.fullmatch(r"[a-z][a-z0-9-]*", key):
        table.reject("name", "E308", f"'{key}' cannot be a key", "use small letters, digits and hyphens")
    identifiers = {name: table.text(name, pattern=form) for name, (_, form) in IDENTIFIERS.items()}
    table.texts("forms")
    person = Person(
        key=key,
        name=table.text("name", needed=True),
        sort=table.text("sort"),
        born=table.date("born"),
        died=table.date("died"),
        note=table.text("note"),
        identifiers={name: value for name, value in identifiers.items() if value},
    )
    table.close()
    return person


def list_person(persons: Iterable[Person]) -> etree._Element:
    """Make the ``listPerson`` of some persons (Guidelines, section 14.3.2), in the order of their keys."""
    return make("listPerson", {}, *(_element(p) for p in sorted(persons, key=lambda person: person.key)))


def _element(person: Person) -> etree._Element:
    element = make("person", {ID: person.id}, make("persName", {}, person.name))
    if person.sort:
        element.append(make("persName", {"type": "sort"}, person.sort))
    for name, date in (("birth", person.born), ("death", person.died)):
        if date:
            element.append(make(name, {"when": date}, date))
    for key, value in sorted(person.identifiers.items()):
        element.append(make("idno", {"type": IDENTIFIERS[key][0]}, value))
    if person.note:
        element.append(make("note", {}, person.note))
    return element
