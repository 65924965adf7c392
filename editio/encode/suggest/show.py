"""How suggestions are printed: one line each, or as entries to be pasted into ``apparatus.toml``.

In go suggestions with their selectors; out comes text. What is printed as an entry is TOML that the encoder takes.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from editio.encode.suggest.quoting import Quoter
from editio.encode.suggest.suggestion import Suggestion

PREFIX = {
    "correct": "c", "supply": "s", "surplus": "d", "ignore": "i", "expand": "e", "date": "t", "quote": "q", "said": "q",
}  # fmt: skip
"""What the id of a new entry begins with; that of a name begins with ``name``."""


def lines(found: Iterable[Suggestion], file: str, quoter: Quoter, numbers: Sequence[int]) -> Iterator[str]:
    """Give one line for each suggestion; ``numbers`` are their lines in ``file``, from 1."""
    for one, number in zip(found, numbers, strict=True):
        entry = ", ".join(f"{key} = {value}" for key, value in _keys(one, quoter))
        yield f"{file}:{number}: {one.code} {one.sentence}: {entry}"


def entries(found: Iterable[Suggestion], quoter: Quoter, apparatus: str, resp: str) -> Iterator[str]:
    """Give one entry for each suggestion; ``apparatus`` is the file as it stands, whose ids are not used again."""
    used = set(re.findall(r"(?m)^\s*id\s*=\s*[\"']([^\"']+)[\"']", apparatus))
    counts: dict[str, int] = {}
    for one in found:
        prefix = PREFIX.get(one.do, "name")
        number = counts.get(prefix, 0) + 1
        while f"{prefix}{number}" in used:
            number += 1
        counts[prefix] = number
        keys = [("id", quoted(f"{prefix}{number}")), *_keys(one, quoter), ("resp", quoted(resp))]
        if not any(key == "why" for key, _ in keys):
            keys.append(("why", quoted(one.sentence)))
        yield "\n".join(["[[entry]]", *(f"{key} = {value}" for key, value in keys)]) + "\n"


def _keys(one: Suggestion, quoter: Quoter) -> Iterator[tuple[str, str]]:
    yield "do", quoted(one.do)
    if ends := quoter.ends(one.place):
        yield from zip(("from", "to"), map(quoted, ends), strict=True)
    else:
        at, nth = quoter.selector(one.place)
        yield "at", quoted(at)
        if nth:
            yield "nth", str(nth)
    for key, value in one.values:
        yield key, quoted(value)


def quoted(text: str) -> str:
    """Give a TOML string on one line."""
    if '"' in text and "'" not in text and "\\" not in text and text.isprintable():
        return f"'{text}'"
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in escaped) + '"'
