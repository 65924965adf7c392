"""Texts of Kanripo, written in Mandoku: lines of an edition that end with ``¶``, pages, headings, comments.

In go drafts; out come blocks. Mandoku is Emacs' Org with two signs of its own: ``¶`` ends a line of the edition, and
``<pb:KR1h0004_CHANT_001-2a>`` begins a page of it; the ends of the file's own lines mean nothing. Source:
github.com/mandoku/mandoku, 'Format of text files'.
"""

import re
from collections.abc import Iterator

from editio.encode.draft import Block, Draft, Group, Inner

LINE_END = "¶"
PAGE = re.compile(r"<(?:pb|md):(?P<name>[^<>¶]{1,80})>")
PAGE_ALONE = re.compile(rf"{PAGE.pattern}¶?\Z")
KEYWORD = re.compile(r"#\+(?P<key>[A-Za-z_]+):[ \t]*")
HEADING = re.compile(r"(?P<stars>\*{1,9})[ \t]+(?P<n>\d{1,4}(?:\.\d{1,4})*)?")
KEYS = {"TITLE": "title", "AUTHOR": "author", "DATE": "remark"}


def header(draft: Draft) -> Iterator[Block]:
    """Claim keywords, which tell of the text, and comments, which are no part of it."""
    words = draft.survey.words
    for at in draft.free_lines():
        if not words[at].startswith("#"):
            continue
        keyword = KEYWORD.match(words[at])
        if keyword:
            prefix = draft.raw.lines[at].text.index("#") + keyword.end()
            yield Block("metadata", at, at + 1, label=KEYS.get(keyword["key"].upper(), "remark"), prefix=prefix)
        else:
            yield Block("rule", at, at + 1, label="markup")


def headings(draft: Draft) -> Iterator[Block]:
    """Claim headings: as many stars as the heading stands deep."""
    words = draft.survey.words
    for at in draft.free_lines():
        found = HEADING.match(words[at])
        if found:
            prefix = found.end("stars") + 1 + draft.raw.lines[at].text.index("*")
            suffix = 1 if words[at].endswith(LINE_END) else 0
            label = found["n"] or ""
            yield Block("head", at, at + 1, label=label, prefix=prefix, suffix=suffix, level=len(found["stars"]))


def passages(draft: Draft) -> Iterator[Block]:
    """Claim what is left: lines without a blank one between are a paragraph, in which ``¶`` is a line's end."""
    words = draft.survey.words
    for group in draft.groups:
        alone = [at for at in range(group.first, group.last) if PAGE_ALONE.match(words[at])]
        yield from (Block("page", at, at + 1, label=_number(PAGE_ALONE.match(words[at]))) for at in alone)
        left = [at for at in range(group.first, group.last) if at not in alone]
        if left:
            first, last = left[0], left[-1] + 1
            yield _paragraph(draft, Group(first, last), tuple(at for at in alone if first < at < last))


def _paragraph(draft: Draft, group: Group, holes: tuple[int, ...]) -> Block:
    marks: list[tuple[int, int, int]] = []
    inner: list[Inner] = []
    for at in range(group.first, group.last):
        if at in holes:
            continue
        line = draft.raw.lines[at].text
        for page in PAGE.finditer(line):
            marks.append((at, page.start(), page.end()))
            inner.append(Inner("pb", (at, page.end()), (at, page.end()), (("n", _number(page)),)))
        end = line.find(LINE_END)
        while end >= 0:
            marks.append((at, end, end + 1))
            if line[end + 1 :].strip() or at + 1 < group.last:
                inner.append(Inner("lb", (at, end + 1), (at, end + 1)))
            end = line.find(LINE_END, end + 1)
    return Block("p", group.first, group.last, holes=holes, marks=tuple(marks), inner=tuple(inner))


def _number(page: re.Match[str] | None) -> str:
    """Give the number of a page: what its name ends with, behind those of the text and the edition."""
    return page["name"].rpartition("_")[2] if page else ""
