"""Settling: everything that is counted, placed or pointed at, once, before the first word is written.

In go the documents of a volume and the parts that a format writes them in; out comes a :class:`Settled`, in
which a template looks up the number of a note, the level of a heading, the contents, the number of a paragraph
and the file in which an id stands. It writes nothing and changes no document.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from editio.render.document import Content, Document, Node, Note, nodes, plain

SERIES = ("authorial", "editorial")
"""The series of notes, in the order in which they are listed: the former numbered 1, 2, 3, the latter a, b, c."""

FIRST_LEVEL = 2
"""The level of the outermost headings of a text: level 1 is the title of the text itself."""

Beside = Callable[[str, str], str]
"""What gives the file of a passage in another document: called with the document's name and the id."""


def _nowhere(_document: str, _passage: str) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Part:
    """Say what a file holds: nodes of a document, or (by ``role``) its ``notes`` or its ``registers``.

    A format that has no part of such a role for a document writes notes and registers in the last file that
    holds its nodes. Where there are several parts of a role, ``ids`` says which notes or entries are in which; what
    none names is in the last.
    """

    file: str
    document: Document
    content: Content = ()
    role: str = "text"
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """Hold a note with its label, the file it stands in and that of the reference to it.

    ``further`` are the ids of other references to the same note, in the order of the text.
    """

    note: Note
    label: str
    file: str
    at: str
    further: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Give the id of the note."""
        return self.note.id

    @property
    def at_id(self) -> str:
        """Give the id of the reference, to which the note links back."""
        return f"{self.note.id}.ref"


@dataclass(frozen=True, slots=True)
class Line:
    """Hold one line of the contents, with the lines below it; ``level`` is that of its heading."""

    id: str
    label: str
    level: int
    file: str
    lines: tuple["Line", ...] = ()

    def href(self, here: str = "") -> str:
        """Give the link from a file to where the line leads; a line without an id leads to a file as a whole."""
        if not self.id:
            return self.file
        return f"#{self.id}" if self.file == here else f"{self.file}#{self.id}"


@dataclass(frozen=True, slots=True)
class Settled:
    """Hold what is settled; all ids are those of the documents.

    ``notes`` by id of the note, ``levels`` by id of a heading (or of the title page's main title: 1),
    ``numbers`` by id of a paragraph (from 1, for each document), ``files`` by any id; ``titles`` are the ids of the
    lines of title pages. ``beside`` gives the file of a passage that is not among the parts.
    """

    parts: tuple[Part, ...]
    notes: Mapping[str, Reference]
    levels: Mapping[str, int]
    numbers: Mapping[str, int]
    files: Mapping[str, str]
    contents: Mapping[int, tuple[Line, ...]]
    titles: frozenset[str] = frozenset()
    beside: Beside = _nowhere

    def contents_of(self, document: Document) -> tuple[Line, ...]:
        """Give the table of contents of one document."""
        return self.contents[id(document)]

    def notes_of(self, document: Document, series: str) -> tuple[Reference, ...]:
        """Give the notes of one series of a document, in the order of its references."""
        return tuple(self.notes[note.id] for note in document.notes if note.series == series)

    def notes_by_series(self, document: Document) -> Mapping[str, tuple[Reference, ...]]:
        """Give the notes of a document by their series; of a series that it has not, nothing."""
        found = {series: self.notes_of(document, series) for series in SERIES}
        return {series: notes for series, notes in found.items() if notes}

    def place(self, id: str) -> tuple[str, str]:  # noqa: A002
        """Say what a place is, a word of the interface, and its number or label: ``paragraph``, 12; ``heading``."""
        if id in self.numbers:
            return "paragraph", str(self.numbers[id])
        if id in self.notes:
            return "note", self.notes[id].label
        if self.levels.get(id) == 1 or id in self.titles:
            return "title", ""
        return ("heading", "") if id in self.levels else ("passage", "")

    def href(self, id: str, here: str = "") -> str:  # noqa: A002 - the name that XML gave it
        """Give the link from a file to an id, or to ``text#id`` beside; empty if no file holds that."""
        file = self.files.get(id)
        if file is None:
            text, _, passage = id.partition("#")
            file = self.beside(text, passage)
            return f"{file}#{passage}" if file else ""
        return f"#{id}" if file == here else f"{file}#{id}"


def settle(parts: Sequence[Part], beside: Beside = _nowhere) -> Settled:
    """Settle a volume: its parts in reading order, of one document or of several; ``beside`` lie other texts' files."""
    documents = tuple({id(part.document): part.document for part in parts}.values())
    files = _files(parts, documents)
    notes: dict[str, Reference] = {}
    levels: dict[str, int] = {}
    numbers: dict[str, int] = {}
    contents: dict[int, tuple[Line, ...]] = {}
    for document in documents:
        notes.update(_notes(document, files))
        levels.update(_levels(document))
        numbers.update(_numbers(document))
        contents[id(document)] = tuple(_lines(document.content, levels, files))
    return Settled(
        tuple(parts),
        MappingProxyType(notes),
        MappingProxyType(levels),
        MappingProxyType(numbers),
        MappingProxyType(files),
        MappingProxyType(contents),
        frozenset(node.id for document in documents for node in nodes(document.front) if node.behaviour == "titlePart"),
        beside,
    )


def whole(document: Document, file: str) -> tuple[Part, ...]:
    """Put all of a document in one file."""
    return (Part(file, document, document.content),)


def _files(parts: Sequence[Part], documents: Sequence[Document]) -> dict[str, str]:
    files: dict[str, str] = {}
    for part in parts:
        for node in nodes(part.content):
            if node.id:
                files.setdefault(_id_of(node), part.file)
    named = {one: part.file for part in parts for one in part.ids}
    for document in documents:
        otherwise = _file_of("notes", document, parts)
        for note in document.notes:
            files[note.id] = file = named.get(note.id, otherwise)
            files.update((_id_of(node), file) for node in nodes(note.content) if node.id)
        for withdrawn in document.withdrawn:
            files.setdefault(withdrawn.id, named.get(withdrawn.id) or _file_of("registers", document, parts))
        for register in document.registers:
            for one in register.entries:
                files.setdefault(one.id, named.get(one.id) or _file_of("registers", document, parts))
    return files


def _id_of(node: Node) -> str:
    """Give the id that a node is written with: that of a note is not that of the first reference to it."""
    return f"{node.id}.ref" if node.behaviour == "note" and not node.setting("note") else node.id


def _file_of(role: str, document: Document, parts: Sequence[Part]) -> str:
    own = [part for part in parts if part.document is document]
    named = [part.file for part in own if part.role == role]
    return (named or [part.file for part in own if part.role == "text"] or [own[-1].file])[-1]


def _notes(document: Document, files: Mapping[str, str]) -> Iterator[tuple[str, Reference]]:
    counts = dict.fromkeys(SERIES, 0)
    further: dict[str, tuple[str, ...]] = {}
    for node in nodes((*document.content, *(part for note in document.notes for part in note.content))):
        if node.behaviour == "note" and (again := node.setting("note")):
            further[again] = (*further.get(again, ()), node.id)
    for note in document.notes:
        counts[note.series] = counts.get(note.series, 0) + 1
        number = counts[note.series]
        label = _letters(number) if note.series == "editorial" else str(number)
        file = files[note.id]
        yield note.id, Reference(note, label, file, files.get(f"{note.id}.ref", file), further.get(note.id, ()))


def _letters(number: int) -> str:
    """Count in letters: a, b ... z, aa, ab ..."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def _levels(document: Document) -> Iterator[tuple[str, int]]:
    title = next(_main_titles(document), None)
    if title is not None:
        yield title.id, 1
    yield from _levels_below(document.content, FIRST_LEVEL)


def _main_titles(document: Document) -> Iterator[Node]:
    parts = [node for node in nodes(document.front) if node.behaviour == "titlePart"]
    yield from (part for part in parts if part.setting("kind") == "main")
    yield from (part for part in parts if not part.setting("kind"))


def _levels_below(content: Content, level: int) -> Iterator[tuple[str, int]]:
    """Give levels without a jump: a section without a heading is no level."""
    for part in content:
        if isinstance(part, str):
            continue
        if part.behaviour == "heading":
            yield part.id, level
        elif part.behaviour == "section" and part.headings:
            yield from ((heading.id, level) for heading in part.headings)
            yield from _levels_below(tuple(_but_headings(part)), level + 1)
        else:
            yield from _levels_below(part.content, level)


def _but_headings(section: Node) -> Iterator[str | Node]:
    return (part for part in section.content if isinstance(part, str) or part.behaviour != "heading")


def _numbers(document: Document) -> Iterator[tuple[str, int]]:
    paragraphs = (node for node in nodes(document.content) if node.behaviour == "paragraph")
    return ((paragraph.id, number) for number, paragraph in enumerate(paragraphs, 1))


def label_of(section: Node) -> str:
    """Give what a section is called in the contents: the words of its headings, or a title of its own, or nothing."""
    return " ".join(plain(heading.content) for heading in section.headings) or section.setting("title")


def _lines(content: Content, levels: Mapping[str, int], files: Mapping[str, str]) -> Iterator[Line]:
    """Give a line for each section with a heading, or with a title of its own (a text of a corpus)."""
    for part in content:
        if isinstance(part, str):
            continue
        below = tuple(_lines(part.content, levels, files)) if part.holds_blocks else ()
        headings = part.headings if part.behaviour == "section" else ()
        label = label_of(part)
        if part.behaviour == "section" and label:
            level = levels[headings[0].id] if headings else FIRST_LEVEL
            yield Line(part.id, label, level, files.get(part.id, ""), below)
        else:
            yield from below
