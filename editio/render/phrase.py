"""Phrases: what every format says around a text, in the words of its interface.

In go a catalogue of words (:attr:`editio.render.sheet.Sheet.words`) and values of a document; out come short pieces
of text. What is said on which page is a matter of templates.
"""

import re
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup, escape

from editio.render import language
from editio.render.document import Date, Occurrence
from editio.render.statements import Passage
from editio.toml import is_date, moment


def filled(pattern: str, *values: object, **named: object) -> Markup:
    """Fill the braces of a phrase of the interface."""
    escaped = {name: escape(value) for name, value in named.items()}
    return Markup(str(escape(pattern)).format(*map(escape, values), **escaped))


def paragraphs(said: str) -> tuple[str, ...]:
    """Part what an editor wrote, as plain words, where lines are empty."""
    return tuple(" ".join(part.split()) for part in re.split(r"\n[ \t]*\n", said) if part.strip())


def quoted(words: Any, said: str) -> Markup:
    """Give words of the text in the quotation marks of the interface, or its word for nothing."""
    return filled(words.quoted, said) if said else Markup(escape(words.nothing))


def in_context(one: Occurrence | Passage) -> tuple[str, str]:
    """Give the words before and after a mention or a change, with dots where its block goes on."""
    before, after = one.goes_on
    return f"{'…' if before else ''}{one.before}", f"{one.after}{'…' if after else ''}"


def lost(words: Any, details: Mapping[str, str]) -> str:
    """Say what is missing, and why, as far as TEI's ``quantity``, ``unit``, ``extent`` and ``reason`` say it."""
    cause = cause_of(words, details)
    amount = _amount(words, details.get("quantity", ""), details.get("unit", "")) or details.get("extent", "")
    known = "both" if amount and cause else "amount" if amount else "cause" if cause else "neither"
    return str(words.lost[known].format(amount=amount, cause=cause))


def cause_of(words: Any, details: Mapping[str, str]) -> str:
    """Say why words are missing, are not sure, or are too much, unless that goes without saying."""
    reason = details.get("reason", "")
    return str(words.causes.get(reason, reason))


def _amount(words: Any, quantity: str, unit: str) -> str:
    if not quantity:
        return ""
    number = words.numbers[int(quantity) - 2] if quantity in map(str, range(2, len(words.numbers) + 2)) else quantity
    known = words.units.get(unit) or words.units.get(unit.removesuffix("s"))
    if not known:
        return f"{number} {unit}".rstrip()
    one, several = known
    return str(one if quantity == "1" else several.format(number))


def date_in(words: Any, date: Date | str) -> str:
    """Give a date as a header writes it, or by the words of the interface.

    What a header writes in another language than these, and is no more than the date, is said by them.
    """
    when, written = (date, "") if isinstance(date, str) else (date.when, date.words)
    if not is_date(when):
        return written or when
    if written and not (isinstance(date, Date) and _is_foreign(words, date) and _is_bare(date)):
        return written
    year, month, day = (*moment(when), 0, 0)[:3]
    if not month:
        return year_in(words, year)
    pattern = words.date if day else words.date_of_month
    return str(pattern.format(day=day_in(words, day), month=words.months[month - 1], year=year_in(words, year)))


def _is_foreign(words: Any, date: Date) -> bool:
    return bool(date.language) and language.tag(date.language).partition("-")[0] != words.language.partition("-")[0]


def _is_bare(date: Date) -> bool:
    """Tell whether the words of a date are its day, month and year alone, as far as ``when`` has them."""
    said = [word for word in re.findall(r"\w+", date.words) if word not in ("d", "de", "del")]
    parts = moment(date.when)
    return len(said) == len(parts) and str(parts[0]) in said


def day_in(words: Any, day: int) -> str:
    """Give a day of the month, of which the first may be said otherwise."""
    return str(words.first_of_month) if day == 1 else str(day)


def year_in(words: Any, year: int) -> str:
    """Give a year, those Before Christ (below 0) by the words of the interface."""
    return str(words.before_christ.format(-year)) if year < 0 else str(year)
