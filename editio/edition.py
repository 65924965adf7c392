"""The edition: what ``source/edition.toml`` says, and where everything lies.

In goes the folder of an edition; out comes an :class:`Edition` of plain values. It opens no text.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from editio.files import read_toml
from editio.toml import Table

FORMATS = ("html", "epub", "text")
"""The formats that an edition may ask for, in the order in which they are built."""

NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*\Z")
"""What the folder of a text may be called: it becomes a file name, an address and the beginning of an id."""


@dataclass(frozen=True, slots=True)
class Responsible:
    """Name someone who answers for what is said in the edition; ``id`` is what ``resp`` refers to."""

    id: str
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Edition:
    """Hold what is the same for all texts of an edition.

    ``root`` is the folder that holds ``source/``, ``texts`` the names of its texts in reading order,
    ``date`` an ISO date, ``language`` the BCP 47 code of the edition's own words.
    """

    root: Path
    id: str
    title: str
    subtitle: str
    language: str
    date: str
    publisher: str
    licence: str
    licence_text: str
    identifier: str
    formats: tuple[str, ...]
    texts: tuple[str, ...]
    responsible: Mapping[str, Responsible]

    @property
    def source(self) -> Path:
        """Give the folder of what people write."""
        return self.root / "source"

    @property
    def tei(self) -> Path:
        """Give the folder of the encoded texts."""
        return self.root / "tei"

    @property
    def output(self) -> Path:
        """Give the folder of what is built to be read."""
        return self.root / "output"

    def text_folder(self, text: str) -> Path:
        """Give the folder in which people write about one text."""
        return self.source / text

    def document(self, text: str) -> Path:
        """Give the path of one text's TEI document."""
        return self.tei / f"{text}.xml"

    def ledger(self, text: str) -> Path:
        """Give the path of one text's ledger."""
        return self.tei / f"{text}.ledger.tsv"


def load(root: Path) -> Edition:
    """Read ``source/edition.toml`` below ``root``.

    Rejects what is missing, not known or not allowed (E302, E303, E304), names that cannot be a file's
    (E308) and folders without a text (E307), all in one go.
    """
    path = root / "source" / "edition.toml"
    values, source = read_toml(path)
    table = Table(values, path, source)
    found = _texts(root / "source", table)
    edition = Edition(
        root=root,
        id=table.text("id", needed=True, pattern=NAME),
        title=table.text("title", needed=True),
        subtitle=table.text("subtitle"),
        language=table.text("language", needed=True),
        date=table.date("date", needed=True),
        publisher=table.text("publisher", needed=True),
        licence=table.text("licence"),
        licence_text=table.text("licence_text"),
        identifier=table.text("identifier"),
        formats=table.texts("formats", default=FORMATS, among=FORMATS),
        texts=found,
        responsible=_responsible(table),
    )
    table.finish()
    return edition


def _texts(folder: Path, table: Table) -> tuple[str, ...]:
    present = sorted(path.name for path in folder.iterdir() if path.is_dir())
    stated = table.texts("texts", default=tuple(present))
    for name in dict.fromkeys((*stated, *present)):
        if not NAME.match(name):
            hint = "begin with a letter; use small letters, digits and single hyphens"
            table.reject("texts", "E308", f"the folder '{name}' has a name that no text can have", hint)
        elif not (folder / name / "text.txt").is_file():
            table.reject("texts", "E307", f"the folder source/{name} holds no text.txt")
    return stated + tuple(name for name in present if name not in stated)


def _responsible(table: Table) -> Mapping[str, Responsible]:
    people = {}
    for key, inner in table.tables("responsible"):
        people[key] = Responsible(
            key, inner.text("name", needed=True), inner.text("role", default="edited by")
        )
    people["pipeline"] = Responsible("pipeline", "editio", "encoded by program")
    return people
