"""The search of a site: what its index holds, the same bytes at each build, and what a reader finds in a browser."""

import functools
import json
import shutil
import threading
from dataclasses import replace
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import judges
import pytest
import sites

from editio import build
from editio.render import search

PAGE = '<!DOCTYPE html><html lang="en"><title>x</title><body><nav>menu</nav><main>{}</main></body></html>'


def page(said, language="en"):
    return PAGE.format(f'<article lang="{language}"><div data-pagefind-body>{said}</div></article>').encode()


@pytest.fixture(scope="module")
def edition(tmp_path_factory):
    """Build the site of the samples, with its index."""
    made = sites.samples(tmp_path_factory.mktemp("searched"))
    search.run(made)
    return made


class Quiet(SimpleHTTPRequestHandler):
    """Serve files and say nothing of it."""

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture
def opened(edition, browser):
    """Serve the site on this machine, and give a page of a browser on its search."""
    handler = functools.partial(Quiet, directory=str(edition.output / "html"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    context = browser.new_context()
    made = context.new_page()
    made.complaints = []
    made.on("pageerror", lambda error: made.complaints.append(str(error)))
    made.goto(f"http://127.0.0.1:{server.server_port}/search.html")
    yield made
    context.close()
    server.shutdown()


# --- what a reader finds ----------------------------------------------------------------------------------


def look(opened, words):
    """Ask for words; gives where the passages are that were found, and what they say."""
    opened.fill("#editio-query", words)
    opened.press("#editio-query", "Enter")
    opened.wait_for_function("document.getElementById('editio-found').ariaBusy === 'false'")
    links = opened.locator(".found li a").all()
    return {link.get_attribute("href"): link.locator(".said").inner_text() for link in links}


def test_a_reader_finds_words_of_each_text_essay_and_register_and_comes_to_their_place(opened):
    assert {"lamp/index.html#p180", "introduction.html#p.1"} <= set(look(opened, '"best of lamps"'))
    assert [address.partition("#")[0] for address in look(opened, "brig barque")] == ["harbour/index.html"]
    assert {"mill/index.html", "glossary.html"} <= {address.partition("#")[0] for address in look(opened, "wheel")}
    assert "הנמל" in next(iter(look(opened, "הנמל").values()))
    boyle = look(opened, "Boyle")
    assert {"introduction.html#p.1", "persons.html#person.boyle"} <= set(boyle)
    assert [said for said in boyle.values() if "Boyle" not in said] == []
    assert judges.axe(opened, best_practice=True) == []
    opened.select_option("#editio-in", "persons.html")
    assert {address.partition("#")[0] for address in look(opened, "Boyle")} == {"persons.html"}
    assert "q=Boyle&in=persons.html" in opened.url
    assert look(opened, "zyx") == {}
    assert opened.locator("#editio-status").inner_text() == "Nothing was found."
    opened.goto(f"{opened.url.partition('search.html')[0]}lamp/index.html#p180")
    assert opened.locator("[id='p180']").count() == 1
    assert opened.complaints == []


def test_opened_from_a_disk_the_search_says_how_the_site_is_served(edition, browser):
    page = browser.new_page()
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto((edition.output / "html" / "search.html").as_uri())
    assert page.locator("#editio-from-disk").is_visible()
    assert not page.locator("form.search").is_visible()
    assert complaints == []
    page.close()


# --- what the index holds ---------------------------------------------------------------------------------


def test_two_indexes_of_the_same_pages_are_the_same_to_the_byte(edition):
    pages = {f"{path.parent.name}/{path.name}": path.read_bytes() for path in search.pages(edition)}
    first = dict(search.indexed(pages, "en"))
    assert all(dict(search.indexed(dict(reversed(pages.items())), "en")) == first for _ in range(4))


def test_what_earlier_indexes_left_is_deleted_and_a_second_one_writes_nothing(edition):
    stale = search.folder_of(edition) / "xx" / "fragment" / "xx_1.pf_fragment"
    stale.parent.mkdir(parents=True)
    stale.write_bytes(b"")
    times = {path: path.stat().st_mtime_ns for path in search.built(edition) if path != stale}
    search.run(edition)
    assert {path: path.stat().st_mtime_ns for path in search.built(edition)} == times
    assert not stale.parent.parent.exists()


def test_an_index_belongs_to_nothing_where_no_pages_are_wanted_and_is_cleaned_away(edition, tmp_path):
    own = set(search.built(edition))
    assert own.isdisjoint(build.orphans(edition))
    assert own <= set(build.orphans(replace(edition, formats=("text",))))
    moved = replace(edition, root=Path(shutil.copytree(edition.root, tmp_path / "x")))
    (task,) = (task for task in build.volume(moved) if task["name"] == "search")
    (clean,) = task["clean"]
    clean(dryrun=True)
    assert len(search.built(moved)) == len(own)
    clean(dryrun=False)
    assert not search.folder_of(moved).exists()


def test_chapters_are_listed_in_the_order_in_which_they_are_read():
    link = b'<link rel="next" href="%s">'
    found = {"a/c1.html": b"", "a/c10.html": link % b"c9.html", "a/c9.html": link % b"c1.html", "a/index.html": b""}
    assert list(search.in_order(found)) == ["a/index.html", "a/c10.html", "a/c9.html", "a/c1.html"]
    circle = {"a/1.html": link % b"2.html", "a/2.html": link % b"1.html"}
    assert set(search.in_order(circle)) == set(circle)


def test_an_index_that_lacks_a_file_is_not_whole(edition):
    assert search.is_whole(edition)
    (search.folder_of(edition) / "en" / "pagefind.js").rename(search.folder_of(edition) / "en" / "gone")
    assert not search.is_whole(edition)
    search.run(edition)
    assert search.is_whole(edition)


@pytest.mark.parametrize("said", ["1", "好"])
def test_a_page_of_one_word_has_an_index(said):
    assert "pagefind-entry.json" in dict(search.indexed({"x.html": page(said)}, "en"))


@pytest.mark.parametrize(
    ("written", "language"),
    [
        (page("words"), "en"),
        (page("mots", "fr-CA"), "fr"),
        (page("what", "x-mine"), "x"),
        (PAGE.format("nothing").encode(), ""),
        (page(""), ""),
        (page("… <i data-interface>1</i>"), ""),
        (b"<p data-pagefind-body>words</p>", "und"),
    ],
)
def test_a_page_is_looked_for_in_the_language_of_its_words(written, language):
    assert search.language_in(written) == language


def test_each_language_has_an_index_of_its_own(edition):
    listed = json.loads(search.target(edition).read_bytes())
    assert set(listed["files"]) == {"en", "he"}
    assert "lamp/index.html" in listed["pages"]
