"""Heads: what the head of a page tells programs, beside its title.

In go what is known of a text or an edition, and the place of a page in the site; out comes a :class:`Head`: the tags of
Dublin Core, of Highwire Press (which Zotero and Google Scholar read) and of Open Graph, links by their relations (IANA,
Link Relations), and linked data. Where the edition does not say at which address it will stand, what needs one is left
out.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urljoin

from markupsafe import Markup

from editio.edition import Edition
from editio.render import citation, linked_data
from editio.render.address import followable
from editio.render.citation import Cited
from editio.render.document import Document, Metadata
from editio.render.hypertext import FEED, INDEX, Download
from editio.render.linked_data import DAY, MEDIA

DESCRIPTION = 300
"""Characters of the sentence that a search engine shows."""

NOTHING = Markup("")

Tags = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Link:
    """Hold a link of the head, by its relation; ``type`` and ``title`` may be empty."""

    rel: str
    href: str
    type: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """Hold what a head tells; ``names`` are tags by ``name``, ``properties`` those by ``property``."""

    description: str
    names: Tags = ()
    properties: Tags = ()
    links: tuple[Link, ...] = ()
    data: Markup = NOTHING


def address(edition: Edition | None, file: str, href: str = "") -> str:
    """Give the address of a page, by its path from the top of the site, or of what a link in it leads to."""
    if edition is None or not edition.publication.address:
        return ""
    found = urljoin(edition.publication.address + file, href)
    return found.removesuffix(INDEX) if found.endswith(f"/{INDEX}") else found


def of_text(
    document: Document,
    edition: Edition | None,
    file: str,
    downloads: Sequence[Download] = (),
    reading: str = "",
    chapter: str = "",
) -> Head:
    """Say what the page of a text tells; ``file`` is its path from the top of the site.

    ``reading`` leads from a page of the source text to the reading text, which it is another form of. Where the page
    holds a ``chapter`` alone, what is cited is the text, and what is told of is that chapter.
    """
    about = document.metadata
    cited = citation.of_text(about, edition)
    own = address(edition, file, reading)
    forms = {one.form: address(edition, file, one.href) for one in downloads}
    said = description(about)
    links = [
        Link("license", about.licence),
        Link("canonical", own or reading),
        Link("cite-as", _cite_as(cited, own)),
        *(Link("alternate", one.href, MEDIA[one.form]) for one in downloads if one.form in MEDIA),
        *(_of_site(edition, "../") if edition else ()),
    ]
    whole = urljoin(own, ".") if chapter and own else own
    data = linked_data.text(document, edition, whole, forms)
    called = about.title
    if chapter:
        data, called = linked_data.chapter(chapter, data, own), f"{chapter} · {about.title}"
    return Head(
        said,
        (*_core(cited, about), *_highwire(cited, own, forms.get("pdf", ""))),
        tuple(_graph(called, said, own, "book" if edition is None else "article", cited.language, edition)),
        tuple(link for link in links if link.href),
        linked_data.element(data),
    )


def of_edition(edition: Edition, texts: Sequence[tuple[Metadata, str]], downloads: Sequence[Download]) -> Head:
    """Say what the front page tells; ``texts`` are those of the edition, each with the path of its page."""
    cited = citation.of_edition(edition)
    own = address(edition, INDEX)
    said = _shortened(edition.abstract or ". ".join(filter(None, (edition.title, edition.subtitle))))
    forms = {one.form: address(edition, INDEX, one.href) for one in downloads}
    links = [
        Link("license", followable(edition.licence)),
        Link("canonical", own),
        Link("cite-as", _cite_as(cited, own)),
        *(Link("alternate", one.href, MEDIA[one.form]) for one in downloads if one.form in MEDIA),
        *_of_site(edition, ""),
    ]
    placed = [(about, address(edition, file)) for about, file in texts]
    return Head(
        said,
        (*_core(cited), *_highwire(cited, own, forms.get("pdf", ""))),
        tuple(_graph(edition.title, said, own, "website", edition.language, edition)),
        tuple(link for link in links if link.href),
        linked_data.element(linked_data.edition(edition, placed, forms)),
    )


def of_page(edition: Edition, title: str, file: str, kind: str = "WebPage", code: str = "") -> Head:
    """Say what another page of the edition tells: an essay (a ``CreativeWork``, in a language), or a register."""
    own = address(edition, file)
    said = f"{edition.title}: {title}"
    links = [Link("license", followable(edition.licence)), Link("canonical", own), *_of_site(edition, "")]
    names = (
        ("DCTERMS.title", title),
        ("DCTERMS.isPartOf", edition.title),
        ("DCTERMS.publisher", edition.publisher),
        ("DCTERMS.issued", edition.date),
        ("DCTERMS.language", code or edition.language),
        ("DCTERMS.license", followable(edition.licence)),
    )
    return Head(
        said,
        tuple((name, value) for name, value in names if value),
        tuple(_graph(title, said, own, "article" if kind != "WebPage" else "website", code, edition)),
        tuple(link for link in links if link.href),
        linked_data.element(linked_data.page(edition, title, own, kind, code)),
    )


def description(about: Metadata) -> str:
    """Give the sentence that a search engine shows of a text."""
    title = ": ".join(filter(None, (about.title, about.subtitle)))
    print_source = next((source.words for source in about.sources if source.type == "print"), "")
    return _shortened(
        about.abstract or ". ".join(part.rstrip(".") for part in (title, about.author, print_source) if part)
    )


def _shortened(said: str) -> str:
    """Cut what is too long where a word ends."""
    folded = " ".join(said.split())
    return folded if len(folded) <= DESCRIPTION else f"{folded[:DESCRIPTION].rpartition(' ')[0]}…"


def _of_site(edition: Edition, up: str) -> Iterator[Link]:
    """Give the links that all pages of a site have."""
    yield Link("alternate", f"{up}{FEED}", "application/atom+xml", edition.title)
    yield Link("successor-version", followable(edition.publication.superseded_by))


def _cite_as(cited: Cited, own: str) -> str:
    """Give the address by which a page wants to be cited: one that lasts, if it has one (RFC 8574)."""
    if cited.scheme == "DOI":
        return followable(f"https://doi.org/{re.sub(r'^(https?://[^/]+/|doi:)', '', cited.identifier)}")
    return followable(cited.identifier) or own


def _core(cited: Cited, about: Metadata | None = None) -> Iterator[tuple[str, str]]:
    """Give the terms of Dublin Core (DCMI Metadata Terms), in the form of DC-HTML."""
    sources = [source.words for source in about.sources if source.type == "print"] if about else []
    told: Iterable[tuple[str, Iterable[str]]] = (
        ("title", [cited.title]),
        ("creator", [_filed(author.whole, author.family, author.given) for author in cited.authors]),
        ("contributor", [name.whole for name in (*cited.editors, *cited.translators)]),
        ("isPartOf", [cited.container]),
        ("publisher", [cited.publisher]),
        ("issued", [cited.issued.when]),
        ("created", [about.created.when if about else ""]),
        ("language", [cited.language]),
        ("identifier", [cited.identifier]),
        ("license", [about.licence if about else ""]),
        ("source", sources),
        ("subject", cited.keywords),
        ("type", ["Text"]),
    )
    return ((f"DCTERMS.{name}", value) for name, values in told for value in values if value)


def _highwire(cited: Cited, own: str, pdf: str) -> Iterator[tuple[str, str]]:
    """Give the tags of Highwire Press; the date of publication is that of the edition, with strokes."""
    issued = cited.issued.when
    told: Iterable[tuple[str, Iterable[str]]] = (
        ("title", [cited.title]),
        ("author", [_filed(author.whole, author.family, author.given) for author in cited.authors]),
        ("editor", [_filed(editor.whole, editor.family, editor.given) for editor in cited.editors]),
        ("inbook_title", [cited.container]),
        ("publisher", [cited.publisher]),
        ("publication_date", [issued.replace("-", "/") if DAY.match(issued) else ""]),
        ("language", [cited.language]),
        ("doi", [cited.identifier if cited.scheme == "DOI" else ""]),
        ("isbn", [cited.identifier if cited.scheme == "ISBN" else ""]),
        ("keywords", ["; ".join(cited.keywords)]),
        ("public_url", [own]),
        ("fulltext_html_url", [own]),
        ("pdf_url", [pdf]),
    )
    return ((f"citation_{name}", value) for name, values in told for value in values if value)


def _filed(whole: str, family: str, given: str) -> str:
    return f"{family}, {given}" if family and given else whole


def _graph(title: str, said: str, own: str, kind: str, code: str, edition: Edition | None) -> Iterator[tuple[str, str]]:
    """Give the tags of the Open Graph protocol, by which pages are shown where they are passed on."""
    spoken = code or (edition.language if edition else "")
    told = (
        ("og:title", title),
        ("og:type", kind),
        ("og:description", said),
        ("og:url", own),
        ("og:site_name", edition.title if edition else ""),
        ("og:locale", spoken.replace("-", "_") if re.fullmatch(r"[a-z]{2}(-[A-Z]{2})?", spoken) else ""),
    )
    return ((name, value) for name, value in told if value)
