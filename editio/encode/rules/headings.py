"""Headings that a number, a name or the contents vouch for, with the titles that stand below their numbers.

In go a draft, with the contents claimed already; out come blocks of kind ``head``, each with its level. A number and a
title on lines that follow one another are one heading; with a blank line between they are two headings of one division,
of which the second has the level 0 and opens none.
"""

from collections.abc import Container, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from editio.encode.draft import Block, Draft, Group
from editio.encode.rules import contents, listed, series
from editio.encode.rules.arguments import is_argument
from editio.encode.rules.drama.evidence import play
from editio.encode.rules.drama.places import whole_lines
from editio.encode.rules.labels import Label
from editio.encode.rules.letter_lines import is_dateline
from editio.encode.rules.levels import LISTED, levels
from editio.encode.rules.series import Member
from editio.encode.rules.shapes import QUOTES, is_bracketed, is_capitals, is_title

MOST_TITLED = 0.7
"""The share of a series' members with a title beneath from which on the series has titles."""

MOST_SUBTITLED = 0.9
"""The share from which on a series has a second line beneath its titles."""

FEWEST_SUBTITLED = 5
LONGEST_TITLE = 200
"""Code points of a title of several lines."""

MOST_TITLE_LINES = 4
CLOSE = 2
"""Blank lines, at most, between a number and a title that is parted less from what follows."""


@dataclass(frozen=True, slots=True)
class Slot:
    """Hold what stands at one place beneath the members of a series: how many have a title there, how many any."""

    titles: int
    loose: int
    distinct: int
    members: int


def numbered_headings(draft: Draft) -> Iterator[Block]:
    """Claim headings that say their number or their kind, and those that the contents name, with their titles."""
    named = contents.named(draft)
    lists = {block.group: block.part for block in draft.blocks if block.kind == "item"}
    found = (member for member in series.members(draft) if _is_no_list(draft, member, lists))
    members = _with_listed(draft, tuple(found), named)
    heads = {member.nth for member in members if member.key != LISTED}
    titled = {key: _depth(draft, of, heads) for key, of in series.classes(members).items()}
    apart = {key for key, of in series.classes(members).items() if _runs_on(draft, of)}
    claimed: set[int] = set()
    for member, level in zip(members, levels(members), strict=True):
        if member.nth in claimed:
            continue
        last = _extent(draft, member) if member.key not in apart else member.group.first + member.lines
        group, label = member.group, member.label
        sure = "high" if member.group.first in named or member.label.value else "medium"
        part = lists.get(contents.group_of(group), "")
        yield Block("head", group.first, last, "", label.text, 0, level, sure, opens=_type(member), part=part)
        if last < group.last:
            continue  # the text follows at once
        for title in _titles(draft, member, titled[member.key], heads, named):
            claimed.add(title)
            beneath = draft.groups[title]
            yield Block("head", beneath.first, beneath.last, sure=sure)


def _is_no_list(draft: Draft, member: Member, lists: Container[str]) -> bool:
    """Tell whether a line is no title of contents that name nothing and that hardly stands apart."""
    if member.label.kind not in listed.KINDS or contents.group_of(member.group) in lists:
        return True
    return is_capitals(draft.words(member.group)) or draft.gap_before(member.group) > 1


def _with_listed(draft: Draft, members: Sequence[Member], named: Mapping[int, int]) -> Sequence[Member]:
    """Add the headings that the contents name and that bear no label."""
    known = {member.nth for member in members}
    blank = Label("", "", "", 0, "", "")
    added = [
        Member(nth, group, blank, LISTED)
        for nth, group in enumerate(draft.groups)
        if group.first in named and nth not in known
    ]
    return sorted((*members, *added), key=lambda member: member.nth)


def _type(member: Member) -> str:
    kind, label = member.key[0], member.label
    if label.kind:
        return label.kind
    if kind == "word" or (kind == "number" and label.form in ("roman", "chinese", "part")):
        return "chapter"
    return "section"


def _extent(draft: Draft, member: Member) -> int:
    """Give the line behind a heading, within its group: its title may take several lines; no prose belongs to it."""
    group, survey = member.group, draft.survey
    if member.key == LISTED:
        return group.last
    last = group.first + member.lines
    size = len(survey.words[group.first])
    while last < group.last and last - group.first < MOST_TITLE_LINES:
        size += len(survey.words[last])
        fresh = last == group.first + member.lines and not member.label.rest
        short = group.last - group.first <= MOST_TITLE_LINES
        if size > LONGEST_TITLE or not (fresh or short or survey.forced[last - 1]):
            break
        last += 1
    if last < group.last and survey.forced[last - 1]:
        return group.first + member.lines  # prose
    return last


