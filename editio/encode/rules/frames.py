"""Where the work begins and ends in the file of a library, by the lines that the library itself drew round it.

In goes a draft; out come :class:`Frame`\\ s. Known are the lines of stars, the small print and the last sentences that
Project Gutenberg has used since 1991, in the languages of the catalogue. Only lines with a word of it are looked at.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from editio.encode import catalogue
from editio.encode.draft import Draft

STARS = re.compile(r"\*{2,}\s*(START|END)\s+OF\s+(?:TH(?:E|IS)\s+)?(?:COPYRIGHTED\s+)?PROJE[CK]T\s+GUTENBERG", re.I)
"""The lines between which a file of the library holds the work, since about 1999."""

SMALL_PRINT = re.compile(r"\*+\s*END\W{0,3}\s*THE\s+SMALL\s+PRINT", re.I)
"""The last line of the library's header until about 2003."""

TAIL = re.compile(r"\*+\s*(?:START\W+(?:FULL\s+LICEN[CS]E|THE\s+SMALL\s+PRINT)|This file should be named)", re.I)
"""What follows the work where no line says that it ends."""

CANDIDATES = ("utenberg", "UTENBERG", "SMALL PRINT", "mall Print", "FULL LICENSE", "This file should be")
"""Words of which each such line has one: no other is looked at."""

LIBRARY = re.compile(rf"(?:{'|'.join(map(re.escape, catalogue.LIBRARIES))})", re.I)
"""The name of a digital library."""

NAMED_WITHIN = 80
"""Code points of a sentence within which it names the library."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Hold the lines of the work itself, half open: what a library says stands before and behind them."""

    first: int
    last: int


def frames(draft: Draft) -> Iterator[tuple[int, Frame]]:
    """Give the works in the files of a library, each with the line at which its file ends: most texts are one file."""
    words = draft.survey.words
    lines = list(_candidates(draft))
    starts = [index for index in lines if _is_star(words[index], "START")]
    closed = [index + 1 for index in lines if _is_star(words[index], "END")]
    inner = [end for end, following in pairwise((*closed, len(words))) if any(end <= s < following for s in starts)]
    begin = 0
    for end in (*inner, len(words)):
        yield end, _frame(draft, [index for index in lines if begin <= index < end], begin, end)
        begin = end


def _is_star(words: str, what: str) -> bool:
    stars = STARS.match(words)
    return stars is not None and stars[1].upper() == what


def _frame(draft: Draft, lines: Sequence[int], begin: int, end: int) -> Frame:
    """Find the work between two lines, by those lines between them that hold a word of the library."""
    words = draft.survey.words
    starts = [index for index in lines if _is_star(words[index], "START")]
    ends = [index for index in lines if _is_star(words[index], "END")]
    last = min((index for index in ends if not starts or index > starts[0]), default=end)
    ended = [index for index in lines if _says_end(words[index]) and index < last]
    if ended and (last == end or not _between(draft, ended[-1], last)):
        last = ended[-1] if last < end else ended[0]
    middle = (begin + end) // 2
    small = [index for index in lines if SMALL_PRINT.match(words[index])]
    headed = [index for index in small if index < middle or (last < end and _between(draft, index, last))]
    opened = max((index for index in (*starts, *headed) if index < last), default=-1)
    if last == end:
        behind = max(opened, middle)
        last = min((index for index in lines if index > behind and TAIL.match(words[index])), default=last)
    first = _closed(draft, opened) if opened >= 0 else begin
    return Frame(min(first, last), last)


def _candidates(draft: Draft) -> Iterator[int]:
    """Give the indices of the lines that hold a word of the library, in order."""
    places = sorted(place for word in CANDIDATES for place in _places(draft.raw.text, word))
    lines = draft.raw.lines
    yield from dict.fromkeys(bisect_right(lines, place, key=lambda line: line.at) - 1 for place in places)


def _places(text: str, word: str) -> Iterator[int]:
    place = text.find(word)
    while place >= 0:
        yield place
        place = text.find(word, place + 1)


def _says_end(words: str) -> bool:
    """Tell whether a line says that the library's file of a work ends: 'End of the Project Gutenberg EBook of ...'."""
    found = LIBRARY.search(words[:NAMED_WITHIN])
    if found is None:
        return False
    before = words[: found.start()].strip("* ").lower().split()
    return any(word in catalogue.ENDINGS for word in before[:4])


def _between(draft: Draft, first: int, last: int) -> bool:
    """Tell whether words of the work stand between two lines: more than the group in which the first stands."""
    words = draft.survey.words
    while first < last and words[first]:
        first += 1
    return any(words[first:last])


def _closed(draft: Draft, index: int) -> int:
    """Give the line behind a line of stars, which may run on over a second one."""
    words = draft.survey.words
    last = index + 1
    while not words[last - 1].endswith("*") and last - index < 4 and last < len(words) and words[last]:
        last += 1
    return last
