"""Pages of a printed book that are kept in the text: their numbers on lines of their own, form feeds, running heads.

In goes a draft; out come blocks of kind ``page`` (a ``pb``) and of furniture. One line proves nothing: numbers count as
those of pages where they count up through the whole text and stand where a page would end, in the midst of sentences
or beside form feeds; short words recur as a running head where they stand beside such places again and again.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from editio.encode import catalogue
from editio.encode.draft import Block, Draft, Group
from editio.encode.inline.pages import counts
from editio.encode.rules.shapes import ENDS_SENTENCE

WORD = rf"(?P<word>{'|'.join(sorted(map(re.escape, catalogue.PAGES), key=len, reverse=True))})\.?[ \t]*"
NUMBER = re.compile(
    rf"(?P<open>[-\[{{(<|*—–~]{{0,3}})[ \t]*(?:{WORD})?(?P<n>\d{{1,4}}|[ivxlc]{{1,9}})[ \t]*"
    r"(?P<close>[-\]})>|*—–~.]{0,3})\Z",
    re.I,
)
TAGGED = re.compile(r"<pb(?:[ \t]+n=\"?|:[ \t]*)(?P<n>[^\"<>\s]{1,40})\"?[ \t]*/?>\Z", re.I)
LONGEST = 24
"""Code points of a line that is nothing but the number of a page."""

HEADED = re.compile(
    r"(?P<n>\d{1,4})[ \t]{1,80}(?P<after>\D.{1,58})\Z|(?P<before>\S.{0,57}\D)[ \t]{1,80}(?P<m>\d{1,4})\Z"
)
"""A running head beside the number of its page: ``12  THE LAMP``, ``Of Lanterns  13``."""

FAR = 100
"""Lines beyond which nothing is a neighbour: no page is longer."""

LONGEST_HEAD = 60
AGAIN = 3
"""Pages on which the same words stand before they are taken for a running head."""

FEWEST_ENDS = 4
"""Line ends within a paragraph from which on they tell prose from verse."""

MOST_PAGES = 50
"""Pages over which one paragraph runs at the most."""

CUTTING = 0.4
"""The share of numbers between which and their neighbours a sentence runs on, where they are those of pages: a page
ends where it is full, a section ends with its sentence."""


@dataclass(frozen=True, slots=True)
class Number:
    """Hold a line that may be the number of a page: its index, the number as it stands, what its form is."""

    at: int
    n: str
    form: str


def pages(draft: Draft) -> Iterator[Block]:
    """Claim the numbers of pages on lines of their own, form feeds, and running heads beside either."""
    feeds = _feeds(draft)
    free = set(draft.free_lines())
    numbered = {number.at: number.n for number in _numbers(draft, free, feeds)}
    heads = _headed(draft, free, feeds)
    numbered |= heads
    running = _running(draft, free - numbered.keys(), [*numbered, *feeds])
    told = [at for at in feeds if not any(near in numbered for near in _near(draft, at))]
    yield from (Block("page", at, at + 1, label=n) for at, n in numbered.items())
    yield from (Block("furniture", at, at + 1) for at in running)
    yield from (Block("page", at, at + 1) for at in told)
    yield from _broken(draft, {*numbered, *running, *told})


def _feeds(draft: Draft) -> list[int]:
    """Give the blank lines that a form feed ends, for it is the first character of a page, words before and behind."""
    raw = draft.raw
    if "\f" not in raw.text:
        return []
    return [
        at
        for at, line in enumerate(raw.lines)
        if raw.text.startswith("\f", line.at + len(line.text))
        and not draft.survey.words[at]
        and len(list(_near(draft, at))) > 1
    ]


def _near(draft: Draft, at: int) -> Iterator[int]:
    """Give the nearest lines with words before and behind a line."""
    words = draft.survey.words
    for side in (range(at - 1, max(-1, at - FAR), -1), range(at + 1, min(len(words), at + FAR))):
        yield from islice((near for near in side if words[near]), 1)


# --- numbers ----------------------------------------------------------------------------------------------


def _numbers(draft: Draft, free: set[int], feeds: Sequence[int]) -> Iterator[Number]:
    """Give the numbers that are those of pages, by what their form shows in the whole text."""
    found: dict[str, list[Number]] = {}
    words = draft.survey.words
    for at in sorted(free):
        line = words[at]
        if len(line) > LONGEST or line[0].isalpha() > (line[-1].isdigit() or len(line) < 10):
            continue
        match = TAGGED.match(line) or NUMBER.match(line)
        if match:
            number = Number(at, match["n"], _form(match) if match.re is NUMBER else "<pb")
            found.setdefault(number.form, []).append(number)
    for form, numbers in found.items():
        is_said = form[0].isalpha() or form.startswith(("- -", "[ ]i"))
        if form == "<pb" or (
            counts([one.n for one in numbers]) and (is_said or _part_pages(draft, [one.at for one in numbers], feeds))
        ):
            yield from numbers


def _form(match: re.Match[str]) -> str:
    """Give what numbers of the same sort have in common: dashes of any length are one."""
    signs = re.sub(r"[-—–~]+", "-", f"{match['open']} {match['close']}")
    word = (match["word"] or "").lower()
    return f"{word}{signs}{'1' if match['n'].isdigit() else 'i'}"


def _part_pages(draft: Draft, places: Sequence[int], feeds: Sequence[int]) -> bool:
    """Tell whether lines stand where pages end, and not where chapters or stanzas begin."""
    beside = {near for at in feeds for near in _near(draft, at)}
    at_feeds = sum(1 for at in places if at in beside)
    return at_feeds * 2 > len(places) or sum(1 for at in places if _cuts(draft, at)) >= CUTTING * len(places)


def _cuts(draft: Draft, at: int) -> bool:
    """Tell whether a sentence runs on from before a line to behind it."""
    words = draft.survey.words
    near = list(_near(draft, at))
    if len(near) < 2:
        return False
    return not ENDS_SENTENCE.search(words[near[0]]) and words[near[1]][0].islower()


# --- running heads ----------------------------------------------------------------------------------------


def _headed(draft: Draft, free: set[int], feeds: Sequence[int]) -> dict[int, str]:
    """Give the lines that hold a running head and the number of its page: the words recur, the numbers count up."""
    words = draft.survey.words
    found: dict[str, list[tuple[int, str]]] = {}
    for at in free:
        line = words[at]
        if not (line[-1].isdigit() or line[0].isdigit()) or not 4 <= len(line) <= LONGEST_HEAD:
            continue
        match = HEADED.match(line)
        if match:
            said, n = match["after"] or match["before"], match["n"] or match["m"]
            if any(character.isalpha() for character in said):
                found.setdefault(_key(said), []).append((at, n))
    return {
        at: n
        for several in found.values()
        if len(several) >= AGAIN
        and _rises([int(n) for _, n in sorted(several)])
        and _part_pages(draft, [at for at, _ in several], feeds)
        for at, n in several
    }


def _rises(numbers: Sequence[int]) -> bool:
    return all(before < after for before, after in pairwise(numbers))


def _running(draft: Draft, free: set[int], places: Sequence[int]) -> list[int]:
    """Give the lines beside numbers of pages and form feeds whose words stand beside many of them."""
    words = draft.survey.words
    near = {at for place in places for at in _near(draft, place) if at in free and len(words[at]) <= LONGEST_HEAD}
    said = Counter(_key(words[at]) for at in near)
    return sorted(at for at in near if said[_key(words[at])] >= AGAIN and _key(words[at]))


def _key(words: str) -> str:
    return "".join(character for character in words.lower() if character.isalpha())


# --- paragraphs that a page parts -------------------------------------------------------------------------


def _broken(draft: Draft, taken: set[int]) -> Iterator[Block]:
    """Claim the paragraphs within which a page ends: the sentence runs on behind what is no part of the text."""
    chain: list[Group] = []
    for group in _pieces(draft, taken) if taken else ():
        if chain and (len(chain) > MOST_PAGES or not _runs_on(draft, chain[-1], group, taken)):
            yield from _paragraph(draft, chain, taken)
            chain = []
        chain.append(group)
    yield from _paragraph(draft, chain, taken)


def _pieces(draft: Draft, taken: set[int]) -> Iterator[Group]:
    """Give the free groups without the lines that are taken."""
    for group in draft.groups:
        first = group.first
        for at in range(group.first, group.last + 1):
            if at == group.last or at in taken:
                if first < at:
                    yield Group(first, at)
                first = at + 1


def _runs_on(draft: Draft, before: Group, behind: Group, taken: set[int]) -> bool:
    words = draft.survey.words
    between = range(before.last, behind.first)
    if taken.isdisjoint(between) or any(words[at] and at not in taken for at in between):
        return False
    return not ENDS_SENTENCE.search(words[before.last - 1]) and words[behind.first][0].islower()


def _paragraph(draft: Draft, chain: Sequence[Group], taken: set[int]) -> Iterator[Block]:
    """Give the paragraph of pieces that run on; lines of verse may as well begin small, but no measure ends them."""
    if len(chain) < 2:
        return
    ends = [forced for piece in chain for forced in draft.survey.forced[piece.first : piece.last - 1]]
    if draft.survey.wrapped and len(ends) >= FEWEST_ENDS and sum(ends) * 2 < len(ends):
        return
    first, last = chain[0].first, chain[-1].last
    yield Block("p", first, last, holes=tuple(at for at in range(first, last) if at in taken))
