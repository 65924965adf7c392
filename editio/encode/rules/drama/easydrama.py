"""EasyDrama: plays typed with a sign at the beginning of each line that is no speech.

In go a raw text and a draft; out come cuts and blocks. ``@title``, ``@subtitle`` and ``@author`` begin lines of the
title page, ``@`` and a name a speech, ``#`` an act, ``##`` a scene, ``$`` a stage direction, ``^`` a person of the
cast, ``~`` a line of verse; what has no sign goes on. Source: DraCor, 'ezdrama', the markup and its converter.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from editio.encode import catalogue
from editio.encode.draft import Block, Container, Draft, Group
from editio.encode.reading import RawText
from editio.encode.rules.drama.cast import parts_of
from editio.encode.rules.drama.directions import is_bracketed
from editio.encode.rules.drama.who import roles, tie

INVISIBLE = "\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff"
WORDED = rf"@[{INVISIBLE}]*(?:title|subtitle|author)\b\s*"
SIGN = re.compile(rf"[\s{INVISIBLE}=;.-]*({WORDED}|@|#+\s*|\$\s*|\^\s*|~\s*)", re.IGNORECASE)
"""A sign at the beginning of a line; a slip of the finger or a mark of the direction of writing may stand before it."""

LONGEST_NAME = 80
"""Code points within which a colon ends a speaker's name."""

TITLES = {"title": "title", "subtitle": "title", "author": "author"}
RANKS = {1: catalogue.RANKS["act"], 2: catalogue.RANKS["scene"]}
LETTER = re.compile(r"[^\W\d_]")


def speakers(raw: RawText) -> Iterator[int]:
    """Find where a speech begins on the line of its speaker."""
    for line in raw.lines:
        if "@" not in line.text:
            continue
        match = SIGN.match(line.text)
        colon = line.text.find(":", match.end(), match.end() + LONGEST_NAME) if match and _of(match[1]) == "@" else -1
        if colon >= 0:
            rest = line.text[colon + 1 :]
            if rest.strip():
                yield line.at + colon + 1 + len(rest) - len(rest.lstrip())


def _of(sign: str) -> str:
    """Give the name of a sign: itself, or the word behind an ``@``."""
    kept = re.sub(rf"[{INVISIBLE}\s]", "", sign).lower()
    return kept.removeprefix("@") if len(kept) > 1 and kept[0] == "@" else kept


@dataclass(frozen=True, slots=True)
class _Marked:
    """Hold some lines that a sign begins, without one: ``prefix`` is its length in the first line."""

    sign: str
    run: Group
    prefix: int


def easydrama(draft: Draft) -> Iterator[Block]:
    """Claim all lines with signs, and those that go on behind them."""
    marked = list(_marked(draft))
    cast = [one for one in marked if one.sign == "^"]
    acts = (one.run.first for one in marked if one.sign.startswith("#") or one.sign == "@")
    in_front = bool(cast) and cast[-1].run.first < min(acts, default=0)
    persons = {block.first: block for block in _persons(draft, cast, "front" if in_front else "")}
    names = {one.run.first: draft.words(one.run).strip("@=: ") for one in marked if one.sign == "@"}
    tied = tie(names.values(), roles(draft, persons.values()))
    speech: Container | None = None
    said = True
    for one, following in zip_longest(marked, marked[1:]):
        if one.sign == "@" and (following is None or following.sign not in ("", "~", "bracket", "$")):
            speech = None
            yield Block("p", one.run.first, one.run.last, prefix=one.prefix, sure="low")  # who speaks no word
            continue
        if one.sign == "@":
            who = tied[names[one.run.first]]
            speech = Container("sp", one.run.first, (("who", who),) if who else ())
        elif one.sign.startswith("#") or one.sign in ("^", *TITLES):
            speech = None
        if one.sign == "^":
            yield persons[one.run.first]
        else:
            apart = one.sign in ("bracket", "$") and said and (following is None or following.sign not in ("", "~"))
            yield from _blocks(draft, one, None if apart else speech)
            said = one.sign != "@"


def _blocks(draft: Draft, one: _Marked, speech: Container | None) -> Iterator[Block]:
    """Make the blocks of some lines with one sign, or with none."""
    first, last = one.run.first, one.run.last
    inside = (speech,) if speech else ()
    if one.sign in TITLES:
        yield Block(TITLES[one.sign], first, last, prefix=one.prefix)
    elif one.sign.startswith("#"):
        yield Block("head", first, last, prefix=one.prefix, level=RANKS.get(len(one.sign), RANKS[2]))
    elif one.sign == "@":
        yield Block("speaker", first, last, prefix=one.prefix, inside=inside)
    elif one.sign == "~":
        yield Block("l", first, last, prefix=one.prefix, inside=inside)
    elif one.sign == "$" or is_bracketed(draft.words(one.run)):
        yield Block("stage", first, last, prefix=one.prefix, inside=inside)
    else:
        yield Block("p", first, last, inside=inside)


def _marked(draft: Draft) -> Iterator[_Marked]:
    """Part the lines at signs, behind names, and at blank lines, from the first sign on.

    What no letter stands in, such as a page's number, is left to others.
    """
    begun = False
    for group in draft.groups:
        first, sign, prefix = group.first, "", 0
        for index in range(group.first, group.last):
            match = SIGN.match(draft.raw.lines[index].text)
            apart = is_bracketed(draft.survey.words[index])
            wordless = not LETTER.search(draft.survey.words[index])
            if not match and not apart and not wordless and sign not in ("@", "bracket", "number"):
                continue
            if first < index and begun and LETTER.search(draft.words(Group(first, index))):
                yield _Marked(sign, Group(first, index), prefix)
            begun = begun or match is not None
            first, prefix = index, match.end() if match else 0
            sign = _of(match[1]) if match else "bracket" if apart else "number" if wordless else ""
        if begun and LETTER.search(draft.words(Group(first, group.last))):
            yield _Marked(sign, Group(first, group.last), prefix)


def _persons(draft: Draft, cast: Sequence[_Marked], part: str) -> Iterator[Block]:
    """Make the list of persons, with its title if it has one."""
    for nth, one in enumerate(cast):
        first, last = one.run.first, one.run.last
        inside = (Container("castList", cast[0].run.first),)
        words = draft.raw.lines[first].text[one.prefix :].strip(" :.").casefold()
        if nth == 0 and words in catalogue.CAST_TITLES:
            yield Block("caption", first, last, prefix=one.prefix, inside=inside, part=part)
        else:
            inner = tuple(parts_of(draft, one.run, one.prefix))
            yield Block("castItem", first, last, prefix=one.prefix, inside=inside, inner=inner, part=part)
