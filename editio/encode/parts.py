"""What of a text is front matter, what is back matter: decided when all divisions are known.

In go the blocks of a text; out come the same, of which the last of the front and the first of the back say so. The main
series of numbered divisions decides (Guidelines, section 4.5 and 4.7): prefaces, contents and dedications before its
first one are the front, appendices, indexes and notes behind its last one the back, if nothing of another kind stands
among them. A text without such a series keeps all in its body.
"""

from collections.abc import Iterable, Iterator, Sequence

from editio.encode.catalogue import MAIN
from editio.encode.draft import Block

FRONT = frozenset(
    "abbreviations acknowledgements advertisement contents dedication errata foreword illustrations introduction "
    "notice preface".split()
)
"""Types of division that stand before a work. A prologue is of the work itself."""

BACK = frozenset(
    "abbreviations advertisement afterword appendix bibliography colophon errata glossary illustrations index "
    "notes notice".split()
)
"""Types of division that stand behind a work. An epilogue and a conclusion are of the work itself."""

BESIDE = frozenset(["boilerplate", "break", "furniture", "metadata", "note", "page", "rule", "trailer"])
"""Kinds of block that stand behind the end of a text without being matter of its own."""

LEAST_SERIES = 2
"""Members of the main series: one alone is none."""


def parted(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Say of the blocks at which the front ends and the back begins that they are of these."""
    opening = [(nth, block) for nth, block in enumerate(blocks) if _opens(block)]
    main = [(nth, block) for nth, block in _outside(opening) if block.opens in MAIN and block.label and not block.part]
    if len(main) < LEAST_SERIES:
        return tuple(blocks)
    parts = {_front(opening, main[0], blocks): "front", _back(opening, main[-1], blocks): "back"}
    return tuple(block._replace(part=parts[nth]) if nth in parts else block for nth, block in enumerate(blocks))


def _opens(block: Block) -> bool:
    return bool(block.opens or block.kind == "head") and block.level > 0 and not block.inside


def _outside(opening: Iterable[tuple[int, Block]]) -> Iterator[tuple[int, Block]]:
    """Give the divisions without those that stand below one of the front: the numbered sections of a preface."""
    above = 0
    for nth, block in opening:
        if above and block.level > above:
            continue
        above = block.level if block.opens in FRONT else 0
        yield nth, block


def _front(opening: Iterable[tuple[int, Block]], first: tuple[int, Block], blocks: Sequence[Block]) -> int:
    """Give the index of the last block before the main series, -1 where something else stands there.

    A preface that has no words of its own before the first number has that number in it.
    """
    place, main = first
    before = [block for nth, block in opening if nth < place]
    empty = place and blocks[place - 1].kind == "head"
    return place - 1 if before and not empty and _are(before, FRONT, main.level) else -1


def _back(opening: Iterable[tuple[int, Block]], last: tuple[int, Block], blocks: Sequence[Block]) -> int:
    """Give the index of the first block behind the main series' last division, -1 where something else stands there."""
    place, main = last
    behind = [(nth, block) for nth, block in opening if nth > place and block.level <= main.level]
    while behind and behind[0][1].opens not in BACK:
        behind = behind[1:]
    if not behind or not _are([block for _, block in behind], BACK, main.level):
        return _behind_end(place, blocks)
    kind = behind[0][1].opens
    repeated = any(block.opens == kind and nth < place for nth, block in opening)
    return behind[0][0] if not repeated else _behind_end(place, blocks)


def _behind_end(place: int, blocks: Sequence[Block]) -> int:
    """Give the index of the block behind a trailer that ends the text before its last lines, -1 where there is none."""
    ends = [nth for nth in range(place, len(blocks)) if blocks[nth].kind == "trailer"]
    rest = [nth for nth in range(ends[-1] + 1, len(blocks)) if blocks[nth].kind not in BESIDE] if ends else []
    return rest[0] if rest else -1


def _are(found: Sequence[Block], types: frozenset[str], level: int) -> bool:
    """Tell whether the divisions are of some types, but for what stands below one of these."""
    above = 0
    for block in found:
        if block.opens in types and block.level <= max(level, above or block.level):
            above = block.level
        elif not above or block.level <= above:
            return False
    return True
