"""Covers: a picture of the size that shops ask for, of any metadata, the same at each run, at its place in a book."""

import struct
from dataclasses import replace

import pytest
from samples import EPUB_TYPE, HARBOUR, Book, make_edition, titled

from editio.message import Rejected
from editio.render import cover, epub
from editio.render.package import Package, Person, Title
from editio.render.sheet import folder
from editio.render.typesetting import Source

TEMPLATE = folder("epub") / cover.TEMPLATE
OURS = Source(TEMPLATE.read_text(), TEMPLATE)

SIZE = (1600, 2560)

PEOPLE = ("Ada Arden", "B. Burden", "Carl Maria von Candle", "D. Dé", "Élodie Ember")

METADATA = {
    "nothing but a title": ("Lamps", ()),
    "five authors": ("Lamps", PEOPLE),
    "fifty authors": ("Lamps", PEOPLE * 10),
    "three hundred characters": ("of a very long coast " * 15, PEOPLE),
    "a word of three hundred letters": ("a" * 300, ("b" * 300,)),
    "code and markup": ('#panic("x") $x$ \\ [y] {z} *b* _i_ `c` <d> @e // f "g" & {{ 7 * 7 }}', ("</dc:creator>",)),
    "right to left": ("\u200fפנסים\u200e \u202eand lamps\u202c", ("רות כהן",)),
    "characters that no XML holds": ("Lamps\x00\x0b", ()),
    "nothing": ("", ("",)),
}


def said(title, names=(), **more):
    people = tuple(Person(name, ("aut",)) for name in names)
    return Package(
        "x", (Title(title, "main"), Title("A Subtitle", "subtitle")), ("en",), "2026-11-22", authors=people, **more
    )


def size_of(picture):
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", picture[16:24])


@pytest.mark.parametrize(("title", "names"), METADATA.values(), ids=METADATA)
def test_any_metadata_makes_a_cover(title, names):
    made = cover.draw(OURS, said(title, names), "lamp.xml", title)
    assert size_of(made.picture) == SIZE
    assert made.messages == ()


@pytest.mark.parametrize("code", ["und", "i-klingon", "x-elvish", "zh-Hant-TW", "he", "EN-gb"])
def test_any_language_makes_a_cover(code):
    made = cover.draw(OURS, replace(said("Lamps"), languages=(code,)), "lamp.xml")
    assert (size_of(made.picture), made.messages) == (SIZE, ())


def test_what_no_font_can_draw_is_left_out_and_told():
    made = cover.draw(OURS, said("Lamps 🏮 中文", ["中"]), "lamp.xml")
    (message,) = made.messages
    assert (message.file, message.code, message.rejects) == ("lamp.xml", "W707", False)
    assert all(f"'{one}'" in message.sentence for one in "🏮中文")
    assert made.picture == cover.draw(OURS, said("Lamps", [""]), "lamp.xml").picture


def test_each_book_of_an_edition_has_a_colour_of_its_own_and_the_same_at_each_run():
    covers = [cover.draw(OURS, said("Lamps", position=nth), "x").picture for nth in (0, 1, 2, 2)]
    assert len(set(covers)) == 3
    assert covers[2] == covers[3]


def test_a_cover_is_small():
    assert len(cover.draw(OURS, said("On Lamps & Lanterns", ["Ada Arden"]), "x").picture) < 200_000


def test_a_publisher_draws_covers_of_his_own_and_its_faults_are_told(tmp_path):
    edition = make_edition(tmp_path)
    own = tmp_path / "templates" / "epub" / cover.TEMPLATE
    own.parent.mkdir(parents=True)
    own.write_text(
        "#let data = json(bytes(sys.inputs.data))\n#set page(width: 16pt, height: 9pt)\n#data.title\n#lamp\n"
    )
    with pytest.raises(Rejected) as caught:
        epub.volume(edition)
    assert [(one.file, one.line, one.code) for one in caught.value.messages] == [(str(own), 4, "E701")]
    own.write_text("#set page(width: 16pt, height: 9pt)\n")
    ((_, made),) = epub.volume(edition).files
    assert size_of(Book(made).files["epub/cover.png"]) == (16, 9)


def test_the_cover_is_the_first_page_and_is_told_in_words(tmp_path):
    ((_, made),) = epub.single(titled("Lamps & <Lanterns>", "A & B", "C"), HARBOUR.name, tmp_path).files
    book = Book(made)
    assert book.spine[0] == "cover.xhtml"
    (image,) = book.find("//h:img", "cover.xhtml")
    assert (image.get("src"), image.get("role")) == ("cover.png", "doc-cover")
    assert image.get("alt").startswith("Cover: A & B, C. Lamps & <Lanterns>")
    assert image.getparent().get(EPUB_TYPE) == "cover"
    (item,) = book.find("//o:item[@properties='cover-image']")
    assert (item.get("href"), item.get("media-type")) == ("cover.png", "image/png")
    assert book.find("//o:meta[@name='cover']/@content") == [item.get("id")]
    assert "cover.xhtml" not in book.find("//h:nav[@epub:type='toc']//h:a/@href", "nav.xhtml")
