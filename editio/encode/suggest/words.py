"""Words that the dictionary does not know (N902, N903, N906, N912).

In goes what a text says; out come suggestions. A word that stands often is no slip; a rare one from which a common one
is one slip away most likely is. Names are left to :mod:`editio.encode.suggest.names`.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from editio.encode.suggest import edits, joints
from editio.encode.suggest.dictionary import is_roman
from editio.encode.suggest.lookalikes import is_even
from editio.encode.suggest.suggestion import OFTEN, Look, Suggestion, let_stand
from editio.encode.suggest.weights import SLIP, weigh
from editio.encode.suggest.wording import Token, is_word

ALPHABETS = {
    "ru": "абвгдежзийклмнопрстуфхцчшщъыьэюя", "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "el": "αβγδεζηθικλμνξοπρστυφχψωάέήίόύώς",
    "de": "abcdefghijklmnopqrstuvwxyzäöüß", "fr": "abcdefghijklmnopqrstuvwxyzàâæçéèêëîïôœùûü",
    "es": "abcdefghijklmnopqrstuvwxyzáéíóúüñ", "pt": "abcdefghijklmnopqrstuvwxyzáâãàçéêíóôõú",
    "it": "abcdefghijklmnopqrstuvwxyzàèéìòù",
}  # fmt: skip


PARTICLES = frozenset("af al av bin da das de del della den der des di dos du el ibn la le ten ter van von zu".split())
"""Small words within the names of persons."""

LETTERS_FOR_WORDS = 6
"""How many capitals stand for words at most: NEP, UNESCO."""

PLURAL = re.compile(r"\w{4,}[^\Wsuxz]s\Z")
"""A plural in -s, of a word of five letters at least: a shorter one is easily made by a slip."""


@dataclass(frozen=True, slots=True)
class Meant:
    """Hold what a word may have meant to be, and the logarithm of the odds that it did."""

    word: str
    odds: float
    alike: bool


def observe(look: Look) -> Iterator[Suggestion]:
    """Suggest every word that is not known."""
    spelling = _Spelling(look)
    for at, token in enumerate(look.wording.tokens):
        if token.gap != "- " and is_word(token.text) and is_even(token.text) and not spelling.known(token):
            yield from spelling.judge(at, token)


class _Spelling:
    """Judge words that the dictionary does not know."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self.counts = look.wording.counts
        self.alphabet = ALPHABETS.get(look.primary, "abcdefghijklmnopqrstuvwxyz")
        self.listed = self._listed()
        self._known: dict[str, bool] = {}
        self._meant: dict[str, list[str]] = {}
        self._told: set[str] = set()
        unknown = [low for low, n in self.counts.items() if n == 1 and is_word(low) and not look.known(low)]
        rare = sum(1 for n in self.counts.values() if n == 1)
        self.strange = math.log(1 + len(unknown) / max(rare, 1) / 0.04)
        """How many of the rare words the dictionary does not know: in an old text the more, and each means the less."""

    def _listed(self) -> set[str]:
        look = self.look
        words = {low for low in self.counts if look.known(low)} | {w for w, n in self.counts.items() if n >= OFTEN}
        if look.dictionary:
            words.update(stem for stem in look.dictionary.stems() if stem.islower())
        words.update(word for word in look.evidence.book_words if len(word) > 1)
        return words

    def known(self, token: Token) -> bool:
        """Tell whether the dictionary knows a word, in the form that it has at its place."""
        text = token.text
        found = self._known.get(text)
        if found is None:
            found = self._known[text] = self._look_up(text)
        return found

    def _look_up(self, text: str) -> bool:
        look = self.look
        if len(text) == 1 or is_roman(text.lower()):
            return True
        if look.known(text) or (text.isupper() and look.known(text.capitalize())):
            return True
        parts = re.split("['’]", text)
        return len(parts) > 1 and all(len(part) < 2 or look.known(part) for part in parts) and len(parts[0]) < 4

    def judge(self, at: int, token: Token) -> Iterator[Suggestion]:
        """Suggest what to do about one word that is not known."""
        if self._is_settled(at, token):
            return
        times = self.counts[token.low]
        if times >= OFTEN:
            if token.low in self._told or self._is_name(token):
                return
            self._told.add(token.low)
            sentence = f"'{token.text}' is in no dictionary of {self.look.language}, and stands {times} times"
            yield let_stand("N902", self.look, token, sentence, -4.5, "N902 often")
            return
        if whole := joints.broken(self.look, self.listed, at):
            yield whole
            return
        if self._is_of_another_variety(token):
            sentence = f"'{token.text}' is spelt as in another variety than {self.look.language}"
            yield let_stand("N912", self.look, token, sentence, -2.5)
            return
        meant = self._best(at, token)
        strange = self.strange + 4 * self._is_foreign(at)
        parted = joints.joined(self.look, self.listed, token, strange)
        if parted and (not meant or parted.odds > meant.odds):
            yield parted
            return
        if self._is_name(token) and not (meant and self._is_slip_of_a_name(token, meant)):
            return
        yield self._of(token, meant, times)

    def _of(self, token: Token, meant: Meant | None, times: int) -> Suggestion:
        if meant is None:
            sentence = f"'{token.text}' is in no dictionary of {self.look.language}"
            odds = -1.2 - (times - 1) - self.strange
            return let_stand("N902", self.look, token, sentence, odds, "N902 alone")
        code = "N903" if meant.alike else "N902"
        right = like(token.text, meant.word)
        sentence = f"'{token.text}' is in no dictionary of {self.look.language}, '{right}' is"
        if meant.alike:
            sentence = f"'{token.text}' holds letters that look like those of '{right}'"
        values = (("with", right), ("cert", "medium"))
        place = self.look.wording.place(token)
        return Suggestion(code, place, sentence, "correct", values, meant.odds, "N902 slip")

    def _best(self, at: int, token: Token) -> Meant | None:
        low = token.low
        near = self._meant.get(low)
        if near is None:
            near = self._meant[low] = sorted(edits.slips(low, self.alphabet, self.listed))
        found = [self._weigh(at, token, one) for one in near]
        return max(found, key=lambda one: (one.odds, one.word), default=None)

    def _weigh(self, at: int, token: Token, word: str) -> Meant:
        """Weigh a word that may have been meant: how common, how long, how easy the slip, how it fits its place."""
        evidence, low = self.look.evidence, token.low
        found = edits.signs(low, word)
        found["common"] = min(max(math.log10(evidence.share(word) * 1e6), -1.0), 3.0)  # 0: one in a million words
        found["length"] = min(len(low), 9) - 5
        found["support"] = min(max(evidence.support(word, at), -1.5), 3.0)
        found["times"] = self.counts[low] - 1
        found["strange"] = self.strange
        found["foreign"] = float(self._is_foreign(at))
        if token.text[0].isupper():
            found["head" if token.opens_sentence else "capital"] = 1.0
        return Meant(word, weigh(found, SLIP), "alike" in found and word in set(edits.look_alikes(low)))

    def _is_foreign(self, at: int) -> bool:
        """Tell whether a word is set off by signs of emphasis, or stands among others that are not known either."""
        tokens = self.look.wording.tokens
        beside = [tokens[near] for near in (at - 2, at - 1, at + 1, at + 2) if 0 <= near < len(tokens)]
        strangers = sum(1 for one in beside if is_word(one.text) and one.text[0].islower() and not self.known(one))
        return strangers > 1 or tokens[at].gap.endswith(("_", "*"))

    def _is_settled(self, at: int, token: Token) -> bool:
        """Tell whether a word is a name that is marked elsewhere, a part of one, letters for words, or a plural."""
        tokens, text = self.look.wording.tokens, token.text
        beside = [one for one in tokens[max(at - 1, 0) : at + 2] if one is not token and one.passage == token.passage]
        behind = next((one for one in tokens[at + 1 : at + 2] if one.passage == token.passage), None)
        if text[0].isupper() and token.low in self.look.names:
            return True
        if text.islower() and text in PARTICLES:
            return behind is not None and behind.is_plain and behind.text[0].isupper()
        if text.isupper() and 1 < len(text) <= LETTERS_FOR_WORDS:
            return not any(one.text.isupper() and len(one.text) > 1 for one in beside)
        return self.look.primary == "en" and bool(PLURAL.match(token.low)) and self._is_word(token.low[:-1])

    def _is_word(self, low: str) -> bool:
        return self.look.known(low) or low in self.look.names or self.counts[low] > 1

    def _is_of_another_variety(self, token: Token) -> bool:
        dictionary = self.look.dictionary
        return dictionary is not None and token.text[0].islower() and dictionary.known_elsewhere(token.text)

    def _is_name(self, token: Token) -> bool:
        """Tell whether a word is written as a name: with a capital wherever it stands, not just heading a sentence."""
        if not token.text[0].isupper() or token.text.isupper():
            return False
        return (
            self.look.primary != "de"
            and self.counts[token.low] == self.look.wording.forms[token.text]
            and (not token.opens_sentence or self.counts[token.low] > 1)
        )

    def _is_slip_of_a_name(self, token: Token, meant: Meant) -> bool:
        """Tell whether a name stands one slip from one that stands far more often, or is a common word misspelt."""
        often = self.counts[meant.word]
        return (often >= 3 * self.counts[token.low] and often >= 3) or (len(token.text) > 6 and meant.odds > 1.0)


def like(text: str, word: str) -> str:
    """Give a word the capitals and the apostrophe of another."""
    if "’" in text or "'" not in text:
        word = word.replace("'", "’") if "’" in text else word
    if text.isupper() and len(text) > 1:
        return word.upper()
    return word[0].upper() + word[1:] if text[0].isupper() else word
