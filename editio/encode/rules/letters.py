"""Letters, and what is signed like one: where and when, to whom, the leave, the name, the postscript.

In goes a draft; out come blocks of kind ``dateline``, ``salute`` and ``signed``, and paragraphs within ``postscript``
(Guidelines, section 4.2.2). A preface that is signed and dated has them as a letter has. A rule sees short lines at the
borders of divisions; words that only letters use count elsewhere, too. Elsewhere they are an ``ab`` (see
:mod:`editio.encode.body`).
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from editio.encode import catalogue
from editio.encode.draft import Block, Container, Draft, Group
from editio.encode.rules.shapes import OPENING_MARKS

LONGEST = 64
"""Code points of a line of a letter that is no prose: an address, a date, a leave, a name."""

MOST_LINES = 4
"""Lines that stand together at the head or the end of a letter."""

MOST_GROUPS = 5
"""Groups at either end of a division that are looked at."""

MOST_NAMES = 6
"""Words of a signature: a name with a title."""

MOST_DATED, MOST_PLACE = 10, 6
"""Words of a dateline, and words of it before the month: a place, a day of the week, a number."""

CAPITAL_MONTHS = frozenset(
    word
    for code in ("de", "en")
    for cell in catalogue.LANGUAGES_KNOWN[code]["phrases"]["months"]
    for word in cell.split()
)
"""Months of languages that write them with a capital: 'may' and 'march' are other words."""

DIGIT = re.compile(r"\d")
MARKS_AROUND = "_*\"“”‘’'«»„()[]"
"""What may stand round the words of a line: of emphasis, and of a quotation."""

INNER_MARKS = frozenset('"“”»«')
"""What stands within a line of a dialogue, and within none of a letter."""

CLOSING_MARKS = "\"'”’»“‘"
ENDS = (",", ":", "!", ".", "—", "-")

BORDERS = frozenset(["boilerplate", "head", "metadata", "title", "trailer"])
"""Kinds of block before and behind which a division ends and begins."""

FARTHEST = 2
"""Blank lines between what a letter says and its leave, and between that and its signature, at most."""

MIDDLE = 0.6
"""The part of the measure behind which the middle of lines lies that stand to the right, rather than in the middle."""

SALUTES: Mapping[str, Sequence[str]] = {
    first: tuple(run) for first, run in groupby(catalogue.SALUTES, key=lambda phrase: phrase.split(" ")[0].rstrip("."))
}
CLOSES: Mapping[str, Sequence[str]] = {
    first: tuple(run) for first, run in groupby(catalogue.CLOSES, key=lambda phrase: phrase.split(" ")[0].rstrip(",."))
}
"""How greetings and leaves begin, by their first word."""

STANDS_ASIDE = frozenset(["break", "furniture", "page", "note", "figure"])
"""Kinds of block between which a division goes on."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Hold free groups that no other block parts, and whether a division begins before them and ends behind them."""

    groups: tuple[Group, ...]
    opens: bool
    closes: bool


def letters(draft: Draft) -> Iterator[Block]:
    """Claim the lines at the head and the end of letters, and of what is signed."""
    stretches = list(_stretches(draft))
    signing = _signing(draft, stretches)
    for stretch in stretches:
        groups = stretch.groups
        head = _head(draft, groups) if stretch.opens else []
        foot, after = _foot(draft, groups[len(head) :], signing) if stretch.closes else ([], [])
        within = [group for group in groups[len(head) :] if group not in foot and group not in after]
        for group in head:
            yield from _blocks(draft, group, sure="high")
        for group in (*_elsewhere(draft, within), *foot):
            yield from _blocks(draft, group, sure="medium")
        if after:
            inside = (Container("postscript", after[0].first),)
            yield from (Block("p", group.first, group.last, inside=inside, sure="medium") for group in after)


def _stretches(draft: Draft) -> Iterator[_Stretch]:
    """Give the free groups between two other blocks; a division begins and ends at a heading, or at the text's ends."""
    free = iter(draft.groups)
    group = next(free, None)
    opens = True
    for block in (*(block for block in draft.blocks if block.kind not in STANDS_ASIDE), None):
        run: list[Group] = []
        while group and (block is None or group.first < block.first):
            run.append(group)
            group = next(free, None)
        closes = block is None or block.kind in BORDERS
        if run:
            yield _Stretch(tuple(run), opens, closes)
        opens = closes


