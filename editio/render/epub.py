"""The format EPUB: a book of one text, and one of a whole edition (EPUB 3.3).

In go TEI documents; out come books as bytes. Which files a book has is planned by :mod:`editio.render.planning`, what
it says of itself by :mod:`editio.render.package`; how a file is written is said by the templates in ``templates/epub``.
A book names no remote resource and holds no script.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from editio import __version__, tei
from editio.edition import Edition
from editio.files import read
from editio.message import Message
from editio.publication import PARTS
from editio.render import book, contents, cover, essays, model, own, package, planning, selection, xhtml
from editio.render.book import Page, Text
from editio.render.chronology import chronology
from editio.render.citation import cited_edition, cited_text
from editio.render.container import pack
from editio.render.facts import SAID, credits_in
from editio.render.format import Made
from editio.render.package import Package
from editio.render.phrase import cause_of, filled, in_context, lost, paragraphs, quoted
from editio.render.register import merged
from editio.render.settle import Settled, settle
from editio.render.sheet import Sheet, own_folder, own_rules
from editio.render.space import holds_blocks
from editio.render.standoff import let_stand

FOLDER, NAV, NCX, STYLE = "epub", "nav.xhtml", "toc.ncx", "style.css"

_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that no XML file can hold: an edition's title may have one, though a TEI document cannot."""


def single(data: bytes, file: str, out: Path) -> Made:
    """Make a book of one TEI document."""
    said, messages = _text(data, file)
    about = said.about
    sheet = _sheet(None, about.header_language or about.language)
    return _made(out, file, messages, sheet, (said,), package.of_text(about, data))


def text(edition: Edition, name: str) -> Made:
    """Make the book of one text of an edition."""
    data, file = read(edition.document(name)), str(edition.document(name))
    said, messages = _text(data, file, edition, name)
    about = package.of_text(said.about, data, edition, name)
    sheet = _sheet(edition.root, edition.publication.spoken(name))
    return _made(_target(edition, name), file, messages, sheet, (said,), about, edition)


def volume(edition: Edition) -> Made:
    """Make the book of the whole edition."""
    messages: list[Message] = []

    def read_one(name: str) -> Text:
        path = edition.document(name)
        said, found = _text(read(path), str(path), edition, name, f"{name}.")
        messages.extend(found)
        return replace(said, stem=name)

    own = read_one(edition.id) if edition.has_volume else None
    texts = tuple(map(read_one, edition.texts))
    about = package.of_volume([text.about for text in texts], edition, own.about if own else None)
    written = tuple(_essays(own)) if own else ()
    sheet, (out,) = _sheet(edition.root, edition.publication.spoken()), volume_targets(edition)
    file = str(edition.source / "edition.toml")
    return _made(out, file, messages, sheet, texts, about, edition, is_volume=True, written=written)


def text_targets(edition: Edition, name: str) -> tuple[Path, ...]:
    """Name the book of a text."""
    return (_target(edition, name),)


def volume_targets(edition: Edition) -> tuple[Path, ...]:
    """Name the book of the edition."""
    return (_target(edition, edition.id),)


def _target(edition: Edition, name: str) -> Path:
    return edition.output / "epub" / f"{name}.epub"


def _text(
    data: bytes, file: str, edition: Edition | None = None, name: str = "", prefix: str = ""
) -> tuple[Text, tuple[Message, ...]]:
    """Read a document, with the parts that the edition gives; ``prefix`` goes before its ids."""
    root = tei.parse(data, file)
    rules = own_rules(edition.root, "epub") if edition else None
    document, messages = model.read(root, file=file, own_rules=rules, prefix=prefix)
    tells = not edition or name == edition.id or edition.publication.has("changes")
    left = let_stand(root, document.metadata, prefix) if tells else ()
    document = selection.chosen(document, edition, name) if edition else document
    return Text(document, let_stand=left), messages


def _essays(own: Text) -> Iterator[Text]:
    """Give each essay of the volume's own document; what was let stand in any is told with the first."""
    left = own.let_stand
    for essay in essays.apart(own.document):
        yield Text(essay, own.stem, essays.title(essay), left)
        left = ()


# --- the files of a book ----------------------------------------------------------------------------------


