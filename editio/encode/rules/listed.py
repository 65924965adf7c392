"""Entries: what the lines of a list of contents say, and how far the list goes.

In go the free groups of a draft and the place of a title; out come entries, each with the keys of what it may name: its
letters and digits, with and without the number of a page, a label, and what stands in brackets.
"""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass

from editio.encode import catalogue
from editio.encode.draft import Draft, Group
from editio.encode.rules import labels
from editio.encode.rules.shapes import LONGEST_HEADING, MOST_HEADING_LINES
from editio.encode.sameness import key

PAGED = re.compile(r"(?:[\s.·…]{2,}|\s)(?:(?:p\.?|pag\.|S\.)\s*)?(?:\d{1,4}|[ivxlcdm]{1,8})\.?$")
"""The number of a page at the end of an entry, behind leaders or blanks."""

HEAD = re.compile(r"^[\w.]+$")
"""A word or a number by itself, which has no page behind it."""

BRACKETED = re.compile(r"\s*\([^()]*\)")

KINDS = frozenset(["contents", "illustrations"])

LARGE_GAP = 3
"""Blank lines that end a list, if they are more than any within it."""

DASH = re.compile(r"--|—|–")

DENSE = 0.7
"""The share of line ends that the measure forces from which on some lines are prose."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold an entry of a list: its lines, half open, and the keys of what it may name."""

    first: int
    last: int
    keys: tuple[str, ...]
    paged: bool


def list_of(words: str) -> str:
    """Give the kind of list that a line is the title of, or nothing."""
    if len(words) > LONGEST_HEADING:
        return ""
    kind = catalogue.DIVISIONS.get(words.strip(labels.DECORATION).rstrip(".:").lower(), "")
    return kind if kind in KINDS else ""


def entries(draft: Draft, nth: int, first: int) -> Iterator[Entry]:
    """Give the entries of the list whose title is a group: as far as lines are no prose and repeat none of them."""
    survey = draft.survey
    seen: set[str] = set()
    widest = count = 0
    for at in range(nth, len(draft.groups)):
        group = draft.groups[at] if at > nth else Group(first, draft.groups[nth].last)
        if group.first >= group.last:
            continue
        gap = draft.gap_before(group) if count else 0
        words = survey.words[group.first]
        if count and (gap >= LARGE_GAP and gap > widest):
            return
        if _is_text(draft, group) or (count and list_of(words)):
            return
        if count and gap > 1 and key(words) in seen and not PAGED.search(words):
            return
        widest = max(widest, gap)
        for entry in _lines(draft, group):
            count += 1
            if not is_label_alone(words):
                seen.update(entry.keys)
            yield entry


def within(draft: Draft, nth: int, first: int, end: int, whole: Container[int]) -> Iterator[Entry]:
    """Give the entries of a list that is known to end at a line; groups that begin at some lines are one each."""
    for at in range(nth, len(draft.groups)):
        group = draft.groups[at] if at > nth else Group(first, draft.groups[nth].last)
        if group.first >= end:
            return
        if group.first in whole:
            yield Entry(group.first, group.last, keys(draft.words(group)), paged=False)
        elif group.first < group.last:
            yield from _lines(draft, group)


def is_label_alone(words: str) -> bool:
    """Tell whether an entry is a number alone, which recurs in each part of a work."""
    return any(label.value and not label.rest for label in labels.read(words))


def _is_text(draft: Draft, group: Group) -> bool:
    """Tell whether some lines are running text: long, or wrapped, and without the numbers of pages."""
    survey = draft.survey
    if not survey.wrapped:
        return len(survey.words[group.first]) > 2 * LONGEST_HEADING
    if len(DASH.findall(draft.words(group))) > 1:
        return False  # the topics of a chapter
    if group.last - group.first < MOST_HEADING_LINES or survey.fill(group.first, group.last) < DENSE:
        return False
    return not PAGED.search(survey.words[group.last - 1])


def _lines(draft: Draft, group: Group) -> Iterator[Entry]:
    """Give the entries of a group: a line each, but for those that go on in the next."""
    survey = draft.survey
    first = group.first
    for index in range(group.first, group.last):
        last = index + 1
        if last < group.last and not PAGED.search(survey.words[index]):
            following = survey.words[last]
            if following[0].islower() or survey.forced[index] or _hangs(draft, index):
                continue
        words = " ".join(survey.words[first:last])
        yield Entry(first, last, keys(words), bool(PAGED.search(words)) and not HEAD.match(words))
        first = last


def _hangs(draft: Draft, index: int) -> bool:
    """Tell whether the next line is the rest of an entry that says its number: set in, and with the page's number."""
    survey = draft.survey
    words, following = survey.words[index : index + 2]
    deeper = survey.margins[index + 1] > survey.margins[index]
    if not deeper or not PAGED.search(following) or labels.read(following):
        return False
    return any(label.value and label.rest for label in labels.read(words))


def keys(words: str) -> tuple[str, ...]:
    """Give the keys of what an entry may name: its words, without a page's number, without its label."""
    plain = PAGED.sub("", words)
    bare = BRACKETED.sub("", plain)
    found = [words, plain, bare]
    for label in labels.read(plain)[:1]:
        if label.rest and label.value:
            found.append(label.rest)
    return tuple(dict.fromkeys(made for made in map(key, found) if made))
