"""Entries that annotations carry: the tables of ``apparatus.toml`` under our own terms.

In go objects of a file of annotations, or tables of TOML; out come tables of plain values that can be compared and
written. A key that is not ours, or a value that no entry has, is not taken (E243). What the keys mean is for others.
"""

from collections.abc import Mapping
from typing import Any

from editio.encode.annotations import reading, terms
from editio.encode.annotations.reading import Node
from editio.encode.annotations.seeking import Unfit


def carried(node: Node, key: str) -> Node | None:
    """Give the object that an annotation carries under one of our terms, if it carries one."""
    inner = node.get(key)
    if inner is not None and not isinstance(inner, Node):
        raise Unfit("E243", f"its '{key}' must be an object")
    return inner


def table_of(node: Node) -> dict[str, Any]:
    """Give the keys of an entry that an annotation carries, without our prefix."""
    table: dict[str, Any] = {}
    for key, value in node.items():
        if not key.startswith(terms.PREFIX):
            raise Unfit("E243", f"{reading.names([key])} is no key of an entry", f"keys begin with {terms.PREFIX}")
        table[key.removeprefix(terms.PREFIX)] = _value(key, value)
    return table


def _value(key: str, value: Any) -> Any:
    if isinstance(value, list) and all(isinstance(one, Node) for one in value):
        return [table_of(one) for one in value]
    several = value if isinstance(value, list) else [value]
    if not all(isinstance(one, (str, bool, int)) for one in several):
        raise Unfit("E243", f"{reading.names([key])} has a value that no entry has")
    return value


def plain(table: Mapping[str, Any]) -> dict[str, Any]:
    """Give a table of TOML as an annotation would carry it."""
    return {key: _like(value) for key, value in table.items()}


def _like(value: Any) -> Any:
    if isinstance(value, dict):
        return plain(value)
    if isinstance(value, list):
        return [_like(one) for one in value]
    return value if isinstance(value, (str, bool, int)) else str(value)
