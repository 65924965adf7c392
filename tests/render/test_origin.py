"""The origin of passages: the bytes that are told of a passage are those that stand there in the raw text."""

import hashlib
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from judges import ROOT
from lxml import etree

from editio import edition, encode, restore, tei
from editio.message import Rejected
from editio.render import origin

RAW = """\ufeffOn Lamps\r
\r
Written: 1 May 1901.\r
\r
It was the best of lamps, [1] and everyone who saw it agreed  that no better\r
lamp had ever been lit in that town; “so they said”.\r
\r
*  *  *\r
\r
It went\u00a0out.\r
\r
1. So at least\r
they said.\r
""".encode()

SETTINGS = """\
id = "lamps"
title = "Lamps"
language = "en"
date = "2001-02-03"
publisher = "The Example Press"
[responsible.ed]
name = "The editors"
"""


def read(raw):
    made = encode.encode(raw, "lamp.txt")
    root = tei.parse(made.document, "lamp.xml")
    return root, origin.of_file(root, made.ledger, "lamp.xml")


def blocks(root):
    return [one.get(tei.ID) for one in root.find(tei.tag("text")).iter(etree.Element) if one.get(tei.ID)]


def ids(root, words):
    """Give the id of a paragraph that begins with some words; of a note those of all in it."""
    notes_and_paragraphs = root.iter(tei.tag("note"), tei.tag("p"))
    found = next(one for one in notes_and_paragraphs if "".join(one.itertext()).startswith(words))
    return [one.get(tei.ID) for one in (found, *(found if found.tag == tei.tag("note") else ()))]


def said(stretch):
    return "".join(piece.words for piece in stretch.pieces)


def hold(raw, root, told):
    """Compare all that is told of every block with the raw text."""
    encoding = told.encoding
    found = [told.of([one]) for one in blocks(root)]
    for came in filter(None, found):
        for one in came.stretches:
            stood = raw[one.start : one.end].decode(encoding, "backslashreplace")
            assert said(one) == origin.UNSEEN.sub(origin._number, re.sub(r"\r\n?", "\n", stood))
            before = raw[: one.start].decode(encoding, "replace")
            assert one.first_line == 1 + len(re.findall(r"\r\n?|\n", before))
            assert one.last_line == one.first_line + said(one).count("\n")
    return [one for one in found if one]


def test_what_is_told_of_a_block_are_its_bytes_and_its_lines():
    root, told = read(RAW)
    assert hold(RAW, root, told)
    (one,) = told.of(ids(root, "It was")).stretches
    assert (one.start, one.first_line, one.last_line) == (RAW.index(b"It was"), 5, 6)
    assert RAW[: one.end].endswith("said”.".encode())


def test_bytes_that_are_no_words_are_told_apart_by_what_the_ledger_calls_them():
    root, told = read(RAW)
    came = told.of(ids(root, "It was"))
    assert came.others == (("mark", 4),)
    assert [(piece.kind, piece.words) for piece in came.stretches[0].pieces][1] == ("mark", " [1]")


def test_a_note_has_the_bytes_of_its_sign_and_of_its_words():
    root, told = read(RAW)
    came = told.of(ids(root, "So at least"))
    assert [said(one) for one in came.stretches] == [" [1]", "1. So at least\nthey said."]


def test_signs_that_begin_or_end_a_line_belong_to_its_words():
    raw = b"On Lamps\n\nAda Arden\n\nOne lamp.\n\nIt was _so._\n\n_It_ was not.\n"
    root, told = read(raw)
    assert [said(told.of(ids(root, words)).stretches[0]) for words in ("It was so", "It was not")] == [
        "It was _so._",
        "_It_ was not.",
    ]


