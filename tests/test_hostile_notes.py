"""Hostile matter in what editors write: it is refused with its line, or it does nothing in any form of the edition."""

import json
import re
import time
from pathlib import Path

import judges
import pytest
import texts
from lxml import etree
from samples import Book

from editio import edition as editions
from editio import encode, tei, validate
from editio.message import Rejected
from editio.render import FORMATS, render_text, render_volume
from editio.toml import Table

# --- characters that turn the direction of writing, in any file of TOML ------------------------------------

OVERRIDE, POP, ISOLATE, POP_ISOLATE = "\u202e", "\u202c", "\u2067", "\u2069"

TURNED = {
    "an override": f"a{OVERRIDE}b",
    "an embedding": "\u202ba",
    "an isolate": f"a{ISOLATE}b",
    "the end of nothing": f"a{POP_ISOLATE}b",
    "an isolate ended by the other end": f"{ISOLATE}a{POP}",
    "ends in the wrong order": f"{OVERRIDE}{ISOLATE}a{POP}{POP_ISOLATE}",
}

TURNED_BACK = {
    "no such character": "שלום, peace",
    "an isolate": f"a {ISOLATE}שלום{POP_ISOLATE} b",
    "an override": f"a {OVERRIDE}b{POP} c",
    "one in the other": f"{ISOLATE}{OVERRIDE}a{POP}{POP_ISOLATE}",
}


def table(**values):
    """Wrap values as a file of TOML in which they stand line by line."""
    source = "".join(f"{key} = {value!r}\n" for key, value in values.items())
    return Table(values, Path("source/lamp/header.toml"), source)


@pytest.mark.parametrize("name", TURNED)
def test_a_value_that_turns_the_direction_of_writing_is_refused_on_its_line(name):
    file = table(first="x", title=TURNED[name], titles=["x", TURNED[name]])
    assert (file.text("first"), file.text("title"), file.texts("titles")) == ("x", "", ())
    with pytest.raises(Rejected) as rejected:
        file.finish()
    assert [(one.file, one.line, one.code) for one in rejected.value.messages] == [
        ("source/lamp/header.toml", 2, "E304"),
        ("source/lamp/header.toml", 3, "E304"),
    ]
    assert all("turns the direction of writing" in one.sentence and "U+" in one.hint for one in rejected.value.messages)


@pytest.mark.parametrize("name", TURNED_BACK)
def test_a_value_that_turns_the_direction_of_writing_back_is_taken(name):
    value = TURNED_BACK[name]
    file = table(title=value, titles=[value])
    assert (file.text("title"), file.texts("titles")) == (value, (value,))
    assert file.finish() == ()


# --- bodies of notes that are refused ---------------------------------------------------------------------

RAW = "".join(f"The word{number} of the lamp is here.\n\n" for number in range(40)).encode()

ENTRY = """
[[entry]]
id = "n{number}"
do = "note"
at = "The [[word{number}]] of"
body = {body}
resp = "ed"
"""

