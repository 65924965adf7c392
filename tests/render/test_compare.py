"""The page that compares: each passage once in either view, with its bytes, its citation and its ways back."""

import hashlib
import re
import shutil
from pathlib import Path

import pytest
from judges import ROOT
from lxml import html as pages

from editio import edition, tei
from editio.render import chapters, citing, html, render_text

NAME = "class-nature-soviet-state"
OWN = ROOT / "source" / NAME / "text.txt"

BYTES = re.compile(r"Bytes (\d+)–(\d+) \((?:one byte|(\d+) bytes)\), lines? (\d+)(?:–(\d+))?")


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    """Build the pages of a text of this project's edition, which will stand at an address."""
    root = tmp_path_factory.mktemp("own")
    for folder in ("source", "tei"):
        shutil.copytree(ROOT / folder, root / folder)
    settings = root / "source" / "edition.toml"
    kept = re.sub(r"(?m)^address\b.*\n", "", settings.read_text("utf-8"))
    settings.write_text(f'address = "https://press.example/trotsky/"\n{kept}', encoding="utf-8")
    made = edition.load(root)
    render_text(made, NAME, "html")
    return {path.name: pages.parse(str(path)).getroot() for path in (made.output / "html" / NAME).glob("*.html")}


def compared(body, stand_off=""):
    """Make the page of a small text."""
    data = (
        f'<TEI xmlns="{tei.NAMESPACE}"><teiHeader/><text xml:lang="en"><body>{body}</body></text>'
        f"<standOff>{stand_off}</standOff></TEI>"
    )
    made = dict(html.single(data.encode(), "small.xml", Path("out")).files)
    return pages.fromstring(made[Path("out/compare.html")].decode())


def passages(page):
    """Give for each passage its label, whether both views have the same words, and the words of either."""
    for one in page.xpath("//div[@role='group']"):
        sides = [side.xpath("string(*[@data-text])").split() for side in one.xpath("div[@class='side']")]
        yield one.get("aria-label"), "same" in one.get("class").split(), *(" ".join(side) for side in sides)


# --- side by side -----------------------------------------------------------------------------------------


def test_a_passage_has_its_words_in_both_views_and_tells_whether_they_are_the_same():
    page = compared(
        '<head xml:id="h">Lamps</head><p xml:id="a">It was <choice><sic>teh</sic><corr>the</corr></choice> best.</p>'
        '<p xml:id="b">It went out.</p>'
    )
    assert list(passages(page)) == [
        ("Heading", True, "Lamps", "Lamps"),
        ("Paragraph 1", False, "It was the best.", "It was teh best."),
        ("Paragraph 2", True, "It went out.", "It went out."),
    ]


def test_what_one_view_alone_has_stands_beside_nothing():
    page = compared(
        '<p xml:id="a">One.</p><surplus><p xml:id="b">One.</p></surplus><p xml:id="c">Two.</p>'
        '<supplied><p xml:id="d">Three.</p></supplied>'
    )
    assert [sides for _, _, *sides in passages(page)] == [
        ["One.", "One."],
        ["", "One."],
        ["Two.", "Two."],
        ["Three.", ""],
    ]
    assert page.xpath("count(//p[@class='absent'])") == 2


def test_a_number_is_that_of_the_same_paragraph_in_the_reading_text_whichever_is_read():
    body = '<p xml:id="a">One.</p><surplus><p xml:id="b">One.</p></surplus><p xml:id="c">Two.</p>'
    data = f'<TEI xmlns="{tei.NAMESPACE}"><teiHeader/><text><body>{body}</body></text></TEI>'.encode()
    made = dict(html.single(data, "small.xml", Path("out")).files)
    for name in ("index.html", "source.html", "compare.html"):
        numbers = pages.fromstring(made[Path("out") / name].decode()).xpath("//a[@class='number']")
        assert [(one.get("href"), one.get("data-number")) for one in numbers] == [("#a", "1"), ("#c", "2")]


def test_each_paragraph_of_a_quotation_is_a_passage_that_looks_quoted():
    page = compared('<p xml:id="a">So:</p><quote xml:id="q"><p xml:id="b">One.</p><p xml:id="c">Two.</p></quote>')
    assert [label for label, *_ in passages(page)] == ["Paragraph 1", "Paragraph 2", "Paragraph 3"]
    assert [one.xpath("string()").split() for one in page.xpath("//blockquote")] == [
        ["One."],
        ["One."],
        ["Two."],
        ["Two."],
    ]


def test_notes_of_the_author_are_compared_and_those_of_the_editors_are_not():
    page = compared(
        '<p xml:id="a">A lamp<note xml:id="n"><choice><sic>Off</sic><corr>Of</corr></choice> oil.</note>'
        '<note type="editorial">Ours.</note>.</p>'
    )
    assert list(passages(page))[1:] == [("Note 1", False, "Of oil.", "Off oil.")]


def test_an_id_stands_once_and_in_the_reading_text_if_that_has_it():
    page = compared('<p xml:id="a">It was <choice xml:id="c"><sic>teh</sic><corr>the</corr></choice> best.</p>')
    for own_id in ("a", "c"):
        (found,) = page.xpath("//*[@id=$id]", id=own_id)
        assert found.xpath("ancestor-or-self::*[@data-text]/@data-text") == ["reading"]


