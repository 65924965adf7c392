"""Selection: what an edition leaves out of its texts is gone, what it leaves is the same, and so are the words."""

import io
import re
import zipfile
from dataclasses import replace

import containers
import plain as plain_page
import pytest
import sites
import views
from judges import ROOT
from lxml import etree

from editio import tei
from editio.publication import PARTS
from editio.render import epub, model, render_text, render_volume, selection
from editio.render.document import nodes, plain

SAMPLES = sorted([*(ROOT / "tests" / "fixtures").glob("*.xml"), *(ROOT / "tei").glob("*.xml")])

READER = ("contents", "text", "colophon")


def read(path, view="reading"):
    document, _ = model.read(tei.parse(path.read_bytes(), path.name), view=view, file=path.name)
    return document


def everything(document):
    return [*nodes(document.content), *(node for one in document.notes for node in nodes(one.content))]


@pytest.mark.parametrize("left_out", [part for part in PARTS if part != "text"])
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_no_part_that_is_left_out_changes_a_word_of_the_text(path, left_out):
    for view in ("reading", "source"):
        whole = read(path, view)
        some = selection.select(whole, [part for part in PARTS if part != left_out])
        assert plain(some.content) == plain(whole.content)
        own = [plain(one.content) for one in some.notes if one.series == "authorial"]
        assert own == [plain(one.content) for one in whole.notes if one.series == "authorial"]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_nothing_of_the_editors_is_left_in_the_plain_text_of_a_reader(path):
    document = selection.select(read(path), READER)
    lists = (document.interventions, document.variants, document.witnesses, document.withdrawn, document.registers)
    assert [*lists, document.metadata.abstract] == [(), (), (), (), (), ""]
    assert {one.series for one in document.notes} <= {"authorial"}
    found = everything(document)
    assert not {"alternate", "apparatus", "intervention", "name"} & {node.behaviour for node in found}
    assert not any(node.setting("entry") or node.setting("key") or node.setting("whose") for node in found)
    assert {node.setting("note") or node.id for node in found if node.behaviour == "note"} == {
        one.id for one in document.notes
    }


def test_a_document_of_which_nothing_is_left_out_is_itself():
    document = read(SAMPLES[0])
    assert selection.select(document, PARTS) is document


