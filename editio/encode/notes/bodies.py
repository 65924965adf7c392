"""The bodies of notes among the free groups of a draft: which there are, and how far each reaches.

In goes a draft; out come :class:`Body`\\ s. What looks like one is a body if the whole text bears it out: a mark that
is called, in the order of its series. A body reaches over further paragraphs where its bracket is open, where its
lines hang from their mark, or where the next of the series follows and nothing else can stand between.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from editio.encode.catalogue import NOTES_HEADINGS
from editio.encode.draft import Draft, Group
from editio.encode.notes.anchors import Anchor
from editio.encode.notes.candidates import Candidate
from editio.encode.notes.evidence import Evidence, Found


@dataclass(frozen=True, slots=True)
class Body:
    """Hold the body of a note: its paragraphs, its number, and how many code points of it are marks.

    ``prefix`` counts those of its first line, ``suffix`` those of its last; ``anchor`` is what calls it, if anything
    does, ``heading`` the heading that it stands first under.
    """

    groups: tuple[Group, ...]
    number: str
    prefix: int
    suffix: int = 0
    anchor: Anchor | None = None
    heading: Group | None = None


@dataclass(slots=True)
class _Reach:
    """Hold where the bodies of a draft begin, while it is told how far they reach."""

    draft: Draft
    found: Sequence[Found]

    def bodies(self) -> Iterator[Body]:
        headed = False
        for nth, one in enumerate(self.found):
            following = self.found[nth + 1] if nth + 1 < len(self.found) else None
            heading = self._heading(one.candidate, self.found[nth - 1].candidate if nth else None)
            headed = heading is not None or (headed and self._is_next(self.found[nth - 1].candidate, one.candidate))
            groups, suffix = self._groups(one, following, headed)
            mark = one.candidate.mark
            yield Body(groups, one.label, mark.end, suffix, one.anchor, heading)

    def _groups(self, one: Found, following: Found | None, headed: bool) -> tuple[tuple[Group, ...], int]:
        if one.candidate.closing:
            return one.candidate.closing, one.candidate.suffix
        return (one.candidate.group, *self._further(one, following, headed)), one.candidate.suffix

    def _further(self, one: Found, following: Found | None, headed: bool) -> list[Group]:
        """Give the paragraphs behind the first that are of the same note."""
        candidate = one.candidate
        end = following.candidate.at if following else len(self.draft.groups)
        behind = self.draft.groups[candidate.at + 1 : max(end, candidate.at + 1)]
        between = [group for group in behind if group.first >= candidate.group.last]
        if not between or candidate.suffix:
            return []
        margin = self.draft.survey.margin(candidate.group.first, candidate.group.last)
        leads_on = following is not None and self._leads_on(one, following)
        if leads_on and all(self._margin(group) >= margin for group in between):
            return between
        hanging = self._hanging(candidate)
        if hanging:
            return _while(between, lambda group: self._margin(group) >= hanging)
        if headed and not following_is_series(one, following):
            return _while(between, lambda group: self.draft.gap_before(group) == 1 and self._margin(group) >= margin)
        return []

    def _leads_on(self, one: Found, following: Found) -> bool:
        """Tell whether the next note of the series was called before this one's body: no text stands between."""
        anchor = following.anchor
        return following_is_series(one, following) and anchor is not None and anchor.line < one.candidate.group.first

    def _margin(self, group: Group) -> int:
        return self.draft.survey.margin(group.first, group.last)

    def _hanging(self, candidate: Candidate) -> int:
        """Give the column from which the lines of a note hang, if its mark stands farther out; else 0."""
        group, margins = candidate.group, self.draft.survey.margins
        inner = [margin for margin in margins[group.first + 1 : group.last] if margin >= 0]
        column = min(inner, default=margins[group.first] + candidate.hang)
        return column if column > margins[group.first] else 0

    def _heading(self, candidate: Candidate, before: Candidate | None) -> Group | None:
        if not candidate.at or (before and before.at >= candidate.at - 1):
            return None
        group = self.draft.groups[candidate.at - 1]
        if group.last - group.first > 1:
            return None
        words = self.draft.words(group).strip(" .:—-[]_*=#").casefold()
        return group if words in NOTES_HEADINGS else None

    def _is_next(self, before: Candidate, candidate: Candidate) -> bool:
        return candidate.at <= before.at + 1 or candidate.form == before.form


def following_is_series(one: Found, following: Found | None) -> bool:
    """Tell whether a body and the next are of one series, so that the second counts on."""
    return following is not None and following.chain == one.chain and following.candidate.form == one.candidate.form


def _while(groups: Iterable[Group], holds: Callable[[Group], bool]) -> list[Group]:
    kept = []
    for group in groups:
        if not holds(group):
            break
        kept.append(group)
    return kept


def bodies(draft: Draft) -> tuple[Body, ...]:
    """Find the bodies of notes, in the order of the text; no line is in two of them."""
    made = []
    free = 0
    for body in _Reach(draft, Evidence.of(draft)).bodies():
        groups = tuple(group for group in body.groups if group.first >= free)
        if groups and groups[0] == body.groups[0]:
            made.append(replace(body, groups=groups))
            free = groups[-1].last
    return tuple(made)
