"""Statements: what the editors say of a text, and what its witnesses say, as plain values.

In goes nothing; the module holds the values that :mod:`editio.render.editing` and :mod:`editio.render.apparatus` make
of a TEI tree, and that registers of a page are written from. Words are plain: white space is folded.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

NO_DETAILS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Passage:
    """Hold one place that an entry is about: its own id, and that of the block it stands in.

    ``before`` and ``after`` are some words around it, with a blank towards the place where the text has one; so has
    ``source`` where it begins or ends with one. ``goes_on`` tells whether the block has more words on either side.
    """

    id: str
    place: str = ""
    reading: str = ""
    source: str = ""
    before: str = ""
    after: str = ""
    goes_on: tuple[bool, bool] = (False, False)


@dataclass(frozen=True, slots=True)
class Alternative:
    """Hold a further opinion about the same words, with who holds it, how sure they are, on what ground, and why."""

    id: str
    reading: str
    responsible: tuple[str, ...] = ()
    certainty: str = ""
    evidence: str = ""
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Intervention:
    """Hold one entry of the editors about words of the text, with both views of these as plain words.

    ``kind`` is ``correction``, ``regularisation``, ``expansion``, ``addition``, ``omission``, ``doubt``, ``gap`` or
    ``choice``; ``certainty`` and ``evidence`` are TEI's words; ``details`` are what TEI's ``reason``, ``unit``,
    ``quantity`` and ``extent`` say; ``reasons`` is why it was done. The first of its ``passages`` has the entry's id.
    """

    id: str
    kind: str
    reading: str
    source: str
    alternatives: tuple[Alternative, ...] = ()
    responsible: tuple[str, ...] = ()
    certainty: str = ""
    evidence: str = ""
    reasons: tuple[str, ...] = ()
    details: Mapping[str, str] = field(default_factory=lambda: NO_DETAILS)
    passages: tuple[Passage, ...] = ()

    @property
    def place(self) -> str:
        """Give the id of the block that the first passage stands in, or nothing."""
        return self.passages[0].place if self.passages else ""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Hold an entry that was published once and stands no more: its id, the day (as written), and why."""

    id: str
    date: str
    reason: str
    responsible: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LetStand:
    """Hold a finding that editors know and let stand: its code, why, and the ids of what it is about, if not of all."""

    code: str
    reason: str
    places: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """Hold one reading of a variant: its words (empty for an omission) and the sigla of its witnesses.

    ``lacuna`` is ``start`` or ``end`` where a gap of these witnesses begins or ends, ``all`` where it does both.
    """

    words: str
    witnesses: tuple[str, ...] = ()
    lacuna: str = ""
    responsible: tuple[str, ...] = ()
    certainty: str = ""


@dataclass(frozen=True, slots=True)
class Variant:
    """Hold one entry of a critical apparatus (TEI ``app``); the first reading is the one in the text.

    Where the entry is about a range, ``begins`` is the id at its beginning, and the first reading has no words until
    those of the range are known.
    """

    id: str
    readings: tuple[Reading, ...]
    passages: tuple[Passage, ...] = ()
    responsible: tuple[str, ...] = ()
    certainty: str = ""
    reasons: tuple[str, ...] = ()
    begins: str = ""

    @property
    def place(self) -> str:
        """Give the id of the block that the first passage stands in, or nothing."""
        return self.passages[0].place if self.passages else ""


@dataclass(frozen=True, slots=True)
class Witness:
    """Hold a witness of the text: its siglum, what it is, and whether it is the raw text itself."""

    id: str
    siglum: str
    words: str
    is_own: bool = False
