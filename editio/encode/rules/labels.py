"""Labels: what a line says of the division that begins with it, by its first words.

In go the words of a line; out comes a :class:`Label`: 'CHAPTER IV. A Title', 'Erster Teil', 'THE FIRST BOOK', 'XXIII',
'§ 4', 'Night the Second', '第三章', 'B.7.1 A question', 'PREFACE'. A label is a reading and no proof: the line may be
prose that begins like this. Whether it is a heading, the whole series of its kind decides
(:mod:`editio.encode.rules.series`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from editio.encode import catalogue, numerals
from editio.encode.rules.shapes import is_title_case

DECORATION = "_*=~-–—| \t\N{IDEOGRAPHIC SPACE}"
"""What typists put round a heading."""

TOKEN = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*[׳״΄ʹ]?")
MOST_TOKENS = 6
"""Words of a line that are looked at for a number."""

DECIMAL = re.compile(r"^(?:§\s*)?((?:[A-Z]\.)?\d{1,3}(?:\.\d{1,3})+|[A-Z]\.\d{1,3})[.:]?(?=\s|$)")
CHINESE = re.compile(r"^第\s*([一二三四五六七八九十百廿〇0-9０-９]{1,5})\s*([^\W\d_])[\s\N{IDEOGRAPHIC SPACE}:：、.]*")
ITEM = re.compile(r"^\(?([A-Za-z])[.)](?=\s|$)")
RUN_ON = re.compile(r"--|—|–")
SEPARATORS = ".:;,)]|—–-―\N{IDEOGRAPHIC COMMA}"
COUNTERS = frozenset("no nr nº n num number numéro número numero nummer".split())
ARTICLES = frozenset("the le la les der die das el il lo o a de den det het".split())
PLURALS = frozenset(word for word, kind in catalogue.DIVISIONS.items() if kind == "notes" and word[-1:] in "sn")
"""Words for notes that mean several."""

SHORTEST_SENTENCE = 40
"""Code points from which on what goes on in a small letter is a sentence: 'Section II. has made clear ...'."""

LONGEST_NAME = 12
"""Words of a heading without a number whose last one names the kind of division: 'PREFACE TO THE SECOND EDITION'."""


@dataclass(frozen=True, slots=True)
class Label:
    """Hold what was read: the type of division (or nothing), the words before the number, the number and its form.

    ``value`` counts from 1 and is 0 for what has no number; ``text`` is the number as it stands; ``rest`` is what
    follows on the line: a title. ``depth`` counts the parts of a decimal number.
    """

    kind: str
    word: str
    form: str
    value: int
    text: str
    rest: str
    depth: int = 1

    @property
    def is_certain(self) -> bool:
        """Tell whether a word of the catalogue names the division."""
        return bool(self.kind)


def read(line: str) -> tuple[Label, ...]:
    """Give the labels that a line may bear, the likeliest first; most lines bear none."""
    words = line.replace("_", "").strip(DECORATION)
    if not words:
        return ()
    if not words[0].isascii():
        chinese = _chinese(words)
        if chinese:
            return (chinese,)
    found = _decimal(words) or _worded(words)
    letter = _letter(words)
    return tuple(label for label in (found, letter) if label)


def _decimal(words: str) -> Label | None:
    match = DECIMAL.match(words)
    if not match:
        return None
    above, _, last = match[1].rpartition(".")
    return Label("", above, "decimal", int(last), match[1], words[match.end() :].strip(), match[1].count(".") + 1)


def _chinese(words: str) -> Label | None:
    match = CHINESE.match(words)
    if match and match[2] in catalogue.DIVISIONS:
        number = numerals.read(match[1])
        return Label(
            catalogue.DIVISIONS[match[2]], match[2], "chinese", number[0] if number else 0, match[1],
            words[match.end() :],
        )  # fmt: skip
    if words in (numerals.UPPER, numerals.MIDDLE, numerals.LOWER):
        value = (numerals.UPPER, numerals.MIDDLE, numerals.LOWER).index(words) + 1
        return Label("", "", "part", value, words, "")
    return None


def _letter(words: str) -> Label | None:
    match = ITEM.match(words)
    if match:
        letter, rest = match[1], words[match.end() :].strip()
    elif len(words) == 1 and words.isascii() and words.isupper():
        letter, rest = words, ""
    else:
        return None
    form = "letter" if letter.isupper() else "small letter"
    return Label("", "", form, ord(letter.upper()) - ord("A") + 1, letter, rest)


@dataclass(frozen=True, slots=True)
class _Tokens:
    """Hold the first words of a line, in lower case, and where each begins and ends in it."""

    line: str
    low: Sequence[str]
    spans: Sequence[tuple[int, int]]

    def rest(self, nth: int) -> tuple[str, str]:
        """Give what parts a word from what follows it, and what follows."""
        end = self.spans[nth][1]
        tail = self.line[end:]
        rest = tail.lstrip(SEPARATORS + "_* ")
        return tail[: len(tail) - len(rest)], rest.rstrip(DECORATION)

    def between(self, nth: int) -> str:
        """Give what stands between a word and the next."""
        return self.line[self.spans[nth][1] : self.spans[nth + 1][0]]


def _tokens(words: str) -> _Tokens:
    found: list[tuple[int, int]] = []
    for match in TOKEN.finditer(words[:200]):
        found.append(match.span())
        if len(found) == MOST_TOKENS:
            break
    return _Tokens(words, [words[first:last].lower() for first, last in found], found)


def _worded(words: str) -> Label | None:
    """Read a division's name with a number before or behind it, a number alone, or a name that needs none."""
    tokens = _tokens(words)
    if not tokens.low or tokens.spans[0][0] > (2 if words[0] in "§([" else 0):
        return None
    for label in (_named(tokens), _counted(tokens), _alone(tokens), _learned(tokens)):
        if label:
            return label
    return unnumbered(words)


