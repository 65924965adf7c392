"""The interface: all that a format says by itself is in the language that the edition asks for, and is told to be.

The words of the samples are written in Greek letters here, so that whatever has others is the interface's.
"""

import re
import zipfile

import pytest
from lxml import etree, html
from samples import FIXTURES, VOLUME

from editio import catalogues, edition, tei
from editio.message import Rejected
from editio.render import render_text, render_volume
from editio.render.sheet import folder, words_files

LETTERS = str.maketrans("abcdefghijklmnopqrstuvwxyz", "αβκδεφγηιξκλμνοπθρστυβωχυζ")
GREEK = {**LETTERS, **{one - 32: other - 32 for one, other in ((k, ord(chr(v))) for k, v in LETTERS.items())}}

TEXTS = ("lamp", "harbour", "mill")
LANGUAGES = ("de", "es", "fr")

SETTINGS = """\
id = "samples"
title = "Λυχνοι"
subtitle = "Δυο"
language = "el"
interface = "{code}"
date = "2026-03-01"
publisher = "Εκδοται"
licence = "https://creativecommons.org/licenses/by/4.0/"
licence_text = "Αδεια"
abstract = "Περι λυχνων"
keywords = ["λυχνοι"]
essays = ["introduction", "texts"]
texts = ["lamp", "harbour", "mill"]
formats = ["html", "epub", "text"]
"""

KINDS = "person org place event work term".split()

KNOWN = frozenset("cancelled damage illegible omitted sampling surplus undecodable".split())
"""The reasons of gaps that there are words for; any other is the editors' own word."""

TECHNICAL = frozenset("BibTeX CSL JSON EPUB TEI SHA UTF LF Pagefind Python GeoNames Wikidata editio".split())
"""What is called so in every language."""

IDENTIFIERS = frozenset(("el", "https", "urn", "uuid", *TEXTS))
"""What is no word, but stands where words do."""

FIXED = frozenset("BEGINNING END OF THE TEXT image".split())
"""Words of the lines and marks of plain text that are the same in every language."""

NEUTRAL = TECHNICAL | IDENTIFIERS

SAID_TO_READERS = ("aria-label", "title", "alt", "placeholder")

WORD = re.compile(r"(?<![\w/.@-])[A-Za-zÀ-ÖØ-öø-ÿ]{2,}(?![\w@/])")


def in_greek(data):
    """Write the words of a document in Greek letters, and say that they are Greek."""
    root = etree.fromstring(data)
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        element.text = element.text and element.text.translate(GREEK)
        element.attrib.pop("extent", None)
        if element.get("reason") not in KNOWN:
            element.attrib.pop("reason", None)
        if element.tag.endswith("}respStmt"):
            element.attrib.pop("n", None)
        if tei.LANG in element.attrib:
            element.set(tei.LANG, "el")
        if element.tag.endswith("}language"):
            element.set("ident", "el")
    for element in root.iter():
        element.tail = element.tail and element.tail.translate(GREEK)
    return etree.tostring(root, encoding="UTF-8")


def greek(root, settings):
    """Write an edition whose own words are Greek."""
    (root / "source").mkdir(parents=True)
    (root / "tei").mkdir()
    (root / "source" / "edition.toml").write_text(settings, encoding="utf-8")
    tables = "".join(f'[{kind}.any]\nname = "Any"\n' for kind in KINDS)
    (root / "source" / "authorities.toml").write_text(tables, encoding="utf-8")
    for name in ("introduction", "texts"):
        (root / "source" / f"{name}.md").write_text(f"# {name.translate(GREEK)}\n", encoding="utf-8")
    for name in TEXTS:
        (root / "source" / name).mkdir()
        (root / "source" / name / "text.txt").write_text("x", encoding="utf-8")
        (root / "tei" / f"{name}.xml").write_bytes(in_greek((FIXTURES / f"{name}.xml").read_bytes()))
    (root / "tei" / VOLUME.name).write_bytes(in_greek(VOLUME.read_bytes()))
    return edition.load(root)


@pytest.fixture(scope="module", params=LANGUAGES)
def made(request, tmp_path_factory):
    """Build an edition in each language: the language, and the edition."""
    one = greek(tmp_path_factory.mktemp(request.param), SETTINGS.format(code=request.param))
    for to in one.formats:
        for name in one.texts:
            render_text(one, name, to)
        render_volume(one, to)
    return request.param, one


def pages(one):
    """Give all pages of the site and of the books as trees, by their names."""
    for path in sorted((one.output / "html").rglob("*.html")):
        yield path.name, html.parse(str(path), html.HTMLParser(encoding="utf-8")).getroot()
    for path in sorted((one.output / "epub").glob("*.epub")):
        with zipfile.ZipFile(path) as book:
            for name in book.namelist():
                if name.endswith(".xhtml"):
                    yield f"{path.stem}/{name}", etree.fromstring(book.read(name))


