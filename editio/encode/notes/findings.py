"""What could not be tied: notes without an anchor, anchors without a note.

In go the pairs of a text and what is left; out come findings, each with the line of the other side: a mark or a note
that may have been meant, else the lines of its neighbours, between which it would
stand, and the entry that would settle it.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from editio.encode.draft import Block
from editio.encode.notes.anchors import Anchor
from editio.encode.reading import RawText
from editio.encode.resolve import quoted
from editio.message import Message

Pair = tuple[Anchor, Block]

QUOTED = 60
"""Code points of a note that an entry quotes."""

MOST = 20
"""Findings of one kind from which on a text is told of the rest in one."""


def findings(
    raw: RawText,
    pairs: Mapping[Anchor, Block],
    alone: Iterable[Block],
    untied: Iterable[Anchor],
    left: Sequence[Anchor],
) -> tuple[Message, ...]:
    """Report notes that are ``alone`` and anchors that are ``untied``; ``left`` are all marks that call nothing."""
    called = sorted(pairs.items(), key=lambda pair: (pair[0].line, pair[0].first))
    bodies = sorted(pairs.items(), key=lambda pair: pair[1].first)
    notes = list(alone)
    return (*_few(_alone(raw, notes, left, bodies)), *_few(_untied(raw, untied, notes, called)))


def _few(messages: Iterable[Message]) -> list[Message]:
    """Keep the first findings, and tell in the last how many more there are."""
    found = list(messages)
    if len(found) <= MOST:
        return found
    last = found[MOST - 1]
    return [*found[: MOST - 1], replace(last, sentence=f"{last.sentence}; so it is with {len(found) - MOST} more")]


def _alone(raw: RawText, notes: Iterable[Block], left: Sequence[Anchor], pairs: Sequence[Pair]) -> Iterator[Message]:
    """Report notes without an anchor (W401), with a mark of the same number, or the lines between which it would be."""
    for note in notes:
        sentence = f"the note {note.label} has no anchor before it"
        same = [call for call in left if call.line < note.first and call.number == note.label]
        if same:
            line = raw.lines[same[-1].line].number
            sentence += f"; the mark {_shown(raw, same[-1])} in line {line} calls nothing"
        else:
            nth = bisect_left(pairs, note.first, key=lambda pair: pair[1].first)
            lines = [raw.lines[anchor.line].number for anchor, _ in pairs[max(0, nth - 1) : nth + 1]]
            sentence += f"; its neighbours are called in {_lines(lines)}" if lines else ""
        body = " ".join(raw.lines[note.first].text.split())[:QUOTED]
        hint = (
            'say by an entry where it is called, with the mark between the brackets of "at" and the word before it in '
            f'front of them: do = "footnote", at = "...[[...]]", body_at = {quoted(f"[[{body}]]")}'
        )
        yield Message(raw.file, raw.lines[note.first].number, "W401", sentence, hint)


def _untied(raw: RawText, calls: Iterable[Anchor], alone: Sequence[Block], pairs: Sequence[Pair]) -> Iterator[Message]:
    """Report anchors without a note (W402), with a note that nothing calls, or the lines between which it would be."""
    for call in calls:
        shown = _shown(raw, call)
        sentence = f"the anchor {shown} has no note"
        other = next((note for note in alone if note.first > call.line), None)
        if other:
            sentence += f"; nothing calls the note {other.label} in line {raw.lines[other.first].number}"
        else:
            nth = bisect_left(pairs, (call.line, call.first), key=lambda pair: (pair[0].line, pair[0].first))
            lines = [raw.lines[note.first].number for _, note in pairs[max(0, nth - 1) : nth + 1]]
            sentence += f"; its neighbours have theirs in {_lines(lines)}" if lines else ""
        text = raw.lines[call.line].text[max(0, call.last - 2 * QUOTED) : call.last].rstrip()
        around = f"{text[-len(shown) - QUOTED // 3 : -len(shown)].lstrip()}[[{shown}]]"
        hint = (
            "a number that is no anchor stays; of an anchor, say by an entry what it calls, with the words of the note "
            f'between the brackets of "body_at": do = "footnote", at = {quoted(around)}, body_at = "[[...]]"'
        )
        yield Message(raw.file, raw.lines[call.line].number, "W402", sentence, hint)


def _lines(numbers: Sequence[int]) -> str:
    return ("line " if len(numbers) == 1 else "lines ") + " and ".join(map(str, numbers))


def _shown(raw: RawText, call: Anchor) -> str:
    return raw.lines[call.line].text[call.first : call.last].strip()
