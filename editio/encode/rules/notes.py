"""The bodies of notes.

In goes a draft; out come blocks of kind ``note``. What an anchor is, and which body it calls, is told in
:mod:`editio.encode.notes`.
"""

from collections.abc import Iterator

from editio.encode.draft import Block, Draft
from editio.encode.notes import bodies


def notes(draft: Draft) -> Iterator[Block]:
    """Claim the bodies of notes: numbered groups to which an anchor ``[n]`` points from before."""
    for body in bodies(draft):
        yield Block("note", body.group.first, body.group.last, label=body.number, prefix=body.prefix)
