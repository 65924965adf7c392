"""The plan of a book: which files it has, in which order, and what is in each.

In go the documents of its texts; out come the :class:`Page` values of the book and, once they are settled, its tables
of contents. Nothing is written here, and nothing is said of a book as a whole: that is
:mod:`editio.render.package`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter

from editio.render import pages
from editio.render.document import (
    Content,
    Document,
    Metadata,
    Node,
    Note,
    Occurrence,
    Register,
    nodes,
    plain,
)
from editio.render.package import UNTITLED
from editio.render.register import merged
from editio.render.settle import Line, Part, Settled
from editio.render.statements import Intervention, Variant, Withdrawal
from editio.render.xhtml import as_id


@dataclass(frozen=True, slots=True, eq=False)
class Text:
    """Hold one text of a book; the names of its files begin with ``stem``, if it is one of several."""

    document: Document
    stem: str = ""

    @property
    def about(self) -> Metadata:
        """Give what its header says."""
        return self.document.metadata

    @property
    def title(self) -> str:
        """Give what it is called, which is never nothing."""
        return self.about.title or UNTITLED


@dataclass(frozen=True, slots=True)
class Page:
    """Hold one file of a book and what is on it; ``template`` says what kind of page it is.

    ``matter`` is ``frontmatter``, ``bodymatter`` or ``backmatter``; ``text`` is the text that the page belongs to,
    if it belongs to one.
    """

    template: str
    matter: str
    text: Text | None = None
    file: str = ""
    content: Content = ()
    notes: tuple[Note, ...] = ()
    interventions: tuple[Intervention, ...] = ()
    withdrawn: tuple[Withdrawal, ...] = ()
    variants: tuple[Variant, ...] = ()
    registers: tuple[Register, ...] = ()

    @property
    def heading(self) -> str:
        """Give the words of the first heading on the page, or nothing."""
        return next((plain(node.content) for node in nodes(self.content) if node.behaviour == "heading"), "")


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold one line of a table of contents, with those below it; ``language`` is that of the label, if known."""

    label: str
    href: str
    entries: tuple["Entry", ...] = ()
    language: str = ""


def plan(texts: Sequence[Text], *, is_volume: bool) -> tuple[Page, ...]:
    """Plan the pages of a book in reading order, without its navigation.

    A volume has a title page of its own before the texts; registers and colophon come once, at the end.
    """
    opening = (Page("volume", "frontmatter"),) if is_volume else ()
    of_texts = (page for text in texts for page in _of_text(text, is_volume))
    registers = merged(text.document.registers for text in texts)
    return tuple(_named((*opening, *of_texts, *_of_registers(registers), Page("colophon", "backmatter"))))


def parts(planned: Iterable[Page], texts: Sequence[Text]) -> tuple[Part, ...]:
    """Say what each page holds, for :func:`editio.render.settle.settle`."""
    found: list[Part] = []
    for page in planned:
        if page.registers:
            ids = tuple(entry.id for register in page.registers for entry in register.entries)
            found.extend(Part(page.file, text.document, role="registers", ids=ids) for text in texts)
        elif page.text:
            role = "text" if page.content else page.template
            ids = (*(note.id for note in page.notes), *(entry.id for entry in page.withdrawn))
            found.append(Part(page.file, page.text.document, page.content, role, ids))
    return tuple(found)


def contents(planned: Sequence[Page], settled: Settled, labels: Mapping[str, str]) -> tuple[Entry, ...]:
    """Give the table of contents in reading order; ``labels`` says what pages that hold no text are called.

    In a volume each text is one entry, with its headings and what belongs to it alone below.
    """
    is_volume = any(page.template == "volume" for page in planned)
    entries: list[Entry] = []
    for text, group in groupby(planned, attrgetter("text")):
        own = list(group)
        below = _entries(own, settled, labels)
        if text is None or not is_volume:
            entries.extend(below)
        else:
            below = [entry for entry in below if entry.href != own[0].file]
            entries.append(Entry(text.title, own[0].file, tuple(below), text.about.language))
    return tuple(entries)


def titles(planned: Iterable[Page], labels: Mapping[str, str], book: str) -> Mapping[str, str]:
    """Give each file a title of its own: its heading, what it is called, or the title of the text or the book."""
    found: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for page in planned:
        of_text = page.text.title if page.text else book
        if page.template in ("title", "volume"):
            title = of_text
        elif page.template == "text":
            title = page.heading or of_text
        else:
            title = f"{labels[page.template]}: {of_text}"
        found[page.file] = _unused(title, counts)
    return found


def _unused(title: str, counts: Counter[str]) -> str:
    """Give a title that no file has yet: the first stays as it is, the others are counted."""
    counts[title] += 1
    return title if counts[title] == 1 else _unused(f"{title} ({counts[title]})", counts)


def page_breaks(planned: Iterable[Page]) -> tuple[Entry, ...]:
    """Give the pages of the source that the text numbers, in reading order."""
    breaks = ((page, node) for page in planned for node in _numbered_breaks(page))
    return tuple(Entry(node.setting("number"), f"{page.file}#{as_id(node.id)}") for page, node in breaks)


