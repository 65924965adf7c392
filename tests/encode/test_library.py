"""What a library puts round a text stays out of it, to the line, and its terms are not the work's."""

from itertools import groupby

import pytest
import texts

from editio import tei
from editio.encode.apparatus import Apparatus
from editio.encode.placing import place
from editio.encode.profiles import choose
from editio.encode.reading import read
from editio.encode.rules import sheets

RAW = """\
The Project Gutenberg EBook of On Lamps, by Ada Arden

This eBook is for the use of anyone anywhere at no cost, under the terms of
the Project Gutenberg License.

Title: On Lamps
       A Treatise

Author: Ada Arden

Author: Boris Boyle

Illustrator: Clara Cole

Language: French

*** START OF THIS PROJECT GUTENBERG EBOOK ON LAMPS ***

Produced by Dora Dale and the
Online Lamp Team

Transcriber's Note: no lamp was changed.

By Ada Arden

On Lamps

CHAPTER I

It was the best of lamps, and everyone who saw it agreed that no better lamp
had ever been lit in that town.

End of Project Gutenberg's On Lamps, by Ada Arden

*** END OF THIS PROJECT GUTENBERG EBOOK ON LAMPS ***

The Project Gutenberg License: a public domain work, Attribution 4.0, cc0.
"""

SAID = {
    "main title": ("fileDesc/titleStmt/title", ["On Lamps", "A Treatise"]),
    "authors": ("fileDesc/titleStmt/author", ["Ada Arden", "Boris Boyle"]),
    "makers": (
        "fileDesc/titleStmt/respStmt/name",
        ["Produced by Dora Dale and the Online Lamp Team", "Clara Cole", "editio"],
    ),
    "notes": (
        "fileDesc/notesStmt/note",
        [
            "Lines 1 to 4 of the raw text: The Project Gutenberg EBook of On Lamps, by Ada Arden ...",
            "Line 17 of the raw text: *** START OF THIS PROJECT GUTENBERG EBOOK ON LAMPS ***",
            "Lines 33 to 37 of the raw text: End of Project Gutenberg's On Lamps, by Ada Arden ...",
            "Transcriber's Note: no lamp was changed.",
        ],
    ),
}


@pytest.fixture(scope="module")
def encoded():
    return texts.encoded(RAW.encode())


@pytest.mark.parametrize("name", SAID)
def test_the_header_says_what_a_library_states_of_the_work(encoded, name):
    path, words = SAID[name]
    assert [tei.words(element) for element in tei.find_all(encoded[0], f"teiHeader/{path}")] == words


def test_the_terms_of_a_library_are_not_those_of_the_work(encoded):
    availability = tei.find(encoded[0], "teiHeader/fileDesc/publicationStmt/availability")
    assert availability.get("status") == "unknown"
    assert not tei.find_all(availability, "licence")
    assert "left out here" in tei.words(availability)


def test_every_row_of_the_ledger_names_an_element_of_the_header(encoded):
    root, ledger, _ = encoded
    ids = {element.get(tei.ID) for element in root.iter("{*}*")}
    assert {row.block for row in ledger.rows if row.kind in ("header", "boilerplate")} <= ids


def kinds(raw):
    """Give the kinds of the blocks of a text in their order, those that follow one another once."""
    found = read(raw.encode(), "lamp.txt")
    placed = place(found, Apparatus(), choose(found)).blocks
    return [kind for kind, _ in groupby(block.kind for block in placed)]


PROSE = "It was the best of lamps, and everyone who saw it agreed that no better lamp\nhad ever been lit.\n"

