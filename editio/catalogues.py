"""Catalogues: the words of the interface, of which each language has its own.

In go the folders of templates, ours and a publisher's, and the code of a language; out come the words, and the tag of
the language that they are in. Where each word stands on a page is a matter of templates.
"""

import string
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from editio.files import read_toml
from editio.message import reject_if_any
from editio.toml import Table

ENGLISH = "en"
"""The language of what another leaves out, and of all where there is no catalogue."""

SIGNS = "marks"
"""The table of signs of plain text: braces in them are signs as well, and nothing is filled in."""


def templates() -> Path:
    """Give our templates: beside the modules of a wheel, else at the top of a checkout."""
    package = Path(__file__).resolve().parent
    packed = package / "templates"
    return packed if packed.is_dir() else package.parent / "templates"


def languages(root: Path) -> tuple[str, ...]:
    """Name the languages that have a catalogue, ours and those of a publisher, whose edition lies below ``root``."""
    found = (path for folder in (templates(), root / "templates") for path in folder.glob("**/words.*.toml"))
    return tuple(sorted({path.name.removeprefix("words.").removesuffix(".toml") for path in found}))


def is_among(code: str, known: Iterable[str]) -> bool:
    """Tell whether there are words in a language, whatever its region: ``de`` serves ``de-AT``."""
    return not set(names(code)).isdisjoint(known)


def names(code: str) -> tuple[str, ...]:
    """Name the catalogues of a language, the weakest first: that of ``de``, then that of ``de-AT`` alone."""
    return tuple(dict.fromkeys((code.partition("-")[0].lower(), code)))


def read(files: Mapping[str, Iterable[Path]], code: str) -> dict[str, Any]:
    """Read the words of a language from ``files`` by the names of catalogues, of each the weakest first.

    A table adds to what stands in the same table so far. English says what the language leaves out; ``language`` is the
    tag that was asked for, or that of English where no file has words in it. Rejects what pages could not fill in
    (E701).
    """
    words: dict[str, Any] = {}
    _add(words, filter(Path.is_file, files.get(ENGLISH, ())))
    own = [path for name in names(code) if name != ENGLISH for path in files.get(name, ()) if path.is_file()]
    _add(words, own)
    is_english = code.partition("-")[0].lower() == ENGLISH
    return {**words, "language": code if own or is_english else ENGLISH}


def _add(words: dict[str, Any], files: Iterable[Path]) -> None:
    """Add what files say, checked against what was said before them."""
    for path in files:
        values, source = read_toml(path)
        table = Table(values, path, source)
        for key, fault in _faults(words, values):
            table.reject(key.partition(".")[0], "E701", f"the template has a fault: '{key}' {fault}")
        reject_if_any(table.messages)
        merge(words, values)


def merge(into: dict[str, Any], values: Mapping[str, Any]) -> None:
    """Add values to a table, and those of its tables to these."""
    for key, value in values.items():
        if isinstance(value, dict):
            known = into.get(key)
            into[key] = dict(known) if isinstance(known, dict) else {}
            merge(into[key], value)
        else:
            into[key] = value


def _faults(known: Any, said: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Find what cannot stand where a catalogue before it has something else; what only this one has is its own."""
    if type(known) is not type(said):
        yield key, f"is {_kind(said)}, and should be {_kind(known)}"
    elif isinstance(said, dict):
        for name, value in said.items():
            if name in known and name != SIGNS:
                yield from _faults(known[name], value, f"{key}.{name}" if key else name)
    elif isinstance(said, list):
        if len(said) != len(known):
            yield key, f"has {len(said)} parts, and should have {len(known)}"
        for nth, (one, other) in enumerate(zip(known, said, strict=False)):
            yield from _faults(one, other, f"{key}.{nth}")
    elif isinstance(said, str):
        yield from ((key, fault) for fault in _unfillable(known, said))


def _unfillable(known: str, said: str) -> Iterator[str]:
    """Say what of a phrase no page fills in."""
    try:
        fields, allowed = _fields(said), _fields(known)
    except ValueError:
        yield "has a brace that has no other: write two of them for one"
        return
    if not fields <= allowed:
        shown = (" and ".join(f"{{{name}}}" for name in sorted(names)) for names in (fields - allowed, allowed))
        yield "asks for {}, and a page fills in {}".format(*(words or "nothing" for words in shown))


def _fields(pattern: str) -> set[str]:
    """Give what stands between the braces of a phrase: names, with the forms of which there are none."""
    parts = string.Formatter().parse(pattern)
    return {
        f"{name}{f'!{how}' if how else ''}{f':{form}' if form else ''}"
        for _, name, form, how in parts
        if name is not None
    }


def _kind(value: Any) -> str:
    kinds = (("words", str), ("a list", list), ("a table", dict))
    return next((name for name, kind in kinds if isinstance(value, kind)), "something else")
