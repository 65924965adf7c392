"""Lists: items that signs or counting numbers begin, one behind the other, and lists within items.

In goes a draft; out come blocks of kind ``item``, or, where an item holds more than one paragraph, blocks of kind ``p``
and further items that stand in an ``item`` (Guidelines, section 3.8). Numbered paragraphs of an essay are no list: they
are long, or others stand between them and the numbers go on behind. Dialogue that dashes open is none either.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from editio.encode.draft import Block, Container, Draft, Group
from editio.encode.survey import LONG_LINE

BULLETS = "•◦‣▪▫●■□▸►❖✓✔➢"
"""Signs that begin items and nothing else."""

STARS = "*+·"
"""Signs that begin notes, lines of titles and breaks as well."""

DASHES = "-–—"
"""Signs that begin speeches in most languages."""

START = re.compile(
    rf"(?P<bullet>[{re.escape(BULLETS + STARS + DASHES)}])[ \t]+(?=\S)"
    r"|(?P<open>[(\[]?)(?P<n>\d{1,3}|[a-z]|[ivxl]{2,6})(?P<close>[.)\]]|\.\))[ \t]+(?=\S)"
)
FIRSTS = frozenset(BULLETS + STARS + DASHES + "([0123456789abcdefghijklmnopqrstuvwxyz")

LONGEST_ITEM = 4
"""Lines that the items of a list have at the most, most of them: what is longer are paragraphs with numbers."""

INTRODUCING = (":", ":—", ":-", ":--", "：")
"""What the words end with that introduce a list."""

MOST_PARAGRAPHS = 20
"""Paragraphs of an item: what goes on longer is text that is set in."""

TALKING = 0.03
"""The share of the groups of a text that a dash opens from which on it stands for speech."""

ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}


@dataclass(frozen=True, slots=True)
class Item:
    """Hold an item: its paragraphs as pairs of line indices (half open), its sign, and where that ends.

    ``margin`` are the columns before the sign, ``prefix`` the code points up to the words, ``style`` what the signs of
    a list have in common, ``number`` its value (0 of a bullet), ``label`` the number as it stands.
    """

    paragraphs: tuple[tuple[int, int], ...]
    margin: int
    prefix: int
    style: str
    number: int
    label: str

    @property
    def first(self) -> int:
        """Give the index of its first line."""
        return self.paragraphs[0][0]

    @property
    def last(self) -> int:
        """Give the index behind its last line."""
        return self.paragraphs[-1][1]


def lists(draft: Draft) -> Iterator[Block]:
    """Claim lists whose items count up or have the same sign, where the whole text shows that they are lists."""
    talking = _talking(draft)
    found = [several for run in runs(draft) for several in counting(run)]
    for several, following in pairwise([*found, []]):
        goes_on = following and (following[0].style, following[0].number) == (several[-1].style, several[-1].number + 1)
        if not (several[-1].number and goes_on) and _is_list(draft, several, talking):
            yield from blocks(several, ())


# --- finding items ----------------------------------------------------------------------------------------


def runs(draft: Draft) -> Iterator[list[Item]]:
    """Give items that follow one another with nothing between them but what is set in as far as their words."""
    run: list[Item] = []
    for group in draft.groups:
        if run and any(draft.survey.words[run[-1].last : group.first]):
            yield run
            run = []
        begun = _items(draft, group.first, group.last, run[-1] if run else None)
        first = begun[0].first if begun else group.last
        if run and first > group.first:
            is_further = len(run[-1].paragraphs) < MOST_PARAGRAPHS
            if is_further and draft.survey.margin(group.first, first) >= run[-1].margin + 2:
                run[-1] = replace(run[-1], paragraphs=(*run[-1].paragraphs, (group.first, first)))
            else:
                yield run
                run = []
        run += begun
    if run:
        yield run


def _items(draft: Draft, first: int, last: int, before: Item | None) -> list[Item]:
    """Give the items of a group; the first need not begin it behind a colon, or behind more of the item ``before``."""
    seen = draft.survey
    starts: list[tuple[int, re.Match[str]]] = []
    for at in range(first, last):
        words = seen.words[at]
        if words[0] not in FIRSTS or not (match := START.match(words)):
            continue
        is_behind = bool(starts) or (before is not None and seen.margin(first, at) >= before.margin + 2)
        if at == first or _may_begin(draft, at, is_behind):
            starts.append((at, match))
    found: list[Item] = []
    for (at, match), following in pairwise([*starts, (last, None)]):
        if match is not None:
            prefix = len(draft.raw.lines[at].text) - len(draft.raw.lines[at].text.lstrip()) + match.end()
            number = _value(match["n"], found[-1] if found else None) if match["n"] else 0
            style = match["bullet"] or f"{match['open']}{_sort(match['n'])}{match['close']}"
            found.append(Item(((at, following[0]),), seen.margins[at], prefix, style, number, match["n"] or ""))
    return found


def _may_begin(draft: Draft, at: int, is_behind: bool) -> bool:
    """Tell whether a line in the midst of others may begin an item: the one before ended before its measure did."""
    seen = draft.survey
    if not is_behind:
        return seen.words[at - 1].endswith(INTRODUCING)
    return not seen.forced[at - 1] or seen.margins[at] < seen.margins[at - 1] or not seen.wrapped


def _sort(number: str) -> str:
    return "1" if number.isdigit() else "a"


def _value(number: str, before: Item | None) -> int:
    """Give the value of a number or a letter; ``i`` is 9 behind ``h``, else 1."""
    if number.isdigit():
        return int(number)
    letter = ord(number) - ord("a") + 1 if len(number) == 1 else 0
    if letter and (number not in ROMAN or (before is not None and before.number + 1 == letter)):
        return letter
    values = [ROMAN.get(character, 0) for character in number]
    return sum(-one if one < following else one for one, following in pairwise([*values, 0]))


# --- judging ----------------------------------------------------------------------------------------------


def counting(run: Sequence[Item]) -> Iterator[list[Item]]:
    """Part items into those that belong to one list, with what stands within them set in farther."""
    several: list[Item] = []
    top: Item | None = None
    for item in run:
        if (
            top is not None
            and item.margin > top.margin + 1
            and (item.style != top.style or item.number != top.number + 1)
        ):
            several.append(item)
            continue
        if top is not None and (item.style != top.style or (item.number and item.number != top.number + 1)):
            yield several
            several = []
        several.append(item)
        top = item
    if several:
        yield several


def _is_list(draft: Draft, several: Sequence[Item], talking: frozenset[str]) -> bool:
    """Tell whether items make a list: by what introduces them, by how they are set, by how long they are."""
    seen = draft.survey
    tops = [item for item in several if item.style == several[0].style and item.margin <= several[0].margin + 1]
    if len(tops) < 2 or tops[0].number > 1 or tops[0].style in talking:
        return False
    before = max((at for at in range(max(0, several[0].first - 3), several[0].first) if seen.words[at]), default=-1)
    introduced = before >= 0 and seen.words[before].endswith(INTRODUCING)
    inner = [at for item in tops for begin, end in item.paragraphs[:1] for at in range(begin + 1, end)]
    further = any(len(item.paragraphs) > 1 for item in tops)  # these are set in, or they were none of the item
    hangs = bool(inner or further) and all(seen.margins[at] >= tops[0].margin + 2 for at in inner)
    if not hangs and (further or median(_length(draft, item) for item in tops) > LONGEST_ITEM):
        return False
    if tops[0].style in "–—":
        return hangs  # else they are speeches, however few
    if tops[0].style in STARS + DASHES:
        return hangs or introduced or (len(tops) > 2 and tops[0].style != "·")
    return tops[0].style in BULLETS or len(tops) > 2 or introduced or hangs


def _length(draft: Draft, item: Item) -> int:
    """Give the lines that the first paragraph of an item has, or would have in wrapped text."""
    lines = draft.survey.words[item.first : item.paragraphs[0][1]]
    return max(len(lines), sum(map(len, lines)) // LONG_LINE)


def _talking(draft: Draft) -> frozenset[str]:
    """Give the dashes that open speeches in a text: many groups begin with them that are no lists by their lines."""
    firsts = [draft.survey.words[group.first][0] for group in draft.groups if not _repeats(draft, group)]
    return frozenset(dash for dash in DASHES if firsts.count(dash) > max(3, TALKING * len(firsts)))


def _repeats(draft: Draft, group: Group) -> bool:
    """Tell whether the sign of the first line begins the next one as well, and is a hyphen or stands farther in.

    Speeches have paragraphs of their own; where they have not, it is dashes at the margin that part them.
    """
    seen = draft.survey
    sign = seen.words[group.first][0]
    several = group.last - group.first > 1 and seen.words[group.first + 1][0] == sign
    return several and (sign == "-" or seen.margins[group.first] > seen.body)


# --- making -----------------------------------------------------------------------------------------------


def blocks(several: Sequence[Item], outer: tuple[Container, ...]) -> Iterator[Block]:
    """Give the blocks of a list; items that are set in farther than the first are lists within those before them."""
    rend = "ordered" if several[0].number else "bulleted"
    inside = (*outer, Container("list", several[0].first, (("rend", rend),)))
    at = 0
    while at < len(several):
        item = several[at]
        end = at + 1
        while end < len(several) and several[end].margin > several[0].margin + 1:
            end += 1
        if end == at + 1 and len(item.paragraphs) == 1:
            yield Block("item", item.first, item.last, label=item.label, prefix=item.prefix, inside=inside)
        else:
            holder = (*inside, Container("item", item.first, (("n", item.label),) if item.label else ()))
            for nth, (first, last) in enumerate(item.paragraphs):
                yield Block("p", first, last, prefix=0 if nth else item.prefix, inside=holder)
            if end > at + 1:
                yield from blocks(several[at + 1 : end], holder)
        at = end
