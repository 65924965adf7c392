"""Entries as TOML: the blocks that are added to ``apparatus.toml``.

In go tables of plain values; out come lines that read as those very values again. It writes what an editor would:
one key a line, the id first, a note of several lines as several lines.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from editio.encode.kinds import EVERYWHERE, KINDS, SELECTOR

FIRST = ("id", "do", *SELECTOR)
LAST = (*EVERYWHERE, "retired")

ORDER = tuple(dict.fromkeys((*FIRST, *(name for kind in KINDS.values() for name in kind.keys if name not in FIRST))))
"""Keys in the order in which they are written; those that every entry has come behind them."""

BARE = re.compile(r"[A-Za-z0-9_-]+\Z")

ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def entry(table: Mapping[str, Any]) -> str:
    """Write an entry, with the tables below it."""
    return _block("[[entry]]", table)


def witness(siglum: str, table: Mapping[str, Any]) -> str:
    """Write a witness."""
    return _block(f"[witness.{_key(siglum)}]", table)


def _block(header: str, table: Mapping[str, Any]) -> str:
    plain = {key: value for key, value in table.items() if not _is_tables(value)}
    lines = [header, *(f"{_key(key)} = {value(plain[key])}" for key in ordered(plain))]
    for key in ordered(table):
        if key not in plain:
            lines += [_block(f"[[entry.{_key(key)}]]", inner) for inner in table[key]]
    return "\n".join(lines)


def ordered(keys: Iterable[str]) -> list[str]:
    """Give keys in the order in which they are written; unknown ones come in between, by their letters."""
    places = {key: at for at, key in enumerate(ORDER)} | {key: 10_000 + at for at, key in enumerate(LAST)}
    return sorted(keys, key=lambda key: (places.get(key, len(ORDER)), key))


def _is_tables(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, Mapping) for one in value)


def _key(key: str) -> str:
    return key if BARE.match(key) else _basic(key)


def value(some: Any) -> str:
    """Write a text, a whole number, a flag, or a list of these."""
    if isinstance(some, bool):
        return "true" if some else "false"
    if isinstance(some, int):
        return str(some)
    if isinstance(some, str):
        return _text(some)
    if isinstance(some, Sequence):
        return f"[{', '.join(value(one) for one in some)}]"
    raise TypeError(f"a {type(some).__name__} has no place in an entry")


def _text(words: str) -> str:
    """Write a text: as it is where it can be, with escapes where it holds what is not seen (TOML 1.0, String)."""
    seen = words.replace("\n", "").isprintable()
    if "\n" in words and seen and "'''" not in words and not words.endswith("'"):
        return f"'''\n{words}'''"
    if seen and "\n" not in words and ('"' in words or "\\" in words) and "'" not in words and '"""' not in words:
        return f"'{words}'"
    return _basic(words)


def _basic(words: str) -> str:
    """Write a text between double quotation marks: there is none that could not be written so."""
    written = "".join(ESCAPES.get(one, one if one.isprintable() else _escaped(one)) for one in words)
    return '"' + written.replace("'''", "''\\u0027") + '"'  # three in a row would look like lines to come


def _escaped(character: str) -> str:
    number = ord(character)
    return f"\\u{number:04X}" if number < 0x10000 else f"\\U{number:08X}"
