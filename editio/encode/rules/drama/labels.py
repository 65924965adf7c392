"""How a speech begins: what may be the name of a speaker, by its shape alone.

In go the words of a line; out comes a :class:`Label`, or None. Four looks are told apart: capitals (``HAMLET.``),
italics (``_Ham._``), title case (``Hamlet.``), and scripts without capitals. A shape proves nothing: whether the names
of a text are those of speakers is told by :mod:`~editio.encode.rules.drama.evidence`.
"""

import re
import unicodedata
from dataclasses import dataclass, replace

from editio.encode import catalogue

LONGEST_NAME = 44
"""Code points of a name: 'FIRST GENTLEMAN OF THE BEDCHAMBER', 'ROSENCRANTZ and GUILDENSTERN'."""

MOST_WORDS, MOST_SMALL = 6, 4
"""Words of a name in capitals or italics, and of one that is written as other names are."""

LONGEST_DIRECTION = 160
"""Code points of a direction between a name and the mark behind it, on one line."""

MARK = re.compile(r"[.:：\[({,\u2014\u2013\u3000]|--|$")
"""What may stand behind a name."""

ITALIC = re.compile(r"([_*=/])(?=[^\W_])([^_*=/]{1,44}?)([.:,]?)\1([.:]?)")
FOLLOWS = re.compile(r"[.:]?\s*(?:--|[\u2014\u2013])?\s*")
BRACKETED = re.compile(r"\s*[_*]?(?:\[[^\[\]]+\]|\([^()]+\)|\{[^{}]+\})[_*]?[.:]?(?=\s|$|--|[\u2014\u2013])")
ENDS = re.compile(r"[.:][_)\]]{0,3}(?=\s|$|--|\u2014)|$")
WORD = re.compile(r"[^\W\d_][\w'’]*(?:-[\w'’]+)*")
ORDINAL = re.compile(r"^\d{1,3}(?:st|nd|rd|d|th|er|re|e|\.|)\s", re.I)


@dataclass(frozen=True, slots=True)
class Label:
    """Hold what may be a speaker's name at the beginning of a line.

    ``name`` is without marks, ``look`` one of capitals, italic, title, plain; ``mark`` what stands behind it. The
    direction that stands between the two, if there is one, begins at ``direction`` and the speech at ``speech``: code
    points of the line's words, 0 where there is none on the line. ``key`` is the name as it is compared with others.
    """

    name: str
    look: str
    mark: str
    direction: int = 0
    speech: int = 0
    key: str = ""

    @property
    def alone(self) -> bool:
        """Tell whether the name has the line to itself, but for a direction."""
        return not self.speech

    @property
    def style(self) -> tuple[str, str, bool]:
        """Give what the names of a play have in common."""
        return self.look, self.mark, self.alone


def label(words: str) -> Label | None:
    """Read the beginning of a line as the name of a speaker, if it can be one."""
    found = _label(words)
    return replace(found, key=" ".join(WORD.findall(bare(found.name)))) if found else None


def bare(words: str) -> str:
    """Give words as names are compared: in small letters, without accents and points."""
    if words.isascii():
        return words.casefold()
    return "".join(c for c in unicodedata.normalize("NFKD", words.casefold()) if not unicodedata.combining(c))


def _label(words: str) -> Label | None:
    first = words[:1]
    if first.islower() or not first:
        return None
    if first in "_*=/":
        return _italic(words)
    if not first.isalnum():
        return None
    for match in MARK.finditer(words, 1, min(len(words), LONGEST_NAME + 1)):
        at = match.start()
        if at == LONGEST_NAME + 1 < len(words):
            return None  # the end of what was looked at, not of the line
        name = words[:at].rstrip()
        if match[0] == "." and _goes_on(words, name, at):
            continue
        if match[0] == "," and words[at + 1 : at + 2] == " " and name.isupper() and words[at + 2 : at + 4].isupper():
            continue  # names in a row
        look = _look(name)
        return _read(words, name, look, at, match[0]) if look else None
    return None


def _goes_on(words: str, name: str, at: int) -> bool:
    """Tell whether a full stop ends an abbreviation within a name: 'MRS. HIGGINS', 'M. JOURDAIN', '1. Lord'."""
    last = name.split()[-1] if name else ""
    rest = words[at + 1 : at + 24].lstrip()
    following = WORD.match(rest)
    if last.isdigit():
        return following is not None
    if following is None or len(following[0]) < 2 or not following[0][0].isupper():
        return False
    if last.lower() in catalogue.ADDRESSES:
        return True
    return len(last) == 1 and following[0].isupper() == name.isupper() and len(following[0]) < len(rest)


