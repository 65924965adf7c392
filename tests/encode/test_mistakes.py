"""What people get wrong in the files that they write: each mistake is told with its file, its line and a mend."""

import pytest
import texts

from editio import edition as editions
from editio import encode
from editio.message import Rejected

RAW = b"It was the best of lamps.\n\nIt was the best of lanterns.\n\nIt went out, and nobody\nsaw it.\n"

ENTRY = """\
[[entry]]
id = "c1"
do = "correct"
at = "It [[went]] out"
with = "was"
resp = "ed"
"""

APPARATUS = {
    "words that stand nowhere": ('at = "It [[wend]] out"', 4, "E201", 'nearest is line 5: at = "It [[went]] out,"'),
    "words that stand twice": ('at = "the [[best]] of"', 4, "E202", "quote a few words more"),
    "no mark": ('at = "It went out"', 4, "E208", "[[the marked words]]"),
    "two marks": ('at = "[[It]] went [[out]]"', 4, "E208", "an entry for each"),
    "a part of a text that there is not": ('resp = "ed"\nwithin = "p17"', 7, "E203", "quote a heading whole"),
    "an empty mark": ('at = "It went[[]] out"', 4, "E204", "put the words between"),
    "a mark across a blank line": ('at = "lamps. [[It was]] the best"', 4, "E201", "nearest"),
    "a misspelt do": ('do = "corect"', 3, "E304", "did you mean 'correct'?"),
    "an unknown key": ('wiht = "was"', 5, "E303", "did you mean 'with'?"),
    "nobody known": ('resp = "edd"', 6, "E304", "did you mean 'ed'?"),
    "a certainty that is none": ('resp = "ed"\ncert = "sure"', 7, "E304", "one of: high, medium, low"),
    "a control character": ('with = "w\\u0001s"', 5, "E304", "delete it"),
    "an id that is a place": ('id = "p17"', 2, "E304", "ids of places"),
    "an id with a blank": ('id = "c 1"', 2, "E304", "ids of places"),
}
"""A mistake -> the line that replaces the entry's line of that key, where it is told, its code, words of the hint."""


def messages(tmp_path, **files):
    with pytest.raises(Rejected) as rejected:
        encode.run(texts.edition(tmp_path, raw=RAW, **files), "lamp")
    assert not (tmp_path / "tei").exists(), "something was written"
    return rejected.value.messages


@pytest.mark.parametrize("name", APPARATUS)
def test_a_mistake_in_an_entry_is_told_on_its_line(tmp_path, name):
    mistake, line, code, hint = APPARATUS[name]
    key = mistake.partition(" = ")[0].replace("wiht", "with")
    lines = [mistake if words.startswith(f"{key} = ") else words for words in ENTRY.split("\n")]
    found = messages(tmp_path, apparatus="\n".join(lines))
    mine = [m for m in found if m.code == code]
    assert mine, found
    assert (mine[0].line, hint in mine[0].hint) == (line, True), mine[0]
    assert mine[0].file.endswith("source/lamp/apparatus.toml")


def test_all_mistakes_of_all_files_are_told_in_one_run(tmp_path):
    entries = ENTRY.replace("went", "wend") + ENTRY.replace("resp", "rsp").replace("c1", "c2")
    found = messages(tmp_path, apparatus=entries, header='langauge = "en"\n[written]\nwhen = "yesterday"\n')
    assert [(m.file.rpartition("/")[2], m.line, m.code) for m in found] == [
        ("apparatus.toml", 4, "E201"),
        ("apparatus.toml", 12, "E303"),
        ("header.toml", 1, "E303"),
        ("header.toml", 3, "E304"),
    ]


def test_two_entries_with_one_id_are_told(tmp_path):
    (found,) = messages(tmp_path, apparatus=ENTRY + ENTRY.replace("[[went]] out", "was the best of [[lamps]]"))
    assert (found.line, found.code, found.sentence) == (8, "E205", "the id 'c1' stands on line 1 already")


def test_entries_that_cross_are_told_with_both_names(tmp_path):
    crossing = ENTRY.replace("c1", "c2").replace("[[went]] out", "went [[out, and]] nobody")
    (found,) = messages(tmp_path, apparatus=ENTRY.replace("[[went]] out", "[[went out]]") + crossing)
    assert (found.line, found.code) == (1, "E206")
    assert found.sentence == "'c1' and 'c2' (line 7) cross: neither holds the other"


def test_two_entries_that_say_the_same_of_the_same_words_are_told(tmp_path):
    (found,) = messages(tmp_path, apparatus=ENTRY + ENTRY.replace("c1", "c2"))
    assert found.code == "E206"


