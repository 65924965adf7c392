"""Levels: which headings stand above which, by what the text itself shows.

In go the members of the series in their order; out comes a level for each, 1 the highest. Words of the catalogue have
a usual rank (a part stands above a chapter), but the numbers decide: a series that begins anew below each member of
another stands under it. What has no number - a preface, an index - stands as high as the highest series before that
begins and after it has ended, and between its members below them.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from editio.encode import catalogue
from editio.encode.rules.series import Key, Member, usual_rank

LOWEST = 9

LISTED: Key = ("", "listed")
"""The class of headings that the contents name, and nothing else."""


def levels(members: Sequence[Member]) -> tuple[int, ...]:
    """Give the level of each member."""
    counted = [member for member in members if member.label.value]
    if not counted:
        return tuple(usual_rank(member.key) for member in members)
    of = _levels_of_classes([member for member in members if member.label.value or member.key == LISTED])
    top = min(of.values())
    tops = [member.nth for member in members if of.get(member.key) == top]
    notes = [member for member in members if member.key == ("", "notes")]
    found = []
    for member in members:
        if member.key in of:
            found.append(of[member.key])
        elif member.key == ("", "notes") and (len(notes) > 1 or member.nth < tops[-1]):
            found.append(LOWEST)
        elif member.nth < tops[0] or (member.nth > tops[-1] and not (member.key == LISTED and _within(members, tops))):
            found.append(top)
        else:
            found.append(max(top + 1, usual_rank(member.key)))
    return tuple(found)


def _within(members: Sequence[Member], tops: Sequence[int]) -> bool:
    """Tell whether what the contents name stands between the highest headings, and not around them alone."""
    return any(member.key == LISTED and tops[0] < member.nth < tops[-1] for member in members)


def _levels_of_classes(members: Sequence[Member]) -> Mapping[Key, int]:
    """Give the level of each class that counts, and of what the contents name if a class begins anew below it."""
    opens = Counter(
        (before.key, after.key)
        for before, after in pairwise(members)
        if before.key != after.key and after.label.value == 1 and before.label.form != "decimal"
        if after.label.kind not in catalogue.UNNUMBERED
    )
    headed = any(above == LISTED and times > 1 for (above, _), times in opens.items())
    of = {member.key: usual_rank(member.key) for member in members if member.key != LISTED or headed}
    for (above, below), times in sorted(opens.items(), key=lambda item: of[item[0][1]]):
        settled = above not in of or of[above] < of[below]
        if settled or times <= opens[below, above] or (times == 1 and not _tells_once(above, below)):
            continue
        others = [of[key] for key, under in opens if under == below and of[key] < of[below]]
        of[above] = min(others, default=max(1, of[below] - 1))
    for above, below in _held(members):
        if above in of and below in of and of[below] <= of[above]:
            of[below] = of[above] + 1
    for later, earlier in _continued(members):
        of[later] = of[earlier]
    return of


def _held(members: Sequence[Member]) -> Iterator[tuple[Key, Key]]:
    """Give pairs of classes of which the lower begins right below a heading and ends before the higher goes on.

    'A' below '1' with no text between, and '2' behind 'C': once is enough, since no other reading makes sense of '2'.
    """
    first: dict[Key, int] = {}
    last: dict[Key, int] = {}
    for at, member in enumerate(members):
        first.setdefault(member.key, at)
        last[member.key] = at
    for at, (above, below) in enumerate(pairwise(members)):
        if first[below.key] != at + 1 or below.label.value != 1 or below.nth != above.nth + 1 or not above.label.value:
            continue  # for each class but once, so that the search is no more than one a class
        after = next((one for one in members[at + 2 :] if one.key == above.key), None)
        if after and members[last[below.key]].nth < after.nth and after.label.value == above.label.value + 1:
            yield above.key, below.key


def _continued(members: Sequence[Member]) -> Iterator[tuple[Key, Key]]:
    """Give the classes that count on where another ended: 'VII. The Lamp' behind 'Evening VI. The Lantern'."""
    last: dict[Key, int] = {}
    for member in members:
        value = member.label.value
        if value > 1 and member.key not in last and member.label.rest and member.key[0] == "number":
            earlier = next((key for key, number in last.items() if number == value - 1 and key[0] != "number"), None)
            if earlier:
                yield member.key, earlier
        if value:
            last[member.key] = value


def _tells_once(above: Key, below: Key) -> bool:
    """Tell whether it says something that one series follows another once: chapters of an epilogue, 11.1 after 11."""
    return below[0] == "decimal" or (above[0] == "kind" and above[1] in catalogue.UNNUMBERED)
