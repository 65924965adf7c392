"""The JSON Schemas say of TOML files what the reader says of them, as far as the form goes."""

import copy
import json
import tomllib
from datetime import date

import fixtures
import judges
import pytest
import texts
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator, Draft202012Validator
from test_rules import ENTRIES

from editio import edition as editions
from editio.encode import authorities, schemas, stated
from editio.encode.apparatus import Around
from editio.encode.authority import KINDS as AUTHORITIES
from editio.encode.entries import parse
from editio.encode.entry_schemas import TIMES
from editio.encode.kinds import EVERYWHERE, IGNORE, IGNORED, KINDS, SELECTOR
from editio.keys import FORMS
from editio.message import Rejected

PEOPLE = """
[person.boyle]
name = "Robert Boyle"
[org.society]
name = "The Royal Society"
[place.lismore]
name = "Lismore"
[event.fire]
name = "The Great Fire"
[work.sceptic]
title = "The Sceptical Chymist"
[term.phlogiston]
name = "phlogiston"
"""

WITNESSES = """
[witness.A]
name = "the print"
own = true
[witness.B]
name = "the manuscript"
[witness.C]
name = "the letter"
"""


@pytest.fixture(scope="module")
def lamps(tmp_path_factory):
    """Give an edition of one text with an authority of each kind."""
    return texts.edition(tmp_path_factory.mktemp("lamps"), authorities=PEOPLE)


@pytest.fixture(scope="module")
def validators(lamps):
    """Give for each file its schema, as two drafts understand it: some programs know the seventh only."""
    made = {name: json.loads(schema) for name, schema in schemas.made(lamps).items()}
    return {name: (Draft202012Validator(schema), Draft7Validator(schema)) for name, schema in made.items()}


def plain(values):
    """Give values of TOML as JSON has them."""
    if isinstance(values, dict):
        return {key: plain(value) for key, value in values.items()}
    if isinstance(values, list):
        return [plain(value) for value in values]
    return values.isoformat() if isinstance(values, date) else values


def faults(validators, source):
    """Give what the schema says of a file; both drafts must say the same."""
    of_2020, of_7 = ([error.message for error in one.iter_errors(plain(tomllib.loads(source)))] for one in validators)
    assert of_2020 == of_7
    return of_2020


# --- what is there ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", schemas.NAMES)
def test_a_schema_is_one_by_both_drafts(validators, name):
    for validator in validators[name]:
        validator.check_schema(validator.schema)


@pytest.mark.parametrize("name", schemas.NAMES)
def test_every_key_that_can_be_typed_is_explained(validators, name):
    silent = []

    def look(schema, path):
        for key, inner in schema.get("properties", {}).items():
            if not inner.get("description"):
                silent.append(f"{path}.{key}")
            look(inner, f"{path}.{key}")
        for inner in (*schema.get("patternProperties", {}).values(), *filter(None, [schema.get("items")])):
            look(inner, path)
        look(schema.get("allOf", [{}])[0], path) if "allOf" in schema else None

    look(validators[name][0].schema, name)
    assert silent == []


EDITION = editions.load(judges.ROOT)
FILES = sorted(path.relative_to(judges.ROOT).as_posix() for path in EDITION.source.rglob("*.toml"))


@pytest.mark.parametrize("name", schemas.NAMES)
def test_the_schemas_in_the_repository_are_what_the_tables_make(name):
    path = schemas.path(EDITION, name)
    assert path.read_bytes() == schemas.made(EDITION)[name], f"{path.name} is stale: run make"


@pytest.mark.parametrize("file", FILES)
def test_a_file_of_the_edition_names_its_schema_and_holds_to_it(file):
    path = judges.ROOT / file
    source = path.read_text("utf-8")
    directive, _, schema = source.partition("\n")[0].partition(" ")
    assert (directive, (path.parent / schema).resolve()) == ("#:schema", schemas.path(EDITION, path.stem).resolve())
    found = json.loads((path.parent / schema).read_bytes())
    assert faults((Draft202012Validator(found), Draft7Validator(found)), source) == []


