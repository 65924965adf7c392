"""Slips: which words one slip makes of another, and how usual the slip is.

In goes a word; out come words one slip away, each with the kind of the slip. A slip is one letter dropped, added,
changed or two exchanged (Damerau 1964), or one of the confusions of letters that look alike in print, which readers and
machines make (rn for m, I for l). Nothing is looked up here.
"""

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from itertools import pairwise

LOOK_ALIKE = (
    ("rn", "m"), ("m", "rn"), ("cl", "d"), ("d", "cl"), ("vv", "w"), ("w", "vv"), ("ii", "n"), ("ii", "u"), ("li", "h"),
    ("h", "li"), ("lh", "th"), ("ri", "n"), ("n", "ri"), ("in", "m"), ("m", "in"), ("nn", "rm"), ("rm", "nn"),
    ("iii", "m"), ("ni", "m"), ("m", "ni"), ("fi", "ﬁ"), ("ſ", "s"), ("tl", "d"), ("ol", "d"),
)  # fmt: skip
"""What is read for what, in groups of letters."""

ALIKE = frozenset(
    frozenset(pair)
    for pair in "il lt ij ft fs ec eo co ao ae un nh hb uv vy rt gq bd mn pq kh lf nr зэ иi иц шщ её пн нк".split()
)  # fmt: skip
"""Single letters that look alike in print."""

NEAR = frozenset(
    frozenset((a, b))
    for row in ("qwertyuiop", "asdfghjkl", "zxcvbnm", "йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю")
    for a, b in pairwise(row)
)
"""Letters side by side on a keyboard."""

ENDING = re.compile(r"(?:s|e|n|r|d|t|m|a|o|i|y|st|en|er|es|ed|ing|ly|у|ы|и|а|я|е|ю|й|ь)\Z")


def slips(word: str, letters: str, known: Container[str]) -> set[str]:
    """Give the known words that one slip parts from a word; ``letters`` is the alphabet."""
    found = set()
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        if tail:
            rest = tail[1:]
            if head + rest in known:
                found.add(head + rest)
            if len(tail) > 1 and (swapped := head + tail[1] + tail[0] + tail[2:]) in known:
                found.add(swapped)
            for letter in letters:
                if (changed := head + letter + rest) in known:
                    found.add(changed)
        for letter in letters:
            if (longer := head + letter + tail) in known:
                found.add(longer)
    found.update(one for one in look_alikes(word) if one in known)
    found.discard(word)
    return found


def look_alikes(word: str) -> Iterator[str]:
    """Give what a word would be if a group of letters in it was misread."""
    for read, meant in LOOK_ALIKE:
        at = word.find(read)
        while at >= 0:
            yield word[:at] + meant + word[at + len(read) :]
            at = word.find(read, at + 1)


class Index:
    """Find the words of a list that one slip parts from a word, without trying every letter."""

    def __init__(self, words: Iterable[str]) -> None:
        """Index the words by what they are without one letter (Garbe's symmetric deletion)."""
        self._words: dict[str, None] = dict.fromkeys(words)
        self._shorter: dict[str, list[str]] = defaultdict(list)
        for word in self._words:
            for short in {word[:at] + word[at + 1 :] for at in range(len(word))}:
                self._shorter[short].append(word)

    def near(self, word: str) -> set[str]:
        """Give the words of the list that one slip parts from a word."""
        found = set(self._shorter.get(word, ()))
        for at in range(len(word)):
            short = word[:at] + word[at + 1 :]
            if short in self._words:
                found.add(short)
            found.update(other for other in self._shorter.get(short, ()) if is_one_slip(word, other))
        found.update(one for one in look_alikes(word) if one in self._words)
        found.discard(word)
        return found


def is_one_slip(a: str, b: str) -> bool:
    """Tell whether two words of about the same length are one slip apart."""
    if abs(len(a) - len(b)) > 1:
        return False
    head = _common(a, b)
    tail = _common(a[head:][::-1], b[head:][::-1])
    x, y = a[head : len(a) - tail], b[head : len(b) - tail]
    return (len(x) <= 1 and len(y) <= 1) or (len(x) == len(y) == 2 and x == y[::-1])


def _common(a: str, b: str) -> int:
    return next((at for at, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


def difference(slip: str, meant: str) -> tuple[str, str, int, int]:
    """Give what differs: the letters in either word, how many stand before them and how many behind."""
    head = _common(slip, meant)
    tail = _common(slip[head:][::-1], meant[head:][::-1])
    return slip[head : len(slip) - tail], meant[head : len(meant) - tail], head, tail


def signs(slip: str, meant: str) -> dict[str, float]:
    """Give what speaks for and against ``slip`` having come about where ``meant`` was meant."""
    wrong, right, head, tail = difference(slip, meant)
    found: dict[str, float] = {}
    doubled = _doubles(slip, head, wrong) or _doubles(meant, head, right)
    if (wrong, right) in LOOK_ALIKE or frozenset((wrong, right)) in ALIKE:
        found["alike"] = 1.0
    elif len(wrong) == len(right) == 2:
        found["swapped"] = 1.0
    elif doubled:
        found["doubled"] = 1.0
    elif frozenset((wrong, right)) in NEAR:
        found["near"] = 1.0
    elif not wrong:
        found["dropped"] = 1.0
    if not head:
        found["first"] = 1.0
    elif not tail and not doubled and len(wrong) + len(right) <= 2 and ENDING.match(wrong or right):
        found["ending"] = 1.0
    return found


def _doubles(word: str, at: int, letters: str) -> bool:
    """Tell whether one letter that was added or dropped stands beside its like."""
    return len(letters) == 1 and letters in (word[at - 1 : at], word[at + 1 : at + 2])
