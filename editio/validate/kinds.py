"""The house rules about what stands behind a name: things of the right kind, somebody responsible, good identifiers.

In goes what a survey found; out come findings. No identifier is looked up anywhere: what is told here follows from its
form and its check digit.
"""

import re
from collections.abc import Iterator

from lxml import etree

from editio import identifiers, tei
from editio.identifiers import Scheme
from editio.validate.places import Finding
from editio.validate.survey import Survey, targets

AUTHORITIES = frozenset("event nym object org person personGrp place witness".split())
"""Elements that describe a thing of the world, and so are of one kind for good."""

PERSONS = frozenset(["person", "personGrp"])
SPEAKERS = PERSONS | {"org", "object", "nym"}
"""Who may speak in a play: animals and things as well."""

MEANT: dict[tuple[str, str], frozenset[str]] = {
    ("persName", "ref"): PERSONS | {"nym"},
    ("forename", "ref"): PERSONS | {"nym"},
    ("surname", "ref"): PERSONS | {"nym"},
    ("placeName", "ref"): frozenset(["place", "nym"]),
    ("settlement", "ref"): frozenset(["place", "nym"]),
    ("country", "ref"): frozenset(["place", "nym", "org"]),
    ("region", "ref"): frozenset(["place", "nym"]),
    ("orgName", "ref"): frozenset(["org", "personGrp", "nym"]),
    ("author", "ref"): PERSONS | {"org", "nym"},
    ("editor", "ref"): PERSONS | {"org", "nym"},
    ("eventName", "ref"): frozenset(["event", "nym"]),
    ("objectName", "ref"): frozenset(["object", "nym"]),
}
"""Which authorities an element means by an attribute."""

MEANT_EVERYWHERE: dict[str, frozenset[str]] = {
    "who": SPEAKERS,
    "resp": PERSONS | {"org"},
    "wit": frozenset(["witness", "object"]),
    "toWhom": SPEAKERS,
}
"""Which authorities an attribute means in whatever element."""

WITNESSES = frozenset("bibl biblFull biblStruct listBibl listWit msDesc msFrag msPart object witness".split())
"""Elements that can be a witness or a list of them (TEI Guidelines 12.1.4)."""


def pointers_lead_to_their_kind(document: Survey) -> Iterator[Finding]:
    """Report a name, speaker, editor or witness that points at an authority of another kind (E524)."""
    for pointer in document.pointers:
        name = tei.local(pointer.element)
        meant = MEANT.get((name, pointer.name)) or MEANT_EVERYWHERE.get(pointer.name)
        for target in targets(pointer) if meant else ():
            for thing in document.ids.get(target, ())[:1]:
                kind = _kind(thing, pointer.name)
                if kind and kind not in (meant or ()):
                    sentence = f"@{pointer.name} of '{name}' points at '#{target}', which is a '{kind}'"
                    hint = f"point at a '{_first(pointer.name, meant)}', or name the thing by another element"
                    yield Finding(pointer.element, "E524", sentence, hint)


def responsibilities_are_somebodys(document: Survey) -> Iterator[Finding]:
    """Report statements of responsibility in which no name has words or leads to somebody (E525)."""
    for statement in document.named["respStmt"]:
        names = [one for one in statement if isinstance(one.tag, str) and tei.local(one) not in ("note", "resp")]
        if not any(tei.words(name) or any(one.get("ref") for one in name.iter(tei.tag("*"))) for name in names):
            duties = "; ".join(filter(None, map(tei.words, tei.find_all(statement, "resp"))))
            sentence = f"nobody is named for '{duties}'" if duties else "nobody is named"
            yield Finding(statement, "E525", sentence, "add a 'persName', an 'orgName' or a 'name'")


def identifiers_have_their_form(document: Survey) -> Iterator[Finding]:
    """Report identifiers whose form or check digit is wrong (W531)."""
    for idno in document.named["idno"]:
        said, scheme = tei.words(idno), identifiers.named(idno.get("type", ""))
        if said and scheme and scheme.name in LOOKED_AT and not _is_good(scheme, said):
            sentence = f"'{said}' is no {idno.get('type')}: its form or its check digit is wrong"
            yield Finding(idno, "W531", sentence, "compare it with the source; a book may bear a wrong one")


LOOKED_AT = frozenset(["GND", "ISBN", "ISNI", "ISSN", "ORCID", "VIAF", "Wikidata"])
"""Identifiers that everybody writes alike."""


def _is_good(scheme: Scheme, said: str) -> bool:
    """Ask the scheme; a dictionary names lexemes and properties of Wikidata as well."""
    is_of_dictionary = scheme.name == "Wikidata" and re.search(r"(?:\A|/|:)[LP][1-9][0-9]*\Z", said)
    return bool(is_of_dictionary) or identifiers.is_good(scheme, said)


def _kind(thing: etree._Element, attribute: str) -> str:
    """Give the kind of the authority that an element is, or is part of; empty if it is none."""
    if attribute == "wit" and tei.local(thing) not in WITNESSES:
        return tei.local(thing)
    ancestors = (tei.local(one) for one in (thing, *thing.iterancestors()))
    return next((name for name in ancestors if name in AUTHORITIES), "")


def _first(attribute: str, meant: frozenset[str] | None) -> str:
    """Name the kind that is meant most often."""
    return next((kind for kind in ("person", "place", "org", "event", "witness") if kind in (meant or ())), attribute)
