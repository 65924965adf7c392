"""Headings: those that say their number, and those that nothing marks but their shape.

In goes a draft; out come blocks of kind ``head``, each with its rank.
"""

import re
from collections.abc import Iterator

from editio.encode import catalogue
from editio.encode.draft import Block, Draft, Group
from editio.encode.rules.shapes import ENDS_SENTENCE, OPENING_MARKS, is_like_a_heading, is_prose, is_title_case

ROMAN = r"[IVXLCDM]+"
NUMBER = rf"(?:{ROMAN}|\d{{1,3}}|[A-Z])"
DIVISION = re.compile(rf"^({'|'.join(catalogue.DIVISIONS)})\b(?:\s+({NUMBER}|[a-z-]+)\b)?[.:]?(?=\s|$)", re.I)
NUMBERED = re.compile(rf"^({ROMAN}|\d{{1,3}})[.)]?(?:\s+(?=\S)|$)")


def numbered_headings(draft: Draft) -> Iterator[Block]:
    """Claim headings that say their number: 'CHAPTER IV', 'Part Two: ...', 'VIII. A Title', '3. A title'."""
    for group, following in zip(draft.groups, (*draft.groups[1:], None), strict=False):
        words = draft.words(group)
        if not is_like_a_heading(draft, group) or following is None:
            continue
        division = DIVISION.match(words)
        number = NUMBERED.match(words)
        if division and (division.group(2) or len(words) == division.end()):
            name = division.group(1).lower()
            label = division.group(2) or ""
            yield Block("head", group.first, group.last, label=label, level=catalogue.RANKS[catalogue.DIVISIONS[name]])
        elif number and not ENDS_SENTENCE.search(words[number.end() :]) and not _is_list(draft, following):
            roman = not number.group(1).isdigit()
            if roman and words == number.group(1) and len(words) == 1 and words not in "IVX":
                continue
            level = catalogue.ROMAN_RANK if roman else catalogue.NUMBERED_RANK
            yield Block("head", group.first, group.last, label=number.group(1), level=level)


def _is_list(draft: Draft, following: Group) -> bool:
    words = draft.words(following)
    return bool(NUMBERED.match(words)) and is_like_a_heading(draft, following)


def bare_headings(draft: Draft) -> Iterator[Block]:
    """Claim headings that nothing marks but their shape: short, apart, without a full stop, and prose after them."""
    for group, following in zip(draft.groups, (*draft.groups[1:], None), strict=False):
        words = draft.words(group)
        if following is None or (ENDS_SENTENCE.search(words) and not words.endswith(("!", "?", "!”", "?”"))):
            continue
        if not is_like_a_heading(draft, group) or not is_prose(draft, following):
            continue
        if words.endswith(("!", "?")) and not is_title_case(words):
            continue
        if words[0] in OPENING_MARKS and draft.words(following)[0] == words[0]:
            continue  # a word of a dialogue
        if group.last - group.first > 2 or words[0].islower() or not any(c.isalpha() for c in words):
            continue
        sure = "high" if is_title_case(words) else "low"
        yield Block("head", group.first, group.last, level=catalogue.BARE_RANK, sure=sure)
