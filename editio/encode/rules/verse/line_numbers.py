"""The numbers of verse lines, which editions print in the margin: each fifth, each tenth.

In goes a draft; out comes by a line's index what stands in its margin. Numbers count only where they recur through the
text and go up by the same step.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from editio.encode.draft import Draft

LEFT = re.compile(r"[ \t]*(?:\[\d{1,4}\][ \t]+)?[\[(]?(\d{1,5})[\])]?[ \t]+(?=\S)")
RIGHT = re.compile(r"(?:[ \t]{2,}|\t)[\[(]?(\d{1,5})[\])]?[ \t]*$")
PAGE = re.compile(r"[ \t]*\[\d{1,4}\][ \t]{2,}(?=\S)")
LEAST = 3
"""Numbers that a text must have in its margin before one is believed."""


@dataclass(frozen=True, slots=True)
class Number:
    """Hold the number of a line and the code points of it before and behind the words; ``margin`` is in columns."""

    label: str
    prefix: int
    suffix: int
    margin: int
    words: str


def line_numbers(draft: Draft) -> Mapping[int, Number]:
    """Find the numbers in either margin, by the index of their line."""
    found = dict(_candidates(draft))
    ordered = sorted(found)
    rises = [int(found[b].label) - int(found[a].label) for a, b in pairwise(ordered)]
    step, times = Counter(rises).most_common(1)[0] if rises else (0, 0)
    if len(found) < LEAST or step < 2 or times * 2 < len(rises):
        return {}
    return {line: number for line, number in found.items() if int(number.label) % step == 0}


def _candidates(draft: Draft) -> Iterator[tuple[int, Number]]:
    words = draft.survey.words
    for group in draft.groups:
        if group.last - group.first == 1 and len(words[group.first]) < 6:
            continue  # a number by itself
        for index in range(group.first, group.last):
            kept = words[index]
            if kept[0] in "0123456789[(" or kept[-1] in "0123456789])":
                number = _number(draft.raw.lines[index].text)
                if number:
                    yield index, number


def _number(text: str) -> Number | None:
    if found := LEFT.match(text):
        margin = len(text[: found.end()].expandtabs())
        return Number(found.group(1), found.end(), 0, margin, text[found.end() :].strip())
    if found := RIGHT.search(text[-20:]):
        begin = len(text) - len(text[-20:]) + found.start()
        kept = text[:begin]
        margin = len(kept[: len(kept) - len(kept.lstrip())].expandtabs())
        return Number(found.group(1), 0, len(text.rstrip()) - begin, margin, kept.strip())
    return None
