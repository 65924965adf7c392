"""Taking annotations over: a file of them becomes entries behind those that are there.

In go the bytes of a file and what is known of the text; out come the blocks to be added to ``apparatus.toml``, and
messages with the lines of the file. Nothing of what stands there is touched. The text is encoded with the new entries
before anything is written: who takes annotations over gets entries that hold.
"""

import json
import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from editio import encode
from editio.edition import Edition
from editio.encode import Said, silencers
from editio.encode.annotations import blocks, reading, terms
from editio.encode.annotations.carried import carried, plain, table_of
from editio.encode.annotations.others import Others
from editio.encode.annotations.places import UNWRITABLE
from editio.encode.annotations.quoting import Quoter
from editio.encode.annotations.reading import Node
from editio.encode.annotations.seeking import Seeker, Unfit
from editio.encode.apparatus import Around
from editio.encode.entries import parse
from editio.encode.reading import RawText
from editio.encode.selectors import Finder
from editio.message import Message

LETTERS = {"note": "n"}
"""What the id of a new entry begins with, by what it does; of names it is ``name``."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Hold an entry, or a witness, that an annotation asks for: its keys, and the line and name of the annotation."""

    line: int
    name: str
    table: Mapping[str, Any]
    siglum: str = ""

    @property
    def block(self) -> str:
        """Give its lines."""
        return blocks.witness(self.siglum, self.table) if self.siglum else blocks.entry(self.table)


@dataclass(frozen=True, slots=True)
class Taken:
    """Hold the blocks to be added, and what is to be told."""

    blocks: tuple[str, ...]
    messages: tuple[Message, ...]


