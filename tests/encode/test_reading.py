"""Raw texts of every encoding, and of none: each is read as it is, or refused at once, and its bytes come back."""

import codecs
import csv
import random
import re
import subprocess
import sys
import time

import pytest
import texts
from hypothesis import example, given, settings
from hypothesis import strategies as st
from judges import ROOT

from editio import encode, files, restore, tei
from editio.encode import language, reading
from editio.message import Rejected
from editio.validate import ledger as proof

ENGLISH = (
    "The lamp “of the harbour” was lit at four o’clock – so the keeper’s naïve daughter said – and then all the town\n"
    "came down to look at it. Nobody’s work was ever so clear; “these lanterns”, wrote the old man who had made them,\n"
    "“are what they are, and will not burn for ever”. They went home again when the oil was low, and slept.\n\n"
)
FRENCH = (
    "La lumière était allumée à la tombée de la nuit, où chacun se réjouissait déjà.\n"
    "« Voilà ! » s’écriait la gardienne par la fenêtre.\n"
    "Elle n’avait pas été éteinte depuis l’été précédent, à cause des fêtes célébrées près du château.\n\n"
)
GERMAN = (
    "Die Lampe wurde spät angezündet, während draußen schon alle Straßen dunkel waren.\n"
    "Für die Wärterin war es höchste Zeit; „früher“, sagte sie, „hätte man das Öl größer bemessen müssen“.\n\n"
)
POLISH = (
    "Latarnia została zapalona późną nocą, gdy już wszyscy w mieście spali.\n"
    "Nikt nie wiedział, że światło gaśnie; żona latarnika prosiła o więcej oliwy.\n\n"
)
RUSSIAN = (
    "Лампа была зажжена поздно вечером, когда на улицах города уже стемнело.\n"
    "Никто не знал, кто её зажёг; смотритель говорил, что видел свет в окне.\n\n"
)
GREEK = (
    "Ο λύχνος άναψε αργά το βράδυ, όταν στην πόλη είχε πια νυχτώσει.\n"
    "Κανείς δεν ήξερε ποιος τον άναψε· ο φαροφύλακας έλεγε πως είδε το φως στο παράθυρο.\n\n"
)
JAPANESE = (
    "その夜、港の灯火はいつもより遅く点された。\n"
    "　町の人々は誰が火をつけたのか知らなかった。番人は「窓の光だけを見た」と言った。\n\n"
)
CHINESE = "那天夜里，港口的灯点得很晚。\n城里的人都不知道是谁点的灯。看灯的人说：「我只看见窗里的光。」\n\n"
TRADITIONAL = "那天夜裡，港口的燈點得很晚。\n城裡的人都不知道是誰點的燈。看燈的人說：「我只看見窗裡的光。」\n\n"
KOREAN = (
    "그날 밤 항구의 등불은 여느 때보다 늦게 켜졌다.\n"
    "마을 사람들은 누가 불을 켰는지 몰랐다. 등대지기는 창문의 빛만 보았다고 말했다.\n\n"
)
HEBREW = (
    "המנורה הודלקה מאוחר בלילה, כאשר הרחובות כבר היו חשוכים.\nאיש לא ידע מי הדליק אותה; השומר אמר כי ראה אור בחלון.\n\n"
)

GUESSED = [
    (ENGLISH, "utf-8"), (ENGLISH, "cp1252"), (ENGLISH, "mac-roman"), (FRENCH, "iso8859-1"), (FRENCH, "cp1252"),
    (FRENCH, "mac-roman"), (FRENCH, "cp850"), (GERMAN, "cp1252"), (GERMAN, "cp850"), (POLISH, "cp1250"),
    (POLISH, "iso8859-2"), (RUSSIAN, "koi8-r"), (RUSSIAN, "cp1251"), (RUSSIAN, "cp866"), (RUSSIAN, "iso8859-5"),
    (GREEK, "cp1253"), (GREEK, "iso8859-7"), (HEBREW, "cp1255"), (JAPANESE, "cp932"), (JAPANESE, "euc_jp"),
    (JAPANESE, "iso2022_jp"), (CHINESE, "gb18030"), (TRADITIONAL, "big5"), (KOREAN, "euc_kr"), (KOREAN, "iso2022_kr"),
    (FRENCH, "utf-16-le"), (RUSSIAN, "utf-16-be"), (JAPANESE, "utf-16-le"), (GERMAN, "utf-32-le"),
    (KOREAN, "utf-32-be"),
]  # fmt: skip