TEXT = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><standOff><listPerson><person xml:id="person.a"
><persName>Ann</persName></person></listPerson><listBibl><bibl xml:id="work.w"><title>Work</title></bibl></listBibl>
</standOff><text><body><p xml:id="p1"><persName ref="#person.a">Ann</persName>, <title ref="#work.w">Work</title>,
<rs ref="#person.a" xml:id="she">she</rs>, <quote source="#work.w">said</quote>,
<choice><sic>teh</sic><corr xml:id="c1">the</corr></choice> <ref target="#c1">there</ref>
<surplus xml:id="c2">no</surplus>
<ref target="#person.a">her</ref><note type="editorial" xml:id="n1">Of <persName ref="#person.a">Ann</persName>:
<note xml:id="n2">inner</note> <unclear resp="#ed">dim</unclear></note><note xml:id="n3">Own.</note></p></body></text>
</TEI>"""


def selected(*left_out):
    document, _ = model.read(tei.parse(TEXT.encode(), "sample.xml"))
    return selection.select(document, [part for part in PARTS if part not in left_out])


def of(document, behaviour):
    return [node for node in everything(document) if node.behaviour == behaviour]


def test_names_keep_their_look_and_the_ids_that_the_text_states_but_lead_nowhere():
    document = selected("registers")
    (paragraph,) = document.body
    shown = [node for node in paragraph.content if not isinstance(node, str) and node.behaviour == "inline"]
    assert [(plain([node]), node.id, node.setting("style")) for node in shown][:2] == [
        ("Work", "", "italic"),
        ("she", "she", ""),
    ]
    assert paragraph.content[0].startswith("Ann, ")
    assert [node.setting("target") for node in of(document, "link")] == ["c1"]


def test_what_editors_changed_is_plain_words_and_still_a_place_to_link_to():
    document = selected("changes")
    assert [plain([node]) for node in everything(document) if node.id == "c1"] == ["the"]
    assert [node.behaviour for node in everything(document) if node.id == "c2"] == ["anchor"]
    assert of(document, "link")[0].setting("target") in ("work.w", "c1")


def test_what_is_told_of_a_note_that_is_left_out_is_left_out_too():
    whole, document = selected(), selected("notes")
    assert [one.id for one in document.notes] == ["n3"]
    counts = [[len(entry.occurrences) for entry in one.registers[0].entries] for one in (whole, document)]
    assert counts == [[4], [3]]
    assert [one.kind for one in whole.interventions if one not in document.interventions] == ["doubt"]


# --- the site of an edition -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def readers(tmp_path_factory):
    """Build the site of the samples as a reader's edition, in a folder where all of it was built before."""
    made = sites.samples(tmp_path_factory.mktemp("readers"))
    some = replace(made, publication=replace(made.publication, parts=READER))
    for path in sorted(made.output.rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    for name in some.texts:
        render_text(some, name, "html")
    render_volume(some, "html")
    return some


def test_a_readers_edition_has_no_pages_of_what_is_left_out(readers):
    files = {path.name for path in readers.output.rglob("*.html")}
    assert files.isdisjoint({"persons.html", "glossary.html", "chronology.html", "interventions.html", "works.html"})


def test_every_link_of_a_readers_edition_leads_somewhere(readers):
    pages = sites.pages(readers)
    ids = {name: set(page.xpath("//@id")) for name, page in pages.items()}
    for name, page in pages.items():
        for href in page.xpath("//a/@href | //link/@href"):
            if ":" in href:
                continue
            file, _, fragment = href.partition("#")
            path = (readers.output / "html" / name).parent / file if file else readers.output / "html" / name
            path = path.resolve()
            assert path.is_file() or path.is_relative_to(readers.output / "epub"), (name, href)
            if fragment and path.suffix == ".html":
                own = path.relative_to((readers.output / "html").resolve()).as_posix()
                assert fragment in ids[own], (name, href)


def test_the_containers_of_a_readers_edition_hold_the_words_of_the_text(readers):
    for name in readers.texts:
        page = (readers.output / "html" / name / "index.html").read_text()
        root = etree.parse(readers.document(name)).getroot()
        assert containers.words(page, "reading") == views.text(root, "reading")


# --- plain text -------------------------------------------------------------------------------------------


def plain_text(made, name, parts):
    made = replace(made, publication=replace(made.publication, parts=parts))
    render_text(made, name, "text")
    return (made.output / "text" / f"{name}.txt").read_text()


def lines_of(page, wanted):
    return [line for line in page.split("\n") if line in wanted]


def test_the_parts_of_plain_text_follow_one_another_as_the_edition_says(readers):
    heads = {
        "Notes of the editors",
        "What the editors changed",
        "Index",
        "How the text was treated",
        plain_page.BEGINNING,
    }
    assert lines_of(plain_text(readers, "mill", PARTS), heads)[-2:] == ["Index", "How the text was treated"]
    turned = ("colophon", "registers", "text", "changes")
    said = lines_of(plain_text(readers, "mill", turned), heads)
    assert said == ["How the text was treated", "Index", plain_page.BEGINNING, "What the editors changed"]


def test_plain_text_without_apparatus_has_the_same_words_and_the_notes_of_the_author(readers):
    whole, some = (plain_page.words(plain_text(readers, "mill", parts)) for parts in (PARTS, READER))
    assert some == whole


# --- books ------------------------------------------------------------------------------------------------


def spine_of(made, parts):
    """Give the kinds of pages of the book of a text, in their order, each once."""
    made = replace(made, publication=replace(made.publication, parts=parts))
    ((_, book),) = epub.text(made, "mill").files
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        package = archive.read("epub/package.opf").decode()
    files = dict(re.findall(r'<item id="([^"]+)" href="([^"]+)"', package))
    spine = [files[one] for one in re.findall(r'<itemref idref="([^"]+)"', package)]
    return list(dict.fromkeys(re.match("[a-z]+", file)[0] for file in spine))


def test_the_parts_of_books_follow_one_another_as_the_edition_says(readers):
    assert spine_of(readers, READER) == ["cover", "title", "nav", "text", "notes", "colophon", "accessibility"]
    turned = ("colophon", "registers", "variants", "text", "changes")
    assert spine_of(readers, turned) == [
        *("cover", "title", "colophon", "glossary", "names", "variants", "text", "notes", "changes", "accessibility"),
    ]
