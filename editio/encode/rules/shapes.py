"""Shapes that several rules ask for: what looks like a heading, what like prose.

In go groups of lines; out come answers. A shape is never a proof: a rule weighs it with what stands around.
"""

import re
from collections import Counter

from editio.encode import catalogue
from editio.encode.draft import Draft, Group

LONGEST_HEADING = 120
"""Code points of a heading, all its lines together."""

MOST_HEADING_LINES = 3
LEAST_PARAGRAPH = 100
"""Code points from which on a group of lines is taken for a paragraph, however it ends."""

ENDS_SENTENCE = re.compile(r"[.!?:;,…。！？；：，؟۔؛،।։][\"'”’»«›‹“‟」』)\]）]*$")
"""A point of any script, with what may close behind it: marks that open in one tradition close in another (»so«)."""

ANCHOR = re.compile(r"(?:\[[\w*†‡]{1,4}\]|\{\w{1,4}\}|\(\d{1,4}\)|[*†‡]{1,3}|[⁰¹²³⁴-⁹]{1,4})$")
"""What calls a note from behind a heading: no part of its shape."""

WORD = re.compile(r"[^\W\d_][\w’'-]*")

OPENING_MARKS = "\"'“‘«„‹"
QUOTES = '"“«»„‹›「『'
"""What speech begins with. An apostrophe is not among them: it begins words as well."""

DASHES = ("--", "—", "–", "- ")
"""What stands before the name of an author; in the dialogue of many languages it opens the words of somebody."""

OPEN_ENDED = (",", ";", ":", "--", "—", "–", "-", "...", "…", "&")
"""How a line ends that goes on: no heading ends so."""

LONGEST_SENTENCE = 80
"""Code points of a heading that ends as a sentence does, in small letters."""


def is_like_a_heading(draft: Draft, group: Group) -> bool:
    """Tell whether some lines are as few and as short as those of a heading."""
    if group.last - group.first > MOST_HEADING_LINES:
        return False
    return len(draft.words(group)) <= LONGEST_HEADING


def is_prose(draft: Draft, group: Group) -> bool:
    """Tell whether some lines are as long as those of a paragraph, or end as a sentence does."""
    words = draft.words(group)
    return len(words) >= LEAST_PARAGRAPH or bool(ENDS_SENTENCE.search(ANCHOR.sub("", words)))


def is_title_case(words: str) -> bool:
    """Tell whether each word begins with a capital, but for those that title case leaves small."""
    is_big = False
    for match in WORD.finditer(words):
        word = match[0]
        if not word[0].isupper() and word.lower() not in catalogue.SMALL_WORDS:
            return False
        is_big = is_big or word.lower() not in catalogue.SMALL_WORDS
    return is_big


def is_capitals(words: str) -> bool:
    """Tell whether the letters are capitals, two of them at least; scripts without capitals have none."""
    return words.isupper() and sum(map(str.isalpha, words)) > 1


def is_bracketed(words: str) -> bool:
    """Tell whether all words stand in brackets, whatever emphasis or point is around these."""
    words = words.strip("_*. ")
    return words[:1] + words[-1:] in ("[]", "()", "（）", "［］", "〔〕")


def is_title(words: str, *, loose: bool = False) -> bool:
    """Tell whether words may be a title: short, not open at their end, and no sentence but in capitals or title case.

    If ``loose``, a short sentence may be one: that a series has a title at this place is known from elsewhere then.
    """
    words = ANCHOR.sub("", words).strip("_*=[]() ")
    if not words or len(words) > LONGEST_HEADING or words.endswith(OPEN_ENDED) or words[0].islower():
        return False
    if not ENDS_SENTENCE.search(words):
        return any(map(str.isalpha, words))
    return is_capitals(words) or is_title_case(words) or (loose and len(words) <= LONGEST_SENTENCE)


def usual_gap(draft: Draft) -> int:
    """Give the number of blank lines that most paragraphs of a text have before them."""
    gaps: Counter[int] = Counter()
    gap = 0
    for margin in draft.survey.margins:
        if margin < 0:
            gap += 1
        else:
            gaps[gap] += 1
            gap = 0
    if draft.survey.parting == "blank":
        del gaps[0]  # between the lines of a paragraph
    return min(gaps.most_common(1), default=(1, 0))[0]
