"""A block's words with everything that stands in and around them.

In go a string, spans that wrap parts of it and points that stand between two of its characters; out comes mixed
content: strings and elements in order. Spans may nest, never cross; the order in which they are given is of no account.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from lxml import etree

Content = list[str | etree._Element]


@dataclass(frozen=True, slots=True)
class Span:
    """Wrap the code points ``first`` to ``last`` (half open); on equal words the smaller ``rank`` is the outer.

    ``wrap`` makes the element round some content, and gives what stands in its place; ``owner`` is the id of the entry,
    for messages.
    """

    first: int
    last: int
    rank: int
    owner: str
    wrap: Callable[[Content], Content]


@dataclass(frozen=True, slots=True)
class Point:
    """Put an element before the code point ``at``; of several the smaller ``rank`` comes first."""

    at: int
    rank: int
    element: etree._Element


def compose(words: str, spans: Sequence[Span], points: Iterable[Point]) -> Content:
    """Put spans and points into words. At one place, spans close, then points stand, then spans open."""
    if not spans and not points:
        return [words] if words else []
    opening = sorted(spans, key=lambda s: (s.first, -s.last, s.rank, s.owner), reverse=True)
    standing = sorted(points, key=lambda p: (p.at, p.rank), reverse=True)
    levels: list[tuple[Span | None, Content]] = [(None, [])]
    done = 0
    places = {0, len(words), *(s.first for s in spans), *(s.last for s in spans), *(p.at for p in standing)}
    for place in sorted(places):
        if done < place:
            levels[-1][1].append(words[done:place])
            done = place
        _close(levels, place)
        while standing and standing[-1].at == place:
            levels[-1][1].append(standing.pop().element)
        while opening and opening[-1].first == place:
            span = opening.pop()
            outer = levels[-1][0]
            if outer is not None and outer.last < span.last:
                raise AssertionError(f"{outer.owner} and {span.owner} cross")
            levels.append((span, []))
    return levels[0][1]


def _close(levels: list[tuple[Span | None, Content]], place: int) -> None:
    while len(levels) > 1:
        span, content = levels[-1]
        if span is None or span.last > place:
            return
        levels.pop()
        levels[-1][1].extend(span.wrap(content))
