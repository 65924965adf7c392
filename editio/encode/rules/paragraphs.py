"""Paragraphs: all that no other rule claims.

In goes a draft; out come blocks of kind ``p``.
"""

from collections.abc import Iterator

from editio.encode.draft import Block, Draft
from editio.encode.rules.shapes import LEAST_PARAGRAPH


def paragraphs(draft: Draft) -> Iterator[Block]:
    """Claim all that is left: a group of wrapped lines is one paragraph, a long line is one by itself."""
    lines = draft.raw.lines
    for group in draft.groups:
        longest = max(len(line.text) for line in lines[group.first : group.last])
        if draft.survey.wrapped or longest < LEAST_PARAGRAPH:
            yield Block("p", group.first, group.last)
        else:
            yield from (Block("p", index, index + 1) for index in range(group.first, group.last))
