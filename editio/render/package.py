"""What a book says of itself: the metadata of its package document.

In go what the headers of its texts and ``edition.toml`` say; out comes a :class:`Package`, which the template
``package.opf.j2`` writes. Nothing is guessed: a name is filed under the form that a register gives, a role has the
relator that its words name, and a date is one that somebody stated.
"""

import base64
import hashlib
import os
import re
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar

from editio import identifiers
from editio.edition import Edition
from editio.render import language
from editio.render.document import Agent, Keyword, Licence, Metadata
from editio.toml import is_date

UNKNOWN_LANGUAGE, UNTITLED = "und", "?"

UNKNOWN_DAY = "1970-01-01"
"""The day of a book of which neither its header nor its maker says when it was made: the first of Unix."""

ARTICLES: Mapping[str, str] = {
    "de": "der die das ein eine",
    "en": "the a an",
    "es": "el la los las un una",
    "fr": "le la les un une l’ l'",
    "it": "il lo la i gli le un uno una l’ l'",
    "nl": "de het een",
    "pt": "o a os as um uma",
}
"""Words that a title is not filed under when it begins with one of them, by language."""

EDITOR = "edt"

RELATORS = (
    ("trl", r"translat|übersetz|tradu"),
    ("ill", r"illustrat|illustr"),
    ("trc", r"transcri|transkri"),
    ("pfr", r"proofread|korrektur|correct"),
    ("ann", r"annotat|kommentar|annot"),
    ("aui", r"introduction|foreword|preface|einleitung|vorwort|préface|prólogo"),
    ("mrk", r"markup|mark-up|encod|kodier|encodage|codifica"),
    (EDITOR, r"edit|herausg|édit"),
    ("com", r"compil|zusammengestellt"),
    ("bkd", r"design|gestalt"),
    ("fnd", r"fund|gefördert"),
    ("pbl", r"publish|verlegt|publié"),
)
"""MARC relators with the beginnings of words that a header names the role by."""

CONTRIBUTOR = "ctb"

AUTHORITIES = {
    "https://id.loc.gov/authorities/subjects": "LCSH",
    "http://id.loc.gov/authorities/subjects": "LCSH",
}
"""Addresses of subject headings for which EPUB 3.3 (section D.3.1.3) has a name."""

TITLE_TYPES = {"main": "main", "sub": "subtitle", "short": "short"}
"""Types of titles in TEI as EPUB calls them (EPUB 3.3, section D.3.10); others are given no type."""

_SHA256 = re.compile(r"[\da-f]{64}\Z", re.ASCII | re.IGNORECASE)

