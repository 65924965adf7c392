"""Anchors and notes: which ``[n]`` of the text belongs to which body.

In goes the draft, or the blocks made of it; out come the bodies that an anchor calls, and the pairs. Numbering may
start anew: a body belongs to the last anchor of its number before it that has none yet.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from editio.encode.draft import Block, Draft, Group
from editio.encode.reading import RawText
from editio.message import Message

ANCHOR = re.compile(r"[ \t]*\[(\d{1,3})\]")
"""An anchor in running words, with the blanks that set it apart."""

BODY = re.compile(r"[ \t]*(?:\[(\d{1,3})\]|\((\d{1,3})\)|(\d{1,3})\.)[ \t]+(?=\S)")
"""What a body begins with: ``[1] ``, ``(1) `` or ``1. ``."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Hold an anchor, or another sign that is read as markup: the index of its line, the columns it takes, its number.

    Columns are code points, half open; ``owner`` is the id of the entry that says so, empty where a rule does. One that
    ``hugs`` takes the white space before it, so that it stands close to the word that it belongs to.
    """

    line: int
    first: int
    last: int
    number: str
    owner: str = ""
    hugs: bool = True


@dataclass(frozen=True, slots=True)
class Body:
    """Hold the body of a note: its lines, its number, and how many code points of the first line name the number."""

    group: Group
    number: str
    prefix: int


def anchors(raw: RawText) -> tuple[Anchor, ...]:
    """Find every anchor: a number in brackets that does not open its line."""
    return tuple(
        Anchor(index, match.start(), match.end(), match.group(1))
        for index, line in enumerate(raw.lines)
        if "[" in line.text
        for match in ANCHOR.finditer(line.text)
        if line.text[: match.start()].strip()
    )


def bodies(draft: Draft) -> Iterator[Body]:
    """Find the bodies among the free groups: one for each anchor at most, after it, in the order of numbers.

    A body may begin ``[n]`` wherever it stands; ``n.`` and ``(n)`` also begin ordinary paragraphs, so they count
    only in an unbroken run of such groups that starts with the number 1 and has an anchor for each.
    """
    calls = anchors(draft.raw)
    if not calls:
        return
    waiting = _by_number(calls)
    for run in _runs(draft):
        first = run[0]
        plain = not draft.raw.lines[first.group.first].text.lstrip().startswith("[")
        if plain and (first.number != "1" or not all(_call_before(waiting, body) for body in run)):
            continue
        for body in run:
            call = _call_before(waiting, body)
            if call is not None:
                waiting[body.number].remove(call)
                yield body


def _runs(draft: Draft) -> Iterator[list[Body]]:
    run: list[Body] = []
    for group in draft.groups:
        match = BODY.match(draft.raw.lines[group.first].text)
        if match:
            number = next(n for n in match.groups() if n)
            if run and int(number) != int(run[-1].number) + 1:
                yield run
                run = []
            run.append(Body(group, number, match.end()))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _by_number(calls: Iterable[Anchor]) -> dict[str, list[Anchor]]:
    waiting: dict[str, list[Anchor]] = {}
    for call in calls:
        waiting.setdefault(call.number, []).append(call)
    return waiting


def _call_before(waiting: Mapping[str, list[Anchor]], body: Body) -> Anchor | None:
    calls = reversed(waiting.get(body.number, []))
    return next((call for call in calls if call.line < body.group.first), None)


def pair(
    raw: RawText, blocks: Iterable[Block], said: Iterable[Anchor] = ()
) -> tuple[dict[Anchor, Block], tuple[Message, ...]]:
    """Tie anchors to the note blocks; returns the pairs, and a finding for each anchor or note left alone.

    Notes of editors, and the signs that they speak of (``said``), are passed over.
    """
    texts = {index for block in blocks if block.kind in CARRIERS for index in range(block.first, block.last)}
    taken = [(sign.line, sign.first, sign.last) for sign in said]
    waiting = _by_number(
        anchor
        for anchor in anchors(raw)
        if anchor.line in texts
        and not any(line == anchor.line and first < anchor.last and anchor.first < last for line, first, last in taken)
    )
    pairs = {}
    messages = []
    begun: set[str] = set()
    for block in blocks:
        if block.kind != "note" or block.rule.startswith("#") or block.group in begun:
            continue
        begun.update([block.group] if block.group else [])
        body = Body(Group(block.first, block.last), block.label, block.prefix)
        call = _call_before(waiting, body)
        if call is None:
            line = raw.lines[block.first].number
            messages.append(Message(raw.file, line, "W401", f"the note {block.label} has no anchor before it"))
            continue
        waiting[call.number].remove(call)
        pairs[call] = block
    if pairs:
        for call in (call for calls in waiting.values() for call in calls):
            line = raw.lines[call.line].number
            hint = "a bracketed number that is no anchor stays in the text as it stands"
            messages.append(Message(raw.file, line, "W402", f"the anchor [{call.number}] has no note", hint))
    return pairs, tuple(messages)


CARRIERS = frozenset(["p", "head", "item", "l", "note", "trailer"])
"""The kinds of block in which an anchor may stand."""