FIXTURES = fixtures.read(ENTRIES, 3)


@pytest.mark.parametrize("number", range(len(FIXTURES)), ids=[fixture.title for fixture in FIXTURES])
def test_the_entries_of_every_fixture_hold_to_the_schema(tmp_path_factory, number):
    edition = texts.edition(tmp_path_factory.mktemp("fixture"))
    schema = json.loads(schemas.made(edition)["apparatus"])
    assert faults((Draft202012Validator(schema), Draft7Validator(schema)), FIXTURES[number].parts[1]) == []


def test_what_an_edition_has_of_its_own_can_be_chosen(validators):
    entry = validators["apparatus"][0].schema["properties"]["entry"]["items"]["allOf"][0]["properties"]
    assert entry["resp"]["enum"] == ["ed", "pipeline"]
    refs = entry["ref"]["anyOf"][0]
    assert {"boyle", "person.boyle"} < set(refs["enum"])
    assert "Robert Boyle" in refs["x-taplo"]["docs"]["enumValues"]
    assert entry["who"]["enum"] == ["boyle"]
    assert entry["source"]["enum"] == ["sceptic"]


def test_of_authorities_that_cannot_be_read_nothing_is_excluded(tmp_path):
    known = schemas.known_of(texts.edition(tmp_path, authorities="[person.boyle"))
    assert known.keys() == {"responsible", "text", "book"}


def test_an_authority_with_a_mistake_can_be_chosen_all_the_same(tmp_path):
    known = schemas.known_of(texts.edition(tmp_path, authorities='[person.boyle]\nname = "R. Boyle"\ngnd = "1"\n'))
    assert known["person"] == {"boyle": ""}


# --- the reader and the schema ----------------------------------------------------------------------------

words = st.text(st.sampled_from("abc Éß'\"\\.,-7"), min_size=1, max_size=8).map(lambda said: f"w{said}")
dates = st.one_of(
    st.dates(date(1000, 1, 1)).map(date.isoformat),
    st.dates(date(1000, 1, 1)),
    st.integers(1000, 9999),
    st.sampled_from(["1933-10", "-0044", "-0044-03-15", "0476"]),
)
OF_FORM = {
    "text": words,
    "markdown": st.sampled_from(["A note.", "*Two* words"]),
    "date": dates,
    "flag": st.booleans(),
    "count": st.integers(1, 9),
    "texts": st.lists(words, min_size=1, max_size=2),
    "selector": st.sampled_from(["It was the [[best]] of", "lamps[[]].", "a [[[1]]]"]),
    "selectors": st.lists(st.just("a [[[1]]]"), min_size=1, max_size=2),
    "code": st.sampled_from(["W509", "W401", "N213"]),
    "level": st.sampled_from([0, 3, "9"]),
    "quantity": st.sampled_from([1, 999999999, "12"]),
    "label": st.sampled_from([12, "xii"]),
    "word": st.sampled_from(["section", "line-break", "two words"]),
    "unit": st.sampled_from(["section", "line"]),
    "passage": st.just("lamp#p0"),
    "siglum": st.sampled_from(["A", "B"]),
    "authorities": st.sampled_from(["person.boyle", "work.sceptic", "org.society place.lismore"]),
    "language": st.sampled_from(["de", "en-GB", "grc-Latn-x-lamp"]),
    "name": st.just("lamp"),
    "address": st.just("https://example.org/"),
    "point": st.sampled_from(["55.75 37.61", "-1,2"]),
    "authors": st.sampled_from(["boyle", ["boyle", "Ada Arden"]]),
}
"""For each form values that it takes."""

KEYS_OF = {
    "person": "boyle",
    "org": "society",
    "place": "lismore",
    "event": "fire",
    "work": "sceptic",
    "term": "phlogiston",
}


def test_every_form_of_the_tables_is_tried():
    assert FORMS.keys() <= OF_FORM.keys()


