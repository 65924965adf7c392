"""Paragraphs: all that no other rule claims.

In goes a draft; out come blocks of kind ``p``. What a paragraph is was settled when lines were grouped (see
:mod:`editio.encode.grouping`), but for three things: a line far longer than the measure is a paragraph that nobody
wrapped, a dash behind the end of a sentence opens another's words, and what begins small behind a quotation or a poem
goes on with the paragraph before (``rend="noindent"``).
"""

import bisect
from collections.abc import Iterator

from editio.encode.draft import Block, Draft, Group
from editio.encode.rules.shapes import DASHES, ENDS_SENTENCE, LEAST_PARAGRAPH

UNWRAPPED = 1.5
"""How many measures a line fills at least that was not wrapped to it."""

INTERRUPTS = frozenset(["bibl", "l", "notice"])
"""Kinds of block behind which a paragraph may go on; so does one behind any within a quotation."""


def paragraphs(draft: Draft) -> Iterator[Block]:
    """Claim all that is left: a group of wrapped lines is one paragraph, a long line is one by itself."""
    seen = draft.survey
    for group in draft.groups:
        each = not seen.wrapped and max(map(len, seen.words[group.first : group.last])) >= LEAST_PARAGRAPH
        first = group.first
        for index in range(group.first + 1, group.last) if each or (seen.wrapped and _is_mixed(draft, group)) else ():
            if each or _begins(draft, first, index):
                yield _paragraph(draft, first, index)
                first = index
        yield _paragraph(draft, first, group.last)


def _is_mixed(draft: Draft, group: Group) -> bool:
    """Tell whether a group of a wrapped text may be several paragraphs: few have a dash before them or a long line."""
    seen = draft.survey
    return seen.words[group.first].startswith(DASHES) or seen.edge(group.first, group.last) > seen.width * UNWRAPPED


def _begins(draft: Draft, first: int, index: int) -> bool:
    """Tell whether a line of a wrapped text begins a paragraph, though no blank line stands before it."""
    seen = draft.survey
    if max(seen.edges[index - 1], seen.edges[index]) > seen.width * UNWRAPPED:
        return True
    speaks = seen.words[index].startswith(DASHES) and seen.words[first].startswith(DASHES)
    return speaks and not seen.forced[index - 1] and bool(ENDS_SENTENCE.search(seen.words[index - 1][-10:]))


def _paragraph(draft: Draft, first: int, last: int) -> Block:
    return Block("p", first, last, look="noindent" if _goes_on(draft, first) else "")


def _goes_on(draft: Draft, first: int) -> bool:
    """Tell whether some words go on with a paragraph that a quotation or a poem interrupted."""
    words = draft.survey.words
    if not words[first][0].islower():
        return False
    nth = bisect.bisect_left(draft.blocks, first, key=lambda block: block.first) - 1
    if nth < 0 or draft.blocks[nth].last != first - draft.gap_before(Group(first, first)):
        return False
    before = draft.blocks[nth]
    return before.kind in INTERRUPTS or any(container.name == "quote" for container in before.inside)
