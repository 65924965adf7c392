"""What editors say, put where it belongs: in and round the words of passages, round blocks, or apart from the text.

In go resolved entries and the passages of a text; the passages take up spans and points, and out come the wraps round
whole blocks, the annotations that stand apart, and a message for each entry that cannot be done (E206, E207, E209).
The order of the entries is of no account.
"""

import operator
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from editio.encode import interventions, variants
from editio.encode.apparatus import Apparatus, Entry
from editio.encode.beginnings import doubled
from editio.encode.compose import Content, Point, Span
from editio.encode.crossing import INNERMOST, crossing
from editio.encode.interruptions import pieces, runs
from editio.encode.interventions import INDIVISIBLE, Own
from editio.encode.kinds import RANKS, WORDS
from editio.encode.passages import Passage
from editio.encode.reading import RawText
from editio.encode.selectors import Place
from editio.encode.signs import marks
from editio.message import Message

ROUND_BLOCKS = frozenset(["quote", "q", "said"])
"""What can hold whole paragraphs."""

BESIDE_BLOCKS = frozenset(["break", "page"])
"""What stands between two blocks where its point is at the border of one."""

ONE_AT_A_POINT = frozenset(["break", "gap", "page", "supply"])
"""What can be said once only of one point; of notes and variants there may be several."""

IN_BODY = frozenset(["item", "l", "p"])
"""Kinds of block that may stand together in a quotation."""


@dataclass(frozen=True, slots=True)
class Wrap:
    """Hold an element round whole blocks: the indices of their first lines."""

    entry: Entry
    own: Own
    blocks: tuple[int, ...]


@dataclass
class Edited:
    """Hold what the entries of a text made beside the spans and points of its passages.

    ``targets`` gives the ids of the passages that an entry speaks of, where what it made bears no id of its own.
    """

    wraps: list[Wrap] = field(default_factory=list)
    notes: list[etree._Element] = field(default_factory=list)
    links: list[etree._Element] = field(default_factory=list)
    variants: list[etree._Element] = field(default_factory=list)
    targets: dict[str, list[str]] = field(default_factory=dict)
    messages: list[Message] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Part:
    """Hold a part of an entry: the words of one passage (code points, half open) that belong to one of its places."""

    passage: Passage
    first: int
    last: int
    own: Own


def edit(editors: Apparatus, raw: RawText, passages: Sequence[Passage]) -> Edited:
    """Put what entries say into passages; what they say of whole lines, and of signs, is in these already."""
    edited = Edited()
    by_first = sorted(passages, key=lambda passage: passage.first)
    groups = Counter(_whole_of(passage) for passage in passages)
    for entry in in_order(editors.entries):
        places = [_inside_all(raw, entry, place, by_first) for place in entry.places]
        if [] in places:
            sentence = f"'{entry.id}' marks what is not part of the encoded text"
            hint = "words of title lines, headings, paragraphs, notes and trailers can be marked"
            edited.messages.append(Message(editors.file, entry.line, "E207", sentence, hint))
        elif entry.do in INDIVISIBLE and (most := max(len(inside or ()) for inside in places)) > 1:
            sentence = f"'{entry.id}' takes words of {most} blocks at once"
            edited.messages.append(
                Message(editors.file, entry.line, "E209", sentence, "make an entry for each of them")
            )
        else:
            _place(entry, _parts(entry, places), editors, edited, groups)
    alone = (entry for entry in editors.entries if entry.do in ONE_AT_A_POINT)
    points = ((entry, place) for entry in alone for place in entry.places if place.first == place.last)
    edited.messages.extend(doubled(points, editors.file))
    entries = {entry.id: entry for entry in editors.entries}
    for passage in passages:
        edited.messages.extend(crossing(passage.spans, entries, passage.block.kind, editors.file))
    edited.messages.extend(crossing([_span_of(wrap) for wrap in edited.wraps], entries, "", editors.file))
    return edited


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """Sort entries by their places, so that their order in the file is of no account."""
    return sorted(entries, key=lambda entry: (entry.places[0].first, -entry.places[0].last, RANKS[entry.do], entry.id))


