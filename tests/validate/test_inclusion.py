"""Whatever our schema allows is TEI: the proof finds nothing in ours, and finds every slip that is made on purpose."""

import itertools
import re
import subprocess
import sys

import judges
import pytest
from hypothesis import given
from hypothesis import strategies as st
from instances import VALUES, Schema
from lxml import etree
from mutants import MUTANTS, XSD, declared

from editio import tei
from editio.validate import datatypes, expression, gate, inclusion, relaxng, xsd
from editio.validate.grammar import Ours, Unreadable

GRAMMARS = {path.stem: relaxng.load(path) for path in judges.tei_all_schemas()}
RELEASE, *_ = GRAMMARS.values()
OURS = xsd.load(gate.SCHEMA)
UNCHANGED = Schema()

EXAMPLES = {
    "a name stands among verse lines": "lg: persName desc",
    "the header may be missing": "TEI: TEI",
    "the history comes first": "teiHeader: encodingDesc fileDesc",
    "there are two statements of notes": "fileDesc: titleStmt publicationStmt notesStmt notesStmt sourceDesc",
    "a row without cells": "row: (nothing)",
    "words stand in a division": "div: (words)",
    "a paragraph has an address": "p: @href",
    "a citation need not say what it matches": "citeStructure: without match",
    "an element of another vocabulary": "blink: blink",
}
"""Shortest counter-examples to some of the slips."""

FOUND_BY_PROOF_ALONE = {
    "a document has two headers",
    "there are two statements of notes",
    "a text has two bodies",
    "an apparatus has two lemmata",
    "words stand in a division",
    "words stand in a list",
}
"""Slips that no instance shows: instances repeat nothing twice that stands alone, and hold no words of their own."""


@pytest.mark.parametrize("oracle", GRAMMARS)
def test_whatever_our_schema_allows_tei_allows(oracle):
    assert [str(one) for one in inclusion.prove(OURS, GRAMMARS[oracle])] == []


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.slip)
def test_the_proof_finds_a_slip_in_the_element_where_it_shows(mutant):
    found = inclusion.prove(xsd.Schema(mutant.tree().getroot()), RELEASE)
    shown = [f"{one.element}: {one.example}" for one in found if one.element == mutant.element]
    assert len(shown) == 1
    assert shown == [EXAMPLES.get(mutant.slip, shown[0])]


def test_jing_finds_every_slip_in_documents_made_from_the_schema_but_those_that_only_the_proof_finds(tmp_path):
    for number, mutant in enumerate(MUTANTS):
        mutant.tree().write(tmp_path / f"{number}.xsd")
        schema = Schema(tmp_path / f"{number}.xsd")
        made = [schema.document(element) for element in schema.instances(mutant.element)]
        corpus = tei.make("teiCorpus", {}, UNCHANGED.make("teiHeader"), *made)
        (tmp_path / f"{number}.xml").write_bytes(etree.tostring(corpus))
    oracle, *_ = judges.tei_all_schemas()
    findings = judges.jing(oracle, *sorted(tmp_path.glob("*.xml")))
    rejected = {int(re.search(r"(\d+)\.xml:", finding)[1]) for finding in findings}
    missed = {mutant.slip for number, mutant in enumerate(MUTANTS) if number not in rejected}
    assert missed == FOUND_BY_PROOF_ALONE


NAMES = "abc"
EXPRESSIONS = st.recursive(
    st.sampled_from([expression.EMPTY, *map(expression.one, NAMES)]),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(expression.sequence),
        st.lists(inner, max_size=3).map(expression.either),
        st.builds(expression.times, inner, st.integers(0, 2), st.sampled_from([2, 3, None])),
        inner.map(lambda one: expression.interspersed(one, "c")),
    ),
    max_leaves=8,
)
WORDS = [word for length in range(5) for word in itertools.product(NAMES, repeat=length)]


@given(EXPRESSIONS, EXPRESSIONS)
def test_a_counter_example_is_allowed_by_the_first_alone_and_no_shorter_one_exists(ours, theirs):
    example = expression.beyond(ours, theirs)
    beyond = [word for word in WORDS if expression.allows(ours, word) and not expression.allows(theirs, word)]
    if example is None or len(example) > 4:
        assert beyond == []
    else:
        assert example == beyond[0]


