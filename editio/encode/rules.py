"""The rules that find blocks in a raw text, in the order in which they are asked.

In goes a :class:`~editio.encode.draft.Draft`; out come the blocks that a rule claims. A rule looks at shapes, at words
of a catalogue and at the text around; none knows a particular work. To add one: write a small function, put its name
into :data:`RULES`, and give it a fixture in ``tests/encode/``.
"""

import re
from collections.abc import Iterator

from editio.encode import catalogue
from editio.encode.draft import Block, Draft, Group
from editio.encode.notes import bodies
from editio.encode.reading import BLANKS

EDGE = 25
"""Groups at either end of a text among which metadata and the furniture of web pages are looked for."""

LONGEST_HEADING = 120
"""Code points of a heading, all its lines together."""

MOST_HEADING_LINES = 3
LEAST_PARAGRAPH = 100
"""Code points from which on a group of lines is taken for a paragraph, however it ends."""

ENDS_SENTENCE = re.compile(r"[.!?:;,…][\"'”’»)\]]*$")
OPENING_MARKS = "\"'“‘«„‹"
ROMAN = r"[IVXLCDM]+"
NUMBER = rf"(?:{ROMAN}|\d{{1,3}}|[A-Z])"
DIVISION = re.compile(rf"^({'|'.join(catalogue.DIVISIONS)})\b(?:\s+({NUMBER}|[a-z-]+)\b)?[.:]?(?=\s|$)", re.I)
NUMBERED = re.compile(rf"^({ROMAN}|\d{{1,3}})[.)]?(?:\s+(?=\S)|$)")
STARS = re.compile(r"^[*•·⁂~#=_+-](?:[ \t]*[*•·⁂~#=_+-])*$")
NAME = re.compile(r"^(?:by\s+)?((?:[A-Z]\.\s?)*(?:[A-Z][\w’'-]+\.?\s+|[A-Z]\.\s+){1,3}[A-Z][\w’'-]+)$")


def furniture(draft: Draft) -> Iterator[Block]:
    """Claim the furniture of a web page at either end of the text: navigation, 'return', 'last updated'."""
    for group in _edges(draft):
        for index in range(group.first, group.last):
            line = draft.raw.lines[index].text.strip(BLANKS)
            if _is_navigation(line) or line.lower().startswith(tuple(catalogue.UPDATED)):
                yield Block("furniture", index, index + 1)


def _is_navigation(line: str) -> bool:
    cells = [cell.split() for cell in re.split(r"\s*[|·•»«]\s*", line) if cell.strip()]
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
            label = METADATA_KEYS.get(key.lower()) if colon else None
            if label:
                value = len(line) - len(line.lstrip(BLANKS)) + len(key) + 1
                value += len(line[value:]) - len(line[value:].lstrip(BLANKS))
                yield Block("metadata", index, index + 1, label=label, prefix=value)
            elif words.lower().startswith(tuple(catalogue.CREDITS)) and re.search(r"\bby\b", words):
                yield Block("metadata", index, index + 1, label="credit")


METADATA_KEYS = {phrase: key for key, phrases in catalogue.METADATA.items() for phrase in phrases}


def notes(draft: Draft) -> Iterator[Block]:
    """Claim the bodies of notes: numbered groups to which an anchor ``[n]`` points from before."""
    for body in bodies(draft):
        yield Block("note", body.group.first, body.group.last, label=body.number, prefix=body.prefix)


def breaks(draft: Draft) -> Iterator[Block]:
    """Claim lines of stars, dashes and the like, which stand for a break in the text."""
    for group in draft.groups:
        if group.last - group.first == 1 and STARS.match(draft.words(group)):
            yield Block("break", group.first, group.last)


def trailers(draft: Draft) -> Iterator[Block]:
    """Claim the last words of a text, such as 'The End' or '(To be continued)', where no prose follows them."""
    for group in reversed(draft.groups):
        words = draft.words(group).strip("()[].…*_ ").lower()
        if words not in catalogue.TRAILERS and not words.startswith("end of "):
            return
        if len(words) > LEAST_PARAGRAPH:
            return
        yield Block("trailer", group.first, group.last)


def numbered_headings(draft: Draft) -> Iterator[Block]:
    """Claim headings that say their number: 'CHAPTER IV', 'Part Two: ...', 'VIII. A Title', '3. A title'."""
    for group, following in zip(draft.groups, (*draft.groups[1:], None), strict=False):
        words = draft.words(group)
        if not _has_the_shape_of_a_heading(draft, group) or following is None:
            continue
        division = DIVISION.match(words)
        number = NUMBERED.match(words)
        if division and (division.group(2) or len(words) == division.end()):
            name = division.group(1).lower()
            label = division.group(2) or ""
            yield Block("head", group.first, group.last, label=label, level=catalogue.DIVISIONS[name])
        elif number and not ENDS_SENTENCE.search(words[number.end() :]) and not _is_list(draft, following):
            roman = not number.group(1).isdigit()
            if roman and words == number.group(1) and len(words) == 1 and words not in "IVX":
                continue
            level = catalogue.ROMAN_RANK if roman else catalogue.NUMBERED_RANK
            yield Block("head", group.first, group.last, label=number.group(1), level=level)


