"""Hypertext: what every page of HTML is written with.

In go a publisher's folder, a language and values of a document; out come the sheet of the format, the values that its
templates ask for, and attributes, escaped. Which pages there are is said elsewhere.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from markupsafe import Markup, escape

from editio.edition import Edition
from editio.render import language, own, xhtml
from editio.render.document import Node
from editio.render.facts import SAID, credits_in, meant_in
from editio.render.phrase import cause_of, filled, in_context, lost, quoted
from editio.render.sheet import Sheet, own_folder

INDEX, SOURCE, STYLE = "index.html", "source.html", "style.css"

OPTIONS_SCRIPT, NOTES_SCRIPT = "options.js", "notes.js"
"""The script that remembers what a reader wants to see, and the one that brings notes to their references."""

COMPARE, COMPARE_STYLE = "compare.html", "compare.css"
"""The page on which both views stand side by side, with its style."""

CITE_SCRIPT, CITE_STYLE = "cite.js", "cite.css"
"""What cites a paragraph: loaded when it is asked for."""

STYLES = (STYLE, CITE_STYLE)
"""The styles of the page of a text."""

SCRIPTS = (OPTIONS_SCRIPT, NOTES_SCRIPT, CITE_SCRIPT)
"""The scripts of the page of a text."""

SHARED = (STYLE, COMPARE_STYLE, CITE_STYLE, *SCRIPTS)
"""The files that the pages of all texts share."""

SITE_STYLE, SEARCH_SCRIPT = "site.css", "search.js"
"""The style of the pages of the edition as a whole, which come after :data:`STYLE`; the script of the search."""

FEED = "feed.atom"
"""The feed, which no document of an edition is called as: those end in ``.xml``."""

SEARCH_INDEX = "search.index"
"""The folder of what is searched, below the top of the site; no text can be called so: a name has no full stop."""


@dataclass(frozen=True, slots=True)
class Download:
    """Hold another form of a text, by its name in the catalogue of words, and where it lies."""

    form: str
    href: str


@dataclass(frozen=True, slots=True)
class Assets:
    """Hold style and script, in the page itself if they are ``inlined``, else in ``folder``: the top of the site."""

    folder: str = ""
    inlined: bool = False
    style: str = ""
    script: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """Hold one step of the navigation: what it is called, its page, and the other pages that belong to it.

    ``language`` is that of the label, where it is not that of the interface.
    """

    label: str
    file: str
    files: tuple[str, ...] = ()
    language: str = ""


@cache
def sheet(root: Path | None, code: str) -> Sheet:
    """Give the sheet of the format, with a publisher's own templates, in a language."""
    templates = own_folder(root, "html") if root else None
    made = Sheet(
        "html",
        autoescape=True,
        own=templates,
        language=code or "en",
        filters={"filled": filled},
        values={
            "around": in_context,
            "aside": aside,
            "attributes": attributes,
            "datetime_of": xhtml.datetime_of,
            "id_of": id_of,
            "indent_of": xhtml.indent_of,
            "language_of": language_of,
            "own_style": own.STYLE if own.STYLE in own.names(templates) else "",
            "span": span,
            "words_tag": xhtml.words_tag,
        },
    )
    made.say(SAID, (cause_of, credits_in, lost, meant_in, quoted))
    return made


def shared(made: Sheet, folder: Path) -> tuple[tuple[Path, bytes], ...]:
    """Give the files that all pages of a folder share, a publisher's own among them."""
    ours = ((name, made.raw(name).encode()) for name in SHARED)
    return tuple((folder / name, data) for name, data in (*ours, *own.files(made.folders[0])))


def shared_names(edition: Edition) -> tuple[str, ...]:
    """Name the files that :func:`shared` gives for the site of an edition."""
    return (*SHARED, *own.names(own_folder(edition.root, "html")))


def downloads(edition: Edition, name: str, up: str, folder: str = "") -> tuple[Download, ...]:
    """List the other forms of a text; ``up`` leads to the output folder, ``folder`` to the text's own page."""
    forms = {"epub": f"{up}epub/{name}.epub", "text": f"{up}text/{name}.txt", "pdf": f"{up}pdf/{name}.pdf"}
    built: Iterable[Download] = (Download(form, href) for form, href in forms.items() if form in edition.formats)
    return (*built, Download("tei", f"{folder}{name}.xml"))


# --- what templates call ----------------------------------------------------------------------------------


def attributes(node: Node, *classes: str, kind: str = "") -> Markup:
    """Give the attributes that any element may have, each with a blank before it.

    ``classes`` are words of ours; ``kind`` is a word of the TEI document, which therefore is no class.
    """
    said = id_of(node.id)
    if node.language:
        said += language_of(node.language)
    if names := " ".join(filter(None, classes)):
        said += Markup(f' class="{escape(names)}"')
    if kind:
        said += Markup(f' data-kind="{escape(kind)}"')
    return said


def id_of(own_id: str) -> Markup:
    """Give the attribute of an id, if there is one."""
    return Markup(f' id="{escape(own_id)}"' if own_id else "")


def language_of(code: str, around: str = "") -> Markup:
    """Say what language an element is in, unless it is that of what stands ``around``, and its direction."""
    said = language.tag(code)
    if not said or said == language.tag(around):
        return Markup("")
    leftward = language.is_leftward(said)
    turned = leftward or (around and language.is_leftward(around))
    direction = (' dir="rtl"' if leftward else ' dir="ltr"') if turned else ""
    return Markup(f' lang="{said}"{direction}')


def aside(code: str, around: str) -> Markup:
    """Say that words of the interface are in another language than the text around them: its region makes no other."""
    same = language.tag(code).partition("-")[0] == language.tag(around).partition("-")[0]
    return Markup("") if same else language_of(code, around)


def span(name: str, number: str) -> Markup:
    """Give the attribute of a cell that stretches over several columns or rows (at most 1,000: HTML, 4.9.11)."""
    return Markup(f' {name}="{number}"') if number.isdecimal() and 1 < int(number) <= 1000 else Markup("")
