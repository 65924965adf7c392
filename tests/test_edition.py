"""The edition that this project publishes is what it says it is."""

import judges

from editio import edition as editions
from editio import restore, validate

EDITION = editions.load(judges.ROOT)
VOLUME = [EDITION.volume] if EDITION.has_volume else []
DOCUMENTS = [*map(EDITION.document, EDITION.texts), *VOLUME]


def test_each_document_is_valid_and_proved_without_a_finding():
    for text in EDITION.texts:
        raw = EDITION.text_folder(text) / "text.txt"
        assert validate.run(EDITION.document(text), EDITION.ledger(text), raw) == ()


def test_the_document_of_the_volume_is_valid_without_a_finding():
    assert [validate.run(document) for document in VOLUME] == [() for _ in VOLUME]


def test_each_document_is_tei_by_its_own_schema_and_by_the_rules_inside_it():
    for schema in judges.tei_all_schemas():
        assert judges.jing(schema, *DOCUMENTS) == []
    assert judges.schematron(*DOCUMENTS) == []


def test_nearly_all_bytes_of_a_raw_text_are_text():
    for text in EDITION.texts:
        ledger = restore.read(EDITION.ledger(text).read_bytes(), text)
        share = sum(row.end - row.start for row in ledger.rows if row.kind in restore.SPOKEN)
        assert share / int(ledger.head["raw bytes"]) > 0.97


def test_the_schema_beside_the_documents_is_the_engines():
    for path in sorted((judges.ROOT / "editio" / "validate" / "schema").glob("*.xsd")):
        assert (EDITION.tei / "schema" / path.name).read_bytes() == path.read_bytes(), f"{path.name} is stale: run make"
