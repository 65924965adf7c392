"""Ways: which pages the site of an edition has, and how a reader comes from one to another.

In goes an edition, before anything of it is built; out come the names of pages, the navigation that all of them share,
and where a passage of one document is found by another. Nothing is read but which kinds of authorities there are, and
what the essays are called.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any

from lxml import etree

from editio import tei
from editio.edition import Edition
from editio.files import read
from editio.message import Rejected
from editio.render import cuts
from editio.render.hypertext import INDEX, Way
from editio.render.settle import Beside

REGISTERS: Mapping[str, tuple[str, str]] = {
    "person": ("person", "persons.html"),
    "org": ("org", "organisations.html"),
    "place": ("place", "places.html"),
    "event": ("event", "events.html"),
    "bibl": ("work", "works.html"),
    "term": ("term", "glossary.html"),
}
"""The kinds of a register, each with its table in ``authorities.toml`` and its page."""

CHRONOLOGY, CHANGES, SEARCH = "chronology.html", "interventions.html", "search.html"

LANDING = "registers.html"
"""The page that leads to all registers."""

TEXTS = f"{INDEX}#editio-texts"
"""Where the texts are listed."""


_HEADING = re.compile(r"^ {0,3}#[ \t]+(.*?)[ \t]*#*[ \t]*$|^ {0,3}(\S.*)\n {0,3}=+[ \t]*$", re.MULTILINE)
_MARKED = re.compile(r"[*_`\\\[\]<&]")

_BEGINNING = 10_000
"""Bytes of an essay in which its title stands."""


def registers(edition: Edition) -> Mapping[str, str]:
    """Give the page of each kind of authority that the edition has.

    They are those that people wrote, so that the pages are known before a document is built. Where what they wrote
    cannot be read, that is said elsewhere, and no kind is taken to be gone. An edition may leave all out.
    """
    if not edition.publication.has("registers"):
        return {}
    path = edition.source / "authorities.toml"
    try:
        tables = _tables(read(path)) if path.is_file() else frozenset()
    except Rejected:
        tables = _tables(b"\xff")
    return {kind: file for kind, (table, file) in REGISTERS.items() if table in tables}


@lru_cache(maxsize=4)
def _tables(written: bytes) -> frozenset[str]:
    """Give the tables that are not empty: all that may be, of what is no TOML."""
    try:
        return frozenset(name for name, entries in tomllib.loads(written.decode()).items() if entries)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        return frozenset(table for table, _ in REGISTERS.values())


def names(edition: Edition) -> tuple[str, ...]:
    """Give the pages of the registers to which :data:`LANDING` leads: of all but the glossary."""
    return tuple(file for kind, file in registers(edition).items() if kind != "term")


def titles(edition: Edition) -> Mapping[str, str]:
    """Give the title of each essay: its first heading as people wrote it, or, where there is none, its name."""
    found = {}
    for name in edition.essays:
        try:
            found[name] = _title(read(edition.essay(name)))
        except Rejected:
            found[name] = ""
    return {name: title or name.replace("-", " ").capitalize() for name, title in found.items()}


@lru_cache(maxsize=64)
def _title(written: bytes) -> str:
    """Give the words of the first heading of a file in Markdown, in one of its two forms (CommonMark, 4.2 and 4.3)."""
    found = _HEADING.search(written[:_BEGINNING].decode("utf-8-sig", "replace"))
    words = (found[1] or found[2]).strip() if found else ""
    if not _MARKED.search(words):
        return words
    from markdown_it import MarkdownIt  # for the few that need it: a build that has nothing to do must not wait for it

    parts = MarkdownIt().parseInline(words)[0].children or ()
    return "".join(part.content for part in parts if part.type in ("text", "code_inline")).strip()


def essays(edition: Edition) -> Mapping[str, str]:
    """Give the page of each essay: its name, unless a page of the site is called so."""
    taken = {INDEX, CHRONOLOGY, CHANGES, SEARCH, LANDING, *(file for _, file in REGISTERS.values())}
    pages: dict[str, str] = {}
    for name in edition.essays:
        file = f"{name}.html"
        while file in taken:
            file = f"{Path(file).stem}-essay.html"
        pages[name] = file
        taken.add(file)
    return pages


def parallels(edition: Edition) -> Mapping[tuple[str, str], str]:
    """Give the page of each two texts that stand side by side: no other is called so, since no name has a dot."""
    return {(one, other): f"{one}.{other}.html" for one, some in edition.publication.parallel.items() for other in some}


def pages(edition: Edition) -> tuple[str, ...]:
    """Name the pages of the edition as a whole, and the copy of its own TEI document, if it has one."""
    kinds = registers(edition)
    landing = [LANDING] if names(edition) else []
    chronology = [CHRONOLOGY] if "event" in kinds else []
    changes = [CHANGES] if edition.publication.has("changes") else []
    beside = parallels(edition).values()
    own = [edition.volume.name] if edition.has_volume else []
    return (INDEX, *essays(edition).values(), *beside, *landing, *kinds.values(), *chronology, *changes, SEARCH, *own)


def ways(edition: Edition, words: Any) -> tuple[Way, ...]:
    """Give the navigation of every page in the words of the interface: the essays, then what is told of all texts."""
    return tuple(_ways(edition, words))


def _ways(edition: Edition, words: Any) -> Iterator[Way]:
    kinds, called = registers(edition), titles(edition)
    if edition.texts:
        yield Way(words.ways["texts"], TEXTS, ("",))  # pages of texts are no pages of the edition as a whole
    if together := tuple(parallels(edition).values()):
        yield Way(words.ways["parallel"], together[0], together)
    for name, file in essays(edition).items():
        yield Way(called[name], file, language=edition.language)
    if "event" in kinds:
        yield Way(words.chronology, CHRONOLOGY)
    if "term" in kinds:
        yield Way(words.register_pages["term"], kinds["term"])
    if own := names(edition):
        yield Way(words.register, LANDING, own)
    if edition.publication.has("changes"):
        yield Way(words.interventions, CHANGES)
    yield Way(words.search["title"], SEARCH)


def are_alike(edition: Edition) -> bool:
    """Tell whether the name of an essay begins as that of another, so that an id alone does not say whose it is."""
    return any(other.startswith(f"{name}-") for name in edition.essays for other in edition.essays)


def beside(edition: Edition, up: str = "") -> Beside:
    """Tell where a passage of another document is; ``up`` leads to the top of the site.

    A long text is cut into pages, among which the passage is looked for (:mod:`editio.render.cuts`). An id that begins
    with the kind of an authority is on the page of its register, by way of which document soever. Of the volume's own
    document the essays are pages of their own: an id in it begins with the name of one; where names are alike, the
    document itself is asked.
    """
    pages = essays(edition)
    tables = {REGISTERS[kind][0]: file for kind, file in registers(edition).items()}
    within = _within(read(edition.volume)) if are_alike(edition) and edition.volume.is_file() else {}

    of_long = cache(partial(cuts.pages, edition))

    def file_of(document: str, passage: str) -> str:
        if document not in edition.documents:
            return ""
        kind, dot, _ = passage.partition(".")
        if dot and kind in tables:
            return f"{up}{tables[kind]}"
        if document != edition.id:
            return f"{up}{document}/{of_long(document).get(passage, INDEX)}"
        likely = (name for name in pages if passage == name or passage.startswith((f"{name}-", f"{name}.")))
        owner = within.get(passage) or max(likely, key=len, default="")
        return f"{up}{pages[owner]}" if owner in pages else ""

    return file_of


@lru_cache(maxsize=2)
def _within(document: bytes) -> Mapping[str, str]:
    """Give the essay of each id in a document of essays."""
    bodies = tei.parse(document, "").iterfind(f"{tei.tag('text')}/{tei.tag('body')}/{tei.tag('div')}")
    return {
        name: essay.get(tei.ID, "")
        for essay in bodies
        for element in essay.iter(etree.Element)
        if (name := element.get(tei.ID))
    }
