"""Lists of contents: where they end, what their lines name, and which headings of the text these are.

In go the free groups of a draft; out come blocks of kind ``item``, each with the line of the heading that it names as
its ``target``. A list begins with a title of the catalogue. It is believed if half of its entries recur in the text, in
order, or end in a page's number; lines that look like headings within it are entries and no headings. Words are
compared by letters and digits alone, so that case, leaders and points do not count.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from editio.encode.draft import Block, Draft, Group
from editio.encode.rules import listed
from editio.encode.rules.anew import Anew, Numbered, begins_anew, numbered
from editio.encode.rules.listed import Entry
from editio.encode.rules.shapes import LONGEST_HEADING, MOST_HEADING_LINES
from editio.encode.sameness import key

MOST_GROUPS_JOINED = 3
"""Groups of a heading at most: a number, a title, a title below it."""

FEWEST_ENTRIES = 2
MOST_LISTS = 50
"""Titles of lists below which one is looked for in one text: each list is compared with the whole of it."""

MOST_PLACES = 200
"""Places in the text that one entry is compared with: 'CHAPTER I' recurs in each part of a long work."""


def contents(draft: Draft) -> Iterator[Block]:
    """Claim the entries of lists of contents and of illustrations, and tell what heading each of them names."""
    past = -1
    titles = 0
    divisions: Sequence[Numbered] | None = None
    for nth, group in enumerate(draft.groups):
        if titles == MOST_LISTS:
            return
        if group.first < past or group.last - group.first > MOST_HEADING_LINES:
            continue
        kind, first = _title(draft, group)
        if not kind:
            continue
        titles += 1
        divisions = tuple(numbered(draft)) if divisions is None else divisions
        entries: Sequence[Entry] = tuple(listed.entries(draft, nth, first))
        anew = begins_anew(draft, nth, divisions) if kind == "contents" else None
        if anew and (not entries or entries[-1].last <= anew.last):
            entries = tuple(listed.within(draft, nth, first, anew.end, anew.targets))
        if len(entries) < FEWEST_ENTRIES:
            continue
        entries, named = _read(draft, entries, first, kind, anew)
        known = sum(entry.paged or at in named for at, entry in enumerate(entries))
        if not anew and known * 2 < len(entries) and not (kind == "illustrations" and _is_list(draft, entries)):
            continue
        past = entries[-1].last
        part = "front" if first * 2 < len(draft.survey.words) else "back"
        for at, entry in enumerate(entries):
            target = named.get(at, -1)
            yield Block("item", entry.first, entry.last, group=group_of(group), part=part, target=target)


def _read(
    draft: Draft, entries: Sequence[Entry], first: int, kind: str, anew: Anew | None
) -> tuple[Sequence[Entry], Mapping[int, int]]:
    """Give the entries of a list, those of two lines together, and by their place the headings that they name."""
    if kind != "contents":
        return entries, {}
    places = _places(draft, entries, first)
    entries = _together(draft, entries, places)
    found = _matched(entries, places)
    if anew:
        return entries, _renamed(entries, found, anew)
    last = max((at for at, entry in enumerate(entries) if entry.paged or at in found), default=len(entries) - 1)
    return entries[: last + 1], found


def _renamed(entries: Sequence[Entry], named: Mapping[int, int], anew: Anew) -> Mapping[int, int]:
    """Tie entries to the headings with their numbers; what stands below those is their topics and no heading."""
    found = {at: line for at, line in named.items() if line not in anew.topics}
    return found | {at: anew.targets[entry.first] for at, entry in enumerate(entries) if entry.first in anew.targets}


def _is_list(draft: Draft, entries: Sequence[Entry]) -> bool:
    """Tell whether lines that no page's number ends are entries: they fill no measure."""
    return draft.survey.fill(entries[0].first, entries[-1].last) < listed.DENSE / 2


def _together(draft: Draft, entries: Sequence[Entry], places: Mapping[str, list[int]]) -> Sequence[Entry]:
    """Join two entries that are lines of one: the text has what they say together, and not what the first says."""
    made: list[Entry] = []
    for entry in entries:
        above = made[-1] if made else None
        if above and above.last == entry.first and not any(one in places for one in above.keys):
            both = listed.keys(" ".join(draft.survey.words[above.first : entry.last]))
            if any(one in places for one in both):
                made[-1] = Entry(above.first, entry.last, both, entry.paged)
                continue
        made.append(entry)
    return made


def named(draft: Draft) -> Mapping[int, int]:
    """Give the headings that the contents name, by their first line: the line behind their last."""
    targets = {block.target: block for block in draft.blocks if block.target >= 0}
    if not targets:
        return {}
    found = {}
    for nth, group in enumerate(draft.groups):
        block = targets.get(group.first)
        if block:
            keys = listed.keys(draft.words(block))
            found[group.first] = next((last for made, last in _joined(draft, nth) if made in keys), group.last)
    return found


def group_of(title: Group) -> str:
    """Give the name that the entries of a list have together, by the group that is its title."""
    return f"contents{title.first}"


def _title(draft: Draft, group: Group) -> tuple[str, int]:
    """Give the kind of list that a group's first line is the title of, and the line behind it."""
    kind = listed.list_of(draft.survey.words[group.first])
    return (kind, group.first + 1) if kind else ("", 0)


def _joined(draft: Draft, nth: int) -> Iterator[tuple[str, int]]:
    """Give the keys of a group and of those that follow it, together, each with the line behind the last."""
    words = ""
    for group in draft.groups[nth : nth + MOST_GROUPS_JOINED]:
        if group.last - group.first > MOST_HEADING_LINES + 1:
            if not words:
                yield key(draft.survey.words[group.first]), group.first + 1
            return
        if not words and group.last - group.first > 1:
            yield key(draft.survey.words[group.first]), group.first + 1
        words += draft.words(group)
        if len(words) > 2 * LONGEST_HEADING:
            return
        yield key(words), group.last


def _places(draft: Draft, entries: Sequence[Entry], first: int) -> Mapping[str, list[int]]:
    """Give where in the text, outside the list, what its entries may name begins."""
    last = entries[-1].last
    wanted = {made for entry in entries for made in entry.keys}
    for above, entry in pairwise(entries):
        if above.last == entry.first:
            wanted.update(listed.keys(" ".join(draft.survey.words[above.first : entry.last])))
    beginnings = {made[:3] for made in wanted}
    found: dict[str, list[int]] = {}
    for nth, group in enumerate(draft.groups):
        if first <= group.first < last:
            continue
        begins = key(draft.survey.words[group.first][:12])[:3]
        if begins not in beginnings and len(begins) == len("abc"):
            continue
        for made, _ in _joined(draft, nth):
            if made in wanted:
                found.setdefault(made, []).append(group.first)
    return found


def _matched(entries: Sequence[Entry], places: Mapping[str, list[int]]) -> Mapping[int, int]:
    """Tie entries to lines, in the order of both: the longest series of pairs in which both go forward."""
    ends: list[int] = []
    best: list[tuple[int, int, int]] = []
    heads: list[int] = []
    for at, entry in enumerate(entries):
        lines = {line for made in entry.keys for line in places.get(made, ())[:MOST_PLACES]}
        for line in sorted(lines, reverse=True):
            size = bisect_left(ends, line)
            best.append((at, line, heads[size - 1] if size else -1))
            if size == len(ends):
                ends.append(line)
                heads.append(len(best) - 1)
            else:
                ends[size], heads[size] = line, len(best) - 1
    found = {}
    step = heads[-1] if heads else -1
    while step >= 0:
        at, line, step = best[step]
        found[at] = line
    return found
