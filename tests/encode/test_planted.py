"""A hundred faults of all kinds, planted in texts: most of them are among the first two hundred suggestions."""

import re
import time

import faults
import judges
import pytest

from editio import edition as editions
from editio.encode import apparatus, reading, suggest
from editio.encode.placing import place
from editio.encode.profiles import choose

CORPUS = judges.ROOT.parent / "shared" / "corpus" / "txt"

LEAST = 80
"""How many of a hundred faults must be among the first lines."""

LINES = 200

SAMPLE = {
    "se-derived-bolshevism.txt": "en-GB",
    "pg34901-on-liberty.txt": "en-GB",
    "pg84-frankenstein.txt": "en-GB",
    "mia-md-manifesto.md": "en-GB",
    "cligs-nd0003.txt": "fr",
}
"""Texts of the corpus: politics, philosophy, a novel, Markdown, French."""

HELD_OUT = {
    "pg1661-sherlock-holmes.txt": "en-GB",
    "anarfaq-secB7.txt": "en-GB",
    "pg1080-modest-proposal.txt": "en-GB",
    "pg5827-problems-philosophy.txt": "en-GB",
    "pg17350-russell-bolshevism.txt": "en-GB",
    "pg61-manifesto-plain.txt": "en-GB",
    "pg17489-miserables1.txt": "fr-FR",
}
"""Texts that no weight was fitted to."""


def caught(text, language, seed):
    """Plant faults; returns them, and those of them that are among the first lines."""
    spoilt, planted = faults.plant(text, language[:2], seed)
    raw = reading.read(spoilt.encode(), "text.txt")
    made = suggest.suggest(place(raw, apparatus.Apparatus(), choose(raw)), language)
    places = [(one.code, one.place.first, one.place.last) for one in made.found[:LINES]]
    return planted, list(faults.found(planted, places, faults.paragraphs(spoilt)))


def read(name):
    path = CORPUS / name
    if not path.is_file():
        pytest.skip(f"{name} does not lie beside the project")
    data = path.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")


@pytest.mark.parametrize("text", editions.load(judges.ROOT).texts)
def test_most_faults_in_a_text_of_the_edition_are_among_the_first_lines(text):
    raw = (judges.ROOT / "source" / text / "text.txt").read_text(encoding="utf-8")
    planted, there = caught(raw, "en-GB", 1)
    assert len(planted) == 100
    assert len(there) >= LEAST, faults.tally(planted, there)


@pytest.mark.parametrize("name", SAMPLE)
def test_most_faults_in_a_text_of_the_corpus_are_among_the_first_lines(name):
    planted, there = caught(read(name), SAMPLE[name], 1)
    assert len(planted) == 100
    assert len(there) >= LEAST, faults.tally(planted, there)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [11, 12])
@pytest.mark.parametrize("name", HELD_OUT)
def test_most_faults_in_a_text_that_no_weight_was_fitted_to_are_found(name, seed):
    planted, there = caught(read(name), HELD_OUT[name], seed)
    assert len(there) >= LEAST, faults.tally(planted, there)


def test_the_faults_are_of_all_kinds_and_always_the_same():
    raw = (judges.ROOT / "source" / "class-nature-soviet-state" / "text.txt").read_text(encoding="utf-8")
    spoilt, planted = faults.plant(raw, "en", 1)
    assert (spoilt, planted) == faults.plant(raw, "en", 1)
    assert {fault.kind for fault in planted} == set(faults.KINDS)
    assert all(spoilt[fault.first : fault.last] == fault.now != fault.was for fault in planted)


KNOWN = (
    "hut they have invariably", "ita general form", "aIlies", "Terminoogical", "manner Or another", "he U.S.S.R.",
    "”tolerates”", "propertied classes The", "dictatorship In a", "existed To these",
)  # fmt: skip
"""Errors that stand in the two texts of the edition themselves."""


def test_the_true_errors_of_the_edition_come_before_everything_else():
    lines = []
    for text, language in (("class-nature-soviet-state", "en-US"), ("results-and-prospects-8", "en-GB")):
        raw = reading.read((judges.ROOT / "source" / text / "text.txt").read_bytes(), "text.txt")
        made = suggest.suggest(place(raw, apparatus.Apparatus(), choose(raw)), language)
        lines += list(made.lines())[:30]
    quoted = [re.sub(r"\[\[|\]\]", "", line) for line in lines]
    missed = [words for words in KNOWN if not any(" ".join(words.split()[:2]) in line for line in quoted)]
    assert missed == []


@pytest.mark.slow
@pytest.mark.parametrize(("name", "seconds"), [("pg84-frankenstein.txt", 5), ("pg2600-war-and-peace.txt", 30)])
def test_a_text_is_looked_at_in_bounded_time(name, seconds):
    raw = reading.read(read(name).encode(), name)
    start = time.process_time()
    lines = list(suggest.suggest(place(raw, apparatus.Apparatus(), choose(raw)), "en-GB").lines())
    assert time.process_time() - start < seconds, f"{len(lines)} lines"