def value_of(key):
    if key.among:
        return st.sampled_from(key.among)
    if key.of:
        return (
            st.sampled_from(["ed", "pipeline"] if key.of == "responsible" else ["lamp"])
            if key.of not in KEYS_OF
            else st.just(KEYS_OF[key.of])
        )
    return OF_FORM[key.form]


@st.composite
def some_of(draw, keys):
    """Give values for the keys that are needed, and for some of the others."""
    chosen = [name for name, key in keys.items() if key.needed or draw(st.booleans())]
    return {name: draw(value_of(keys[name])) for name in chosen}


@st.composite
def entries(draw):
    """Give an entry that the reader takes."""
    do = draw(st.sampled_from([*KINDS, IGNORE]))
    kind = KINDS.get(do)
    found = {"id": draw(st.sampled_from(["c1", "note-x", "pg12"])), "do": do}
    found |= draw(some_of({**kind.keys, **EVERYWHERE} if kind else IGNORED))
    if do == "date":
        shape = draw(st.sampled_from([["when"], ["from", "to"], ["notBefore", "notAfter"], ["to"]]))
        same = draw(dates)
        found = {name: said for name, said in found.items() if name not in TIMES} | dict.fromkeys(shape, same)
    if do == "footnote":
        found |= draw(st.sampled_from([{"body_at": "[[x]]"}, {"body_from": "[[x]]", "body_to": "[[y]]"}]))
    if do == "variant":
        found["lemma"] = "B"
        way = draw(
            st.sampled_from([{"text": "w"}, {"omitted": True}, {"lacuna": "start"}, {"text": "w", "omitted": False}])
        )
        found["reading"] = [{"wit": ["B", "C"], **way}]
    if do == "correct" and draw(st.booleans()):
        found["alternative"] = [{**draw(some_of(EVERYWHERE)), "with": "w"}]
    if draw(st.booleans()):
        found["retired"] = "2026-11-22, it was no error"
    elif do == "date" or draw(st.booleans()):
        found["at"] = draw(OF_FORM["selector"])
    elif do != IGNORE:
        found |= {"from": "[[It", "to": "]]"} | {"from": "[[It]]", "to": "[[lamps]]"}
    if "at" in found or ("to" in found and do != "date"):
        found |= draw(some_of({"within": SELECTOR["within"]}))
        found |= draw(st.sampled_from([{}, {"nth": 2}, {"every": True}, {"nth": 2, "every": False}]))
    return found


