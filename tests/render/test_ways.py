"""Ways: what the pages of a site are called, which lead to which, and where a passage of another document is."""

import pytest
import sites

from editio import build, edition
from editio.render import render_volume, ways
from editio.render.hypertext import sheet

SETTINGS = """\
id = "samples"
title = "Samples"
language = "en"
date = "2026-11-22"
publisher = "P"
essays = {essays}
"""

WORDS = sheet(None, "en").words


def make(root, essays=(), texts=("lamp",), tables="person"):
    """Write an edition of which nothing is built; ``essays`` are Markdown by their names."""
    (root / "source").mkdir()
    for name, body in dict(essays).items():
        (root / "source" / f"{name}.md").write_text(body, encoding="utf-8")
    for name in texts:
        (root / "source" / name).mkdir()
        (root / "source" / name / "text.txt").write_text("x")
    authorities = "".join(f'[{table}.any]\nname = "Any"\n' for table in tables.split())
    (root / "source" / "authorities.toml").write_text(authorities)
    settings = SETTINGS.format(essays=list(dict(essays)))
    (root / "source" / "edition.toml").write_text(settings, encoding="utf-8")
    return edition.load(root)


TITLES = {
    "# On Lamps\n\nWords.\n": "On Lamps",
    "\ufeff\n\n#  Closed  ##\n": "Closed",
    "Underlined\n====\n\n# Not this\n": "Underlined",
    "# Of *lamps* & [ships](lamp#p1), `x`\n": "Of lamps & ships, x",
    "# 5 \\* 3 &amp; more\n": "5 * 3 & more",
    "no heading\n": "The name",
}


@pytest.mark.parametrize("body", TITLES)
def test_an_essay_is_called_by_its_first_heading(tmp_path, body):
    made = make(tmp_path, {"the-name": body})
    assert ways.titles(made) == {"the-name": TITLES[body]}


def test_the_navigation_leads_to_texts_essays_and_all_registers(tmp_path):
    made = make(tmp_path, {"introduction": "# What it is\n"}, tables="person place event term")
    assert [(way.label, way.file) for way in ways.ways(made, WORDS)] == [
        ("Texts", "index.html#editio-texts"),
        ("What it is", "introduction.html"),
        ("Chronology", "chronology.html"),
        ("Glossary", "glossary.html"),
        ("Index", "registers.html"),
        ("What the editors changed", "interventions.html"),
        ("Search", "search.html"),
    ]


def test_an_essay_that_is_called_as_a_page_of_the_site_gets_another_file(tmp_path):
    made = make(tmp_path, {"search": "# Of searching\n", "registers": "# Of registers\n"})
    assert dict(ways.essays(made)) == {"search": "search-essay.html", "registers": "registers-essay.html"}


def test_the_title_of_an_essay_is_part_of_what_pages_of_texts_are_made_of(tmp_path):
    made = make(tmp_path, {"introduction": "# One\n"})
    tasks = [next(build.render(made, to)) for to in ("html", "epub")]
    made.essay("introduction").write_text("# Another\n")
    again = [next(build.render(made, to)) for to in ("html", "epub")]
    assert [
        one["uptodate"][0].digest == other["uptodate"][0].digest for one, other in zip(tasks, again, strict=True)
    ] == [
        False,
        True,
    ]


PASSAGES = {
    ("lamp", "p1"): "lamp/index.html",
    ("lamp", "person.any"): "persons.html",
    ("lamp", "place.none"): "lamp/index.html",
    ("samples", "person.any"): "persons.html",
    ("samples", "notes"): "notes.html",
    ("samples", "notes.p1"): "notes.html",
    ("samples", "notes-of-lamps"): "notes.html",
    ("samples", "notes-on"): "notes-on.html",
    ("samples", "notes-on-lamps"): "notes.html",
    ("samples", "notes-on-ships"): "notes-on.html",
    ("samples", "nothing"): "",
    ("other", "p1"): "",
}

