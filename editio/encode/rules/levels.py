"""Levels: which headings stand above which, by what the text itself shows.

In go the members of the series in their order; out comes a level for each, 1 the highest. Words of the catalogue have
a usual rank (a part stands above a chapter), but the numbers decide: a series that begins anew below each member of
another stands under it. What has no number - a preface, an index - stands as high as the highest series before that
begins and after it has ended, and between its members below them.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from editio.encode.rules.series import Key, Member, usual_rank

LOWEST = 9

LISTED: Key = ("", "listed")
"""The class of headings that the contents name, and nothing else."""


def levels(members: Sequence[Member]) -> tuple[int, ...]:
    """Give the level of each member."""
    counted = [member for member in members if member.label.value]
    of = _levels_of_classes(counted)
    if not counted:
        return tuple(usual_rank(member.key) for member in members)
    top = min(of[member.key] for member in counted)
    tops = [member.nth for member in counted if of[member.key] == top]
    between = any(one.key == LISTED and tops[0] < one.nth < tops[-1] for one in members)
    notes = [member for member in members if member.key == ("", "notes")]
    found = []
    for member in members:
        if member.label.value:
            found.append(of[member.key])
        elif member.key == ("", "notes") and (len(notes) > 1 or member.nth < tops[-1]):
            found.append(LOWEST)
        elif member.nth < tops[0] or (member.nth > tops[-1] and not (between and member.key == LISTED)):
            found.append(top)
        else:
            found.append(max(top + 1, usual_rank(member.key)))
    return tuple(found)


def _levels_of_classes(counted: Sequence[Member]) -> Mapping[Key, int]:
    opens = Counter(
        (before.key, after.key)
        for before, after in pairwise(counted)
        if before.key != after.key and after.label.value == 1 and before.label.form != "decimal"
    )
    of = {key: usual_rank(key) for key in dict.fromkeys(member.key for member in counted)}
    for (above, below), times in sorted(opens.items(), key=lambda item: of[item[0][1]]):
        back = opens[below, above]
        if times <= back or of[above] < of[below] or (times == 1 and back == 0 and _is_sibling(above, below)):
            continue
        others = [of[key] for key, under in opens if under == below and of[key] < of[below]]
        of[above] = min(others, default=max(1, of[below] - 1))
    return of


def _is_sibling(above: Key, below: Key) -> bool:
    """Tell whether one series following another once says nothing: letters, and then chapters."""
    return usual_rank(above) == usual_rank(below) and above[0] == below[0] == "kind" and above[1] != "epilogue"
