"""Whatever bytes come in, a document is accepted or refused with a message, and nothing else happens."""

import random
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from editio import tei, validate
from editio.message import CODES, Rejected
from editio.validate.places import Places

LAMP = Path(__file__).parent.parent / "fixtures" / "lamp.xml"
DOCUMENT = LAMP.read_bytes()
TEI = f'<TEI xmlns="{tei.NAMESPACE}">'
P4 = '<TEI.2><teiHeader type="text"/><text><body><p>A lamp.</p></body></text></TEI.2>'
BOMB = '<!DOCTYPE TEI [<!ENTITY a "lamp"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>\n' + TEI + "&b;</TEI>"
LATE = f'<!-- <TEI -->\n<!DOCTYPE TEI SYSTEM "file:///etc/passwd">\n{TEI}</TEI>'

REFUSED = {
    "an empty file": ("", 1, "E501"),
    "white space": ("\n\n", 3, "E501"),
    "plain words": ("A lamp is no lantern.", 1, "E501"),
    "a tag that is not closed": (f"{TEI}\n<text>\n</TEI>", 3, "E501"),
    "an entity that nobody declared": (f"{TEI}\n&eacute;</TEI>", 2, "E501"),
    "an HTML page": ("<html><body/></html>", 1, "E502"),
    "TEI P4": (P4, 1, "E502"),
    "TEI without its namespace": ("<TEI><teiHeader/></TEI>", 1, "E502"),
    "a part of a document": (f'<div xmlns="{tei.NAMESPACE}"/>', 1, "E502"),
    "an entity bomb": (BOMB, 1, "E512"),
    "a document type behind a comment": (LATE, 2, "E512"),
    "a document type in another encoding": (f"<!DOCTYPE TEI>{TEI}</TEI>", 1, "E512"),
    "a hundred and one levels": (TEI + "\n<ab>" * 100 + "</ab>" * 100 + "</TEI>", 101, "E513"),
    "three thousand levels": (TEI + "\n<ab>" * 3_000 + "</ab>" * 3_000 + "</TEI>", 2_049, "E513"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_no_tei_document_is_refused_with_its_line(kind):
    words, line, code = REFUSED[kind]
    encoding = "utf-16" if "encoding" in kind else "utf-8"
    with pytest.raises(Rejected) as rejected:
        validate.run(Path("lamp.xml"), data=words.encode(encoding))
    assert [(message.line, message.code) for message in rejected.value.messages] == [(line, code)]


def test_a_hundred_levels_are_not_refused_for_their_depth():
    document = f"{TEI}{'<ab>' * 99}{'</ab>' * 99}</TEI>"
    with pytest.raises(Rejected) as rejected:
        validate.run(Path("lamp.xml"), data=document.encode())
    assert "E513" not in {message.code for message in rejected.value.messages}


@pytest.mark.parametrize("name", ["nowhere.xml", "."])
def test_what_cannot_be_read_is_refused(tmp_path, name):
    with pytest.raises(Rejected) as rejected:
        validate.run(tmp_path / name)
    (message,) = rejected.value.messages
    assert (message.code, message.file) == ("E101", str(tmp_path / name))


def test_a_finding_that_does_not_reject_is_returned():
    document = DOCUMENT.replace("‘A lamp is no lantern.".encode(), "A lamp” is no lantern.".encode())
    assert {message.code for message in validate.run(LAMP, data=document)} == {"W509"}


def test_all_judges_are_heard_before_a_document_is_refused():
    document = DOCUMENT.replace(b"#pipeline", b"#nobody").replace(b"<lb/>", b"<lb>of</lb>")
    with pytest.raises(Rejected) as rejected:
        validate.run(LAMP, data=document)
    assert [message.code for message in rejected.value.messages] == ["E504", "E503"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-1"])
def test_a_document_is_read_in_the_encoding_that_it_states(encoding):
    words = DOCUMENT.decode().replace('encoding="UTF-8"', f'encoding="{encoding.removesuffix("-sig")}"')
    assert validate.run(LAMP, data=words.encode(encoding, "xmlcharrefreplace")) == ()


def test_lines_are_counted_right_beyond_those_that_the_parser_knows():
    choose = random.Random(1).choice
    rows = "".join(choose(["<ab/>\n", "<ab>x\n\n</ab>", "<ab><lb/><lb/>\n\n</ab>\n"]) for _ in range(50_000))
    document = f"{TEI}\n{rows}</TEI>".encode()
    root = tei.parse(document, "lamp.xml")
    places = Places("lamp.xml", document, root)
    last = root[-1]
    assert last.sourceline > 65_535
    assert places.line(last) == document.count(b"\n", 0, document.rindex(b"<ab")) + 1
    early = root[10]
    assert places.line(early) == early.sourceline


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300), st.integers(0, len(DOCUMENT)), st.integers(0, 300))
@example(b"\x00", 200, 0)
@example("‘“‘“’”".encode(), DOCUMENT.index(b"A lamp is"), 0)
def test_no_bytes_lead_to_anything_but_acceptance_or_messages(bytes_put, place, taken_out):
    document = DOCUMENT[:place] + bytes_put + DOCUMENT[place + taken_out :]
    try:
        found = validate.run(LAMP, data=document)
    except Rejected as rejected:
        found = rejected.messages
        assert any(message.rejects for message in found)
    assert all(message.code in CODES and message.file == str(LAMP) for message in found)
    assert list(found) == sorted(found)


@pytest.mark.slow
def test_documents_of_others_are_accepted_or_explained(shared):
    for path in sorted((shared / "corpus" / "tei").glob("*.xml")):
        try:
            found = validate.run(path)
        except Rejected as rejected:
            found = rejected.messages
        assert not [message for message in found if message.sentence.startswith("Element ")], path.name
        lines = path.read_bytes().count(b"\n") + 1
        assert all(0 <= message.line <= lines for message in found), path.name


def test_the_tree_is_left_as_it_was():
    root = tei.parse(DOCUMENT, "lamp.xml")
    before = etree.tostring(root)
    validate.gate.check(root)
    validate.house.check(root, Places("lamp.xml", DOCUMENT, root))
    assert etree.tostring(root) == before


def test_a_finding_of_the_schema_shows_the_path_to_its_place_and_the_words_there(tmp_path):
    path = tmp_path / "lamp.xml"
    path.write_bytes(DOCUMENT.replace(b"<trailer ", b'<trailer colour="red" '))
    with pytest.raises(Rejected) as rejected:
        validate.run(path)
    assert [message.near for message in rejected.value.messages] == ["TEI/text/body/trailer: (To be continued)"]
