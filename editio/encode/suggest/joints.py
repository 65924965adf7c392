"""Blanks that are missing between two words, and blanks that make two words of one (N906).

In goes what a text says; out come suggestions. Languages that write words together are not asked for the first.
"""

import math
from collections.abc import Container, Iterator
from itertools import pairwise

from editio.encode.suggest.suggestion import OFTEN, Look, Suggestion
from editio.encode.suggest.wording import Token, is_word

COMPOUNDING = frozenset(["de", "nl", "sv", "da", "nb", "nn", "no", "fi", "hu", "et", "is"])
"""Languages that write words together, so that a word of two is no sign of a missing blank."""

ENCLITIC = {
    language: frozenset("la lo los las se le les li gli ne me te mi ti si ci vi nos os vos".split())
    for language in ("es", "it", "pt", "ca", "gl")
}
"""Words that some languages write on to a verb."""

SINGLE = frozenset("aioyàеивскоуя")
"""Words of one letter."""


def joined(look: Look, listed: Container[str], token: Token, strange: float) -> Suggestion | None:
    """Find two common words that stand without a blank between them in a word that is none.

    ``listed`` are all words that are known, ``strange`` says how many of the rare words are not.
    """
    if token.text[0].isupper() and not token.opens_sentence:
        return None
    low, best = token.low, (-9.0, 0)
    for cut in range(1, len(low)):
        first, second = low[:cut], low[cut:]
        if first != second and _is_word(look, listed, first) and _is_word(look, listed, second):
            best = max(best, (_odds(look, first, second), cut))
    odds, cut = best
    if not cut:
        return None
    sentence = f"'{token.text}' is no word; a blank may be missing"
    values = (("with", f"{token.text[:cut]} {token.text[cut:]}"), ("cert", "medium"))
    odds = 1.3 * (odds - 0.5 * strange) - 1.5
    return Suggestion("N906", look.wording.place(token), sentence, "correct", values, odds, "N906 joined")


def _is_word(look: Look, listed: Container[str], low: str) -> bool:
    if len(low) == 1:
        return low in SINGLE and look.wording.counts[low] >= OFTEN
    return low in listed and (look.wording.counts[low] > 1 or look.evidence.count(low) > 2)


def _odds(look: Look, first: str, second: str) -> float:
    evidence = look.evidence
    met = evidence.meeting(first, second) >= 1
    if not met and (look.primary in COMPOUNDING or second in ENCLITIC.get(look.primary, ())):
        return -9.0
    common = math.log(min(evidence.share(first), evidence.share(second)) * 1e5)
    shorter = min(len(first), len(second), 4)
    return 0.3 * common + 0.7 * shorter - 2.2 + (2.0 if met else 0.0) - (2.0 if shorter == 1 else 0.0)


def broken(look: Look, listed: Container[str], at: int) -> Suggestion | None:
    """Find the word of which a blank has made two, one of which, at a token, is none."""
    tokens = look.wording.tokens
    for first, second in ((at - 1, at), (at, at + 1)):
        if first >= 0 and second < len(tokens) and _side_by_side(tokens[first], tokens[second]):
            whole = tokens[first].low + tokens[second].low
            if whole in listed and len(whole) > 3:
                odds = 2.5 if look.evidence.count(whole) >= 1 else -0.5
                return _one(look, tokens[first], tokens[second], odds)
    return None


def observe(look: Look) -> Iterator[Suggestion]:
    """Suggest two known words that are one: rare ones that meet nowhere else, where the one is common."""
    evidence, tokens = look.evidence, look.wording.tokens
    for a, b in pairwise(tokens):
        if not _side_by_side(a, b) or evidence.meeting(a.low, b.low) > 1 or len(a.low) + len(b.low) < 5:
            continue
        whole = evidence.count(a.low + b.low)
        if whole >= 2 and min(evidence.count(a.low), evidence.count(b.low)) < whole and look.known(a.low + b.low):
            rarer = min(evidence.count(a.low), evidence.count(b.low)) + 0.5
            if look.known(a.text) and look.known(b.text):
                yield _one(look, a, b, -2.0 + 0.5 * math.log(whole / rarer))


def _side_by_side(a: Token, b: Token) -> bool:
    return b.is_plain and a.passage == b.passage and is_word(a.text) and is_word(b.text) and b.text.islower()


def _one(look: Look, a: Token, b: Token, odds: float) -> Suggestion:
    place = look.wording.range(a.passage, a.start, b.end)
    values = (("with", a.text + b.text), ("cert", "medium"))
    sentence = f"'{a.text} {b.text}' may be one word"
    return Suggestion("N906", place, sentence, "correct", values, odds, "N906 broken")
