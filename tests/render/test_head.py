"""Heads of pages, feed and site map: what programs are told is true, in the form that they read, and never acts."""

import json
import re
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
import sites
from judges import ROOT
from lxml import etree

from editio import build, edition, tei
from editio.render import head, html, linked_data, model

ADDRESS = "https://press.example/samples/"
NEWER = "https://press.example/samples-2/"

ATOM = {"a": "http://www.w3.org/2005/Atom"}
SITE_MAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\Z")


@pytest.fixture(scope="module")
def placed(tmp_path_factory):
    """Build the site of the samples as one that knows where it stands, and that there is a newer one."""
    root = tmp_path_factory.mktemp("placed")
    sites.samples(root)
    path = root / "source" / "edition.toml"
    keys = f'address = "{ADDRESS}"\nsuperseded_by = "{NEWER}"\n'
    path.write_text(keys + path.read_text(encoding="utf-8").replace('["html"]', '["html", "pdf"]'), encoding="utf-8")
    return sites.build(edition.load(root))


@pytest.fixture(scope="module")
def homeless(tmp_path_factory):
    """Build the site of the edition of this project, which says no address in a test."""
    return sites.own(tmp_path_factory.mktemp("own"))


def told(page):
    """Give the linked data of a page."""
    (said,) = page.xpath("//script[@type='application/ld+json']/text()")
    return json.loads(said)


def tags(page, name):
    return page.xpath(f"//meta[@name='{name}']/@content | //meta[@property='{name}']/@content")


def rel(page, name):
    return page.xpath(f"//head/link[@rel='{name}']/@href")


# --- linked data ------------------------------------------------------------------------------------------


def test_linked_data_say_what_the_header_says(placed):
    lamp = told(sites.pages(placed)["lamp/index.html"])
    assert lamp["@type"] == "Chapter"
    assert lamp["@id"] == lamp["identifier"] == "urn:uuid:9f3c6a0e-56f5-5a63-9a1e-3a1c7c2b8f10"
    assert (lamp["name"], lamp["author"]["name"]) == ("On Lamps & Lanterns", "Ada Arden")
    assert (lamp["datePublished"], lamp["dateCreated"], lamp["inLanguage"]) == ("2026-11-22", "1901-05-01", "en-GB")
    assert lamp["license"] == "https://creativecommons.org/licenses/by-sa/2.0/"
    assert lamp["publisher"] == {"@type": "Organization", "name": "The Example Press"}
    assert lamp["url"] == f"{ADDRESS}lamp/"
    assert lamp["isPartOf"] == {"@type": "Book", "@id": ADDRESS, "name": "Samples & Co", "url": ADDRESS}
    assert {(one["encodingFormat"], one["contentUrl"]) for one in lamp["encoding"]} == {
        ("application/pdf", "https://press.example/pdf/lamp.pdf"),
        ("application/tei+xml", f"{ADDRESS}lamp/lamp.xml"),
    }


def test_a_chapter_is_told_of_as_part_of_its_text():
    document, _ = model.read(tei.parse((ROOT / "tests" / "fixtures" / "lamp.xml").read_bytes(), "lamp.xml"))
    told_of = head.of_text(document, None, "lamp/div9.html", chapter="Of </script>").data
    said = json.loads(told_of.partition(">")[2].removesuffix("</script>"))
    assert (said["@type"], said["name"]) == ("Chapter", "Of </script>")
    assert (said["isPartOf"]["@type"], said["isPartOf"]["name"]) == ("Book", "On Lamps & Lanterns")
    assert "@id" not in said


def test_the_front_page_tells_of_the_edition_and_its_texts(placed):
    front = told(sites.pages(placed)["index.html"])
    assert (front["@type"], front["name"], front["url"]) == ("Book", "Samples & Co", ADDRESS)
    assert [part["url"] for part in front["hasPart"]] == [f"{ADDRESS}{name}/" for name in sites.TEXTS]


