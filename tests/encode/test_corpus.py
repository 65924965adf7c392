"""Raw texts of many kinds beside the project: their structure is found as independent editions have it.

The long form tries all of them; a sample of small ones is tried each time. What falls short of a number has a remark in
``benchmarks/structure.toml``, which the page ``docs/structure.md`` shows.
"""

import pytest

from benchmarks import structure

REMARKS = structure.said()["remarks"]

SAMPLE = frozenset(
    """
    anarfaq-append1311 pg1080-modest-proposal pg31894-latin-plays pg5827-problems-philosophy pg84-frankenstein
    se-derived-on-liberty
    """.split()
)
"""Small texts: a web page, an essay, plays, a treatise, a novel of letters, one with notes that is not wrapped."""

LEAST = 0.95
LEAST_OF_ONE = 0.80
WITHIN = 0.02
"""How far a count of verse lines or speeches may be off, as a share."""


@pytest.fixture(scope="module")
def found(shared):
    return list(structure.rows(shared / "corpus"))


def exact(row):
    """Tell whether the notes are as many as some independent edition has; None where none has any."""
    counts = [verdict.counts["notes"] for verdict in row.verdicts if verdict.counts["notes"]]
    wanted = [(made, want) for made, want in counts if want]
    return any(made == want for made, want in wanted) if wanted else None


def short(row):
    """Give the verdicts by which too few headings are found, or too many that are none."""
    return [
        verdict
        for verdict in row.reliable
        if verdict.recall < LEAST_OF_ONE
        or (verdict.precision is not None and not verdict.is_partial and verdict.precision < LEAST_OF_ONE)
    ]


def off(row, name):
    """Give by how much a count differs from the nearest independent one, as a share; None where nobody counted."""
    counts = [verdict.counts[name] for verdict in row.verdicts if verdict.counts[name]]
    return min((abs(made - want) / want for made, want in counts if want), default=None)


def test_the_headings_of_a_sample_are_found(shared):
    rows = list(structure.rows(shared / "corpus", SAMPLE))
    assert {row.name for row in rows} == SAMPLE
    assert min(structure.means(rows)) >= LEAST
    for row in rows:
        assert not short(row) or REMARKS.get(row.name), row


@pytest.mark.slow
def test_headings_are_found_as_independent_editions_have_them(found):
    assert len(found) == 46
    assert sum(len(row.reliable) for row in found) >= 30
    assert min(structure.means(found)) >= LEAST
    for row in found:
        assert not short(row) or REMARKS.get(row.name), f"{row.name} falls short, and nobody says why"


@pytest.mark.slow
def test_notes_are_found_to_the_last_or_it_is_said_why_not(found):
    verdicts = {row.name: exact(row) for row in found if exact(row) is not None}
    assert sum(verdicts.values()) >= len(verdicts) / 2
    assert all(is_exact or REMARKS.get(name) for name, is_exact in verdicts.items()), verdicts


@pytest.mark.slow
@pytest.mark.parametrize("name", ["verse_lines", "speeches"])
def test_verse_and_speeches_are_counted_as_others_count_them(found, name):
    for row in found:
        share = off(row, name)
        assert share is None or share <= WITHIN or REMARKS.get(row.name), (row.name, share)


def test_what_people_say_is_of_the_corpus(shared):
    assert set(REMARKS) <= {path.stem for path in (shared / "corpus" / "txt").iterdir()}
    assert set(structure.said()["partial"]) <= {path.stem for path in (shared / "corpus" / "gold").iterdir()}
