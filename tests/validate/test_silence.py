"""What the editors have seen and let stand is not told again; what silences nothing is told itself."""

from pathlib import Path

import pytest
import texts
from lxml import etree

from editio import encode, render, tei, validate
from editio.message import Rejected

LAMP = Path(__file__).parent.parent / "fixtures" / "lamp.xml"
OPEN_MARK = LAMP.read_bytes().replace(b"Nothing more", "Nothing “more".encode())
LAST_REASON = b"</listAnnotation>"


def silencing(attributes, document=OPEN_MARK):
    """Put a silencer into a document; gives what is told then, by code and line."""
    note = f'<note type="ignore" {attributes}>the print has it so</note>'.encode()
    data = document.replace(LAST_REASON, note + LAST_REASON)
    line = data.count(b"\n", 0, data.index(note)) + 1
    try:
        found = validate.run(LAMP, data=data)
    except Rejected as rejected:
        found = rejected.messages
    return [(message.code, "the note" if message.line == line else "the text") for message in found]


def test_without_a_silencer_the_finding_is_told():
    assert [message.code for message in validate.run(LAMP, data=OPEN_MARK)] == ["W509"]


# attributes of the note -> what is told
NOTES = {
    "on the element": ('subtype="W509" target="#p550"', []),
    "on what holds the element": ('subtype="W509" target="#div520"', []),
    "on the whole text": ('subtype="W509"', []),
    "on one of two elements": ('subtype="W509" target="#p70 #p550"', []),
    "on another element": ('subtype="W509" target="#p70"', [("W509", "the text"), ("W560", "the note")]),
    "on another finding": ('subtype="W515"', [("W509", "the text"), ("W560", "the note")]),
    "on no finding": ('subtype="W000"', [("W509", "the text"), ("W560", "the note")]),
    "without a code": ("", [("W509", "the text"), ("W560", "the note")]),
    "on a finding of encode, which knows of it": ('subtype="W405"', [("W509", "the text")]),
}


@pytest.mark.parametrize("case", NOTES)
def test_a_note_silences_its_code_on_its_element_and_inside_it(case):
    attributes, expected = NOTES[case]
    assert sorted(silencing(attributes)) == expected


def test_an_error_is_never_silenced():
    broken = OPEN_MARK.replace(b"#person.boyle", b"#person.bolye")
    told = silencing('subtype="E504"', broken)
    assert sorted(told) == [("E504", "the text"), ("W509", "the text"), ("W560", "the note")]


def test_a_note_in_the_text_silences_nothing():
    note = b'<note type="ignore" subtype="W509">the print has it so</note></p>'
    data = OPEN_MARK.replace(b"said of lanterns.</p>", b"said of lanterns." + note)
    assert [message.code for message in validate.run(LAMP, data=data)] == ["W509"]


def test_the_silencer_of_one_text_of_a_corpus_does_not_reach_another():
    root = tei.parse(OPEN_MARK, "lamp.xml")
    quiet = etree.fromstring(etree.tostring(root))
    tei.find_all(quiet, "standOff/listAnnotation")[0].append(
        tei.make("note", {"type": "ignore", "subtype": "W509"}, "the print has it so")
    )
    corpus = tei.make("teiCorpus", {}, root, quiet)
    found = [validate.house.Finding(one, "W509", "a mark") for one in (root[1], quiet[1])]
    assert [finding.element for finding in validate.silence.apply(corpus, found)] == [root[1]]


RAW = b"On Lamps\n\nIt was the best of lamps.\n\nOf the lamp\n\nHe said \xe2\x80\x9cnothing of it.\n\nIt went out.\n"

ENTRY = """\
[[entry]]
id = "i1"
do = "ignore"
code = "{code}"
{at}
why = "the print has it so"
resp = "ed"
"""

HEADER = 'language = "en"\ntitle = "On Lamps"\n'


def edition(tmp_path, *entries, ignored=""):
    words = "".join(ENTRY.format(code=code, at=at).replace("i1", f"i{n}") for n, (code, at) in enumerate(entries, 1))
    made = texts.edition(tmp_path, raw=RAW, apparatus=words, header=HEADER)
    path = tmp_path / "source" / "edition.toml"
    path.write_text(path.read_text("utf-8").replace("[responsible", f"{ignored}\n[responsible", 1), encoding="utf-8")
    return texts.editions.load(tmp_path) if ignored else made


