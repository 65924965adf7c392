"""The format plain text: one file a text, and one of the edition, in UTF-8, with lines that end with LF.

In go TEI documents; out come text files as bytes. A head says what is known of the text and which marks it uses; then
the text stands between two lines that are the same in every file and language; then come the editors' notes, what is
told of whom and what the text names, and what the editors changed. How each behaviour is written is said by the
templates in ``templates/text``.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from editio import tei
from editio.edition import Edition
from editio.files import read
from editio.message import Message
from editio.publication import PARTS
from editio.render import essays, layout, marks, model, selection, xhtml
from editio.render.addresses import with_addresses
from editio.render.book import Text, by_text, owners, shared
from editio.render.chronology import chronology
from editio.render.citation import Piece, cited_edition, cited_text
from editio.render.document import Document
from editio.render.facts import SAID, credits_in
from editio.render.format import Made
from editio.render.listing import LABELS
from editio.render.phrase import cause_of, in_context, lost, paragraphs
from editio.render.points import past_points
from editio.render.register import merged
from editio.render.settle import settle, whole
from editio.render.sheet import Sheet, own_folder, own_rules

BEGINNING, END = "----- BEGINNING OF THE TEXT -----", "----- END OF THE TEXT -----"
"""The lines around the text, for those who look for it by program."""

BREAK, RULE = "* * * * *", "-----"
"""The line of a break in the text, and the one between the text and its author's notes."""

BORDERS = (BEGINNING, END)
RESERVED = (*BORDERS, BREAK, RULE)

ORDER = (*(mark for mark in marks.READ_AS if mark != "line"), *marks.ITEMS.values(), "capitals", "break", "escape")
"""The marks in the order in which the head explains them."""

UNPUBLISHED: Mapping[str, Any] = {"parts": PARTS, "isbn": ""}
"""What templates are told of the publication of a text without an edition."""


def single(data: bytes, file: str, out: Path) -> Made:
    """Make the plain text of one TEI document."""
    document, messages = _document(data, file)
    about = document.metadata
    sheet = _sheet(None, about.header_language or about.language)
    return Made(((out, _written(sheet, (Text(document),), cited_text(sheet.words, about))),), messages)


def text(edition: Edition, name: str) -> Made:
    """Make the plain text of one text of an edition."""
    path = edition.document(name)
    document, messages = _document(read(path), str(path), edition, name)
    sheet = _sheet(edition.root, edition.publication.spoken(name))
    cited = cited_text(sheet.words, document.metadata, edition)
    written = _written(sheet, (Text(document),), cited, published=_published(edition, name))
    return Made(((text_targets(edition, name)[0], written),), messages)


def volume(edition: Edition) -> Made:
    """Make the plain text of the whole edition: its essays, its texts, and what is told of all of them."""
    found: list[Text] = []
    messages: list[Message] = []
    for name in (*((edition.id,) if edition.has_volume else ()), *edition.texts):
        path = edition.document(name)
        document, reported = _document(read(path), str(path), edition, name, f"{name}.")
        own = essays.apart(document) if name == edition.id else ()
        found.extend([Text(essay, name, essays.title(essay)) for essay in own] or [Text(document, name)])
        messages.extend(reported)
    sheet = _sheet(edition.root, edition.publication.spoken())
    cited = cited_edition(sheet.words, edition)
    written = _written(sheet, found, cited, edition, published=_published(edition, edition.id))
    return Made(((volume_targets(edition)[0], written),), tuple(messages))


def text_targets(edition: Edition, name: str) -> tuple[Path, ...]:
    """Name the file of a text."""
    return (edition.output / "text" / f"{name}.txt",)


def volume_targets(edition: Edition) -> tuple[Path, ...]:
    """Name the file of the edition."""
    return text_targets(edition, edition.id)


def _published(edition: Edition, name: str) -> Mapping[str, Any]:
    """Give which parts follow one another, and the ISBN of a text, or of the edition, as plain text."""
    publication = edition.publication
    return {"parts": publication.order, "isbn": publication.isbn.get(name, {}).get("text", "")}


