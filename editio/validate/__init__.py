"""The stage ``validate``: is a TEI document fit to be rendered?

In goes the path of a TEI file, with its ledger if there is one; out come findings, or a refusal. Three judges are
heard, and all of them before anything is refused: the gate (our XSD), the house rules, and the ledger. Nothing is
changed and nothing written.
"""

from pathlib import Path

from editio import files, tei
from editio.message import Message, reject_if_any
from editio.validate import gate, house, silence
from editio.validate.ledger import prove
from editio.validate.places import Places

SHOWN = 50
"""Findings of one file that are shown; whoever has mended these sees the rest."""


def run(
    path: Path, ledger: Path | None = None, raw: Path | None = None, data: bytes | None = None
) -> tuple[Message, ...]:
    """Validate a TEI file and return the findings, sorted by place; ``data`` spares reading the file.

    With a ``ledger`` the document must give the raw bytes again, and with ``raw`` these must be that file's bytes.
    Rejects a file that cannot be read (E101) or is no TEI P5 (E501, E502, E512, E513), and a document with any finding
    that forbids to render it (E503 to E510, E601 to E604).
    """
    document = files.read(path) if data is None else data
    root = tei.parse(document, str(path))
    places = Places(str(path), document, root)
    findings = silence.apply(root, (*gate.check(root), *house.check(root, places)))
    found = [places.message(finding) for finding in findings]
    proof = prove(root, str(path), ledger, raw) if ledger else ()
    return reject_if_any(_shown([*found, *proof]))


def against(
    path: Path, schema: Path | None = None, rules: Path | None = None, data: bytes | None = None
) -> tuple[Message, ...]:
    """Hold a TEI file against schemas of others instead of ours; returns the findings, sorted by place.

    ``schema`` is RELAX NG or XSD, ``rules`` is Schematron, or RELAX NG with Schematron inside. Rejects a file that is
    no TEI P5, a schema that cannot be used (E801, E807), and a document that one of them refuses (E802, E803).
    """
    from editio.validate import foreign  # needed by nobody who has no schema of his own

    document = files.read(path) if data is None else data
    root = tei.parse(document, str(path))
    found: list[Message] = []
    if rules:
        found += foreign.against_rules(Places(str(path), document, root), rules)
    if schema:
        found += foreign.against_schema(path, document, root, schema)
    return reject_if_any(_shown(found))


def _shown(messages: list[Message]) -> list[Message]:
    """Take the first messages, those that reject before those that do not, and say how many were left out."""
    ordered = sorted(set(messages), key=lambda message: (not message.rejects, message))
    if len(ordered) <= SHOWN:
        return ordered
    last = max(ordered[:SHOWN])
    rest = f"{len(ordered) - SHOWN} more findings are not shown"
    return [*ordered[:SHOWN], Message(last.file, last.line, "W514", rest, "mend these first")]
