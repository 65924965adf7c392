"""Citing a paragraph: what its number opens in a browser, by mouse and by keys; nothing of a text acts there."""

import json
from dataclasses import replace
from urllib.parse import unquote

import judges
import pytest

from editio import tei
from editio.render import citing, html, model
from editio.render.citation import of_text
from editio.render.hypertext import sheet
from editio.render.references import bibtex, csl_json

SAID = (
    "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"'&{ }\\ %$#_~^ \u202eפנסים \u0627 🏮 "
    + "lamp " * 50
)

NAMES = ("Arden, Ada", "de la Cruz, Juana Inés", "李, 白", "Ó Súilleabháin, Seán", "O'Neill & Sons <i>")

DOCUMENT = """<TEI xmlns="{ns}" xml:id="{id}"><teiHeader xml:lang="en"><fileDesc><titleStmt><title>{said}</title>
{authors}<respStmt><resp>edited by</resp><name>{said}</name></respStmt></titleStmt>
<publicationStmt><publisher>{said}</publisher>
<date when="2026-11-22"/><idno>{said}</idno></publicationStmt></fileDesc><profileDesc><creation>
<date when="-0044-03-15"/></creation><abstract><p>{said}</p></abstract></profileDesc></teiHeader>
<text xml:lang="en"><body>
<p xml:id="p1">One.</p><p xml:id="ä.2">Two. {said}</p>{many}</body></text>
<standOff><listPerson>{persons}</listPerson></standOff></TEI>"""


def document(said=SAID, names=NAMES):
    escaped = said.replace("&", "&amp;").replace("<", "&lt;")
    persons, authors = "", ""
    for nth, name in enumerate(names):
        one = name.replace("&", "&amp;").replace("<", "&lt;")
        persons += f'<person xml:id="person.{nth}"><persName type="sort">{one}</persName></person>'
        authors += f'<author><persName ref="#person.{nth}">{one}</persName></author>'
    many = "".join(f"<p>{nth}. {'Words and more words. ' * 20}</p>" for nth in range(9))
    return DOCUMENT.format(
        ns=tei.NAMESPACE, id="spite", said=escaped, authors=authors, persons=persons, many=many
    ).encode()


