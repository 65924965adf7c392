"""Lists of contents that are written like the text: with paragraphs of topics, so that their shape tells nothing.

In goes a draft and the place of a title; out comes the line at which the list ends, and which headings its entries
name. The evidence is that the numbers of the divisions begin anew: what stands below a title of contents and counts
'Chapter I' to 'Chapter XV' in few lines each, before a text counts the same numbers again in many, is the list of it.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from editio.encode.draft import Draft
from editio.encode.rules import labels
from editio.encode.rules.shapes import LONGEST_HEADING
from editio.encode.sameness import key

FEWEST = 3
"""Numbers that begin anew, at least: fewer recur by chance, such as parts that have chapters I and II each."""

TIMES_LONGER = 5
"""How many times as long as an entry with its topics what it names is, at least, in the middle case."""


@dataclass(frozen=True, slots=True)
class Anew:
    """Hold the line at which a list ends, the line of its last number, and the headings by the lines that name them.

    ``topics`` are the lines below those headings: the list may say them as well.
    """

    end: int
    last: int
    targets: Mapping[int, int]
    topics: frozenset[int]


@dataclass(frozen=True, slots=True)
class Numbered:
    """Hold a group of the draft that begins with a division's name and its number: which it is, and its line."""

    nth: int
    line: int
    what: tuple[str, int]


def begins_anew(draft: Draft, nth: int, divisions: Sequence[Numbered]) -> Anew | None:
    """Give the list that the numbers of the divisions make below a title, if they begin anew behind it."""
    counted = divisions[bisect_right(divisions, nth, key=lambda one: one.nth) :]
    again = next((at for at in range(1, len(counted)) if counted[at].what == counted[0].what), 0)
    if again < FEWEST:
        return None
    entries, text = counted[:again], counted[again:]
    heads = _in_order(entries, text)
    if len(heads) < len(entries) or _apart(entries) * TIMES_LONGER > _apart(heads):
        return None
    targets = {entry.line: head.line for entry, head in zip(entries, heads, strict=True)}
    topics = frozenset(group.first for head in heads for group in draft.groups[head.nth + 1 : head.nth + 2])
    return Anew(_end(draft, nth, entries[-1], text[0]), entries[-1].line, targets, topics)


def numbered(draft: Draft) -> Iterator[Numbered]:
    """Give the groups that begin with a division's name and its number."""
    for nth, group in enumerate(draft.groups):
        line = group.first
        words = draft.survey.words[line]
        if len(words) > LONGEST_HEADING:
            continue
        for label in labels.read(words)[:1]:
            if label.kind and label.value:
                yield Numbered(nth, line, (label.kind, label.value))


def _in_order(entries: Sequence[Numbered], text: Sequence[Numbered]) -> Sequence[Numbered]:
    """Give the first of the headings that has the number of each entry, as far as all follow one another."""
    found: list[Numbered] = []
    for head in text:
        if len(found) < len(entries) and head.what == entries[len(found)].what:
            found.append(head)
    return found


def _apart(of: Sequence[Numbered]) -> float:
    return median(after.line - before.line for before, after in pairwise(of))


def _end(draft: Draft, nth: int, last: Numbered, text: Numbered) -> int:
    """Give the line at which the list ends: where it is said again, or stands off wider than anything within it."""
    within = draft.groups[nth + 1 : last.nth + 1]
    said = {key(draft.survey.words[group.first]) for group in within}
    widest = max(draft.gap_before(group) for group in within[1:])
    for group in draft.groups[last.nth + 1 : text.nth]:
        if draft.gap_before(group) > widest or key(draft.survey.words[group.first]) in said:
            return group.first
    return text.line
