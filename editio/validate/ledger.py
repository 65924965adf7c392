"""The ledger's proof: the document gives the raw bytes again, and nothing in it is hidden or made up.

In go a document's tree and its ledger; out come messages. How the bytes are regenerated is told in
:mod:`editio.restore`; what is added here is that no word left the text without a decision.
"""

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from editio import files, restore
from editio.message import Message, Rejected
from editio.restore import Ledger
from editio.tei import ID


def prove(document: etree._Element, file: str, ledger: Path, raw: Path | None = None) -> tuple[Message, ...]:
    """Check a document against its ledger, and both against the raw text where it is at hand.

    Reports a ledger that cannot be read (E601), bytes that cannot be regenerated (E602), words without a place (E603),
    and words that are in no text without a decision that the document states (E604).
    """
    try:
        read = restore.read(files.read(ledger), str(ledger))
        data = restore.restore(document, read, file)
    except Rejected as rejected:
        return rejected.messages
    messages = list(_undecided(document, read))
    if raw is not None and files.read(raw) != data:
        hint = "the raw text was changed after it was encoded; encode it again"
        messages.append(Message(file, 0, "E602", f"the document gives other bytes than {raw}", hint))
    return tuple(messages)


def _undecided(document: etree._Element, ledger: Ledger) -> Iterator[Message]:
    ids = {element.get(ID) for element in document.iter(etree.Element)}
    spelt = restore.readings(ledger)
    for row in ledger.rows:
        if row.kind in restore.CITING:
            if row.decision not in ids:
                sentence = f"the decision '{row.decision}' is stated nowhere in the document"
                yield Message(ledger.file, row.line, "E604", sentence)
            if row.block and row.block not in ids:
                yield Message(ledger.file, row.line, "E604", f"the document has no '{row.block}'")
        elif spelt[row.line].strip(WHITE):
            sentence = f"a row of kind {row.kind} holds more than white space"
            yield Message(ledger.file, row.line, "E604", sentence, "name the decision by which it left the text")
        elif row.kind not in KINDS:
            yield Message(ledger.file, row.line, "E601", f"'{row.kind}' is no kind of row")


WHITE = " \t\r\n\f\N{IDEOGRAPHIC SPACE}"
"""The characters that may leave the text without a decision."""

KINDS = restore.SPOKEN | restore.CITING | {"eol", "ws"}
"""All kinds of row."""
