"""Where a quotation is from, as texts say it: a short line behind it that is made of names.

In go lines by their index; out come answers. The line of a source stands behind a dash or in brackets, in capitals, or
farther in than what it is the source of (Guidelines, section 3.3.3: ``cit`` and ``bibl``).
"""

import bisect

from editio.encode.draft import Draft
from editio.encode.rules.shapes import DASHES

MARKS_BEFORE = "\"'“”‘’«»„‚‹›([{—–-_*¡¿…. \u00a0"
"""What may stand before the first letter of a line."""

LONGEST = 72
"""Code points of a line that says where words are from."""

FARTHER = 2
"""Columns by which such a line is set in, if nothing else marks it."""

NEAR = 2
"""Blank lines between words and their source, at most."""


def names_source(draft: Draft, index: int, margin: int, *, apart: bool) -> bool:
    """Tell whether a line names an author or a work, for words that end before it at a ``margin`` in columns.

    ``apart`` says that a dash or brackets must mark it: where all the text is verse, its place and capitals do not.
    """
    words = draft.survey.words[index]
    if not words or len(words) > LONGEST or not _is_made_of_names(words):
        return False
    farther = draft.survey.margins[index] - margin
    if words.lstrip("_").startswith(DASHES) or (words[0] in "([" and words.rstrip(".")[-1] in ")]"):
        return farther >= 0
    return not apart and (farther > FARTHER or words.isupper())


def _is_made_of_names(words: str) -> bool:
    """Tell whether two words in three have a capital, but for those as short as 'of' and 'iv'; a cry is no name."""
    parts = [part.strip(MARKS_BEFORE + ".,;") for part in words.split()]
    long = [part for part in parts if len(part) > 2 and part[0].isalpha()]
    return bool(long) and sum(part[0].isupper() for part in long) * 3 >= len(long) * 2 and words[-1] not in "!?"


def follows_heading(draft: Draft, first: int) -> bool:
    """Tell whether lines are the first behind a heading: what stands there and names its source is an epigraph."""
    words = draft.survey.words
    before = first - 1
    while before >= 0 and not words[before]:
        before -= 1
    nth = bisect.bisect_right(draft.blocks, before, key=lambda block: block.first) - 1
    return nth >= 0 and draft.blocks[nth].kind == "head" and before < draft.blocks[nth].last
