"""No byte is lost, none invented: the promise of the ledger, and that breaking it is seen."""

import copy
import random
import re

import pytest
import texts
from hypothesis import example, given, settings
from hypothesis import strategies as st

from editio import encode, restore, tei
from editio.message import Rejected

RAW = """\ufeffAda Arden\r
\r
On Lamps & Lanterns\r
\r
Written: 1 May 1901.\r
\r
Of Lamps\r
\r
It was the best of lamps, [1] and everyone who saw it agreed  that no better\r
lamp had ever been lit in that town; “so they said”.\r
\r
*  *  *\r
\r
It went\u00a0out.\r
\r
1. So at least they said.\r
\r
Last updated on: 3.3.2007\r
""".encode()

PIECES = [
    b"\r\n", b"\n", b"\r", b"\n\n", b"\r\n\r\n", b"\f", b"\x00", b"\x0b", b"\x85", b"\xc2\x85", b"\xe2\x80\xa8",
    b"\xef\xbb\xbf", b"\xff", b"\xc3", b"e\xcc\x81", b"\xc3\xa9", b"\xc2\xa0", b"]]>", b"&#13;", b"<p>", b"\t", b"  ",
    b" ", b"[1]", b" [1] ", b"1. ", b"[2] ", b"2. x", b"* * *", b"CHAPTER I", b"IV. Of Lamps", b"(To be continued)",
    b"Source: x", b"Written: 1 May 1901", b"Next | Index | Home", b"return return", b"The End", b"word", b"It was so.",
    b"A Title", b"\xef\xbf\xbe", b"\xed\xa0\x80", b"\xf0\x9f\x8f\xae",
    b"It was the best of lamps, and everyone who saw it agreed that no better lamp had ever been lit in that town. ",
]  # fmt: skip


def is_no_blank(raw):
    """Tell whether bytes hold more than white space and byte order marks."""
    return raw.decode("utf-8", "replace").strip(" \t\r\n\f\u3000\ufeff") != ""


def both_ways(raw):
    root, ledger, _ = texts.encoded(raw)
    return restore.restore(root, ledger, "lamp.xml")


@settings(deadline=None, max_examples=300)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=30).map(b"".join).filter(is_no_blank))
@example(RAW)
@example(b"\x00")
@example("\u2028".encode())
@example(b"\xef\xbb\xbf\xc2\xa0")
def test_any_pieces_of_text_come_back_byte_for_byte(raw):
    assert both_ways(raw) == raw


@settings(deadline=None, max_examples=300)
@given(st.binary(min_size=1, max_size=200))
def test_any_bytes_come_back_or_are_no_text(raw):
    try:
        assert both_ways(raw) == raw
    except Rejected as rejected:
        assert {message.code for message in rejected.messages} <= {"E102", "E107"}  # noqa: PT017 - or it is one


@settings(deadline=None, max_examples=100)
@given(st.text(min_size=1, max_size=200).map(str.encode).filter(is_no_blank))
def test_any_characters_come_back(raw):
    assert both_ways(raw) == raw


def test_each_code_point_of_the_source_view_is_used_exactly_once():
    root, ledger, _ = texts.encoded(RAW)
    spoken = [row for row in ledger.rows if row.kind in restore.SPOKEN]
    views, outside = restore.source_views(root, frozenset(row.block for row in spoken), "lamp.xml")
    used = {block: [] for block in views}
    for row in spoken:
        used[row.block] += range(row.at, row.to)
    assert used == {block: list(range(len(view))) for block, view in views.items()}
    assert not outside.strip()


def text_nodes(root):
    """Give the places of the document's text that hold words: an element and which of its strings."""
    words = tei.find(root, "text")
    for element in words.iter("{*}*"):
        for place in ("text", "tail"):
            said = getattr(element, place)
            if said and said.strip():
                yield element, place


