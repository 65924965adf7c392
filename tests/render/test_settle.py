"""Settling: numbers, levels, contents and places, before the first word is written."""

from itertools import pairwise

from judges import ROOT

from editio import tei
from editio.render import model
from editio.render.settle import Part, settle, whole


def document(body, **options):
    source = f'<TEI xmlns="{tei.NAMESPACE}"><teiHeader/><text><body>{body}</body></text></TEI>'
    return model.read(tei.parse(source.encode(), "sample.xml"), **options)[0]


def sample(name):
    return model.read(tei.parse((ROOT / "tests" / "fixtures" / f"{name}.xml").read_bytes(), name))[0]


def test_each_series_of_notes_has_labels_of_its_own():
    note, by_editor = "<note>a</note>", '<note type="editorial">b</note>'
    made = document(f"<p>{note}{by_editor}{note}{by_editor}</p>")
    settled = settle(whole(made, "x"))
    assert [note.label for note in settled.notes_of(made, "authorial")] == ["1", "2"]
    assert [note.label for note in settled.notes_of(made, "editorial")] == ["a", "b"]


def test_after_z_letters_are_doubled():
    made = document("<p>" + '<note type="editorial">b</note>' * 54 + "</p>")
    labels = [note.label for note in settle(whole(made, "x")).notes_of(made, "editorial")]
    assert labels[25:28] == ["z", "aa", "ab"]
    assert labels[51:] == ["az", "ba", "bb"]


def test_notes_are_counted_for_each_document_of_a_volume():
    first, second = (document("<p>a<note>b</note></p>", prefix=prefix) for prefix in ("one.", "two."))
    settled = settle((*whole(first, "1"), *whole(second, "2")))
    assert [reference.label for reference in settled.notes.values()] == ["1", "1"]
    assert [reference.file for reference in settled.notes.values()] == ["1", "2"]


def test_levels_of_headings_never_jump():
    made = sample("harbour")
    levels = settle(whole(made, "x")).levels
    headings = [levels[line.id] for line in levels_in_order(made)]
    assert headings[0] == 2
    assert all(after <= before + 1 for before, after in pairwise(headings))


def levels_in_order(made):
    def walk(content):
        for part in content:
            if not isinstance(part, str):
                if part.behaviour == "heading":
                    yield part
                yield from walk(part.content)

    return list(walk(made.content))


def test_the_main_title_of_the_title_page_is_the_only_heading_of_the_first_level():
    levels = settle(whole(sample("lamp"), "x")).levels
    assert [title for title, level in levels.items() if level == 1] == ["titlePart35"]


def test_the_contents_are_nested_as_the_headings_are_and_hold_no_notes():
    made = document(
        '<div xml:id="a"><head>A<note>no</note></head><div><div xml:id="b"><head>B<lb/>b</head></div></div></div>'
        '<div xml:id="c"><head>C</head></div>'
    )
    lines = settle(whole(made, "x")).contents_of(made)
    assert [(line.id, line.label, line.level) for line in lines] == [("a", "A", 2), ("c", "C", 2)]
    assert [(line.id, line.label, line.level) for line in lines[0].lines] == [("b", "B b", 3)]


def test_paragraphs_are_numbered_through_the_text_and_not_in_notes():
    made = document('<p xml:id="a">x<note><p xml:id="n">y</p></note></p><quote><p xml:id="b">z</p></quote>')
    assert dict(settle(whole(made, "x")).numbers) == {"a": 1, "b": 2}


def test_a_link_leads_to_the_file_that_holds_its_target():
    made = document('<div xml:id="a"><p>x<note xml:id="n">y</note></p></div><div xml:id="b"><p>z</p></div>')
    parts = (
        Part("1.html", made, made.body[:1]),
        Part("2.html", made, made.body[1:]),
        Part("notes.html", made, role="notes"),
    )
    settled = settle(parts)
    assert settled.href("b", "1.html") == "2.html#b"
    assert settled.href("a", "1.html") == "#a"
    assert settled.href("n", "1.html") == "notes.html#n"
    assert settled.href(settled.notes["n"].at_id, "notes.html") == "1.html#n.ref"
    assert settled.href("nowhere") == ""
