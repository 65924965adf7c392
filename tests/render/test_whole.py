"""The pages of an edition as a whole: each mention once, among its words; each change once; each link to something."""

import itertools
import json
import posixpath
import re
from collections import Counter
from urllib.parse import unquote

import containers
import pytest
import sites
import views
from lxml import etree
from samples import make_edition

from editio import build, edition
from editio.render import volume_targets

TEI = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"

POINTERS = {
    **dict.fromkeys("eventName geogName name orgName persName placeName rs term title".split(), "ref"),
    "bibl": "corresp",
    "gloss": "target",
    "q": "who",
    "quote": "source",
    "ref": "target",
    "said": "who",
}
"""The attribute by which each element points at what it mentions."""

PAGE, LINK = 14_000, 110
"""Bytes that the page of a text may have beyond its words, and as many more for each link: a name, a change, a note."""

SCRIPT = re.compile(
    r'<script(?: src="(?:\.\./)?\w+\.js"'
    r'| type="application/(?:ld\+)?json"(?: id="editio-\w+"(?: data-from="[./]*")?)?)>'
)
"""What a script of ours begins with: one that lies beside the pages, or data for one."""

KINDS = ("person", "org", "place", "event", "bibl", "label")
"""The elements that are entries of registers."""

FILES = {"samples": sites.samples, "own": sites.own}


@pytest.fixture(scope="module", params=FILES)
def made(request, tmp_path_factory):
    """Build an edition with everything, and the one that this project holds."""
    return FILES[request.param](tmp_path_factory.mktemp(request.param))


@pytest.fixture(scope="module")
def samples(tmp_path_factory):
    return sites.samples(tmp_path_factory.mktemp("samples"))


@pytest.fixture(scope="module")
def pages(samples):
    return sites.pages(samples)


def trees(made):
    """Give the TEI of an edition, the volume's own first, by name."""
    names = [*([made.id] if made.has_volume else []), *made.texts]
    return {name: etree.parse(made.document(name)).getroot() for name in names}


def own_words(element):
    """Give what stands in an element of a page, without what the page puts there itself."""
    return " ".join("".join(element.xpath(".//text()[not(ancestor::*[@data-interface])]")).split())


# --- mentions ---------------------------------------------------------------------------------------------


def mentioned(made):
    """Give each mention that the TEI of an edition has in the reading view: the entry, the document, the words."""
    for name, root in trees(made).items():
        apart = (one for part in root.iter(TEI + "standOff") for one in part.iter(*(TEI + kind for kind in KINDS)))
        entries = {one.get(ID) for one in apart if one.get(ID)}
        for element in root.iter(*(TEI + name for name in POINTERS)):
            pointers = (element.get(POINTERS[etree.QName(element).localname]) or "").split()
            found = [one[1:] for one in dict.fromkeys(pointers) if one.startswith("#") and one[1:] in entries]
            if element.tag == TEI + "ref":
                found = found[:1] if views._inner(element, "reading") and "".join(element.itertext()).strip() else []
            if found and _is_read(element) and not element.get("prev"):
                words = " ".join("".join(views._inner(element, "reading")).split())
                yield from ((entry, name, words) for entry in found)


def _is_read(element):
    """Tell whether an element is part of the text, or of a note on it, in the reading view."""
    around = [element, *element.iterancestors()]
    names = [etree.QName(one).localname for one in around]
    if "teiHeader" in names or not ({"text", "note"} & set(names)):
        return False
    note = next((one for one in around if one.tag == TEI + "note"), None)
    if note is not None and "text" not in names and note.get("type") in ("ignore", "reason", "retired", None):
        return False
    for child, parent in itertools.pairwise(around):
        name = etree.QName(parent).localname
        if name in ("choice", "app", "subst") and views._chosen(parent, "reading") is not child:
            return False
    return not {"surplus", "del", "am"} & set(names)


def listed(made):
    """Give each mention that the registers of a site list: the entry, the page it leads to, the id there, the words."""
    kinds = ("persons", "organisations", "places", "events", "works", "glossary")
    for page, root in sites.pages(made).items():
        for entry in root.xpath("//li[@id][parent::ul[@class='entries']]") if page[:-5] in kinds else ():
            for line in entry.xpath(".//ol[@class='mentions']/li"):
                target, _, own_id = line.xpath("string(a/@href)").partition("#")
                before, words, after = (" ".join(line.xpath(f"string({path})").split()) for path in LINE)
                yield entry.get("id"), target, own_id, before, words, after


