"""Identifiers: the form of each kind, its check character, and the address to which one leads.

In goes what somebody wrote; out comes whether it can be an identifier of a kind at all, what its check character
should be, how it is written, and where it leads. Nothing is looked up anywhere: an identifier of good form may still be
somebody else's, or nobody's.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import quote

CHARACTERS = "0123456789X"
"""Check characters of rules that count to eleven: X is ten."""

NOID = "0123456789bcdfghjkmnpqrstvwxz"
"""Check characters of an ARK: digits, and consonants that are taken for nothing else."""


def _as_it_is(value: str) -> str:
    return value


@dataclass(frozen=True, slots=True)
class Scheme:
    """Hold one kind of identifier.

    ``name`` is what ``idno/@type`` and readers call it, ``form`` what a whole identifier matches, ``address`` where it
    leads, with the identifier in place of the braces (empty where there is no such place). ``check`` gives the last
    character by those before it, ``plain`` the form in which one and the same identifier is always written.
    """

    name: str
    form: str
    example: str
    address: str = ""
    check: Callable[[str], str] | None = None
    plain: Callable[[str], str] = _as_it_is


def bare(scheme: Scheme, value: str) -> str:
    """Give an identifier without the address, the name or the blanks around it, in the one form for writing it."""
    said = value.strip().replace("\u2010", "-")
    if found := re.match(r"https?://[^/]+/(.*)", said, re.IGNORECASE):
        said = found[1] if scheme.name == "DOI" else found[1].rstrip("/").rpartition("/")[2]
    said = re.sub(rf"^{scheme.name}(?:-1[03])?(?::\s*|\s+)", "", said, flags=re.IGNORECASE)
    return scheme.plain(said)


def has_form(scheme: Scheme, value: str) -> bool:
    """Tell whether a value, as :func:`bare` gives it, has the scheme's form, be its check character what it may."""
    return bool(re.fullmatch(scheme.form, value, re.ASCII))


def check_character(scheme: Scheme, value: str) -> str:
    """Give the last character that a value of good form should have; empty where the scheme has no check character."""
    return scheme.check(value[:-1]) if scheme.check else ""


def is_good(scheme: Scheme, value: str) -> bool:
    """Tell whether a value is of good form, and its check character right."""
    said = bare(scheme, value)
    return has_form(scheme, said) and said[-1:] == (check_character(scheme, said) or said[-1:])


def named(kind: str) -> Scheme | None:
    """Find a scheme by its name, in whatever letters: ``GeoNames``, ``geonames``, ``ISBN-13``."""
    return _NAMED.get(_letters(kind))


def address_of(kind: str, value: str) -> str:
    """Give the address to which an identifier leads, empty if it has not its form, or if there is no such address."""
    scheme = named(kind)
    said = bare(scheme, value) if scheme else ""
    return scheme.address.format(quote(said, safe="/:;()._~-")) if scheme and has_form(scheme, said) else ""


def by_address(address: str) -> tuple[str, str]:
    """Give name and identifier that an address holds; of an address of another kind, nothing and the address itself."""
    for scheme in SCHEMES.values():
        is_there = scheme.address and address.startswith(scheme.address.partition("{")[0])
        if is_there and has_form(scheme, said := bare(scheme, address)):
            return scheme.name, said
    return "", address


def _letters(kind: str) -> str:
    return re.sub(r"[^A-Z]", "", kind.upper())


# --- check characters -------------------------------------------------------------------------------------


def eleven(said: str) -> str:
    """Weigh digits by 2, 3, 4 ... from the last: with the check digit the sum can be divided by eleven.

    So ISBN-10 (ISO 2108), ISSN (ISO 3297), IdRef, and GND: "(11 - (SUMME mod 11)) mod 11" (DNB, ILTIS-Handbuch,
    Berechnung der Prüfziffern).
    """
    return CHARACTERS[-_weighed(said) % 11]


def gnd(said: str) -> str:
    """Give the check digit of a GND: those with a hyphen come from GKD and SWD, which took the complement (DNB)."""
    return CHARACTERS[_weighed(said) % 11] if said.endswith("-") else eleven(said)


def isbn(said: str) -> str:
    """Give the check digit of an ISBN of ten or thirteen digits (ISO 2108)."""
    digits = _digits(said)
    if len(digits) < len("978030640615"):
        return eleven(said)
    return str(-sum(digit * (1, 3)[place % 2] for place, digit in enumerate(digits)) % 10)


