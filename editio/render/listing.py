"""Lists: how each item is marked, where the text marked it.

In goes a list; out comes one whose items have a ``label`` of one of three forms: a bullet, a number with a point, or
letters with a bracket; and, for formats that count by themselves, the ``value`` of a number. Bullets and numbers of the
raw text are read as markup (TEI's ``item/@n``): so they are no words of it, but a reader wants them.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from types import MappingProxyType

from editio.render.document import Node

BULLET = "•"

LABELS = {"bullet": BULLET, "number": r"\d{1,9}\.", "letter": r"[A-Za-z]{1,7}\)"}
"""What a label of each form looks like."""

_NUMBER = re.compile(r"[\s.()\[\]]*(?:(?P<value>\d{1,9})|(?P<letters>[A-Za-z]{1,7}))[\s.()\[\]]*\Z", re.ASCII)


def labelled(node: Node) -> Node:
    """Give the items of a list their labels: of an ordered one where it states a number, and from there on."""
    if node.setting("kind") not in ("bulleted", "ordered"):
        return node
    return replace(node, content=tuple(_items(node)))


def _items(node: Node) -> Iterator[str | Node]:
    value = 0
    for part in node.content:
        if isinstance(part, str) or part.behaviour != "listItem" or part.setting("kind"):
            yield part
            continue
        found = _NUMBER.match(part.setting("number"))
        if node.setting("kind") == "bulleted" or (part.setting("number") and not found):
            yield _with(part, label=BULLET)
        elif found and found["letters"]:
            yield _with(part, label=f"{found['letters']})")
        elif value := int(found["value"]) if found else value and value + 1:
            yield _with(part, label=f"{value}.", value=str(value))
        else:
            yield part


def _with(item: Node, **settings: str) -> Node:
    return replace(item, settings=MappingProxyType({**item.settings, **settings}))
