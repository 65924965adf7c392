"""Each house rule has its fixtures: a piece of a body, and what is found in it."""

import re
from pathlib import Path

import fixtures
import pytest

from editio import tei
from editio.validate import house
from editio.validate.places import Places

HOUSE = Path(__file__).with_name("house.txt")
SENSE = Path(__file__).with_name("sense.txt")
QUOTATION = Path(__file__).with_name("quotation.txt")
LAMP = Path(__file__).parent.parent / "fixtures" / "lamp.xml"

ROOT = f'<TEI xmlns="{tei.NAMESPACE}">%s</TEI>'
CODE = re.compile(r'"([EW]5(?:0[4-9]|1[015-9]|[2-4]\d))"')
SHELL = ROOT % '<text xml:lang="en"><body>%s</body></text>'
OUTSIDE = ("<teiHeader", "<standOff", "<text")


def findings(document):
    """Give what the rules find in a document, as messages."""
    root = tei.parse(document.encode(), "lamp.xml")
    places = Places("lamp.xml", document.encode(), root)
    return sorted(places.message(finding) for finding in house.check(root, places))


def titles(path):
    return [pytest.param(n, id=fixture.title) for n, fixture in enumerate(fixtures.read(path, 2))]


@pytest.mark.parametrize("number", titles(HOUSE))
def test_a_rule_finds_what_its_fixture_says(request, number):
    found = findings(SHELL % fixtures.read(HOUSE, 2)[number].parts[0])
    lines = [f"{m.line} {m.code} {m.sentence}" + f"\n    {m.hint}" * bool(m.hint) for m in found]
    fixtures.check(request, HOUSE, number, 2, "\n".join(lines))


@pytest.mark.parametrize("number", titles(SENSE))
def test_what_makes_no_sense_is_found_as_its_fixture_says(request, number):
    document = fixtures.read(SENSE, 2)[number].parts[0]
    shell = ROOT if document.startswith(OUTSIDE) else SHELL
    found = [message for message in findings(shell % document) if message.code != "E510"]
    lines = [f"{m.line} {m.code} {m.sentence}" + f"\n    {m.hint}" * bool(m.hint) for m in found]
    fixtures.check(request, SENSE, number, 2, "\n".join(lines))


def test_every_code_of_a_house_rule_has_a_fixture_that_shows_it():
    shown = HOUSE.read_text("utf-8") + SENSE.read_text("utf-8") + QUOTATION.read_text("utf-8")
    modules = Path(house.__file__).parent.glob("*.py")
    codes = {code for path in modules for code in CODE.findall(path.read_text("utf-8"))}
    assert codes > {"W516", "W541", "E504"}
    assert {code for code in codes if f" {code} " not in shown} == {"E510"}, "E510 has tests of its own below"


@pytest.mark.parametrize("number", titles(QUOTATION))
def test_quotation_marks_balance_as_their_fixture_says(request, number):
    found = findings(SHELL % fixtures.read(QUOTATION, 2)[number].parts[0])
    lines = [f"{m.line} {m.code} {m.sentence}" for m in found]
    fixtures.check(request, QUOTATION, number, 2, "\n".join(lines))


HEADER = [
    ("availability", "names no licence, and no reason why there is none"),
    ("sourceDesc", "does not say what the text was made from"),
    ("editorialDecl", "does not say by which rules the text was edited"),
    ("langUsage", "does not say in which language the text is"),
    ("revisionDesc", "does not say what was changed and when"),
]


@pytest.mark.parametrize(("name", "sentence"), HEADER)
def test_a_header_that_lacks_a_statement_is_reported(name, sentence):
    document = LAMP.read_text(encoding="utf-8")
    before, opening, rest = document.partition(f"<{name}")
    cut = before + rest.partition(f"</{name}>")[2]
    assert opening
    assert [(m.line, m.code, m.sentence) for m in findings(cut) if m.code == "E510"] == [
        (4, "E510", f"the header {sentence}")
    ]


def test_a_header_whose_titles_are_empty_names_no_title():
    document = LAMP.read_text(encoding="utf-8")
    for words in ("On Lamps &amp; Lanterns", "(May 1901)", "Letters from the Coast"):
        document = document.replace(f">{words}</title>", "/>")
    assert [m.sentence for m in findings(document)] == ["the header names no title"]


def test_a_text_of_a_corpus_need_not_repeat_what_the_corpus_says():
    document = LAMP.read_text(encoding="utf-8")
    header = "<teiHeader" + document.partition("<teiHeader")[2].partition("</teiHeader>")[0] + "</teiHeader>"
    short = "<teiHeader><fileDesc><titleStmt><title>On Lamps</title></titleStmt></fileDesc></teiHeader>"
    body = "<standOff><listPerson><person xml:id='person.arden'/></listPerson></standOff>"
    corpus = f'<teiCorpus xmlns="{tei.NAMESPACE}">{header}{body}<TEI>{short}<text xml:lang="en"/></TEI></teiCorpus>'
    assert findings(corpus) == []
    assert {m.code for m in findings(corpus.replace(header, ""))} == {"E510"}


def test_the_sample_document_is_without_findings():
    assert findings(LAMP.read_text(encoding="utf-8")) == []


GOOD_CODES = "en EN-gb grc zh-Hant-TW de-1996 sl-rozaj-biske-1994 es-419 x-klingon i-klingon en-x-lamp und".split()
BAD_CODES = "e english en_GB en- -en en--GB en-GB-GB-GB x x- de-419-DE 12 en-GB-lamp1- en-Latn-Cyrl".split()


@pytest.mark.parametrize("code", GOOD_CODES)
def test_a_code_of_the_form_is_a_language_code(code):
    assert house.is_language_code(code)


@pytest.mark.parametrize("code", BAD_CODES)
def test_a_code_of_another_form_is_no_language_code(code):
    assert not house.is_language_code(code)


def test_many_pointers_that_lead_nowhere_are_one_finding_for_each_id_they_name():
    body = "".join(f'<p xml:id="p{n}"><ref target="#q{n % 7}">x</ref></p>' for n in range(20_000))
    assert len(findings(SHELL % body)) == 7


def test_marks_and_ids_without_end_are_looked_at_in_time():
    marks = f"<p>{'“' * 200_000}{'x’ ' * 200_000}</p>"
    notes = '<note xml:id="n">x</note>' * 20_000 + '<p><ref target="#n">x</ref></p>' * 20_000
    found = findings(SHELL % f"{marks}<div>{notes}</div>")
    assert {message.code for message in found} == {"W509", "E505", "W515"}
