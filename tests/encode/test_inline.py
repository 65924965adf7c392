"""What stands inside running words: what rules find, where it meets what editors say, and what it costs."""

import time
from pathlib import Path

import fixtures
import pytest
import texts
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editio import encode, restore, tei
from editio.encode.inline import aozora, pairs, quotes, usage
from editio.encode.inline.line_ends import BLANK, NOTHING, WORD, line_ends
from editio.message import Rejected
from editio.validate import gate

MEETINGS = Path(__file__).with_name("inline.txt")
RULES = Path(__file__).with_name("rules") / "inline.txt"
SETTINGS = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


def titles(path, size):
    return [pytest.param(n, id=fixture.title) for n, fixture in enumerate(fixtures.read(path, size))]


@pytest.mark.parametrize("number", titles(MEETINGS, 3))
def test_what_rules_find_yields_to_what_editors_say(request, tmp_path, number):
    raw, entries, _ = fixtures.read(MEETINGS, 3)[number].parts
    edition = texts.edition(tmp_path, entries, 'language = "en"', raw.encode())
    encode.run(edition, "lamp")
    document = edition.document("lamp").read_bytes()
    root = tei.parse(document, "lamp.xml")
    ledger = restore.read(edition.ledger("lamp").read_bytes(), "lamp.ledger.tsv")
    assert restore.restore(root, ledger, "lamp.xml") == raw.encode()
    assert not gate.check(root)
    fixtures.check(request, MEETINGS, number, 3, texts.shown(root))


@pytest.mark.parametrize("number", titles(RULES, 2))
def test_what_rules_find_is_valid(number):
    raw = fixtures.read(RULES, 2)[number].parts[0]
    assert not gate.check(texts.encoded(raw.encode())[0])


# --- what a text uses ---------------------------------------------------------------------------------------

SIGNS = {
    "the _best_ of lamps": {"_": "italic"},
    "the lamp_oil_price and the price_of_oil": {},
    "one _ and _two, three _four": {},
    "the *best* and *last* of *lamps*": {"*": "bold"},
    "the **best** of *lamps*, a *good* and **fine** and **old** and *lit* one": {"**": "bold", "*": "italic"},
    "a lamp* and a lantern*\n\n* lit": {},
    "a = b = c, and d = e": {},
    "a =lamp= alone": {},
    "bold words are marked =so=": {"=": "bold"},
    "words in italics are placed between ~tildes~": {"~": "italic"},
    "Greek words are rendered in +latin+ letters": {"+": "grc"},
}


@pytest.mark.parametrize("text", SIGNS)
def test_a_sign_is_markup_where_the_whole_text_uses_it_so(text):
    assert pairs.uses(text) == SIGNS[text]


MARKS = {
    "“lamp” and “lantern”": {"“": "”"},
    "„lamp“ and „lantern“": {"„": "“”"},
    "„lamp” and „lantern”": {"„": "”"},
    "a «lamp» and a «lantern».": {"«": "»"},
    "« a lamp » and « a lantern »": {"«": "»"},
    "a »lamp« and a »lantern«.": {"»": "«"},
    "‚lamp‘ and ‚lantern‘": {"‚": "‘’"},
    "「灯」と『町』": {"「": "」", "『": "』"},
}


@pytest.mark.parametrize("text", MARKS)
def test_the_text_shows_which_mark_opens_and_which_closes(text):
    used = quotes.uses(text)
    assert used is not None
    assert used.closes == MARKS[text]


def test_a_text_without_quotation_marks_uses_none():
    assert quotes.uses("It's the lamp's own light.") is None


QUOTED = {
    "‘The boys’ lamp,’ he said.": ["‘The boys’ lamp,’"],
    "the ‘best’ and the lamps’ light": ["‘best’"],
    "‘Tis the lamps’ and lanterns’ light": [],
    "’Twas ‘the last’, don’t you know": ["‘the last’"],
    "“He said ‘no’ twice,” ‘no’ more": ["“He said ‘no’ twice,”", "‘no’", "‘no’"],
    "‘He said “no” twice,’": ["‘He said “no” twice,’", "“no”"],
    "“one” two” three": [],
    "“" * 9 + "”" * 9: [],
}


@pytest.mark.parametrize("words", QUOTED)
def test_apostrophes_are_told_from_quotation_marks(words):
    used = quotes.uses(words)
    assert used is not None
    found = quotes.find(words, used).pairs
    assert sorted(words[first:last] for first, last in found) == sorted(QUOTED[words])


ENDS = {
    ("a lantern: lan-\ntern", "lan-", "tern"): (WORD, True),
    ("a lan-tern, a lan-tern, a lantern: lan-\ntern", "lan-", "tern"): (NOTHING, True),
    ("red-\nhot", "red-", "hot"): (NOTHING, False),
    ("two-\nand three", "two-", "and"): (BLANK, True),
    ("a thousand: thous-\nand", "thous-", "and"): (WORD, True),
    ("1901-\n02", "1901-", "02"): (NOTHING, True),
    ("lit--and so--\nburnt", "so--", "burnt"): (NOTHING, True),
    ("lit -- and so --\nburnt", "so --", "burnt"): (BLANK, True),
    ("lit—and so\n—burnt", "so", "—burnt"): (NOTHING, True),
    ("lan¬\ntern", "lan¬", "tern"): (WORD, True),
    ("lan\u00ad\ntern", "lan\u00ad", "tern"): (WORD, True),
    ("それは町で\n一番", "それは町で", "一番"): (NOTHING, True),
}


