"""In plain text the editors' notes tell where their links lead; the text and its author's notes are words alone."""

import pytest
from judges import ROOT

from editio.render import text

LAMP = (ROOT / "tests" / "fixtures" / "lamp.xml").read_text(encoding="utf-8")

TOLD = {
    "words": (
        '<ref target="https://example.org/a_b">an <emph>archive</emph></ref>',
        "an _archive_ <https://example.org/a_b>",
    ),
    "a person's address": (
        '<ref target="mailto:ed@example.org">the editor</ref>',
        "the editor <mailto:ed@example.org>",
    ),
    "the address itself": (
        '<ref target="https://example.org/%C3%A4">https://example.org/ä</ref>',
        "https://example.org/ä",
    ),
    "a person's address itself": ('<ref target="mailto:ed@example.org">ed@example.org</ref>', "ed@example.org"),
    "a place in the text": ('<ref target="#p180">above</ref>', "above"),
    "in a list": (
        '<list rend="bulleted"><item><ref target="https://example.org/">one</ref></item></list>',
        "one <https://example.org/>",
    ),
}


def page(body, kind="editorial"):
    note = f'<note xml:id="n9" type="{kind}">{body}</note>'
    data = LAMP.replace("as a newspaper may print it.", f"as a newspaper may print it.{note}")
    ((_, written),) = text.single(data.encode(), "lamp.xml", ROOT / "lamp.txt").files
    return written.decode()


@pytest.mark.parametrize("name", TOLD)
def test_a_note_of_the_editors_tells_where_its_links_lead(name):
    body, said = TOLD[name]
    note = page(body).rpartition("\n[a]")[2].partition("\n[b]")[0]
    assert " ".join(note.split()).removeprefix("• ") == said


def test_a_note_of_the_author_has_its_own_words_alone():
    words = " ".join(page(TOLD["words"][0], "authorial").split())
    assert "[1] an _archive_ [2]" in words
    assert "example.org" not in words
