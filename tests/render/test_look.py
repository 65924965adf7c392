"""How reading pages look and behave, by measured boxes and by keys: what no checker of HTML can see.

The site is that of this project, since its notes are dense, and that of the samples, which have every kind of element.
"""

from itertools import pairwise

import pytest
import sites

WIDE, MIDDLE, NARROW = 1280, 1024, 360
"""Windows with the contents and the notes beside the text, with the notes alone, with neither."""

HEIGHT = 900

CHARACTERS = """() => {
  const found = [];
  for (const paragraph of document.querySelectorAll('.reading > p, .reading > section > p')) {
    const range = new Range(), lines = new Map();
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      for (let at = 0; at < walker.currentNode.length; at++) {
        range.setStart(walker.currentNode, at);
        range.setEnd(walker.currentNode, at + 1);
        const box = range.getBoundingClientRect();
        const line = Math.round((box.top + box.height / 2) / 14);
        if (box.width) lines.set(line, (lines.get(line) || 0) + 1);
      }
    }
    found.push(...[...lines.values()].slice(1, -1));
    if (found.length > 60) break;
  }
  return found;
}"""
"""Counts the characters of each line of some paragraphs, but not of their first and last lines."""

BOXES = """selector => [...document.querySelectorAll(selector)].filter(one => one.checkVisibility()).map(one => {
  const box = one.getBoundingClientRect();
  return {id: one.id, left: box.left, top: box.top + scrollY, right: box.right, bottom: box.bottom + scrollY};
})"""

SHOWN = "one => getComputedStyle(one).textDecorationLine === 'underline'"


@pytest.fixture(scope="module")
def edition(tmp_path_factory):
    """Build the site of the edition that this project holds."""
    return sites.own(tmp_path_factory.mktemp("own")).output / "html"


@pytest.fixture(scope="module")
def text(edition):
    """Give the reading text that has the most notes."""
    return max(edition.glob("*/index.html"), key=lambda path: path.read_text("utf-8").count('role="doc-noteref"'))


@pytest.fixture(scope="module")
def page(browser):
    """Give one page of a browser for all tests, which each set what they need."""
    context = browser.new_context(reduced_motion="reduce")
    yield context.new_page()
    context.close()


def show(page, path, width, **media):
    """Open a page as a reader does who comes for the first time."""
    page.set_viewport_size({"width": width, "height": HEIGHT})
    page.emulate_media(**{"media": "screen", "color_scheme": "light", "reduced_motion": "reduce", **media})
    page.goto(path.as_uri())
    page.evaluate("localStorage.clear()")
    page.goto(path.as_uri())
    settle(page)


def settle(page):
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def overlap(one, other):
    return min(one["right"], other["right"]) - max(one["left"], other["left"]) > 1 and (
        min(one["bottom"], other["bottom"]) - max(one["top"], other["top"]) > 1
    )


