"""The two samples as an edition, as its earlier stages leave it, and books read as what they are: zips of XML.

In go folders and books as bytes; out come editions, and the files of books as trees. Nothing of the formats is used.
"""

import io
import zipfile
from pathlib import Path

from judges import ROOT
from lxml import etree

from editio import edition

FIXTURES = ROOT / "tests" / "fixtures"
LAMP, HARBOUR = FIXTURES / "lamp.xml", FIXTURES / "harbour.xml"

MILL = FIXTURES / "mill.xml"
"""A text with all that editors can say of one, and all that an encoder makes of lines."""

SETTINGS = """\
id = "samples"
title = "Samples & Co"
subtitle = "Two of them"
language = "en"
date = "2026-11-22"
publisher = "A < B"
licence = "https://creativecommons.org/licenses/by/4.0/"
licence_text = "What the editors wrote may be used by all."
texts = ["lamp", "harbour"]
"""

ESSAYS = '''\
abstract = """
Two samples of lamps & harbours.

They were never read before."""
keywords = ["lamps", "harbours"]
essays = ["introduction", "texts"]
'''

VOLUME = FIXTURES / "volume" / "samples.xml"
"""What belongs to the edition as a whole: its essays, and all that its registers tell of."""

NAMES = {
    "c": "urn:oasis:names:tc:opendocument:xmlns:container",
    "dc": "http://purl.org/dc/elements/1.1/",
    "epub": "http://www.idpf.org/2007/ops",
    "h": "http://www.w3.org/1999/xhtml",
    "n": "http://www.daisy.org/z3986/2005/ncx/",
    "o": "http://www.idpf.org/2007/opf",
}
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"


def make_edition(root, settings=SETTINGS):
    """Write an edition of the two samples below a folder, and load it."""
    for path in (LAMP, HARBOUR):
        (root / "source" / path.stem).mkdir(parents=True)
        (root / "source" / path.stem / "text.txt").write_text("x")
        (root / "tei").mkdir(exist_ok=True)
        (root / "tei" / path.name).write_bytes(path.read_bytes())
    (root / "source" / "edition.toml").write_text(settings, encoding="utf-8")
    return edition.load(root)


def make_volume(root, settings=SETTINGS):
    """Write an edition of the two samples with essays below a folder, and load it."""
    (root / "source").mkdir(parents=True)
    for name in ("introduction", "texts"):
        (root / "source" / f"{name}.md").write_text(f"# {name}\n")
    made = make_edition(root, settings + ESSAYS)
    made.volume.write_bytes(VOLUME.read_bytes())
    return made


def titled(title, *authors, text=HARBOUR):
    """Give a sample under another title, by other authors."""
    root = etree.fromstring(Path(text).read_bytes())
    tei = {"t": "http://www.tei-c.org/ns/1.0"}
    (statement,) = root.xpath("//t:titleStmt", namespaces=tei)
    for child in statement:
        statement.remove(child)
    for name, words in [("title", title), *(("author", author) for author in authors)]:
        etree.SubElement(statement, f"{{{tei['t']}}}{name}").text = words
    return etree.tostring(root)


class Book:
    """A book as the files of its zip, and as trees."""

    def __init__(self, data):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.entries = archive.infolist()
            self.files = {entry.filename: archive.read(entry) for entry in self.entries}
        self.trees = {
            name.removeprefix("epub/"): etree.fromstring(content)
            for name, content in self.files.items()
            if name.endswith(("xml", "xhtml", "opf", "ncx"))
        }
        self.package = self.trees["package.opf"]
        hrefs = dict(zip(self.find("//o:item/@id"), self.find("//o:item/@href"), strict=True))
        self.spine = [hrefs[name] for name in self.find("//o:itemref/@idref")]
        self.pages = {name: self.trees[name] for name in self.spine}

    def find(self, path, file="package.opf"):
        """Find nodes of a file by XPath."""
        return self.trees[file].xpath(path, namespaces=NAMES)

    def all(self, path):
        """Find nodes of all pages by XPath, in reading order."""
        return [found for page in self.pages.values() for found in page.xpath(path, namespaces=NAMES)]

    def refined(self, element):
        """Give what the package says of an element: ``(property, value)``."""
        return [(meta.get("property"), meta.text) for meta in self.find(f"//o:meta[@refines='#{element.get('id')}']")]
