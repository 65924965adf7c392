"""What each entry was tied to when it was built last, so that nobody's words slip to another place unseen.

In go entries with their places; out comes ``tei/<text>.lock.tsv``. If the raw text is no longer the one that entries
were tied to, that is an error until somebody has looked and says so (``editio accept``). The file is built, and kept
with the documents: it also knows since which edition an entry is there, and one that was published is not deleted but
retired.
"""

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from editio import files
from editio.encode.apparatus import Apparatus, Entry, Silencer
from editio.encode.kinds import IGNORE
from editio.encode.placing import Placed
from editio.encode.reading import RawText
from editio.message import Message, Rejected

VERSION = "1"
COLUMNS = "entry\tdo\tstart\tend\tsha256\tsince\twords"
SHOWN = 40
"""Characters of an entry's words that the file shows to people."""


SHOWN_LINES = 20
"""Lines that a message names."""


@dataclass(frozen=True, slots=True)
class Tied:
    """Hold a place that an entry was tied to: bytes of the raw text, half open, and a hash of what they are."""

    entry: str
    do: str
    start: int
    end: int
    sha256: str
    since: str
    words: str


@dataclass(frozen=True, slots=True)
class Lock:
    """Hold a lock file: the raw text's hash, and the places of each entry; those of retired ones are none."""

    raw: str = ""
    places: Mapping[str, tuple[Tied, ...]] = field(default_factory=dict)


def read(path: Path) -> Lock:
    """Read a lock file; where there is none, nothing was tied yet. Rejects one that is not whole (E219)."""
    if not path.is_file():
        return Lock()
    head: dict[str, str] = {}
    places: dict[str, list[Tied]] = {}
    try:
        for line in files.read(path).decode().removesuffix("\n").split("\n"):
            if line.startswith("# "):
                name, _, value = line[2:].partition("\t")
                head[name] = value
            elif line != COLUMNS:
                entry, do, start, end, *others = line.split("\t")
                places.setdefault(entry, []).append(Tied(entry, do, int(start), int(end), *others))
        if int(head["places"]) != sum(map(len, places.values())):
            raise ValueError("places are missing")
        return Lock(head["raw sha256"], {entry: tuple(those) for entry, those in places.items()})
    except (KeyError, TypeError, ValueError):
        hint = "get it back as it was built; or delete it, if nothing was published yet and the raw text is the same"
        raise Rejected([Message(str(path), 0, "E219", "this is no list of what entries were tied to", hint)]) from None


def write(placed: Placed, before: Lock, date: str) -> bytes:
    """Give the lock file of entries that have their places; ``date`` is the edition's.

    An entry keeps the date since which it was there; those that were retired keep their line without a place.
    """
    raw = placed.raw
    rows = [
        "\t".join([t.entry, t.do, str(t.start), str(t.end), t.sha256, t.since, t.words])
        for those in tied(placed, before, date).values()
        for t in those
    ]
    head = {
        "editio lock": VERSION,
        "raw sha256": digest(raw),
        "raw bytes": str(len(raw.data)),
        "places": str(len(rows)),
    }
    return ("\n".join([*(f"# {name}\t{value}" for name, value in head.items()), COLUMNS, *rows]) + "\n").encode()


def tied(placed: Placed, before: Lock, date: str) -> dict[str, tuple[Tied, ...]]:
    """Give the places of all entries by their ids, in the order of the ids."""
    raw, editors = placed.raw, placed.editors
    found: dict[str, tuple[Tied, ...]] = {}
    offsets = _bytes(raw, (at for one in _placed(editors) for place in one.places for at in (place.first, place.last)))
    for one in _placed(editors):
        since = before.places[one.id][0].since if one.id in before.places else date
        do = one.do if isinstance(one, Entry) else IGNORE
        found[one.id] = tuple(
            _tied(raw, one.id, do, offsets[place.first], offsets[place.last], since) for place in one.places
        )
    for retired in editors.retired:
        since = before.places[retired.id][0].since if retired.id in before.places else date
        found[retired.id] = (Tied(retired.id, "retired", 0, 0, "", since, ""),)
    return dict(sorted(found.items()))


def _placed(editors: Apparatus) -> list[Entry | Silencer]:
    """Give what has a place in the text."""
    return [*editors.entries, *(one for one in editors.silencers if one.places)]


