"""Paging: what the pages of a text show beside its words.

In go documents that are settled; out comes a :class:`Paging`: which headings the contents list, what stands at the head
of the pages, which chapters open a page of their own, and the numbers of verse lines. Where a page ends is for typst to
say. Nothing is written here.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from editio.render.book import Text
from editio.render.document import Content, Node, nodes, plain
from editio.render.settle import FIRST_LEVEL, Settled

LONG_CHAPTER = 7000
"""The characters that chapters have on average where each opens a page of its own: four pages of a small book."""

EVERY_LINE = 5
"""How many lines of verse have one number."""

FEWEST_LINES = 10
"""How many lines of verse a division has at least where they are numbered."""

LONGEST_HEAD = 52
"""The characters of a running head at most."""


@dataclass(frozen=True, slots=True)
class Paging:
    """Hold what pages show.

    ``levels`` are those of headings, an essay's own being as high as the title of a text; ``listed`` has by the id of a
    heading the line of the contents that it stands for; ``heads`` has by the id of a chapter what stands at the head of
    left and right pages; ``opens`` are the chapters that open a page; ``lines`` has by the position of a verse line in
    memory (``id``) its number.
    """

    levels: Mapping[str, int]
    listed: Mapping[str, str]
    heads: Mapping[str, tuple[str, str]]
    opens: frozenset[str]
    lines: Mapping[int, str]


def paging(texts: Sequence[Text], settled: Settled) -> Paging:
    """Say what the pages of several texts show."""
    levels = dict(settled.levels)
    listed: dict[str, str] = {}
    heads: dict[str, tuple[str, str]] = {}
    opens: set[str] = set()
    lines: dict[int, str] = {}
    for text in texts:
        content = text.document.content
        chapters = []
        for node in nodes(content):
            if node.behaviour == "section" and node.headings:
                label = " ".join(plain(heading.content) for heading in node.headings)
                listed[node.headings[0].id] = label
                if settled.levels.get(node.headings[0].id) == FIRST_LEVEL:
                    chapters.append(node)
                    heads[node.id] = (shortened(text.title), shortened(label))
            elif settled.levels.get(node.id) == 1:
                listed[node.id] = plain(node.content)
            elif text.heading and node.id in levels:
                levels[node.id] -= 1
        if len(chapters) > 1 and sum(map(_length, chapters)) >= LONG_CHAPTER * len(chapters):
            opens.update(chapter.id for chapter in chapters)
        lines.update(_numbered(content))
    return Paging(levels, listed, heads, frozenset(opens), lines)


def shortened(title: str) -> str:
    """Give a title for the head of a page: of a long one its first words."""
    if len(title) <= LONGEST_HEAD:
        return title
    return f"{title[:LONGEST_HEAD].rpartition(' ')[0].rstrip(' ,;:.–—-') or title[:LONGEST_HEAD]}…"


def _length(node: Node) -> int:
    return sum(len(part) if isinstance(part, str) else _length(part) for part in node.content)


def _numbered(content: Content) -> Iterator[tuple[int, str]]:
    """Number every fifth line of the verse in each division, or those to which the text itself gives a number.

    A line of which several speakers have a part is one line; a few lines need no numbers.
    """
    lines = [line for line in _lines(content) if line.setting("part") not in ("M", "F")]
    if any(line.setting("number") for line in lines):
        yield from ((id(line), line.setting("number")) for line in lines if line.setting("number"))
    elif len(lines) >= FEWEST_LINES:
        yield from ((id(line), str(number)) for number, line in enumerate(lines, 1) if number % EVERY_LINE == 0)
    for section in _sections(content):
        yield from _numbered(section.content)


def _lines(content: Content) -> Iterator[Node]:
    """Give the lines of verse in a content, but not those in divisions within."""
    for part in content:
        if isinstance(part, Node) and part.behaviour == "verseLine":
            yield part
        elif isinstance(part, Node) and part.behaviour != "section" and part.holds_blocks:
            yield from _lines(part.content)


def _sections(content: Content) -> Iterator[Node]:
    """Give the outermost divisions in a content."""
    for part in content:
        if isinstance(part, Node) and part.behaviour == "section":
            yield part
        elif isinstance(part, Node) and part.holds_blocks:
            yield from _sections(part.content)