_Inside = list[tuple[Passage, int, int]]


def _inside_all(raw: RawText, entry: Entry, place: Place, passages: Sequence[Passage]) -> _Inside | None:
    """Find the words that a place of an entry marks, without those that interrupt it; none for lines and signs."""
    if marks(raw, entry, place) != WORDS:
        return None
    return [one for piece in pieces(raw.text, place, entry.between) for one in _inside(piece, passages)]


def _inside(place: Place, passages: Sequence[Passage]) -> _Inside:
    """Find the passages of which a place marks words, or that have its point, with the words that it marks."""
    start = max(0, bisect_right(passages, place.first, key=lambda passage: passage.first) - 1)
    end = bisect_right(passages, place.last, key=lambda passage: passage.first)
    near = passages[start:end]
    if place.first == place.last:
        near = [passage for passage in near if place.first <= passage.last]
        return [(passage, at, at) for passage in near[-1:] for at in [passage.offset(place.first)]]
    marked = [(passage, *_marked(place, passage)) for passage in near]
    return [one for one in marked if operator.lt(*one[1:])]


def _marked(place: Place, passage: Passage) -> tuple[int, int]:
    """Give the part of a passage's words that a place marks: code points, half open."""
    return (
        passage.offset(min(max(place.first, passage.first), passage.last)),
        passage.offset(max(min(place.last, passage.last), passage.first)),
    )


def _parts(entry: Entry, places: Sequence[_Inside | None]) -> list[list[_Part]]:
    """Number the parts of an entry through all its places; those of one place are chained."""
    made: list[list[_Part]] = []
    number = 1
    for inside in places:
        chain = ["", *(entry.own_id(number + nth) for nth in range(len(inside or ()))), ""]
        parts = []
        for nth, (passage, first, last) in enumerate(inside or (), 1):
            own = Own(chain[nth], entry.id if chain[nth] != entry.id else "", chain[nth + 1], chain[nth - 1])
            parts.append(_Part(passage, first, last, own))
        made += [parts] if parts else []
        number += len(parts) or 1
    return made


def _place(
    entry: Entry, places: Sequence[Sequence[_Part]], editors: Apparatus, edited: Edited, groups: Mapping[object, int]
) -> None:
    if not places:
        return
    if entry.do == "note" and any(place.first < place.last for place in entry.places):
        ranges = [_anchored(entry, parts) for parts in places]
        edited.notes.append(interventions.note_on_range(entry, ranges))
    elif entry.do == "align":
        edited.links += [interventions.link(entry, part.own, part.passage.id) for parts in places for part in parts]
    elif entry.do == "language" and all(_is_whole(part) for parts in places for part in parts):
        passages = [part.passage for parts in places for part in parts]
        for passage in passages:
            if passage.language:
                sentence = f"'{entry.id}' and another entry say of what language {passage.id} is"
                edited.messages.append(Message(editors.file, entry.line, "E206", sentence, "delete one of them"))
            passage.language = entry.values["lang"]
        edited.targets[entry.id] = [passage.id for passage in passages]
    else:
        for parts in places:
            if entry.do in ROUND_BLOCKS and _holds_blocks(parts, groups):
                edited.wraps += _wraps(entry, parts)
            elif entry.do == "variant" and len(parts) > 1:
                _variant_apart(entry, parts, editors, edited)
            else:
                for part in parts:
                    _inline(entry, part, editors)
                edited.messages.extend(_unlocated(entry, parts, editors.file))


def _anchored(entry: Entry, parts: Sequence[_Part]) -> tuple[str, str]:
    """Put an anchor at either end of a range."""
    first, last = interventions.anchors(parts[0].own)
    rank = 1 + RANKS[entry.do]
    parts[0].passage.points.append(Point(parts[0].first, rank, interventions.anchor(first)))
    parts[-1].passage.points.append(Point(parts[-1].last, rank, interventions.anchor(last)))
    return first, last


