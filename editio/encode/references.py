"""What entries refer to beside the raw text: authorities, languages.

In go entries; out come the ids of authorities that they name, and the languages that they use.
"""

from collections.abc import Iterable

from editio.encode import markdown
from editio.encode.apparatus import Entry
from editio.encode.authority import KINDS as AUTHORITIES
from editio.encode.checks import is_authority
from editio.keys import Key


def authorities_of(entries: Iterable[Entry]) -> set[str]:
    """Give the ids of the authorities that entries name, in their keys and in the links of their notes."""
    named: set[str] = set()
    for entry in entries:
        for name, key in entry.kind.keys.items():
            named.update(identities(key, entry.values[name]))
        named.update(pointer[1:] for pointer in pointers_of(entry) if is_authority(pointer))
    return named


def identities(key: Key, value: str) -> tuple[str, ...]:
    """Give the ids of the authorities that the value of a key names, in order; none, if it names no authorities."""
    if key.form == "authorities":
        return tuple(value.split())
    return (f"{key.of}.{value}",) if value and key.of in AUTHORITIES else ()


def pointers_of(entry: Entry) -> tuple[str, ...]:
    """Give where the links of an entry lead within the edition, in order."""
    bodies = (entry.values[name] for name, key in entry.kind.keys.items() if key.form == "markdown")
    return tuple(pointer for body in bodies for pointer in markdown.pointers(body))


def languages_of(entries: Iterable[Entry]) -> list[str]:
    """Give the languages that entries name, each once, sorted."""
    return sorted({language for entry in entries if (language := entry.values.get("lang", ""))})
