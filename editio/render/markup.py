"""Markup: words and values in the language of typst, so that no word of a text is ever read as code.

In go words, ids and nodes of a document; out come pieces of source, as :class:`~markupsafe.Markup`: what is none is
words, and becomes a string literal wherever a template writes it. Which functions there are to call is said by
``templates/pdf/style.typ``.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from string import Formatter
from typing import Any
from unicodedata import bidirectional

from markupsafe import Markup

from editio.render import language
from editio.render.document import Document, Node, Note
from editio.render.listing import BULLET

UNKNOWN = "und"
"""The language of words of which nobody knows it (ISO 639-2)."""

CONTROLS = dict.fromkeys([*range(9), 11, 12, *range(14, 32), *range(127, 160)])
"""Characters that are never drawn, by which labels and cells are marked until the page is written."""

MOST_COLUMNS = 60
"""The columns of a table at most: a cell that asks for more gets these."""

_LABEL = re.compile("\x01([^\x02]*)\x02")
_ITEM = re.compile("\x03([^\x04]*)\x04([^\x04]*)\x04([^\x05]*)\x05")
_CELL = re.compile("\x06(\\d+),(\\d+),(\\d)\x07([^\x08]*)\x08")
_ROW = re.compile("\x0e(\\d)\x07([^\x0f]*)\x0f")
_STRAY = re.compile("[\x03\x06\x0e][^\x04\x07]*[\x04\x07](?:[a-z]*\x04)?|[\x05\x08\x0f]")
_REGION = re.compile(r"[A-Za-z]{2}\Z")


def literal(said: str) -> str:
    """Write a string literal: of a character, what typst would read otherwise is escaped, and controls are left out."""
    return '"' + said.translate(CONTROLS).replace("\\", "\\\\").replace('"', '\\"') + '"'


def words(said: str) -> Markup:
    """Write words among markup."""
    return Markup(f"#{literal(said)};") if said else Markup("")


def shown(value: Any) -> Markup:
    """Write what a template names: what is markup stays as it is, and all else is words."""
    return value if isinstance(value, Markup) else words(str(value))


def code(value: Any) -> Markup:
    """Write a value as an argument: content as content, words, numbers, lists and tables as such."""
    if isinstance(value, Markup):
        return Markup(f"[{value}]")
    if isinstance(value, bool) or value is None:
        return Markup({None: "none", True: "true", False: "false"}[value])
    if isinstance(value, int | float):
        return Markup(str(value))
    if isinstance(value, Mapping):
        pairs = ", ".join(f"{literal(str(key))}: {code(one)}" for key, one in value.items())
        return Markup(f"({pairs or ':'})")
    if isinstance(value, str):
        return Markup(literal(value))
    return Markup(f"({''.join(f'{code(one)}, ' for one in value)})")


def filled(pattern: str, *values: Any, **named: Any) -> Markup:
    """Fill the braces of a phrase of the interface with words, or with markup."""
    given = iter(values)
    pieces = []
    for before, name, _, _ in Formatter().parse(pattern):
        pieces.append(words(before))
        if name is not None:
            pieces.append(shown(named[name] if name else next(given)))
    return Markup("").join(pieces)


def joined(pieces: Iterable[Any], between: str = ", ") -> Markup:
    """Write pieces in a row, those of them that say something."""
    return words(between).join(shown(piece) for piece in pieces if piece)


def tongue(code_of: str) -> tuple[str, str | None]:
    """Part a code of BCP 47 into what typst has: a language and, where one is named, a country."""
    first, *others = language.tag(code_of).split("-")
    region = next((one.upper() for one in others if _REGION.match(one)), None)
    return (first.lower() if 1 < len(first) < 4 else UNKNOWN), region


def spoken(content: Any, code_of: str, around: str = "") -> Markup:
    """Say in what language content is, unless it is that of what stands ``around``."""
    said = shown(content)
    if not said or not language.tag(code_of) or tongue(code_of) == tongue(around or "x-none"):
        return said
    named, region = map(code, tongue(code_of))
    return Markup(f"#spoken({named}, {region})[{said}];")


def isolated(said: str) -> str:
    """Give a name that turns nothing around it, though it is written from right to left (Unicode, UAX 9: isolates)."""
    return f"\u2068{said}\u2069" if any(bidirectional(one) in ("R", "AL") for one in said) else said


@dataclass(frozen=True, slots=True)
class Labels:
    """Collect what is led to while a page is written: only that has a label, for typst keeps a place for each."""

    used: set[str] = field(default_factory=set)
    written: set[str] = field(default_factory=set)

    def at(self, name: str) -> Markup:
        """Mark the place of an id."""
        return Markup(f"\x01{name.translate(CONTROLS)}\x02") if name else Markup("")

    def to(self, name: str) -> Markup:
        """Lead to an id: write its name, as an argument."""
        self.used.add(name.translate(CONTROLS))
        return code(name)

    def first(self, note: str) -> bool:
        """Tell whether a note is still to be written: where the first reference to it stands."""
        is_first = note not in self.written
        self.written.add(note)
        return is_first

    def waiting(self, document: Document) -> tuple[Note, ...]:
        """Give the notes of a document to which no reference has led."""
        return tuple(note for note in document.notes if self.first(note.id))

    def resolved(self, page: str) -> str:
        """Give a page with a label at each place that something leads to, at the first of those that have its id.

        What stands nowhere has its place at the end: typst refuses a way without one.
        """
        placed: set[str] = set()

        def label(found: re.Match[str]) -> str:
            if found[1] not in self.used or found[1] in placed:
                return ""
            placed.add(found[1])
            return f"#at({literal(found[1])});"

        labelled = _STRAY.sub("", _LABEL.sub(label, page))
        return "".join((labelled, *(f"#at({literal(name)});" for name in sorted(self.used - placed))))


# --- lists and tables -------------------------------------------------------------------------------------


def item(label: str, kind: str, inner: Markup) -> Markup:
    """Write an item of a list, which :func:`listed` puts in its place."""
    return Markup(f"\x03{literal(label)}\x04{kind}\x04{inner}\x05")


def listed(inner: Markup) -> Markup:
    """Write a list of items: by their labels with numbers or bullets, or as terms with what they mean."""
    before, *parts = _ITEM.split(inner)
    items = [(parts[nth], parts[nth + 1], f"[{parts[nth + 2]}{parts[nth + 3]}]") for nth in range(0, len(parts), 4)]
    labels = list(dict.fromkeys(label for label, _, _ in items))
    content = ", ".join(text for _, _, text in items)
    if any(kind == "label" for _, kind, _ in items):
        body = f"#explained({', '.join(_terms(items))});"
    elif len(labels) == 1 and (labels == ['""'] or labels == [literal(BULLET)]):
        body = f"#bulleted({labels[0]}, {content});"
    elif items:
        body = f"#numbered(({''.join(f'{label}, ' for label, _, _ in items)}), {content});"
    else:
        body = ""
    return Markup(f"{before}\n\n{body}\n\n")


def _terms(items: Iterable[tuple[str, str, str]]) -> Iterator[str]:
    """Give pairs of a term and what it means, each of which may be missing."""
    term = ""
    for _, kind, text in items:
        if kind == "label":
            if term:
                yield f"({term}, none)"
            term = text
        else:
            yield f"({term or '[]'}, {text})"
            term = ""
    if term:
        yield f"({term}, none)"


def cell(node: Node, inner: Markup) -> Markup:
    """Write a cell, which :func:`tabled` puts in its place."""
    spans = (_span(node.setting(name)) for name in ("columns", "rows"))
    said = ",".join(map(str, (*spans, int(node.setting("role") == "label"))))
    return Markup(f"\x06{said}\x07{inner.strip()}\x08")


def row(node: Node, inner: Markup) -> Markup:
    """Write a row, which :func:`tabled` puts in its place."""
    return Markup(f"\x0e{int(node.setting('role') == 'label')}\x07{inner}\x0f")


def tabled(inner: Markup) -> Markup:
    """Write a table, each cell in the place that those before it leave free; what is no row stands above it."""
    rows = _ROW.findall(inner)
    above = _ROW.sub("", inner)
    taken: set[tuple[int, int]] = set()
    lines: list[list[str]] = []
    width = 1
    for y, (role, content) in enumerate(rows):
        x, line = 0, []
        for columns, down, is_label, text in _CELL.findall(content):
            while (x, y) in taken:
                x += 1
            free = next((n for n in range(1, MOST_COLUMNS) if (x + n, y) in taken), MOST_COLUMNS)
            over = min(int(columns), max(MOST_COLUMNS - x, 1), free)
            below = min(int(down), len(rows) - y)
            taken.update((x + right, y + under) for right in range(over) for under in range(below))
            name = "label-cell" if "1" in (role, is_label) else "table.cell"
            line.append(f"{name}(x: {x}, y: {y}, colspan: {over}, rowspan: {below})[{text}]")
            x += over
            width = max(width, x)
        lines.append(line)
    cells = ", ".join(one for line in lines for one in line)
    return Markup(f"{above}\n\n#tabled({width}, {cells});\n\n" if cells else above)


def _span(number: str) -> int:
    return min(int(number), 1000) if number.isdecimal() and int(number) else 1