@cache
def _sheet(root: Path | None, code: str) -> Sheet:
    sheet = Sheet(
        "epub",
        autoescape=True,
        own=own_folder(root, "epub") if root else None,
        language=code or "en",
        quote=xhtml.words,
        filters={
            "as_id": xhtml.as_id,
            "by_text": book.by_text,
            "filled": filled,
            "holds_blocks": holds_blocks,
            "paragraphs": paragraphs,
            "title_in": book.title_in,
        },
        values={
            "aside": xhtml.aside,
            "attributes": xhtml.attributes,
            "datetime_of": xhtml.datetime_of,
            "division": xhtml.division,
            "href": xhtml.href,
            "in_context": in_context,
            "indent_of": xhtml.indent_of,
            "language_of": xhtml.language_of,
            "span_of": xhtml.span_of,
            "words_tag": xhtml.words_tag,
            "xml_language_of": xhtml.xml_language_of,
        },
    )
    sheet.say(SAID, (cause_of, cited_edition, cited_text, credits_in, lost, quoted))
    return sheet


def _made(
    out: Path,
    file: str,
    messages: Sequence[Message],
    sheet: Sheet,
    texts: Sequence[Text],
    about: Package,
    edition: Edition | None = None,
    *,
    is_volume: bool = False,
    written: Sequence[Text] = (),
) -> Made:
    """Settle the texts of a book, and the essays ``written`` for it, write its files, and pack them.

    ``messages`` are what was found in its texts; of the cover is told as of ``file``.
    """
    everything = (*written, *texts)
    registers = merged(text.document.registers for text in everything)
    is_dated = is_volume and edition is not None and edition.publication.has("registers")
    happenings = chronology(registers, ((text.stem, text.about) for text in texts)) if is_dated else ()
    order = edition.publication.order if edition else PARTS
    planned = planning.plan(texts, registers, is_volume=is_volume, essays=written, happenings=happenings, parts=order)
    settled = settle(book.parts(planned, everything))
    values = _values(sheet, texts, about, edition, planned, settled) | {
        "essays": written,
        "owners": book.owners(everything),
    }
    files = {page.file: _page(sheet, page, values) for page in planned}
    files[NAV] = _bytes(sheet.page("nav.xhtml.j2", here=NAV, **values))
    files[NCX] = _bytes(sheet.page("toc.ncx.j2", **values))
    files["package.opf"] = _bytes(sheet.page("package.opf.j2", **values))
    files[STYLE] = _bytes(sheet.raw(STYLE))
    drawn = cover.draw(cover.template(sheet), about, file, "" if is_volume else texts[0].about.title_of("over"))
    files[cover.FILE] = drawn.picture
    files.update(own.files(sheet.folders[0]))
    inside = {f"{FOLDER}/{name}": content for name, content in files.items()}
    packed = pack({"META-INF/container.xml": _bytes(sheet.page("container.xml.j2", folder=FOLDER)), **inside})
    return Made(((out, packed),), (*messages, *drawn.messages))


def _values(
    sheet: Sheet,
    texts: Sequence[Text],
    about: Package,
    edition: Edition | None,
    planned: Sequence[Page],
    settled: Settled,
) -> dict[str, Any]:
    """Collect what every template of a book may ask for; ``texts`` are those of the edition."""
    labels = sheet.words.pages
    return {
        "about": about,
        "break_sources": contents.sources_of_breaks(planned),
        "breaks": contents.page_breaks(planned),
        "contents": contents.contents(planned, settled, labels, sheet.words.registers),
        "edition": edition,
        "generator": f"editio {__version__}",
        "is_volume": any(page.template == "volume" for page in planned),
        "own": own.of_book(sheet.folders[0]),
        "own_style": own.STYLE if own.STYLE in own.names(sheet.folders[0]) else "",
        "pages": planned,
        "settled": settled,
        "shared": book.shared(texts),
        "spoken": sheet.words.language,
        "texts": texts,
        "titles": book.titles(planned, labels, about.title),
    }


def _page(sheet: Sheet, page: Page, values: dict[str, Any]) -> bytes:
    return _bytes(sheet.page(f"{page.template}.xhtml.j2", page=page, here=page.file, **values))


def _bytes(written: str) -> bytes:
    return _NO_XML.sub("", written).encode("utf-8")
