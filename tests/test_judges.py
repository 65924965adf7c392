"""Each judge finds nothing in what is good, and something in what is not: it can fail."""

import zipfile
from pathlib import Path

import judges
import pytest

LAMP = Path(__file__).parent / "fixtures" / "lamp.xml"

CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">
  <rootfiles><rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""

PACKAGE = """<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en">
  <metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
    <dc:identifier id="id">urn:uuid:9f3c6a0e-56f5-5a63-9a1e-3a1c7c2b8f10</dc:identifier>
    <dc:title>On Lamps</dc:title>
    <dc:language>en</dc:language>
    <dc:creator>Ada Arden</dc:creator>
    <meta property="dcterms:modified">2026-11-22T00:00:00Z</meta>
    <meta property="schema:accessMode">textual</meta>
    <meta property="schema:accessModeSufficient">textual</meta>
    <meta property="schema:accessibilityFeature">structuralNavigation</meta>
    <meta property="schema:accessibilityHazard">none</meta>
    <meta property="schema:accessibilitySummary">A short text without pictures.</meta>
  </metadata>
  <manifest>
    <item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
    <item id="text" href="text.xhtml" media-type="application/xhtml+xml"/>
  </manifest>
  <spine><itemref idref="text"/></spine>
</package>
"""

XHTML = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en" xml:lang="en">
<head><title>On Lamps</title></head>
<body>{body}</body>
</html>
"""

CONTENTS = '<nav epub:type="toc" role="doc-toc" aria-label="Contents"><ol>{entries}</ol></nav>'
ENTRY = '<li><a href="text.xhtml">On Lamps</a></li>'
CHAPTER = """<section epub:type="chapter" role="doc-chapter" aria-labelledby="h">
<h1 id="h">On Lamps</h1><p>A lamp is no lantern.</p></section>"""

PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>On Lamps</title></head>
<body><main><h1>On Lamps</h1><p>A lamp is no lantern.</p></main></body></html>
"""


def book(path, chapter=CHAPTER):
    parts = {
        "META-INF/container.xml": CONTAINER,
        "book.opf": PACKAGE,
        "nav.xhtml": XHTML.format(body=CONTENTS.format(entries=ENTRY)),
        "text.xhtml": XHTML.format(body=chapter),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def page(path, html=PAGE):
    path.write_text(html, encoding="utf-8")
    return path


def spoilt(tmp_path, old, new):
    """Give a copy of the lamp document with one thing spoilt."""
    text = LAMP.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "spoilt.xml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


def test_jing_accepts_the_lamp_document_by_every_schema_of_tei():
    assert [finding for schema in judges.tei_all_schemas() for finding in judges.jing(schema, LAMP)] == []


def test_jing_reports_an_unknown_element_with_its_line_and_only_in_the_document_that_has_it(tmp_path):
    broken = spoilt(tmp_path, '<docAuthor xml:id="docAuthor0">Ada Arden</docAuthor>', "<writer/>")
    line = broken.read_text(encoding="utf-8").partition("<writer/>")[0].count("\n") + 1
    for schema in judges.tei_all_schemas():
        findings = judges.jing(schema, LAMP, broken)
        assert any(f"spoilt.xml:{line}:" in finding and "writer" in finding for finding in findings)
        assert not any("lamp.xml" in finding for finding in findings)


def test_jing_without_a_schema_does_not_pass_for_praise(tmp_path):
    assert judges.jing(tmp_path / "none.rng", LAMP) != []


def test_schematron_accepts_the_lamp_document():
    assert judges.schematron(LAMP) == []


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('match="/TEI', 'match="TEI', "outer citeStructure must start with '/'"),
        (' delim="/"', "", "must have a @delim"),
        ("Nothing more is to be said", "Nothing <p>more</p>", "/text[1]/body[1]/div[2]/p[1]/p[1]: error"),
        ('type="sub" xml:id', 'subtype="sub" xml:id', "titlePart element should not be categorized"),
        ('<birth when="1627"', '<birth when="1627" notBefore="1600"', "birth[1]: nonfatal: The @when"),
    ],
)
def test_schematron_reports_what_the_grammar_cannot_say(tmp_path, old, new, sentence):
    findings = judges.schematron(spoilt(tmp_path, old, new))
    assert len(findings) == 1
    assert sentence in findings[0]


def test_epubcheck_accepts_a_sound_book(tmp_path):
    assert judges.epubcheck(book(tmp_path / "sound.epub")) == []


def test_epubcheck_reports_a_missing_resource_with_its_file(tmp_path):
    findings = judges.epubcheck(book(tmp_path / "broken.epub", CHAPTER.replace("no", '<img src="n.png" alt="n"/>')))
    assert len(findings) == 1
    assert "ERROR RSC-007 text.xhtml:" in findings[0]


def test_epubcheck_reports_what_is_no_book_at_all(tmp_path):
    assert judges.epubcheck(page(tmp_path / "page.epub")) != []


def test_ace_accepts_an_accessible_book(tmp_path):
    assert judges.ace(book(tmp_path / "sound.epub")) == []


def test_ace_reports_a_picture_without_alternative(tmp_path):
    findings = judges.ace(book(tmp_path / "broken.epub", CHAPTER.replace("no", '<img src="n.png"/>')))
    assert any("image-alt" in finding for finding in findings)


def test_ace_that_gives_no_verdict_is_not_taken_for_praise(tmp_path):
    with pytest.raises(judges.Broken):
        judges.ace(page(tmp_path / "page.epub"))


def test_nu_reports_an_unknown_element_and_only_in_the_page_that_has_it(tmp_path):
    sound, broken = page(tmp_path / "sound.html"), page(tmp_path / "broken.html", PAGE.replace("p>", "lamp>"))
    findings = judges.nu(sound, broken)
    assert findings
    assert all("broken.html:3: error" in finding for finding in findings)


def test_the_browser_opens_a_page_in_which_axe_finds_nothing(tmp_path, browser):
    tab = browser.new_page()
    tab.goto(page(tmp_path / "sound.html").as_uri())
    assert tab.title() == "On Lamps"
    assert judges.axe(tab, best_practice=True) == []
    tab.close()


def test_axe_reports_faint_words_and_a_page_without_language(tmp_path, browser):
    html = PAGE.replace(' lang="en"', "").replace("<p>", '<p style="color: #ccc">')
    tab = browser.new_page()
    tab.goto(page(tmp_path / "broken.html", html).as_uri())
    findings = judges.axe(tab)
    assert [finding.split(": ")[1].split()[1] for finding in findings] == ["color-contrast", "html-has-lang"]
    tab.close()


def test_the_browser_reaches_no_network(tmp_path, browser):
    tab = browser.new_page()
    refused = []
    tab.on("requestfailed", lambda request: refused.append(request.failure))
    tab.goto(page(tmp_path / "page.html", PAGE.replace("lamp is", '<img src="http://example.org/a.png">')).as_uri())
    assert refused == ["net::ERR_NAME_NOT_RESOLVED"]
    tab.close()