LINE = (".//span[@class='before']", ".//mark", ".//mark/following-sibling::text()")


def test_each_mention_of_the_tei_is_listed_once_and_no_other(made):
    folder = {leaf: name for name in made.texts for leaf in (f"{name}/index.html",)}
    found = Counter((entry, folder.get(page, made.id)) for entry, page, *_ in listed(made))
    assert found == Counter((entry, name) for entry, name, _ in mentioned(made))
    assert found


def test_each_mention_is_listed_by_its_own_words(made):
    folder = {f"{name}/index.html": name for name in made.texts}
    found = Counter((entry, folder.get(page, made.id), *_ends(words)) for entry, page, _, _, words, _ in listed(made))
    chained = {one.get("prev", "")[1:] for root in trees(made).values() for one in root.iter() if one.get("prev")}
    stated = Counter((entry, name, *_ends(words)) for entry, name, words in mentioned(made))
    missing = stated - found
    assert sum(missing.values()) <= len(chained)


def _ends(words):
    """Give the first and the last word: of a long mention the middle is left out."""
    return tuple(words.split()[:1]), tuple(words.split()[-1:])


def test_each_mention_leads_to_the_element_that_has_its_words_among_those_around_it(made):
    built = sites.pages(made)
    for entry, page, own_id, before, words, after in listed(made):
        (element,) = built[page].xpath("//*[@id=$id]", id=own_id)
        assert own_words(element).split()[:1] == words.split()[:1], (entry, page, own_id)
        block = element
        while block.tag in ("a", "b", "cite", "em", "i", "q", "span", "time"):
            block = block.getparent()
        whole = re.sub(r"\s", "", own_words(block))
        for said in (before, words, after):
            for part in said.replace("…", "\n").split("\n"):
                assert re.sub(r"\s", "", part) in whole, (entry, page, own_id, part)


def test_what_people_said_and_what_is_quoted_of_a_work_is_told_apart(pages):
    (spite,) = pages["persons.html"].xpath("//li[@id='person.spite']")
    assert [heading.xpath("string()") for heading in spite.xpath("h3")][-1].endswith("in their own words")
    (work,) = pages["works.html"].xpath("//li[@id='work.spite']")
    assert [heading.xpath("string()").endswith(", quoted") for heading in work.xpath("h3")] == [False, True]


def test_a_person_leads_to_the_texts_and_the_works_of_theirs(pages):
    (spite,) = pages["persons.html"].xpath("//li[@id='person.spite']")
    assert spite.xpath("p[@class='wrote']//a/@href") == ["spite/index.html", "works.html#work.spite"]


def test_a_long_register_is_jumped_in_by_letters(pages):
    letters = pages["persons.html"].xpath("//nav[@class='letters']/a")
    assert [one.text for one in letters][:4] == ["A", "B", "C", "D"]
    for one in letters:
        (entry,) = pages["persons.html"].xpath("//li[@id=$id]", id=one.get("href")[1:])
        assert entry.xpath("string(h2)").strip()
    assert pages["works.html"].xpath("//nav[@class='letters']") == []


def test_words_written_leftward_stand_in_lines_that_are(pages):
    lines = pages["persons.html"].xpath("//ol[@class='mentions']/li/p[@lang='he']/@dir")
    assert lines
    assert set(lines) == {"rtl"}


# --- links ------------------------------------------------------------------------------------------------


def test_every_link_of_every_page_leads_to_something_that_is_there(made):
    built = sites.pages(made)
    ids = {page: set(root.xpath("//@id")) for page, root in built.items()}
    for page, root in built.items():
        for href in root.xpath("//*/@href"):
            if re.match(r"(https?|mailto):", href):
                continue
            path, _, fragment = href.partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(path))) if path else page
            if target.startswith(".."):
                assert re.fullmatch(r"\.\./(epub|pdf|text)/[a-z0-9-]+\.(epub|pdf|txt)", target), (page, href)
                continue
            assert (made.output / "html" / target).is_file(), (page, href)
            if fragment and target in ids:
                assert fragment in ids[target], (page, href)


