"""What occurs in raw texts, and the fixture that shows what becomes of each.

The tables say in our own words what raw texts do, by subject; to each belongs a fixture, named by its file in
``rules/`` and how its title begins, and something that its document must have. So no phenomenon loses its example
unseen. All documents of all fixtures are valid: by our schema, by TEI's own, and by the house rules.
"""

import functools
from pathlib import Path

import fixtures
import judges
import pytest

from editio import encode, tei
from editio.encode.rules import RULES
from editio.validate import gate

HERE = Path(__file__).parent
FILES = tuple(sorted((HERE / "rules").glob("*.txt")))
PICTURES = {"␀": "\x00", "␇": "\x07", "␌": "\f"}

AROUND = {
    "a library's frame, with its marked beginning and end": ("library: a library's frame", "<titlePage"),
    "the small print of a library's first years": ("library: the small print of", "<body>"),
    "a library's words in another language": ("library: a library's words in French", "<docAuthor"),
    "a library's end in another language": ("library: stars without blanks", "<p "),
    "a library's header that nothing marks": ("library: a library's header that nothing ends", "CHAPTER I"),
    "transcribers' notes in brackets, in a box, at the end": ("library: notes of transcribers", "CHAPTER I"),
    "credits of those who made the file": ("blocks: a credit in a sentence", "<p "),
    "links that turn pages": ("blocks: the furniture of a web page", "<p "),
    "a page's title bar": ("library: a page's title bar", "<p "),
    "statements such as 'Written:' and 'Source:'": ("blocks: author and titles before", "<docAuthor"),
    "a colophon": ("library: a colophon of paper", "COLOPHON"),
    "a title page with all its lines": ("front: a title page with all", "<docImprint"),
    "a title page set in the middle by blanks": ("front: a title page set in the middle", "<docDate"),
    "dedications": ("front: a dedication that says TO", 'type="dedication"'),
    "a motto before the text, with its source": ("front: a motto with its source", "<epigraph"),
    "lists of other books": ("front: a list of other books", 'type="advertisement"'),
    "a half title": ("front: a half title behind", "<titlePage"),
    "prefaces in front, an appendix behind": ("front: front and back, by the main series", "<back>"),
    "the end": ("front: last words: of a part", "<trailer"),
    "to be continued": ("front: to be continued", "<trailer"),
    "errata": ("headings: a list of errata", 'type="errata"'),
    "an index": ("entries: an index with", '<list type="index"'),
    "characters that no XML document may hold": ("blocks: characters that no XML", "<p "),
}

HEADINGS = {
    "contents with leaders and pages": ("contents: entries with leaders", "<ref target"),
    "contents whose pages stand flush right, with braces": ("contents: pages flush right", "} Of Light"),
    "contents that name headings nobody would know else": ("contents: what the contents name", "<ref target"),
    "contents of several parts that count anew": ("contents: chapters that count anew", "<ref target"),
    "a list of illustrations": ("contents: a list of illustrations", "<list"),
    "number and title on lines apart": ("headings: a number and its title on lines of their own", "<head"),
    "number and title on lines that follow": ("headings: a number and its title on lines that follow", "<lb/>"),
    "number and title on one line": ("contents: pages flush right", "<head xml:id=\"head239\">I. THE LAMP</head>"),
    "parts above chapters": ("blocks: parts and chapters nest", '<div type="part"'),
    "sections to any depth, by decimal numbers": ("headings: decimal numbers", 'n="1.2.1"'),
    "Roman numbers alone": ("headings: numbers alone are headings", 'n="II"'),
    "numbers in words and by letters": ("headings: chapters numbered by words", 'n="TWENTY-TWO"'),
    "appendices by letters": ("headings: chapters numbered by words", "APPENDIX B"),
    "ordinals before and behind": ("headings: ordinals before and behind", "ZWEITER"),
    "the words of many languages": ("headings: parts and chapters in the words", "ГЛАВА ПЕРВАЯ"),
    "a word for divisions that no catalogue has": ("headings: a word that the catalogue lacks", "EVENING I"),
    "headings in capitals that nothing else marks": ("headings: bare headings: capitals", "<head"),
    "headings in title case that nothing else marks": ("headings: bare headings: a gap", "Of Lamps</head>"),
    "headings over several lines": ("headings: a bare heading over several lines", "<lb/>"),
    "a smaller title below a title": ("headings: a title in capitals and a smaller", "<head"),
    "an argument under its word": ("headings: an argument with a heading", "<argument"),
    "an argument of topics": ("headings: arguments of topics", "<argument"),
    "an argument in a sentence": ("headings: arguments that are a sentence", "<argument"),
    "words of a dialogue, which are no headings": ("blocks: dialogue is no heading", "<p "),
    "items that count, which are no headings": ("headings: items of a list that count", "<item"),
    "the words of a dictionary above their articles": ("headings: the articles of a dictionary", "BRASS.</head>"),
}  # fmt: skip

