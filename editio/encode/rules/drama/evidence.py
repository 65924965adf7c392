"""Whether a text is drama, or has drama in it: names that recur at the beginnings of groups and answer one another.

In go the words of all lines; out comes a :class:`Play`, which says at which lines somebody begins to speak. Labels that
stand near one another make a stretch; whether it is a dialogue is told by :mod:`~editio.encode.rules.drama.dialogue`.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from editio.encode import catalogue
from editio.encode.rules.drama.dialogue import LEAST_SPEECHES, Run, dialogue
from editio.encode.rules.drama.labels import Label, label

FARTHEST = 14
"""Groups without a new speaker within one stretch: a long description, a letter that is read, a song."""

MOST_LINES = 12
"""Lines to a speech, on the average, where no blank lines part them."""

SAMPLES, SAMPLE = 16, 150
"""How many stretches, of how many lines, show whether a text has names at lines that open no group."""

ROMAN = re.compile(r"(?=.)M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$")
"""A number is no name."""


@dataclass(frozen=True, slots=True)
class Play:
    """Hold where people speak: the label at the line, counted from 0, at which each speech begins.

    ``stretches`` are the first and last speakers' lines of what is drama without interruption, ``whole`` tells whether
    that is most of the text.
    """

    begins: Mapping[int, Label]
    stretches: tuple[tuple[int, int], ...]
    whole: bool


_Hit = tuple[int, Label]


@lru_cache(maxsize=1)
def play(words: tuple[str, ...]) -> Play | None:
    """Find the speakers of a text; None where it has none. A seam and two rules ask it of the same words."""
    starts = [nth for nth, (before, now) in enumerate(pairwise(("", *words))) if now and not before]
    found = _play(words, starts, 1)
    if found is None and _has_names_within_groups(words):
        found = _play(words, [nth for nth, kept in enumerate(words) if kept], MOST_LINES)
    return found


def _has_names_within_groups(words: Sequence[str]) -> bool:
    """Look at samples of the lines: is there one in which names stand as often as in a play?"""
    step = max(SAMPLE, len(words) // SAMPLES)
    for first in range(0, len(words), step):
        lines = [kept for kept in words[first : first + SAMPLE] if kept]
        keys = Counter(found.key for kept in lines if (found := _begins(kept)))
        if sum(count for count in keys.values() if count > 1) * MOST_LINES >= max(len(lines), 2 * MOST_LINES):
            return True
    return False


def _play(words: Sequence[str], units: Sequence[int], lines_to_speech: int) -> Play | None:
    hits = list(_labels(words, units))
    keys = Counter(found.key for _, _, found in hits)
    ends = Counter(found.key.split()[-1] for _, _, found in hits if found.look == "capitals" and found.key)
    often = [hit for hit in hits if keys[hit[2].key] > 1 or (hit[2].look == "capitals" and ends[_end(hit[2])] > 2)]
    if len(often) < LEAST_SPEECHES:
        return None
    runs = list(_runs(often, FARTHEST * lines_to_speech))
    sure = [kept for run in runs if (kept := dialogue(run, words, lines_to_speech))]
    known = {(found.look, found.key) for run in sure for _, _, found in run}
    stretches = [kept for run in runs if (kept := dialogue(run, words, lines_to_speech, known))] if sure else []
    if not stretches:
        return None
    speaking = [hit for run in stretches for hit in run]
    covered = sum(run[-1][0] - run[0][0] for run in stretches)
    whole = covered * 2 > len(units)
    begins = dict(_accepted(hits, speaking, stretches))
    if lines_to_speech == 1:
        begins |= dict(_within_groups(words, begins, stretches))
    begins |= dict(_unmarked(words, units, begins, stretches))
    return Play(dict(sorted(begins.items())), tuple(_joined(begins, stretches, whole)), whole)


def _labels(words: Sequence[str], units: Sequence[int]) -> Iterator[tuple[int, int, Label]]:
    """Give the units that a label begins: their numbers, lines, labels. One that is alone has words behind it."""
    before: tuple[int, int, Label] | None = None
    for nth, line in enumerate(units):
        found = _begins(words[line])
        follows = words[line].split(" ", 2)[:2]
        parted = found and before and found.style == before[2].style and not words[before[1] + 1]
        if before and not parted and not catalogue.is_division(follows):
            yield before
        before = None
        if found and (not found.alone or (line + 1 < len(words) and words[line + 1])):
            yield nth, line, found
        elif found:
            before = nth, line, found


def _begins(words: str) -> Label | None:
    found = label(words)
    if found is None or not found.key or catalogue.is_of_stage(found.key.split()):
        return None
    return None if found.look == "capitals" and ROMAN.match(found.name) else found


def _end(found: Label) -> str:
    return found.key.split()[-1]


def _runs(hits: Iterable[tuple[int, int, Label]], farthest: int) -> Iterator[Run]:
    run: Run = []
    for hit in hits:
        if run and hit[0] - run[-1][0] > farthest:
            yield run
            run = []
        run.append(hit)
    if run:
        yield run


def _accepted(hits: Run, speaking: Run, stretches: Sequence[Run]) -> Iterator[_Hit]:
    """Give all labels within stretches that are speakers, those that occur once among them."""
    styles = {found.style for _, _, found in speaking}
    looks = {look for look, _, _ in styles}
    names = {found.key for _, _, found in speaking}
    parts = {part for name in names for part in name.split()}
    spans = [(run[0][0], run[-1][0]) for run in stretches]
    firsts = [first for first, _ in spans]
    for nth, line, found in hits:
        place = bisect_right(firsts, nth) - 1
        if place >= 0 and nth <= spans[place][1]:
            usual = found.style in styles and _is_likely(found, parts)
            likely = found.look in looks or (found.look == "title" and not found.alone)
            if usual or (likely and (found.key in names or found.key in catalogue.TOGETHER)):
                yield line, found


def _is_likely(found: Label, parts: Iterable[str]) -> bool:
    """Tell whether a name that occurs once is one: capitals and italics show it, of others a word must be known."""
    return found.look in ("capitals", "italic") or any(word in parts for word in found.key.split() if len(word) > 2)


def _within_groups(words: Sequence[str], begins: Mapping[int, Label], stretches: Sequence[Run]) -> Iterator[_Hit]:
    """Find names within groups, where their look cannot be that of running words."""
    known = {(found.key, found.style) for found in begins.values() if found.look in ("capitals", "italic")}
    if not known:
        return
    for run in stretches:
        for line in range(run[0][1], run[-1][1]):
            kept = words[line]
            if line in begins or not kept or kept[0].islower():
                continue
            found = _begins(kept)
            if found and (found.key, found.style) in known and (not found.alone or words[line + 1]):
                yield line, found


def _unmarked(
    words: Sequence[str], units: Sequence[int], begins: Mapping[int, Label], stretches: Sequence[Run]
) -> Iterator[_Hit]:
    """Find known names in capitals that lack their mark: 'BARDO It would be spoken to'."""
    known = {found.name.split()[0]: found for found in begins.values() if found.look == "capitals"}
    for run in stretches:
        for nth in range(run[0][0], run[-1][0]):
            line = units[nth]
            first, _, rest = words[line].partition(" ")
            if line in begins or first not in known or not rest or not rest[0].isupper() or rest[:2].isupper():
                continue
            if known[first].name == first and len(first) > 2:
                yield line, replace(known[first], mark="", direction=0, speech=len(first) + 1)


def _joined(begins: Iterable[int], stretches: Sequence[Run], whole: bool) -> Iterator[tuple[int, int]]:
    """Give the stretches by their lines; a text that is a play as a whole has one."""
    if whole:
        yield min(begins), max(begins)
        return
    for run in stretches:
        yield run[0][1], run[-1][1]
