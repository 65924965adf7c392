"""Where sentences begin and end: missing full stops and capitals in the wrong place (N905, N909).

In goes what a text says; out come suggestions. What is usual is counted in the text itself: how often a word stands
small, with a capital, at the head of a sentence, and at its end. Headings and titles are not written in sentences and
are not asked.
"""

import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator

from editio.encode.catalogue import MONTHS
from editio.encode.reading import Line
from editio.encode.suggest.suggestion import Look, Suggestion
from editio.encode.suggest.weights import CAPITAL, weigh
from editio.encode.suggest.wording import Token, is_word

STOP = re.compile(r"\.[\"'”’»)\]]*\s+[\"'“‘„«»(\[]*\Z")
ASK = re.compile(r"[.?!…][\"'”’»)\]]*\s")
ABBREVIATIONS = frozenset(
    """
    mr mrs ms messrs dr st prof rev hon capt col gen lt sgt esq jr sr etc viz cf vol vols p pp no nos fig ch chap sec
    art ed eds tr trans ca c fl b d e i g eg ie al ibid op cit loc vs v inc ltd co corp dept jan feb mar apr jun jul
    aug sep sept oct nov dec lib cap sq ff f n ms mss
    bzw usw vgl dgl hrsg nr bd abs s u a z h ff geb gest evtl ggf sog bspw inkl abb anm
    m mm mme mlle mgr éd chap fol ss cie
    sr sra srta ud uds vd vds d dña pág págs núm ee uu
    г гг т е д др пр см ср стр с л р св им
    """.split()
)
"""Abbreviations behind whose full stop a sentence goes on."""

NEVER_SMALL = frozenset(["i", "i'm", "i'll", "i'd", "i've", "o", "oh", "ah", "c"])
ALWAYS = 3
"""How often a word stands with a capital within sentences, for each time that it has none, to be a name in a text."""

SINGLE = frozenset("aàyоeiвио")
"""Words of one letter."""


def observe(look: Look) -> Iterator[Suggestion]:
    """Suggest where a full stop is missing, where a capital stands within a sentence, where one is missing."""
    usage = _Usage(look)
    tokens = look.wording.tokens
    for at in range(1, len(tokens)):
        before, token = tokens[at - 1], tokens[at]
        if before.passage != token.passage or not look.wording.is_prose(token) or not is_word(token.text):
            continue
        if token.text[0].islower() and STOP.search(token.gap):
            yield from usage.small_letter(before, token)
        elif token.text[0].isupper() and not token.text[1:].isupper() and token.gap in (" ", ", ", "; "):
            yield from usage.capital(before, token, at)


def _at(line: Line) -> int:
    return line.at


