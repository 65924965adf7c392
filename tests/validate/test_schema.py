"""The schema allows what TEI allows, is read by two validators, and agrees with the tables of the house rules."""

import time

import judges
import pytest
from instances import REJECTED, XSD, Schema
from lxml import etree
from xmlschema import XMLSchema10

from editio import tei
from editio.validate import gate, survey, unfold

SCHEMA = Schema()
VALID = unfold.compile_schema(gate.SCHEMA)
FOLDED = etree.XMLSchema(file=gate.SCHEMA)


def test_every_document_that_the_schema_allows_is_valid_tei(tmp_path):
    made = [SCHEMA.document(element) for name in SCHEMA.elements for element in SCHEMA.instances(name)]
    assert not [etree.tostring(document) for document in made if not VALID.validate(document)][:3]
    header = etree.tostring(SCHEMA.make("teiHeader")).decode()
    corpus = tmp_path / "corpus.xml"
    lines = [f'<teiCorpus xmlns="{tei.NAMESPACE}">{header}', *(etree.tostring(one).decode() for one in made)]
    corpus.write_text("\n".join([*lines, "</teiCorpus>"]), encoding="utf-8")
    for oracle in judges.tei_all_schemas():
        assert judges.jing(oracle, corpus)[:3] == [], oracle.name


def test_unfolding_changes_no_verdict():
    for name in SCHEMA.elements:
        for element in SCHEMA.instances(name):
            assert FOLDED.validate(SCHEMA.document(element)), name
            for child in SCHEMA.elements:
                misplaced = SCHEMA.make(name, (*SCHEMA.least[name], child))
                assert VALID.validate(misplaced) == FOLDED.validate(misplaced), f"{name}/{child}"
            break


def test_the_schema_loads_in_a_third_of_a_second():
    began = time.process_time()
    unfold.compile_schema(gate.SCHEMA)
    assert time.process_time() - began < 0.3


def test_documents_are_made_of_every_element_and_every_attribute():
    made = [element for name in SCHEMA.elements for element in SCHEMA.instances(name)]
    used = {(tei.local(element), key) for element in made for key in element.attrib}
    declared = {(name, key) for name, attributes in SCHEMA.attributes.items() for key, _, _ in attributes}
    assert used == declared
    children = {(tei.local(element), tei.local(child)) for element in made for child in element}
    opinion = XMLSchema10(str(gate.SCHEMA), allow="local")
    allowed = {
        (element.local_name, child.local_name)
        for element in opinion.elements.values()
        if element.type.has_complex_content() or element.type.has_mixed_content()
        for child in element.type.content.iter_elements()
    }
    assert children == allowed


@pytest.mark.parametrize(("attribute", "value"), [(key, value) for key, values in REJECTED.items() for value in values])
def test_a_value_that_tei_does_not_know_is_rejected(attribute, value):
    element = SCHEMA.make("birth")
    assert VALID.validate(element)
    element.set(attribute, value)
    assert not VALID.validate(element)


def test_every_declaration_has_a_gloss_of_one_line():
    root = etree.parse(gate.SCHEMA).getroot()
    for declared in root.iterchildren(f"{XSD}*"):
        if declared.get("name"):
            (gloss,) = declared.findall(f"{XSD}annotation/{XSD}documentation")
            assert gloss.text.endswith("."), declared.get("name")
            assert "\n" not in gloss.text, declared.get("name")


def of_type(*datatypes):
    """Give element and attribute wherever the schema has an attribute of these types."""
    return {(name, key) for name, all_of in SCHEMA.attributes.items() for key, of, _ in all_of if of in datatypes}


def test_the_rules_know_every_pointer_of_the_schema():
    assert of_type("teidata.pointer", "teidata.pointers") >= survey.POINTERS_OF
    for name, attribute in of_type("teidata.pointer", "teidata.pointers") - survey.POINTERS_OF:
        assert attribute in survey.POINTERS, f"{name}/@{attribute}"


def test_the_rules_know_every_language_code_of_the_schema():
    assert of_type("teidata.language") >= survey.LANGUAGES_OF
    for name, attribute in of_type("teidata.language", tei.LANG) - survey.LANGUAGES_OF:
        assert attribute in survey.LANGUAGES, f"{name}/@{attribute}"


def test_nothing_that_would_reach_a_browser_or_move_pointers_is_an_attribute():
    attributes = {key for all_of in SCHEMA.attributes.values() for key, _, _ in all_of}
    assert not attributes & {"style", f"{{{tei.XML}}}base", "onclick"}
    assert {key for key in attributes if key.startswith("{")} == {tei.ID, tei.LANG}
