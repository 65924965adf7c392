"""Findings that the editors have seen and let stand, as the document itself says.

In go a tree and its findings; out come those that no note silences, and one for each note that silenced nothing. Such a
note stands in ``standOff``: its ``@type`` is ``ignore``, its ``@subtype`` the code, its words the reason; ``@target``
names the elements that are meant, within which everything is meant too, and without it the whole text is. Errors are
never silenced. Codes of other stages are passed over: those stages know what became of them.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from editio import tei
from editio.message import CODES, silenced_by
from editio.validate.places import Finding


@dataclass(frozen=True, slots=True)
class Silencer:
    """Hold a note that silences, and the elements on which and within which it does."""

    note: etree._Element
    code: str
    within: frozenset[etree._Element]

    def covers(self, finding: Finding) -> bool:
        """Tell whether a finding is one that is let stand."""
        if finding.code != self.code:
            return False
        return finding.element in self.within or any(one in self.within for one in finding.element.iterancestors())


def apply(root: etree._Element, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Leave out what is silenced, and report notes that silence nothing (W560)."""
    silencers = tuple(_silencers(root))
    used = set()
    kept = []
    for finding in findings:
        heard = [one.note for one in silencers if silenced_by(one.code) and one.covers(finding)]
        used.update(heard)
        if not heard:
            kept.append(finding)
    return (*kept, *(idle for one in silencers if one.note not in used for idle in _idle(one)))


def _silencers(root: etree._Element) -> Iterator[Silencer]:
    apart = [note for part in root.iter(tei.tag("standOff")) for note in part.iter(tei.tag("note"))]
    notes = [note for note in apart if note.get("type") == "ignore"]
    targets = {address.removeprefix("#") for note in notes for address in note.get("target", "").split()}
    named = root.iter(etree.Element) if targets else ()
    by_id = {name: one for one in named if (name := one.get(tei.ID)) is not None and name in targets}
    for note in notes:
        yield Silencer(note, note.get("subtype", ""), frozenset(_meant(note, by_id)))


def _meant(note: etree._Element, by_id: Mapping[str, etree._Element]) -> Iterator[etree._Element]:
    """Give the elements that a note names, else the text beside which it stands; a lost pointer is E504's business."""
    if note.get("target") is None:
        yield from islice(note.iterancestors(tei.tag("TEI"), tei.tag("teiCorpus")), 1)
    for address in note.get("target", "").split():
        if (element := by_id.get(address.removeprefix("#"))) is not None:
            yield element


def _idle(silencer: Silencer) -> Iterator[Finding]:
    code = silencer.code
    if code not in CODES:
        yield Finding(silencer.note, "W560", f"'{code}' is no code of a finding", "put the code into @subtype")
    elif code.startswith("E"):
        yield Finding(silencer.note, "W560", f"{code} is an error and cannot be silenced", "mend it")
    elif silenced_by(code) == "validate":
        hint = "delete the entry, if what it let stand is mended"
        yield Finding(silencer.note, "W560", f"there is no finding {code} to be silenced", hint)
