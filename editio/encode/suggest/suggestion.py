"""A suggestion: what a careful editor would look at, with the entry that would settle it.

An observer makes suggestions of what it saw; it judges how likely each is worth a look by itself. How they stand to one
another is told in :mod:`editio.encode.suggest`, how they are printed in :mod:`editio.encode.suggest.show`.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from editio.encode.reading import RawText
from editio.encode.selectors import Place
from editio.encode.suggest.dictionary import Dictionary
from editio.encode.suggest.evidence import Evidence
from editio.encode.suggest.forms import Form
from editio.encode.suggest.wording import Token, Wording

OFTEN = 4
"""A word that stands so often is the text's own, and no slip."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Say what was seen, where, and what entry would settle it.

    ``place`` is what the entry marks (code points of the raw text; a point for ``supply``), ``values`` its keys beside
    those that every entry has. ``odds`` is the logarithm of the odds that it is worth a look. ``style`` names what it
    is one of many of: what a text does often is its style.
    """

    code: str
    place: Place
    sentence: str
    do: str
    values: tuple[tuple[str, str], ...] = ()
    odds: float = 0.0
    style: str = ""

    @property
    def kind(self) -> str:
        """Give the name under which its like are counted."""
        return self.style or self.code


@dataclass(frozen=True, slots=True)
class Look:
    """Hold all that an observer may look at; ``forms`` are those of the authorities.

    ``names`` are words, in small letters, that names have with a capital: those that entries mark, and these forms.
    """

    raw: RawText
    wording: Wording
    evidence: Evidence
    language: str
    dictionary: Dictionary | None
    forms: Sequence[Form]
    names: frozenset[str] = frozenset()

    @property
    def primary(self) -> str:
        """Give the language without its variety."""
        return self.language.partition("-")[0].lower()

    def known(self, word: str) -> bool:
        """Tell whether the dictionary knows a word; without a dictionary every word is taken for known."""
        return self.dictionary is None or self.dictionary.known(word)


def probability(odds: float) -> float:
    """Give the probability of the logarithm of odds."""
    return 1 / (1 + math.exp(-max(-40.0, min(40.0, odds))))


def let_stand(code: str, look: Look, token: Token, sentence: str, odds: float, style: str = "") -> Suggestion:
    """Suggest an entry that lets a word stand: what else it should be is not for the machine to say."""
    values = (("code", code), ("why", f"so in the source: ‘{token.text}’"))
    return Suggestion(code, look.wording.place(token), sentence, "ignore", values, odds, style)