def sources_of_breaks(planned: Iterable[Page]) -> tuple[str, ...]:
    """Give the printed sources of the texts whose pages are numbered (EPUB Accessibility 1.1, `pageBreakSource`).

    There it is ``none`` that says that no printed source is known.
    """
    texts = (page.text for page in planned if page.text and next(_numbered_breaks(page), None))
    stated = dict.fromkeys(source.words for text in texts for source in text.about.sources_of("print"))
    return tuple(stated) or ("none",)


def by_text(occurrences: Sequence[Occurrence], texts: Sequence[Text]) -> Iterator[tuple[Text, list[Occurrence]]]:
    """Part the places of a name by the texts of a book that they are in, each block once: where it first names it."""
    for text in texts:
        first: dict[str, Occurrence] = {}
        for occurrence in occurrences:
            if not text.stem or occurrence.id.startswith(f"{text.stem}."):
                first.setdefault(occurrence.place or occurrence.id, occurrence)
        if first:
            yield text, list(first.values())


def title_in(stem: str, texts: Sequence[Text]) -> str:
    """Give the title of the text of a book whose files begin with a stem, or that stem."""
    return next((text.title for text in texts if text.stem == stem), stem)


def _numbered_breaks(page: Page) -> Iterator[Node]:
    return (node for node in nodes(page.content) if node.behaviour == "pageBreak" and node.setting("number").strip())


def _entries(own: Sequence[Page], settled: Settled, labels: Mapping[str, str]) -> list[Entry]:
    """Give the entries of the pages of one text, or of those that belong to none."""
    entries: list[Entry] = []
    order = {page.file: number for number, page in enumerate(own)}
    for page in {page.template: page for page in reversed(own)}.values():
        if page.template == "text" and page.text:
            lines = settled.contents_of(page.text.document)
            about = page.text.about
            entries.extend(_entry(line, about.language) for line in lines)
            if not lines:
                entries.append(Entry(page.text.title, page.file, language=about.language))
        else:
            entries.append(Entry(labels[page.template], page.file))
    return sorted(entries, key=lambda entry: order[entry.href.partition("#")[0]])


def _entry(line: Line, language: str) -> Entry:
    below = tuple(_entry(inner, language) for inner in line.lines)
    return Entry(line.label, f"{line.file}#{as_id(line.id)}", below, language)


# --- the pages of a text ----------------------------------------------------------------------------------


def _of_text(text: Text, is_volume: bool) -> Iterator[Page]:
    document = text.document
    front, body, back = ("bodymatter",) * 3 if is_volume else ("frontmatter", "bodymatter", "backmatter")
    if not any(map(_is_title_page, document.front)):
        yield Page("title", front, text)
    for matter, content in ((front, document.front), (body, document.body), (back, document.back)):
        for part in pages.cut(content):
            yield Page("title" if any(map(_is_title_page, part)) else "text", matter, text, content=part)
    for notes in pages.batched((note, _size_of_note(note)) for note in document.notes):
        yield Page("notes", back, text, notes=notes)
    runs = pages.batched((change, _size_of_change(change)) for change in document.interventions)
    runs = runs or ((),) * bool(document.withdrawn)
    for nth, changes in enumerate(runs, 1):
        withdrawn = document.withdrawn if nth == len(runs) else ()
        yield Page("changes", back, text, interventions=changes, withdrawn=withdrawn)
    for variants in pages.batched((variant, _size_of_variant(variant)) for variant in document.variants):
        yield Page("variants", back, text, variants=variants)


def _of_registers(registers: Iterable[Register]) -> Iterator[Page]:
    entries = [(register.kind, entry) for register in registers for entry in register.entries]
    sized = (((kind, entry), 500 + 200 * len(entry.occurrences) + _bytes(entry.note)) for kind, entry in entries)
    for run in pages.batched(sized):
        kinds = dict.fromkeys(kind for kind, _ in run)
        some = (Register(kind, tuple(entry for other, entry in run if other == kind)) for kind in kinds)
        yield Page("names", "backmatter", registers=tuple(some))


def _is_title_page(part: str | Node) -> bool:
    return isinstance(part, Node) and part.behaviour == "titlePage"


def _size_of_note(note: Note) -> int:
    return 400 + 4 * len(note.id) + pages.size(note.content)


def _size_of_change(change: Intervention) -> int:
    words = (change.reading, change.source, *change.reasons, *change.responsible)
    others = sum(200 + _bytes(one.reading, *one.reasons, *one.responsible) for one in change.alternatives)
    passages = sum(300 + 2 * len(one.id) + _bytes(one.before, one.reading, one.after) for one in change.passages)
    return 400 + 3 * len(change.id) + _bytes(*words) + others + passages


def _size_of_variant(variant: Variant) -> int:
    said = sum(80 + _bytes(reading.words, *reading.witnesses) for reading in variant.readings)
    return 300 + 150 * len(variant.passages) + said + _bytes(*variant.reasons)


def _bytes(*words: str) -> int:
    return sum(len(word.encode()) for word in words)


def _named(planned: Iterable[Page]) -> Iterator[Page]:
    """Name the files after what is on them: with the stem of their text, and a number where there are several."""
    counts: Counter[tuple[str, str]] = Counter()
    for page in planned:
        stem, kind = page.text.stem if page.text else "", page.template
        counts[stem, kind] += 1
        nth = counts[stem, kind]
        number = str(nth) if nth > 1 else ""
        words = (stem or kind, f"{nth:03}") if kind == "text" else (stem, kind, number)
        yield replace(page, file=f"{'-'.join(filter(None, words))}.xhtml")
