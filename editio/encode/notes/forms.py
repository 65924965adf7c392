"""What the marks of notes look like: in running words, and before the body of a note.

In goes a line; out come marks: their *form* (``bracket``, ``star``, ...), their label, the columns that they take. The
label of a mark in another script of digits is given in ours: ``²`` and ``^2`` call note 2. Which marks mean what they
seem to is not told here, but by the whole text, in :mod:`editio.encode.notes.pairing`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from editio.encode.catalogue import NOTE_WORDS

RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")

SIGNS = "*†‡§‖¶"
"""The signs of printers, in the order in which they call the notes of a page."""

STARS = rf"[{SIGNS}]{{1,4}}"
LABEL = rf"\d{{1,4}}[a-z]?|[A-Za-z]|{STARS}"

CALL = re.compile(
    rf"\[\^(?P<named>[^\]\s]{{1,20}})\]|\[(?P<bracket>{LABEL})\]"
    rf"|\((?P<round>\d{{1,3}}|[a-z]|\*{{1,3}})\)|\{{(?P<brace>\d{{1,3}}|[a-z])\}}|<(?P<angle>\d{{1,3}})>"
    rf"|\*[ ]?\((?P<counted>\d{{1,2}})\)|(?P<star>{STARS})(?![{SIGNS}])"
    r"|(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})|\^(?P<caret>\d{1,3})(?!\d)|\^\{(?P<braced>\d{1,3})\}",
)
"""A mark that may call a note."""

STARTS = re.compile(r"[\[({<*†‡§‖¶^⁰¹²³⁴⁵⁶⁷⁸⁹]")
"""What such a mark begins with: asked first, since it runs over words thirty times as fast."""

DIGITS = re.compile(r"\d+")

POINTS = frozenset(".,;:!?)”’\"'»")
"""What may stand between a word and a raised digit that was flattened."""

GOES_ON = re.compile(r"[.,:°/–-]*\d|\w|%")
"""What shows that digits are part of a number or of a word."""

FORMS = {"named": "bracket", "counted": "star", "caret": "raised", "braced": "raised"}
"""Names of groups -> the form that they are a manner of; the others are forms themselves."""

_NOTE = "|".join(sorted(map(re.escape, NOTE_WORDS), key=lambda word: (-len(word), word)))

OPENING = re.compile(
    rf"[ \t\u3000]*(?:"
    rf"\[[ ]?(?i:{_NOTE})[ ]?(?:(?P<footnote>{LABEL})[ ]?[:.\]—-]|:|\.)"
    rf"|\[\^(?P<named>[^\]\s]{{1,20}})\]:?|\[(?P<bracket>{LABEL})\][:.]?"
    rf"|\((?P<round>\d{{1,3}}|[a-z]|\*{{1,3}})\)(?!\.[ ])|\{{(?P<brace>\d{{1,3}}|[a-z])\}}|<(?P<angle>\d{{1,3}})>"
    rf"|\*[ ]?\((?P<counted>\d{{1,2}})\)|\*(?P<starred>\d{{1,2}})[.)]|(?P<star>{STARS})(?![{SIGNS}])(?=[ \t]*[^\s*†‡])"
    rf"|(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]{{1,3}})|\^(?P<caret>\d{{1,3}})|(?P<number>\d{{1,3}})[.)](?=[ \t])"
    rf"|(?P<bare>\d{{1,3}})(?=[ \t]+[^\W\d_a-z]|[ \t]+[\"“«_'‘—(])"
    rf"|(?i:{_NOTE})[ ](?P<word>\d{{1,3}})[.:)]?[ ]?[—–-]{{0,2}}"
    rf")[ \t]*",
)
"""What the body of a note begins with; a bracketed word without a label, ``[Note: ``, has no group."""

MANNERS = FORMS | {"starred": "star"}

ANSWERS: Mapping[str, tuple[str, ...]] = {
    "footnote": ("bracket", "round", "brace", "star", "raised", "angle", "glued"),
    "bracket": ("bracket", "raised"),
    "brace": ("brace",),
    "angle": ("angle",),
    "raised": ("raised",),
    "star": ("star", "bracket", "round"),
    "round": ("round", "bracket", "raised"),
    "number": ("bracket", "round", "raised", "brace", "angle", "glued"),
    "bare": ("bracket", "round", "raised", "brace", "angle", "glued"),
    "word": ("bracket", "round", "raised", "brace", "angle", "glued"),
    "returned": ("bracket", "raised", "round", "glued"),
}
"""The form of a body -> the forms of the marks that may call it, the likeliest first."""

DOUBTED = frozenset(["round", "number", "bare", "word", "returned"])
"""Forms of bodies with which ordinary paragraphs begin as well: only a series that is called as a whole is believed."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Hold what the body of a note begins with; ``end`` is the column of its first word."""

    form: str
    label: str
    end: int
    bracketed: bool = False


def opening(text: str) -> Mark | None:
    """Read the mark that opens a line, or None if there is none."""
    match = OPENING.match(text)
    if match is None:
        return None
    name = match.lastgroup
    if name is None:
        return Mark("footnote", "", match.end(), bracketed=True)
    label = match[name].translate(RAISED)
    return Mark(MANNERS.get(name, name), label, match.end(), bracketed=name == "footnote")


def follows(label: str, before: str, lost: int = 0) -> bool:
    """Tell whether a label is the next one of a series that counts up; ``lost`` may be lacking between the two.

    The signs of printers count by no rule.
    """
    if label.isdecimal() and before.isdecimal():
        return 1 <= int(label) - int(before) <= lost + 1
    if len(label) == len(before) == 1 and label.isalpha() and before.isalpha():
        return 1 <= ord(label) - ord(before) <= lost + 1
    return bool(label and before) and label[0] in SIGNS and before[0] in SIGNS


def begins(label: str) -> bool:
    """Tell whether a series may begin with a label."""
    return label in ("1", "a", "A", "0") or label[:1] in SIGNS
