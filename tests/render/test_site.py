"""The site as a reader meets it: opened from a disk in a browser, judged by others, with and without script."""

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

import judges
import pytest
import sites

WIDTHS = (1440, 768, 360, 320)
"""Pixels; the last is a window of 1280 in which all is shown four times as large (WCAG 2.2, 1.4.10)."""

DOUBLED = "html { font-size: 225% !important }"
"""What a reader sets who has everything twice as large (WCAG 2.2, 1.4.4)."""

OVERFLOW = "document.documentElement.scrollWidth - innerWidth"

SETTLED = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"

SHOW_ALL = (
    "for (const name of ['names', 'changes', 'notes']) document.documentElement.setAttribute(`data-${name}`, 'on')"
)


@dataclass(frozen=True)
class Seen:
    """Hold what a browser met on a page: complaints, what it asked for, its links, what is wider than a window."""

    path: Path
    complaints: list
    requests: list
    links: list
    wide: list


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Build the site of the samples, with every kind of page that an edition can have."""
    return sites.samples(tmp_path_factory.mktemp("site")).output / "html"


@pytest.fixture(scope="module")
def own_site(tmp_path_factory):
    """Build the site of the edition that this project holds."""
    return sites.own(tmp_path_factory.mktemp("own")).output / "html"


def pages(site):
    return sorted(site.rglob("*.html"))


@pytest.fixture
def opened(browser):
    """Open a page and collect what it complains of and what it asks for."""
    contexts = []

    def open_page(path, width=1440, **options):
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        page.complaints, page.requests = [], []
        page.on("console", lambda message: page.complaints.append(message.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("request", lambda request: page.requests.append(request.url))
        page.goto(path.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def seen(site, own_site, browser):
    """Open each page of both sites once, and change its window and its letters."""
    context = browser.new_context()
    page = context.new_page()
    complaints, requests = [], []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: requests.append(request.url))
    found = []
    for path in (*pages(site), *pages(own_site)):
        complaints.clear()
        requests.clear()
        page.set_viewport_size({"width": WIDTHS[0], "height": 900})
        page.goto(path.as_uri())
        links = page.evaluate("[...document.querySelectorAll('[href]')].map(link => link.href)")
        wide = [(width, over) for width in WIDTHS if (over := _overflow(page, width)) > 0]
        page.evaluate(SHOW_ALL)
        page.add_style_tag(content=DOUBLED)
        wide += [(width, over, "doubled") for width in WIDTHS if (over := _overflow(page, width)) > 0]
        found.append(Seen(path, [*complaints], [*requests], links, wide))
    context.close()
    return found


def _overflow(page, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate(SETTLED)
    return page.evaluate(OVERFLOW)


def test_the_checker_of_html_finds_nothing(site, own_site):
    assert judges.nu(*pages(site), *pages(own_site)) == []


def test_axe_finds_nothing_light_or_dark_quiet_or_with_all_shown_wide_or_narrow(site, opened):
    page = opened(site / "index.html")
    for path in sites.kinds(pages(site)):
        page.set_viewport_size({"width": 1440, "height": 900})
        page.emulate_media(color_scheme="light")
        page.goto(path.as_uri())
        assert judges.axe(page, best_practice=True) == []
        page.emulate_media(color_scheme="dark")
        page.evaluate(SHOW_ALL)
        page.set_viewport_size({"width": 320, "height": 900})
        assert judges.axe(page, best_practice=True) == []


def test_axe_finds_nothing_in_the_edition_of_this_project(own_site, opened):
    page = opened(own_site / "index.html", color_scheme="dark")
    for path in sites.kinds(pages(own_site)):
        page.goto(path.as_uri())
        assert judges.axe(page, best_practice=True) == []


def test_a_page_opens_from_a_disk_without_complaint_and_asks_for_nothing_else(seen, site, own_site):
    assert len(seen) == len(pages(site)) + len(pages(own_site))
    assert [(one.path, one.complaints) for one in seen if one.complaints] == []
    tops = (site.as_uri(), own_site.as_uri())
    assert [request for one in seen for request in one.requests if not request.startswith(tops)] == []


def test_no_page_is_wider_than_its_window_even_in_letters_twice_as_large(seen):
    assert [(one.path, one.wide) for one in seen if one.wide] == []


def test_every_link_of_the_site_leads_somewhere(seen, site, own_site):
    ids = {one.path: set(re.findall(r'\bid="([^"]+)"', one.path.read_text("utf-8"))) for one in seen}
    for one in seen:
        # Of the edition of this project the pages alone are built, not what lies beside them.
        top = "file:" if site in one.path.parents else own_site.as_uri()
        for link in filter(lambda link, top=top: link.startswith(top), one.links):
            address, _, fragment = unquote(link.removeprefix("file://")).partition("#")
            assert Path(address).is_file(), (one.path, link)
            assert not fragment or Path(address).suffix != ".html" or fragment in ids[Path(address)], (one.path, link)


def test_in_a_wide_window_notes_stand_beside_their_references(site, opened):
    page = opened(site / "lamp" / "index.html", 1440)
    page.wait_for_function("document.documentElement.classList.contains('margin')")
    for note in ("n1", "note900"):
        place, reference = (page.locator(f"[id='{name}']").bounding_box() for name in (note, f"{note}.ref"))
        assert place["x"] > reference["x"]
        assert abs(place["y"] - reference["y"]) < 80


@pytest.mark.parametrize("options", [{"width": 768}, {"width": 1440, "java_script_enabled": False}])
def test_in_a_narrow_window_or_without_script_notes_stand_after_the_text(site, opened, options):
    page = opened(site / "lamp" / "index.html", **options)
    text = page.locator(".reading").bounding_box()
    note = page.locator("[id='note900']").bounding_box()
    assert note["y"] > text["y"] + text["height"]


def test_without_script_a_reader_comes_from_a_reference_to_its_note_and_back(site, opened):
    page = opened(site / "lamp" / "index.html", 768, java_script_enabled=False)
    page.click("[id='note900.ref']")
    assert page.url.endswith("#note900")
    page.click("[id='note900'] [role='doc-backlink']")
    assert page.url.endswith("#note900.ref")


def test_notes_of_the_author_and_of_the_editors_are_told_apart_by_eye_and_by_name(site, opened):
    page = opened(site / "lamp" / "index.html", 768)
    for series, name, style in (("authorial", "Author’s note ", "normal"), ("editorial", "Editors’ note ", "italic")):
        references = page.locator(f".noteref.{series}").all()
        assert references
        for one in references:
            assert one.get_attribute("aria-label") == name + one.inner_text()
            assert one.evaluate("one => getComputedStyle(one).fontStyle") == style
        labels = page.locator(f".notes > ol.{series} > li > .label").all()
        assert all(label.get_attribute("aria-label").endswith(name + label.inner_text()) for label in labels)
        assert {label.evaluate("one => getComputedStyle(one).fontStyle") for label in labels} == {style}
    names = page.locator(".notes h3").all_inner_texts()
    assert names == ["Notes of the author", "Notes of the editors"]


SHOWN = "[...CSS.highlights.get('passage') ?? []].map(String).join()"


def test_who_follows_or_points_at_a_note_about_a_passage_sees_how_far_that_reaches(site, opened):
    page = opened(site / "mill" / "index.html")
    page.click("[id='n1.ref']")
    assert page.evaluate("document.activeElement.closest('li').id") == "n1"
    across = page.evaluate(SHOWN)
    assert "".join(across.split("a\u00a0")).startswith("a note about a passage may begin in")
    assert across.rstrip().endswith("end only in the third,")
    page.hover("[id='n2']")
    assert page.evaluate(SHOWN) == "a passage may begin in"
    page.hover("h1")
    assert page.evaluate(SHOWN) == across


def test_a_passage_leads_to_its_counterpart_in_another_text_of_the_site(site, opened):
    page = opened(site / "mill" / "index.html")
    page.click("[id='al']")
    assert page.url == f"{(site / 'harbour' / 'index.html').as_uri()}#verse"


def test_a_reader_comes_from_either_view_to_the_other(site, opened):
    page = opened(site / "lamp" / "index.html")
    page.click("text=Source text")
    assert page.locator("[data-text='source']").last.inner_text().count("teh") == 1
    page.click("text=Reading text")
    assert "teh" not in page.locator(".reading[data-text='reading']").inner_text()


def test_the_first_key_leads_past_the_navigation(site, opened):
    page = opened(site / "lamp" / "index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#editio-text"


def test_on_paper_there_is_the_text_with_its_notes_and_no_navigation(site, opened):
    page = opened(site / "lamp" / "index.html", 800)
    page.emulate_media(media="print")
    assert [bar.is_visible() for bar in page.locator(".bar").all()] == [False, False]
    assert not page.locator(".contents").is_visible()
    assert page.locator("[id='note900']").is_visible()