def test_no_page_has_an_id_twice(made):
    for page, root in sites.pages(made).items():
        assert [one for one, count in Counter(root.xpath("//@id")).items() if count > 1] == [], page


def test_every_page_has_the_same_navigation(made):
    found = set()
    for page, root in sites.pages(made).items():
        ways = root.xpath("//nav[@class='ways']/a")
        resolved = (posixpath.normpath(posixpath.join(posixpath.dirname(page), way.get("href"))) for way in ways)
        found.add(tuple(zip((way.text for way in ways), resolved, strict=True)))
    (ways,) = found
    assert "index.html" not in dict(ways).values()


def test_a_name_in_a_text_leads_to_the_register_of_the_site(pages):
    (name,) = pages["lamp/index.html"].xpath("//a[@class='name'][starts-with(@href, '../persons.html#')]")[:1]
    assert name.get("href") == "../persons.html#person.boyle"
    assert pages["lamp/index.html"].xpath("//section[@class='registers']") == []


# --- pages ------------------------------------------------------------------------------------------------


def test_what_is_written_is_what_was_named_beforehand(made):
    top = made.output / "html"
    assert set(volume_targets(made, "html")) == {path for path in top.iterdir() if path.is_file()}


def test_an_edition_without_essays_and_authorities_has_no_pages_of_them(tmp_path):
    plain = sites.build(make_edition(tmp_path))
    assert set(sites.pages(plain)) == {
        "index.html",
        "interventions.html",
        "search.html",
        *(f"{name}/{view}.html" for name in plain.texts for view in ("index", "source", "compare")),
    }
    for root in sites.pages(plain).values():
        assert [way.text for way in root.xpath("//nav[@class='ways']/a")] == [
            "Texts",
            "What the editors changed",
            "Search",
        ]
    lamp = sites.pages(plain)["lamp/index.html"]
    assert lamp.xpath("//section[@class='registers']//li[@id='person.boyle']")
    assert "#person.boyle" in lamp.xpath("//a[@class='name']/@href")


def test_pages_of_essays_and_registers_that_there_are_no_more_belong_to_nothing(tmp_path):
    root = tmp_path / "less"
    assert build.orphans(sites.samples(root)) == ()
    (root / "source" / "authorities.toml").write_text('[person.any]\nname = "Any"\n')
    settings = root / "source" / "edition.toml"
    settings.write_text(settings.read_text("utf-8").replace('"introduction", "texts"', '"texts"'), encoding="utf-8")
    assert {path.name for path in build.orphans(edition.load(root))} == {
        "chronology.html",
        "events.html",
        "glossary.html",
        "introduction.html",
        "organisations.html",
        "places.html",
        "works.html",
    }


def test_what_was_built_under_another_id_belongs_to_nothing(tmp_path):
    root = tmp_path / "called"
    sites.samples(root)
    settings = root / "source" / "edition.toml"
    settings.write_text(settings.read_text("utf-8").replace('id = "samples"', 'id = "other"'), encoding="utf-8")
    found = {path.relative_to(root).as_posix() for path in build.orphans(edition.load(root))}
    assert found == {"output/html/samples.xml", "tei/samples.xml"}


def test_the_pages_of_texts_are_made_anew_when_there_are_other_ways_to_go(tmp_path):
    made = sites.samples(tmp_path / "ways")
    known = [task["uptodate"][0].digest for task in build.render(made, "html")]
    authorities = made.source / "authorities.toml"
    authorities.write_text(authorities.read_text("utf-8") + '\n[person.other]\nname = "Other"\n', encoding="utf-8")
    assert [task["uptodate"][0].digest for task in build.render(made, "html")] == known
    authorities.write_text(authorities.read_text("utf-8").replace("event", "occasion"), encoding="utf-8")
    assert set(known).isdisjoint(task["uptodate"][0].digest for task in build.render(made, "html"))


