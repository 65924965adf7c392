"""Abbreviations that the text does not explain (N922).

In goes what a text says; out come suggestions, one for each abbreviation, where it first stands. If the text itself has
the words whose first letters it is made of, the entry is filled in with them.
"""

import re
from collections import Counter
from collections.abc import Iterator

from editio.encode.suggest.dictionary import is_roman
from editio.encode.suggest.suggestion import Look, Suggestion
from editio.encode.suggest.wording import PROSE, after

INITIALS = re.compile(r"(?<![\w.])(?:[^\W\d_]\.){2,}|(?<![\w.])[^\W\d_a-zа-я]{2,6}(?![\w’'])")
CUT = re.compile(r"(?<!\w)([^\W\d_]{2,5})\.(?=[ ]?[a-zà-ÿа-я,;:\d])")
USUAL = frozenset("i.e. e.g. a.m. p.m. a.d. b.c. u.s.w. z.b. d.h. etc. mr. mrs. dr. st. т.е. т.д.".split())
"""Abbreviations that need no explanation."""


def observe(look: Look) -> Iterator[Suggestion]:
    """Suggest abbreviations to be expanded."""
    found: dict[str, tuple[int, int, int]] = {}
    times: Counter[str] = Counter()
    for number, passage in enumerate(look.wording.passages):
        if passage.block.kind not in PROSE or (not passage.words.strip() or passage.words.isupper()):
            continue
        for match in _found(look, passage.words):
            found.setdefault(match.group(), (number, *match.span()))
            times[match.group()] += 1
    for short, (number, first, last) in found.items():
        place = look.wording.range(number, first, last)
        often = "" if times[short] == 1 else f" and stands {times[short]} times"
        full = _spelt_out(look, short)
        if full:
            sentence = f"'{short}' is not explained{often}; the text has '{full}'"
            yield Suggestion("N922", place, sentence, "expand", (("with", full), ("cert", "medium")), -2.2)
            continue
        sentence = f"'{short}' is not explained{often}; do = \"expand\" with its long form would"
        values = (("code", "N922"), ("why", f"‘{short}’ needs no explanation"))
        yield Suggestion("N922", place, sentence, "ignore", values, -3.4)


def _found(look: Look, words: str) -> Iterator[re.Match[str]]:
    for match in INITIALS.finditer(words):
        short = match.group()
        letters = short.replace(".", "")
        person = re.match(r"\s[A-ZÀ-ÞА-Я][a-zà-ÿа-я]", after(words, match.end())) and "." in short and len(letters) < 4
        if (
            short.lower() in USUAL
            or person
            or (not short.count(".") and (is_roman(short.lower()) or look.known(short.lower())))
        ):
            continue
        if "." in short or short.isupper():
            yield match
    for match in CUT.finditer(words):
        short = match.group()
        if short.lower() not in USUAL and look.dictionary is not None and not look.known(match.group(1)):
            yield match


def _spelt_out(look: Look, short: str) -> str:
    """Find words of the text whose first letters make up an abbreviation; empty if there are none."""
    letters = re.sub(r"[^\w]", "", short)
    if len(letters) < 2 or not letters.isupper():
        return ""
    small = r"(?:[ ](?:of|the|and|for|de|des|du|la|der|die|und|für|del|y|и))*"
    pattern = re.compile((small + r"[ -]").join(rf"{re.escape(letter)}[^\W\d_]+" for letter in letters))
    for passage in look.wording.passages:
        if match := pattern.search(passage.words):
            return match.group()
    return ""
