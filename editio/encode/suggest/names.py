"""Names: mentions that no entry marks, and capitalised names that no authority has (N920, N921).

In goes what a text says, and the forms of ``authorities.toml``; out come proposals of mentions. The longest form wins.
Nothing is ever marked in silence: a proposal is a line to be pasted, or not.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from editio.encode.apparatus import Entry
from editio.encode.reading import RawText
from editio.encode.suggest.forms import Form
from editio.encode.suggest.settled import NAMES
from editio.encode.suggest.suggestion import Look, Suggestion
from editio.encode.suggest.wording import WORD, Token, ahead, fold, is_word

LINKED, STRANGE = -2.6, -4.0
"""The odds of a proposal, and of a name that nobody has listed: they stand behind what is likely an error."""

PLACES = {
    "en": "in at near from".split(), "de": "in bei aus nach".split(), "fr": "à en".split(), "es": "en".split(),
    "it": "a in".split(), "pt": "em".split(), "ru": "в из".split(),
}  # fmt: skip
"""Words that more often stand before a place than before a person."""


def known(raw: RawText, entries: Iterable[Entry], of_names: Iterable[Form]) -> frozenset[str]:
    """Give the words, in small letters, that have a capital in a name: one that an entry marks, or an authority has."""
    marked = (raw.text[at.first : at.last] for entry in entries if entry.do in NAMES for at in entry.places)
    listed = (form.words for form in of_names if form.do != "term")
    words = (match.group() for said in (*marked, *listed) for match in WORD.finditer(said))
    return frozenset(fold(word) for word in words if word[0].isupper())


def observe(look: Look) -> Iterator[Suggestion]:
    """Propose mentions of what the authorities name, then names that they do not have."""
    taken: dict[int, list[tuple[int, int]]] = defaultdict(list)
    yield from _mentions(look, taken)
    yield from _strangers(look, taken)


def _mentions(look: Look, taken: dict[int, list[tuple[int, int]]]) -> Iterator[Suggestion]:
    if not look.forms:
        return
    by_words: dict[str, list[Form]] = defaultdict(list)
    for form in look.forms:
        by_words[form.words].append(form)
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(words)}(?!\w)" for words in by_words))
    for number, passage in enumerate(look.wording.passages):
        if passage.block.kind == "author":
            continue
        for match in pattern.finditer(passage.words):
            taken[number].append(match.span())
            forms = by_words[match.group()]
            which = " or ".join(f"{form.do} '{form.key}'" for form in forms)
            sentence = f"'{match.group()}' may be a mention of {which}"
            place = look.wording.range(number, *match.span())
            odds = LINKED - 0.7 * (len(forms) - 1)
            yield Suggestion("N920", place, sentence, forms[0].do, (("ref", forms[0].key),), odds)


def _strangers(look: Look, taken: dict[int, list[tuple[int, int]]]) -> Iterator[Suggestion]:
    """Suggest each name that no authority has once, where it first stands."""
    found: dict[str, tuple[Token, Token]] = {}
    times: Counter[str] = Counter()
    before: dict[str, Counter[str]] = defaultdict(Counter)
    for run in _runs(look):
        first, last = run[0], run[-1]
        if any(start < last.end and first.start < end for start, end in taken[first.passage]):
            continue
        name = look.wording.passages[first.passage].words[first.start : last.end]
        found.setdefault(name, (first, last))
        times[name] += 1
        before[name][_before(look, first)] += 1
    for name, (first, last) in found.items():
        do = _likely_kind(look, before[name])
        key = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "name"
        table = "org" if do == "organisation" else do
        often = "" if times[name] == 1 else f" (it stands {times[name]} times)"
        sentence = f"'{name}' is not in authorities.toml{often}: first add [{table}.{key}]"
        place = look.wording.range(first.passage, first.start, last.end)
        odds = STRANGE + 0.3 * min(times[name] - 1, 3)
        yield Suggestion("N921", place, sentence, do, (("ref", key),), odds)


def _runs(look: Look) -> Iterator[list[Token]]:
    """Give runs of capitalised words within sentences that are names: words that the text never writes small."""
    run: list[Token] = []
    for token in look.wording.tokens:
        named = _is_name(look, token)
        if run and not (named and token.is_plain and token.passage == run[-1].passage):
            yield run
            run = []
        if named and (run or not token.opens_sentence):
            run.append(token)
    if run:
        yield run


def _is_name(look: Look, token: Token) -> bool:
    text = token.text
    if not text[0].isupper() or len(text) < 2 or text.isupper() or not is_word(text):
        return False
    if not look.wording.is_prose(token) or look.wording.counts[token.low] > sum(
        look.wording.forms[form] for form in {text, text.upper()}
    ):
        return False
    return look.dictionary is None or not look.dictionary.known(token.low)


def _before(look: Look, token: Token) -> str:
    words = ahead(look.wording.passages[token.passage].words, token.start).split()
    return words[-1].lower() if words else ""


def _likely_kind(look: Look, before: Counter[str]) -> str:
    places = sum(before[word] for word in PLACES.get(look.primary, ()))
    return "place" if places * 2 > sum(before.values()) else "person"
