"""The texts of the first edition, and raw texts of many kinds beside the project."""

import hashlib
import re
import shutil

import judges
import pytest
import texts

from editio import edition as editions
from editio import encode, restore, tei, validate

RAW = {
    "results-and-prospects-8": "82ce182539e35579073b70d040adc3e1399b542731e67923769a11500a9cf2ea",
    "class-nature-soviet-state": "8388c801e294dd8b7804e39ba53ee11c375e8e5cd3360acc01d643e57af4054e",
}

SAMPLE = [
    "pg84-frankenstein.txt",
    "pg17350-russell-bolshevism.txt",
    "aozora-rashomon.txt",
    "yidracor-mishkemashke.txt",
    "mia-md-manifesto.md",
]
"""A few texts of the corpus: with a byte order mark, Latin-1, Shift-JIS, right to left, Markdown."""


def structure(root):
    body = tei.find(root, "text/body")
    count = lambda name: len(list(body.iter(tei.tag(name))))  # noqa: E731
    notes = [note for note in body.iter(tei.tag("note")) if note.get("type") == "authorial"]
    in_notes = sum(len(list(note.iter(tei.tag("p")))) for note in notes)
    return {
        "heads": [re.sub(r"\s+", " ", tei.words(head)) for head in body.iter(tei.tag("head"))],
        "paragraphs": count("p") - in_notes,
        "notes": [note.get("n") for note in notes],
        "milestones": count("milestone"),
        "trailers": [tei.words(trailer) for trailer in body.iter(tei.tag("trailer"))],
    }


def test_the_raw_texts_are_as_they_were_received():
    for name, digest in RAW.items():
        data = (judges.ROOT / "source" / name / "text.txt").read_bytes()
        assert hashlib.sha256(data).hexdigest() == digest


def test_the_rules_alone_find_the_structure_of_an_article():
    root, _, _ = texts.encoded((judges.ROOT / "source/class-nature-soviet-state/text.txt").read_bytes())
    assert structure(root) == {
        "heads": [
            "How the Question is Posed",
            "“The Dictatorship over the Proletariat”",
            "The Dictatorship of the Proletariat as an Idealistic Norm",
        ],
        "paragraphs": 17,
        "notes": ["1", "2"],
        "milestones": 1,
        "trailers": ["(To be continued)"],
    }
    milestone = next(root.iter(tei.tag("milestone")))
    assert milestone.getparent().find(tei.tag("head")).text.startswith("The Dictatorship of the Proletariat as")


def test_the_rules_alone_find_the_structure_of_a_chapter():
    root, ledger, _ = texts.encoded((judges.ROOT / "source/results-and-prospects-8/text.txt").read_bytes())
    assert structure(root) == {
        "heads": ["VIII. A Workers’ Government in Russia and Socialism"],
        "paragraphs": 18,
        "notes": [],
        "milestones": 1,
        "trailers": [],
    }
    assert len(next(root.iter(tei.tag("head"))).findall(tei.tag("lb"))) == 1
    assert "return" not in "".join(tei.find(root, "text").itertext())
    assert [row.kind for row in ledger.rows].count("furniture") == 3


def test_the_edition_has_the_long_quotation_whole():
    edition = editions.load(judges.ROOT)
    root = tei.parse(edition.document("results-and-prospects-8").read_bytes(), "x")
    quotation = next(element for element in root.iter(tei.tag("quote")))
    assert [tei.local(child) for child in quotation] == ["p"] * 5


def test_what_is_committed_is_what_the_encoder_makes(tmp_path):
    shutil.copytree(judges.ROOT / "source", tmp_path / "source")
    edition = editions.load(tmp_path)
    for name in edition.texts:
        encode.run(edition, name)
        for path in (edition.document(name), edition.ledger(name)):
            committed = (judges.ROOT / "tei" / path.name).read_bytes()
            assert path.read_bytes() == committed, f"{path.name} is stale: run make"


@pytest.mark.parametrize("name", SAMPLE)
def test_a_raw_text_of_the_corpus_comes_back_byte_for_byte(shared, name):
    raw = (shared / "corpus" / "txt" / name).read_bytes()
    root, ledger, _ = texts.encoded(raw)
    assert restore.restore(root, ledger, "lamp.xml") == raw


@pytest.mark.slow
def test_every_raw_text_of_the_corpus_comes_back_and_is_tei(shared, tmp_path):
    paths = sorted((shared / "corpus" / "txt").iterdir())
    documents = []
    for path in paths:
        raw = path.read_bytes()
        result = encode.encode(raw, path.name)
        root = tei.parse(result.document, path.name)
        assert restore.restore(root, restore.read(result.ledger, path.name), path.name) == raw, path.name
        documents.append(tmp_path / f"{path.stem}.xml")
        documents[-1].write_bytes(result.document)
        assert not [message for message in validate.run(documents[-1]) if message.rejects]
    assert len(documents) == 46
    for schema in judges.tei_all_schemas():
        assert judges.jing(schema, *documents) == []
    assert judges.schematron(*documents) == []
