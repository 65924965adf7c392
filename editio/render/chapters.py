"""Chapters: where a long text is cut into pages of a site.

In go documents; out come their pages as :class:`Chapter` values, which divisions begin one, and for each what it has
beside it. A short text is one page. Where a text is cut depends on nothing but the words that were received and their
divisions, so that no address moves when editors say more. No word is lost or moved, and nothing is written here.
"""

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path

from editio.render.document import Content, Document, Node, Note, nodes
from editio.render.hypertext import COMPARE, INDEX, SOURCE
from editio.render.settle import Line, Part, Reference, Settled, label_of

LONG = 250_000
"""The characters of words beyond which a text is cut."""

LARGE = 64_000
"""The characters of words beyond which a division is opened: those in it that have headings get pages of their own."""

NEAR, MOST = 3, 60
"""How many neighbours a page names on each side, and how many divisions of its own at most."""

RESERVED = tuple(Path(file).stem for file in (INDEX, SOURCE, COMPARE))
"""What other pages of a text are called; nor does the name of a chapter's page begin so, with a hyphen."""

_STEM = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,99}\Z")
_TRANSPARENT = ("body", "section")


@dataclass(frozen=True, slots=True)
class Chapter:
    """Hold one page of a text: its file, what words stand on it, and the id of the division that it begins with.

    The first page has no such id: it holds the title page and what stands before the first division.
    """

    file: str
    content: Content
    id: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Hold what a page of a chapter has beside it.

    ``first`` is the file of the first page, ``line`` its own line of the contents, ``path`` those of the divisions
    around it, the outermost first; ``contents`` are these with its neighbours and its own divisions.
    """

    first: str
    line: Line
    path: tuple[Line, ...]
    contents: tuple[Line, ...]


# --- cutting ----------------------------------------------------------------------------------------------


def divisions(source: Document) -> tuple[str, ...]:
    """Give the ids of the divisions that begin a page, from the source view of a text; of a short text, none.

    They are the outermost with a heading. One that is large and has such divisions itself is opened in its turn.
    """
    content = source.content[len(opening(source)) :]
    if _words(content) <= LONG:
        return ()
    found = tuple(_beginning(content))
    return found if len(found) > 1 else ()


def opening(document: Document) -> Content:
    """Give the front up to its title page: what stands before the contents."""
    pages = [n for n, part in enumerate(document.front, 1) if isinstance(part, Node) and part.behaviour == "titlePage"]
    return document.front[: pages[-1]] if pages else ()


def cut(document: Document, ids: Collection[str]) -> tuple[Chapter, ...]:
    """Cut one view of a text where divisions of these ids begin, title page and all."""
    is_source = document.view == "source"
    first, prefix = (SOURCE, f"{Path(SOURCE).stem}-") if is_source else (INDEX, "")
    before = opening(document)
    if not ids:
        return (Chapter(first, document.content),)
    names = _names(ids)
    pages: list[tuple[str, list[str | Node]]] = [("", list(before))]
    for begins, part in _pieces(document.content[len(before) :], frozenset(ids)):
        if begins:
            pages.append((begins, []))
        pages[-1][1].append(part)
    return tuple(Chapter(f"{prefix}{names[one]}.html" if one else first, tuple(content), one) for one, content in pages)


def parts(chapters: Sequence[Chapter], document: Document, folder: str = "") -> tuple[Part, ...]:
    """Say what each page of a text holds, for :func:`editio.render.settle.settle`: notes stand where they belong.

    ``folder`` goes before the files.
    """
    if len(chapters) == 1:
        return (Part(folder + chapters[0].file, document, document.content),)
    by_id = {note.id: note for note in document.notes}
    texts = (Part(folder + one.file, document, one.content) for one in chapters)
    notes = (
        Part(folder + one.file, document, role="notes", ids=tuple(_notes_in(one.content, by_id))) for one in chapters
    )
    return (*texts, *notes)


def _beginning(content: Content) -> Iterator[str]:
    for part in content:
        if isinstance(part, str) or part.behaviour not in _TRANSPARENT:
            continue
        if _is_chapter(part):
            yield part.id
        if not _is_chapter(part) or _words(part.content) > LARGE:
            yield from _beginning(part.content)


def _is_chapter(node: Node) -> bool:
    return node.behaviour == "section" and bool(label_of(node))


def _begins(part: str | Node, ids: Collection[str]) -> str:
    """Give the id of the part if a page begins with it: with one that has lost its heading in a view, none does."""
    return part.id if isinstance(part, Node) and part.id in ids and _is_chapter(part) else ""


def _words(content: Content) -> int:
    """Count the characters of the words; those of notes are not among them."""
    return sum(len(part) if isinstance(part, str) else _words(part.content) for part in content)


def _pieces(content: Content, ids: frozenset[str]) -> Iterator[tuple[str, str | Node]]:
    """Give what a page can begin with, or take: each with the id of the division that begins there, or nothing."""
    for part in content:
        if isinstance(part, str) or not _holds(part, ids):
            yield _begins(part, ids), part
        else:
            yield from _opened(part, ids)


def _opened(node: Node, ids: frozenset[str]) -> Iterator[tuple[str, str | Node]]:
    """Give the pieces of a division that is opened; itself it stands around the first, and its language goes along."""
    inner = list(_pieces(node.content, ids))
    before = tuple(part for _, part in takewhile(lambda piece: not piece[0], inner))
    rest = inner[len(before) :]
    if before or _begins(node, ids):
        yield _begins(node, ids), replace(node, content=before)
    else:
        (begins, first), *rest = inner
        yield begins, replace(node, content=(first,))
    for begins, part in rest:
        yield begins, _in_language(part, node.language)


def _in_language(part: str | Node, language: str) -> str | Node:
    return part if isinstance(part, str) or part.language or not language else replace(part, language=language)


def _holds(node: Node, ids: frozenset[str]) -> bool:
    """Tell whether a division that begins a page stands somewhere in a node."""
    return node.behaviour in _TRANSPARENT and any(
        isinstance(part, Node) and (part.id in ids or _holds(part, ids)) for part in node.content
    )


def _notes_in(content: Content, by_id: Mapping[str, Note]) -> Iterator[str]:
    """Give the notes that are referred to first on a page, and in these notes."""
    for node in nodes(content):
        if node.behaviour == "note" and not node.setting("note") and node.id in by_id:
            yield node.id
            yield from _notes_in(by_id[node.id].content, by_id)


def _names(ids: Iterable[str]) -> dict[str, str]:
    """Name the files of pages by ids that may be anything; no two differ in capitals alone."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for one in ids:
        name = one.lower()
        is_ours = name in RESERVED or name.startswith(tuple(f"{word}-" for word in RESERVED))
        if not _STEM.match(one) or is_ours or name in taken:
            name = f"division-{hashlib.sha256(one.encode()).hexdigest()[:16]}"
        names[one] = name if name.startswith("division-") else one
        taken.add(name)
    return names


