"""Quotation marks and brackets that are reversed, or stand without their fellow (N907, N911).

In goes what a text says; out come suggestions. Marks are looked at passage by passage: a quotation may go on in the
next passage if that one opens with a mark as well.
"""

import re
from collections.abc import Iterator

from editio.encode.suggest.suggestion import Look, Suggestion
from editio.encode.suggest.wording import after, ahead

PAUSE = re.compile(r"[.,!?…](?=\s|\Z)")
FAR = 400
"""How many code points on either side of a mark are looked at: a paragraph may be as long as a book."""

SIDES = re.compile(r"[“”‘’„«»\"]")
ELISIONS = re.compile(
    r"’(?:tis|twas|twere|twill|em|cause|til|bout|gainst|neath|round|mongst|tween|un|im|er|ere|ud|n|s|ll|d|\d)\b", re.I
)


def observe(look: Look) -> Iterator[Suggestion]:
    """Suggest marks that are reversed or alone."""
    passages = look.wording.passages
    german = look.primary in ("de", "cs", "sk", "sl", "hr", "da")
    for number, passage in enumerate(passages):
        words = passage.words
        if passage.block.kind in ("title", "author") or not (
            SIDES.search(words) or "(" in words or ")" in words or "[" in words
        ):
            continue
        reversed_marks = {} if german else dict(_reversed(words))
        for at, right in reversed_marks.items():
            yield _turned(look, number, at, right)
        following = passages[number + 1].words if number + 1 < len(passages) else ""
        turned = "".join(reversed_marks.get(at, c) for at, c in enumerate(words)) if reversed_marks else words
        yield from _alone(look, number, turned, following)
        yield from _brackets(look, number, words)


def _reversed(words: str) -> Iterator[tuple[int, str]]:
    """Give the offsets of curly marks that stand on the wrong side of a word, each with the right sign."""
    for match in re.finditer("[“”‘’]", words):
        at, sign = match.start(), match.group()
        before, behind = words[max(0, at - 1) : at], words[at + 1 : at + 2]
        opens = (not before or before in " ([—–“‘") and bool(behind) and (behind.isalnum() or behind in "‘“(")
        ends = bool(before) and (before.isalnum() or before in ".,;:!?…)’”")
        closes = ends and (not behind or behind in " ,.;:!?)]—–’”")
        right = {"”": "“", "’": "‘"}.get(sign, "") if opens else {"“": "”", "‘": "’"}.get(sign, "") if closes else ""
        if right and not (sign == "’" and (ELISIONS.match(words, at) or "’" not in after(words, at + 1, FAR))):
            yield at, right


def _turned(look: Look, number: int, at: int, right: str) -> Suggestion:
    """Suggest the mark of the other side, with the word at which it stands."""
    words = look.wording.passages[number].words
    side = "opens" if right in "“‘" else "closes"
    sentence = f"'{words[at]}' stands where the quotation {side}"
    head, tail = at, at + 1
    while head and at - head < 80 and not words[head - 1].isspace():
        head -= 1
    while tail < len(words) and tail - at < 80 and not words[tail].isspace():
        tail += 1
    values = (("with", words[head:at] + right + words[at + 1 : tail]), ("cert", "high"))
    odds = 3.5 if right in "“”" else 1.5
    return Suggestion(
        "N907", look.wording.range(number, head, tail), sentence, "correct", values, odds, "N907 reversed"
    )


def _alone(look: Look, number: int, words: str, following: str) -> Iterator[Suggestion]:
    """Suggest marks without a fellow, double ones and straight ones; single ones are apostrophes too often."""
    straight = '"' in words
    if straight:
        yield from _straight(look, number, words, following)
    for opening, closing in (("“", "”"), ("„", "“"), ("«", "»")):
        if (opening == "“" and "„" in words) or (opening == "„" and "„" not in words):
            continue
        open_at: int | None = None
        for match in re.finditer(f"[{opening}{closing}]", words):
            at = match.start()
            if match.group() == opening:
                if open_at is not None and at:
                    yield _missing(look, number, open_at, at, closing)
                open_at = at
            elif open_at is None:
                yield _unopened(look, number, at, opening)
            else:
                open_at = None
        if open_at is not None and not following.startswith((opening, "‘", "'" + opening, "‘" + opening)):
            yield _missing(look, number, open_at, len(words), closing)


def _straight(look: Look, number: int, words: str, following: str) -> Iterator[Suggestion]:
    open_at: int | None = None
    for match in re.finditer('"', words):
        at = match.start()
        before, behind = words[max(0, at - 1) : at], words[at + 1 : at + 2]
        opens = not before or before in " ([-—" or (before == "'" and words[at - 2 : at - 1] in ("", " "))
        closes = not behind or behind in " ,.;:!?)]-—'"
        if opens and not (closes and open_at is not None):
            if open_at is not None:
                yield _missing(look, number, open_at, at, '"')
            open_at = at
        elif open_at is None:
            yield _unopened(look, number, at, '"')
        else:
            open_at = None
    if open_at is not None and not following.startswith(('"', "'")):
        yield _missing(look, number, open_at, len(words), '"')


def _missing(look: Look, number: int, opened: int, limit: int, closing: str) -> Suggestion:
    """Suggest a closing mark behind the first punctuation: where it stood nobody can know."""
    words = look.wording.passages[number].words
    end = PAUSE.search(words, opened + 1, min(limit, opened + FAR))
    at = end.end() if end else opened + len(words[opened : min(limit, opened + FAR)].rstrip())
    sentence = f"the quotation that opens with '{words[opened : opened + 20].split(' ')[0]}' is not closed"
    place = look.wording.range(number, at, at)
    return Suggestion("N907", place, sentence, "supply", (("with", closing), ("cert", "low")), -0.7, "N907 alone")


def _unopened(look: Look, number: int, at: int, opening: str) -> Suggestion:
    """Suggest an opening mark for a closing one: at the head of the sentence or clause that it closes."""
    words = look.wording.passages[number].words
    first = max(0, at - FAR)
    starts = [m.end() for m in re.finditer(r"[.,;:!?…—]\s*", words[first : max(at - 2, first)])]
    start = first + starts[-1] if starts else first
    place = look.wording.range(number, start, start)
    shown = words[max(0, at - 14) : at + 1].strip()
    sentence = f"the quotation that closes with '{shown}' is not opened"
    return Suggestion("N907", place, sentence, "supply", (("with", opening), ("cert", "low")), -0.7, "N907 alone")


def _brackets(look: Look, number: int, words: str) -> Iterator[Suggestion]:
    for opening, closing in ("()", "[]"):
        stack: list[int] = []
        for match in re.finditer(rf"[{re.escape(opening + closing)}]", words):
            at = match.start()
            if match.group() == opening:
                stack.append(at)
            elif stack:
                stack.pop()
            elif not re.search(r"(?:^|\s)\w{1,3}\Z", ahead(words, at)):
                yield _bracket(look, number, at, f"'{closing}' closes what nothing opened")
        for at in stack:
            yield _bracket(look, number, at, f"'{opening}' is not closed")


def _bracket(look: Look, number: int, at: int, sentence: str) -> Suggestion:
    values = (("code", "N911"), ("why", "so in the source"))
    return Suggestion("N911", look.wording.range(number, at, at + 1), sentence, "ignore", values, -1.2, "N911 bracket")
