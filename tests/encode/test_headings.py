"""Numbers, labels and levels: what a line's first words say, and which headings stand above which."""

import time

import pytest
import texts

from editio import tei
from editio.encode import numerals
from editio.encode.rules import labels, listed

NUMBERS = {
    "IV": 4, "iv": 4, "XLIX": 49, "IIII": 4, "12": 12, "٣": 3, "seven": 7, "twenty-first": 21, "vingt-deux": 22,
    "einundzwanzigstes": 21, "tweeëntwintig": 22, "vigésimo": 20, "prīma": 1, "двенадцатая": 12, "二十三": 23,
    "一〇": 10, "Α΄": 1, "יב": 12, "Ⅳ": 4,
}  # fmt: skip

NO_NUMBERS = ["IC", "Mild", "lamp", "12345", "0", "VX", "the"]

LABELS = {
    "CHAPTER IV. A Lamp": ("chapter", 4, "A Lamp"),
    "CHAPTER TWENTY ONE": ("chapter", 21, ""),
    "THE FIRST BOOK": ("book", 1, ""),
    "Erster Theil": ("part", 1, ""),
    "1. Kapitel": ("chapter", 1, ""),
    "PREMIÈRE PARTIE": ("part", 1, ""),
    "Livre premier--Une lampe": ("book", 1, "Une lampe"),
    "Capítulo primero": ("chapter", 1, ""),
    "Глава первая": ("chapter", 1, ""),
    "Rozdział XII": ("chapter", 12, ""),
    "Tweede Hoofdstuk": ("chapter", 2, ""),
    "Första kapitlet": ("chapter", 1, ""),
    "Toinen luku": ("chapter", 2, ""),
    "Κεφάλαιο πρώτο": ("chapter", 1, ""),
    "פרק ב": ("chapter", 2, ""),
    "第十二章　灯": ("chapter", 12, "灯"),
    "§ 4": ("section", 4, ""),
    "-XII-": ("", 12, ""),
    "XXIII.": ("", 23, ""),
    "Night the Second": ("", 2, ""),
    "LAMP No. 12": ("", 12, ""),
    "B.7.1 Why is it lit?": ("", 1, "Why is it lit?"),
    "(_c_) _Of Lamps._": ("", 3, "Of Lamps."),
    "THE LAMPLIGHTER'S PREFACE": ("preface", 0, ""),
    "Preface to the Second Edition": ("preface", 0, ""),
    "A NOTE ON THE LAMP": (None, 0, ""),
    "FOOTNOTES:": ("notes", 0, ""),
}

NO_LABELS = [
    "Enter Prologue.",
    "Part of the town was dark.", "I was there.", "I Light the Lamp", "Letter I received", "Book of Lamps", "M Lamp",
    "Introduction--The Extent of the Lamp.", "Second act; what is the matter with it?", "Chapter and verse",
    "Section II. has made clear that the lamp is lit for all who pass.",
]  # fmt: skip


@pytest.mark.parametrize(("word", "value"), NUMBERS.items())
def test_a_number_has_its_value(word, value):
    assert numerals.read(word)[0] == value


@pytest.mark.parametrize("word", NO_NUMBERS)
def test_what_is_no_number_has_no_value(word):
    assert numerals.read(word) is None


@pytest.mark.parametrize("number", range(1, 400))
def test_every_roman_number_is_read(number):
    units = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    tens = ("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC")
    written = "C" * (number // 100) + tens[number // 10 % 10] + units[number % 10]
    assert numerals.read(written) == (number, "roman")


@pytest.mark.parametrize(("line", "said"), LABELS.items())
def test_a_line_says_what_division_begins(line, said):
    kind, value, rest = said
    found = labels.read(line)
    if kind is None:
        assert not found
        return
    assert (kind, value) in {(label.kind, label.value) for label in found}
    assert value == 0 or found[0].rest == rest


@pytest.mark.parametrize("line", NO_LABELS)
def test_a_sentence_says_none(line):
    assert not any(label.value or label.kind for label in labels.read(line) if "letter" not in label.form)


@pytest.mark.parametrize(("one", "other"), [("I. The Lamp ..... 12", "I THE LAMP 12"), ("L'été", "L’Été")])
def test_entries_and_headings_are_compared_by_letters_and_digits(one, other):
    assert listed.key(one) == listed.key(other)


def headed(raw):
    """Give the levels of the headings of a raw text: how many divisions each stands in."""
    root, _, _ = texts.encoded(raw.encode())
    heads = root.iter(tei.tag("head"))
    return [("".join(head.itertext()), len(list(head.iterancestors(tei.tag("div"))))) for head in heads]


PROSE = """The lamp was lit, and everyone who passed in that long
winter saw it and was glad of it, but for the widow
who sold candles.
"""


def text_of(*heads):
    return "\n\n".join(f"{head}\n\n{PROSE}" for head in heads)


@pytest.mark.parametrize(
    ("heads", "levels"),
    [
        (["PART I", "CHAPTER I", "CHAPTER II", "PART II", "CHAPTER I"], [1, 2, 2, 1, 2]),
        (["PART I", "CHAPTER I", "CHAPTER II", "PART II", "CHAPTER III"], [1, 2, 2, 1, 2]),
        (["CHAPTER I", "PART I", "PART II", "CHAPTER II", "PART I", "PART II"], [1, 2, 2, 1, 2, 2]),
        (["LETTER I", "LETTER II", "CHAPTER I", "CHAPTER II"], [1, 1, 1, 1]),
        (["BOOK I", "I", "II", "BOOK II", "I", "II"], [1, 2, 2, 1, 2, 2]),
        (["CHAPTER I", "CHAPTER II", "FIRST EPILOGUE", "CHAPTER I", "CHAPTER II"], [1, 1, 1, 2, 2]),
        (["PREFACE", *(f"EVENING {n}. Of Lamps" for n in ("I", "II", "III")), "IV. Of Oil", "V. Of Tin"], [1] * 6),
    ],
)
def test_numbers_tell_what_stands_below_what(heads, levels):
    found = headed(text_of(*heads))
    assert [head for head, _ in found] == heads
    lowest = min(level for _, level in found)
    assert [level - lowest + 1 for _, level in found] == levels


@pytest.mark.parametrize("line", ["CONTENTS", "CHAPTER I", "I", "A. Lamp", "THE LAMP", "1.2 Lamp", "Lamp 1"])
def test_thousands_of_lines_that_look_like_headings_are_read_in_bounded_time(line):
    start = time.process_time()
    headed(f"{line}\n\n" * 3000 + PROSE)
    assert time.process_time() - start < 20
