"""The words in which annotations are written: the context, names of things, motivations.

In go editions, raw texts and what an entry does; out come the IRIs and terms of the W3C Web Annotation Data Model
(Recommendation, 2017-02-23). No address is made up: what has none of its own is named by the identifier of the edition,
and a raw text by its SHA-256 (RFC 6920).
"""

import base64
import hashlib
import re
import uuid
from collections.abc import Mapping

from editio.edition import Edition
from editio.encode.kinds import IGNORE, KINDS
from editio.identifiers import address_of

ANNOTATIONS = "http://www.w3.org/ns/anno.jsonld"
"""The context of the standard; it is named and never fetched."""

PREFIX = "editio:"
NAMESPACE = "urn:uuid:e930c30f-1836-4716-86a6-69430ec29d7d#"
"""The terms of ours, in which an entry is kept whole: its keys as ``apparatus.toml`` has them."""

ENTRY, WITNESS = f"{PREFIX}entry", f"{PREFIX}witness"

ORDERED = (
    "wit",
    *(name for kind in KINDS.values() for name in kind.tables),
    *(name for kind in KINDS.values() for name, key in kind.keys.items() if key.form == "selectors"),
)
"""Keys whose values are lists; a list of JSON-LD has no order unless the context says so (JSON-LD 1.0, 6.11)."""

CONTEXT = [
    ANNOTATIONS,
    {
        PREFIX.rstrip(":"): NAMESPACE,
        **{f"{PREFIX}{name}": {"@id": f"{NAMESPACE}{name}", "@container": "@list"} for name in sorted({*ORDERED})},
    },
]

_MOTIVATIONS = {
    "editing": "correct regularise expand supply surplus",
    "identifying": "person organisation place event work term reference",
    "describing": "unclear gap variant date gloss quote said q",
    "linking": "cite align footnote",
    "commenting": "note",
    "assessing": IGNORE,
}

MOTIVATIONS: Mapping[str, str] = {do: name for name, those in _MOTIVATIONS.items() for do in those.split()}
"""What an entry does -> why it was made, in the standard's words (3.3.5); all others say what something is."""

SAYS_WHAT_IT_IS = "classifying"

URI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+\Z", re.IGNORECASE)
"""A URI, as far as we need to know one (RFC 3986, 3)."""

_PAGE_OF_WIKIDATA, _THING_OF_WIKIDATA = "https://www.wikidata.org/wiki/", "http://www.wikidata.org/entity/"


def motivation(do: str) -> str:
    """Give the motivation of an annotation by what its entry does."""
    return MOTIVATIONS.get(do, SAYS_WHAT_IT_IS)


def base(edition: Edition) -> str:
    """Give the URI by which all names of an edition begin: its identifier, or one that is made of its id."""
    stated = edition.identifier.partition("#")[0]
    if URI.match(stated):
        return stated
    return address_of("doi", stated) or f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'editio/{edition.id}')}"


def name(edition: Edition, *parts: str) -> str:
    """Name a thing of an edition: ``name(edition, "lamp", "c1")`` is the entry ``c1`` of the text ``lamp``."""
    return f"{base(edition)}#{'/'.join(parts)}"


def named_by_hash(data: bytes) -> str:
    """Name some bytes by their SHA-256 (RFC 6920, 3)."""
    digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).decode().rstrip("=")
    return f"ni:///sha-256;{digest}"


def address(scheme: str, value: str) -> str:
    """Give the IRI of a thing that an identifier names; of Wikidata that of the thing, not that of the page."""
    if scheme == "uri":
        return value
    return address_of(scheme, value).replace(_PAGE_OF_WIKIDATA, _THING_OF_WIKIDATA)


def same_thing(iri: str) -> str:
    """Give the one form of an IRI by which it is compared: of pages and things, of ``http`` and ``https``."""
    thing = re.sub(r"https?://(www\.)?wikidata\.org/(wiki|entity)/", _THING_OF_WIKIDATA, iri.strip())
    return re.sub(r"\Ahttps?://(www\.)?", "//", thing).rstrip("/")
