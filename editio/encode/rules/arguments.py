"""Arguments: what a chapter tells, put between its heading and its text (Guidelines, section 4.2.3).

In go a draft in which the headings are claimed; out come blocks that stand in an ``argument`` together: its heading, if
it has one, and its paragraphs. One without a heading is known by what stands at the same place in other chapters as
well: lines of topics between dashes, or a sentence that begins 'In which ...'.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from editio.encode import catalogue
from editio.encode.draft import Block, Container, Draft, Group
from editio.encode.rules.labels import DECORATION
from editio.encode.rules.shapes import ANCHOR, MOST_HEADING_LINES, is_capitals

DASH = re.compile(r"\s?(?:--|—|–)\s?(?=\w)")
FEWEST = 3
"""Chapters with an argument from which on a text has arguments."""

MOST_LINES = 20
"""Lines of an argument without a heading."""

RAREST = 5
"""One heading in so many has an argument, at least: the parts of a long chapter have one together."""

MOST_GROUPS = 20
"""Groups of an argument with a heading."""

PROSE = 0.5
"""The share of line ends that the measure forces from which on some lines are no verse."""


def arguments(draft: Draft) -> Iterator[Block]:
    """Claim arguments below headings, with their own headings or without."""
    heads = {block.last for block in draft.blocks if block.kind == "head" and not block.inside}
    unnamed: list[Group] = []
    for nth, group in enumerate(draft.groups):
        if group.first - draft.gap_before(group) not in heads:
            continue
        words = draft.words(group)
        if is_argument(words):
            yield from _named(draft, draft.groups[nth : nth + MOST_GROUPS])
        elif _is_argument(draft, group, words):
            unnamed.append(group)
    if len(unnamed) >= FEWEST and len(unnamed) * RAREST >= sum(1 for b in draft.blocks if b.kind == "head" and b.level):
        for group in unnamed:
            inside = (Container("argument", group.first),)
            yield Block("p", group.first, group.last, inside=inside, sure="medium")


def is_argument(words: str) -> bool:
    """Tell whether a line is the heading of an argument; it may call a note."""
    return ANCHOR.sub("", words.strip(DECORATION)).strip(DECORATION).rstrip(".:").lower() in catalogue.ARGUMENTS


def _named(draft: Draft, groups: Sequence[Group]) -> Iterator[Block]:
    """Give the heading of an argument, a title in capitals below it, and the paragraphs that follow without a gap."""
    inside = (Container("argument", groups[0].first),)
    yield Block("head", groups[0].first, groups[0].last, inside=inside)
    any_text = False
    for before, group in pairwise(groups):
        gap = draft.gap_before(group)
        if group.first - gap != before.last or (any_text and gap > 1) or not _is_prose(draft, group):
            return
        if not any_text and group.last - group.first <= MOST_HEADING_LINES and is_capitals(draft.words(group)):
            yield Block("head", group.first, group.last, inside=inside)
            continue
        any_text = True
        yield Block("p", group.first, group.last, inside=inside)


def _is_prose(draft: Draft, group: Group) -> bool:
    lone = group.last - group.first == 1
    return lone or not draft.survey.wrapped or draft.survey.fill(group.first, group.last) >= PROSE


def _is_argument(draft: Draft, group: Group, words: str) -> bool:
    """Tell whether a group below a heading looks like a list of topics, or begins as summaries do."""
    if group.last - group.first > MOST_LINES or words[0] in '"“«-–—' or words[-1] not in "._*)":
        return False
    if words.strip(DECORATION + "(").lower().startswith(catalogue.SUMMARIES):
        return True
    dashes = len(DASH.findall(words))
    is_set_in = draft.survey.margin(group.first, group.last) > 0 or words[0] == "_"
    return dashes >= 1 and (is_set_in or dashes * 12 >= len(words.split()))
