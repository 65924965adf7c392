"""Lists of persons: 'Dramatis Personae', 'The Persons of the Play'.

In goes a draft; out come blocks of kind ``castItem``, and the heads of the list and of its groups, all in a
``castList``. What stands before the first comma, dash or bracket of an entry is the role, what stands behind it tells
of the role (Guidelines, section 7.1.4). A list is one only in a text in which somebody speaks.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from editio.encode import catalogue
from editio.encode.draft import Block, Container, Draft, Group, Inner
from editio.encode.reading import BLANKS
from editio.encode.rules.drama import evidence
from editio.encode.rules.drama.labels import bare
from editio.encode.rules.drama.places import first_pieces, whole_lines
from editio.encode.rules.shapes import LEAST_PARAGRAPH
from editio.tei import ID

MOST_WORDS = 6
"""Words of a title of such a list."""

MOST_LINES = 4
"""Lines of what tells where a play is set."""

MOST_ENTRY = 200
"""Code points of an entry: longer ones tell a story."""

LEAST_RUNNING = 3
"""Entries within lines from which on a list of persons is one that runs on."""

PROSE = 0.5
"""The share of line ends that the measure forces from which on lines that begin small are no list."""

SPLIT = re.compile(r"\s*(?:,|;|\.{2,}|…|--|[\u2014\u2013]|[(\[{}]|:|\s{2,}|\t|\s-\s|=)")
"""What parts a role from what is told of it."""

ENTRY = re.compile(r"([^\W\d_]{3,})[.)] +(?=[^\W\d_])|(?<=[^\W\d_]) +(?=[^\W\da-z_]{3,},)")
"""Where an entry begins in a list that runs on: behind the full stop of a word, before a name in capitals."""


def is_title(words: str) -> bool:
    """Tell whether some words stand above lists of persons."""
    if len(words) > LEAST_PARAGRAPH or len(words.split()) > MOST_WORDS:
        return False
    plain = words.strip("_*=[]().:;,—- ").casefold()
    return plain in catalogue.CAST_TITLES or bare(plain) in BARE_TITLES


BARE_TITLES = frozenset(map(bare, catalogue.CAST_TITLES))


def entries_running_on(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Find where entries begin in lists that are set as one paragraph: the line and its code point, from 0."""
    for nth, title in enumerate(words):
        if not title or not is_title(title):
            continue
        first = next((line for line in range(nth + 1, len(words)) if words[line]), len(words))
        last = next((line for line in range(first, len(words)) if not words[line]), len(words))
        found = [(line, at) for line in range(first, last) for at in _begin_within(words[line])]
        if len(found) >= max(LEAST_RUNNING, last - first - 1):
            yield from found


def _begin_within(words: str) -> Iterator[int]:
    for match in ENTRY.finditer(words):
        following = words[match.end() : match.end() + 1]
        if following.isupper() and (match[1] or "").lower() not in catalogue.ADDRESSES:
            yield match.end()


def cast(draft: Draft) -> Iterator[Block]:
    """Claim the lists of persons of a text in which people speak; of several titles before a speech the last."""
    titles = sorted(_titles(draft), key=lambda title: title.first)
    if not titles:
        return
    found = evidence.play(whole_lines(draft.raw))
    if found is None:
        return
    firsts = first_pieces(draft.raw)
    speakers = [firsts[number] for number in found.begins]
    alone = found.whole and len(titles) == 1 and titles[0].first < speakers[0]
    groups = list(draft.joined_groups())
    for title, following in zip_longest(titles, titles[1:]):
        nth = bisect_right(speakers, title.first)
        if nth == len(speakers) or (following and following.first < speakers[nth]):
            continue
        blocked = bisect_left(draft.blocks, title.last, key=_first)
        barrier = draft.blocks[blocked].first if blocked < len(draft.blocks) else speakers[nth]
        among = groups[bisect_right(groups, title.last, key=_last) : bisect_left(groups, barrier, key=_first)]
        among = [_behind(group, title.last) for group in among if group.first < speakers[nth]]
        yield from _list(draft, title, among, "front" if alone else "")


def _titles(draft: Draft) -> Iterator[Group | Block]:
    """Find the titles of lists: by themselves, as the first line of a list, or claimed as headings already."""
    for group in draft.groups:
        if is_title(draft.survey.words[group.first]):
            yield Group(group.first, group.first + 1)
    yield from (block for block in draft.blocks if block.kind == "head" and is_title(draft.words(block)))


def _first(part: Group | Block) -> int:
    return part.first


def _last(part: Group | Block) -> int:
    return part.last


