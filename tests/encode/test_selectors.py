"""What an editor quotes is found where it stands, or not at all."""

import re
import tomllib

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from editio.encode.reading import read
from editio.encode.resolve import Resolver
from editio.encode.selectors import Finder, Marked, Place, parse

MARKED = {
    "the [[best]] of": Marked("the ", "best", " of"),
    "[[best]]": Marked("", "best", ""),
    "lamps[[]] Everyone": Marked("lamps", "", " Everyone"),
    "lamps [[[1]]] in": Marked("lamps ", "[1]", " in"),
    "[[a]] and [[b]]": Marked("", "a", " and [[b]]"),
    "no mark": None,
    "an open [[mark": None,
}


@pytest.mark.parametrize("selector", MARKED)
def test_a_selector_is_read_as_a_mark_in_its_context(selector):
    assert parse(selector) == MARKED[selector]


def test_a_point_behind_words_stands_at_their_end_and_not_behind_a_line_end():
    finder = Finder(read(b"the best\r\n   of lamps", "lamp.txt"))
    assert finder.find(Marked("best", "", " of")) == [Place(8, 8)]
    assert finder.find(Marked("", "", "of")) == [Place(13, 13)]
    assert finder.find(Marked("", "best of", "")) == [Place(4, 15)]


words = st.lists(st.sampled_from(["lamp", "and", "Lantern’s", "é", "[1]", "well-", "known"]), min_size=3, max_size=20)
white = st.sampled_from([" ", "\n", "\r\n", "  \n ", "\t"])


@settings(deadline=None)
@given(words, st.lists(white, min_size=20, max_size=20), st.data())
def test_any_words_that_stand_once_are_found_where_they_stand(parts, gaps, data):
    text = "".join(part + gap for part, gap in zip(parts, gaps, strict=False)).rstrip()
    first = data.draw(st.integers(0, len(parts) - 1))
    last = data.draw(st.integers(first + 1, len(parts)))
    quoted = " ".join(parts[first:last])
    assume(len(re.findall(f"(?={re.escape(quoted)})", " ".join(parts))) == 1)
    (place,) = Finder(read(text.encode(), "lamp.txt")).find(Marked("", quoted, ""))
    assert text[place.first : place.last].split() == parts[first:last]
    assert text[: place.first].split() == parts[:first]


def test_words_across_a_blank_line_are_not_found():
    for blank in ("\n\n", "\r\n\r\n", "\r\r", "\n \t\n", "\f"):
        finder = Finder(read(f"the best{blank}of lamps".encode(), "lamp.txt"))
        assert finder.find(Marked("", "best of", "")) == []


# --- words that stand nowhere -----------------------------------------------------------------------------

TEXT = """\
It was the best of lamps, and it was the worst of lamps. “The Wick” said so; nobody (in the
harbour) had seen a lamp like it.

It was the best of lanterns, and nobody was to see one again. The keeper’s wife, who had
trimmed it for forty years, went out into the night without a word.
"""

MISQUOTED = {
    "It was the best of [[lambs]], and": "It was the best of [[lamps]], and",
    "[[teh]] worst of lamps": "[[the]] worst of lamps",
    "the [[worst]] off lamps": "the [[worst]] of lamps",
    "in the [[harbor]] had seen": "in the [[harbour]]) had seen",
    "[[“The Wik”]] said": "[[“The Wick”]] said",
    "trimmed for [[forty]] years": "trimmed it for [[forty]] years",
    "who had trimed[[]] it": "who had trimmed[[]] it",
    "[[keepers wife]], who": "[[keeper’s wife]], who",
    "the nigt without [[a word.]]": "the night without [[a word.]]",
    "[[lamps and It was the wurst]] of": "[[lamps, and it was the worst]] of",
    "[[lanternes]]": "[[lanterns]]",
}
"""What stands nowhere -> how it is quoted where it probably stands."""


@pytest.mark.parametrize("misquoted", MISQUOTED)
def test_of_a_misquotation_the_place_that_is_like_it_is_quoted(misquoted):
    finder = Finder(read(TEXT.encode(), "lamp.txt"))
    assert finder.find(parse(misquoted)) == []
    assert finder.likest(parse(misquoted)).selector == MISQUOTED[misquoted]


def test_where_no_word_is_alike_nothing_is_proposed():
    assert Finder(read(TEXT.encode(), "lamp.txt")).likest(Marked("", "Xylophon", "")) is None


slips = st.sampled_from([lambda w: w[1:], lambda w: w[:-1], lambda w: w.swapcase(), lambda w: f"{w[:1]}q{w[1:]}"])


@settings(deadline=None)
@given(st.integers(0, 1), st.integers(0, 60), st.integers(4, 9), st.data(), slips)
def test_what_is_proposed_for_any_slip_stands_at_one_place_and_marks_words(paragraph, begin, size, data, slip):
    raw = read(TEXT.encode(), "lamp.txt")
    spoken = TEXT.split("\n\n")[paragraph].split()
    quoted = spoken[begin % (len(spoken) - 4) :][:size]
    marked, wrong = data.draw(st.integers(0, len(quoted) - 1)), data.draw(st.integers(0, len(quoted) - 1))
    quoted[wrong] = slip(quoted[wrong])
    assume(quoted[marked] and quoted[wrong])
    selector = " ".join(f"[[{word}]]" if nth == marked else word for nth, word in enumerate(quoted))
    resolver = Resolver(Finder(raw), "apparatus.toml")
    resolver._one(selector, "at", 1)
    assume(resolver.messages and resolver.messages[0].code == "E201")
    offered = re.search(r"nearest is line \d+: at = (.*)$", resolver.messages[0].hint)
    again = parse(tomllib.loads(f"at = {offered[1]}")["at"])
    (place,) = Finder(raw).find(again)
    assert place.first < place.last