_BASE = uuid.NAMESPACE_URL

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Title:
    """Hold a title as EPUB types it, with the form to sort under."""

    words: str
    type: str
    sort: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Hold somebody who made the book, with MARC relators and the form to sort under, where it is known."""

    name: str
    relators: tuple[str, ...]
    sort: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """Hold a subject; ``authority`` and ``term`` name its entry in an authority file, or both are empty."""

    words: str
    authority: str = ""
    term: str = ""


@dataclass(frozen=True, slots=True)
class Package:
    """Hold the metadata of a book. ``position`` counts its place in the ``collection`` from 1.

    ``modified`` and ``date`` are ISO dates of this edition, ``created`` is when the work was written. ``sources`` are
    what the texts were taken from, ``isbn`` is that of this form of the book, as thirteen digits, or nothing.
    """

    identifier: str
    titles: tuple[Title, ...]
    languages: tuple[str, ...]
    modified: str
    date: str = ""
    created: str = ""
    authors: tuple[Person, ...] = ()
    contributors: tuple[Person, ...] = ()
    publisher: str = ""
    description: str = ""
    sources: tuple[str, ...] = ()
    rights: tuple[str, ...] = ()
    subjects: tuple[Subject, ...] = ()
    collection: str = ""
    position: int = 0
    isbn: str = ""

    @property
    def title(self) -> str:
        """Give the main title."""
        return self.titles[0].words

    @property
    def editors(self) -> tuple[str, ...]:
        """Give the names of those who edited it."""
        return tuple(one.name for one in self.contributors if EDITOR in one.relators)

    @property
    def subtitle(self) -> str:
        """Give the subtitle, or nothing."""
        return next((title.words for title in self.titles if title.type == "subtitle"), "")

    @property
    def is_leftward(self) -> bool:
        """Tell whether the pages turn to the right."""
        return language.is_leftward(self.languages[0])


def of_text(about: Metadata, data: bytes, edition: Edition | None = None, name: str = "") -> Package:
    """State the metadata of a book of one text, in an edition or (``data`` being its TEI) on its own."""
    names = (
        (edition.id, name) if edition else (about.id or about.title, about.sha256 or hashlib.sha256(data).hexdigest())
    )
    days = (edition.date,) if edition else (about.date.when, about.edition_date.when)
    collection = Title(edition.title, "collection", language=edition.language) if edition else None
    return Package(
        identifier=_identifier(about.identifier, names),
        titles=(*_titles(about), *filter(None, (collection,))),
        languages=(language.tag(about.language) or UNKNOWN_LANGUAGE,),
        modified=_day(*days),
        date=_first(days),
        created=about.created.when,
        authors=_persons(about.authors),
        contributors=_persons(_people(about.credits)),
        publisher=edition.publisher if edition else about.publisher,
        description=about.abstract,
        sources=_unique(_sources(about)),
        rights=_unique(map(_terms, about.licences)),
        subjects=_unique(map(_subject, about.keywords)),
        collection=edition.title if edition else "",
        position=edition.texts.index(name) + 1 if edition and name in edition.texts else 0,
        isbn=_isbn(edition, name) if edition else "",
    )


def of_volume(abouts: Sequence[Metadata], edition: Edition, own: Metadata | None = None) -> Package:
    """State the metadata of the book of a whole edition.

    ``abouts`` are those of its texts, in order, and ``own`` is what the header of the editors' essays says.
    """
    main = Title(edition.title, "main", filed(edition.title, edition.language), edition.language)
    subtitle = Title(edition.subtitle, "subtitle", language=edition.language)
    ours = " ".join(filter(None, (edition.licence_text, edition.licence)))
    stated = (f"{about.title}: {_terms(licence)}" for about in abouts for licence in about.licences)
    theirs = (terms for terms in stated if not edition.licence_text or edition.licence_text not in terms)
    everything = (own, *abouts) if own else tuple(abouts)
    keywords = (*map(Keyword, edition.keywords), *(keyword for about in everything for keyword in about.keywords))
    codes = (*(about.language for about in abouts), own.language if own else "")
    return Package(
        identifier=_identifier(edition.identifier, (edition.id,)),
        titles=(main, subtitle) if edition.subtitle else (main,),
        languages=_unique(map(language.tag, codes)) or (UNKNOWN_LANGUAGE,),
        modified=_day(edition.date),
        date=_first((edition.date,)),
        authors=_persons(author for about in abouts for author in about.authors),
        contributors=_persons(person for about in everything for person in _people(about.credits)),
        publisher=edition.publisher,
        description=" ".join(edition.abstract.split()),
        sources=_unique(source for about in abouts for source in _sources(about)),
        rights=_unique((*theirs, ours)),
        subjects=_unique(map(_subject, keywords)),
        isbn=_isbn(edition, edition.id),
    )


def filed(title: str, code: str) -> str:
    """Give the form of a title to sort under: a leading article goes to the end."""
    articles = ARTICLES.get(language.tag(code).partition("-")[0], "").split()
    ended = "|".join(article if article.endswith(("’", "'")) else rf"{article}(?=\s)" for article in articles)
    found = re.match(rf"({ended})\s*(\S.*)", title, re.IGNORECASE | re.DOTALL) if ended else None
    return f"{found[2]}, {found[1]}" if found else title


def relators(role: str) -> tuple[str, ...]:
    """Give the MARC relators that the words of a role name, or that of a contributor."""
    found = tuple(code for code, words in RELATORS if re.search(rf"\b(?:{words})", role, re.IGNORECASE))
    return found or (CONTRIBUTOR,)


def _sources(about: Metadata) -> Iterator[str]:
    """Give the sources of a text, those in print first; the raw text by its hash, as a URI (RFC 6920, section 3).

    What else is known of that, its name and its size, stands in the colophon: a catalogue has no use for it.
    """
    for source in sorted(about.sources, key=lambda one: bool(one.sha256)):
        yield _hashed(source.sha256) if _SHA256.match(source.sha256) else source.words


def _hashed(sha256: str) -> str:
    return f"ni:///sha-256;{base64.urlsafe_b64encode(bytes.fromhex(sha256)).decode().rstrip('=')}"


def _isbn(edition: Edition, name: str) -> str:
    stated = edition.publication.isbn.get(name, {}).get("epub", "")
    return identifiers.isbn13(stated) if stated else ""


def _identifier(stated: str, names: Iterable[str]) -> str:
    """Give the stated identifier, or a UUID of version 5 (RFC 9562, 5.5) derived from names."""
    if stated and not (stated.lower().startswith("urn:uuid:") and not _is_uuid(stated[9:])):
        return stated
    return f"urn:uuid:{uuid.uuid5(_BASE, '/'.join(('editio', *names)))}"


def _is_uuid(text: str) -> bool:
    return re.fullmatch(r"[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}", text, re.IGNORECASE) is not None


def _titles(about: Metadata) -> Iterator[Title]:
    """Give the titles of a text, the main one first."""
    main = about.title or UNTITLED
    yield Title(main, "main", filed(main, about.language), about.language)
    for title in about.titles:
        if title.words != main:
            yield Title(title.words, TITLE_TYPES.get(title.type, "").replace("main", ""), language=about.language)


def _people(credits: Iterable[Agent]) -> Iterator[Agent]:  # noqa: A002 - the word of TEI
    """Leave out the program, which the package names as its generator."""
    return (agent for agent in credits if agent.id != "pipeline")


def _persons(agents: Iterable[Agent]) -> tuple[Person, ...]:
    """Give each person once, with the relators of all that they did."""
    found: dict[str, list[str]] = {}
    sorts: dict[str, str] = {}
    for agent in agents:
        if agent.name:
            found.setdefault(agent.name, []).extend(("aut",) if agent.role == "author" else relators(agent.role))
            sorts[agent.name] = sorts.get(agent.name) or agent.sort
    return tuple(Person(name, tuple(dict.fromkeys(codes)), sorts[name]) for name, codes in found.items())


def _terms(licence: Licence) -> str:
    shown = licence.target if licence.target not in licence.words else ""
    return " ".join(filter(None, (licence.words, f"<{shown}>" if shown else "")))


def _subject(keyword: Keyword) -> Subject:
    base, _, term = keyword.address.rpartition("/")
    return Subject(keyword.words, AUTHORITIES.get(base, base), term) if base and term else Subject(keyword.words)


def _first(days: Iterable[str]) -> str:
    """Give the first that is a date of the Common Era, without its time."""
    dates = (day.partition("T")[0] for day in days)
    return next((date for date in dates if is_date(date) and not date.startswith("-")), "")


def _day(*days: str) -> str:
    """Give the first date that is stated, as a day; else that of ``SOURCE_DATE_EPOCH``, else :data:`UNKNOWN_DAY`."""
    if stated := _first(days):
        return f"{stated}-01-01"[:10]
    try:
        return datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), UTC).date().isoformat()
    except (KeyError, ValueError, OverflowError, OSError):
        return UNKNOWN_DAY


def _unique(values: Iterable[_Value]) -> tuple[_Value, ...]:
    return tuple(dict.fromkeys(value for value in values if value))
