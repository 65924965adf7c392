"""Templates of a publisher: the examples of ``docs/templates.md`` are built as they stand there, and looked at."""

import io
import re
import shutil
import zipfile

import containers
import pytest
import views
from judges import ROOT, axe, nu
from lxml import etree, html

from editio import build, edition, encode
from editio.message import Rejected
from editio.render import hypertext, own, render_text, render_volume, sheet

EXAMPLES = ROOT / "docs" / "templates"
PAGE = (ROOT / "docs" / "templates.md").read_text(encoding="utf-8")

FENCES = re.findall(r"(?ms)^```\w+ (\S+/\S+)\n(.*?)^```$", PAGE)
"""The files that the page shows, each with its path in the folder of examples."""


def built(root, name, formats=("html", "epub", "text")):
    """Copy an example into a folder of its own, and build it as a publisher would."""
    shutil.copytree(EXAMPLES / name, root, dirs_exist_ok=True)
    made = edition.load(root)
    for text in made.texts:
        encode.run(made, text)
    for to in formats:
        if to in made.formats:
            for text in made.texts:
                render_text(made, text, to)
            render_volume(made, to)
    return made


@pytest.fixture(scope="module")
def examples(tmp_path_factory):
    names = sorted(path.name for path in EXAMPLES.iterdir() if path.is_dir())
    return {name: built(tmp_path_factory.mktemp(name), name) for name in names}


def page(made, path):
    return (made.output / "html" / path).read_text(encoding="utf-8")


def tree(made, path):
    return html.fromstring(page(made, path))


def words(element):
    return " ".join(" ".join(element.itertext()).split())


def book(made, name):
    return zipfile.ZipFile(io.BytesIO((made.output / "epub" / f"{name}.epub").read_bytes()))


# --- the page ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("path", "shown"), FENCES, ids=[path for path, _ in FENCES])
def test_each_file_that_the_page_shows_is_the_one_that_is_built(path, shown):
    assert (EXAMPLES / path).read_text(encoding="utf-8") == shown


def test_the_page_shows_every_template_and_setting_of_its_examples():
    needed = {path.relative_to(EXAMPLES).as_posix() for path in EXAMPLES.glob("*/templates/**/*") if path.is_file()}
    needed |= {path.relative_to(EXAMPLES).as_posix() for path in EXAMPLES.glob("*/source/edition.toml")}
    assert needed <= {path for path, _ in FENCES}


def test_the_blocks_that_the_page_names_are_those_of_the_templates():
    named = dict(re.findall(r"(?m)^\| `((?:html|epub)/[\w.]+)`[^|]*\|[^|]*\| (.*) \|$", PAGE))
    for file, said in named.items():
        source = (ROOT / "templates" / file).read_text(encoding="utf-8")
        own_blocks = set(re.findall(r"{% block (\w+)", source))
        assert set(re.findall(r"`(\w+)`", said)) <= own_blocks, file
    assert len(named) == 4


def test_every_example_keeps_the_words_of_its_texts(examples):
    for made in examples.values():
        for name in made.texts:
            root = etree.parse(made.document(name)).getroot()
            assert containers.words(page(made, f"{name}/index.html"), "reading") == views.text(root, "reading")


# --- a house style ----------------------------------------------------------------------------------------


def test_a_house_style_comes_after_ours_on_every_page_and_in_every_book(examples):
    made = examples["house-style"]
    for path, up in (("index.html", ""), ("lamp/index.html", "../"), ("lamp/source.html", "../")):
        styles = tree(made, path).xpath("//link[@rel='stylesheet']/@href")
        assert styles[-1] == f"{up}own/style.css", path
        assert styles[0] == f"{up}style.css"
    assert "--accent: light-dark(#9a3412" in page(made, "own/style.css")
    with book(made, "lamp") as archive:
        assert b"font-variant: small-caps" in archive.read("epub/own/style.css")
        assert (
            '<item id="own-1" href="own/style.css" media-type="text/css"/>' in archive.read("epub/package.opf").decode()
        )
        assert b'href="own/style.css"' in archive.read("epub/text-001.xhtml")


def test_a_house_has_its_name_above_the_title_its_own_words_and_all_that_we_have(examples):
    shown = tree(examples["house-style"], "lamp/index.html")
    names = [words(one) for one in shown.find_class("house")]
    assert names == ["The Lantern Press", "The Lantern Press, 22 November 2026"]
    assert [words(one) for one in shown.xpath("//nav[@class='views']/a")][:2] == ["As edited", "As received"]
    assert "Emendations" in words(tree(examples["house-style"], "interventions.html").find(".//h1"))
    assert shown.xpath("//*[@id='editio-cite']"), "what we have at the foot of the page is still there"


