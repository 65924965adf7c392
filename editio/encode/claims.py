"""What editors say that whole lines are: claims, which come before the rules.

In go resolved entries; out come the blocks that they make, and the raw text with its lines cut where a paragraph is
said to begin within one. What the rules make of all other lines is told in :mod:`editio.encode.rules`.
"""

import re
from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Sequence

from editio.encode.apparatus import Entry
from editio.encode.beginnings import beginnings, cut, parted
from editio.encode.catalogue import BARE_RANK
from editio.encode.draft import Block, Classifier
from editio.encode.kinds import LINES
from editio.encode.parts import parted as in_parts
from editio.encode.reading import BLANKS, RawText
from editio.encode.selectors import Place
from editio.encode.signs import ROUND_NUMBERS, lines_of, marks
from editio.message import Message

KINDS = {
    "trailer": "trailer",
    "dateline": "dateline",
    "salutation": "salute",
    "signature": "signed",
}
"""What an entry does -> the kind of the one block that its lines become."""

HOLES = frozenset(["break", "furniture", "header", "page"])
"""What may stand on lines in the midst of those that an editor joins to one paragraph."""

OF_MEMBERS = frozenset(["castList", "list", "table"])
"""Elements whose other members stay what they are when an editor says what one of them is."""

BULLET = re.compile(r"[ \t]*(?:([-*•·–—+‣◦])|\(?(\d{1,3}|[A-Za-z]|[ivxl]+)[.)])[ \t]+(?=\S)")
"""What an item of a list begins with: a sign, or a number or a letter."""


def classified(
    found: Classifier, entries: Sequence[Entry], file: str
) -> tuple[RawText, tuple[Block, ...], list[Message]]:
    """Find the blocks of a text, those first that editors speak of; ``file`` names the apparatus in messages.

    Returns the raw text with its lines cut, the blocks, and a message for each line that two entries speak of (E206).
    """
    points, messages = beginnings(found.raw, entries, file)
    if points:
        found = Classifier(cut(found.raw, sorted(points)), found.rules)
    raw = found.raw
    claims, doubly = _claims(raw, entries, file, frozenset(points))
    messages += doubly
    members = _untouched(claims, found.plain) if claims else []
    if points:
        pieces, hidden = parted(raw, points, claims, found.blocks([*claims, *members]), file)
        again = {index for piece in pieces for index in range(piece.first, piece.last)}
        members = [member for member in members if again.isdisjoint(range(member.first, member.last))]
        claims += pieces
        messages += hidden
    claims += members
    return raw, in_parts(found.blocks(claims) if claims else found.plain), messages


def _untouched(claims: Iterable[Block], blocks: Iterable[Block]) -> list[Block]:
    """Give the members of lists, cast lists and tables of which an entry takes others: they stay what they are."""
    taken = {index for claim in claims for index in range(claim.first, claim.last)}
    wholes: dict[object, list[Block]] = {}
    for block in blocks:
        if block.inside and block.inside[0].name in OF_MEMBERS:
            wholes.setdefault(block.inside[0], []).append(block)
        elif block.kind == "item" and block.group:
            wholes.setdefault(block.group, []).append(block)
    kept = []
    for members in wholes.values():
        free = [member for member in members if taken.isdisjoint(range(member.first, member.last))]
        kept += free if len(free) < len(members) else []
    return kept


def _claims(
    raw: RawText, entries: Iterable[Entry], file: str, points: Container[int]
) -> tuple[list[Block], list[Message]]:
    claims: list[Block] = []
    messages = []
    speaker: dict[int, Entry] = {}
    for entry in sorted(entries, key=lambda entry: entry.do == "paragraph"):
        for own, place in _said_of_lines(raw, entry):
            lines = [line for line in lines_of(raw, place) if speaker.get(line) is not entry]
            if entry.do == "heading":
                lines = _whole(raw, lines, points)
            if entry.do == "paragraph":
                lines = [line for line in lines if line not in speaker or speaker[line].do not in HOLES]
            for line in lines:
                other = speaker.setdefault(line, entry)
                if other is not entry:
                    sentence = f"'{other.id}' and '{entry.id}' (line {entry.line}) say what one line is"
                    messages.append(Message(file, other.line, "E206", sentence, "delete one of them"))
                    break
            else:
                claims += _blocks(raw, entry, own, lines)
    return claims, messages


def _whole(raw: RawText, lines: Sequence[int], points: Container[int]) -> list[int]:
    """Add the other piece of a line that was cut for a speaker or a date, but not where an editor had it cut."""

    def goes_on(index: int) -> bool:
        """Tell whether a line is the same line of the raw text as the one before it."""
        return index < len(raw.lines) and raw.lines[index].at not in points and raw.is_cut(index)

    whole = list(lines)
    while whole and goes_on(whole[0]):
        whole.insert(0, whole[0] - 1)
    while whole and goes_on(whole[-1] + 1):
        whole.append(whole[-1] + 1)
    return whole


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
    elif entry.do == "paragraph":
        holes = [line for line in range(first, last) if line not in lines and not raw.lines[line].is_blank]
        yield Block("p", first, last, rule, holes=tuple(holes))
    else:
        yield Block(KINDS[entry.do], first, last, rule)


def _items(raw: RawText, lines: Sequence[int], rule: str, group: str) -> Iterator[Block]:
    """Give the items of a list: one begins where a bullet or a number stands; where there is none, at each line."""
    matches = {index: BULLET.match(raw.lines[index].text) for index in lines}
    marked = [index for index in lines if matches[index]]
    starts = list(dict.fromkeys([lines[0], *marked])) if marked else lines
    for first, last in zip(starts, (*starts[1:], lines[-1] + 1), strict=True):
        words = lines[bisect_left(lines, last) - 1] + 1
        mark = matches[first]
        label = (mark[2] or "") if mark else ""
        yield Block("item", first, words, rule, label=label, prefix=mark.end() if mark else 0, group=group)


def _note(raw: RawText, entry: Entry, lines: Sequence[int], rule: str) -> Iterator[Block]:
    """Give the paragraphs of a note; what calls it is its label, and no word of the note where it begins one."""
    place = entry.places[0]
    anchor = raw.text[place.first : place.last].strip()
    label = anchor.strip(ROUND_NUMBERS) or anchor
    together = set(lines)
    starts = [index for index in lines if index - 1 not in together]
    for first, last in zip(starts, (*starts[1:], lines[-1] + 1), strict=True):
        words = lines[bisect_left(lines, last) - 1] + 1
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
