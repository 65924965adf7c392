"""The site: the pages of an edition as a whole.

In go an edition and its documents, read once more; out come the front page, the essays of the editors, the registers of
all texts with each mention in its context, the chronology, and what the editors did to the texts. The pages of the
texts themselves are made one by one (:mod:`editio.render.html`); which pages there are, :mod:`editio.render.ways` says.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from lxml import etree

from editio import tei
from editio.edition import Edition
from editio.files import read
from editio.message import Message
from editio.render import (
    chapters,
    chronology,
    citing,
    cuts,
    elsewhere,
    head,
    model,
    parallel,
    selection,
    standoff,
    ways,
)
from editio.render.citation import of_essay
from editio.render.concordance import Concorded, Leaf, concordance, letters
from editio.render.document import Document, Metadata, Node
from editio.render.entries import Register
from editio.render.essays import apart, title
from editio.render.hypertext import INDEX, SEARCH_INDEX, SOURCE, Assets, Download, downloads
from editio.render.phrase import paragraphs
from editio.render.register import merged
from editio.render.settle import Part, Settled, settle
from editio.render.sheet import Sheet, own_rules
from editio.render.statements import LetStand

Searched = tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...]
"""What one may look for words in, by groups: a title, its language, and what the addresses of its pages begin with."""

FIRST = 40
"""How many entries of a register are named on the page that leads to it."""

LETTERS_FROM = 20
"""How many entries a register has at least that is jumped in by letters."""


@dataclass(frozen=True, slots=True)
class Whole:
    """Hold all documents of an edition as they were read: its essays, its texts, and what their registers hold.

    ``settled`` says where each entry is; ``let_stand`` are the findings that editors let stand, by the file of a page,
    those of all essays by none.
    """

    essays: tuple[Leaf, ...]
    texts: tuple[Leaf, ...]
    concordance: Mapping[str, tuple[Concorded, ...]]
    settled: Settled
    let_stand: Mapping[str, tuple[LetStand, ...]]
    messages: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """Hold one text as the front page lists it."""

    about: Metadata
    href: str
    source: str
    downloads: tuple[Download, ...]


def gather(edition: Edition) -> Whole:
    """Read the documents of an edition, and report links between them that lead nowhere (W705)."""
    trees = {name: _tree(edition, name) for name in ([edition.id] if edition.has_volume else [])}
    trees |= {name: _tree(edition, name) for name in edition.texts}
    rules = own_rules(edition.root, "html")
    documents: dict[str, Document] = {}
    messages: list[Message] = []
    for name, root in trees.items():
        document, found = model.read(root, file=str(edition.document(name)), own_rules=rules)
        documents[name] = selection.chosen(document, edition, name)
        messages.extend(found if name == edition.id else ())
    messages += elsewhere.astray(
        {name: elsewhere.ends(root, str(edition.document(name))) for name, root in trees.items()}
    )
    texts = tuple(_text(edition, name, trees[name], documents[name]) for name in edition.texts)
    essays = _essays(edition, documents[edition.id], texts) if edition.has_volume else ()
    registers = merged(document.registers for document in documents.values())
    files = {edition.id: "", **{name: f"{name}/{INDEX}" for name in edition.texts}}
    return Whole(
        essays,
        texts,
        concordance((*essays, *texts), registers),
        settle(tuple(of_registers(edition, Document(Metadata(), "reading", registers=registers)))),
        {files[name]: standoff.let_stand(root, documents[name].metadata) for name, root in trees.items()},
        tuple(messages),
    )


def pages(edition: Edition, sheet: Sheet, whole: Whole, front: Mapping[str, Any]) -> tuple[tuple[Path, bytes], ...]:
    """Write the pages; ``front`` are further values for the front page."""
    made = {
        INDEX: ("site.html.j2", {**_front(edition, whole), **front}),
        **{leaf.file: ("essay.html.j2", _essay(edition, sheet.words, leaf)) for leaf in whole.essays},
        **{file: ("register.html.j2", _register(kind, whole)) for kind, file in ways.registers(edition).items()},
    }
    if edition.publication.has("changes"):
        made[ways.CHANGES] = ("interventions.html.j2", _changes(whole))
    for (one, other), file in ways.parallels(edition).items():
        made[file] = ("parallel.html.j2", _parallel(edition, sheet, whole, one, other, file))
    made[ways.SEARCH] = ("search.html.j2", {"index": SEARCH_INDEX, "searched": _searched(edition, sheet, whole)})
    if ways.names(edition):
        made[ways.LANDING] = ("registers.html.j2", {"kinds": tuple(_kinds(edition, whole))})
    if "event" in ways.registers(edition):
        made[ways.CHRONOLOGY] = ("chronology.html.j2", {"settled": whole.settled, "lines": tuple(_happened(whole))})
    shared = {
        "edition": edition,
        "ways": ways.ways(edition, sheet.words),
        "registers": ways.registers(edition),
        "whole": whole,
        "assets": Assets(),
    }
    folder = edition.output / "html"
    heads = dict(_heads(edition, sheet.words, whole))
    return tuple(
        (folder / file, sheet.page(template, here=file, meta=heads.get(file), **shared, **values).encode())
        for file, (template, values) in made.items()
    )


# --- reading ----------------------------------------------------------------------------------------------


def _tree(edition: Edition, name: str) -> etree._Element:
    path = edition.document(name)
    return tei.parse(read(path), str(path))


def _text(edition: Edition, name: str, root: etree._Element, document: Document) -> Leaf:
    file, about = f"{name}/{INDEX}", document.metadata
    cut = chapters.cut(document, cuts.divisions(edition, name, root))
    parts = (*chapters.parts(cut, document, f"{name}/"), *of_registers(edition, document))
    settled = settle(parts, ways.beside(edition))
    return Leaf(
        name, about.title, about.language, file, document, settled, frozenset(f"{name}/{one.file}" for one in cut)
    )


def _essays(edition: Edition, document: Document, texts: Sequence[Leaf]) -> tuple[Leaf, ...]:
    """Make a document of each essay, so that it is counted by itself; their links find one another and the texts."""
    files, beside = ways.essays(edition), ways.beside(edition)
    known = {leaf.name: leaf.settled.files for leaf in texts}

    def found(name: str, passage: str) -> str:
        return "" if name in known and passage not in known[name] else beside(name, passage)

    said = [(part, one) for one in apart(document) for part in one.body if isinstance(part, Node) and part.id in files]
    own = [(essay, title(one), _below_title(one, essay)) for essay, one in said]
    parts = [Part(files[essay.id], one, (essay,)) for essay, _, one in own]
    registers = [part for _, _, one in own for part in of_registers(edition, one)]
    settled = settle((*parts, *registers), found)
    return tuple(
        Leaf(essay.id, called, one.metadata.language, files[essay.id], one, settled) for essay, called, one in own
    )


def _below_title(document: Document, essay: Node) -> Document:
    """Give an essay with its title as the front, so that its parts are the outermost divisions of the page."""
    body = tuple(part for part in essay.content if part not in essay.headings)
    return replace(document, front=essay.headings, body=body)


def of_registers(edition: Edition, document: Document, up: str = "") -> Iterator[Part]:
    """Give the pages that hold the entries of a document's registers; ``up`` leads to the top of the site."""
    files = ways.registers(edition)
    for register in document.registers:
        if register.kind in files:
            ids = tuple(entry.id for entry in register.entries)
            yield Part(up + files[register.kind], document, role="registers", ids=ids)


