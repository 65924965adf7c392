"""Feeds: what is new, for programs that look in from time to time, and where every page is, for search engines.

In go an edition and the pages that it has; out come an Atom feed (RFC 4287) and, where the edition says at which
address it will stand, a site map (sitemaps.org, protocol 0.9). There is no date in them but those that the edition and
its texts state. An entry is called by the identifier that its text states, else by a UUID derived from names, so that
it is the same wherever the site stands.
"""

import re
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from editio.edition import Edition
from editio.render import head, language
from editio.render.concordance import Leaf
from editio.render.hypertext import FEED, INDEX
from editio.render.linked_data import DAY, is_uri
from editio.render.sheet import Sheet

SITE_MAP = "sitemap.xml"

_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that no XML file can hold (XML 1.0, 2.2)."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold one entry of a feed; ``updated`` is a moment of RFC 3339, ``href`` leads from the feed."""

    id: str
    title: str
    href: str
    updated: str
    authors: tuple[str, ...] = ()
    summary: str = ""
    keywords: tuple[str, ...] = ()
    language: str = ""


def targets(edition: Edition) -> tuple[str, ...]:
    """Name the files: a site map holds addresses, and there is none without."""
    return (FEED, *((site_map(edition),) if edition.publication.address else ()))


def site_map(edition: Edition) -> str:
    """Give the name of the site map, unless the edition's own document is called so."""
    return SITE_MAP if edition.volume.name != SITE_MAP else f"pages-{SITE_MAP}"


def files(
    edition: Edition, sheet: Sheet, texts: Iterable[Leaf], essays: Iterable[Leaf], pages: Iterable[str]
) -> Iterator[tuple[Path, bytes]]:
    """Write the feed, and the site map of all ``pages``, which are paths from the top of the site."""
    folder = edition.output / "html"
    values = {
        "edition": edition,
        "id": _identity(edition.identifier, edition.id),
        "updated": _moment(edition.date),
        "own": head.address(edition, FEED) or FEED,
        "front": head.address(edition, INDEX) or INDEX,
        "entries": (*(_of_text(edition, leaf) for leaf in texts), *(_of_essay(edition, leaf) for leaf in essays)),
    }
    yield folder / FEED, _bytes(sheet.page("feed.atom.j2", **values))
    if edition.publication.address:
        addresses = tuple(dict.fromkeys(head.address(edition, page) for page in pages))
        made = sheet.page("sitemap.xml.j2", addresses=addresses, modified=edition.date)
        yield folder / site_map(edition), _bytes(made)


def _of_text(edition: Edition, leaf: Leaf) -> Entry:
    about = leaf.document.metadata
    return Entry(
        _identity(about.identifier, edition.id, leaf.name),
        ": ".join(filter(None, (leaf.title, about.subtitle))),
        head.address(edition, leaf.file) or leaf.file,
        _moment(about.date.when if DAY.match(about.date.when) else edition.date),
        tuple(author.name for author in about.authors),
        head.description(about),
        tuple(keyword.words for keyword in about.keywords),
        language.tag(leaf.language),
    )


def _of_essay(edition: Edition, leaf: Leaf) -> Entry:
    href = head.address(edition, leaf.file) or leaf.file
    return Entry(
        _identity("", edition.id, leaf.name),
        leaf.title,
        href,
        _moment(edition.date),
        language=language.tag(leaf.language),
    )


def _identity(stated: str, *names: str) -> str:
    """Give an identifier that can be one of a feed (RFC 4287, 4.2.6): as stated, or a UUID as that of a book is."""
    return stated if is_uri(stated) else f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, '/'.join(('editio', *names)))}"


def _moment(day: str) -> str:
    """Give the first moment of a day, a month or a year (RFC 3339, 5.6)."""
    return f"{f'{day}-01-01'[:10]}T00:00:00Z"


def _bytes(written: str) -> bytes:
    return _NO_XML.sub("", written).encode()
