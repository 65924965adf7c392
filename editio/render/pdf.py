"""The format PDF: a book of one text, and one of a whole edition, for print and for screens (PDF/A-2a, by typst).

In go TEI documents; out come PDFs as bytes. Notes stand at the foot of their pages, registers have the numbers of
pages, and everything is tagged. The templates in ``templates/pdf`` write source in the language of typst: how each
behaviour is written says ``behaviours.j2``, what pages look like ``design.typ`` and ``style.typ``. No word of a
document is ever read as code (:mod:`editio.render.markup`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import Markup

from editio import __version__, tei
from editio.edition import Edition
from editio.files import read
from editio.message import Message, Rejected
from editio.publication import Publication
from editio.render import book, essays, glyphs, markup, model, package, selection, typesetting, xhtml
from editio.render.book import Text
from editio.render.chronology import chronology
from editio.render.citation import cited_edition, cited_text
from editio.render.document import Content, Document, Node, Note, nodes, plain
from editio.render.entries import Entry
from editio.render.facts import SAID, credits_in
from editio.render.format import Made
from editio.render.markup import Labels, spoken
from editio.render.package import Package
from editio.render.paging import paging, shortened
from editio.render.phrase import cause_of, in_context, lost, paragraphs
from editio.render.register import merged
from editio.render.settle import Settled, settle, whole
from editio.render.sheet import SHEET, Sheet, own_folder, own_rules
from editio.render.typesetting import Source

STANDARDS = ("ua-1", "a-2a")
"""What typst checks a PDF against: one file holds to both."""

STYLES = ("design.typ", "style.typ")
"""The files that say what pages look like, in the order in which they are read."""

PAPER = "a5"

OF_PROOFS = ("text", "variants", "changes")
"""What a proof gives of a text."""

FUNCTIONS: Mapping[str, str] = {
    "bold": "bold",
    "code": "code",
    "dotted": "italic",
    "italic": "italic",
    "quoted-title": "italic",
    "reading": "reading",
    "small-caps": "small-caps",
    "spaced": "spaced",
    "stage": "italic",
    "strike": "struck",
    "subscript": "lowered",
    "superscript": "raised",
    "underline": "underlined",
    "upright": "upright",
}
"""The function of ``style.typ`` for words of a style."""


@dataclass(frozen=True, slots=True)
class Query:
    """Hold one query of a proof: its number, what is asked, and the id of its place, or nothing."""

    number: int
    words: str
    id: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Printed(Text):
    """Hold a text of a book, with its title page apart from the rest."""

    @property
    def title_page(self) -> Content:
        """Give the front up to the title page."""
        front = self.document.front
        pages = [nth for nth, part in enumerate(front, 1) if isinstance(part, Node) and part.behaviour == "titlePage"]
        return front[: pages[-1]] if pages else ()

    def is_headed(self, settled: Settled) -> bool:
        """Tell whether the title page has a line that is the main title, and so the first heading."""
        return any(settled.levels.get(node.id) == 1 for node in nodes(self.title_page))

    @property
    def rest(self) -> Content:
        """Give what stands after the title page."""
        return self.document.content[len(self.title_page) :]

    @property
    def running(self) -> str:
        """Give the title as it stands at the head of pages."""
        return shortened(self.title)


def single(data: bytes, file: str, out: Path) -> Made:
    """Make a book of one TEI document."""
    document, messages = document_of(data, file)
    about = document.metadata
    made, told = book_of(
        (Printed(document),), package.of_text(about, data), file, about.header_language or about.language
    )
    return Made(((out, made),), (*messages, *told))


def text(edition: Edition, name: str) -> Made:
    """Make the book of one text of an edition."""
    path = edition.document(name)
    data = read(path)
    document, messages = document_of(data, str(path), edition, name)
    about = package.of_text(document.metadata, data, edition, name)
    speech = edition.publication.spoken(name)
    made, told = book_of((Printed(document),), about, str(path), speech, edition, name)
    return Made(((text_targets(edition, name)[0], made),), (*messages, *told))


def volume(edition: Edition) -> Made:
    """Make the book of the whole edition."""
    messages: list[Message] = []

    def read_one(name: str) -> Document:
        path = edition.document(name)
        document, found = document_of(read(path), str(path), edition, name, f"{name}.")
        messages.extend(found)
        return document

    own = read_one(edition.id) if edition.has_volume else None
    texts = tuple(Printed(read_one(name), name) for name in edition.texts)
    written = tuple(Printed(essay, edition.id, essays.title(essay)) for essay in essays.apart(own)) if own else ()
    about = package.of_volume([text.about for text in texts], edition, own.metadata if own else None)
    file = str(edition.source / "edition.toml")
    made, told = book_of(texts, about, file, edition.publication.spoken(), edition, edition.id, written)
    return Made(((volume_targets(edition)[0], made),), (*messages, *told))


def text_targets(edition: Edition, name: str) -> tuple[Path, ...]:
    """Name the book of a text."""
    return (edition.output / "pdf" / f"{name}.pdf",)


def volume_targets(edition: Edition) -> tuple[Path, ...]:
    """Name the book of the edition."""
    return text_targets(edition, edition.id)


def document_of(
    data: bytes, file: str, edition: Edition | None = None, name: str = "", prefix: str = ""
) -> tuple[Document, tuple[Message, ...]]:
    """Read a document with the parts that an edition gives of it."""
    rules = own_rules(edition.root, "pdf") if edition else None
    document, messages = model.read(tei.parse(data, file), file=file, own_rules=rules, prefix=prefix)
    document = selection.chosen(document, edition, name) if edition else document
    return document, messages


# --- source -----------------------------------------------------------------------------------------------


@cache
def sheet_of(root: Path | None, code: str) -> Sheet:
    """Give the sheet of the format, with a publisher's own templates, in a language."""
    sheet = Sheet(
        "pdf",
        autoescape=True,
        own=own_folder(root, "pdf") if root else None,
        language=code or "en",
        quote=markup.words,
        finalize=markup.shown,
        filters={"paragraphs": paragraphs},
        values={
            "cell_of": markup.cell,
            "code": markup.code,
            "filled": markup.filled,
            "function_of": _function_of,
            "hash": _hash,
            "in_context": in_context,
            "indent_of": xhtml.indent_of,
            "isolated": markup.isolated,
            "item": markup.item,
            "listed_items": markup.listed,
            "own": lambda said: Markup(f"#own({markup.code(str(said))});"),
            "row_of": markup.row,
            "says_nothing": lambda node: not plain(node.content),
            "spoken": spoken,
            "tabled": markup.tabled,
            "tongue_of": lambda said: markup.code(markup.tongue(said)),
        },
    )
    sheet.say(SAID, (cause_of, cited_edition, cited_text, credits_in, lost))
    return sheet


