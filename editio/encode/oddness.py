"""How odd the letters are that an encoding makes of bytes.

In goes a text that some encoding was read by; out comes how many of its characters beyond ASCII stand where none of
their kind stands in any language's typesetting. Encodings of one byte a character read every text; the wrong one puts
signs and capitals into words: ``caf‚``, ``cafŽ``, ``na‹ve``. So of two that a detector holds for nearly as likely
the one that does not is the right one, in whatever language.
"""

import re
import unicodedata
from itertools import islice

MOST = 4000
"""Characters that are looked at: of a hundred or so the one reading is odd and the other is not."""

BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")

JOINERS = frozenset("\u00ad\u00b7\u2010\u2011\u2012\u2013\u2014\u2015\u2018\u2019\u201c\u201d\u2026\u2027\u00ab\u00bb")
"""Signs that may stand between two letters: hyphens, dashes, points, apostrophes, quotation marks of a word's part."""

NO_TEXT = frozenset(["Cc", "Cn", "Co", "Cs", "Sk", "Sm", "So"])
"""General categories of what a text has few of: controls, accents without a letter, frames and other symbols."""


def oddities(text: str) -> int:
    """Count the odd characters among the first beyond ASCII."""
    found = islice(BEYOND_ASCII.finditer(text), MOST)
    return sum(_is_odd(text[max(0, at - 1) : at], text[at], text[at + 1 : at + 2]) for at in (m.start() for m in found))


def _is_odd(before: str, one: str, after: str) -> bool:
    """Tell whether a character does not fit between two others."""
    kind = unicodedata.category(one)
    if kind in NO_TEXT:
        return True
    if kind == "Lu":
        return before.islower()
    if one.isalpha() or kind.startswith(("M", "Z")) or one in JOINERS:
        return False
    return before.isalpha() and (after.isalpha() or kind == "Ps")