def without(text, encoding):
    """Leave out of a text what an encoding has no bytes for."""
    return text.encode(encoding, "ignore").decode(encoding)


@pytest.mark.parametrize(("text", "encoding"), GUESSED, ids=[f"{text[:9]}-{name}" for text, name in GUESSED])
def test_an_encoding_that_nobody_states_is_found(text, encoding):
    text = without(text * 6, encoding)
    assert reading.read(text.encode(encoding), "lamp.txt").text == text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_tells_the_encoding_and_is_no_part_of_the_text(encoding):
    raw = reading.read(ENGLISH.encode(encoding), "lamp.txt")
    assert raw.text == ENGLISH
    assert raw.lines[0].start == raw.signature > 0
    assert raw.messages == ()


@pytest.mark.parametrize(
    "line",
    [
        "Character set encoding: ISO-8859-2", "Content-Type: text/plain; charset=iso-8859-2",
        "-*- coding: iso-8859-2 -*-", '<meta charset="ISO-8859-2">', "Character set encoding: ISO 8859-2 (Latin-2)",
    ],
)  # fmt: skip
def test_what_a_text_says_of_itself_beats_a_guess(line):
    data = f"{line}\n\n{FRENCH}".encode("iso8859-2", "ignore")
    raw = reading.read(data, "lamp.txt")
    assert (raw.encoding, raw.how, raw.messages) == ("iso-8859-2", ", as it says of itself", ())


def test_a_statement_that_the_text_belies_is_not_believed():
    data = b"Character set encoding: ASCII\n\n" + RUSSIAN.encode("koi8-r") * 6
    assert reading.read(data, "lamp.txt").encoding == "koi8-r"
    assert reading.read(b"charset=koi8-r\n" + RUSSIAN.encode(), "lamp.txt").encoding == "utf-8"


def test_a_text_that_claims_latin_1_and_has_quotation_marks_of_windows_is_in_windows_1252():
    data = b"Character set encoding: ISO-8859-1\n\n" + ENGLISH.encode("cp1252")
    result = encode.encode(data, "lamp.txt")
    assert (
        "a file of characters, read as windows-1252; it says of itself that it is in iso-8859-1"
        in result.document.decode()
    )
    assert "“of the harbour”" in result.document.decode()


def test_a_person_beats_them_all(tmp_path):
    data = b"Character set encoding: ISO-8859-1\n\n" + RUSSIAN.encode("cp1251")
    edition = texts.edition(tmp_path, header='encoding = "windows-1251"\nlanguage = "ru"', raw=data)
    assert not {message.code for message in encode.run(edition, "lamp")} & {"W104", "W105"}
    written = edition.document("lamp").read_text(encoding="utf-8")
    assert "read as windows-1251, as the editors state." in written
    assert "Лампа" in written


def test_a_guess_that_another_rivals_is_told_with_what_settles_it(tmp_path):
    data = FRENCH.encode("cp1252") * 6
    raw = reading.read(data, "lamp.txt")
    (message,) = raw.messages
    assert (message.code, message.line) == ("W104", 1)
    assert "iso-8859-1 would read it otherwise, and nearly as well" in message.sentence
    assert "lumière" in message.near
    stated = re.search(r'encoding = "[\w-]+"', message.hint)[0]
    edition = texts.edition(tmp_path, header=stated, raw=data)
    assert "W104" not in {message.code for message in encode.run(edition, "lamp")}
    assert "which is a guess (confidence 0." in encode.encode(data, "lamp.txt").document.decode()


def test_a_text_in_utf_8_with_a_stray_byte_stays_one_and_shows_a_gap():
    data = RUSSIAN.encode() + b"\xff\n" + RUSSIAN.encode()
    raw = reading.read(data, "lamp.txt")
    assert raw.encoding == "utf-8"
    assert [message.code for message in raw.messages] == ["W105"]


def test_half_a_character_of_utf_16_is_refused(tmp_path):
    raw = "It was lit.\n".encode("utf-16-le") + b"x"
    with pytest.raises(Rejected, match="E103 the text cannot be read as utf-16-le"):
        encode.run(texts.edition(tmp_path, header='encoding = "utf-16-le"', raw=raw), "lamp")


