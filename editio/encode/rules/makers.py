"""What those who made a digital text say of it: their names, and what they changed.

In goes a draft; out come blocks of kind ``metadata``: credits ('Produced by ...'), and remarks for the notes of
transcribers, which tell of the transcription and not of the work. Both stand at the ends of a text; a transcriber's
bracket among the words of the work stays where it is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from editio.encode import catalogue
from editio.encode.draft import Block, Draft, Group
from editio.encode.rules import labels
from editio.encode.rules.library import is_of_a_file

HEAD = 25
"""Groups at the head of a text among which credits and transcribers' notes are looked for."""

TAIL = 400
"""Groups at the end among which notes are: a list of corrections has one for each."""

APART = 3
"""Blank lines that end a note of several paragraphs; within one there are fewer."""

MOST_CREDIT_LINES = 8
LONG = 200
"""Code points of a paragraph of the text itself."""

FRAME = "|+-=*_ \t"
"""What boxes round notes are drawn with."""


def credits_(draft: Draft) -> Iterator[Block]:
    """Claim the groups at the head that say who made the digital text: 'Produced by ...', 'E-text prepared by ...'."""
    opened = any(block.kind == "boilerplate" for block in draft.blocks)
    for nth, group in enumerate(draft.groups[:HEAD]):
        if group.last - group.first > MOST_CREDIT_LINES:
            continue
        words = draft.words(group)
        named = catalogue.is_credit(words)
        makers = nth == 0 and opened and any(word in words.lower() for word in catalogue.MAKERS)
        if named or makers:
            yield Block("metadata", group.first, group.last, label="credit", sure="high" if named else "medium")


@dataclass(frozen=True, slots=True)
class _End:
    """Hold the free groups at one end of a text: those of the head are read to a gap, those of the tail to the end."""

    groups: Sequence[Group]
    is_tail: bool


def transcribers(draft: Draft) -> Iterator[Block]:
    """Claim the notes of transcribers at either end: in brackets, in boxes, or under a heading of their own."""
    head = tuple(_before_text(draft))
    middle = max(len(head), len(draft.groups) - TAIL)
    for end in (_End(head, is_tail=False), _End(draft.groups[middle:], is_tail=True)):
        nth = 0
        while nth < len(end.groups):
            count = _note(draft, end, nth)
            if count:
                yield Block("metadata", end.groups[nth].first, end.groups[nth + count - 1].last, label="remark")
            nth += count or 1


def _before_text(draft: Draft) -> Iterator[Group]:
    """Give the groups at the head of a text, up to its first heading or its first long paragraph."""
    depth = 0
    for group in draft.groups[:HEAD]:
        words, first = draft.words(group), draft.survey.words[group.first]
        begun = len(words) >= LONG or any(label.kind for label in labels.read(words[:LONG]))
        if begun and not (depth > 0 or first[0] in "[|+" or _is_note(first)):
            return
        depth += words.count("[") - words.count("]")
        yield group


def _note(draft: Draft, end: _End, nth: int) -> int:
    """Count the groups of a note that begins with a group, 0 where none does."""
    group = end.groups[nth]
    first = draft.survey.words[group.first]
    if first.startswith("["):
        of_file = is_of_a_file(first) and not end.is_tail
        return _bracketed(draft, end.groups[nth:]) if of_file or _is_note(first) else 0
    if first[0] in "|+":
        boxed = all(line[0] in "|+" for line in draft.survey.words[group.first : group.last])
        return int(boxed and any(_is_note(line) for line in draft.survey.words[group.first : group.last]))
    if not _is_note(first):
        return 0
    return _headed(draft, end, nth)


def _is_title(words: str) -> bool:
    """Tell whether some words are the heading of a note alone: 'Transcriber's Notes:'."""
    bare = words.strip(FRAME + "[](){}<>.:").lower().replace("’", "'")
    return any(bare in (phrase, f"{phrase}s") for phrase in catalogue.TRANSCRIBERS)


def _is_note(line: str) -> bool:
    words = line.strip(FRAME + "[](){}<>").lower().replace("’", "'")
    return words.startswith(catalogue.TRANSCRIBERS) or ("(noted by transcriber" in words)


def _bracketed(draft: Draft, groups: Sequence[Group]) -> int:
    """Count the groups up to the one that closes the bracket; 0 where none does."""
    depth = 0
    for count, group in enumerate(groups[:HEAD], 1):
        words = draft.words(group)
        depth += words.count("[") - words.count("]")
        if depth <= 0:
            return count
    return 0


def _headed(draft: Draft, end: _End, nth: int) -> int:
    """Count the groups of a note with a heading: at the end of a text all that follow, at its head those to a gap."""
    if end.is_tail:
        return len(end.groups) - nth if end.groups[nth].first * 2 > end.groups[-1].last else 0
    if not _is_title(draft.words(end.groups[nth])):
        return 1
    count = 1
    for group, following in zip(end.groups[nth:], end.groups[nth + 1 :], strict=False):
        apart = draft.gap_after(group) >= APART
        if apart and count > 1:
            return count
        if following.first - group.last > draft.gap_after(group):
            return count  # something else stands between
        count += 1
    return min(2, len(end.groups) - nth)
