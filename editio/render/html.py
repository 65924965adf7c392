"""The format HTML: a site of an edition, or the page of one document.

In go TEI documents; out come pages with their style and script, as bytes by path (:class:`~editio.render.format.Made`).
What is on a page is said by the templates in ``templates/html``; this module gives them what they ask for. Pages
name no remote resource, and work from a disk and without script.
"""

import re
from collections.abc import Mapping
from pathlib import Path

from markupsafe import Markup

from editio import tei
from editio.edition import Edition
from editio.files import STREAM, read
from editio.render import chapters, cuts, feed, model, selection, site, views, ways
from editio.render.citation import Cited, entry, of_edition, of_text
from editio.render.format import Made
from editio.render.hypertext import (
    COMPARE,
    INDEX,
    SCRIPTS,
    SEARCH_SCRIPT,
    SITE_STYLE,
    SOURCE,
    STYLES,
    Assets,
    Download,
    downloads,
    shared,
    shared_names,
)
from editio.render.hypertext import sheet as sheet_of
from editio.render.origin import of_file
from editio.render.references import BIBTEX, CSL_JSON, bibtex, csl_json
from editio.render.sheet import own_rules
from editio.render.views import Frame, Links

_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*\Z")


def single(data: bytes, file: str, out: Path) -> Made:
    """Make of one TEI document one self-contained page, or a folder with both views and the TEI itself.

    In a folder a long text is cut into chapters.
    """
    root = tei.parse(data, file)
    reading, found = model.read(root, file=file)
    sheet = sheet_of(None, reading.metadata.header_language)
    if out == STREAM or out.suffix in (".html", ".htm"):
        assets = Assets("", True, *(Markup("".join(map(sheet.raw, files))) for files in (STYLES, SCRIPTS)))
        ((_, page),) = views.pages(Frame(sheet, Links(), assets), (reading,), ())
        return Made(((out, page),), found)
    name = f"{reading.metadata.id if _FILE.match(reading.metadata.id) else 'text'}.xml"
    links = Links(INDEX, SOURCE, COMPARE, name, bibtex=BIBTEX, csl_json=CSL_JSON, downloads=(Download("tei", name),))
    source, _ = model.read(root, view="source", file=file)
    made = views.pages(Frame(sheet, links, Assets()), (reading, source), chapters.divisions(source))
    pages = ((out / file, page) for file, page in made)
    citations = _citations(out, of_text(reading.metadata))
    return Made((*pages, (out / name, data), *citations, *shared(sheet, out)), found)


def text(edition: Edition, name: str) -> Made:
    """Make the pages of a text and a copy of its TEI, with the style and the scripts that they share with others.

    These are the volume's targets, but a page must not go without them while the volume waits for another text. Where a
    long text is cut is told by the source view of all of it, whatever the edition gives.
    """
    path = edition.document(name)
    data = read(path)
    root = tei.parse(data, str(path))
    rules = own_rules(edition.root, "html")
    reading, found = model.read(root, file=str(path), own_rules=rules)
    source, _ = model.read(root, view="source", file=str(path), own_rules=rules)
    ids = chapters.divisions(source)
    sheet = sheet_of(edition.root, edition.publication.spoken(name))
    ledger = edition.ledger(name)
    origin = of_file(root, read(ledger) if ledger.is_file() else None, str(path))
    shown = edition.publication.has("changes")  # what the source has otherwise is shown, or nothing of the source
    both = (SOURCE, COMPARE) if shown else ("", "")
    links = Links(INDEX, *both, f"{name}.xml", BIBTEX, CSL_JSON, downloads(edition, name, "../../"))
    frame = Frame(sheet, links, Assets("../"), edition, name, origin)
    chosen = [selection.chosen(view, edition, name) for view in ((reading, source) if shown else (reading,))]
    folder = edition.output / "html" / name
    pages = ((folder / file, page) for file, page in views.pages(frame, chosen, ids))
    citations = _citations(folder, of_text(chosen[0].metadata, edition))
    copy = (folder / f"{name}.xml", data)
    files = (*pages, copy, *citations, *shared(sheet, edition.output / "html"))
    return Made(files, found, text_pages(edition, name))


def volume(edition: Edition) -> Made:
    """Make the pages of the edition as a whole, with what all pages share; report links that lead nowhere (W705)."""
    sheet = sheet_of(edition.root, edition.publication.spoken())
    cited = of_edition(edition)
    front = {"links": Links(bibtex=BIBTEX, csl_json=CSL_JSON), "citation": entry(sheet.words, cited)}
    whole = site.gather(edition)
    folder = edition.output / "html"
    own = ((folder / edition.volume.name, read(edition.volume)),) if edition.has_volume else ()
    own = (*own, *((folder / name, sheet.raw(name).encode()) for name in (SITE_STYLE, SEARCH_SCRIPT)))
    pages = site.pages(edition, sheet, whole, front)
    of_texts = (part.file for leaf in whole.texts for part in leaf.settled.parts if part.role == "text")
    listed = (*(page for page in ways.pages(edition) if page.endswith(".html")), *of_texts)
    told = feed.files(edition, sheet, whole.texts, whole.essays, listed)
    return Made((*pages, *own, *told, *_citations(folder, cited), *shared(sheet, folder)), whole.messages)


def text_targets(edition: Edition, name: str) -> tuple[Path, ...]:
    """Name the reading text, the source text, both side by side, the copy of the TEI, and how the text is cited."""
    folder = edition.output / "html" / name
    pages = (INDEX, SOURCE, COMPARE) if edition.publication.has("changes") else (INDEX,)
    return tuple(folder / file for file in (*pages, f"{name}.xml", BIBTEX, CSL_JSON))


def text_pages(edition: Edition, name: str) -> tuple[Path, ...]:
    """Give the pattern of all pages of a text: those of its chapters are among them."""
    return (edition.output / "html" / name / "*.html",)


def text_needs(edition: Edition) -> Mapping[str, tuple[Path, ...]]:
    """Give by text the documents of others that its pages lead into, as far as these have several pages."""
    return cuts.needs(edition)


def volume_targets(edition: Edition) -> tuple[Path, ...]:
    """Name the pages of the edition as a whole, the forms in which it is cited, the style and the script."""
    shared_by_all = (BIBTEX, CSL_JSON, SITE_STYLE, SEARCH_SCRIPT, *feed.targets(edition), *shared_names(edition))
    return tuple(edition.output / "html" / name for name in (*ways.pages(edition), *shared_by_all))


def _citations(folder: Path, cited: Cited) -> tuple[tuple[Path, bytes], ...]:
    return (folder / BIBTEX, bibtex(cited)), (folder / CSL_JSON, csl_json(cited))