AS_PATTERN = [
    (expression.sequence(map(expression.one, "ab")), "ab"),
    (expression.optional(expression.one("a")), "a?"),
    (expression.repeated(expression.either(map(expression.one, "ab"))), "[ab]*"),
    (expression.times(expression.one("a"), 1, 3), "a{1,3}"),
    (expression.times(expression.sequence(map(expression.one, "ab")), 1, None), "(ab)+"),
    (expression.interspersed(expression.sequence(map(expression.one, "ab")), "c"), "c*ac*bc*"),
    (expression.EMPTY, ""),
    (expression.NOTHING, "(?!)"),
]


@pytest.mark.parametrize(("made", "pattern"), AS_PATTERN, ids=[pattern for _, pattern in AS_PATTERN])
def test_an_expression_allows_what_a_regular_expression_allows(made, pattern):
    for word in WORDS:
        assert expression.allows(made, word) == bool(re.fullmatch(pattern, "".join(word))), word


def pairs(grammar):
    """Give every datatype of ours with the one of TEI that stands in the same place."""
    for name in OURS.names:
        our, their = OURS.element(name), grammar.element(name)
        for attribute, ours in our.attributes.items():
            yield from ((ours, theirs) for theirs in their.types[attribute])
        if our.value is not None:
            yield from ((our.value, theirs) for theirs in their.values)


def test_every_row_of_the_table_is_needed_by_a_known_edition_of_tei():
    if len(GRAMMARS) < 2:
        pytest.skip("the later edition does not lie beside us")
    needed = {(ours.name, theirs.notation) for grammar in GRAMMARS.values() for ours, theirs in pairs(grammar)}
    assert set(datatypes.ROWS) - needed == set()


@pytest.mark.parametrize("oracle", GRAMMARS)
def test_the_odd_values_of_our_datatypes_are_taken_by_those_of_tei_that_hold_them(oracle):
    tried = 0
    for ours, theirs in set(pairs(GRAMMARS[oracle])):
        for value in VALUES.get({"xml:lang": "teidata.language"}.get(ours.name, ours.name), ours.values):
            assert datatypes.takes(theirs, value), f"{theirs.notation} does not take '{value}' of {ours.name}"
            tried += 1
    assert tried > 100


def test_a_pair_of_datatypes_that_no_row_knows_is_no_inclusion():
    number = next(theirs for _, theirs in pairs(RELEASE) if theirs.notation == "nonNegativeInteger")
    assert datatypes.reason(Ours("xs:nonNegativeInteger"), number)
    assert not datatypes.reason(Ours("xs:integer"), number)
    assert datatypes.reason(Ours("one of a list", ("1", "2")), number)
    assert not datatypes.reason(Ours("one of a list", ("1", "two")), number)


GRAMMAR = """
<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.tei-c.org/ns/1.0">
<start><choice><ref name="TEI"/><ref name="teiCorpus"/></choice></start>
<define name="teiCorpus"><element name="teiCorpus"><empty/></element></define>
<define name="TEI"><element name="TEI">{}</element></define></grammar>
"""
OPTIONAL = '<optional><attribute name="{}"/></optional>'
EITHER = f"<choice>{OPTIONAL.format('a')}{OPTIONAL.format('b')}</choice>"


def schema(content):
    """Give our schema's reading of a TEI element, with an empty corpus beside it."""
    return xsd.Schema(
        etree.fromstring(
            f"""<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="teiCorpus"><xs:complexType/>
            </xs:element><xs:element name="TEI"><xs:complexType>{content}</xs:complexType></xs:element></xs:schema>"""
        )
    )


def beyond(content, pattern):
    return [one.example for one in inclusion.prove(schema(content), grammar(pattern))]


def grammar(pattern):
    return relaxng.Grammar(etree.fromstring(GRAMMAR.format(pattern)))


def has(*names, use="optional"):
    """Declare attributes of a type of ours."""
    return "".join(f'<xs:attribute name="{name}" type="xs:string" use="{use}"/>' for name in names)


TOGETHER = [
    pytest.param(has("a"), EITHER, [], id="one of two that exclude each other"),
    pytest.param(has("a", "b"), EITHER, ["@a @b"], id="two that exclude each other"),
    pytest.param(has("a"), '<attribute name="a"/>', ["without a"], id="one that TEI asks for"),
    pytest.param(has("a", use="required"), '<attribute name="a"/>', [], id="one that both ask for"),
    pytest.param(has("c"), EITHER, ["@c"], id="one that TEI does not have"),
    pytest.param("", EITHER, [], id="none"),
    pytest.param(has("b", "a", use="required"), '<attribute name="b"/><attribute name="a"/>', [], id="in any order"),
]


