"""EPUB: what a book holds and says of itself, that every link in it leads somewhere, and the same bytes at each run."""

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from judges import ROOT
from lxml import etree
from samples import EPUB_TYPE, HARBOUR, LAMP, SETTINGS, Book, make_edition, make_volume, titled

from editio import edition as editions
from editio import tei
from editio.message import Rejected
from editio.render import epub, render, render_text, render_volume, text_targets, volume_targets, xhtml

LARGEST = 260_000

TITLES = {
    "markup": "Lamps & <Lanterns> \"and\" 'others' ]]> --",
    "right to left": "\u200fפנסים\u200e \u202eand lamps\u202c",
    "emoji": "🏮 Lamps 👩🏽‍🚀",
    "three hundred characters": "Lamp " * 60,
    "nothing but blanks": "  \u00a0",
    "templates": "{{ 7 * 7 }}{% raw %}",
}

PROGRAM = """
import sys
from pathlib import Path
from editio.edition import load
from editio.render import render, render_text, render_volume
edition = load(Path(sys.argv[1]))
render_volume(edition, "epub")
render_text(edition, "lamp", "epub")
render(Path(sys.argv[2]), "epub", edition.output / "epub" / "single.epub")
"""


@pytest.fixture
def edition(tmp_path):
    return make_edition(tmp_path)


def book_of(path, data=None):
    ((_, made),) = epub.single(data or path.read_bytes(), path.name, Path("-")).files
    return Book(made)


def volume_of(edition):
    ((_, made),) = epub.volume(edition).files
    return Book(made)


BOOKS = {
    "lamp": lambda _: book_of(LAMP),
    "harbour": lambda _: book_of(HARBOUR),
    "volume": lambda folder: volume_of(make_edition(folder)),
    "volume with essays": lambda folder: volume_of(make_volume(folder)),
}


@pytest.fixture(params=BOOKS)
def book(request, tmp_path):
    return BOOKS[request.param](tmp_path)


# --- files ------------------------------------------------------------------------------------------------


def test_a_book_of_one_text_has_a_page_for_each_kind_of_matter():
    assert book_of(LAMP).spine == [
        "cover.xhtml",
        "title.xhtml",
        "nav.xhtml",
        "text-001.xhtml",
        "notes.xhtml",
        "changes.xhtml",
        "names.xhtml",
        "colophon.xhtml",
        "accessibility.xhtml",
    ]


def test_a_volume_has_each_text_with_its_own_pages(edition):
    names = volume_of(edition).spine
    assert names[:5] == ["cover.xhtml", "volume.xhtml", "nav.xhtml", "lamp-title.xhtml", "lamp-001.xhtml"]
    assert names[5:7] == ["lamp-notes.xhtml", "harbour-title.xhtml"]
    assert names[-7:] == [
        "harbour-variants.xhtml",
        "changes.xhtml",
        "chronology.xhtml",
        "names.xhtml",
        "names-2.xhtml",
        "colophon.xhtml",
        "accessibility.xhtml",
    ]


def test_the_targets_are_named_before_they_are_made(edition):
    for name in edition.texts:
        render_text(edition, name, "epub")
    render_volume(edition, "epub")
    named = {*volume_targets(edition, "epub"), *(text_targets(edition, name, "epub")[0] for name in edition.texts)}
    assert set(edition.output.rglob("*.epub")) == named
    assert {path.name for path in named} == {"lamp.epub", "harbour.epub", "samples.epub"}


def test_what_is_no_tei_is_rejected(tmp_path):
    (tmp_path / "a.xml").write_text("<TEI/>")
    with pytest.raises(Rejected):
        render(tmp_path / "a.xml", "epub", tmp_path / "a.epub")


# --- the container ----------------------------------------------------------------------------------------


def test_the_mimetype_comes_first_and_is_stored_without_an_extra_field(book):
    first = book.entries[0]
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")
    assert book.files["mimetype"] == b"application/epub+zip"


def test_the_other_files_are_sorted_and_all_have_one_date_and_mode(book):
    others = book.entries[1:]
    assert [entry.filename for entry in others] == sorted(entry.filename for entry in others)
    assert {(entry.date_time, entry.create_system, entry.external_attr) for entry in book.entries} == {
        ((1980, 1, 1, 0, 0, 0), 3, 0o644 << 16)
    }
    for entry in others:
        assert re.fullmatch(r"META-INF/container\.xml|epub/[a-z0-9.-]+", entry.filename)