BLOCKS = {
    "wrapped prose": ("blocks: hard-wrapped", "<p "),
    "prose of one line a paragraph": ("blocks: a paragraph a line", "<p "),
    "prose that is wrapped in part": ("paragraphs: a text that is wrapped, and a part", "<p "),
    "paragraphs that are but set in": ("paragraphs: paragraphs begun by an indentation", "<p "),
    "paragraphs of Chinese and Japanese": ("paragraphs: Chinese and Japanese", "<p "),
    "breaks of stars": ("blocks: a break of stars", "<milestone"),
    "breaks of blank lines": ("blocks: a break of blank lines", "<milestone"),
    "breaks of signs of many kinds": ("breaks: signs of many kinds", "<milestone"),
    "a quotation that is but set in": ("quotations: what is set in", "<quote"),
    "a quotation with its source": ("quotations: where a quotation is from", "<bibl"),
    "a notice in the middle of the measure": ("quotations: a notice keeps", 'rend="center"'),
    "verse set in between prose": ("verse: verse between paragraphs", 'rend="indent'),
    "verse that a paragraph goes on behind": ("quotations: lines of verse that a paragraph", 'rend="noindent"'),
    "a text that is verse, with lines that go on": ("verse: verse as the whole text", 'type="stanza"'),
    "numbered sections of a poem": ("verse: verse as the whole text", 'type="section"'),
    "numbers of lines of verse": ("verse: numbers in the margin", 'n="10">They climbed'),
    "a letter: place and date, greeting, leave": ("letters: a letter: to whom", "<dateline"),
    "a postscript": ("letters: a letter: to whom", "<postscript"),
    "a preface that is signed": ("letters: a preface that is signed", "<signed"),
    "letters in other languages": ("letters: letters in French", "<salute"),
    "a list with bullets": ("lists: a bulleted list", "<item"),
    "a list with numbers": ("lists: items that numbers count", 'n="'),
    "lists within lists": ("lists: lists within the items", "<list"),
    "a table of aligned columns": ("tables: columns flush left", 'role="label"'),
    "a table between bars": ("tables: cells between bars", "<cell"),
    "a table parted by tabs": ("tables: cells parted by tabs", "<cell"),
    "prose with blanks, which is no table": ("tables: prose is no table", "<p "),
    "a glossary": ("entries: a glossary", "<term>"),
    "a picture without words": ("figures: an illustration without", "<figure"),
    "a picture with its words": ("figures: an illustration with", "<figure"),
    "a page's number in brackets within words": ("pages: pages that begin within words", 'break="no"'),
    "a page's number on a line of its own": ("pages: numbers on lines of their own", "<pb"),
    "form feeds and running heads": ("pages: form feeds", "<pb"),
    "running heads with numbers": ("pages: running heads with", "<pb"),
}

DRAMA = {
    "names in capitals before their words": ("drama: speakers in capitals run in", "<speaker"),
    "names on lines of their own": ("drama: names on lines of their own", "<speaker"),
    "names in italics, abbreviated": ("drama: abbreviated names in italics", "<speaker"),
    "names in a script that runs from right to left": ("drama: speakers of an unwrapped play", "<speaker"),
    "names in an unwrapped text": ("drama: names and speeches on two lines", "<sp who="),
    "acts and scenes": ("drama: speakers in capitals run in", 'type="scene"'),
    "directions in brackets": ("drama: speakers in capitals run in", "<stage"),
    "directions in italics, set in": ("drama: directions in italics", "He looks behind the curtain.</hi></stage>"),
    "speeches in verse": ("drama: names on lines of their own", "<l "),
    "a list of persons": ("drama: a list of persons with groups", "<roleDesc"),
    "a list of persons that runs on": ("drama: a list of persons that runs on", "<castItem"),
    "a dialogue in a tale": ("drama: a dialogue within a tale", "<sp "),
    "labels in a fixed order, which are no names": ("drama: labels in a fixed order", "<p "),
}