def _runs_on(draft: Draft, members: Sequence[Member]) -> bool:
    """Tell whether text follows the numbers of a class at once, on the next line, rather than titles."""
    longer = [one for one in members if one.label.value and not one.label.rest and not _is_whole(one)]
    titles = sum(is_title(series.title(draft, one.group, one.label, one.lines)) for one in longer)
    return bool(longer) and titles < len(longer) * MOST_TITLED


def _depth(draft: Draft, members: Sequence[Member], heads: Set[int]) -> int:
    """Tell how many groups beneath the numbers of a class are titles: 0, 1 or 2."""
    bare = [one for one in members if one.label.value and not one.label.rest and _is_whole(one)]
    if not bare:
        return 0
    if members[0].label.kind == "letter" and not _are_capitals(draft, bare, heads):
        return 0  # a date, a salutation
    first = _slot(draft, bare, heads, 1)
    if first.titles < first.members * MOST_TITLED and not (
        first.loose >= first.members * MOST_SUBTITLED and first.members >= FEWEST_SUBTITLED
    ):
        return 0
    if first.members >= FEWEST_SUBTITLED and first.distinct * 2 <= first.members:
        return 0  # what is said beneath each number is no title
    second = _slot(draft, bare, heads, 2)
    enough = second.loose >= second.members * MOST_SUBTITLED and second.members >= FEWEST_SUBTITLED
    return 2 if enough and second.distinct * 2 > second.members else 1


def _are_capitals(draft: Draft, members: Sequence[Member], heads: Set[int]) -> bool:
    """Tell whether all that stands beneath some numbers is in capitals."""
    found = [_beneath(draft, member, heads, 1) for member in members]
    return all(group is not None and is_capitals(draft.words(group)) for group in found)


def _is_whole(member: Member) -> bool:
    return member.group.last - member.group.first == member.lines


def _slot(draft: Draft, members: Sequence[Member], heads: Set[int], below: int) -> Slot:
    found = [_beneath(draft, member, heads, below) for member in members]
    found = [group for group in found if group and not (below == 1 and is_dateline(draft.words(group)))]
    words = [draft.words(group) for group in found if group]
    return Slot(
        sum(_is_title(draft, group) for group in found if group),
        sum(_is_title(draft, group, loose=True) for group in found if group),
        len(set(words)),
        len(members),
    )


def _beneath(draft: Draft, member: Member, heads: Set[int], below: int) -> Group | None:
    """Give the group so many places below a number, if nothing but free groups stands between."""
    nth = member.nth + below
    if nth >= len(draft.groups) or nth in heads:
        return None
    for before, after in zip(draft.groups[member.nth : nth], draft.groups[member.nth + 1 : nth + 1], strict=True):
        if after.first - before.last != draft.gap_after(before):
            return None
    return draft.groups[nth]


def _is_title(draft: Draft, group: Group, *, loose: bool = False) -> bool:
    """Tell whether a group beneath a number may be its title."""
    words = draft.words(group)
    if group.last - group.first > MOST_TITLE_LINES or (words[0] in QUOTES and not is_capitals(words)):
        return False
    if words[0] in "-–—" or not is_title(words, loose=loose) or is_argument(words):
        return False
    if draft.gap_before(group) > max(CLOSE, draft.gap_after(group)):
        return False  # it heads what follows: the first poem of a book
    if is_bracketed(words) and (found := play(whole_lines(draft.raw))) and found.whole:
        return False  # a stage direction
    return loose or not words.endswith(("!", "?")) or is_capitals(words) or draft.gap_after(group) > 1


def _titles(draft: Draft, member: Member, depth: int, heads: Set[int], named: Mapping[int, int]) -> Iterator[int]:
    """Give the indices of the groups beneath a number that are titles of its division."""
    listed = named.get(member.group.first, 0)
    most = 0 if member.label.rest or not _is_whole(member) else depth
    for below in range(1, max(most, 2) + 1):
        group = _beneath(draft, member, heads, below)
        if group is None or (below == 1 and is_dateline(draft.words(group))):
            return
        is_named = group.last <= listed or (below == 1 and group.first in named and not listed)
        if is_named or (below <= most and _is_title(draft, group, loose=below > 1 or depth > 0)):
            yield member.nth + below
        else:
            return
