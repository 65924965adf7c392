"""The pages of a text in HTML: its two views, and both side by side, each on one page or cut into chapters.

In go the documents of a text and what all its pages have in common; out come pages as bytes, by their files. Where a
text is cut is said by :mod:`editio.render.chapters`, what stands on a page by ``text.html.j2``, ``chapter.html.j2`` and
``compare.html.j2``.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from editio.edition import Edition
from editio.publication import PARTS
from editio.render import chapters, citing, compare, head, site, ways
from editio.render.chapters import Chapter, Place
from editio.render.citation import entry, of_text
from editio.render.compare import Side
from editio.render.document import Document, Register
from editio.render.hypertext import INDEX, Assets, Download
from editio.render.origin import Origin
from editio.render.settle import Line, Part, Reference, Settled, settle
from editio.render.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Links:
    """Hold where a page leads; what is empty is not shown."""

    reading: str = ""
    source: str = ""
    compared: str = ""
    tei: str = ""
    bibtex: str = ""
    csl_json: str = ""
    downloads: tuple[Download, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """Hold what all pages of a text have in common: how they are written, and where they stand.

    ``links`` are those of the first page, ``name`` is that of the text in its edition, and ``origin`` tells, where it
    is known, from which bytes its passages came.
    """

    sheet: Sheet
    links: Links
    assets: Assets
    edition: Edition | None = None
    name: str = ""
    origin: Origin | None = None

    def address(self, file: str) -> str:
        """Give the address of a page of the text, if it is known where the site will stand."""
        return head.address(self.edition, f"{self.name}/{file}")


@dataclass(frozen=True, slots=True)
class View:
    """Hold one view of a text: its pages, what is settled of them, and what stands beside them.

    ``places`` are those of its chapters by id, ``turns`` what comes before and after each page, ``notes`` those of each
    file by series, ``elsewhere`` the registers that stand on pages of the whole site.
    """

    document: Document
    chapters: tuple[Chapter, ...]
    settled: Settled
    places: Mapping[str, Place]
    turns: Mapping[str, tuple[Line | None, Line | None]]
    notes: Mapping[str, Mapping[str, Sequence[Reference]]]
    elsewhere: tuple[Part, ...] = ()


def pages(frame: Frame, documents: Sequence[Document], ids: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Write the pages of a text in some of its views, cut where divisions of these ``ids`` begin; each with its file.

    The reading view comes first. In a site what registers hold, and what the editors changed, is listed for all texts
    together, on pages of its own.
    """
    first, *others = (_view(frame, document, ids) for document in documents)
    views = (first, *(replace(one, settled=_numbered_as(first.settled, one.settled)) for one in others))
    for view in views:
        for chapter in view.chapters:
            yield chapter.file, _page(frame, view, chapter, _links(frame, chapter, views))
    if len(views) > 1 and frame.links.compared:
        yield from _compared(frame, views)


def _view(frame: Frame, document: Document, ids: Sequence[str]) -> View:
    """Cut one view of a text, and settle it."""
    edition, up = frame.edition, frame.assets.folder
    cut = chapters.cut(document, ids)
    elsewhere = tuple(site.of_registers(edition, document, up)) if edition else ()
    parts = (*chapters.parts(cut, document), *elsewhere, Part(INDEX, document, role="registers"))
    settled = settle(parts, ways.beside(edition, up)) if edition else settle(parts)
    places = chapters.places(cut, settled.contents_of(document))
    notes = chapters.references(document, settled)
    return View(document, cut, settled, places, chapters.turns(cut, places), notes, elsewhere)


def _numbered_as(reading: Settled, settled: Settled) -> Settled:
    """Number paragraphs as the reading text does: a number is cited, and what that leaves out has none."""
    return replace(settled, numbers={one: reading.numbers[one] for one in settled.numbers if one in reading.numbers})


