"""Blanks, punctuation and repeated words (N906, N908, N911).

In goes what a text says; out come suggestions: blanks doubled, missing or before punctuation, marks of punctuation that
stand twice, words that stand twice. What a text does often is its style, which the ranking sees to.
"""

import re
from collections.abc import Iterator

from editio.encode.selectors import Place
from editio.encode.suggest.sentences import ABBREVIATIONS
from editio.encode.suggest.suggestion import Look, Suggestion
from editio.encode.suggest.wording import after, ahead, is_word

ENDS = re.compile(r"[.!?:;…][\"'”’»)\]*_]*\Z")
NO_BLANK = re.compile(r"(?<=[^\W\d_])(?P<mark>[,;!?]|[.:](?=[^\W\d_]{2}))[\"”’»]?(?=[^\W\d_])")
BLANK_BEFORE = re.compile(r"(?<=\w) (?P<mark>[,.;:!?])(?![ ]?\.)(?=\s|\Z|[\"'”’])")
BRACKETS = re.compile(
    r"(?<=[^\W\d_]{2})(?P<before>[(\[“„«])(?=[^\W\d_]{2})|(?<=[^\W\d_])(?P<behind>[)\]”»])(?=[^\W\d_])"
)
INNER = re.compile(r"(?<=[(\[“„‘])(?P<open> )(?=\w)|(?<=\w)(?P<close> )(?=[)\]](?:\W|\Z))")
TWICE = re.compile(
    r"(?:,[ ]?[,.;:]|;[ ]?[,.;:]|:[ ]?[,.;]|(?<!\.)\.\.(?!\.)|(?<![.])\.,(?=\s)|(?<!\.[ ])\.[ ]\.(?![ ]?\.)"
    r"|[!?][,;.](?=\s))"
)
FRENCH = frozenset(";:!?")

TWICE_IS_RIGHT = {
    "en": "had that very is long ha bye so no yes well oh now hear tut there ho never".split(),
    "de": "die der das sie ihr ja nein so sehr".split(),
    "fr": "nous vous très oui non bien si".split(),
    "es": "muy sí no ya que".split(),
    "pt": "muito sim não que".split(),
    "it": "molto sì no così piano".split(),
    "ru": "очень да нет так еле чуть".split(),
}
"""Words that may well stand twice."""


def observe(look: Look) -> Iterator[Suggestion]:
    """Suggest what is amiss between the words."""
    yield from _doubled_blanks(look)
    yield from _punctuation(look)
    yield from _repeats(look)


def _doubled_blanks(look: Look) -> Iterator[Suggestion]:
    text = look.raw.text
    for passage in look.wording.passages:
        if passage.block.kind not in ("p", "note", "head", "title"):
            continue
        for run in passage.runs:
            if run.kind != "sp" or run.length < 2:
                continue
            first, last = run.at, run.at + run.length
            if "\n" in text[first:last] or "\r" in text[first:last] or "\f" in text[first:last]:
                continue
            ends = bool(ENDS.search(text, max(0, first - 4), first))
            style = "N906 two blanks behind a sentence" if ends else "N906 two blanks"
            sentence = f"{run.length} blanks stand together"
            odds = -5.0 if ends else -3.5 if run.length > 2 else 2.0
            yield Suggestion(
                "N906",
                Place(first, last),
                sentence,
                "ignore",
                _seen("N906", "the encoder makes one blank of them"),
                odds,
                style,
            )


def _seen(code: str, why: str) -> tuple[tuple[str, str], ...]:
    return ("code", code), ("why", why)


