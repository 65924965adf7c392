"""What leaves the text does so by a decision that the document states."""

import pytest

from editio import encode, tei
from editio.validate.ledger import prove

RAW = b"On Lamps\n\nSource: The Lamp.\n\nIt was the best of lamps, and everyone agreed.\n\n* * *\n\nIt went out.\n"

FAULTS = {
    "a decision that is stated nowhere": (b"editorial.breaks", b"editorial.brakes", "is stated nowhere"),
    "an element that is not there": (b"\tmark\tmilestone", b"\tmark\tmillstone", "the document has no 'millstone"),
    "words called white space": (b"\tmark\t", b"\tws\t", "holds more than white space"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_row_that_hides_words_is_told_on_its_line(tmp_path, name):
    old, new, said = FAULTS[name]
    made = encode.encode(RAW, "lamp.txt")
    path = tmp_path / "lamp.ledger.tsv"
    path.write_bytes(made.ledger.replace(old, new))
    line = 1 + made.ledger[: made.ledger.index(old)].count(b"\n")
    document = tei.parse(made.document, "lamp.xml")
    assert [(m.code, m.line, said in m.sentence) for m in prove(document, "lamp.xml", path)] == [("E604", line, True)]


def test_a_ledger_without_a_fault_has_nothing_to_tell(tmp_path):
    made = encode.encode(RAW, "lamp.txt")
    path = tmp_path / "lamp.ledger.tsv"
    path.write_bytes(made.ledger)
    assert prove(tei.parse(made.document, "lamp.xml"), "lamp.xml", path) == ()