def test_words_that_differ_are_marked_in_either_view(own):
    rows = own["compare.html"].xpath("//div[@role='group'][not(contains(@class, 'same'))]")
    assert rows
    for row in rows:
        assert row.xpath(".//a[@class='change']")


def test_each_passage_leads_to_its_place_in_both_texts(own):
    for row in own["compare.html"].xpath("//div[@role='group'][not(.//hr)]"):
        for link, file in zip(row.xpath(".//a[@class='back']"), ("index.html", "source.html"), strict=True):
            page, _, own_id = link.get("href").partition("#")
            assert page == file
            assert own[page].xpath("//*[@id=$id]", id=own_id)


def test_each_view_leads_to_the_page_that_compares_them(own):
    for name in ("index.html", "source.html"):
        assert own[name].xpath("//nav[@class='views']/a/@href") == ["index.html", "source.html", "compare.html"]


def test_a_long_text_is_compared_chapter_by_chapter(monkeypatch):
    monkeypatch.setattr(chapters, "LONG", 100)
    body = "".join(
        f'<div xml:id="d{nth}"><head>Of {nth}</head><p xml:id="p{nth}">It was <choice><sic>teh</sic><corr>the</corr>'
        f"</choice> best of {nth}.{'<note>So.</note>' if nth == 2 else ''} {'Words. ' * 9}</p></div>"
        for nth in range(3)
    )
    data = f'<TEI xmlns="{tei.NAMESPACE}"><teiHeader/><text><body>{body}</body></text></TEI>'.encode()
    files = html.single(data, "long.xml", Path("out")).files
    made = {path.name: pages.fromstring(page.decode()) for path, page in files if path.suffix == ".html"}
    names = ["compare.html", *(f"compare-d{nth}.html" for nth in range(3))]
    assert made[names[0]].xpath("//nav[@class='contents']//a/@href") == names[1:]
    for nth, name in enumerate(names[1:]):
        assert made[name].xpath("string(//h1)") == f"Of {nth}"
        assert [words for _, _, words, _ in passages(made[name])][1].startswith(f"It was the best of {nth}.")
        assert f"source-d{nth}.html#p{nth}" in made[name].xpath("//a[@class='back']/@href")
        assert made[name].xpath("//nav[@class='views']/a/@href") == [f"d{nth}.html", f"source-d{nth}.html", name]
        assert made[f"d{nth}.html"].xpath("//nav[@class='views']/a/@href")[2] == name
    assert made[names[2]].xpath("//nav[@class='turning']/a/@href") == [names[1], names[3]]
    assert [label for label, *_ in passages(made[names[3]])][-1] == "Note 1"


# --- bytes ------------------------------------------------------------------------------------------------


def test_each_passage_tells_the_bytes_and_the_lines_that_it_came_from(own):
    raw = OWN.read_bytes()
    rows = own["compare.html"].xpath("//div[@role='group'][.//a[@class='back']]")
    for row in rows:
        stretches = row.xpath(".//div[@class='came']/p[starts-with(., 'Bytes')]")
        assert stretches
        for told, shown in zip(stretches, row.xpath(".//pre"), strict=True):
            first, last, size, line, last_line = BYTES.match(told.xpath("string()")).groups()
            stood = raw[int(first) : int(last) + 1]
            assert shown.xpath("string()").lstrip("\n") == stood.decode().lstrip("\n")
            assert len(stood) == int(size or 1)
            assert int(line) == raw[: int(first)].count(b"\n") + 1
            assert int(last_line or line) == raw[: int(last)].count(b"\n") + 1
    assert all(row.xpath(".//div[@class='came']/@id")[0].endswith(".bytes") for row in rows)


def test_bytes_that_are_no_words_are_marked_and_counted(own):
    (row,) = own["compare.html"].xpath("//div[@role='group'][.//*[@id='p507']]")
    assert row.xpath(".//pre/mark/text()") == [" [1]"]
    assert "Among them, no words of this passage: 4 bytes read as markup." in row.xpath(".//div/p/text()")


def test_the_raw_text_is_named_by_its_size_its_encoding_and_its_hash(own):
    said = own["compare.html"].xpath("string(//header[@class='heading'])")
    assert f"has {OWN.stat().st_size} bytes" in said
    assert "utf-8" in said
    assert own["compare.html"].xpath("//header//code/text()") == [hashlib.sha256(OWN.read_bytes()).hexdigest()]


def test_a_text_without_a_ledger_tells_of_no_bytes():
    page = compared('<p xml:id="a">It went out.</p>')
    assert page.xpath("//div[@class='came']") == []
    assert [one.text for one in page.xpath("//summary")] == ["How to cite"]


# --- citation ---------------------------------------------------------------------------------------------


def test_without_a_script_each_passage_is_cited_with_its_number_and_its_address(own):
    said = own["compare.html"].xpath("string(//div[@role='group'][.//*[@id='p1471']]//p[@class='cited'])")
    assert "¶\u00a02" in said
    assert said.endswith(f" https://press.example/trotsky/{NAME}/#p1471.")
    heading = own["compare.html"].xpath("string(//div[@role='group'][.//*[@id='head480']]//p[@class='cited'])")
    assert "¶" not in heading
    assert heading.endswith("#head480.")


def test_what_is_in_an_id_stays_in_an_address():
    assert citing.place("index.html", "ä.1") == "#%C3%A4.1"
    assert citing.place("chapter-2.html", 'x"<%') == "chapter-2.html#x%22%3C%25"