def test_every_file_but_three_is_listed_in_the_package(book):
    listed = {f"epub/{href}" for href in book.find("//o:item/@href")}
    assert set(book.files) - listed == {"mimetype", "META-INF/container.xml", "epub/package.opf"}


def test_two_runs_in_different_surroundings_give_the_same_bytes(tmp_path):
    made = []
    for seed, zone, locale in (("1", "UTC", "C"), ("2", "Pacific/Kiritimati", "tr_TR.UTF-8")):
        root = tmp_path / f"place-{seed}"
        make_edition(root)
        around = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale, "PYTHONPATH": str(ROOT)}
        around.pop("SOURCE_DATE_EPOCH", None)
        subprocess.run([sys.executable, "-c", PROGRAM, ".", str(HARBOUR)], env=around, check=True, cwd=root)
        made.append({path.name: path.read_bytes() for path in (root / "output" / "epub").iterdir()})
    assert made[0] == made[1]
    assert set(made[0]) == {"samples.epub", "lamp.epub", "single.epub"}


# --- what a book says of itself ---------------------------------------------------------------------------


def test_a_book_has_one_identifier_and_the_old_contents_have_the_same(book):
    (identifier,) = book.find("//dc:identifier")
    assert identifier.get("id") == book.package.get("unique-identifier")
    assert book.find("//n:meta[@name='dtb:uid']/@content", "toc.ncx") == [identifier.text]


def test_titles_people_and_sources_are_those_of_the_header():
    book = book_of(LAMP)
    titles = [(title.text, dict(book.refined(title)).get("title-type")) for title in book.find("//dc:title")]
    assert titles == [("On Lamps & Lanterns", "main"), ("(May 1901)", "subtitle"), ("Letters from the Coast", None)]
    people = [(one.text, book.refined(one)) for one in book.find("//dc:creator | //dc:contributor")]
    assert people == [
        ("Ada Arden", [("role", "aut")]),
        ("R. Sample", [("role", "trc"), ("role", "mrk")]),
        ("The editors of this edition", [("role", "edt")]),
    ]
    assert book.find("//dc:source/text()")[0] == "The Lamp, Vol. I No. 2, 4 June 1901, pp. 1 & 2."
    assert book.find("//dc:date/text()") == ["2026-11-22"]
    assert book.find("//o:meta[@property='dcterms:created']/text()") == ["1901-05-01"]
    (subject,) = book.find("//dc:subject")
    assert book.refined(subject) == [("authority", "LCSH"), ("term", "sh85074261")]


def test_a_text_of_an_edition_says_so_and_where_it_stands_in_it(edition):
    ((_, made),) = epub.text(edition, "harbour").files
    book = Book(made)
    assert book.find("//o:meta[@property='belongs-to-collection']/text()") == ["Samples & Co"]
    assert book.find("//o:meta[@property='group-position']/text()") == ["2"]
    assert "collection" in [dict(book.refined(title))["title-type"] for title in book.find("//dc:title")]


def test_the_rights_of_each_text_and_of_the_edition_are_stated(edition):
    rights = volume_of(edition).find("//dc:rights/text()")
    assert any("On Lamps & Lanterns: Permission is granted" in terms for terms in rights)
    assert rights[-1].startswith("What the editors wrote may be used by all.")


def test_the_book_was_modified_on_the_day_of_the_edition(edition):
    assert volume_of(edition).find("//o:meta[@property='dcterms:modified']/text()") == ["2026-11-22T00:00:00Z"]


def test_what_is_claimed_of_accessibility_is_there(book):
    features = book.find("//o:meta[@property='schema:accessibilityFeature']/text()")
    assert ("pageNavigation" in features) == bool(book.find("//h:nav[@epub:type='page-list']", "nav.xhtml"))
    assert ("index" in features) == bool(book.all("//h:section[@epub:type='index']"))
    assert book.find("//o:meta[@property='schema:accessMode']/text()") == ["textual", "visual"]
    assert book.find("//o:meta[@property='schema:accessModeSufficient']/text()") == ["textual"]
    (image,) = book.all("//h:img | //h:audio | //h:video | //h:svg")
    assert "alternativeText" in features
    assert image.get("alt").startswith("Cover: ")
    assert not book.find("//o:link | //o:meta[@property='dcterms:conformsTo']")


