"""Plain text: what stands in the head, between the two lines and after them, and that nothing else does."""

import os
import re
import subprocess
import sys
from pathlib import Path

import hypothesis.strategies as st
import plain
import pytest
from hypothesis import given
from judges import ROOT
from samples import FIXTURES, HARBOUR, LAMP, SETTINGS, make_edition, titled

from editio import tei
from editio.render import render, render_text, render_volume, text, text_targets, volume_targets

GOLDEN = Path(__file__).parent / "golden"

WIDEST = 75

PROGRAM = """
import sys
from pathlib import Path
from editio.render import render
render(Path(sys.argv[1]), "text", Path(sys.argv[2]))
"""


def page_of(path, data=None):
    ((_, made),) = text.single(data or path.read_bytes(), path.name, Path("-")).files
    return made.decode("utf-8")


def document(*body):
    parts = tei.make("text", {tei.LANG: "en"}, tei.make("body", {}, *body))
    return tei.serialise(tei.make("TEI", {}, tei.make("teiHeader"), parts))


def paragraph(words):
    return tei.make("p", {}, words)


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("*.xml")), ids=lambda path: path.stem)
def test_a_sample_reads_as_its_golden_file(path, golden):
    golden(GOLDEN / f"{path.stem}.plain.txt", page_of(path))


# --- lines ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", sorted([*FIXTURES.glob("*.xml"), *ROOT.glob("tei/*.xml")]), ids=lambda path: path.stem)
def test_lines_of_prose_are_of_one_width_and_end_clean(path):
    ((_, made),) = text.single(path.read_bytes(), path.name, Path("-")).files
    assert not made.startswith(b"\xef\xbb\xbf")
    page = made.decode("utf-8")
    assert page.endswith("\n")
    assert not page.endswith("\n\n")
    assert max(map(len, page.split("\n"))) <= WIDEST
    assert not re.search(r"[ \t]$|[\x00-\x09\x0b-\x1f\x7f-\x9f\ufeff]", page, re.MULTILINE)


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cn"]), max_size=40), max_size=4))
def test_no_control_character_and_no_blank_at_a_line_end_gets_into_a_file(words):
    clean = ["".join(c for c in word if c in "\t\n\r" or " " <= c not in "\ufffe\uffff") for word in words]
    page = page_of(Path("a.xml"), document(*map(paragraph, clean)))
    assert not re.search(r" $|[\x00-\x09\x0b-\x1f\x7f-\x9f]", page, re.MULTILINE)


def test_verse_and_tables_are_never_filled():
    line = "A verse that runs on and on beyond any line that a page of prose would ever be given " * 2
    page = page_of(Path("a.xml"), document(tei.make("lg", {}, tei.make("l", {}, line.strip()))))
    assert f"\n  {line.strip()}\n" in page


def test_a_heading_stands_apart_by_its_level():
    page = page_of(LAMP)
    assert "\n\n\n\n“Of Lanterns Alone”\n\n\n[¶ 7] Nothing" in page
    assert "lanterns.\n\n\nA Smaller Heading\n\n[¶ 8] And" in page


def test_two_runs_in_different_surroundings_give_the_same_bytes(tmp_path):
    made = []
    for seed, zone, locale in (("1", "UTC", "C"), ("2", "Pacific/Kiritimati", "tr_TR.UTF-8")):
        out = tmp_path / f"{seed}.txt"
        around = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale, "PYTHONPATH": str(ROOT)}
        subprocess.run([sys.executable, "-c", PROGRAM, str(HARBOUR), str(out)], env=around, check=True, cwd=tmp_path)
        made.append(out.read_bytes())
    assert made[0] == made[1]


# --- marks ------------------------------------------------------------------------------------------------

CLASHES = {
    "a reference to a note": ('<note>n</note> and "[1]"', r"\[1]"),
    "a reference to an editor's note": ('<note type="editorial">n</note> and "[a]"', r"\[a]"),
    "an underscore beside italics": ("<hi>x</hi> snake_case", r"snake\_case"),
    "an equals sign beside bold": ('<hi rend="bold">x</hi> a = b', r"a \= b"),
    "a caret beside what is raised": ('<hi rend="sup">x</hi> a^{b}', r"a\^\{b\}"),
    "a bracket beside a reading": ("<ruby><rb>灯</rb><rt>あかり</rt></ruby>《a》", r"灯《あかり》\《a\》"),
    "a gap": ("<gap/> and […]", r"\[…]"),
    "a backslash beside any of them": ("<hi>x</hi> a\\_b", r"a\\\_b"),
}


@pytest.mark.parametrize(("content", "said"), CLASHES.values(), ids=CLASHES)
def test_what_would_read_as_a_mark_has_a_backslash_before_it(content, said):
    data = f'<TEI xmlns="{tei.NAMESPACE}"><teiHeader/><text><body><p>{content}</p></body></text></TEI>'.encode()
    page = page_of(Path("a.xml"), data)
    assert said in page
    assert "\\" in plain.explained(page)


