"""How a raw text becomes blocks: rules look at the whole draft and claim lines.

In goes a :class:`~editio.encode.reading.RawText`; out come :class:`Block`\\ s in the order of the text, which together
hold every line that is not blank. The first claim on a line holds; each block remembers the rule that made it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from editio.encode.grouping import grouped
from editio.encode.reading import RawText
from editio.encode.survey import Survey, survey


@dataclass(frozen=True, slots=True)
class Container:
    """Hold an element that blocks stand in together: its name, the line at which it begins, its attributes.

    Blocks that follow one another stand in one element if they name equal containers.
    """

    name: str
    first: int
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Inner:
    """Hold an element within the words of a block: its name, where it begins and where it ends, its attributes.

    A place is the index of a line and a code point of it, counted from 0. One without words stands there empty.
    """

    name: str
    begins: tuple[int, int]
    ends: tuple[int, int]
    attributes: tuple[tuple[str, str], ...] = ()


class Block(NamedTuple):
    """Hold a claim on the lines ``first`` to ``last`` (indices into the raw text's lines, half open).

    A tuple, since a text of verse has a block a line, each made once by its rule and once with the name of that.

    ``kind`` says what they are, ``rule`` who says so (a rule's name, or ``#`` and the id of an apparatus entry),
    ``label`` a number or a key, ``prefix`` how many code points of the first line are its mark and not its words,
    ``suffix`` how many of the last line are. ``level`` ranks headings: a smaller one stands above a greater. ``sure``
    is TEI's ``@cert``: high, medium or low. ``group`` names what blocks of the same name make together: the lines of a
    poem, the items of a list, a note. ``holes`` are lines among its own that belong to other blocks: a page's number in
    the midst of a paragraph. ``inside`` are the elements in which it stands, the outermost first: a speech, a table.
    ``opens`` is the ``type`` of the division that begins with it, if it is no heading: a dedication; of a heading, the
    ``type`` where it is not the word's. ``look`` is its ``@rend``. ``part`` is front, body or back where a rule knows.
    ``target`` is the first line of the heading that an entry of the contents names, -1 for what names none.
    ``marks`` are further pieces of its lines that are no words: the index of the line and the code points, half open;
    ``inner`` are elements within its words, such as the cells of a row.
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
    suffix: int = 0
    inside: tuple[Container, ...] = ()
    opens: str = ""
    look: str = ""
    part: str = ""
    target: int = -1
    marks: tuple[tuple[int, int, int], ...] = ()
    inner: tuple[Inner, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Hold lines that stand together, without a blank line between: indices, half open."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Draft:
    """Hold what is known of a text while the rules work: ``groups`` are free, ``blocks`` are claimed already."""

    raw: RawText
    survey: Survey
    groups: tuple[Group, ...]
    blocks: tuple[Block, ...]

    def free_lines(self) -> Iterator[int]:
        """Give the indices of the lines of all groups: they are not blank, and no block has claimed them."""
        return (index for group in self.groups for index in range(group.first, group.last))

    def joined_groups(self) -> Iterator[Group]:
        """Put groups together that touch one another: a margin parted them, or a cut, but no blank line."""
        whole: Group | None = None
        for group in self.groups:
            if whole and whole.last == group.first:
                whole = Group(whole.first, group.last)
                continue
            if whole:
                yield whole
            whole = group
        if whole:
            yield whole

    def words(self, group: Group | Block) -> str:
        """Give the words of some lines, joined by one blank, without indentation."""
        return " ".join(self.survey.words[group.first : group.last])

    def gap_after(self, group: Group | Block) -> int:
        """Count the blank lines that follow some lines."""
        words = self.survey.words
        end = group.last
        while end < len(words) and not words[end]:
            end += 1
        return end - group.last

    def gap_before(self, group: Group | Block) -> int:
        """Count the blank lines that stand before some lines."""
        words = self.survey.words
        begin = group.first
        while begin > 0 and not words[begin - 1]:
            begin -= 1
        return group.first - begin


Rule = Callable[[Draft], Iterable[Block]]


@dataclass(frozen=True)
class Classifier:
    """Find the blocks of a raw text by ``rules``, which are asked in their order, by name.

    What does not depend on claims of editors is found once.
    """

    raw: RawText
    rules: Mapping[str, Rule]

    @cached_property
    def survey(self) -> Survey:
        """Give what the whole text shows."""
        return survey(self.raw.lines)

    @cached_property
    def plain(self) -> tuple[Block, ...]:
        """Give the blocks that the rules find by themselves."""
        return self.blocks(())

    def blocks(self, claimed: Iterable[Block]) -> tuple[Block, ...]:
        """Give the blocks beside those that an editor made, and these: they are claimed before any rule is asked."""
        blocks = list(claimed)
        groups = tuple(_left_over((Group(first, last) for first, last in grouped(self.survey)), blocks))
        for name, rule in self.rules.items():
            draft = Draft(self.raw, self.survey, groups, tuple(sorted(blocks, key=_place)))
            made = _first_claims([block._replace(rule=name) for block in rule(draft)])
            blocks.extend(made)
            groups = tuple(_left_over(groups, made)) if made else groups
        if groups:
            raise AssertionError(f"no rule claims line {groups[0].first + 1} of {self.raw.file}")
        return tuple(sorted(blocks, key=_place))


def _place(block: Block) -> int:
    return block.first


def _first_claims(made: list[Block]) -> list[Block]:
    """Leave out what claims a line that the same rule has claimed before; holes are no claims."""
    if all(one.last <= other.first for one, other in pairwise(sorted(made, key=_place))):
        return made
    claimed: set[int] = set()
    kept = []
    for block in made:
        lines = set(range(block.first, block.last)).difference(block.holes)
        if claimed.isdisjoint(lines):
            claimed |= lines
            kept.append(block)
    return kept


def _left_over(groups: Iterable[Group], made: Iterable[Block]) -> Iterator[Group]:
    """Give what claims leave of the groups; both go through the text in step."""
    taken = sorted((block.first, block.last) for block in made if block.first < block.last)
    done = 0
    for group in groups:
        while done < len(taken) and taken[done][1] <= group.first:
            done += 1
        if done == len(taken) or taken[done][0] >= group.last:
            yield group
            continue
        free, nth = group.first, done
        while nth < len(taken) and taken[nth][0] < group.last:
            first, last = taken[nth]
            if free < first:
                yield Group(free, first)
            free, nth = max(free, last), nth + 1
        if free < group.last:
            yield Group(free, group.last)
