"""Chapters: a long text is cut into pages, nothing of it is lost or moved, and what leads into it finds its page."""

import posixpath
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pytest
import sites
from editions import BUILD, EDITION, run
from lxml import html as lxml_html

from benchmarks import prose
from editio import build, edition, tei
from editio.render import chapters, html, model, render, render_text

LONG, LARGE = 3_000, 1_500
"""The limits in these tests: a novel of some pages is long."""

WORDS = "The lamp was lit at nine, and nobody in the harbour saw who had lit it, nor who put it out again. " * 3

HEADER = """<teiHeader xml:lang="en"><fileDesc><titleStmt><title>{title}</title><author>Ada Arden</author></titleStmt>
<publicationStmt><publisher>P</publisher></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>"""

STANDOFF = """<standOff><listPerson><person xml:id="person.boyle"><persName>R. Boyle</persName></person></listPerson>
<linkGrp type="translation"><link xml:id="a1" target="#c3.p {other}.xml#c5.p"/></linkGrp>
<listAnnotation><note type="retired" xml:id="old.1"><date when="2026-01-02"/>: no more</note></listAnnotation>
</standOff>"""

CHAPTER = """<div xml:id="c{nth}" type="chapter"><head xml:id="c{nth}.h">Chapter {nth}</head>
<p xml:id="c{nth}.p">{words} As <persName ref="#person.boyle">Boyle</persName> says.<note xml:id="c{nth}.n">See
<ref target="#c1.p">there</ref>, a <choice xml:id="c{nth}.c"><sic>nooote</sic><corr>note</corr></choice>.</note></p>
<div xml:id="s{nth}"><head>A section</head><p xml:id="c{nth}.q">{words} <ref target="#c6.p">Far on</ref>, and in
<ref target="{other}.xml#c6.q">the other book</ref>.<ref target="#c1.n"/></p></div></div>"""


def novel(name, other, more=""):
    """Make a book of two parts, the first of which is opened, with a preface that has no divisions."""
    made = {nth: CHAPTER.format(nth=nth, words=WORDS, other=other) for nth in range(1, 7)}
    made[2] = (
        made[2].replace("<p ", f"<p><choice><sic>x</sic><corr>{more}</corr></choice></p><p ", 1) if more else made[2]
    )
    return (
        f'<TEI xmlns="{tei.NAMESPACE}" xml:id="{name}">{HEADER.format(title=name.title())}'
        f"{STANDOFF.format(other=other)}"
        '<text xml:lang="en"><front><titlePage><docTitle><titlePart>A Novel</titlePart></docTitle></titlePage>'
        '<div xml:id="preface"><head>Preface</head><p xml:id="f1">Dear reader.</p></div></front><body>'
        '<div xml:id="one" type="part" xml:lang="en-GB"><head>Part One</head><epigraph><p>Lamps!</p></epigraph>'
        f"{made[1]}{made[2]}{made[3]}{made[4]}</div>"
        f'<div xml:id="../two" type="part"><head>Part Two</head>{made[5]}</div>{made[6]}'
        '<div xml:id="C6"><head>Again</head><p>The end.</p></div><p xml:id="last">Printed in Quay.</p></body></text>'
        "</TEI>"
    ).encode()


PAGES = ["index", "preface", "one", "c1", "c2", "c3", "c4", "division-", "c6", "division-"]
"""What the pages of a novel are called, as far as they are called by ids: one leads out of the folder, one differs from
another in capitals alone."""


