"""How a text and an edition are cited: what readers read, and what reference managers do."""

import io
import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editio import tei
from editio.edition import Edition, Responsible
from editio.publication import Publication
from editio.render import epub, html, text
from editio.render.citation import Cited, Name, entry, of_edition, of_essay, of_text
from editio.render.document import Date
from editio.render.header import metadata
from editio.render.references import bibtex, csl_json
from editio.render.sheet import Sheet

WORDS = Sheet("html", autoescape=True).words

EDITION = Edition(
    root=Path("lamps"),
    id="lamps",
    title="Letters from a Lighthouse",
    subtitle="1802–1811",
    language="en-GB",
    date="2026-11-22",
    publisher="The Example Press",
    licence="",
    licence_text="",
    identifier="urn:uuid:3b0d4c7e-6f0a-4b62-9d55-8c1e7a90b2f4",
    abstract="Of lamps.",
    keywords=("Lamps", "Light, Red"),
    formats=("html",),
    texts=("lamp",),
    essays=(),
    misnamed=(),
    responsible={
        "ed": Responsible("ed", "Ada Arden", "Edited by"),
        "cd": Responsible("cd", "Cora Dale", "editor of the notes"),
        "pipeline": Responsible("pipeline", "editio", "encoded by program"),
    },
    ignored=(),
    publication=Publication("en-GB"),
    unusable={},
)

HEADER = f"""<TEI xmlns="{tei.NAMESPACE}" xml:id="lamp"><teiHeader><fileDesc>
<titleStmt><title type="main">To the Keeper</title><title type="sub">A Letter</title>
<author><persName ref="#person.smeaton">John Smeaton</persName></author>
<respStmt><resp>translated from the French</resp><name>T. Rans</name></respStmt>
<respStmt><resp>transcription, 1999</resp><name>Nobody</name></respStmt>
<respStmt><resp>edited by</resp><name>Ada Arden</name></respStmt></titleStmt>
<publicationStmt><publisher>The Example Press</publisher><date when="2026-11-22">22 November 2026</date>
%s</publicationStmt><sourceDesc><p/></sourceDesc></fileDesc>
<profileDesc><creation><date when="1759-08">August 1759</date></creation></profileDesc></teiHeader>
<standOff><listPerson><person xml:id="person.smeaton"><persName type="sort">Smeaton, John</persName></person>
</listPerson></standOff><text xml:lang="en"><body/></text></TEI>"""


def about(identifier="<idno>urn:uuid:1</idno>"):
    return metadata(tei.parse((HEADER % identifier).encode(), "lamp.xml"))


def said(cited):
    """Give the entry as plain words, with titles of books between underscores."""
    return "".join(f"_{piece.words}_" if piece.is_book else piece.words for piece in entry(WORDS, cited))


# --- the entry --------------------------------------------------------------------------------------------


def test_a_text_is_cited_as_part_of_its_edition():
    assert said(of_text(about(), EDITION)) == (
        "John Smeaton, ‘To the Keeper’ (August 1759), translated by T. Rans, in: "
        "_Letters from a Lighthouse: 1802–1811_, edited by Ada Arden. "
        "The Example Press, 22 November 2026. urn:uuid:1."
    )


def test_a_text_without_an_edition_is_cited_as_a_book():
    assert said(of_text(about())).startswith("John Smeaton, _To the Keeper: A Letter_ (August 1759), transl")


def test_an_edition_is_cited_with_those_who_edited_it():
    assert said(of_edition(EDITION)) == (
        "_Letters from a Lighthouse: 1802–1811_, edited by Ada Arden and Cora Dale. "
        "The Example Press, 22 November 2026. urn:uuid:3b0d4c7e-6f0a-4b62-9d55-8c1e7a90b2f4."
    )


def test_of_what_is_not_known_nothing_is_said():
    assert said(Cited("x", "Lamps")) == "_Lamps_."


def test_who_publishes_what_he_edits_is_named_once():
    assert said(Cited("x", "Lamps", editors=(Name("The Press"),), publisher="The Press")) == "_Lamps_. The Press."


# --- CSL-JSON ---------------------------------------------------------------------------------------------

NAME = {"family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal"}
TEXTS = {
    "title", "container-title", "publisher", "publisher-place", "DOI", "ISBN", "URL", "note", "language", "keyword",
    "abstract", "locator",
}  # fmt: skip
"""Variables of the CSL data schema that are names' parts, and those that are plain texts."""


