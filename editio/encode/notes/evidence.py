"""Which of the candidates are notes: those that the marks in the text call, series by series.

In goes a draft; out come the candidates that are believed, each with its anchor. A form of mark counts only in a text
that has both bodies and anchors of it. A body with which ordinary paragraphs may begin as well (``1. text``) is
believed if the series that it belongs to is called as a whole; one in brackets if it is called.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from editio.encode.draft import Draft
from editio.encode.notes.anchors import APART, CLINGING, Anchor, anchors, flattened, without_enumerations
from editio.encode.notes.candidates import Candidate, candidates, returned
from editio.encode.notes.chains import as_called, chained, only, share_tied, unbroken
from editio.encode.notes.forms import ANSWERS, DOUBTED, begins
from editio.encode.notes.series import tie

WORDLESS = frozenset(["furniture", "boilerplate", "page", "break"])
"""Kinds of block in which no anchor is looked for."""

WHOLE = 0.9
"""The share of a doubted series that must be called: one note in ten may have lost its anchor to a typist."""

MOST = 0.5
"""The share of another series that must be called, so that those of it that are not called are notes as well."""

FEWEST = 3
"""Flattened numbers of a series that are no chance."""

PAGES = 150
"""Lines between a star and its note: three pages. Stars do not call notes that stand far away."""

ROUNDS = 8
"""Times that series are weighed anew after some were left out; the first times leave out nearly all."""


@dataclass(frozen=True, slots=True)
class Found:
    """Hold a candidate that is believed, with its label, its anchor, and the number of its series."""

    candidate: Candidate
    label: str
    anchor: Anchor | None
    chain: int


@dataclass(slots=True)
class Evidence:
    """Hold the marks of a text by form, while candidates are weighed against them."""

    draft: Draft
    calls: dict[str, list[Anchor]]
    chains: int = 0
    places: dict[str, dict[str, list[tuple[int, int]]]] = field(default_factory=dict)

    @classmethod
    def of(cls, draft: Draft) -> tuple[Found, ...]:
        """Weigh all that looks like a note; gives what is believed, in the order of the text."""
        known = candidates(draft)
        known += returned(draft, known)
        if not known:
            return ()
        evidence = cls(draft, _calls(draft, known))
        by_form: dict[str, list[Candidate]] = defaultdict(list)
        for candidate in known:
            by_form[candidate.form].append(candidate)
        found = [one for form in ANSWERS if form in by_form for one in evidence._weigh(form, by_form[form])]
        return tuple(sorted(found, key=lambda one: (one.candidate.group.first, one.candidate.form in DOUBTED)))

    def _weigh(self, form: str, known: Sequence[Candidate]) -> Iterator[Found]:
        """Give the candidates of a form that are believed; of a doubted one, first those whose series are whole."""
        chains = chained(known)
        if form not in DOUBTED:
            yield from self._taken(form, known, chains)
            return
        whole = self._callable(chains, known, (name for name in ANSWERS[form] if name != "glued"))
        whole = whole or self._callable([one for one in chains if len(one) >= FEWEST], known, ("glued",))
        sure = list(self._taken(form, *only(known, self._settled(form, known, whole))))
        yield from sure
        bodies = sorted(one.candidate.group.first for one in sure)
        begun = {chain[0] for chain in whole}
        broken = [run for chain in chains if chain[0] not in begun for run in unbroken(known, chain)]
        yield from self._taken(form, *only(known, broken), bodies)

    def _settled(self, form: str, known: Sequence[Candidate], chains: list[list[int]]) -> list[list[int]]:
        """Leave out the series of which too few are called, the worst first: the anchors that they take are others'."""
        for _ in range(ROUNDS):
            few, listed = only(known, chains)
            pairs = self._pairs(form, few, listed)
            shares = [sum(nth in pairs for nth in chain) / len(chain) for chain in listed]
            worst = min((share for share in shares if 0 < share < WHOLE), default=0)
            if not worst:
                break
            bar = max(worst, MOST)
            chains = [
                chain for chain, share in zip(chains, shares, strict=True) if not 0 < share <= bar or share >= WHOLE
            ]
        return chains

    def _taken(
        self, form: str, known: Sequence[Candidate], chains: Sequence[Sequence[int]], between: Sequence[int] = ()
    ) -> Iterator[Found]:
        """Tie the candidates of some series, and use up the anchors of those that are believed.

        Between an anchor and its body stands none of the lines ``between``.
        """
        pairs = self._pairs(form, known, chains)
        pairs = {nth: call for nth, call in pairs.items() if not _parted(call, known[nth], between)}
        used: set[Anchor] = set()
        for chain in chains:
            self.chains += 1
            kept = list(self._believed(form, chain, known, pairs))
            yield from (Found(known[nth], known[nth].mark.label, pairs.get(nth), self.chains) for nth in kept)
            used.update(pairs[nth] for nth in kept if nth in pairs)
        for name in {anchor.form for anchor in used}:
            self.calls[name] = [call for call in self.calls[name] if call not in used]

    def _callable(
        self, chains: Sequence[list[int]], known: Sequence[Candidate], names: Iterable[str]
    ) -> list[list[int]]:
        """Give the series that could be called as a whole by anchors of one form."""
        forms = tuple(names)
        return [
            chain
            for chain in chains
            if any(share_tied(self._places(name), [known[nth] for nth in chain]) >= WHOLE for name in forms)
        ]

    def _places(self, name: str) -> Mapping[str, list[tuple[int, int]]]:
        """Give where the anchors of a form stand, by their number."""
        if name not in self.places:
            self.places[name] = defaultdict(list)
            for call in self._of(name):
                self.places[name][call.number].append((call.line, call.first))
        return self.places[name]

    def _of(self, name: str) -> list[Anchor]:
        if name == "glued" and name not in self.calls:
            self.calls[name] = list(_outside(flattened(self.draft.raw), self.draft, ()))
        return self.calls.get(name, [])

    def _pairs(self, form: str, known: Sequence[Candidate], chains: Sequence[Sequence[int]]) -> Mapping[int, Anchor]:
        """Tie the candidates of a form by the form of anchors that ties most."""
        called = as_called(known, chains)
        best: dict[int, Anchor] = {}
        for name in ANSWERS[form]:
            if name == "glued" and (best or form not in DOUBTED):
                break
            pairs = tie(self._of(name), called)
            if len(pairs) > len(best):
                best = pairs
        return best

    def _believed(
        self, form: str, chain: Sequence[int], known: Sequence[Candidate], pairs: Mapping[int, Anchor]
    ) -> Iterable[int]:
        """Give those of a chain that are notes."""
        tied = [nth for nth in chain if nth in pairs]
        if form == "footnote":
            return chain
        if form == "star":
            near = [nth for nth in tied if known[nth].group.first - pairs[nth].line <= PAGES]
            return near if len(near) * 2 > len(chain) else ()
        if form not in DOUBTED:
            return chain if len(tied) >= len(chain) * MOST else tied
        return chain if begins(known[chain[0]].mark.label) and self._is_whole(chain, pairs) else ()

    def _is_whole(self, chain: Sequence[int], pairs: Mapping[int, Anchor]) -> bool:
        """Tell whether a series is called as a whole, and mostly by marks that cling to words."""
        tied = [pairs[nth] for nth in chain if nth in pairs]
        if len(tied) < len(chain) * WHOLE:
            return False
        if tied[0].form == "glued" and len(tied) < FEWEST:
            return False
        sure = [anchor for anchor in tied if anchor.strength >= (APART if anchor.form == "bracket" else CLINGING)]
        return len(sure) * 2 > len(tied)