@pytest.fixture(scope="module", autouse=True)
def short_limits():
    """Call a text of some pages long."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chapters, "LONG", LONG)
        patch.setattr(chapters, "LARGE", LARGE)
        yield


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Build the site of two novels that lead into one another, with a register."""
    root = tmp_path_factory.mktemp("novels")
    (root / "source").mkdir()
    (root / "tei").mkdir()
    settings = EDITION.format(order='["lamp", "harbour"]').replace('id = "lamps"', 'id = "lamps"\nformats = ["html"]')
    (root / "source" / "edition.toml").write_text(settings, encoding="utf-8")
    (root / "source" / "authorities.toml").write_text('[person.boyle]\nname = "R. Boyle"\n', encoding="utf-8")
    for name, other in (("lamp", "harbour"), ("harbour", "lamp")):
        (root / "source" / name).mkdir()
        (root / "source" / name / "text.txt").write_text("x" * (LONG + 1))
        (root / "tei" / f"{name}.xml").write_bytes(novel(name, other))
    return sites.build(edition.load(root))


@pytest.fixture(scope="module")
def pages(made):
    """Give the pages of the site as trees."""
    return sites.pages(made)


def in_order(pages, first="lamp/index.html"):
    """Follow the links to the next page, from the first on."""
    found = [first]
    while following := pages[found[-1]].xpath("//head/link[@rel='next']/@href"):
        found.append(posixpath.join(posixpath.dirname(first), following[0]))
    return found


def stem(path):
    return re.sub(r"division-[0-9a-f]{16}$", "division-", posixpath.basename(path).removesuffix(".html"))


def words(root):
    """Give the words of the text on a page, without white space."""
    kept = root.xpath("//*[@data-text='reading' or @data-text='source']//text()[not(ancestor::*[@data-interface])]")
    return "".join("".join(kept).split())


# --- where a text is cut ----------------------------------------------------------------------------------


def test_the_outermost_divisions_have_pages_and_a_large_one_is_opened(pages):
    assert [stem(path) for path in in_order(pages)] == PAGES


def test_each_page_has_one_in_the_source_text_and_one_that_compares_both(pages):
    assert [stem(path).removeprefix("source-") for path in in_order(pages, "lamp/source.html")][1:] == PAGES[1:]
    for path in in_order(pages)[1:]:
        folder, name = posixpath.split(path)
        assert f"{folder}/compare-{name}" in pages
        views = pages[path].xpath("//nav[@class='views']/a/@href")
        assert views == [name, f"source-{name}", f"compare-{name}"]
        assert pages[f"{folder}/source-{name}"].xpath("//nav[@class='views']/a/@href")[:2] == views[:2]


def test_a_short_text_stays_on_one_page(monkeypatch):
    monkeypatch.setattr(chapters, "LONG", 100_000)
    document, _ = model.read(tei.parse(novel("lamp", "mill"), "lamp.xml"), view="source")
    assert chapters.divisions(document) == ()
    assert [page.file for page in chapters.cut(document, ())] == ["source.html"]


def test_no_word_is_lost_or_moved_or_stands_twice(pages, tmp_path):
    (tmp_path / "lamp.xml").write_bytes(novel("lamp", "harbour"))
    render(tmp_path / "lamp.xml", "html", tmp_path / "lamp.html")
    whole = lxml_html.parse(str(tmp_path / "lamp.html")).getroot()
    cut = [pages[path] for path in in_order(pages)]
    assert "".join(map(words, cut)) == words(whole)
    notes = "//*[@data-text='note']"
    assert [one.text_content().split() for root in cut for one in root.xpath(notes)] == [
        one.text_content().split() for one in whole.xpath(notes)
    ]
    assert sorted(own for root in cut for own in root.xpath("//*[@data-text]//@id")) == sorted(
        whole.xpath("//*[@data-text]//@id")
    )


def test_one_page_is_never_cut(tmp_path):
    (tmp_path / "lamp.xml").write_bytes(novel("lamp", "harbour"))
    render(tmp_path / "lamp.xml", "html", tmp_path / "lamp.html")
    render(tmp_path / "lamp.xml", "html", tmp_path / "lamp")
    assert not list(tmp_path.glob("c1.html"))
    assert (tmp_path / "lamp" / "c1.html").is_file()
    assert '<link rel="next"' not in (tmp_path / "lamp.html").read_text("utf-8")


