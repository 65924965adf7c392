"""Dates that no entry normalises (N924).

In goes what a text says; out come ``date`` entries with ``when`` filled in, as an ISO date. Only what names its year is
a date here; a number of four digits alone is a year where a word before it says so, or where it stands in brackets.
"""

import datetime
import re
from collections.abc import Iterator

from editio.encode.catalogue import MONTHS
from editio.encode.suggest.suggestion import Look, Suggestion

NAMES = "|".join(sorted((re.escape(name) for name in MONTHS), key=lambda name: (-len(name), name)))
YEAR = r"(?P<year>1[0-9]{3}|20[0-4][0-9])(?!\d|[.,]\d)"
DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th|er|º|-го|\.)?"
BEFORE_YEARS = """
    in since until till by from to of before after about during year seit bis von um en dès depuis vers desde hasta año
    em nel dal в с до около
""".split()
"""Words before a number of four digits that make a year of it."""

DATES = (
    re.compile(rf"(?<![\w.,]){DAY}[ ](?:of[ ]|de[ ]|day of[ ])?(?P<month>{NAMES})\.?,?[ ](?:de[ ]|of[ ])?{YEAR}", re.I),
    re.compile(rf"(?<!\w)(?P<month>{NAMES})\.?[ ](?:the[ ])?{DAY},?[ ]{YEAR}", re.I),
    re.compile(rf"(?<!\w)(?P<month>{NAMES})\.?,?[ ](?:of[ ]|de[ ])?{YEAR}", re.I),
    re.compile(
        rf"(?<!\w)(?:{'|'.join(BEFORE_YEARS)})[ ](?P<alone>{YEAR})(?![\d’'%-]|[ ](?:г|men|miles|years|francs)\b)",
        re.I,
    ),
    re.compile(rf"\((?P<alone>{YEAR})\)"),
)


def observe(look: Look) -> Iterator[Suggestion]:
    """Suggest dates, with their normalised form."""
    for number, passage in enumerate(look.wording.passages):
        if passage.block.kind in ("author", "title"):
            continue
        taken: list[tuple[int, int]] = []
        for pattern in DATES:
            for match in pattern.finditer(passage.words):
                group = "alone" if "alone" in pattern.groupindex else 0
                first, last = match.span(group)
                when = _when(match)
                if not when or any(start < last and first < end for start, end in taken):
                    continue
                taken.append((first, last))
                words = passage.words[first:last]
                place = look.wording.range(number, first, last)
                odds = -2.8 if len(when) > 4 else -3.6
                yield Suggestion("N924", place, f"'{words}' is a date: {when}", "date", (("when", when),), odds)


def _when(match: re.Match[str]) -> str:
    parts = match.groupdict()
    if not parts.get("month"):
        return parts["year"] or ""
    month = MONTHS[parts["month"].lower()]
    if not parts.get("day"):
        return f"{parts['year']}-{month:02}"
    try:
        return datetime.date(int(parts["year"]), month, int(parts["day"])).isoformat()
    except ValueError:
        return ""
