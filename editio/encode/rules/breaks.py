"""What parts and what ends a text: lines of stars, and last words such as 'The End'.

In goes a draft; out come blocks of kind ``break`` and ``trailer``.
"""

import re
from collections.abc import Iterator

from editio.encode import catalogue
from editio.encode.draft import Block, Draft
from editio.encode.rules.shapes import LEAST_PARAGRAPH

STARS = re.compile(r"^[*•·⁂~#=_+-](?:[ \t]*[*•·⁂~#=_+-])*$")


def breaks(draft: Draft) -> Iterator[Block]:
    """Claim lines of stars, dashes and the like, which stand for a break in the text."""
    for group in draft.groups:
        if group.last - group.first == 1 and STARS.match(draft.words(group)):
            yield Block("break", group.first, group.last)


def trailers(draft: Draft) -> Iterator[Block]:
    """Claim the last words of a text, such as 'The End' or '(To be continued)', where no prose follows them."""
    for group in reversed(draft.groups):
        words = draft.words(group).strip("()[].…*_ ").lower()
        if words not in catalogue.TRAILERS and not words.startswith("end of "):
            return
        if len(words) > LEAST_PARAGRAPH:
            return
        yield Block("trailer", group.first, group.last)
