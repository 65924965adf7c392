"""The contents of a book: what its navigation lists.

In go the pages of a book and what was settled of them; out come the table of contents and the list of the pages of the
source, as :class:`Entry` values. How they are written is said by the templates.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from editio.render.book import Page
from editio.render.document import Node, nodes
from editio.render.settle import Line, Settled
from editio.render.xhtml import as_id


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold one line of a table of contents, with those below it; ``language`` is that of the label, if known."""

    label: str
    href: str
    entries: tuple["Entry", ...] = ()
    language: str = ""


def contents(
    planned: Sequence[Page], settled: Settled, labels: Mapping[str, str], registers: Mapping[str, str]
) -> tuple[Entry, ...]:
    """Give the table of contents in reading order; ``labels`` says what pages that hold no text are called.

    In a volume each text is one entry, with its headings and what belongs to it alone below. ``registers`` says what
    they are called, which stand below their own entry. The cover is not listed: it is a landmark.
    """
    is_volume = any(page.template == "volume" for page in planned)
    entries: list[Entry] = []
    for text, group in groupby((page for page in planned if page.template != "cover"), attrgetter("text")):
        own = list(group)
        below = _entries(own, settled, labels, registers)
        if text is None or not is_volume or own[0].template == "essay":
            entries.extend(below)
        else:
            below = [entry for entry in below if entry.href != own[0].file]
            entries.append(Entry(text.title, own[0].file, tuple(below), text.about.language))
    return tuple(entries)


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


def _numbered_breaks(page: Page) -> Iterator[Node]:
    return (node for node in nodes(page.content) if node.behaviour == "pageBreak" and node.setting("number").strip())


def _entries(
    own: Sequence[Page], settled: Settled, labels: Mapping[str, str], registers: Mapping[str, str]
) -> list[Entry]:
    """Give the entries of the pages of one text, or of those that belong to none."""
    entries: list[Entry] = []
    order = {page.file: number for number, page in enumerate(own)}
    for page in {page.template: page for page in reversed(own)}.values():
        if page.is_words and page.text:
            lines = settled.contents_of(page.text.document)
            about = page.text.about
            entries.extend(_entry(line, about.language) for line in lines)
            if not lines:
                entries.append(Entry(page.text.title, page.file, language=about.language))
        elif page.template == "names":
            firsts = [one for one in own if one.template == "names" and not one.continued]
            below = tuple(Entry(registers[one.register.kind], one.file) for one in firsts if one.register)
            entries.append(Entry(labels[page.template], page.file, below))
        else:
            entries.append(Entry(labels[page.template], page.file))
    return sorted(entries, key=lambda entry: order[entry.href.partition("#")[0]])


def _entry(line: Line, language: str) -> Entry:
    below = tuple(_entry(inner, language) for inner in line.lines)
    return Entry(line.label, f"{line.file}#{as_id(line.id)}", below, language)