# --- where characters stand -----------------------------------------------------------------------------------

EVERY = [
    "utf-8", "utf-16", "utf-16-be", "utf-32", "iso8859-1", "cp1252", "koi8-r", "cp932", "shift_jis", "shift_jis_2004",
    "euc_jp", "iso2022_jp", "iso2022_kr", "gb18030", "hz", "big5", "big5hkscs", "cp949", "cp037", "mac-roman",
    "utf-8-sig",
]  # fmt: skip

ENDS = ["\n", "\r\n", "\r", "\n\n", "\r\n\r\n", "\f", "\n\u3000", " ", "\t", "  ", "\n  ", ""]
WORDS = [
    "lamp", "Lanterns", "“lit”", "naïve", "café", "fête", "灯火", "港の", "「窓」", "燈", "등불", "свет", "φως",
    "\u3000", "\xa0", "~", "∪≒", "か\u309a", "Ê\u0304", "ｱ", "\U0001f3ee", "\x00", "\x1a", "[1]", "1.", "***",
    "CHAPTER I", "\u2028", "_of_",
]  # fmt: skip

MADE = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(ENDS)), min_size=1, max_size=25).map(
    lambda pairs: "".join(word + end for word, end in pairs)
)


def back(data, stated):
    """Encode bytes as somebody states them, and give what document and ledger make of them again."""
    raw = reading.read(data, "lamp.txt", stated)
    result = encode._encode(encode.placed(raw, encode.NOTHING, None), "lamp", encode.NOTHING, None)
    return restore.restore(tei.parse(result.document, "lamp.xml"), restore.read(result.ledger, "l.tsv"), "lamp.xml")


@settings(deadline=None, max_examples=300)
@given(MADE, st.sampled_from(EVERY))
def test_any_text_in_any_encoding_comes_back_byte_for_byte(text, encoding):
    data = text.encode(encoding, "ignore")
    try:
        assert back(data, encoding) == data
    except Rejected as rejected:
        assert {message.code for message in rejected.messages} == {"E102"}  # noqa: PT017 - it is blank


@settings(deadline=None, max_examples=200)
@given(MADE, st.sampled_from(EVERY))
@example("\u00ca\u0304\n", "big5hkscs")  # two code points in one code, of which the second has none of its own
def test_every_character_has_its_bytes(text, encoding):
    data = (text + "lamp").encode(encoding, "ignore")
    raw = reading.read(data, "lamp.txt", encoding)
    places = [raw.offsets[at] for at in range(len(raw.text) + 1)]
    assert places == sorted(places)
    assert (places[0], places[-1]) == (raw.signature, len(data))
    assert raw.characters(raw.signature, len(data)) == raw.text
    for line in raw.lines:
        assert raw.characters(line.start, line.end) == line.text
        assert [raw.byte(line, at) for at in range(len(line.text) + 1)] == places[
            line.at : line.at + len(line.text) + 1
        ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "cp932"])
def test_places_far_into_a_line_without_end_are_right(encoding):
    text = "灯 lamp " * 5000
    raw = reading.read(text.encode(encoding), "lamp.txt", encoding)
    for at in (0, 4095, 4096, 4097, 20000, len(text)):
        assert raw.byte(raw.lines[0], at) == len(text[:at].encode(encoding))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\f"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "iso2022_jp"])
def test_every_line_end_ends_a_line(end, encoding):
    text = end.join(["灯\tlamp", "", " 火", "lantern"])
    raw = reading.read(text.encode(encoding), "lamp.txt", encoding)
    assert [line.text for line in raw.lines] == ["灯\tlamp", "", " 火", "lantern"]
    assert back(raw.data, encoding) == raw.data


@pytest.mark.parametrize("data", [b"lamp", b"lamp\n", b"\n\nlamp", b"lamp \t", b"\tlamp\f", b"la\tmp\r"])
def test_texts_without_a_line_end_and_with_little_else_come_back(data):
    assert back(data, "") == data


# --- what the ledger says of them ------------------------------------------------------------------------------


def rows(data, stated):
    raw = reading.read(data, "lamp.txt", stated)
    result = encode._encode(encode.placed(raw, encode.NOTHING, None), "lamp", encode.NOTHING, None)
    return tei.parse(result.document, "lamp.xml"), restore.read(result.ledger, "lamp.ledger.tsv")


