"""The house rules about what stands behind a name: things of the right kind, somebody responsible, good identifiers.

In goes what a survey found; out come findings. No identifier is looked up anywhere: what is told here follows from its
form and its check digit.
"""

import re
from collections.abc import Callable, Iterator

from lxml import etree

from editio import tei
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
        kind = re.sub(r"[^A-Z]", "", idno.get("type", "").upper())
        said = tei.words(idno)
        is_good = FORMS.get(kind)
        if said and is_good and not is_good(said.rstrip("/").rpartition("/")[2].replace("\u2010", "-")):
            sentence = f"'{said}' is no {idno.get('type')}: its form or its check digit is wrong"
            yield Finding(idno, "W531", sentence, "compare it with the source; a book may bear a wrong one")


def is_isbn(value: str) -> bool:
    """Tell whether an ISBN of ten or thirteen digits is good (ISO 2108)."""
    digits = re.sub(r"[ -]|^ISBN(?:-1[03])?:?", "", value.upper())
    if re.fullmatch(r"\d{9}[\dX]", digits):
        return _by_eleven(digits)
    weighted = sum(int(digit) * (1, 3)[place % 2] for place, digit in enumerate(digits) if digit.isdecimal())
    return bool(re.fullmatch(r"97[89]\d{10}", digits)) and weighted % 10 == 0


def is_issn(value: str) -> bool:
    """Tell whether an ISSN is good (ISO 3297)."""
    return bool(re.fullmatch(r"\d{4}-?\d{3}[\dX]", value)) and _by_eleven(value.replace("-", ""))


def is_isni(value: str) -> bool:
    """Tell whether an ISNI or ORCID is good (ISO 27729; the check digit is that of ISO 7064, MOD 11-2)."""
    digits = re.sub(r"[ -]", "", value.upper())
    if not re.fullmatch(r"[0-9]{15}[0-9X]", digits):
        return False
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    return (12 - total % 11) % 11 == _digit(digits[-1])


def _by_eleven(digits: str) -> bool:
    """Weigh digits from the last, which counts once: the sum can be divided by eleven."""
    return sum(weight * _digit(digit) for weight, digit in enumerate(reversed(digits), 1)) % 11 == 0


def _digit(digit: str) -> int:
    return 10 if digit == "X" else int(digit)


def _matches(form: str) -> Callable[[str], bool]:
    compiled = re.compile(form, re.ASCII)
    return lambda value: bool(compiled.fullmatch(value))


FORMS: dict[str, Callable[[str], bool]] = {
    "GND": _matches(r"1[01]?\d{7}[\dX]|[47]\d{6}-\d|[1-9]\d{0,7}-[\dX]|3\d{7}[\dX]"),
    "ISBN": is_isbn,
    "ISNI": is_isni,
    "ISSN": is_issn,
    "ORCID": is_isni,
    "VIAF": _matches(r"[1-9]\d{0,21}"),
    "WIKIDATA": _matches(r"[QPL][1-9]\d*"),
}
"""Kinds of identifiers, written in capitals, and what tells whether one is good; of an address the end counts."""


def _kind(thing: etree._Element, attribute: str) -> str:
    """Give the kind of the authority that an element is, or is part of; empty if it is none."""
    if attribute == "wit" and tei.local(thing) not in WITNESSES:
        return tei.local(thing)
    ancestors = (tei.local(one) for one in (thing, *thing.iterancestors()))
    return next((name for name in ancestors if name in AUTHORITIES), "")


def _first(attribute: str, meant: frozenset[str] | None) -> str:
    """Name the kind that is meant most often."""
    return next((kind for kind in ("person", "place", "org", "event", "witness") if kind in (meant or ())), attribute)