# --- what pages tell programs -----------------------------------------------------------------------------


def _heads(edition: Edition, words: Any, whole: Whole) -> Iterator[tuple[str, head.Head]]:
    """Give what the head of each page tells, by its file."""
    texts = [(leaf.document.metadata, leaf.file) for leaf in whole.texts]
    yield INDEX, head.of_edition(edition, texts, _downloads(edition))
    for leaf in whole.essays:
        yield leaf.file, head.of_page(edition, leaf.title, leaf.file, "CreativeWork", leaf.language)
    others = {file: words.register_pages[kind] for kind, file in ways.registers(edition).items()}
    others |= {ways.LANDING: words.register}
    others |= {ways.CHRONOLOGY: words.chronology, ways.CHANGES: words.interventions, ways.SEARCH: words.search["title"]}
    titles = {leaf.name: leaf.title for leaf in whole.texts}
    others |= {file: f"{titles[one]} / {titles[other]}" for (one, other), file in ways.parallels(edition).items()}
    for file, called in others.items():
        yield file, head.of_page(edition, called, file)


# --- what pages are told ----------------------------------------------------------------------------------


def _front(edition: Edition, whole: Whole) -> dict[str, Any]:
    source = SOURCE if edition.publication.has("changes") else ""
    listed = [
        Listed(
            leaf.document.metadata,
            leaf.file,
            source and f"{name}/{source}",
            downloads(edition, name, "../", f"{name}/"),
        )
        for name, leaf in zip(edition.texts, whole.texts, strict=True)
    ]
    return {
        "texts": listed,
        "downloads": _downloads(edition),
        "abstract": paragraphs(edition.abstract),
        "changed": sum(len(leaf.document.interventions) for leaf in whole.texts),
    }


