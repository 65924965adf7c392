"""Who speaks: names before speeches tied to the persons of a list.

In go the blocks of the lists and a speaker's name; out come the ids of the roles. A name is tied where one role alone
fits: the same words; some of its words ('Prism' of 'Miss Prism'); abbreviations of them ('Q. Cic.'); a word told of it
('KING' of 'CLAUDIUS, King of Denmark'). What fits several is left alone.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from editio.encode import catalogue
from editio.encode.draft import Block, Draft, Inner
from editio.encode.rules.drama.labels import WORD
from editio.tei import ID

AND = re.compile(r"\s*[,&]\s*|\s+(?:and|und|et|y|e|ed|och|og|en|i|и|und|un|ac)\s+", re.IGNORECASE)
"""What stands between the names of two who speak together."""


@dataclass(frozen=True, slots=True)
class Role:
    """Hold a role: its id, its words and those told of it, in small letters."""

    id: str
    name: tuple[str, ...]
    told: tuple[str, ...]


def roles(draft: Draft, blocks: Iterable[Block]) -> tuple[Role, ...]:
    """Read the roles of the lists that were found."""
    made = []
    for block in blocks:
        parts: Mapping[str, Inner] = {inner.name: inner for inner in block.inner} if block.kind == "castItem" else {}
        if "role" in parts:
            name, told = (_words(draft, parts[key]) if key in parts else () for key in ("role", "roleDesc"))
            made.append(Role(dict(parts["role"].attributes)[ID], name, told))
    return tuple(made)


def _words(draft: Draft, inner: Inner) -> tuple[str, ...]:
    (first, begin), (last, end) = inner.begins, inner.ends
    texts = [draft.raw.lines[line].text for line in range(first, last + 1)]
    texts[-1] = texts[-1][:end]
    texts[0] = texts[0][begin:]
    return tuple(word for word in WORD.findall(" ".join(texts).casefold()) if word not in catalogue.WITHIN_NAMES)


def who(name: str, known: Iterable[Role]) -> str:
    """Give the value of ``@who`` for a speaker's name; empty where a name of it fits no role, or several."""
    together = [_one(part, known) for part in AND.split(name) if part]
    return " ".join(f"#{identity}" for identity in together) if together and all(together) else ""


def _one(name: str, known: Iterable[Role]) -> str:
    words = tuple(word for word in WORD.findall(name.casefold()) if word not in catalogue.WITHIN_NAMES)
    if not words:
        return ""
    for fits in (_same, _part, _short, _told):
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
