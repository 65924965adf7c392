"""Quotation marks: which a text uses, and the words between them in a passage.

In go a raw text, which shows what opens and what closes (see :func:`uses`), and the words of a passage; out come the
words between two marks, the marks included. They have to balance: where one in a passage has no other, nothing is done
in it. A passage whose speech goes on in the next one opens a quotation that it does not close, and the next begins with
the same mark. Source: the customs of printers; Unicode, chapter 6.2, 'Language-based usage of quotation marks'.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

DEEPEST = 8
"""Quotations within one another; more are no quotations, but rows of marks."""

ANGLES = (("«", "»"), ("‹", "›"))
BRACKETS = {"「": "」", "『": "』", "﹁": "﹂", "﹃": "﹄", "〝": "〟"}
"""Marks that open and close in one way everywhere."""

OPENING = frozenset("([{—–-/¿¡_*=")
"""What may stand before a mark that opens, besides a blank and another mark."""

Pairs = list[tuple[int, int]]

BEFORE = -2
"""Where a mark stands that an earlier passage has; -1 is no place."""


@dataclass(frozen=True, slots=True)
class Quotes:
    """Hold the marks of a text: which close what each of the others opens, and which do both in turn.

    ``single`` is true where ``‘`` opens: what closes it is an apostrophe as well.
    """

    closes: Mapping[str, str]
    turns: frozenset[str]
    single: bool
    pattern: re.Pattern[str]


def uses(text: str) -> Quotes | None:
    """Tell which quotation marks a text uses; None if it has none."""
    closes: dict[str, str] = {mark: other for mark, other in BRACKETS.items() if mark in text}
    turns = {'"'} if '"' in text else set()
    closes |= _doubles(text, turns)
    for left, right in ANGLES:
        closes |= _angles(text, left, right, turns)
    low = text.count("‚")
    high = text.count("‘")
    if low and 2 * low >= high:
        closes["‚"] = "‘’"
        high = 0
    if not (closes or turns or high):
        return None
    return Quotes(closes, frozenset(turns), high > 0, _pattern(closes, turns, high > 0))


def _doubles(text: str, turns: set[str]) -> dict[str, str]:
    """Tell what ``„``, ``“`` and ``”`` do: ``“`` closes in German, and opens in English; ``”`` does both in Swedish."""
    low, left, right = (text.count(mark) for mark in "„“”")
    if low and left > right:
        return {"„": "“”"}
    if right and not left and not low:
        turns.add("”")
        return {}
    if left and not right and not low:
        turns.add("“")
        return {}
    return ({"„": "”"} if low else {}) | ({"“": "”"} if left else {})


def _angles(text: str, left: str, right: str, turns: set[str]) -> dict[str, str]:
    """Tell which of two angles opens: what stands behind blanks and before letters; else what comes first."""
    if left not in text and right not in text:
        return {}
    if left not in text:
        turns.add(right)
        return {}
    leaning = _leaning(text, left) - _leaning(text, right)
    if leaning == 0:
        leaning = text.find(right) - text.find(left) if right in text else 1
    return {left: right} if leaning > 0 else {right: left}


def _leaning(text: str, mark: str) -> int:
    """Count how much more often a mark stands behind a blank than before one."""
    behind = sum(1 for _ in re.finditer(rf"(?<!\S){mark}", text))
    return behind - sum(1 for _ in re.finditer(rf"{mark}(?![^\s.,;:!?])", text))


def _pattern(closes: Mapping[str, str], turns: set[str], single: bool) -> re.Pattern[str]:
    """Find what may be a quotation mark: no apostrophe before a letter, no double mark between two letters."""
    marks = {*closes, *"".join(closes.values()), *turns, *("‘’" if single else "")}
    return re.compile(
        rf"[{re.escape(''.join(sorted(marks)))}](?!(?<=’)\w)" + (r'(?!(?<=\w")\w)' if '"' in turns else "")
    )


@dataclass(frozen=True, slots=True)
class Quoted:
    """Hold the quotations of some words: code points, half open, the marks included.

    ``whole`` tells whether all marks have their others; if it is but one that lacks it, ``left`` is its place and
    itself.
    """

    pairs: Pairs
    whole: bool
    left: tuple[int, str] = (0, "")


NO_QUOTATION = Quoted([], True)
LACKING = Quoted([], False)
"""Words without marks, and words in which marks lack their others."""


def find(words: str, quotes: Quotes, following: str = "", opened: str = "") -> Quoted:
    """Find quotations.

    ``following`` are the words of the next passage, if speech may go on there. ``opened`` is the mark of a quotation
    that an earlier passage opened: these words have to close it.
    """
    tokens = [(match.start(), match[0]) for match in quotes.pattern.finditer(words)]
    if not tokens:
        return LACKING if opened else NO_QUOTATION
    found = _Stack(words, quotes)
    if opened:
        found.opened.append((BEFORE, opened))
    if not all(found.take(at, mark) for at, mark in tokens) or (opened and found.is_twice):
        return LACKING
    if found.opened:
        first, mark = found.opened[0]
        if opened or len(found.opened) > 1 or found.is_twice:
            return LACKING
        if not following.startswith(mark):
            return Quoted(found.pairs, False, (first, mark))
        found.pairs.append((first, len(words.rstrip())))
    singles, whole = _singles(words, found.singles, following) if found.singles else ([], True)
    return Quoted(found.pairs + singles, whole)


def is_of(quotes: Quotes, mark: str, words: str) -> bool:
    """Tell whether words have a mark, or one that closes what it opens."""
    return any(one in words for one in (mark, *quotes.closes.get(mark, "")))


class _Stack:
    """Take the marks of a passage in their order; ``singles`` keeps ``‘`` and ``’``, each with what is open there.

    ``is_twice`` tells that a mark opened what it had opened already: either one lacks its other, or both have it.
    """

    def __init__(self, words: str, quotes: Quotes) -> None:
        self.words = words
        self.quotes = quotes
        self.opened: list[tuple[int, str]] = []
        self.pairs: Pairs = []
        self.singles: list[tuple[int, str, int]] = []
        self.is_twice = False

    def take(self, at: int, mark: str) -> bool:
        """Take a mark; returns whether it has a place."""
        quotes, opened = self.quotes, self.opened
        if mark in quotes.turns:
            return self._turn(at, mark)
        if opened and mark in quotes.closes.get(opened[-1][1], ""):
            if mark != "’" or self._is_low_closed(at):
                self.pairs.append((opened.pop()[0], at + 1))
            return True
        if mark in quotes.closes:
            self.is_twice |= any(mark == other for _, other in opened)
            opened.append((at, mark))
            return len(opened) <= DEEPEST
        if mark in "‘’":
            if quotes.single:
                self.singles.append((at, mark, opened[-1][0] if opened else -1))
            return True
        return False

    def _turn(self, at: int, mark: str) -> bool:
        before, after = self.words[at - 1 : at], self.words[at + 1 : at + 2]
        behind_blank, before_blank = not before or before.isspace(), not after or after.isspace()
        if any(mark == other for _, other in self.opened):
            if self.opened[-1][1] != mark or (behind_blank and not before_blank):
                return False
            self.pairs.append((self.opened.pop()[0], at + 1))
            return True
        if before.isdigit():
            return True  # inches, or seconds
        if before_blank and not behind_blank:
            return False
        if behind_blank or before in OPENING or not before.isalnum():
            self.opened.append((at, mark))
            return len(self.opened) <= DEEPEST
        return False

    def _is_low_closed(self, at: int) -> bool:
        """Tell whether a ``’`` closes what ``‚`` opened: behind a letter ``s`` it may be an apostrophe."""
        return not self.words.startswith(("s", "x", "z"), at - 1)


def _singles(words: str, tokens: Iterable[tuple[int, str, int]], following: str) -> tuple[Pairs, bool]:
    """Find the other of each ``‘`` among the apostrophes behind it that stand in the same quotation."""
    pairs: Pairs = []
    whole = True
    start = len(words) - len(words.lstrip())
    apart: dict[int, list[tuple[int, str]]] = {}
    for at, mark, inside in tokens:
        apart.setdefault(inside, []).append((at, mark))
    for inside, marks in apart.items():
        goes_on = inside < 0 and following.startswith("‘")
        for first, closing in _each(marks):
            chosen = _closing(words, closing)
            possessive = all(_is_possessive(words, at) for at in closing)
            if goes_on and possessive and first == start:
                chosen = len(words.rstrip()) - 1
            pairs += [(first, chosen + 1)] if chosen >= 0 else []
            whole &= chosen >= 0
    return pairs, whole


def _each(marks: Iterable[tuple[int, str]]) -> Iterator[tuple[int, list[int]]]:
    """Give each ``‘`` with the apostrophes between it and the next one."""
    first = -1
    closing: list[int] = []
    for at, mark in marks:
        if mark == "’":
            closing.append(at)
            continue
        if first >= 0:
            yield first, closing
        first, closing = at, []
    if first >= 0:
        yield first, closing


def _closing(words: str, places: list[int]) -> int:
    """Give which of several apostrophes closes a quotation: the first behind a point, or the only one that may; or -1.

    An apostrophe behind a letter ``s`` and before a blank is a possessive, if there is another one.
    """
    sure = next((at for at in places if not words[at - 1].isalnum()), -1)
    if sure >= 0:
        return sure
    if len(places) == 1:
        return places[0]
    likely = [at for at in places if not _is_possessive(words, at)]
    return likely[0] if len(likely) == 1 else -1


def _is_possessive(words: str, at: int) -> bool:
    return words[at - 1] in "sxz" and words[at + 1 : at + 2] in ("", " ")
