"""Pages that begin in the midst of words: ``[Pg 12]``, ``{12}``, ``<pb n="12"/>``.

In goes a raw text, which shows what it uses (see :func:`uses`), and the words of a passage; out come the marks, each of
which becomes a ``pb`` with the :func:`number` in it (Guidelines, section 3.11.3). A number counts only if its like
count up through the text, page by page, each but once: notes have bodies that say their numbers again, and references
name pages out of order.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from editio.encode import catalogue
from editio.encode.inline.marks import Found, Mark

DECISION = "pages"

WORD = rf"(?:{'|'.join(sorted(map(re.escape, catalogue.PAGES), key=len, reverse=True))})\.?[ \t]{{0,3}}"
NUMBER = r"(?P<n>\d{1,4}[a-z]?|[ivxlcIVXLC]{1,9})"

STYLES = {
    "[": re.compile(rf"\[{WORD}{NUMBER}\]", re.I),
    "{": re.compile(rf"\{{(?:{WORD})?{NUMBER}\}}", re.I),
    "|": re.compile(rf"\|{WORD}{NUMBER}\|", re.I),
    "<": re.compile(r"<pb(?:[ \t]+n=\"?|:[ \t]*)(?P<n>[^\"<>\s]{1,40})\"?[ \t]*/?>", re.I),
}
"""Forms of a page's number -> by their first character, which says where to look."""

FEWEST = 3
"""Pages of a text that shows that it counts them."""

IN_ORDER = 0.9
"""The share of pages that must follow one another: volumes may begin anew, and typists err."""


def uses(text: str) -> frozenset[str]:
    """Tell which forms of a page's number a text uses, by what stands before the number: ``[pg``, ``{``."""
    found: dict[str, list[str]] = {}
    for sign, form in STYLES.items():
        for match in form.finditer(text) if sign in text else ():
            found.setdefault(_opening(match), []).append(match["n"])
    return frozenset(opening for opening, numbers in found.items() if counts(numbers))


def _opening(match: re.Match[str]) -> str:
    return match[0][: match.start("n") - match.start()].strip(" \t.").lower()


def counts(numbers: Sequence[str]) -> bool:
    """Tell whether numbers count up as those of pages do: by one mostly, and no number twice."""
    values = [int(number) for number in numbers if number.isdecimal()]
    if len(numbers) < FEWEST:
        return False
    if len(values) < FEWEST:
        return len(set(numbers)) == len(numbers)
    steps = [after - before for before, after in pairwise(values)]
    rising = sum(1 for step in steps if step > 0)
    unique = len(set(values)) >= IN_ORDER * len(values)
    return unique and rising >= IN_ORDER * len(steps) and median(steps) <= 2


def find(words: str, openings: frozenset[str]) -> Found:
    """Find the pages that begin in some words; where blanks stand on both sides of a number, it takes one side's."""
    marks: list[Mark] = []
    for sign in {opening[0] for opening in openings if opening[0] in words}:
        for match in STYLES[sign].finditer(words):
            if _opening(match) not in openings:
                continue
            first, last = match.span()
            if first == 0 or words[first - 1].isspace():
                last += len(words[last:]) - len(words[last:].lstrip())
            if last == len(words):
                first = len(words[:first].rstrip())
            marks.append(Mark(first, last, DECISION))
    return Found(tuple(sorted(marks, key=lambda mark: mark.first)))


def number(mark: str) -> str:
    """Give the number of the page that some characters read as a mark are the beginning of, or an empty string."""
    found = (form.search(mark) for form in STYLES.values())
    return next((one["n"] for one in found if one), "")
