"""The format plain text: one file a text, in UTF-8, with lines that end with LF.

In go TEI documents; out come text files as bytes. A head says what is known of the text and which marks it uses; then
the text stands between two lines that are the same in every file and language; then come the editors' notes and what
they changed. How each behaviour is written is said by the templates in ``templates/text``.
"""

from functools import cache, partial
from pathlib import Path
from typing import Any

from editio import tei
from editio.edition import Edition
from editio.files import read
from editio.message import Message
from editio.render import layout, marks, model, xhtml
from editio.render.addresses import with_addresses
from editio.render.citation import Cited, entry, of_text
from editio.render.document import Document
from editio.render.facts import credits_in, point_in, time_in
from editio.render.format import Made
from editio.render.listing import LABELS
from editio.render.phrase import cause_of, date_in, lost
from editio.render.points import past_points
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


def single(data: bytes, file: str, out: Path) -> Made:
    """Make the plain text of one TEI document."""
    document, messages = _document(data, file)
    about = document.metadata
    sheet = _sheet(None, about.header_language or about.language)
    return Made(((out, _text(sheet, document, of_text(about))),), messages)


def text(edition: Edition, name: str) -> Made:
    """Make the plain text of one text of an edition."""
    path = edition.document(name)
    document, messages = _document(read(path), str(path), own_rules(edition.root, "text"))
    sheet = _sheet(edition.root, edition.language)
    written = _text(sheet, document, of_text(document.metadata, edition))
    return Made(((text_targets(edition, name)[0], written),), messages)


def volume(_edition: Edition) -> Made:
    """Make nothing: an edition as a whole has no plain text."""
    return Made()


def text_targets(edition: Edition, name: str) -> tuple[Path, ...]:
    """Name the file of a text."""
    return (edition.output / "text" / f"{name}.txt",)


def volume_targets(_edition: Edition) -> tuple[Path, ...]:
    """Name no file."""
    return ()


def _document(data: bytes, file: str, rules: Path | None = None) -> tuple[Document, tuple[Message, ...]]:
    document, messages = model.read(tei.parse(data, file), file=file, own_rules=rules)
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
    sheet.environment.filters["date"] = partial(date_in, sheet.words)
    sheet.environment.filters["point"] = partial(point_in, sheet.words)
    sheet.environment.filters["time"] = partial(time_in, sheet.words)
    sheet.environment.filters["quoted"] = partial(_quoted, sheet.words)
    for said in (cause_of, credits_in, lost):
        sheet.environment.globals[said.__name__] = partial(said, sheet.words)
    return sheet


def _quoted(words: Any, said: str) -> str:
    """Give words of the text in the quotation marks of the interface, or its word for nothing."""
    return str(words.quoted.format(said) if said else words.nothing)


def _text(sheet: Sheet, document: Document, cited: Cited) -> bytes:
    """Write a document as a page with signs of layout, and lay it out.

    Where a line of the text says what only a line of ours may say, or begins as an item of a list does, all is written
    once more with that escaped.
    """
    needed = marks.needed(document)
    labels = [LABELS[mark] for mark in sorted(needed.intersection(LABELS))]
    page = _page(sheet, document, cited, needed)
    lines = list(layout.lines(page))
    is_false = sum(line.strip() in RESERVED for line in lines) != layout.count_of_ours(page)
    if is_false or (labels and list(layout.lines(page, (), BORDERS, labels)) != lines):
        lines = list(layout.lines(_page(sheet, document, cited, needed | {"line"}), RESERVED, BORDERS, labels))
    return "".join(f"{line}\n" for line in lines).encode("utf-8")


def _page(sheet: Sheet, document: Document, cited: Cited, needed: frozenset[str]) -> str:
    written = marks.escaped(document, needed)
    explained = needed | {"escape"} if written is not document or "line" in needed else needed
    return sheet.page(
        "text.txt.j2",
        document=written,
        settled=settle(whole(written, "")),
        citation="".join(piece.words for piece in entry(sheet.words, cited)),
        marks=[mark for mark in ORDER if mark in explained],
    )
