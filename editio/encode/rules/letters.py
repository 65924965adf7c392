"""Letters, and what is signed like one: where and when, to whom, the leave, the name, the postscript.

In goes a draft; out come blocks of kind ``dateline``, ``salute`` and ``signed``, and paragraphs within ``postscript``
(Guidelines, section 4.2.2). A preface that is signed and dated has them as a letter has. A rule sees short lines at the
borders of divisions; words that only letters use count elsewhere, too. Elsewhere they are an ``ab`` (see
:mod:`editio.encode.divisions`).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from editio.encode import catalogue
from editio.encode.draft import Block, Container, Draft, Group
from editio.encode.rules.letter_lines import (
    CLOSES,
    CLOSING_MARKS,
    DIGIT,
    LONGEST,
    MARKS_AROUND,
    MOST_LINES,
    MOST_PLACE,
    first_word,
    role_of,
    roles_of,
)
from editio.encode.rules.shapes import OPENING_MARKS

MOST_GROUPS = 5
"""Groups at either end of a division that are looked at."""

BORDERS = frozenset(["boilerplate", "head", "metadata", "title", "trailer"])
"""Kinds of block before and behind which a division ends and begins."""

FARTHEST = 2
"""Blank lines between what a letter says and its leave, and between that and its signature, at most."""

MIDDLE = 0.6
"""The part of the measure behind which the middle of lines lies that stand to the right, rather than in the middle."""

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


def _head(draft: Draft, groups: Sequence[Group]) -> list[Group]:
    """Find where a letter begins: date and greeting, in any order, before its prose."""
    found: list[Group] = []
    for group in groups[:MOST_GROUPS]:
        roles = roles_of(draft, group)
        if not all(role in ("dateline", "salute") for role in roles):
            break
        found.append(group)
    return found if len(found) < len(groups) else []


def _foot(draft: Draft, groups: Sequence[Group], signing: frozenset[str]) -> tuple[list[Group], list[Group]]:
    """Find how a letter ends: leave, name and date; and the groups of the postscript behind them."""
    after = _postscript(draft, groups)
    foot: list[Group] = []
    for group in reversed(groups[: len(groups) - len(after)]):
        roles = roles_of(draft, group)
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
    roles = {role for group in foot for role in roles_of(draft, group)}
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
        roles = roles_of(draft, group)
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
    return aside or bool(DIGIT.search(words)) or first_word(words.lower().lstrip(MARKS_AROUND)) in CLOSES


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
    roles = roles_of(draft, group)
    if roles[0] != "close" or _is_said(draft, group):
        return False
    if len(roles) > 1:
        return True
    ends = draft.words(group).strip(MARKS_AROUND).endswith((",", "."))
    return ends and following is not None and roles_of(draft, following)[0] in ("name", "dateline")


KINDS = {"dateline": "dateline", "salute": "salute", "close": "salute", "name": "signed"}
"""What a line is in a letter -> the kind of its block."""


def _blocks(draft: Draft, group: Group, *, sure: str) -> Iterator[Block]:
    """Make a block of each line; lines of one kind are one block, and keep their lines."""
    first, before = group.first, ""
    for index in range(group.first, group.last + 1):
        kind = KINDS[role_of(draft, index)] if index < group.last else ""
        if before and kind != before:
            yield Block(before, first, index, sure=sure)
            first = index
        before = kind
