"""Words that exist but are likely wrong where they stand (N904).

In goes what a text says; out come suggestions of words that one slip parts from another, which is so much likelier
between the same neighbours that it outweighs how rare slips are (see :mod:`editio.encode.suggest.evidence`).
"""

from collections.abc import Iterator

from editio.encode.suggest import edits
from editio.encode.suggest.dictionary import is_roman
from editio.encode.suggest.sentences import ABBREVIATIONS
from editio.encode.suggest.suggestion import OFTEN, Look, Suggestion
from editio.encode.suggest.weights import NEIGHBOURS, add, weigh
from editio.encode.suggest.wording import Token, is_word
from editio.encode.suggest.words import like

LEAST = -4.5
"""The least odds that are told: below them it would be every other word."""

COMMON = 8.0
"""How often a word must stand, in the text or by its share in books, to be what was meant."""

CONFUSED = {
    "en": (
        "their there", "its it's", "then than", "to too", "of off", "your you're", "who's whose", "loose lose",
        "affect effect", "principal principle", "quite quiet", "where were", "were we're", "here hear", "know now",
        "by buy", "weather whether", "passed past", "led lead", "no know", "write right", "through though", "an and",
        "are our", "was saw", "on no", "form from", "casual causal", "united untied", "trail trial", "angle angel",
    ),
    "de": ("das dass", "seid seit", "wider wieder", "den denn", "im in", "man mann", "wahr war"),
    "fr": ("a à", "ou où", "et est", "ces ses", "ce se", "on ont", "son sont", "la là", "sur sûr", "du dû"),
    "es": ("a ha", "haber a", "hay ahí", "si sí", "mas más", "el él", "tu tú", "que qué", "de dé"),
    "it": ("e è", "a ha", "o ho", "ai hai", "anno hanno", "la là", "si sì"),
}  # fmt: skip
"""Words that writers confuse, beside those that one slip makes of another."""

SINGLE = frozenset("aàeéèoyiиaяуово") | {"is", "in", "it", "an", "as", "at", "of", "on", "or", "if"}
"""What may be a slip of a word of one letter, or one letter of it."""

VERY_COMMON = 200
"""Words so common that they are indexed from the books, though the text has them not."""


def observe(look: Look) -> Iterator[Suggestion]:
    """Suggest words that another would better fit between their neighbours."""
    near = _nearest(look)
    for at, token in enumerate(look.wording.tokens):
        others = near.get(token.low)
        if not others or _is_at_home(look, at) or not _is_plain(look, at, token):
            continue
        fits = look.evidence.likelier(token.low, others, at)
        odds, other = max(
            (known + add(fit, NEIGHBOURS), other) for (other, known), fit in zip(others.items(), fits, strict=True)
        )
        if token.text[0].isupper():
            odds += NEIGHBOURS["capital"]
        if odds > LEAST:
            sentence = f"'{token.text}' fits its neighbours less than '{like(token.text, other)}' would"
            values = (("with", like(token.text, other)), ("cert", "low" if odds < 1 else "medium"))
            yield Suggestion("N904", look.wording.place(token), sentence, "correct", values, odds)


def _alone(look: Look, low: str, other: str) -> float:
    """Weigh what two words say without their neighbours: how easy the slip is, how short and how usual the word."""
    signs = edits.signs(low, other)
    signs["often"] = float(look.wording.counts[low] >= OFTEN)
    signs["short"] = float(len(low) <= 3)
    return weigh(signs, NEIGHBOURS)


def _nearest(look: Look) -> dict[str, dict[str, float]]:
    """Give for each word of the text the common words of which it may be a slip, and what speaks for that alone."""
    counts, evidence = look.wording.counts, look.evidence
    common = {low for low in counts if evidence.count(low) >= COMMON and is_word(low) and look.known(low)}
    common |= {word for word, share in evidence.book_words.items() if share >= VERY_COMMON}
    index = edits.Index(sorted(common))
    pairs: dict[str, set[str]] = {}
    for pair in CONFUSED.get(look.primary, ()):
        a, b = pair.split()
        pairs.setdefault(a, set()).add(b)
        pairs.setdefault(b, set()).add(a)
    found = {}
    for low in counts:
        if is_word(low) and (look.known(low) or len(low) < 3):
            near = {one for one in index.near(low) if _may_be(low, one)} | pairs.get(low, set())
            if near:
                found[low] = {other: _alone(look, low, other) for other in sorted(near)}
    return found


def _may_be(low: str, other: str) -> bool:
    """Tell whether a word may be a slip of another; an apostrophe or a single letter makes too many words of one."""
    if len(low) == 1 or len(other) == 1:
        return low in SINGLE and other in SINGLE
    return low.replace("'", "") != other.replace("'", "")


def _is_at_home(look: Look, at: int) -> bool:
    """Tell quickly whether a word has met its neighbours before, elsewhere in the text."""
    before, behind = look.evidence.neighbours(at)
    low = look.wording.tokens[at].low
    pairs = look.evidence.pairs
    left = pairs[before, low] - 1 + (look.evidence.book_pairs.get((before, low), 0) > 1)
    right = pairs[low, behind] - 1 + (look.evidence.book_pairs.get((low, behind), 0) > 1)
    return (left > 1 and right > 1) or left > 20 or right > 20


def _is_plain(look: Look, at: int, token: Token) -> bool:
    """Tell whether a word is written small, or owes its capital to its place: a name has no likelier neighbour."""
    if (token.text.isupper() and token.text != "I") or (is_roman(token.low) and token.low not in ("mix", "di", "mi")):
        return False
    tokens = look.wording.tokens
    if at + 1 < len(tokens) and tokens[at + 1].gap.startswith(".") and token.low in ABBREVIATIONS:
        return False
    hyphened = token.gap.endswith("-") or (at + 1 < len(tokens) and tokens[at + 1].gap.startswith("-"))
    dotted = at + 1 < len(tokens) and len(token.low) == 1 and tokens[at + 1].gap.startswith(".")
    return not hyphened and not dotted and (token.text.islower() or token.opens_sentence or look.primary == "de")
