"""Shapes that several rules ask for: what looks like a heading, what like prose.

In go groups of lines; out come answers. A shape is never a proof: a rule weighs it with what stands around.
"""

import re

from editio.encode import catalogue
from editio.encode.draft import Draft, Group

LONGEST_HEADING = 120
"""Code points of a heading, all its lines together."""

MOST_HEADING_LINES = 3
LEAST_PARAGRAPH = 100
"""Code points from which on a group of lines is taken for a paragraph, however it ends."""

ENDS_SENTENCE = re.compile(r"[.!?:;,…][\"'”’»)\]]*$")
OPENING_MARKS = "\"'“‘«„‹"


def is_like_a_heading(draft: Draft, group: Group) -> bool:
    """Tell whether some lines are as few and as short as those of a heading."""
    if group.last - group.first > MOST_HEADING_LINES:
        return False
    return len(draft.words(group)) <= LONGEST_HEADING


def is_prose(draft: Draft, group: Group) -> bool:
    """Tell whether some lines are as long as those of a paragraph, or end as a sentence does."""
    words = draft.words(group)
    return len(words) >= LEAST_PARAGRAPH or bool(ENDS_SENTENCE.search(words))


def is_title_case(words: str) -> bool:
    """Tell whether each word begins with a capital, but for those that title case leaves small."""
    big = [w for w in re.findall(r"[^\W\d_][\w’'-]*", words) if w.lower() not in catalogue.SMALL_WORDS]
    return bool(big) and all(word[0].isupper() for word in big)
