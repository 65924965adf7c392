"""What editors say that whole lines are: claims, which come before the rules.

In go resolved entries; out come the blocks that they make, and the raw text with its lines cut where a paragraph is
said to begin within one. What the rules make of all other lines is told in :mod:`editio.encode.rules`.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from editio.encode.apparatus import Entry
from editio.encode.catalogue import BARE_RANK
from editio.encode.draft import Block, classify
from editio.encode.kinds import LINES, OF_LINES, WORDS
from editio.encode.notes import Anchor
from editio.encode.reading import BLANKS, Line, RawText
from editio.encode.rules import RULES
from editio.encode.selectors import Place
from editio.message import Message

KINDS = {
    "paragraph": "p",
    "trailer": "trailer",
    "dateline": "dateline",
    "salutation": "salute",
    "signature": "signed",
}
"""What an entry does -> the kind of the one block that its lines become."""

SIGN = "sign"

ROUND_NUMBERS = "[]().* "
"""What stands round the number of a note; a sign that is nothing else is its own name."""

BULLET = re.compile(r"[ \t]*(?:([-*•·–—+‣◦])|\(?(\d{1,3}|[A-Za-z]|[ivxl]+)[.)])[ \t]+(?=\S)")
"""What an item of a list begins with: a sign, or a number or a letter."""


def classified(raw: RawText, entries: Sequence[Entry], file: str) -> tuple[RawText, tuple[Block, ...], list[Message]]:
    """Find the blocks of a text, those first that editors speak of; ``file`` names the apparatus in messages.

    Returns the raw text with its lines cut, the blocks, and a message for each line that two entries speak of (E206).
    """
    beginnings, messages = _beginnings(raw, entries, file)
    raw = _cut(raw, sorted(beginnings))
    claims, doubly = _claims(raw, entries, file)
    messages += doubly
    if beginnings:
        at_line = {bisect_right(raw.lines, at, key=_start) - 1: entry for at, entry in beginnings.items()}
        pieces, hidden = _parted(raw, at_line, claims, classify(raw, RULES, claims), file)
        claims += pieces
        messages += hidden
    return raw, classify(raw, RULES, claims), messages


def doubled(points: Iterable[tuple[Entry, Place]], file: str) -> list[Message]:
    """Report two entries that say the same at one point (E206)."""
    first: dict[tuple[str, Place], Entry] = {}
    messages = []
    for entry, place in sorted(points, key=lambda one: one[0].line):
        other = first.setdefault((entry.do, place), entry)
        if other is not entry:
            sentence = f"'{other.id}' and '{entry.id}' (line {entry.line}) say the same at one point"
            messages.append(Message(file, other.line, "E206", sentence, "delete one of them"))
    return messages


def _beginnings(raw: RawText, entries: Iterable[Entry], file: str) -> tuple[dict[int, Entry], list[Message]]:
    """Find the code points at which paragraphs are said to begin: that of the first word behind each point."""
    found: dict[int, Entry] = {}
    points = []
    for entry in entries:
        for place in entry.places:
            if entry.do == "paragraph" and place.first == place.last:
                rest = raw.text[place.first :]
                at = place.first + len(rest) - len(rest.lstrip(" \t\r\n\f"))
                points.append((entry, Place(at, at)))
                found[at] = entry
    return found, doubled(points, file)


def _cut(raw: RawText, cuts: Sequence[int]) -> RawText:
    """Cut lines at code points of the text; what was one line has the same number twice, and no line end between."""
    lines: list[Line] = []
    for line in raw.lines:
        inside = cuts[bisect_right(cuts, line.at) : bisect_left(cuts, line.at + len(line.text))]
        inside = [cut for cut in inside if line.text[: cut - line.at].strip(BLANKS)]
        at, start = line.at, line.start
        for end in (*inside, line.at + len(line.text)):
            words = line.text[at - line.at : end - line.at]
            width = raw.width(words)
            last = line.end if end == line.at + len(line.text) else start + width
            lines.append(Line(line.number, at, start, last, words))
            at, start = end, start + width
    return replace(raw, lines=tuple(lines)) if cuts else raw


def _parted(
    raw: RawText, at_line: Mapping[int, Entry], claims: Sequence[Block], blocks: Sequence[Block], file: str
) -> tuple[list[Block], list[Message]]:
    """Part the blocks in which a paragraph is said to begin; each piece is a paragraph.

    A block that an editor claimed is not parted: that is told (E206), as is a beginning outside all blocks (E207).
    """
    pieces: list[Block] = []
    messages = []
    lost = dict(at_line)
    for block in blocks:
        inside = [index for index in sorted(at_line) if block.first <= index < block.last]
        cut_off = block.last in at_line and raw.lines[block.last].number == raw.lines[block.last - 1].number
        if block in claims:
            for entry in (lost.pop(index) for index in inside):
                claimer = block.rule.removeprefix("#")
                sentence = f"'{entry.id}' begins a paragraph in lines of which '{claimer}' says what they are"
                messages.append(Message(file, entry.line, "E206", sentence, "delete one of them"))
        elif inside or cut_off:
            for first, last in pairwise(sorted({block.first, *inside, block.last})):
                owner = lost.pop(first, None)
                pieces.append(Block("p", first, last, f"#{owner.id}" if owner else block.rule))
    hint = "put the point before the first word of the paragraph"
    for entry in lost.values():
        messages.append(Message(file, entry.line, "E207", f"where '{entry.id}' points, no paragraph can begin", hint))
    return pieces, messages


def _claims(raw: RawText, entries: Iterable[Entry], file: str) -> tuple[list[Block], list[Message]]:
    claims: list[Block] = []
    messages = []
    speaker: dict[int, Entry] = {}
    for entry in entries:
        for own, place in _said_of_lines(raw, entry):
            lines = _lines(raw, place)
            for line in lines:
                other = speaker.setdefault(line, entry)
                if other is not entry:
                    sentence = f"'{other.id}' and '{entry.id}' (line {entry.line}) say what one line is"
                    messages.append(Message(file, other.line, "E206", sentence, "delete one of them"))
                    break
            else:
                claims += _blocks(raw, entry, own, lines)
    return claims, messages


def _said_of_lines(raw: RawText, entry: Entry) -> list[tuple[str, Place]]:
    """Give the places at which an entry speaks of whole lines, each with the id of what it makes there."""
    if entry.do == "footnote" and entry.body:
        return [(entry.id, entry.body)]
    numbered = enumerate(entry.places, 1)
    return [
        (entry.own_id(nth), place)
        for nth, place in numbered
        if place.first < place.last and marks(raw, entry, place) == LINES
    ]


def marks(raw: RawText, entry: Entry, place: Place) -> str:
    """Tell what an entry marks at one of its places.

    Gives ``lines`` where it says what whole lines are, ``sign`` where marked characters are no words but a sign, and
    ``words`` for all else, points among them.
    """
    if entry.do == "paragraph":
        return LINES
    if place.first == place.last:
        return WORDS
    if entry.do == "page":
        return LINES if _is_whole(raw, place) else SIGN
    if entry.do in ("gap", "footnote"):
        return SIGN
    return LINES if entry.do in OF_LINES else WORDS


def signs(raw: RawText, entries: Iterable[Entry], file: str) -> tuple[dict[Anchor, tuple[Entry, str]], list[Message]]:
    """Find the signs that entries speak of: each with its entry and the id of what it becomes.

    A sign has to stand on one line, and in no other sign (E216). All but gaps take the blanks before them.
    """
    found: dict[Anchor, tuple[Entry, str]] = {}
    entries = tuple(entries)
    messages = _self_called(raw, entries, file)
    for entry in entries:
        marked = [place for place in entry.places if marks(raw, entry, place) == SIGN] + list(entry.again)
        for place in marked:
            index = bisect_right(raw.lines, place.first, key=_start) - 1
            line = raw.lines[index]
            first, last = place.first - line.at, place.last - line.at
            if entry.do != "gap":
                first = len(line.text[:first].rstrip(BLANKS))
            other = next((a for a in found if a.line == index and a.first < last and first < a.last), None)
            if last > len(line.text) or other:
                sentence = f"the sign that '{entry.id}' marks " + ("is marked twice" if other else "is not on one line")
                messages.append(Message(file, entry.line, "E216", sentence, "mark the characters of one sign alone"))
                continue
            number = line.text[place.first - line.at : last].strip(ROUND_NUMBERS) or line.text[first:last].strip()
            own = entry.own_id(entry.places.index(place) + 1) if place in entry.places else ""
            found[Anchor(index, first, last, number, entry.id, hugs=entry.do != "gap")] = (entry, own)
    return found, messages


def _self_called(raw: RawText, entries: Iterable[Entry], file: str) -> list[Message]:
    """Report footnotes that are called from within themselves, at once or by way of others (E217)."""
    notes = [(entry, entry.body) for entry in entries if entry.do == "footnote" and entry.body]
    calls = {entry.id: {line for place in entry.places for line in _lines(raw, place)} for entry, _ in notes}
    holds = {
        entry.id: {other for other, lines in calls.items() if not lines.isdisjoint(_lines(raw, body))}
        for entry, body in notes
    }
    messages = []
    for entry, _ in notes:
        reached, waiting = set(), set(holds[entry.id])
        while waiting:
            one = waiting.pop()
            reached.add(one)
            waiting |= holds[one] - reached
        if entry.id in reached:
            sentence = f"the anchor of '{entry.id}' stands in the lines that are said to be its note"
            messages.append(
                Message(file, entry.line, "E217", sentence, "mark the anchor in the text, and the note apart")
            )
    return messages


def _is_whole(raw: RawText, place: Place) -> bool:
    """Tell whether a place takes all words of its line."""
    line = raw.lines[bisect_right(raw.lines, place.first, key=_start) - 1]
    return raw.text[place.first : place.last].strip() == line.text.strip()


def _lines(raw: RawText, place: Place) -> list[int]:
    """Give the indices of the lines with words on which a place lies."""
    first = max(0, bisect_right(raw.lines, place.first, key=_start) - 1)
    last = bisect_left(raw.lines, place.last, key=_start)
    return [index for index in range(first, last) if not raw.lines[index].is_blank]


def _blocks(raw: RawText, entry: Entry, own: str, lines: Sequence[int]) -> Iterator[Block]:
    rule = f"#{entry.id}"
    if not lines:
        return
    first, last = lines[0], lines[-1] + 1
    if entry.do == "furniture":
        yield from (Block("furniture", index, index + 1, rule) for index in lines)
    elif entry.do == "header":
        yield from (Block("metadata", index, index + 1, rule, label=entry.values["key"]) for index in lines)
    elif entry.do == "heading":
        level = int(entry.values["level"] or BARE_RANK)
        yield Block("head" if level else "p", first, last, rule, level=level)
    elif entry.do == "verse":
        yield from (Block("l", index, index + 1, rule, group=own) for index in lines)
    elif entry.do == "list":
        yield from _items(raw, lines, rule, own)
    elif entry.do == "footnote":
        yield from _note(raw, entry, lines, rule)
    elif entry.do in ("break", "page"):
        yield Block(entry.do, first, last, rule, label=own)
    else:
        yield Block(KINDS[entry.do], first, last, rule)


def _items(raw: RawText, lines: Sequence[int], rule: str, group: str) -> Iterator[Block]:
    """Give the items of a list: one begins where a bullet or a number stands, or a blank line; else at each line."""
    matches = {index: BULLET.match(raw.lines[index].text) for index in lines}
    starts = (
        [index for index in lines if matches[index] or index - 1 not in matches] if any(matches.values()) else lines
    )
    for first, last in zip(starts, (*starts[1:], lines[-1] + 1), strict=True):
        words = max(index for index in lines if index < last) + 1
        mark = matches[first]
        label = (mark[2] or "") if mark else ""
        yield Block("item", first, words, rule, label=label, prefix=mark.end() if mark else 0, group=group)


def _note(raw: RawText, entry: Entry, lines: Sequence[int], rule: str) -> Iterator[Block]:
    """Give the paragraphs of a note; what calls it is its label, and no word of the note where it begins one."""
    place = entry.places[0]
    anchor = raw.text[place.first : place.last].strip()
    label = anchor.strip(ROUND_NUMBERS) or anchor
    starts = [index for index in lines if index - 1 not in lines]
    for first, last in zip(starts, (*starts[1:], lines[-1] + 1), strict=True):
        words = max(index for index in lines if index < last) + 1
        line = raw.lines[first].text
        indented = len(line) - len(line.lstrip(BLANKS))
        prefix = 0
        if first == lines[0]:
            for mark in (anchor, f"{label}.", f"({label})", f"[{label}]", f"{label})", label):
                if line.startswith(mark, indented):
                    rest = line[indented + len(mark) :]
                    prefix = indented + len(mark) + len(rest) - len(rest.lstrip(BLANKS))
                    break
        yield Block("note", first, words, rule, label=label, prefix=prefix, group=entry.id)


def _start(line: Line) -> int:
    return line.at
