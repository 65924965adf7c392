"""PDF: the words of the text and no others, notes at the foot, registers by pages, what typst checks."""

import re
import shutil
from pathlib import Path

import printed
import pytest
import samples
import sites
import views
from judges import ROOT
from lxml import etree

from editio import edition as editions
from editio import encode, tei
from editio.message import Rejected
from editio.render import package, pdf, render_text
from editio.render.markup import code, filled, isolated, literal, spoken, tongue, words
from editio.render.sheet import folder

OWN = sorted(path for path in (ROOT / "tei").glob("*.xml") if path.with_suffix(".ledger.tsv").is_file())
SAMPLES = sorted([*samples.FIXTURES.glob("*.xml"), *(ROOT / "tei").glob("*.xml")])

with_poppler = pytest.mark.skipif(not printed.HAS_POPPLER, reason="poppler is not installed")


def made(data):
    """Set a document, which typst holds against its standards; gives the PDF and the findings."""
    done = pdf.single(data, "sample.xml", Path("-"))
    return done.files[0][1], done.messages


def source(data):
    """Write the source of a document, and set nothing."""
    document, _ = pdf.document_of(data, "sample.xml")
    about = package.of_text(document.metadata, data)
    return pdf.page_of((pdf.Printed(document),), about, document.metadata.header_language)


def hold(data):
    """Compare the words of the source with those of the TEI."""
    root = etree.fromstring(data)
    texts, notes = printed.read(source(data))
    assert [word for text in texts for word in text] == views.text(root, "reading")
    assert sorted(notes) == sorted(views.notes(root, "reading"))


def bare(*parts):
    """Give a document that holds these parts."""
    own = tei.make("witness", {tei.ID: "own", "corresp": "#source.digital"})
    header = tei.make("teiHeader", {}, tei.make("listWit", {}, own))
    root = tei.make("TEI", {}, header, tei.make("text", {}, tei.make("body", {}, *parts)))
    return etree.tostring(root, encoding="UTF-8")


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """Give the edition of this project, and the book of it."""
    root = tmp_path_factory.mktemp("own")
    for name in ("source", "tei"):
        shutil.copytree(ROOT / name, root / name)
    edition = editions.load(root)
    ((_, data),) = pdf.volume(edition).files
    return edition, data


@pytest.fixture(scope="module")
def heard():
    """Give the shortest text of this edition: its path, its PDF, the letters of that, and the kinds of its elements."""
    path = min(OWN, key=lambda path: path.stat().st_size)
    data, _ = made(path.read_bytes())
    elements = tuple(printed.structure(data))
    return path, data, printed.letters(elements), [[kind for kind, _ in path] for path, _ in elements]


# --- words ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_containers_of_a_sample_hold_its_words(path):
    hold(path.read_bytes())


def test_a_text_of_the_corpus_has_its_words(shared):
    path = shared / "corpus" / "txt" / "pg34901-on-liberty.txt"
    hold(encode.encode(path.read_bytes(), path.name).document)


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    """aozora-kokoro pg1322-leaves-of-grass pg14155-bovary pg1524-hamlet pg1661-sherlock-holmes pg2701-moby-dick
    pg7205-zarathustra pg84-frankenstein pg890-gibbon1""".split(),
)
def test_long_texts_have_their_words(shared, name):
    path = next((shared / "corpus" / "txt").glob(f"{name}.*"))
    data = encode.encode(path.read_bytes(), path.name).document
    hold(data)


@with_poppler
def test_what_a_reader_of_the_pdf_hears_is_the_text_in_its_order(heard):
    path, _, (said, said_in_notes), _ = heard
    texts, notes = printed.read(source(path.read_bytes()))
    assert all(printed.joined(text) in said for text in texts)
    assert all(any(printed.joined(note) in one for one in said_in_notes) for note in notes)
    assert len(said_in_notes) == len(notes)


# --- what is known of a book ------------------------------------------------------------------------------

HOSTILE = {
    "marks": ('#panic("x") $ \\ @a <b> // * _ "q" \' & {{ 7*7 }} ]', ("A & B <c>",)),
    "directions": ("\u200fפנסים\u202e of the <harbour>", ("\u2067ב\u2069",)),
    "emoji": ("Lamps 🏮👩‍🚀", ("日本",)),
    "length": ("A very long title " * 17, ()),
    "five authors": ("Five", tuple(f"Author {nth}" for nth in range(5))),
    "no title": ("", ()),
}


