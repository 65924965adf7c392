"""The title page: author and titles at the head of a text.

In goes a draft; out come blocks of kind ``title`` and ``author``.
"""

import re
from collections.abc import Iterator

from editio.encode import catalogue
from editio.encode.draft import Block, Draft, Group
from editio.encode.rules.shapes import ENDS_SENTENCE, is_like_a_heading

NAME = re.compile(r"^(?:by\s+)?((?:[A-Z]\.\s?)*(?:[A-Z][\w’'-]+\.?\s+|[A-Z]\.\s+){1,3}[A-Z][\w’'-]+)$")

BESIDE_THE_BODY = frozenset(["author", "break", "furniture", "metadata", "note", "page", "title"])
"""Kinds of block that are no body by themselves."""


AMONG_TITLES = frozenset(["author", "break", "furniture", "page", "title"])
"""Kinds of block that may stand among the lines of a title page."""


def titles(draft: Draft) -> Iterator[Block]:
    """Claim the lines of the title at the head of the text: everything short before prose, a heading or metadata."""
    page: list[Group] = []
    limit = min((b.first for b in draft.blocks if b.kind not in AMONG_TITLES), default=None)
    follower = None
    for group in draft.groups:
        follower = group
        past = limit is not None and group.first > limit
        if past or not is_like_a_heading(draft, group) or ENDS_SENTENCE.search(draft.words(group)):
            break
        page.append(group)
    else:
        follower = None
        if page and all(block.kind in BESIDE_THE_BODY for block in draft.blocks):
            page.pop()  # a text is never a title alone
    stopped_by_prose = follower is not None and not (limit is not None and follower.first > limit)
    if stopped_by_prose and len(page) > 2:
        page.pop()  # the last short line before the prose is the first heading, not a third title
    for index, group in enumerate(page):
        words = draft.words(group)
        is_author = bool(NAME.match(words)) and (len(page) > 1) and _is_a_name(words)
        kind = "author" if is_author and (index == 0 or words.lower().startswith("by ")) else "title"
        yield Block(kind, group.first, group.last, sure="high" if len(page) > 1 else "medium")


def _is_a_name(words: str) -> bool:
    return not any(word.lower() in catalogue.SMALL_WORDS for word in words.removeprefix("by ").split())
