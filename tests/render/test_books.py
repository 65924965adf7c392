"""The books as others judge them: EPUBCheck and Ace find nothing in those of the edition, nor in ones that try them."""

import json
import re

import judges
import pytest
from judges import ROOT
from samples import LAMP, MILL, SETTINGS, make_volume, titled

from editio import edition
from editio.message import Rejected
from editio.render import epub, render

OURS = edition.load(ROOT)

TITLE = "Lamps & <Lanterns> \"and\" 'others' ]]> -- \u200fפנסים\u200e 中文 🏮 {{ 7 * 7 }} #x $y$ \\z "
HOSTILE = (TITLE + "of a very long coast " * 20)[:300].strip()
"""A title that nobody would give, of three hundred characters."""

AUTHORS = ("A & B", "C < D", 'O’Neill, "Jr"', "רות כהן", "🏮")

LONG_AGO = b'<creation><date when="-0044-03-15">15 March 44 BC</date></creation>'

CHECKED = ("hostile", "nobody", "samples", *OURS.texts, OURS.id)
"""Books with pages of all kinds: of single documents, of texts of an edition, of whole editions."""

HEARD = ("hostile", "samples", OURS.id)
"""Those of them with which Ace, which takes its time with each page, has every kind of page before it."""

OTHERS = [pytest.param(name, marks=pytest.mark.slow) for name in CHECKED if name not in HEARD]

USAGE = 'epub:type value "endnote" is deprecated. Consider using a custom prefixed value instead.'
"""What EPUBCheck remarks on, and is meant: some readers know notes that pop up by that word alone."""


def settings_under(title):
    """Give the settings of the samples under another title, which is their publisher's name as well."""
    said = json.dumps(title, ensure_ascii=False)
    return re.sub("(?m)^(title|subtitle|publisher) = .*$", lambda found: f"{found[1]} = {said}", SETTINGS)


@pytest.fixture(scope="module")
def books(tmp_path_factory):
    """Make the books of the edition, of samples together, and of documents with metadata that nobody would give."""
    folder = tmp_path_factory.mktemp("books")
    hostile, count = re.subn(rb"(?s)<creation>.*?</creation>", LONG_AGO, titled(HOSTILE, *AUTHORS, text=MILL))
    assert count == 1
    (folder / "hostile.xml").write_bytes(hostile)
    (folder / "nobody.xml").write_bytes(titled("", text=LAMP))
    for name in ("hostile", "nobody"):
        render(folder / f"{name}.xml", "epub", folder / f"{name}.epub")
    samples = make_volume(folder / "edition", settings_under(HOSTILE))
    for made in (epub.volume(samples), *(epub.text(OURS, name) for name in OURS.texts), epub.volume(OURS)):
        for path, data in made.files:
            (folder / path.name).write_bytes(data)
    return folder


@pytest.mark.parametrize("name", CHECKED)
def test_epubcheck_finds_nothing_and_remarks_on_what_is_meant_alone(books, name):
    findings = judges.epubcheck(books / f"{name}.epub", usage=True)
    assert [one for one in findings if not one.endswith(USAGE)] == []


@pytest.mark.parametrize("name", [*HEARD, *OTHERS])
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