def _number(tokens: _Tokens, nth: int) -> tuple[int, str, int, int] | None:
    """Give the value and form of a number that begins at a word, and the places of its first and last word."""
    if nth >= len(tokens.low):
        return None
    first, last = tokens.spans[nth]
    word = tokens.line[first:last]
    if tokens.low[nth] in catalogue.TENS and nth + 1 < len(tokens.low) and tokens.between(nth) == " ":
        both = numerals.in_words(f"{tokens.low[nth]} {tokens.low[nth + 1]}")
        if both:
            return both, "word", nth, nth + 1
    found = numerals.read(word)
    return (*found, nth, nth) if found else None


def is_word_alone(line: str) -> bool:
    """Tell whether a line is the name of a division that wants a number, which may stand on the next: 'Act', 'Part'."""
    kind = catalogue.DIVISIONS.get(line.strip(DECORATION).lower(), "")
    return bool(kind) and kind not in catalogue.UNNUMBERED


def _made(tokens: _Tokens, kind: str, word: str, number: tuple[int, str, int, int], end: int) -> Label | None:
    """Make a label, unless the line goes on as a sentence does."""
    separator, rest = tokens.rest(end)
    if rest and rest[0].islower() and (not separator.strip(" *,;") or len(rest) > SHORTEST_SENTENCE):
        return None
    value, form, first, last = number
    if form == "roman" and rest and not (kind or word or separator != " " or rest.isupper()):
        return None  # a pronoun: 'I Sing'
    text = tokens.line[tokens.spans[first][0] : tokens.spans[last][1]]
    if form == "roman" and text.islower():
        form = "small roman"
    return Label(kind, word, form, value, text, rest)


