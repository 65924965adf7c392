"""What each line of a title page is: title, author, another's name, edition, imprint or date.

In go the groups of lines that stand together on title pages; out come :class:`Part`\\ s, which are as many lines of one
group as are of one kind (Guidelines, section 4.6). Words of the catalogue and what a library's header states tell most
kinds; what they do not tell is told by the order that title pages have kept since they were invented: titles, author,
who else, edition, place, publisher, year.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from editio.encode import catalogue, facts
from editio.encode.draft import Block, Draft, Group
from editio.encode.sameness import key

ROMAN = r"(?=[MDCLXVI]{3})M(?:M|C[DM]|CCCC|DC{0,4})(?:X[LC]|L?X{0,4})(?:I[XV]|V?I{0,4})"
"""A year from 1400 on in capitals that make a number: MIX and MILD are words."""

YEAR = re.compile(rf"[(\[]?(?:1[4-9]\d\d|20\d\d|{ROMAN})[)\].]?(?:[\s(,].{{0,30}})?")
"""A line that begins with a year, in Arabic or Roman numerals, and says little more."""

DATE_WORDS = 8
"""Words of a line that is a date, beside which it may name a place."""

IMPRINT_WORDS = 24
"""Words of a line of an imprint: a sentence that happens to speak of a publisher has more."""

CITY_WORDS = 9
EDITION_WORDS = 12
FILLED = 0.8
"""Share of line ends that the measure forced from which on lines run on: in prose nine in ten are."""

LEAST_TITLE = 4
"""Letters of a title line that is known by being part of the title that the header states."""

NAME = re.compile(r"(?:(?:[^\W\d_]\.\s?)*(?:[^\W\d_][\w’'-]+\.?\s+|[^\W\d_]\.\s+){1,3}[^\W\d_][\w’'-]+)")

WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
"""A word of a line, points within it included."""

AND = frozenset(["and", "&", "und", "et", "y", "e", "en", "och", "og", "i"])
"""What stands between two names on a line of its own."""


@dataclass(frozen=True, slots=True)
class Part:
    """Hold lines of one group, half open, and the kind of block that they are; none where nothing tells."""

    first: int
    last: int
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Stated:
    """Hold what a library's header states, as keys without case and points; ``main`` is the title's first line."""

    title: str = ""
    main: str = ""
    author: str = ""
    others: frozenset[str] = frozenset()


LONGEST = 1000
"""Characters of the longest line of a title page, be it a paragraph that was not wrapped: no more are looked at."""


def stated(draft: Draft) -> Stated:
    """Give what the header of a library states of the work."""
    values: dict[str, list[str]] = {}
    main = ""
    for block in draft.blocks:
        if block.kind == "metadata" and block.label in ("title", "author", "translator", "editor"):
            lines = draft.survey.words[block.first : block.last]
            values.setdefault(block.label, []).append(key(" ".join(lines).partition(":")[2]))
            main = main or (key(lines[0].partition(":")[2]) if block.label == "title" else "")
    others = frozenset((*values.get("translator", ()), *values.get("editor", ())))
    return Stated("".join(values.get("title", ())[:1]), main, "".join(values.get("author", ())), others)


def told(words: str, says: Stated) -> str:
    """Give the kind of a line that words or the header tell, an empty string where neither does."""
    if len(words) > LONGEST:
        return ""
    written = words.strip("_*=~ ()[]")
    bare = written.lower()
    plain = WORD.findall(bare)
    letters = key(words)
    if letters and letters in (says.main, says.title):
        return "title"  # a book may be called by a month and a year, as by anything
    if _is_date(written):
        return "date"
    if catalogue.begins(bare, catalogue.SAME_AUTHOR):
        return ""
    helps = catalogue.begins(bare, catalogue.OTHERS)
    if _is_title(letters, says) and not (helps and not says.title.startswith(letters)):
        return "title"
    if says.author and _is_author(plain, letters, says):
        return "author"
    if says.author and says.author in letters and len(letters) < 2 * len(says.author):
        return "author"
    if helps:
        return "byline"
    if plain and plain[0] in catalogue.BY and (len(plain) == 1 or _is_by_line(words)):
        same = not says.author or any(len(word) >= LEAST_TITLE and word in says.author for word in plain[1:])
        return "author" if same and len(plain) > 1 else "byline"
    if len(plain) <= IMPRINT_WORDS and _holds(bare, catalogue.IMPRINT):
        return "imprint"
    if len(plain) <= CITY_WORDS and catalogue.begins(bare, catalogue.CITIES):
        return "imprint"
    return "edition" if len(plain) <= EDITION_WORDS and _holds(bare, catalogue.EDITIONS) else ""


def _is_date(written: str) -> bool:
    """Tell whether a line, in its own case, is a year, a month of a year, or a day."""
    plain = WORD.findall(written)
    if YEAR.fullmatch(written) or (len(plain) <= DATE_WORDS and len(facts.date(written.lower())) == len("2000-01-01")):
        return True
    return len(plain) == 2 and plain[0].lower() in catalogue.MONTHS and bool(YEAR.fullmatch(plain[1]))


def _is_author(plain: Sequence[str], letters: str, says: Stated) -> bool:
    """Tell whether each word of a line is of the author's name, and a good part of the name stands there."""
    of_name = (len(letters) * 3 >= len(says.author) and len(plain) > 1) or letters == says.author
    return of_name and all(key(word) in says.author for word in plain)


