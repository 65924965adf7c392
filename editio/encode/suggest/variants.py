"""Forms that the text itself spells otherwise (N910): hyphens, capitals, endings such as -ise and -ize.

In goes what a text says; out come suggestions of the rarer form, where the usual one stands several times as often.
"""

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise

from editio.encode.suggest.suggestion import Look, Suggestion
from editio.encode.suggest.wording import Token, is_word
from editio.encode.suggest.words import like

USUAL = 3
"""How often the usual form stands at least, and how many times as often as the rare one."""

ENGLISH = (
    (re.compile(r"is(e|ed|es|er|ers|ing|ation|ations|ational)\Z"), r"iz\1"),
    (re.compile(r"(?<=[a-z]{2})our(?=s?\Z|ed\Z|ing\Z|er|able|ist|ite|ful|less|hood)"), "or"),
    (re.compile(r"(?<=[a-z]{3}[^aeiou])re(s?)\Z"), r"er\1"),
    (re.compile(r"ll(ed|ing|er|ers)\Z"), r"l\1"),
    (re.compile(r"(?<=.)xion(s?)\Z"), r"ction\1"),
    (re.compile(r"dgement(s?)\Z"), r"dgment\1"),
    (re.compile(r"æ|œ"), "e"),
)
"""Spellings of English that one writer does not mix."""


def observe(look: Look) -> Iterator[Suggestion]:
    """Suggest rare forms of words that the text usually spells otherwise."""
    yield from _hyphens(look)
    yield from _capitals(look)
    if look.primary == "en":
        yield from _spellings(look)


def _hyphens(look: Look) -> Iterator[Suggestion]:
    tokens = look.wording.tokens
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    where: dict[str, tuple[Token, Token]] = {}
    for a, b in pairwise(tokens):
        if b.gap in ("-", " ") and a.passage == b.passage and is_word(a.text) and is_word(b.text):
            whole = a.low + b.gap + b.low
            if b.gap == "-" or a.low + b.low in look.wording.counts:
                forms[a.low + b.low][whole] += 1
                where[whole] = (a, b)
    for joined, found in forms.items():
        if "-" in "".join(found):
            open_form = next(iter(found)).replace("-", " ")
            found[open_form] = look.evidence.pairs[tuple(open_form.split(" ", 1))]  # type: ignore[index]
        if look.wording.counts[joined]:
            found[joined] = look.wording.counts[joined]
        if len(+found) > 1 and len(joined) > 5:
            yield from _rarer(look, +found, where, joined)


def _rarer(look: Look, found: Counter[str], where: dict[str, tuple[Token, Token]], joined: str) -> Iterator[Suggestion]:
    usual, most = min(found.items(), key=lambda item: (-item[1], item[0]))
    for rare, times in sorted(found.items()):
        if rare == usual or most < USUAL or times > 2 or most < USUAL * times or (" " in rare and most < 4 * USUAL):
            continue
        for first, last in _places(look, rare, where, joined):
            text = look.wording.passages[first.passage].words[first.start : last.end]
            sentence = f"the text has '{usual}' {most} times, '{rare}' {'once' if times == 1 else 'twice'}"
            values = (("with", like(text, usual)), ("cert", "low"))
            place = look.wording.range(first.passage, first.start, last.end)
            odds = -1.6 + 0.3 * math.log(most / times)
            yield Suggestion("N910", place, sentence, "correct", values, odds, "N910 hyphen")


def _places(look: Look, rare: str, where: dict[str, tuple[Token, Token]], joined: str) -> Iterator[tuple[Token, Token]]:
    if rare in where:
        yield where[rare]
    elif rare == joined:
        yield from ((token, token) for token in look.wording.tokens if token.low == joined)


def _capitals(look: Look) -> Iterator[Suggestion]:
    """Suggest small letters in words that the text writes with a capital elsewhere, even within sentences."""
    wording = look.wording
    inside: Counter[str] = Counter()
    small: Counter[str] = Counter()
    for token in wording.tokens:
        if not token.opens_sentence and wording.is_prose(token):
            (inside if token.text[0].isupper() else small)[token.low] += 1
    if look.primary == "de":
        return
    for token in wording.tokens:
        low = token.low
        if small[low] in (1, 2) and token.text[0].islower() and inside[low] >= 4 * small[low] and len(low) > 2:
            sentence = f"the text has '{low.capitalize()}' {inside[low]} times, '{token.text}' {small[low]} times"
            values = (("with", low.capitalize()), ("cert", "low"))
            known = 1.0 if look.dictionary and not look.dictionary.known(low) else 0.0
            odds = -4.0 + known + 0.3 * math.log(inside[low] / small[low])
            yield Suggestion("N910", wording.place(token), sentence, "correct", values, odds, "N910 capital")


def _spellings(look: Look) -> Iterator[Suggestion]:
    groups: dict[str, list[str]] = defaultdict(list)
    for low in look.wording.counts:
        if len(low) > 3 and is_word(low):
            groups[_key(low)].append(low)
    rare: dict[str, str] = {}
    for group in groups.values():
        usual = min(group, key=lambda low: (-look.wording.counts[low], low))
        most = look.wording.counts[usual]
        rare.update((low, usual) for low in group if low != usual and USUAL * look.wording.counts[low] <= most)
    for token in look.wording.tokens:
        if usual := rare.get(token.low, ""):
            counts = look.wording.counts
            sentence = f"the text has '{usual}' {counts[usual]} times, '{token.low}' {counts[token.low]} times"
            values = (("with", like(token.text, usual)), ("cert", "low"))
            yield Suggestion("N910", look.wording.place(token), sentence, "correct", values, -2.2, "N910 spelling")


def _key(low: str) -> str:
    for pattern, form in ENGLISH:
        low = pattern.sub(form, low)
    return "".join(c for c in unicodedata.normalize("NFD", low) if not unicodedata.combining(c))
