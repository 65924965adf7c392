"""The gate rejects what the schema does not allow, and says what, where, and what to do."""

import copy
import random
import subprocess
import sys
from pathlib import Path

import fixtures
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from xmlschema import XMLSchema10

from editio import tei, validate
from editio.message import Rejected
from editio.validate import gate

LAMP = Path(__file__).parent.parent / "fixtures" / "lamp.xml"
DOCUMENT = LAMP.read_text(encoding="utf-8")
FAULTS = Path(__file__).with_name("faults.txt")
VALID = etree.XMLSchema(file=gate.SCHEMA)
OPINION = XMLSchema10(str(gate.SCHEMA), allow="local")


def titles():
    return [pytest.param(n, id=fixture.title) for n, fixture in enumerate(fixtures.read(FAULTS, 3))]


def with_fault(number):
    """Give the sample document with the change that a fixture makes in it."""
    old, new, _ = fixtures.read(FAULTS, 3)[number].parts
    assert DOCUMENT.count(old) == 1, f"{old} stands in the sample {DOCUMENT.count(old)} times"
    return DOCUMENT.replace(old, new)


def rejections(document):
    with pytest.raises(Rejected) as rejected:
        validate.run(Path("lamp.xml"), data=document.encode())
    return rejected.value.messages


def with_paragraphs(words, attributes=""):
    """Give the sample document with two hundred paragraphs before its first, which gets attributes."""
    return DOCUMENT.replace('<p xml:id="p70">', f"{words * 200}<p {attributes}>")


def test_the_sample_document_passes_without_findings():
    assert validate.run(LAMP) == ()


@pytest.mark.parametrize("number", titles())
def test_a_fault_is_reported_on_its_line_with_what_mends_it(request, number):
    found = [message for message in rejections(with_fault(number)) if message.code == "E503"]
    lines = [f"{m.line} {m.sentence}" + f"\n    {m.hint}" * bool(m.hint) for m in found]
    fixtures.check(request, FAULTS, number, 3, "\n".join(lines))


@pytest.mark.parametrize("number", titles())
def test_both_validators_reject_what_one_rejects(number):
    root = etree.fromstring(with_fault(number).encode())
    assert not VALID.validate(root)
    assert list(OPINION.iter_errors(root))


def test_a_fault_of_an_element_is_reported_on_the_line_where_the_element_begins():
    document = DOCUMENT.replace('<p xml:id="p380">', '<p\n   xml:id="p380"\n   rned="it">')
    line = DOCUMENT.count("\n", 0, DOCUMENT.index('<p xml:id="p380">')) + 1
    assert [message.line for message in rejections(document)] == [line + 2]


def test_all_faults_of_a_document_are_reported_at_once():
    document = DOCUMENT
    for old, new in (("<lb/>", "<lb>of</lb>"), ("<sic>teh</sic>", ""), ('when="1627"', 'when="?"')):
        document = document.replace(old, new)
    assert [message.sentence for message in rejections(document)] == [
        "'lb' must be empty",
        "'choice' is not complete",
        "@when of 'birth' cannot be '?'",
    ]


def test_a_document_that_steers_its_own_validation_is_rejected_before_anything_is_loaded():
    steering = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:x file:///etc/passwd"'
    (message,) = rejections(DOCUMENT.replace("<body>", f"<body {steering}>"))
    assert message.sentence == "'body' has an attribute of XML Schema, which TEI does not know"


def test_fifty_findings_are_shown_and_the_others_counted():
    found = rejections(with_paragraphs('<p foo="1">x</p>\n', 'xml:id="p70"'))
    assert len(found) == validate.SHOWN + 1
    assert found[-1].code == "W514"
    assert {message.line for message in found[1:-1]} <= set(range(114, 114 + 200))


def test_what_rejects_is_shown_before_what_does_not():
    found = rejections(with_paragraphs("<p>x”</p>\n", 'resp="#nobody"'))
    assert {message.code for message in found} == {"E504", "W509", "W514"}


def test_what_only_libxml2_rejects_is_told_in_its_words(monkeypatch):
    from editio.validate import components

    monkeypatch.setattr(components, "load", lambda _: {})
    (message,) = rejections(DOCUMENT.replace('<birth when="1627">', '<birth foo="1">'))
    assert message.sentence == "Element 'birth', attribute 'foo': The attribute 'foo' is not allowed"


def test_the_explanations_are_loaded_for_invalid_documents_only():
    program = "import sys; from pathlib import Path; from editio import validate; validate.run(Path(sys.argv[1]))"
    program += "; print('xmlschema' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program, str(LAMP)], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


ELEMENTS = sum(1 for _ in etree.fromstring(DOCUMENT.encode()).iter(etree.Element))
CHANGES = ("drop", "double", "rename", "unwrap", "move", "empty", "attribute")


def changed(root, change, place, other):
    """Change a tree somewhere, as people and programs do by mistake."""
    elements = list(root.iter(etree.Element))
    element, target = elements[place % len(elements)], elements[other % len(elements)]
    parent = element.getparent()
    if parent is None:
        return
    if change == "drop":
        parent.remove(element)
    elif change == "double":
        parent.insert(0, copy.deepcopy(element))
    elif change == "rename":
        element.tag = target.tag
    elif change == "unwrap":
        for child in element:
            element.addprevious(child)
    elif change == "move" and element not in target.iterancestors() and element is not target:
        target.append(element)
    elif change == "empty":
        element.clear()
    else:
        element.attrib.update(target.attrib)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(CHANGES), st.integers(0, ELEMENTS), st.integers(0, ELEMENTS)), max_size=4))
def test_whatever_is_done_to_a_document_both_validators_agree_and_every_fault_has_its_words(changes):
    root = etree.fromstring(DOCUMENT.encode())
    for change, place, other in changes:
        changed(root, change, place, other)
    document = etree.tostring(root)
    root = etree.fromstring(document, etree.XMLParser(collect_ids=False))
    is_valid = VALID.validate(root)
    assert is_valid == (not list(OPINION.iter_errors(root)))
    try:
        found = validate.run(Path("lamp.xml"), data=document)
    except Rejected as rejected:
        found = rejected.messages
    assert is_valid == (not any(message.code == "E503" for message in found))
    assert not [message for message in found if message.sentence.startswith("Element ")]


def test_a_document_of_mistakes_alone_is_reported_and_does_not_exhaust_us():
    body = "".join(random.Random(1).choice(["<x>", "<p>", "<l n='1' q='2'>", "</", "&"]) for _ in range(2_000))
    with pytest.raises(Rejected):
        validate.run(Path("lamp.xml"), data=f'<TEI xmlns="{tei.NAMESPACE}">{body}</TEI>'.encode())
