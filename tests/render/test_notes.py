"""Notes that hold more than words: paragraphs, lists, quotations and links look right in every form of an edition."""

import itertools

import judges
import pytest
import texts
from samples import Book

from editio import encode, validate
from editio.render import FORMATS, render_text, render_volume

AUTHORITIES = """
[person.boyle]
name = "Robert Boyle"

[org.society]
name = "The Society"

[place.cork]
name = "Cork"

[event.fire]
name = "The Fire"

[work.tracts]
title = "Tracts"
author = "Robert Boyle"

[term.lamp]
name = "lamp"
definition = "A light."
"""

KEYS = ("person.boyle", "org.society", "place.cork", "event.fire", "work.tracts", "term.lamp")

APPARATUS = (
    '''
[[entry]]
id = "c1"
do = "correct"
at = "It was [[teh]] best"
with = "the"
resp = "ed"

[[entry]]
id = "n1"
do = "note"
at = "the [[worst of lamps]]."
body = """
The letter is *lost*; see [the end](#p68), [a correction](#c1) and [this note](#n2),
<https://example.org/a/very/long/address/that/does/not/break/anywhere>.

Two copies\\\\
are known:

- one in Paris;
- one in Moscow, of which

  7. a leaf is torn,
  8. a leaf is lost.

He writes:

> I have read it.
>
> I shall **read** it again.

"""
resp = "ed"

[[entry]]
id = "n2"
do = "note"
at = "It went out.[[]]"
body = "'''
    + ", ".join(f"[{key}](#{key})" for key in KEYS)
    + '''"
resp = "ed"

[[entry]]
id = "n3"
do = "note"
at = "[[Nobody]] saw it."
body = """
- a list
- alone
"""
resp = "ed"
'''
)

HEADER = 'language = "en"\n'

RAW = b"It was teh best of lamps, it was the worst of lamps.\n\nIt went out.\n\nNobody saw it.\n"


@pytest.fixture(scope="module")
def edition(tmp_path_factory):
    """Build an edition with such notes in every form."""
    made = texts.edition(tmp_path_factory.mktemp("notes"), APPARATUS, header=HEADER, raw=RAW, authorities=AUTHORITIES)
    encode.run(made, "lamp")
    assert validate.run(made.document("lamp")) == ()
    for form in FORMATS:
        assert render_text(made, "lamp", form) == ()
        render_volume(made, form)
    return made


@pytest.fixture(params=[(1280, "light"), (1280, "dark"), (360, "light"), (360, "dark")], ids=str)
def page(request, browser, edition):
    """Open the page in windows wide and narrow, light and dark."""
    width, scheme = request.param
    opened = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    opened.goto((edition.output / "html" / "lamp" / "index.html").as_uri())
    yield opened
    opened.close()


def test_no_note_runs_out_of_its_column_and_none_covers_another(page):
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    boxes = [page.locator(f"#{own_id}").bounding_box() for own_id in ("n1", "n2", "n3")]
    page.evaluate("document.querySelectorAll('.short').forEach(note => note.classList.remove('short'))")
    for own_id in ("n1", "n2", "n3"):
        box = page.locator(f"#{own_id}").bounding_box()
        for part in page.locator(f"#{own_id} :is(p, li, a, blockquote)").all():
            inner = part.bounding_box()
            assert inner["x"] >= box["x"]
            assert inner["x"] + inner["width"] <= box["x"] + box["width"] + 1
            assert inner["y"] + inner["height"] <= box["y"] + box["height"] + 1
    for upper, lower in itertools.pairwise(boxes):
        assert upper["y"] + upper["height"] <= lower["y"]


def test_the_items_of_a_note_have_bullets_and_numbers(page):
    shown = "one => getComputedStyle(one).listStyleType"
    assert page.locator("#n1 ul").evaluate(shown) == "disc"
    assert page.locator("#n1 ol").evaluate(shown) == "decimal"
    assert page.locator("#n1 ol > li").evaluate_all("all => all.map(one => one.value)") == [7, 8]
    assert (
        page.locator("#n1 li").evaluate_all("all => all.map(one => getComputedStyle(one).position)") == ["static"] * 4
    )


def test_the_page_with_such_notes_is_accessible(page):
    assert judges.axe(page) == []


def test_every_link_of_a_note_leads_to_something_that_is_there(edition, browser):
    page = browser.new_page()
    page.goto((edition.output / "html" / "lamp" / "index.html").as_uri())
    links = page.locator("[data-text=note] a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    within = [link for link in links if not link.startswith("https:")]
    assert within[:3] == ["#p68", "#c1", "#n2"]
    assert [link.partition("#")[2] for link in within[3:]] == list(KEYS)
    for link in within:
        file, _, own_id = link.partition("#")
        target = edition.output / "html" / "lamp" / (file or "index.html")
        assert f'id="{own_id}"' in target.read_text("utf-8"), link
    page.close()
    for path in (edition.output / "epub").glob("*.epub"):
        book = Book(path.read_bytes())
        links = book.all("//h:*[@data-text='note']//h:a/@href")
        assert len([link for link in links if not link.startswith("https:")]) == 3 + len(KEYS)
        assert [link for link in links if not (link.startswith("https:") or leads(book, link))] == []


def leads(book, link):
    """Tell whether a link leads to an id of a book, from its page of notes."""
    file, _, own_id = link.partition("#")
    files = [file] if file else [name for name in book.pages if "notes" in name]
    return any(book.find(f"//*[@id='{own_id}']", name) for name in files)


def test_the_book_with_such_notes_is_sound(edition):
    assert judges.epubcheck(edition.output / "epub" / "lamp.epub") == []


def test_the_pages_with_such_notes_are_sound(edition):
    assert judges.nu(*(edition.output / "html" / "lamp").glob("*.html")) == []


def test_plain_text_sets_the_parts_of_a_note_below_one_another(edition):
    page = (edition.output / "text" / "lamp.txt").read_text("utf-8")
    notes = page.partition("\n[a] ")[2].partition("\n\n\n\n")[0]
    assert f"[a] {notes}".rstrip() == PLAIN.rstrip()


PLAIN = """\
[a] worst of lamps] The letter is _lost_; see the end, a correction and
    this note,
    https://example.org/a/very/long/address/that/does/not/break/anywhere.

    Two copies
    are known:

      • one in Paris;

      • one in Moscow, of which

          7. a leaf is torn,
          8. a leaf is lost.

    He writes:

        I have read it.

        I shall =read= it again.

[b] person.boyle, org.society, place.cork, event.fire, work.tracts,
    term.lamp

[c] Nobody]
      • a list
      • alone
"""
