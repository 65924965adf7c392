"""A document with tens of thousands of faults is explained in seconds, and its first faults are those found."""

import time
from pathlib import Path

import pytest
from lxml import etree

from editio import tei
from editio.validate import bounded, gate

LAMP = (Path(__file__).parent.parent / "fixtures" / "lamp.xml").read_text(encoding="utf-8")
CROWDS = {
    "an attribute": '<p foo="1">words and words and words and words</p>\n',
    "an element": "<p>words and <para>words</para> and words and words</p>\n",
    "a value": '<p>words and words and <date when="x">words</date></p>\n',
}


def crowded(line, count):
    return tei.parse(LAMP.replace('<p xml:id="p70">', line * count + '<p xml:id="p70">').encode(), "lamp.xml")


@pytest.mark.parametrize("line", CROWDS.values(), ids=CROWDS)
def test_fifty_thousand_faults_are_explained_in_ten_seconds(line):
    root = crowded(line, 50_000)
    began = time.process_time()
    found = gate.check(root)
    assert time.process_time() - began < 10
    alike = gate.check(crowded(line, 300))
    assert [finding.sentence for finding in found[:50]] == [finding.sentence for finding in alike[:50]]


def test_a_crowd_without_faults_is_valid_and_a_fault_at_its_end_is_found():
    assert gate.check(crowded("<p>words</p>\n", 5_000)) == ()
    root = crowded("<p>words</p>\n", 5_000)
    tei.find_all(root, "text/body//p")[-1].set("foo", "1")
    (finding,) = gate.check(root)
    assert finding.sentence == "'p' cannot have an attribute 'foo'"


def test_elements_that_are_open_where_the_document_is_cut_off_are_not_called_incomplete():
    root = crowded(CROWDS["an attribute"], 5_000)
    entries = bounded.report(root, etree.XMLSchema(file=gate.SCHEMA))
    assert bounded.ENOUGH <= len(entries) < 5_000
    assert all("foo" in entry.message for entry in entries)
