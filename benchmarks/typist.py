"""Type TEI documents as raw texts, in the manners of typists: the encoder is tried on what it should then find again.

In goes a document that others encoded, and a manner; out come lines, and what stands in them. So every edition in TEI
becomes a raw text whose structure is known, in any language. Words of editors, images and page breaks are not typed.
"""

import re
import textwrap
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from editio.tei import content, find, local

WIDTH = 72
"""Code points of a typed line, where lines are wrapped."""

NOT_TYPED = frozenset("anchor cb corr expan facsimile figDesc figure fw graphic index lb milestone pb rdg reg".split())

DIVISIONS = frozenset("back body div div1 div2 div3 div4 div5 docTitle front group text titlePage".split())
VERSE = frozenset("argument cit epigraph floatingText lg q quote".split())


@dataclass(frozen=True, slots=True)
class Manner:
    """Say how a typist types.

    ``wrapped`` lines have a measure, and ``blank`` lines part paragraphs. ``before`` and ``after`` count the blank
    lines around headings, which may be ``capitals``. ``signs`` stand around stage directions; a speaker has a line of
    his ``own``, or the speech runs on behind the name. Notes follow the division that they belong to, or the text.
    """

    wrapped: bool
    blank: bool
    before: int
    after: int
    capitals: bool = False
    signs: tuple[str, str] = ("[", "]")
    own: bool = False
    notes_in_division: bool = False
    indent: str = ""
    italics: bool = False


MANNERS = {
    "transcriber": Manner(True, True, 4, 2, capitals=True, notes_in_division=True, indent="    ", italics=True),
    "typewriter": Manner(True, True, 3, 1, signs=("(", ")"), own=True, indent="  "),
    "web page": Manner(False, False, 1, 0, signs=("(", ")")),
}


@dataclass(slots=True)
class Typed:
    """Hold what was typed: the lines, the headings among them in order, and how many there are of other things."""

    lines: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def raw(self) -> bytes:
        """Give the raw text: UTF-8, with LF."""
        return "\n".join(self.lines).encode() + b"\n"


def typed(document: etree._Element, manner: Manner) -> Typed:
    """Type the text of a document."""
    typist = _Typist(manner)
    if (text := find(document, "text")) is not None:
        typist.type(text)
    typist.notes()
    return typist.made