def test_no_address_moves_when_editors_say_more():
    cuts = []
    for more in ("", WORDS * 20):
        root = tei.parse(novel("lamp", "harbour", more), "lamp.xml")
        ids = chapters.divisions(model.read(root, view="source")[0])
        cuts.append([page.file for page in chapters.cut(model.read(root)[0], ids)])
    assert cuts[0] == cuts[1]


def test_a_division_that_has_no_heading_in_a_view_begins_no_page_there():
    data = novel("lamp", "harbour").replace(b"Chapter 3</head>", b"<surplus>Chapter 3</surplus></head>")
    root = tei.parse(data, "lamp.xml")
    source, reading = (model.read(root, view=view)[0] for view in ("source", "reading"))
    ids = chapters.divisions(source)
    assert "c3" in ids
    assert "c3.html" not in {page.file for page in chapters.cut(reading, ids)}
    written = dict(html.single(data, "lamp.xml", Path("out")).files)
    assert b'id="c3.p"' in written[Path("out/c2.html")]
    assert b'href="c2.html"' in written[Path("out/source-c3.html")]


# --- what is on a page ------------------------------------------------------------------------------------


def test_a_page_has_one_heading_of_the_first_level_and_no_level_is_left_out(pages):
    for path, root in pages.items():
        levels = [int(one.tag[1]) for one in root.iter("h1", "h2", "h3", "h4", "h5", "h6")]
        assert levels.count(1) == 1, path
        assert all(after <= before + 1 for before, after in pairwise(levels)), (path, levels)


def test_notes_stand_on_the_page_of_their_references_and_numbers_run_on(pages):
    labels, numbers = [], []
    for path in in_order(pages):
        root = pages[path]
        labels += root.xpath("//section[@class='notes']//li/a[@class='label']/text()")
        numbers += map(int, root.xpath("//a[@class='number']/@data-number"))
        for reference in root.xpath("//a[contains(@class, 'noteref')][contains(@id, '.ref')]/@href"):
            assert root.xpath("//li[@id=$id]", id=reference.removeprefix("#")), (path, reference)
    assert labels == [str(nth) for nth in range(1, 7)]
    assert numbers == list(range(1, len(numbers) + 1))


def test_a_further_reference_leads_to_the_page_of_the_note_and_back(pages):
    assert "c1.html#c1.n" in pages["lamp/c4.html"].xpath("//a[contains(@class, 'noteref')]/@href")
    (note,) = pages["lamp/c1.html"].xpath("//li[@id='c1.n']")
    pages_back = {href.partition("#")[0] for href in note.xpath(".//a[@class='again']/@href")}
    assert {"", "c2.html", "c6.html"} <= pages_back


def test_a_chapter_names_the_divisions_around_it_and_its_neighbours_alone(pages):
    (nav,) = pages["lamp/c2.html"].xpath("//nav[@role='doc-toc']")
    assert nav.xpath("./ol/li/a/text()") == ["Part One"]
    assert nav.xpath("./ol/li/ol/li/a/text()") == [f"Chapter {nth}" for nth in range(1, 5)]
    assert nav.xpath("./ol/li/ol/li/ol/li/a/@href") == ["#s2"]
    assert nav.xpath(".//a[@aria-current='page']/text()") == ["Chapter 2"]
    (whole,) = pages["lamp/index.html"].xpath("//nav[@role='doc-toc']")
    assert len(whole.xpath("./ol//a")) == 16
    assert [href for href in whole.xpath("./ol//a/@href") if href.startswith("#")] == []


def test_language_goes_along_with_chapters_that_leave_their_part(pages):
    assert pages["lamp/c2.html"].xpath("//section[@id='c2']/@lang") == ["en-GB"]


# --- ways into it -----------------------------------------------------------------------------------------