def test_what_is_hostile_stays_a_word(placed):
    for name, page in sites.pages(placed).items():
        assert told(page)["@context"] == "https://schema.org", name
    assert told(sites.pages(placed)["spite/index.html"])["name"] == sites.SAID


@pytest.mark.parametrize("said", ["</script><script>x", "<!--", "]]>", "\u2028\u2029", "&amp;", '"\\'])
def test_no_word_ends_the_element_of_linked_data(said):
    element = linked_data.element({"name": said})
    assert re.fullmatch(r'<script type="application/ld\+json">[^<>&\u2028\u2029]*</script>', element)
    assert json.loads(element[len('<script type="application/ld+json">') : -len("</script>")]) == {"name": said}


def test_without_an_address_no_page_says_one(homeless):
    for name, page in sites.pages(homeless).items():
        assert not tags(page, "og:url") + tags(page, "citation_public_url") + tags(page, "citation_pdf_url"), name
        assert [one for one in rel(page, "canonical") if urlsplit(one).scheme] == [], name
        for script in page.xpath("//script[@type='application/ld+json']/text()"):
            assert "url" not in json.loads(script), name
            assert "contentUrl" not in script, name
    assert not (homeless.output / "html" / "sitemap.xml").exists()


# --- tags and links ---------------------------------------------------------------------------------------


def test_reference_managers_are_told_of_a_text_in_the_forms_that_they_read(placed):
    page = sites.pages(placed)["lamp/index.html"]
    assert tags(page, "citation_publication_date") == ["2026/11/22"]
    assert tags(page, "citation_author") == tags(page, "DCTERMS.creator") == ["Ada Arden"]
    assert tags(page, "citation_inbook_title") == ["Samples & Co: Two of them"]
    assert tags(page, "citation_pdf_url") == ["https://press.example/pdf/lamp.pdf"]
    assert tags(page, "citation_public_url") == tags(page, "og:url") == rel(page, "canonical") == [f"{ADDRESS}lamp/"]
    assert tags(page, "og:locale") == ["en_GB"]


def test_the_source_text_is_another_form_of_the_reading_text(placed, homeless):
    assert rel(sites.pages(placed)["lamp/source.html"], "canonical") == [f"{ADDRESS}lamp/"]
    assert rel(sites.pages(homeless)["class-nature-soviet-state/source.html"], "canonical") == ["index.html"]


def test_every_page_says_on_what_terms_it_may_be_used_and_where_the_feed_is(homeless):
    for name, page in sites.pages(homeless).items():
        (feed,) = page.xpath("//head/link[@type='application/atom+xml']/@href")
        assert urljoin(f"https://x/{name}", feed) == "https://x/feed.atom"
        assert rel(page, "license") or name.startswith("results-and-prospects-8/"), name


def test_every_page_of_a_superseded_edition_says_so(placed):
    for name, page in sites.pages(placed).items():
        assert page.xpath("//aside[@class='superseded']/a/@href") == [NEWER], name
        assert rel(page, "successor-version") == [NEWER], name


@pytest.mark.parametrize("when", ["-0043-03-15", "2026", "2026-11", "soon", ""])
def test_a_date_is_told_only_in_a_form_that_programs_read(when, tmp_path):
    header = f'<fileDesc><publicationStmt><publisher>P</publisher><date when="{when}"/></publicationStmt></fileDesc>'
    source = f'<TEI xmlns="{tei.NAMESPACE}"><teiHeader>{header}</teiHeader><text><body><p>x</p></body></text></TEI>'
    files = dict(html.single(source.encode(), "x.xml", tmp_path).files)
    page = etree.fromstring(files[tmp_path / "index.html"], etree.HTMLParser(encoding="utf-8"))
    stated = [when.replace("-", "/")] if re.match(r"\d{4}", when) else []
    assert tags(page, "citation_publication_date") == stated
    assert told(page).get("datePublished", "") == (when if stated else "")