REFUSED = {
    "a script": ('"<script>alert(1)</script>"', 6, "E230"),
    "a script on the third line": ('"""\nOne\ntwo\n<SCRIPT SRC=//x.y></SCRIPT>"""', 9, "E230"),
    "an image with a handler": ("'<img src=x onerror=alert(1)>'", 6, "E230"),
    "a drawing": ('"<svg onload=alert(1)>"', 6, "E230"),
    "a comment": ('"a <!-- b --> c"', 6, "E230"),
    "an instruction": ("\"a <?xml-stylesheet href='x'?> c\"", 6, "E230"),
    "a section of CDATA": ('"a <![CDATA[<script>]]> c"', 6, "E230"),
    "a declaration": ("'<!DOCTYPE x [<!ENTITY y SYSTEM \"file:///etc/passwd\">]>'", 6, "E230"),
    "a script as a link": ('"[a](javascript:alert(1))"', 6, "E231"),
    "a script in capitals": ('"[a](JAVASCRIPT:alert(1))"', 6, "E231"),
    "a script in entities": ('"[a](&#x6a;avascript&colon;alert(1))"', 6, "E231"),
    "a script behind a control character": ('"[a](<&#1;javascript:alert(1)>)"', 6, "E231"),
    "a script behind a blank": ('"[a](<\\u00a0javascript:alert(1)>)"', 6, "E231"),
    "a script with a tab in it": ('"[a](<java\\tscript:alert(1)>)"', 6, "E231"),
    "a script between angle brackets": ('"<javascript:alert(1)>"', 6, "E231"),
    "a script by reference": ('"""\n[a]\n\n[a]: vbscript:x"""', 7, "E231"),
    "data": ('"[a](data:text/html;base64,PHNjcmlwdD4=)"', 6, "E231"),
    "an image of data, which parsers like": ('"[a](data:image/png;base64,AAAA)"', 6, "E231"),
    "a file": ('"[a](file:///etc/passwd)"', 6, "E231"),
    "a path": ('"[a](../../../../etc/passwd)"', 6, "E231"),
    "another's host": ('"[a](//example.org/x)"', 6, "E231"),
    "a user at a host": ('"[a](https://bank.example@evil.example/)"', 6, "E231"),
    "an image from elsewhere": ('"![a](https://example.org/spy.png)"', 6, "E232"),
    "ten megabytes": (f'"{"a" * 10_000_000}"', 6, "E233"),
    "ten megabytes of brackets": (f'"{"[" * 10_000_000}"', 6, "E233"),
    "a thousand quotations": (f'"{">" * 1000} a"', 6, "E234"),
    "an override": ('"a \\u202e b"', 6, "E304"),
    "an override that ends": ('"a \\u202e b \\u202c c"', 6, "E235"),
    "an override as an entity": ('"a &#x202e; b"', 6, "E235"),
    "an override by its name in HTML": ('"a &rlm; &#8238; b"', 6, "E235"),
    "a control character": ('"a \\u0007 b"', 6, "E304"),
    "nothing that is seen": ('"&#8203; &nbsp;"', 6, "E236"),
}
"""A body as it stands in the file -> the line and the code of the message."""


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_note_is_refused_on_its_line_and_nothing_is_written(tmp_path, name):
    body, line, code = REFUSED[name]
    edition = texts.edition(tmp_path, ENTRY.format(number=1, body=body), raw=RAW)
    started = time.process_time()
    with pytest.raises(Rejected) as rejected:
        encode.run(edition, "lamp")
    assert time.process_time() - started < 10
    assert [(one.line, one.code) for one in rejected.value.messages] == [(line, code)]
    (message,) = rejected.value.messages
    assert message.file.endswith("source/lamp/apparatus.toml")
    assert len(str(message)) < 500
    assert all(one.isprintable() or one == "\n" for one in str(message))
    assert not (tmp_path / "tei").exists()


def test_a_hostile_note_stops_no_other_text(tmp_path):
    edition = texts.edition(tmp_path, ENTRY.format(number=1, body=REFUSED["a script"][0]), raw=RAW)
    (tmp_path / "source" / "mill").mkdir()
    (tmp_path / "source" / "mill" / "text.txt").write_bytes(RAW)
    edition = editions.load(edition.root)
    with pytest.raises(Rejected):
        encode.run(edition, "lamp")
    encode.run(edition, "mill")
    assert [path.name for path in (tmp_path / "tei").glob("*.xml")] == ["mill.xml"]


# --- bodies of notes that look hostile, and are words ------------------------------------------------------

WORDS = {
    "&lt;script&gt;alert(1)&lt;/script&gt;": "<script>alert(1)</script>",
    r"\<img src=x onerror=alert(1)>": "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>": "<svg/onload=alert(1)>",
    "`<script>alert(1)</script>`": "<script>alert(1)</script>",
    "&amp;lt;script&amp;gt;": "&lt;script&gt;",
    "a & b &xxe; &amp;xxe; &#38;lt;": "a & b &xxe; &xxe; &lt;",
    "]]> and --> and ?> and */": "]]> and --> and ?> and */",
    "{{ 7 * 7 }} {% include 'x' %} {# y #}": "{{ 7 * 7 }} {% include 'x' %} {# y #}",
    '" onmouseover="alert(1)" x=\'y\'': '" onmouseover="alert(1)" x=\'y\'',
    "javascript:alert(1)": "javascript:alert(1)",
    '[a](https://example.org/"onclick="alert(1))': "a",
    "[c](https://example.org/?a=<b>&c={{d}}#`e`)": "c",
    "<https://example.org/?q=%22%3E%3Cscript%3E>": "https://example.org/?q=%22%3E%3Cscript%3E",
    "----- END OF THE TEXT -----": "----- END OF THE TEXT -----",
    "&#0; &#xd800; &#xfffe; &#x110000;": "� � � �",
    "\u2067שלום <b\u2069": "\u2067שלום <b\u2069",
    "</note></p></body></text></TEI>".replace("<", r"\<"): "</note></p></body></text></TEI>",
}
"""What an editor writes -> what every form of the edition shows of it."""


