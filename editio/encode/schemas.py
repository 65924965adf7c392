"""JSON Schemas of the files that people write, so that programs complete and check them while somebody types.

In go the tables by which the files are read, and what an edition has of its own: who answers, its persons, works and
texts. Out come four schemas (JSON Schema 2020-12, of which draft 7 understands every word) for ``tei/schema/``. They
say less than the reader does: whether words stand in a text, or a check digit is right, only the reader knows. Programs
that have Taplo in them (Even Better TOML) look for what can be typed in ``properties``, ``items``, ``anyOf`` and
``allOf``, but not behind ``then``: so all keys of an entry stand together first, and what holds of one ``do`` alone
comes after.
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from editio import edition as editions
from editio import files
from editio.edition import Edition
from editio.encode import stated
from editio.encode.authorities import KEY, gather
from editio.encode.authority import KINDS as AUTHORITIES
from editio.encode.entries import ID, RETIRED
from editio.encode.kinds import EVERYWHERE, IGNORE, IGNORED, KINDS, SELECTOR, WITNESS
from editio.identifiers import SCHEMES
from editio.keys import AUTHORITY, FORMS, Key
from editio.message import CODES
from editio.toml import Form

Schema = dict[str, Any]

Known = Mapping[str, Mapping[str, str]]
"""What an edition has of its own: for ``responsible``, ``text`` and the kinds of authority, names by their keys."""

NAMES = ("edition", "authorities", "header", "apparatus")

DATE = r"^-?(?!0000)[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
POINT = r"^\s*-?[0-9]{1,3}(\.[0-9]+)?(\s*,\s*|\s+)-?[0-9]{1,3}(\.[0-9]+)?\s*$"
TEXTS = {"type": "array", "items": {"type": "string"}}

SHAPES: Mapping[str, Schema] = {
    "text": {"type": "string"},
    "markdown": {"type": "string"},
    "date": {
        "type": ["string", "integer"],
        "pattern": DATE,
        "minimum": -9999,
        "maximum": 9999,
        "not": {"type": "integer", "minimum": -999, "maximum": 999},
        "examples": ["1933-10-01", "1933-10", "1933"],
    },
    "point": {"type": "string", "pattern": POINT, "examples": ["55.75 37.61"]},
    "flag": {"type": "boolean"},
    "count": {"type": "integer", "minimum": 1},
    "texts": TEXTS,
    "authors": {"type": ["string", "array"], "items": {"type": "string"}},
    "selector": {"type": "string", "pattern": r"\[\[[\s\S]*\]\]", "examples": ["It was [[teh]] best of times"]},
    "level": {"minimum": 0, "maximum": 9},
    "quantity": {"minimum": 0, "maximum": 999999999},
}
"""What a form is in JSON, where that is more than a text of one pattern."""


def run(edition: Edition) -> None:
    """Write the schemas of an edition beside its documents."""
    for name, schema in made(edition).items():
        files.write(path(edition, name), schema)


def path(edition: Edition, name: str) -> Path:
    """Give the place of a schema: what ``#:schema`` at the head of a file leads to."""
    return edition.tei / "schema" / f"{name}.schema.json"


def made(edition: Edition) -> Mapping[str, bytes]:
    """Give the schemas of an edition by the names of the files that they are of."""
    known = known_of(edition)
    schemas = (edition_toml(known), authorities_toml(known), header_toml(known), apparatus_toml(known))
    return {name: _written(name, schema) for name, schema in zip(NAMES, schemas, strict=True)}


def known_of(edition: Edition) -> Known:
    """Give what an edition has of its own; of a file of authorities that cannot be read, nothing is known."""
    found = gather(edition.source / "authorities.toml")
    known = {
        "responsible": {key: one.name for key, one in sorted(edition.responsible.items())},
        "text": dict.fromkeys((*edition.texts, *edition.essays, *([edition.id] if edition.has_volume else ())), ""),
    }
    if found.is_unreadable:
        return known
    broken = [one.split(".", 1) for one in sorted(found.broken)]
    return known | {
        kind: {key: one.name for key, one in those.items()} | {key: "" for of, key in broken if of == kind}
        for kind, those in found.kinds.items()
    }


# --- the four files ---------------------------------------------------------------------------------------


def edition_toml(known: Known) -> Schema:
    """Make the schema of ``edition.toml``."""
    people = _named(_table(editions.RESPONSIBLE_KEYS, known), _pattern(editions.RESPONSIBLE), "who answers for it")
    ignored = _array(_table(editions.IGNORE_KEYS, known), "findings that are let stand in one text")
    return _table(editions.KEYS, known, {"responsible": people, "ignore": ignored})


def header_toml(known: Known) -> Schema:
    """Make the schema of a ``header.toml``."""
    author = _open(stated.KEYS["author"].says, known.get("person", {}))
    inner = {
        "author": author,
        "written": _table(stated.WRITTEN, known) | {"description": "when the text was written"},
        "source": _table({**stated.SOURCE, **stated.PARTS}, known) | {"description": "the printed source"},
        "licence": _table(stated.LICENCE, known) | {"description": "on what terms the text may be used"},
        "credit": _array(_table(stated.CREDIT, known), "who had a hand in the digital text"),
    }
    return _table(stated.KEYS, known, inner)