def _page(frame: Frame, view: View, chapter: Chapter, links: Links) -> bytes:
    """Write one page of a view."""
    edition, document, here = frame.edition, view.document, chapter.file
    opening = () if chapter.id else chapters.opening(document)
    place = view.places.get(chapter.id)
    listed = chapters.led(view.settled.contents_of(document), view.chapters) if place is None else place.contents
    cited = of_text(document.metadata, edition)
    page = frame.sheet.page(
        "text.html.j2" if place is None else "chapter.html.j2",
        **_shared(frame, links),
        document=document,
        place=place,
        turns=view.turns[chapter.id],
        here=here,
        opening=opening,
        text=chapter.content[len(opening) :],
        settled=chapters.shifted(chapter, view.settled),
        listed=listed,
        notes_here=view.notes.get(here, {}),
        own_registers=_own_registers(document, view.elsewhere),
        elsewhere=view.elsewhere,
        **_lists(frame, "" if here == INDEX else INDEX),
        meta=_head(frame, document, links, here, place.line.label if place else "", document.view == "source"),
        parts=edition.publication.order if edition else PARTS,
        isbns=edition.publication.isbn.get(frame.name, {}) if edition else {},
        citation=entry(frame.sheet.words, cited),
        citing=citing.template(
            frame.sheet.words, cited, frame.address(here), links.compared, has_bytes=bool(frame.origin)
        ),
    )
    return page.encode()


def _compared(frame: Frame, views: Sequence[View]) -> Iterator[tuple[str, bytes]]:
    """Write the pages on which both views stand side by side, each with its file."""
    lists = {**_lists(frame, INDEX), "assets": frame.assets, "name": frame.name}
    reading, source = (Side(view.document, _below_titles(view), lists) for view in views)
    document = reading.document
    cited = of_text(document.metadata, frame.edition)
    leaves = compare.leaves(frame.sheet, reading, source, frame.origin, cited, frame.address(""))
    for leaf in leaves:
        links = replace(frame.links, reading=leaf.reading, source=leaf.source, compared=leaf.file)
        page = frame.sheet.page(
            "compare.html.j2",
            **_shared(frame, links),
            reading=reading,
            leaf=leaf,
            leaves=list(leaves),
            origin=frame.origin,
            meta=_head(frame, document, links, leaf.file, leaf.title),
        )
        yield leaf.file, page.encode()


def _below_titles(view: View) -> Settled:
    """Settle the headings of chapters for pages whose own heading is the name of the chapter."""
    levels = dict(view.settled.levels)
    for chapter in view.chapters[1:]:
        levels.update((one, level + 1) for one, level in chapters.shifted(chapter, view.settled).levels.items())
    return replace(view.settled, levels=levels)


def _shared(frame: Frame, links: Links) -> dict[str, Any]:
    """Give what every page is told."""
    edition = frame.edition
    return {
        "edition": edition,
        "name": frame.name,
        "ways": ways.ways(edition, frame.sheet.words) if edition else (),
        "links": links,
        "assets": frame.assets,
    }


def _head(
    frame: Frame, document: Document, links: Links, file: str, chapter: str = "", is_other: bool = True
) -> head.Head:
    """Say what the head of a page tells programs; a page that ``is_other`` is another form of the reading text."""
    path, reading = f"{frame.name}/{file}", links.reading if is_other else ""
    return head.of_text(document, frame.edition, path, links.downloads, reading, chapter)


def _links(frame: Frame, chapter: Chapter, views: Sequence[View]) -> Links:
    """Lead from a page to where the same division begins in each view."""
    links = frame.links
    if not links.source or not chapter.id:
        return links
    reading, source = (view.settled.files for view in views)
    return replace(
        links,
        reading=reading.get(chapter.id, links.reading),
        source=source.get(chapter.id, links.source),
        compared=compare.compared(chapter.file),
    )


def _lists(frame: Frame, page: str) -> dict[str, str]:
    """Say what links to the lists of changes and of variants begin with; ``page`` holds the reading text."""
    readings = f"{page}#"
    changes = f"{frame.assets.folder}{ways.CHANGES}#{frame.name}." if frame.edition else readings
    return {"changes": changes, "readings": readings}


def _own_registers(document: Document, elsewhere: Iterable[Part]) -> tuple[Register, ...]:
    """Give the registers that the page of a text holds itself."""
    told = {one for part in elsewhere for one in part.ids}
    return tuple(one for one in document.registers if not told.issuperset(entry.id for entry in one.entries))
