"""A document is held against schemas of others, and none of them makes us fetch anything."""

import importlib.util
import shutil
import socket
from pathlib import Path

import judges
import pytest

from editio import cli, validate
from editio.message import Rejected
from editio.validate import foreign

LAMP = Path(__file__).parent.parent / "fixtures" / "lamp.xml"

RNG = """\
<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.tei-c.org/ns/1.0">
  <start><element name="TEI"><ref name="any"/></element></start>
  {inner}
</grammar>
"""

ANYTHING = """
<define name="any"><zeroOrMore><choice><text/><attribute><anyName/></attribute>
  <element><anyName><except><name>docTitle</name></except></anyName><ref name="any"/></element>
</choice></zeroOrMore></define>
"""

XSD = """\
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.tei-c.org/ns/1.0"
    elementFormDefault="qualified">
  <xs:element name="TEI"><xs:complexType><xs:sequence>
    <xs:element name="text"/>
  </xs:sequence><xs:anyAttribute processContents="skip"/></xs:complexType></xs:element>
</xs:schema>
"""

SCHEMATRON = """\
<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="{binding}">
  <ns prefix="tei" uri="http://www.tei-c.org/ns/1.0"/>
  {rules}
</schema>
"""

RULES = """
<pattern><rule context="tei:titlePart">
  <assert test="@type != 'sub'">a subtitle</assert>
  <report test="@type = 'main'" role="warning">a title</report>
  <report test="@type = 'over'" role="information">an overtitle</report>
</rule></pattern>
"""


def line_of(words):
    return next(n for n, line in enumerate(LAMP.read_text("utf-8").splitlines(), 1) if words in line)


EXPECTED = [
    (line_of('titlePart type="over"'), "N805", "an overtitle"),
    (line_of('titlePart type="main"'), "W804", "a title"),
    (line_of('titlePart type="sub"'), "E803", "a subtitle"),
]


def write(folder, name, words):
    path = folder / name
    path.write_text(words, encoding="utf-8")
    return path


def told(**schemas):
    with pytest.raises(Rejected) as rejected:
        validate.against(LAMP, **schemas)
    return [(message.line, message.code) for message in rejected.value.messages]


def refusal(schema, as_rules=False):
    with pytest.raises(Rejected) as rejected:
        validate.against(LAMP, **{"rules" if as_rules else "schema": schema})
    (message,) = rejected.value.messages
    return message


@pytest.fixture
def libxml2_alone(monkeypatch):
    monkeypatch.setattr(foreign, "_jing", tuple)


def test_jing_finds_the_fault_and_its_line(tmp_path):
    found = told(schema=write(tmp_path, "house.rng", RNG.format(inner=ANYTHING)))
    assert found[0] == (line_of("<docTitle>"), "E802")


@pytest.mark.usefixtures("libxml2_alone")
def test_libxml2_finds_the_fault_though_perhaps_not_its_line(tmp_path):
    assert {code for _, code in told(schema=write(tmp_path, "house.rng", RNG.format(inner=ANYTHING)))} == {"E802"}


@pytest.mark.parametrize("judge", ["jing", "libxml2"])
def test_relax_ng_passes_what_it_allows(tmp_path, judge, request):
    if judge == "libxml2":
        request.getfixturevalue("libxml2_alone")
    schema = write(tmp_path, "house.rng", RNG.format(inner=ANYTHING.replace("docTitle", "nothing")))
    assert validate.against(LAMP, schema) == ()


def test_what_lies_in_the_folder_of_a_schema_is_included(tmp_path):
    anything = ANYTHING.replace("docTitle", "nothing")
    write(tmp_path, "any.rng", f'<grammar xmlns="http://relaxng.org/ns/structure/1.0">{anything}</grammar>')
    assert validate.against(LAMP, write(tmp_path, "house.rng", RNG.format(inner='<include href="any.rng"/>'))) == ()


def test_tei_all_passes_a_document_of_ours_and_its_rules_too():
    (schema, *_) = judges.tei_all_schemas()
    assert validate.against(LAMP, schema, schema) == ()


