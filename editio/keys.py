"""What people can write in a TOML file: keys, as tables, each with what it takes and what it says.

In go such a table and the values of a file; out come the values as texts, with a message for each that its key does not
take. From the same tables come the JSON Schemas by which programs complete and check what somebody types
(:mod:`editio.encode.schemas`): what is said once cannot be said in two ways.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from editio.toml import Form, Table

AUTHORITY = r"[a-z]+\.[a-z][a-z0-9-]*"
"""A key of ``authorities.toml`` with its kind."""

FORMS: Mapping[str, Form] = {
    "name": Form(
        re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*\Z"),
        "begin with a letter; use small letters, digits and single hyphens: the-lamp",
    ),
    "language": Form(re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{1,8})*\Z"), "write a code of BCP 47: en, de, en-GB"),
    "address": Form(re.compile(r"https?://\S+\Z"), "an address begins with https:// and holds no blank"),
    "level": Form(re.compile(r"[0-9]\Z"), "write a digit: 1 for the highest, 0 for none", numbers=True),
    "quantity": Form(re.compile(r"[0-9]{1,9}\Z"), "write a whole number in digits", numbers=True),
    "label": Form(re.compile(r"[\s\S]*\Z"), "", numbers=True),
    "word": Form(
        re.compile(r"[A-Za-z][A-Za-z0-9_.-]*( [A-Za-z][A-Za-z0-9_.-]*)*\Z"),
        "write a word, or several: Latin letters, digits, hyphens, a letter first",
    ),
    "unit": Form(
        re.compile(r"[A-Za-z][A-Za-z0-9_.-]*\Z"), "write one word: Latin letters, digits, hyphens, a letter first"
    ),
    "passage": Form(
        re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*#[A-Za-z_][A-Za-z0-9_.-]*\Z"),
        "write the name of the text and the id of its passage: other-text#p2041",
    ),
    "authorities": Form(
        re.compile(rf"{AUTHORITY}( +{AUTHORITY})*\Z"),
        "write the kind before the key: person.marx; between several, a blank",
    ),
    "siglum": Form(re.compile(r"[A-Za-z][A-Za-z0-9]*\Z"), "use letters and digits, a letter first: B2"),
}
"""Forms of single values. A ``word`` is TEI's ``teidata.enumerated``, as far as we need it; a ``label`` is any words,
or a number."""


@dataclass(frozen=True, slots=True)
class Key:
    """Say what a key takes: ``says`` is what people read of it.

    ``form`` is one of :data:`FORMS`, or ``text`` (any words), ``markdown``, ``date``, ``point``, ``flag``, ``count``,
    ``texts``, ``authors``, ``sigla``, ``selector``, ``selectors``, ``code``. ``among`` are the only values that it
    takes; ``of`` names what the edition itself has such values of: ``responsible``, ``text``, a kind of authority.
    """

    says: str
    form: str = "text"
    needed: bool = False
    among: tuple[str, ...] = ()
    of: str = ""
    default: str = ""


def read(table: Table, keys: Mapping[str, Key], known: Mapping[str, Iterable[str]] | None = None) -> dict[str, str]:
    """Read the values of a table that are single texts; ``known`` has what a key may be ``of``, by that name."""
    single = {name: key for name, key in keys.items() if key.form in FORMS or key.form in ("text", "date")}
    return {name: value(table, name, key, tuple((known or {}).get(key.of, ()))) for name, key in single.items()}


def value(table: Table, name: str, key: Key, among: tuple[str, ...] = ()) -> str:
    """Read one such value; empty, or the key's default, where it is not there."""
    if key.form == "date":
        return table.date(name, key.default, needed=key.needed)
    form = FORMS.get(key.form)
    return table.text(name, key.default, needed=key.needed, among=key.among or among, form=form)