@pytest.mark.parametrize("contact", ["mailto:desk@press.example", "https://press.example/?a=1&b=2", ""])
def test_the_statement_of_accessibility_says_whom_to_ask_and_what_is_there(tmp_path, contact):
    settings = f'{SETTINGS}contact = "{contact}"\n' if contact else SETTINGS
    book = volume_of(make_edition(tmp_path, settings))
    (statement,) = book.find("//h:section[@class='accessibility']", "accessibility.xhtml")
    links = [(a.get("href"), a.text) for a in statement.iter("{*}a")]
    assert links == ([(contact, contact.removeprefix("mailto:"))] if contact else [])
    said = " ".join("".join(statement.itertext()).split())
    assert ("please write to A < B:" in said) == bool(contact)
    assert "The pages of the printed source are marked" in said
    assert "Conformance is not claimed" in said
    assert statement.get("aria-labelledby") == statement[0].get("id")


def test_the_statement_of_accessibility_tells_of_nothing_that_the_book_has_not(tmp_path):
    bare = b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>Words.</p></body></text></TEI>'
    book = book_of(tmp_path / "bare.xml", bare)
    said = "".join(book.trees["accessibility.xhtml"].itertext())
    assert "No pages of a printed source" in said
    assert "index" not in said
    assert "note" not in said.partition("Headings are")[2]


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES)
def test_any_title_makes_a_book(title):
    book = book_of(HARBOUR, titled(title, "A & B", "C < D"))
    expected = " ".join(title.split()) or "harbour"
    assert book.find("//dc:title/text()") == [expected]
    assert book.find("//dc:creator/text()") == ["A & B", "C < D"]
    assert book.find("//h:h1/text()", "title.xhtml") == [expected]


# --- pages ------------------------------------------------------------------------------------------------


def test_every_page_says_its_language_and_has_a_title_of_its_own(book):
    titles = [page.findtext("{*}head/{*}title") for page in book.pages.values()]
    assert all(titles)
    assert len(set(titles)) == len(titles)
    for page in book.pages.values():
        assert page.get("lang") == page.get(tei.LANG) != ""
        assert page.find("{*}body").get(EPUB_TYPE) in ("frontmatter", "bodymatter", "backmatter")


def test_no_id_stands_twice_on_a_page_and_every_one_is_a_name_of_xml(book):
    for name, page in book.pages.items():
        ids = page.xpath("//@id")
        assert len(set(ids)) == len(ids), name
        assert all(re.fullmatch(r"[A-Za-z_][\w.-]*", one) for one in ids), name


def test_ids_that_are_no_names_of_xml_become_such():
    data = HARBOUR.read_bytes().replace(b'"verse"', b'"1:verse"').replace(b'"#verse"', b'"#1:verse"')
    assert b"1:verse" in data
    book = book_of(HARBOUR, data)
    assert dead_links(book) == []
    assert any("x-313a7665727365" in href for href in book.all("//@href"))


def dead_links(book):
    """Give the links that lead to no file of the book, or to no id of one."""
    dead = []
    for name, tree in book.trees.items():
        for href in [*tree.xpath("//@href | //@src"), *tree.xpath("//*[local-name()='content']/@src")]:
            file, _, target = href.partition("#")
            if re.match(r"https?:|mailto:", href) or name == "package.opf" or href == "style.css":
                continue
            if not book.trees.get(file or name, etree.Element("none")).xpath(
                "//*[@id=$id]" if target else "/*", id=target
            ):
                dead.append((name, href))
    return dead


def test_every_link_leads_to_something_in_the_book(book):
    assert len(book.all("//h:a[@href]")) > 10
    assert dead_links(book) == []


def test_every_link_is_one_that_a_click_may_follow(book):
    for tree in book.pages.values():
        for href in tree.xpath("//@href"):
            assert not re.match(r"(?!https?:|mailto:)[a-z]+:", href), href


def test_a_book_takes_nothing_from_elsewhere_and_runs_nothing(book):
    assert not book.all("//h:script | //h:iframe | //h:object | //@style")
    assert set(book.all("//@src")) == {"cover.png"}
    assert not [name for name in book.all("//@*") if name.attrname.startswith("on")]
    assert not re.search(rb"url\(|@import|expression", book.files["epub/style.css"])