FRAMES = {
    "no blanks": f"***START OF THE PROJECT GUTENBERG EBOOK LAMPS***\n\n{PROSE}\n"
    "***END OF THE PROJECT GUTENBERG EBOOK LAMPS***\n",
    "stars over two lines": f"*** START OF THIS PROJECT GUTENBERG EBOOK LAMPS\nAND LANTERNS ***\n\n{PROSE}\n"
    "*** END OF THIS PROJECT GUTENBERG EBOOK LAMPS\nAND LANTERNS ***\n",
    "a copyrighted work": f"*** START OF THE COPYRIGHTED PROJECT GUTENBERG EBOOK ***\n\n{PROSE}\n"
    "*** END OF THE COPYRIGHTED PROJECT GUTENBERG EBOOK ***\n",
    "small print": f"*END*THE SMALL PRINT! FOR PUBLIC DOMAIN ETEXTS*Ver.04.29.93*END*\n\n{PROSE}\n"
    "End of The Project Gutenberg Etext of Lamps\n",
    "small print of 2002": f"*END THE SMALL PRINT! FOR PUBLIC DOMAIN ETEXTS*Ver.02.11.02*END*\n\n{PROSE}\n"
    "End of Project Gutenberg's Lamps, by Ada Arden\n",
    "French": f"*** START OF THIS PROJECT GUTENBERG EBOOK ***\n\n{PROSE}\nFin du Projet Gutenberg Etext: Lampes\n",
    "Spanish": f"*** START OF THIS PROJECT GUTENBERG EBOOK ***\n\n{PROSE}\nFin del Proyecto Gutenberg: Lámparas\n",
    "Dutch": f"*** START OF THIS PROJECT GUTENBERG EBOOK ***\n\n{PROSE}\nEinde van het Project Gutenberg EBook\n",
    "the licence alone": f"*** START OF THIS PROJECT GUTENBERG EBOOK ***\n\n{PROSE}\n"
    "***** This file should be named lamp.txt or lamp.zip *****\n",
}


@pytest.mark.parametrize("name", FRAMES)
def test_a_frame_of_any_form_leaves_the_prose_alone(name):
    assert kinds(FRAMES[name]) == ["boilerplate", "p", "boilerplate"]


def test_of_two_files_in_one_both_works_are_kept():
    one = FRAMES["no blanks"]
    assert kinds(f"{one}\n{one}") == ["boilerplate", "p", "boilerplate", "p", "boilerplate"]


def test_a_text_that_only_speaks_of_a_library_has_no_frame():
    raw = f"{PROSE}\nHe read of the lamp in a file of Project Gutenberg, at the end of which it stood.\n\n{PROSE}"
    assert kinds(raw) == ["p"]


TOLD = {
    "MDCCCXC": "date",
    "(1857)": "date",
    "In the town, July 4, 1776": "date",
    "Translated from the German": "byline",
    "BY": "byline",
    "By Ada Arden": "author",
    "par Ada Arden": "author",
    "by the light of a lamp": "",
    "Second Edition, revised": "edition",
    "BOYLE & SONS, PUBLISHERS": "imprint",
    "Copyright, 1911, by Ada Arden": "imprint",
    "Alle Rechte vorbehalten.": "imprint",
    "PARIS": "imprint",
    "On Lamps": "",
    "By the same author": "",
}


@pytest.mark.parametrize("words", TOLD)
def test_words_tell_what_a_line_of_a_title_page_is(words):
    assert sheets.told(words, sheets.Stated()) == TOLD[words]


@pytest.mark.slow
def test_no_text_of_the_corpus_has_a_library_in_its_words(shared):
    for path in sorted((shared / "corpus" / "txt").glob("pg*.txt")):
        raw = read(path.read_bytes(), path.name)
        placed = place(raw, Apparatus(), choose(raw))
        framed = [block for block in placed.blocks if block.kind == "boilerplate"]
        inside = range(framed[0].first, framed[-1].last)
        assert all(block.first in inside for block in placed.blocks), path.name
        ends = [line for line in placed.raw.lines if line.text.lstrip().upper().startswith(("*** END OF", "***END OF"))]
        first, last = placed.raw.lines[framed[-1].first], placed.raw.lines[framed[-1].last - 1]
        assert first.number <= ends[0].number <= last.number, path.name
