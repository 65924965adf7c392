"""What a library puts round a text: its header, its licence, its own pages; and what its header states of the work.

In goes a draft; out come blocks of kind ``boilerplate``, which are no part of the work, and of kind ``metadata`` for
the lines 'Title: ...', 'Author: ...' of a library's header. Where the work begins and ends is told by the library's
own lines of stars and small print, in the forms that Project Gutenberg has used since 1991; where it wrote none, by
its name and by words that only a digital file says of itself. A book of paper never speaks of an e-text.
"""

import re
from collections.abc import Iterator, Sequence

from editio.encode import catalogue
from editio.encode.draft import Block, Draft, Group
from editio.encode.reading import BLANKS
from editio.encode.rules.frames import LIBRARY, frames

DIGITAL = re.compile(rf"\b(?:{'|'.join(map(re.escape, catalogue.DIGITAL))})", re.I)

ONCE = frozenset(["title", "language"])
"""What a header states once: a further line of the kind is a remark."""

HEADER_LINES = 120
"""Lines at the head of a text within which a library's header is read, where it marks no end of it."""

PRELUDE = 12
"""Groups behind a library's header that are looked at for more words of the library."""

OWN_PAGES = 400
"""Groups at the end of a text among which a library's own pages are looked for: a colophon of short lines is long."""

STATEMENT = re.compile(r"[^\W\d_][^:\n]{1,40}:(?=\s|$)")
"""What stands before the value on a line of a library's header."""


def boilerplate(draft: Draft) -> Iterator[Block]:
    """Claim what stands before and behind the work in a library's file, with the statements of the header in it.

    Of several files in one the header of the first speaks for all.
    """
    begin = 0
    for end, around in frames(draft):
        if begin == 0:
            yield from _header(draft, around.first or min(_unmarked(draft), around.last))
        else:
            yield from _pieces(draft, begin, around.first)
        yield from _pieces(draft, around.last, end)
        begin = end


def _unmarked(draft: Draft) -> int:
    """Give the line behind a library's header that no line of stars ends, 0 where there is none."""
    groups = [group for group in draft.groups if group.first < HEADER_LINES]
    if not groups or not LIBRARY.search(draft.words(groups[0])[:200]):
        return 0
    own = _own(draft, groups)
    return groups[own - 1].last if own else 0


def _own(draft: Draft, groups: Sequence[Group]) -> int:
    """Count the groups, from the first, of which at least half speak of the library, of its file or of metadata."""
    speaking = own = 0
    for count, group in enumerate(groups, 1):
        if is_of_a_file(draft.words(group)) or _states(draft, group.first):
            speaking += 1
            own = count if speaking * 2 >= count else own
    return own


def is_of_a_file(words: str) -> bool:
    """Tell whether some words name a library, or speak of the digital file that they stand in."""
    return bool(LIBRARY.search(words) or DIGITAL.search(words))


def _states(draft: Draft, index: int) -> str:
    """Give the key of what a line of a library's header states, an empty string where it states nothing."""
    words = draft.survey.words[index]
    found = STATEMENT.match(words)
    return catalogue.HEADER.get(found[0][:-1].lower(), "") if found else ""


def _header(draft: Draft, last: int) -> Iterator[Block]:
    """Give the lines up to ``last``: those that state something of the work, and the library's own between them."""
    index = begin = 0
    once = set(ONCE)
    while index < last:
        key = _states(draft, index)
        if not key:
            index += 1
            continue
        yield from _pieces(draft, begin, index)
        end = index + 1
        while end < last and _runs_on(draft, index, end):
            end += 1
        yield _statement(draft, index, end, key if key not in ONCE - once else "remark")
        once.discard(key)
        index = begin = end
    yield from _pieces(draft, begin, last)


def _runs_on(draft: Draft, index: int, line: int) -> bool:
    """Tell whether a line goes on with the statement that begins at ``index``."""
    words = draft.survey.words[line]
    if not words or _states(draft, line):
        return False
    farther = draft.survey.margins[line] > draft.survey.margins[index]
    return farther or not (STATEMENT.match(words) or words.startswith(("[", "*")))


def _statement(draft: Draft, index: int, last: int, key: str) -> Block:
    line = draft.raw.lines[index].text
    value = line.index(":") + 1
    value += len(line[value:]) - len(line[value:].lstrip(BLANKS))
    if value >= len(line.rstrip(BLANKS)):
        return Block("metadata", index, last, label="remark")  # 'Author:' and nothing behind it
    return Block("metadata", index, last, label=key, prefix=0 if key == "remark" else value)


def _pieces(draft: Draft, first: int, last: int) -> Iterator[Block]:
    """Give one block of boilerplate for some lines, without the blank ones round them; none where all are blank."""
    words = draft.survey.words
    while first < last and not words[first]:
        first += 1
    while first < last and not words[last - 1]:
        last -= 1
    if first < last:
        yield Block("boilerplate", first, last)


def library_pages(draft: Draft) -> Iterator[Block]:
    """Claim what a library says inside the frame: behind its header, and on pages of its own such as an imprint."""
    if not draft.groups:
        return
    opened = [block for block in draft.blocks if block.kind == "boilerplate" and block.first < draft.groups[0].first]
    if opened:
        yield from _prelude(draft)
    free = draft.groups
    for nth, group in enumerate(free[:PRELUDE]):
        if _heads_a_page(draft, group):
            own = _own(draft, free[nth + 1 : nth + 1 + PRELUDE])
            if own:
                yield Block("boilerplate", group.first, free[nth + own].last, sure="medium")
    for group in free[max(PRELUDE, len(free) - OWN_PAGES) :]:
        rest = " ".join(draft.survey.words[group.first : free[-1].last]) if _heads_a_page(draft, group) else ""
        if len(DIGITAL.findall(rest)) > 1:
            yield Block("boilerplate", group.first, free[-1].last, sure="medium")
            return


def _prelude(draft: Draft) -> Iterator[Block]:
    groups = draft.groups[:PRELUDE]
    own = _own(draft, groups) if is_of_a_file(draft.words(groups[0])) else 0
    begin = 0
    for nth, group in enumerate(groups[:own], 1):
        if nth == own or draft.gap_after(group) < groups[nth].first - group.last:
            yield Block("boilerplate", groups[begin].first, group.last, sure="medium")
            begin = nth


def _heads_a_page(draft: Draft, group: Group) -> bool:
    return group.last - group.first == 1 and draft.words(group).strip("_* .").lower() in catalogue.LIBRARY_PAGES