def test_headings_go_down_by_one_level_at_a_time(book):
    before = 0
    for heading in book.all("//h:h1 | //h:h2 | //h:h3 | //h:h4 | //h:h5 | //h:h6 | //*[@role='heading']"):
        level = int(heading.get("aria-level") or heading.tag[-1])
        assert level <= before + 1, etree.tostring(heading)
        before = level


def test_every_section_with_a_role_is_named_by_its_heading(book):
    for section in book.all("//h:section[@role]"):
        (label,) = section.xpath("//*[@id=$id]", id=section.get("aria-labelledby"))
        assert section in label.iterancestors()


# --- navigation -------------------------------------------------------------------------------------------


def test_the_contents_hold_every_heading_of_the_text_in_reading_order(book):
    links = book.find("//h:nav[@epub:type='toc']//h:a/@href", "nav.xhtml")
    order = {name: number for number, name in enumerate(book.spine)}
    places = []
    for href in links:
        file, _, target = href.partition("#")
        ids = book.pages[file].xpath("//@id")
        places.append((order[file], ids.index(target) if target else -1))
    assert places == sorted(places)
    sections = [
        f"{name}#{section.get('id')}"
        for name, page in book.pages.items()
        for section in page.xpath(
            "//*[@data-text]//*[local-name()='section' or @class='text'][*[@id][starts-with(name(), 'h')]]"
        )
        if section.get("id") and section.get(EPUB_TYPE) != "titlepage"
    ]
    assert set(sections) <= set(links)
    assert len(sections) > 2


@pytest.mark.parametrize("parts", ['["text"]', '["text", "contents"]'])
def test_the_navigation_leads_to_nothing_that_is_no_page_of_the_book(tmp_path, parts):
    """A program that shows pages in their order could not open it (EPUBCheck's RSC-011)."""
    book = volume_of(make_edition(tmp_path, f"{SETTINGS}parts = {parts}\n"))
    assert ("nav.xhtml" in book.spine) == ("contents" in parts)
    targets = {href.partition("#")[0] or "nav.xhtml" for href in book.find("//h:a/@href", "nav.xhtml")}
    assert targets <= set(book.spine)


def test_both_tables_of_contents_say_the_same(book):
    nav = [(a.text, a.get("href")) for a in book.find("//h:nav[@epub:type='toc']//h:a", "nav.xhtml")]
    labels, targets = book.find("//n:navPoint//n:text/text()", "toc.ncx"), book.find("//n:content/@src", "toc.ncx")
    assert list(zip(labels, targets, strict=True)) == nav


def test_the_contents_of_a_volume_nest_headings_below_texts(edition):
    book = volume_of(edition)
    (lamp,) = book.find("//h:nav[1]/h:ol/h:li[h:a='On Lamps & Lanterns']", "nav.xhtml")
    below = [a.text for a in lamp.iterfind("{*}ol/{*}li/{*}a")]
    assert below == ["I. Of Lamps and of Lanterns", "“Of Lanterns Alone”", "Notes"]


def test_pages_of_the_source_are_listed_where_the_text_numbers_them():
    book = book_of(HARBOUR)
    assert book.find("//h:nav[@epub:type='page-list']//h:a/text()", "nav.xhtml") == ["12", "13", "14"]
    assert [one.get("aria-label") for one in book.all("//*[@role='doc-pagebreak']")] == [
        "Page 12",
        "Page 13",
        "Page 14",
    ]


# --- notes ------------------------------------------------------------------------------------------------


def test_references_and_notes_are_one_to_one_and_link_to_each_other(book):
    references = book.all("//h:a[@role='doc-noteref']")
    notes = book.all("//h:section[@role='doc-endnotes']//h:li")
    assert len({reference.get("href") for reference in references}) == len(references) == len(notes) > 1
    backlinks = {a.get("href").partition("#")[2] for a in book.all("//h:a[@role='doc-backlink']")}
    assert backlinks == {reference.get("id") for reference in references}


def test_a_reference_is_a_bare_label_with_a_name_and_its_backlink_opens_the_note(book):
    for reference in book.all("//h:a[@role='doc-noteref']"):
        assert not len(reference)
        assert re.fullmatch(r"\d+|[a-z]+", reference.text)
        assert reference.get("aria-label").endswith(f"note {reference.text}")
        assert reference.get(EPUB_TYPE) == "noteref"
    for note in book.all("//h:section[@role='doc-endnotes']//h:li"):
        assert (note[0].get("role"), note[0].text) == ("doc-backlink", "\u21a9\ufe0e")
        assert note.get("role") is None


