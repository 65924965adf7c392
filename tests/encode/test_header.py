"""The header says what is known of a text, and from where."""

import hashlib
import re

import pytest
import texts

from editio import encode, tei
from editio.encode import facts, new, principles
from editio.encode.draft import Classifier
from editio.encode.profiles import choose
from editio.encode.reading import read

RAW = b"""\
Ada Arden

On Lamps & Lanterns

Written: 1 May 1901.
Source: The Lamp, Vol. I No. 2, 4 June 1901, pp. 1 & 2.
Transcription: R. Sample for the Lamp Archive.
Copyleft: Granted under the Creative Commons Attribution-ShareAlike 2.0.

It was the best of lamps, and everyone who saw it agreed that no better lamp had ever been lit.

Back | Index | Next
"""

HEADER = """\
language = "en-GB"
author = "boyle"
title = "On Lamps"
subtitle = "A Letter"
identifier = "urn:uuid:9f3c6a0e-56f5-5a63-9a1e-3a1c7c2b8f10"
keywords = ["Lamps", "Light & shade"]
abstract = "Of lamps."
remark = "A fragment."
[written]
text = "May 1901"
when = "1901-05"
resp = "ed"
cert = "medium"
why = "The letter names the month."
[source]
text = "The Lamp, Vol. I No. 2, 4 June 1901, pp. 1 & 2."
journal = "The Lamp"
volume = "Vol. I"
date = "4 June 1901"
when = "1901-06-04"
pages = "pp. 1 & 2"
note = "Not seen."
[licence]
status = "restricted"
target = "https://example.org/terms"
text = "Ask first."
[[credit]]
role = "typed by"
name = "R. Sample"
"""

SAID = {
    "main title": ("fileDesc/titleStmt/title", "On Lamps"),
    "author, by authority": ("fileDesc/titleStmt/author/persName", "Robert Boyle"),
    "credit": ("fileDesc/titleStmt/respStmt/name", "R. Sample"),
    "edition": ("fileDesc/editionStmt/edition", "Lamps, edition of 3 February 2001"),
    "publisher": ("fileDesc/publicationStmt/publisher", "The Example Press"),
    "identifier": ("fileDesc/publicationStmt/idno", "urn:uuid:9f3c6a0e-56f5-5a63-9a1e-3a1c7c2b8f10"),
    "licence": ("fileDesc/publicationStmt/availability/licence", "Ask first."),
    "what was left out": ("fileDesc/notesStmt/note", "Back | Index | Next"),
    "journal": ("fileDesc/sourceDesc/bibl/title", "The Lamp"),
    "pages": ("fileDesc/sourceDesc/bibl/biblScope", "Vol. I"),
    "hash of the raw text": ("fileDesc/sourceDesc/bibl/idno", hashlib.sha256(RAW).hexdigest()),
    "abstract": ("profileDesc/abstract/p", "Of lamps."),
    "date of writing": ("profileDesc/creation/date", "May 1901"),
    "language": ("profileDesc/langUsage/language", "English (United Kingdom)"),
    "keyword": ("profileDesc/textClass/keywords/term", "Lamps"),
    "change": ("revisionDesc/change", "Encoded from the raw text."),
}


@pytest.fixture(scope="module")
def header(tmp_path_factory):
    edition = texts.edition(tmp_path_factory.mktemp("lamp"), header=HEADER, raw=RAW)
    encode.run(edition, "lamp")
    return tei.find(tei.parse(edition.document("lamp").read_bytes(), "lamp.xml"), "teiHeader")


@pytest.mark.parametrize("name", SAID)
def test_the_header_says_what_is_stated(header, name):
    path, words = SAID[name]
    assert tei.words(tei.find_all(header, path)[0]) == words


def test_what_is_no_statement_of_the_text_names_who_says_it(header):
    date = tei.find(header, "profileDesc/creation/date")
    assert (date.get("when"), date.get("resp"), date.get("cert")) == ("1901-05", "#ed", "medium")


def test_the_header_bears_every_id_that_the_ledger_names():
    root, ledger, _ = texts.encoded(RAW)
    ids = {element.get(tei.ID) for element in root.iter("{*}*")}
    named = {row.block for row in ledger.rows if row.kind in ("header", "furniture")}
    assert len(named) == 5
    assert named <= ids


JARGON = re.compile(
    r"\b(anchor|byte|choice|corr|foreign|ledger|markup|milestone|profile|rend|sic|tei|toml|xml)s?\b", re.I
)
"""What a reader of a book need not know."""


CUT = b"""The lamplight was bright in the harbour of Saint Agnes, and everybody
who saw the lamplight said that no other lamplight had ever been so lamp-
light as that lamplight was when the boats came home in the evening with
their sails down, and that nobody would see the like of it ever again.
"""