TWICE = "It was lit ".encode("cp932") + b"\x81\xbe\x87\x9b" + " and it shone.\n".encode("cp932")
"""Two times the same character, by the two codes that Windows has for it."""


@pytest.mark.parametrize(
    ("data", "encoding"), [(TWICE, "cp932"), ("灯火 lamp 火\n\n火".encode("iso2022_jp"), "iso2022_jp")]
)
def test_characters_whose_encoding_gives_other_bytes_are_in_norm_rows(data, encoding):
    document, ledger = rows(data, encoding)
    norms = [row for row in ledger.rows if row.kind == "norm"]
    assert norms
    assert {row.decision for row in norms} == {"editorial.encoding"}
    assert restore.restore(document, ledger, "lamp.xml") == data


@pytest.mark.parametrize(("data", "encoding"), [(TWICE, "cp932"), (JAPANESE.encode("iso2022_jp"), "iso2022_jp")])
def test_a_change_of_words_in_a_norm_row_is_noticed(data, encoding):
    document, ledger = rows(data, encoding)
    paragraph = next(tei.find(document, "text").iter(tei.tag("p")))
    words = paragraph.text
    for at in range(len(words)):
        paragraph.text = words[:at] + "灰" + words[at + 1 :]
        with pytest.raises(Rejected, match="E602"):
            restore.restore(document, ledger, "lamp.xml")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32-be", "iso2022_jp", "cp932", "cp037"])
def test_the_proof_holds_in_encodings_in_which_a_blank_is_no_byte_of_ascii(tmp_path, encoding):
    text = without("　灯火  lamp\n\n* * *\n\n  火 lit,\n　火.\x01\n", encoding)
    edition = texts.edition(tmp_path, header=f'encoding = "{encoding}"', raw=text.encode(encoding))
    encode.run(edition, "lamp")
    document = tei.parse(edition.document("lamp").read_bytes(), "lamp.xml")
    assert proof.prove(document, "lamp.xml", edition.ledger("lamp"), edition.text_folder("lamp") / "text.txt") == ()


def test_an_ideographic_space_is_indentation_at_the_edge_of_a_line_and_a_character_within():
    document, ledger = rows("　灯は\u3000火だ。　\n\n　火だった。\n".encode(), "utf-8")
    assert [row.literal.decode() for row in ledger.rows if row.kind in ("ws", "eol")] == ["　", "　\n\n　", "\n"]
    assert "灯は\u3000火だ。" in [one.text for one in tei.find(document, "text").iter("{*}*")]


# --- what is no text -------------------------------------------------------------------------------------------

NO_TEXTS = {
    "PDF": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n",
    "ZIP": b"PK\x03\x04\x14\x00\x00\x00",
    "PNG": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
    "JPEG": b"\xff\xd8\xff\xe0\x00\x10JFIF",
    "RTF": b"{\\rtf1\\ansi The lamp was lit.}",
    "gzip": b"\x1f\x8b\x08\x00\x00\x00",
    "of another kind": random.Random(1901).randbytes(4000),
    "data of another": b"lamp\x00\x01\x02\x03" * 100,
}


@pytest.mark.parametrize("name", NO_TEXTS)
def test_what_is_no_text_is_refused_by_name(name):
    with pytest.raises(Rejected, match=f"E107 this is no text but .*{name}"):
        reading.read(NO_TEXTS[name], "lamp.txt")


def test_a_person_who_states_an_encoding_vouches_for_a_text():
    assert reading.read(b"{\\rtf is how such files begin.", "lamp.txt", "utf-8").lines


@pytest.mark.parametrize("data", [b"", b" \t\r\n\f", "\u3000\n".encode(), "\n ".encode("utf-16"), codecs.BOM_UTF8])
def test_an_empty_text_and_one_of_blanks_are_refused(data):
    with pytest.raises(Rejected, match="E102 the raw text is empty"):
        reading.read(data, "lamp.txt")


def test_a_file_that_is_too_large_is_refused_by_its_size_unread(tmp_path):
    path = tmp_path / "lamp.txt"
    with path.open("wb") as file:
        file.truncate(200 << 20)
    begun = time.perf_counter()
    with pytest.raises(Rejected, match="E108 the file is larger than 32 MB"):
        reading.load(path)
    assert time.perf_counter() - begun < 0.1