def _list(draft: Draft, title: Group | Block, groups: Sequence[Group], part: str) -> Iterator[Block]:
    """Make the list under a title; one that is claimed already stays outside it."""
    entries = list(_entries(draft, groups))
    if not any(kind == "castItem" for kind, _, _ in entries):
        return
    claimed = isinstance(title, Block)
    outer = Container("castList", entries[0][1].first if claimed else title.first)
    if not claimed:
        yield Block("caption", title.first, title.last, inside=(outer,), part=part)
    for kind, run, group in entries:
        if kind == "stage":
            yield Block(kind, run.first, run.last, part=part)
            continue
        inside = (outer, group) if group else (outer,)
        inner = tuple(parts_of(draft, run)) if kind == "castItem" else ()
        yield Block(kind, run.first, run.last, inside=inside, part=part, inner=inner)


def _behind(group: Group, line: int) -> Group:
    return group if group.first >= line else Group(line, group.last)


_Entry = tuple[str, Group, Container | None]


def _entries(draft: Draft, groups: Sequence[Group]) -> Iterator[_Entry]:
    """Give the entries of a list, and the heads of its groups, up to what is none."""
    gap = draft.gap_before(groups[1]) if len(groups) > 1 else 0
    for nth, group in enumerate(groups):
        words = draft.words(group)
        if nth and catalogue.is_setting(words) and len(words) <= MOST_ENTRY and group.last - group.first < MOST_LINES:
            yield "stage", group, None
            return
        if _ends(draft, group, words) or (nth > 1 and draft.gap_before(group) > gap + 1):
            return
        following = groups[nth + 1] if nth + 1 < len(groups) else None
        if _is_head(draft, group, following):
            continue
        before = groups[nth - 1] if nth else None
        container = Container("castGroup", before.first) if before and _is_head(draft, before, group) else None
        if before and container:
            yield "caption", before, container
        yield from (("castItem", run, container) for run in _runs(draft, group))


def _ends(draft: Draft, group: Group, words: str) -> bool:
    """Tell whether some lines are no entries: the setting, a heading of the play, prose."""
    if catalogue.is_division(words.split()[:2]) or catalogue.is_setting(words):
        return True
    if _is_running(draft, group):
        return False
    small = sum(kept[0].islower() for kept in draft.survey.words[group.first + 1 : group.last])
    if small * 3 > group.last - group.first and draft.survey.fill(group.first, group.last) > PROSE:
        return True
    return any(len(draft.words(run)) > MOST_ENTRY for run in _runs(draft, group))


def _is_head(draft: Draft, group: Group, following: Group | None) -> bool:
    """Tell whether a line heads some of the entries, which are set in farther."""
    if following is None or group.last - group.first > 1:
        return False
    margins = [draft.survey.margin(one.first, one.last) for one in (group, following)]
    words = draft.words(group)
    return margins[0] < margins[1] or words.endswith(":")


def _runs(draft: Draft, group: Group) -> Iterator[Group]:
    """Part a group into entries: each line is one, but for those that are set in as the rest of the one before."""
    survey = draft.survey
    base = survey.margin(group.first, group.last)
    running = _is_running(draft, group)
    first = group.first
    for index in range(group.first + 1, group.last):
        ended = draft.raw.is_cut(index) or survey.words[index - 1].endswith(".")
        if ended if running else survey.margins[index] <= base:
            yield Group(first, index)
            first = index
    yield Group(first, group.last)


def _is_running(draft: Draft, group: Group) -> bool:
    return any(draft.raw.is_cut(index) for index in range(group.first + 1, group.last))


def parts_of(draft: Draft, run: Group, prefix: int = 0) -> Iterator[Inner]:
    """Give the role of an entry, with an id of its place, and what is told of it; ``prefix`` is no word of it."""
    texts = [draft.raw.lines[line].text.rstrip(BLANKS) for line in range(run.first, run.last)]
    begin = max(prefix, len(texts[0]) - len(texts[0].lstrip(BLANKS)))
    found = None
    end, behind = (len(texts) - 1, len(texts[-1].rstrip("."))), (len(texts), 0)
    for nth, text in enumerate(texts):
        found = SPLIT.search(text, begin + 1 if nth == 0 else len(text) - len(text.lstrip(BLANKS)))
        if found:
            end, behind = (nth, found.start()), (nth, found.end())
            break
    if end[0] and end[1] <= len(texts[end[0]]) - len(texts[end[0]].lstrip(BLANKS)):
        end = (end[0] - 1, len(texts[end[0] - 1]))  # a bracket opens the line
    identity = f"role{draft.raw.byte(draft.raw.lines[run.first], begin)}"
    yield Inner("role", (run.first, begin), (run.first + end[0], end[1]), ((ID, identity),))
    if behind[0] < len(texts) and behind[1] == len(texts[behind[0]]):
        behind = (behind[0] + 1, 0)
    if found and found[0].strip() in "([{":
        texts[-1] = texts[-1].rstrip(")]}.")
    if behind < (len(texts) - 1, len(texts[-1])):
        blanks = len(texts[behind[0]][behind[1] :]) - len(texts[behind[0]][behind[1] :].lstrip(BLANKS))
        first = (run.first + behind[0], behind[1] + blanks)
        yield Inner("roleDesc", first, (run.last - 1, len(texts[-1])))
