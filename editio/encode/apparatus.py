"""The apparatus: what editors say of a text, each entry tied to quoted words.

Here are the values that ``apparatus.toml`` becomes; :mod:`editio.encode.entries` reads it, and
:mod:`editio.encode.resolve` looks for the words. The language is told in ``docs/apparatus.md``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from editio.encode.authority import Authorities
from editio.encode.kinds import KINDS, Kind
from editio.encode.selectors import Place
from editio.message import Message


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