@pytest.mark.parametrize(("text", "before", "after"), ENDS)
def test_the_text_shows_what_stands_for_a_line_end(text, before, after):
    found = line_ends(text)
    assert (found.between(before, after) if found else (BLANK, True)) == ENDS[text, before, after]


def test_a_note_of_aozora_names_a_heading_or_a_character():
    (found,) = aozora.heading_notes("［＃５字下げ］上　油の灯［＃「上　油の灯」は大見出し］")
    assert (found.words, found.level) == ("上　油の灯", 1)
    assert aozora.character("「目＋匡」、第3水準1-88-81") == "眶"
    assert aozora.character("「てへん＋丑」、U+626D、9-9") == "扭"
    assert aozora.character("読めない字") == ""


def test_titles_between_chinese_brackets_are_no_readings():
    assert not aozora.is_used("《論語》曰：「學而時習之。」《孟子》曰")


# --- what must hold for any text ----------------------------------------------------------------------------

PIECES = [
    "lamp",
    "of",
    "_",
    "*",
    "=",
    "“",
    "”",
    "‘",
    "’",
    '"',
    "«",
    "»",
    "「",
    "」",
    "lan-\ntern",
    "lantern",
    "--",
    "--\n",
]
PIECES += [
    "｜",
    "灯",
    "《あかり》",
    "※［＃「火」、第3水準1-88-81］",
    "［＃「灯」に傍点］",
    "[Greek: ",
    "]",
    "^{th}",
    "^r",
    "_{2}",
]
PIECES += ["_best_", "“lit”", "[1]", " ", " ", " ", "\n", "\n", "\n\n", "¬\n"]


@SETTINGS
@given(st.lists(st.sampled_from(PIECES), min_size=5, max_size=60).map("".join))
def test_no_byte_is_lost_and_the_document_is_valid(text):
    raw = ("It was the best of lamps, and everyone who saw it agreed.\n\n" + text).encode()
    root, ledger, _ = texts.encoded(raw)
    assert restore.restore(root, ledger, "lamp.xml") == raw
    assert not gate.check(root)


def test_a_reading_of_a_note_alone_is_none():
    root = texts.encoded("灯《あかり》の｜［＃「灯」に傍点］《あかり》。\n".encode())[0]
    assert [one.text for one in root.iter("{*}rt")] == ["あかり"]
    assert not gate.check(root)


def codes(edition):
    """Encode; gives the codes of what it was refused for, if it was."""
    try:
        encode.run(edition, "lamp")
    except Rejected as rejected:
        return {message.code for message in rejected.messages}
    return set()


@pytest.mark.parametrize(("marked", "is_told"), [("”lit”", False), ("lit", True)])
def test_marks_that_do_not_balance_are_told_until_editors_say_what_each_is_for(tmp_path, marked, is_told):
    raw = "It was ”lit”, or the keeper’s “lamp” was.\n".encode()
    entries = [("q1", marked), ("q2", "“lamp”")]
    said = "".join(f'[[entry]]\nid = "{name}"\nresp = "ed"\ndo = "q"\nat = "[[{at}]]"\n' for name, at in entries)
    edition = texts.edition(tmp_path, said, 'language = "en"', raw)
    assert ("W408" in {message.code for message in encode.run(edition, "lamp")}) == is_told


ENTRY = """
[[entry]]
id = "c{n}"
resp = "ed"
do = "{do}"
from = "[[a{first}]]"
to = "[[a{last}]]"
"""
DOES = ["emphasis", "foreign", "q", "quote", "said", "soCalled", "term", "correct", "surplus"]


@SETTINGS
@given(
    st.lists(st.sampled_from([piece for piece in PIECES if "\n\n" not in piece]), min_size=12, max_size=12),
    st.sampled_from(DOES),
    st.tuples(st.integers(0, 11), st.integers(0, 11)).map(sorted),
)
def test_no_entry_fails_because_of_what_rules_find(tmp_path_factory, pieces, do, ends):
    raw = "It was the best of lamps, and everyone agreed.\n\n" + "".join(f"a{n:02}{p}" for n, p in enumerate(pieces))
    entry = ENTRY.format(n=1, do=do, first=f"{ends[0]:02}", last=f"{ends[1]:02}")
    entry += {"foreign": 'lang = "la"', "correct": 'with = "lit"'}.get(do, "")
    edition = texts.edition(tmp_path_factory.mktemp("lamp"), entry, 'language = "en"', raw.encode())
    if refused := codes(edition):
        assert refused == {"E209"}  # the lines are several blocks
        return
    root = tei.parse(edition.document("lamp").read_bytes(), "lamp.xml")
    ledger = restore.read(edition.ledger("lamp").read_bytes(), "lamp.ledger.tsv")
    assert restore.restore(root, ledger, "lamp.xml") == raw.encode()
    assert not gate.check(root)


HOSTILE = [
    "_",
    '"',
    "“",
    "‘",
    "’",
    "《",
    "｜灯",
    "［＃",
    "[Greek: ",
    "^{",
    "-\n",
    "_a ",
    "a_ ",
    "“a ",
    "‘a’ ",
    "灯《あ》",
]
HOSTILE += ["a--\n", "**", "* a", "(a ", "［", "「", "_“a_” ", "=a ", "a-b"]


@pytest.mark.parametrize("piece", HOSTILE)
def test_the_time_of_hostile_text_is_linear(piece):
    text = piece * (200_000 // len(piece))
    began = time.process_time()
    used = usage(text)
    found = used.find(text)
    if used.quotes:
        quotes.find(text, used.quotes, text)
    assert found is not None
    assert time.process_time() - began < 3