def spoken(root):
    """Give what a page says, each with the language that it says it is in; code, style and scripts say nothing.

    What a label says of words of the text is in one element with them, which can have one language only: theirs.
    """
    for element in root.iter():
        if not isinstance(element.tag, str) or element.tag.rpartition("}")[2] in ("code", "pre", "style", "script"):
            continue
        code = next((found for one in (element, *element.iterancestors()) if (found := one.get("lang"))), "")
        holds_words = "data-interface" not in element.attrib and "".join(element.itertext()).strip()
        yield from ((element.get(name), "" if holds_words else code) for name in SAID_TO_READERS if element.get(name))
        yield element.text or "", code
        yield from ((child.tail or "", code) for child in element)


def words_of(language, to):
    """Give all words that the catalogues of a format have in a language."""
    said = catalogues.read(words_files([folder(to)], language), language)
    found = set(WORD.findall(" ".join(leaves(said)).replace("{", " ").replace("}", " ")))
    return found | {f"{word[0].upper()}{word[1:]}" for word in found}


def leaves(value):
    if isinstance(value, str):
        return [value]
    return [said for one in (value.values() if isinstance(value, dict) else value) for said in leaves(one)]


def test_a_page_says_nothing_in_another_language_than_the_interface_and_tells_which_that_is(made):
    language, one = made
    known = words_of(language, "html") | words_of(language, "epub")
    wrong = {
        (name, word, code)
        for name, root in pages(one)
        for said, code in spoken(root)
        for word in WORD.findall(said)
        if word not in NEUTRAL and (word not in known or code not in (language, ""))
    }
    assert wrong == set()


def test_plain_text_says_nothing_in_another_language_than_the_interface(made):
    language, one = made
    known = words_of(language, "text") | FIXED | NEUTRAL
    said = {path.name: path.read_text(encoding="utf-8") for path in sorted((one.output / "text").glob("*.txt"))}
    capitals = {word.upper() for word in known}
    wrong = {(name, word) for name, page in said.items() for word in WORD.findall(page)}
    assert {(name, word) for name, word in wrong if word not in known | capitals} == set()


def test_a_text_may_speak_another_language_than_its_edition(tmp_path):
    one = greek(tmp_path, SETTINGS.format(code="de") + '[interfaces]\nharbour = "fr-CH"\n')
    for to in one.formats:
        render_text(one, "harbour", to)
        render_text(one, "lamp", to)
    tags = {
        name: html.parse(str(one.output / "html" / name / "index.html")).getroot().get("lang") for name in TEXTS[:2]
    }
    assert tags == {"harbour": "fr-CH", "lamp": "de"}
    assert "Sprache:" in (one.output / "text" / "lamp.txt").read_text(encoding="utf-8")
    assert "Langue\u00a0:" in (one.output / "text" / "harbour.txt").read_text(encoding="utf-8")
    with zipfile.ZipFile(one.output / "epub" / "harbour.epub") as book:
        assert 'xml:lang="fr-CH"' in book.read("epub/package.opf").decode()


def test_an_edition_in_a_language_without_words_speaks_english_and_says_so(tmp_path):
    one = greek(tmp_path, SETTINGS.replace('interface = "{code}"\n', ""))
    render_text(one, "lamp", "html")
    root = html.parse(str(one.output / "html" / "lamp" / "index.html")).getroot()
    assert root.get("lang") == "en"
    assert {said.get("lang") for said in root.iter("article")} == {"el"}


ITALIAN = """\
contents = "Indice"
months = ["gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre",
  "novembre", "dicembre"]
"""


def test_a_publisher_may_bring_a_language_of_his_own(tmp_path):
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "words.it.toml").write_text(ITALIAN, encoding="utf-8")
    one = greek(tmp_path, SETTINGS.format(code="it-CH"))
    render_volume(one, "html")
    root = html.parse(str(one.output / "html" / "index.html")).getroot()
    assert root.get("lang") == "it-CH"
    assert "marzo 2026" in "".join(root.itertext())


@pytest.mark.parametrize("place", ["interface", "interfaces"])
def test_an_interface_without_words_is_refused(place, tmp_path):
    settings = SETTINGS.format(code="it" if place == "interface" else "de")
    settings += '[interfaces]\nlamp = "it"\n' if place == "interfaces" else ""
    with pytest.raises(Rejected) as found:
        greek(tmp_path, settings)
    (message,) = found.value.messages
    assert (message.code, message.sentence) == ("E304", "there are no words of the interface in 'it'")
    assert message.hint == "one of: de, en, es, fr; or write templates/words.it.toml"
    assert message.line == settings[: settings.index('"it"')].count("\n") + 1
