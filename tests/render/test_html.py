"""HTML: what is written where, that nothing of a text can act in a reader's browser, and the same bytes at each run."""

import os
import re
import subprocess
import sys
from pathlib import Path

import judges
import pytest
from judges import ROOT

from editio import edition, tei
from editio.message import Rejected
from editio.render import FORMATS, html, render, render_text, render_volume, text_targets, volume_targets

LAMP = ROOT / "tests" / "fixtures" / "lamp.xml"
HARBOUR = ROOT / "tests" / "fixtures" / "harbour.xml"

PROGRAM = """
import sys
from pathlib import Path
from editio.render import render
render(Path(sys.argv[1]), "html", Path(sys.argv[2]))
"""

SPITEFUL = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"'&{{ 7*7 }}"


@pytest.fixture
def volume(tmp_path):
    """Make an edition of the two samples as its earlier stages leave it."""
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "edition.toml").write_text(
        'id = "samples"\ntitle = "Samples & Co"\nlanguage = "en"\ndate = "2026-11-22"\npublisher = "A < B"\n'
    )
    for path in (LAMP, HARBOUR):
        (tmp_path / "source" / path.stem).mkdir()
        (tmp_path / "source" / path.stem / "text.txt").write_text("x")
        (tmp_path / "tei").mkdir(exist_ok=True)
        (tmp_path / "tei" / path.name).write_bytes(path.read_bytes())
    return edition.load(tmp_path)


def spiteful():
    """Make a document whose every value and word tries to get out of its place."""
    source = (
        '<TEI xmlns="{ns}" xml:lang="{s}"><teiHeader><fileDesc><titleStmt><title>{s}</title><author>{s}</author>'
        '<respStmt xml:id="ed"><resp>{s}</resp><name>{s}</name></respStmt></titleStmt><publicationStmt><publisher>{s}'
        '</publisher><idno type="{s}">{s}</idno><date when="{s}"/><availability status="{s}"><licence target="{t}">{s}'
        "</licence></availability></publicationStmt></fileDesc><profileDesc><textClass><keywords>"
        '<term ref="{t}">{s}</term></keywords></textClass></profileDesc></teiHeader><text xml:lang="{s}"><body>'
        '<div type="{s}" n="{s}"><head>{s}</head><p xml:id="{s}" rend="{s}">{s}<note n="{s}" place="{s}" resp="{s}">{s}'
        '</note><choice><sic>{s}</sic><corr resp="{s}" cert="{s}" evidence="{s}">{s}</corr></choice><gap reason="{s}"/>'
        '<graphic url="{t}"/><pb n="{s}"/><hi rend="{s}">{s}</hi><foreign xml:lang="{s}">{s}</foreign></p>'
        '<p><app xml:id="{s}v"><lem wit="#{s}" resp="{s}">{s}</lem><rdg wit="{s}" cert="{s}">{s}'
        "<lacunaStart/></rdg></app>"
        '<unclear xml:id="{s}u" reason="{s}" resp="{s}" corresp="{s}">{s}</unclear><date when="{s}">{s}</date>'
        '<gap xml:id="{s}g" resp="{s}" unit="{s}" quantity="{s}" extent="{s}"/><quote source="#{s}w">{s}</quote>'
        '<anchor xml:id="{s}a"/><anchor xml:id="{s}b"/></p><list rend="ordered"><item n="{s}">{s}</item></list>'
        '<lg type="{s}"><l n="{s}0" part="{s}" rend="{s} indent9999">{s}</l></lg>'
        '<table><row role="{s}"><cell cols="{s}">{s}</cell></row></table></div></body></text>'
        '<standOff><listWit><witness xml:id="{s}" n="{s}">{s}</witness></listWit><listBibl><bibl xml:id="{s}w">'
        "<title>{s}</title></bibl></listBibl>"
        '<note xml:id="{s}n" type="editorial" target="#{s}a" targetEnd="#{s}b" resp="{s}">{s}</note>'
        '<note xml:id="{s}" type="retired" resp="{s}"><date when="{s}">{s}</date>: {s}</note>'
        '<linkGrp type="translation"><link xml:id="{s}l" target="#{s}a x.xml#{t}"/></linkGrp>'
        '<listApp><app from="#{s}a" to="#{s}b"><lem/><rdg wit="{s}"/></app></listApp>'
        '<listPerson><person xml:id="x"><persName>{s}</persName><idno type="URI">{t}</idno>'
        '<birth when="{s}"/></person></listPerson></standOff></TEI>'
    )
    said = SPITEFUL.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    return source.format(ns=tei.NAMESPACE, s=said, t="javascript:alert(1)").encode()


# --- one document -----------------------------------------------------------------------------------------


