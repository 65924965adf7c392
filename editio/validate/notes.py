"""The house rules about notes: their numbers, and how they are tied to the text.

In goes what a survey found; out come findings. Notes that stand inline, at the words that they belong to, are tied by
their place; what is said of anchors here is about notes that stand apart.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from editio import tei
from editio.validate.places import Finding
from editio.validate.survey import BLOCKS, Attribute, Survey, nearest, targets


def notes_of_a_series_have_their_own_numbers(document: Survey) -> Iterator[Finding]:
    """Report a note whose number another note of its series has (W511).

    A series is what notes of the same text, @type and @place make; it starts anew where the numbers fall back in
    another block or on another page, since many texts count by pages that are marked no more. A note that continues
    another is passed over, and one with a sign: a star calls a note on every page.
    """
    series: dict[tuple[object, ...], _Series] = {}
    page = 0
    for element in document.turns:
        number = element.get("n", "").strip()
        if tei.local(element) == "pb":
            page += 1
        elif any(map(str.isalnum, number)) and not element.get("prev"):
            kind = (nearest(element, "text"), element.get("type"), element.get("place"))
            where = (next(element.iterancestors(BLOCK), None), page)
            other = series.setdefault(kind, _Series()).enter(element, number, where)
            if other is not None:
                sentence = f"the number {number} is that of the note in line {document.line(other)} as well"
                yield Finding(element, "W511", sentence, "look up in the source which of the two is wrong")


BLOCK = tuple(map(tei.tag, sorted(BLOCKS - {"note"})))
"""Names of the blocks in which a note may stand."""


@dataclass(slots=True)
class _Series:
    """Hold the notes of a series by number, with the number and the place of the last."""

    notes: dict[str, etree._Element] = field(default_factory=dict)
    last: str = ""
    where: object = None

    def enter(self, note: etree._Element, number: str, where: object) -> etree._Element | None:
        """Add a note; returns the one that has its number already."""
        if self.notes and where != self.where and self._falls_back(number):
            self.notes.clear()
        self.last, self.where = number, where
        other = self.notes.setdefault(number, note)
        return None if other is note else other

    def _falls_back(self, number: str) -> bool:
        """Tell whether a number in a new place may begin a new series; of stars and letters nobody knows the order."""
        if any(not one.isdecimal() or len(one) > MOST_DIGITS for one in (number, self.last)):
            return True
        return number == next(iter(self.notes)) or int(number) < int(self.last)


MOST_DIGITS = 9
"""Digits that the number of a note may have; what is longer is compared as a string only."""


def notes_and_anchors_belong_together(document: Survey) -> Iterator[Finding]:
    """Report notes that stand apart from the text and are not tied to it one to one (W515).

    Where a note points at its anchor, the anchor must not lead to another note; and where notes stand together in a
    division, and anchors lead to some of them, there must be anchors that lead to all.
    """
    notes = set(document.notes)
    led: dict[etree._Element, set[etree._Element]] = {}
    for pointer in document.pointers:
        if tei.local(pointer.element) in ANCHORS and nearest(pointer.element, "note") is None:
            led[pointer.element] = set(_reached(document, pointer)) & notes
    led = {anchor: reached for anchor, reached in led.items() if reached}
    yield from _crossed(document, led)
    yield from _forgotten(document, set().union(*led.values()))


def _reached(document: Survey, pointer: Attribute) -> list[etree._Element]:
    """Give the elements that a pointer leads to; of several with one id, the first."""
    return [document.ids[target][0] for target in targets(pointer) if target in document.ids]


def _crossed(document: Survey, led: dict[etree._Element, set[etree._Element]]) -> Iterator[Finding]:
    for pointer in document.pointers:
        note = pointer.element
        if tei.local(note) != "note" or pointer.name != "target" or nearest(note, "standOff") is not None:
            continue
        for anchor in _reached(document, pointer):
            if note not in led.get(anchor, {note}):
                sentence = f"this note points at the '{tei.local(anchor)}' in line {document.line(anchor)}"
                yield Finding(note, "W515", f"{sentence}, which leads to another note", "let each point at the other")


def _forgotten(document: Survey, reached: set[etree._Element]) -> Iterator[Finding]:
    together = {note.getparent() for note in reached}
    for note in document.notes:
        parent = note.getparent()
        if parent is None or parent not in together or tei.local(parent) not in APART:
            continue
        if note not in reached and not note.get("target"):
            hint = "add a 'ref' or 'ptr' with @target where the note belongs"
            yield Finding(note, "W515", "nothing in the text leads to this note", hint)


ANCHORS = frozenset(["ref", "ptr"])
"""Elements that lead from the text to a note that stands apart."""

APART = frozenset(["back", "body", "div", "front"])
"""Elements in which notes stand together, apart from the words that they belong to."""