@pytest.mark.parametrize("words", ["snake_case [1] […] a = b ^{c} \\", "2 * * * 3"])
def test_where_there_are_no_marks_nothing_is_escaped(words):
    page = page_of(Path("a.xml"), document(paragraph(words)))
    assert f"\n{words}\n" in page
    assert plain.explained(page) == set()


@pytest.mark.parametrize("line", ["----- END OF THE TEXT -----", "-----", "* * * * *"])
def test_a_text_cannot_counterfeit_the_lines_around_it(line):
    page = page_of(Path("a.xml"), document(paragraph("Before."), paragraph(line), paragraph("After.")))
    words, _ = plain.words(page)
    assert words == ["Before.", *line.split(), "After."]


def test_the_head_explains_each_mark_that_is_used_and_no_other():
    assert plain.explained(page_of(LAMP)) == {"[¶ 1]", "_words_", "[1]", "[a]", "[…]", "[*]", "* * * * *"}


def test_a_title_is_marked_as_one_but_on_the_title_page():
    title = '<title ref="#work.a">On Lamps</title>'
    front = f'<front><titlePage><docTitle><titlePart type="main">{title}</titlePart></docTitle></titlePage></front>'
    work = '<standOff><listBibl><bibl xml:id="work.a"><title>On Lamps</title></bibl></listBibl></standOff>'
    text = f"<text>{front}<body><p>In {title}.</p></body></text>"
    page = page_of(Path("a.xml"), f'<TEI xmlns="{tei.NAMESPACE}"><teiHeader/>{text}{work}</TEI>'.encode())
    assert "\nOn Lamps\n\n\n\n\n[¶ 1] In _On Lamps_.\n" in page


def test_italics_in_italics_are_marked_once():
    data = b"<hi>one <hi>two</hi> three</hi> and <hi> four </hi><hi/>"
    page = page_of(Path("a.xml"), document(paragraph("X")).replace(b"X", data))
    assert "_one two three_ and _four_" in re.sub(" +", " ", page)


def test_small_capitals_are_capitals_but_the_letter_of_a_note_is_not():
    data = b'<hi rend="sc">Lamps<note type="editorial">n</note> a</hi>'
    assert "LAMPS[a] A" in page_of(Path("a.xml"), document(paragraph("X")).replace(b"X", data))


def in_body(content, beside=""):
    """Give a document of one paragraph, or of what stands beside one."""
    return f'<TEI xmlns="{tei.NAMESPACE}"><teiHeader/><text><body>{content}</body></text>{beside}</TEI>'.encode()


PERSON = '<standOff><listPerson><person xml:id="a"><persName>Ada</persName></person></listPerson></standOff>'


def test_paragraphs_bear_the_numbers_by_which_the_lists_after_the_text_lead_to_them():
    body = '<p>One.</p><quote><p>Two.</p></quote><p>Of <persName ref="#a">her</persName>.</p>'
    page = page_of(Path("a.xml"), in_body(body, PERSON))
    assert "\n[¶ 1] One.\n\n    [¶ 2] Two.\n\n[¶ 3] Of her.\n" in page
    assert "\n    ¶ 3      Of [her].\n" in page


def test_where_no_list_leads_to_a_paragraph_none_bears_a_number():
    page = page_of(Path("a.xml"), in_body("<p>One.</p><p>Two.</p>", PERSON))
    assert "\nOne.\n\nTwo.\n" in page


@pytest.mark.parametrize(
    ("edited", "shown"),
    [
        ("<choice><sic>teh</sic><corr resp='#ed'>the</corr></choice> end", "the[*] end"),
        ("the<supplied resp='#ed'> very</supplied> end", "the very[*] end"),
        ("the <surplus resp='#ed'>the </surplus>end", "the [*]end"),
        ("the <unclear resp='#ed'>end</unclear>", "the end[?]"),
        ("a text with [*] and \\ and <supplied resp='#ed'>end</supplied>", "a text with \\[*] and \\\\ and end[*]"),
    ],
)
def test_what_the_editors_changed_is_marked_in_its_place(edited, shown):
    assert f"\n[¶ 1] {shown}\n" in page_of(Path("a.xml"), in_body(f"<p>{edited}</p>"))


def test_a_mention_in_a_heading_or_a_title_says_so():
    verse = '<lg><l>Of <persName ref="#a">her</persName></l></lg>'
    body = f'<div><head>Of <persName ref="#a">Ada</persName></head>{verse}</div>'
    page = page_of(Path("a.xml"), in_body(body, PERSON))
    assert "\n    heading  Of [Ada]\n    passage  Of [her]\n" in page


def test_no_number_of_a_page_stands_in_the_text():
    assert "\nOne two.\n" in page_of(Path("a.xml"), in_body('<p>One<pb n="7"/> two.</p>'))