def test_an_essay_that_is_called_as_a_page_of_the_site_has_a_page_of_its_own(tmp_path):
    root = tmp_path / "named"
    sites.samples(root)
    for path in (root / "source" / "edition.toml", root / "tei" / "samples.xml"):
        path.write_text(path.read_text("utf-8").replace('"texts"', '"persons"'), encoding="utf-8")
    (root / "source" / "persons.md").write_text("# Persons\n")
    built = sites.pages(sites.build(edition.load(root)))
    assert built["persons-essay.html"].xpath("string(//h1)") == "The texts"
    assert built["persons.html"].xpath("//li[@id='person.boyle']")


@pytest.mark.parametrize("written", ["[person", "\udcff"])
def test_authorities_that_cannot_be_read_make_no_page_go_away(tmp_path, written):
    made = sites.samples(tmp_path / "broken")
    before = volume_targets(made, "html")
    (made.source / "authorities.toml").write_bytes(written.encode(errors="surrogateescape"))
    assert volume_targets(made, "html") == before


def test_the_words_of_the_essays_are_all_there_and_no_others(made):
    root = trees(made)[made.id]
    for division in root.iterfind(f".//{TEI}div[@type='essay']"):
        page = (made.output / "html" / f"{division.get(ID)}.html").read_text("utf-8")
        assert containers.words(page, "essay") == "".join(views._pieces(division, "reading")).split()


def test_an_essay_has_one_title_and_the_headings_of_its_parts_below(pages):
    introduction = pages["introduction.html"]
    headings = introduction.xpath("//main//*[self::h1 or self::h2 or self::h3][not(ancestor::nav)]")
    assert [(one.tag, " ".join(one.itertext())) for one in headings][:2] == [
        ("h1", "Introduction"),
        ("h2", "The  lamp"),
    ]
    assert introduction.xpath("//article/@id") == ["introduction"]


def test_the_paragraphs_of_an_essay_are_cited_as_of_a_part_of_the_edition(pages):
    told = json.loads(pages["introduction.html"].xpath("string(//script[@id='editio-cite'])"))
    (item,) = told["csl"]
    assert (item["type"], item["title"], item["container-title"]) == (
        "chapter",
        "Introduction",
        "Samples & Co: Two of them",
    )
    assert (told["compared"], told["bytes"]) == ("", "")
    assert pages["introduction.html"].xpath("//a[@class='number']/@data-number")


def test_the_page_of_a_text_does_not_swell(made):
    for page, root in sites.pages(made).items():
        if page.endswith("/index.html"):
            words = sum(len(word.encode()) + 1 for word in root.xpath("string(//main)").split())
            markup = (made.output / "html" / page).stat().st_size - words
            assert markup < PAGE + LINK * len(root.xpath("//main//a")), page


# --- chronology and changes -------------------------------------------------------------------------------


def test_the_chronology_tells_events_and_texts_in_the_order_of_time(pages):
    lines = pages["chronology.html"].xpath("//ol[@class='chronology']/li")
    times = [line.xpath("string(p[@class='when'])") for line in lines]
    links = [line.xpath("string(div/p[1]//a/@href)") for line in lines]
    happened = list(zip(times, links, strict=True))
    assert happened[:2] == [("15 March 44 BC", "events.html#event.ides"), ("1661", "works.html#work.spite")]
    begins = times.index("between 1662 and 1663")
    assert happened[begins : begins + 3] == [
        ("between 1662 and 1663", "events.html#event.charter"),
        ("1666", "spite/index.html"),
        ("September 1666", "events.html#event.fire"),
    ]
    (fire,) = [line for line in lines if "event.fire" in line.xpath("string(div/p[1]//a/@href)")]
    assert [href.partition("#")[0] for href in fire.xpath("div/p[@class='who']/a/@href")] == ["texts.html"]


def test_each_change_of_each_text_is_listed_once_and_leads_to_its_place(made):
    built = sites.pages(made)
    for section in built["interventions.html"].xpath("//section[@class='interventions']"):
        name = section.xpath("string(h2/@id)").removeprefix("editio-of-")
        items = section.xpath("ol[not(@class)]/li")
        counted = section.xpath("ul[@class='counts']/li/b/text()")
        assert sum(map(int, counted)) == len(items)
        assert all(item.get("id").startswith(f"{name}.") and item.get("id").endswith(".entry") for item in items)
        text = built[f"{name}/index.html"]
        for item in items:
            for place in item.xpath("a[@class='place']"):
                page, _, own_id = place.get("href").partition("#")
                assert page == f"{name}/index.html"
                assert text.xpath("//*[@id=$id]", id=own_id)
        linked = {href.partition("#")[2] for href in text.xpath("//a[contains(@class, 'change')]/@href")}
        assert linked <= {item.get("id") for item in items}


