"""JSON Schemas of keys, and of tables of keys.

In go the tables by which the files are read; out come schemas of what a key takes, with what is said of it.
"""

from collections.abc import Mapping
from typing import Any

from editio import edition as editions
from editio.encode.authority import KINDS as AUTHORITIES
from editio.identifiers import SCHEMES
from editio.keys import AUTHORITY, FORMS, Key
from editio.message import CODES
from editio.toml import Form

Schema = dict[str, Any]

Known = Mapping[str, Mapping[str, str]]
"""What an edition has of its own: for ``responsible``, ``text`` and the kinds of authority, names by their keys."""

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


def table(keys: Mapping[str, Key], known: Known, besides: Mapping[str, Schema] | None = None) -> Schema:
    """Make the schema of a table with some keys, and others besides."""
    made = object_of({name: key_schema(key, known) for name, key in keys.items()} | dict(besides or {}))
    needed = [name for name, key in keys.items() if key.needed]
    one_of = {"oneOf": ONE_WAY} if "omitted" in keys else {}
    return made | ({"required": needed} if needed else {}) | one_of


def needing(*keys: str) -> Schema:
    """Say that some keys must stand."""
    return {"required": list(keys)}


ONE_WAY = [needing("text"), needing("omitted") | {"properties": {"omitted": {"const": True}}}, needing("lacuna")]
"""A reading has words, or says that there are none."""


def object_of(properties: Mapping[str, Schema]) -> Schema:
    """Make the schema of an object that has these properties and no others."""
    return {"type": "object", "properties": dict(properties), "additionalProperties": False}


def named(table: Schema, pattern: str, says: str) -> Schema:
    """Make the schema of tables that bear names of their own."""
    inner = table | {"description": says}
    return {
        "type": "object",
        "description": says,
        "patternProperties": {pattern: inner},
        "additionalProperties": False,
    }


def array(table: Schema, says: str) -> Schema:
    """Make the schema of several tables of one shape."""
    return {"type": "array", "description": says, "items": table}


def key_schema(key: Key, known: Known) -> Schema:
    """Make the schema of a key: what it takes, what it means, and what it is where nobody says."""
    return {**_shape(key, known), "description": key.says, **({"default": key.default} if key.default else {})}


def _shape(key: Key, known: Known) -> Schema:
    """Say what a key takes."""
    if key.form == "code":
        return enum({code: CODES[code] for code in editions.SILENCEABLE})
    if key.among:
        values = enum(dict.fromkeys(key.among, ""))
        return {"type": "array", "items": values} if key.form == "texts" else values
    if key.of in known:
        return enum(known[key.of])
    if key.form == "authorities" and known.keys() >= AUTHORITIES.keys():
        ids = {f"{kind}.{one}": name for kind in AUTHORITIES for one, name in known[kind].items()}
        return {"anyOf": [enum(ids), {"type": "string", "pattern": f"^{AUTHORITY}( +{AUTHORITY})+$"}]}
    if key.form == "sigla":
        return {"type": "array", "items": form_schema(FORMS["siglum"]), "minItems": 1}
    if key.form == "selectors":
        return {"type": "array", "items": dict(SHAPES["selector"])}
    if key.form in FORMS:
        return {**form_schema(FORMS[key.form]), **SHAPES.get(key.form, {})}
    has_words = {"pattern": r"\S"} if key.needed and key.form in ("text", "markdown") else {}
    return {**SHAPES[key.form], **has_words}


def identifier(scheme: str) -> Schema:
    """Make the schema of an identifier of a scheme."""
    if scheme == "uri":
        return {"type": "string", "pattern": r"^\s*https?://", "description": "an address that stays"}
    made = SCHEMES[scheme]
    says = f"{made.name}, for instance {made.example}; leave it out if unsure: a wrong identifier is worse than none"
    return {"type": ["string", "integer"], "pattern": "[0-9]", "description": says, "examples": [made.example]}


def enum(values: Mapping[str, str]) -> Schema:
    """Make the schema of one of some values; Taplo shows what each is."""
    docs = (
        {"x-taplo": {"docs": {"enumValues": [doc or None for doc in values.values()]}}} if any(values.values()) else {}
    )
    return {"type": "string", "enum": list(values), **docs}


def open_to(says: str, values: Mapping[str, str], *others: Schema) -> Schema:
    """Make the schema of any words, of which some are known."""
    known = [enum(values)] if values else []
    return {"anyOf": [*known, {"type": "string"}, *others], "description": says}


def docs(shape: Schema) -> dict[str, str]:
    """Give the values of an enumeration, each with what is said of it."""
    docs = shape.get("x-taplo", {}).get("docs", {}).get("enumValues") or [None] * len(shape["enum"])
    return {value: doc or "" for value, doc in zip(shape["enum"], docs, strict=True)}


def form_schema(form: Form) -> Schema:
    """Make the schema of words of a form."""
    return {"type": ["string", "integer"] if form.numbers else "string", "pattern": pattern_of(form.pattern)}


def pattern_of(pattern: Any) -> str:
    """Give a pattern of Python's, which is matched from the beginning, as one of JSON Schema."""
    return f"^(?:{pattern.pattern.removesuffix(chr(92) + 'Z')})$"


def bare(shape: Schema) -> Schema:
    """Give what a key takes, without what is said of it."""
    kept = {
        name: value for name, value in shape.items() if name not in ("description", "default", "examples", "x-taplo")
    }
    return kept | ({"anyOf": [bare(way) for way in kept["anyOf"]]} if "anyOf" in kept else {})


def types_of(types: str | list[str]) -> list[str]:
    """Give the types of a schema, be it one or several."""
    return [types] if isinstance(types, str) else types
