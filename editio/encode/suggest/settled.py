"""What is settled already: by an entry that marks the words, or by one that says with a reason to let them stand.

In go suggestions, entries and silencers; out come the suggestions that are left, and a message for each silencer of
this series that silenced nothing (W560). Nothing else makes a suggestion disappear.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from editio.encode.apparatus import Entry, Silencer
from editio.encode.passages import Passage
from editio.encode.selectors import Place
from editio.encode.suggest.suggestion import Suggestion
from editio.message import Message, silenced_by

SPEECH = frozenset(["quote", "q", "said", "mentioned", "soCalled", "cite"])
NAMES = frozenset(["person", "organisation", "place", "event", "work", "term", "gloss", "cite"])
TONGUES = frozenset(["foreign", "language"])
NO_TEXT = frozenset(["furniture", "header"])
INTERVENTIONS = frozenset(
    ["correct", "regularise", "expand", "surplus", "unclear", "gap", "supply", "variant", "ignore"]
)
"""Kinds of entries, by what they settle."""

SPELLING = frozenset(["N902", "N903", "N904", "N909", "N910", "N912"])
FORMS = frozenset(["N909", "N910", "N912"])
POINTS = frozenset(["N905", "N906", "N907", "N909", "N911"])
"""Codes of what a name or another language explains, of what words that mean somebody explain, and of what something
supplied beside the words mends."""


BLANKS = 2
"""How far behind an abbreviation that is explained the next word stands at most: its full stop ends no sentence."""


def by_entries(found: Iterable[Suggestion], entries: Sequence[Entry]) -> list[Suggestion]:
    """Leave out what an entry marks already."""
    marked = sorted((place.first, place.last, entry.do) for entry in entries for place in entry.places)
    firsts = [first for first, _, _ in marked]
    widest = max((last - first for first, last, _ in marked), default=0)
    kept = []
    for one in found:
        low = bisect_left(firsts, one.place.first - widest - 1)
        high = bisect_left(firsts, one.place.last + 2)
        if not any(_settles(do, Place(first, last), one) for first, last, do in marked[low:high]):
            kept.append(one)
    return kept


def _settles(do: str, place: Place, one: Suggestion) -> bool:
    """Tell whether an entry of a kind, at a place, is about the very matter of a suggestion."""
    if do == "expand" and one.style == "small letter" and 0 < one.place.first - place.last <= BLANKS:
        return True
    if not _meet(place, one.place):
        return False
    if do in NO_TEXT:
        return True
    match one.code:
        case "N920" | "N921":
            return do in NAMES or (do == "reference" and place == one.place)
        case "N922":
            return do == "expand" or do in NAMES
        case "N923":
            return do in SPEECH
        case "N924":
            return do == "date"
    if do in INTERVENTIONS:
        return place.first < place.last or one.code in POINTS
    if do == "reference":  # it may hold words of all kinds, so that a misprint among them is one
        return one.code in FORMS
    return one.code in SPELLING and (do in NAMES or do in TONGUES or do == "date")


def _meet(one: Place, other: Place) -> bool:
    """Tell whether two places share something; a point meets what it touches, be it behind a blank."""
    if one.first == one.last or other.first == other.last:
        return one.first - 1 <= other.last and other.first <= one.last + 1
    return one.first < other.last and other.first < one.last


def silence(
    found: Iterable[Suggestion], silencers: Sequence[Silencer], passages: Sequence[Passage]
) -> tuple[list[Suggestion], list[Message]]:
    """Leave out what an editor lets stand: in the passages of the marked words, or in the whole text."""
    ours = [one for one in silencers if silenced_by(one.code) == "suggest"]
    by_code: dict[str, list[tuple[int, list[Place]]]] = {}
    for nth, one in enumerate(ours):
        by_code.setdefault(one.code, []).append((nth, _ranges(one, passages)))
    used: set[int] = set()
    kept = []
    for suggestion in found:
        heard = {nth for nth, ranges in by_code.get(suggestion.code, ()) if _covers(ranges, suggestion.place)}
        used |= heard
        if not heard:
            kept.append(suggestion)
    hint = "delete the entry, if what it let stand is mended"
    return kept, [
        Message(one.file, one.line, "W560", f"there is no suggestion {one.code} to be silenced", hint)
        for nth, one in enumerate(ours)
        if nth not in used
    ]


def _ranges(one: Silencer, passages: Sequence[Passage]) -> list[Place]:
    """Give the passages in which a silencer is heard; none means all of the text."""
    return [
        Place(passage.first, passage.last)
        for place in one.places
        for passage in passages
        if passage.first < max(place.last, place.first + 1) and place.first < passage.last
    ]


def _covers(ranges: Sequence[Place], place: Place) -> bool:
    return not ranges or any(one.first <= place.first and place.last <= one.last for one in ranges)
