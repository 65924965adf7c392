"""What editors say goes out as Web Annotations and comes back whole; what strangers say comes in, or is told."""

import hashlib
import json
import re
import shutil
import tomllib
from pathlib import Path

import fixtures
import pytest
import texts
import webannotation
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from judges import ROOT

from editio import cli, encode, tei
from editio import edition as editions
from editio.encode import annotations, markdown, reading
from editio.encode.annotations import blocks, terms, wording
from editio.encode.annotations import reading as documents
from editio.encode.annotations.places import LONGEST, Places
from editio.encode.annotations.quoting import Quoter
from editio.encode.annotations.seeking import Seeker, Unfit
from editio.encode.kinds import IGNORE, KINDS
from editio.encode.selectors import Finder, Place, parse
from editio.message import Rejected

ENTRIES = fixtures.read(Path(__file__).with_name("apparatus.txt"), 3)

RAW = """\
On Lamps

It was the best of lamps, and everyone agreed. Mr. Boyle lit it;
Mr. Boyle put it out.

It was the worst of lanterns. Mr. Boyle
never saw it; he was in London.
"""

ALL = '''\
[witness.A]
name = "The first print"
own = true

[witness.B]
name = "The second print"
repository = "London, MS 1"

[[entry]]
id = "c1"
do = "correct"
at = "the [[worst]] of"
with = "'first' \\\\ \\"last\\""
resp = "ed"
cert = "low"
evidence = "conjecture"
why = """so
it seems"""
[[entry.alternative]]
with = "best"
resp = "ed"
why = "or not"

[[entry]]
id = "n1"
do = "note"
at = "[[lanterns]]"
body = """
A *note*.

* one
* two, see [him](#person.boyle)"""
resp = "ed"

[[entry]]
id = "name1"
do = "person"
at = "[[Mr. Boyle]]"
every = true
ref = "boyle"
resp = "ed"

[[entry]]
id = "v1"
do = "variant"
at = "and [[everyone]] agreed"
resp = "ed"
[[entry.reading]]
wit = ["B"]
text = "nobody"

[[entry]]
id = "d1"
do = "date"
at = "[[It was the best]]"
from = 1661-01-02
to = 1662
resp = "ed"

[[entry]]
id = "g1"
do = "gap"
at = "agreed.[[]] Mr."
quantity = 3
unit = "words"
resp = "pipeline"

[[entry]]
id = "i1"
do = "ignore"
code = "W405"
why = "it is a heading"
resp = "ed"

[[entry]]
id = "c2"
do = "correct"
at = "[[gone]]"
with = "gone"
resp = "ed"
retired = "2001-01-01, a mistake"
'''
"""An apparatus with something of everything that a table of TOML can hold."""

LAMP = "ni:///sha-256;"


def edition(root, entries="", raw=RAW):
    return texts.edition(root, entries, 'language = "en"', raw if isinstance(raw, bytes) else raw.encode())


def built(one):
    """Encode; gives the bytes of document and ledger."""
    encode.run(one, "lamp")
    return one.document("lamp").read_bytes(), one.ledger("lamp").read_bytes()


def exported(one):
    return json.loads(annotations.export(one, "lamp"))


def items(document):
    return document["first"]["items"]


def taken(one, document, **chosen):
    """Add annotations to the apparatus of a text; gives what was added and what was told."""
    path = one.root / "received.jsonld"
    path.write_bytes(document if isinstance(document, bytes) else json.dumps(document).encode())
    return annotations.add(one, "lamp", path, to=None, **chosen)


def refused(one, document, **chosen):
    """Try to add annotations that cannot be: nothing may be written. Gives the messages."""
    path = one.text_folder("lamp") / "apparatus.toml"
    before = path.read_bytes() if path.exists() else None
    with pytest.raises(Rejected) as rejected:
        taken(one, document, **chosen)
    assert (path.read_bytes() if path.exists() else None) == before
    return rejected.value.messages


def apparatus_of(one):
    return tomllib.loads((one.text_folder("lamp") / "apparatus.toml").read_text(encoding="utf-8-sig"))


# --- there and back -----------------------------------------------------------------------------------------


def same_again(root, entries, raw):
    """Export, and import into an empty apparatus: the same TEI, the same export, and nothing is added twice."""
    there = edition(root / "there", entries, raw)
    before = built(there)
    document = annotations.export(there, "lamp")
    back = edition(root / "back", "", raw)
    assert taken(back, document).messages == ()
    assert built(back) == before
    assert annotations.export(back, "lamp") == document
    again = taken(back, document)
    said = json.loads(document)
    assert (again.blocks, [message.code for message in again.messages]) == ((), ["N248"] * said["total"])
    return said


@pytest.mark.parametrize("fixture", ENTRIES, ids=lambda fixture: fixture.title)
def test_every_entry_that_there_is_comes_back_and_its_export_keeps_the_model(tmp_path, fixture):
    document = same_again(tmp_path, fixture.parts[1], fixture.parts[0])
    assert webannotation.broken(document) == []
    assert webannotation.unknown(document) == set()


def test_an_apparatus_of_everything_comes_back(tmp_path):
    document = same_again(tmp_path, ALL, RAW)
    assert webannotation.broken(document) == []
    assert webannotation.unknown(document) == set()
    assert document["total"] == 10


def test_an_apparatus_without_entries_is_a_collection_without_pages(tmp_path):
    document = exported(edition(tmp_path))
    assert (document["total"], "first" in document) == (0, False)
    assert webannotation.broken(document) == []


EDITION = editions.load(ROOT)


@pytest.mark.parametrize("text", EDITION.texts)
def test_the_texts_of_the_edition_come_back(tmp_path, text):
    shutil.copytree(EDITION.source, tmp_path / "source")
    document = annotations.export(EDITION, text)
    assert webannotation.broken(json.loads(document)) == []
    assert webannotation.unknown(json.loads(document)) == set()
    (tmp_path / "source" / text / "apparatus.toml").unlink()
    (tmp_path / "received.jsonld").write_bytes(document)
    back = editions.load(tmp_path)
    assert annotations.add(back, text, tmp_path / "received.jsonld", to=None).messages == ()
    encode.run(back, text)
    there = tmp_path / "there"
    shutil.copytree(EDITION.source, there / "source")
    encode.run(editions.load(there), text)
    assert back.document(text).read_bytes() == editions.load(there).document(text).read_bytes()