# --- what a page has beside it ----------------------------------------------------------------------------


def places(chapters: Sequence[Chapter], contents: Sequence[Line]) -> Mapping[str, Place]:
    """Give by its id the place of each chapter in the contents of a text."""
    first, *others = chapters
    found = {one.line.file: one for one in _places(led(contents, chapters), (), first.file)}
    return {one.id: found[one.file] for one in others}


def turns(chapters: Sequence[Chapter], places: Mapping[str, Place]) -> Mapping[str, tuple[Line | None, Line | None]]:
    """Give by the id of each page what comes before it and after it, as lines; that of the first has no label."""
    lines = [Line("", "", 1, one.file) if not one.id else places[one.id].line for one in chapters]
    before, after = (None, *lines), (*lines[1:], None)
    return {one.id: both for one, both in zip(chapters, zip(before, after, strict=False), strict=False)}


def led(lines: Iterable[Line], chapters: Sequence[Chapter]) -> tuple[Line, ...]:
    """Give lines of which those that a page begins with lead to that page as a whole."""
    begun = {one.id for one in chapters if one.id}

    def leading(line: Line) -> Line:
        return replace(line, id="" if line.id in begun else line.id, lines=tuple(map(leading, line.lines)))

    return tuple(map(leading, lines)) if begun else tuple(lines)


def _places(lines: Sequence[Line], path: tuple[Line, ...], first: str) -> Iterator[Place]:
    for nth, line in enumerate(lines):
        if line.id:
            continue
        near = lines[max(0, nth - NEAR) : nth + NEAR + 1]
        contents = tuple(_own(one) if one is line else replace(one, lines=()) for one in near)
        for around in reversed(path):
            contents = (replace(around, lines=contents),)
        yield Place(first, line, path, contents)
        yield from _places(line.lines, (*path, line), first)


def _own(line: Line) -> Line:
    """Give a line with those of its own divisions; of what stands on another page, the outermost alone."""
    return replace(line, lines=tuple(one if one.id else replace(one, lines=()) for one in line.lines[:MOST]))


def shifted(chapter: Chapter, settled: Settled) -> Settled:
    """Settle the headings of a chapter for its page: that of its own division is the first, where it has one."""
    if not chapter.id:
        return settled
    inside = list(nodes(chapter.content))
    own = {node.id: settled.levels[node.id] for node in inside if node.behaviour == "heading"}
    first = next((own[one.id] for node in inside if node.id == chapter.id for one in node.headings), 1)
    return replace(settled, levels={one: level - first + 1 for one, level in own.items()})


def references(document: Document, settled: Settled) -> Mapping[str, Mapping[str, list[Reference]]]:
    """Give by file and series the notes that stand there, in the order of their references."""
    found: dict[str, dict[str, list[Reference]]] = {}
    for note in document.notes:
        one = settled.notes[note.id]
        found.setdefault(one.file, {}).setdefault(note.series, []).append(one)
    return found
