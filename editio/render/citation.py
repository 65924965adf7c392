"""Citation: how a text, or a whole edition, is cited.

In go what is known of it and a catalogue of words (:attr:`editio.render.sheet.Sheet.words`); out come one value,
:class:`Cited`, and its entry in a list of works cited; the forms of programs are written by
:mod:`editio.render.references`. Nothing is guessed: a name is parted into family and given name only where a form to
sort under says where, and a role that :func:`~editio.render.package.relators` does not know makes nobody an editor.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from editio import identifiers
from editio.edition import Edition
from editio.render.address import followable
from editio.render.document import NO_DATE, Date, Metadata
from editio.render.package import relators
from editio.render.phrase import date_in

UNKNOWN = "und"
"""The language of a text whose language nobody knows (BCP 47)."""


@dataclass(frozen=True, slots=True)
class Name:
    """Hold the name of somebody; ``family`` and ``given`` are empty where nobody said which is which."""

    whole: str
    family: str = ""
    given: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Hold some words of an entry; ``is_book`` tells that they are the title of a book, which is set in italics."""

    words: str
    is_book: bool = False


@dataclass(frozen=True, slots=True)
class Cited:
    """Hold what a citation says; what is not known is empty. ``container`` is the edition in which a text stands.

    ``scheme`` says of what kind the identifier is: ``DOI``, ``ISBN``, ``URL``, or another, of which nothing is said.
    ``locator`` is the number of a paragraph, or of several (``12–14``), and ``address`` where what is cited stands.
    """

    key: str
    title: str
    authors: tuple[Name, ...] = ()
    translators: tuple[Name, ...] = ()
    editors: tuple[Name, ...] = ()
    written: Date = NO_DATE
    container: str = ""
    publisher: str = ""
    place: str = ""
    issued: Date = NO_DATE
    identifier: str = ""
    scheme: str = ""
    language: str = ""
    abstract: str = ""
    keywords: tuple[str, ...] = ()
    locator: str = ""
    address: str = ""


def of_text(about: Metadata, edition: Edition | None = None) -> Cited:
    """Say how a text is cited: as part of its edition, or for itself if it has none."""
    kind, identifier = next(((one.type, one.value) for one in about.identifiers), ("", ""))
    credited = [(agent.role, Name(agent.name)) for agent in about.credits if agent.name]
    return Cited(
        key=about.id or "text",
        title=about.title if edition else _titled(about.title, about.subtitle),
        authors=tuple(_name(author.name, author.sort) for author in about.authors),
        translators=tuple(_in_role("trl", credited)),
        editors=tuple(_in_role("edt", credited)),
        written=about.created,
        container=_titled(edition.title, edition.subtitle) if edition else "",
        publisher=about.publisher,
        place=about.place,
        issued=about.date or about.edition_date or Date(edition.date if edition else ""),
        identifier=identifier,
        scheme=_scheme(kind, identifier),
        language="" if about.language == UNKNOWN else about.language,
        abstract=about.abstract,
        keywords=tuple(keyword.words for keyword in about.keywords),
    )


def of_essay(edition: Edition, name: str, title: str) -> Cited:
    """Say how an essay of the editors is cited: as part of the edition, whose editors are those of the whole."""
    whole = of_edition(edition)
    return replace(whole, key=f"{edition.id}-{name}", title=title, container=whole.title, abstract="", keywords=())


def of_edition(edition: Edition) -> Cited:
    """Say how an edition is cited as a whole."""
    return Cited(
        key=edition.id,
        title=_titled(edition.title, edition.subtitle),
        editors=tuple(_in_role("edt", ((one.role, Name(one.name)) for one in edition.responsible.values()))),
        publisher=edition.publisher,
        issued=Date(edition.date),
        identifier=edition.identifier,
        scheme=_scheme("", edition.identifier),
        language=edition.language,
        abstract=edition.abstract,
        keywords=edition.keywords,
    )


def _titled(title: str, subtitle: str) -> str:
    """Give title and subtitle; what stands in brackets says when or where, and is no title."""
    return f"{title}: {subtitle}" if subtitle and not subtitle.startswith(("(", "[")) else title


def _name(whole: str, sort: str) -> Name:
    family, comma, given = sort.partition(", ")
    return Name(whole, family, given) if comma and family and given else Name(whole)


def _in_role(relator: str, credited: Iterable[tuple[str, Name]]) -> Iterator[Name]:
    """Give those whose role is that of a relator of MARC; an ``editor`` of TEI needs to state none."""
    for said, name in credited:
        if relator in relators(said) or (relator == "edt" and not said):
            yield name


def _scheme(kind: str, value: str) -> str:
    """Say of which kind an identifier is: as is stated, or by its form."""
    stated = identifiers.named(kind)
    known = [stated] if stated else filter(None, map(identifiers.named, ("DOI", "ISBN")))
    found = next((one.name for one in known if identifiers.is_good(one, value)), "")
    return found if found in ("DOI", "ISBN") else "URL" if followable(value) else ""


# --- an entry of a list of works cited --------------------------------------------------------------------


def entry(words: Any, cited: Cited) -> tuple[Piece, ...]:
    """Write the entry: author, title, when it was written, the edition and its editors; imprint; identifier.

    Where a paragraph is cited, its number ends the imprint, and its address the entry.
    """
    says = words.cited
    written = date_in(words, cited.written)
    head = f"{_listed(says, cited.authors)}, " if cited.authors else ""
    title = Piece(says["title"].format(cited.title)) if cited.container else Piece(cited.title, is_book=True)
    pieces = [Piece(head), title, Piece(f" ({written})" if written else "")]
    if cited.translators:
        pieces.append(Piece(f", {says['translator'].format(_listed(says, cited.translators))}"))
    if cited.container:
        before, _, after = says["in"].partition("{}")
        pieces += [Piece(f", {before}"), Piece(cited.container, is_book=True), Piece(after)]
    editors = _listed(says, cited.editors)
    if editors and editors != cited.publisher:  # who publishes what he edits is named once
        pieces.append(Piece(f", {says['editor'].format(editors)}"))
    locator = says["locator"].format(cited.locator) if cited.locator else ""
    imprint = ", ".join(filter(None, (cited.publisher, cited.place, date_in(words, cited.issued), locator)))
    identifier = "" if cited.address and cited.scheme == "URL" else cited.identifier  # one address says where
    tail = "".join(f" {part.rstrip('.')}." for part in (imprint, identifier, cited.address) if part)
    pieces.append(Piece(f".{tail}"))
    return tuple(piece for piece in pieces if piece.words)


def cited_text(words: Any, about: Metadata, edition: Edition | None = None) -> tuple[Piece, ...]:
    """Write the entry of a text."""
    return entry(words, of_text(about, edition))


def cited_edition(words: Any, edition: Edition) -> tuple[Piece, ...]:
    """Write the entry of an edition as a whole."""
    return entry(words, of_edition(edition))


def _listed(says: Mapping[str, Any], names: Sequence[Name]) -> str:
    """Name all; a word between the last two may depend on how the last begins (Spanish: ``e Ignacio``)."""
    whole = [name.whole for name in names]
    if len(whole) < 2:
        return "".join(whole)
    beginnings = [one for one in says["and_before"] if whole[-1].casefold().startswith(one)]
    pattern = says["and_before"][max(beginnings, key=len)] if beginnings else says["and"]
    return str(pattern.format(", ".join(whole[:-1]), whole[-1]))