def test_findings_that_are_let_stand_are_told_with_code_and_reason(pages):
    (section,) = pages["interventions.html"].xpath("//section[h2/@id='editio-of-spite']")
    left = section.xpath("ol[@class='let-stand']/li")
    assert [line.xpath("string(.//code)") for line in left] == ["W509", "W1"]
    assert left[0].xpath(".//a/@href") == ["spite/index.html#sp1"]
    assert left[1].xpath(".//a") == []
    assert all(sites.SAID in line.xpath("string(div/p[1])") for line in left)
    assert left[1].xpath("string(div/p[@class='who'])") == "the whole text"


def test_what_is_let_stand_has_its_code_in_one_column_and_all_else_in_the_other(pages):
    items = pages["interventions.html"].xpath("//ol[@class='let-stand']/li")
    assert items
    assert {tuple(part.tag for part in item) for item in items} == {("code", "div")}


def test_findings_that_are_let_stand_in_essays_are_told_by_the_titles_of_these(pages):
    (section,) = pages["interventions.html"].xpath("//section[h2/@id='editio-essays']")
    told = [[" ".join(part.xpath("string()").split()) for part in line.xpath("code|div/p")] for line in section[-1]]
    assert told == [["W509", "the letter has it so", "Introduction"], ["W601", "all is meant", "all essays"]]
    assert section.xpath(".//ol//a/@href") == ["introduction.html#introduction"]


def test_what_was_withdrawn_is_told_with_its_id_in_the_text_and_in_the_list(pages):
    assert pages["spite/index.html"].xpath("//ul[@class='withdrawn']/li/@id") == ["old.1"]
    assert pages["interventions.html"].xpath("//ul[@class='withdrawn']/li[starts-with(@id, 'spite')]/@id") == [
        "spite.old.1"
    ]


# --- the front page ---------------------------------------------------------------------------------------


def test_the_front_page_tells_what_the_edition_and_its_texts_are(pages):
    front = pages["index.html"]
    assert [one.strip() for one in front.xpath("//div[@role='doc-abstract']/p/text()")] == [
        "Two samples of lamps & harbours.",
        "They were never read before.",
    ]
    assert [one.xpath("string(.//h3)") for one in front.xpath("//section[@class='texts']//li")][-1] == sites.SAID
    assert front.xpath("//section[@class='told']/ul[@class='essays']//a/text()") == ["Introduction", "The texts"]
    told = front.xpath("//section[@class='told']/ul[not(@class)]//a/@href")
    assert told == [
        "chronology.html",
        "glossary.html",
        "persons.html",
        "organisations.html",
        "places.html",
        "events.html",
        "works.html",
        "interventions.html",
    ]


def test_the_abstract_and_the_subjects_of_a_text_stand_on_its_page_and_on_the_front(pages):
    for page in ("spite/index.html", "index.html"):
        assert sites.SAID in [
            one.xpath("string()").strip() for one in pages[page].xpath("//p[@role='doc-abstract' or @class='about']")
        ]
        assert any(one.xpath("string()").endswith(sites.SAID) for one in pages[page].xpath("//p[@class='keywords']"))


# --- untrusted --------------------------------------------------------------------------------------------


def test_no_name_gets_out_of_its_place(samples):
    for path in (samples.output / "html").rglob("*.html"):
        page = path.read_text("utf-8")
        assert page.count("<script") == page.count("</script>") == len(SCRIPT.findall(page)), path
        assert "alert(1)" not in re.sub(r">[^<]*|\"[^\"]*\"", "", page), path
    for name in ("persons.html", "spite/index.html"):
        assert "{{ 7*7 }}" in (samples.output / "html" / name).read_text("utf-8")


def test_two_builds_give_the_same_bytes(samples, tmp_path):
    again = sites.samples(tmp_path / "again")
    for path in (samples.output / "html").rglob("*"):
        if path.is_file():
            assert path.read_bytes() == (again.output / "html" / path.relative_to(samples.output / "html")).read_bytes()