def told(made):
    """Encode and validate; gives the codes that are told by each."""
    encoded = [message.code for message in encode.run(made, "lamp")]
    return encoded, [message.code for message in validate.run(made.document("lamp"))]


def test_without_entries_both_stages_tell_their_findings(tmp_path):
    encoded, validated = told(edition(tmp_path))
    assert ("W405" in encoded, "W509" in validated) == (True, True)


def test_entries_silence_findings_of_both_stages_at_their_places(tmp_path):
    before = told(edition(tmp_path / "before"))
    after = told(edition(tmp_path / "after", ("W405", 'at = "Of the [[lamp]]"'), ("W509", 'at = "[[nothing]] of it"')))
    assert after == ([code for code in before[0] if code != "W405"], [code for code in before[1] if code != "W509"])


def test_the_file_of_the_edition_silences_in_one_whole_text(tmp_path):
    ignored = '[[ignore]]\ncode = "W509"\ntext = "lamp"\nwhy = "the print has it so"\n'
    assert "W509" not in told(edition(tmp_path, ignored=ignored))[1]


def test_the_silencer_travels_with_the_document(tmp_path):
    made = edition(tmp_path, ("W509", 'at = "[[nothing]] of it"'))
    encode.run(made, "lamp")
    root = tei.parse(made.document("lamp").read_bytes(), "lamp.xml")
    (note,) = tei.find_all(root, "standOff/listAnnotation/note")
    paragraph = RAW.index(b"He said")
    assert dict(note.items()) == {
        tei.ID: "i1",
        "type": "ignore",
        "subtype": "W509",
        "target": f"#p{paragraph}",
        "resp": "#ed",
    }
    assert tei.words(note) == "the print has it so"


def test_an_entry_that_silences_nothing_of_encode_is_told_on_its_line(tmp_path):
    found = encode.run(edition(tmp_path, ("W405", 'at = "[[It went]] out"')), "lamp")
    (idle,) = [message for message in found if message.code == "W560"]
    assert (idle.file.rpartition("/")[2], idle.line) == ("apparatus.toml", 1)
    assert "W405" in {message.code for message in found}


MISTAKES = {
    "an error": (("E504", ""), 4, "E304"),
    "a finding of rendering": (("W703", ""), 4, "E304"),
    "no code": (("W999", ""), 4, "E304"),
    "words that stand nowhere": (("W405", 'at = "[[Of the lantern]]"'), 5, "E201"),
    "a key that is not known": (("W405", 'with = "a"'), 5, "E303"),
}


@pytest.mark.parametrize("case", MISTAKES)
def test_a_mistake_in_an_entry_is_told_on_its_line(tmp_path, case):
    entry, line, code = MISTAKES[case]
    with pytest.raises(Rejected) as rejected:
        encode.run(edition(tmp_path, entry), "lamp")
    assert [(message.line, message.code) for message in rejected.value.messages] == [(line, code)]


@pytest.mark.parametrize(
    ("line", "wrong", "code"),
    [(2, 'code = "E504"', "E304"), (3, 'text = "lantern"', "E304"), (1, "", "E302"), (4, 'because = "x"', "E303")],
)
def test_a_mistake_in_the_file_of_the_edition_is_told_on_its_line(tmp_path, line, wrong, code):
    lines = ["[[ignore]]", 'code = "W509"', 'text = "lamp"', 'why = "the print has it so"']
    lines[line - 1 if wrong else 3] = wrong
    with pytest.raises(Rejected) as rejected:
        edition(tmp_path, ignored="\n".join(lines) + "\n")
    first = (tmp_path / "source" / "edition.toml").read_text("utf-8").splitlines().index("[[ignore]]")
    assert (first + line, code) in {(message.line, message.code) for message in rejected.value.messages}


@pytest.mark.parametrize("to", ["html", "text"])
def test_no_reader_is_shown_a_silencer_in_the_text(tmp_path, to):
    made = edition(tmp_path, ("W509", 'at = "[[nothing]] of it"'), ("W405", 'at = "Of the [[lamp]]"'))
    encode.run(made, "lamp")
    out = tmp_path / ("out.html" if to == "html" else "out.txt")
    render.render(made.document("lamp"), to, out)
    assert "the print has it so" not in out.read_text("utf-8").partition("----- END OF THE TEXT -----")[0]
