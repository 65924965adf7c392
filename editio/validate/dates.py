"""The house rules about time: spans that end before they begin, and dates that disagree with words or with lives.

In goes what a survey found; out come findings. Whether a date has its form is for the gate to say (E503); dates of
other calendars are passed over, since they are not counted here.
"""

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from editio import tei
from editio.validate.places import Finding
from editio.validate.survey import DATES, Survey

Day = tuple[int, ...]
"""A date as year, year and month, or year, month and day; years before the Common Era are negative."""

ISO = re.compile(r"(-?\d{4,9})(?:-(\d\d)(?:-(\d\d))?)?(?![\d-])")
YEAR = re.compile(r"(?<![\d.,])(?:1\d|20)\d\d(?![\d.,]\d|\d)")
"""A year in words; numbers of fewer digits may be anything."""

SPANS = (("from", "to"), ("notBefore", "notAfter"))
DATED = ("birth", "date", "death")
OTHER_COUNT = ("calendar", "datingMethod", "datingPoint", "when-custom", "from-custom", "notBefore-custom")
"""Attributes by which a date is of a calendar that is not counted here."""


def spans_end_after_they_begin(document: Survey) -> Iterator[Finding]:
    """Report @from after @to, and @notBefore after @notAfter (E521)."""
    for attribute in document.dates:
        for first, last in SPANS:
            if attribute.name != first:
                continue
            begin, end = day(attribute.value), day(attribute.element.get(last, ""))
            if begin and end and _is_after(begin, end):
                sentence = f"@{first} is '{attribute.value}' and @{last} '{attribute.element.get(last)}'"
                yield Finding(attribute.element, "E521", sentence, "look up which of the two is wrong")


def dates_say_the_year_of_their_words(document: Survey) -> Iterator[Finding]:
    """Report a date whose words name a year, while its attributes name others (W522).

    Where the year began in March, a day before that counts to the year before.
    """
    for element in (one for name in DATED for one in document.named[name]):
        days = _days(element)
        years = [int(year) for year in YEAR.findall(tei.words(element))] if days else []
        if not years or any(element.get(attribute) for attribute in OTHER_COUNT):
            continue
        first, last = _earliest(days), _latest(days)
        if not any(first[0] - (first[1:2] < (4,)) <= year <= last[0] for year in years):
            said = ", ".join(f'{key}="{element.get(key)}"' for key in sorted(DATES) if element.get(key))
            sentence = f"the words say {years[0]}, and the date {said}"
            yield Finding(element, "W522", sentence, "look up which of the two is wrong")


def texts_are_written_in_the_life_of_their_author(document: Survey) -> Iterator[Finding]:
    """Report a date of writing before the birth or after the death of an author whom the header points at (W523)."""
    for creation in document.named["creation"]:
        header = next(creation.iterancestors(tei.tag("teiHeader")), creation)
        authors = list(_authors(document, header))
        for date in tei.find_all(creation, "date"):
            days = _days(date) if date.get("type", WRITTEN) == WRITTEN else []
            for author in authors if days else ():
                sentence = _outside(days, author)
                if sentence:
                    yield Finding(date, "W523", sentence, "look up the date, and whether the author is the right one")


WRITTEN = "written"
"""The @type of a date of writing, where several dates are given."""


def day(value: str) -> Day:
    """Read a date in a form of the W3C; what is no date, or has no year, is empty."""
    found = ISO.match(value.strip())
    return tuple(int(part) for part in found.groups() if part) if found else ()


def _is_after(one: Day, other: Day) -> bool:
    """Compare two dates as far as both are exact."""
    exact = min(len(one), len(other))
    return one[:exact] > other[:exact]


def _days(element: etree._Element) -> list[Day]:
    return [found for key in sorted(DATES) if (found := day(element.get(key, "")))]


def _earliest(days: Iterable[Day]) -> Day:
    return min(days)


def _latest(days: Iterable[Day]) -> Day:
    return max(days)


def _authors(document: Survey, header: etree._Element) -> Iterator[etree._Element]:
    for author in tei.find_all(header, "fileDesc/titleStmt/author"):
        for element in author.iter(tei.tag("*")):
            for address in element.get("ref", "").split():
                persons = document.ids.get(address[1:], ()) if address.startswith("#") else ()
                yield from (person for person in persons[:1] if tei.local(person) == "person")


def _outside(days: list[Day], person: etree._Element) -> str:
    """Say that days lie outside a life; empty if they do not, or if nobody knows."""
    born, died = ([one for found in tei.find_all(person, name) for one in _days(found)] for name in ("birth", "death"))
    if born and _is_after(_earliest(born), _latest(days)):
        return f"written in {_latest(days)[0]}, before the author was born in {_earliest(born)[0]}"
    if died and _is_after(_earliest(days), _latest(died)):
        return f"written in {_earliest(days)[0]}, after the author died in {_latest(died)[0]}"
    return ""