SENTENCES = st.lists(
    st.sampled_from("the best of lamps went out and nobody knew it “so” [1] é 灯 Boyle. a a ]] it’s".split()),
    min_size=3,
    max_size=12,
).map(" ".join)

RAWS = st.lists(SENTENCES, min_size=1, max_size=5).flatmap(
    lambda some: st.sampled_from(["\n\n", "\r\n\r\n", "\r\r", "\n \n"]).map(lambda gap: gap.join(some) + "\n")
)

VALUES = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cf", "Co", "Cn")) | st.sampled_from("\"'\\\n\t "),
    min_size=1,
    max_size=20,
).map(lambda words: f"x{words}")

AUTHORITIES = {"person": "boyle", "org": "society", "place": "london", "event": "fire", "work": "chymist"}
AUTHORITIES |= {"term": "phlogiston"}

BY_FORM = {
    "level": st.sampled_from(["1", "2"]),
    "quantity": st.integers(1, 9).map(str),
    "language": st.sampled_from(["de", "la"]),
    "word": st.sampled_from(["stars", "faded ink"]),
    "date": st.sampled_from(["1661", "1661-02", "1661-02-03"]),
    "markdown": st.sampled_from(["So.", "A *b*.\n\n* c\n* d", "See [him](#person.boyle)."]),
}

KEPT_APART = {"footnote", "variant", "align", "cite", "page", "gap", "paragraph"}
"""What needs more than words: these have their fixtures."""


@st.composite
def tables(draw, raw):
    """Draw entries with random keys on words of a raw text, no two of them on the same words."""
    finder = Finder(reading.read(raw.encode(), "lamp.txt"))
    words = list(re.finditer(r"\S+", raw))
    chosen = draw(st.lists(st.sampled_from(words), unique_by=lambda word: word.start(), min_size=1, max_size=5))
    made = []
    for number, word in enumerate(chosen):
        do = draw(st.sampled_from(sorted(set(KINDS) - KEPT_APART)))
        kind = KINDS[do]
        place = Place(*word.span()) if "words" in kind.marks else Place(word.end(), word.end())
        if "lines" in kind.marks:
            place = Place(raw.rfind("\n", 0, word.start()) + 1, word.end())
        selected = Quoter(finder).keys(place)
        assume(selected is not None)
        keys = {name: key for name, key in kind.keys.items() if key.needed or draw(st.booleans())}
        if do == "date":
            keys = {"when": kind.keys["when"]}
        values = {name: draw(value_of(key)) for name, key in keys.items()}
        why = {"why": draw(VALUES)} if draw(st.booleans()) else {}
        made.append({"id": f"e{number}", "do": do, **selected, **values, **why, "resp": "ed"})
    return made


def value_of(key):
    if key.among:
        return st.sampled_from(key.among)
    return st.just(AUTHORITIES[key.of]) if key.of in AUTHORITIES else BY_FORM.get(key.form, VALUES)


FOLDERS = settings(max_examples=60, deadline=None, suppress_health_check=[*HealthCheck])


@FOLDERS
@given(st.data())
def test_any_apparatus_over_any_raw_text_comes_back(tmp_path_factory, data):
    raw = data.draw(RAWS)
    entries = "\n\n".join(blocks.entry(table) for table in data.draw(tables(raw)))
    root = tmp_path_factory.mktemp("any")
    try:
        built(edition(root / "tried", entries, raw))
    except Rejected:
        assume(False)
    document = same_again(root, entries, raw)
    assert webannotation.broken(document) == []


# --- what an export says ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    """Export an apparatus of everything."""
    return exported(edition(tmp_path_factory.mktemp("full"), ALL))


def named(document, name):
    return next(one for one in items(document) if one["id"].endswith(f"/{name}"))


def test_a_reader_of_json_ld_takes_every_entry_from_it_with_all_its_keys(full):
    (collection,) = webannotation.expanded(full)
    (page,) = collection[f"{webannotation.AS}first"]
    found = page[f"{webannotation.AS}items"][0]["@list"]
    assert {one["@type"][0] for one in found} == {f"{webannotation.OA}Annotation"}
    entry = {one["@id"].rpartition("/")[2]: one for one in found}["c1"][f"{terms.NAMESPACE}entry"][0]
    given_keys = tomllib.loads(ALL)["entry"][0]
    assert {key.removeprefix(terms.NAMESPACE) for key in entry} == set(given_keys)
    (second,) = entry[f"{terms.NAMESPACE}alternative"][0]["@list"]
    assert second[f"{terms.NAMESPACE}with"] == [{"@value": "best"}]


def test_its_statements_are_those_of_the_vocabulary(full):
    said = webannotation.quads(full)
    oa = webannotation.OA
    assert sum(f"<{oa}hasTarget>" in line for line in said) == 12, "three places of one entry, one of nine others"
    assert any(f'<{oa}exact> "worst"' in line for line in said)
    assert any(f"<{oa}motivatedBy> <{oa}editing>" in line for line in said)
    assert any(f"<{oa}hasSource> <http://www.wikidata.org/entity/Q43393>" in line for line in said)


def test_positions_count_the_characters_of_the_decoded_text(tmp_path):
    raw = "\ufeffÉ\r\n\r\n灯 was 𝔩it.\r\n"
    one = exported(edition(tmp_path, '[[entry]]\nid = "e1"\ndo = "emphasis"\nat = "[[𝔩it]]."\nresp = "ed"\n', raw))
    quoted, position = items(one)[0]["target"]["selector"]
    assert (position["start"], position["end"]) == (11, 14)
    assert quoted == {"type": "TextQuoteSelector", "exact": "𝔩it", "prefix": "É\r\n\r\n灯 was ", "suffix": ".\r\n"}