def page_of(
    texts: Sequence[Printed],
    about: Package,
    speech: str,
    edition: Edition | None = None,
    name: str = "",
    written: Sequence[Printed] = (),
    queries: Sequence[Query] | None = None,
) -> str:
    """Write the source of a book: of one text, or of an edition whose ``written`` are the essays before its texts.

    A proof has ``queries``, if only none.
    """
    is_volume = edition is not None and name == edition.id
    sheet = sheet_of(edition.root if edition else None, speech)
    speech = str(sheet.words.language)
    everything = (*written, *texts)
    settled = settle([part for text in everything for part in whole(text.document, "")])
    registers = merged(text.document.registers for text in everything)
    pages = paging(everything, settled)
    labels = Labels()
    around = speech if is_volume else texts[0].about.language
    publication = edition.publication if edition else Publication(speech)
    page = sheet.page(
        "volume.typ.j2" if is_volume else "text.typ.j2",
        about=about,
        around=around,
        asked=queries,
        edition=edition,
        essays=list(written),
        everything=everything,
        generator=f"editio {__version__}",
        glossary=[register for register in registers if register.kind == "term"],
        happenings=chronology(registers, ((text.stem, text.about) for text in texts)) if is_volume else (),
        has_contents=is_volume or len(pages.listed) > 2,
        index=[register for register in registers if register.kind != "term"],
        is_volume=is_volume,
        isbn=publication.isbn.get(name, {}).get("pdf", ""),
        labels=labels,
        line_number=lambda node: pages.lines.get(id(node), ""),
        note_of=_notes_in(everything, speech),
        of_text=lambda text, content, write: _of_text(text, content, write, around),
        paging=pages,
        parts=publication.parts if queries is None else OF_PROOFS,
        places_of=lambda entry: _places_of(entry, settled, labels),
        queries={query.id: query.number for query in queries or () if query.id},
        settled=settled,
        shared=book.shared(texts),
        spoken_in=speech,
        texts=list(texts),
        within=lambda node, content: _within(node, content, labels),
    )
    return labels.resolved(page)


def _of_text(text: Printed, content: Content, write: Any, around: str) -> Markup:
    """Mark what holds the words of a text."""
    return spoken(Markup(f"#of-text[{write(content)}];"), text.about.language, around)


