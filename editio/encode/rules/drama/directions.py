"""What a stage direction looks like that stands by itself.

In go the lines of a draft; out come answers. Brackets and italics show a direction; words such as 'Enter' do; and so
does a margin, where the other directions of the same play stand at it (Guidelines, section 7.2.4).
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from editio.encode import catalogue
from editio.encode.draft import Draft, Group
from editio.encode.rules.drama.labels import WORD

OPENING, CLOSING = "[({［（【〔", "])}］）】〕"
AROUND = "_*=/ "
LONGEST_UNCLOSED = 200
"""Code points of a direction whose bracket nobody closed: old prints close none at a line's end."""

MOST_VERBAL = 500
"""Code points of a direction that only its first word shows."""

COMMON = 0.1
"""The share of a play's directions from which on it has some without brackets, as a manner."""

ITALIC = re.compile(r"([_*=/])(?=\S)[^_*=/]+\1[.,;:!?)\]]*")


def is_bracketed(words: str) -> bool:
    """Tell whether brackets hold all of some words; there may be several pairs of them."""
    core = words.strip(AROUND)
    if not core or core[0] not in OPENING:
        return False
    depth = 0
    for at, character in enumerate(core):
        if character in OPENING:
            depth += 1
        elif character in CLOSING:
            depth -= 1
        elif depth == 0 and character not in AROUND + ".,;:":
            return False
        if depth < 0:
            return at == len(core) - 1
    return depth == 0 or len(core) <= LONGEST_UNCLOSED or (core[1] in AROUND and words.rstrip()[-1] == core[1])


def is_italic(words: str) -> bool:
    """Tell whether all words are set in italics, names in capitals among them excepted."""
    if words[:1] not in ("_", "*", "=", "/") or words.rstrip(".,;:!?)] ")[-1:] != words[0]:
        return False
    rest, count = ITALIC.subn("", words)
    return count > 0 and all(word.isupper() for word in WORD.findall(rest))


def is_verbal(words: str) -> bool:
    """Tell whether the first word is one that directions begin with: 'Enter', 'Exeunt', 'Curtain'."""
    core = words.lstrip(AROUND)
    if not core or core[0].islower() or not core[0].isalpha() or len(words) > MOST_VERBAL:
        return False
    return catalogue.is_of_stage(WORD.findall(core))


@dataclass(frozen=True, slots=True)
class Manner:
    """Hold how the directions of one play stand: ``margins`` at which most do, if they need no brackets there."""

    margins: frozenset[int] = frozenset()
    speech: int = 0

    def is_direction(self, draft: Draft, run: Group) -> bool:
        """Tell whether some lines are a direction that stands by itself."""
        words = draft.words(run)
        if is_bracketed(words) or is_italic(words) or is_verbal(words):
            return True
        margin = draft.survey.margin(run.first, run.last)
        if margin == self.speech or margin not in self.margins:
            return False
        return words[-1:] in ".)]" and (run.last - run.first == 1 or draft.survey.fill(run.first, run.last) >= 0.5)


def manner(draft: Draft, runs: Iterable[Group], speech: int) -> Manner:
    """Find how the directions of a play stand, from those whose words or brackets show them."""
    bare: Counter[int] = Counter()
    shown = 0
    for run in runs:
        words = draft.words(run)
        margin = draft.survey.margin(run.first, run.last)
        if is_bracketed(words) or is_italic(words):
            shown += 1
        elif is_verbal(words):
            shown += 1
            bare[margin] += 1
    margins = {margin for margin, count in bare.items() if margin != speech and count >= max(2, shown * COMMON)}
    return Manner(frozenset(margins), speech)