def declared(root):
    """Give what the editorial declaration of a document says, by the last parts of its ids."""
    paragraphs = next(root.iter(tei.tag("editorialDecl"))).iter(tei.tag("p"))
    return {p.get(tei.ID).removeprefix("editorial."): tei.words(p) for p in paragraphs}


def test_the_editorial_declaration_is_written_for_readers():
    said = [words for _, words in principles.DECISIONS.values()]
    said += principles.PRACTICE.values()
    assert [words for words in (*said, *principles.VOLUME_PRACTICE) if JARGON.search(words)] == []
    assert all(words.endswith(".") for words in said)


def test_the_declaration_tells_of_line_ends_only_where_they_cut_words():
    plain, _, _ = texts.encoded(RAW)
    cut, _, _ = texts.encoded(CUT)
    assert "hyphenation" not in declared(plain)
    assert declared(cut)["hyphenation"].startswith("A word that a line end of the source cuts is put together again")


def test_the_declaration_tells_of_the_editors_only_where_they_say_something(tmp_path):
    silent, _, _ = texts.encoded(RAW)
    entry = '[[entry]]\nid = "c1"\ndo = "correct"\nat = "best of [[lamps]]"\nwith = "lights"\nresp = "ed"\n'
    edition = texts.edition(tmp_path, apparatus=entry, raw=RAW)
    encode.run(edition, "lamp")
    told = tei.parse(edition.document("lamp").read_bytes(), "lamp.xml")
    assert "interpretation" not in declared(silent)
    assert declared(told)["interpretation"].startswith("Who and what is named")


def test_how_the_program_went_about_its_work_is_told_of_the_program():
    root, _, _ = texts.encoded(RAW)
    application = next(root.iter(tei.tag("application")))
    assert [p.get(tei.ID) for p in application.iter(tei.tag("p"))] == ["editorial.profile"]
    assert "profile" not in declared(root)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"A lamp.\n", "The source is a file of characters, read as UTF-8."),
        (b"\xef\xbb\xbfA lamp.\n", "tells the encoding is no part of the text."),
    ],
)
def test_a_mark_of_the_encoding_is_told_of_where_there_is_one(raw, said):
    root, _, _ = texts.encoded(raw)
    assert declared(root)["encoding"].endswith(said)


def test_without_any_file_the_header_says_what_the_text_says():
    root, _, _ = texts.encoded(RAW)
    found = {path: tei.words(tei.find_all(root, f"teiHeader/{path}")[0]) for path, _ in SAID.values()
             if tei.find_all(root, f"teiHeader/{path}")}  # fmt: skip
    assert found["fileDesc/titleStmt/title"] == "On Lamps & Lanterns"
    assert found["profileDesc/creation/date"] == "1 May 1901."
    assert found["fileDesc/titleStmt/respStmt/name"] == "R. Sample for the Lamp Archive."
    licence = tei.find(root, "teiHeader/fileDesc/publicationStmt/availability/licence")
    assert licence.get("target") == "https://creativecommons.org/licenses/by-sa/2.0/"


def test_a_licence_that_nobody_states_is_unknown():
    root, _, _ = texts.encoded(b"It was the best of lamps.\n")
    assert tei.find(root, "teiHeader/fileDesc/publicationStmt/availability").get("status") == "unknown"


DATES = {
    "1 October 1933.": "1933-10-01",
    "October 1st, 1933": "1933-10-01",
    "4. Januar 1934": "1934-01-04",
    "March 1848": "1848-03",
    "in the summer of 1905": "1905",
    "Summer 1905": "1905",
    "long ago": "",
    "31 June 1900": "1900-06",
}


@pytest.mark.parametrize("words", DATES)
def test_a_date_is_read_as_far_as_it_is_one(words):
    assert facts.date(words) == DATES[words]


def test_a_new_text_begins_with_what_the_raw_text_says(tmp_path):
    raw = read(RAW, "lamp.txt")
    said = new.header(facts.gather(raw, Classifier(raw, choose(raw).profile.ordered()).plain))
    assert said.startswith("# What is known")
    edition = texts.edition(tmp_path, header=said.replace('author = "Ada Arden"', 'author = "Ada Arden"'), raw=RAW)
    found = encode.run(edition, "lamp")
    assert [message.code for message in found] == ["W403"]


NAMES = {"Résumé 2": "resume-2", "1984": "text-1984", "a__b": "a-b", "Ünter/../x": "unter-x", "書": ""}


@pytest.mark.parametrize("words", NAMES)
def test_a_name_of_a_text_is_made_of_letters_digits_and_hyphens(words):
    assert new.slug(words) == NAMES[words]
