"""Layout: what stands below what, how far it is set in, and how many blank lines lie between."""

import pytest

from editio.render import layout
from editio.render.layout import (
    LINE_END,
    apart,
    blank,
    hanging,
    in_cell,
    in_columns,
    in_row,
    inset,
    kept,
    ours,
    tight,
)

LAID_OUT = {
    "of the gaps that meet the largest is heard": (
        apart("one", 1) + apart("two", 3, 0) + apart("three", 0),
        ["one", "", "", "", "two", "three"],
    ),
    "no blank line stands first or last": (blank(4) + apart("one", 2), ["one"]),
    "what is tight is followed at once": (tight("Pilot.") + apart("Who goes?"), ["Pilot.", "Who goes?"]),
    "insets add up and end": (
        apart("one", 0) + inset(apart("two", 0) + inset(apart("three", 0), 2)) + apart("four", 0),
        ["one", "    two", "      three", "four"],
    ),
    "a line may end within a block": (
        apart(f"I. Of Lamps {LINE_END}and of Lanterns"),
        ["I. Of Lamps", "and of Lanterns"],
    ),
    "what is kept is not filled": (kept("one  two\n\tthree"), ["one  two", "    three"]),
    "a label hangs": (
        hanging(apart("one") + apart("two"), 4, "[1]"),
        ["[1] one", "", "    two"],
    ),
    "a label stands above a verse": (hanging(inset(kept("one"), 2), 4, "[1]"), ["[1]", "      one"]),
    "a long label pushes the words aside": (hanging("one", 4, "[1000]"), ["[1000] one"]),
    "cells stand below one another": (
        in_columns(
            in_row(in_cell("Day") + in_cell("Height", "2"))
            + in_row(in_cell("Monday") + in_cell(apart("3")) + in_cell("ft"))
        ),
        ["Day     Height", "Monday  3  ft"],
    ),
    "a cell that is too long pushes the others aside": (
        in_columns(in_row(in_cell("x" * 40) + in_cell("y")) + in_row(in_cell("x") + in_cell("y"))),
        ["x" * 40 + "  y", "x" + " " * 25 + "y"],
    ),
    "a table without cells is nothing": (in_columns(in_row("")), []),
    "control characters and separators of lines are no words": (
        apart("one\x85two\u2028three\x9b\x7f"),
        ["one two three"],
    ),
}


@pytest.mark.parametrize(("marked", "lines"), LAID_OUT.values(), ids=LAID_OUT)
def test_signs_of_layout_become_lines(marked, lines):
    assert list(layout.lines(marked)) == lines


def test_words_far_in_keep_a_column_to_stand_in():
    text = "lamp " * 40
    for _ in range(30):
        text = inset(text)
    assert max(map(len, layout.lines(text))) <= layout.WIDTH


def test_a_line_of_ours_is_never_escaped_and_one_of_the_text_is():
    marked = apart("-----") + ours("-----")
    assert list(layout.lines(marked, ["-----"])) == ["\\-----", "", "-----"]
    assert layout.count_of_ours(marked) == 1
    assert list(layout.lines(hanging(ours("-----")), ["-----"])) == ["-----"]


def test_the_words_of_a_cell_that_begin_with_a_digit_keep_it():
    assert layout.flat(inset(apart("1 lamp")) + apart("2 lamps")) == "1 lamp 2 lamps"
