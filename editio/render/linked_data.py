"""Linked data: what a page tells search engines of itself, in the words of schema.org, as JSON-LD 1.1.

In go what is known of a text, an edition or a page; out come dictionaries, and the element that holds one of them.
Addresses are absolute or left out: a page that does not know where it will stand says none. Nothing is guessed: of
somebody whose entry is no organisation's, that is a person; what is not known is not said.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from editio.edition import Edition
from editio.render import language
from editio.render.address import followable
from editio.render.citation import Cited, Name, of_edition, of_text
from editio.render.document import Agent, Document, Metadata

CONTEXT = "https://schema.org"

MEDIA: Mapping[str, str] = {
    "epub": "application/epub+zip",
    "pdf": "application/pdf",
    "tei": "application/tei+xml",
    "text": "text/plain",
}
"""The types of the forms that are downloaded (IANA, Media Types)."""

DAY = re.compile(r"\d{4}(-\d\d){0,2}\Z")
"""Dates of the Common Era that programs read."""

_ESCAPED = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}
"""What would end the element, or a line of a script, as JSON writes it otherwise (HTML, 4.12.1.3)."""

Told = dict[str, Any]


def element(told: Told) -> Markup:
    """Write the element that holds what is told; no word in it can end it."""
    said = json.dumps(told, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPED)
    return Markup(f'<script type="application/ld+json">{said}</script>')


def chapter(called: str, whole: Told, address: str) -> Told:
    """Tell of a page that holds a chapter of a text; ``whole`` is what is told of that text."""
    known = {name: whole[name] for name in ("@type", "@id", "name", "author", "url", "isPartOf") if name in whole}
    shared = {name: whole.get(name) for name in ("inLanguage", "datePublished", "license")}
    return _told({"@context": CONTEXT, "@type": "Chapter"}, name=called, url=address, **shared, isPartOf=known)


def text(document: Document, edition: Edition | None, address: str, forms: Mapping[str, str]) -> Told:
    """Tell of a text: a chapter of its edition, or a book of its own.

    ``forms`` are the addresses of what it is downloaded as.
    """
    about = document.metadata
    cited = of_text(about, edition)
    return _told(
        {"@context": CONTEXT, "@type": "Chapter" if edition else "Book"},
        **_known(cited, address),
        name=about.title,
        alternativeHeadline=about.subtitle,
        author=[_agent(author, document) for author in about.authors],
        dateCreated=about.created.when,
        license=about.licence or followable(edition.licence if edition else ""),
        isBasedOn=[_told({"@type": "CreativeWork"}, name=source.words) for source in about.sources_of("print")],
        isPartOf=_part_of(edition) if edition else None,
        encoding=_encodings(forms),
    )


def edition(made: Edition, texts: Sequence[tuple[Metadata, str]], forms: Mapping[str, str]) -> Told:
    """Tell of an edition; ``texts`` are those that it holds, each with the address of its page."""
    parts = (
        _told(
            {"@type": "Chapter"}, name=about.title, author=[_person(Name(one.name)) for one in about.authors], url=url
        )
        for about, url in texts
    )
    return _told(
        {"@context": CONTEXT, "@type": "Book"},
        **_known(of_edition(made), made.publication.address),
        name=made.title,
        alternativeHeadline=made.subtitle,
        license=followable(made.licence),
        hasPart=list(parts),
        isbn=list(made.publication.isbn.get(made.id, {}).values()),
        encoding=_encodings(forms),
    )


def page(made: Edition, title: str, address: str, kind: str = "WebPage", code: str = "") -> Told:
    """Tell of a page of an edition that is neither its front page nor one of a text: an essay, a register."""
    return _told(
        {"@context": CONTEXT, "@type": kind},
        name=title,
        inLanguage=language.tag(code or made.language),
        license=followable(made.licence),
        datePublished=made.date,
        isPartOf=_part_of(made),
        url=address,
    )


def _known(cited: Cited, address: str) -> Told:
    """Tell what a citation says: whose work it is, when it was published, what it is called by."""
    return {
        "@id": cited.identifier if is_uri(cited.identifier) else address,
        "editor": list(map(_person, cited.editors)),
        "translator": list(map(_person, cited.translators)),
        "publisher": _told({"@type": "Organization"}, name=cited.publisher) if cited.publisher else None,
        "datePublished": cited.issued.when if DAY.match(cited.issued.when) else "",
        "inLanguage": language.tag(cited.language),
        "identifier": cited.identifier,
        "abstract": " ".join(cited.abstract.split()),
        "keywords": list(cited.keywords),
        "url": address,
    }


def _part_of(made: Edition) -> Told:
    address = made.publication.address
    identifier = made.identifier if is_uri(made.identifier) else address
    return _told({"@type": "Book"}, **{"@id": identifier}, name=made.title, url=address)


def _encodings(forms: Mapping[str, str]) -> list[Told]:
    return [
        {"@type": "MediaObject", "encodingFormat": MEDIA[form], "contentUrl": url}
        for form, url in forms.items()
        if url and form in MEDIA
    ]


def _agent(author: Agent, document: Document) -> Told:
    """Tell of an author, with the entries in authority files that the registers know."""
    entries = (entry for register in document.registers for entry in register.entries if entry.id == author.id)
    known: Iterable[str] = (one.address for entry in entries for one in entry.identifiers if one.address)
    kind = "Organization" if author.id.startswith("org.") else "Person"
    return _told({"@type": kind}, name=author.name, sameAs=list(known) if author.id else [])


def _person(name: Name) -> Told:
    return _told({"@type": "Person"}, name=name.whole, familyName=name.family, givenName=name.given)


def is_uri(identifier: str) -> bool:
    """Tell whether an identifier is an address or a name of the web (RFC 3986), and not one of another kind."""
    return bool(re.match(r"(urn:[a-z0-9][a-z0-9-]+:|https?://)\S+\Z", identifier, re.IGNORECASE))


def _told(first: Told, **more: Any) -> Told:
    """Leave out what nobody said; a list of one is that one."""
    return first | dict(_said(more))


def _said(more: Told) -> Iterator[tuple[str, Any]]:
    for name, value in more.items():
        if value:
            yield name, value[0] if isinstance(value, list) and len(value) == 1 else value
