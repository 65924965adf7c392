"""The marks of Aozora Bunko: ruby, notes of those who typed, characters that had no code.

In go the words of a passage; out come the marks and the elements: ``｜所々《しょしょ》`` is a ``ruby`` (Guidelines,
section 3.4.2), ``※［＃「てへん＋劣」、第3水準1-84-77］`` a ``g``, and all other ``［＃...］`` are notes about the look
of a place, which are read as markup. Source: Aozora Bunko, 'Annotation manual' (www.aozora.gr.jp/annotation/).
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from operator import attrgetter

from editio.encode.inline.marks import Element, Found, Mark

RUBY, NOTE, GLYPH = "ruby", "notation", "characters"
"""Decisions."""

READING = re.compile(r"《[\u3041-\u30ff・…　 ]{1,40}》")
"""A reading in kana; a Chinese text has titles of works between the same brackets, and never kana."""

SIGNS = re.compile(
    r"(?P<note>(?P<glyph>※)?［＃(?P<said>[^［］]*(?:［[^［］]*］[^［］]*)*)］)|(?P<bar>｜)|《(?P<reading>[^《》]{1,100})》"
)

KANJI = re.compile(r"[\u4e00-\u9fff\u3400-\u4dbf\uf900-\ufaff\U00020000-\U0003ffff々〆〇仝ヶ※]")
OTHERS = tuple(map(re.compile, (r"[\u3041-\u309f]", r"[\u30a0-\u30ff]", r"[A-Za-z\u00c0-\u024f]", r"[Ａ-Ｚａ-ｚ]")))
"""Sorts of character, of which a reading without ``｜`` takes those of the last one before it."""

LOOKS = {
    "傍点": "dotted",
    "傍線": "underline",
    "波線": "underline",
    "太字": "bold",
    "斜体": "italic",
    "ゴシック体": "bold",
}
"""What the last word of a note about some words calls their look -> the look."""

ABOUT = re.compile(r"「(?P<words>.+)」(?:の左)?(?:に|は)(?P<look>[^「」]+)\Z", re.S)
CLOSING = "終わり"

HEADING = re.compile(r"「(?P<words>[^「」]+)」は(?P<look>大|中|小|同行大|同行中|同行小|窓大|窓中|窓小)見出し\Z")
HEADING_LEVELS = {"大": 1, "中": 2, "小": 3}

POINT = re.compile(r"(?<![\d-])(?P<plane>[12])-(?P<row>\d{1,2})-(?P<cell>\d{1,2})(?!\d)")
CODE = re.compile(r"U\+(?P<code>[0-9A-Fa-f]{4,6})")


@dataclass(frozen=True, slots=True)
class HeadingNote:
    """Hold a note that calls words of its line a heading: its columns, half open, the words, and how high it stands."""

    first: int
    last: int
    words: str
    level: int


def is_used(text: str) -> bool:
    """Tell whether a text has these marks: notes, or brackets that hold kana more often than anything else."""
    if "［＃" in text:
        return True
    brackets = text.count("《")
    return brackets > 0 and 2 * sum(1 for _ in READING.finditer(text)) > brackets


def heading_notes(line: str) -> Iterator[HeadingNote]:
    """Find the notes of a line that call words before them a heading; 1 stands highest."""
    for match in SIGNS.finditer(line) if "見出し］" in line else ():
        if match["said"] and (said := HEADING.match(match["said"])):
            level = HEADING_LEVELS[said["look"][-1]]
            yield HeadingNote(match.start(), match.end(), said["words"], level)


def character(said: str) -> str:
    """Give the character that a note describes by its place in JIS X 0213 or in Unicode; empty if by neither."""
    if code := CODE.search(said):
        value = int(code["code"], 16)
        return chr(value) if value <= 0x10FFFF and not 0xD800 <= value <= 0xDFFF else ""
    if not (point := POINT.search(said)):
        return ""
    place = bytes(0xA0 + int(point[part]) for part in ("row", "cell"))
    with suppress(UnicodeDecodeError):
        return ((b"\x8f" if point["plane"] == "2" else b"") + place).decode("euc_jis_2004")
    return ""


def place(said: str) -> str:
    """Give the place in JIS X 0213 or Unicode that a note names, as it is written there; empty if it names none."""
    found = CODE.search(said) or POINT.search(said)
    return found[0] if found else ""


def find(words: str) -> Found:
    """Find ruby, characters without a code, and notes; what a reading has no word for stays as it is."""
    marks: list[Mark] = []
    elements: list[Element] = []
    begun: dict[str, int] = {}
    notes: dict[int, int] = {}  # where a note ends -> where the character stands that it describes, or the note itself
    bar = -1
    for match in SIGNS.finditer(words):
        if match["bar"]:
            bar = match.start()
        elif match["reading"]:
            first = bar + 1 if bar >= 0 else _base(words, match.start(), notes)
            if _holds_words(first, match.start(), marks):
                marks += [Mark(bar, bar + 1, RUBY)] if bar >= 0 else []
                marks += [Mark(match.start(), match.start() + 1, RUBY), Mark(match.end() - 1, match.end(), RUBY)]
                elements += _ruby(first, match.start(), match.end())
            bar = -1
        elif match["glyph"]:
            marks.append(Mark(match.start() + 1, match.end(), GLYPH))
            elements.append(Element(match.start(), match.start() + 1, "g", (("n", match["said"]),)))
            notes[match.end()] = match.start()
        else:
            marks.append(Mark(match.start(), match.end(), NOTE))
            elements += _look(words, match, begun)
    marks.sort(key=attrgetter("first"))  # a bar is one only when its reading follows, and notes may stand between
    return Found(tuple(marks), tuple(elements))


def _holds_words(first: int, last: int, marks: Sequence[Mark]) -> bool:
    """Tell whether something stands between two places but marks, of which the last that was found stands last."""
    for mark in reversed(marks):
        if mark.first < first:
            break
        last -= mark.last - mark.first
    return first < last


def _ruby(first: int, middle: int, last: int) -> list[Element]:
    return [Element(first, last, "ruby"), Element(first, middle, "rb"), Element(middle + 1, last - 1, "rt")]


def without_parted(found: Found, places: Sequence[int]) -> Found:
    """Give up readings in which something stands that no ``ruby`` holds; ``places`` are its code points, sorted."""
    parted = [
        one
        for one in found.elements
        if one.name == "ruby" and (nth := bisect_right(places, one.first)) < len(places) and places[nth] < one.last
    ]
    if not parted:
        return found
    ends = {one.last for one in found.elements if one.name == "ruby"}  # what stands just before may be a bar, or not
    within = {at for one in parted for at in range(one.first - (one.first not in ends), one.last)}
    marks = tuple(one for one in found.marks if one.decision != RUBY or one.first not in within)
    kept = tuple(one for one in found.elements if one.name not in ("ruby", "rb", "rt") or one.first not in within)
    return Found(marks, kept, found.doubts)


def _base(words: str, end: int, notes: Mapping[int, int]) -> int:
    """Give where the words begin that a reading without ``｜`` is of: characters of one sort.

    One that had no code counts as kanji, as it mostly is one.
    """
    at = end
    sorts = (KANJI,) if at in notes else (KANJI, *OTHERS)
    sort = next((sort for sort in sorts if at in notes or (at > 0 and sort.match(words, at - 1))), None)
    while sort and at > 0 and (at in notes or sort.match(words, at - 1)):
        at = notes.get(at, at - 1)
    return at


def _look(words: str, note: re.Match[str], begun: dict[str, int]) -> Iterator[Element]:
    """Give what a note says of the look of words: of those that it quotes, or of all between it and its other half."""
    said = note["said"]
    if about := ABOUT.match(said):
        look = _named(about["look"])
        quoted = about["words"]
        if look and words.endswith(quoted, 0, note.start()):
            yield Element(note.start() - len(quoted), note.start(), "hi", (("rend", look),))
    elif said.endswith(CLOSING):
        name = said.removesuffix(CLOSING)
        if (look := _named(name)) and name in begun:
            yield Element(begun.pop(name), note.start(), "hi", (("rend", look),))
    elif _named(said):
        begun[said] = note.end()


def _named(said: str) -> str:
    return next((look for word, look in LOOKS.items() if said.endswith(word)), "")