def test_every_link_of_every_page_leads_to_something_that_is_there(made, pages):
    ids = {path: set(root.xpath("//@id")) for path, root in pages.items()}
    for page, root in pages.items():
        assert len(ids[page]) == len(root.xpath("//@id")), page
        for href in root.xpath("//a/@href | //link/@href"):
            if re.match(r"(https?|mailto):", href):
                continue
            path, _, fragment = href.partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(path))) if path else page
            assert (made.output / "html" / target).is_file(), (page, href)
            assert not fragment or target not in ids or unquote(fragment) in ids[target], (page, href)


def test_a_register_leads_to_the_page_of_each_mention(pages):
    hrefs = pages["persons.html"].xpath("//li[@id='person.boyle']//a[@class='place']/@href")
    assert {href.partition("#")[0] for href in hrefs} >= {f"lamp/c{nth}.html" for nth in (1, 2, 3, 4, 6)}
    assert pages["lamp/c2.html"].xpath("//a[@class='name']/@href") == ["../persons.html#person.boyle"]


def test_the_list_of_changes_leads_to_the_page_of_each(pages):
    hrefs = pages["interventions.html"].xpath("//section[1]//a[@class='place']/@href")
    assert {"lamp/c1.html", "lamp/c6.html"} <= {href.partition("#")[0] for href in hrefs}
    assert "../interventions.html#lamp.c2.c.entry" in pages["lamp/c2.html"].xpath("//a[@class='change']/@href")


def test_a_link_into_another_long_text_leads_to_the_page_of_the_passage(pages):
    assert "../harbour/c6.html#c6.q" in pages["lamp/c1.html"].xpath("//a/@href")
    (arrow,) = pages["harbour/c3.html"].xpath("//a[@class='counterpart']/@href")
    assert re.fullmatch(r"\.\./lamp/division-[0-9a-f]{16}\.html#c5\.p", arrow)


# --- what is built ----------------------------------------------------------------------------------------


def test_a_page_of_a_chapter_that_is_no_more_is_deleted_and_no_page_of_a_text_is_an_orphan(made):
    folder = made.output / "html" / "lamp"
    stale = folder / "div1.html"
    stale.write_text("old")
    render_text(made, "lamp", "html")
    assert not stale.exists()
    assert build.orphans(made) == ()
    without = replace(made, texts=("harbour",))
    assert folder / "c1.html" in build.orphans(without)


def test_a_text_is_built_after_a_long_one_that_it_leads_into(made):
    said = made.text_folder("lamp") / "apparatus.toml"
    said.write_text('[[entry]]\nid = "a1"\ndo = "align"\nat = "x"\nwith = "harbour#c3.p"\n', encoding="utf-8")
    needs = {task["name"]: task["file_dep"] for task in build.render(made, "html")}
    said.unlink()
    assert made.document("harbour") in needs["lamp"]
    assert made.document("lamp") not in needs["harbour"]


def test_a_build_keeps_the_pages_of_chapters_as_it_made_them(tmp_path):
    root = tmp_path / "books"
    (root / "source" / "novel").mkdir(parents=True)
    settings = EDITION.format(order='["novel"]').replace('id = "lamps"', 'id = "lamps"\nformats = ["html"]')
    (root / "source" / "edition.toml").write_text(settings, encoding="utf-8")
    (root / "source" / "novel" / "text.txt").write_bytes(prose.book(270_000))
    assert run(root, *BUILD).returncode == 0
    folder = root / "output" / "html" / "novel"
    pages = sorted(folder.glob("div*.html"))
    assert len(pages) > 10
    before = pages[3].read_bytes()
    pages[3].unlink()
    pages[4].write_text("not ours")
    assert "html" in run(root, *BUILD).stdout
    assert pages[3].read_bytes() == before
    assert b"not ours" not in pages[4].read_bytes()
    assert "pages" not in run(root, *BUILD).stdout
    (task,) = build.render(edition.load(root), "html")
    ((clean, arguments),) = task["clean"]
    clean(*arguments)
    assert not folder.exists()