DATA = document()
CITED = of_text(model.read(tei.parse(DATA, "spite.xml"))[0].metadata)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Build the pages of a text whose every word tries to get out of its place."""
    out = tmp_path_factory.mktemp("spite")
    for path, data in html.single(DATA, "spite.xml", out).files:
        path.write_bytes(data)
    return out


@pytest.fixture(scope="module")
def page(browser, folder):
    """Open its reading text once, and collect what it complains of."""
    context = browser.new_context(viewport={"width": 900, "height": 700})
    opened = context.new_page()
    opened.complaints = []
    opened.on("console", lambda message: opened.complaints.append(message.text))
    opened.on("pageerror", lambda error: opened.complaints.append(str(error)))
    opened.on("dialog", lambda dialog: opened.complaints.append(dialog.message))
    opened.goto((folder / "index.html").as_uri())
    yield opened
    context.close()


@pytest.fixture
def box(page):
    """Open what the number of the second paragraph opens, and close it again."""
    page.click("a.number[data-number='2']")
    yield page.locator("dialog[open]")
    page.keyboard.press("Escape")


def data_of(box, name):
    """Give the file that a link of the box downloads, and what is in it."""
    link = box.get_by_role("link", name=name)
    kind, _, data = link.get_attribute("href").partition(",")
    assert kind.endswith("charset=utf-8")
    return link.get_attribute("download"), unquote(data)


def test_a_number_opens_the_citation_of_its_paragraph(box):
    assert box.get_by_role("heading").inner_text().casefold() == "paragraph 2"
    said = box.locator(".entry").text_content()
    assert said.startswith("Arden, Ada, de la Cruz, Juana Inés, 李, 白, Ó Súilleabháin, Seán and O'Neill & Sons <i>, ")
    assert "</script><script>alert(1)</script><img src=x onerror=alert(1)>" in said
    assert "15 March 44 BC" in said
    assert "¶\u00a02" in said


def test_its_forms_for_programs_are_those_that_files_have(box):
    paragraph = replace(CITED, abstract="", keywords=(), locator="2")
    assert data_of(box, "BibTeX") == ("spite-2.bib", bibtex(paragraph).decode())
    name, items = data_of(box, "CSL-JSON")
    assert name == "spite-2.json"
    assert json.loads(items) == json.loads(csl_json(paragraph))


def test_it_leads_to_the_paragraph_and_to_the_comparison(box, folder):
    assert box.get_by_role("link", name="Link to this paragraph").get_attribute("href") == "#ä.2"
    page, _, place = box.get_by_role("link", name="Compare").get_attribute("href").partition("#")
    assert 'id="ä.2"' in (folder / page).read_text("utf-8")
    assert unquote(place) == "ä.2"
    assert box.get_by_role("link", name="bytes").count() == 0  # a document without a ledger


def test_what_is_copied_is_told(page, box):
    for name in ("Copy the citation", "Copy the link"):
        box.get_by_role("button", name=name).click()
        page.wait_for_function("document.querySelector('dialog [role=status]').textContent === 'Copied'")


def test_keys_alone_open_it_walk_in_it_and_close_it(page):
    page.focus("a.number[data-number='1']")
    page.keyboard.press("Enter")
    box = page.locator("dialog[open]")
    assert box.get_by_role("heading").inner_text().casefold() == "paragraph 1"
    reached = []
    for _ in range(6):
        reached.append(page.evaluate("document.activeElement.textContent"))
        page.keyboard.press("Tab")
    assert reached == ["Copy the citation", "Copy the link", "Link to this paragraph", "BibTeX", "CSL-JSON",
                       "Compare with the source text"]  # fmt: skip
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0
    assert page.evaluate("document.activeElement.getAttribute('data-number')") == "1"


def test_it_is_as_accessible_as_the_page_and_stays_in_a_narrow_window(page, box):
    told = len(page.complaints)
    assert judges.axe(page, best_practice=True) == []
    del page.complaints[told:]  # what axe asks for
    page.set_viewport_size({"width": 320, "height": 480})
    place = box.bounding_box()
    page.set_viewport_size({"width": 900, "height": 700})
    assert 0 <= place["x"] <= place["x"] + place["width"] <= 320
    assert place["height"] <= 480


def test_a_click_that_asks_for_another_window_is_left_alone(page):
    page.evaluate(
        "document.addEventListener('click', one => { window.asked = one.defaultPrevented; one.preventDefault(); })"
    )
    page.click("a.number[data-number='1']", modifiers=["Shift"])
    assert page.evaluate("window.asked") is False
    assert page.locator("dialog[open]").count() == 0


def test_nothing_of_a_text_acts_in_it(page, box):
    assert page.complaints == []
    assert box.locator("img, script").count() == 0


def test_without_a_script_a_number_is_a_link_to_its_paragraph(browser, folder):
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto((folder / "index.html").as_uri())
    opened.click("a.number[data-number='2']")
    assert unquote(opened.url).endswith("#ä.2")
    context.close()


def test_what_the_script_is_told_is_told_once_and_stays_small(folder):
    page = (folder / "index.html").read_text("utf-8")
    assert page.count('id="editio-cite"') == 1
    plain = html.single(document("Lamps", ("Arden, Ada",)), "a.xml", folder).files[0][1].decode()
    told = plain.partition('id="editio-cite">')[2].partition("</script>")[0]
    assert len(told) < 2500
    assert len((folder / "cite.js").read_bytes()) < 5000


@pytest.mark.parametrize("names", [(), NAMES[:1]])
def test_a_template_filled_in_is_what_is_written_of_the_paragraph_itself(names):
    words = sheet(None, "en").words
    cited = of_text(model.read(tei.parse(document(names=names), "spite.xml"))[0].metadata)
    told = json.dumps(citing.template(words, cited, "https://press.example/spite/"))
    filled = json.loads(told.replace("\\u0001", "7").replace("\\u0002", "p507"))
    at = "https://press.example/spite/#p507"
    paragraph = replace(cited, abstract="", keywords=(), locator="7", address=at)
    assert filled["bibtex"] == bibtex(paragraph).decode()
    assert filled["csl"] == json.loads(csl_json(paragraph))
    assert "".join(words for words, _ in filled["entry"]).endswith(f"{at}.")
    assert (filled["title"], filled["address"]) == ("Paragraph 7", at)