def _named(tokens: _Tokens) -> Label | None:
    """Read 'CHAPTER IV', 'Book the First', 'LETTER No. 12'."""
    kind = catalogue.DIVISIONS.get(tokens.low[0], "")
    nth = 1
    while kind and nth < len(tokens.low) and tokens.low[nth] in COUNTERS | ARTICLES and nth < 3:
        nth += 1
    number = _number(tokens, nth) if kind else None
    if not number and kind and nth > 1:
        number = _number(tokens, 1)  # the article was the number: 'PARTE A'
    return _made(tokens, kind, tokens.low[0], number, number[3]) if number else None


def _counted(tokens: _Tokens) -> Label | None:
    """Read 'FIRST ACT', 'THE SECOND BOOK', 'Erster Teil', '1. Kapitel', 'Zweites Buch'."""
    start = 1 if tokens.low[0] in ARTICLES and len(tokens.low) > 2 else 0
    number = _number(tokens, start)
    if not number or number[3] + 1 >= len(tokens.low):
        return None
    nth = number[3] + 1
    kind = catalogue.DIVISIONS.get(tokens.low[nth], "")
    if not kind or kind in ("notes", "contents") or tokens.between(nth - 1).strip(" .") or number[1] == "roman":
        return None
    if tokens.line[tokens.spans[nth][0]].islower() and number[1] != "arabic" and len(tokens.low) > nth + 1:
        separator, _ = tokens.rest(nth)
        if not separator.strip(" "):
            return None  # 'First part of the evening'
    return _made(tokens, kind, tokens.low[nth], number, nth)


def _alone(tokens: _Tokens) -> Label | None:
    """Read 'XXIII', '4. A title', '§ 4', 'No. 12'."""
    start = 1 if tokens.low[0] in COUNTERS and len(tokens.low) > 1 else 0
    number = _number(tokens, start)
    if not number or (number[1] == "word" and len(tokens.low) > 1):
        return None
    sign = "§" if tokens.line[0] == "§" else tokens.low[0] if start else ""
    return _made(tokens, "section" if sign == "§" else "", sign, number, number[3])


def _learned(tokens: _Tokens) -> Label | None:
    """Read 'NIGHT THE SECOND', 'ADVENTURE I. A Title': a word that the catalogue lacks, and a number behind it."""
    for nth in range(1, min(4, len(tokens.low))):
        if tokens.between(nth - 1).strip(" .") or not tokens.line[tokens.spans[0][0]].isupper():
            return None
        number = _number(tokens, nth)
        if number and number[1] != "letter" and (number[1] != "word" or number[3] == len(tokens.low) - 1):
            word = " ".join(low for low in tokens.low[:nth] if low not in ARTICLES)
            return _made(tokens, "", word, number, number[3]) if word else None
    return None


def unnumbered(words: str) -> Label | None:
    """Read 'PREFACE', 'AUTHOR'S DEDICATION', 'Preface to the Second Edition', 'LIST OF ILLUSTRATIONS.'."""
    plain = words.strip(DECORATION).rstrip(".:").lower()
    kind = catalogue.DIVISIONS.get(plain, "")
    if kind in catalogue.UNNUMBERED:
        return Label(kind, plain, "", 0, "", "")
    low = TOKEN.findall(plain)
    if RUN_ON.search(plain) and not words.isupper():
        return None  # topics: 'Introduction--The Extent of the Town'
    if not 1 < len(low) <= LONGEST_NAME or not (low[0] in catalogue.DIVISIONS or low[-1] in catalogue.DIVISIONS):
        return None
    if words.endswith(":") or catalogue.is_of_stage(low) or not (words.isupper() or is_title_case(words)):
        return None  # 'Enter Prologue.'
    for name in (low[0], low[-1]):
        kind = catalogue.DIVISIONS.get(name, "")
        if kind == "notes" and name not in PLURALS:
            kind = "notice"  # 'A NOTE ON THE TEXT' holds no notes
        if kind in catalogue.UNNUMBERED:
            return Label(kind, name, "", 0, "", plain)
    return None
