"""Title pages, and what stands among them: dedications, epigraphs, lists of other books.

In go the groups at the head of a text; out come blocks of the kinds of a title page, and of paragraphs and verse that
stand in a division or an epigraph of the front (Guidelines, section 4.5). A title page ends where the text begins: at
the heading of a chapter, a preface or a list, at prose, or at a line that no title page has. What lies between is read
by :mod:`editio.encode.rules.sheets`.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import attrgetter

from editio.encode import catalogue, numerals
from editio.encode.draft import Block, Draft, Group
from editio.encode.rules import beside_titles, sheets
from editio.encode.rules.labels import ARTICLES
from editio.encode.rules.shapes import ENDS_SENTENCE, LEAST_PARAGRAPH, LONGEST_HEADING, OPENING_MARKS
from editio.encode.rules.sheets import Stated, told
from editio.encode.sameness import key

AMONG_TITLES = frozenset(
    ["author", "boilerplate", "break", "caption", "figDesc", "figure", "furniture", "note", "page", "rule", "title"]
)
"""Kinds of block that may stand among the lines of a title page."""

MOST_GROUPS = 40
"""Groups that are looked at: a title page with half titles, motto and dedication has no more."""

ENDLESS = 2000
"""Code points of a line beyond those of any dedication."""

MOST_LINES = 8
"""Lines of a group of a title page."""

AHEAD = 4
"""Groups behind a doubtful one within which a line that is surely of a title page shows that the page goes on."""


def titles(draft: Draft) -> Iterator[Block]:
    """Claim title pages at the head of the text, with dedications and epigraphs among them, and half titles behind."""
    says = sheets.stated(draft)
    head = tuple(_head(draft, says))
    found = tuple(_pages(draft, head, says))
    yield from found
    if not says.main:
        first = next((block for block in found if block.kind == "title" and block.sure == "high"), None)
        title = key(draft.words(first)) if first else ""
        says = replace(says, title=title, main=title)
    if len(says.main) >= sheets.LEAST_TITLE:
        yield from _half_titles(draft, head[-1].last if head else 0, says)


def _head(draft: Draft, says: Stated) -> Iterator[Group]:
    """Give the groups before anything that shows that the text has begun."""
    limit = _limit(draft)
    for nth, group in enumerate(draft.groups[:MOST_GROUPS]):
        if (
            group.first >= limit
            or _is_endless(draft, group)
            or (_opens_text(draft, nth) and not _is_of_a_page(draft, nth, says))
        ):
            return
        yield group


def _is_endless(draft: Draft, group: Group) -> bool:
    """Tell whether a group has more lines or longer ones than can stand before a text: its words are not looked at."""
    lines = draft.survey.words[group.first : min(group.last, group.first + MOST_GROUPS + 1)]
    return len(lines) > MOST_GROUPS or any(len(line) > ENDLESS for line in lines)


def _is_of_a_page(draft: Draft, nth: int, says: Stated) -> bool:
    """Tell whether a title page announces what a heading seems to begin: a name follows, and then an imprint."""
    kinds = [told(draft.words(group), says) for group in draft.groups[nth + 1 : nth + 2 + AHEAD]]
    return kinds[:1] in (["byline"], ["author"]) and ("imprint" in kinds or "date" in kinds)


def _limit(draft: Draft) -> int:
    """Give the first line that is claimed by what stands on no title page; credits may stand before it."""
    first = draft.groups[0].first if draft.groups else 0
    others = (block for block in draft.blocks if block.kind not in AMONG_TITLES)
    return min((block.first for block in others if block.kind != "metadata" or block.first > first), default=1 << 62)


def _opens_text(draft: Draft, nth: int) -> bool:
    """Tell whether a group is a heading of the text itself, or the first of its lists."""
    group = draft.groups[nth]
    words = draft.words(group).strip("_*= ")
    bare = words.lower().strip(".: ")
    if bare in catalogue.CAST_TITLES or catalogue.DIVISIONS.get(bare) == "contents":
        return True
    if len(words) > LONGEST_HEADING or sheets.YEAR.fullmatch(words):
        return False
    kind = division(words)
    if kind == "volume":
        following = draft.groups[nth + 1 : nth + 2]
        return not following or _is_prose(draft, nth + 1) or bool(division(draft.words(following[0])))
    return bool(kind) or bool(NUMBERED.match(words))


def division(words: str) -> str:
    """Give the type of the division that some words head: its name alone or with a number; of some, with more words."""
    bare = [word.strip("_*=.:,;()[]—-") for word in words.lower().split()]
    for nth, word in enumerate(bare[:2]):
        kind = catalogue.DIVISIONS.get(word, "")
        beside = bare[nth - 1] if nth else next((other for other in bare[1:3] if other not in ARTICLES), "")
        alone = nth == 0 or len(bare) == 2 or words.split()[nth].endswith((":", ".", "—", "-"))
        if kind and alone and (len(bare) == 1 or kind in FRONT or numerals.counts(beside)):
            return kind
    return catalogue.DIVISIONS.get(" ".join(bare), "")


NUMBERED = re.compile(r"(?:[IVXLC]{1,7}|\d{1,3})(?:[.)]|$)(?:\s|$)|.{0,40}\bN(?:o|r|um|º|°)\.?\s?\d{1,3}\b")
"""How a numbered part of the text begins: 'IV.', '12', 'The Lamp, No. 3'."""

FRONT = frozenset(["preface", "introduction", "foreword", "prologue", "notice", "advertisement", "acknowledgements"])
"""Types of division whose headings say more than the word alone: 'Preface to the second edition'."""


def _is_prose(draft: Draft, nth: int) -> bool:
    """Tell whether a group is too long, or too much of a sentence, to stand on a title page."""
    if nth >= len(draft.groups):
        return True
    group = draft.groups[nth]
    words = draft.words(group)
    if group.last - group.first > MOST_LINES or len(words) > LONGEST_HEADING:
        return True
    if words[0] in OPENING_MARKS + "—–-" and ENDS_SENTENCE.search(words):
        return True
    return len(words) >= LEAST_PARAGRAPH and draft.survey.fill(group.first, group.last) >= 0.5


def _pages(draft: Draft, head: Sequence[Group], says: Stated) -> Iterator[Block]:
    """Give the blocks of the groups of the head, up to the first that is no part of a title page."""
    page: list[Group] = []
    others: list[Block] = []
    nth = 0
    complete = False
    again = beside_titles.title_again(draft, head, says)
    while nth < len(head):
        group = head[nth]
        if nth < again and nth and not _told(draft, group, says):
            others += beside_titles.advertisement(head[nth:again])
            nth = again
            continue
        apart = tuple(beside_titles.dedication(draft, head, nth, says))
        apart = apart or tuple(beside_titles.epigraph(draft, head, nth, says))
        apart = apart or tuple(beside_titles.other_books(draft, head, nth, says))
        if apart and page:
            others += apart
            nth += sum(1 for other in head[nth:] if other.first < apart[-1].last)
            complete = True
            continue
        kind = _told(draft, group, says)
        if not kind and not any(character.isalpha() for character in draft.words(group)):
            break
        if not kind and (_is_prose(draft, nth) or (complete and not _goes_on(draft, head, nth + 1, says))):
            break
        if not kind and _is_sentence(draft, group) and not _goes_on(draft, head, nth + 1, says):
            break
        page.append(group)
        complete = complete or kind in ("imprint", "date") or (kind == "author" and len(page) > 1)
        nth += 1
    parts = list(sheets.parts(draft, _kept(draft, page, head, nth, says), says))
    sure = "high" if len(parts) > 1 or (parts and told(draft.survey.words[parts[0].first], says)) else "medium"
    titled = [part for part in parts if part.kind == "title"]
    if not titled and not any(part.kind == "author" for part in parts):
        return
    yield from sheets.blocks(parts, sure)
    yield from others


def _kept(draft: Draft, page: list[Group], head: Sequence[Group], nth: int, says: Stated) -> Sequence[Group]:
    """Give the groups without the last, if it is more like the first heading of what follows than a third title."""
    ended = nth < len(head) or not draft.blocks or all(block.first < page[0].first for block in draft.blocks if page)
    follower = next((other for other in draft.groups if page and other.first >= page[-1].last), None)
    if follower is None:
        beside = all(block.kind in (*AMONG_TITLES, "metadata", "note") for block in draft.blocks)
        return page[:-1] if beside else page  # a text is never a title alone
    stated = told(draft.words(page[-1]), says)
    prose = follower.first < _limit(draft) and not _opens_text(draft, draft.groups.index(follower))
    return page[:-1] if ended and prose and len(page) > 2 and not stated else page


def _told(draft: Draft, group: Group, says: Stated) -> str:
    """Give the kind of a group as a whole, else of the first of its few lines that has one."""
    if kind := told(draft.words(group), says):
        return kind
    if group.last - group.first > MOST_LINES:
        return ""
    return next(filter(None, sheets.told_within(draft, group, says)), "")


def _is_sentence(draft: Draft, group: Group) -> bool:
    """Tell whether a line ends as a sentence does and is not in capitals, as a title that has a full stop is."""
    words = draft.words(group)
    return bool(ENDS_SENTENCE.search(words)) and not words.isupper()


def _goes_on(draft: Draft, head: Sequence[Group], nth: int, says: Stated) -> bool:
    """Tell whether a line that is surely of a title page follows, with no prose before it."""
    for place in range(nth, min(nth + AHEAD, len(head))):
        if _told(draft, head[place], says):
            return True
        if _is_prose(draft, place):
            return False
    return False


def _half_titles(draft: Draft, last: int, says: Stated) -> Iterator[Block]:
    """Claim the title where it stands again, just before the first heading of the text."""
    groups = [group for group in draft.groups if group.first >= last]
    for nth, group in enumerate(groups):
        words = draft.survey.words[group.first].strip("_* ")
        if (kind := division(words)) not in (*FRONT, "contents", "dedication", "illustrations", ""):
            return
        if kind or not says.title.startswith(key(words) or "-"):
            continue
        for count in range(1, beside_titles.HALF_TITLES + 1):
            spread = groups[nth : nth + count]
            if key(" ".join(draft.words(other) for other in spread)) not in (says.title, says.main):
                continue
            following = bisect_left(draft.groups, spread[-1].last, key=attrgetter("first"))
            if following < len(draft.groups) and _opens_text(draft, following):
                yield from (Block("title", other.first, other.last, part="front", sure="medium") for other in spread)
                return
