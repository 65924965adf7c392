"""A block's words with everything that stands in and around them.

In go a string, spans that wrap parts of it and points that stand between two of its characters; out comes mixed
content: strings and elements in order. Spans nest. Where two cross, the one that may be cut is, into parts that nest;
the order in which they are given is of no account.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from lxml import etree

Content = list[str | etree._Element]


@dataclass(frozen=True, slots=True)
class Span:
    """Wrap the code points ``first`` to ``last`` (half open); on equal words the smaller ``rank`` is the outer.

    ``wrap`` makes the element round some content, and gives what stands in its place; ``owner`` is the id of the entry,
    for messages. One that is not ``whole`` may be cut into parts; of two such the one of greater rank is. ``chain`` is
    the id of the first of those that are one thing in several parts.
    """

    first: int
    last: int
    rank: int
    owner: str
    wrap: Callable[[Content], Content]
    whole: bool = True
    chain: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """Put an element before the code point ``at``; of several the smaller ``rank`` comes first."""

    at: int
    rank: int
    element: etree._Element


_Levels = list[tuple[Span | None, Content]]


def compose(words: str, spans: Sequence[Span], points: Iterable[Point]) -> Content:
    """Put spans and points into words. At one place, spans close, then points stand, then spans open."""
    if not spans and not points:
        return [words] if words else []
    opening = sorted(spans, key=_order, reverse=True)
    standing = sorted(points, key=lambda p: (p.at, p.rank), reverse=True)
    levels: _Levels = [(None, [])]
    cut: dict[int, list[Span]] = {}
    done = 0
    places = {0, len(words), *(s.first for s in spans), *(s.last for s in spans), *(p.at for p in standing)}
    for place in sorted(places):
        if done < place:
            levels[-1][1].append(words[done:place])
            done = place
        _close(levels, place)
        while standing and standing[-1].at == place:
            levels[-1][1].append(standing.pop().element)
        begun = cut.pop(place, [])
        while opening and opening[-1].first == place:
            begun.append(opening.pop())
        for span in sorted(begun, key=_order) if len(begun) > 1 else begun:
            _open(levels, span, cut)
    return levels[0][1]


def _order(span: Span) -> tuple[int, int, int, str]:
    return span.first, -span.last, span.rank, span.owner


def _open(levels: _Levels, span: Span, cut: dict[int, list[Span]]) -> None:
    """Open a span in those that hold it. Of those that it crosses, weaker ones go on within it; a stronger cuts it."""
    weaker: list[Span] = []
    while (outer := levels[-1][0]) is not None and outer.last < span.last and _yields(outer, span):
        content = levels.pop()[1]
        if content:
            levels[-1][1].extend(outer.wrap(content))
        weaker.append(outer)
    if outer is not None and outer.last < span.last:
        if span.whole:
            raise AssertionError(f"{outer.owner} and {span.owner} cross")
        cut.setdefault(outer.last, []).append(replace(span, first=outer.last))
        span = replace(span, last=outer.last)
    levels.append((span, []))
    levels.extend((one, []) for one in reversed(weaker))


def _yields(outer: Span, span: Span) -> bool:
    return not outer.whole and (span.whole or outer.rank > span.rank)


def _close(levels: _Levels, place: int) -> None:
    while len(levels) > 1:
        span, content = levels[-1]
        if span is None or span.last > place:
            return
        levels.pop()
        levels[-1][1].extend(span.wrap(content))