def toml(value):
    """Write a value; strings of JSON are strings of TOML."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{name} = {toml(inner)}" for name, inner in value.items()) + " }"
    return value.isoformat() if isinstance(value, date) else json.dumps(value, ensure_ascii=False)


def written(entry):
    """Write an entry as TOML."""
    lines, tables = ["[[entry]]"], []
    for name, value in entry.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            tables += [line for one in value for line in (f"[[entry.{name}]]", *written(one).split("\n")[1:])]
        else:
            lines.append(f"{name} = {toml(value)}")
    return "\n".join([*lines, *tables])


def mistakes(lamps, source):
    """Give what the reader says of an apparatus."""
    path = lamps.text_folder("lamp") / "apparatus.toml"
    around = Around(("ed", "pipeline"), authorities.gather(lamps.source / "authorities.toml"), frozenset(lamps.texts))
    return [str(message) for message in parse(tomllib.loads(source), source, path, around).mistakes]


@settings(deadline=None, max_examples=300)
@given(entry=entries())
def test_what_the_reader_takes_the_schema_takes(lamps, validators, entry):
    source = f"{written(entry)}\n{WITNESSES}"
    assert (mistakes(lamps, source), faults(validators["apparatus"], source)) == ([], [])


@st.composite
def spoilt(draw):
    """Give an entry with one fault of form, and what the fault is."""
    entry = copy.deepcopy(draw(entries()))
    kind = KINDS.get(entry["do"])
    keys = {**SELECTOR, **(kind.keys if kind else {}), **(EVERYWHERE if kind else IGNORED)}
    needed = ["id", "do", *(name for name, key in keys.items() if key.needed)]
    needed += ["reading"] if entry["do"] == "variant" else []
    present = [name for name in entry if name in keys and keys[name].form != "count"]
    way = draw(
        st.sampled_from(
            ["unknown", "missing", "blank", "float", "table", "value", "both", "half", "nowhere", "twice", "counted"]
        )
    )
    if way == "unknown":
        entry[draw(st.sampled_from(["wiht", "note", "At", "do_"]))] = "w"
    elif way == "missing":
        del entry[draw(st.sampled_from(needed))]
    elif way == "blank":
        entry[draw(st.sampled_from([name for name in needed if name != "reading"]))] = " "
    elif way == "float":
        entry[draw(st.sampled_from(present))] = 1.5
    elif way == "table":
        entry[draw(st.sampled_from([name for name in present if keys[name].form not in ("texts",)]))] = {"a": "b"}
    elif way == "value":
        closed = [name for name in present if keys[name].among or keys[name].of or keys[name].form in FORMS]
        entry[draw(st.sampled_from([n for n in closed if keys[n].form != "label"] or ["id"]))] = "not, this"
    elif way == "both":
        entry |= {"at": "[[x]]", "from": "[[x]]"} if entry["do"] != "date" else {"when": 1933, "from": 1933}
    elif way == "half":
        entry = {name: said for name, said in entry.items() if name not in ("at", "to", "retired")}
        entry["from" if entry["do"] != "date" else "nth"] = "[[x]]"
    elif way == "nowhere":
        gone = ("at", "retired", *(("from", "to") if entry["do"] != "date" else ()))
        entry = {name: said for name, said in entry.items() if name not in gone} | {"within": "p0"}
    elif way == "twice":
        entry |= {"nth": 2, "every": True}
    else:
        entry |= {"nth": draw(st.sampled_from([0, -1, "2"]))}
    return way, entry


@settings(deadline=None, max_examples=600)
@given(fault=spoilt())
def test_what_the_reader_refuses_for_its_form_the_schema_refuses(lamps, validators, fault):
    source = f"{written(fault[1])}\n{WITNESSES}"
    told = set(mistakes(lamps, source))
    assert told, "that is no fault"
    assert len(told) == 1 or fault[0] in ("half", "nowhere", "twice", "counted"), "one fault is told twice"
    assert faults(validators["apparatus"], source), mistakes(lamps, source)


# --- the other files --------------------------------------------------------------------------------------


def keys_of(schema):
    """Give the keys of a file, with those of its tables: each with the table in which it stands."""
    for name, inner in schema["properties"].items():
        tables = [inner, *inner.get("patternProperties", {}).values(), inner.get("items", {})]
        found = [(table, key) for table in tables for key in table.get("properties", {})]
        header = f"[{name}.x]" if "patternProperties" in inner else f"[[{name}]]" if "items" in inner else f"[{name}]"
        yield from ((header, key) for _, key in found)
        if not found:
            yield "", name


def read_alone(tmp_path, name, source):
    """Give the codes of what the reader says of a file that stands alone."""
    edition = texts.edition(tmp_path)
    path = edition.text_folder("lamp") / "header.toml" if name == "header" else edition.source / f"{name}.toml"
    path.write_text(source, encoding="utf-8")
    if name == "header":
        return {message.code for message in stated.read(path, ["ed"])[1]}
    if name == "authorities":
        return {message.code for message in authorities.gather(path).mistakes}
    try:
        editions.load(tmp_path)
    except Rejected as rejected:
        return {message.code for message in rejected.messages}
    return set()


@pytest.mark.parametrize("name", ["edition", "header", "authorities"])
def test_the_keys_of_the_schema_are_those_that_the_reader_knows(tmp_path, validators, name):
    keys = list(keys_of(validators[name][0].schema))
    assert len(keys) > 12
    tables = {header: [key for of, key in keys if of == header] for header in sorted({of for of, _ in keys})}
    lines = [line for header, those in tables.items() for line in (header, *(f"{key} = 1.5" for key in those))]
    assert "E303" not in read_alone(tmp_path, name, "\n".join(lines))


GOOD = {
    "edition": f'{texts.EDITION}initials = "AB"\n[[ignore]]\ncode = "W509"\ntext = "lamp"\nwhy = "so it is printed"\n',
    "header": """