def _notes_in(texts: Iterable[Text], speech: str) -> Any:
    """Give what writes a note: the words that it is about, its own, and the initials of who answers for it."""
    owners = {note.id: text.about for text in texts for note in text.document.notes}

    def note_of(note: Note, write: Any) -> Markup:
        about = owners[note.id]
        own = about.language if note.series == "authorial" else about.header_language or speech
        said = spoken(Markup(f"#of-note[{write(note.content).strip()}];"), note.language or own, about.language)
        lemma = markup.filled("{}] ", markup.words(note.lemma)) if note.lemma else ""
        signed = markup.words(f" ({', '.join(note.initials)})") if note.initials else ""
        return Markup("").join((lemma, said, signed))

    return note_of


def _within(node: Node, content: Any, labels: Labels) -> Markup:
    """Say where a node begins, and in what language it is."""
    return labels.at(node.id) + spoken(content, node.language)


def _function_of(node: Node) -> Markup:
    """Give the function for words of a style, or nothing: blocks among them are not marked."""
    return Markup("" if node.holds_blocks else FUNCTIONS.get(node.setting("style"), ""))


def _hash(said: str) -> Markup:
    """Part a long number, which no hyphen could, in two lines."""
    half = len(said) // 2
    return markup.words(said[:half]) + Markup("#linebreak();") + markup.words(said[half:])


def _places_of(entry: Entry, settled: Settled, labels: Labels) -> Markup:
    """Give the mentions of an entry as arguments: its id, and whether it stands in a note."""
    found = [(one.id, one.place in settled.notes) for one in entry.occurrences if one.id in settled.files]
    return Markup(", ").join(
        Markup("({}, {})").format(labels.to(name), markup.code(is_note)) for name, is_note in found
    )


# --- setting ----------------------------------------------------------------------------------------------


def book_of(
    texts: Sequence[Printed],
    about: Package,
    file: str,
    speech: str,
    edition: Edition | None = None,
    name: str = "",
    written: Sequence[Printed] = (),
    queries: Sequence[Query] | None = None,
) -> tuple[bytes, tuple[Message, ...]]:
    """Write the source of a book and set it; what no font can draw is told of, in ``file``. See :func:`page_of`."""
    sheet = sheet_of(edition.root if edition else None, speech)
    speech = str(sheet.words.language)
    page = page_of(texts, about, speech, edition, name, written, queries)
    language = speech if edition and name == edition.id else texts[0].about.language
    paper = edition.publication.paper if edition else PAPER
    return set_pages(sheet, page, facts(about, language, paper, queries is not None), about.modified, file)


def facts(about: Package, language: str, paper: str, is_proof: bool = False) -> Mapping[str, Any]:
    """Give what the style is told of a book."""
    code, region = markup.tongue(language)
    return {
        "title": about.title,
        "authors": [person.name for person in about.authors],
        "keywords": [subject.words for subject in about.subjects],
        "description": about.description,
        "language": code,
        "region": region,
        "paper": paper,
        "proof": is_proof,
    }


def set_pages(
    sheet: Sheet, page: str, known: Mapping[str, Any], day: str, file: str
) -> tuple[bytes, tuple[Message, ...]]:
    """Set a page of source in the style of a sheet. A fault in a publisher's own style is rejected (E701)."""
    styles = [sheet.path(name) for name in STYLES]
    told = markup.code(known)
    lines = [f"#let book = {told}", *(line for path in styles for line in _lines(path)), "#show: whole", ""]
    head = "\n".join(lines)
    fonts = typesetting.fonts(sheet.own)
    missing = glyphs.missing(f"{told}{page}", styles[0], fonts)
    while True:
        words = glyphs.without(f"{head}{page}", missing)
        try:
            made = typesetting.pdf(Source(words, styles[0], fonts), {}, day, STANDARDS)
        except typesetting.Undrawn as undrawn:
            if set(undrawn.clusters) <= set(missing):
                raise
            missing = (*missing, *undrawn.clusters)
        except Rejected as rejected:
            raise _located(rejected, styles, sheet) from rejected
        else:
            return made.data, (*made.remarks, *glyphs.told(missing, file))


def _located(rejected: Rejected, styles: Sequence[Path], sheet: Sheet) -> Exception:
    """Say in which file of a publisher's a fault is; one where nothing is his is ours, and no message.

    The source begins with one line of ours; then come the styles.
    """
    line = rejected.messages[0].line - 1
    for path in styles:
        length = len(_lines(path))
        if line <= length:
            own = replace(rejected.messages[0], file=str(path), line=max(line, 0))
            return Rejected([own]) if sheet.own in path.parents else RuntimeError(str(own))
        line -= length
    own = replace(rejected.messages[0], file=str(sheet.path(SHEET)), line=0)
    return Rejected([own]) if sheet.own else RuntimeError(f"{own.sentence} (line {line} of the page)")


def _lines(path: Path) -> list[str]:
    return read(path).decode().splitlines()
