"""What is told of a text besides the faults of its files: those have whole files in ``test_faulty_files.py``."""

import pytest
import texts

from editio import edition as editions
from editio import encode, restore, tei
from editio.encode import lock
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


def messages(tmp_path, **files):
    with pytest.raises(Rejected) as rejected:
        encode.run(texts.edition(tmp_path, raw=RAW, **files), "lamp")
    assert not (tmp_path / "tei").exists(), "something was written"
    return rejected.value.messages


def test_an_entry_on_an_anchor_is_told(tmp_path):
    raw = b"It was the best of lamps,[1] and all agreed.\n\n1. So they said.\n"
    entry = ENTRY.replace("It [[went]] out", "lamps,[[[1]]] and")
    with pytest.raises(Rejected, match="E207 'c1' marks what is not part of the encoded text"):
        encode.run(texts.edition(tmp_path, entry, raw=raw), "lamp")


def test_quotations_of_paragraphs_that_cross_are_told(tmp_path):
    one = ENTRY.replace("correct", "quote").replace('with = "was"\n', "")
    first = one.replace('at = "It [[went]] out"', 'from = "[[It was the best of lamps]]"\nto = "[[lanterns.]]"')
    second = one.replace('at = "It [[went]] out"', 'from = "[[It was the best of lanterns]]"\nto = "[[saw it.]]"')
    (found,) = messages(tmp_path, apparatus=first + second.replace("c1", "c2"))
    assert (found.line, found.code) == (1, "E206")


def test_a_link_of_a_note_that_leads_nowhere_is_told(tmp_path):
    entry = ENTRY.replace('"correct"', '"note"').replace('with = "was"', 'body = "See [it](#p57) and [that](#c9)."')
    (found,) = messages(tmp_path, apparatus=entry)
    assert (found.code, found.line, "'#c9'" in found.sentence) == ("E305", 5, True)


REFERENCES = {
    "person.boyl": ("E305", "did you mean 'boyle'? Else add [person.boyl] there"),
    "place.boyle": ("E305", "[person.boyle] stands there, which is a person; else add [place.boyle]"),
    "persn.boyle": ("E304", "one of: person, org, place, event, work, term; for instance person.boyle"),
    "lamp.oil": ("E304", "one of: person, org, place, event, work, term; for instance person.oil"),
    "person.boyle person.boyle": ("E304", "delete one of them"),
    "boyle": ("E304", "write the kind before the key: person.marx; between several, a blank"),
    "person.boyle, org.society": ("E304", "write the kind before the key: person.marx; between several, a blank"),
}


@pytest.mark.parametrize("ref", REFERENCES)
def test_a_reference_that_leads_nowhere_is_told_with_what_was_meant(tmp_path, ref):
    entry = ENTRY.replace('"correct"', '"reference"').replace('with = "was"', f'ref = "{ref}"')
    (found,) = messages(tmp_path, apparatus=entry)
    assert (found.line, found.code, found.hint) == (5, *REFERENCES[ref])


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
    assert "<sic>lan-terns</sic>" in edition.document("lamp").read_text()


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


def test_a_subtitle_that_only_the_header_states_is_no_finding(tmp_path):
    header = 'title = "On Lamps"\nsubtitle = "A Letter"'
    raw = b"Ada Arden\n\nOn Lamps\n\nSource: The Lamp.\n\n" + RAW
    found = encode.run(texts.edition(tmp_path, header=header, raw=raw), "lamp")
    assert [str(message) for message in found if message.code == "W306"] == []


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


@pytest.mark.parametrize("stated", ["utf-7", "punycode", "unicode_escape"])
def test_an_encoding_that_spells_characters_by_others_is_refused(tmp_path, stated):
    raw = "It was lit 灯.\n\nIt went out.\n".encode(stated)
    with pytest.raises(Rejected, match=f"E103 the encoding '{stated}' is not known"):
        encode.run(texts.edition(tmp_path, header=f'encoding = "{stated}"', raw=raw), "lamp")


STATED = "shift_jis gb18030 euc-jp koi8-r utf-8-sig utf-16 utf-16-le utf-32 iso2022_jp cp037".split()


@pytest.mark.parametrize("stated", STATED)
def test_other_encodings_give_their_bytes_again(tmp_path, stated):
    raw = "It was lit – 灯 да.\n\nIt went out.\n".encode(stated, "ignore")
    edition = texts.edition(tmp_path, ENTRY, f'encoding = "{stated}"', raw)
    encode.run(edition, "lamp")
    rows = restore.read(edition.ledger("lamp").read_bytes(), "lamp.ledger.tsv")
    assert restore.restore(tei.parse(edition.document("lamp").read_bytes(), "lamp.xml"), rows, "lamp.xml") == raw
    (tied,) = lock.read(edition.lock("lamp")).places["c1"]
    assert raw[tied.start : tied.end].decode(rows.head["encoding"]) == "went"


@pytest.mark.parametrize("toml", ["a = " + "[" * 5000, "a = " + "1" * 10_000])
def test_toml_that_breaks_the_parser_is_told(tmp_path, toml):
    (found,) = messages(tmp_path, apparatus=toml)
    assert found.code == "E301"


def test_a_sign_that_is_all_there_is_of_a_heading_is_told(tmp_path):
    raw = b"It was lit.\n\nCHAPTER I\n\nIt went out, so they said.\n\nSo it was.\n"
    entry = '[[entry]]\nid = "f1"\ndo = "footnote"\nat = "[[CHAPTER I]]"\nbody_at = "[[So it was.]]"\nresp = "ed"\n'
    with pytest.raises(Rejected, match="E207 what 'f1' marks is not part of the text"):
        encode.run(texts.edition(tmp_path, entry, raw=raw), "lamp")
