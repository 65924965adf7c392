"""How a raw text becomes blocks: rules look at the whole draft and claim lines.

In goes a :class:`~editio.encode.reading.RawText`; out come :class:`Block`\\ s in the order of the text, which together
hold every line that is not blank. The first claim on a line holds; each block remembers the rule that made it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from editio.encode.reading import BLANKS, RawText

WIDEST_WRAP = 100
"""Code points: no text is wrapped wider than this, so nine lines in ten that are narrower mean that it is wrapped."""


@dataclass(frozen=True, slots=True)
class Block:
    """Hold a claim on the lines ``first`` to ``last`` (indices into the raw text's lines, half open).

    ``kind`` says what they are, ``rule`` who says so (a rule's name, or ``#`` and the id of an apparatus entry),
    ``label`` a number or a key, ``prefix`` how many code points of the first line are its mark and not its words.
    ``level`` ranks headings: a smaller one stands above a greater. ``sure`` is TEI's ``@cert``: high, medium or low.
    ``group`` names what blocks of the same name make together: the lines of a poem, the items of a list, a note.
    ``holes`` are lines among its own that belong to other blocks: a page's number in the midst of a paragraph.
    """

    kind: str
    first: int
    last: int
    rule: str = ""
    label: str = ""
    prefix: int = 0
    level: int = 0
    sure: str = "high"
    group: str = ""
    holes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Hold a run of lines without a blank line between: indices, half open."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Draft:
    """Hold what is known of a text while the rules work: ``groups`` are free, ``blocks`` are claimed already."""

    raw: RawText
    wrapped: bool
    groups: tuple[Group, ...]
    blocks: tuple[Block, ...]

    def words(self, group: Group | Block) -> str:
        """Give the words of some lines, joined by one blank, without indentation."""
        return " ".join(line.text.strip(BLANKS) for line in self.raw.lines[group.first : group.last])

    def gap_after(self, group: Group | Block) -> int:
        """Count the blank lines that follow some lines."""
        lines = self.raw.lines
        end = group.last
        while end < len(lines) and lines[end].is_blank:
            end += 1
        return end - group.last


Rule = Callable[[Draft], Iterator[Block]]


def classify(raw: RawText, rules: Iterable[Rule], claimed: Iterable[Block] = ()) -> tuple[Block, ...]:
    """Apply the rules in their order; ``claimed`` are blocks that an editor made, which come first."""
    groups = tuple(_groups(raw))
    blocks = list(claimed)
    groups = tuple(_left_over(groups, blocks))
    wrapped = is_wrapped(raw)
    for rule in rules:
        draft = Draft(raw, wrapped, groups, tuple(sorted(blocks, key=_place)))
        made = [replace(block, rule=rule.__name__) for block in rule(draft)]
        blocks.extend(made)
        groups = tuple(_left_over(groups, made)) if made else groups
    if groups:
        raise AssertionError(f"no rule claims line {groups[0].first + 1} of {raw.file}")
    return tuple(sorted(blocks, key=_place))


def is_wrapped(raw: RawText) -> bool:
    """Tell whether the text's lines were broken to fit a width, rather than at each paragraph's end."""
    widths = sorted(len(line.text) for line in raw.lines if not line.is_blank)
    return bool(widths) and widths[len(widths) * 9 // 10] <= WIDEST_WRAP


def _place(block: Block) -> int:
    return block.first


def _groups(raw: RawText) -> Iterator[Group]:
    first = None
    for index, line in enumerate(raw.lines):
        if line.is_blank:
            if first is not None:
                yield Group(first, index)
            first = None
        elif first is None:
            first = index
    if first is not None:
        yield Group(first, len(raw.lines))


def _left_over(groups: Iterable[Group], made: Iterable[Block]) -> Iterator[Group]:
    taken = {index for block in made for index in range(block.first, block.last)}
    for group in groups:
        if taken.isdisjoint(range(group.first, group.last)):
            yield group
            continue
        first = group.first
        for index in range(group.first, group.last):
            if index in taken:
                if first < index:
                    yield Group(first, index)
                first = index + 1
        if first < group.last:
            yield Group(first, group.last)
