"""libxml2 and xmlschema give the same verdict on whatever is shown to them."""

from pathlib import Path

import pytest
from instances import Schema
from judges import ROOT
from lxml import etree
from mutants import MUTANTS

from editio import tei
from editio.validate import compiled, gate

FIRST = etree.XMLSchema(file=gate.SCHEMA)
SECOND = compiled.load(gate.SCHEMA)
DOCUMENTS = sorted([*ROOT.glob("tests/fixtures/*.xml"), *ROOT.glob("tei/*.xml")])


def verdicts(root):
    return FIRST.validate(root), SECOND.is_valid(root)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_both_accept_every_document_of_ours(path: Path):
    assert verdicts(tei.parse(path.read_bytes(), path.name)) == (True, True)


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.slip)
def test_both_judge_alike_what_a_schema_with_a_slip_allows(mutant, tmp_path):
    mutant.tree().write(tmp_path / "slip.xsd")
    schema = Schema(tmp_path / "slip.xsd")
    given = [verdicts(schema.document(element)) for element in schema.instances(mutant.element)]
    assert [first for first, _ in given] == [second for _, second in given]
