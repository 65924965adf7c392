"""The format HTML: a site of an edition, or the page of one document.

In go TEI documents; out come pages with their style and script, as bytes by path (:class:`~editio.render.format.Made`).
What is on a page is said by the templates in ``templates/html``; this module gives them what they ask for. Pages
name no remote resource, and work from a disk and without script.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from markupsafe import Markup, escape

from editio import tei
from editio.edition import Edition
from editio.files import STREAM, read
from editio.render import elsewhere, language, model, xhtml
from editio.render.citation import Cited, entry, of_edition, of_text
from editio.render.document import Content, Document, Metadata, Node
from editio.render.facts import meant_in, point_in, time_in
from editio.render.format import Made
from editio.render.header import metadata
from editio.render.phrase import cause_of, date_in, filled, lost, quoted
from editio.render.references import BIBTEX, CSL_JSON, bibtex, csl_json
from editio.render.settle import Part, settle
from editio.render.sheet import Sheet, own_folder, own_rules

INDEX, SOURCE, STYLE, SCRIPT = "index.html", "source.html", "style.css", "margin.js"

_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*\Z")


@dataclass(frozen=True, slots=True)
class Download:
    """Hold another form of a text, by its name in the catalogue of words, and where it lies."""

    form: str
    href: str


@dataclass(frozen=True, slots=True)
class Links:
    """Hold where a page leads; what is empty is not shown."""

    reading: str = ""
    source: str = ""
    home: str = ""
    edition: str = ""
    tei: str = ""
    bibtex: str = ""
    csl_json: str = ""
    downloads: tuple[Download, ...] = ()


@dataclass(frozen=True, slots=True)
class Assets:
    """Hold style and script, in the page itself if they are ``inlined``, else in ``folder``."""

    folder: str = ""
    inlined: bool = False
    style: str = ""
    script: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """Hold one text as the front page lists it."""

    about: Metadata
    href: str
    source: str
    downloads: tuple[Download, ...]


def single(data: bytes, file: str, out: Path) -> Made:
    """Make of one TEI document one self-contained page, or a folder with both views and the TEI itself."""
    root = tei.parse(data, file)
    reading, found = model.read(root, file=file)
    sheet = _sheet(None, reading.metadata.header_language)
    if out == STREAM or out.suffix in (".html", ".htm"):
        assets = Assets("", True, Markup(sheet.raw(STYLE)), Markup(sheet.raw(SCRIPT)))
        return Made(((out, _page(sheet, reading, Links(), assets)),), found)
    name = f"{reading.metadata.id if _FILE.match(reading.metadata.id) else 'text'}.xml"
    links = Links(INDEX, SOURCE, tei=name, bibtex=BIBTEX, csl_json=CSL_JSON, downloads=(Download("tei", name),))
    source, _ = model.read(root, view="source", file=file)
    pages = (
        (out / INDEX, _page(sheet, reading, links, Assets())),
        (out / SOURCE, _page(sheet, source, links, Assets())),
    )
    citations = _citations(out, of_text(sheet.words, reading.metadata))
    return Made((*pages, (out / name, data), *citations, *_assets(sheet, out)), found)


def text(edition: Edition, name: str) -> Made:
    """Make the two pages of a text and a copy of its TEI, with the style and the script that they share with others.

    These two are the volume's targets, but a page must not go without them while the volume waits for another text.
    """
    path = edition.document(name)
    data = read(path)
    root = tei.parse(data, str(path))
    rules = own_rules(edition.root, "html")
    reading, found = model.read(root, file=str(path), own_rules=rules)
    source, _ = model.read(root, view="source", file=str(path), own_rules=rules)
    sheet = _sheet(edition.root, edition.language)
    downloads = _downloads(edition, name, "../../")
    links = Links(INDEX, SOURCE, f"../{INDEX}", edition.title, f"{name}.xml", BIBTEX, CSL_JSON, downloads)
    index, source_page, copy = text_targets(edition, name)[:3]
    assets = Assets("../")
    return Made(
        (
            (index, _page(sheet, reading, links, assets, edition)),
            (source_page, _page(sheet, source, links, assets, edition)),
            (copy, data),
            *_citations(index.parent, of_text(sheet.words, reading.metadata, edition)),
            *_assets(sheet, edition.output / "html"),
        ),
        found,
    )


def volume(edition: Edition) -> Made:
    """Make the front page of the site, its style and its script; report links from text to text that lead nowhere."""
    sheet = _sheet(edition.root, edition.language)
    listed, ends = [], {}
    for name in edition.texts:
        path = edition.document(name)
        root = tei.parse(read(path), str(path))
        listed.append(_listed(edition, name, metadata(root)))
        ends[name] = elsewhere.ends(root, str(path))
    downloads = (Download("epub", f"../epub/{edition.id}.epub"),) if "epub" in edition.formats else ()
    cited = of_edition(sheet.words, edition)
    page = sheet.page(
        "site.html.j2",
        edition=edition,
        texts=listed,
        downloads=downloads,
        assets=Assets(),
        links=Links(bibtex=BIBTEX, csl_json=CSL_JSON),
        citation=entry(sheet.words, cited),
    )
    folder = edition.output / "html"
    files = ((folder / INDEX, _bytes(page)), *_citations(folder, cited), *_assets(sheet, folder))
    return Made(files, tuple(elsewhere.astray(ends)))


def text_targets(edition: Edition, name: str) -> tuple[Path, ...]:
    """Name the reading text, the source text, the copy of the TEI, and the forms in which the text is cited."""
    folder = edition.output / "html" / name
    return folder / INDEX, folder / SOURCE, folder / f"{name}.xml", folder / BIBTEX, folder / CSL_JSON


def volume_targets(edition: Edition) -> tuple[Path, ...]:
    """Name the front page, the forms in which the edition is cited, the style and the script."""
    folder = edition.output / "html"
    return folder / INDEX, folder / BIBTEX, folder / CSL_JSON, folder / STYLE, folder / SCRIPT


# --- pages ------------------------------------------------------------------------------------------------


@cache
def _sheet(root: Path | None, language: str) -> Sheet:
    sheet = Sheet(
        "html",
        autoescape=True,
        own=own_folder(root, "html") if root else None,
        language=language or "en",
        filters={"filled": filled},
        values={
            "attributes": attributes,
            "datetime_of": xhtml.datetime_of,
            "indent_of": xhtml.indent_of,
            "language_of": language_of,
            "span": span,
            "words_tag": xhtml.words_tag,
        },
    )
    sheet.environment.filters["date"] = partial(date_in, sheet.words)
    sheet.environment.filters["point"] = partial(point_in, sheet.words)
    sheet.environment.filters["time"] = partial(time_in, sheet.words)
    for said in (cause_of, lost, meant_in, quoted):
        sheet.environment.globals[said.__name__] = partial(said, sheet.words)
    return sheet


def _page(sheet: Sheet, document: Document, links: Links, assets: Assets, edition: Edition | None = None) -> bytes:
    """Settle one view of a text, and write its page."""
    is_source = document.view == "source"
    here = SOURCE if is_source else INDEX
    parts = (Part(here, document, document.content), Part(INDEX, document, role="registers"))
    about = document.metadata
    opening = _opening(document.front)
    page = sheet.page(
        "text.html.j2",
        document=document,
        opening=opening,
        text=document.content[len(opening) :],
        settled=settle(parts, {name: f"../{name}/{INDEX}" for name in edition.texts} if edition else None),
        here=here,
        changes=INDEX if is_source else "",
        links=links,
        assets=assets,
        description=_description(about),
        tags_of_header=tuple(_tags_of_header(about, edition)),
        citation=entry(sheet.words, of_text(sheet.words, about, edition)),
    )
    return _bytes(page)


def _opening(front: Content) -> Content:
    """Give the front up to its title page: what stands before the contents."""
    pages = [nth for nth, part in enumerate(front, 1) if isinstance(part, Node) and part.behaviour == "titlePage"]
    return front[: pages[-1]] if pages else ()


def _listed(edition: Edition, name: str, about: Metadata) -> Listed:
    return Listed(about, f"{name}/{INDEX}", f"{name}/{SOURCE}", _downloads(edition, name, "../", f"{name}/"))


def _downloads(edition: Edition, name: str, up: str, folder: str = "") -> tuple[Download, ...]:
    """List the other forms of a text; ``up`` leads to the output folder, ``folder`` to the text's own page."""
    forms = {"epub": f"{up}epub/{name}.epub", "text": f"{up}text/{name}.txt"}
    built = (Download(form, href) for form, href in forms.items() if form in edition.formats)
    return (*built, Download("tei", f"{folder}{name}.xml"))