def test_words_of_another_block_part_those_of_one():
    root = tei.parse(
        f'<TEI xmlns="{tei.NAMESPACE}"><text><body><p xml:id="p0">one two</p><p xml:id="p4">note</p></body></text>'
        '<encodingDesc xml:id="d"/></TEI>'.encode(),
        "x.xml",
    )
    head = "# raw sha256\t{}\n# raw bytes\t12\n# encoding\tutf-8\n"
    lines = [
        "0\t3\ttext\tp0\t0\t3\t\t",
        "3\t4\teol\t\t\t\t\\n\t",
        "4\t8\ttext\tp4\t0\t4\t\t",
        "8\t9\tsp\tp0\t3\t4\t\\n\t",
    ]
    lines += ["9\t12\ttext\tp0\t4\t7\t\t"]
    digest = hashlib.sha256(b"one\nnote\ntwo").hexdigest()
    told = origin.of_file(root, (head.format(digest) + "\n".join(lines) + "\n").encode(), "x.xml")
    assert [(one.start, one.end, one.first_line) for one in told.of(["p0"]).stretches] == [(0, 3, 1), (8, 12, 2)]
    assert told.of(["p0", "p4"]).stretches[0].end == 12


def test_what_nobody_would_see_is_a_number():
    root, told = read(b"\xef\xbb\xbfA\x00 lamp.\n\nIt is\xff.\n")
    shown = [said(one) for one in told.of(blocks(root)).stretches]
    assert shown == ["\\ufeffA\\x00 lamp.\n\nIt is\\xff."]


def test_what_came_from_no_byte_and_what_has_no_ledger_has_no_origin():
    root, told = read(RAW)
    assert told.of(["nothing"]) is None
    assert origin.of_file(root, None, "lamp.xml") is None


def test_a_document_that_its_ledger_does_not_fit_is_rejected():
    made = encode.encode(RAW, "lamp.txt")
    root = tei.parse(made.document.replace(b"went", b"want"), "lamp.xml")
    with pytest.raises(Rejected) as rejected:
        origin.of_file(root, made.ledger, "lamp.xml")
    assert {message.code for message in rejected.value.messages} == {"E602"}


@pytest.mark.parametrize("encoding", ["utf-16-le", "shift_jis", "iso-2022-jp", "gb18030"])
def test_bytes_are_told_in_whatever_encoding_they_are(tmp_path, encoding):
    raw = "灯について\n\n灯は明るい。灯台の\n灯も明るい。\n".encode(encoding)
    folder = tmp_path / "source" / "lamp"
    folder.mkdir(parents=True)
    (tmp_path / "source" / "edition.toml").write_text(SETTINGS)
    (folder / "text.txt").write_bytes(raw)
    (folder / "header.toml").write_text(f'language = "ja"\nencoding = "{encoding}"\n')
    made = edition.load(tmp_path)
    encode.run(made, "lamp")
    root = tei.parse(made.document("lamp").read_bytes(), "lamp.xml")
    told = origin.of_file(root, made.ledger("lamp").read_bytes(), "lamp.xml")
    assert (told.size, told.encoding) == (
        len(raw),
        restore.read(made.ledger("lamp").read_bytes(), "l").head["encoding"],
    )
    for name in blocks(root):
        for one in told.of([name]).stretches if told.of([name]) else ():
            before = raw[: one.start].decode(encoding, "replace")
            assert said(one) == raw[: one.end].decode(encoding)[len(before) :]


PIECES = [
    "\r\n",
    "\n",
    "\n\n",
    "\r\n\r\n",
    "\f",
    " [1] ",
    "1. ",
    "* * *",
    "CHAPTER I",
    "_so_ ",
    "It was so.",
    "\t",
    "  ",
]
PIECES += ["Source: x", "Next | Index | Home", "lamp-\nlight ", "“so”"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=20).map("".join).filter(lambda one: "so" in one))
def test_what_is_told_of_any_text_are_its_bytes(words):
    raw = words.encode()
    root, told = read(raw)
    hold(raw, root, told)


@pytest.mark.parametrize("name", ["class-nature-soviet-state", "results-and-prospects-8"])
def test_the_bytes_of_all_blocks_of_a_text_are_all_but_those_between_them(name):
    raw = (ROOT / "source" / name / "text.txt").read_bytes()
    root = tei.parse((ROOT / "tei" / f"{name}.xml").read_bytes(), name)
    told = origin.of_file(root, (ROOT / "tei" / f"{name}.ledger.tsv").read_bytes(), f"{name}.xml")
    assert hold(raw, root, told)
    spoken = [(row.start, row.end) for row in told.rows if row.kind in restore.SPOKEN]
    covered = {
        byte for one in blocks(root) if (c := told.of([one])) for s in c.stretches for byte in range(s.start, s.end)
    }
    assert covered.issuperset(byte for start, end in spoken for byte in range(start, end))
