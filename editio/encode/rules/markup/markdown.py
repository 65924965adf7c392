"""Texts in Markdown: front matter, headings, quotations, lists, pictures.

In goes a draft; out come blocks. What stands within words, such as links and emphasis, is read by
:mod:`editio.encode.inline`. Source: CommonMark 0.31, sections 4 and 5; the front matter is that of Jekyll, lines of
YAML between two of dashes, of which one a line is read and no more.
"""

import re
from collections.abc import Iterator

from editio.encode import catalogue
from editio.encode.draft import Block, Container, Draft, Group
from editio.encode.rules import lists

FENCE = re.compile(r"(?:---|\+\+\+)\Z")
KEY = re.compile(r"(?P<key>[A-Za-z][\w -]{0,40}):[ \t]*(?P<value>.*)")
KEYS = {"title": "title", "author": "author", "lang": "language", "language": "language"}
"""Keys of the front matter beside those of the catalogue -> those of the header."""

HEADING = re.compile(r"(?P<signs>#{1,6})[ \t]+(?=\S)")
CLOSING = re.compile(r"[ \t]+#+[ \t]*\Z|[ \t]*\{#[\w-]+\}[ \t]*\Z")
LONGEST_CLOSING = 100
"""Code points at the end of a heading among which its closing signs are looked for."""

UNDERLINES = {"=": 1, "-": 2}
QUOTED = re.compile(r"[ \t]*(?:>[ \t]?)+")
PICTURE = re.compile(r"!\[(?P<said>[^\[\]]*)\]\((?P<where>[^()\s]*)(?:[ \t]+\"[^\"]*\")?\)\Z")


def matter(draft: Draft) -> Iterator[Block]:
    """Claim the front matter: what it says of the text is metadata, what it says of a web site is furniture."""
    words = draft.survey.words
    if not words or not FENCE.match(words[0]):
        return
    last = next((at for at in range(1, len(words)) if FENCE.match(words[at])), 0)
    if not last or not all(KEY.match(line) or not line or line[0] in "-#" for line in words[1:last]):
        return
    yield Block("rule", 0, 1, label="markup")
    for at in range(1, last):
        found = KEY.match(words[at])
        said = found["key"].strip().lower() if found and found["value"] else ""
        label = KEYS.get(said) or catalogue.METADATA.get(said)
        if label and found:
            line = draft.raw.lines[at].text
            yield Block("metadata", at, at + 1, label=label, prefix=len(line) - len(found["value"]))
        elif words[at]:
            yield Block("furniture", at, at + 1)
    yield Block("rule", last, last + 1, label="markup")


def headings(draft: Draft) -> Iterator[Block]:
    """Claim headings: lines that open with as many ``#`` as they stand deep, and lines that are underlined."""
    words = draft.survey.words
    for group in draft.groups:
        for at in range(group.first, group.last):
            opening = HEADING.match(words[at])
            if opening:
                line = draft.raw.lines[at].text
                end = words[at][opening.end() :][-LONGEST_CLOSING:]
                closing = CLOSING.search(end)
                prefix = line.index("#") + opening.end()
                suffix = len(end) - closing.start() if closing else 0
                yield Block("head", at, at + 1, prefix=prefix, suffix=suffix, level=len(opening["signs"]))
        under = words[group.first + 1] if group.last - group.first > 1 else ""
        is_line = len(under) > 1 and under[0] in UNDERLINES and not under.strip(under[0])
        if is_line and not HEADING.match(words[group.first]):
            yield Block("head", group.first, group.first + 1, level=UNDERLINES[under[0]])
            yield Block("rule", group.first + 1, group.first + 2, label="markup")


def pictures(draft: Draft) -> Iterator[Block]:
    """Claim pictures that stand alone on a line: ``![what it shows](where it is)``."""
    words = draft.survey.words
    for at in draft.free_lines():
        found = PICTURE.match(words[at]) if words[at].startswith("![") else None
        if found and found["said"].strip():
            prefix = draft.raw.lines[at].text.index("![") + 2
            suffix = len(words[at]) - found.end("said")
            inside = (Container("figure", at),)
            yield Block("figDesc", at, at + 1, prefix=prefix, suffix=suffix, inside=inside)
        elif found:
            yield Block("figure", at, at + 1)


def quotations(draft: Draft) -> Iterator[Block]:
    """Claim quotations: lines that ``>`` opens, one within another where there are several."""
    words = draft.survey.words
    holders: list[Container] = []
    before = -1
    for group in draft.groups:
        if not words[group.first].startswith(">"):
            continue
        if before >= 0 and any(words[before : group.first]):
            holders = []
        for begin, end, depth in _quoted(draft, group):
            holders = [*holders[:depth], *(Container("quote", begin + nth) for nth in range(depth - len(holders)))]
            if not depth:
                continue
            bare = QUOTED.fullmatch(words[begin])
            if bare:
                yield Block("rule", begin, end, label="markup")
                continue
            lines = ((at, QUOTED.match(draft.raw.lines[at].text)) for at in range(begin, end))
            signs = [(at, 0, sign.end()) for at, sign in lines if sign]
            marks = tuple(
                (at, len(draft.raw.lines[at].text) - len(draft.raw.lines[at].text.lstrip()), end_)
                for at, _, end_ in signs[1:]
            )
            yield Block("p", begin, end, prefix=signs[0][2], marks=marks, inside=tuple(holders[:depth]))
        before = group.last


def _quoted(draft: Draft, group: Group) -> Iterator[tuple[int, int, int]]:
    """Give the paragraphs of a quotation, and lines that are signs alone, each with how many quotations hold it.

    Words without a sign go on with the line before; behind a line that is signs alone no quotation holds them.
    """
    words = draft.survey.words
    begin = group.first
    depth = 1
    for at in range(group.first, group.last):
        sign = QUOTED.match(words[at])
        ended = at > begin and QUOTED.fullmatch(words[at - 1]) is not None
        deep = sign[0].count(">") if sign else 0 if ended else depth
        bare = sign is not None and sign.end() == len(words[at])
        if at > begin and (bare or deep != depth or ended):
            yield begin, at, depth
            begin = at
        depth = deep
    yield begin, group.last, depth


def items(draft: Draft) -> Iterator[Block]:
    """Claim lists: what a sign or a number opens at the beginning of a line is an item, whatever stands around it."""
    for run in lists.runs(draft):
        for several in lists.counting(run):
            yield from lists.blocks(several, ())