def noticed(original, ledger, seed, times):
    """Count how many changes of one character each are noticed; words of other witnesses are none of the raw text."""
    chance = random.Random(seed)
    caught = 0
    for _ in range(times):
        root = copy.deepcopy(original)
        places = [(element, place) for element, place in text_nodes(root) if not is_of_others(element, place)]
        element, place = chance.choice(places)
        said = getattr(element, place)
        at = chance.randrange(len(said))
        other = chance.choice([c for c in "xé— .\u00a0" if c != said[at]])
        before, after = said[:at], said[at + 1 :]
        setattr(element, place, chance.choice([before + after, before + other + said[at:], before + other + after]))
        try:
            assert restore.restore(root, ledger, "lamp.xml") != RAW
        except Rejected:
            caught += 1
    return caught


def is_of_others(element, place):
    """Tell whether words stand in a reading that a test says, by ``@n``, to be another witness's."""
    around = [element, *element.iterancestors()][place == "tail" :]
    return any(one.get("n") == "other" for one in around)


def test_any_character_that_is_changed_added_or_dropped_is_noticed():
    original, ledger, _ = texts.encoded(RAW)
    assert noticed(original, ledger, 1901, 2000) == 2000


# --- variants: the source view has the readings of the raw text's own witness --------------------------------

WITNESSES = '<listWit><witness xml:id="wit.A" corresp="#source.digital"/><witness xml:id="wit.B"/></listWit>'

VARIANTS = {
    "its reading is the lemma": (
        "best",
        '<app><lem wit="#wit.A">best</lem><rdg n="other" wit="#wit.B">worst</rdg></app>',
    ),
    "its reading is not the lemma": (
        "best",
        '<app><lem n="other" wit="#wit.B">worst</lem><rdg wit="#wit.A #wit.C">best</rdg></app>',
    ),
    "it omits what the lemma has": ("best", 'best<app><lem n="other" wit="#wit.B"> and</lem><rdg wit="#wit.A"/></app>'),
    "it has what others omit": ("best", '<app><lem wit="#wit.A">best</lem><rdg wit="#wit.B"/></app>'),
    "another witness breaks off": (
        "best",
        '<app><lem wit="#wit.A">best</lem><rdg wit="#wit.B"><lacunaStart/></rdg></app>',
    ),
    "no reading names it": ("best", '<app><lem>best</lem><rdg n="other" wit="#wit.B">worst</rdg></app>'),
    "its reading stands in a group": (
        "best",
        '<app><lem n="other" wit="#wit.C">worst</lem><rdgGrp><rdg n="other" wit="#wit.B">x</rdg>'
        '<rdg wit="#wit.A">best</rdg></rdgGrp></app>',
    ),
    "its reading is corrected": (
        "best",
        '<app><lem n="other" wit="#wit.B">worst</lem><rdg wit="#wit.A"><choice><sic>best</sic><corr n="other">beast'
        "</corr></choice></rdg></app>",
    ),
    "an entry stands in a reading": (
        "best of lamps",
        '<app><lem n="other" wit="#wit.B">worst</lem><rdg wit="#wit.A">best <app><lem n="other" wit="#wit.C">or</lem>'
        '<rdg wit="#wit.A">of</rdg></app> lamps</rdg></app>',
    ),
}


def with_variant(words, entry):
    """Put an entry in the place of words of the encoded text, and witnesses into its header."""
    encoded = encode.encode(RAW, "lamp.txt")
    document = encoded.document.decode().replace(words, entry, 1).replace("</sourceDesc>", f"{WITNESSES}</sourceDesc>")
    return tei.parse(document.encode(), "lamp.xml"), restore.read(encoded.ledger, "lamp.ledger.tsv")


@pytest.mark.parametrize(("words", "entry"), VARIANTS.values(), ids=VARIANTS)
def test_of_each_variant_the_raw_text_has_its_own_reading_and_a_change_in_it_is_noticed(words, entry):
    root, ledger = with_variant(words, entry)
    assert restore.restore(root, ledger, "lamp.xml") == RAW
    assert noticed(root, ledger, 1902, 200) == 200