def test_an_entry_on_an_anchor_is_told(tmp_path):
    raw = b"It was the best of lamps,[1] and all agreed.\n\n1. So they said.\n"
    entry = ENTRY.replace("It [[went]] out", "lamps,[[[1]]] and")
    with pytest.raises(Rejected, match="E207 'c1' marks what is not part of the encoded text"):
        encode.run(texts.edition(tmp_path, entry, raw=raw), "lamp")


def test_a_correction_over_two_paragraphs_is_told(tmp_path):
    entry = ENTRY.replace('at = "It [[went]] out"', 'from = "of [[lanterns]]"\nto = "[[went]] out"')
    (found,) = messages(tmp_path, apparatus=entry)
    assert (found.line, found.code) == (1, "E209")


def test_quotations_of_paragraphs_that_cross_are_told(tmp_path):
    one = ENTRY.replace("correct", "quote").replace('with = "was"\n', "")
    first = one.replace('at = "It [[went]] out"', 'from = "[[It was the best of lamps]]"\nto = "[[lanterns.]]"')
    second = one.replace('at = "It [[went]] out"', 'from = "[[It was the best of lanterns]]"\nto = "[[saw it.]]"')
    (found,) = messages(tmp_path, apparatus=first + second.replace("c1", "c2"))
    assert (found.line, found.code) == (1, "E206")


def test_two_entries_that_say_what_one_line_is_are_told(tmp_path):
    entry = ENTRY.replace("correct", "heading").replace('with = "was"\n', "")
    (found,) = messages(tmp_path, apparatus=entry + entry.replace("c1", "f1").replace("heading", "furniture"))
    assert (found.line, found.code) == (1, "E206")
    assert found.sentence == "'c1' and 'f1' (line 6) say what one line is"


def test_an_entry_on_words_outside_the_text_is_told(tmp_path):
    raw = b"Source: The Lamp, 4 June 1901.\n\n" + RAW
    entry = ENTRY.replace("It [[went]] out", "The [[Lamp]], 4 June")
    with pytest.raises(Rejected, match="E207 'c1' marks what is not part of the encoded text"):
        encode.run(texts.edition(tmp_path, entry, raw=raw), "lamp")


def test_an_unknown_person_is_told(tmp_path):
    entry = ENTRY.replace('"correct"', '"person"').replace('with = "was"', 'ref = "boile"')
    (found,) = messages(tmp_path, apparatus=entry)
    assert (found.code, found.line) == ("E305", 5)


def test_a_link_of_a_note_that_leads_nowhere_is_told(tmp_path):
    entry = ENTRY.replace('"correct"', '"note"').replace('with = "was"', 'body = "See [it](#p57) and [that](#c9)."')
    (found,) = messages(tmp_path, apparatus=entry)
    assert (found.code, found.line, "'#c9'" in found.sentence) == ("E305", 1, True)


def test_a_file_that_is_no_toml_is_told_with_its_line(tmp_path):
    (found,) = messages(tmp_path, apparatus='[[entry]]\nid = "c1\n')
    assert (found.code, found.line) == ("E301", 2)


NO_TOML = {
    "at = “It [[went]] out”": "straight quotation marks",
    "at: 'It [[went]] out'": "stands = and no colon",
    'at = "It [[went]] out': "between ''' and '''",
    "do = correct": 'do = "correct"',
    "when = 1933-10": "between quotation marks",
    "every = True": "true or false, in small letters",
    'with = "is"': "delete one of the two",
    'why = """': "ends with as many",
}


@pytest.mark.parametrize("line", NO_TOML)
def test_what_is_no_toml_is_told_with_what_mends_it(tmp_path, line):
    (found,) = messages(tmp_path, apparatus=f"{ENTRY}{line}\n")
    assert found.code == "E301"
    assert NO_TOML[line] in found.hint


def test_the_heading_that_was_meant_is_proposed(tmp_path):
    raw = b"CHAPTER I. The Lamp\n\nIt was the best of lamps.\n"
    entry = ENTRY.replace("It [[went]] out", "of [[lamps]]") + 'within = "the lamp"\n'
    with pytest.raises(Rejected, match=r'within = "CHAPTER I\. The Lamp"'):
        encode.run(texts.edition(tmp_path, entry, raw=raw), "lamp")


def test_a_hyphen_at_a_line_end_may_be_left_out_of_a_quotation(tmp_path):
    raw = b"It was the best of lan-\nterns, and everyone\nwho saw it agreed.\n"
    entry = ENTRY.replace("It [[went]] out", "best of [[lanterns]], and everyone who")
    edition = texts.edition(tmp_path, entry, raw=raw)
    encode.run(edition, "lamp")
    assert "<sic>lan- terns</sic>" in edition.document("lamp").read_text()