def test_each_entry_has_the_motivation_of_what_it_does(full):
    said = {one["id"].rpartition("/")[2]: one["motivation"] for one in items(full)}
    assert said == {
        "wit.A": "describing", "wit.B": "describing", "c1": "editing", "n1": "commenting", "name1": "identifying",
        "v1": "describing", "d1": "describing", "g1": "describing", "i1": "assessing", "c2": "commenting",
    }  # fmt: skip


def test_every_motivation_is_one_of_the_standard():
    known = set(webannotation.MOTIVATIONS.split())
    assert {terms.motivation(do) for do in (*KINDS, IGNORE)} <= known
    assert set(terms.MOTIVATIONS) <= {*KINDS, IGNORE}


def test_bodies_say_it_in_words_of_the_standard(full):
    correction, note, name = (named(full, one) for one in ("c1", "n1", "name1"))
    assert [(body["purpose"], body["value"]) for body in correction["body"]] == [
        ("classifying", "correct"), ("editing", "'first' \\ \"last\""), ("editing", "best"),
        ("describing", "so\nit seems"),
    ]  # fmt: skip
    assert (note["body"][1]["format"], note["body"][1]["language"]) == ("text/markdown", "en")
    assert name["body"][1] == {
        "type": "SpecificResource",
        "purpose": "identifying",
        "source": "http://www.wikidata.org/entity/Q43393",
    }
    assert len(name["target"]) == 3
    assert [body["value"] for body in named(full, "v1")["body"]] == ["variant", "B: nobody"]
    assert [body["value"] for body in named(full, "c2")["body"]] == ["2001-01-01: a mistake"]
    assert named(full, "g1")["creator"]["type"] == "Software"


def test_what_is_withdrawn_and_what_speaks_of_the_whole_text_has_no_place(full):
    for name in ("c2", "i1", "wit.A"):
        assert set(named(full, name)["target"]) == {"type", "source"}


def test_the_raw_text_is_named_by_its_hash(full):
    about = full["editio:text"]
    assert about["id"] == named(full, "i1")["target"]["source"]
    assert about["schema:sha256"] == hashlib.sha256(RAW.encode()).hexdigest()


def test_the_same_bytes_come_at_each_export(tmp_path):
    one = edition(tmp_path, ALL)
    assert annotations.export(one, "lamp") == annotations.export(one, "lamp")


def test_an_apparatus_with_a_mistake_is_not_exported(tmp_path):
    with pytest.raises(Rejected, match="E201"):
        annotations.export(edition(tmp_path, ALL.replace("[[worst]]", "[[wurst]]")), "lamp")


def test_a_long_quotation_is_not_copied(tmp_path):
    raw = "\n\n".join(f"Paragraph {number} of the best of lamps, and so on and on." for number in range(200))
    entry = '[[entry]]\nid = "q1"\ndo = "quote"\nfrom = "[[Paragraph 3 of]]"\nto = "[[Paragraph 190]]"\nresp = "ed"\n'
    document = annotations.export(edition(tmp_path, entry, raw), "lamp")
    assert len(document) < 4000
    ranged, position = items(json.loads(document))[0]["target"]["selector"]
    first, last = ranged["startSelector"], ranged["endSelector"]
    assert raw.find(first["exact"]) == position["start"]
    assert raw.find(last["prefix"] + last["exact"]) + len(last["prefix"]) == position["end"]


@FOLDERS
@given(RAWS, st.data())
def test_a_quotation_stands_at_its_place_and_once_wherever_that_can_be(raw, data):
    first = data.draw(st.integers(0, len(raw)))
    place = Place(first, data.draw(st.integers(first, min(len(raw), first + LONGEST + 10))))
    text = reading.read(raw.encode(), "lamp.txt")
    quoted, position = Places(Finder(text)).selectors(place)
    assert (position["start"], position["end"]) == (place.first, place.last)
    if quoted["type"] == "TextQuoteSelector":
        whole = quoted["prefix"] + quoted["exact"] + quoted["suffix"]
        assert text.text[place.first - len(quoted["prefix"]) :].startswith(whole)
        assert text.text.count(whole) == 1, "the whole text is short enough to be the context"


def target(*selectors, source):
    (node,), _ = documents.read(json.dumps(note(target=selected(*selectors, source=source))).encode(), "a.jsonld")
    return node["target"]


@FOLDERS
@given(RAWS, st.data())
def test_another_reader_of_the_selectors_comes_to_the_same_place(raw, data):
    first = data.draw(st.integers(0, len(raw)))
    place = Place(first, data.draw(st.integers(first, len(raw))))
    assume(raw[place.first : place.last].strip() == raw[place.first : place.last])
    finder = Finder(reading.read(raw.encode(), "lamp.txt"))
    selectors = Places(finder).selectors(place)
    seeker = Seeker(finder)
    here = next(name for name in seeker.names if name.startswith("ni:"))
    for source, some in ((here, selectors), (here, selectors[1:]), (here, selectors[:1])):
        assert seeker.place(target(*some, source=source)) == place
    found = sought(seeker, target(selectors[0], source="urn:example:other"))
    assert found in (place, "E202") or (is_point(place) and not raw[slice(*sorted((found.first, place.first)))].strip())


def sought(seeker, target):
    try:
        return seeker.place(target)
    except Unfit as unfit:
        return unfit.code


def is_point(place):
    return place.first == place.last


def test_places_that_overlap_are_several(tmp_path):
    one = edition(tmp_path, "", "On Lamps\n\nlit lit\n\nlit lit lit out.\n")
    (found,) = refused(one, note(target=selected(quotation("lit\n\nlit lit"), quotation("out"))))
    assert found.code == "E202"


def test_a_gap_that_is_quoted_is_no_line_end(tmp_path):
    one = edition(tmp_path, "", "On Lamps\n\nIt was the best.\n\nIt was lit.\n\nIt was the best.\nIt was lit.\n")
    (found,) = refused(one, note(target=selected(quotation("best.\n\nIt"))))
    assert found.code == "E202"


