"""What an authority is: a person, organisation, place, event, work or term, as plain values.

In goes nothing; out come :data:`KINDS`, by which ``authorities.toml`` is read and from which its JSON Schema can be
made, and the values that :mod:`editio.encode.authorities` makes of the file.
"""

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from editio.keys import Key
from editio.message import Message


@dataclass(frozen=True, slots=True)
class Kind:
    """Say what a table of a kind may have.

    ``spans`` are keys of two dates, the first of which cannot be after the second; of ``times`` only one may be there.
    """

    says: str
    keys: Mapping[str, Key]
    schemes: tuple[str, ...]
    spans: tuple[tuple[str, str], ...] = ()
    times: tuple[str, ...] = ()


_NAMED = {
    "name": Key("the name that readers know", needed=True),
    "sort": Key("the form to sort under: Marx, Karl"),
    "forms": Key("the forms in which texts name it, by which mentions are proposed", "texts"),
}
_NOTE = {"note": Key("a sentence for the reader")}

KINDS: Mapping[str, Kind] = {
    "person": Kind(
        "a person",
        {
            **_NAMED,
            "born": Key("the day, month or year", "date"),
            "died": Key("the day, month or year", "date"),
            **_NOTE,
        },
        ("wikidata", "viaf", "gnd", "isni", "orcid", "lccn", "bnf", "idref", "uri"),
        (("born", "died"),),
    ),
    "org": Kind(
        "an organisation: a party, a firm, a journal's board",
        {**_NAMED, "founded": Key("since when", "date"), "dissolved": Key("until when", "date"), **_NOTE},
        ("wikidata", "viaf", "gnd", "isni", "lccn", "bnf", "idref", "uri"),
        (("founded", "dissolved"),),
    ),
    "place": Kind(
        "a place",
        {
            **_NAMED,
            "country": Key("the country in which it lies"),
            "geo": Key("latitude and longitude in degrees: 55.75 37.61", "point"),
            **_NOTE,
        },
        ("wikidata", "viaf", "gnd", "lccn", "bnf", "idref", "geonames", "tgn", "uri"),
    ),
    "event": Kind(
        "an event",
        {
            **_NAMED,
            "when": Key("the day, month or year", "date"),
            "from": Key("the first day", "date"),
            "to": Key("the last day", "date"),
            "notBefore": Key("not before this date", "date"),
            "notAfter": Key("not after this date", "date"),
            **_NOTE,
        },
        ("wikidata", "gnd", "lccn", "bnf", "idref", "uri"),
        (("from", "to"), ("notBefore", "notAfter")),
        ("when", "from to", "notBefore notAfter"),
    ),
    "work": Kind(
        "a work: a book, an article, a speech",
        {
            "title": Key("the title", needed=True),
            "sort": Key("the form to sort under: Communist Manifesto, The"),
            "forms": _NAMED["forms"],
            "author": Key("the key of a person or organisation, or a plain name; or a list of these", "authors"),
            "date": Key("when it appeared", "date"),
            "place": Key("where it appeared"),
            "publisher": Key("who published it"),
            **_NOTE,
        },
        ("wikidata", "viaf", "gnd", "lccn", "bnf", "idref", "doi", "isbn", "issn", "oclc", "uri"),
    ),
    "term": Kind(
        "a term",
        {
            "name": Key("the term", needed=True),
            "forms": _NAMED["forms"],
            "definition": Key("what it means"),
        },
        ("wikidata", "gnd", "lccn", "bnf", "idref", "uri"),
    ),
}
"""What can be told, in the order in which a document lists it. Each table may have the identifiers of ``schemes``."""


@dataclass(frozen=True, slots=True)
class Authority:
    """Hold one thing of the world; ``values`` has what its kind has besides, ``identifiers`` by the key of the scheme.

    A work's title is its ``name``. ``authors`` are ids of authorities, or plain names. ``line`` is that of its table.
    """

    kind: str
    key: str
    name: str
    sort: str = ""
    forms: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    identifiers: Mapping[str, str] = field(default_factory=dict)
    line: int = 0

    @property
    def id(self) -> str:
        """Give the ``xml:id``."""
        return f"{self.kind}.{self.key}"

    @property
    def said(self) -> tuple[str, ...]:
        """Give the name and all forms, each once."""
        return tuple(dict.fromkeys((self.name, *self.forms)))


@dataclass(frozen=True, slots=True)
class Authorities:
    """Hold all authorities of an edition by kind and key, the mistakes of their file, and the ids of broken tables."""

    kinds: Mapping[str, Mapping[str, Authority]] = field(default_factory=lambda: {kind: {} for kind in KINDS})
    mistakes: tuple[Message, ...] = ()
    broken: frozenset[str] = frozenset()

    @property
    def is_unreadable(self) -> bool:
        """Tell whether the file itself could not be read, so that nothing is known of what it holds."""
        return any(mistake.code in ("E101", "E301") for mistake in self.mistakes)

    def __iter__(self) -> Iterator[Authority]:
        """Give all, kind by kind, in the order of the file."""
        return (one for those in self.kinds.values() for one in those.values())

    def get(self, id: str) -> Authority | None:  # noqa: A002 - the name that XML gave it
        """Find an authority by its id, such as ``person.marx``."""
        kind, _, key = id.partition(".")
        return self.kinds.get(kind, {}).get(key)

    def nearest(self, id: str) -> str:  # noqa: A002
        """Give the id that was probably meant: of that name, of that key in another kind, or spelt nearly so."""
        kind, _, key = id.partition(".")
        for one in self.kinds.get(kind, {}).values():
            if key.casefold() in map(str.casefold, one.said):
                return one.id
        ids = [other.partition(".")[::2] for other in (*(one.id for one in self), *sorted(self.broken))]
        elsewhere = [f"{other}.{same}" for other, same in ids if same == key]
        alike = difflib.get_close_matches(key, [other for of, other in ids if of == kind], 1)
        return next(iter([*elsewhere, *(f"{kind}.{other}" for other in alike)]), "")