class _Usage:
    """Know how words are used in a text."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self.inside: Counter[str] = Counter()
        self.heads: Counter[str] = Counter()
        self.ends: Counter[str] = Counter()
        self.abbreviated: Counter[str] = Counter()
        self.small: Counter[str] = Counter()
        wording = look.wording
        for before, token in zip((None, *wording.tokens), wording.tokens, strict=False):
            if token.text[0].islower():
                self.small[token.low] += 1
            elif token.opens_sentence:
                self.heads[token.low] += 1
            elif wording.is_prose(token):
                self.inside[token.low] += 1
            if before is not None and before.passage == token.passage and ASK.search(token.gap):
                kept = token.text[0].islower() and token.gap.startswith(".")
                (self.abbreviated if kept else self.ends)[before.low] += 1
        self.usual = (sum(self.heads.values()) + 1) / (len(wording.tokens) + 1)
        widths = sorted(len(line.text) for line in look.raw.lines if not line.is_blank)
        self.width = widths[len(widths) * 9 // 10] if widths else 0

    def _opens_line(self, token: Token) -> bool:
        """Tell whether a word begins a line that was broken on purpose, as in verse: there was room for it before."""
        place = self.look.wording.place(token)
        line = self.look.raw.lines[bisect_right(self.look.raw.lines, place.first, key=_at) - 1]
        if line.text[: place.first - line.at].strip(" \t_*\"'“‘") or line.number == 1:
            return False
        before = self.look.raw.lines[line.number - 2].text
        return line.text.startswith(("  ", "\t")) or len(before.rstrip()) + len(token.text) + 1 < 0.85 * self.width

    def capital(self, before: Token, token: Token, at: int) -> Iterator[Suggestion]:
        """Judge a capital within a sentence: a full stop may be missing before it, or it should be small."""
        look, low = self.look, token.low
        small, inside = self.small[low], self.inside[low]
        if not small and not (look.dictionary and look.dictionary.known(low) and look.primary != "de"):
            return
        if look.primary == "de" and not (small and self.inside[low] <= 1):
            return
        if low in NEVER_SMALL or low in MONTHS or self._opens_line(token):
            return
        if (inside >= ALWAYS and inside > ALWAYS * small) or (low in look.names and inside > small):
            return
        tokens = look.wording.tokens
        behind = tokens[at + 1] if at + 1 < len(tokens) and tokens[at + 1].passage == token.passage else None
        if behind and behind.gap == "-" and behind.text[0].isupper():
            return
        runs_on = behind is not None and behind.is_plain
        if len(low) == 1 and not (low in SINGLE and runs_on and behind and behind.text.islower()):
            return
        if behind and behind.gap.startswith(".") and low in ABBREVIATIONS:
            return
        signs = {
            "small": math.log(small + 0.5),
            "inside": math.log(inside + 0.5),
            "ends": self._ends(before.low),
            "heads": self._heads(low),
            "meeting": math.log1p(max(look.evidence.meeting(before.low, low) - 1, 0.0)),
            "title": float(runs_on and behind is not None and behind.text[0].isupper()),
            "comma": float(not token.is_plain),
            "upper": float(not before.text[0].islower()),
        }
        is_end = token.is_plain and signs["ends"] + 1.3 * signs["heads"] > 0.75 * signs["meeting"] + 0.85
        yield self._of(before, token, is_end, weigh(signs, CAPITAL))

    def _ends(self, low: str) -> float:
        """Give how much oftener than others a word stands at the end of a sentence."""
        share = (self.ends[low] + 0.4) / (self.look.wording.counts[low] + 4)
        return max(min(math.log(share / self.usual), 2.0), -2.5)

    def _heads(self, low: str) -> float:
        """Give how much oftener than others a word stands at the head of a sentence."""
        share = (self.heads[low] + 0.2) / (self.look.wording.counts[low] + 4)
        return max(min(math.log(share / self.usual), 2.5), -2.0)

    def _of(self, before: Token, token: Token, is_end: bool, odds: float) -> Suggestion:
        wording = self.look.wording
        if is_end:
            sentence = f"a sentence seems to begin with '{token.text}', but none ends before it"
            place = wording.range(before.passage, before.end, before.end)
            return Suggestion("N905", place, sentence, "supply", (("with", "."), ("cert", "medium")), odds, "capital")
        sentence = f"'{token.text}' has a capital within a sentence"
        right = token.text[0].lower() + token.text[1:]
        values = (("with", right), ("cert", "medium"))
        return Suggestion("N909", wording.place(token), sentence, "correct", values, odds, "capital")

    def small_letter(self, before: Token, token: Token) -> Iterator[Suggestion]:
        """Judge a small letter behind a full stop: the stop may be too many, or a capital is missing."""
        low = before.low
        if low in ABBREVIATIONS or (len(low) == 1 and before.gap == "."):
            return
        if len(low) == 1 or before.gap.endswith(".") or self.abbreviated[low] > 1 or low.isdigit():
            odds = -4.5
        else:
            odds = 0.5 + 0.5 * math.log((self.ends[low] + 0.5) / (self.abbreviated[low] + 0.5))
            odds += 0.3 * math.log((self.heads[token.low] + 0.5) / 2)
        if "…" in token.gap or token.gap.count(".") > 1:
            odds = -4.0
        sentence = f"a full stop stands before '{token.text}', which has a small letter"
        right = token.text[0].upper() + token.text[1:]
        values = (("with", right), ("cert", "low"))
        yield Suggestion(
            "N909", self.look.wording.place(token), sentence, "correct", values, min(odds, 3.0), "small letter"
        )
