"""The publication: what ``edition.toml`` says of the forms in which an edition appears, beyond what it holds.

In goes the table of the file; out comes a :class:`Publication` of plain values. Nothing here changes a TEI document: it
is asked for when formats are rendered, and by nobody else.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from editio import catalogues, identifiers, keys
from editio.keys import Key
from editio.toml import Form, Table

PARTS = ("abstract", "contents", "text", "notes", "variants", "changes", "registers", "colophon")
"""What an edition gives of a text, in the order in which it comes where nobody says otherwise.

Without ``notes`` go the notes of the editors and the references to them (those of the author belong to the text);
without ``changes`` the marks and lists of what editors changed; without ``variants`` those of what witnesses have;
without ``registers`` the links of names, the registers, the glossary and the chronology.
"""

PAPERS = ("a4", "a5", "us-letter", "us-trade", "us-digest")
"""Sizes of paper, by the names that typst has for them."""

LINE_ENDS: Mapping[str, str] = {"lf": "\n", "crlf": "\r\n"}

CONTACT = Form(re.compile(r"(mailto:[^\s@]+@[^\s@]+|https?://\S+)\Z"), "write mailto: or https:// before it")

INTERFACE = Key("the language of menus and labels, if it is not that of the edition: de", "language")
"""What a text may have otherwise: key of ``[interfaces]``."""

ISBN = Key("an ISBN: 978-0-14-044568-8")
"""What each format of a text, or of the edition, may have: key of ``[isbn.NAME]``."""

PARALLEL = Key("the texts that it is shown beside, such as its translations", "texts")
"""What a text may have: key of ``[parallel]``."""

KEYS: Mapping[str, Key] = {
    "interface": INTERFACE,
    "address": Key("where the site will stand: https://press.example/trotsky/", "address"),
    "contact": Key("whom readers may ask, about accessibility for instance: mailto:desk@press.example"),
    "superseded_by": Key("the address of a newer edition, which readers are told of", "address"),
    "parts": Key("what comes with each text, in this order; what is not named is left out", "texts", among=PARTS),
    "paper": Key("the size of the pages of the PDF", among=PAPERS, default="a5"),
    "line_end": Key("how lines of plain text end", among=tuple(LINE_ENDS), default="lf"),
}
"""Keys of ``edition.toml`` about the forms in which the edition appears."""


@dataclass(frozen=True, slots=True)
class Publication:
    """Hold how an edition appears.

    ``interface`` is the BCP 47 code of the language of menus and labels, ``interfaces`` those of texts that have
    another. ``address`` ends with a slash, or is empty. ``parts`` are some of :data:`PARTS`, ``text`` always among
    them. ``isbn`` has by the name of a text, or the id of the edition, an ISBN for each format that has one.
    """

    interface: str
    interfaces: Mapping[str, str] = field(default_factory=dict)
    address: str = ""
    contact: str = ""
    superseded_by: str = ""
    parts: tuple[str, ...] = PARTS
    paper: str = "a5"
    line_end: str = "lf"
    parallel: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    isbn: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def spoken(self, name: str = "") -> str:
        """Give the language of menus and labels for a text, or for the edition as a whole."""
        return self.interfaces.get(name) or self.interface

    @property
    def order(self) -> tuple[str, ...]:
        """Give the parts as they follow one another: behind a text stand its author's notes, if no others do."""
        if self.has("notes"):
            return self.parts
        behind = self.parts.index("text") + 1
        return (*self.parts[:behind], "notes", *self.parts[behind:])

    def has(self, part: str) -> bool:
        """Tell whether something of :data:`PARTS` comes with a text."""
        return part in self.parts


def read(
    table: Table, language: str, texts: Iterable[str], edition: str, formats: Iterable[str], spoken: Iterable[str]
) -> Publication:
    """Read what a table says; ``language`` is that of the edition. What is wrong is noted in the table (E304).

    ``spoken`` are the languages in which there are words of the interface. One that is asked for must be among them; an
    edition that asks for none, and has another language, speaks English.
    """
    said = keys.read(table, KEYS)
    texts = tuple(texts)
    if said["contact"] and not CONTACT.pattern.match(said["contact"]):
        table.reject("contact", "E304", f"'contact' cannot be '{said['contact']}'", CONTACT.says)
    parts = table.texts("parts", default=PARTS, among=PARTS)
    if "text" not in parts:
        table.reject("parts", "E304", "'parts' leaves the text itself out", 'name "text" among them')
    spoken = tuple(spoken)
    _reject_unspoken(table, "interface", said["interface"], spoken)
    address = said.pop("address")
    return Publication(
        interface=said.pop("interface") or language,
        interfaces=_interfaces(table.table("interfaces"), texts, spoken),
        address=address if not address or address.endswith("/") else f"{address}/",
        parts=parts,
        parallel=_parallel(table.table("parallel"), texts),
        isbn=_isbn(table, (*texts, edition), tuple(formats)),
        **said,
    )


def _interfaces(table: Table, texts: Iterable[str], spoken: tuple[str, ...]) -> Mapping[str, str]:
    found = {name: keys.value(table, name, INTERFACE) for name in texts}
    for name, code in found.items():
        _reject_unspoken(table, name, code, spoken)
    table.close()
    return {name: code for name, code in found.items() if code}


def _reject_unspoken(table: Table, key: str, code: str, spoken: tuple[str, ...]) -> None:
    if code and not catalogues.is_among(code, spoken):
        hint = f"one of: {', '.join(spoken)}; or write templates/words.{code}.toml"
        table.reject(key, "E304", f"there are no words of the interface in '{code}'", hint)


def _parallel(table: Table, texts: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    found = {name: table.texts(name, among=[one for one in texts if one != name] or [""]) for name in texts}
    table.close()
    return {name: others for name, others in found.items() if others}


def _isbn(table: Table, names: tuple[str, ...], formats: tuple[str, ...]) -> Mapping[str, Mapping[str, str]]:
    scheme = identifiers.SCHEMES["isbn"]
    found: dict[str, dict[str, str]] = {}
    owners: dict[str, str] = {}
    for name, inner in table.tables("isbn"):
        if name not in names:
            inner.reject("", "E304", f"'{name}' is neither a text nor the edition", f"one of: {', '.join(names)}")
        for to in formats:
            if not (said := keys.value(inner, to, ISBN)):
                continue
            value = identifiers.bare(scheme, said)
            if not identifiers.is_good(scheme, value):
                inner.reject(to, "E304", f"'{said}' is no ISBN", f"such as {scheme.example}")
            elif (owner := owners.setdefault(identifiers.isbn13(value), f"{name}.{to}")) != f"{name}.{to}":
                hint = "each format of each text has an ISBN of its own (ISO 2108)"
                inner.reject(to, "E304", f"'{said}' is the ISBN of {owner} already", hint)
            found.setdefault(name, {})[to] = value
        inner.close()
    return found