def test_bytes_that_are_no_characters_are_not_written_into_json(tmp_path):
    raw = b"It was \xff the best \xff of lamps.\n\nIt went out.\n"
    entry = '[[entry]]\nid = "n1"\ndo = "note"\nfrom = "It [[was]]"\nto = "[[went]] out"\nbody = "So."\nresp = "ed"\n'
    one = texts.edition(tmp_path, entry, 'language = "en"\nencoding = "utf-8"', raw)
    json.loads(annotations.export(one, "lamp").decode("utf-8"))


# --- annotations of others ----------------------------------------------------------------------------------


def note(words="So.", exact="lanterns", prefix="worst of ", suffix=".", **more):
    """Write an annotation as any program would."""
    selector = {"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix}
    return {
        "@context": webannotation.ANNO,
        "id": "urn:example:a1",
        "type": "Annotation",
        "motivation": "commenting",
        "body": {"type": "TextualBody", "value": words},
        "target": {"source": "https://example.org/lamp", "selector": selector},
    } | more


def selected(*selectors, source="https://example.org/lamp"):
    return {"source": source, "selector": list(selectors)}


def position(first, last):
    return {"type": "TextPositionSelector", "start": first, "end": last}


def quotation(exact, prefix="", suffix=""):
    return {"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix}


def test_a_comment_becomes_a_note_that_is_found_again(tmp_path):
    one = edition(tmp_path)
    added = taken(one, note("A *plain* [comment](x) with 1 < 2 & more."))
    assert [message.code for message in added.messages] == []
    (entry,) = apparatus_of(one)["entry"]
    assert {key: entry[key] for key in ("id", "do", "resp")} == {"id": "n1", "do": "note", "resp": "ed"}
    assert parse(entry["at"]).words == "lanterns"
    document = tei.parse(built(one)[0], "lamp.xml")
    (said,) = [e for e in document.iter(tei.tag("note")) if e.get("type") == "editorial"]
    assert said.text == "A *plain* [comment](x) with 1 < 2 & more."


CONTAINERS = {
    "one annotation": lambda one: one,
    "a list": lambda one: [one],
    "a page": lambda one: {"type": "AnnotationPage", "items": [one]},
    "a collection": lambda one: {"type": "AnnotationCollection", "first": {"type": "AnnotationPage", "items": [one]}},
    "a graph": lambda one: {"@graph": [one]},
    "rows": lambda one: {"total": 1, "rows": [one]},
}


@pytest.mark.parametrize("wrap", CONTAINERS.values(), ids=CONTAINERS)
def test_annotations_are_found_in_whatever_holds_them(tmp_path, wrap):
    assert len(taken(edition(tmp_path), wrap(note())).blocks) == 1


def test_an_export_of_hypothesis_is_read(tmp_path):
    one = edition(tmp_path)
    hypothesis = {
        "id": "abc",
        "created": "2026-01-01T00:00:00Z",
        "user": "acct:me@hypothes.is",
        "uri": "https://example.org/lamp",
        "text": "A *comment*.",
        "tags": ["lamp", "x_y"],
        "target": [
            {
                "source": "https://example.org/lamp",
                "selector": [
                    {"type": "RangeSelector", "startContainer": "/p[1]", "endContainer": "/p[1]"},
                    position(3, 9),
                    quotation("agreed. Mr. Boyle lit it; Mr. Boyle put it out.\n\nIt was", "everyone ", " the worst"),
                ],
            }
        ],
    }
    added = taken(one, {"total": 1, "rows": [hypothesis]})
    (entry,) = apparatus_of(one)["entry"]
    assert entry["body"] == "A *comment*.\n\nlamp, x\\_y"
    assert (parse(entry["from"]).words.split()[0], parse(entry["to"]).words.split()[-1]) == ("agreed.", "was")
    assert [str(message) for message in added.messages if "'created'" in message.sentence] != []
    built(one)


def test_each_target_becomes_an_entry(tmp_path):
    targets = [selected(quotation("lanterns")), selected(quotation("best"))]
    one = edition(tmp_path)
    taken(one, note(target=targets))
    assert [parse(entry["at"]).words for entry in apparatus_of(one)["entry"]] == ["lanterns", "best"]


def test_tags_and_links_become_words_of_one_note(tmp_path):
    body = [
        {"type": "TextualBody", "value": "lamp", "purpose": "tagging"},
        "https://example.org/lamps?a=1&b=2",
        {"type": "TextualBody", "value": "# Not a heading\n1. nor a list", "format": "text/plain"},
        {"type": "TextualBody", "value": "lantern", "purpose": "tagging"},
    ]
    one = edition(tmp_path)
    taken(one, note(body=body, motivation=["tagging", "linking"]))
    (entry,) = apparatus_of(one)["entry"]
    said = "<https://example.org/lamps?a=1&b=2>\n\n\\# Not a heading\n1\\. nor a list\n\nlamp, lantern"
    assert entry["body"] == said
    built(one)


@pytest.mark.parametrize("iri", ["http://www.wikidata.org/entity/Q43393", "https://www.wikidata.org/wiki/Q43393"])
def test_an_identifier_that_an_authority_has_becomes_a_name(tmp_path, iri):
    one = edition(tmp_path)
    target = selected(quotation("Mr. Boyle", "", " never"))
    body = {"type": "SpecificResource", "purpose": "identifying", "source": iri}
    taken(one, note(body=body, target=target, motivation="identifying"))
    (entry,) = apparatus_of(one)["entry"]
    assert (entry["id"], entry["do"], entry["ref"]) == ("name1", "person", "boyle")
    built(one)


def test_identifiers_of_several_authorities_of_a_kind_become_one_reference_to_them_all(tmp_path):
    one = edition(tmp_path)
    path = one.source / "authorities.toml"
    more = '[person.hooke]\nname = "Robert Hooke"\nwikidata = "Q46830"\n'
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{more}", encoding="utf-8")
    bodies = [
        {"source": f"http://www.wikidata.org/entity/{item}", "purpose": "identifying"} for item in ("Q46830", "Q43393")
    ]
    taken(one, note(body=bodies, target=selected(quotation("Mr. Boyle", "", " never"))))
    (entry,) = apparatus_of(one)["entry"]
    assert (entry["do"], entry["ref"]) == ("reference", "person.hooke person.boyle")
    built(one)


def test_of_html_the_words_are_left_and_it_is_told(tmp_path):
    html = (
        "<p>So <b>it</b> was&nbsp;&lt;i&gt;</p><script>alert(1)</script><style>p{}</style><p onclick=x>and *so*<br>on"
    )
    one = edition(tmp_path)
    added = taken(one, note(body={"type": "TextualBody", "value": html, "format": "text/html"}))
    (entry,) = apparatus_of(one)["entry"]
    assert entry["body"] == "So it was \\<i\\>\n\nand \\*so\\* on"
    assert [(message.code, "HTML" in message.sentence) for message in added.messages] == [("N249", True)]


def test_the_maker_answers_if_the_edition_knows_him_and_else_who_is_named(tmp_path):
    more = "[responsible.jd]\nname = 'Jane Doe'\n[responsible.ab]\nname = 'A. B.'\ninitials = 'AB'\n"
    one = edition(tmp_path)
    path = one.source / "edition.toml"
    path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")
    one = editions.load(one.root)
    makers = [{"name": "Jane Doe"}, {"nickname": "AB"}, {"name": "Nobody"}, "urn:example:somebody"]
    words = ["lanterns", "best", "worst", "London"]
    several = [note(creator=maker, target=selected(quotation(word))) for maker, word in zip(makers, words, strict=True)]
    added = taken(one, several, resp="ab")
    assert [entry["resp"] for entry in apparatus_of(one)["entry"]] == ["jd", "ab", "ab", "ab"]
    told = [message.sentence for message in added.messages]
    assert [("Nobody" in one, "somebody" in one) for one in told] == [(True, False), (False, True)]


def test_new_ids_are_none_that_ever_was(tmp_path):
    entry = '[[entry]]\nid = "n7"\ndo = "note"\nat = "[[best]]"\nbody = "x"\nresp = "ed"\n'
    one = edition(tmp_path, entry + entry.replace("n7", "n9").replace("best", "lanterns"))
    built(one)
    (one.text_folder("lamp") / "apparatus.toml").write_text(entry, encoding="utf-8")
    taken(one, note())
    assert [entry["id"] for entry in apparatus_of(one)["entry"]] == ["n7", "n10"]


def test_the_same_annotation_is_not_taken_over_twice(tmp_path):
    one = edition(tmp_path)
    taken(one, [note(), note("other")])
    before = (one.text_folder("lamp") / "apparatus.toml").read_bytes()
    again = taken(one, [note(), note("other")])
    assert [message.code for message in again.messages] == ["N248", "N248"]
    assert (one.text_folder("lamp") / "apparatus.toml").read_bytes() == before


# --- what stands there stays --------------------------------------------------------------------------------

THERE = '# What the editors say.\n\n[[entry]]  # the first\nid="a1"\ndo = "emphasis"\nat = "[[best]]"\nresp = "ed"'


@pytest.mark.parametrize("there", ["", "# nothing yet", THERE, THERE + "\n", THERE + "\n\n\n", "\ufeff" + THERE])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_not_a_byte_of_what_stands_there_is_touched(tmp_path, there, end):
    one = edition(tmp_path)
    path = one.text_folder("lamp") / "apparatus.toml"
    before = there.replace("\n", end).encode()
    path.write_bytes(before)
    taken(one, [note(), note(body={"type": "TextualBody", "value": "a\n\nb", "format": "text/markdown"})])
    after = path.read_bytes()
    assert after.startswith(before)
    assert [entry["id"] for entry in apparatus_of(one)["entry"]][-2:] == ["n1", "n2"]
    if "\r\n" in before.decode():
        assert after.count(b"\n") == after.count(b"\r\n")
    built(one)


def test_entries_can_be_written_elsewhere(tmp_path):
    one = edition(tmp_path, THERE)
    (tmp_path / "a.jsonld").write_text(json.dumps(note()), encoding="utf-8")
    annotations.add(one, "lamp", tmp_path / "a.jsonld", to=tmp_path / "new.toml")
    assert (one.text_folder("lamp") / "apparatus.toml").read_text(encoding="utf-8") == THERE
    assert tomllib.loads((tmp_path / "new.toml").read_text(encoding="utf-8"))["entry"][0]["id"] == "n1"


def test_an_array_that_is_written_in_one_line_is_told(tmp_path):
    there = 'entry = [{id = "a1", do = "emphasis", at = "[[best]]", resp = "ed"}]\n'
    (found,) = refused(edition(tmp_path, there), note())
    assert (found.code, "[[entry]]" in found.hint) == ("E301", True)


def test_a_mistake_that_is_there_already_is_told_first(tmp_path):
    (found,) = refused(edition(tmp_path, THERE.replace("emphasis", "emphasys")), note())
    assert (found.code, found.file.endswith("apparatus.toml")) == ("E304", True)


def test_an_entry_that_says_something_else_is_not_written_over(tmp_path):
    document = exported(edition(tmp_path / "there", ALL))
    back = edition(tmp_path / "back", ALL.replace('cert = "low"', 'cert = "high"').replace("MS 1", "MS 2"))
    found = [message for message in refused(back, document) if message.rejects]
    assert {message.code for message in found} == {"E247"}
    assert {message.sentence.partition(": '")[2].partition("'")[0] for message in found} == {"witness B", "c1"}


def test_an_entry_that_crosses_what_is_there_is_told_by_its_own_name(tmp_path):
    there = '[[entry]]\nid = "e1"\ndo = "emphasis"\nat = "It [[was the best]] of"\nresp = "ed"\n'
    more = '[[entry]]\nid = "e2"\ndo = "foreign"\nlang = "la"\nat = "the [[best of]] lamps"\nresp = "ed"\n'
    document = exported(edition(tmp_path / "there", more))
    (found,) = refused(edition(tmp_path / "back", there), document)
    assert (found.code, found.file.endswith("received.jsonld")) == ("E206", True)
    assert re.match("'[^']*#lamp/e2': 'e1' and 'e2'", found.sentence), found.sentence


# --- what cannot be taken over ------------------------------------------------------------------------------

HERE = "HERE"
"""Stands for the name of the raw text by its hash."""

REFUSED = {
    "words that stand nowhere": (note(exact="lamterns", prefix="", suffix=""), "E201", "do not stand in"),
    "words between other words": (note(prefix="best of "), "E201", "but between other words"),
    "words that stand often": (note(exact="Mr. Boyle", prefix="", suffix=""), "E202", "3 times (lines 3, 4, 6)"),
    "a position on another text": (note(target=selected(position(3, 9))), "E244", "was not made on these very bytes"),
    "a position that contradicts": (
        note(target=selected(quotation("lanterns"), position(3, 9), source=HERE)), "E245", "points at 3 to 9"
    ),
    "a position behind the end": (note(target=selected(position(3, 9999), source=HERE)), "E244", "no place"),
    "a negative position": (note(target=selected(position(-3, 9), source=HERE)), "E244", "no place"),
    "only a path": (note(target=selected({"type": "XPathSelector", "value": "/p"})), "E244", "only 'XPathSelector'"),
    "a text as a whole": (note(target="https://example.org/lamp"), "E244", "as a whole"),
    "a text without selector": (note(target={"source": "https://example.org/lamp"}), "E244", "as a whole"),
    "an answer": (note(target={"type": "Annotation", "id": "urn:example:a0"}), "E246", "is a Annotation"),
    "a mark without words": (note(body=[], motivation="highlighting"), "E246", "says nothing"),
    "no target": (note(target=None), "E243", "has no target"),
    "a target that is a number": (note(target=7), "E243", "neither an IRI nor an object"),
    "a body that is a number": (note(body=7), "E243", "neither an IRI nor an object"),
    "a body of nothing": (note(body={"type": "TextualBody"}), "E243", "neither 'value'"),
    "a choice": (note(body={"type": "Choice", "items": []}), "E246", "is a Choice"),
    "a format that is no text": (
        note(body={"type": "TextualBody", "value": "x", "format": "image/svg+xml"}), "E246", "of the format"
    ),
    "exact as a number": (note(exact=7), "E243", "must be a text"),
    "start as a text": (note(target=selected(position("3", 9))), "E243", "whole numbers"),
    "a range without quotations": (
        note(target=selected({"type": "RangeSelector", "startSelector": {}, "endSelector": {}})), "E244", "quotes no"
    ),
    "a range that ends first": (
        note(target=selected({"type": "RangeSelector", "startSelector": quotation("lanterns"),
                              "endSelector": quotation("best")})), "E244", "ends before it begins"
    ),
    "an unknown person": (
        note(body={"source": "http://www.wikidata.org/entity/Q1", "purpose": "identifying"}), "E246", "no authority is"
    ),
    "a link that is a program": (note(body="javascript:alert(1)"), "E246", "where no link may lead"),
    "a link that is data": (note(body={"id": "data:text/html,<script>"}), "E246", "where no link may lead"),
    "a link with a mark": (note(body="https://example.org/>x"), "E246", "where no link may lead"),
    "HTML in Markdown": (
        note(body={"type": "TextualBody", "value": "a <b>c</b>", "format": "text/markdown"}), "E230", "holds HTML"
    ),
    "a hostile link in Markdown": (
        note(body={"type": "TextualBody", "value": "[a](javascript:x)", "format": "text/markdown"}), "E231", "no link"
    ),
    "a turned direction": (note("a\u202eb"), "E304", "turns the direction"),
    "a control character": (note("a\u0001b"), "E304", "control character"),
    "half of a character": (note("a\ud800b"), "E243", "half of a character"),
    "HTML without words": (
        note(body={"type": "TextualBody", "value": "<script>x</script>", "format": "text/html"}), "E246", "says nothing"
    ),
    "a long body": (note("x" * 200_000), "E246", "200,000 characters"),
    "an entry with a foreign key": (note(**{terms.ENTRY: {"id": "c1"}}), "E243", "'id' is no key of an entry"),
    "an entry with a strange value": (note(**{terms.ENTRY: {"editio:id": None}}), "E243", "a value that no entry has"),
    "an entry that is none": (note(**{terms.ENTRY: "c1"}), "E243", "must be an object"),
    "an entry with an unknown key": (
        note(**{terms.ENTRY: {"editio:id": "c1", "editio:do": "emphasis", "editio:at": "[[best]]",
                              "editio:resp": "ed", "editio:color": "red"}}), "E303", "'color' is not known"
    ),
    "an entry of nobody": (
        note(**{terms.ENTRY: {"editio:id": "c1", "editio:do": "emphasis", "editio:at": "[[best]]",
                              "editio:resp": "eve"}}), "E304", "cannot be 'eve'"
    ),
    "an entry on no words": (
        note(**{terms.ENTRY: {"editio:id": "c1", "editio:do": "emphasis", "editio:at": "[[bets]]",
                              "editio:resp": "ed"}}), "E201", "do not stand in"
    ),
    "an entry with an id that breaks out": (
        note(**{terms.ENTRY: {"editio:id": 'c1"\n[x]\ny = "', "editio:do": "emphasis", "editio:at": "[[best]]",
                              "editio:resp": "ed"}}), "E304", "'id' cannot be"
    ),
    "a witness without siglum": (note(**{terms.WITNESS: {"editio:name": "x"}}), "E243", "no siglum"),
    "a witness with a strange siglum": (
        note(**{terms.WITNESS: {"editio:siglum": 'A]\n[x', "editio:name": "x"}}), "E308", "cannot be a siglum"
    ),
}  # fmt: skip
"""What somebody sends -> the code with which it is refused, and words of the message."""


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_taken_over_is_told_by_name_with_its_line(tmp_path, name):
    sent, code, words = REFUSED[name]
    one = edition(tmp_path)
    about = exported(one)["editio:text"]["id"]
    written = json.dumps([note("fine", exact="best", prefix="", suffix=""), sent], indent=1).replace(HERE, about)
    (found,) = [message for message in refused(one, written.encode()) if message.rejects]
    line = next(nth for nth, text in enumerate(written.split("\n"), 1) if nth > 5 and text == " {")
    assert (found.code, found.line) == (code, line), found
    assert found.file.endswith("received.jsonld")
    assert words in found.sentence
    assert found.sentence.startswith("'urn:example:a1': ")


@pytest.mark.parametrize("name", REFUSED)
def test_partly_the_rest_is_taken_over(tmp_path, name):
    one = edition(tmp_path)
    about = exported(one)["editio:text"]["id"]
    written = json.dumps([REFUSED[name][0], note("fine", exact="best", prefix="", suffix="")]).replace(HERE, about)
    added = taken(one, written.encode(), partly=True)
    assert len(added.blocks) == 1
    assert {message.code for message in added.messages if message.rejects} == {REFUSED[name][1]}
    built(one)


def test_a_position_decides_on_the_same_text_alone(tmp_path):
    one = edition(tmp_path)
    here = exported(one)["editio:text"]["id"]
    first = RAW.index("Mr. Boyle", RAW.index("Mr. Boyle") + 1)
    spot = position(first, first + len("Mr. Boyle"))
    taken(one, note(target=selected(quotation("Mr. Boyle"), spot, source=here)))
    placed = encode.gather(one, "lamp").editors
    assert parse(placed.entries[0].selector.at).after.startswith(" put")
    (found,) = refused(one, note("other", target=selected(quotation("Mr. Boyle"), spot)))
    assert found.code == "E202"


def test_words_that_no_context_tells_apart_are_counted(tmp_path):
    raw = "On Lamps\n\nGo out.\n\nGo out.\n\nGo out.\n"
    one = edition(tmp_path, "", raw)
    here = exported(one)["editio:text"]["id"]
    second = raw.index("out", raw.index("out") + 1)
    taken(one, note(target=selected(position(second, second + 3), source=here)))
    assert apparatus_of(one)["entry"][0]["at"] == "Go [[out]]."
    assert apparatus_of(one)["entry"][0]["nth"] == 2


FILES = {
    "no JSON": (b'{"a": 1,\n "b" 2}', "E240", 2),
    "nothing": (b"", "E240", 1),
    "no UTF-8": (b'{"a":\n"\xff"}', "E240", 2),
    "a key twice": (b'[\n{"id": "a", "id": "b"}]', "E240", 2),
    "a number that is none": (b'{"a": NaN}', "E240", 0),
    "deep lists": (b"[" * 100_000, "E241", 1),
    "deep objects": (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "E241", 1),
    "deep selectors": (
        json.dumps(note()).replace('"exact"', '"refinedBy":' + '{"refinedBy":' * 50).encode(),
        "E241",
        1,
    ),
    "a number": (b"7", "E242", 0),
    "other JSON": (b'{"name": "x", "items": [1, {"a": 2}]}', "E242", 0),
    "a page elsewhere": (b'{"type": "AnnotationCollection",\n "first": "https://example.org/1"}', "E246", 0),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_cannot_be_read_is_told_with_its_line(tmp_path, name):
    data, code, line = FILES[name]
    (found,) = refused(edition(tmp_path), data)
    assert (found.code, found.line) == (code, line), found


def test_a_file_that_never_ends_is_not_read_to_its_end(tmp_path, monkeypatch):
    monkeypatch.setattr(annotations, "LONGEST", 1000)
    monkeypatch.setattr(documents, "LONGEST", 1000)
    with pytest.raises(Rejected, match="E241"):
        annotations.add(edition(tmp_path), "lamp", Path("/dev/zero"), to=None)


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(Rejected, match="E101"):
        annotations.add(edition(tmp_path), "lamp", tmp_path / "none.jsonld", to=None)


@pytest.mark.parametrize("words", ["<!", "<a ", "</", "<!--", '<a b="', "<script>", "&#", "<p>", "<b><i>", "&"])
def test_html_that_is_made_to_be_slow_is_not(words):
    wording.words_of((words * 100_000)[:100_000])


def test_a_file_that_is_too_large_is_not_looked_into(tmp_path, monkeypatch):
    monkeypatch.setattr(documents, "LONGEST", 100)
    (found,) = refused(edition(tmp_path), note())
    assert found.code == "E241"
    monkeypatch.setattr(documents, "LONGEST", 10_000)
    monkeypatch.setattr(documents, "MOST", 5)
    (found,) = refused(edition(tmp_path / "b"), [note(), note()])
    assert found.code == "E241"


def test_a_further_page_is_told_and_not_fetched(tmp_path):
    (found,) = refused(edition(tmp_path), {"type": "AnnotationPage", "items": [note()], "next": "http://localhost/2"})
    assert (found.code, "not" in found.sentence and "http://localhost/2" in found.sentence) == ("E246", True)


def test_numbers_of_many_digits_cost_nothing(tmp_path):
    data = json.dumps(note(more=1)).replace('"more": 1', '"more": ' + "9" * 1_000_000).encode()
    assert len(taken(edition(tmp_path), data).blocks) == 1


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5)
    | st.sampled_from(["Annotation", "TextQuoteSelector", "RangeSelector", "lanterns", "best", "https://example.org/"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from([
            "id", "type", "body", "target", "selector", "source", "exact", "prefix", "suffix", "start", "end", "value",
            "format", "purpose", "motivation", "items", "first", "startSelector", "endSelector", "refinedBy", "creator",
            "name", "@list", "@value", terms.ENTRY, terms.WITNESS, "editio:id", "editio:do", "text", "tags",
        ]),
        inner,
        max_size=5,
    ),
    max_leaves=25,
)  # fmt: skip


@settings(FOLDERS, max_examples=300)
@given(JSON, st.sampled_from(["body", "target", "creator", "motivation", terms.ENTRY, terms.WITNESS, "tags", "id"]))
@example({"@list": []}, "target")
def test_whatever_json_comes_it_is_taken_over_or_told(tmp_path_factory, sent, key):
    one = edition(tmp_path_factory.mktemp("json"))
    try:
        taken(one, [note(**{key: sent}), sent])
    except Rejected:
        return
    built(one)


# --- words and blocks ---------------------------------------------------------------------------------------


@settings(max_examples=400, deadline=None)
@given(st.text(st.sampled_from("ab \n\\`*_[]()<>&~|#+-=.1:!\"'") | st.characters(codec="ascii"), max_size=40))
@example("1. a\n\n    code\n\n[a]: b\n\n---\n===\n***\n|a|b|\n|-|-|\n&amp; <https://a.b> ![x](y)")
def test_plain_words_stay_plain_in_markdown(words):
    words = re.sub(r"[^\x20-\x7e\n]", "", words)
    body = wording.markdown(words)
    assume(any(one.isalnum() for one in words))
    assert markdown.faults(body) == []
    said = "".join(part if isinstance(part, str) else words_in(part) for part in markdown.content(body))
    assert "".join(said.split()) == "".join(words.split())


def words_in(element):
    return "".join(element.itertext())


@settings(max_examples=400, deadline=None)
@given(
    st.dictionaries(
        st.text(st.characters(codec="utf-8"), min_size=1, max_size=8) | st.sampled_from(["id", "at", "why"]),
        st.text(st.sampled_from("\"'\\\n\r\t ab\u2028\x00\x7f#=[]") | st.characters(codec="utf-8"))
        | st.integers(-(2**60), 2**60)
        | st.booleans()
        | st.lists(st.text(st.characters(codec="utf-8")), min_size=1),
    )
)
def test_a_block_reads_as_the_very_values_that_it_was_written_from(table):
    assert tomllib.loads(blocks.entry(table))["entry"] == [table]


def test_a_block_has_the_tables_below_it():
    table = {
        "id": "v1",
        "do": "variant",
        "reading": [{"wit": ["B", "C"], "text": "x"}, {"wit": ["D"], "omitted": True}],
    }
    assert tomllib.loads(blocks.entry(table))["entry"] == [table]


@FOLDERS
@given(RAWS, st.data())
def test_a_place_is_quoted_so_that_it_is_found_again_or_not_at_all(raw, data):
    finder = Finder(reading.read(raw.encode(), "lamp.txt"))
    first = data.draw(st.integers(0, len(raw)))
    place = Place(first, data.draw(st.integers(first, len(raw))))
    assume(raw[place.first : place.last].strip() == raw[place.first : place.last])
    keys = Quoter(finder).keys(place)
    if keys is None:
        return
    if "at" in keys:
        found = finder.find(parse(keys["at"]), overlapping="nth" not in keys)
        assert found[keys.get("nth", 1) - 1] == place
        assert "nth" in keys or len(found) == 1
    else:
        (start,), (end,) = (finder.find(parse(keys[key])) for key in ("from", "to"))
        assert (start.first, end.last) == (place.first, place.last)


# --- the commands -------------------------------------------------------------------------------------------


@pytest.fixture
def there(tmp_path, monkeypatch):
    """Stand in the folder of an edition."""
    one = edition(tmp_path, ALL)
    monkeypatch.chdir(tmp_path)
    return one


def test_the_commands_write_and_read(there, capsys):
    assert cli.main(["annotations", "lamp", "-o", "lamp.jsonld"]) == 0
    (there.text_folder("lamp") / "apparatus.toml").unlink()
    assert cli.main(["annotate", "lamp", "lamp.jsonld"]) == 0
    assert "10 added to source/lamp/apparatus.toml" in capsys.readouterr().err
    assert [entry["id"] for entry in apparatus_of(there)["entry"]] == [e["id"] for e in tomllib.loads(ALL)["entry"]]


@pytest.mark.usefixtures("there")
def test_partly_ends_with_1_and_tells_why(capsys):
    Path("a.jsonld").write_text(json.dumps([note(), note(body=[])]), encoding="utf-8")
    assert cli.main(["annotate", "lamp", "a.jsonld"]) == 1
    assert cli.main(["annotate", "lamp", "a.jsonld", "--partly", "-o", "-"]) == 1
    told = capsys.readouterr()
    assert tomllib.loads(told.out)["entry"][0]["id"] == "n2"
    assert "E246 'urn:example:a1': it says nothing" in told.err


@pytest.mark.parametrize("typed", [["annotations", "lampp", "-o", "-"], ["annotate", "lampp", "-"]])
@pytest.mark.usefixtures("there")
def test_a_text_that_the_edition_has_not_is_told_with_the_nearest(capsys, typed):
    assert cli.main(typed) == 1
    told = capsys.readouterr().err
    assert "E307 'lampp' is no text" in told
    assert "did you mean 'lamp'?" in told


WRONG = {
    "over the raw text": ["annotations", "lamp", "-o", "source/lamp/text.txt"],
    "over what is read": ["annotate", "lamp", "a.jsonld", "-o", "a.jsonld"],
    "over the apparatus": ["annotate", "lamp", "a.jsonld", "-o", "source/lamp/apparatus.toml"],
    "nobody answers": ["annotate", "lamp", "a.jsonld", "--resp", "eve"],
}


@pytest.mark.parametrize("name", WRONG)
def test_a_command_that_is_called_wrongly_says_so_and_writes_nothing(there, name):
    Path("a.jsonld").write_text(json.dumps(note()), encoding="utf-8")
    before = {path: path.read_bytes() for path in there.root.rglob("*") if path.is_file()}
    with pytest.raises(SystemExit) as ended:
        cli.main(WRONG[name])
    assert ended.value.code == 2
    assert {path: path.read_bytes() for path in there.root.rglob("*") if path.is_file()} == before