def _tied(raw: RawText, entry: str, do: str, start: int, end: int, since: str) -> Tied:
    data = raw.data[start:end]
    words = " ".join(raw.characters(start, end).split())
    shown = words if len(words) <= SHOWN else f"{words[: SHOWN // 2]}...{words[-SHOWN // 3 :]}"
    shown = "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in shown)
    return Tied(entry, do, start, end, hashlib.sha256(data).hexdigest()[:16], since, shown)


def _bytes(raw: RawText, places: Iterable[int]) -> dict[int, int]:
    """Give the byte for each of some code points of a raw text."""
    return {place: raw.offsets[place] for place in sorted(set(places))}


def gone(before: Lock, editors: Apparatus, date: str) -> list[Message]:
    """Report published entries that are in the file no more (E212); ``date`` is the edition's."""
    hint = f'put it back and withdraw it: retired = "{date}, the reason"'
    return [
        Message(editors.file, 0, "E212", f"'{name}' was published in the edition of {those[0].since} and is gone", hint)
        for name, those in before.places.items()
        if name not in editors.ids and those[0].since < date
    ]


def drift(before: Lock, placed: Placed, text: str) -> list[Message]:
    """Report that entries were tied to another raw text (E210), and those whose words are others now (E211)."""
    editors, raw = placed.editors, placed.raw
    messages: list[Message] = []
    if not before.places or before.raw == digest(raw):
        return messages
    both = _both(before, placed)
    moved = [name for name, (was, here) in both.items() if was != here]
    changed = [name for name, (was, here) in both.items() if [t.sha256 for t in was] != [t.sha256 for t in here]]
    hint = f"look at what has become of them, then say: editio accept {text}"
    sentence = f"the raw text is another than that which {len(before.places)} entries were tied to"
    sentence += f": {len(moved)} stand elsewhere now, {len(changed)} on other words" if moved else ""
    messages.append(Message(raw.file, 0, "E210", sentence, hint))
    lines = {one.id: one.line for one in _placed(editors)}
    for name in changed:
        was, here = both[name]
        sentence = f"'{name}' stood on '{was[0].words}' and stands on '{here[0].words}' now"
        messages.append(Message(editors.file, lines[name], "E211", sentence, hint))
    return messages


def taken(before: Lock, placed: Placed) -> list[Message]:
    """Report which places were taken by entries that take every one (N213), unless they were tied to these before."""
    now = tied(placed, before, "")
    messages: list[Message] = []
    for one in _placed(placed.editors):
        if one.selector.every and _ranges(now[one.id]) != _ranges(before.places.get(one.id, ())):
            numbers = sorted({_line(placed.raw, place.first) for place in one.places})
            lines = ", ".join(map(str, numbers[:SHOWN_LINES])) + (", ..." if len(numbers) > SHOWN_LINES else "")
            count = "1 place" if len(one.places) == 1 else f"{len(one.places)} places"
            sentence = f"'{one.id}' takes {count} (lines {lines})"
            messages.append(Message(placed.editors.file, one.selector.lines["every"], "N213", sentence))
    return messages


def moves(before: Lock, placed: Placed) -> list[str]:
    """Tell of each entry that has moved where it stood and where it stands, in bytes."""
    return [
        f"{name}: {_range(was)} '{was[0].words}' -> {_range(here)} '{here[0].words}'"
        for name, (was, here) in _both(before, placed).items()
        if was != here
    ]


def _range(places: tuple[Tied, ...]) -> str:
    return ", ".join(f"{start}-{end}" for start, end in _ranges(places))


def _ranges(places: tuple[Tied, ...]) -> list[tuple[int, int]]:
    return [(place.start, place.end) for place in places]


def _line(raw: RawText, at: int) -> int:
    """Give the number, from 1, of the line on which a code point stands."""
    return raw.lines[bisect_right(raw.lines, at, key=lambda line: line.at) - 1].number


def _both(before: Lock, placed: Placed) -> dict[str, tuple[tuple[Tied, ...], tuple[Tied, ...]]]:
    """Give for each entry that was tied and has its places now: where it stood, and where it stands."""
    now = tied(placed, before, "")
    ids = [one.id for one in _placed(placed.editors) if one.id in before.places]
    return {name: (before.places[name], now[name]) for name in sorted(ids)}


def digest(raw: RawText) -> str:
    """Give the SHA-256 of a raw text."""
    return hashlib.sha256(raw.data).hexdigest()