def check_item(item):
    """Hold an item against the rules of the schema ``csl-data`` (CSL 1.0.2)."""
    assert item.keys() <= TEXTS | {"id", "type", "author", "editor", "translator", "issued", "original-date"}
    assert item["type"] in ("chapter", "book")
    assert isinstance(item["id"], str)
    assert all(isinstance(item[name], str) and item[name] for name in TEXTS & item.keys())
    for role in {"author", "editor", "translator"} & item.keys():
        for name in item[role]:
            assert name
            assert name.keys() <= NAME
            assert all(isinstance(part, str) for part in name.values())
    for date in (item[name] for name in ("issued", "original-date") if name in item):
        assert date.keys() in ({"date-parts"}, {"literal"})
        for parts in date.get("date-parts", ()):
            assert 1 <= len(parts) <= 3
            assert all(type(part) is int for part in parts)


def test_a_text_is_a_chapter_for_reference_managers():
    (item,) = json.loads(csl_json(of_text(about(), EDITION)))
    check_item(item)
    assert item == {
        "id": "lamp",
        "type": "chapter",
        "title": "To the Keeper",
        "container-title": "Letters from a Lighthouse: 1802–1811",
        "author": [{"family": "Smeaton", "given": "John"}],
        "translator": [{"literal": "T. Rans"}],
        "editor": [{"literal": "Ada Arden"}],
        "publisher": "The Example Press",
        "issued": {"date-parts": [[2026, 11, 22]]},
        "original-date": {"date-parts": [[1759, 8]]},
        "note": "urn:uuid:1",
        "language": "en",
    }


def test_an_edition_is_a_book_for_reference_managers():
    (item,) = json.loads(csl_json(of_edition(EDITION)))
    check_item(item)
    assert (item["type"], item["keyword"], len(item["editor"])) == ("book", "Lamps; Light, Red", 2)


@pytest.mark.parametrize(
    ("identifier", "csl", "tex"),
    [
        ("<idno type='DOI'>https://doi.org/10.1000/a_b</idno>", ("DOI", "10.1000/a_b"), "doi = {10.1000/a_b}"),
        ("<idno>10.1000/182</idno>", ("DOI", "10.1000/182"), "doi = {10.1000/182}"),
        ("<idno type='ISBN'>978-3-16-148410-0</idno>", ("ISBN", None), "isbn = {"),
        ("<idno>https://example.org/a_b?c=%7B</idno>", ("URL", "https://example.org/a_b?c=%7B"), "a_b?c=%7B}"),
        ("<idno>javascript:alert(1)</idno>", ("note", "javascript:alert(1)"), "note = {javascript:alert(1)}"),
        ("<idno type='DOI'>a {b}</idno>", ("note", "a {b}"), r"note = {a \textbraceleft{}b\textbraceright{}}"),
    ],
)
def test_an_identifier_stands_where_its_kind_belongs(identifier, csl, tex):
    cited = of_text(about(identifier), EDITION)
    (item,) = json.loads(csl_json(cited))
    name, value = csl
    assert item[name] == (value or item[name])
    assert tex in bibtex(cited).decode()


def test_a_date_in_words_stays_words():
    (item,) = json.loads(csl_json(Cited("x", "y", issued=Date("", "in spring"), written=Date("-0044-03", ""))))
    check_item(item)
    assert (item["issued"], item["original-date"]) == ({"literal": "in spring"}, {"date-parts": [[-44, 3]]})


# --- BibTeX -----------------------------------------------------------------------------------------------

COMMANDS = {
    r"\textbackslash{}": "\\", r"\textbraceleft{}": "{", r"\textbraceright{}": "}", r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^", **{rf"\{sign}": sign for sign in "%&$#_"},
}  # fmt: skip
COMMAND = re.compile("|".join(map(re.escape, COMMANDS)))


def parsed(data):
    """Read an entry as BibTeX does: a value ends with the brace that closes its first, whatever stands before it."""
    text = data.decode()
    kind, key, at = *re.match(r"@(\w+)\{([^\s,{}]+),\n", text).groups(), text.index("\n") + 1
    fields = {}
    while not text.startswith("}", at):
        match = re.compile(r"  (\w+) = (\w+,|\{)").match(text, at)
        if match[2] != "{":
            fields[match[1]], at = match[2].rstrip(","), match.end() + 1
            continue
        depth, end = 1, match.end()
        while depth:
            depth += {"{": 1, "}": -1}.get(text[end], 0)
            end += 1
        fields[match[1]], at = text[match.end() : end - 1], end + len(",\n")
    assert text[at:] == "}\n"
    return kind, key, fields


def words_of(value):
    """Give the words that TeX would set."""
    inner = value[1:-1] if value.startswith("{") and value.endswith("}") else value
    return COMMAND.sub(lambda match: COMMANDS[match[0]], inner)


def test_a_text_is_incollection_and_capitals_and_names_are_kept():
    kind, key, fields = parsed(bibtex(of_text(about(), EDITION)))
    assert (kind, key) == ("incollection", "lamp")
    assert fields == {
        "author": "Smeaton, John",
        "title": "{To the Keeper}",
        "booktitle": "{Letters from a Lighthouse: 1802–1811}",
        "editor": "{Ada Arden}",
        "translator": "{T. Rans}",
        "publisher": "The Example Press",
        "year": "2026",
        "month": "nov",
        "origdate": "1759-08",
        "note": "urn:uuid:1",
        "language": "en",
    }