def _document(
    data: bytes, file: str, edition: Edition | None = None, name: str = "", prefix: str = ""
) -> tuple[Document, tuple[Message, ...]]:
    rules = own_rules(edition.root, "text") if edition else None
    document, messages = model.read(tei.parse(data, file), file=file, own_rules=rules, prefix=prefix)
    document = selection.chosen(document, edition, name) if edition else document
    return with_addresses(past_points(document)), messages


@cache
def _sheet(root: Path | None, code: str) -> Sheet:
    sheet = Sheet(
        "text",
        autoescape=False,
        own=own_folder(root, "text") if root else None,
        language=code or "en",
        values={
            "BEGINNING": BEGINNING,
            "BREAK": BREAK,
            "END": END,
            "FIXED_BLANK": layout.FIXED_BLANK,
            "LINE_END": layout.LINE_END,
            "RULE": RULE,
            "WIDTH": layout.WIDTH,
            "apart": layout.apart,
            "blank": layout.blank,
            "capitals": marks.capitals,
            "centred": layout.centred,
            "hanging": layout.hanging,
            "in_context": in_context,
            "in_cell": layout.in_cell,
            "in_columns": layout.in_columns,
            "in_row": layout.in_row,
            "indent_of": xhtml.indent_of,
            "inset": layout.inset,
            "kept": layout.kept,
            "mark_of": marks.mark_of,
            "marked": marks.marked,
            "ours": layout.ours,
            "tight": layout.tight,
        },
    )
    sheet.environment.filters["by_text"] = by_text
    sheet.environment.filters["paragraphs"] = paragraphs
    sheet.say({**SAID, "quoted": _quoted}, (cause_of, credits_in, lost))
    return sheet


def _quoted(words: Any, said: str) -> str:
    """Give words of the text in the quotation marks of the interface, or its word for nothing."""
    return str(words.quoted.format(said) if said else words.nothing)


def _written(
    sheet: Sheet,
    texts: Sequence[Text],
    cited: Sequence[Piece],
    edition: Edition | None = None,
    *,
    published: Mapping[str, Any] = UNPUBLISHED,
) -> bytes:
    """Write a text, or those of an ``edition``, as a page with signs of layout, and lay it out.

    Where a line of a text says what only a line of ours may say, or begins as an item of a list does, all is written
    once more with that escaped.
    """
    needed = frozenset[str]().union(*(marks.needed(text.document) for text in texts))
    labels = [LABELS[mark] for mark in sorted(needed.intersection(LABELS))]
    page = _page(sheet, texts, needed, cited, edition, published)
    lines = list(layout.lines(page))
    is_false = sum(line.strip() in RESERVED for line in lines) != layout.count_of_ours(page)
    if is_false or (labels and list(layout.lines(page, (), BORDERS, labels)) != lines):
        page = _page(sheet, texts, needed | {"line"}, cited, edition, published)
        lines = list(layout.lines(page, RESERVED, BORDERS, labels))
    return "".join(f"{line}\n" for line in lines).encode("utf-8")


def _page(
    sheet: Sheet,
    everything: Sequence[Text],
    needed: frozenset[str],
    cited: Sequence[Piece],
    edition: Edition | None,
    published: Mapping[str, Any],
) -> str:
    """Write a page of texts, and of the essays before those of an edition."""
    written = [Text(marks.escaped(text.document, needed), text.stem, text.heading) for text in everything]
    is_escaped = any(new.document is not old.document for new, old in zip(written, everything, strict=True))
    explained = needed | {"escape"} if is_escaped or "line" in needed else needed
    registers = merged(text.document.registers for text in written)
    texts = [text for text in written if not text.heading]
    is_dated = edition is not None and "registers" in published["parts"]
    return sheet.page(
        "volume.txt.j2" if edition else "text.txt.j2",
        everything=written,
        essays=[text for text in written if text.heading],
        texts=texts,
        edition=edition,
        settled=settle([part for text in written for part in whole(text.document, "")]),
        owners=owners(written),
        citation="".join(piece.words for piece in cited),
        marks=[mark for mark in ORDER if mark in explained],
        happenings=chronology(registers, ((text.stem, text.about) for text in texts)) if is_dated else (),
        glossary=[register for register in registers if register.kind == "term"],
        index=[register for register in registers if register.kind != "term"],
        shared=shared(texts),
        **published,
    )