def _parted(call: Anchor, body: Candidate, between: Sequence[int]) -> bool:
    last = bisect_left(between, body.group.first)
    return bool(last) and between[last - 1] > call.line


def _calls(draft: Draft, known: Sequence[Candidate]) -> dict[str, list[Anchor]]:
    calls: dict[str, list[Anchor]] = defaultdict(list)
    for anchor in _outside(anchors(draft.raw), draft, known):
        calls[anchor.form].append(anchor)
    if "round" in calls:
        calls["round"] = without_enumerations(calls["round"])
    return calls


def _outside(found: Iterable[Anchor], draft: Draft, known: Sequence[Candidate]) -> Iterator[Anchor]:
    """Keep the anchors that stand among words, and are no mark that a candidate begins with."""
    marks = {one.group.first: one.mark.end for one in known}
    wordless = {n for block in draft.blocks if block.kind in WORDLESS for n in range(block.first, block.last)}
    for anchor in found:
        if anchor.line not in wordless and anchor.last > marks.get(anchor.line, -1) and not _is_alone(draft, anchor):
            yield anchor


def _is_alone(draft: Draft, anchor: Anchor) -> bool:
    """Tell whether a mark is all that its group says: the number of a page, or of a stanza."""
    words = draft.survey.words[anchor.line]
    if len(words) > anchor.last - anchor.first:
        return False
    return not (anchor.line and draft.survey.words[anchor.line - 1])
