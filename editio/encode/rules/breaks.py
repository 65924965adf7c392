"""What parts and what ends a text: lines of stars, of dashes, of dots, and last words such as 'The End'.

In go a draft; out come blocks of kind ``break`` (a ``milestone``), ``rule`` (a line drawn under words) and ``trailer``.
A row of dots in a book says that something is left out there, by the author or by whoever he quotes: it is a break as
well, and its look tells what stood there.
"""

import re
from collections.abc import Iterator

from editio.encode import catalogue, numerals
from editio.encode.draft import Block, Draft, Group
from editio.encode.rules.shapes import LEAST_PARAGRAPH

ORNAMENTS = "*＊#~×⁂❦❧❊✻✽✠☙•·◦○●◇◆☆★■□◊※§+="
"""Signs of which one alone is a break. A single dash is none: it is a word that somebody broke off."""

STARS = re.compile(rf"[{re.escape(ORNAMENTS)}](?:[ \t\xa0\u3000]*[{re.escape(ORNAMENTS)}xX])*\Z")
LINES = re.compile(r"(?:[-_=—–―─━═~][ \t\xa0]*){3,}\Z|-{0,3}[—–―─━═]{2,}-{0,3}\Z")
DOTS = re.compile(r"(?:[.…][ \t\xa0]*){4,}\Z|(?:…[ \t\xa0]*){2,}\Z")
RINGS = re.compile(
    r"[-—–=~*<>|.]{1,20}[ \t]*[oO0+x*#:<>](?:[ \t]*[oO0+x*#:<>]){0,40}[ \t]*[-—–=~*<>|.]{1,20}\Z|"
    r"o[0O]o\Z|(?:[oO0][ \t]+){2,}[oO0]\Z"
)
"""Printers' ornaments in letters: ``-o-``, ``—oOo—``, ``--<>--``, ``-+-``, ``o   o   o``."""

NEAR_END = 15
"""Groups at the end of a text among which its last words stand: a list of books or a note may follow them."""

MOST_TRAILER_LINES = 6
MOST_TRAILER_WORDS = 8
MOST_PRINTER_WORDS = 25

DIVISIONS = frozenset(catalogue.DIVISIONS) | {"vol", "bd", "pt", "t"}
"""Names of divisions, with the abbreviations that stand in 'End of Vol. I'."""

SLACK = 4
"""Columns by which a line drawn under words may be longer or shorter than they are."""


def breaks(draft: Draft) -> Iterator[Block]:
    """Claim lines of stars, dashes, dots and the like, which stand for a break; several in a row are one.

    What is drawn under the words of one line, and about as long, is no break but belongs to them. Dashes in the midst
    of lines are left to tables; a row of stars or dots there is a break in verse.
    """
    words = draft.survey.words
    for group in draft.groups:
        index = group.first
        while index < group.last:
            look = "" if words[index][0].isalpha() and words[index][0] not in "oO" else look_of(words[index])
            if not look:
                index += 1
                continue
            last = index + 1
            while last < group.last and look_of(words[last]):
                last += 1
            if _is_under(draft, group, index, last):
                yield Block("rule", index, last, sure="medium")
            elif look != "line" or index == group.first or last == group.last:
                yield Block("break", index, last, look=look)
            index = last


def look_of(words: str) -> str:
    """Tell which sort of break the words of a line are, empty if none."""
    if len(words) > LEAST_PARAGRAPH:
        words = words[:LEAST_PARAGRAPH] if len(set(words)) <= len(ORNAMENTS) else "."
    if STARS.match(words) or RINGS.match(words):
        return "line-of-signs"
    if LINES.match(words):
        return "line"
    return "line-of-dots" if DOTS.match(words) else ""


def _is_under(draft: Draft, group: Group, index: int, last: int) -> bool:
    """Tell whether a line is drawn under the one line of words above it, as under a heading."""
    seen = draft.survey
    if index != group.first + 1 or last > index + 1 or not LINES.match(seen.words[index]):
        return False
    above = seen.words[group.first]
    if len(above) >= LEAST_PARAGRAPH or "  " in above:
        return False
    return abs(seen.edges[index] - seen.edges[group.first]) <= SLACK and (last == group.last or len(above) < seen.width)


def trailers(draft: Draft) -> Iterator[Block]:
    """Claim what says that something ends: 'The End', '(To be continued)', 'End of Volume I', a printer's last line.

    The last words of a text stand near its end; 'End of ...' with the name of a division may stand behind each.
    """
    for nth, group in enumerate(draft.groups):
        first = draft.survey.words[group.first]
        if group.last - group.first > MOST_TRAILER_LINES or len(first) > LEAST_PARAGRAPH:
            continue
        words = first.strip("()[].…*_-—–=~!:;, \u3000（）").lower()
        alone = group.last - group.first == 1
        late = nth >= len(draft.groups) - NEAR_END
        if (alone and late and words in catalogue.TRAILERS) or (alone and _ends_division(words)):
            yield Block("trailer", group.first, group.last)
        elif late and _is_printers(draft.words(group), group is draft.groups[-1]):
            yield Block("trailer", group.first, group.last, sure="medium")


def _ends_division(words: str) -> bool:
    """Tell whether a line says that a part of the work ends: 'End of Volume I', 'Fin de la première partie'."""
    tokens = re.findall(r"[^\W_]+", words)
    if not 1 < len(tokens) <= MOST_TRAILER_WORDS or not set(tokens[:2]) & catalogue.ENDINGS:
        return False
    counted = any(map(numerals.counts, tokens[1:]))
    return tokens[0] in catalogue.ENDINGS and counted and any(token in DIVISIONS for token in tokens[1:])


def _is_printers(words: str, is_last: bool) -> bool:
    """Tell whether some lines are a printer's: they say so at once, or are the very last and name him."""
    bare = f" {words.strip('_*([ ').lower()} "
    return len(words.split()) <= MOST_PRINTER_WORDS and (
        bare.startswith(tuple(f" {word} " for word in catalogue.PRINTERS))
        or (is_last and any(f" {word}{end}" in bare for word in catalogue.PRINTERS for end in " ,."))
    )
