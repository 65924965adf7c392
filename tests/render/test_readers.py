"""Books in the programs in which people read: each note is shown, each file opened, each word kept."""

import re
import shutil

import pytest
import readers
from judges import ROOT
from samples import MILL, Book, make_volume

from editio import edition
from editio.render import epub

OURS = edition.load(ROOT)

NOTES = ("samples", *OURS.texts)
PAGES = ("mill", OURS.id)


@pytest.fixture(scope="module")
def books(tmp_path_factory):
    """Make the books of the edition, one of samples, and one of a single document."""
    folder = tmp_path_factory.mktemp("books")
    for made in (
        *(epub.text(OURS, name) for name in OURS.texts),
        epub.volume(OURS),
        epub.volume(make_volume(folder / "edition")),
        epub.single(MILL.read_bytes(), MILL.name, folder / "mill.epub"),
    ):
        for path, data in made.files:
            (folder / path.name).write_bytes(data)
    return folder


def words(element):
    return "".join(element.itertext()).split()


@pytest.mark.parametrize("name", NOTES)
def test_each_reference_that_is_clicked_shows_its_note_in_foliate(browser, books, name):
    book = Book((books / f"{name}.epub").read_bytes())
    notes = {note.get("id"): words(note) for note in book.all("//h:section[@role='doc-endnotes']//h:li[@id]")}
    references = [
        (a.get("id"), a.text, a.get("href").partition("#")[2]) for a in book.all("//h:a[@role='doc-noteref']")
    ]
    shown = readers.foliate(browser, books / f"{name}.epub")["notes"]
    assert [(one["id"], one["label"], one["href"].partition("#")[2]) for one in shown] == references
    assert len(references) > 3
    for one, (_, _, target) in zip(shown, references, strict=True):
        assert one["words"].split() == notes[target]
        assert one["type"] == "endnote"


@pytest.mark.parametrize("name", PAGES)
def test_epub_js_opens_each_file_with_all_its_words(browser, books, name):
    book = Book((books / f"{name}.epub").read_bytes())
    shown = readers.epub_js(browser, books / f"{name}.epub")
    assert list(shown) == book.spine
    for file, page in book.pages.items():
        assert shown[file].split() == words(page.find("{*}body")), file


@pytest.mark.skipif(not shutil.which("ebook-convert"), reason="calibre is not installed")
@pytest.mark.parametrize("suffix", ["txt", "azw3"])
def test_calibre_converts_a_book_without_losing_a_word_of_its_text(books, tmp_path, suffix):
    book = books / f"{OURS.id}.epub"
    first, plain = tmp_path / f"book.{suffix}", tmp_path / "again.txt"
    readers.converted(book, first)
    if suffix != "txt":
        readers.converted(first, plain)
    written = letters((first if suffix == "txt" else plain).read_text("utf-8"))
    blocks = Book(book.read_bytes()).all("//*[@data-text]//h:p | //*[@data-text]//h:h2 | //*[@data-text]//h:h3")
    assert len(blocks) > 50
    assert [block for block in blocks if letters("".join(block.itertext())) not in written] == []


def letters(said):
    """Give words without blanks and marks of punctuation, among which converters put their own."""
    return re.sub(r"[\W_]+", "", said)
