"""Emphasis as typists write it: ``_italic_``, ``*bold*``, ``=bold=``, ``~small capitals~``, ``+spaced+``.

In go a raw text, which shows what it uses (see :func:`uses`), and the words of a passage; out come the marks and the
elements between them. A mark opens before a word and closes behind one; between two letters (``snake_case``) and
between two blanks it is a character. Source: Project Gutenberg and Distributed Proofreaders, 'Formatting Guidelines',
sections on italics, bold, small capitals and spaced words.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache

from editio.encode.inline.marks import NOTHING, Element, Found, Mark

DECISION = "emphasis"

USUAL = {"_": "italic", "*": "bold", "=": "bold", "~": "small-caps", "+": "spaced"}
"""Signs -> what words between two of them look like, where a text does not say it itself."""

FEWEST = 3
"""Pairs of a sign other than ``_`` that a text must have: one or two may be sums, prices, keys, or stars of notes."""

ALMOST_ALL = 0.9
"""The share of such signs that must be in pairs: where they are markup, nearly all of them are."""

DECLARED = {
    "small cap": "small-caps",
    "petites cap": "small-caps",
    "kapit": "small-caps",
    "italic": "italic",
    "italique": "italic",
    "kursiv": "italic",
    "cursiv": "italic",
    "bold": "bold",
    "gras": "bold",
    "fett": "bold",
    "gesperrt": "spaced",
    "spaced": "spaced",
    "underlin": "underline",
    "greek": "grc",
}
"""What a transcriber's note calls a look -> the look; ``grc`` is no look, but Greek in Latin letters."""

SAYING = re.compile(
    r"enclosed|surrounded|delimited|marked|denoted|indicated|represented|placed|between|rendered|shown|text|"
    r"markiert|gekennzeichnet|dargestellt|indiqu|entre|entour",
    re.IGNORECASE,
)
"""Words of sentences that say what a sign means."""

DEEPEST = 2
"""Pairs of one sign within one another."""

NEAR = 90
"""Code points before a pair of signs within which a note that says what they mean names the look."""


def uses(text: str) -> Mapping[str, str]:
    """Tell which signs a text uses in pairs -> what they mean; ``**`` is one of them, as Markdown has it."""
    found: dict[str, str] = {}
    if text.count("**") > 1 and _is_used(text, "**"):
        found["**"] = "bold"
    for sign, usual in USUAL.items():
        if text.count(sign) < 2:
            continue
        said = "" if sign == "*" else _declared(text, sign)  # a star before words calls notes as well
        if said or _is_used(text, sign):
            found[sign] = said or ("italic" if sign == "*" and "**" in found else usual)
    return found


def _is_used(text: str, sign: str) -> bool:
    pairs = 2 * sum(1 for _ in _pair(sign).finditer(text))
    if not pairs:
        return False
    tokens = sum(1 for _ in _edge(sign).finditer(text))
    if sign == "_":
        return pairs * 2 > tokens  # nothing else is written so, therefore most of them are enough
    return pairs >= 2 * FEWEST and pairs >= tokens * ALMOST_ALL


def _declared(text: str, sign: str) -> str:
    """Give what the text itself says of a sign: in words before the first pairs of it, the nearest of them."""
    for nth, match in enumerate(_pair(sign).finditer(text)):
        if nth == 20:
            break
        before = text[max(0, match.start() - NEAR) : match.start()]
        if not SAYING.search(before):
            continue
        lower = before.lower()
        named = max((lower.rfind(word), look) for word, look in DECLARED.items())
        if named[0] >= 0:
            return named[1]
    return ""


@cache
def _pair(sign: str) -> re.Pattern[str]:
    """Find a sign before a word, and the next one behind a word, within one paragraph."""
    one, key = re.escape(sign), re.escape(sign[0])
    inner = rf"(?:[^{key}\r\n]++|\r?\n(?![ \t]*\r?\n))*+"
    return re.compile(rf"{one}(?<![\w{key}]{one})(?=[^\s{key}]){inner}(?<=\S){one}(?![\w{key}])")


