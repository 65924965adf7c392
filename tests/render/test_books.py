"""The books as others judge them: EPUBCheck and Ace find nothing in those of the edition, nor in ones that try them."""

import judges
import pytest
from judges import ROOT
from samples import LAMP, MILL, make_volume, titled

from editio import edition
from editio.message import Rejected
from editio.render import epub, render

OURS = edition.load(ROOT)

TITLE = "Lamps & <Lanterns> \"and\" 'others' \u200fפנסים 🏮 {{ 7 * 7 }} " + "of a very long coast " * 13


BOOKS = ("lamp", "mill", "hostile", "samples", *OURS.texts, OURS.id)


@pytest.fixture(scope="module")
def books(tmp_path_factory):
    """Make the books of the edition, of samples alone and together, and of one under a title that nobody would give."""
    folder = tmp_path_factory.mktemp("books")
    for path in (LAMP, MILL):
        render(path, "epub", folder / f"{path.stem}.epub")
    (folder / "hostile.xml").write_bytes(titled(TITLE, "A & B", "C < D", 'O’Neill, "Jr"'))
    render(folder / "hostile.xml", "epub", folder / "hostile.epub")
    samples = make_volume(folder / "edition")
    for made in (epub.volume(samples), *(epub.text(OURS, name) for name in OURS.texts), epub.volume(OURS)):
        for path, data in made.files:
            (folder / path.name).write_bytes(data)
    return folder


@pytest.mark.parametrize("name", BOOKS)
def test_epubcheck_finds_nothing(books, name):
    assert judges.epubcheck(books / f"{name}.epub") == []


@pytest.mark.parametrize("name", BOOKS)
def test_ace_finds_nothing(books, name):
    assert judges.ace(books / f"{name}.epub") == []


@pytest.mark.slow
def test_epubcheck_finds_nothing_in_the_documents_of_others(shared, tmp_path):
    """Documents that are refused are not judged; that no others are refused is the business of another test."""
    findings = []
    for path in sorted(shared.glob("corpus/tei/*.xml")):
        out = tmp_path / f"{path.stem}.epub"
        try:
            render(path, "epub", out)
        except Rejected:
            continue
        findings += judges.epubcheck(out)
    assert findings == []
