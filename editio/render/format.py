"""What a format is to the stage: a module with five functions, or a few more, each of which writes nothing.

In goes nothing; the module holds the shape that every module named in :data:`editio.render.FORMATS` has.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from editio.edition import Edition
from editio.message import Message


@dataclass(frozen=True, slots=True)
class Made:
    """Hold what a format made: whole files by their paths, in the order in which they are written.

    ``owned`` are patterns of paths that nothing else writes: a file that one matches and was not made is a page of
    earlier times.
    """

    files: tuple[tuple[Path, bytes], ...] = ()
    messages: tuple[Message, ...] = ()
    owned: tuple[Path, ...] = ()


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


class Cutting(Format, Protocol):
    """Make of one text files of which nobody knows beforehand how many they are."""

    def text_pages(self, edition: Edition, name: str) -> tuple[Path, ...]:
        """Give patterns of the files that :meth:`Format.text` makes, in their last names; nothing else lies there."""

    def text_needs(self, edition: Edition) -> Mapping[str, tuple[Path, ...]]:
        """Give by text the documents of others that :meth:`Format.text` reads beside its own."""
