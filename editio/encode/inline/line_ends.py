"""Line ends within words and beside dashes: where no blank stands for them.

In goes a raw text; out comes what it shows of the words that its line ends cut, and for each line end whether a blank
stands for it, nothing, or nothing for it and the hyphen before it. A hyphen is left out only where the text itself has
the whole word elsewhere, and more often than the one with the hyphen (Guidelines, section 3.2.2).
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

DECISION = "hyphenation"

BLANK, NOTHING, WORD = "blank", "nothing", "word"
"""What stands for a line end: a blank, nothing, or nothing for it and the hyphen before it."""

HYPHENS = frozenset("-\N{HYPHEN}")
OPTIONAL = "\N{SOFT HYPHEN}\N{NOT SIGN}"
"""What is a hyphen at the end of a line alone, and left out there always: U+00AD, and ``¬`` as some typists have it."""

DASHES = frozenset("—–-")

CUTS = tuple(re.compile(rf"{hyphen}(?<=\w{hyphen})[ \t]*(?:\r\n|\r|\n)[ \t]*(?=\w)") for hyphen in sorted(HYPHENS))
EDGES = {dash: (re.compile(rf"{dash}[ \t]*[\r\n]"), re.compile(rf"\n[ \t]*{dash}")) for dash in ("--", "—", "–")}
"""Hyphens and dashes at line ends. Patterns that begin with a letter as it is are searched ten times faster."""

MANY = 2000
"""Dashes that are enough to tell how a text sets them."""

SPELT = re.compile(r"\w+(?:['’\-\u2010]\w+)*")
BEFORE = re.compile(r"[\w'’\-\u2010]*\w\Z")
AFTER = re.compile(r"\w+(?:['’\-\u2010]\w+)*")
LONGEST = 60
"""Code points of a word, beyond which nothing is a word that a line end cut."""

SUSPENDING = frozenset("and or nor to und oder bis et ou y e o u en of och eller og ali i lub oraz и или та".split())
"""Words before which a hyphen stands for the rest of a word: ``two- and three-handed``."""

SPACELESS = re.compile(r"[\u2e80-\u2fdf\u3001-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff60]")
"""Characters of scripts that have no blanks between words: Chinese and Japanese."""

SPACED = re.compile(r"[A-Za-z\u00c0-\u052f]+")
"""Words of scripts that have: signs of a markup language are among them, so that each counts once."""


@dataclass(frozen=True)
class LineEnds:
    """Hold what a text shows; ``spelt`` counts words that its line ends may cut, in small letters.

    ``tight`` tells of a dash, and of the side of it (before, behind), whether the text mostly has no blank there;
    ``spaceless`` that its script has none between words.
    """

    spelt: Mapping[str, int]
    tight: Mapping[tuple[str, str], bool]
    spaceless: bool

    @cached_property
    def edges(self) -> frozenset[str]:
        """Give the characters beside a line end of which something is to be decided."""
        return HYPHENS | DASHES | frozenset(OPTIONAL)

    def between(self, before: str, after: str) -> tuple[str, bool]:
        """Tell what stands for the line end between two pieces of text, and whether the text itself shows it."""
        last = before[-1:]
        if last in OPTIONAL and last:
            return WORD, True
        if last in HYPHENS and before[-2:-1].isalnum() and after[:1].isalnum():
            return self._hyphen(before, after)
        if (dash := _dash(before, at_end=True)) and self.tight.get((dash, "behind"), False) and len(before) > len(dash):
            return NOTHING, True
        if (dash := _dash(after, at_end=False)) and self.tight.get((dash, "before"), False):
            return NOTHING, True
        if self.spaceless and SPACELESS.match(last) and SPACELESS.match(after):
            return NOTHING, True
        return BLANK, True

    def _hyphen(self, before: str, after: str) -> tuple[str, bool]:
        first, second = _halves(before, after)
        whole, hyphened = self.spelt.get(first + second, 0), self.spelt.get(f"{first}-{second}", 0)
        if whole > hyphened:
            return WORD, True
        if second in SUSPENDING and not hyphened:
            return BLANK, True
        return NOTHING, hyphened > 0 or not first.isalpha()


def _halves(before: str, after: str) -> tuple[str, str]:
    """Give the two halves of a word that a line end cuts, without the hyphen there, in small letters."""
    first = BEFORE.search(before[-LONGEST:-1])
    second = AFTER.match(after[:LONGEST])
    return (first[0] if first else "").lower(), (second[0] if second else "").lower()


def _dash(words: str, at_end: bool) -> str:
    """Give the dash with which some words end or begin; a single hyphen is none."""
    edge = words[-1:] if at_end else words[:1]
    if edge == "-":
        return "--" if (words.endswith("--") if at_end else words.startswith("--")) else ""
    return edge if edge in DASHES else ""


def line_ends(text: str) -> LineEnds | None:
    """Look at the line ends of a text; None if a blank stands for each of them."""
    cuts = [match.span() for cut in CUTS for match in cut.finditer(text)]
    wanted: set[str] = set()
    for start, end in cuts:
        first, second = _halves(text[max(0, start - LONGEST) : start + 1], text[end : end + LONGEST])
        wanted |= {first + second, f"{first}-{second}"}
    spelt = Counter(filter(wanted.__contains__, SPELT.findall(text.lower()))) if wanted else Counter[str]()
    dashes = [dash for dash, edges in EDGES.items() if any(edge.search(text) for edge in edges)]
    tight = {(dash, side): is_tight for dash in dashes for side, is_tight in _tight(text, dash).items()}
    spaceless = _counted(SPACELESS, text) > _counted(SPACED, text)
    optional = any(sign in text for sign in OPTIONAL)
    if not (cuts or any(tight.values()) or spaceless or optional):
        return None
    return LineEnds(spelt, tight, spaceless)


def _tight(text: str, dash: str) -> dict[str, bool]:
    """Tell on which sides of a dash a text mostly has no blank within lines, where it has none on the other."""
    apart = Counter[str]()
    for match in islice(re.finditer(re.escape(dash), text), MANY):
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        if after.isalnum():
            apart["behind"] -= not before.isspace()
            apart["before"] += 1 if before in (" ", "\t") else -before.isalnum()
        elif after in (" ", "\t") and before.isalnum():
            apart["behind"] += 1
    return {side: apart[side] < 0 for side in ("before", "behind")}


def _counted(pattern: re.Pattern[str], text: str) -> int:
    return sum(1 for _ in pattern.finditer(text, 0, 10_000))
