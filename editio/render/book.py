"""A book as values: its texts, its pages in reading order, and what each page holds.

In goes nothing but texts and pages; the module holds the :class:`Page` values that :mod:`editio.render.planning` makes
and templates write, and says what follows from them: titles of files, parts to settle, mentions by text. Nothing is
written here, and nothing is said of a book as a whole: that is :mod:`editio.render.package`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from editio.render import pages
from editio.render.chronology import Happening
from editio.render.document import Content, Document, Metadata, Node, Note, Occurrence, Register, nodes, plain
from editio.render.package import UNTITLED
from editio.render.settle import Part
from editio.render.statements import Intervention, LetStand, Variant, Withdrawal


@dataclass(frozen=True, slots=True, eq=False)
class Text:
    """Hold one text of a book; the names of its files begin with ``stem``, if it is one of several.

    An essay of the editors is a text with a ``heading``, and says of itself what the header of the volume says.
    ``let_stand`` are the findings that editors know and let stand, those of all essays with the first of them.
    """

    document: Document
    stem: str = ""
    heading: str = ""
    let_stand: tuple[LetStand, ...] = ()

    @property
    def about(self) -> Metadata:
        """Give what its header says."""
        return self.document.metadata

    @property
    def title(self) -> str:
        """Give what it is called, which is never nothing."""
        return self.heading or self.about.title or UNTITLED

    @property
    def opening(self) -> str:
        """Give the id of its first element, which names an essay as a whole, or nothing."""
        return next((part.id for part in self.document.content if isinstance(part, Node)), "")


@dataclass(frozen=True, slots=True)
class Changes:
    """Hold what the editors did to one text and what they let stand, or some of it: as much as fits on a page."""

    text: Text
    interventions: tuple[Intervention, ...] = ()
    withdrawn: tuple[Withdrawal, ...] = ()
    let_stand: tuple[LetStand, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """Hold one file of a book and what is on it; ``template`` says what kind of page it is.

    ``matter`` is ``frontmatter``, ``bodymatter`` or ``backmatter``; ``text`` is the text that the page belongs to,
    if it belongs to one. What runs on from a page of its kind is ``continued``.
    """

    template: str
    matter: str
    text: Text | None = None
    file: str = ""
    content: Content = ()
    notes: tuple[Note, ...] = ()
    variants: tuple[Variant, ...] = ()
    happenings: tuple[Happening, ...] = ()
    register: Register | None = None
    changes: tuple[Changes, ...] = ()
    continued: bool = False

    @property
    def opens(self) -> str:
        """Give the kind of the division that begins on the page, or nothing."""
        first = next((part for part in self.content if isinstance(part, Node)), None)
        return first.setting("kind") if first and pages.CONTINUED not in first.settings else ""

    @property
    def is_words(self) -> bool:
        """Tell whether the page holds words of a text."""
        return self.template in ("essay", "text")

    @property
    def heading(self) -> str:
        """Give the words of the first heading on the page, or nothing."""
        return next((plain(node.content) for node in nodes(self.content) if node.behaviour == "heading"), "")


def parts(planned: Iterable[Page], texts: Sequence[Text]) -> tuple[Part, ...]:
    """Say what each page holds, for :func:`editio.render.settle.settle`."""
    found: list[Part] = []
    for page in planned:
        if page.register:
            ids = tuple(entry.id for entry in page.register.entries if entry.id)
            found.extend(Part(page.file, text.document, role="registers", ids=ids) for text in texts)
        elif page.text:
            role = "text" if page.content else page.template
            ids = tuple(note.id for note in page.notes)
            found.append(Part(page.file, page.text.document, page.content, role, ids))
        for changes in page.changes:
            ids = tuple(entry.id for entry in changes.withdrawn)
            found.append(Part(page.file, changes.text.document, role="changes", ids=ids))
    return tuple(found)


def titles(planned: Iterable[Page], labels: Mapping[str, str], book: str) -> Mapping[str, str]:
    """Give each file a title of its own: its heading, what it is called, or the title of the text or the book."""
    found: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for page in planned:
        of_text = page.text.title if page.text else book
        if page.template in ("title", "volume"):
            title = of_text
        elif page.is_words:
            title = page.heading or of_text
        else:
            title = f"{labels[page.template]}: {of_text}"
        found[page.file] = _unused(title, counts)
    return found


def _unused(title: str, counts: Counter[str]) -> str:
    """Give a title that no file has yet: the first stays as it is, the others are counted."""
    counts[title] += 1
    return title if counts[title] == 1 else _unused(f"{title} ({counts[title]})", counts)


def owners(texts: Iterable[Text]) -> Mapping[str, Text]:
    """Give the text that each mention stands in, by its id."""
    return {
        one.id: text
        for text in texts
        for register in text.document.registers
        for entry in register.entries
        for one in entry.occurrences
    }


def by_text(occurrences: Iterable[Occurrence], texts: Mapping[str, Text]) -> Iterator[tuple[Text, list[Occurrence]]]:
    """Part the mentions of an entry, which are in reading order, by the texts that own them."""
    for text, group in groupby(occurrences, key=lambda one: texts[one.id]):
        yield text, list(group)


def shared(texts: Sequence[Text]) -> list[str]:
    """Give what the headers of several texts all say of how the text was treated, in the order of the first."""
    said = [[words for _, words in text.about.declarations] for text in texts]
    return [words for words in said[0] if all(words in other for other in said)] if len(said) > 1 else []


def title_in(stem: str, texts: Sequence[Text]) -> str:
    """Give the title of the text of a book whose files begin with a stem, or that stem."""
    return next((text.title for text in texts if text.stem == stem), stem)