def _look(name: str) -> str:
    """Tell how a name is written; nothing where it cannot be one."""
    if len(name) > LONGEST_NAME:
        return ""
    words = ORDINAL.sub("", name).split()
    if not 0 < len(words) <= MOST_WORDS or not all(map(_is_of_a_name, words)):
        return ""
    if catalogue.is_division(words):
        return ""
    letters = [word for word in words if word.lower().strip("&.,") not in catalogue.WITHIN_NAMES]
    if not letters:
        return ""
    if any(len(word) > 1 and word.isupper() for word in letters) or all(word.isupper() for word in letters):
        return "capitals" if all(word[0].isupper() for word in letters) else ""
    if not any(word[0].isupper() or word[0].islower() for word in letters):
        return "plain"
    return "title" if len(words) <= MOST_SMALL and all(word[0].isupper() for word in letters) else ""


def _is_of_a_name(word: str) -> bool:
    kept = word.strip(".,'’#&\"“”«»")
    return (
        not kept
        or kept.isdigit()
        or kept.replace("-", "").replace("'", "").replace("’", "").isalpha()
        or _pointed(kept)
    )


def _pointed(word: str) -> bool:
    """Tell whether a word is of letters, among them those with points: Hebrew, Arabic."""
    return bool(WORD.match(word)) or (any(character.isalpha() for character in word) and not word.isascii())


def _read(words: str, name: str, look: str, at: int, mark: str) -> Label | None:
    """Read what stands behind a name; None where no name can be followed by it."""
    if mark == ",":
        return _with_direction(words, name, look, at)
    if mark in "[({" and mark:
        bracket = BRACKETED.match(words, at)
        direction = at
        if bracket is None:
            return Label(name, look, "[", 0, at) if words[at - 1].isspace() else None
        end = bracket.end()
        sign = "." if bracket[0][-1] in ".:" else "["
        begin = _skip(words, end)
        return Label(name, look, sign, direction, begin if begin < len(words) else 0)
    if mark == "":
        return Label(name, look, "")
    end = at + len(mark)
    if mark in ".:" and (words[end : end + 1] in (".", "/") or (mark == "." and words[end : end + 1].isalnum())):
        return None
    if mark == ":" and words[end : end + 1].isdigit():
        return None
    speech = _skip(words, end)
    bracket = BRACKETED.match(words, speech)
    if bracket and bracket[0][-1] in ".:" and look != "title":
        begin = _skip(words, bracket.end())
        return Label(name, look, mark, speech, begin if begin < len(words) else 0)
    dashed = bool(re.match(r"\s*(?:--|[\u2014\u2013])", words[end:]))
    mark = {"：": ":", "\u2014": "-", "\u2013": "-", "--": "-"}.get(mark, ".-" if dashed and mark == "." else mark)
    if speech < len(words):
        return Label(name, look, mark, 0, speech)
    return Label(name, look, mark)


def _with_direction(words: str, name: str, look: str, at: int) -> Label | None:
    """Read 'NAME, to himself. Speech': only small words or marked ones can tell how somebody speaks."""
    if look != "capitals":
        return None
    begin = at + 1 + len(words[at + 1 :]) - len(words[at + 1 :].lstrip())
    opening = words[begin : begin + 1]
    if not (opening.islower() or opening in "([_"):
        return None
    end = ENDS.search(words, begin, begin + LONGEST_DIRECTION)
    if end is None:
        return None
    speech = _skip(words, end.end())
    return Label(name, look, ",", begin, speech if speech < len(words) else 0)


def _italic(words: str) -> Label | None:
    match = ITALIC.match(words)
    if match is None or not _look(match[2].rstrip(".:, ")) or match[2][0].islower():
        return None
    end = match.end()
    mark = match[3] or match[4] or (match[2][-1] if match[2][-1] in ".:" else "")
    bracket = BRACKETED.match(words, end)
    name = match[2].rstrip(".:, ")
    if not mark and bracket is None and end < len(words):
        return None
    if bracket is not None and (not mark or bracket[0][-1] in ".:"):
        begin = _skip(words, bracket.end())
        direction = end + len(bracket[0]) - len(bracket[0].lstrip())
        return Label(name, "italic", mark or ".", direction, begin if begin < len(words) else 0)
    begin = _skip(words, end)
    return Label(name, "italic", mark or "", 0, begin if begin < len(words) else 0)


def _skip(words: str, at: int) -> int:
    """Pass over the blanks and dashes between a name and its speech."""
    match = FOLLOWS.match(words, at)
    return match.end() if match else at