@cache
def _edge(sign: str) -> re.Pattern[str]:
    """Find a sign at the edge of a word: before one or behind one, not between two letters nor between two blanks."""
    one, key = re.escape(sign), re.escape(sign[0])
    return re.compile(rf"{one}(?:(?<![\w{key}]{one})(?=[^\s{key}])|(?<=[^\s{key}]{one})(?![\w{key}]))")


@cache
def _sign(sign: str) -> re.Pattern[str]:
    key = re.escape(sign[0])
    return re.compile(rf"{re.escape(sign)}(?<!{key}{re.escape(sign)})(?!{key})")


def find(words: str, signs: Mapping[str, str], is_taken: Callable[[int], bool]) -> Found:
    """Find the pairs of each sign in the words of a passage; where those of one do not match, nothing is done."""
    found = NOTHING
    for sign, look in signs.items():
        if sign not in words:
            continue
        edges = list(_pairs(words, sign, is_taken))
        if None in edges:
            found += Found(doubts=(DECISION,))
            continue
        pairs = [pair for pair in edges if pair]
        size = len(sign)
        marks = tuple(Mark(at, at + size, DECISION) for pair in pairs for at in pair)
        marks += tuple(_blanks(words, sign, pairs)) if sign == "_" else ()
        elements = tuple(_element(first + size, last, look) for first, last in pairs)
        found += Found(marks, elements)
    return found


def _blanks(words: str, sign: str, pairs: Sequence[tuple[int, int]]) -> Iterator[Mark]:
    """Find signs that stand for the blanks between words, as in ``_worst_of_all_``."""
    for first, last in pairs:
        inner = words[first + 1 : last]
        if sign in inner and not any(character.isspace() for character in inner):
            places = (first + 1 + match.start() for match in _sign(sign).finditer(inner))
            yield from (Mark(at, at + 1, DECISION, " ") for at in places)


def _element(first: int, last: int, look: str) -> Element:
    if look == "grc":
        return Element(first, last, "foreign", (("xml:lang", "grc-Latn"),))
    return Element(first, last, "hi", (("rend", look),))


def _pairs(words: str, sign: str, is_taken: Callable[[int], bool]) -> Iterator[tuple[int, int] | None]:
    """Give where each pair of a sign opens and closes; None where one has no other.

    Within a pair may stand others: words that are roman among italics.
    """
    opened: list[int] = []
    places = [match.start() for match in _sign(sign).finditer(words) if not is_taken(match.start())]
    for nth, at in enumerate(places):
        opens, closes = _can(words, at, at + len(sign))
        if opened and (closes or (not opens and _ends_within(words, places, nth, len(sign)))):
            yield opened.pop(), at
        elif (opens and len(opened) < DEEPEST) or (not opened and _begins_within(words, places, nth, len(sign))):
            opened.append(at)
        elif opens or closes:
            yield None
    if opened:
        yield None


def _can(words: str, first: int, last: int) -> tuple[bool, bool]:
    """Tell whether a sign can open, and whether it can close."""
    before = words[first - 1 : first]
    after = words[last : last + 1]
    inner = _is_letter(before) and _is_letter(after)
    opens = bool(after) and not after.isspace() and not _is_letter(before)
    closes = bool(before) and not before.isspace() and not _is_letter(after)
    return (opens and not inner, closes and not inner)


def _is_letter(character: str) -> bool:
    return character.isalnum()


def _begins_within(words: str, places: Sequence[int], nth: int, size: int) -> bool:
    """Tell whether a sign between two letters opens: the end of a word is stressed, as in ``un_happy_``."""
    if nth + 1 == len(places) or any(character.isspace() for character in words[places[nth] : places[nth + 1]]):
        return False
    opens, closes = _can(words, places[nth + 1], places[nth + 1] + size)
    return closes and not opens


def _ends_within(words: str, places: Sequence[int], nth: int, size: int) -> bool:
    """Tell whether a sign between two letters closes: part of a word is stressed, as in ``_un_happy``."""
    at = places[nth]
    if words[at - 1].isspace() or words[at + size : at + size + 1].isspace():
        return False
    if nth + 1 == len(places):
        return True
    opens, closes = _can(words, places[nth + 1], places[nth + 1] + size)
    return opens and not closes