VOLUME = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>
<div xml:id="notes"><div xml:id="notes-of-lamps"/><div xml:id="notes-on-lamps"/><p xml:id="notes.p1"/></div>
<div xml:id="notes-on"><div xml:id="notes-on-ships"/></div></body></text></TEI>"""


@pytest.mark.parametrize("passage", PASSAGES)
def test_a_passage_is_on_the_page_that_has_its_id(tmp_path, passage):
    made = make(tmp_path, {"notes": "# N\n", "notes-on": "# O\n"})
    made.tei.mkdir()
    made.volume.write_text(VOLUME)
    found = ways.beside(made, "../")(*passage)
    assert found == (f"../{PASSAGES[passage]}" if PASSAGES[passage] else "")


@pytest.mark.parametrize(("names", "is_alike"), [(("notes", "texts"), False), (("notes-on", "notes"), True)])
def test_pages_wait_for_the_document_of_essays_only_where_their_names_are_alike(tmp_path, names, is_alike):
    made = make(tmp_path, dict.fromkeys(names, "# N\n"))
    (task,) = build.render(made, "html")
    assert (made.volume in task["file_dep"]) is is_alike


# --- pages that lead --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Build the site of the samples, in which texts and works of the registers are dated."""
    return sites.samples(tmp_path_factory.mktemp("site"))


def words_of(element):
    return " ".join("".join(element.itertext()).split())


def test_the_front_page_has_what_a_reader_begins_with(site):
    page = sites.pages(site)["index.html"]
    assert page.xpath("//*[@class='begin']//a/@href") == ["introduction.html"]
    assert page.xpath("//form/@action") == ["search.html"]
    assert page.xpath("//section[@class='texts']//h3/a/@href") == [f"{name}/index.html" for name in sites.TEXTS]
    assert page.xpath("//section[@class='whole']//a/@href") == ["samples.xml"]
    assert page.xpath("//ul[@class='essays']//a/text()") == ["Introduction", "The texts"]
    terms = page.xpath("//footer//p[a[contains(@rel, 'license')]]")
    assert "What the editors wrote may be used by all. Terms" in map(words_of, terms)


def test_one_page_leads_to_each_register_with_what_is_named_most(site):
    page = sites.pages(site)["registers.html"]
    assert page.xpath("//h2/a/@href") == [file for _, file in ways.REGISTERS.values()]
    links = page.xpath("//section[@aria-labelledby='editio-person']//li/a/@href")
    assert "persons.html#person.boyle" in links
    assert "persons.html#person.many3" not in links, "nobody names him"
    (count,) = page.xpath("//h2[@id='editio-person']/*[@class='count']/text()")
    assert int(count) > len(links)
    (all_of_them,) = page.xpath("//section[@aria-labelledby='editio-person']/p[@class='all']/a")
    assert (all_of_them.get("href"), all_of_them.text) == ("persons.html", f"All {count}")


def test_the_chronology_lists_dated_works_with_their_authors(site):
    lines = sites.pages(site)["chronology.html"].xpath("//ol[@class='chronology']/li")
    works = [line for line in lines if line.xpath(".//a[starts-with(@href, 'works.html#')]")]
    assert [line.xpath("string(p[@class='when'])").strip() for line in works][:1] == ["1661"]
    assert works[0].xpath(".//cite/a/@href") == ["works.html#work.spite"]
    assert "is printed" in words_of(works[0])


def test_an_edition_of_essays_alone_is_rendered_in_every_format(tmp_path):
    made = make(tmp_path, {"introduction": "# Alone\n"}, texts=(), tables="")
    made.tei.mkdir()
    essay = '<div type="essay" xml:id="introduction"><head>Alone</head><p>Of lamps.</p></div>'
    made.volume.write_text(
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="samples"><teiHeader/><text xml:lang="en"><body>{essay}'
        "</body></text></TEI>"
    )
    assert {task["name"] for task in build.volume(made)} >= {"html", "epub", "text", "search"}
    for to in ("html", "epub", "text"):
        render_volume(made, to)
    pages = sites.pages(made)
    assert "Of lamps." in words_of(pages["introduction.html"].find(".//main"))
    assert not pages["index.html"].xpath("//section[@class='texts']")
    assert "Of lamps." in (made.output / "text" / "samples.txt").read_text(encoding="utf-8")
    assert (made.output / "epub" / "samples.epub").is_file()
