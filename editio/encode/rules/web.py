"""What a web page puts round a text: navigation, and lines that tell of the text's origin and makers.

In goes a draft; out come blocks of furniture and of metadata, from either end of the text.
"""

import re
from collections.abc import Iterator

from editio.encode import catalogue
from editio.encode.draft import Block, Draft, Group
from editio.encode.reading import BLANKS

TITLE_BAR = re.compile(r" (?:[|·»«:–—-]|::) ")
"""What stands between the title of a page and that of its site."""

ARROW = re.compile(r"^(?:[‹←⟵]|<<?|Prev(?:ious)?:)\s?[^›>]+$|^[^‹<]+\s?(?:[›→⟶]|>>?)$")
"""A link to the page before, or to the page behind. What such signs stand round on both sides is a quotation."""

LONGEST_LINKS = 500
"""Code points of a line of links."""

ARROWED = 6
"""Lines at the end of a page within which such links stand."""

EDGE = 25
"""Groups at either end of a text among which metadata and the furniture of web pages are looked for."""


def furniture(draft: Draft) -> Iterator[Block]:
    """Claim the furniture of a web page at either end of the text: navigation, 'return', 'last updated'."""
    found = set(_turning(draft))
    for group in _edges(draft):
        for index in range(group.first, group.last):
            line = draft.survey.words[index]
            if len(line) > LONGEST_LINKS:
                continue
            if _is_navigation(line) or line.lower().startswith(catalogue.UPDATED) or _is_page_title(draft, index):
                found.add(index)
    yield from (Block("furniture", index, index + 1) for index in sorted(found))


def _is_page_title(draft: Draft, index: int) -> bool:
    """Tell whether the first line is a page's title, as its window shows it: a heading that follows, and the site's."""
    words = draft.survey.words
    if index > draft.groups[0].first or any(words[:index]):
        return False
    parts = TITLE_BAR.split(words[index])
    return len(parts) > 1 and parts[0] in words[index + 1 : index + 1 + EDGE]


def _turning(draft: Draft) -> Iterator[int]:
    """Give the lines of links to the pages before and behind at a page's end: '‹ A page', 'up', 'Another page ›'."""
    last = [group for group in draft.groups[-ARROWED:] if group.last - group.first <= ARROWED]
    lines = [index for group in last for index in range(group.first, group.last)][-ARROWED:]
    arrows = [index for index in lines if ARROW.search(draft.survey.words[index])]
    if arrows and all(_is_turning(draft.survey.words[index]) for index in lines if index >= arrows[0]):
        yield from (index for index in lines if index >= arrows[0])


def _is_turning(line: str) -> bool:
    return bool(ARROW.search(line)) or all(word in catalogue.NAVIGATION for word in line.lower().split())


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
            elif catalogue.is_credit(words):
                yield Block("metadata", index, index + 1, label="credit")


def _edges(draft: Draft) -> Iterator[Group]:
    groups = draft.groups
    middle = max(EDGE, len(groups) - EDGE)
    yield from groups[:EDGE]
    yield from groups[middle:]
