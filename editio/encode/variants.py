"""Where witnesses differ: the critical apparatus (Guidelines, chapter 13).

In go entries that tell of variants, and the witnesses that they name; out come ``app`` elements, in the text or apart
from it, and the list of witnesses. The raw text is one of the witnesses; its reading is what is marked.
"""

from collections.abc import Callable, Iterable

from lxml import etree

from editio.encode.apparatus import Entry, Part, Witness
from editio.encode.compose import Content
from editio.encode.interventions import Own, apart_from_signs, by
from editio.tei import ID, make


def wrapper(entry: Entry, own: Own, witness: Witness) -> Callable[[Content], Content]:
    """Give what puts an ``app`` round the words of the raw text's own witness; at a point it has none."""

    def wrap(content: Content) -> Content:
        return apart_from_signs(make("app", own.attributes | by(entry.values), *_readings(entry, witness, content)))

    return wrap


def apart(entry: Entry, witness: Witness, first: str, last: str) -> etree._Element:
    """Make the ``app`` of words that run over several blocks: it stands apart and points at their two ends."""
    ends = {ID: entry.id, "from": f"#{first}", "to": f"#{last}"}
    return make("app", ends | by(entry.values), *_readings(entry, witness, []))


def _readings(entry: Entry, witness: Witness, content: Content) -> list[etree._Element]:
    lemma = entry.values["lemma"]
    preferred = next((part for part in entry.parts if lemma in part.values["wit"].split()), None)
    own = {"wit": f"#{witness.id}"}
    if preferred is None:
        return [make("lem", own, *content), *(_reading("rdg", part) for part in entry.parts)]
    others = [_reading("rdg", part) for part in entry.parts if part is not preferred]
    return [_reading("lem", preferred), make("rdg", own, *content), *others]


def _reading(name: str, part: Part) -> etree._Element:
    wit = " ".join(f"#wit.{siglum}" for siglum in part.values["wit"].split())
    lacuna = part.values["lacuna"]
    content: list[str | etree._Element] = [part.values["text"]] if part.values["text"] else []
    content += [make(element) for element, when in LACUNAE.items() if lacuna in when]
    return make(name, {"wit": wit} | by(part.values), *content)


LACUNAE = {"lacunaStart": ("start", "all"), "lacunaEnd": ("end", "all")}
"""What says that a gap of a witness starts or ends here -> the values of ``lacuna`` that mean it."""


def list_wit(witnesses: Iterable[Witness]) -> etree._Element:
    """Make the list of witnesses, in the order of the file; the raw text's own points at what is told of that."""
    return make("listWit", {}, *(_witness(witness) for witness in witnesses))


def _witness(witness: Witness) -> etree._Element:
    attributes = {ID: witness.id, "n": witness.siglum, "corresp": "#source.digital" if witness.own else ""}
    content: list[str | etree._Element] = [make("idno", {"type": "siglum"}, witness.siglum), f" {witness.name}"]
    if witness.bibl:
        content += [", ", make("bibl", {}, witness.bibl)]
    if witness.repository:
        content += [", ", make("orgName", {"type": "repository"}, witness.repository)]
    return make("witness", attributes, *content)
