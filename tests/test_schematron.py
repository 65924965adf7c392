"""Rules are tried as ISO Schematron says, whichever XSLT they become."""

import re

import pytest
import saxonche
from lxml import etree

from editio.validate.schematron import plain_stylesheet, stylesheet

GRAMMAR = """
<grammar xmlns="http://relaxng.org/ns/structure/1.0" xmlns:s="http://purl.oclc.org/dsdl/schematron">
  <s:ns prefix="x" uri="urn:x"/>
  <define name="a"><element name="a">{patterns}</element></define>
</grammar>
"""

NEEDS_B = "<s:pattern><s:rule context='x:a'><s:assert test='@b'>a has no b</s:assert></s:rule></s:pattern>"

# title: patterns, document, lines
CASES = {
    "a failed assertion is a finding": (NEEDS_B, "<a/>", ["/a[1]\terror\ta has no b"]),
    "an assertion that holds is none": (NEEDS_B, "<a b='1'/>", []),
    "a report that succeeds is a finding with its role": (
        """<s:pattern><s:rule context='x:a'>
             <s:report test='@b' role='warning'>a has b</s:report>
           </s:rule></s:pattern>""",
        "<a b='1'/>",
        ["/a[1]\twarning\ta has b"],
    ),
    "a later rule of a pattern is not tried on a node that an earlier one took": (
        """<s:pattern>
             <s:rule context='x:a[@b]'><s:report test='false()'>never</s:report></s:rule>
             <s:rule context='x:a'><s:report test='true()'>any a</s:report></s:rule>
           </s:pattern>""",
        "<a b='1'><a/></a>",
        ["/a[1]/a[1]\terror\tany a"],
    ),
    "another pattern tries the same node again": (
        """<s:pattern><s:rule context='x:a'><s:report test='true()'>one</s:report></s:rule></s:pattern>
           <s:pattern><s:rule context='x:a'><s:report test='true()'>two</s:report></s:rule></s:pattern>""",
        "<a/>",
        ["/a[1]\terror\tone", "/a[1]\terror\ttwo"],
    ),
    "an attribute can be the context": (
        """<s:pattern><s:rule context='x:a/@b'>
             <s:report test='../@c'>b beside c</s:report>
           </s:rule></s:pattern>""",
        "<a b='1' c='2'/>",
        ["/a[1]/@b\terror\tb beside c"],
    ),
    "sentences compute names and values": (
        """<s:pattern><s:rule context='x:a'>
             <s:let name='v' value='@b * 2'/>
             <s:report test='$v = 4'><s:name/> makes <s:value-of select='$v'/></s:report>
           </s:rule></s:pattern>""",
        "<a b='2'/>",
        ["/a[1]\terror\ta makes 4"],
    ),
    "a value outside the rules holds for all of them": (
        """<s:pattern><s:let name='least' value='3'/><s:rule context='x:a'>
             <s:assert test='@b &gt;= $least'>b is too small</s:assert>
           </s:rule></s:pattern>""",
        "<a b='2'/>",
        ["/a[1]\terror\tb is too small"],
    ),
    "an abstract rule is written out": (
        """<s:pattern>
             <s:rule abstract='true' id='r'><s:assert test='@b'><s:name/> has no b</s:assert></s:rule>
             <s:rule context='x:a'><s:extends rule='r'/></s:rule>
           </s:pattern>""",
        "<a/>",
        ["/a[1]\terror\ta has no b"],
    ),
    "an abstract pattern is written out with its parameters": (
        """<s:pattern abstract='true' id='p'>
             <s:rule context='$one'><s:assert test='@b = $value'>wrong</s:assert></s:rule>
           </s:pattern>
           <s:pattern is-a='p'><s:param name='one' value='x:a'/><s:param name='value' value='"2"'/></s:pattern>""",
        "<a b='1'/>",
        ["/a[1]\terror\twrong"],
    ),
    "the second of two elements is told from the first": (
        "<s:pattern><s:rule context='x:a/x:a'><s:assert test='@b'>no b</s:assert></s:rule></s:pattern>",
        "<a><a b='1'/><a/></a>",
        ["/a[1]/a[2]\terror\tno b"],
    ),
    "a rule that breaks is a finding": (
        """<s:pattern><s:rule context='x:a'>
             <s:assert test='@b cast as xs:integer'>no number</s:assert>
           </s:rule></s:pattern>""",
        "<a b='one'/>",
        ["/a[1]\tbroken\t"],
    ),
}


def without_namespaces(lines):
    return [re.sub(r"Q\{[^}]*\}", "", line) for line in lines.splitlines()]


def document_of(words):
    return words.replace("<a", "<a xmlns='urn:x'", 1)


@pytest.mark.parametrize(("patterns", "document", "expected"), CASES.values(), ids=CASES)
def test_rules_are_tried_as_the_standard_says(patterns, document, expected):
    grammar = etree.fromstring(GRAMMAR.format(patterns=patterns))
    saxon = saxonche.PySaxonProcessor(license=False)
    program = etree.tostring(stylesheet(grammar), encoding="unicode")
    compiled = saxon.new_xslt30_processor().compile_stylesheet(stylesheet_text=program)
    node = saxon.parse_xml(xml_text=document_of(document))
    found = without_namespaces(compiled.transform_to_string(xdm_node=node))
    assert len(found) == len(expected)
    assert all(line.startswith(start) for line, start in zip(found, expected, strict=True))


@pytest.mark.parametrize("name", [name for name in CASES if "breaks" not in name])
def test_xslt_1_finds_the_same(name):
    patterns, document, expected = CASES[name]
    rules = etree.XSLT(plain_stylesheet(etree.fromstring(GRAMMAR.format(patterns=patterns))))
    assert without_namespaces(str(rules(etree.fromstring(document_of(document))))) == expected


def test_an_abstract_rule_that_is_not_there_is_refused():
    patterns = "<s:pattern><s:rule context='x:a'><s:extends rule='r'/></s:rule></s:pattern>"
    with pytest.raises(LookupError, match="r"):
        stylesheet(etree.fromstring(GRAMMAR.format(patterns=patterns)))


def test_a_schema_brings_no_declaration_that_opens_files():
    patterns = "<xsl:include xmlns:xsl='http://www.w3.org/1999/XSL/Transform' href='a.xsl'/>"
    grammar = etree.fromstring(GRAMMAR.format(patterns=patterns))
    assert b"a.xsl" not in etree.tostring(stylesheet(grammar)) + etree.tostring(plain_stylesheet(grammar))
