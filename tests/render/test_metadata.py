"""The header: what is known about a text, and what is left empty because nobody said it."""

from judges import ROOT

from editio import tei
from editio.render.document import Date, Metadata, Title
from editio.render.facts import credits_in
from editio.render.header import metadata
from editio.render.register import address_of
from editio.render.sheet import Sheet


def of(header, text="<text/>", stand_off=""):
    source = f'<TEI xmlns="{tei.NAMESPACE}"><teiHeader>{header}</teiHeader>{text}<standOff>{stand_off}</standOff></TEI>'
    return metadata(tei.parse(source.encode(), "sample.xml"))


def titled(statement):
    return of(f"<fileDesc><titleStmt>{statement}</titleStmt></fileDesc>")


def test_the_header_of_the_sample_is_read_whole():
    about = metadata(tei.parse((ROOT / "tests" / "fixtures" / "lamp.xml").read_bytes(), "lamp.xml"))
    assert (about.id, about.title, about.subtitle, about.author) == (
        "lamp",
        "On Lamps & Lanterns",
        "(May 1901)",
        "Ada Arden",
    )
    assert about.title_of("over") == "Letters from the Coast"
    assert (about.language, about.header_language) == ("en-GB", "en")
    assert about.edition_date == about.date == Date("2026-11-22", "22 November 2026")
    assert about.created == Date("1901-05-01", "1 May 1901")
    assert (about.publisher, about.place) == ("The Example Press", "Somewhere")
    assert about.identifier == "urn:uuid:9f3c6a0e-56f5-5a63-9a1e-3a1c7c2b8f10"
    assert [(licence.status, licence.target) for licence in about.licences] == [
        ("free", "https://creativecommons.org/licenses/by-sa/2.0/")
    ]
    assert [agent.role for agent in about.credits] == [
        "Transcription and HTML markup",
        "edited by",
        "encoded by program",
    ]
    assert [(source.type, source.size) for source in about.sources] == [("print", 0), ("digital", 1234)]
    assert about.sha256.startswith("82ce1825")
    assert about.sources[1].label == "Raw text, text.txt, 1,234 bytes"
    assert [kind for kind, _ in about.declarations][:2] == ["correction", "normalization"]


def test_the_terms_of_the_edition_are_never_taken_for_those_of_the_text():
    stated = "<licence target='https://example.org/text'>Share it.</licence>"
    ours = "<licence target='https://example.org/ours'>The notes are free.</licence>"
    availability = "<availability status='{}'>{}{}</availability>"
    availability = f"<fileDesc><publicationStmt>{availability}</publicationStmt></fileDesc>"
    assert of(availability.format("free", stated, ours)).licence == "https://example.org/text"
    assert of(availability.format("unknown", "<p>None is stated.</p>", ours)).licence == ""


def test_a_document_without_a_header_has_no_metadata():
    root = tei.make("TEI", {tei.ID: "x"}, tei.make("text"))
    assert metadata(root) == Metadata(id="x")
    assert metadata(root).title == "x"


def test_the_first_title_without_a_type_is_the_main_one():
    about = titled("<title>A</title><title>B</title><title type='sub'>C</title>")
    assert about.titles == (Title("main", "A"), Title("alt", "B"), Title("sub", "C"))


def test_a_title_of_the_type_main_beats_one_without_a_type():
    assert titled("<title>A</title><title type='main'>B</title>").title == "B"


def test_an_authors_form_to_sort_under_comes_from_the_register_or_from_the_parts_of_the_name():
    names = '<persName>Ada</persName><persName type="sort">Arden, A.</persName>'
    person = f'<listPerson><person xml:id="a">{names}</person></listPerson>'
    statement = '<fileDesc><titleStmt><author><persName ref="#a">Ada</persName></author></titleStmt></fileDesc>'
    assert [author.sort for author in of(statement, stand_off=person).authors] == ["Arden, A."]
    parts = (
        "<author><persName><forename>Ada</forename> <surname>Arden</surname></persName></author><author>Bede</author>"
    )
    assert [author.sort for author in titled(parts).authors] == ["Arden, Ada", ""]


def test_terms_that_are_not_stated_are_not_made_up():
    published = '<availability status="unknown"><p>No licence is stated.</p></availability>'
    (licence,) = of(f"<fileDesc><publicationStmt>{published}</publicationStmt></fileDesc>").licences
    assert (licence.status, licence.target, licence.words) == ("unknown", "", "No licence is stated.")


def test_an_identifier_becomes_an_address_by_its_form_alone():
    assert address_of("Wikidata", "Q42") == "https://www.wikidata.org/wiki/Q42"
    assert address_of("Wikidata", "Q42/../../x") == ""
    assert address_of("Wikidata", "javascript:alert(1)") == ""
    assert address_of("URI", "https://example.org/x") == "https://example.org/x"
    assert address_of("URI", "javascript:alert(1)") == ""
    assert address_of("Some list", "7") == ""


def test_credits_say_what_was_done_once_with_a_capital_and_the_program_is_called_one():
    done = (("header.credit.1", "transcription and HTML markup, 1996"), ("header.credit.2", "credit"), ("x", "Proofs:"))
    people = "".join(
        f'<respStmt xml:id="{name}"><resp>{role}</resp><name>N{nth}</name></respStmt>'
        for nth, (name, role) in enumerate([*done, ("y", "Proofs:"), ("pipeline", "encoded by program")], 1)
    )
    about = titled(f"<title>A</title><editor>E</editor>{people}")
    assert list(credits_in(Sheet("html", autoescape=True).words, about)) == [
        ("", ("E",)),
        ("Transcription and HTML markup, 1996", ("N1",)),
        ("", ("N2",)),
        ("Proofs", ("N3", "N4")),
        ("Encoded by", ("N5, a program",)),
    ]
