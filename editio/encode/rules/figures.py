"""Illustrations: a notice in square brackets that something is shown here, with a caption or without.

In goes a draft; out come blocks of kind ``figure`` (a notice alone), or ``caption``, ``figDesc`` and ``p`` that stand
in a ``figure`` together (Guidelines, section 14.4). Source: Distributed Proofreaders, 'Formatting Guidelines', section
on illustrations: ``[Illustration]``, or ``[Illustration: caption]`` over as many lines and paragraphs as it has.
"""

import re
from collections.abc import Iterator

from editio.encode import catalogue
from editio.encode.draft import Block, Container, Draft
from editio.encode.sameness import key

OPENING = re.compile(
    rf"\[[ \t]*[*_]*(?P<word>{'|'.join(map(re.escape, catalogue.ILLUSTRATIONS))})\b[*_]*[^\S\n]*"
    r"(?P<mark>[:.]|--|[—–])?[ \t]*",
    re.I,
)
"""How a notice begins: a word of the catalogue behind the bracket, and what parts it from the caption."""

LONGEST = 40
"""Lines of a notice beyond which a bracket that is still open is taken for one that was never closed."""


def figures(draft: Draft) -> Iterator[Block]:
    """Claim notices of illustrations; a caption that is printed again beneath its notice heads the figure."""
    words = draft.survey.words
    free = set(draft.free_lines())
    reached = 0
    for index in sorted(free):
        if index < reached or not words[index].startswith("["):
            continue
        opening = OPENING.match(words[index])
        last = _closing(words, index) if opening else 0
        if opening is None or not last or not free.issuperset(at for at in range(index, last) if words[at]):
            continue
        prefix = draft.raw.lines[index].text.index("[") + opening.end()
        rest = words[index][opening.end() :]
        if last == index + 1 and not rest.strip(" ]*_"):
            yield Block("figure", index, last)
        elif opening["mark"] or rest[:1].isdigit():
            prefix -= 0 if opening["mark"] else opening.end() - 1  # 'Fig. 3' names the figure
            yield from _with_caption(draft, index, last, prefix, free)
        else:
            continue  # words in brackets that begin with 'Map of' may be a stage direction, or an aside
        reached = max(last, _repeated(draft, index, last, prefix, free))


def _closing(words: tuple[str, ...], first: int) -> int:
    """Give the line behind the one that closes the bracket opened on ``first``; 0 if none does, or words follow it."""
    depth = 0
    for index in range(first, min(len(words), first + LONGEST)):
        line = words[index]
        depth += line.count("[") - line.count("]")
        if depth <= 0:
            return index + 1 if line.rstrip("*_ ").endswith("]") else 0
    return 0


def _with_caption(draft: Draft, first: int, last: int, prefix: int, free: set[int]) -> Iterator[Block]:
    """Give the blocks of a notice with a caption: its first paragraph, and what further ones tell."""
    inside = (Container("figure", first),)
    paragraphs = _paragraphs(draft.survey.words, first, last)
    below = _repeated(draft, first, last, prefix, free)
    line = draft.raw.lines[last - 1].text.rstrip()
    suffix = len(line) - len(line.rstrip("]*_ \t"))
    suffix = len(line) - line.rindex("]") if suffix else 0
    for begin, end in paragraphs:
        kind = ("figDesc" if below else "caption") if begin == first else "p"
        yield Block(
            kind,
            begin,
            end,
            prefix=prefix if begin == first else 0,
            suffix=suffix if end == last else 0,
            inside=inside,
        )
    if below:
        head = next(index for index in range(last, below) if draft.survey.words[index])
        yield Block("caption", head, below, inside=inside)


def _paragraphs(words: tuple[str, ...], first: int, last: int) -> list[tuple[int, int]]:
    """Part lines at blank ones; a line that holds the bracket alone goes with the paragraph before it."""
    found: list[tuple[int, int]] = []
    for index in range(first, last):
        if not words[index]:
            continue
        if found and (found[-1][1] == index or words[index] == "]"):
            found[-1] = (found[-1][0], index + 1)
        else:
            found.append((index, index + 1))
    return found


def _repeated(draft: Draft, first: int, last: int, prefix: int, free: set[int]) -> int:
    """Give the line behind the group that says the caption again, 0 where the next one says something else."""
    words = draft.survey.words
    begin = last
    while begin < len(words) and not words[begin]:
        begin += 1
    end = begin
    while end in free:
        end += 1
    if end == begin:
        return 0
    lines = [draft.raw.lines[first].text[prefix:], *words[first + 1 : last]]
    said = key(" ".join(lines))
    return end if said and said == key(" ".join(words[begin:end])) else 0