NOTES = {
    "[1], and its note at the end of the text": ("notes: notes in brackets under a heading", "<note"),
    "[1] anew in each chapter": ("blocks: notes whose numbers begin anew", "<note"),
    "notes of a book at its end, anew in each chapter": ("notes: endnotes of a book", "<note"),
    "[Footnote 1: ...] of several paragraphs": ("notes: bracketed footnotes behind", "<note"),
    "stars": ("notes: stars behind the paragraph", 'n="*"'),
    "daggers": ("notes: daggers follow stars", 'n="†"'),
    "letters in round brackets": ("notes: letters in round brackets", 'n="a"'),
    "raised digits": ("notes: raised digits", "<note"),
    "digits that were raised once": ("notes: digits that were flattened", "<note"),
    "1. text, at the end": ("blocks: notes at the end, called", "<note"),
    "[^name]": ("notes: markdown, with", "<note"),
    "at the feet of pages": ("pages: notes at the feet of pages", 'place="bottom"'),
    "notes of verse": ("notes: verse in a note", "<lg"),
    "a line that begins with a call": ("notes: a wrapped line that begins with an anchor", "<note"),
    "a list of numbers, which are no notes": ("notes: a numbered list is no list of notes", "<note"),
    "numbers in sentences, which are no calls": ("notes: numbers that count things", "(2) If so"),
    "years and stray numbers in brackets": ("notes: numbers in the margin, years", "[1863]"),
    "a call without a note": ("blocks: a bracketed number without a note", "[1]"),
}

WORDS = {
    "_italics_": ("inline: italics: several words", 'rend="italic"'),
    "=bold= and *bold*": ("inline: bold, where the text", 'rend="bold"'),
    "~small capitals~": ("inline: a sign of which the text itself", 'rend="small-caps"'),
    "raised and lowered letters": ("inline: raised and lowered", 'rend="superscript"'),
    "[Greek: ...]": ("inline: words whose language", "<foreign"),
    "[sic], capitals, dashes, dots, words of others": ("inline: what stays as it is written", "EVER"),
    "curled quotation marks, one in the other": ("inline: quotation marks: of English", "<q>"),
    "straight quotation marks": ("inline: straight quotation marks", "<q>"),
    "quotation marks of other languages": ("inline: quotation marks of French", "<q>"),
    "a speech of several paragraphs": ("inline: a speech of several paragraphs, each", "<q"),
    "speech behind dashes": ("paragraphs: words of a dialogue behind dashes", "<p "),
    "marks that lack their other": ("inline: marks that do not balance", "<p "),
    "hyphens at line ends": ("inline: hyphens at line ends", "lantern"),
    "dashes at line ends": ("inline: dashes at line ends have no blank", "<p "),
}

MARKUP = {
    "Aozora: readings, notes, headings, colophon": ("aozora: a file of Aozora", "<ruby"),
    "Mandoku: pages and lines of an edition": ("mandoku: a text of Kanripo", "<pb"),
    "Markdown: front matter, headings, lists": ("markdown: a text with front matter", "<item"),
    "Markdown: links": ("markdown: links within words", "<ref"),
    "EasyDrama": ("drama: EasyDrama", "<speaker"),
}

TABLES = {
    "around": AROUND,
    "headings": HEADINGS,
    "blocks": BLOCKS,
    "drama": DRAMA,
    "notes": NOTES,
    "words": WORDS,
    "markup": MARKUP,
}
ALL = [pytest.param(*row, id=f"{name}: {what}") for name, table in TABLES.items() for what, row in table.items()]


@functools.cache
def shown():
    """Give all fixtures of rules: what is expected of each, by 'file: title'."""
    return {f"{path.stem}: {one.title}": one.parts[-1] for path in FILES for one in fixtures.read(path, 2)}


@pytest.fixture(scope="module")
def documents(tmp_path_factory):
    """Encode each fixture; gives the files of the documents."""
    folder = tmp_path_factory.mktemp("fixtures")
    made = []
    for path in FILES:
        for number, one in enumerate(fixtures.read(path, 2)):
            raw = one.parts[0]
            for picture, character in PICTURES.items():
                raw = raw.replace(picture, character)
            target = folder / f"{path.stem}-{number}.xml"
            target.write_bytes(encode.encode(raw.encode(), "lamp.txt").document)
            made.append(target)
    return tuple(made)


@pytest.mark.parametrize(("fixture", "shows"), ALL)
def test_what_occurs_in_raw_texts_has_a_fixture_that_shows_it(fixture, shows):
    found = [expected for title, expected in shown().items() if title.startswith(fixture)]
    assert found, f"no fixture is called {fixture!r} or begins so"
    assert any(shows in expected for expected in found)


def test_each_document_of_a_fixture_is_valid_by_our_schema_and_the_house_rules(documents):
    trees = {path.name: tei.parse(path.read_bytes(), path.name) for path in documents}
    assert {name: found for name, tree in trees.items() if (found := gate.check(tree))} == {}


def test_each_document_of_a_fixture_is_valid_by_the_schema_of_tei(documents):
    for schema in judges.tei_all_schemas():
        assert judges.jing(schema, *documents) == [], schema.name


def test_the_docs_tell_of_each_rule():
    page = (judges.ROOT / "docs" / "encode.md").read_text(encoding="utf-8")
    assert [name for name in RULES if f"`{name}`" not in page] == []