@pytest.mark.parametrize(("content", "pattern", "found"), TOGETHER)
def test_attributes_are_compared_as_sets(content, pattern, found):
    assert beyond(content, f"{pattern}<empty/>") == found


VALUE = '<xs:simpleContent><xs:extension base="xs:date"/></xs:simpleContent>'
CONTENTS = [
    pytest.param(VALUE, "<text/>", [], id="a value among words"),
    pytest.param(VALUE, '<data type="date"/>', [], id="a value of the same datatype"),
    pytest.param(VALUE, '<data type="integer"/>', ["(value)"], id="a value of another datatype"),
    pytest.param(VALUE, "<empty/>", ["(value)"], id="a value in what is empty"),
    pytest.param("", '<ref name="TEI"/>', ["(nothing)"], id="nothing where an element is needed"),
    pytest.param('<xs:sequence><xs:element ref="TEI"/></xs:sequence>', '<ref name="TEI"/>', [], id="an element"),
    pytest.param(
        '<xs:sequence><xs:any namespace="##other"/></xs:sequence>',
        "<element><anyName/><empty/></element>",
        [],
        id="a foreign element",
    ),
]


@pytest.mark.parametrize(("content", "pattern", "found"), CONTENTS)
def test_contents_are_compared_with_values_and_foreign_elements_in_them(content, pattern, found):
    assert beyond(content, pattern) == found


UNREADABLE = {
    "interleaving": "<interleave><text/><empty/></interleave>",
    "content that depends on attributes": '<choice><attribute name="a"/><text/></choice>',
    "an unknown definition": '<ref name="nothing"/>',
    "an element declared twice": '<element name="teiCorpus"><empty/></element>',
    "another grammar": '<externalRef href="file:///etc/passwd"/>',
}


@pytest.mark.parametrize("pattern", UNREADABLE.values(), ids=UNREADABLE)
def test_nothing_is_proved_of_a_grammar_that_is_not_understood(pattern):
    with pytest.raises(Unreadable):
        beyond("", pattern)


NOT_OURS = {
    "all": "<xs:all/>",
    "any attribute": "<xs:anyAttribute/>",
    "a restriction": '<xs:complexContent><xs:restriction base="TEI"/></xs:complexContent>',
    "a wildcard for TEI": '<xs:sequence><xs:any namespace="##any"/></xs:sequence>',
    "a local element": '<xs:sequence><xs:element name="p"/></xs:sequence>',
    "a prohibited attribute": has("a", use="prohibited"),
    "a form": '<xs:attribute name="a" form="qualified" type="xs:string"/>',
}


@pytest.mark.parametrize("content", NOT_OURS.values(), ids=NOT_OURS)
def test_nothing_is_proved_of_a_schema_that_is_not_understood(content):
    with pytest.raises(Unreadable):
        beyond(content, "<empty/>")


def test_the_command_prints_counter_examples_and_ends_with_one(tmp_path):
    release, *_ = map(str, judges.tei_all_schemas())
    tree = etree.parse(gate.SCHEMA)
    etree.SubElement(declared(tree, "group", "model.hiLike").find(f"{XSD}choice"), f"{XSD}element", ref="div")
    tree.write(tmp_path / "slip.xsd")

    def command(*arguments):
        run = [sys.executable, "-m", "editio.validate.inclusion", *arguments]
        done = subprocess.run(run, capture_output=True, text=True, check=False)
        assert "Traceback" not in done.stderr
        return done.returncode, done.stdout + done.stderr

    status, said = command(release)
    assert status == 0
    assert re.fullmatch(r"included in TEI, \d+ elements in \d+\.\d s\n", said)
    status, said = command(release, str(tmp_path / "slip.xsd"))
    assert status == 1
    assert "hi: div    (TEI does not allow this content)\n" in said
    assert command()[0] == 2
    assert command("nowhere.rng")[0] == 1
    status, said = command(__file__)
    assert status == 1
    assert said.startswith(f"{__file__}:1: E501 not well-formed: ")
