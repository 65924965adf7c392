"""Anchors tied to the note blocks of a text, and what could not be tied.

In go the blocks; out comes what is :class:`Tied`: which anchor calls which note, which call one again, where the notes
stood, and a finding for each anchor or note that is left alone, with the line of the other side that it may belong to.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from editio.encode.draft import Block
from editio.encode.notes.anchors import APART, CLINGING, Anchor, anchors, flattened, without_enumerations
from editio.encode.notes.findings import findings
from editio.encode.notes.forms import ANSWERS, CALL, opening
from editio.encode.notes.series import Called, tie
from editio.encode.reading import RawText
from editio.message import Message

SPOKEN = frozenset(["bracket", "brace", "angle", "round"])
"""Forms of marks that call a note again, or lack one, if they cling to a word; a star or a raised digit may be more."""

CLOSED_BY = frozenset(["head", "title", "trailer"])
"""Kinds of block before which a part of the text ends."""

LONGEST_LINE = 40
"""Code points of a line that may be a mark and the blanks before it."""

PAGE = 3000
"""Code points of a page of print, at most."""


@dataclass(frozen=True, slots=True)
class Tied:
    """Hold which anchor calls which note, by its first block, and which anchors call one again that others called.

    ``place`` is the ``@place`` at which most notes stood: ``bottom`` of a page or a paragraph, or ``end``.
    """

    pairs: Mapping[Anchor, Block] = field(default_factory=dict)
    again: Mapping[Anchor, Anchor] = field(default_factory=dict)
    place: str = "end"
    messages: tuple[Message, ...] = ()


def pair(raw: RawText, blocks: Sequence[Block], said: Iterable[Anchor], carriers: Collection[str]) -> Tied:
    """Tie anchors to the note blocks; ``carriers`` are the kinds of block that have words.

    Notes of editors, and the signs that they speak of (``said``), are passed over.
    """
    notes = _notes(blocks)
    if not notes:
        return Tied()
    marks = {note.first: opening(raw.lines[note.first].text) if note.prefix else None for note in notes}
    kinds = defaultdict(list)
    for note in notes:
        mark = marks[note.first]
        kinds[mark.form if mark else "returned"].append(note)
    calls = _calls(raw, blocks, said, carriers, any("glued" in ANSWERS[form] for form in kinds))
    pairs: dict[Anchor, Block] = {}
    for form in (form for form in ANSWERS if form in kinds):
        found = _from_the_first(_tie(form, kinds[form], calls, blocks), calls, blocks)
        pairs |= found
        for name in {anchor.form for anchor in found}:
            calls[name] = [call for call in calls[name] if call not in found]
    used = {anchor.form for anchor in pairs}
    left = sorted((call for name in used for call in calls[name]), key=lambda call: (call.line, call.first))
    again = dict(_again(pairs, left))
    labels = _labels(pairs)
    untied = [call for call in left if call not in again and _is_sure(call) and _is_of(labels, call)]
    tied = {note.first for note in pairs.values()}
    alone = [note for note in notes if note.label and note.first not in tied]
    return Tied(pairs, again, _place(raw, blocks, carriers, pairs), findings(raw, pairs, alone, untied, left))


def _notes(blocks: Iterable[Block]) -> list[Block]:
    """Give the first block of each note that a rule found."""
    found, begun = [], set()
    for block in blocks:
        if block.kind == "note" and not block.rule.startswith("#") and block.group not in begun:
            found.append(block)
            begun.update([block.group] if block.group else [])
    return found


def _calls(
    raw: RawText, blocks: Iterable[Block], said: Iterable[Anchor], carriers: Collection[str], glued: bool
) -> dict[str, list[Anchor]]:
    """Give the marks that stand among words and are nothing else, by their form."""
    words: dict[int, tuple[int, int]] = {}
    for block in (block for block in blocks if block.kind in carriers):
        holes = set(block.holes)
        if block.last - block.first == 1 and _is_mark(raw.lines[block.first].text):
            continue
        words |= {line: (0, 0) for line in range(block.first, block.last) if line not in holes}
        words[block.first] = (block.prefix, 0)
        words[block.last - 1] = (words.get(block.last - 1, (0, 0))[0], block.suffix)
    taken = defaultdict(list)
    for sign in said:
        taken[sign.line].append((sign.first, sign.last))
    for block in blocks:
        for line, first, last in block.marks:
            taken[line].append((first, last))
    calls: dict[str, list[Anchor]] = defaultdict(list)
    for source in (anchors(raw), flattened(raw) if glued else ()):
        for call in source:
            prefix, suffix = words.get(call.line, (-1, 0))
            if prefix < 0 or call.last <= prefix or (suffix and _ends(raw.lines[call.line].text) - suffix < call.last):
                continue
            if not any(first < call.last and call.first < last for first, last in taken.get(call.line, ())):
                calls[call.form].append(call)
    if "round" in calls:
        calls["round"] = without_enumerations(calls["round"])
    return calls


def _ends(text: str) -> int:
    return len(text.rstrip())


def _is_mark(text: str) -> bool:
    """Tell whether a block is nothing but a mark: the number of a page, or of a stanza."""
    return len(text) <= LONGEST_LINE and CALL.fullmatch(text.strip()) is not None


def _tie(
    form: str, notes: Sequence[Block], calls: Mapping[str, Sequence[Anchor]], blocks: Sequence[Block]
) -> dict[Anchor, Block]:
    """Tie the notes of one form by the form of anchors that ties most."""
    ends = {block.last: block for block in blocks if block.kind == "note"}
    called, bound, before = [], 0, 0
    for note in notes:
        if not _stands_under_another(note, ends):
            bound = before
        before = note.first
        called.append(Called(note.first, note.label, bound))
    best: dict[int, Anchor] = {}
    for name in ANSWERS[form]:
        if name == "glued" and best:
            break
        found = tie(calls.get(name, ()), called)
        if len(found) > len(best):
            best = found
    return {anchor: notes[nth] for nth, anchor in best.items()}


def _from_the_first(
    found: Mapping[Anchor, Block], calls: Mapping[str, Sequence[Anchor]], blocks: Iterable[Block]
) -> dict[Anchor, Block]:
    """Let a note stand at the first of the anchors of its number in one block."""
    starts = [block.first for block in blocks]
    first: dict[tuple[str, str, int], Anchor] = {}
    for name in {anchor.form for anchor in found} & SPOKEN:
        for call in calls[name]:
            if _is_sure(call):
                first.setdefault((name, call.number, bisect_right(starts, call.line)), call)
    made: dict[Anchor, Block] = {}
    for anchor, note in found.items():
        earlier = first.get((anchor.form, anchor.number, bisect_right(starts, anchor.line)), anchor)
        made[anchor if earlier in found or earlier in made else earlier] = note
    return made


def _stands_under_another(note: Block, ends: Mapping[int, Block]) -> bool:
    return any(note.first - gap in ends for gap in range(4))


def _again(pairs: Mapping[Anchor, Block], left: Iterable[Anchor]) -> Iterator[tuple[Anchor, Anchor]]:
    """Tie further anchors of a note: they stand behind its first anchor, and before its body."""
    by_number = defaultdict(list)
    for anchor, note in pairs.items():
        by_number[anchor.form, anchor.number].append((anchor, note))
    for call in left:
        if call.form not in SPOKEN or not _is_sure(call):
            continue
        for anchor, note in by_number.get((call.form, call.number), ()):
            if (anchor.line, anchor.first) < (call.line, call.first) and call.line < note.first:
                yield call, anchor
                break


def _is_sure(call: Anchor) -> bool:
    return call.form in SPOKEN and call.strength >= (APART if call.form == "bracket" else CLINGING)


def _labels(pairs: Iterable[Anchor]) -> dict[str, int]:
    """Give for the forms of the anchors their greatest number, and 0 where they have letters."""
    greatest: dict[str, int] = {}
    for anchor in pairs:
        if anchor.number.isdecimal():
            greatest[anchor.form] = max(greatest.get(anchor.form, 0), int(anchor.number))
        elif anchor.number.isalpha():
            greatest[f"{anchor.form}, letters"] = 0
    return greatest


def _is_of(labels: Mapping[str, int], call: Anchor) -> bool:
    """Tell whether a mark could be one of a series: a letter among letters, or a number not far behind the last."""
    if call.number.isdecimal():
        return int(call.number) <= labels.get(call.form, 0) + 1
    return call.number.isalpha() and f"{call.form}, letters" in labels


def _place(raw: RawText, blocks: Sequence[Block], carriers: Collection[str], pairs: Mapping[Anchor, Block]) -> str:
    """Tell where most runs of notes stand: on the page that calls them, with words that go on behind, or at the end."""
    called = {note.first: raw.lines[anchor.line].at for anchor, note in pairs.items()}
    standing = [block for block in blocks if block.kind in carriers]
    bottom = end = 0
    for is_note, run in groupby(enumerate(standing), key=lambda one: one[1].kind == "note"):
        if not is_note:
            continue
        together = list(run)
        nth, first = together[0][0] + len(together), together[0][1]
        goes_on = nth < len(standing) and standing[nth].kind not in CLOSED_BY and not standing[nth].opens
        if goes_on and raw.lines[first.first].at - called.get(first.first, 0) <= PAGE:
            bottom += 1
        else:
            end += 1
    return "bottom" if bottom > end else "end"
