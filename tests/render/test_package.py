"""The package: identifiers, titles to sort under, relators and dates follow from what is stated and nothing else."""

import uuid

import pytest
from samples import SETTINGS, Book, make_edition

from editio.render import epub, package
from editio.render.document import Agent, Date, Identifier, Keyword, Licence, Metadata, Source, Title

ABOUT = Metadata(id="lamp", titles=(Title("main", "On Lamps"),), language="en")


@pytest.mark.parametrize(
    ("title", "language", "filed"),
    [
        ("The Class Nature of the Soviet State", "en-US", "Class Nature of the Soviet State, The"),
        ("A Lamp", "en", "Lamp, A"),
        ("Theory of Lamps", "en", "Theory of Lamps"),
        ("The", "en", "The"),
        ("Die Lampe", "de", "Lampe, Die"),
        ("Die Hard", "en", "Die Hard"),
        ("L’Éducation sentimentale", "fr", "Éducation sentimentale, L’"),
        ("Les Misérables", "fra", "Misérables, Les"),
        ("The Lamp", "", "The Lamp"),
    ],
)
def test_a_title_is_filed_without_the_article_of_its_language(title, language, filed):
    assert package.filed(title, language) == filed


@pytest.mark.parametrize(
    ("role", "codes"),
    [
        ("edited by", ("edt",)),
        ("Transcription and HTML markup, 1996", ("trc", "mrk")),
        ("Translated by", ("trl",)),
        ("übersetzt von", ("trl",)),
        ("Proofreading", ("pfr",)),
        ("made the tea", ("ctb",)),
        ("", ("ctb",)),
    ],
)
def test_a_role_has_the_relators_that_its_words_name(role, codes):
    assert package.relators(role) == codes


IDENTIFIERS = {
    "urn:isbn:9780000000002": "urn:isbn:9780000000002",
    "urn:uuid:9f3c6a0e-56f5-5a63-9a1e-3a1c7c2b8f10": "urn:uuid:9f3c6a0e-56f5-5a63-9a1e-3a1c7c2b8f10",
    "urn:uuid:not-one": None,
    "": None,
}


@pytest.mark.parametrize(("stated", "expected"), IDENTIFIERS.items())
def test_a_stated_identifier_is_kept_unless_it_claims_to_be_a_uuid_and_is_none(stated, expected):
    about = Metadata(id="lamp", identifiers=(Identifier("URI", stated),) if stated else ())
    found = package.of_text(about, b"").identifier
    assert found == expected or (expected is None and found.startswith("urn:uuid:"))


def test_a_derived_identifier_is_that_of_the_edition_and_the_text_and_of_nothing_else(tmp_path):
    edition = make_edition(tmp_path)
    lamp = package.of_text(ABOUT, b"one", edition, "lamp").identifier
    assert lamp == package.of_text(ABOUT, b"two", edition, "lamp").identifier
    assert lamp == f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, 'editio/samples/lamp')}"
    others = {
        package.of_text(ABOUT, b"", edition, "harbour").identifier,
        package.of_volume([ABOUT], edition).identifier,
    }
    assert len(others | {lamp}) == 3


def test_a_book_is_modified_on_the_day_that_is_stated_else_on_that_of_the_environment(monkeypatch):
    dated = Metadata(date=Date("2026-11"), edition_date=Date("2020"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert package.of_text(dated, b"").modified == "2026-11-01"
    assert package.of_text(ABOUT, b"").modified == "1970-01-02"
    for broken in ("", "yesterday", "9" * 40):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", broken)
        assert package.of_text(ABOUT, b"").modified == package.UNKNOWN_DAY
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert package.of_text(ABOUT, b"").modified == package.UNKNOWN_DAY


@pytest.mark.parametrize("when", ["-0044-03-15", "15 March", "2026-13"])
def test_a_date_that_no_calendar_of_books_knows_is_left_out(when):
    assert package.of_text(Metadata(date=Date(when)), b"").date == ""


def test_the_program_is_no_contributor_and_nobody_stands_twice():
    agents = (
        Agent("R. Sample", "transcribed by"),
        Agent("R. Sample", "edited by"),
        Agent("editio", "encoded by program", id="pipeline"),
    )
    (person,) = package.of_text(Metadata(credits=agents), b"").contributors
    assert (person.name, person.relators) == ("R. Sample", ("trc", "edt"))


def test_a_subject_names_its_authority_by_name_or_by_address():
    keywords = (
        Keyword("Lamps", "https://id.loc.gov/authorities/subjects/sh85074261"),
        Keyword("Lampe", "https://d-nb.info/gnd/4166671-2"),
        Keyword("Light"),
    )
    found = package.of_text(Metadata(keywords=keywords), b"").subjects
    assert [(one.authority, one.term) for one in found] == [
        ("LCSH", "sh85074261"),
        ("https://d-nb.info/gnd", "4166671-2"),
        ("", ""),
    ]


def test_sources_are_the_printed_ones_then_the_raw_text_by_its_hash():
    nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    sources = (Source("digital", f"Raw text, SHA-256 {nothing}", nothing), Source("print", "The Lamp, 1901"))
    found = package.of_text(Metadata(sources=sources), b"").sources
    assert found == ("The Lamp, 1901", "ni:///sha-256;47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU")
    odd = Source("digital", "Raw text, SHA-256 unknown", "unknown")
    assert package.of_text(Metadata(sources=(odd,)), b"").sources == ("Raw text, SHA-256 unknown",)


ISBN = """
[isbn.lamp]
epub = "0-306-40615-2"

[isbn.samples]
epub = "978-0-14-044568-8"
"""


def test_an_isbn_is_a_second_identifier_in_its_longer_form(tmp_path):
    edition = make_edition(tmp_path, SETTINGS + ISBN)
    for made, isbn in ((epub.text(edition, "lamp"), "9780306406157"), (epub.volume(edition), "9780140445688")):
        ((_, data),) = made.files
        book = Book(data)
        first, second = book.find("//dc:identifier")
        assert first.get("id") == book.package.get("unique-identifier")
        assert first.text.startswith("urn:uuid:")
        assert (second.text, book.refined(second)) == (f"urn:isbn:{isbn}", [("identifier-type", "15")])
        assert f"ISBN {isbn}." in "".join(book.trees["colophon.xhtml"].itertext())
    ((_, other),) = epub.text(edition, "harbour").files
    assert len(Book(other).find("//dc:identifier")) == 1


def test_terms_are_stated_once_with_their_address():
    licence = Licence("free", "https://example.org/l", "Take it.")
    named = Licence("free", "https://example.org/l", "See https://example.org/l")
    found = package.of_text(Metadata(licences=(licence, licence, named)), b"").rights
    assert found == ("Take it. <https://example.org/l>", "See https://example.org/l")


@pytest.mark.parametrize(("code", "stated"), [("eng", "en"), ("en_GB", "en-GB"), ("<x>", "und"), ("", "und")])
def test_a_book_states_a_language_that_is_one(code, stated):
    assert package.of_text(Metadata(language=code), b"").languages == (stated,)


def test_a_book_without_a_title_is_called_by_its_id_or_has_a_question_mark():
    assert package.of_text(Metadata(id="lamp"), b"").title == "lamp"
    assert package.of_text(Metadata(), b"").title == "?"