@dataclass(frozen=True)
class Taker:
    """Take annotations over into one text; ``old`` is its apparatus as TOML gives it, ``source`` as it was written."""

    edition: Edition
    text: str
    raw: RawText
    said: Said
    old: Mapping[str, Any]
    source: str
    published: frozenset[str]

    def take(self, data: bytes, file: str, resp: str) -> Taken:
        """Give the blocks of what can be taken over, and a message for everything that cannot."""
        nodes, messages = reading.read(data, file)
        finder = Finder(self.raw)
        others = Others(Seeker(finder), Quoter(finder), self.edition, self.said.authorities, resp)
        ids = _Ids({*self.said.editors.ids, *self.published, *self._ids(nodes)})
        wanted: list[Wanted] = []
        for number, node in enumerate(nodes, 1):
            name = reading.name_of(node, number)
            try:
                wanted += self._wanted(node, name, others, ids)
            except Unfit as unfit:
                messages.append(unfit.message(file, node.line, name))
        wanted, told = self._new(wanted, file)
        wanted, faults = self._checked(wanted, file)
        counted = (f"{what} ({times} times)" if times > 1 else what for what, times in sorted(others.left.items()))
        messages += [Message(file, 0, "N249", f"{what} is not taken over") for what in counted]
        return Taken(tuple(one.block for one in wanted), tuple(sorted({*messages, *told, *faults})))

    # --- what annotations ask for -----------------------------------------------------------------------------

    def _ids(self, nodes: Iterable[Node]) -> set[str]:
        entries = (node.get(terms.ENTRY) for node in nodes)
        return {entry.text(f"{terms.PREFIX}id") for entry in entries if isinstance(entry, Node)}

    def _wanted(self, node: Node, name: str, others: Others, ids: "_Ids") -> list[Wanted]:
        if inner := carried(node, terms.WITNESS):
            table = table_of(inner)
            siglum = table.pop("siglum", "")
            if not isinstance(siglum, str) or not siglum:
                raise Unfit("E243", f"its '{terms.WITNESS}' has no siglum")
            if not blocks.BARE.match(siglum):
                raise Unfit("E308", f"{reading.names([siglum])} cannot be a siglum", "use letters and digits")
            return [Wanted(node.line, name, table, siglum)]
        if inner := carried(node, terms.ENTRY):
            return [Wanted(node.line, name, table_of(inner))]
        found = []
        for table in others.tables(node):
            identity = self._kept.get(_sameness(table)) or ids.next(LETTERS.get(table["do"], "name"))
            found.append(Wanted(node.line, name, {"id": identity, **table}))
        return found

    @cached_property
    def _kept(self) -> Mapping[str, str]:
        """Give the ids of the entries that are there, by all else that they say."""
        return {_sameness(table): str(table.get("id", "")) for table in self._tables("entry")}

    def _tables(self, name: str) -> list[Mapping[str, Any]]:
        return [one for one in self.old.get(name, ()) if isinstance(one, dict)]

    # --- what is there already --------------------------------------------------------------------------------

    def _new(self, wanted: Sequence[Wanted], file: str) -> tuple[list[Wanted], list[Message]]:
        """Leave out what is there already (N248); what is there and says something else is refused (E247)."""
        there = {str(table.get("id", "")): blocks.entry(plain(table)) for table in self._tables("entry")}
        there |= {
            f"witness {siglum}": blocks.witness(siglum, plain(table))
            for siglum, table in self.old.get("witness", {}).items()
        }
        new, messages = [], []
        for one in wanted:
            identity = f"witness {one.siglum}" if one.siglum else str(one.table.get("id", ""))
            before = there.get(identity)
            if before is None:
                there[identity] = one.block
                new.append(one)
            elif before == one.block:
                messages.append(Message(file, one.line, "N248", f"{one.name}: '{identity}' is there already"))
            else:
                sentence = f"{one.name}: '{identity}' is there already, and says something else"
                hint = "keep the one that is right: change its id here, or delete the entry there"
                messages.append(Message(file, one.line, "E247", sentence, hint))
        return new, messages

    # --- whether it holds -------------------------------------------------------------------------------------

    def _checked(self, wanted: Sequence[Wanted], file: str) -> tuple[list[Wanted], list[Message]]:
        """Leave out what could not be read or found again, with what the apparatus would say of it."""
        messages: list[Message] = []
        kept = []
        for one in wanted:
            if UNWRITABLE.search(json.dumps(one.table, ensure_ascii=False)):
                sentence = f"{one.name}: it holds half of a character"
                messages.append(Message(file, one.line, "E243", sentence, "delete it: \\ud800 to \\udfff"))
            else:
                kept.append(one)
        while kept and (faults := list(self._faults(kept, file))):
            messages += [message for _, message in faults]
            bad = {at for at, _ in faults}
            if -1 in bad:
                return [], messages
            kept = [one for at, one in enumerate(kept) if at not in bad]
        return kept, messages

    def _faults(self, wanted: Sequence[Wanted], file: str) -> Iterator[tuple[int, Message]]:
        """Read the apparatus as it will be; gives the number of the entry that is at fault, or -1, and the message."""
        source = with_blocks(self.source, [one.block for one in wanted]).replace("\r\n", "\n")
        starts = _lines_of(self.source, wanted)
        path = Path(self.said.editors.file)
        try:
            values = tomllib.loads(source)
        except tomllib.TOMLDecodeError as error:
            sentence = f"no entry can be added behind what stands there: {error}"
            hint = "write the entries that are there as tables: [[entry]]"
            yield -1, Message(str(path), 0, "E301", sentence, hint)
            return
        around = Around(
            tuple(sorted(self.edition.responsible)), self.said.authorities, frozenset(self.edition.documents)
        )
        editors = parse(values, source, path, around)
        told = editors.mistakes
        editors = replace(editors, silencers=(*silencers.of_edition(self.edition, self.text), *editors.silencers))
        said = replace(self.said, editors=editors, messages=told)
        for message in encode.attempt(self.edition, self.text, self.raw, said):
            if not message.rejects:
                continue
            at = bisect_right(starts, message.line) - 1 if message.file == str(path) else -1
            at = at if at >= 0 else self._named(message, wanted)
            if at < 0:
                yield -1, message
                continue
            one = wanted[at]
            yield at, Message(file, one.line, message.code, f"{one.name}: {message.sentence}", message.hint)

    def _named(self, message: Message, wanted: Sequence[Wanted]) -> int:
        """Find the new entry that a message about another place names, such as one that crosses what is there."""
        return next((at for at, one in enumerate(wanted) if f"'{one.table.get('id', '')}'" in message.sentence), -1)


def with_blocks(source: str, added: Sequence[str]) -> str:
    """Give a TOML file with blocks behind what stands there, in the line ends that it has."""
    end = "\r\n" if "\r\n" in source else "\n"
    before = source if not source or source.endswith("\n") else f"{source}{end}"
    words = "\n\n".join(added).replace("\n", end)
    gap = end if before and not re.search(r"(?:\A|\n)[ \t\r]*\n\Z", before) else ""
    return f"{before}{gap}{words}{end}" if added else source


def _lines_of(source: str, wanted: Sequence[Wanted]) -> list[int]:
    """Give the line on which each block will stand."""
    starts, before = [], with_blocks(source, ["x"]).count("\n")
    for one in wanted:
        starts.append(before)
        before += one.block.count("\n") + 2
    return starts


def _sameness(table: Mapping[str, Any]) -> str:
    """Give what an entry says, without its id."""
    return blocks.entry(plain({key: value for key, value in table.items() if key != "id"}))


@dataclass
class _Ids:
    """Give ids that nothing has, nor ever had."""

    taken: set[str]
    last: dict[str, int] = field(default_factory=dict)

    def next(self, letters: str) -> str:
        """Give the next id that begins with some letters."""
        if letters not in self.last:
            numbers = [int(found[1]) for one in self.taken if (found := re.match(rf"{letters}(\d{{1,9}})\Z", one))]
            self.last[letters] = max(numbers, default=0)
        self.last[letters] += 1
        return f"{letters}{self.last[letters]}"