def _downloads(edition: Edition) -> tuple[Download, ...]:
    """List the other forms of the whole edition."""
    *forms, tei_document = downloads(edition, edition.id, "../")
    return (*forms, tei_document) if edition.has_volume else tuple(forms)


def _essay(edition: Edition, words: Any, leaf: Leaf) -> dict[str, Any]:
    cited = of_essay(edition, leaf.name, leaf.title)
    return {
        "citing": citing.template(words, cited, head.address(edition, leaf.file)),
        "leaf": leaf,
        "document": leaf.document,
        "settled": leaf.settled,
        "changes": "",
        "readings": "",
        "elsewhere": (),
        "own_registers": (),
        "links": None,
    }


def _register(kind: str, whole: Whole) -> dict[str, Any]:
    entries = whole.concordance.get(kind, ())
    return {
        "settled": whole.settled,
        "kind": kind,
        "entries": entries,
        "letters": letters(entries) if len(entries) >= LETTERS_FROM else (),
    }


def _searched(edition: Edition, sheet: Sheet, whole: Whole) -> Searched:
    """Give what one may look for words in: the texts, the essays, and the registers."""
    words = sheet.words
    return (
        (words.texts, tuple((leaf.title, leaf.language, f"{leaf.name}/") for leaf in whole.texts)),
        (words.told, tuple((leaf.title, leaf.language, leaf.file) for leaf in whole.essays)),
        (words.register, tuple((words.register_pages[kind], "", f) for kind, f in ways.registers(edition).items())),
    )


def _parallel(edition: Edition, sheet: Sheet, whole: Whole, one: str, other: str, file: str) -> dict[str, Any]:
    leaves = {leaf.name: leaf for leaf in whole.texts}
    return {
        "sides": (leaves[one], leaves[other]),
        "rows": parallel.rows(sheet, leaves[one], leaves[other], file),
        "all_sides": {path: (leaves[left], leaves[right]) for (left, right), path in ways.parallels(edition).items()},
    }


def _kinds(edition: Edition, whole: Whole) -> Iterator[tuple[str, tuple[Concorded, ...], int]]:
    """Give each register with those of its entries that are named most, in its own order, and how many it has."""
    for kind in ways.registers(edition):
        entries = whole.concordance.get(kind, ())
        often = sorted(entries, key=lambda one: -one.count)[:FIRST]
        shown = {one.entry.id for one in often if one.count}
        yield kind, tuple(one for one in entries if one.entry.id in shown), len(entries)


def _changes(whole: Whole) -> dict[str, Any]:
    return {
        "changed": tuple(map(_changed, whole.texts)),
        "essay_titles": {leaf.name: leaf.title for leaf in whole.essays},
    }


def _changed(leaf: Leaf) -> tuple[Leaf, tuple[tuple[str, int], ...]]:
    """Give a text with how many interventions of each kind it has, the most frequent kind first."""
    counts = Counter(change.kind for change in leaf.document.interventions)
    return leaf, tuple(sorted(counts.items(), key=lambda count: (-count[1], count[0])))


def _happened(whole: Whole) -> Iterator[tuple[chronology.Happening, Concorded | None]]:
    """Give what happened by date; events and works come with their mentions."""
    told = {kind: whole.concordance.get(kind, ()) for kind in ("event", "bibl")}
    by_id = {one.entry.id: one for entries in told.values() for one in entries}
    registers = [Register(kind, tuple(one.entry for one in entries)) for kind, entries in told.items()]
    texts = ((leaf.file, leaf.document.metadata) for leaf in whole.texts)
    for one in chronology.chronology(registers, texts, ("event", "bibl")):
        yield one, by_id.get(one.entry.id) if one.entry else None
