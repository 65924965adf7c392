"""The chronology: what is dated stands in the order of time, and what is not stands in none."""

from types import SimpleNamespace

import pytest

from editio.render.chronology import chronology
from editio.render.concordance import Mention, Mentions
from editio.render.document import Date, Metadata, Source, Title
from editio.render.entries import NO_SPAN, Entry, Occurrence, Register, Span
from editio.render.facts import life_in

IN_ORDER = (
    Span("when", "-0300"),
    Span("when", "-0044-03-15"),
    Span("when", "-0043"),
    Span("when", "0079-08-24"),
    Span("when", "1905"),
    Span("from", "1905", "1907"),
    Span("from", "", "1905-01-09"),
    Span("when", "1905-02"),
    Span("notBefore", "1905-02-01", "1905-02-02"),
    Span("when", "1905-12-11"),
    Span("when", "1906"),
)
"""Times, each before the next."""

WORDS = SimpleNamespace(lived="{born}–{died}", before_christ="{} BC", after_christ="AD {}")

LIVES = (
    (Span("from", "1818-05-05", "1883-03-14"), "1818–1883"),
    (Span("from", "-0106-01-03", "-0043-12-07"), "106 BC–43 BC"),
    (Span("from", "-0043-03-20", "0017"), "43 BC–AD 17"),
    (Span("from", "0056", "0120"), "56–120"),
    (Span("from", "in spring", ""), "in spring–"),
    (Span("from", "{born}", "1883"), "{born}–1883"),
    (NO_SPAN, ""),
)


def events(*times):
    return (Register("event", tuple(Entry(f"e{nth}", f"Event {nth}", time=time) for nth, time in enumerate(times))),)


def text(title, written=None, printed=None, words=""):
    sources = (Source("digital", "Raw"), Source("print", "P", date=Date(printed or "", ""), title="A journal"))
    return Metadata(titles=(Title("main", title),), created=Date(written or "", words), sources=sources)


def test_events_are_ordered_by_their_beginning_then_by_their_end():
    backwards = chronology(events(*reversed(IN_ORDER)), ())
    assert [one.time for one in backwards] == list(IN_ORDER)


def test_texts_stand_among_the_events_when_they_were_written_and_printed():
    texts = [("b", text("B", "1906", "1919-05")), ("a", text("A", "1933-10-01", "1934-01-04", "October"))]
    found = chronology(events(Span("when", "1917-11-07")), texts)
    assert [(one.kind, one.text or one.entry.id, one.words) for one in found] == [
        ("written", "b", ""),
        ("event", "e0", ""),
        ("printed", "b", ""),
        ("written", "a", "October"),
        ("printed", "a", ""),
    ]
    assert [one.source for one in found if one.kind == "printed"] == ["A journal", "A journal"]


@pytest.mark.parametrize(
    "time", [NO_SPAN, Span("when", "long ago"), Span("from", "1905", "later"), Span("when", "0000")]
)
def test_what_cannot_be_ordered_stands_in_no_chronology(time):
    assert chronology(events(time), [("a", text("A", words="in spring"))]) == ()


def test_what_happened_at_one_time_stands_in_one_order():
    time = Span("when", "1905")
    found = chronology(events(time, time), [("b", text("X", "1905")), ("a", text("X", "1905", "1905"))])
    named = [("event", "e0"), ("event", "e1"), ("written", "a"), ("written", "b"), ("printed", "a")]
    assert [(one.kind, one.text or one.entry.id) for one in found] == named


def test_persons_are_no_events():
    assert chronology((Register("person", (Entry("p", "P", time=IN_ORDER[0]),)),), ()) == ()


def test_works_are_listed_where_they_are_asked_for():
    works = (Register("bibl", (Entry("w", "W", time=Span("when", "1848")),)),)
    assert chronology(works, ()) == ()
    assert [(one.kind, one.entry.id) for one in chronology(works, (), ("event", "bibl"))] == [("bibl", "w")]


@pytest.mark.parametrize(("span", "said"), LIVES)
def test_the_years_of_a_life_are_said_before_and_after_christ(span, said):
    assert life_in(WORDS, span) == said


def test_mentions_that_stand_in_no_block_are_places_of_their_own():
    found = [Occurrence("n1", ""), Occurrence("n2", ""), Occurrence("n3", "p1"), Occurrence("n4", "p1")]
    mentions = Mentions(None, "name", tuple(Mention(f"#{one.id}", "passage", "", one) for one in found))
    assert [one.occurrence.id for one in mentions.places] == ["n1", "n2", "n3"]
    assert [one.id for one in Entry("e", "E", occurrences=tuple(found)).places] == ["n1", "n2", "n3"]