@pytest.mark.usefixtures("libxml2_alone")
def test_libxml2_says_that_it_takes_its_time(tmp_path):
    words = RNG.format(inner=ANYTHING.replace("docTitle", "nothing")) + " " * foreign.LARGE
    (message,) = validate.against(LAMP, write(tmp_path, "house.rng", words))
    assert (message.code, message.severity) == ("N808", "note")


def test_an_xsd_finds_the_fault_and_its_line(tmp_path):
    assert told(schema=write(tmp_path, "house.xsd", XSD)) == [(line_of("<teiHeader"), "E802")]


def test_a_document_does_not_choose_its_schemas(tmp_path):
    here = write(tmp_path, "own.xsd", XSD.replace('name="text"', 'name="teiHeader"')).as_uri()
    pointing = b'<TEI xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:x %s"'
    data = LAMP.read_bytes().replace(b"<TEI", pointing % here.encode(), 1)
    with pytest.raises(Rejected) as rejected:
        validate.against(LAMP, write(tmp_path, "house.xsd", XSD), data=data)
    assert [message.code for message in rejected.value.messages] == ["E802"]


@pytest.mark.parametrize("binding", ["xslt", "xslt2", "xslt3"])
def test_schematron_gives_each_rule_its_severity_and_its_line(tmp_path, binding):
    schema = write(tmp_path, "house.sch", SCHEMATRON.format(binding=binding, rules=RULES))
    with pytest.raises(Rejected) as rejected:
        validate.against(LAMP, rules=schema)
    assert sorted((m.line, m.code, m.sentence) for m in rejected.value.messages) == sorted(EXPECTED)


def test_rules_of_another_file_of_the_folder_are_tried(tmp_path):
    pattern = RULES.replace("<pattern>", '<pattern xmlns="http://purl.oclc.org/dsdl/schematron">')
    write(tmp_path, "titles.sch", pattern)
    rules = '<include href="titles.sch"/>'
    assert (EXPECTED[2][0], "E803") in told(
        rules=write(tmp_path, "house.sch", SCHEMATRON.format(binding="xslt", rules=rules))
    )


def test_a_rule_that_breaks_rejects_nothing(tmp_path):
    rules = '<pattern><rule context="tei:body"><assert test="xs:integer(\'lamp\') = 1">a</assert></rule></pattern>'
    schema = write(tmp_path, "house.sch", SCHEMATRON.format(binding="xslt3", rules=rules))
    (message,) = validate.against(LAMP, rules=schema)
    assert (message.line, message.code) == (line_of("<body>"), "W806")


def test_without_saxon_the_extra_is_named(tmp_path, monkeypatch):
    found = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "saxonche" else found(name))
    message = refusal(write(tmp_path, "house.sch", SCHEMATRON.format(binding="xslt2", rules=RULES)), as_rules=True)
    assert (message.code, message.hint) == ("E807", "pip install editio[schematron]")


INCLUDES = {
    "RELAX NG include": (RNG.format(inner='<include href="{address}"/>'), "house.rng"),
    "RELAX NG externalRef": (RNG.format(inner='<define name="any"><externalRef href="{address}"/></define>'), "h.rng"),
    "XSD include": (XSD.replace("<xs:element", '<xs:include schemaLocation="{address}"/><xs:element', 1), "house.xsd"),
    "XSD import": (XSD.replace("<xs:element", '<xs:import schemaLocation="{address}"/><xs:element', 1), "house.xsd"),
    "Schematron include": (SCHEMATRON.format(binding="xslt", rules='<include href="{address}"/>'), "house.sch"),
}
"""Schemas that name another file, and what they are called."""

ADDRESSES = ("{server}/a.xml", "../outside.xml", "/etc/passwd", "%2e%2e/outside.xml", "file:outside.xml", "none.xml")