def test_a_page_is_all_that_is_written_where_a_page_is_asked_for(tmp_path):
    assert render(LAMP, "html", tmp_path / "lamp.html") == ()
    assert [path.name for path in tmp_path.iterdir()] == ["lamp.html"]
    page = (tmp_path / "lamp.html").read_text("utf-8")
    assert "<style>" in page
    assert "source.html" not in page


def test_a_folder_holds_both_views_the_tei_and_what_they_need(tmp_path):
    render(LAMP, "html", tmp_path / "lamp")
    names = sorted(path.name for path in (tmp_path / "lamp").iterdir())
    assert names == [
        "citation.bib",
        "citation.json",
        "cite.css",
        "cite.js",
        "compare.css",
        "compare.html",
        "index.html",
        "lamp.xml",
        "notes.js",
        "options.js",
        "source.html",
        "style.css",
    ]
    assert (tmp_path / "lamp" / "lamp.xml").read_bytes() == LAMP.read_bytes()


def test_an_id_of_the_document_names_no_file_outside_its_folder(tmp_path):
    data = LAMP.read_bytes().replace(b'xml:id="lamp"', b'xml:id="../../lamp"')
    for path, _ in html.single(data, "lamp.xml", tmp_path).files:
        assert path.parent == tmp_path


def test_what_cannot_be_parsed_is_rejected_with_its_line(tmp_path):
    (tmp_path / "broken.xml").write_text("<TEI>\n<p>\n</TEI>")
    with pytest.raises(Rejected) as rejected:
        render(tmp_path / "broken.xml", "html", tmp_path / "broken.html")
    assert [(message.code, message.line) for message in rejected.value.messages] == [("E501", 3)]
    assert not (tmp_path / "broken.html").exists()


# --- an edition -------------------------------------------------------------------------------------------


def test_an_edition_is_written_to_the_paths_that_are_named_beforehand(volume):
    named = set(volume_targets(volume, "html"))
    for name in volume.texts:
        render_text(volume, name, "html")
        named |= set(text_targets(volume, name, "html"))
    render_volume(volume, "html")
    assert {path for path in volume.output.rglob("*") if path.is_file()} == named
    assert {str(path.relative_to(volume.output)) for path in named} >= {"html/index.html", "html/lamp/source.html"}


def test_the_front_page_lists_each_text_with_its_forms(volume):
    render_volume(volume, "html")
    page = (volume.output / "html" / "index.html").read_text("utf-8")
    for name in volume.texts:
        for href in (f"{name}/index.html", f"{name}/source.html", f"../epub/{name}.epub", f"../text/{name}.txt"):
            assert f'href="{href}"' in page
    assert 'href="../epub/samples.epub"' in page
    assert "Samples &amp; Co" in page


def test_forms_that_are_not_built_are_not_offered(volume):
    path = volume.source / "edition.toml"
    path.write_text(path.read_text() + 'formats = ["html"]\n')
    only = edition.load(volume.root)
    render_volume(only, "html")
    page = (only.output / "html" / "index.html").read_text("utf-8")
    assert ".epub" not in page
    assert 'href="lamp/lamp.xml"' in page


def test_a_publishers_own_templates_and_rules_are_used(volume):
    own = volume.root / "templates" / "html"
    own.mkdir(parents=True)
    (own / "behaviours.j2").write_text('{% macro glyph(node, inner) %}<u class="mine">{{ inner }}</u>{% endmacro %}')
    (own / "rules.txt").write_text("trailer -> glyph\n")
    (own / "style.css").write_text("/* mine */")
    render_text(volume, "lamp", "html")
    render_volume(volume, "html")
    assert '<u class="mine">(To be continued)</u>' in (volume.output / "html" / "lamp" / "index.html").read_text(
        "utf-8"
    )
    assert (volume.output / "html" / "style.css").read_text() == "/* mine */"


# --- what is on a page ------------------------------------------------------------------------------------


def test_each_view_is_one_click_from_the_other(volume):
    render_text(volume, "lamp", "html")
    folder = volume.output / "html" / "lamp"
    assert '<a href="source.html">' in (folder / "index.html").read_text("utf-8")
    assert '<a href="index.html">' in (folder / "source.html").read_text("utf-8")


def test_a_page_says_who_changed_what_how_sure_and_why():
    page = page_of(LAMP)
    entry = re.sub(r"</?span[^>]*>", "", page[page.index('id="c1.entry"') :].partition("</li>")[0])
    for said in (
        "‘teh’ corrected to ‘the’",
        "no word",
        "The editors of this edition",
        "certain",
        "conjecture",
        'href="#c1"',
    ):
        assert said in entry


