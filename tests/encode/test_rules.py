"""Each rule of the encoder has a fixture: what goes in, what comes out."""

from pathlib import Path

import fixtures
import pytest
import texts

from editio import encode, restore, tei

RULES = sorted(Path(__file__).with_name("rules").glob("*.txt"))
ENTRIES = Path(__file__).with_name("apparatus.txt")
PICTURES = {"␀": "\x00", "␇": "\x07", "␌": "\f"}
"""Pictures of control characters, which the fixtures have in their stead."""


def titles(path, size):
    return [pytest.param(n, id=fixture.title) for n, fixture in enumerate(fixtures.read(path, size))]


RULE_TITLES = [
    pytest.param(path, number, id=f"{path.stem}: {fixture.title}")
    for path in RULES
    for number, fixture in enumerate(fixtures.read(path, 2))
]


@pytest.mark.parametrize(("path", "number"), RULE_TITLES)
def test_a_raw_text_becomes_the_tei_of_its_fixture(request, path, number):
    raw = fixtures.read(path, 2)[number].parts[0]
    for picture, character in PICTURES.items():
        raw = raw.replace(picture, character)
    root, ledger, _ = texts.encoded(raw.encode())
    assert restore.restore(root, ledger, "lamp.xml") == raw.encode()
    fixtures.check(request, path, number, 2, texts.shown(root))


@pytest.mark.parametrize("number", titles(ENTRIES, 3))
def test_an_entry_becomes_the_tei_of_its_fixture(request, tmp_path, number):
    raw, entries, _ = fixtures.read(ENTRIES, 3)[number].parts
    edition = texts.edition(tmp_path, entries, 'language = "en"', raw.encode())
    encode.run(edition, "lamp")
    root = tei.parse(edition.document("lamp").read_bytes(), "lamp.xml")
    ledger = restore.read(edition.ledger("lamp").read_bytes(), "lamp.ledger.tsv")
    assert restore.restore(root, ledger, "lamp.xml") == raw.encode()
    fixtures.check(request, ENTRIES, number, 3, texts.shown(root))