def test_the_two_series_of_notes_are_counted_apart():
    book = book_of(LAMP)
    assert [a.text for a in book.all("//h:a[@role='doc-noteref']")] == ["a", "1"]
    assert [a.get("class") for a in book.all("//h:section[@role='doc-endnotes']/h:ol")] == ["authorial", "editorial"]


def test_an_editors_note_is_referred_to_after_the_point():
    data = LAMP.read_bytes().replace(b"</note> and his", b"</note>, and his")
    (text,) = [page for name, page in book_of(LAMP, data).pages.items() if name == "text-001.xhtml"]
    (reference,) = text.xpath("//*[@id='n1.ref']")
    assert reference.getprevious().tail == ","
    assert reference.tail.startswith(" and his")


# --- what editors did -------------------------------------------------------------------------------------


def test_every_change_is_listed_with_the_words_of_the_source_and_a_link_to_its_place():
    book = book_of(LAMP)
    (entry,) = book.find("//*[@id='c1.entry']", "changes.xhtml")
    words = " ".join("".join(entry.itertext()).split())
    assert words == (
        "Paragraph 2 It was the best of lamps. Everyone… ‘teh’ corrected to ‘the’: ‘teh’ is no word; the sense asks "
        "for the article The editors of this edition · certain · conjecture"
    )
    assert entry.xpath(".//@href") == ["text-001.xhtml#c1"]


def test_the_colophon_names_the_raw_text_by_its_hash_and_the_terms_of_each_text(edition):
    said = "".join(volume_of(edition).trees["colophon.xhtml"].itertext())
    for words in (
        "82ce182539e35579073b70d040adc3e1399b542731e67923769a11500a9cf2ea",
        "Permission is granted to copy this document",
        "What the editors wrote may be used by all.",
        "R. Sample",
        "Each correction stands beside the words of the source.",
    ):
        assert words in said


# --- large and foreign texts ------------------------------------------------------------------------------


def long_document(paragraphs, words='A lamp is no lantern, & “quotes” aren\'t "quotes". '):
    body = "".join(f'<p xml:id="p{n}">{words.replace("&", "&amp;") * 20}</p>' for n in range(paragraphs))
    note = "".join(f"<p>x<note>{'A note. ' * 40}</note></p>" for _ in range(paragraphs))
    return (
        f'<TEI xmlns="{tei.NAMESPACE}"><teiHeader/><text><body><div xml:id="one"><head>One</head>{body}{note}</div>'
        f"<div><head>Two</head><p>Short.</p></div></body></text></TEI>"
    ).encode()


def test_no_page_is_larger_than_old_readers_can_bear():
    book = book_of(Path("long.xml"), long_document(1500))
    assert max(len(content) for name, content in book.files.items() if name.endswith(".xhtml")) < LARGEST
    assert len(book.spine) > 10
    assert dead_links(book) == []
    assert len(book.all("//h:section[@role='doc-endnotes']//h:li")) == 1500


def test_notes_are_counted_on_where_they_fill_several_files():
    book = book_of(Path("long.xml"), long_document(1500))
    lists = book.all("//h:section[@role='doc-endnotes']/h:ol")
    starts, lengths = [int(one.get("start", "1")) for one in lists], [len(one) for one in lists]
    assert starts == [1 + sum(lengths[:number]) for number in range(len(lists))]
    assert len(lists) > 1


STRAY = """
<p>a <row><cell>x</cell></row> b <cell>y</cell> <item>i</item> <castItem>c</castItem></p>
<head>A heading <list><item>with a list</item></list></head>
<row>raw<cell>z</cell></row><table><cell>only</cell><p>p</p></table><list><p>no item</p></list>
<table><head>one</head><head>two</head><row><cell role="label"><p>x</p></cell></row><row/><head>late</head></table>
<ref target="https://example.org/"><p>a block</p><ref target="https://example.org/2">in</ref></ref>
<hi rend="bold"><p>x</p><list><item>a</item></list></hi><pb n=" "/><p><milestone unit="section"/></p>
<table><head>alone</head></table><list/><lg><p>prose</p><l>line <table><row/></table></l></lg>
"""

