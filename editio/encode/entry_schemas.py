"""JSON Schemas of the entries of an apparatus: what holds of all, and what of one ``do`` alone.

In goes the table of :mod:`editio.encode.kinds`; out come schemas. What each ``do`` means stands in it; how a key is
written is told in :mod:`editio.encode.key_schemas`.
"""

from collections.abc import Iterable, Mapping

from editio.encode.entries import RETIRED
from editio.encode.key_schemas import (
    Known,
    Schema,
    array,
    bare,
    docs,
    enum,
    form_schema,
    key_schema,
    needing,
    table,
    types_of,
)
from editio.encode.kinds import EVERYWHERE, IGNORE, IGNORED, KINDS, SELECTOR


def keys_of(do: str, known: Known) -> dict[str, Schema]:
    """Give what each key of an entry of a ``do`` takes, but for its id and its ``do``."""
    kind = KINDS.get(do)
    keys = {**SELECTOR, **kind.keys, **EVERYWHERE} if kind else {**SELECTOR, **IGNORED}
    made = {name: key_schema(key, known) for name, key in keys.items()}
    for name, inner in kind.tables.items() if kind else ():
        made[name] = array(table(inner, known), f"[[entry.{name}]]") | {"minItems": 1}
    return made | {"retired": form_schema(RETIRED) | {"description": "the entry is withdrawn: the date, the reason"}}


def together(those: Mapping[str, Schema]) -> Schema:
    """Make one schema of what a key takes in several kinds of entry: all that can be typed, and what it means where."""
    shapes = list(those.values())
    ways = [way for shape in shapes for way in shape.get("anyOf", [shape])]
    open_ways = _each_once(bare(way) for way in ways if "enum" not in way)
    if len(_each_once(map(bare, shapes))) == 1:
        merged = {name: value for name, value in shapes[0].items() if all(s.get(name) == value for s in shapes)}
    elif closed := [way for way in ways if "enum" in way]:
        one = enum({value: doc for way in closed for value, doc in docs(way).items()})
        merged = {"anyOf": [one, *open_ways]} if open_ways else one
    else:
        types = list(dict.fromkeys(one for way in open_ways for one in types_of(way["type"])))
        merged = {"type": types if types[1:] else types[0]}
    return merged | {"description": _meanings({do: shape["description"] for do, shape in those.items()})}


def _each_once(shapes: Iterable[Schema]) -> list[Schema]:
    found: list[Schema] = []
    for shape in shapes:
        found += [] if shape in found else [shape]
    return found


def _meanings(says: Mapping[str, str]) -> str:
    """Tell what a key means in entries of each kind; what it means in most stands last, without their names."""
    dos: dict[str, list[str]] = {}
    for do, said in says.items():
        dos.setdefault(said, []).append(do)
    ordered = sorted(dos.items(), key=lambda one: len(one[1]))
    lines = [f"{', '.join(of)}: {said}" for said, of in ordered]
    usual = ordered[-1][0]
    return "\n\n".join([*lines[:-1], usual] if len(ordered[-1][1]) > len(says) / 2 else lines)


def rule_of(do: str, takes: Mapping[str, Schema], of_key: Mapping[str, Mapping[str, Schema]]) -> Schema:
    """Say what holds of the entries of one ``do``: no other keys, those that are needed, those that exclude others."""
    own = {
        name: bare(shape) if any(bare(shape) != bare(other) for other in of_key[name].values()) else True
        for name, shape in takes.items()
    }
    kind = KINDS.get(do)
    keys = {**kind.keys, **EVERYWHERE} if kind else IGNORED
    then = {
        "properties": {"id": True, "do": True, **own},
        "additionalProperties": False,
        "required": [*(name for name, key in keys.items() if key.needed), *NEEDED.get(do, ())],
    }
    return {"if": _does(do), "then": then | ({"allOf": BESIDES[do]} if do in BESIDES else {})}


def _does(*dos: str) -> Schema:
    return {"properties": {"do": {"const": dos[0]} if len(dos) == 1 else {"enum": list(dos)}}, "required": ["do"]}


def _any(*keys: str) -> Schema:
    return {"anyOf": [needing(key) for key in keys]}


PLACED = {"if": {"not": _any("from", "to", "retired")}, "then": needing("at")}
RANGE = {"if": _any("from", "to"), "then": needing("from", "to") | {"not": needing("at")}}
COUNTED = {"not": {"properties": {"every": {"const": True}}, **needing("every", "nth")}}
TIMES = tuple(name for name, key in KINDS["date"].keys.items() if key.form == "date")
NEEDED = {"variant": ["reading"]}

BESIDES: Mapping[str, list[Schema]] = {
    IGNORE: [{"if": _any("within", "nth", "every"), "then": _any("at", "from", "retired")}, RANGE],
    "date": [
        {"if": {"not": needing("retired")}, "then": needing("at")},
        _any(*TIMES),
        {"if": needing("when"), "then": {"not": _any(*TIMES[1:])}},
    ],
    "footnote": [{"if": {"not": needing("body_at")}, "then": needing("body_from", "body_to")}],
}
"""What must stand, or may not stand, beside what, in entries of some kinds."""

EVERYWHERE_ELSE: list[Schema] = [
    COUNTED,
    {"if": _does(*(do for do in KINDS if do != "date")), "then": {"allOf": [PLACED, RANGE]}},
]
"""The same for all: nothing is both counted and taken every time; an entry has one place, or is withdrawn."""