@pytest.fixture
def server():
    """Listen on a port of this machine, and see that nobody comes."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        listening.setblocking(False)
        with pytest.raises(BlockingIOError):
            listening.accept()


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("kind", INCLUDES)
def test_a_schema_reads_nothing_outside_its_folder(tmp_path, server, kind, address):
    words, name = INCLUDES[kind]
    write(tmp_path, "outside.xml", RNG.format(inner=ANYTHING))
    (tmp_path / "schemas").mkdir()
    named = words.replace("{address}", address.replace("{server}", server))
    message = refusal(write(tmp_path / "schemas", name, named), as_rules=name.endswith("sch"))
    assert (message.code, "it includes" in message.sentence) == ("E801", True)


def test_a_link_out_of_the_folder_is_not_followed(tmp_path):
    (tmp_path / "schemas").mkdir()
    outside = write(tmp_path, "outside.rng", RNG.format(inner=ANYTHING))
    (tmp_path / "schemas" / "any.rng").symlink_to(outside)
    schema = write(tmp_path / "schemas", "house.rng", RNG.format(inner='<include href="any.rng"/>'))
    assert refusal(schema).code == "E801"


@pytest.mark.parametrize("binding", ["xslt", "xslt3"])
@pytest.mark.parametrize("function", ["document", "doc", "unparsed-text"])
def test_a_rule_opens_no_file(tmp_path, server, binding, function):
    secret = write(tmp_path, "secret.xml", "<a>what nobody may read</a>")
    for address in (secret.as_uri(), f"{server}/a.xml"):
        select = f"{function}('{address}')"
        check = f'<report test="true()"><value-of select="{select}"/></report>'
        rules = f'<pattern><rule context="tei:body">{check}</rule></pattern>'
        schema = write(tmp_path, "house.sch", SCHEMATRON.format(binding=binding, rules=rules))
        try:
            found = validate.against(LAMP, rules=schema)
        except Rejected as rejected:
            found = rejected.messages
        assert [message for message in found if "what nobody may read" in message.sentence] == []


NO_SCHEMAS = {
    "an empty file": ("", "a.rng"),
    "no XML": ("start = element TEI { text }", "a.rnc"),
    "a document type": ('<!DOCTYPE grammar SYSTEM "a.dtd"><grammar/>', "a.rng"),
    "an entity bomb": ('<!DOCTYPE a [<!ENTITY b "c">]><grammar>&b;</grammar>', "a.rng"),
    "some other XML": ("<html/>", "a.xsd"),
    "a grammar without a start": ('<grammar xmlns="http://relaxng.org/ns/structure/1.0"/>', "a.rng"),
    "an XSD with a fault": (XSD.replace('name="text"', 'ref="nothing"'), "a.xsd"),
    "a place moved": (RNG.format(inner='<div xml:base="http://127.0.0.1/"/>'), "a.rng"),
}


@pytest.mark.parametrize("kind", NO_SCHEMAS)
def test_what_is_no_schema_is_refused(tmp_path, kind):
    words, name = NO_SCHEMAS[kind]
    assert refusal(write(tmp_path, name, words)).code == "E801"


NO_RULES = {
    "no rule": "",
    "no XPath": '<pattern><rule context="tei:p"><assert test="((">a</assert></rule></pattern>',
    "no abstract rule": '<pattern><rule context="tei:p"><extends rule="none"/></rule></pattern>',
    "a round": '<include href="house.sch"/>',
}


@pytest.mark.parametrize("binding", ["xslt", "xslt3"])
@pytest.mark.parametrize("kind", NO_RULES)
def test_what_holds_no_rules_is_refused(tmp_path, kind, binding):
    schema = write(tmp_path, "house.sch", SCHEMATRON.format(binding=binding, rules=NO_RULES[kind]))
    assert refusal(schema, as_rules=True).code == "E801"


def test_the_command_takes_a_schema(tmp_path, capsys):
    schema = write(tmp_path, "house.xsd", XSD)
    assert cli.main(["validate", "--schema", str(schema), str(LAMP)]) == 1
    assert f"{LAMP}:{line_of('<teiHeader')}: E802 " in capsys.readouterr().err


def test_jing_is_found_on_the_path_where_no_package_has_it(monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    assert foreign._jing.__wrapped__() == ("/usr/bin/jing",)
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    assert foreign._jing.__wrapped__() == ()