def test_an_isbn_stands_in_the_colophon_of_the_page_and_in_the_book(examples):
    made = examples["house-style"]
    (colophon,) = tree(made, "lamp/index.html").find_class("colophon")
    assert "ISBN 978-0-14-044568-8 (EPUB)" in words(colophon)
    with book(made, "lamp") as archive:
        assert "9780140445688" in archive.read("epub/package.opf").decode().replace("-", "")


# --- two languages ----------------------------------------------------------------------------------------


def test_parallel_texts_stand_in_rows_where_they_are_aligned_headings_with_what_they_head(examples):
    shown = tree(examples["parallel"], "phare.lighthouse.html")
    rows = [[words(one) for one in row.find_class("reading")] for row in shown.find_class("pair")]
    assert [[side.split()[0] for side in row] for row in rows] == [
        ["Le", "The"],
        ["I.", "I."],
        ["Là-haut,", "At"],
        ["II.", "II."],
        ["Au", "Only"],
    ]
    assert rows[1][0].startswith("I. Le soir Chaque soir")


def test_every_word_of_both_texts_is_on_the_page_once_and_each_in_its_language(examples):
    made = examples["parallel"]
    shown = tree(made, "phare.lighthouse.html")
    for name, code in (("phare", "fr"), ("lighthouse", "en")):
        root = etree.parse(made.document(name)).getroot()
        sides = shown.xpath(f"//*[@data-text='reading'][@lang='{code}']")
        said = [one for side in sides for one in containers.words(etree.tostring(side, encoding="unicode"), "reading")]
        assert said == views.text(root, "reading")


def test_parallel_texts_can_be_found_and_lead_back_to_each_text(examples):
    made = examples["parallel"]
    assert tree(made, "phare/index.html").xpath("//nav[@class='ways']/a[@href='../phare.lighthouse.html']")
    shown = tree(made, "phare.lighthouse.html")
    ids = {name: set(tree(made, f"{name}/index.html").xpath("//@id")) for name in made.texts}
    back = [href.partition("/index.html#") for href in shown.xpath("//a[@class='back']/@href")]
    assert [name for name, _, _ in back] == ["phare", "lighthouse"] * 4
    assert all(place in ids[name] for name, _, place in back)
    own_ids = shown.xpath("//@id")
    assert len(own_ids) == len(set(own_ids))


ALIGNED = (
    ({}, [(3, 3)]),
    ({0: [0], 1: [1], 2: [2]}, [(1, 1), (1, 1), (1, 1)]),
    ({0: [0], 1: [2]}, [(1, 2), (2, 1)]),
    ({0: [0], 1: [0], 2: [2]}, [(2, 2), (1, 1)]),
    ({0: [2], 1: [1], 2: [2]}, [(1, 1), (1, 1), (1, 1)]),
    ({2: [0]}, [(2, 0), (1, 3)]),
)
"""Which paragraph answers to which, and how many of each text a row then has; what crosses others is passed over."""


@pytest.mark.parametrize(("links", "rows"), ALIGNED)
def test_rows_begin_where_texts_answer_to_one_another_and_do_not_cross(tmp_path, links, rows):
    shutil.copytree(EXAMPLES / "parallel" / "source", tmp_path / "source")
    (tmp_path / "source" / "phare" / "apparatus.toml").unlink()
    (tmp_path / "tei").mkdir()
    made = edition.load(tmp_path)
    ends = "".join(f'<link target="#p{one} lighthouse.xml#p{other}"/>' for one, some in links.items() for other in some)
    for name, group in (
        ("phare", f'<linkGrp type="translation">{ends}</linkGrp>' if links else ""),
        ("lighthouse", ""),
    ):
        body = "".join(f'<p xml:id="p{nth}">{name} {nth}</p>' for nth in range(3))
        made.document(name).write_text(
            f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="{name}"><teiHeader/><standOff>{group}</standOff>'
            f"<text><body>{body}</body></text></TEI>"
        )
    render_volume(made, "html")
    shown = tree(made, "phare.lighthouse.html")
    sides = [row.find_class("side") for row in shown.find_class("pair")]
    assert [tuple(len(side.findall(".//p")) for side in row) for row in sides] == rows


def test_pages_of_other_styles_and_parts_are_good_html_and_can_be_read_by_all(examples, browser):
    paths = [
        examples["house-style"].output / "html" / "lamp" / "index.html",
        examples["plain"].output / "html" / "lamp" / "index.html",
        examples["parallel"].output / "html" / "phare.lighthouse.html",
    ]
    assert nu(*paths) == []
    for colours in ("light", "dark"):
        context = browser.new_context(color_scheme=colours, viewport={"width": 1280, "height": 800})
        opened = context.new_page()
        for path in (paths[0], paths[2]):
            opened.goto(path.as_uri())
            assert axe(opened) == [], (colours, path.name)
        context.close()