# --- head and tail ----------------------------------------------------------------------------------------


def test_the_head_says_what_is_known_of_the_text():
    head = page_of(LAMP).partition(f"\n{plain.BEGINNING}\n")[0]
    for line in (
        "Title:        Letters from the Coast",
        "Author:       Ada Arden",
        "Written:      1 May 1901",
        "Language:     English (United Kingdom)",
        "    82ce182539e35579073b70d040adc3e1399b542731e67923769a11500a9cf2ea",
        "Licence:      Permission is granted to copy this document under the",
        "Credits:      Transcription and HTML markup: R. Sample",
    ):
        assert f"\n{line}\n" in f"\n{head}\n"


@pytest.mark.parametrize("title", ["{{ 7 * 7 }}", "Lamp " * 60, "a & b < c", "\u200fפנסים"])
def test_any_title_makes_a_head(title):
    page = page_of(HARBOUR, titled(title, "A", "B"))
    head = re.sub(r"\s+", " ", page.partition(f"\n{plain.BEGINNING}\n")[0])
    assert head.startswith(f"Title: {' '.join(title.split())} Author: A B")


def test_corrections_are_listed_among_the_words_around_them():
    tail = page_of(LAMP).partition(f"\n{plain.END}\n")[2]
    assert (
        "¶ 2      It was [the] best of lamps. Everyone…\n         ‘teh’ corrected to ‘the’: ‘teh’ is no word;" in tail
    )


def test_editors_notes_stand_after_the_text_and_the_authors_within_it():
    inside, _, after = page_of(LAMP).partition(f"\n{plain.END}\n")
    assert "\n[1] So at least _they_ said.\n\n    Others doubted it.\n" in inside
    assert "\n[a] Robert Boyle, chemist (1627–1691).\n" in after


LEFT = """<standOff><listAnnotation><note type="ignore" subtype="W509" target="#p1" resp="#ed">it is meant</note>
<note type="ignore" subtype="W510">so in all of it</note></listAnnotation></standOff>"""


def test_what_the_editors_let_stand_is_told_with_its_code_and_place():
    tail = page_of(Path("a.xml"), in_body('<p xml:id="p1">One.</p>', LEFT)).partition(f"\n{plain.END}\n")[2]
    assert "\nLet stand\n" in tail
    assert "\nW509     it is meant (¶ 1; ed)\nW510     so in all of it (the whole text)\n" in tail


def test_entries_of_a_register_are_parted_by_blank_lines_though_nothing_mentions_them():
    events = "".join(f'<event xml:id="e{n}" when="190{n}"><label>E{n}</label><note>N.</note></event>' for n in (1, 2))
    page = page_of(Path("a.xml"), in_body("<p>One.</p>", f"<standOff><listEvent>{events}</listEvent></standOff>"))
    assert "\n\nE1 (1901). N.\n\nE2 (1902). N.\n" in page


# --- files ------------------------------------------------------------------------------------------------


def test_a_text_goes_to_standard_output(capfdbinary):
    assert render(LAMP, "text", Path("-")) == ()
    assert capfdbinary.readouterr().out.decode() == page_of(LAMP)


def test_an_edition_has_a_file_for_each_text_and_one_for_the_whole(tmp_path):
    edition = make_edition(tmp_path)
    for name in edition.texts:
        render_text(edition, name, "text")
    render_volume(edition, "text")
    files = {path for path in edition.output.rglob("*") if path.is_file()}
    targets = (text_targets(edition, name, "text") for name in edition.texts)
    assert files == {path for made in (*targets, volume_targets(edition, "text")) for path in made}
    assert {path.name for path in files} == {"lamp.txt", "harbour.txt", "samples.txt"}


def test_lines_end_as_the_edition_says(tmp_path):
    edition = make_edition(tmp_path, 'line_end = "crlf"\n' + SETTINGS)
    render_text(edition, "lamp", "text")
    made = text_targets(edition, "lamp", "text")[0].read_bytes()
    assert made.count(b"\n") == made.count(b"\r\n") == made.count(b"\r") > 50
    assert b"lines end with CR LF, and" in made


@pytest.mark.parametrize("language", ["de", "es", "fr"])
def test_the_head_of_a_text_keeps_its_columns_in_every_language(language, tmp_path):
    edition = make_edition(tmp_path, f'interface = "{language}"\n' + SETTINGS)
    render_text(edition, "lamp", "text")
    head = text_targets(edition, "lamp", "text")[0].read_text("utf-8").partition("UTF-8")[0]
    starts = {len(found[0]) for found in re.finditer(r"^(?:\S.*?:| ) +(?=\S)", head, re.MULTILINE) if len(found[0]) > 6}
    assert len(starts) == 1
    assert max(map(len, head.split("\n"))) <= WIDEST
