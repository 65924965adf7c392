"""Typesetting: words are never code, what no font draws is told, a fault names its line, no clock shows."""

import pytest

from editio.message import Rejected
from editio.render import typesetting
from editio.render.typesetting import Source

PAGE = """\
#let data = json(bytes(sys.inputs.data))
#set document(title: "Lamps")
#set page(width: 160pt, height: 256pt)
#data.title
"""

HOSTILE = ['#panic("code")', "$x$ \\ _a_ *b* [c] {d} `e` <f> @g // h", '"quotes" \\"', '#read("/etc/passwd")']

UNDRAWN = {
    "Latin, Greek and Cyrillic": ("Lámpara — Λύχνος — Лампа", ()),
    "Hebrew": ("פנסים", ()),
    "Han": ("中文 and words", ("中", "文")),
    "what Rust escapes": ('\u0378 "and" \\ words', ("\u0378",)),
    "emoji": ("🏮 👩‍🚀", ("\u200d", "🏮", "👩", "🚀")),
}


@pytest.fixture
def source(tmp_path):
    return Source(PAGE, tmp_path / "page.typ")


@pytest.mark.parametrize("words", HOSTILE)
def test_values_are_words_and_never_code(source, words):
    assert typesetting.picture(source, {"title": words}).data.startswith(b"\x89PNG")


@pytest.mark.parametrize(("words", "undrawn"), UNDRAWN.values(), ids=UNDRAWN)
def test_what_no_font_can_draw_is_named(source, words, undrawn):
    assert typesetting.undrawn(source, {"title": words}) == undrawn


def test_a_standard_that_asks_for_glyphs_that_there_are_not_says_which(source):
    with pytest.raises(typesetting.Undrawn) as caught:
        typesetting.pdf(source, {"title": "中"}, "2026-11-22", ("a-2b",))
    assert caught.value.clusters == ("中",)


def test_a_fault_is_told_with_its_line(source):
    faulty = Source(f"{PAGE}#lantern\n", source.file)
    with pytest.raises(Rejected) as caught:
        typesetting.picture(faulty, {"title": ""})
    (message,) = caught.value.messages
    assert (message.file, message.line, message.code) == (str(source.file), 5, "E701")
    assert "lantern" in message.sentence


def test_a_font_that_there_is_not_is_remarked_on(source):
    told = typesetting.picture(Source(f'#set text(font: "Lantern Sans")\n{PAGE}', source.file), {"title": "a"}).remarks
    assert [(one.line, one.code) for one in told] == [(1, "W707")]
    assert "lantern sans" in told[0].sentence


def test_no_file_outside_the_folder_of_the_source_is_read(source):
    for path in ("/etc/hostname", "../../../../../../../etc/hostname"):
        with pytest.raises(Rejected):
            typesetting.picture(Source(f'#read("{path}")', source.file), {})


def test_a_pdf_has_the_date_that_is_stated_and_two_have_the_same_bytes(source):
    first, second = (typesetting.pdf(source, {"title": "a"}, "1906-03").data for _ in range(2))
    assert first == second
    assert b"19060301" in first


def test_fonts_lie_beside_the_folders_of_formats(tmp_path):
    own = tmp_path / "templates" / "epub"
    assert typesetting.fonts(None) is typesetting.fonts(own) is None
    (tmp_path / "templates" / "fonts").mkdir(parents=True)
    assert typesetting.fonts(own) == tmp_path / "templates" / "fonts"