def test_parallel_texts_stand_beside_one_another_in_a_wide_window_and_below_in_a_narrow_one(examples, browser):
    path = examples["parallel"].output / "html" / "phare.lighthouse.html"
    opened = browser.new_page()
    for width, is_wide in ((1280, True), (320, False)):
        opened.set_viewport_size({"width": width, "height": 800})
        opened.goto(path.as_uri())
        boxes = [one.bounding_box() for one in opened.query_selector_all(".pair .reading")]
        for left, right in zip(boxes[::2], boxes[1::2], strict=True):
            assert (abs(left["y"] - right["y"]) < 1) is is_wide
            assert (left["x"] + left["width"] <= right["x"]) is is_wide
        assert opened.evaluate("document.documentElement.scrollWidth") <= width
    opened.close()


@pytest.mark.parametrize("said", ['phare = ["phare"]', 'phare = ["tower"]', 'tower = ["phare"]'])
def test_a_text_stands_beside_other_texts_of_the_edition_alone(tmp_path, said):
    shutil.copytree(EXAMPLES / "parallel", tmp_path, dirs_exist_ok=True)
    path = tmp_path / "source" / "edition.toml"
    path.write_text(path.read_text().replace('phare = ["lighthouse"]', said))
    with pytest.raises(Rejected) as found:
        edition.load(tmp_path)
    assert {one.code for one in found.value.messages} <= {"E303", "E304"}


def test_what_an_edition_leaves_out_now_is_found_where_it_was_built_before(tmp_path):
    made = built(tmp_path, "parallel", ["html"])
    before = {path.relative_to(tmp_path).as_posix() for path in build.orphans(made)}
    path = tmp_path / "source" / "edition.toml"
    said = path.read_text().replace("[parallel]", "").replace('phare = ["lighthouse"]', "")
    path.write_text(f'parts = ["text"]\n{said}')
    after = {path.relative_to(tmp_path).as_posix() for path in build.orphans(edition.load(tmp_path))}
    assert {f"output/html/{one}" for one in ("phare.lighthouse.html", "interventions.html")} <= after - before
    left = edition.load(tmp_path)
    build.remove(build.orphans(left))
    for name in left.texts:
        render_text(left, name, "html")
    assert not list(left.output.glob("html/*/source.html")), "a page that a text has no more goes when it is built"


# --- a plain edition --------------------------------------------------------------------------------------


def test_a_plain_edition_has_the_text_the_authors_notes_and_its_makers(examples):
    made = examples["plain"]
    shown = tree(made, "lamp/index.html")
    assert [words(one) for one in shown.find_class("noteref")] == ["1"]
    assert not shown.find_class("change")
    assert shown.find_class("colophon")
    assert {path.name for path in (made.output / "html").rglob("*.html")} == {"index.html", "search.html"}
    with book(made, "lamp") as archive:
        assert not [name for name in archive.namelist() if re.search("changes|names|glossary|variants", name)]
    assert "What the editors changed" not in (made.output / "text" / "lamp.txt").read_text()


# --- templates of one's own -------------------------------------------------------------------------------


def faults(root, file, source):
    """Render an example with one more template, and give what is wrong."""
    shutil.copytree(EXAMPLES / "plain", root, dirs_exist_ok=True)
    path = root / "templates" / "html" / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(source)
    made = edition.load(root)
    encode.run(made, "lamp")
    hypertext.sheet.cache_clear()
    with pytest.raises(Rejected) as found:
        render_text(made, "lamp", "html")
    (message,) = found.value.messages
    return message


def test_a_fault_in_a_block_of_a_publisher_is_told_with_its_line(tmp_path):
    source = '{% extends "editio/text.html.j2" %}\n{% block titlepage %}\n{{ edition.no_such_thing }}\n{% endblock %}\n'
    message = faults(tmp_path, "text.html.j2", source)
    assert (message.code, message.file, message.line) == ("E701", str(tmp_path / "templates/html/text.html.j2"), 3)


def test_a_template_that_extends_itself_is_told_how_ours_is_called(tmp_path):
    message = faults(tmp_path, "text.html.j2", '{% extends "text.html.j2" %}')
    assert (message.code, message.file) == ("E701", str(tmp_path / "templates/html/text.html.j2"))
    assert "editio/text.html.j2" in message.hint


def test_files_of_a_publisher_go_along_and_a_book_refuses_what_it_cannot_hold(tmp_path):
    (tmp_path / "own").mkdir()
    for name in ("style.css", "house.woff2", ".hidden"):
        (tmp_path / "own" / name).write_bytes(b"x")
    assert own.of_book(tmp_path) == (("own/house.woff2", "font/woff2"), ("own/style.css", "text/css"))
    assert own.files(tmp_path) == (("own/house.woff2", b"x"), ("own/style.css", b"x"))
    (tmp_path / "own" / "notes.doc").write_bytes(b"x")
    with pytest.raises(Rejected) as found:
        own.of_book(tmp_path)
    assert [(one.code, one.file) for one in found.value.messages] == [("E701", str(tmp_path / "own/notes.doc"))]
    assert sheet.own_folder(tmp_path, "html") is None