def authorities_toml(known: Known) -> Schema:
    """Make the schema of ``authorities.toml``."""
    authors = {**known.get("person", {}), **known.get("org", {})}
    kinds = {}
    for kind, takes in AUTHORITIES.items():
        inner = {scheme: _identifier(scheme) for scheme in takes.schemes}
        if "author" in takes.keys:
            inner["author"] = _open(takes.keys["author"].says, authors, {"type": "array", "items": {"type": "string"}})
        kinds[kind] = _named(_table(takes.keys, known, inner), f"^{KEY.pattern}$", takes.says)
    return _object(kinds)


def apparatus_toml(known: Known) -> Schema:
    """Make the schema of an ``apparatus.toml``: the keys of all entries first, then what holds of each ``do``."""
    takes = {do: _keys_of(do, known) for do in (*KINDS, IGNORE)}
    of_key: dict[str, dict[str, Schema]] = {}
    for do, those in takes.items():
        for name, shape in those.items():
            of_key.setdefault(name, {})[do] = shape
    says = {do: kind.says for do, kind in KINDS.items()} | {IGNORE: "lets a finding stand"}
    head = {
        "id": _form(ID) | {"description": "the id of the entry: letters, then a number", "examples": ["c1"]},
        "do": _enum(says) | {"description": "what the entry does"},
    }
    base = {"type": "object", "properties": head | {name: _together(those) for name, those in of_key.items()}}
    base["required"] = ["id", "do"]
    rules = [_rule(do, those, of_key) for do, those in takes.items()]
    witness = _named(_table(WITNESS, known), _pattern(FORMS["siglum"].pattern), "a witness of the text, by its siglum")
    entry = _array({"type": "object", "allOf": [base, *EVERYWHERE_ELSE, *rules]}, "what the editors say of some words")
    return _object({"entry": entry, "witness": witness})


# --- entries ----------------------------------------------------------------------------------------------


def _keys_of(do: str, known: Known) -> dict[str, Schema]:
    """Give what each key of an entry of a ``do`` takes, but for its id and its ``do``."""
    kind = KINDS.get(do)
    keys = {**SELECTOR, **kind.keys, **EVERYWHERE} if kind else {**SELECTOR, **IGNORED}
    made = {name: _key(key, known) for name, key in keys.items()}
    for name, inner in kind.tables.items() if kind else ():
        made[name] = _array(_table(inner, known), f"[[entry.{name}]]") | {"minItems": 1}
    return made | {"retired": _form(RETIRED) | {"description": "the entry is withdrawn: the date, the reason"}}


def _together(those: Mapping[str, Schema]) -> Schema:
    """Make one schema of what a key takes in several kinds of entry: all that can be typed, and what it means where."""
    shapes = list(those.values())
    ways = [way for shape in shapes for way in shape.get("anyOf", [shape])]
    open_ways = _each_once(_bare(way) for way in ways if "enum" not in way)
    if len(_each_once(map(_bare, shapes))) == 1:
        merged = {name: value for name, value in shapes[0].items() if all(s.get(name) == value for s in shapes)}
    elif closed := [way for way in ways if "enum" in way]:
        one = _enum({value: doc for way in closed for value, doc in _docs(way).items()})
        merged = {"anyOf": [one, *open_ways]} if open_ways else one
    else:
        types = list(dict.fromkeys(one for way in open_ways for one in _list(way["type"])))
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