def isbn13(said: str) -> str:
    """Give an ISBN, of good form, as thirteen digits: one of ten stands for that which begins with 978 (ISO 2108)."""
    digits = re.sub(r"[ -]", "", said)
    return digits if len(digits) > 10 else f"978{digits[:9]}{isbn(f'978{digits[:9]}')}"


def eleven_two(said: str) -> str:
    """Give the check digit of an ISNI (ISO 27729) and of an ORCID iD: ISO 7064, MOD 11-2."""
    total = 0
    for digit in _digits(said):
        total = (total + digit) * 2
    return CHARACTERS[(12 - total % 11) % 11]


def noid(signs: str) -> str:
    """Give the check character of an ARK's name: the Noid Check Digit Algorithm, as the BnF takes it (without NAAN)."""
    return NOID[sum(place * NOID.find(sign) for place, sign in enumerate(signs, 1) if sign in NOID) % len(NOID)]


def _weighed(said: str) -> int:
    return sum(weight * digit for weight, digit in enumerate(reversed(_digits(said)), 2))


def _digits(said: str) -> list[int]:
    return [int(sign) for sign in said if sign in CHARACTERS[:10]]


# --- forms of writing -------------------------------------------------------------------------------------


def _without_gaps(value: str) -> str:
    return re.sub(r"[ -]", "", value.upper())


def _in_fours(value: str) -> str:
    signs = _without_gaps(value)
    return "-".join(signs[at : at + 4] for at in range(0, len(signs), 4))


def _capital(value: str) -> str:
    return value.upper()


def _lccn(value: str) -> str:
    """Give the normal form (LC, The LCCN Namespace): no blanks, the number behind a hyphen filled to six digits."""
    signs = re.sub(r"\s", "", value.lower()).partition("/")[0]
    year, hyphen, number = signs.partition("-")
    return f"{year}{number:0>6}" if hyphen else signs


SCHEMES: Mapping[str, Scheme] = {
    "wikidata": Scheme("Wikidata", r"Q[1-9]\d*", "Q9061", "https://www.wikidata.org/wiki/{}", None, _capital),
    "viaf": Scheme("VIAF", r"[1-9]\d{0,21}", "88039167", "https://viaf.org/viaf/{}"),
    "gnd": Scheme(
        "GND",
        r"1[0-3]?\d{7}[\dX]|[47]\d{6}-\d|[1-9]\d{0,7}-[\dX]|3\d{7}[\dX]",
        "118578537",
        "https://d-nb.info/gnd/{}",
        gnd,
        _capital,
    ),
    "isni": Scheme(
        "ISNI", r"\d{15}[\dX]", "0000 0001 2096 6943", "https://isni.org/isni/{}", eleven_two, _without_gaps
    ),
    "orcid": Scheme(
        "ORCID", r"(\d{4}-){3}\d{3}[\dX]", "0000-0002-1825-0097", "https://orcid.org/{}", eleven_two, _in_fours
    ),
    "lccn": Scheme("LCCN", r"[a-z]{0,3}\d{8}|[a-z]{0,2}\d{10}", "n79006935", "https://lccn.loc.gov/{}", None, _lccn),
    "bnf": Scheme(
        "BnF", rf"cb\d{{8}}[{NOID}]", "cb11907966z", "https://catalogue.bnf.fr/ark:/12148/{}", noid, str.lower
    ),
    "idref": Scheme("IdRef", r"\d{8}[\dX]", "026927608", "https://www.idref.fr/{}", eleven, _capital),
    "geonames": Scheme("GeoNames", r"[1-9]\d{0,9}", "524901", "https://www.geonames.org/{}"),
    "tgn": Scheme("TGN", r"[1-9]\d{6}", "7012974", "https://vocab.getty.edu/page/tgn/{}"),
    "isbn": Scheme(
        "ISBN", r"(?=(?:[ -]?\d){9}[ -]?[\dX]\Z|97[89](?:[ -]?\d){10}\Z)\d.*", "978-0-14-044568-8", "", isbn, _capital
    ),
    "issn": Scheme(
        "ISSN", r"\d{4}-?\d{3}[\dX]", "0028-6060", "https://portal.issn.org/resource/ISSN/{}", eleven, _capital
    ),
    "oclc": Scheme("OCLC", r"[1-9]\d{0,12}", "1048341", "https://www.worldcat.org/oclc/{}"),
    "doi": Scheme("DOI", r"10\.\d{4,9}/[!-~]+", "10.1000/182", "https://doi.org/{}"),
}
"""All schemes by the key under which ``authorities.toml`` has them."""

_NAMED = {_letters(scheme.name): scheme for scheme in SCHEMES.values()}