def _citations(folder: Path, cited: Cited) -> tuple[tuple[Path, bytes], ...]:
    return (folder / BIBTEX, bibtex(cited)), (folder / CSL_JSON, csl_json(cited))


def _assets(sheet: Sheet, folder: Path) -> tuple[tuple[Path, bytes], ...]:
    return (folder / STYLE, _bytes(sheet.raw(STYLE))), (folder / SCRIPT, _bytes(sheet.raw(SCRIPT)))


def _bytes(page: str) -> bytes:
    return page.encode("utf-8")


# --- what is said of a text -------------------------------------------------------------------------------


def _description(about: Metadata) -> str:
    """Give the sentence that a search engine shows."""
    title = ": ".join(filter(None, (about.title, about.subtitle)))
    print_source = next((source.words for source in about.sources if source.type == "print"), "")
    said = about.abstract or ". ".join(part.rstrip(".") for part in (title, about.author, print_source) if part)
    return said[:300]


def _tags_of_header(about: Metadata, edition: Edition | None) -> Iterator[tuple[str, str]]:
    """Give the metadata that libraries and reference managers read (Dublin Core, Highwire Press tags)."""
    date = about.date.when or about.edition_date.when
    yield "DCTERMS.title", about.title
    yield "citation_title", about.title
    if edition:
        yield "citation_inbook_title", edition.title
    for author in about.authors:
        yield "DCTERMS.creator", author.sort or author.name
        yield "citation_author", author.sort or author.name
    stated = (
        ("DCTERMS.publisher", about.publisher),
        ("citation_publisher", about.publisher),
        ("DCTERMS.issued", date),
        ("citation_publication_date", date.replace("-", "/")),
        ("DCTERMS.created", about.created.when),
        ("DCTERMS.language", about.language),
        ("citation_language", about.language),
        ("DCTERMS.identifier", about.identifier),
        *(("DCTERMS.license", licence.target) for licence in about.licences),
        *(("DCTERMS.source", source.words) for source in about.sources if source.type == "print"),
        *(("DCTERMS.subject", keyword.words) for keyword in about.keywords),
    )
    yield from ((name, value) for name, value in stated if value)


# --- what templates call ----------------------------------------------------------------------------------


def attributes(node: Node, *classes: str, kind: str = "") -> Markup:
    """Give the attributes that any element may have, each with a blank before it.

    ``classes`` are words of ours; ``kind`` is a word of the TEI document, which therefore is no class.
    """
    said = f' id="{escape(node.id)}"' if node.id else ""
    if node.language:
        said = f"{said}{language_of(node.language)}"
    if names := " ".join(filter(None, classes)):
        said = f'{said} class="{escape(names)}"'
    if kind:
        said = f'{said} data-kind="{escape(kind)}"'
    return Markup(said)


def language_of(code: str) -> Markup:
    """Give the attributes that say what language an element is in, and its direction where that is leftward."""
    said = language.tag(code)
    if not said:
        return Markup("")
    return Markup(f' lang="{said}" dir="rtl"' if language.is_leftward(said) else f' lang="{said}"')


def span(name: str, number: str) -> Markup:
    """Give the attribute of a cell that stretches over several columns or rows (at most 1,000: HTML, 4.9.11)."""
    return Markup(f' {name}="{number}"') if number.isdecimal() and 1 < int(number) <= 1000 else Markup("")