@pytest.mark.parametrize(("title", "authors"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_metadata_are_words(title, authors):
    data, _ = made(samples.titled(title, *authors))
    assert data.startswith(b"%PDF-")


def test_a_date_before_christ_is_one():
    data = samples.HARBOUR.read_bytes().replace(b"</fileDesc>", b"</fileDesc><profileDesc><creation>"
        b'<date when="-0044-03-15">the Ides of March</date></creation></profileDesc>', 1)  # fmt: skip
    assert made(data)[0].startswith(b"%PDF-")


def test_a_text_whose_every_name_is_hostile_holds_to_the_standards():
    assert made(sites.spiteful())[1] == ()


def test_what_no_font_can_draw_stands_by_its_number_and_is_told_of():
    data, messages = made(bare(tei.make("p", {}, "a 日 \ue000 b")))
    (told,) = messages
    assert (told.code, "日 (U+65E5)" in told.sentence, "U+E000" in told.sentence) == ("W707", True, True)
    if printed.HAS_POPPLER:
        assert "‹U+65E5›" in printed.letters(printed.structure(data))[0]


@with_poppler
def test_a_book_says_what_it_is(whole):
    _, data = whole
    said = dict(line.partition(":")[::2] for line in printed.ask("pdfinfo", data).splitlines())
    said = {name: value.strip() for name, value in said.items()}
    assert (said["Title"], said["Tagged"]) == ("The Workers’ State", "yes")
    assert "Trotsky" in said["Author"]
    assert "Bonapartism" in said["Keywords"]
    assert "2026" in said["CreationDate"]
    assert b"/Lang(en-GB)" in data
    assert b"pdfuaid:part" in data
    assert re.search(rb"pdfaid:part[=>\"]+2", data)


@with_poppler
def test_a_page_that_stays_empty_bears_no_head_and_no_number(whole):
    pages = printed.ask("pdftotext", whole[1], to=["-"]).split("\f")
    lines = [[line for line in page.splitlines() if line.strip()] for page in pages[:-1]]
    assert [] in lines
    assert [page for page in lines if len(page) == 2 and any(line.isdecimal() for line in page)] == []


@with_poppler
def test_fonts_are_embedded_and_none_is_strange(whole):
    fonts = printed.ask("pdffonts", whole[1]).splitlines()[2:]
    assert fonts
    for line in fonts:
        assert re.match(r"[A-Z]{6}\+(LibertinusSerif|NewCM|NewComputerModern|DejaVuSansMono)", line), line
        assert re.search(r" yes yes yes ", line), line


@with_poppler
def test_headings_notes_and_links_are_tagged(heard):
    *_, kinds = heard
    assert {"H1", "H2", "P", "Note", "Lbl", "Link"} <= {kind for path in kinds for kind in path}
    assert not any("Note" in path and "P" in path[path.index("Note") :] for path in kinds if "H1" in path)


def test_contents_lists_and_languages_are_tagged(whole):
    _, data = whole
    for kind in (b"TOC", b"TOCI", b"L", b"LI", b"LBody", b"Note", b"H1", b"H2"):
        assert re.search(rb"/S ?/" + kind + rb"\b", data), kind
    foreign, _ = made(samples.HARBOUR.read_bytes())
    assert {"en", "la", "he"} <= printed.languages(foreign)


def test_the_same_document_gives_the_same_bytes():
    data = samples.MILL.read_bytes()
    assert made(data) == made(data)


# --- pages ------------------------------------------------------------------------------------------------


def test_notes_of_the_author_have_numbers_and_those_of_the_editors_letters():
    said = source(samples.MILL.read_bytes())
    assert '#note("1", false,' in said
    assert '#note("a", true,' in said
    assert not re.search(r'#note\("\d+", true', said)


def test_a_note_is_set_once_and_a_second_reference_leads_to_it():
    note = tei.make("note", {tei.ID: "n1"}, "said")
    said = source(bare(tei.make("p", {}, "a", note, "b", tei.make("ref", {"target": "#n1"}))))
    assert (said.count("#note("), said.count("#note-again(")) == (1, 1)


@with_poppler
def test_a_register_names_pages(heard):
    assert re.search(r"Marx,Karl\(1818–1883\)[^()]*?\.(\d+n?,?)+", heard[2][0])


def test_what_is_led_to_has_a_label_and_nothing_else_has(whole):
    edition, _ = whole
    document, _ = pdf.document_of(edition.document(edition.texts[0]).read_bytes(), "x.xml", edition, edition.texts[0])
    about = package.of_text(document.metadata, b"", edition, edition.texts[0])
    page = pdf.page_of((pdf.Printed(document),), about, "en", edition, edition.texts[0])
    led = set(re.findall(r'(?:page-at|link\(label)\("([^"]+)"', page)) | set(
        re.findall(r'\("([^"]+)", (?:true|false)\)', page)
    )
    assert set(re.findall(r'#at\("([^"]+)"\)', page)) == led


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("us-trade", (431, 649)), ("a5", (420, 595))])
def test_a_publisher_chooses_the_paper(tmp_path, paper, size):
    made_edition = samples.make_edition(tmp_path, f'paper = "{paper}"\n{samples.SETTINGS}')
    ((_, data),) = pdf.text(made_edition, "lamp").files
    box = re.search(rb"/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]", data)
    assert tuple(round(float(side)) for side in box.groups()) == size


