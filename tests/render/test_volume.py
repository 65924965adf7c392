"""An edition as a whole, as a book and in plain characters: essays, texts, chronology, glossary, registers, changes."""

import os
import re
import subprocess
import sys

import containers
import plain
import pytest
import views
from judges import ROOT
from lxml import etree
from samples import EPUB_TYPE, HARBOUR, LAMP, VOLUME, Book, make_edition, make_volume

from editio import tei
from editio.edition import load
from editio.render import epub, text, volume_targets

LARGEST = 260_000

IN_ORDER = [
    "Contents",
    "Introduction",
    "The texts",
    plain.BEGINNING,
    plain.END,
    plain.BEGINNING,
    plain.END,
    "What the editors changed",
    "Chronology",
    "Glossary",
    "Index",
    "Persons",
    "Places",
    "Events",
    "Works",
    "How the texts were treated",
]
"""Lines of a plain text of the edition, each of which stands as often as here."""

PROGRAM = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from samples import make_volume
from editio.render import render_volume
edition = make_volume(Path(sys.argv[1]))
render_volume(edition, "epub")
render_volume(edition, "text")
"""


@pytest.fixture
def edition(tmp_path):
    return make_volume(tmp_path)


@pytest.fixture
def book(edition):
    ((_, made),) = epub.volume(edition).files
    return Book(made)


def words_of(element):
    return " ".join("".join(element.itertext()).split())


def text_book(edition, name):
    ((_, made),) = epub.text(edition, name).files
    return Book(made)


# --- order ------------------------------------------------------------------------------------------------


def test_essays_come_before_the_texts_and_what_is_told_of_all_texts_after_them(book):
    assert book.spine == [
        "cover.xhtml",
        "volume.xhtml",
        "nav.xhtml",
        "samples-essay.xhtml",
        "samples-essay-2.xhtml",
        "lamp-title.xhtml",
        "lamp-001.xhtml",
        "lamp-notes.xhtml",
        "harbour-title.xhtml",
        "harbour-001.xhtml",
        "harbour-002.xhtml",
        "harbour-003.xhtml",
        "harbour-notes.xhtml",
        "harbour-variants.xhtml",
        "changes.xhtml",
        "chronology.xhtml",
        "glossary.xhtml",
        "names.xhtml",
        "names-2.xhtml",
        "names-3.xhtml",
        "names-4.xhtml",
        "colophon.xhtml",
        "accessibility.xhtml",
    ]


def test_the_contents_name_the_parts_of_essays_and_each_register(book):
    (contents,) = book.find("//h:nav[@epub:type='toc']/h:ol", "nav.xhtml")
    lines = {item.findtext("{*}a"): [a.text for a in item.iterfind("{*}ol//{*}a")] for item in contents}
    assert list(lines) == [
        "Title page",
        "Introduction",
        "The texts",
        "On Lamps & Lanterns",
        "The Harbour: a Sampler",
        "What the editors changed",
        "Chronology",
        "Glossary",
        "Index",
        "About this edition",
        "Accessibility",
    ]
    assert lines["Introduction"] == ["The lamp"]
    assert lines["Index"] == ["Persons", "Places", "Events", "Works"]


def test_an_essay_is_of_the_kind_that_its_name_says(book):
    (introduction,) = book.find("//h:section[@id='samples.introduction']", "samples-essay.xhtml")
    assert (introduction.get(EPUB_TYPE), introduction.get("role")) == ("introduction", "doc-introduction")
    (note,) = book.find("//h:section[@id='samples.texts']", "samples-essay-2.xhtml")
    assert (note.get(EPUB_TYPE), note.get("role")) == ("preamble", None)
    for page in ("samples-essay.xhtml", "samples-essay-2.xhtml"):
        assert book.pages[page].find("{*}body").get(EPUB_TYPE) == "frontmatter"


def test_the_landmarks_are_few_and_lead_to_what_readers_look_for(book):
    landmarks = book.find("//h:nav[@epub:type='landmarks']//h:a", "nav.xhtml")
    assert [(a.get(EPUB_TYPE), a.get("href")) for a in landmarks] == [
        ("cover", "cover.xhtml"),
        ("toc", "#toc"),
        ("introduction", "samples-essay.xhtml"),
        ("bodymatter", "lamp-001.xhtml"),
        ("glossary", "glossary.xhtml"),
        ("index", "names.xhtml"),
    ]


def test_the_book_says_what_it_is_about(book):
    assert book.find("//dc:description/text()") == ["Two samples of lamps & harbours. They were never read before."]
    subjects = book.find("//dc:subject/text()")
    assert subjects[:2] == ["lamps", "harbours"]
    assert len(set(subjects)) == len(subjects)
    (abstract,) = book.find("//*[@role='doc-abstract']", "colophon.xhtml")
    assert [words_of(p) for p in abstract.iterfind("{*}p")] == [
        "Two samples of lamps & harbours.",
        "They were never read before.",
    ]


def test_without_essays_there_are_none_and_all_else_is_there(tmp_path):
    ((_, made),) = epub.volume(make_edition(tmp_path)).files
    spine = Book(made).spine
    assert not [name for name in spine if "essay" in name]
    assert {"chronology.xhtml", "names.xhtml", "changes.xhtml"} < set(spine)


def test_the_title_page_names_authors_title_editors_publisher_and_date(book):
    (page,) = book.find("//h:section[@epub:type='titlepage']", "volume.xhtml")
    assert [(one.get("class"), words_of(one)) for one in page] == [
        ("author", "Ada Arden, Bede Barrow"),
        ("main", "Samples & Co"),
        ("sub", "Two of them"),
        ("other", "edited by The editors of this edition"),
    ]
    assert [words_of(one) for one in page.getnext()] == ["A < B", "22 November 2026"]


# --- words and links --------------------------------------------------------------------------------------


def test_the_words_of_essays_and_texts_are_those_of_the_tei(book):
    pages = "\n".join(book.files[f"epub/{name}"].decode().partition("<!DOCTYPE html>")[2] for name in book.spine)
    texts = (views.text(etree.fromstring(path.read_bytes()), "reading") for path in (VOLUME, LAMP, HARBOUR))
    assert containers.words(pages, "reading") == [word for words in texts for word in words]


def test_a_link_of_an_essay_leads_to_its_place_in_the_book(book):
    links = {words_of(a): a.get("href") for a in book.all("//h:body[@data-text]//h:a[not(@data-interface)]")}
    assert links["the best of lamps"] == "lamp-001.xhtml#lamp.p180"
    assert links["Robert Boyle"] == "names.xhtml#person.boyle"
    assert links["below"] == "samples-essay-2.xhtml#samples.texts-how"
    assert "what is not there" not in links


def test_a_text_may_lead_into_an_essay_and_in_its_own_book_such_a_link_is_words(edition):
    path = edition.document("lamp")
    data = path.read_bytes()
    path.write_bytes(
        data.replace(b"A paragraph before", b'<ref target="samples.xml#introduction">A</ref> paragraph before')
    )
    assert path.read_bytes() != data
    ((_, made),) = epub.volume(edition).files
    (link,) = Book(made).find("//h:a[text()='A']", "lamp-001.xhtml")
    assert link.get("href") == "samples-essay.xhtml#samples.introduction"
    own = text_book(edition, "lamp")
    assert not own.find("//h:a[text()='A']", "text-001.xhtml")
    assert "A paragraph before" in words_of(own.trees["text-001.xhtml"])


# --- chronology and glossary ------------------------------------------------------------------------------


def test_events_and_texts_stand_in_the_order_of_time(book):
    lines = [words_of(one) for one in book.find("//h:dl/*", "chronology.xhtml")]
    assert list(zip(lines[::2], lines[1::2], strict=True)) == [
        ("15 March 44 BC", "The Ides of March"),
        ("between 1662 and 1663", "The <Charter>"),
        ("September 1666", "Great Fire. It began in a bakery."),
        ("1 May 1901", "On Lamps & Lanterns written"),
    ]
    links = book.find("//h:dl//h:a/@href", "chronology.xhtml")
    assert links == [
        "names-3.xhtml#event.ides",
        "names-3.xhtml#event.charter",
        "names-3.xhtml#event.fire",
        "lamp-title.xhtml",
    ]


def test_an_edition_in_which_nothing_is_dated_has_no_chronology(tmp_path):
    edition = make_edition(tmp_path)
    for name in edition.texts:
        path = edition.document(name)
        path.write_bytes(re.sub(rb"<creation>.*?</creation>", b"", path.read_bytes(), flags=re.DOTALL))
    ((_, made),) = epub.volume(edition).files
    assert "chronology.xhtml" not in Book(made).spine


def test_a_glossary_says_what_its_terms_mean(book):
    (glossary,) = book.find("//*[@role='doc-glossary']", "glossary.xhtml")
    assert glossary.get(EPUB_TYPE) == "glossary"
    (term,) = glossary.iter("{*}dt")
    assert (term.get(EPUB_TYPE), term.get("id"), words_of(term)) == ("glossterm", "term.lamp", "lamp & lantern")
    assert words_of(term.getnext()) == "what gives light"
    assert term.getnext().get(EPUB_TYPE) == "glossdef"


def test_years_before_christ_are_said_so(book):
    (caesar,) = book.find("//*[@id='person.caesar']", "names.xhtml")
    assert words_of(caesar) == "A <b>Caesar</b> & פנסים 🏮 (100 BC–44 BC)"


# --- mentions ---------------------------------------------------------------------------------------------


def mentioned(path):
    """Give what the TEI says of mentions, in the text and in notes on it: ``(entry, words)`` of each, sorted."""
    root = etree.fromstring(path.read_bytes())
    entries = {one.get(tei.ID) for one in root.iterfind(".//{*}standOff//*") if one.get(tei.ID)}
    notes = [note for note in root.iterfind(".//{*}standOff//{*}note") if note.get("type") == "editorial"]
    found = []
    for element in (element for part in (root.find("{*}text"), *notes) for element in part.iter(etree.Element)):
        name = etree.QName(element).localname
        attributes = ["ref", "corresp" if name == "bibl" else "", "who", "source", "target" if name == "ref" else ""]
        for pointer in " ".join(element.get(attribute, "") for attribute in filter(None, attributes)).split():
            if pointer.removeprefix("#") in entries and not element.get("prev"):
                found.append((pointer[1:], words_of(element)))
    return sorted(found)


def listed(book, prefix=""):
    """Give what the registers of a book list: ``(entry, words)`` of each mention in a text."""
    found = []
    for entry in book.all("//*[@epub:type='index']/h:ul/h:li | //h:dl/h:dt[@epub:type='glossterm']"):
        holder = entry if entry.tag.endswith("li") else entry.getnext()
        for mention in holder.iterfind(".//{*}ul[@class='mentions']/{*}li"):
            target = mention.find("{*}a").get("href").partition("#")[2]
            if target.startswith(prefix):
                found.append((entry.get("id"), mention.findtext("{*}span/{*}b")))
    return sorted(found)


@pytest.mark.parametrize("path", [VOLUME, LAMP, HARBOUR], ids=lambda path: path.stem)
def test_each_mention_is_listed_once_in_the_book_of_all(book, path):
    assert listed(book, f"{path.stem}.") == mentioned(path)


@pytest.mark.parametrize("path", [LAMP, HARBOUR], ids=lambda path: path.stem)
def test_each_mention_is_listed_once_in_the_book_of_its_text(edition, path):
    assert listed(text_book(edition, path.stem)) == mentioned(path)


def test_each_mention_of_the_first_edition_is_listed_once():
    ours = load(ROOT)
    ((_, made),) = epub.volume(ours).files
    ((_, written),) = text.volume(ours).files
    book, page = Book(made), written.decode()
    names = (*((ours.id,) if ours.has_volume else ()), *ours.texts)
    in_tei = [entry for name in names for entry, _ in mentioned(ours.document(name))]
    assert sorted(entry for name in names for entry, _ in listed(book, f"{name}.")) == sorted(in_tei)
    back = page[page.rindex(plain.END) :]
    assert len(in_brackets(back)) == len(in_tei) > 200


def test_a_mention_stands_among_the_words_around_it_and_leads_to_its_place(book):
    (mention,) = book.find("//*[@id='person.boyle']//h:li[h:a[starts-with(@href, 'lamp')]]", "names.xhtml")
    assert (
        words_of(mention)
        == "¶ 2 …the best of lamps. Everyone agreed with Mr. Boyle and his “friends”, as he called them.…"
    )
    assert mention.find("{*}a").get("href") == "lamp-001.xhtml#lamp.b1"
    assert mention.find("{*}a").get("aria-label") == "Paragraph 2"


def test_mentions_are_parted_by_text(book):
    (boyle,) = book.find("//*[@id='person.boyle']", "names.xhtml")
    assert [words_of(p) for p in boyle.iterfind("{*}p[@class='in-text']")] == ["Introduction", "On Lamps & Lanterns"]


def test_an_entry_of_very_many_mentions_goes_on_in_the_next_file(tmp_path):
    edition = make_edition(tmp_path)
    path = edition.document("lamp")
    many = b"<p>" + b'<persName ref="#person.boyle">Boyle</persName> and a word. ' * 1000 + b"</p>"
    path.write_bytes(path.read_bytes().replace(b'<p xml:id="p70">', many + b'<p xml:id="p70">'))
    book = text_book(edition, "lamp")
    assert len(book.all("//h:ul[@class='mentions']/h:li")) == 1001
    names = [name for name in book.spine if name.startswith("names")]
    assert len(names) > 1
    assert max(len(book.files[f"epub/{name}"]) for name in names) < LARGEST
    assert "Robert Boyle (continued)" in [words_of(p) for p in book.find("//h:li/h:p", "names-2.xhtml")]
    assert words_of(book.find("//h:h3", "names-2.xhtml")[0]) == "Persons (continued)"


# --- changes ----------------------------------------------------------------------------------------------


def test_what_the_editors_did_is_told_text_by_text(book):
    headings = [words_of(one) for one in book.all("//h:section[@class='changes']/*[self::h:h1 or self::h:h2]")]
    assert headings == [
        "What the editors changed",
        "On Lamps & Lanterns",
        "The Harbour: a Sampler",
        "Let stand in the essays",
    ]
    assert len(book.all("//h:section[@class='changes']/h:ul/h:li[@id]")) == 7


def test_what_the_editors_let_stand_is_told_with_its_places_and_why(book):
    (heading,) = book.all("//h:section[@class='changes']/*[.='Let stand in the essays']")
    assert heading.tag.endswith("h2")
    told = [words_of(one) for one in heading.xpath("following-sibling::*[local-name()='ul'][1]/*")]
    assert told == ["W509 the letter has it so Introduction", "W601 all is meant all essays"]
    (place,) = heading.xpath("following-sibling::*//*[@class='place'][.='Introduction']")
    assert place.get("href") == "samples-essay.xhtml#samples.introduction"


def test_what_was_let_stand_in_a_text_is_told_in_its_own_book_too(edition):
    path = edition.document("harbour")
    left = b'<standOff><note type="ignore" subtype="W509" resp="#ed" target="#verse">so it is sung</note>'
    path.write_bytes(path.read_bytes().replace(b"<standOff>", left, 1))
    for book in (text_book(edition, "harbour"), Book(epub.volume(edition).files[0][1])):
        (reason,) = book.all("//h:section[@class='changes']//h:p[h:code='W509'][contains(., 'so it is sung')]")
        assert words_of(reason.getnext()).startswith("In the text")


# --- plain text -------------------------------------------------------------------------------------------


@pytest.fixture
def page(edition):
    ((path, made),) = text.volume(edition).files
    assert volume_targets(edition, "text") == (path,) == (edition.output / "text" / "samples.txt",)
    return made.decode()


def between(page):
    """Give each text of a page, with its lines, and the head of the page before it, as :mod:`plain` wants it."""
    head = page.partition(f"\n{plain.BEGINNING}\n")[0]
    found = re.findall(rf"(?ms)^{plain.BEGINNING}$.*?^{plain.END}$", page)
    return [f"{head}\n{one}\n" for one in found]


def in_brackets(page):
    """Give the words of each mention that a page of plain text lists."""
    begun = re.findall(r"(?m)^    (?:¶ \d+|note \w+|heading|passage|title)  +(.*(?:\n {11,}\S.*)*)", page)
    return sorted(re.search(r"\[(.*)\]", " ".join(lines.split()))[1] for lines in begun)


def test_plain_text_has_all_parts_of_the_edition_in_their_order(page):
    assert [line for line in page.split("\n") if line in IN_ORDER] == IN_ORDER


def test_the_words_of_each_text_stand_between_the_two_lines(page):
    inside = between(page)
    assert len(inside) == 2
    for one, path in zip(inside, (LAMP, HARBOUR), strict=True):
        root = etree.fromstring(path.read_bytes())
        said, notes = plain.words(one)
        assert said == views.text(root, "reading")
        assert sorted(notes) == sorted(views.notes(root, "reading", ("authorial",)))


def test_the_words_of_the_essays_stand_before_the_texts(page):
    head = page.partition("\nTitle:        Letters from the Coast\n")[0]
    essays = head[head.index("\n\n\nIntroduction\n") :]
    said = plain.unmarked(essays, plain.explained(page)).split()
    assert said == views.text(etree.fromstring(VOLUME.read_bytes()), "reading")


def test_plain_text_lists_each_mention_once(page, edition):
    of_all = [words for path in (VOLUME, LAMP, HARBOUR) for _, words in mentioned(path)]
    assert in_brackets(page) == sorted(of_all) != []
    for path in (LAMP, HARBOUR):
        ((_, made),) = text.text(edition, path.stem).files
        assert in_brackets(made.decode()) == sorted(words for _, words in mentioned(path))


def test_plain_text_tells_of_events_in_the_order_of_time(page):
    chronology = page[page.rindex("\nChronology\n") : page.rindex("\nGlossary\n")]
    dates = re.findall(r"(?m)^(\S.*)\n    (\S.*)$", chronology)
    assert dates == [
        ("15 March 44 BC", "The Ides of March"),
        ("between 1662 and 1663", "The <Charter>"),
        ("September 1666", "Great Fire. It began in a bakery."),
        ("1 May 1901", "On Lamps & Lanterns written"),
    ]


def test_a_mention_in_plain_text_names_its_paragraph(page):
    boyle = page[page.index("\nBoyle, Robert (1627–1691)") :]
    assert "    Introduction:\n    ¶ 1      …holds two samples, in one of which [Robert Boyle] is" in boyle
    assert "    On Lamps & Lanterns:\n    ¶ 2      …the best of lamps. Everyone agreed with [Mr. Boyle] and\n" in boyle


def test_two_runs_in_different_surroundings_give_the_same_bytes(tmp_path):
    made = []
    for seed, zone, locale in (("1", "UTC", "C"), ("2", "Pacific/Kiritimati", "tr_TR.UTF-8")):
        root = tmp_path / f"place-{seed}"
        root.mkdir()
        around = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale, "PYTHONPATH": str(ROOT)}
        around.pop("SOURCE_DATE_EPOCH", None)
        subprocess.run([sys.executable, "-c", PROGRAM, ".", str(ROOT / "tests")], env=around, check=True, cwd=root)
        made.append({path.name: path.read_bytes() for path in sorted((root / "output").rglob("*.*"))})
    assert made[0] == made[1]
    assert set(made[0]) == {"samples.epub", "samples.txt"}