def _rule(do: str, takes: Mapping[str, Schema], of_key: Mapping[str, Mapping[str, Schema]]) -> Schema:
    """Say what holds of the entries of one ``do``: no other keys, those that are needed, those that exclude others."""
    own = {
        name: _bare(shape) if any(_bare(shape) != _bare(other) for other in of_key[name].values()) else True
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


def _with(*keys: str) -> Schema:
    return {"required": list(keys)}


def _any(*keys: str) -> Schema:
    return {"anyOf": [_with(key) for key in keys]}


PLACED = {"if": {"not": _any("from", "to", "retired")}, "then": _with("at")}
RANGE = {"if": _any("from", "to"), "then": _with("from", "to") | {"not": _with("at")}}
COUNTED = {"not": {"properties": {"every": {"const": True}}, **_with("every", "nth")}}
TIMES = tuple(name for name, key in KINDS["date"].keys.items() if key.form == "date")
NEEDED = {"variant": ["reading"]}

BESIDES: Mapping[str, list[Schema]] = {
    IGNORE: [{"if": _any("within", "nth", "every"), "then": _any("at", "from", "retired")}, RANGE],
    "date": [
        {"if": {"not": _with("retired")}, "then": _with("at")},
        _any(*TIMES),
        {"if": _with("when"), "then": {"not": _any(*TIMES[1:])}},
    ],
    "footnote": [{"if": {"not": _with("body_at")}, "then": _with("body_from", "body_to")}],
}
"""What must stand, or may not stand, beside what, in entries of some kinds."""

EVERYWHERE_ELSE: list[Schema] = [
    COUNTED,
    {"if": _does(*(do for do in KINDS if do != "date")), "then": {"allOf": [PLACED, RANGE]}},
]
"""The same for all: nothing is both counted and taken every time; an entry has one place, or is withdrawn."""


# --- tables and keys --------------------------------------------------------------------------------------


def _table(keys: Mapping[str, Key], known: Known, besides: Mapping[str, Schema] | None = None) -> Schema:
    """Make the schema of a table with some keys, and others besides."""
    made = _object({name: _key(key, known) for name, key in keys.items()} | dict(besides or {}))
    needed = [name for name, key in keys.items() if key.needed]
    one_of = {"oneOf": ONE_WAY} if "omitted" in keys else {}
    return made | ({"required": needed} if needed else {}) | one_of


ONE_WAY = [_with("text"), _with("omitted") | {"properties": {"omitted": {"const": True}}}, _with("lacuna")]
"""A reading has words, or says that there are none."""


def _object(properties: Mapping[str, Schema]) -> Schema:
    return {"type": "object", "properties": dict(properties), "additionalProperties": False}


def _named(table: Schema, pattern: str, says: str) -> Schema:
    """Make the schema of tables that bear names of their own."""
    inner = table | {"description": says}
    return {
        "type": "object",
        "description": says,
        "patternProperties": {pattern: inner},
        "additionalProperties": False,
    }


def _array(table: Schema, says: str) -> Schema:
    return {"type": "array", "description": says, "items": table}


def _key(key: Key, known: Known) -> Schema:
    return {**_shape(key, known), "description": key.says, **({"default": key.default} if key.default else {})}


def _shape(key: Key, known: Known) -> Schema:
    """Say what a key takes."""
    if key.form == "code":
        return _enum({code: CODES[code] for code in editions.SILENCEABLE})
    if key.among:
        values = _enum(dict.fromkeys(key.among, ""))
        return {"type": "array", "items": values} if key.form == "texts" else values
    if key.of in known:
        return _enum(known[key.of])
    if key.form == "authorities" and known.keys() >= AUTHORITIES.keys():
        ids = {f"{kind}.{one}": name for kind in AUTHORITIES for one, name in known[kind].items()}
        return {"anyOf": [_enum(ids), {"type": "string", "pattern": f"^{AUTHORITY}( +{AUTHORITY})+$"}]}
    if key.form == "sigla":
        return {"type": "array", "items": _form(FORMS["siglum"]), "minItems": 1}
    if key.form == "selectors":
        return {"type": "array", "items": dict(SHAPES["selector"])}
    if key.form in FORMS:
        return {**_form(FORMS[key.form]), **SHAPES.get(key.form, {})}
    has_words = {"pattern": r"\S"} if key.needed and key.form in ("text", "markdown") else {}
    return {**SHAPES[key.form], **has_words}


def _identifier(scheme: str) -> Schema:
    if scheme == "uri":
        return {"type": "string", "pattern": r"^\s*https?://", "description": "an address that stays"}
    made = SCHEMES[scheme]
    says = f"{made.name}, for instance {made.example}; leave it out if unsure: a wrong identifier is worse than none"
    return {"type": ["string", "integer"], "pattern": "[0-9]", "description": says, "examples": [made.example]}


def _enum(values: Mapping[str, str]) -> Schema:
    """Make the schema of one of some values; Taplo shows what each is."""
    docs = (
        {"x-taplo": {"docs": {"enumValues": [doc or None for doc in values.values()]}}} if any(values.values()) else {}
    )
    return {"type": "string", "enum": list(values), **docs}


def _open(says: str, values: Mapping[str, str], *others: Schema) -> Schema:
    """Make the schema of any words, of which some are known."""
    known = [_enum(values)] if values else []
    return {"anyOf": [*known, {"type": "string"}, *others], "description": says}


def _docs(shape: Schema) -> dict[str, str]:
    docs = shape.get("x-taplo", {}).get("docs", {}).get("enumValues") or [None] * len(shape["enum"])
    return {value: doc or "" for value, doc in zip(shape["enum"], docs, strict=True)}


def _form(form: Form) -> Schema:
    return {"type": ["string", "integer"] if form.numbers else "string", "pattern": _pattern(form.pattern)}


def _pattern(pattern: Any) -> str:
    """Give a pattern of Python's, which is matched from the beginning, as one of JSON Schema."""
    return f"^(?:{pattern.pattern.removesuffix(chr(92) + 'Z')})$"


def _bare(shape: Schema) -> Schema:
    """Give what a key takes, without what is said of it."""
    kept = {
        name: value for name, value in shape.items() if name not in ("description", "default", "examples", "x-taplo")
    }
    return kept | ({"anyOf": [_bare(way) for way in kept["anyOf"]]} if "anyOf" in kept else {})


def _list(types: str | list[str]) -> list[str]:
    return [types] if isinstance(types, str) else types


def _written(name: str, schema: Schema) -> bytes:
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"{name}.toml"}
    return (json.dumps(head | schema, ensure_ascii=False, indent=1) + "\n").encode()