def _is_list(draft: Draft, following: Group) -> bool:
    words = draft.words(following)
    return bool(NUMBERED.match(words)) and _has_the_shape_of_a_heading(draft, following)


BESIDE_THE_BODY = frozenset(["author", "break", "furniture", "metadata", "note", "page", "title"])
"""Kinds of block that are no body by themselves."""


AMONG_TITLES = frozenset(["author", "break", "furniture", "page", "title"])
"""Kinds of block that may stand among the lines of a title page."""


def titles(draft: Draft) -> Iterator[Block]:
    """Claim the lines of the title at the head of the text: everything short before prose, a heading or metadata."""
    page: list[Group] = []
    limit = min((b.first for b in draft.blocks if b.kind not in AMONG_TITLES), default=None)
    follower = None
    for group in draft.groups:
        follower = group
        past = limit is not None and group.first > limit
        if past or not _has_the_shape_of_a_heading(draft, group) or ENDS_SENTENCE.search(draft.words(group)):
            break
        page.append(group)
    else:
        follower = None
        if page and all(block.kind in BESIDE_THE_BODY for block in draft.blocks):
            page.pop()  # a text is never a title alone
    stopped_by_prose = follower is not None and not (limit is not None and follower.first > limit)
    if stopped_by_prose and len(page) > 2:
        page.pop()  # the last short line before the prose is the first heading, not a third title
    for index, group in enumerate(page):
        words = draft.words(group)
        is_author = bool(NAME.match(words)) and (len(page) > 1) and _is_a_name(words)
        kind = "author" if is_author and (index == 0 or words.lower().startswith("by ")) else "title"
        yield Block(kind, group.first, group.last, sure="high" if len(page) > 1 else "medium")


def _is_a_name(words: str) -> bool:
    return not any(word.lower() in catalogue.SMALL_WORDS for word in words.removeprefix("by ").split())


def bare_headings(draft: Draft) -> Iterator[Block]:
    """Claim headings that nothing marks but their shape: short, apart, without a full stop, and prose after them."""
    for group, following in zip(draft.groups, (*draft.groups[1:], None), strict=False):
        words = draft.words(group)
        if following is None or (ENDS_SENTENCE.search(words) and not words.endswith(("!", "?", "!”", "?”"))):
            continue
        if not _has_the_shape_of_a_heading(draft, group) or not _is_prose(draft, following):
            continue
        if words.endswith(("!", "?")) and not _is_title_case(words):
            continue
        if words[0] in OPENING_MARKS and draft.words(following)[0] == words[0]:
            continue  # a word of a dialogue
        if group.last - group.first > 2 or words[0].islower() or not any(c.isalpha() for c in words):
            continue
        sure = "high" if _is_title_case(words) else "low"
        yield Block("head", group.first, group.last, level=catalogue.BARE_RANK, sure=sure)


def paragraphs(draft: Draft) -> Iterator[Block]:
    """Claim all that is left: a group of wrapped lines is one paragraph, a long line is one by itself."""
    lines = draft.raw.lines
    for group in draft.groups:
        longest = max(len(line.text) for line in lines[group.first : group.last])
        if draft.wrapped or longest < LEAST_PARAGRAPH:
            yield Block("p", group.first, group.last)
        else:
            yield from (Block("p", index, index + 1) for index in range(group.first, group.last))


RULES = (
    furniture,
    metadata,
    notes,
    breaks,
    trailers,
    numbered_headings,
    titles,
    bare_headings,
    paragraphs,
)
"""All rules, in the order in which they are asked; a line belongs to the first that claims it."""


def _edges(draft: Draft) -> Iterator[Group]:
    groups = draft.groups
    middle = max(EDGE, len(groups) - EDGE)
    yield from groups[:EDGE]
    yield from groups[middle:]


def _has_the_shape_of_a_heading(draft: Draft, group: Group) -> bool:
    if group.last - group.first > MOST_HEADING_LINES:
        return False
    return len(draft.words(group)) <= LONGEST_HEADING


def _is_prose(draft: Draft, group: Group) -> bool:
    words = draft.words(group)
    return len(words) >= LEAST_PARAGRAPH or bool(ENDS_SENTENCE.search(words))


def _is_title_case(words: str) -> bool:
    big = [w for w in re.findall(r"[^\W\d_][\w’'-]*", words) if w.lower() not in catalogue.SMALL_WORDS]
    return bool(big) and all(word[0].isupper() for word in big)
