"""The first edition, whole: nothing is left to be asked of it, and all that it points at is there."""

import shutil

import judges
import pytest

from editio import edition as editions
from editio import encode, render, tei, validate
from editio.encode import suggest

POINTERS = ("ref", "source", "target", "targetEnd", "who", "corresp", "next", "prev")
"""Attributes that point; those that answer for something (`resp`) and `when` and the like are no part of this."""


@pytest.fixture(scope="module")
def edition(tmp_path_factory):
    """Copy the edition, with what it was tied to when it was built last."""
    root = tmp_path_factory.mktemp("edition")
    for folder in ("source", "tei"):
        shutil.copytree(judges.ROOT / folder, root / folder)
    return editions.load(root)


def told(messages):
    return [str(message) for message in messages]


def test_no_stage_has_a_finding_to_tell_of_the_first_edition(edition):
    for text in edition.texts:
        assert told(encode.run(edition, text)) == []
        raw = edition.text_folder(text) / "text.txt"
        assert told(validate.run(edition.document(text), edition.ledger(text), raw)) == []
    assert told(encode.run_volume(edition)) == []
    assert told(validate.run(edition.volume)) == []
    for to in edition.formats:
        for text in edition.texts:
            assert told(render.render_text(edition, text, to)) == []
        assert told(render.render_volume(edition, to)) == []


def test_nothing_that_a_careful_editor_would_look_at_is_left_unsettled(edition):
    for text in edition.texts:
        found = suggest.run(edition, text)
        assert ([*found.lines()], told(found.messages)) == ([], [])


def test_every_pointer_of_the_documents_leads_to_something_in_the_edition(edition):
    paths = map(edition.document, edition.documents)
    roots = {path.name: tei.parse(path.read_bytes(), path.name) for path in paths}
    ids = {
        name: {element.get(tei.ID) for element in root.iter() if element.get(tei.ID)} for name, root in roots.items()
    }
    for name, root in roots.items():
        pointers = {one for element in root.iter("*") for key in POINTERS for one in element.get(key, "").split()}
        inner = {one for one in pointers if not one.startswith(("http:", "https:"))}
        assert inner, "each document points at something"
        for pointer in inner:
            document, _, identity = pointer.partition("#")
            assert identity in ids[document or name], f"{name}: {pointer}"


def test_every_authority_is_known_to_the_volume_and_what_texts_name_says_the_same_there(edition):
    volume = tei.parse(edition.volume.read_bytes(), "volume")
    known = {one.get(tei.ID): tei.words(one) for one in tei.find(volume, "standOff").iter("*") if one.get(tei.ID)}
    for text in edition.texts:
        root = tei.parse(edition.document(text).read_bytes(), text)
        for one in root.iter(*map(tei.tag, ("person", "org", "place", "event"))):
            if one.get(tei.ID):
                assert known[one.get(tei.ID)] == tei.words(one)


def test_the_two_texts_keep_their_terms_of_use_apart(edition):
    status = {}
    for text in edition.texts:
        root = tei.parse(edition.document(text).read_bytes(), text)
        status[text] = next(root.iter(tei.tag("availability"))).get("status")
    assert status == {"results-and-prospects-8": "unknown", "class-nature-soviet-state": "free"}
