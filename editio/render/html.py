"""The format HTML: a site of an edition, or the page of one document.

In go TEI documents; out come pages with their style and script, as bytes by path (:class:`~editio.render.format.Made`).
What is on a page is said by the templates in ``templates/html``; this module gives them what they ask for. Pages
name no remote resource, and work from a disk and without script.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from markupsafe import Markup

from editio import tei
from editio.edition import Edition
from editio.files import STREAM, read
from editio.publication import PARTS
from editio.render import citing, compare, cuts, feed, head, model, selection, site, ways
from editio.render.citation import Cited, entry, of_edition, of_text
from editio.render.compare import Side
from editio.render.document import Content, Document, Node, Register
from editio.render.format import Made
from editio.render.hypertext import (
    COMPARE,
    INDEX,
    SCRIPTS,
    SEARCH_SCRIPT,
    SITE_STYLE,
    SOURCE,
    STYLE,
    Assets,
    Download,
    downloads,
    shared,
    shared_names,
)
from editio.render.hypertext import sheet as sheet_of
from editio.render.origin import Origin, of_file
from editio.render.references import BIBTEX, CSL_JSON, bibtex, csl_json
from editio.render.settle import Part, Settled, settle
from editio.render.sheet import Sheet, own_rules

_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*\Z")


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


def single(data: bytes, file: str, out: Path) -> Made:
    """Make of one TEI document one self-contained page, or a folder with both views and the TEI itself."""
    root = tei.parse(data, file)
    reading, found = model.read(root, file=file)
    sheet = sheet_of(None, reading.metadata.header_language)
    if out == STREAM or out.suffix in (".html", ".htm"):
        assets = Assets("", True, Markup(sheet.raw(STYLE)), Markup("".join(map(sheet.raw, SCRIPTS))))
        return Made(((out, _page(sheet, reading, Links(), assets)),), found)
    name = f"{reading.metadata.id if _FILE.match(reading.metadata.id) else 'text'}.xml"
    links = Links(INDEX, SOURCE, COMPARE, name, bibtex=BIBTEX, csl_json=CSL_JSON, downloads=(Download("tei", name),))
    source, _ = model.read(root, view="source", file=file)
    pages = (
        (out / INDEX, _page(sheet, reading, links, Assets())),
        (out / SOURCE, _page(sheet, source, links, Assets())),
        *((out / file, page) for file, page in _compared(sheet, (reading, source), links, Assets())),
    )
    citations = _citations(out, of_text(reading.metadata))
    return Made((*pages, (out / name, data), *citations, *shared(sheet, out)), found)


def text(edition: Edition, name: str) -> Made:
    """Make the pages of a text and a copy of its TEI, with the style and the scripts that they share with others.

    These are the volume's targets, but a page must not go without them while the volume waits for another text.
    """
    path = edition.document(name)
    data = read(path)
    root = tei.parse(data, str(path))
    rules = own_rules(edition.root, "html")
    reading, found = model.read(root, file=str(path), own_rules=rules)
    source, _ = model.read(root, view="source", file=str(path), own_rules=rules)
    reading, source = (selection.chosen(view, edition, name) for view in (reading, source))
    sheet = sheet_of(edition.root, edition.publication.spoken(name))
    ledger = edition.ledger(name)
    origin = of_file(root, read(ledger) if ledger.is_file() else None, str(path))
    shown = edition.publication.has("changes")  # what the source has otherwise is shown, or nothing of the source
    both = (SOURCE, COMPARE) if shown else ("", "")
    links = Links(INDEX, *both, f"{name}.xml", BIBTEX, CSL_JSON, downloads(edition, name, "../../"))
    folder, assets = edition.output / "html" / name, Assets("../")
    pages = [(folder / INDEX, _page(sheet, reading, links, assets, edition, name, origin))]
    if shown:
        pages.append((folder / SOURCE, _page(sheet, source, links, assets, edition, name, origin)))
        both_views = _compared(sheet, (reading, source), links, assets, edition, name, origin)
        pages.extend((folder / file, page) for file, page in both_views)
    citations = _citations(folder, of_text(reading.metadata, edition))
    copy = (folder / f"{name}.xml", data)
    return Made((*pages, copy, *citations, *shared(sheet, edition.output / "html")), found)


def volume(edition: Edition) -> Made:
    """Make the pages of the edition as a whole, with what all pages share; report links that lead nowhere (W705)."""
    sheet = sheet_of(edition.root, edition.publication.spoken())
    cited = of_edition(edition)
    front = {"links": Links(bibtex=BIBTEX, csl_json=CSL_JSON), "citation": entry(sheet.words, cited)}
    whole = site.gather(edition)
    folder = edition.output / "html"
    own = ((folder / edition.volume.name, read(edition.volume)),) if edition.has_volume else ()
    own = (*own, *((folder / name, sheet.raw(name).encode()) for name in (SITE_STYLE, SEARCH_SCRIPT)))
    pages = site.pages(edition, sheet, whole, front)
    of_texts = (part.file for leaf in whole.texts for part in leaf.settled.parts if part.role == "text")
    listed = (*(page for page in ways.pages(edition) if page.endswith(".html")), *of_texts)
    told = feed.files(edition, sheet, whole.texts, whole.essays, listed)
    return Made((*pages, *own, *told, *_citations(folder, cited), *shared(sheet, folder)), whole.messages)


def text_targets(edition: Edition, name: str) -> tuple[Path, ...]:
    """Name the reading text, the source text, both side by side, the copy of the TEI, and how the text is cited."""
    folder = edition.output / "html" / name
    views = (INDEX, SOURCE, COMPARE) if edition.publication.has("changes") else (INDEX,)
    return tuple(folder / file for file in (*views, f"{name}.xml", BIBTEX, CSL_JSON))


def text_pages(edition: Edition, name: str) -> tuple[Path, ...]:
    """Give the pattern of all pages of a text: those of its chapters are among them."""
    return (edition.output / "html" / name / "*.html",)


def text_needs(edition: Edition) -> Mapping[str, tuple[Path, ...]]:
    """Give by text the documents of others that its pages lead into, as far as these have several pages."""
    return cuts.needs(edition)


def volume_targets(edition: Edition) -> tuple[Path, ...]:
    """Name the pages of the edition as a whole, the forms in which it is cited, the style and the script."""
    shared_by_all = (BIBTEX, CSL_JSON, SITE_STYLE, SEARCH_SCRIPT, *feed.targets(edition), *shared_names(edition))
    return tuple(edition.output / "html" / name for name in (*ways.pages(edition), *shared_by_all))


# --- pages ------------------------------------------------------------------------------------------------


def _page(
    sheet: Sheet,
    document: Document,
    links: Links,
    assets: Assets,
    edition: Edition | None = None,
    name: str = "",
    origin: Origin | None = None,
) -> bytes:
    """Settle one view of a text, and write its page.

    In a site what registers hold, and what the editors changed, is listed for all texts together, on pages of its own.
    """
    is_source = document.view == "source"
    here = SOURCE if is_source else INDEX
    links = replace(links, compared=compare.compared(here)) if links.compared else links
    settled, elsewhere = _settled(document, here, assets, edition)
    about = document.metadata
    opening = _opening(document.front)
    cited, at = of_text(about, edition), head.address(edition, f"{name}/{here}")
    page = sheet.page(
        "text.html.j2",
        document=document,
        opening=opening,
        text=document.content[len(opening) :],
        settled=settled,
        here=here,
        edition=edition,
        name=name,
        ways=ways.ways(edition, sheet.words) if edition else (),
        **_lists(INDEX if is_source else "", assets, edition, name),
        own_registers=_own_registers(document, elsewhere),
        elsewhere=elsewhere,
        links=links,
        assets=assets,
        meta=head.of_text(document, edition, f"{name}/{here}", links.downloads, links.reading if is_source else ""),
        parts=edition.publication.order if edition else PARTS,
        isbns=edition.publication.isbn.get(name, {}) if edition else {},
        citation=entry(sheet.words, cited),
        citing=citing.template(sheet.words, cited, at, links.compared, has_bytes=bool(origin)),
    )
    return page.encode()


def _compared(
    sheet: Sheet,
    views: tuple[Document, Document],
    links: Links,
    assets: Assets,
    edition: Edition | None = None,
    name: str = "",
    origin: Origin | None = None,
) -> Iterator[tuple[str, bytes]]:
    """Write the pages on which both views stand side by side, each with its file."""
    lists = {**_lists(INDEX, assets, edition, name), "assets": assets, "name": name}
    files = (INDEX, SOURCE)
    sides = [Side(one, _settled(one, file, assets, edition)[0], lists) for one, file in zip(views, files, strict=True)]
    cited = of_text(views[0].metadata, edition)
    leaves = compare.leaves(sheet, sides[0], sides[1], origin, cited, head.address(edition, f"{name}/"))
    for leaf in leaves:
        page = sheet.page(
            "compare.html.j2",
            reading=sides[0],
            leaf=leaf,
            leaves=list(leaves),
            origin=origin,
            meta=head.of_text(views[0], edition, f"{name}/{leaf.file}", links.downloads, leaf.reading),
            edition=edition,
            ways=ways.ways(edition, sheet.words) if edition else (),
            links=links,
            assets=assets,
        )
        yield leaf.file, page.encode()


def _settled(
    document: Document, here: str, assets: Assets, edition: Edition | None
) -> tuple[Settled, tuple[Part, ...]]:
    """Settle one view of a text on its page, and tell what the pages of registers hold of it."""
    elsewhere = tuple(site.of_registers(edition, document, assets.folder)) if edition else ()
    parts = (Part(here, document, document.content), *elsewhere, Part(INDEX, document, role="registers"))
    return settle(parts, ways.beside(edition, assets.folder)) if edition else settle(parts), elsewhere


def _lists(page: str, assets: Assets, edition: Edition | None, name: str) -> dict[str, str]:
    """Say what links to the lists of changes and of variants begin with; ``page`` holds the reading text."""
    readings = f"{page}#"
    return {
        "changes": f"{assets.folder}{ways.CHANGES}#{name}." if edition else readings,
        "readings": readings,
    }


def _own_registers(document: Document, elsewhere: Iterable[Part]) -> tuple[Register, ...]:
    """Give the registers that the page of a text holds itself."""
    told = {one for part in elsewhere for one in part.ids}
    return tuple(one for one in document.registers if not told.issuperset(entry.id for entry in one.entries))


def _opening(front: Content) -> Content:
    """Give the front up to its title page: what stands before the contents."""
    pages = [nth for nth, part in enumerate(front, 1) if isinstance(part, Node) and part.behaviour == "titlePage"]
    return front[: pages[-1]] if pages else ()


def _citations(folder: Path, cited: Cited) -> tuple[tuple[Path, bytes], ...]:
    return (folder / BIBTEX, bibtex(cited)), (folder / CSL_JSON, csl_json(cited))
