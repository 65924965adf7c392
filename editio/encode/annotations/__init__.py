"""annotations: what editors say, in the form in which all programs that annotate exchange it.

In go a text of an edition, or a file of annotations; out come a file of annotations, or entries behind those that are
there. The form is that of the W3C Web Annotation Data Model, in JSON-LD. The order of the modules: ``terms`` (names),
``places`` (selectors), ``export``; ``reading`` (JSON), ``seeking`` (selectors again), ``quoting`` and ``wording`` (for
people), ``carried`` and ``others`` (annotations of ours, and those that are not), ``blocks`` (TOML), ``taking``.
"""

import sys
from dataclasses import dataclass
from pathlib import Path

from editio import encode, files
from editio.edition import Edition
from editio.encode import lock
from editio.encode.annotations.export import Exporter
from editio.encode.annotations.places import Places
from editio.encode.annotations.reading import LONGEST
from editio.encode.annotations.taking import Taker, with_blocks
from editio.encode.selectors import Finder
from editio.message import Message, Rejected, reject_if_any


@dataclass(frozen=True, slots=True)
class Added:
    """Hold the blocks of TOML that annotations became, and what is to be told of them."""

    blocks: tuple[str, ...]
    messages: tuple[Message, ...]


def export(edition: Edition, text: str) -> bytes:
    """Give the annotations of a text. Rejects mistakes of what people wrote of it, and words that are not found."""
    said = encode.gather(edition, text)
    raw = encode.read(edition, text, said)
    placed = encode.placed(raw, said, edition)
    reject_if_any([*said.messages, *placed.messages])
    path = _apparatus(edition, text)
    tables = files.read_toml(path)[0].get("entry", []) if path.is_file() else []
    return Exporter(edition, text, raw, said, placed.editors, Places(Finder(raw))).document(tables)


def add(edition: Edition, text: str, source: Path, *, resp: str = "", partly: bool = False, to: Path | None) -> Added:
    """Add the annotations of a file to ``apparatus.toml`` of a text, or write them ``to`` a file of their own.

    ``resp`` answers for those that have no maker whom the edition knows: without it the first whom ``edition.toml``
    lists. Rejects a file of which anything cannot be taken over; ``partly`` takes the rest, and tells what is left.
    """
    said = encode.gather(edition, text)
    reject_if_any(said.messages)
    path = _apparatus(edition, text)
    values, before = files.read_toml(path) if path.is_file() else ({}, "")
    written = files.read(path).decode("utf-8") if path.is_file() else ""
    raw = encode.read(edition, text, said)
    published = frozenset(lock.read(edition.lock(text)).places)
    taker = Taker(edition, text, raw, said, values, before, published)
    taken = taker.take(_received(source), str(source), resp or next(iter(edition.responsible)))
    if any(message.rejects for message in taken.messages) and not partly:
        raise Rejected(taken.messages)
    if to is not None:
        files.write(to, with_blocks("", taken.blocks).encode())
    elif taken.blocks:
        files.write(path, with_blocks(written, taken.blocks).encode())
    return Added(taken.blocks, taken.messages)


def _received(path: Path) -> bytes:
    """Read a file that strangers wrote, no further than a byte beyond what is looked into."""
    if path == files.STREAM:
        return sys.stdin.buffer.read(LONGEST + 1)
    try:
        with path.open("rb") as file:
            return file.read(LONGEST + 1)
    except OSError as error:
        sentence = f"the file cannot be read: {error.strerror or error}"
        raise Rejected([Message(str(path), 0, "E101", sentence)]) from None


def _apparatus(edition: Edition, text: str) -> Path:
    return edition.text_folder(text) / "apparatus.toml"