class _Typist:
    def __init__(self, manner: Manner) -> None:
        self.manner = manner
        self.made = Typed()
        self.waiting: list[str] = []

    def type(self, element: etree._Element, indent: str = "") -> None:
        """Type an element with all that stands in it."""
        name = local(element)
        if name in NOT_TYPED:
            return
        if name in DIVISIONS or (name in VERSE and next(element.iter("{*}l"), None) is not None):
            verse = name in VERSE
            for child in _children(element):
                self.type(child, (indent or self.manner.indent) if verse else indent)
            if verse:
                self._gap(1)
            elif self.manner.notes_in_division or name == "body":
                self.notes()
        elif name == "quote" and element.find("{*}p") is not None:
            for child in _children(element):
                self.type(child, "    ")
        elif name in PARTS:
            PARTS[name](self, element)
        elif name == "l":
            self._line(indent + self._words(element))
        elif words := self._words(element):
            self.made.counts["p"] += name in ("p", "ab")
            self._paragraph(words, indent)

    def notes(self) -> None:
        """Type the notes that wait for their place."""
        if self.waiting:
            self._gap(2)
        for note in self.waiting:
            self._paragraph(note)
        self.waiting = []

    def _heading(self, element: etree._Element) -> None:
        words = self._words(element)
        if not words:
            return
        self._gap(self.manner.before)
        words = words.upper() if self.manner.capitals else words
        self.made.headings.append(words)
        self.made.lines += textwrap.wrap(words, 60) if self.manner.wrapped else [words]
        self.made.lines += [""] * self.manner.after

    def _speech(self, element: etree._Element) -> None:
        """Type a speech: the name first, on a line of its own or before the first words."""
        self.made.counts["sp"] += 1
        speaker = element.find("{*}speaker")
        name = " ".join(_plain(speaker).split()).rstrip(".:").upper() if speaker is not None else ""
        opening = f"{name}. "
        if self.manner.own or not name:
            self.made.lines += [name] if name else []
            opening = ""
        for child in _children(element):
            if local(child) in ("p", "ab"):
                self.made.counts["p"] += 1
                self.made.lines += self._filled(opening + self._words(child))
                opening = ""
            elif local(child) == "stage" and opening:
                opening += self._direction(child) + " "
            elif local(child) == "stage":
                self.made.lines.append(self._direction(child))
            else:
                for line in child.iter("{*}l"):
                    self._line(opening + self._words(line))
                    opening = ""
        self.made.lines += [opening.strip(), ""] if opening else [""]

    def _stage(self, element: etree._Element) -> None:
        self._paragraph(self._direction(element))

    def _direction(self, element: etree._Element) -> str:
        self.made.counts["stage"] += 1
        begin, end = self.manner.signs
        return begin + " ".join(_plain(element).split()).strip("()[]") + end

    def _persons(self, element: etree._Element) -> None:
        for child in _children(element):
            if local(child) == "head":
                self._heading(child)
            else:
                items = [child] if local(child) == "castItem" else _children(child)
                self.made.lines += [f"  {self._words(item)}" for item in items]
        self.made.lines.append("")

    def _list(self, element: etree._Element) -> None:
        for item in element.iterfind("{*}item"):
            self.made.lines += textwrap.wrap(f"- {self._words(item)}", WIDTH, subsequent_indent="  ")
        self.made.lines.append("")

    def _parts(self, element: etree._Element) -> None:
        for child in _children(element):
            self.type(child)

    def _line(self, words: str) -> None:
        self.made.counts["l"] += 1
        self.made.lines.append(words)

    def _paragraph(self, words: str, indent: str = "") -> None:
        self.made.lines += [*self._filled(words, indent), *([""] if self.manner.blank else [])]

    def _filled(self, words: str, indent: str = "") -> list[str]:
        if not self.manner.wrapped:
            return [indent + words]
        lines = textwrap.wrap(words, WIDTH - len(indent), break_long_words=False, break_on_hyphens=False)
        return [indent + line for line in lines]

    def _gap(self, lines: int) -> None:
        while self.made.lines and not self.made.lines[-1]:
            self.made.lines.pop()
        self.made.lines += [""] * lines

    def _words(self, element: etree._Element) -> str:
        """Give the words of an element, with the anchors of its notes and the directions among them."""
        return re.sub(r" ([.,;:!?])", r"\1", " ".join("".join(self._pieces(element)).split()))

    def _pieces(self, element: etree._Element) -> Iterator[str]:
        for part in content(element):
            if isinstance(part, str):
                yield part
            elif local(part) == "note":
                self.made.counts["note"] += 1
                number = f"[{self.made.counts['note']}]"
                self.waiting.append(f"{number} {' '.join(_plain(part).split())}")
                yield number
            elif local(part) == "stage":
                yield f" {self._direction(part)} "
            elif local(part) in ("hi", "emph") and self.manner.italics and _plain(part).strip():
                yield f"_{' '.join(_plain(part).split())}_"
            elif local(part) not in NOT_TYPED:
                yield from self._pieces(part)


PARTS = {
    "head": _Typist._heading,
    "sp": _Typist._speech,
    "stage": _Typist._stage,
    "castList": _Typist._persons,
    "list": _Typist._list,
    "opener": _Typist._parts,
    "closer": _Typist._parts,
}
"""Elements that are typed in a way of their own."""


def _children(element: etree._Element) -> list[etree._Element]:
    return [part for part in content(element) if not isinstance(part, str)]


def _plain(element: etree._Element) -> str:
    parts = (part if isinstance(part, str) else _plain(part) for part in content(element) if _is_typed(part))
    return "".join(parts)


def _is_typed(part: str | etree._Element) -> bool:
    return isinstance(part, str) or local(part) not in NOT_TYPED
