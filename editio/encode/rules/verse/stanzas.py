"""What tells verse from prose: the shape of some lines, and how much of a text is verse.

In go groups of lines; out come :class:`Stanza`\\ s and answers. Prose ends its lines where the measure forces it to,
and begins them with whatever word comes; verse ends them where the poet does, and begins them with a capital in most
traditions. A list, an address or a title page does so too, but it is made of names: most of its words are capital.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import compress

from editio.encode.draft import Draft, Group
from editio.encode.rules import lists
from editio.encode.rules.sources import MARKS_BEFORE
from editio.encode.rules.verse.line_numbers import Number

PROSE = 0.5
"""The share of line ends forced by the measure, from which on some lines are prose."""

SMALL = 0.2
"""The share of lines that may begin with a small letter in verse whose lines begin with capitals."""

NAMES = 0.5
"""The share of words behind the first of their line, from which on capitals mean names or titles, not verse."""

SHORT = 0.8
"""The part of the measure that lines of verse within prose leave free at their end: prose fills more of it."""

LEAST_COLUMNS = 12
"""Columns that the lines of a poem have on the average, if it is no list of single words."""

SAMPLE = 24
"""Lines of a group whose words are looked at one by one: those of one stanza are alike."""

MANY = 8
"""Lines that all begin with capitals from which on that is no chance: in German prose one in three does, or fewer."""

POINTED = 0.25
"""The share of lines that end with a point, below which lines that are not set in are a list rather than verse."""

ENDED = 0.75
"""The share of lines that end with a point from which on these ends are meant, in a script without capitals."""

LISTED = 0.4
"""The share of lines that are like those of a list, from which on all are one."""

MARKS_BEHIND = "_*\"”’'»)]"
"""What may stand behind the point at the end of a line."""

POINTS = ".,;:!?…—-–。、！？；：，"
ENDS_OF_SENTENCES = (".", "!", "?", "…", "”", '"', "»", "。")


@dataclass(frozen=True, slots=True)
class Stanza:
    """Hold what some lines show: ``lines`` without those that only go on, shares of them, and their least margin.

    ``small`` is the share of lines that begin with a small letter, ``names`` of words behind a line's first that are
    capital, ``sentences`` of line ends where a sentence ends, ``short`` of line ends well within the measure, ``fill``
    of those that the measure forced though a line of its own follows, ``tight`` of those that even the longest of these
    lines would have forced,
    ``pointed`` of lines that end with a point of any kind, ``listed`` of lines that look like those of a list or table.
    """

    group: Group
    lines: int
    margin: int
    small: float
    names: float
    sentences: float
    short: float
    fill: float
    tight: float
    pointed: float
    listed: float
    columns: float
    cased: bool
    centred: bool


def stanza(draft: Draft, group: Group, numbers: Mapping[int, Number]) -> Stanza:
    """Look at some lines; lines that begin small and deeper than the first go on with the line before."""
    seen = draft.survey
    where = range(group.first, group.last)
    margins = [numbers[i].margin if i in numbers else seen.margins[i] for i in where]
    words = [numbers[i].words if i in numbers else seen.words[i] for i in where]
    initials = [text.lstrip(MARKS_BEFORE)[:1] for text in words]
    least = min(margins)
    goes_on = [m > least and c.islower() for m, c in zip(margins, initials, strict=True)]
    own = [c for c, on in zip(initials, goes_on, strict=True) if not on]
    inner = [word for text in words[:SAMPLE] for word in text.split()[1:]]
    ends = words[:-1]
    own_next = [not on for on in goes_on[1:]]
    edges = seen.edges[group.first : group.last]
    short = seen.width * SHORT
    return Stanza(
        group=group,
        lines=len(own),
        margin=least,
        small=_share([c.islower() for c in own]),
        names=_share([word.lstrip(MARKS_BEFORE)[:1].isupper() for word in inner]),
        sentences=_share([text.endswith(ENDS_OF_SENTENCES) for text in ends]),
        short=_share([edge < short for edge in edges[:-1]]) if seen.wrapped else 1.0,
        fill=_share(list(compress(seen.forced[group.first : group.last - 1], own_next))) if seen.wrapped else 0.0,
        tight=_tight(words, edges),
        pointed=_share([text.rstrip(MARKS_BEHIND)[-1:] in POINTS for text in words[:SAMPLE]]),
        listed=_share(list(map(_is_listed, words[:SAMPLE]))),
        columns=sum(map(_columns, words)) / len(words),
        cased=any(c.isupper() or c.islower() for c in initials),
        centred=_is_centred(margins, edges),
    )


def _share(answers: Sequence[bool]) -> float:
    return sum(answers) / len(answers) if answers else 0.0


def _columns(text: str) -> int:
    """Give the room that a line takes: an ideograph takes that of two letters."""
    return len(text) * 2 if text[:1] > "\u2e80" else len(text)


def _is_listed(text: str) -> bool:
    """Tell whether a line is like one of a list or table: columns, a number at its end, capitals alone, an item's sign.

    A dash may open speech within a poem; only a mere hyphen, which no printer sets there, is an item's.
    """
    if "    " in text or text.rstrip(".,; ")[-1:].isdigit() or "|" in text or text.isupper():
        return True
    return text[:1] in lists.FIRSTS and text[0] not in "–—" and lists.START.match(text) is not None


def _tight(words: list[str], edges: tuple[int, ...]) -> float:
    """Tell how many line ends are forced, if the longest of these lines alone had set the measure."""
    widest = max(edges)
    following = words[1:]
    return _share(
        [edge + 1 + len(text.split(" ", 1)[0]) > widest for edge, text in zip(edges, following, strict=False)]
    )


def _is_centred(margins: list[int], edges: tuple[int, ...]) -> bool:
    """Tell whether lines of several lengths have their middles above one another, within a column."""
    if len(margins) < 3 or min(margins) == 0 or len(set(margins)) < 3:
        return False
    middles = [(margin + edge) / 2 for margin, edge in zip(margins, edges, strict=True)]
    lengths = [edge - margin for margin, edge in zip(margins, edges, strict=True)]
    return max(lengths) - min(lengths) > 6 and max(middles) - min(middles) <= 1


def is_verse(look: Stanza, inset: bool, mostly: bool) -> bool:
    """Tell whether some lines are verse by themselves.

    ``inset`` says that they stand farther in than the prose of the text, ``mostly`` that most of the text is verse.
    """
    if look.centred and (look.small > 0 or look.pointed < POINTED):
        return False
    if look.columns < LEAST_COLUMNS or look.names >= NAMES or look.listed >= LISTED:
        return False
    if mostly and (look.cased or look.pointed >= ENDED):
        return look.small <= SMALL and look.lines > 1
    if look.fill >= PROSE:
        return False
    if look.lines < 3 and not (look.lines == 2 and inset):
        return False
    if look.small <= SMALL and look.cased:
        beyond_chance = look.lines >= MANY and look.small <= SMALL / 2
        if not inset and look.pointed < POINTED:
            return False
        return beyond_chance or (look.short >= PROSE and (inset or look.sentences < PROSE))
    return inset and look.short == 1 and look.tight < PROSE and look.lines >= 3 and look.sentences < PROSE


def goes_along(look: Stanza, inset: bool, mostly: bool) -> bool:
    """Tell whether some lines may be verse if a stanza stands beside them: a couplet, a refrain, a line by itself."""
    if look.centred or look.names >= NAMES or look.listed >= LISTED or look.small > PROSE:
        return False
    if mostly:
        return True
    return look.fill < PROSE and (inset if look.lines == 1 else look.short >= PROSE)
