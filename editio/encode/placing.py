"""What editors say, tied to a raw text: blocks and entries find one another.

In go a raw text and its apparatus as it was read; out come the blocks of the text, those first that entries speak of,
and the entries with their places. An entry can name a part of the text within which its words stand, so this is done in
three steps: entries that say what lines are, entries whose words stand anywhere, entries within something.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from editio.encode.apparatus import Apparatus, Entry
from editio.encode.beginnings import cut
from editio.encode.claims import classified
from editio.encode.draft import Block, Classifier
from editio.encode.kinds import OF_LINES
from editio.encode.profiles import Choice
from editio.encode.reading import RawText
from editio.encode.resolve import Resolver
from editio.encode.scopes import Scopes
from editio.encode.selectors import Finder, Place
from editio.message import Message

ASKED_FIRST = OF_LINES | {"footnote", "page"}
"""What may say of whole lines what they are."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Hold a raw text, its blocks, what the editors say of it with all places, and what could not be placed.

    ``choice`` is the profile whose rules found the blocks.
    """

    raw: RawText
    blocks: tuple[Block, ...]
    editors: Apparatus
    messages: tuple[Message, ...]
    choice: Choice


def place(raw: RawText, said: Apparatus, choice: Choice) -> Placed:
    """Give each entry its places. The messages are those of the resolver, and of lines claimed twice (E206)."""
    raw = cut(raw, sorted({at for seam in choice.profile.cutting() for at in seam(raw)}))
    found = Classifier(raw, choice.profile.ordered())
    resolver = Resolver(Finder(raw), said.file)
    first = [entry for entry in said.entries if entry.do in ASKED_FIRST]
    others = [entry for entry in said.entries if entry.do not in ASKED_FIRST]
    scoped = any(entry.selector.within for entry in first)
    plain = Scopes(raw, found.plain if scoped else (), {})
    placed = resolver.entries(first, plain)
    raw, blocks, crossing = classified(found, placed, said.file)
    placed += resolver.entries((entry for entry in others if not entry.selector.within), plain)
    waiting = [entry for entry in others if entry.selector.within]
    while waiting:
        ids = {entry.id for entry in waiting}
        ready = [entry for entry in waiting if entry.selector.within not in ids] or waiting
        within = Scopes(raw, blocks, {entry.id: _whole(entry) for entry in placed})
        placed += resolver.entries(ready, within)
        waiting = [entry for entry in waiting if entry not in ready]
    within = Scopes(raw, blocks, {entry.id: _whole(entry) for entry in placed})
    silencers = resolver.silencers(said.silencers, within)
    editors = replace(said, entries=_in_order(placed, said.entries), silencers=tuple(silencers))
    return Placed(raw, blocks, editors, (*resolver.messages, *crossing), choice)


def _whole(entry: Entry) -> Place:
    return Place(entry.places[0].first, max(place.last for place in entry.places))


def _in_order(placed: Sequence[Entry], entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Give the entries in the order of the file."""
    by_id = {entry.id: entry for entry in placed}
    return tuple(by_id[entry.id] for entry in entries if entry.id in by_id)
