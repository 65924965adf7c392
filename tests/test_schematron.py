"""Rules inside a grammar are tried as ISO Schematron says."""

import pytest
import saxonche
from lxml import etree
from schematron import stylesheet

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
    "a rule that breaks is a finding": (
        """<s:pattern><s:rule context='x:a'>
             <s:assert test='@b cast as xs:integer'>no number</s:assert>
           </s:rule></s:pattern>""",
        "<a b='one'/>",
        ["/a[1]\tbroken\t"],
    ),
}


@pytest.mark.parametrize(("patterns", "document", "expected"), CASES.values(), ids=CASES)
def test_rules_are_tried_as_the_standard_says(patterns, document, expected):
    grammar = etree.fromstring(GRAMMAR.format(patterns=patterns))
    saxon = saxonche.PySaxonProcessor(license=False)
    program = etree.tostring(stylesheet(grammar), encoding="unicode")
    compiled = saxon.new_xslt30_processor().compile_stylesheet(stylesheet_text=program)
    node = saxon.parse_xml(xml_text=document.replace("<a", "<a xmlns='urn:x'", 1))
    found = compiled.transform_to_string(xdm_node=node).splitlines()
    assert len(found) == len(expected)
    assert all(line.startswith(start) for line, start in zip(found, expected, strict=True))


def test_what_is_not_known_is_refused():
    grammar = etree.fromstring(GRAMMAR.format(patterns="<s:phase id='p'/>"))
    with pytest.raises(ValueError, match="phase"):
        stylesheet(grammar)
