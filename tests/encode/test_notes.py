"""Notes are tied one to one, wherever their bodies stand and however they count; what is none of them stays."""

import time

import pytest
import texts
from hypothesis import given, settings
from hypothesis import strategies as st

from editio import restore
from editio.encode.draft import Draft, Group, grouped
from editio.encode.notes import bodies
from editio.encode.reading import read
from editio.encode.survey import survey
from editio.tei import ID, find_all

FORMS = {
    "brackets": ("[{}]", "[{}] "),
    "round brackets": ("({})", "({}) "),
    "braces": ("{{{}}}", "{{{}}} "),
    "numbers": ("[{}]", "{}. "),
    "raised by a caret": ("^{}", "^{} "),
}
"""What calls a note, and what its body begins with."""

PLACES = ("paragraph", "chapter", "book")
"""Behind what the bodies stand: their paragraph, their chapter, all."""


def book(counts, form, place, anew):
    """Write a book with so many notes in each chapter; gives it, and for each note its number and its words."""
    anchor, mark = FORMS[form]
    text, notes, waiting = [], [], []
    number = 0
    for chapter, count in enumerate(counts, 1):
        number = 0 if anew else number
        text.append(f"CHAPTER {chapter}\n\n")
        for _ in range(count):
            number += 1
            words = f"So said keeper {len(notes) + 1} of lamps."
            text.append(f"The lamp was lit at dusk{anchor.format(number)} and went out again at dawn.\n\n")
            notes.append((str(number), words))
            waiting.append(f"{mark.format(number)}{words}\n\n")
            if place == "paragraph":
                text.append(waiting.pop())
        if place == "chapter":
            text += waiting
            waiting = []
        text.append("The lantern was not lit at all, for there was no oil in it that night.\n\n")
    if waiting:
        text += ["NOTES\n\n", *waiting]
    return "".join(text), notes


@settings(deadline=None)
@given(
    counts=st.lists(st.integers(0, 6), min_size=1, max_size=5).filter(any),
    form=st.sampled_from(sorted(FORMS)),
    place=st.sampled_from(PLACES),
    anew=st.booleans(),
)
def test_every_note_of_any_book_is_tied_to_its_anchor(counts, form, place, anew):
    raw, notes = book(counts, form, place, anew)
    root, ledger, found = texts.encoded(raw.encode())
    made = find_all(root, "text//note")
    assert [(note.get("n"), "".join(note.itertext()).strip()) for note in made] == notes
    assert all((note.getparent().text or "").endswith("at dusk") for note in made)
    assert not [message for message in found if message.code in ("W401", "W402")]
    assert restore.restore(root, ledger, "lamp.xml") == raw.encode()


def test_a_note_that_lost_its_anchor_stays_and_is_told_with_the_lines_of_its_neighbours():
    raw = "".join(f"The lamp was lit[{n}] at dusk.\n\n" for n in (1, 2, 4)) + "".join(
        f"[{n}] So.\n\n" for n in (1, 2, 3, 4)
    )
    root, _, found = texts.encoded(raw.encode())
    told = [(m.line, m.sentence) for m in found if m.code == "W401"]
    assert told == [(11, "the note 3 has no anchor before it; its neighbours are called in lines 3 and 5")]
    assert [note.get("n") for note in find_all(root, "text//note")] == ["1", "2", "4", "3"]


def test_an_anchor_that_lost_its_note_stays_a_word_and_is_told_with_the_lines_of_its_neighbours():
    raw = "".join(f"The lamp was lit[{n}] at dusk.\n\n" for n in (1, 2, 3)) + "".join(f"[{n}] So.\n\n" for n in (1, 3))
    root, _, found = texts.encoded(raw.encode())
    told = [(m.line, m.sentence) for m in found if m.code == "W402"]
    assert told == [(3, "the anchor [2] has no note; its neighbours have theirs in lines 7 and 9")]
    assert "The lamp was lit[2] at dusk." in "".join(root.itertext())


def test_a_second_anchor_of_a_note_refers_to_it():
    root, _, _ = texts.encoded(b"The lamp was lit[1] at dusk, and the lantern[1] at dawn.\n\n[1] By the keeper.\n")
    (note,), (ref,) = find_all(root, "text//note"), find_all(root, "text//ref")
    assert ref.get("target") == f"#{note.get(ID)}"


NO_NOTES = {
    "a list after words in brackets": "The lamp [1] and [2] were lit.\n\n1. Oil.\n\n2. A wick.\n\n3. A match.\n",
    "things that a sentence counts": "Ask: (1) is it lit? (2) is it out?\n\n(1) It is lit.\n\n(2) It is out.\n",
    "emphasis before bullets": "The *lamp* was *lit*.\n\n* oil\n\n* a wick\n",
    "years and numbers without bodies": "In the year [1863], on page [12], the lamp was lit.\n",
    "bodies without anchors": "The lamp was lit.\n\n[1] So.\n\n[2] But.\n",
    "a numbered paragraph": "The lamp was lit.(1)\n\n7. The lantern was not.\n",
}


@pytest.mark.parametrize("name", NO_NOTES)
def test_what_is_no_note_stays_in_the_text(name):
    root, _, _ = texts.encoded(NO_NOTES[name].encode())
    assert not find_all(root, "text//note")


MANY = 3000
HOSTILE = {
    "a thousand marks on a line": "A lamp " + "a[1] " * 20 * MANY + "\n\n[1] So.\n",
    "brackets that never close": "[Footnote 1: a lamp\n\n" * MANY,
    "brackets without end": "A lamp " + "[" * 100 * MANY,
    "stars without end": "A lamp " + "* " * 100 * MANY,
    "the same number everywhere": "A lamp.[1] It burnt.\n\n" * MANY + "[1] So.\n\n" * MANY,
    "numbered paragraphs everywhere": "A lamp.[1] It burnt.\n\n1. So.\n\n" * MANY,
    "blanks before a mark": "A lamp" + " " * 100 * MANY + "[1]\n\n[1] So.\n",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_marks_without_end_are_read_in_bounded_time(name):

    raw = read(HOSTILE[name].encode(), "lamp.txt")
    seen = survey(raw.lines)
    draft = Draft(raw, seen, tuple(Group(first, last) for first, last in grouped(seen)), ())
    began = time.process_time()
    bodies(draft)
    assert time.process_time() - began < 3
