"""JSON Schemas of the files that people write, so that programs complete and check them while somebody types.

In go the tables by which the files are read, and what an edition has of its own: who answers, its persons, works and
texts. Out come four schemas (JSON Schema 2020-12, of which draft 7 understands every word) for ``tei/schema/``. They
say less than the reader does: whether words stand in a text, or a check digit is right, only the reader knows. Programs
that have Taplo in them (Even Better TOML) look for what can be typed in ``properties``, ``items``, ``anyOf`` and
``allOf``, but not behind ``then``: so all keys of an entry stand together first, and what holds of one ``do`` alone
comes after.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from editio import edition as editions
from editio import files, publication
from editio.edition import Edition
from editio.encode import stated
from editio.encode.authorities import KEY, gather
from editio.encode.authority import KINDS as AUTHORITIES
from editio.encode.entries import ID
from editio.encode.entry_schemas import EVERYWHERE_ELSE, keys_of, rule_of, together
from editio.encode.key_schemas import (
    Known,
    Schema,
    array,
    enum,
    form_schema,
    identifier,
    key_schema,
    named,
    object_of,
    open_to,
    pattern_of,
    table,
)
from editio.encode.kinds import IGNORE, KINDS, WITNESS
from editio.keys import FORMS

NAMES = ("edition", "authorities", "header", "apparatus")


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
    known["book"] = dict.fromkeys((*edition.texts, edition.id), "")
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
    people = named(table(editions.RESPONSIBLE_KEYS, known), pattern_of(editions.RESPONSIBLE), "who answers for it")
    ignored = array(table(editions.IGNORE_KEYS, known), "findings that are let stand in one text")
    books = known.get("book", {})
    texts = list(books)[:-1]  # without the edition itself
    spoken = object_of({name: key_schema(publication.INTERFACE, known) for name in texts})
    numbered = table(dict.fromkeys(editions.FORMATS, publication.ISBN), known) | {"description": "an ISBN a format"}
    tables = {
        "responsible": people,
        "ignore": ignored,
        "interfaces": spoken | {"description": "the language of menus and labels of a text that has another"},
        "parallel": object_of({name: key_schema(publication.PARALLEL, known) for name in texts})
        | {"description": "the texts that a text is shown beside, page by page"},
        "isbn": object_of(dict.fromkeys(books, numbered)) | {"description": "an ISBN for each format of a text"},
    }
    return table({**editions.KEYS, **publication.KEYS}, known, tables)


def header_toml(known: Known) -> Schema:
    """Make the schema of a ``header.toml``."""
    author = open_to(stated.KEYS["author"].says, known.get("person", {}))
    inner = {
        "author": author,
        "written": table(stated.WRITTEN, known) | {"description": "when the text was written"},
        "source": table({**stated.SOURCE, **stated.PARTS}, known) | {"description": "the printed source"},
        "licence": table(stated.LICENCE, known) | {"description": "on what terms the text may be used"},
        "credit": array(table(stated.CREDIT, known), "who had a hand in the digital text"),
    }
    return table(stated.KEYS, known, inner)


def authorities_toml(known: Known) -> Schema:
    """Make the schema of ``authorities.toml``."""
    authors = {**known.get("person", {}), **known.get("org", {})}
    kinds = {}
    for kind, takes in AUTHORITIES.items():
        inner = {scheme: identifier(scheme) for scheme in takes.schemes}
        if "author" in takes.keys:
            inner["author"] = open_to(
                takes.keys["author"].says, authors, {"type": "array", "items": {"type": "string"}}
            )
        kinds[kind] = named(table(takes.keys, known, inner), f"^{KEY.pattern}$", takes.says)
    return object_of(kinds)


def apparatus_toml(known: Known) -> Schema:
    """Make the schema of an ``apparatus.toml``: the keys of all entries first, then what holds of each ``do``."""
    takes = {do: keys_of(do, known) for do in (*KINDS, IGNORE)}
    of_key: dict[str, dict[str, Schema]] = {}
    for do, those in takes.items():
        for name, shape in those.items():
            of_key.setdefault(name, {})[do] = shape
    says = {do: kind.says for do, kind in KINDS.items()} | {IGNORE: "lets a finding stand"}
    head = {
        "id": form_schema(ID) | {"description": "the id of the entry: letters, then a number", "examples": ["c1"]},
        "do": enum(says) | {"description": "what the entry does"},
    }
    base = {"type": "object", "properties": head | {name: together(those) for name, those in of_key.items()}}
    base["required"] = ["id", "do"]
    rules = [rule_of(do, those, of_key) for do, those in takes.items()]
    witness = named(table(WITNESS, known), pattern_of(FORMS["siglum"].pattern), "a witness of the text, by its siglum")
    entry = array({"type": "object", "allOf": [base, *EVERYWHERE_ELSE, *rules]}, "what the editors say of some words")
    return object_of({"entry": entry, "witness": witness})


def _written(name: str, schema: Schema) -> bytes:
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"{name}.toml"}
    return (json.dumps(head | schema, ensure_ascii=False, indent=1) + "\n").encode()
