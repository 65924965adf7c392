"""The format plain text: one file a text, and one of the edition, in UTF-8, with lines that end alike.

In go TEI documents; out come text files as bytes. A head says what is known of the text and which marks it uses; then
the text stands between two lines that are the same in every file and language; then come the editors' notes, what is
told of whom and what the text names, and what the editors changed. How each behaviour is written is said by the
templates in ``templates/text``.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from editio import tei
from editio.edition import Edition
from editio.files import read
from editio.message import Message
from editio.publication import LINE_ENDS, PARTS
from editio.render import essays, layout, marks, model, selection, xhtml
from editio.render.addresses import with_addresses
from editio.render.book import Text, by_text, owners, shared
from editio.render.chronology import chronology
from editio.render.citation import Piece, cited_edition, cited_text
from editio.render.facts import SAID, credits_in
from editio.render.format import Made
from editio.render.listing import LABELS
from editio.render.phrase import cause_of, in_context, lost, paragraphs
from editio.render.register import merged
from editio.render.settle import settle, whole
from editio.render.sheet import Sheet, own_folder, own_rules
from editio.render.standoff import let_stand

BEGINNING, END = "----- BEGINNING OF THE TEXT -----", "----- END OF THE TEXT -----"
"""The lines around the text, for those who look for it by program."""

BREAK, RULE = "* * * * *", "-----"
"""The line of a break in the text, and the one between the text and its author's notes."""

BORDERS = (BEGINNING, END)
RESERVED = (*BORDERS, BREAK, RULE)

ORDER = (*(mark for mark in marks.READ_AS if mark != "line"), *marks.ITEMS.values(), "capitals", "break", "escape")
"""The marks in the order in which the head explains them."""

UNPUBLISHED: Mapping[str, Any] = {"parts": PARTS, "isbn": "", "line_end": LINE_ENDS["lf"]}
"""What templates are told of the publication of a text without an edition."""


def single(data: bytes, file: str, out: Path) -> Made:
    """Make the plain text of one TEI document."""
    said, messages = _text(data, file)
    sheet = _sheet(None, said.about.header_language or said.about.language)
    return Made(((out, _written(sheet, (said,), cited_text(sheet.words, said.about))),), messages)


def text(edition: Edition, name: str) -> Made:
    """Make the plain text of one text of an edition."""
    path = edition.document(name)
    said, messages = _text(read(path), str(path), edition, name)
    sheet = _sheet(edition.root, edition.publication.spoken(name))
    cited = cited_text(sheet.words, said.about, edition)
    written = _written(sheet, (said,), cited, published=_published(edition, name))
    return Made(((text_targets(edition, name)[0], written),), messages)


def volume(edition: Edition) -> Made:
    """Make the plain text of the whole edition: its essays, its texts, and what is told of all of them."""
    found: list[Text] = []
    messages: list[Message] = []
    for name in (*((edition.id,) if edition.has_volume else ()), *edition.texts):
        path = edition.document(name)
        said, reported = _text(read(path), str(path), edition, name, f"{name}.")
        own = essays.apart(said.document) if name == edition.id else ()
        parts = [Text(essay, name, essays.title(essay)) for essay in own] or [replace(said, stem=name)]
        found.extend([replace(parts[0], let_stand=said.let_stand), *parts[1:]])
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
    """Give which parts follow one another, the ISBN of a text, or of the edition, as plain text, and how lines end."""
    publication = edition.publication
    return {
        "parts": publication.order,
        "isbn": publication.isbn.get(name, {}).get("text", ""),
        "line_end": LINE_ENDS[publication.line_end],
    }


def _text(
    data: bytes, file: str, edition: Edition | None = None, name: str = "", prefix: str = ""
) -> tuple[Text, tuple[Message, ...]]:
    """Read a document, with the parts that the edition gives; ``prefix`` goes before its ids."""
    root = tei.parse(data, file)
    rules = own_rules(edition.root, "text") if edition else None
    document, messages = model.read(root, file=file, own_rules=rules, prefix=prefix)
    tells = not edition or name == edition.id or edition.publication.has("changes")
    left = let_stand(root, document.metadata, prefix) if tells else ()
    document = selection.chosen(document, edition, name) if edition else document
    return Text(with_addresses(document), let_stand=left), messages


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
            "is_change": marks.is_change,
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
    needed = _numbering(texts).union(*(marks.needed(text.document) for text in texts))
    labels = [LABELS[mark] for mark in sorted(needed.intersection(LABELS))]
    page = _page(sheet, texts, needed, cited, edition, published)
    lines = list(layout.lines(page))
    is_false = sum(line.strip() in RESERVED for line in lines) != layout.count_of_ours(page)
    if is_false or (labels and list(layout.lines(page, (), BORDERS, labels)) != lines):
        page = _page(sheet, texts, needed | {"line"}, cited, edition, published)
        lines = list(layout.lines(page, RESERVED, BORDERS, labels))
    return "".join(f"{line}{published['line_end']}" for line in lines).encode("utf-8")


def _numbering(texts: Iterable[Text]) -> frozenset[str]:
    """Tell whether paragraphs bear numbers: they do where something that is told after a text leads to one of them."""
    places = {place for text in texts for place in _places(text)}
    if not places:
        return frozenset()
    numbers = settle([part for text in texts for part in whole(text.document, "")]).numbers
    return frozenset({"paragraph"} if any(place in numbers for place in places) else ())


def _places(text: Text) -> Iterator[str]:
    """Give the places to which what is told after a text leads."""
    passages = [one.passages for one in text.document.interventions] + [one.passages for one in text.document.variants]
    yield from (passage.place for several in passages for passage in several)
    for register in text.document.registers:
        yield from (one.place for entry in register.entries for one in entry.occurrences)
    for finding in text.let_stand:
        yield from finding.places


def _page(
    sheet: Sheet,
    everything: Sequence[Text],
    needed: frozenset[str],
    cited: Sequence[Piece],
    edition: Edition | None,
    published: Mapping[str, Any],
) -> str:
    """Write a page of texts, and of the essays before those of an edition."""
    written = [replace(text, document=marks.escaped(text.document, needed)) for text in everything]
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
