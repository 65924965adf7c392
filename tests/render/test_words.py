"""The words of every output are the words of the TEI's view: none lost, none added, whatever the document."""

import io
import re
import zipfile
from pathlib import Path

import containers
import hypothesis.strategies as st
import plain
import printed
import pytest
import views
from hypothesis import given, settings
from judges import ROOT
from lxml import etree

from editio import tei
from editio.render import epub, html, package, pdf, text

SAMPLES = sorted([*(ROOT / "tests" / "fixtures").glob("*.xml"), *(ROOT / "tei").glob("*.xml")])

LETTERS = st.text("abcDé ß\n\t &<>\"'“’{}%_=[1]^\\\\*-…\u00a0\u0301日本。אב", max_size=8)


def pages(data):
    """Render the two views of a document, and the page on which both stand."""
    made = dict(html.single(data, "sample.xml", Path("out")).files)
    return tuple(made[Path("out") / name].decode() for name in ("index.html", "source.html", "compare.html"))


def book(data):
    """Render a book, and give its pages in reading order as one."""
    ((_, made),) = epub.single(data, "sample.xml", Path("-")).files
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        package = archive.read("epub/package.opf").decode()
        files = dict(re.findall(r'<item id="([^"]+)" href="([^"]+)"', package))
        spine = [files[idref] for idref in re.findall(r'<itemref idref="([^"]+)"', package)]
        return "\n".join(archive.read(f"epub/{file}").decode().partition("<!DOCTYPE html>")[2] for file in spine)


def hold(data):
    """Compare the words of every format with those of the TEI."""
    root = etree.fromstring(data)
    reading, source, both = pages(data)
    for view, page in [("reading", reading), ("source", source), ("reading", book(data))]:
        assert containers.words(page, view) == views.text(root, view), view
        notes = [said for kind, said in containers.read(page) if kind == "note"]
        assert sorted(notes) == sorted(views.notes(root, view)), view
    hold_both(root, both)
    hold_plain(root, data)
    hold_printed(root, data)


def hold_both(root, page):
    """Compare the page on which both views stand: of the notes it has those of the text in either."""
    notes = [said for kind, said in containers.read(page) if kind == "note"]
    stated = []
    for view in ("reading", "source"):
        assert containers.words(page, view) == views.text(root, view), view
        stated += views.notes(root, view, ("authorial",))
    assert sorted(filter(None, notes)) == sorted(filter(None, stated))


def hold_plain(root, data):
    """Compare plain text, in which capitals stand for small ones, and lines end between Chinese characters."""
    ((_, made),) = text.single(data, "sample.xml", Path("-")).files
    said, notes = plain.words(made.decode())
    assert letters(said) == letters(views.text(root, "reading"))
    assert sorted(map(letters, notes)) == sorted(map(letters, views.notes(root, "reading", ("authorial",))))


def hold_printed(root, data):
    """Compare the source of a PDF, in which every word of the text is a string."""
    document, _ = pdf.document_of(data, "sample.xml")
    page = pdf.page_of((pdf.Printed(document),), package.of_text(document.metadata, data), "en")
    said, notes = printed.read(page)
    assert [word for container in said for word in container] == views.text(root, "reading")
    assert sorted(notes) == sorted(views.notes(root, "reading"))


def letters(words):
    """Give words as one text; without blanks where the lines of one may end within a word."""
    return ("" if any(max(word) > "\u2e80" for word in words) else " ").join(words).casefold()


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_containers_of_a_sample_hold_its_words(path):
    hold(path.read_bytes())


# --- documents that nobody would write --------------------------------------------------------------------


def element(name, content, **attributes):
    return st.builds(lambda parts: tei.make(name, attributes, *parts), content)


def mixed(part):
    return st.lists(LETTERS | part, max_size=4)


def choice(inner):
    pairs = st.sampled_from([("sic", "corr"), ("orig", "reg"), ("abbr", "expan")])

    def make(names, *contents):
        return tei.make("choice", {}, *(tei.make(n, {}, *c) for n, c in zip(names, contents, strict=True)))

    return st.builds(make, pairs, mixed(inner), mixed(inner))


def phrases(inner):
    return st.one_of(
        *(element("hi", mixed(inner), rend=rend) for rend in ("bold", "italic", "sup", "sub", "sc")),
        element("supplied", mixed(inner)),
        element("surplus", mixed(inner)),
        element("del", mixed(inner)),
        element("unclear", mixed(inner)),
        element("term", mixed(inner), ref="https://example.org/"),
        element("note", mixed(inner)),
        element("note", mixed(inner), type="editorial"),
        element("ref", mixed(inner), target="https://example.org/"),
        element("persName", mixed(inner), ref="https://example.org/"),
        choice(inner),
        variant(inner),
    )


def variant(inner):
    witnesses = st.permutations(["#own", "#other"])

    def make(names, *contents):
        return tei.make(
            "app", {}, *(tei.make(n, {"wit": w}, *c) for n, w, c in zip(("lem", "rdg"), names, contents, strict=True))
        )

    return st.builds(make, witnesses, mixed(inner), mixed(inner))


PHRASES = st.recursive(st.sampled_from(["lb", "gap", "pb"]).map(tei.make), phrases, max_leaves=6)


QUOTED = element("quote", mixed(PHRASES), source="#nowhere")
"""A quotation among the words of a paragraph; one in a note stands for itself, and not among words."""


def blocks(inner):
    several = st.lists(inner, max_size=3)
    return st.one_of(
        element("div", several),
        element("quote", several),
        element("lg", st.lists(element("l", mixed(PHRASES)), max_size=3)),
        element("list", st.lists(element("item", mixed(PHRASES | inner)), max_size=3)),
        element("list", st.lists(element("item", mixed(PHRASES), n="1"), max_size=3), rend="ordered"),
        element("table", st.lists(element("row", st.lists(element("cell", mixed(PHRASES)), max_size=2)), max_size=2)),
        element("sp", st.lists(element("speaker", mixed(PHRASES)) | inner, max_size=2)),
    )


BREAK = st.just({"unit": "section"})

LEAVES = st.one_of(
    element("p", mixed(PHRASES | QUOTED)),
    element("head", mixed(PHRASES)),
    st.builds(tei.make, st.just("milestone"), BREAK),
)

BLOCKS = st.recursive(LEAVES, blocks, max_leaves=6)


def document(parts):
    """Give a document with these parts, whose raw text is a witness."""
    own = tei.make("witness", {tei.ID: "own", "corresp": "#source.digital"})
    header = tei.make("teiHeader", {}, tei.make("listWit", {}, own))
    root = tei.make("TEI", {}, header, tei.make("text", {}, tei.make("body", {}, *parts)))
    return etree.tostring(root, encoding="UTF-8")


@settings(max_examples=150, deadline=None)
@given(st.lists(BLOCKS, max_size=4))
def test_the_containers_of_any_document_hold_its_words(parts):
    hold(document(parts))


@settings(max_examples=25, deadline=None)
@given(st.lists(BLOCKS, max_size=4))
def test_the_pdf_of_any_document_holds_to_the_standards(parts):
    ((_, made),) = pdf.single(document(parts), "sample.xml", Path("-")).files
    assert made.startswith(b"%PDF-")