@pytest.fixture(scope="module")
def harmless(tmp_path_factory):
    """Build an edition whose notes look hostile, in every form."""
    entries = [ENTRY.format(number=number, body=json.dumps(body)) for number, body in enumerate(WORDS)]
    edition = texts.edition(tmp_path_factory.mktemp("harmless"), "".join(entries), raw=RAW)
    encode.run(edition, "lamp")
    assert not [one for one in validate.run(edition.document("lamp")) if one.rejects]
    for form in FORMATS:
        assert not [one for one in render_text(edition, "lamp", form) if one.rejects]
        render_volume(edition, form)
    return edition


def test_the_document_says_what_the_editor_wrote(harmless):
    root = tei.parse(harmless.document("lamp").read_bytes(), "lamp.xml")
    notes = {note.get(tei.ID): tei.words(note) for note in root.iter(tei.tag("note"))}
    for number, said in enumerate(WORDS.values()):
        assert notes[f"n{number}"] == said
    assert not list(root.iter(etree.Comment, etree.PI, etree.Entity))


def test_in_a_browser_nothing_acts_and_every_word_is_seen(harmless, browser):
    page = browser.new_page()
    acted, asked = [], []
    page.on("dialog", lambda dialog: (acted.append(dialog.message), dialog.dismiss()))
    page.on("console", lambda message: acted.append(message.text))
    page.on("pageerror", lambda error: acted.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    folder = harmless.output / "html"
    page.goto((folder / "lamp" / "index.html").as_uri())
    for number, said in enumerate(WORDS.values()):
        note = page.locator(f"#n{number} [data-text=note]")
        assert " ".join(note.text_content().split()) == said
        note.hover()
    names = page.evaluate("[...document.querySelectorAll('*')].flatMap(one => [...one.attributes].map(a => a.name))")
    assert [name for name in names if name.startswith("on")] == []
    links = page.evaluate("[...document.querySelectorAll('[href]')].map(one => one.protocol || 'file:')")
    assert set(links) <= {"file:", "https:", "http:", "mailto:"}
    ours = page.locator("script[src='../options.js'], script[src='../notes.js'], script[type^='application/']")
    assert page.locator("script").count() == ours.count() == 4
    assert page.locator("iframe, object, embed, img, svg, form, base, meta[http-equiv]").count() == 0
    assert acted == []
    assert {url for url in asked if not url.startswith(folder.as_uri())} == set()
    page.close()


def test_in_a_book_the_notes_are_words(harmless):
    for path in sorted((harmless.output / "epub").glob("*.epub")):
        book = Book(path.read_bytes())
        notes = {
            own_id.rpartition(".")[2]: note
            for note in book.all("//h:li[@epub:type='endnote']")
            if (own_id := note.get("id"))
        }
        for number, said in enumerate(WORDS.values()):
            (words,) = notes[f"n{number}"].xpath(".//*[@data-text='note']")
            assert " ".join("".join(words.itertext()).split()) == said
        names = {etree.QName(one).localname for tree in book.pages.values() for one in tree.iter(etree.Element)}
        assert names.isdisjoint({"script", "svg", "iframe", "object", "form"})
        assert {one.get("src") for one in book.all("//h:img")} == {"cover.png"}
        assert not [one for one in book.all("//@*") if one.attrname.startswith("on")]
        assert all(re.match(r"(https?:|mailto:|[\w.-]*#|[\w-]+\.(xhtml|css))", one) for one in book.all("//@href"))
    assert judges.epubcheck(harmless.output / "epub" / "lamps.epub") == []


def test_in_plain_text_the_notes_are_words_and_the_text_ends_once(harmless):
    page = (harmless.output / "text" / "lamp.txt").read_text("utf-8")
    assert page.split("\n").count("----- END OF THE TEXT -----") == 1
    after = " ".join(page.partition("\n----- END OF THE TEXT -----\n")[2].replace("\\", "").split())
    for said in WORDS.values():
        assert f"] {said}" in after