def _variant_apart(entry: Entry, parts: Sequence[_Part], editors: Apparatus, edited: Edited) -> None:
    own = editors.own_witness
    if own and entry.values["lemma"] not in ("", own.siglum):
        sentence = f"'{entry.id}' runs over {len(parts)} blocks, and only the raw text's own reading can stand there"
        hint = f"leave out 'lemma', or write lemma = \"{own.siglum}\""
        edited.messages.append(Message(editors.file, entry.lines["lemma"], "E209", sentence, hint))
    elif own:
        edited.variants.append(variants.apart(entry, own, *_anchored(entry, parts)))


def _inline(entry: Entry, part: _Part, editors: Apparatus) -> None:
    passage, first, last, rank = part.passage, part.first, part.last, RANKS[entry.do]
    if first < last:
        passage.spans.append(Span(first, last, rank, entry.id, _wrapper(entry, part.own, editors)))
        if locator := entry.values.get("locator", ""):
            _locate(entry, part, locator)
        return
    content = (
        _wrapper(entry, part.own, editors)([]) if entry.do == "variant" else [interventions.point(entry, part.own)]
    )
    in_body = passage.block.kind in IN_BODY or passage.block.kind == "head"
    if entry.do in BESIDE_BLOCKS and in_body and first in (0, len(passage.words)):
        (passage.after if first else passage.before).extend(one for one in content if not isinstance(one, str))
    else:
        passage.points += [Point(first, 1 + rank, one) for one in content if not isinstance(one, str)]


def _wrapper(entry: Entry, own: Own, editors: Apparatus) -> Callable[[Content], Content]:
    if entry.do == "variant" and editors.own_witness:
        return variants.wrapper(entry, own, editors.own_witness)
    return interventions.wrapper(entry, own)


def _locate(entry: Entry, part: _Part, locator: str) -> None:
    """Mark those words of a citation that say where in the work it is."""
    if found := _whole_words(locator).search(part.passage.words, part.first, part.last):
        span = Span(*found.span(), INNERMOST, entry.id, interventions.cited_range)
        part.passage.spans.append(span)


def _unlocated(entry: Entry, parts: Sequence[_Part], file: str) -> Iterator[Message]:
    """Report a locator that stands in no part of its citation."""
    locator = entry.values.get("locator", "")
    words = (part.passage.words[part.first : part.last] for part in parts)
    if locator and not any(_whole_words(locator).search(some) for some in words):
        sentence = f"the locator '{locator}' of '{entry.id}' is not among the words that are marked"
        yield Message(file, entry.lines["locator"], "E304", sentence, "mark it too, and quote it as the text has it")


def _whole_words(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")


def _is_whole(part: _Part) -> bool:
    return part.first == 0 and part.last == len(part.passage.words)


def _whole_of(passage: Passage) -> object:
    """Give what a passage is a part of, such as a list, a table, or a poem: nothing where it stands by itself."""
    return passage.block.inside[:1] or passage.block.group


def _holds_blocks(parts: Sequence[_Part], groups: Mapping[object, int]) -> bool:
    """Tell whether parts are several whole blocks that can stand in one quotation, no poem or list in part."""
    inside = Counter(_whole_of(part.passage) for part in parts)
    whole = all(_is_whole(part) and part.passage.block.kind in IN_BODY for part in parts)
    return len(parts) > 1 and whole and all(not group or groups[group] == held for group, held in inside.items())


def _wraps(entry: Entry, parts: Sequence[_Part]) -> Iterator[Wrap]:
    """Give what stands round whole blocks: one element, or a chain of several where other blocks interrupt them."""
    chain = runs([part.passage.first for part in parts], entry.between)
    ids = ["", *(parts[nth].own.id for nth in range(len(chain))), ""]
    for nth, (first, last) in enumerate(chain, 1):
        own = Own(ids[nth], parts[nth - 1].own.first, ids[nth + 1], ids[nth - 1])
        yield Wrap(entry, own, tuple(part.passage.block.first for part in parts[first:last]))


def _span_of(wrap: Wrap) -> Span:
    """Give the lines that are wrapped as a span, so that wraps that cross are found as spans are."""
    rank = RANKS[wrap.entry.do]
    return Span(wrap.blocks[0], wrap.blocks[-1] + 1, rank, wrap.entry.id, interventions.wrapper(wrap.entry, wrap.own))
