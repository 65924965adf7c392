"""ODD and XSD state the same customization, and the rules of the ODD find what the house rules find."""

import judges
import pytest
from lxml import etree

from editio import tei
from editio.validate import foreign, odd, relaxng, xsd
from editio.validate.gate import SCHEMA
from editio.validate.places import Places

PATH = SCHEMA.with_suffix(".odd")
RELEASE = judges.tei_all_schemas()[0]
OURS = xsd.load(SCHEMA)
LAMP = judges.ROOT / "tests" / "fixtures" / "lamp.xml"
SCHEMATRON = "http://purl.oclc.org/dsdl/schematron"


@pytest.fixture(scope="module")
def customization():
    return etree.parse(PATH).getroot()


def deleted(spec):
    gone = [each for each in tei.find_all(spec, "attList/attDef") if each.get("mode") == "delete"]
    return {f"{{{each.get('ns')}}}{each.get('ident')}" if each.get("ns") else each.get("ident") for each in gone}


def test_the_odd_is_as_fresh_as_the_schema():
    assert PATH.read_bytes() == odd.make(OURS, relaxng.load(RELEASE)), "run: python -m editio.validate.odd"


def test_the_odd_is_valid_tei(tmp_path):
    document = tmp_path / "odd.xml"
    document.write_bytes(PATH.read_bytes())
    for oracle in judges.tei_all_schemas():
        assert judges.jing(oracle, document) == [], oracle.name


def test_both_have_the_same_elements(customization):
    included = [name for one in tei.find_all(customization, ".//moduleRef") for name in one.get("include", "").split()]
    assert sorted(included) == sorted(OURS.names)
    assert [one.get("ident") for one in tei.find_all(customization, ".//elementSpec")] == sorted(OURS.names)


def test_both_keep_the_same_attributes_of_each_element(customization):
    theirs = relaxng.load(RELEASE)
    nowhere = set().union(*map(deleted, tei.find_all(customization, ".//classSpec")))
    for spec in tei.find_all(customization, ".//elementSpec"):
        name = spec.get("ident")
        kept = set(theirs.element(name).types) - deleted(spec) - nowhere
        assert kept == set(OURS.element(name).attributes), name


def test_every_module_has_its_elements_once():
    stated = [name for elements in odd.MODULES.values() for name in elements.split()]
    assert sorted(stated) == sorted(OURS.names)


def rules_of(customization, folder):
    root = etree.Element(f"{{{SCHEMATRON}}}schema", {"queryBinding": "xslt2"}, nsmap={"sch": SCHEMATRON})
    etree.SubElement(root, f"{{{SCHEMATRON}}}ns", prefix="tei", uri=tei.NAMESPACE)
    for rule in customization.iter(f"{{{SCHEMATRON}}}rule"):
        etree.SubElement(root, f"{{{SCHEMATRON}}}pattern").append(rule)
    path = folder / "rules.sch"
    path.write_bytes(etree.tostring(root))
    return path


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("", "", None),
        ("<p ", '<p corresp="#nowhere" ', "A pointer that begins with # must lead to an element of this document."),
        ("</body>", '<p xml:id="twice"/><p xml:id="twice"/></body>', "An identifier must be used once."),
        ("<body>", "<body><head/>", "A heading must hold words."),
        ("</body>", "<p><note/></p></body>", "A note must hold words."),
        ("<langUsage>", "<langUsage><!-- ", "A header must say in which language the text is."),
    ],
)
def test_the_rules_of_the_odd_find_what_they_are_for(tmp_path, old, new, sentence):
    text = LAMP.read_text(encoding="utf-8").replace(old, new, 1) if old else LAMP.read_text(encoding="utf-8")
    if new.endswith("<!-- "):
        text = text.replace("</langUsage>", "--></langUsage>", 1)
    data = text.encode()
    places = Places("lamp.xml", data, tei.parse(data, "lamp.xml"))
    rules = rules_of(etree.parse(PATH).getroot(), tmp_path)
    found = [message.sentence for message in foreign.against_rules(places, rules)]
    assert (not found) if sentence is None else any(sentence in one for one in found)
