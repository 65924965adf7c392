"""What a text in prose sets in: quotations, documents, notices.

In go groups that no other rule claimed; out come paragraphs within ``quote`` (Guidelines, section 3.3.3). Farther in
than the prose around says that words are another's, but not whose: the guess is of medium certainty. Lines that stand
in the middle, such as those of a notice or of an inscription, keep their lines and their place (``rend="center"``),
for they are quoted as they looked. A text or a section of it that is set in throughout quotes nothing.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from editio.encode.draft import Block, Container, Draft, Group
from editio.encode.rules.shapes import is_title_case
from editio.encode.rules.sources import follows_heading, names_source

FARTHER = 2
"""Columns behind the margin of a text's prose from which on lines are set in."""

LARGEST_GAP = 2
"""Blank lines between two paragraphs of one quotation, at most."""

NOTICE = 8
"""Lines of a notice, at most."""

AROUND_THE_BODY = frozenset(["boilerplate", "head", "metadata", "title", "trailer"])
"""Kinds of block beside which nothing is quoted, if no prose stands there, too."""

ASIDE = frozenset(["break", "furniture", "page"])
"""Kinds of block that may stand within what is set in."""


def quotations(draft: Draft) -> Iterator[Block]:
    """Claim what is set in between paragraphs that are not."""
    if not draft.survey.wrapped:
        return
    habit = _habit(draft)
    for run in _runs(draft, habit):
        if not _stands_between(draft, run):
            continue
        yield from _quoted(draft, run)


def _quoted(draft: Draft, run: Sequence[Group]) -> Iterator[Block]:
    """Make the blocks of a quotation, and of where it is from, if its last line or the one behind it says so."""
    first = run[0].first
    source = _source(draft, run)
    outer = (Container("cit", first),) if source else ()
    outer = (Container("epigraph", first), *outer) if source and follows_heading(draft, first) else outer
    inside = (*outer, Container("quote", first))
    for group in run[:-1] if source else run:
        if _is_notice(draft, group):
            yield Block("notice", group.first, group.last, inside=inside, look="center", sure="medium")
        else:
            yield Block("p", group.first, group.last, inside=inside, sure="medium")
    if source:
        yield Block("bibl", source.first, source.last, inside=outer, sure="medium")


def _source(draft: Draft, run: Sequence[Group]) -> Group | None:
    """Give the last lines of what is set in, if they name whose words it is."""
    last = run[-1]
    if len(run) < 2 or last.last - last.first > 1:
        return None
    margin = draft.survey.margin(run[-2].first, run[-2].last)
    return last if names_source(draft, last.first, margin, apart=False) else None


def _habit(draft: Draft) -> int:
    """Give the margin at which paragraphs begin where they begin with an indentation, else that of all lines."""
    seen = draft.survey
    first: Counter[int] = Counter(
        seen.margins[group.first]
        for group in draft.groups
        if group.last - group.first > 1 and seen.margins[group.first + 1] == seen.body
    )
    return first.most_common(1)[0][0] if first else seen.body


def _runs(draft: Draft, habit: int) -> Iterator[list[Group]]:
    """Put groups together that are set in and follow one another."""
    ends = {block.last: block.first for block in draft.blocks if block.kind in ASIDE}
    run: list[Group] = []
    for group in draft.groups:
        inset = _is_inset(draft, group, habit)
        if run and not (inset and _follows(draft, run[-1], group, ends)):
            yield run
            run = []
        if inset:
            run.append(group)
    if run:
        yield run


def _is_inset(draft: Draft, group: Group, habit: int) -> bool:
    """Tell whether all lines stand farther in than prose does; one line that stands where paragraphs begin does not."""
    seen = draft.survey
    margin = seen.margin(group.first, group.last)
    if group.last - group.first == 1 and margin == habit:
        return False
    return margin >= seen.body + FARTHER


def _follows(draft: Draft, before: Group, group: Group, aside: dict[int, int]) -> bool:
    """Tell whether only a few blank lines stand between two groups; what stands at a page's end is passed over."""
    begin = group.first - draft.gap_before(group)
    gap = group.first - begin
    while begin in aside and begin > before.last:
        begin = aside[begin]
        begin -= draft.gap_before(Group(begin, begin + 1))
    return begin <= before.last and gap <= LARGEST_GAP


def _stands_between(draft: Draft, run: Sequence[Group]) -> bool:
    """Tell whether prose of the usual margin stands beside what is set in, in the same division: one line needs two."""
    seen = draft.survey
    before = run[0].first - draft.gap_before(run[0]) - 1
    behind = run[-1].last + draft.gap_after(run[-1])
    around = {block.first: block for block in draft.blocks if block.kind in AROUND_THE_BODY}
    ends = {block.last - 1 for block in around.values()}
    beside = [before] if before >= 0 and before not in ends else []
    beside += [behind] if behind < len(seen.words) and behind not in around else []
    prose = [index for index in beside if seen.margins[index] < seen.body + FARTHER]
    alone = len(run) == 1 and run[0].last - run[0].first == 1
    return len(prose) == 2 if alone else bool(prose)


def _is_notice(draft: Draft, group: Group) -> bool:
    """Tell whether lines stand in the middle of the measure, and are short enough for a sign on a wall."""
    seen = draft.survey
    if group.last - group.first > NOTICE or seen.fill(group.first, group.last) >= 0.5:
        return False
    lines = range(group.first, group.last)
    middle = all(
        abs((seen.margins[index] + seen.edges[index]) / 2 - (seen.body + seen.width) / 2) <= seen.width / 8
        for index in lines
    )
    words = draft.words(group)
    return (
        middle
        and seen.margins[group.first] >= seen.width / 8
        and (words.isupper() or is_title_case(words) or len(lines) > 1)
    )