def test_a_text_without_a_title_page_gets_its_heading_from_the_header():
    page = page_of(HARBOUR)
    assert re.findall(r"<h1[^>]*>(.*?)</h1>", page) == ["The Harbour: a Sampler"]
    outside = page.partition("<main")[2].partition("data-text=")[0]
    assert "<h1" in outside


@pytest.mark.parametrize("path", [LAMP, HARBOUR], ids=lambda path: path.stem)
def test_a_page_has_one_heading_of_the_first_level_and_no_id_twice(path):
    page = page_of(path)
    assert len(re.findall(r"<h1\b", page)) == 1
    ids = re.findall(r'\bid="([^"]*)"', page)
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("path", [LAMP, HARBOUR], ids=lambda path: path.stem)
def test_every_link_within_a_page_leads_to_an_id_of_it(path):
    page = page_of(path)
    ids = set(re.findall(r'\bid="([^"]*)"', page))
    assert set(re.findall(r'href="#([^"]*)"', page)) <= ids


# --- untrusted text ---------------------------------------------------------------------------------------


def test_no_word_and_no_value_of_a_document_gets_out_of_its_place(tmp_path):
    files = dict(html.single(spiteful(), "spiteful.xml", tmp_path).files)
    for name, scripts in (("index.html", 4), ("source.html", 4), ("compare.html", 3)):
        page = files[tmp_path / name].decode()
        assert page.count("<script") == page.count("</script>") == scripts
        assert "<img" not in page
        assert "javascript:" not in re.sub(r">[^<]*", ">", page)
        assert "49" not in page
        for tag in re.findall(r"<[a-z][^>]*>", page):
            assert not re.search(r"\son\w+=", re.sub(r'"[^"]*"', '""', tag)), tag


def test_a_page_takes_nothing_from_elsewhere(volume):
    for name in volume.texts:
        render_text(volume, name, "html")
    render_volume(volume, "html")
    for path in volume.output.rglob("*.html"):
        page = path.read_text("utf-8")
        assert not re.search(r"\ssrc=\"(?!(\.\./)?(cite|notes|options|search)\.js\")", page), path
        assert not re.search(
            r"<link rel=\"(stylesheet|icon|preload)\" href=\"(?!(\.\./)?(style|site|compare)\.css\")", page
        ), path
    assert not re.search(r"url\(|@import", (volume.output / "html" / "style.css").read_text())


# --- documents of others ----------------------------------------------------------------------------------


@pytest.mark.slow
def test_every_tei_document_of_the_corpus_becomes_a_page_that_the_checker_of_html_accepts(shared, tmp_path):
    """Refused are documents with a document type, or whose root is none of TEI P5's, and no others.

    Control characters, which XML allows and HTML calls an error, are the document's own and are kept.
    """
    refused = set()
    for path in sorted(shared.glob("corpus/tei/*.xml")):
        try:
            render(path, "html", tmp_path / f"{path.stem}.html")
        except Rejected as rejected:
            refused |= {message.code for message in rejected.messages}
    assert refused <= {"E502", "E512"}
    findings = judges.nu(*sorted(tmp_path.iterdir()))
    assert [finding for finding in findings if ": error: " in finding and "Forbidden code point" not in finding] == []


# --- the same bytes ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [LAMP, HARBOUR], ids=lambda path: path.stem)
def test_two_runs_in_different_surroundings_give_the_same_bytes(path, tmp_path):
    made = []
    for seed, zone, locale in (("1", "UTC", "C"), ("2", "Pacific/Kiritimati", "tr_TR.UTF-8")):
        out = tmp_path / seed
        surroundings = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale, "PYTHONPATH": str(ROOT)}
        subprocess.run([sys.executable, "-c", PROGRAM, str(path), str(out)], env=surroundings, check=True, cwd=tmp_path)
        made.append({file.name: file.read_bytes() for file in sorted(out.iterdir())})
    assert made[0] == made[1]


def test_every_format_has_a_module():
    assert tuple(FORMATS) == edition.FORMATS


def page_of(path):
    return dict(html.single(path.read_bytes(), path.name, Path("x.html")).files)[Path("x.html")].decode()


def test_a_reading_stands_beside_its_words(tmp_path):
    path = tmp_path / "a.xml"
    words = '<ruby><rb>灯</rb><rt>あかり</rt></ruby>と<hi rend="dotted">町</hi>'
    path.write_text(
        f'<TEI xmlns="{tei.NAMESPACE}"><teiHeader/><text><body><p>{words}</p></body></text></TEI>', encoding="utf-8"
    )
    page = page_of(path)
    assert "<ruby>灯<rt>あかり</rt></ruby>と" in page
    assert '<span class="dotted">町</span>' in page
