"""The edition: what ``source/edition.toml`` says, and where everything lies.

In goes the folder of an edition; out comes an :class:`Edition` of plain values. It opens no text.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from editio import catalogues, keys, publication
from editio.files import read_toml
from editio.keys import Key
from editio.message import CODES, Message, silenced_by
from editio.publication import Publication
from editio.toml import Table

FORMATS = ("html", "epub", "text", "pdf")
"""The formats that an edition may ask for, in the order in which they are built."""

NAME = keys.FORMS["name"].pattern
"""What the folder of a text may be called: it becomes a file name, an address and the beginning of an id."""

RESERVED = ("person", "org", "place", "event", "work", "term")
"""What neither an edition, a text nor an essay may be called: ids of authorities begin so, and theirs would too."""

OTHER_NAME = "take another name: people-of-the-coast, letters-1901"

SILENCEABLE = tuple(code for code in CODES if silenced_by(code))
"""The codes of findings that can be let stand."""

RESPONSIBLE = re.compile(r"[A-Za-z][A-Za-z0-9-]*\Z")
"""The key of one who answers for something; it becomes an id."""

PIPELINE = "pipeline"
"""The key of the program itself, which answers for what nobody else does."""

KEYS: Mapping[str, Key] = {
    "id": Key("the name of the edition: small letters, digits, hyphens; files are called by it", "name", needed=True),
    "title": Key("the title, as on the cover", needed=True),
    "subtitle": Key("the subtitle"),
    "language": Key(
        "the language of the edition's own words: a code of BCP 47, such as en-GB", "language", needed=True
    ),
    "date": Key("the date of this edition, the only one that a build knows: 2026-11-22", "date", needed=True),
    "publisher": Key("who publishes it", needed=True),
    "licence": Key("the address of the licence of the editors' own matter"),
    "licence_text": Key("the licence of the editors' own matter, in words"),
    "identifier": Key("what no other edition is called: urn:uuid:..., an ISBN"),
    "abstract": Key("what the edition is about, in plain words"),
    "keywords": Key("what one would look the edition up by", "texts"),
    "formats": Key("what is made", "texts", among=FORMATS),
    "texts": Key("the texts in reading order: the names of their folders; those not named follow", "texts"),
    "essays": Key(
        "what the editors write beside the texts, in reading order: introduction is introduction.md", "texts"
    ),
}
"""Keys of ``edition.toml``."""

RESPONSIBLE_KEYS: Mapping[str, Key] = {
    "name": Key("the name that readers see", needed=True),
    "role": Key("what this one does, before the name: edited by", default="edited by"),
    "initials": Key("what stands behind the notes and changes of this one, where there are several"),
}
"""Keys of a table ``[responsible.KEY]``."""

IGNORE_KEYS: Mapping[str, Key] = {
    "code": Key("the code of the findings that are let stand: W509", "code", needed=True, among=SILENCEABLE),
    "text": Key("the text or essay in which they are let stand", needed=True, of="text"),
    "why": Key("the reason, which is kept in the document", needed=True),
}
"""Keys of a table ``[[ignore]]``."""


@dataclass(frozen=True, slots=True)
class Responsible:
    """Name someone who answers for what is said in the edition; ``id`` is what ``resp`` refers to.

    ``initials`` stand behind what each has said, where there are several.
    """

    id: str
    name: str
    role: str
    initials: str = ""


@dataclass(frozen=True, slots=True)
class Ignored:
    """Say that findings of a code are known in one text and let stand, and why; ``line`` is where it is said.

    ``text`` may name an essay, or the edition itself: all of the volume's own document.
    """

    code: str
    text: str
    why: str
    line: int


@dataclass(frozen=True, slots=True)
class Edition:
    """Hold what is the same for all texts of an edition.

    ``root`` is the folder that holds ``source/``, ``texts`` the names of its texts in reading order,
    ``date`` an ISO date, ``language`` the BCP 47 code of the edition's own words. ``unusable`` holds the folders of
    ``source/`` that cannot be a text, with the reason: one of them stops nothing but itself. ``essays`` names what the
    editors write beside the texts, ``misnamed`` says what is wrong with others: that stops the volume's own document
    alone. In which forms it appears, :attr:`publication` says.
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
    abstract: str
    keywords: tuple[str, ...]
    formats: tuple[str, ...]
    texts: tuple[str, ...]
    essays: tuple[str, ...]
    misnamed: tuple[Message, ...]
    responsible: Mapping[str, Responsible]
    ignored: tuple[Ignored, ...]
    publication: Publication
    unusable: Mapping[str, Message]

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

    @property
    def has_volume(self) -> bool:
        """Tell whether the edition has a document of its own: it has one if it names essays."""
        return bool(self.essays or self.misnamed)

    @property
    def volume(self) -> Path:
        """Give the path of the volume's own TEI document, which holds its essays and all authorities."""
        return self.document(self.id)

    @property
    def documents(self) -> tuple[str, ...]:
        """Give the names of all documents into which links may lead: those of the texts, and the volume's own."""
        return (*self.texts, *((self.id,) if self.has_volume else ()))

    def essay(self, name: str) -> Path:
        """Give the file in which people write an essay."""
        return self.source / f"{name}.md"

    def text_folder(self, text: str) -> Path:
        """Give the folder in which people write about one text."""
        return self.source / text

    def document(self, text: str) -> Path:
        """Give the path of one text's TEI document."""
        return self.tei / f"{text}.xml"

    def ledger(self, text: str) -> Path:
        """Give the path of one text's ledger."""
        return self.tei / f"{text}.ledger.tsv"

    def lock(self, text: str) -> Path:
        """Give the path of the list of what each entry of one text was tied to."""
        return self.tei / f"{text}.lock.tsv"