HEADERS = {
    "another title": ('title = "On Candles"', "'title' is 'On Candles' here"),
    "another author": ('author = "Robert Boyle"', "'author' is 'Robert Boyle' here"),
    "another source": ('[source]\ntext = "The Candle"', "'source.text' is 'The Candle' here"),
}


@pytest.mark.parametrize("name", HEADERS)
def test_a_header_that_says_otherwise_than_the_text_is_a_finding(tmp_path, name):
    header, said = HEADERS[name]
    raw = b"Ada Arden\n\nOn Lamps\n\nSource: The Lamp.\n\n" + RAW
    found = encode.run(texts.edition(tmp_path, header=header, raw=raw), "lamp")
    line = header.count("\n") + 1
    assert [(said in m.sentence, m.line) for m in found if m.code == "W306"] == [(True, line)]


def test_a_heading_that_only_its_shape_marks_is_a_finding_with_the_entry_that_settles_it():
    _, _, found = texts.encoded(RAW + b"\nOf the lanterns\n\nThey went out.\n")
    assert [(m.line, "level = 0" in m.hint) for m in found if m.code == "W405"] == [(8, True)]


def test_a_folder_without_a_text_stops_nothing_but_itself(tmp_path):
    edition = texts.edition(tmp_path)
    (tmp_path / "source" / "empty").mkdir()
    (tmp_path / "source" / "No Name").mkdir()
    edition = editions.load(tmp_path)
    assert edition.texts == ("lamp",)
    assert {name: message.code for name, message in edition.unusable.items()} == {"No Name": "E308", "empty": "E307"}


EDITIONS = {
    "a title that is missing": ("title =", "", "E302", "'title' is missing"),
    "a date that is none": ('"2001-02-03"', '"today"', "E304", "'date' is no date"),
    "an unknown key": ("[responsible.ed]", "colour = 1\n[responsible.ed]", "E303", "'colour' is not known"),
    "an unknown format": ('date = "2001-02-03"', 'date = "2001-02-03"\nformats = ["pdf"]', "E304", "cannot hold 'pdf'"),
    "a name that is a path": ('id = "lamps"', 'id = "../lamps"', "E304", "'id' cannot be '../lamps'"),
}


@pytest.mark.parametrize("name", EDITIONS)
def test_a_mistake_in_edition_toml_is_told(tmp_path, name):
    old, new, code, said = EDITIONS[name]
    texts.edition(tmp_path)
    path = tmp_path / "source" / "edition.toml"
    lines = path.read_text().split("\n")
    changed = [line.replace(old, new) for line in lines if new or not line.startswith(old)]
    path.write_text("\n".join(changed))
    with pytest.raises(Rejected) as rejected:
        editions.load(tmp_path)
    assert [(m.code, said in m.sentence) for m in rejected.value.messages] == [(code, True)]


READINGS = {
    "nothing": (b"", "E102"),
    "white space alone": (b" \r\n\t\n", "E102"),
}


@pytest.mark.parametrize("name", READINGS)
def test_a_raw_text_without_a_word_is_rejected(name):
    raw, code = READINGS[name]
    with pytest.raises(Rejected, match=code):
        encode.encode(raw, "lamp.txt")


def test_a_text_that_is_no_utf_8_is_read_as_latin_1_and_said_to_be():
    _, ledger, found = texts.encoded(b"A lamp.\n\nUne lanterne allum\xe9e.\n")
    assert ledger.head["encoding"] == "iso-8859-1"
    assert [(m.code, m.line) for m in found if m.code == "W104"] == [("W104", 3)]


def test_an_encoding_that_is_stated_beats_the_guess(tmp_path):
    edition = texts.edition(tmp_path, header='encoding = "koi8-r"', raw="Лампа погасла.\n".encode("koi8-r"))
    encode.run(edition, "lamp")
    assert "Лампа погасла." in edition.document("lamp").read_text()


def test_an_encoding_that_nobody_knows_is_rejected(tmp_path):
    with pytest.raises(Rejected, match="E103 the encoding 'martian' is not known"):
        encode.run(texts.edition(tmp_path, header='encoding = "martian"'), "lamp")


FINDINGS = {
    "characters that XML cannot hold": (b"A lamp.\n\nIt went\x00 out.\n", "W105", 3),
    "a note whose anchor stands in no words of the text": (b"Source: The Lamp.[1]\n\nA lamp.\n\n[1] So.\n", "W401", 5),
    "no title": (b"It was the best of lamps.\n", "W404", 0),
}


@pytest.mark.parametrize("name", FINDINGS)
def test_what_the_encoder_is_unsure_of_is_a_finding_on_its_line(name):
    raw, code, line = FINDINGS[name]
    _, _, found = texts.encoded(raw)
    assert [message.line for message in found if message.code == code] == [line]
