"""What an editor quotes is found where it stands, or not at all."""

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from editio.encode.reading import read
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
