"""What the whole of a text shows before a rule is asked: its measure, and what parts its paragraphs."""

import textwrap

import pytest

from editio import encode
from editio.encode.explaining import explain
from editio.encode.grouping import grouped
from editio.encode.reading import read
from editio.encode.survey import survey

PROSE = (
    "It was the best of lamps, and everyone who saw it agreed that no better\n"
    "lamp had ever been lit in that town, where lamps were lit at five in the\n"
    "winter by the lamplighter.\n"
)

SAID = {
    "blank": "blank lines part paragraphs",
    "indent": "the indentation of first lines parts paragraphs",
    "short": "short last lines part paragraphs",
    "line": "each line is a paragraph",
}


def seen(text):
    return survey(read(text.encode(), "lamp.txt").lines)


@pytest.mark.parametrize(
    ("text", "parting"),
    [
        (f"{PROSE}\n" * 20, "blank"),
        (f"  {PROSE}" * 20, "indent"),
        (PROSE * 20, "short"),
        ((PROSE.replace("\n", " ") + "\n") * 20, "line"),
        ("The lamp is out\nAnd none is left\n" * 20, "blank"),
    ],
    ids=["blank lines", "an indentation", "short last lines", "each line", "verse has no paragraphs"],
)
def test_what_parts_paragraphs_is_told_by_the_whole_text(text, parting):
    assert seen(text).parting == parting
    first = next(explain(encode.structure(text.encode(), "lamp.txt")))
    assert first.endswith(f"; {SAID[parting]}"), "and the explanation says so in words"


def test_prose_has_its_line_ends_from_the_measure_and_verse_from_the_poet():
    text = seen(PROSE * 4 + "\nThe lamp is out\nAnd none is left\nTo light the street\n")
    assert text.fill(0, 3) == 1
    assert text.fill(13, 16) == 0


@pytest.mark.parametrize("opening", ["  ", "\t", "\N{IDEOGRAPHIC SPACE}"])
def test_an_indentation_begins_a_paragraph_where_no_blank_line_does(opening):
    assert [first for first, _ in grouped(seen(f"{opening}{PROSE}" * 12))] == list(range(0, 36, 3))


def test_several_lines_that_are_set_in_are_a_group_of_their_own():
    inset = "    Every lamp is to be lit at five in the winter, and at eight in\n    summer, by the lamplighter.\n"
    assert list(grouped(seen(PROSE + inset + PROSE)))[:3] == [(0, 3), (3, 5), (5, 8)]


def test_each_line_is_in_one_group_and_no_blank_one_in_any():
    text = seen((f"{PROSE}\n  {PROSE}    One line.\n\n\n") * 5)
    lines = [index for first, last in grouped(text) for index in range(first, last)]
    assert lines == [index for index, words in enumerate(text.words) if words]


def test_a_few_even_groups_show_that_a_short_text_is_wrapped_to_an_uncommon_measure():
    words = "the lamp in the hall was lit at five and burnt until the keeper came down with his ladder again " * 5
    paragraph = "\n".join(textwrap.wrap(words, 120)) + "\n\n"
    assert seen(paragraph * 3).wrapped
    assert not seen(f"{words.strip()}\nA short line.\n\n" * 3).wrapped
