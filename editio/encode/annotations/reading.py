"""Reading a file of annotations: JSON from strangers becomes objects that know their lines.

In go the bytes of a file; out come the annotations that it holds, in its order, and a message for each part of it that
stands elsewhere. Only the form of the standard is read, JSON as its own context makes it; no context is looked up and
nothing is fetched. What is not JSON (E240), too large or too deep (E241) or holds no annotation (E242) is rejected.
"""

import bisect
import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from editio.encode.annotations import terms
from editio.message import Message, Rejected

LONGEST = 32_000_000
"""Bytes of a file: two thousand entries take three million."""

MOST = 500_000
"""Objects of a file."""

DEEPEST = 40
"""Arrays and objects within one another; the standard needs nine."""

TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+(?:"|\Z)|[{}\[\]]', re.DOTALL)

ALIASES = {"@id": "id", "@type": "type", "@graph": "items"}
"""Keys of JSON-LD that the context of the standard calls otherwise, or that hold what its ``items`` do."""

CONTAINERS = ("items", "annotations", "rows")
"""Keys under which annotations stand: that of the standard, and those of exports of Hypothesis."""

LONGEST_NAME = 60
"""Characters of what strangers wrote that a message shows."""

LISTS = ("AnnotationCollection", "AnnotationPage")
"""Classes of what holds annotations, and may hold none."""

DIGITS = 15
"""Digits of a whole number; there is none longer that all readers of JSON take for the same."""


class Node(dict[str, Any]):
    """Hold an object of a JSON file, and the line on which it begins."""

    line = 0

    def several(self, key: str) -> list[Any]:
        """Give the values of a key: one value stands for a list of one (JSON-LD)."""
        value = self.get(key)
        return [] if value is None else value if isinstance(value, list) else [value]

    def text(self, key: str) -> str:
        """Give a value that is a text; empty where it is none."""
        value = self.get(key)
        return value if isinstance(value, str) else ""

    def kinds(self) -> set[str]:
        """Give the types of the object, without what stands before a colon."""
        return {one.rpartition(":")[2] for one in self.several("type") if isinstance(one, str)}


def read(data: bytes, file: str) -> tuple[list[Node], list[Message]]:
    """Read the annotations of a file, and report what of it is no annotation, or stands elsewhere (E246)."""
    if len(data) > LONGEST:
        sentence = f"the file has more than {LONGEST:,} bytes"
        raise Rejected([Message(file, 0, "E241", sentence, "part it, and read the parts one by one")])
    tree = _tree(_decoded(data, file), file)
    messages: list[Message] = []
    found = list(_annotations(tree, file, messages))
    is_empty = isinstance(tree, Node) and not tree.kinds().isdisjoint(LISTS)
    if not found and not messages and not is_empty:
        hint = "it needs an Annotation, an AnnotationPage or an AnnotationCollection"
        raise Rejected([Message(file, 0, "E242", "the file holds no annotation", hint)])
    return found, messages


def _decoded(data: bytes, file: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Rejected([Message(file, line, "E240", "the file is not UTF-8", "JSON is written in UTF-8")]) from None


def _tree(text: str, file: str) -> Any:
    lines = _Lines(text)
    begins = iter(_objects(text, lines, file))

    def node(pairs: list[tuple[str, Any]]) -> Any:
        line = lines.of(next(begins))
        keys = [ALIASES.get(key, key.replace(terms.NAMESPACE, terms.PREFIX)) for key, _ in pairs]
        if twice := next((key for at, key in enumerate(keys) if key in keys[:at]), ""):
            raise Rejected([Message(file, line, "E240", f"the key '{_shown(twice)}' stands twice", "delete one")])
        if keys in (["@list"], ["@value"], ["@set"]):
            return pairs[0][1]
        made = Node(zip(keys, (value for _, value in pairs), strict=True))
        made.line = line
        return made

    def none(constant: str) -> Any:
        raise ValueError(f"{constant} is no number")

    try:
        return json.loads(text, object_pairs_hook=node, parse_int=_whole, parse_constant=none)
    except json.JSONDecodeError as error:
        sentence = f"no JSON: {error.msg}"
        raise Rejected([Message(file, error.lineno, "E240", sentence, f"look at column {error.colno}")]) from None
    except ValueError as error:
        raise Rejected([Message(file, 0, "E240", f"no JSON: {error}")]) from None


def _whole(digits: str) -> int | float:
    return int(digits) if len(digits) <= DIGITS else float(digits)


class _Lines:
    """Know the lines of a text."""

    def __init__(self, text: str) -> None:
        self._ends = [found.start() for found in re.finditer("\n", text)]

    def of(self, at: int) -> int:
        return bisect.bisect_left(self._ends, at) + 1


def _objects(text: str, lines: _Lines, file: str) -> list[int]:
    """Find where objects begin, in the order in which they end; what is too deep or too much is rejected."""
    opened: list[int] = []
    ended: list[int] = []
    for token in TOKEN.finditer(text):
        sign = token.group()
        if sign in "{[":
            opened.append(token.start())
        elif sign in "}]" and opened:
            begin = opened.pop()
            if sign == "}":
                ended.append(begin)
        if len(opened) > DEEPEST:
            sentence = f"more than {DEEPEST} objects stand within one another"
            raise Rejected([Message(file, lines.of(token.start()), "E241", sentence)])
        if len(ended) > MOST:
            hint = "part it, and read the parts one by one"
            raise Rejected([Message(file, 0, "E241", f"the file holds more than {MOST:,} objects", hint)])
    return ended


def _annotations(tree: Any, file: str, messages: list[Message]) -> Iterator[Node]:
    """Give the annotations of an annotation, of a list, of a page, or of a collection with its page."""
    if isinstance(tree, list):
        for one in tree:
            yield from _annotations(one, file, messages)
    elif isinstance(tree, Node):
        inner = [tree[key] for key in CONTAINERS if isinstance(tree.get(key), list)]
        if "target" in tree or "Annotation" in tree.kinds():
            yield tree
            return
        yield from _annotations([*tree.several("first"), *(one for some in inner for one in some)], file, messages)
        if following := tree.text("next"):
            messages.append(_elsewhere(file, tree.line, f"the next page, '{_shown(following)}',"))
    elif isinstance(tree, str):
        messages.append(_elsewhere(file, 0, f"'{_shown(tree)}'"))


def _elsewhere(file: str, line: int, what: str) -> Message:
    return Message(
        file, line, "E246", f"{what} stands elsewhere, and nothing is fetched", "save it, and read that file"
    )


def _shown(words: str) -> str:
    """Give the beginning of some words as one line in which nothing acts on a terminal."""
    line = " ".join(words.split())
    line = line if len(line) <= LONGEST_NAME else f"{line[: LONGEST_NAME - 3]}..."
    return "".join(one if one.isprintable() else f"U+{ord(one):04X}" for one in line)


def name_of(node: Node, number: int) -> str:
    """Give what an annotation is called in messages: its id, of a long one the end, or its number in the file."""
    identity = node.text("id")
    if not identity:
        return f"annotation {number}"
    return f"'{_shown(identity)}'" if len(identity) <= LONGEST_NAME else f"'...{_shown(identity[3 - LONGEST_NAME :])}'"


def names(values: Sequence[str]) -> str:
    """Write some names that strangers chose into a sentence."""
    return ", ".join(f"'{_shown(one)}'" for one in values)
