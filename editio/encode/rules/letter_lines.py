"""What a line may be in a letter, by its words alone: where it stands says whether it is one.

In go lines by their index; out come their roles: ``dateline``, ``salute`` (the greeting, or to whom a letter goes),
``close`` (the leave), ``name``, or nothing. The words are those of all languages of the catalogue.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from editio.encode import catalogue
from editio.encode.draft import Draft, Group

LONGEST = 64
"""Code points of a line of a letter that is no prose: an address, a date, a leave, a name."""

MOST_LINES = 4
"""Lines that stand together at the head or the end of a letter."""

MOST_NAMES = 6
"""Words of a signature: a name with a title."""

MOST_DATED, MOST_PLACE = 10, 6
"""Words of a dateline, and words of it before the month: a place, a day of the week, a number."""

CAPITAL_MONTHS = frozenset(
    word
    for code in ("de", "en")
    for cell in catalogue.LANGUAGES_KNOWN[code]["phrases"]["months"]
    for word in cell.split()
)
"""Months of languages that write them with a capital: 'may' and 'march' are other words."""

DIGIT = re.compile(r"\d")
MARKS_AROUND = "_*\"“”‘’'«»„()[]"
"""What may stand round the words of a line: of emphasis, and of a quotation."""

INNER_MARKS = frozenset('"“”»«')
"""What stands within a line of a dialogue, and within none of a letter."""

CLOSING_MARKS = "\"'”’»“‘"
ENDS = (",", ":", "!", ".", "—", "-")


def _by_first_word(phrases: Iterable[str]) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for phrase in phrases:
        found.setdefault(first_word(phrase), []).append(phrase)
    return found


def first_word(words: str) -> str:
    """Give the first word, without a point behind it."""
    return words.split(" ", 1)[0].rstrip(",.:!")


SALUTES = _by_first_word(catalogue.SALUTES)
CLOSES = _by_first_word(catalogue.CLOSES)
"""How greetings and leaves begin, by their first word."""


def role_of(draft: Draft, index: int) -> str:
    """Tell what a line may be in a letter, by its words: dateline, salute, close, name, or nothing."""
    raw = draft.survey.words[index]
    words = raw.strip(MARKS_AROUND)
    if not words or len(words) > LONGEST or words.lower() in catalogue.PAGES or not INNER_MARKS.isdisjoint(words):
        return ""
    small = words.lower()
    if is_dateline(words):
        return "dateline"
    first = first_word(small)
    if catalogue.begins(small, SALUTES.get(first, ())) and words.endswith(ENDS):
        return "salute"
    if catalogue.begins(small, CLOSES.get(first, ())) and len(words.split()) <= MOST_NAMES + 2:
        return "close"
    return "name" if raw[0] not in "([-—–" and _is_name(words) else ""


def is_dateline(words: str) -> bool:
    """Tell whether some words say where and when: a month, a day or a year, and few words before them."""
    parts = [part.strip(".,;:_()[]’'“”\"") for part in words.split()]
    if not 2 <= len(parts) <= MOST_DATED or words[-1] in ";:,?" or not words[0].isalnum():
        return False
    month = next((nth for nth, part in enumerate(parts) if _is_month(part)), None)
    return month is not None and month <= MOST_PLACE and any(part[:1].isdigit() for part in parts)


def _is_month(word: str) -> bool:
    """Tell whether a word names a month: in languages that write months with a capital only if it has one."""
    small = word.lower()
    return small in catalogue.MONTHS and (word[:1].isupper() or small not in CAPITAL_MONTHS)


def _is_name(words: str) -> bool:
    """Tell whether a line may be a signature: few words, most of them with a capital, and no sentence."""
    parts = words.rstrip(".").split()
    big = sum(part.lstrip(MARKS_AROUND)[:1].isupper() for part in parts)
    return (
        0 < len(parts) <= MOST_NAMES
        and words[-1] not in "!?:;,—-"
        and parts[0][:1].isupper()
        and big * 3 > 2 * len(parts)
    )


def roles_of(draft: Draft, group: Group) -> list[str]:
    """Tell what each line of a group may be; more lines than a letter has at either end are nothing."""
    if group.last - group.first > MOST_LINES:
        return [""]
    return [role_of(draft, index) for index in range(group.first, group.last)]