def load(root: Path) -> Edition:
    """Read ``source/edition.toml`` below ``root``.

    Rejects what is missing, not known or not allowed (E302, E303, E304) in one go. Folders without a text (E307) and
    names that cannot be a file's (E308) are kept apart as unusable; hidden folders are a program's and passed over.
    """
    path = root / "source" / "edition.toml"
    values, source = read_toml(path)
    table = Table(values, path, source)
    said = keys.read(table, KEYS)
    if said["id"] in RESERVED:
        table.reject("id", "E308", f"an edition cannot be called '{said['id']}', as a kind of authority is", OTHER_NAME)
    texts, unusable = _texts(root / "source", table, said["id"])
    responsible = _responsible(table)
    taken = dict.fromkeys(responsible, "somebody responsible") | dict.fromkeys(texts, "a text")
    taken |= dict.fromkeys(RESERVED, "a kind of authority") | {said["id"]: "the edition"}
    essays, misnamed = _essays(table, taken)
    of_volume = (*table.texts("essays"), said["id"]) if essays or misnamed else ()
    edition = Edition(
        root=root,
        **said,
        keywords=table.texts("keywords"),
        formats=table.texts("formats", default=FORMATS, among=FORMATS),
        texts=texts,
        essays=essays,
        misnamed=misnamed,
        responsible=responsible,
        ignored=_ignored(table, (*texts, *of_volume)),
        publication=publication.read(table, said["language"], texts, said["id"], FORMATS, catalogues.languages(root)),
        unusable=unusable,
    )
    table.finish()
    return edition


def _texts(folder: Path, table: Table, edition: str) -> tuple[tuple[str, ...], dict[str, Message]]:
    present = sorted(path.name for path in folder.iterdir() if path.is_dir() and not path.name.startswith("."))
    usable, unusable = [], {}
    for name in dict.fromkeys((*table.texts("texts"), *present)):
        place, line = (folder / name, 0) if name in present else (table.path, table.line_of("texts"))
        if not NAME.match(name):
            hint = keys.FORMS["name"].says
            unusable[name] = Message(str(place), line, "E308", f"'{name}' cannot be the name of a text", hint)
        elif name in RESERVED:
            sentence = f"the text '{name}' is called as a kind of authority is"
            unusable[name] = Message(str(place), line, "E308", sentence, OTHER_NAME)
        elif name == edition:
            sentence = f"the text '{name}' is called as the edition is, whose own document is {name}.xml"
            hint = "give the folder another name, or the edition another 'id'"
            unusable[name] = Message(str(place), line, "E308", sentence, hint)
        elif not (folder / name / "text.txt").is_file():
            hint = "put the raw text there, or delete the folder and its name in edition.toml"
            unusable[name] = Message(str(place), line, "E307", f"the text '{name}' has no text.txt", hint)
        else:
            usable.append(name)
    return tuple(usable), unusable


def _essays(table: Table, taken: Mapping[str, str]) -> tuple[tuple[str, ...], tuple[Message, ...]]:
    """Give the names of essays, and what is wrong with those that are none; ``taken`` are names of something else."""
    named: list[str] = []
    wrong: list[Message] = []
    for name in table.texts("essays", each_once=False):
        code = "E308"
        if not NAME.match(name):
            sentence, hint = f"'{name}' cannot be the name of an essay", keys.FORMS["name"].says
        elif name in named:
            sentence, hint = f"the essay '{name}' is named twice", "leave one of the two out"
        elif name in taken:
            sentence = f"the essay '{name}' is called as {taken[name]} is"
            hint = f"give {name}.md another name, and write that here"
        elif not (table.path.with_name(f"{name}.md")).is_file():
            sentence, hint = f"the essay '{name}' has no file {name}.md", "write it, or take its name out here"
            code = "E305"
        else:
            named.append(name)
            continue
        wrong.append(Message(str(table.path), table.line_of("essays"), code, sentence, hint))
    return tuple(named), tuple(wrong)


def _responsible(table: Table) -> Mapping[str, Responsible]:
    people = {}
    for key, inner in table.tables("responsible"):
        people[key] = Responsible(key, **keys.read(inner, RESPONSIBLE_KEYS))
        if not RESPONSIBLE.match(key):
            hint = "use letters and digits, and begin with a letter"
            inner.reject("", "E308", f"'{key}' cannot be the key of a person", hint)
        inner.close()
    people[PIPELINE] = Responsible(PIPELINE, "editio", "encoded by program")
    return people


def _ignored(table: Table, texts: tuple[str, ...]) -> tuple[Ignored, ...]:
    found = []
    for inner in table.array("ignore"):
        said = keys.read(inner, IGNORE_KEYS, {"text": texts})
        found.append(Ignored(silenced_code(inner), **said, line=inner.line))
        inner.close()
    return tuple(found)


def silenced_code(table: Table) -> str:
    """Give the code of findings that a table of TOML silences; one that cannot be silenced is rejected (E304)."""
    code = table.text("code", needed=True)
    if code and code not in SILENCEABLE:
        hint = "warnings and notes of encode, validate and suggest can be silenced; an error must be mended"
        table.reject("code", "E304", f"'{code}' is no finding that can be silenced", hint)
    return code
