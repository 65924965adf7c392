"""What stands among title pages: dedications, mottoes, lists of other books, and the title once more.

In go the groups at the head of a text; out come blocks that stand in the front (Guidelines, section 4.5): the
paragraphs of a division without a heading, or an epigraph with its source.
"""

from collections.abc import Iterator, Sequence

from editio.encode import catalogue
from editio.encode.draft import Block, Container, Draft, Group
from editio.encode.rules.shapes import ENDS_SENTENCE, LEAST_PARAGRAPH, LONGEST_HEADING
from editio.encode.rules.sheets import Stated, told
from editio.encode.sameness import key

FAR = 8
"""Columns by which a line that names a source stands farther in than what it is the source of."""

HALF_TITLES = 4
"""Groups over which a half title is spread at most."""

MOST_GAP = 4
"""Blank lines within a dedication that begins with 'TO' alone."""

FILLED = 0.5
"""Share of line ends that the measure forced, from which on lines are prose: halfway between prose and verse."""


def dedication(draft: Draft, head: Sequence[Group], nth: int, says: Stated) -> Iterator[Block]:
    """Give the blocks of a dedication that begins with a group: 'TO / MY WIFE', 'Dedicated to ...'."""
    words = draft.words(head[nth])
    bare = _bare(words)
    opens = catalogue.begins(bare, catalogue.DEDICATIONS)
    said = set(bare.replace(",", " ").replace(".", " ").split()) & catalogue.DEDICATED
    apart = words.startswith("_") or words.isupper() or draft.survey.fill(head[nth].first, head[nth].last) < FILLED
    if not (opens and (apart or said)) and not (said and len(words) < 2 * LEAST_PARAGRAPH):
        return
    if told(words, says) in ("title", "author"):
        return
    last = nth + 1
    while bare in catalogue.DEDICATIONS and last < len(head) and draft.gap_before(head[last]) < MOST_GAP:
        if (
            told(draft.words(head[last]), says) in ("title", "imprint", "date")
            or len(draft.words(head[last])) >= 2 * LEAST_PARAGRAPH
        ):
            break
        last += 1
    for place, group in enumerate(head[nth:last]):
        block = Block("p", group.first, group.last, part="front", sure="medium")
        yield block if place else block._replace(opens="dedication", level=catalogue.BARE_RANK)


def _bare(words: str) -> str:
    return words.strip("_*= ()[]").lower()


def epigraph(draft: Draft, head: Sequence[Group], nth: int, says: Stated) -> Iterator[Block]:
    """Give the blocks of a motto: lines of verse, and a line behind them that says whose they are."""
    group, survey = head[nth], draft.survey
    following = head[nth + 1] if nth + 1 < len(head) else None
    first, last = group.first, group.last
    if last - first > 2 and _signs(draft, last - 1, first, says):
        source = Group(last - 1, last)
        last -= 1
    elif following and following.last - following.first == 1 and _signs(draft, following.first, first, says):
        source = following
    else:
        return
    lines = survey.words[first:last]
    if (
        len(lines) < 2
        or survey.fill(first, last) >= FILLED
        or any(told(line, says) or line.isupper() for line in lines)
    ):
        return
    if not ENDS_SENTENCE.search(lines[-1]):
        return
    outer = (Container("epigraph", first), Container("cit", first))
    quote = (*outer, Container("quote", first))
    for line in range(first, last):
        yield Block("l", line, line + 1, group=f"epigraph{first}", inside=quote, part="front", sure="medium")
    yield Block("bibl", source.first, source.last, inside=outer, part="front", sure="medium")


def _signs(draft: Draft, line: int, first: int, says: Stated) -> bool:
    """Tell whether a line says whose the words above are: in capitals, behind a dash, far in, or the author."""
    words = draft.survey.words[line]
    if len(words) > LONGEST_HEADING // 2 or told(words, says) not in ("", "author"):
        return False
    far = draft.survey.margins[line] >= draft.survey.margins[first] + FAR
    return words.isupper() or words[0] in "—–-" or far or told(words, says) == "author"


def title_again(draft: Draft, head: Sequence[Group], says: Stated) -> int:
    """Give the index of the group at which the title stands again, 0 if it does not."""
    for nth in range(1, len(head)):
        for count in range(1, HALF_TITLES + 1):
            words = key(" ".join(draft.words(other) for other in head[nth : nth + count]))
            if says.main and words == says.main and key(draft.words(head[0])) == words and head[nth - 1] != head[0]:
                return nth
    return 0


def other_books(draft: Draft, head: Sequence[Group], nth: int, says: Stated) -> Iterator[Block]:
    """Give the blocks of a list of other books that begins with a group: 'By the same author', and the list."""
    if not catalogue.begins(_bare(draft.words(head[nth])), catalogue.SAME_AUTHOR):
        return
    last = nth + 1
    while last < len(head) and draft.gap_before(head[last]) < MOST_GAP and not told(draft.words(head[last]), says):
        last += 1
    yield from advertisement(head[nth:last])


def advertisement(groups: Sequence[Group]) -> Iterator[Block]:
    """Give the paragraphs of a list of other books, between a half title and the title."""
    for group in groups:
        block = Block("p", group.first, group.last, part="front", sure="medium")
        first = group is groups[0]
        yield block._replace(opens="advertisement", level=catalogue.BARE_RANK) if first else block
