"""What a format is to the stage: a module with five functions, each of which writes nothing.

In goes nothing; the module holds the shape that every module named in :data:`editio.render.FORMATS` has.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from editio.edition import Edition
from editio.message import Message


@dataclass(frozen=True, slots=True)
class Made:
    """Hold what a format made: whole files by their paths, in the order in which they are written."""

    files: tuple[tuple[Path, bytes], ...] = ()
    messages: tuple[Message, ...] = ()


class Format(Protocol):
    """Make files of TEI documents. Each function rejects what it cannot render (:class:`~editio.message.Rejected`)."""

    def single(self, data: bytes, file: str, out: Path) -> Made:
        """Make of one TEI document, without an edition, what is written to ``out``; ``file`` names it in messages."""

    def text(self, edition: Edition, name: str) -> Made:
        """Make what belongs to one text of an edition."""

    def volume(self, edition: Edition) -> Made:
        """Make what belongs to the edition as a whole: nothing, for some formats."""

    def text_targets(self, edition: Edition, name: str) -> tuple[Path, ...]:
        """Name the files that :meth:`text` makes, without making them."""

    def volume_targets(self, edition: Edition) -> tuple[Path, ...]:
        """Name the files that :meth:`volume` makes, without making them."""