def _signing(draft: Draft, stretches: Iterable[_Stretch]) -> frozenset[str]:
    """Find the words that end several divisions, each time alone and in capitals: the name of who wrote them."""
    last = Counter(
        draft.words(stretch.groups[-1])
        for stretch in stretches
        if stretch.closes and len(stretch.groups) > 1 and stretch.groups[-1].last - stretch.groups[-1].first == 1
    )
    return frozenset(words for words, times in last.items() if times > 2 and words.isupper())


def _role(draft: Draft, index: int) -> str:
    """Tell what a line may be in a letter, by its words: dateline, salute, close, name, or nothing."""
    raw = draft.survey.words[index]
    words = raw.strip(MARKS_AROUND)
    if not words or len(words) > LONGEST or words.lower() in catalogue.PAGES or not INNER_MARKS.isdisjoint(words):
        return ""
    small = words.lower()
    if is_dateline(words):
        return "dateline"
    if _begins(small, SALUTES) and words.endswith(ENDS):
        return "salute"
    if _begins(small, CLOSES) and len(words.split()) <= MOST_NAMES + 2:
        return "close"
    return "name" if raw[0] not in "([-—–" and _is_name(words) else ""


def is_dateline(words: str) -> bool:
    """Tell whether some words say where and when: a month, a day or a year, and few words before them."""
    parts = [part.strip(".,;:_()[]’'“”\"") for part in words.split()]
    if not 2 <= len(parts) <= MOST_DATED or words[-1] in ";:,?" or not words[0].isalnum():
        return False
    month = next((nth for nth, part in enumerate(parts) if _is_month(part)), None)
    return month is not None and month <= MOST_PLACE and any(part[:1].isdigit() for part in parts)


def _is_month(word: str) -> bool:
    """Tell whether a word names a month: in languages that write months with a capital only if it has one."""
    small = word.lower()
    return small in catalogue.MONTHS and (word[:1].isupper() or small not in CAPITAL_MONTHS)


def _begins(words: str, phrases: Mapping[str, Sequence[str]]) -> bool:
    """Tell whether some words begin with one of the phrases, which stand by their first word."""
    return any(
        words.startswith(phrase) and not words[len(phrase) : len(phrase) + 1].isalnum()
        for phrase in phrases.get(_first(words), ())
    )


def _first(words: str) -> str:
    return words.split(" ", 1)[0].rstrip(",.:!")


def _is_name(words: str) -> bool:
    """Tell whether a line may be a signature: few words, most of them with a capital, and no sentence."""
    parts = words.rstrip(".").split()
    big = sum(part.lstrip(MARKS_AROUND)[:1].isupper() for part in parts)
    return (
        0 < len(parts) <= MOST_NAMES
        and words[-1] not in "!?:;,—-"
        and parts[0][:1].isupper()
        and big * 3 > 2 * len(parts)
    )


def _roles(draft: Draft, group: Group) -> list[str]:
    if group.last - group.first > MOST_LINES:
        return [""]
    return [_role(draft, index) for index in range(group.first, group.last)]


def _head(draft: Draft, groups: Sequence[Group]) -> list[Group]:
    """Find where a letter begins: date and greeting, in any order, before its prose."""
    found: list[Group] = []
    for group in groups[:MOST_GROUPS]:
        roles = _roles(draft, group)
        if not all(role in ("dateline", "salute") for role in roles):
            break
        found.append(group)
    return found if len(found) < len(groups) else []


def _foot(draft: Draft, groups: Sequence[Group], signing: frozenset[str]) -> tuple[list[Group], list[Group]]:
    """Find how a letter ends: leave, name and date; and the groups of the postscript behind them."""
    after = _postscript(draft, groups)
    foot: list[Group] = []
    for group in reversed(groups[: len(groups) - len(after)]):
        roles = _roles(draft, group)
        if not all(roles) or "salute" in roles or len(foot) == MOST_GROUPS:
            break
        foot.insert(0, group)
    while foot and draft.gap_before(foot[-1]) > FARTHEST and len(foot) > 1:
        foot.pop()  # what stands so far apart begins something new
    far = any(draft.gap_before(group) > FARTHEST for group in foot)
    if len(foot) == len(groups) or far or not _is_signed(draft, foot, signing):
        return [], []
    return foot, after


def _postscript(draft: Draft, groups: Sequence[Group]) -> list[Group]:
    """Give the last groups of a letter from the one that says that it is a postscript."""
    for at in range(max(1, len(groups) - MOST_GROUPS), len(groups)):
        if _begins_postscript(draft, groups[at]):
            return list(groups[at:])
    return []


def _begins_postscript(draft: Draft, group: Group) -> bool:
    words = draft.survey.words[group.first][:20].strip(MARKS_AROUND).lower()
    return words.startswith(catalogue.POSTSCRIPTS)


