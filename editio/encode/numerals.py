"""Numbers as headings have them: Arabic, Roman, in words, as letters, in Chinese characters.

In go single words; out come values, from 1, and the form that the number has. What languages call their numbers is
data of the catalogue; compounds of tens and units ('twenty-first', 'einundzwanzig') are put together here.
"""

import re
import unicodedata
from functools import lru_cache

from editio.encode import catalogue

ROMAN = re.compile(r"^(?=[MDCLXVI])M{0,3}(CM|CD|D?C{0,4})(XC|XL|L?X{0,4})(IX|IV|V?I{0,4})$")
ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
CHINESE = {sign: value for value, sign in enumerate("一二三四五六七八九十", 1)} | {"〇": 0, "百": 100, "廿": 20}
UPPER, MIDDLE, LOWER = "上", "中", "下"
"""The names of the two or three parts of a Chinese or Japanese work."""

HEBREW = dict(zip("אבגדהוזחטיכלמנסעפצקרשת", (*range(1, 11), *range(20, 101, 10), 200, 300, 400), strict=True))
KERAIA = "\N{GREEK NUMERAL SIGN}\N{GREEK TONOS}'’\N{ACUTE ACCENT}"
GREEK = {sign: value for value, sign in enumerate("ΑΒΓΔΕϚΖΗΘΙ", 1)}
MOST = 4
"""Digits of an Arabic number that counts something: years have as many, and no series reaches them."""

LENGTHS = "\N{COMBINING MACRON}\N{COMBINING BREVE}"
AND = re.compile(r"^(?:and|et|und|en|og|och|y|e|i)$")
SHORTEST_JOINED = len("tweeentien")
JOINED = re.compile(rf"^(\w{{2,8}})(?:und|en|ën)({'|'.join(catalogue.TENS)})$")
"""Units before tens, in one word: einundzwanzig, tweeëntwintig."""

SHORT = re.compile(r"[ivxlc]{1,7}|\d{1,3}")
"""A short number in small letters. Signs for 500 and 1000 are not among them: 'di', 'mi' and 'mix' are words."""

JOINTS = re.compile(r"[-\s\N{NON-BREAKING HYPHEN}]+")


def counts(word: str) -> bool:
    """Tell whether a word in small letters is a number that counts the parts of a work: in words, or a short one."""
    return word in catalogue.NUMBERS or SHORT.fullmatch(word) is not None


@lru_cache(maxsize=4096)
def read(word: str) -> tuple[int, str] | None:
    """Give the value of a number, from 1, and its form: arabic, roman, word, letter or chinese; None if it is none."""
    if word.isdecimal():
        return (int(word), "arabic") if len(word) <= MOST and int(word) else None
    upper = word.upper() if word.isascii() and (word.isupper() or word.islower()) else ""
    if upper and ROMAN.match(upper):
        return roman(upper), "roman"
    value = in_words(word.lower())
    if value:
        return value, "word"
    if not word.isascii():
        return _of_other_scripts(word)
    return None


def roman(number: str) -> int:
    """Give the value of a Roman number in capitals; four equal signs in a row count as four."""
    values = [ROMAN_VALUES[sign] for sign in number]
    return sum(
        -value if value < following else value for value, following in zip(values, [*values[1:], 0], strict=True)
    )


def in_words(word: str) -> int:
    """Give the value of a number in words, a compound of tens and units among them; 0 if it is none."""
    known = catalogue.NUMBERS.get(word) or catalogue.TENS.get(word)
    if known:
        return known
    if not word.isascii():
        plain = _plain(word)
        if plain != word:
            return in_words(plain)
    parts = [part for part in JOINTS.split(word) if not AND.match(part)]
    if len(parts) == 2:
        return _together(parts[0], parts[1])
    joined = JOINED.match(word) if len(word) >= SHORTEST_JOINED else None
    return _together(joined[2], joined[1]) if joined else 0


def _plain(word: str) -> str:
    """Give a word without the marks of length that grammars put on Latin vowels."""
    apart = unicodedata.normalize("NFD", word)
    return unicodedata.normalize("NFC", "".join(sign for sign in apart if sign not in LENGTHS))


def _together(ten: str, unit: str) -> int:
    tens, units = catalogue.TENS.get(ten, 0), catalogue.NUMBERS.get(unit, 0)
    return tens + units if tens and 0 < units < 10 else 0


def _of_other_scripts(word: str) -> tuple[int, str] | None:
    if all(sign in CHINESE for sign in word):
        return (chinese(word), "chinese") if len(word) <= MOST else None
    bare = word.rstrip("׳'").replace("״", "")
    if bare and len(bare) <= 3 and all(sign in HEBREW for sign in bare):
        return sum(HEBREW[sign] for sign in bare), "letter"
    if word[-1] in KERAIA and all(sign in GREEK for sign in word[:-1]):
        return sum(GREEK[sign] for sign in word[:-1]), "letter"
    plain = unicodedata.normalize("NFKC", word)
    return read(plain) if plain != word else None


def chinese(number: str) -> int:
    """Give the value of a number in Chinese characters below a thousand: 二十三, or by places 二三."""
    if not any(sign in "十百廿" for sign in number):
        return int("".join(str(CHINESE[sign]) for sign in number))
    total = unit = 0
    for sign in number:
        value = CHINESE[sign]
        if value >= 10 and sign != "廿":
            total += max(unit, 1) * value
            unit = 0
        else:
            unit, total = (0, total + value) if value == 20 else (value, total)
    return total + unit
