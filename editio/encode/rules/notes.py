"""The bodies of notes.

In goes a draft; out come blocks of kind ``note``. What an anchor is, and which body it calls, is told in
:mod:`editio.encode.notes`. A heading under which all notes were called stands above nothing, since they go to their
anchors: it is furniture. One under which a note stays is left to the rules for headings.
"""

from collections.abc import Iterator
from itertools import pairwise

from editio.encode.draft import Block, Draft, Group
from editio.encode.notes import Body, bodies

FEWEST = 2
"""Lines of a poem in a note, at least."""

RAGGED = 0.5
"""The share of line ends that the measure forced at most, if the lines are verse."""

QUOTES = " \"'“‘«„_-—"
"""What may stand before the first letter of a line of verse."""


def notes(draft: Draft) -> Iterator[Block]:
    """Claim the bodies of notes, and the headings that stand above nothing else."""
    found = bodies(draft)
    for body in found:
        yield from _blocks(draft, body)
    headings = [*(nth for nth, body in enumerate(found) if body.heading), len(found)]
    for nth, following in pairwise(headings):
        heading = found[nth].heading
        if heading and all(body.anchor for body in found[nth:following]):
            yield Block("furniture", heading.first, heading.last)


def _blocks(draft: Draft, body: Body) -> Iterator[Block]:
    """Give the paragraphs of a note; an arrow that stands by itself behind them is furniture."""
    groups = body.groups
    last = groups[-1]
    whole = len(groups) > 1 and len(draft.words(last)) <= body.suffix
    if whole:
        yield Block("furniture", last.first, last.last)
        groups = groups[:-1]
    name = f"note{groups[0].first}" if len(groups) > 1 else ""
    for group in groups:
        prefix = body.prefix if group is groups[0] else 0
        suffix = body.suffix if group is groups[-1] and not whole else 0
        if prefix or not _is_verse(draft, groups[0], group):
            yield Block("note", group.first, group.last, label=body.number, prefix=prefix, suffix=suffix, group=name)
            continue
        for line in range(group.first, group.last):
            yield Block("l", line, line + 1, suffix=suffix if line == group.last - 1 else 0, sure="medium", group=name)


def _is_verse(draft: Draft, first: Group, group: Group) -> bool:
    """Tell whether a group of a note is verse: set in, its lines begin with capitals and end where they please."""
    survey = draft.survey
    margin = survey.margin(first.first + 1, first.last) if first.last - first.first > 1 else survey.margins[first.first]
    if group.last - group.first < FEWEST or survey.margin(group.first, group.last) <= margin:
        return False
    begun = [words.lstrip(QUOTES)[:1].isupper() for words in survey.words[group.first : group.last]]
    return sum(begun) * 4 >= len(begun) * 3 and survey.fill(group.first, group.last) <= RAGGED
