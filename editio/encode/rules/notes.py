"""The bodies of notes.

In goes a draft; out come blocks of kind ``note``. What an anchor is, and which body it calls, is told in
:mod:`editio.encode.notes`. A heading under which all notes were called stands above nothing, since they go to their
anchors: it is furniture. One under which a note stays is left to the rules for headings.
"""

from collections.abc import Iterator
from itertools import pairwise

from editio.encode.draft import Block, Draft
from editio.encode.notes import Body, bodies


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
        yield Block("note", group.first, group.last, label=body.number, prefix=prefix, suffix=suffix, group=name)
