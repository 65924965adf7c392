"""The weight of pages: what a reader's browser has to load before it shows the first page of a text, or a chapter."""

import gzip
from pathlib import Path

import pytest
import sites
from lxml import html as lxml_html

from benchmarks import prose
from editio import encode, render

SENT = 60_000
"""The bytes that are sent at most, by a server that compresses as all do: page, style and scripts, words and all."""

BESIDES = {"results-and-prospects-8": 66_000, "class-nature-soviet-state": 90_000, "novel": 45_000, "chapter": 45_000}
"""The bytes of page, style and scripts as they lie on the disk, but for the words of the text and of its notes.

A page has more of them the more its editors say: each name that they tie to a register, and each note, has its link. No
page of these may grow beyond this.
"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """Give the first page of each text of this edition, and of a novel of a megabyte, with one of its chapters."""
    root = tmp_path_factory.mktemp("weight")
    made = sites.own(root / "own")
    document = root / "novel.xml"
    document.write_bytes(encode.encode(prose.book(900_000), "novel.txt").document)
    render.render(document, "html", root / "novel")
    chapter = sorted((root / "novel").glob("div*.html"))[7]
    own = {name: made.output / "html" / name / "index.html" for name in BESIDES if name in made.texts}
    return own | {"novel": root / "novel" / "index.html", "chapter": chapter}


def loaded(page):
    """Give what a browser loads for a page: itself, and its styles and scripts."""
    root = lxml_html.document_fromstring(page.read_text("utf-8"))
    linked = root.xpath("//link[@rel='stylesheet']/@href | //script/@src")
    return [page, *(Path(page.parent, href).resolve() for href in linked)]


def words(page):
    """Count the bytes of the words of a text and of its notes."""
    root = lxml_html.document_fromstring(page.read_text("utf-8"))
    outermost = root.xpath("//*[@data-text][not(ancestor::*[@data-text])]")
    return sum(len(words.encode()) for one in outermost for words in one.itertext())


@pytest.mark.parametrize("name", BESIDES)
def test_a_first_page_and_a_chapter_are_sent_in_less_than_sixty_kilobytes(pages, name):
    assert sum(len(gzip.compress(file.read_bytes())) for file in loaded(pages[name])) < SENT


@pytest.mark.parametrize("name", BESIDES)
def test_a_page_is_not_heavier_than_it_has_to_be(pages, name):
    page = pages[name]
    assert sum(file.stat().st_size for file in loaded(page)) - words(page) < BESIDES[name]


def test_a_chapter_of_a_novel_has_few_elements_to_lay_out(pages):
    """A browser lays out some thousands of elements in one frame; a whole novel has tens of thousands."""
    for name in ("novel", "chapter"):
        root = lxml_html.document_fromstring(pages[name].read_text("utf-8"))
        assert sum(1 for _ in root.iter()) < 2_000