def test_of_standard_input_no_more_is_read_than_is_allowed():
    program = "from editio import files; files.read(files.STREAM, 1 << 20)"
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
    ) as child:
        _, said = child.communicate(b"a" * (3 << 20))
    assert b"E108 the file is larger than 1 MB" in said


def test_a_file_of_the_largest_size_is_read(tmp_path):
    path = tmp_path / "lamp.txt"
    path.write_bytes(b"a" * (1 << 20))
    assert len(files.read(path, 1 << 20)) == 1 << 20


def test_a_text_of_too_many_lines_is_refused(monkeypatch):
    monkeypatch.setattr(reading, "MOST_LINES", 10)
    assert reading.read(b"lamp\n" * 10, "lamp.txt").lines
    with pytest.raises(Rejected, match="E108 the text has more than 10 lines"):
        reading.read(b"lamp\n" * 11, "lamp.txt")


HOSTILE = {
    "one letter": "a", "one word": "lamp ", "blanks": " ", "two blanks": "lamp  ", "tabs": "\t", "signs": "-",
    "dots": ". ", "stars": "* ", "bars": "| ", "underscores": "_", "capitals": "CHAPTER ", "brackets": "[1] ",
    "open brackets": "[2 ", "quotation marks": "“a” ", "open quotation marks": "“a ", "apostrophes": "'",
    "straight quotation marks": '"a ', "numbers": "1. ", "high letters": "\u0103\u0219 ", "kanji": "灯火",
    "ruby": "灯《とう》", "carets": "a^b", "braces": "{",
}  # fmt: skip


def seconds(data):
    """Measure the processor time of encoding a text."""
    begun = time.process_time()
    encode.encode(data, "lamp.txt")
    return time.process_time() - begun


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_a_line_without_end_takes_time_by_its_length(name):
    """A regular expression that looks again and again takes sixteen times as long for four times the text."""
    line = HOSTILE[name]
    few, many = (b"x" + (line * (size // len(line))).encode() + b"x" for size in (1 << 17, 1 << 19))
    seconds(few)
    assert seconds(many) < 8 * max(0.1, min(seconds(few), seconds(few)))


def test_an_encoder_that_need_not_guess_does_not_load_the_library():
    program = (
        "import sys; from editio.encode import reading; import editio.encode;"
        "reading.read('naïve'.encode(), 'lamp.txt'); assert 'chardet' not in sys.modules"
    )
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 0


# --- the raw texts beside the project ----------------------------------------------------------------------------

WESTERN = "utf-8-sig utf-16 utf-16-le utf-16-be utf-32 iso8859-1 cp1252".split()
EASTERN = {
    "ja": ["utf-16-le", "cp932", "euc_jp", "iso2022_jp"],
    "zh": ["utf-16-be", "gb18030", "big5"],
    "yi": ["cp1255"],
}
STATES = re.compile("character set encoding", re.IGNORECASE)


def corpus(shared):
    """Give of each raw text its name, its bytes, its encoding and its language."""
    with (shared / "corpus" / "txt.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            name = row["encoding"].partition("(")[2].strip(")") or row["encoding"].replace("-bom", "-sig")
            yield row["path"], (shared / "corpus" / row["path"]).read_bytes(), name, row["language"]


def test_every_text_of_the_corpora_is_read_in_its_encoding_and_its_language(shared):
    for path, data, encoding, code in corpus(shared):
        raw = reading.read(data, path)
        assert raw.text == data.decode(encoding), path
        assert language.of(raw.text).code == code, path
        assert not raw.messages, path


@pytest.mark.slow
def test_their_transcodings_are_read_as_well_though_nothing_states_what_they_are(shared):
    for path, data, own, code in corpus(shared):
        text = STATES.sub("", data.decode(own))
        for encoding in EASTERN.get(code, WESTERN):
            kept = without(text, encoding)
            assert reading.read(kept.encode(encoding), path).text == kept, (path, encoding)


def test_a_row_of_letters_that_is_no_ornament_is_read_at_once():
    begun = time.perf_counter()
    encode.encode(b"-" + b"o" * 34 + b"!\n\nThe lamp went out.\n", "lamp.txt")
    assert time.perf_counter() - begun < 5