def test_an_edition_is_a_book_with_its_editors():
    kind, key, fields = parsed(bibtex(of_edition(EDITION)))
    assert (kind, key, fields["editor"]) == ("book", "lamps", "{Ada Arden} and {Cora Dale}")
    assert fields["keywords"] == "Lamps, {Light, Red}"


titles = st.text(st.sampled_from("aé\\{}%&$#_~^@\"', \n中=")).map(lambda words: f"T{words}")


@given(titles, titles, titles)
def test_whatever_stands_in_a_title_or_a_name_it_stays_words(title, name, key):
    cited = Cited(key, title, (Name(name), Name("x y", "y", "x")), publisher=name, container=title)
    _, read, fields = parsed(bibtex(cited))
    assert re.fullmatch(r"[A-Za-z0-9_.-]+", read)
    assert words_of(fields["title"]) == words_of(fields["booktitle"]) == " ".join(title.split())
    assert words_of(fields["publisher"]) == " ".join(name.split())
    assert fields["author"].endswith(" and y, x")
    (item,) = json.loads(csl_json(cited))
    check_item(item)
    assert (item["title"], item["author"][0]["literal"]) == (title, name)


# --- a paragraph ------------------------------------------------------------------------------------------

AT = "https://press.example/lamp/#p507"


def paragraph(identifier="<idno>urn:uuid:1</idno>", locator="12"):
    return replace(of_text(about(identifier), EDITION), locator=locator, address=AT)


def test_a_paragraph_is_cited_with_its_number_and_its_address():
    assert said(paragraph()).endswith(f"The Example Press, 22 November 2026, ¶\u00a012. urn:uuid:1. {AT}.")
    assert said(paragraph(locator="")).endswith(f"22 November 2026. urn:uuid:1. {AT}.")


def test_the_address_of_a_paragraph_stands_for_that_of_its_edition_and_beside_other_identifiers():
    for identifier, kept in (("https://press.example/", ""), ("10.1000/182", "10.1000/182")):
        one = paragraph(f"<idno>{identifier}</idno>")
        assert said(one).endswith(f"¶\u00a012.{f' {kept}.' if kept else ''} {AT}.")
        (item,) = json.loads(csl_json(one))
        check_item(item)
        assert (item["URL"], item.get("DOI", "")) == (AT, kept)
        assert parsed(bibtex(one))[2]["url"] == AT


@pytest.mark.parametrize("locator", ["12", "12–14"])
def test_reference_managers_read_which_paragraph_it_is_and_keep_it_apart_from_others(locator):
    (item,) = json.loads(csl_json(paragraph(locator=locator)))
    check_item(item)
    _, key, fields = parsed(bibtex(paragraph(locator=locator)))
    assert item["locator"] == fields["pages"] == f"¶ {locator}"
    assert item["id"] == key == "lamp-12"


def test_an_essay_is_cited_as_part_of_the_edition():
    assert said(of_essay(EDITION, "introduction", "On Lamps")).startswith(
        "‘On Lamps’, in: _Letters from a Lighthouse: 1802–1811_, edited by Ada Arden and Cora Dale. The Ex"
    )


# --- in the page ------------------------------------------------------------------------------------------


def test_a_page_shows_the_entry_and_leads_to_the_files_beside_it(tmp_path):
    made = html.single((HEADER % "").encode(), "lamp.xml", tmp_path / "lamp")
    files = {path.name: data.decode() for path, data in made.files}
    assert "<cite>To the Keeper: A Letter</cite> (August 1759)" in files["index.html"]
    for name in ("citation.bib", "citation.json"):
        assert f'href="{name}" download' in files["index.html"]
        assert "To the Keeper" in files[name]


def test_a_page_that_stands_alone_leads_to_no_file(tmp_path):
    ((_, page),) = html.single((HEADER % "").encode(), "lamp.xml", tmp_path / "lamp.html").files
    assert b"citation.bib" not in page


def test_a_book_and_a_plain_text_say_how_they_are_cited(tmp_path):
    ((_, book),) = epub.single((HEADER % "").encode(), "lamp.xml", tmp_path / "lamp.epub").files
    with zipfile.ZipFile(io.BytesIO(book)) as container:
        pages = "".join(container.read(name).decode() for name in container.namelist() if name.endswith(".xhtml"))
    assert "<dd>John Smeaton, <cite>To the Keeper: A Letter</cite> (August 1759), translated by T. Rans" in pages
    ((_, written),) = text.single((HEADER % "").encode(), "lamp.xml", tmp_path / "lamp.txt").files
    assert "\nHow to cite:  John Smeaton, To the Keeper: A Letter (August 1759)" in written.decode()