def _is_signed(draft: Draft, foot: Sequence[Group], signing: frozenset[str]) -> bool:
    """Tell whether the last lines of a division are those of a letter: a name alone must be set aside, or recur."""
    roles = {role for group in foot for role in _roles(draft, group)}
    if not foot:
        return False
    if "close" in roles and ("name" in roles or draft.words(foot[-1]).strip(MARKS_AROUND).endswith((",", ".", "!"))):
        return True
    if ("dateline" in roles and "name" in roles) or draft.words(foot[-1]) in signing:
        return True
    return all(_is_set_aside(draft, group) for group in foot)


def _is_set_aside(draft: Draft, group: Group) -> bool:
    """Tell whether lines stand towards the right: where signatures and dates stand."""
    seen = draft.survey
    margin = seen.margin(group.first, group.last)
    middle = (margin + seen.edge(group.first, group.last)) / 2
    return seen.wrapped and margin >= seen.body + seen.width / 4 and middle >= seen.width * MIDDLE


def _elsewhere(draft: Draft, groups: Sequence[Group]) -> Iterator[Group]:
    """Find letters within prose: a date by itself, a leave with names and dates behind it, what stands to the right."""
    near = False
    for before, group, following in zip((None, *groups[:-1]), groups, (*groups[1:], None), strict=True):
        if not near and not _may_matter(draft, group):
            continue
        roles = _roles(draft, group)
        aside = _is_set_aside(draft, group) and not (before and _is_set_in(draft, before))
        taken = all(roles) and (aside or _takes_leave(draft, group, following))
        if taken or (near and _may_sign(draft, group, roles)):
            near = True
            yield group
            continue
        near = False
        brief = len(draft.words(group).split()) <= MOST_PLACE and not _is_centred(draft, group)
        if roles == ["dateline"] and brief and len(groups) > 1 and not _is_said(draft, group):
            yield group


def _may_matter(draft: Draft, group: Group) -> bool:
    """Tell by a glance whether a group may be of a letter: brief, and dated, set aside or with a word of leave."""
    seen = draft.survey
    words = seen.words[group.first]
    if group.last - group.first > MOST_LINES or len(words) > LONGEST + 2:
        return False
    aside = seen.margins[group.first] > seen.body + 2
    return aside or bool(DIGIT.search(words)) or _first(words.lower().lstrip(MARKS_AROUND)) in CLOSES


def _may_sign(draft: Draft, group: Group, roles: Sequence[str]) -> bool:
    return set(roles) <= {"name", "dateline"} and draft.gap_before(group) <= FARTHEST


def _is_said(draft: Draft, group: Group) -> bool:
    """Tell whether some words stand in quotation marks by themselves, as what somebody says does."""
    words = draft.words(group)
    return words[0] in OPENING_MARKS and words[-1] in CLOSING_MARKS


def _is_set_in(draft: Draft, group: Group) -> bool:
    """Tell whether lines stand farther in than prose: what is named behind them is their source, nobody's signature."""
    return draft.survey.margin(group.first, group.last) > draft.survey.body + 1


def _is_centred(draft: Draft, group: Group) -> bool:
    """Tell whether a line stands in the middle, as one of a notice does."""
    seen = draft.survey
    margin, edge = seen.margins[group.first], seen.edges[group.first]
    return margin - seen.body >= seen.width / 8 and abs(margin + edge - seen.width - seen.body) <= seen.width / 4


def _takes_leave(draft: Draft, group: Group, following: Group | None) -> bool:
    """Tell whether a leave is by itself: it ends with a comma, and a name follows on the next line or group."""
    roles = _roles(draft, group)
    if roles[0] != "close" or _is_said(draft, group):
        return False
    if len(roles) > 1:
        return True
    ends = draft.words(group).strip(MARKS_AROUND).endswith((",", "."))
    return ends and following is not None and _roles(draft, following)[0] in ("name", "dateline")


KINDS = {"dateline": "dateline", "salute": "salute", "close": "salute", "name": "signed"}
"""What a line is in a letter -> the kind of its block."""


def _blocks(draft: Draft, group: Group, *, sure: str) -> Iterator[Block]:
    """Make a block of each line; lines of one kind are one block, and keep their lines."""
    first, before = group.first, ""
    for index in range(group.first, group.last + 1):
        kind = KINDS[_role(draft, index)] if index < group.last else ""
        if before and kind != before:
            yield Block(before, first, index, sure=sure)
            first = index
        before = kind