# --- lines and boxes --------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [1440, WIDE, MIDDLE, 768])
def test_a_line_of_text_has_from_fifty_five_to_seventy_five_characters(page, text, width):
    show(page, text, width)
    counts = page.evaluate(CHARACTERS)
    assert len(counts) > 20
    assert 55 <= sorted(counts)[len(counts) // 2] <= 75
    assert sum(55 <= count <= 78 for count in counts) > 0.9 * len(counts)


@pytest.mark.parametrize("width", [1440, WIDE, MIDDLE])
@pytest.mark.parametrize("doubled", [False, True])
def test_no_note_in_the_margin_covers_another_or_the_text_or_the_contents(page, text, width, doubled):
    show(page, text, width)
    if doubled:
        page.add_style_tag(content="html { font-size: 225% !important }")
        settle(page)
        settle(page)
    notes = page.evaluate(BOXES, ".notes > ol > li")
    assert len(notes) > 20
    notes.sort(key=lambda note: note["top"])
    assert [pair for pair in pairwise(notes) if overlap(*pair)] == []
    beside = page.evaluate(BOXES, ".reading, main .contents, .colophon")
    assert [(note["id"], one) for note in notes for one in beside if overlap(note, one)] == []
    assert max(note["right"] for note in notes) <= width


@pytest.mark.parametrize("width", [1440, WIDE, MIDDLE])
def test_a_note_in_the_margin_stands_within_half_a_window_of_its_sign(page, text, width):
    show(page, text, width)
    signs = {sign["id"]: sign["top"] for sign in page.evaluate(BOXES, ".reading .noteref")}
    notes = [note for note in page.evaluate(BOXES, ".notes > ol > li") if f"{note['id']}.ref" in signs]
    assert len(notes) > 20
    astray = {note["id"]: note["top"] - signs[f"{note['id']}.ref"] for note in notes}
    assert {name: by for name, by in astray.items() if not -40 < by <= HEIGHT / 2} == {}


def test_a_shortened_note_opens_wholly_when_it_is_followed_or_pointed_at(page, text):
    show(page, text, WIDE)
    short = page.locator(".notes .short").first
    assert short.count() == 1
    height = short.bounding_box()["height"]
    short.hover()
    assert short.bounding_box()["height"] > height + 10
    page.mouse.move(5, 5)
    assert short.bounding_box()["height"] == height
    page.evaluate("id => document.getElementById(id).focus()", f"{short.get_attribute('id')}.ref")
    page.keyboard.press("Enter")
    assert short.bounding_box()["height"] > height + 10


@pytest.mark.parametrize(("width", "side"), [(WIDE, "beside"), (MIDDLE, "above"), (NARROW, "above")])
def test_contents_stay_at_hand_beside_the_text_where_there_is_room(page, text, width, side):
    show(page, text, width)
    page.evaluate("scrollTo(0, document.querySelector('.reading').getBoundingClientRect().top + 2000)")
    contents = page.locator("main .contents").bounding_box()
    reading = page.locator(".reading").bounding_box()
    if side == "beside":
        assert 0 <= contents["y"] < 100
        assert contents["x"] + contents["width"] <= reading["x"]
    else:
        assert contents["y"] + contents["height"] < 0


# --- notes in a box ---------------------------------------------------------------------------------------


def test_in_a_narrow_window_a_note_opens_and_closes_by_keys_and_leaves_the_reader_where_he_was(page, text):
    show(page, text, NARROW)
    sign = page.locator(".reading .noteref").nth(3)
    sign.focus()
    page.keyboard.press("Enter")
    box = page.locator("dialog[open]")
    assert box.is_visible()
    note = sign.evaluate("one => document.querySelector(`[id='${one.hash.slice(1)}'] [data-text]`).innerText")
    assert note.strip() in box.inner_text()
    assert box.evaluate("one => one.contains(document.activeElement)")
    assert box.get_attribute("aria-label") == sign.get_attribute("aria-label")
    bounds = box.bounding_box()
    assert bounds["x"] >= 0
    assert bounds["x"] + bounds["width"] <= NARROW
    assert bounds["y"] + bounds["height"] <= HEIGHT
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0
    assert sign.evaluate("one => one === document.activeElement")


def test_the_address_of_a_note_leads_to_it_in_any_window(page, text):
    for width in (NARROW, WIDE):
        show(page, text, width)
        name = page.locator(".notes > ol.editorial > li:not(.full)").nth(5).get_attribute("id")
        page.goto(f"{text.as_uri()}#{name}")
        settle(page)
        note = page.locator(f"[id='{name}']").bounding_box()
        assert -10 <= note["y"] < HEIGHT


# --- what a reader chooses --------------------------------------------------------------------------------


@pytest.mark.parametrize(("switch", "marked"), [("names", ".name"), ("changes", ".change")])
def test_names_and_changes_are_quiet_until_a_reader_asks_and_pages_remember_it(page, text, switch, marked):
    show(page, text, WIDE)
    one = page.locator(f".reading {marked}").first
    assert not one.evaluate(SHOWN)
    button = page.locator(f"[data-switch='{switch}']")
    assert button.get_attribute("aria-pressed") == "false"
    button.focus()
    page.keyboard.press("Space")
    assert button.get_attribute("aria-pressed") == "true"
    assert one.evaluate(SHOWN)
    page.reload()
    assert button.get_attribute("aria-pressed") == "true"
    assert one.evaluate(SHOWN)


def test_a_name_that_is_quiet_shows_itself_when_it_is_focused(page, text):
    show(page, text, WIDE)
    name = page.locator(".reading a.name").first
    page.locator(".reading .number").first.focus()
    page.keyboard.press("Tab")
    page.evaluate("0")
    while not name.evaluate("one => one === document.activeElement"):
        page.keyboard.press("Tab")
    assert name.evaluate(SHOWN)


def test_the_notes_of_the_editors_are_hidden_for_whoever_wants_the_text_alone(page, text):
    show(page, text, WIDE)
    notes = page.locator(".noteref.editorial, .notes ol.editorial")
    assert page.locator(".noteref.editorial").first.is_visible()
    page.locator("[data-switch='notes']").click()
    assert not any(one.is_visible() for one in notes.all())
    assert page.locator(".reading .noteref.authorial").first.is_visible()
    page.emulate_media(media="print")
    assert not any(one.is_visible() for one in notes.all())


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_follow_the_system_until_a_reader_chooses_others(page, text, edition, scheme):
    paper = "getComputedStyle(document.documentElement).backgroundColor"
    show(page, text, WIDE, color_scheme=scheme)
    by_system = page.evaluate(paper)
    other = "light" if scheme == "dark" else "dark"
    page.locator("[data-choice='colours']").select_option(other)
    chosen = page.evaluate(paper)
    assert by_system != chosen
    page.goto((edition / "index.html").as_uri())
    assert page.evaluate(paper) == chosen
    page.emulate_media(color_scheme=other)
    page.locator("[data-choice='colours']").select_option("auto")
    assert page.evaluate(paper) == chosen


def test_without_script_nothing_is_offered_that_does_nothing(browser, text):
    context = browser.new_context(java_script_enabled=False, viewport={"width": WIDE, "height": HEIGHT})
    opened = context.new_page()
    opened.goto(text.as_uri())
    assert not any(one.is_visible() for one in opened.locator("button, select").all())
    sign = opened.locator(".reading .noteref").first
    sign.click()
    assert opened.url.endswith(sign.get_attribute("href"))
    context.close()


def test_the_other_view_opens_at_the_paragraph_that_is_read(page, text):
    show(page, text, WIDE)
    number = page.locator(".reading .number").nth(8)
    number.evaluate("one => scrollTo(0, one.getBoundingClientRect().top - 100)")
    page.locator(".views a:not([aria-current])").first.evaluate("one => one.click()")
    page.wait_for_url("**/source.html#*")
    assert page.url.endswith(number.evaluate("one => one.hash"))
    assert 0 <= page.locator(".reading .number").nth(8).bounding_box()["y"] < HEIGHT / 2


def test_a_name_within_a_name_has_a_link_and_so_has_the_one_around_it(page, text):
    show(page, text, WIDE)
    sign = page.locator(".reading .entry").first
    assert sign.evaluate("one => one.previousElementSibling.querySelector('a.name').href !== one.href")
    assert sign.bounding_box()["width"] <= 1
    sign.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert sign.bounding_box()["width"] > 1
    sign.evaluate("one => one.blur()")
    assert sign.bounding_box()["width"] <= 1
    page.locator("[data-switch='names']").click()
    assert sign.bounding_box()["width"] > 1
    assert sign.get_attribute("aria-label")


# --- paper ------------------------------------------------------------------------------------------------


def test_on_paper_notes_stand_after_the_text_and_nothing_is_to_be_pressed(page, text):
    show(page, text, WIDE)
    page.emulate_media(media="print", color_scheme="dark")
    assert not any(one.is_visible() for one in page.locator(".bar, .contents, button, select, dialog").all())
    reading = page.locator(".reading").bounding_box()
    notes = page.evaluate(BOXES, ".notes > ol > li")
    assert len(notes) == page.locator(".notes > ol > li").count()
    end = reading["y"] + page.evaluate("scrollY") + reading["height"]
    assert all(note["top"] >= end for note in notes)
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