def _is_title(letters: str, says: Stated) -> bool:
    """Tell whether a line is of the title that the header states, or is that title with some words more."""
    if not says.main or len(letters) < LEAST_TITLE:
        return False
    return letters in says.title or (says.main in letters and len(letters) <= 2 * len(says.main) + LEAST_TITLE)


def _holds(bare: str, phrases: Iterable[str]) -> bool:
    spaced = f" {re.sub(r'[,;:·|()]', ' ', bare)} "
    return any(f" {phrase} " in spaced or f" {phrase}. " in spaced or f" {phrase}, " in spaced for phrase in phrases)


def _is_by_line(words: str) -> bool:
    """Tell whether the word behind 'by' is a name's: it begins with a capital, or the line is in capitals."""
    tokens = words.strip("_* ").split()
    return len(tokens) > 1 and tokens[1].lstrip("_*'\"")[:1].isupper()


def parts(draft: Draft, groups: Sequence[Group], says: Stated) -> tuple[Part, ...]:
    """Give the parts of title pages, each with its kind."""
    found = [part for group in groups for part in _lines(draft, group, says)]
    return tuple(_settled(draft, found, says))


def told_within(draft: Draft, group: Group, says: Stated) -> tuple[str, ...]:
    """Give the kind of each line of a group; where lines were broken to the measure, none is a line by itself."""
    lines = draft.survey.words[group.first : group.last]
    fill = draft.survey.fill(group.first, group.last)
    if len(lines) > 2 and (fill >= FILLED or (fill >= FILLED / 2 and len(draft.words(group).split()) > IMPRINT_WORDS)):
        return tuple("" for _ in lines)
    return tuple(told(line, says) for line in lines)


def _lines(draft: Draft, group: Group, says: Stated) -> Iterator[Part]:
    """Give the parts of one group: lines that nothing tells go with their neighbours."""
    whole = told(draft.words(group), says)
    if whole in ("title", "author", "byline", "date") and group.last - group.first > 1:
        inner = set(told_within(draft, group, says))
        if inner <= ({whole, "", "byline"} if whole == "author" else {whole, ""}):
            yield Part(group.first, group.last, whole)
            return
    kinds = list(told_within(draft, group, says))
    for nth, (kind, following) in enumerate(pairwise((*kinds, ""))):
        if not kind and following in ("imprint", "date") and not any(kinds[:nth]):
            kinds[nth] = "imprint"
        elif not kind and nth and kinds[nth - 1] not in ("author", "title"):
            kinds[nth] = kinds[nth - 1]
    first = group.first
    for nth, kind in enumerate(kinds, 1):
        if nth == len(kinds) or kind != kinds[nth]:
            yield Part(first, group.first + nth, kind)
            first = group.first + nth


def _settled(draft: Draft, found: Sequence[Part], says: Stated) -> Iterator[Part]:
    """Give kinds to the parts that nothing told, by what stands before and behind them."""
    named = any(part.kind == "author" for part in found)
    previous = ""
    helper = titled = False
    for nth, part in enumerate(found):
        words = " ".join(draft.survey.words[part.first : part.last])
        following = found[nth + 1].kind if nth + 1 < len(found) else ""
        kind = part.kind
        before = " ".join(draft.survey.words[found[nth - 1].first : part.first]).strip("_* :").lower() if nth else ""
        if not kind and catalogue.DIVISIONS.get(words.lower().split()[0]) == "volume":
            kind = "title"
        elif not kind and before in catalogue.BY | AND:
            kind = "byline" if helper else "author"
        elif not kind and nth == 0 and len(found) > 1 and not (named or says.author) and _is_a_name(words):
            kind = "author"
        elif not kind and previous in ("imprint", "date"):
            kind = "imprint" if following in ("imprint", "date") else "title"
        elif not kind and titled and previous in ("author", "byline"):
            kind = "imprint" if following in ("imprint", "date") and len(words.split()) <= 3 else "byline"
        kind = kind or "title"
        titled = titled or kind == "title"
        helper = helper or (kind == "byline" and catalogue.begins(words.strip("_*(").lower(), catalogue.OTHERS))
        if kind == "author" and any(other and other in key(words) for other in says.others):
            kind = "byline"
        previous = kind
        yield replace(part, kind=kind)


def _is_a_name(words: str) -> bool:
    small = any(word.lower() in catalogue.SMALL_WORDS for word in words.split())
    return bool(NAME.fullmatch(words)) and words[0].isupper() and not small


def blocks(found: Iterable[Part], sure: str = "high") -> Iterator[Block]:
    """Give the blocks of some parts."""
    yield from (Block(part.kind, part.first, part.last, sure=sure, part="front") for part in found)