def test_an_isbn_stands_on_the_back_of_the_title_page(tmp_path):
    settings_of = f'{samples.SETTINGS}[isbn.lamp]\npdf = "978-0-14-044568-8"\n'
    made_edition = samples.make_edition(tmp_path, settings_of)
    document, _ = pdf.document_of(samples.LAMP.read_bytes(), "lamp.xml", made_edition, "lamp")
    about = package.of_text(document.metadata, b"", made_edition, "lamp")
    assert "ISBN 978" in pdf.page_of((pdf.Printed(document),), about, "en", made_edition, "lamp")


def test_an_edition_without_notes_and_registers_has_none(tmp_path):
    made_edition = samples.make_edition(tmp_path, f'parts = ["contents", "text"]\n{samples.SETTINGS}')
    document, _ = pdf.document_of(samples.LAMP.read_bytes(), "lamp.xml", made_edition, "lamp")
    about = package.of_text(document.metadata, b"", made_edition, "lamp")
    page = pdf.page_of((pdf.Printed(document),), about, "en", made_edition, "lamp")
    assert ", true, [" not in page.replace("#headed", "")
    assert "#pages-of" not in page


# --- templates --------------------------------------------------------------------------------------------


def test_a_publishers_own_design_comes_before_ours(tmp_path):
    made_edition = samples.make_edition(tmp_path)
    own = tmp_path / "templates" / "pdf"
    own.mkdir(parents=True)
    ours = (folder("pdf") / "design.typ").read_text(encoding="utf-8")
    (own / "design.typ").write_text(ours.replace('("Libertinus Serif",', '("New Computer Modern",'), encoding="utf-8")
    render_text(made_edition, "lamp", "pdf")
    assert b"NewCM" in (tmp_path / "output" / "pdf" / "lamp.pdf").read_bytes()


@pytest.mark.parametrize(("file", "line"), [("design.typ", 3), ("style.typ", 2)])
def test_a_fault_in_a_publishers_style_is_told_with_file_and_line(tmp_path, file, line):
    made_edition = samples.make_edition(tmp_path)
    own = tmp_path / "templates" / "pdf"
    own.mkdir(parents=True)
    lines = (folder("pdf") / file).read_text(encoding="utf-8").splitlines()
    lines.insert(line - 1, "#lantern()")
    (own / file).write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(Rejected) as caught:
        render_text(made_edition, "lamp", "pdf")
    (message,) = caught.value.messages
    assert (message.file, message.line, message.code) == (str(own / file), line, "E701")


# --- markup -----------------------------------------------------------------------------------------------


def test_words_are_string_literals():
    assert literal('a "b" \\ #c') == '"a \\"b\\" \\\\ #c"'
    assert words("#x") == '#"#x";'
    assert words("") == ""


def test_values_are_written_as_arguments():
    assert code({"a": [1, True, None, "b"], "c": words("d")}) == '("a": (1, true, none, "b", ), "c": [#"d";])'
    assert code({}) == "(:)"


def test_phrases_are_filled_with_words_and_with_markup():
    assert filled("p. {page}, {}", "#1", page=words("2")) == '#"p. ";#"2";#", ";#"#1";'


@pytest.mark.parametrize(
    ("said", "parts"),
    [
        ("en-GB", ("en", "GB")),
        ("zh-Hant", ("zh", None)),
        ("grc", ("grc", None)),
        ("", ("und", None)),
        ("x-a", ("und", None)),
    ],
)
def test_a_language_has_the_parts_that_typst_knows(said, parts):
    assert tongue(said) == parts


def test_a_name_from_right_to_left_turns_nothing_around_it():
    assert isolated("Halevi") == "Halevi"
    assert isolated("יהודה") == "\u2068יהודה\u2069"


def test_a_language_is_named_where_it_changes():
    assert spoken("a", "fr", "en") == '#spoken("fr", none)[#"a";];'
    assert spoken("a", "en", "en") == '#"a";'
