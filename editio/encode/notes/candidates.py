"""What looks like the body of a note: every free group that begins with a mark.

In goes a draft; out come :class:`Candidate`\\ s in the order of the text. Nothing is decided here but how a group is
cut whose lines are several notes, and where the bracket closes that a note began with.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from editio.encode.catalogue import NOTE_WORDS, NOTES_HEADINGS
from editio.encode.draft import Draft, Group
from editio.encode.notes.forms import DOUBTED, SIGNS, Mark, follows, opening
from editio.encode.reading import BLANKS

FIRST = frozenset("[({<^" + SIGNS)
LETTERS = frozenset(word[:2] for word in NOTE_WORDS)

ARROWS = "\u21a9\u21b5\u2191\u2934"
RETURN = re.compile(rf"[\s\u2060\ufeff]*[{ARROWS}]\ufe0e?[\s\u2060]*\Z")
"""The arrow by which a note of a web page leads back to its anchor, at the end of the note."""

LONGEST = 400
"""Lines to which the bracket of a note may stay open: ten pages; then it was never closed."""

MARKED_OFF = frozenset(["bracket", "brace", "angle"])
"""Forms of marks that a blank parts from the words of a note, but that cling to the words which call it."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Hold what looks like a body: its mark, its lines, and where they stand among the groups of the draft.

    ``closing`` are all its paragraphs, if a bracket ends them; ``suffix`` counts the code points at its end that are a
    mark; ``run`` is the same for candidates between which nothing stands.
    """

    at: int
    group: Group
    mark: Mark
    run: int
    suffix: int = 0
    closing: tuple[Group, ...] = ()

    @property
    def form(self) -> str:
        """Give the form of the mark."""
        return self.mark.form

    @property
    def hang(self) -> int:
        """Give the columns by which further paragraphs are set in, where the first has one line: that of markdown."""
        return 4 if self.form == "bracket" and not self.mark.label.isdecimal() else 0


def candidates(draft: Draft) -> tuple[Candidate, ...]:
    """Find what looks like the bodies of notes."""
    found = list(_found(draft))
    apart = Counter(one.form for one in found if one.form in MARKED_OFF and _is_apart(draft, one))
    cling = Counter(one.form for one in found if one.form in MARKED_OFF and not _is_apart(draft, one))
    return tuple(one for one in found if _is_apart(draft, one) or cling[one.form] > apart[one.form])


def _is_apart(draft: Draft, one: Candidate) -> bool:
    text = draft.raw.lines[one.group.first].text
    return one.form not in MARKED_OFF or one.mark.end == len(text) or text[one.mark.end - 1] in BLANKS + ":."


def _found(draft: Draft) -> Iterator[Candidate]:
    words, lines = draft.survey.words, draft.raw.lines
    run, end, label = 0, -1, ""
    for at, group in enumerate(draft.groups):
        first = words[group.first][0]
        if not (first in FIRST or first.isdigit() or words[group.first][:2].casefold() in LETTERS):
            continue
        mark = opening(lines[group.first].text)
        if mark is None:
            continue
        if mark.end >= len(lines[group.first].text.rstrip(BLANKS)) and not mark.bracketed:
            body = _below(draft, at, mark, label if end == at - 1 else "")
            if body is None:
                continue
            group = body
        run += at != end + 1
        end, label = at, mark.label
        if mark.bracketed:
            closing, suffix = _closing(draft, at)
            if closing or mark.label:
                yield Candidate(at, closing[0] if closing else group, mark, run, suffix, closing)
            continue
        yield from (Candidate(at, part, own, run) for part, own in _parts(draft, group, mark))


def _below(draft: Draft, at: int, mark: Mark, before: str) -> Group | None:
    """Give the lines of a note whose mark is a line by itself; ``before`` is the label of the note that ends above it.

    Below the mark stand words at the same margin, or, in the midst of a series, behind a blank line and set in: else it
    is the number of a page or a stanza.
    """
    if mark.form not in MARKED_OFF:
        return None
    group, margins = draft.groups[at], draft.survey.margins
    if group.last - group.first > 1:
        return group if margins[group.first + 1] == margins[group.first] else None
    if at + 1 == len(draft.groups) or not follows(mark.label, before):
        return None
    words = draft.groups[at + 1]
    return Group(group.first, words.last) if margins[words.first] > margins[group.first] else None


def _parts(draft: Draft, group: Group, mark: Mark) -> Iterator[tuple[Group, Mark]]:
    """Cut a group at lines that begin the next note of its series; a mark that is doubted begins no wrapped line."""
    first = group.first
    sign = draft.survey.words[first][0]
    for index in range(first + 1, group.last):
        began = draft.survey.words[index][:1]
        if began != sign and not (began.isdigit() and sign.isdigit()):
            continue
        if draft.survey.margins[index] != draft.survey.margins[first]:
            continue
        if mark.form in DOUBTED and draft.survey.forced[index - 1]:
            continue
        other = opening(draft.raw.lines[index].text)
        if other is None or other.form != mark.form or not follows(other.label, mark.label):
            continue
        yield Group(first, index), mark
        first, mark = index, other
    yield Group(first, group.last), mark


def _closing(draft: Draft, at: int) -> tuple[tuple[Group, ...], int]:
    """Give the groups to the end of the bracket with which one begins, and 1 for it; nothing if words run on behind."""
    depth = 0
    taken: list[Group] = []
    begin = draft.groups[at].first
    for group in draft.groups[at:]:
        if taken and (group.first - begin > LONGEST or _begins_another(draft, group)):
            break
        for index in range(group.first, group.last):
            text = draft.survey.words[index]
            if "[" not in text and "]" not in text:
                continue
            depth += text.count("[") - text.count("]")
            if depth <= 0:
                closed = (*taken, Group(group.first, index + 1))
                return (closed, 1) if text.endswith("]") else ((), 0)
        taken.append(group)
    group = draft.groups[at]
    return ((group,), 1) if draft.survey.words[group.last - 1].endswith("]") else ((), 0)


def _begins_another(draft: Draft, group: Group) -> bool:
    if draft.survey.words[group.first][0] != "[":
        return False
    mark = opening(draft.raw.lines[group.first].text)
    return mark is not None and mark.bracketed


def returned(draft: Draft, known: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Find notes without marks that end with an arrow which leads back: those under a heading of notes are a series."""
    taken = {one.at for one in known}
    if not any(arrow in draft.raw.text for arrow in ARROWS):
        return ()
    ends = [at for at, group in enumerate(draft.groups) if _arrow(draft, group)]
    made: list[Candidate] = []
    free = next((at + 1 for at in range(ends[0] - 1, -1, -1) if _is_heading(draft, at)), ends[0]) if ends else 0
    for number, at in enumerate(ends, 1):
        if not taken.isdisjoint(range(free, at + 1)):
            return ()
        groups = draft.groups[free : at + 1]
        arrow = _arrow(draft, groups[-1])
        made.append(Candidate(free, groups[0], Mark("returned", str(number), 0), 0, arrow, tuple(groups)))
        free = at + 1
    return tuple(made)


def _arrow(draft: Draft, group: Group) -> int:
    words = draft.survey.words[group.last - 1]
    match = RETURN.search(words, max(0, len(words) - 8))
    return len(words) - match.start() if match else 0


def _is_heading(draft: Draft, at: int) -> bool:
    group = draft.groups[at]
    return group.last - group.first == 1 and draft.words(group).strip(" .:").casefold() in NOTES_HEADINGS