def _punctuation(look: Look) -> Iterator[Suggestion]:
    for number, passage in enumerate(look.wording.passages):
        words = passage.words
        for match in NO_BLANK.finditer(words):
            if odds := _wants_blank(look, words, match):
                with_ = match.group() + " "
                yield _correct(
                    look,
                    number,
                    match,
                    with_,
                    f"no blank stands behind '{match['mark']}'",
                    odds,
                    "N906 behind " + match["mark"],
                )
        for match in BLANK_BEFORE.finditer(words):
            mark = match["mark"]
            if look.primary == "fr" and mark in FRENCH:
                continue
            yield _correct(look, number, match, mark, f"a blank stands before '{mark}'", 1.5, f"N906 before {mark}")
        for match in BRACKETS.finditer(words):
            with_ = " " + match.group() if match["before"] else match.group() + " "
            yield _correct(
                look, number, match, with_, f"a blank is missing at '{match.group()}'", -1.5, f"N906 at {match.group()}"
            )
        for match in INNER.finditer(words):
            yield _correct(look, number, match, "", "a blank stands inside the bracket or mark", 0.0, "N906 inside")
        for match in TWICE.finditer(words):
            before = re.search(r"([^\W_]+)\Z", ahead(words, match.start()))
            short = before is not None and (len(before.group()) < 2 or before.group().lower() in ABBREVIATIONS)
            if short and match.group() == ".,":
                continue
            odds = 3.5 if match.group() in (",,", "..", ";;", "::") and not short else -3.0
            marks = match.group()
            better = "." if "." in marks else marks[-1]
            yield _correct(
                look,
                number,
                match,
                better,
                f"'{marks}': one mark of punctuation may be too many",
                odds,
                f"N911 {marks}",
            )


def _wants_blank(look: Look, words: str, match: re.Match[str]) -> float:
    """Weigh a missing blank behind punctuation; 0 where none is due, as within an abbreviation or an address."""
    before = re.search(r"([^\W_]+)\Z", ahead(words, match.start()))
    behind = re.match(r"[^\W_]+", after(words, match.end()))
    if before is None or behind is None:
        return 0.0
    if match["mark"] in ".:" and (len(before.group()) == 1 or before.group().lower() in ABBREVIATIONS | {"www"}):
        return 0.0
    if re.search(r"(?:://|www\.|@)\S*\Z", ahead(words, match.start())) or re.match(
        r"[^\W_]+[./@]", after(words, match.end())
    ):
        return 0.0
    known = look.known(before.group()) and look.known(behind.group())
    return 3.0 if known else 0.5


def _correct(
    look: Look, number: int, match: re.Match[str], right: str, sentence: str, odds: float, style: str
) -> Suggestion:
    """Suggest a correction of what lies between two words, with these words, so that the whole of it is read."""
    words = look.wording.passages[number].words
    first, last = match.span()
    while first and match.start() - first < 80 and not words[first - 1].isspace():
        first -= 1
    while last < len(words) and last - match.end() < 80 and not words[last].isspace():
        last += 1
    whole = words[first : match.start()] + right + words[match.end() : last]
    values = (("with", whole), ("cert", "medium"))
    return Suggestion(style[:4], look.wording.range(number, first, last), sentence, "correct", values, odds, style)


def _repeats(look: Look) -> Iterator[Suggestion]:
    tokens = look.wording.tokens
    right = frozenset(TWICE_IS_RIGHT.get(look.primary, ()))
    for at in range(1, len(tokens)):
        a, b = tokens[at - 1], tokens[at]
        if b.low == a.low and b.is_plain and a.passage == b.passage and is_word(b.text):
            times = look.evidence.pairs[b.low, b.low]
            capital = b.text[0].isupper() and (a.text[0].isupper() or len(b.text) == 1)
            odds = -3.0 if b.low in right else -1.5 if capital or len(b.low) == 1 else 2.2 - 1.2 * (times - 1)
            yield _twice(look, a.passage, a.end, b.end, f"'{b.text}' stands twice", odds)
        elif at >= 3 and b.is_plain and a.is_plain and tokens[at - 1].passage == tokens[at - 3].passage:
            pair = tokens[at - 2].is_plain and a.low != b.low
            if pair and (b.low, a.low) == (tokens[at - 2].low, tokens[at - 3].low):
                again = f"'{a.text} {b.text}' stands twice"
                yield _twice(look, a.passage, tokens[at - 2].end, b.end, again, -2.0)


def _twice(look: Look, passage: int, first: int, last: int, sentence: str, odds: float) -> Suggestion:
    place = look.wording.range(passage, first, last)
    return Suggestion("N908", place, sentence, "surplus", (("reason", "repeated"), ("cert", "high")), odds)
