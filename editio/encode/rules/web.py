"""What a web page puts round a text: navigation, and lines that tell of the text's origin and makers.

In goes a draft; out come blocks of furniture and of metadata, from either end of the text.
"""

import re
from collections.abc import Iterator

from editio.encode import catalogue
from editio.encode.draft import Block, Draft, Group
from editio.encode.reading import BLANKS

EDGE = 25
"""Groups at either end of a text among which metadata and the furniture of web pages are looked for."""


def furniture(draft: Draft) -> Iterator[Block]:
    """Claim the furniture of a web page at either end of the text: navigation, 'return', 'last updated'."""
    for group in _edges(draft):
        for index in range(group.first, group.last):
            line = draft.raw.lines[index].text.strip(BLANKS)
            if _is_navigation(line) or line.lower().startswith(catalogue.UPDATED):
                yield Block("furniture", index, index + 1)


def _is_navigation(line: str) -> bool:
    cells = [cell.split() for cell in re.split(r"[|·•»«]", line) if cell.strip()]
    words = [word.strip(".,:^").lower() for cell in cells for word in cell]
    known = [word for word in words if word in catalogue.NAVIGATION]
    if len(cells) > 1:
        return all(len(cell) <= 6 for cell in cells) and len(known) * 3 >= len(words)
    return len(words) > 1 and len(known) == len(words) and words[0] not in ("chapter", "section")


def metadata(draft: Draft) -> Iterator[Block]:
    """Claim lines of the form 'Source: ...' and sentences that credit a transcriber, at either end of the text."""
    for group in _edges(draft):
        for index in range(group.first, group.last):
            line = draft.raw.lines[index].text
            words = line.strip(BLANKS)
            key, colon, _ = words.partition(":")
            label = catalogue.METADATA.get(key.lower()) if colon else None
            if label:
                value = len(line) - len(line.lstrip(BLANKS)) + len(key) + 1
                value += len(line[value:]) - len(line[value:].lstrip(BLANKS))
                yield Block("metadata", index, index + 1, label=label, prefix=value)
            elif words.lower().startswith(catalogue.CREDITS) and re.search(r"\bby\b", words):
                yield Block("metadata", index, index + 1, label="credit")


def _edges(draft: Draft) -> Iterator[Group]:
    groups = draft.groups
    middle = max(EDGE, len(groups) - EDGE)
    yield from groups[:EDGE]
    yield from groups[middle:]
