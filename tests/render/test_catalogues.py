"""Catalogues: the words of the interface are there in every language, each with what a page fills in."""

import re
import string
import tomllib

import pytest
from judges import ROOT

TEMPLATES = ROOT / "templates"
LANGUAGES = ("de", "es", "fr")
PLACES = sorted(path.parent.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("words.en.toml"))
EACH = [(place, language) for place in PLACES for language in LANGUAGES]

SIGNS = re.compile(r"marks\.\w+\.0\Z")
"""The keys of the signs of plain text, which are what they are, but for the words in them."""

FREE = ("times_of_days", "cited.and_before")
"""Tables that hold what a language says otherwise than English has any need to."""

TECHNICAL = frozenset("EPUB ISBN PDF SHA TEI image".split())

SAME = {
    "de": TECHNICAL | set("April August November September Register Text Name In in".split()),
    "es": TECHNICAL | set("bytes probable".split()),
    "fr": TECHNICAL
    | set("Index Introduction Licence Notes Organisations Page Source".split())
    | set("certain conjecture correction corrections note pages passage passages possible probable six".split()),
}
"""Words that are written as in English in phrases that are."""


def catalogue(place, language):
    return tomllib.loads((TEMPLATES / place / f"words.{language}.toml").read_text(encoding="utf-8"))


def leaves(value, key=""):
    """Give every text of a catalogue by its key, those of lists by their number."""
    if isinstance(value, str):
        return {key: value}
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    return {
        name: said for inner, one in pairs for name, said in leaves(one, f"{key}.{inner}" if key else inner).items()
    }


def bound(said):
    """Leave out what each language has by itself."""
    return {key: value for key, value in said.items() if not key.startswith(FREE)}


def fields(pattern, key):
    """Give the names of what a page fills in; signs are no patterns."""
    found = [] if SIGNS.match(key) else string.Formatter().parse(pattern)
    return sorted(name for _, name, _, _ in found if name is not None)


@pytest.mark.parametrize(("place", "language"), EACH)
def test_a_catalogue_has_the_keys_of_the_english_one(place, language):
    assert set(bound(leaves(catalogue(place, language)))) == set(bound(leaves(catalogue(place, "en"))))


@pytest.mark.parametrize(("place", "language"), EACH)
def test_a_phrase_asks_for_what_the_english_one_asks_for(place, language):
    english, said = (bound(leaves(catalogue(place, code))) for code in ("en", language))
    assert {key: fields(said[key], key) for key in english} == {key: fields(english[key], key) for key in english}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_said_otherwise_of_days_asks_for_what_is_said_of_years(language):
    said = leaves(catalogue(".", language))
    for key in (key for key in said if key.startswith("times_of_days")):
        assert fields(said[key], key) == fields(said[key.replace("times_of_days", "times")], key)


@pytest.mark.parametrize(("place", "language"), EACH)
def test_nothing_is_left_in_english(place, language):
    english, said = (bound(leaves(catalogue(place, code))) for code in ("en", language))
    same = (value for key, value in said.items() if value == english[key] and not SIGNS.match(key))
    words = re.findall(r"[^\W\d_]{2,}", re.sub(r"\{\w*\}", " ", " ".join(same)))
    assert set(words) <= SAME[language]