def test_where_no_witness_is_the_raw_text_it_has_the_lemma():
    entry = '<app><lem wit="#wit.B">best</lem><rdg wit="#wit.A">worst</rdg></app>'
    root, ledger = with_variant("best", entry)
    for witness in root.iter(tei.tag("witness")):
        witness.attrib.pop("corresp", None)
    assert restore.restore(root, ledger, "lamp.xml") == RAW


def test_words_in_an_entry_that_are_no_reading_are_noticed():
    root, ledger = with_variant("best", '<app><lem wit="#wit.A">best</lem><rdg wit="#wit.B">worst</rdg>!</app>')
    with pytest.raises(Rejected):
        restore.restore(root, ledger, "lamp.xml")


def test_words_outside_every_block_are_noticed():
    root, ledger, _ = texts.encoded(RAW)
    tei.find(root, "text/body").append(tei.make("p", {}, "Nobody wrote this."))
    with pytest.raises(Rejected, match="E603 words without a place in the raw bytes outside every block"):
        restore.restore(root, ledger, "lamp.xml")


def test_words_that_editors_add_are_none_of_the_raw_text():
    root, ledger, _ = texts.encoded(RAW)
    paragraph = tei.find(root, "text/body/div/p")
    paragraph.append(tei.make("note", {"type": "editorial"}, "A note."))
    paragraph.append(tei.make("supplied", {}, "!"))
    assert restore.restore(root, ledger, "lamp.xml") == RAW


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (lambda ledger: ledger.replace(b"\ttext\t", b"\ttext", 1), "E601 no ledger"),
        (lambda ledger: ledger[:0], "E601 no ledger"),
        (lambda ledger: b"\xff\xfe" + ledger, "E601 no ledger"),
        (lambda ledger: ledger.replace(b"# encoding\tutf-8", b"# encoding\tmartian"), "E601 no ledger"),
        (lambda ledger: re.sub(rb"\n\d+\t\d+\teol[^\n]*", b"", ledger, count=1), "is in no row, or in two"),
        (lambda ledger: ledger.replace(b"editorial.header", b""), "a row of kind header names no decision"),
        (lambda ledger: ledger.replace(b"1 May", b"2 May"), "do not give the raw bytes"),
    ],
)
def test_a_ledger_with_a_fault_is_rejected(fault, said):
    result = encode.encode(RAW, "lamp.txt")
    root = tei.parse(result.document, "lamp.xml")
    with pytest.raises(Rejected, match=said):
        restore.restore(root, restore.read(fault(result.ledger), "lamp.ledger.tsv"), "lamp.xml")


def test_only_kinds_with_a_decision_take_words_out_of_the_text():
    _, ledger, _ = texts.encoded(RAW)
    for row in ledger.rows:
        assert row.decision or row.kind == "text" or not row.literal.strip(), row


def test_the_budget_names_every_kind_and_adds_up():
    _, ledger, _ = texts.encoded(RAW)
    said = restore.budget(ledger, "lamp")
    assert said.startswith("lamp: ")
    assert {"text", "header", "mark", "furniture"} <= set(re.findall(r"% (\w+)", said))
    assert abs(sum(float(share) for share in re.findall(r"([\d.]+) %", said)) - 100) < 0.5


def test_an_entry_changes_no_row_of_the_ledger(tmp_path):
    entries = """
[[entry]]
id = "c1"
do = "correct"
at = "the [[best]] of lamps"
with = "worst"
resp = "ed"
[[entry]]
id = "n1"
do = "note"
at = "everyone who [[saw]] it"
body = "Nobody saw it."
resp = "ed"
"""
    with_entries = texts.edition(tmp_path / "with", entries, raw=RAW)
    without = texts.edition(tmp_path / "without", raw=RAW)
    rows = []
    for edition in (with_entries, without):
        encode.run(edition, "lamp")
        rows.append([line for line in edition.ledger("lamp").read_text().split("\n") if not line.startswith("#")])
    assert rows[0] == rows[1]
    assert with_entries.document("lamp").read_bytes() != without.document("lamp").read_bytes()
