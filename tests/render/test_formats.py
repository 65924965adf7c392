"""The formats agree: each gives the words of the text, and the same headings, notes and addresses.

The words are also tried with documents that nobody would write (``test_words.py``); here are real texts of some length,
with all that the encoder finds in them: the edition's own, one of the corpus each time, ten in the long form.
"""

import io
import re
import zipfile
from collections import Counter
from pathlib import Path

import containers
import plain
import printed
import pytest
import views
from judges import ROOT
from lxml import etree

from editio import encode
from editio.render import epub, html, package, pdf, text

OWN = sorted(path for path in (ROOT / "tei").glob("*.xml") if path.with_suffix(".ledger.tsv").is_file())

LONG = """
aozora-kokoro pg1322-leaves-of-grass pg14155-bovary pg1524-hamlet pg1661-sherlock-holmes pg2701-moby-dick
pg34901-on-liberty pg7205-zarathustra pg84-frankenstein pg890-gibbon1
""".split()
"""Letters, tales, a play, verse, a treatise, chapters with notes by the thousand; English, French, German, Japanese."""

QUICK = "pg34901-on-liberty"

XHTML = {"h": "http://www.w3.org/1999/xhtml"}


def pages(data):
    """Render a text as the pages of a folder; gives those of the reading text, and those that compare, in order."""
    made = html.single(data, "sample.xml", Path("out")).files
    texts = [(path.name, page.decode()) for path, page in made if path.suffix == ".html"]
    both = [page for name, page in texts if re.match(r"compare[-.]", name)]
    return [page for _, page in texts if 'data-text="reading"' in page and page not in both], both


def book(data):
    """Render a book, and give its files in reading order."""
    ((_, made),) = epub.single(data, "sample.xml", Path("-")).files
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        package = etree.fromstring(archive.read("epub/package.opf"))
        files = {item.get("id"): item.get("href") for item in package.iter("{*}item")}
        spine = [files[ref.get("idref")] for ref in package.iter("{*}itemref")]
        return [archive.read(f"epub/{file}").decode().partition("<!DOCTYPE html>")[2] for file in spine]


def plain_text(data):
    """Render plain text."""
    ((_, made),) = text.single(data, "sample.xml", Path("-")).files
    return made.decode()


def said(files, kind):
    """Give the words of all containers of a kind, file after file."""
    return [word for file in files for word in containers.words(file, kind)]


def notes(files):
    """Give the words of each note, sorted: files may hold them in any order."""
    return sorted(words for file in files for kind, words in containers.read(file) if kind == "note")


def letters(words):
    """Give words as one text, in which case and the ends of lines do not count."""
    return ("" if any(max(word) > "\u2e80" for word in words) else " ").join(words).casefold()


def counted(files):
    """Count what stands in the containers of a text: headings, references to its notes, addresses."""
    found = Counter()
    for file in files:
        tree = etree.HTML(file.encode(), etree.HTMLParser(encoding="utf-8"))
        for one in tree.iterfind(".//*[@data-text]"):
            for element in one.iter(etree.Element):
                is_heading = re.fullmatch("h[1-6]", element.tag) or element.get("role") == "heading"
                found["headings"] += bool(is_heading)
                found["references"] += element.get("role") == "doc-noteref"
                address = element.get("href") or ""
                found["addresses"] += element.tag == "a" and bool(re.match("https?:|mailto:", address))
    return found


def within_texts(code):
    """Give what stands in the containers of a text, of source without its strings."""
    for part in code.split("#of-text[")[1:]:
        depth = 1
        for end, sign in enumerate(part):
            depth += (sign == "[") - (sign == "]")
            if not depth:
                yield part[:end]
                break


def set_on_paper(data):
    """Write what typst sets; gives that, with what it counts: headings and references to notes."""
    document, _ = pdf.document_of(data, "sample.xml")
    about = package.of_text(document.metadata, data)
    source = pdf.page_of((pdf.Printed(document),), about, document.metadata.header_language)
    code = "".join(within_texts(re.sub(r'"(?:\\.|[^"\\])*"', '""', source)))
    return source, {"headings": code.count("#headed("), "references": len(re.findall(r"#note(?:-again)?\(", code))}


def hold(data):
    """Compare the words of all formats with those of the TEI, and what they count with one another."""
    root = etree.fromstring(data)
    words, of_notes = views.text(root, "reading"), sorted(views.notes(root, "reading"))
    (on_pages, side_by_side), in_book, in_plain = pages(data), book(data), plain_text(data)
    for view in ("reading", "source"):
        assert said(side_by_side, view) == views.text(root, view)
    for files in (on_pages, in_book):
        assert said(files, "reading") == words
        assert notes(files) == of_notes
    in_text, below = plain.words(in_plain)
    assert letters(in_text) == letters(words)
    assert sorted(map(letters, below)) == sorted(map(letters, views.notes(root, "reading", ("authorial",))))
    source, counted_on_paper = set_on_paper(data)
    of_text, at_foot = printed.read(source)
    assert [word for part in of_text for word in part] == words
    assert sorted(at_foot) == of_notes
    assert counted(on_pages) == counted(in_book)
    assert counted_on_paper.items() <= counted(on_pages).items()
    assert counted(on_pages)["references"] >= len(of_notes)
    return counted(on_pages)


def encoded(shared, name):
    path = next((shared / "corpus" / "txt").glob(f"{name}.*"))
    return encode.encode(path.read_bytes(), path.name).document


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.stem)
def test_all_formats_of_a_text_of_this_edition_agree(path):
    assert hold(path.read_bytes())["headings"]


def test_all_formats_of_a_text_of_the_corpus_agree(shared):
    assert hold(encoded(shared, QUICK))["headings"]


@pytest.mark.slow
@pytest.mark.parametrize("name", LONG)
def test_all_formats_of_ten_long_texts_agree(shared, name):
    assert hold(encoded(shared, name))["headings"]