WHERE = {
    "tr": "//h:tr[not(parent::h:table)]",
    "td": "//h:td[not(parent::h:tr)] | //h:th[not(parent::h:tr)]",
    "li": "//h:li[not(parent::h:ol or parent::h:ul)]",
    "caption": "//h:caption[not(parent::h:table) or preceding-sibling::*]",
    "p": "//h:p//*[self::h:p or self::h:div or self::h:ul or self::h:table or self::h:hr]",
    "h": "//h:h2//*[self::h:p or self::h:div or self::h:ul]",
    "a": "//h:a//h:a",
    "ul": "//h:ul/*[not(self::h:li)] | //h:table/*[not(self::h:tr or self::h:caption)]",
    "empty": "//h:nav//h:a[not(normalize-space())]",
}


@pytest.mark.parametrize("path", WHERE.values(), ids=WHERE)
def test_nothing_stands_where_xhtml_has_no_place_for_it(path):
    data = f'<TEI xmlns="{tei.NAMESPACE}"><teiHeader/><text><body>{STRAY}</body></text></TEI>'.encode()
    book = book_of(Path("stray.xml"), data)
    for there in ("//h:table", "//h:li", "//*[@role='heading']"):
        assert book.all(there)
    assert book.all(path) == []


def test_a_text_in_a_script_from_right_to_left_turns_its_pages_so():
    data = LAMP.read_bytes().replace(b'<text xml:lang="en-GB">', b'<text xml:lang="yi">')
    book = book_of(LAMP, data)
    assert book.find("//o:spine/@page-progression-direction") == ["rtl"]
    assert book.pages["text-001.xhtml"].get("dir") == "rtl"
    assert book_of(LAMP).find("//o:spine/@page-progression-direction") == []


def test_a_publishers_own_templates_come_before_ours(edition):
    own = edition.root / "templates" / "epub"
    own.mkdir(parents=True)
    (own / "style.css").write_text("/* mine */")
    ((_, made),) = epub.text(editions.load(edition.root), "lamp").files
    assert Book(made).files["epub/style.css"] == b"/* mine */"


# --- typography -------------------------------------------------------------------------------------------

STYLED = {
    "quotation marks that touch": ("“‘a’”", [("thin", "“"), ("thin", "’")]),
    "initials before a name": ("by M. J. Olgin, V.I. Lenin", [("whole", "M. J. "), ("whole", "V.I. ")]),
    "initials of other scripts": ("О. Л. Иванова, É. Ünal", [("whole", "О. Л. "), ("whole", "É. ")]),
    "no initials": ("the U.S.S.R. It is. He was. No. 12", []),
    "numbers before units": ("12 km, 3.5 kg, 1905 men", [("whole", "12 "), ("whole", "3.5 ")]),
    "word joiners": ("a\u2060b", [("joiner", "\u2060")]),
    "markup": ("<A. B> & 'C. D'", [("whole", "A. "), ("whole", "C. ")]),
}


@pytest.mark.parametrize(("words", "styled"), STYLED.values(), ids=STYLED)
def test_style_has_a_hold_on_what_it_sets_otherwise_and_every_character_stays(words, styled):
    written = etree.fromstring(f"<p>{xhtml.words(words)}</p>")
    assert "".join(written.itertext()) == words
    assert [(span.get("class"), span.text) for span in written] == styled


def test_the_style_sets_no_colour_no_font_and_no_size_of_a_screen():
    style = book_of(HARBOUR).files["epub/style.css"].decode()
    assert not re.search(r"(?<![\w-])(color|background(-color)?)\s*:\s*(?!\s|inherit|none)", style)
    assert not re.search(r"font-family|@font-face|!important", style)
    assert set(re.findall(r"\d+(?:px|pt|cm|mm|in)\b", style)) == {"1px"}
    assert set(re.findall(r"([\w-]+):[^;]*1px", style)) <= {"border-top", "border-bottom"}


def test_the_style_hyphenates_all_but_headings_and_draws_small_capitals():
    style = book_of(HARBOUR).files["epub/style.css"].decode()
    assert re.search(r"(?m)^body \{[^}]*[^-]hyphens: auto", style)
    assert re.search(r"(?m)^h1, h2[^{]*\{[^}]*[^-]hyphens: none", style)
    assert re.search(r"\.small-caps \{[^}]*font-variant: small-caps", style)