title = "Lamps"
author = "boyle"
keywords = ["light"]
[written]
when = 1901-06-04
resp = "ed"
cert = "low"
[source]
text = "The Lamp 7"
journal = "The Lamp"
volume = 7
when = 1901
[licence]
status = "free"
target = "https://example.org/"
[[credit]]
role = "transcription"
name = "Ada Arden"
""",
    "authorities": """
[person.boyle]
name = "Robert Boyle"
forms = ["Boyle"]
born = 1627-01-25
died = 1691
wikidata = "Q43393"
viaf = 44397
[place.lismore]
name = "Lismore"
geo = "52.14 -7.93"
uri = "https://example.org/lismore"
[work.sceptic]
title = "The Sceptical Chymist"
author = ["boyle", "Anonymous"]
date = "1661"
""",
}
"""A file without a fault, for each that stands alone."""

FAULTS = {
    "an unknown key of an edition": ("edition", "title = ", "titel = "),
    "a date that is none": ("edition", "2001-02-03", "2001-02-30 or so"),
    "a name that is a path": ("edition", 'id = "lamps"', 'id = "../lamps"'),
    "an edition in a language that is none": ("edition", 'language = "en"', 'language = "english"'),
    "a key of a person that is none": ("edition", "[responsible.ed]", "[responsible.1]"),
    "a person without a name": ("edition", 'name = "The editors"\n', ""),
    "an error that is let stand": ("edition", "W509", "E201"),
    "a text that is none": ("edition", 'text = "lamp"', 'text = "lmap"'),
    "a number for a title": ("edition", 'title = "Lamps"', "title = 5"),
    "a table for a text": ("header", 'title = "Lamps"', "title = { a = 1 }"),
    "an unknown key of a header": ("header", "keywords", "keyword"),
    "a text for a list": ("header", '["light"]', '"light"'),
    "nobody who answers": ("header", 'resp = "ed"', 'resp = "edd"'),
    "a certainty that is none": ("header", '"low"', '"lower"'),
    "a status that is none": ("header", '"free"', '"gratis"'),
    "a licence at no address": ("header", "https://example.org/", "example.org"),
    "a day that is none": ("header", "when = 1901\n", 'when = "190"\n'),
    "a credit without a name": ("header", '\nname = "Ada Arden"', ""),
    "a date of another kind": ("authorities", "died = 1691", 'died = "in 1691"'),
    "an unknown identifier": ("authorities", "wikidata", "wikidate"),
    "an identifier without a digit": ("authorities", "Q43393", "Boyle"),
    "no address": ("authorities", "https://example.org/lismore", "lismore"),
    "no point": ("authorities", "52.14 -7.93", "52.14N"),
    "a work without a title": ("authorities", 'title = "The Sceptical Chymist"\n', ""),
    "a key with a capital": ("authorities", "[person.boyle]", "[person.Boyle]"),
    "an unknown kind": ("authorities", "[place.", "[town."),
}
"""A fault -> the file, what stands in it, and what stands there instead."""


@pytest.mark.parametrize("name", GOOD)
def test_a_file_without_a_fault_is_taken_by_both(tmp_path, validators, name):
    assert read_alone(tmp_path, name, GOOD[name]) == set()
    assert faults(validators[name], GOOD[name]) == []


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_of_form_is_refused_by_both(tmp_path, validators, fault):
    name, old, new = FAULTS[fault]
    assert old in GOOD[name]
    source = GOOD[name].replace(old, new)
    assert read_alone(tmp_path, name, source)
    assert faults(validators[name], source)


def test_each_kind_of_authority_has_its_tables(validators):
    assert validators["authorities"][0].schema["properties"].keys() == AUTHORITIES.keys()