# --- feed and site map ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["placed", "homeless"])
def test_a_feed_has_what_its_standard_asks_for(name, request):
    """Every rule of RFC 4287, sections 4.1 and 4.2, that elements which are written here can break."""
    made = request.getfixturevalue(name)
    feed = etree.parse(made.output / "html" / "feed.atom").getroot()
    entries = feed.findall("a:entry", ATOM)
    assert len(entries) == len(made.texts) + len(made.essays)
    ids = [one.findtext("a:id", namespaces=ATOM) for one in (feed, *entries)]
    assert len(set(ids)) == len(ids)
    assert all(urlsplit(one).scheme in ("urn", "https") for one in ids)
    assert feed.findtext("a:author/a:name", namespaces=ATOM)
    for one in (feed, *entries):
        assert len(one.findall("a:title", ATOM)) == len(one.findall("a:updated", ATOM)) == 1
        assert MOMENT.match(one.findtext("a:updated", namespaces=ATOM))
        (href,) = one.xpath("a:link[@rel='alternate']/@href", namespaces=ATOM)
        path = urljoin(f"{made.publication.address or 'https://x/'}feed.atom", href)
        local = path.removeprefix(made.publication.address or "https://x/")
        assert (made.output / "html" / local).exists(), href
    assert len(feed.xpath("a:link[@rel='self']", namespaces=ATOM)) == 1


def test_the_site_map_names_every_page_but_other_forms_of_one(placed):
    found = etree.parse(placed.output / "html" / "sitemap.xml").xpath("//s:loc/text()", namespaces=SITE_MAP)
    pages = [name for name in sites.pages(placed) if PurePosixPath(name).name not in ("source.html", "compare.html")]
    assert sorted(found) == sorted(ADDRESS + re.sub(r"(^|/)index\.html$", r"\1", name) for name in pages)


def test_a_site_map_belongs_to_nothing_where_no_address_is_said(placed):
    homeless = replace(placed, publication=replace(placed.publication, address=""))
    path = placed.output / "html" / "sitemap.xml"
    assert path not in build.orphans(placed)
    assert path in build.orphans(homeless)


def test_an_edition_that_is_called_as_the_site_map_keeps_its_document(tmp_path):
    made = sites.samples(tmp_path / "x")
    path = made.source / "edition.toml"
    path.write_text(f'address = "{ADDRESS}"\n' + path.read_text().replace('id = "samples"', 'id = "sitemap"'))
    named = [path.name for path in html.volume_targets(edition.load(made.root))]
    assert {"sitemap.xml", "pages-sitemap.xml"} <= set(named)
    assert len(set(named)) == len(named)


# --- ways -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["placed", "homeless"])
def test_every_link_of_a_site_leads_to_a_page_and_to_an_id_that_it_has(name, request):
    """Links out of the site, into folders of other formats, are those that are not built here."""
    made = request.getfixturevalue(name)
    top = made.output / "html"
    pages = sites.pages(made)
    ids = {path: {*page.xpath("//@id")} for path, page in pages.items()}
    for path, page in pages.items():
        for href in page.xpath("//@href"):
            target, fragment = urldefrag(urljoin(f"https://x/html/{path}", href))
            if not target.startswith("https://x/html/"):
                continue
            file = target.removeprefix("https://x/html/")
            assert (top / file).is_file(), f"{path}: {href}"
            assert not fragment or file not in ids or fragment in ids[file], f"{path}: {href}"


@pytest.mark.parametrize("name", ["placed", "homeless"])
def test_every_page_has_a_way_home_to_all_texts_and_to_the_search(name, request):
    for path, page in sites.pages(request.getfixturevalue(name)).items():
        leads = {urljoin(f"https://x/{path}", href) for href in page.xpath("//header//a/@href")}
        assert {f"https://x/{file}" for file in ("index.html", "index.html#editio-texts", "search.html")} <= leads, path


def test_the_templates_of_heads_name_nothing_remote_that_is_fetched():
    page = (ROOT / "templates" / "html" / "page.html.j2").read_text(encoding="utf-8")
    assert set(re.findall(r'(?:href|src)="(https?:[^"]*)"', page)) == {"http://purl.org/dc/terms/"}
