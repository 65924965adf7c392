"""suggest: what a careful editor would look at in a text, each with the entry that would settle it.

In goes a text of an edition; out come suggestions, the likeliest first. Each kind of observation is a module, listed in
:data:`OBSERVERS`; an observer weighs each suggestion by itself, and :func:`rank` weighs them together: what a text does
often is its style, and two suggestions about the same words are not two errors. Nothing is changed by it, and nothing
is forgotten: only an entry settles a suggestion.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from editio import encode
from editio.edition import Edition
from editio.encode import notes
from editio.encode.passages import ELEMENTS, Ids, Passage, make_passages
from editio.encode.placing import Placed
from editio.encode.signs import signs
from editio.encode.suggest import (
    abbreviations,
    dates,
    dictionary,
    forms,
    joints,
    lookalikes,
    marks,
    names,
    neighbours,
    sentences,
    settled,
    show,
    spacing,
    speakers,
    variants,
    wording,
    words,
)
from editio.encode.suggest.evidence import Evidence
from editio.encode.suggest.forms import Form
from editio.encode.suggest.quoting import Quoter
from editio.encode.suggest.suggestion import Look, Suggestion, probability
from editio.message import Message

OBSERVERS: tuple[Callable[[Look], Iterator[Suggestion]], ...] = (
    words.observe,
    lookalikes.observe,
    joints.observe,
    neighbours.observe,
    sentences.observe,
    spacing.observe,
    marks.observe,
    variants.observe,
    names.observe,
    abbreviations.observe,
    speakers.observe,
    dates.observe,
)
"""All that is looked at."""

WORD_KINDS = frozenset(["N902 slip", "N903", "N904", "N906 joined", "N906 broken", "N908", "capital"])
"""Kinds of error that come with the words: the longer a text, the more it has of them."""

OF_WORDS, WORDS_FOR_ONE = 30.0, 1500
"""How many errors of such a kind are expected at most in a short text; in a long one, one in so many words."""

OF_STYLE = 10.0
"""How many of any other kind are expected at most; what stands oftener is the style of the text."""

PROPOSALS = frozenset(["N920", "N921", "N922", "N923", "N924"])
"""Codes that speak of no error."""


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Hold what is suggested for a text, the likeliest first, with the messages about its files.

    ``apparatus`` is the editors' file as it stands, ``resp`` who answers for new entries.
    """

    placed: Placed
    found: tuple[Suggestion, ...]
    quoter: Quoter
    messages: tuple[Message, ...]
    apparatus: str = ""
    resp: str = ""

    def lines(self) -> Iterator[str]:
        """Give each suggestion as one line."""
        raw = self.placed.raw
        numbers = [bisect_right(raw.lines, one.place.first, key=lambda line: line.at) for one in self.found]
        return show.lines(self.found, raw.file, self.quoter, numbers)

    def blocks(self) -> Iterator[str]:
        """Give each suggestion as an entry of TOML."""
        return show.entries(self.found, self.quoter, self.apparatus, self.resp)


def run(edition: Edition, text: str) -> Suggestions:
    """Look at one text of an edition.

    Mistakes in its files are told among the messages, and what can be read of them is used; a raw text that cannot be
    read is rejected.
    """
    said = encode.gather(edition, text)
    placed = encode.placed(encode.read(edition, text, said), said, edition)
    path = edition.text_folder(text) / "apparatus.toml"
    source = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
    made = suggest(placed, said.stated.language or edition.language, forms.of(said.authorities))
    told = (*said.messages, *placed.messages, *made.messages)
    return Suggestions(placed, made.found, made.quoter, told, source, next(iter(edition.responsible)))


def suggest(placed: Placed, language: str, of_names: Sequence[Form] = ()) -> Suggestions:
    """Look at a raw text whose entries have their places; ``language`` is a BCP 47 tag."""
    passages = _passages(placed)
    said = wording.read(passages)
    known = names.known(placed.raw, placed.editors.entries, of_names)
    look = Look(placed.raw, said, Evidence(said, language), language, dictionary.find(language), of_names, known)
    seen = (one for observe in OBSERVERS for one in observe(look))
    left, messages = settled.silence(
        settled.by_entries(seen, placed.editors.entries), placed.editors.silencers, passages
    )
    ranges = [(passage.first, passage.last) for passage in passages]
    found = tuple(rank(left, len(said.tokens)))
    return Suggestions(placed, found, Quoter(placed.raw, ranges), (*_undictionaried(look), *messages))


def _passages(placed: Placed) -> tuple[Passage, ...]:
    """Give the passages of a text as the encoder makes them, without the signs that call notes."""
    raw, blocks, editors = placed.raw, placed.blocks, placed.editors
    marked, _ = signs(raw, editors.entries, editors.file)
    tied = notes.pair(raw, blocks, marked, ELEMENTS)
    return make_passages(raw, blocks, {**tied.pairs, **tied.again, **marked}, Ids())


def _undictionaried(look: Look) -> Iterator[Message]:
    """Say that the language, or its variety, has no dictionary here (N901)."""
    hint = "type 'make dictionaries', or install the Hunspell dictionary of the language for the whole system"
    there = look.dictionary
    if there is None:
        sentence = f"there is no dictionary of '{look.language}': spelling is judged by the text alone"
        yield Message(look.raw.file, 0, "N901", sentence, hint)
    elif not there.variety:
        sentence = f"there is no dictionary of '{look.language}': {' and '.join(there.names)} is taken instead"
        yield Message(look.raw.file, 0, "N901", sentence, hint)


def rank(found: Iterable[Suggestion], length: int) -> list[Suggestion]:
    """Put the likeliest first; ``length`` is the number of words in the text.

    The more there are of a kind beyond what can be errors, the less each is worth; of several about the same words the
    likeliest counts whole and the others little.
    """
    crowds: dict[str, float] = defaultdict(float)
    weighed = []
    for odds, alike in groupby(sorted(found, key=lambda one: -one.odds), key=lambda one: one.odds):
        same = list(alike)
        for one in same:
            crowds[one.kind] += probability(odds)
        weighed += [(probability(odds) * min(1.0, _most(one, length) / crowds[one.kind]), one) for one in same]
    weighed.sort(key=_order)
    taken: list[tuple[int, int]] = []
    ends: dict[int, int] = {}
    final = []
    for weight, one in weighed:
        if one.code not in PROPOSALS:
            cells = range(one.place.first // 8, one.place.last // 8 + 1)
            if any(_meets(one, taken[ends[cell]]) for cell in cells if cell in ends):
                weight *= 0.1
            else:
                taken.append((one.place.first, one.place.last))
                ends.update((cell, len(taken) - 1) for cell in cells if cell not in ends)
        final.append((weight, one))
    final.sort(key=_order)
    return [one for _, one in final]


def _most(one: Suggestion, length: int) -> float:
    """Give how many errors of a kind are expected at most: of a kind that words have, more in a long text."""
    return max(OF_WORDS, length / WORDS_FOR_ONE) if one.kind in WORD_KINDS else OF_STYLE


def _meets(one: Suggestion, other: tuple[int, int]) -> bool:
    return one.place.first <= other[1] and other[0] <= one.place.last


def _order(weighed: tuple[float, Suggestion]) -> tuple[float, int, int, str, str]:
    weight, one = weighed
    return -round(weight, 9), one.place.first, one.place.last, one.code, one.sentence


__all__ = ["OBSERVERS", "Suggestions", "rank", "run", "suggest"]
