"""Who speaks: names before speeches tied to the persons of a list.

In go the blocks of the lists and a speaker's name; out come the ids of the roles. A name is tied where one role alone
fits: the same words; some of its words ('Prism' of 'Miss Prism'); abbreviations of them ('Q. Cic.'); a word told of it
('KING' of 'CLAUDIUS, King of Denmark'). What fits several is left alone.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from editio.encode import catalogue
from editio.encode.draft import Block, Draft, Inner
from editio.encode.rules.drama.labels import WORD, bare
from editio.tei import ID

AND = re.compile(r"\s*[,&]\s*|\s+(?:and|und|et|y|e|ed|och|og|en|i|и|und|un|ac)\s+", re.IGNORECASE)
"""What stands between the names of two who speak together."""


@dataclass(frozen=True, slots=True)
class Role:
    """Hold a role: its id, its words and those told of it, as names are compared; ``list`` is where its list begins."""

    id: str
    name: tuple[str, ...]
    told: tuple[str, ...]
    list: int


def roles(draft: Draft, blocks: Iterable[Block]) -> tuple[Role, ...]:
    """Read the roles of the lists that were found."""
    made = []
    for block in blocks:
        parts: Mapping[str, Inner] = {inner.name: inner for inner in block.inner} if block.kind == "castItem" else {}
        if "role" in parts:
            name, told = (_text(draft, parts[key]) if key in parts else "" for key in ("role", "roleDesc"))
            capitals = " ".join(word for word in WORD.findall(name) if word.isupper() and len(word) > 1)
            identity = dict(parts["role"].attributes)[ID]
            made.append(Role(identity, _words(capitals or name), _words(told), block.inside[0].first))
    return tuple(made)


def _text(draft: Draft, inner: Inner) -> str:
    (first, begin), (last, end) = inner.begins, inner.ends
    texts = [draft.raw.lines[line].text for line in range(first, last + 1)]
    texts[-1] = texts[-1][:end]
    texts[0] = texts[0][begin:]
    return " ".join(texts)


def _words(text: str) -> tuple[str, ...]:
    """Give the words of a name without those that mean nothing in it, unless they are abbreviations."""
    plain = bare(text)
    return tuple(word for word in WORD.findall(plain) if word not in catalogue.WITHIN_NAMES or f"{word}." in plain)


def by_list(known: Iterable[Role]) -> Mapping[int, tuple[Role, ...]]:
    """Give the roles of each list by the line at which it begins, in order."""
    return {first: tuple(listed) for first, listed in groupby(known, key=lambda role: role.list)}


def tie(names: Iterable[str], known: Sequence[Role]) -> Mapping[str, str]:
    """Give the value of ``@who`` for each name; empty where a part of it fits no role, or several.

    By what is told of it a role is found only if nobody speaks under its own name.
    """
    parts = {name: [part for part in AND.split(name) if part] for name in names}
    single = {part: _fitting(part, known, (_same, _part, _short)) for found in parts.values() for part in found}
    left = [role for role in known if role.id not in single.values()]
    for part, identity in single.items():
        single[part] = identity or _fitting(part, left, (_told,))
    return {
        name: " ".join(f"#{single[part]}" for part in found) if found and all(single[part] for part in found) else ""
        for name, found in parts.items()
    }


def _fitting(name: str, known: Sequence[Role], ways: Iterable[Callable[[tuple[str, ...], Role], bool]]) -> str:
    """Give the id of the one role that fits a name in the first of some ways in which any does."""
    words = _words(name)
    for fits in ways if words else ():
        found = [role.id for role in known if fits(words, role)]
        if found:
            return found[0] if len(found) == 1 else ""
    return ""


def _same(words: tuple[str, ...], role: Role) -> bool:
    return words == role.name


def _part(words: tuple[str, ...], role: Role) -> bool:
    return all(word in role.name for word in words)


def _short(words: tuple[str, ...], role: Role) -> bool:
    """Tell whether each word begins one of the role's, in their order."""
    behind: Iterator[str] = iter(role.name)
    return all(any(longer.startswith(word) for longer in behind) for word in words)


def _told(words: tuple[str, ...], role: Role) -> bool:
    return role.told[: len(words)] == words
