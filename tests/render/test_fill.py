"""Filling: no word is lost, moved or cut, and no line is wider than it may be."""

import textwrap

import hypothesis.strategies as st
import pytest
from hypothesis import given

from editio.render.fill import columns, fill

PLAIN = st.text("abcdeé’“”–-.,", min_size=1, max_size=30)
ANY = st.text("ab-é’ \u00a0\u00ad\u0301\u200f日本語。、「」アー한국אבמ😀", max_size=120)


@given(st.lists(PLAIN, max_size=60), st.integers(1, 80))
def test_lines_of_plain_words_are_those_of_the_standard_library(words, width):
    text = " ".join(words)
    expected = textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)
    assert [line for line in fill(text, width) if line] == expected


@given(ANY, st.integers(1, 40), st.integers(0, 6))
def test_no_character_but_blanks_is_lost_or_moved(text, width, more):
    assert "".join(fill(text, width, more)).replace(" ", "") == text.replace(" ", "")


@given(ANY, st.integers(1, 40), st.integers(0, 6))
def test_a_line_is_too_wide_only_if_nothing_in_it_can_be_parted(text, width, more):
    for number, line in enumerate(fill(text, width, more)):
        room = width if number else width + more
        assert columns(line) <= room or len(fill(line, 1)) == 1, line


@given(ANY, st.integers(1, 40))
def test_lines_joined_by_blanks_are_the_words_again_where_no_character_is_wide(text, width):
    narrow = "".join(c for c in text if columns(c) < 2)
    assert " ".join(fill(narrow, width)).split(" ") == " ".join(filter(None, narrow.split(" "))).split(" ")


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("", 0),
        ("lamp", 4),
        ("“lamp” – Ἰλιάς, Лампа", 21),
        ("日本語", 6),
        ("ｱｲｳ", 3),
        ("ＡＢＣ", 6),
        ("e\u0301", 1),
        ("לָמֶד", 3),
        ("😀", 2),
        ("re\u00adsume", 6),
    ],
)
def test_wide_characters_take_two_columns_and_combining_ones_none(text, taken):
    assert columns(text) == taken


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("吾輩は猫である。名前はまだ無い。", ["吾輩は猫で", "ある。名前", "はまだ無", "い。"]),
        ("彼女は「猫」と言った", ["彼女は", "「猫」と", "言った"]),
        ("猫 犬 鳥 魚 虫 花", ["猫 犬 鳥 魚 虫 花"]),
        ("猫 cat 犬 dog", ["猫 cat 犬", "dog"]),
        ("한국어 문장 하나", ["한국어", "문장 하나"]),
    ],
)
def test_chinese_and_japanese_part_between_characters_but_not_before_a_point(text, lines):
    assert fill(text, 10) == lines


def test_a_no_break_space_does_not_break():
    assert fill("Mr.\u00a0Boyle and Mr.\u00a0Hooke", 10) == ["Mr.\u00a0Boyle", "and", "Mr.\u00a0Hooke"]


def test_the_first_line_may_be_wider():
    assert fill("one two three four", 7, 6) == ["one two three", "four"]
