"""Links from one text of an edition into another: they lead there where it can be reached, and else are words."""

import samples
from samples import Book

from editio import edition, tei
from editio.render import elsewhere, render_text, render_volume

LINKS = {
    "harbour.xml#verse": "the verse",
    "lamp.xml#p630": "this text",
    "mill.xml#p1": "no text",
    "harbour.xml#lost": "no passage",
}
"""Where links of a note of the lamp lead, and their words."""

REFS = ", ".join(f'<ref target="{pointer}">{words}</ref>' for pointer, words in LINKS.items())
NOTE = f'<note xml:id="n9" type="editorial">See {REFS}.</note>'


def linked(root):
    """Make the edition of the two samples, with a note in the lamp that leads elsewhere."""
    made = samples.make_edition(root)
    path = made.document("lamp")
    data = path.read_text("utf-8").replace("as a newspaper may print it.", f"as a newspaper may print it.{NOTE}")
    path.write_text(data, "utf-8")
    return edition.load(root)


def links(tree):
    """Give the words of the links among :data:`LINKS`, with where they lead."""
    return {
        words: link.get("href") for link in tree.iter("{*}a") if (words := "".join(link.itertext())) in LINKS.values()
    }


def test_in_the_site_a_link_leads_to_the_page_of_the_other_text(tmp_path):
    made = linked(tmp_path)
    assert render_text(made, "lamp", "html") == ()
    page = (made.output / "html" / "lamp" / "index.html").read_text("utf-8")
    for href, words in (("../harbour/index.html#verse", "the verse"), ("#p630", "this text")):
        assert f'<a href="{href}">{words}</a>' in page
    assert "no text" in page
    assert "no text</a>" not in page


def test_the_site_reports_links_that_lead_nowhere_in_the_edition(tmp_path):
    made = linked(tmp_path)
    found = render_volume(made, "html")
    line = made.document("lamp").read_text("utf-8").partition("mill.xml")[0].count("\n") + 1
    assert [(one.file, one.line, one.code, one.sentence) for one in found] == [
        (str(made.document("lamp")), line, "W705", "the link 'mill.xml#p1' leads to no text of the edition"),
        (str(made.document("lamp")), line, "W705", "the link 'harbour.xml#lost' leads to no id of that text"),
    ]


def test_in_the_book_of_the_edition_a_link_leads_to_the_place(tmp_path):
    made = linked(tmp_path)
    render_volume(made, "epub")
    book = Book((made.output / "epub" / "samples.epub").read_bytes())
    found = links(book.trees["lamp-notes.xhtml"])
    assert set(found) == {"the verse", "this text"}
    for words, own_id in (("the verse", "harbour.verse"), ("this text", "lamp.p630")):
        file, _, fragment = found[words].partition("#")
        assert fragment == own_id
        assert book.find(f"//*[@id='{own_id}']", file)


def test_in_the_book_of_one_text_the_words_of_the_link_stand_alone(tmp_path):
    made = linked(tmp_path)
    assert render_text(made, "lamp", "epub") == ()
    book = Book((made.output / "epub" / "lamp.epub").read_bytes())
    notes = book.trees["notes.xhtml"]
    assert set(links(notes)) == {"this text"}
    assert f"See {', '.join(LINKS.values())}." in "".join(notes.itertext())


def test_in_plain_text_the_words_of_the_link_stand_alone(tmp_path):
    made = linked(tmp_path)
    assert render_text(made, "lamp", "text") == ()
    assert f"See {', '.join(LINKS.values())}." in (made.output / "text" / "lamp.txt").read_text("utf-8")


def test_only_the_document_of_a_text_lies_elsewhere():
    assert elsewhere.place("mill-two.xml#p1") == ("mill-two", "p1")
    for pointer in (
        "#p1",
        "mill.xml",
        "mill.xml#",
        "../mill.xml#p1",
        "https://a.b/mill.xml#p1",
        "Mill.xml#p1",
        "m.xml#a#b",
    ):
        assert elsewhere.place(pointer) is None, pointer


def test_every_link_of_a_document_is_looked_at_by_its_first_pointer():
    root = tei.parse(
        b'<TEI xmlns="http://www.tei-c.org/ns/1.0">\n<ref target="a.xml#x b.xml#y"/><ptr target="#z"/></TEI>', "c.xml"
    )
    assert elsewhere.ends(root, "c.xml") == elsewhere.Ends("c.xml", frozenset(), ((2, "a.xml#x"),))
