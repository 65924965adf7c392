"""Entries: what the registers of a document hold, as plain values.

In goes nothing; the module holds the values that :mod:`editio.render.register` makes of the lists in ``standOff``, and
that templates write. Words are plain: white space is folded. Dates are ISO 8601, or words where nobody normalised them.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Identifier:
    """Hold an identifier; ``address`` is where it leads, empty if its type is not known to us."""

    type: str
    value: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Say where an entry of a register is named: the id to link to, and that of the block around it.

    ``manner`` is ``name``, ``quotation`` (words from a work) or ``saying`` (words of somebody). ``words`` are those of
    the name or, shortened, of the quotation; ``before`` and ``after`` are some words around them, with a blank towards
    them where the text has one, and ``goes_on`` tells whether the block has more words on either side. ``parts`` are
    the ids of further parts of the words, in their order: what stands between two parts is no part of them.
    """

    id: str
    place: str
    manner: str = "name"
    words: str = ""
    before: str = ""
    after: str = ""
    goes_on: tuple[bool, bool] = (False, False)
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """Name somebody who has, or has not, an entry of their own; ``id`` is that entry's, or empty."""

    name: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """Hold a time; ``manner`` is what TEI says of it, and one of the two dates may be unknown.

    ``when`` is one day, month or year, ``from`` a span from the first to the last, ``notBefore`` some time between.
    """

    manner: str = ""
    first: str = ""
    last: str = ""

    def __bool__(self) -> bool:
        """Tell whether there is a time at all."""
        return bool(self.first or self.last)


NO_SPAN = Span()


@dataclass(frozen=True, slots=True)
class Point:
    """Hold a point of the earth in degrees of WGS 84, as its source writes them; south and west are negative."""

    latitude: str
    longitude: str

    @property
    def address(self) -> str:
        """Give the address of a map that shows it."""
        return f"https://www.openstreetmap.org/?mlat={self.latitude}&mlon={self.longitude}"


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold one entry of a register, with its places in the order of the text.

    ``time`` is that of a life, of a body's existence, of an event, or of a work's appearance; ``authors`` and
    ``imprint`` are those of a work, ``country`` and ``point`` of a place. The definition of a term is its ``note``.
    """

    id: str
    name: str
    sort: str = ""
    time: Span = NO_SPAN
    authors: tuple[Named, ...] = ()
    imprint: str = ""
    country: str = ""
    point: Point | None = None
    note: str = ""
    identifiers: tuple[Identifier, ...] = ()
    occurrences: tuple[Occurrence, ...] = ()

    @property
    def born(self) -> str:
        """Give the year of the beginning, or the words for it."""
        return _year(self.time.first)

    @property
    def died(self) -> str:
        """Give the year of the end, or the words for it."""
        return _year(self.time.last)

    @property
    def places(self) -> tuple[Occurrence, ...]:
        """Give the first occurrence in each block."""
        first: dict[str, Occurrence] = {}
        for occurrence in self.occurrences:
            first.setdefault(occurrence.place or occurrence.id, occurrence)
        return tuple(first.values())


@dataclass(frozen=True, slots=True)
class Register:
    """Hold the entries of one kind, sorted: ``person``, ``org``, ``place``, ``event``, ``bibl`` or ``term``."""

    kind: str
    entries: tuple[Entry, ...]


def _year(date: str) -> str:
    """Give the year of an ISO date; words stay as they are."""
    found = re.fullmatch(r"(-?\d{4,})(-\d\d){0,2}", date)
    return found[1] if found else date
