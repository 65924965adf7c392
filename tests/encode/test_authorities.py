"""Authorities: what can be told, what becomes of it in TEI, and each mistake on its line with what mends it."""

import re

import hypothesis.strategies as st
import judges
import pytest
from hypothesis import given, settings
from lxml import etree

from editio import tei, validate
from editio.encode.authorities import gather
from editio.encode.authority import KINDS, Authorities
from editio.encode.standoff import stand_off
from editio.identifiers import SCHEMES

ALL = """\
[person.marx]
name = "Karl Marx"
sort = "Marx, Karl"
forms = ["Marx", "Karl Marx"]
born = 1818-05-05
died = "1883-03"
wikidata = "https://www.wikidata.org/wiki/Q9061"
gnd = "118578537"
isni = "0000 0001 2103 2683"
uri = "https://example.org/marx"
note = '''Philosopher & economist,
not <b>bold</b>.'''

[person.engels]
name = "Friedrich Engels"

[org.first]
name = "First International"
sort = "International, First"
founded = 1864
dissolved = 1876-07-15
wikidata = "Q151539"
note = "Founded in London."

[place.moscow]
name = "Moscow"
sort = "Moscow (city)"
country = "Russia"
geo = "55.75, 37.61"
geonames = "524901"
note = "The capital."

[event.october]
name = "October Revolution"
sort = "Revolution, October"
when = 1917-11-07
wikidata = "Q42976"
note = "25 October by the old calendar."

[event.nep]
name = "New Economic Policy"
from = "1921-03"
to = 1928

[event.someday]
name = "Some day"
notBefore = 1900
notAfter = "1930-06"

[work.manifesto]
title = "Manifesto of the Communist Party"
sort = "Communist Party, Manifesto of the"
author = ["engels", "marx", "Somebody Else"]
date = "1848-02"
place = "London"
publisher = "J. E. Burghard"
isbn = "978-3-16-148410-0"
note = "First in German."

[work.rules]
title = "General Rules"
author = "first"
publisher = "The Association"

[term.bonapartism]
name = "Bonapartism"
definition = "The rule of one who stands above the classes."
wikidata = "Q891722"
uri = "https://example.org/b"

[term.thermidor]
name = "Thermidor"
"""


@pytest.fixture
def gathered(tmp_path):
    """Give a function that gathers authorities from the words of a file."""

    def of(words):
        path = tmp_path / "authorities.toml"
        path.write_text(words, encoding="utf-8")
        return gather(path)

    return of


def listed(authorities, *ids):
    """Give the lists of some authorities, of all if none are named, as one document lays them out."""
    parts = stand_off(authorities, ids or [one.id for one in authorities])
    return tei.make("standOff", {}, *parts)


def shown(element):
    words = etree.tostring(element, encoding="unicode").replace(f' xmlns="{tei.NAMESPACE}"', "")
    return words.replace(f' xmlns:xml="{tei.XML}"', "")


def document(stand_off_of_it):
    """Put a standOff in the place of that of a sample."""
    root = tei.parse((judges.ROOT / "tests" / "fixtures" / "lamp.xml").read_bytes(), "lamp.xml")
    old = tei.find(root, "standOff")
    old.extend(stand_off_of_it)
    return tei.serialise(root)


# --- what becomes of them ---------------------------------------------------------------------------------


def test_every_key_of_every_kind_is_tried():
    """What stands here is all that there is, identifiers aside."""
    told = dict.fromkeys(KINDS, frozenset())
    kind = ""
    for line in ALL.splitlines():
        if line.startswith("["):
            kind = line.strip("[]").partition(".")[0]
        elif " = " in line:
            told[kind] |= {line.partition(" = ")[0]}
    for name, takes in KINDS.items():
        assert set(takes.keys) <= told[name] | {"forms"}, name
        assert set(takes.schemes) <= {*SCHEMES, "uri"}


def test_all_kinds_are_listed_in_one_order_and_sorted_by_key(gathered):
    root = listed(gathered(ALL))
    assert [tei.local(part) for part in root] == [
        "listPerson",
        "listOrg",
        "listPlace",
        "listEvent",
        "listBibl",
        "list",
    ]
    assert [element.get(tei.ID) for element in root.iter() if element.get(tei.ID)] == [
        "person.engels",
        "person.marx",
        "org.first",
        "place.moscow",
        "event.nep",
        "event.october",
        "event.someday",
        "work.manifesto",
        "work.rules",
        "term.bonapartism",
        "term.thermidor",
    ]


ELEMENTS = {
    "person.marx": """\
<person xml:id="person.marx"><persName>Karl Marx</persName><persName type="sort">Marx, Karl</persName>\
<birth when="1818-05-05">1818-05-05</birth><death when="1883-03">1883-03</death>\
<idno type="GND">118578537</idno><idno type="ISNI">0000000121032683</idno>\
<idno type="URI">https://example.org/marx</idno><idno type="Wikidata">Q9061</idno>\
<note>Philosopher &amp; economist, not &lt;b&gt;bold&lt;/b&gt;.</note></person>""",
    "org.first": """\
<org xml:id="org.first"><orgName>First International</orgName><orgName type="sort">International, First</orgName>\
<event type="founded" when="1864"><label>1864</label></event>\
<event type="dissolved" when="1876-07-15"><label>1876-07-15</label></event>\
<idno type="Wikidata">Q151539</idno><note>Founded in London.</note></org>""",
    "place.moscow": """\
<place xml:id="place.moscow"><placeName>Moscow</placeName><placeName type="sort">Moscow (city)</placeName>\
<country>Russia</country>\
<location><geo>55.75 37.61</geo></location><note>The capital.</note><idno type="GeoNames">524901</idno></place>""",
    "event.october": """\
<event xml:id="event.october" when="1917-11-07"><label>October Revolution</label>\
<label type="sort">Revolution, October</label><note>25 October by the old calendar.</note>\
<idno type="Wikidata">Q42976</idno></event>""",
    "event.nep": """\
<event xml:id="event.nep" from="1921-03" to="1928"><label>New Economic Policy</label></event>""",
    "event.someday": """\
<event xml:id="event.someday" notBefore="1900" notAfter="1930-06"><label>Some day</label></event>""",
    "work.manifesto": """\
<bibl xml:id="work.manifesto"><author ref="#person.engels">Friedrich Engels</author>, \
<author ref="#person.marx">Karl Marx</author>, <author>Somebody Else</author>, \
<title>Manifesto of the Communist Party</title>, <pubPlace>London</pubPlace>: <publisher>J. E. Burghard</publisher>, \
<date when="1848-02">1848-02</date> <title type="sort">Communist Party, Manifesto of the</title> \
<idno type="ISBN">978-3-16-148410-0</idno> <note>First in German.</note></bibl>""",
    "work.rules": """\
<bibl xml:id="work.rules"><author ref="#org.first">First International</author>, <title>General Rules</title>, \
<publisher>The Association</publisher></bibl>""",
    "term.bonapartism": """\
<label xml:id="term.bonapartism"><term ref="https://example.org/b https://www.wikidata.org/wiki/Q891722">\
Bonapartism</term></label>""",
}


@pytest.mark.parametrize("id_", ELEMENTS)
def test_what_is_told_of_a_thing_stands_in_its_element(gathered, id_):
    (element,) = [one for one in listed(gathered(ALL)).iter() if one.get(tei.ID) == id_]
    element.tail = None
    assert shown(element) == ELEMENTS[id_]


def test_a_definition_stands_in_the_item_beside_its_term(gathered):
    (glossary,) = listed(gathered(ALL), "term.bonapartism", "term.thermidor")
    assert [(tei.local(part), tei.words(part)) for part in glossary] == [
        ("label", "Bonapartism"),
        ("item", "The rule of one who stands above the classes."),
        ("label", "Thermidor"),
        ("item", ""),
    ]


def test_only_those_are_listed_that_are_named_and_those_that_they_point_at(gathered):
    root = listed(gathered(ALL), "work.manifesto", "event.nep")
    assert [one.get(tei.ID) for one in root.iter() if one.get(tei.ID)] == [
        "person.engels",
        "person.marx",
        "event.nep",
        "work.manifesto",
    ]
    assert stand_off(gathered(ALL), []) == []


def test_an_id_that_is_not_known_is_our_own_fault(gathered):
    with pytest.raises(KeyError, match=r"person\.nobody"):
        stand_off(gathered(ALL), ["person.nobody"])


def test_the_lists_are_valid_by_every_schema_and_leave_validation_nothing_to_say(gathered, tmp_path):
    path = tmp_path / "lamp.xml"
    path.write_bytes(document(listed(gathered(ALL))))
    assert validate.run(path) == ()
    assert [finding for schema in judges.tei_all_schemas() for finding in judges.jing(schema, path)] == []
    assert judges.schematron(path) == []


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cn", "Co"]), max_size=30)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(["name", "sort", "note"]), WORDS, min_size=1))
def test_whatever_people_write_is_refused_or_stands_as_words_in_a_sound_document(tmp_path_factory, told):
    path = tmp_path_factory.mktemp("words") / "authorities.toml"
    values = {key: "".join(rf"\U{ord(character):08x}" for character in value) for key, value in told.items()}
    lines = "\n".join(f'{key} = "{value}"' for key, value in values.items())
    path.write_text(f"[person.x]\n{lines}\n", encoding="utf-8")
    found = gather(path)
    if one := found.get("person.x"):
        root = tei.parse(document(listed(found)), "lamp.xml")
        (person,) = [element for element in root.iter(tei.tag("person")) if element.get(tei.ID) == one.id]
        assert tei.words(person[0]).split() == told["name"].split()
        assert {tei.local(child) for child in person.iter()} <= {"person", "persName", "note"}
    else:
        assert "person.x" in found.broken
        assert found.mistakes


# --- asking them ------------------------------------------------------------------------------------------


def test_an_authority_is_found_by_its_id_with_all_that_is_told_of_it(gathered):
    found = gathered(ALL)
    marx = found.get("person.marx")
    assert (marx.id, marx.kind, marx.key, marx.name, marx.line) == ("person.marx", "person", "marx", "Karl Marx", 1)
    assert marx.forms == ("Marx", "Karl Marx")
    assert marx.said == ("Karl Marx", "Marx")
    assert found.get("work.manifesto").name == "Manifesto of the Communist Party"
    assert found.get("work.manifesto").authors == ("person.engels", "person.marx", "Somebody Else")
    assert found.get("event.nep").values == {"from": "1921-03", "to": "1928"}
    assert found.get("person.nobody") is found.get("nonsense") is None
    assert (found.mistakes, found.broken) == ((), frozenset())


@pytest.mark.parametrize(
    ("asked", "nearest"),
    [
        ("person.marks", "person.marx"),
        ("person.Karl Marx", "person.marx"),
        ("person.first", "org.first"),
        ("place.moskow", "place.moscow"),
        ("person.zzz", ""),
        ("nonsense", ""),
    ],
)
def test_the_nearest_id_is_of_that_name_or_key_or_spelt_nearly_so(gathered, asked, nearest):
    assert gathered(ALL).nearest(asked) == nearest


def test_no_file_means_no_authorities(tmp_path):
    assert gather(tmp_path / "authorities.toml") == Authorities()


def test_a_file_that_is_no_toml_is_one_mistake_and_nothing_is_known(gathered):
    found = gathered('[person.marx]\nname = "Karl\n')
    assert [(one.code, one.line) for one in found.mistakes] == [("E301", 2)]
    assert list(found) == []


# --- mistakes ---------------------------------------------------------------------------------------------

MISTAKES = {
    "a name that is missing": ("[person.x]\nborn = 1818", 1, "E302", "'name' is missing", 'add name = "..."'),
    "a name without a word": ('[person.x]\nname = " "', 2, "E304", "'name' is empty", "name ="),
    "a title that is missing": ("[work.x]\ndate = 1848", 1, "E302", "'title' is missing", "title ="),
    "an unknown key": ('[person.x]\nname = "A"\nwikdata = "Q1"', 3, "E303", "'wikdata'", "did you mean 'wikidata'?"),
    "an identifier of another kind": ('[place.x]\nname = "A"\norcid = "1"', 3, "E303", "'orcid'", "known here"),
    "an unknown kind": ('[persons.x]\nname = "A"', 1, "E303", "'persons'", "did you mean 'person'?"),
    "a key with a capital": ('[person.X]\nname = "A"', 1, "E308", "'X' cannot be a key", "small letters"),
    "a name that is a list": ('[person.x]\nname = ["A"]', 2, "E304", "'name' must be a text", "name ="),
    "forms that are a text": ('[person.x]\nname = "A"\nforms = "A"', 3, "E304", "a list of texts", "forms ="),
    "a form without a word": ('[person.x]\nname = "A"\nforms = ["A", " "]', 3, "E304", "without a word", "delete it"),
    "a kind that is a text": ('person = "A"', 1, "E304", "'person' must hold tables", "[person.name]"),
    "a control character": ('[person.x]\nname = "A\\u0001"', 2, "E304", "a control character", "delete it"),
    "an identifier of no form": ('[person.x]\nname = "A"\ngnd = "marx"', 3, "E310", "'marx' is no GND", "118578537"),
    "an identifier that is a script": (
        '[person.x]\nname = "A"\nviaf = "javascript:alert(1)"',
        3,
        "E310",
        "is no VIAF",
        "a wrong identifier is worse than none",
    ),
    "an identifier with markup": ('[person.x]\nname = "A"\nwikidata = "<b>Q1"', 3, "E310", "is no Wikidata", "Q9061"),
    "an address that is a script": (
        '[person.x]\nname = "A"\nuri = "javascript:alert(1)"',
        3,
        "E310",
        "is no address",
        "begins with https://",
    ),
    "an address with a user": (
        '[person.x]\nname = "A"\nuri = "https://www.wikidata.org@evil.example/"',
        3,
        "E310",
        "is no address",
        "begins with https://",
    ),
    "a property for a person": ('[person.x]\nname = "A"\nwikidata = "P31"', 3, "E310", "'P31' is no Wikidata", "Q9061"),
    "a wrong GND": ('[person.x]\nname = "A"\ngnd = "118578538"', 3, "E311", "should end with 7", "compare every digit"),
    "a wrong GND of a body": ('[org.x]\nname = "A"\ngnd = "5036103-1"', 3, "E311", "should end with X", "compare"),
    "a wrong ISNI": ('[person.x]\nname = "A"\nisni = "0000 0001 2103 2684"', 3, "E311", "should end with 3", "compare"),
    "a wrong ORCID": ('[person.x]\nname = "A"\norcid = "0000-0002-1825-0098"', 3, "E311", "end with 7", "compare"),
    "a wrong ISBN": ('[work.x]\ntitle = "A"\nisbn = "978-3-16-148410-1"', 3, "E311", "should end with 0", "compare"),
    "a date in words": ('[person.x]\nname = "A"\nborn = "5 May 1818"', 3, "E304", "'born' is no date", "1933-10-01"),
    "a day that was never": ('[person.x]\nname = "A"\nborn = "1818-02-30"', 3, "E304", "is no date", "write"),
    "the year nought": ('[person.x]\nname = "A"\nborn = "0000"', 3, "E304", "is no date", "there was no year 0"),
    "a death before the birth": (
        '[person.x]\nname = "A"\nborn = 1818\ndied = 1813-01-01',
        4,
        "E312",
        "'died' is '1813-01-01', before 'born', which is '1818'",
        "which of the two",
    ),
    "an end before the beginning": (
        '[event.x]\nname = "A"\nfrom = "1905-02"\nto = "1905-01"',
        4,
        "E312",
        "before 'from'",
        "which",
    ),
    "a death before the birth in times before ours": (
        '[person.x]\nname = "A"\nborn = "-0043"\ndied = "-0100"',
        4,
        "E312",
        "'died' is '-0100', before",
        "which of the two",
    ),
    "a time that is told twice": (
        '[event.x]\nname = "A"\nwhen = 1905\nfrom = 1904',
        4,
        "E312",
        "'when' and 'from' tell the time in two ways",
        "keep one: when, or from and to",
    ),
    "coordinates in words": (
        '[place.x]\nname = "A"\ngeo = "55° N"',
        3,
        "E314",
        "no latitude and longitude",
        "55.75 37.61",
    ),
    "coordinates beyond the earth": (
        '[place.x]\nname = "A"\ngeo = "91 181"',
        3,
        "E314",
        "nowhere on the earth",
        "-90 and 90",
    ),
    "a longitude before the latitude": (
        '[place.x]\nname = "A"\ngeo = "137.61 55.75"',
        3,
        "E314",
        "lies nowhere on the earth",
        'did you mean geo = "55.75 137.61"?',
    ),
    "an author that nobody is": (
        '[person.marx]\nname = "A"\n[work.x]\ntitle = "B"\nauthor = "marks"',
        5,
        "E305",
        "no [person.marks] stands in authorities.toml",
        "did you mean 'marx'?",
    ),
    "one author of two that nobody is": (
        '[person.marx]\nname = "A"\n[work.x]\ntitle = "B"\nauthor = ["marx", "engles"]',
        5,
        "E305",
        "no [person.engles]",
        "A plain name is written as it is",
    ),
}
"""A mistake -> the file, the line on which it is told, its code, words of the sentence, words of the hint."""


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_on_its_line_and_breaks_its_table_alone(gathered, name):
    words, line, code, sentence, hint = MISTAKES[name]
    found = gathered(f'{words}\n[org.other]\nname = "Other"\n')
    assert [(one.line, one.code) for one in found.mistakes] == [(line, code)], found.mistakes
    assert sentence in found.mistakes[0].sentence
    assert hint in found.mistakes[0].hint
    assert found.get("org.other") is not None
    tables = {row.strip("[]") for row in words.split("\n") if row.startswith("[")}
    assert found.broken <= tables
    assert found.broken or code == "E303" or "must hold tables" in sentence


def test_all_mistakes_of_a_file_are_told_in_one_run(gathered):
    parts = [part for part in MISTAKES.values() if part[0].startswith("[")]
    renamed = [part[0].replace(".x]", f".x{nth}]").replace("marx", f"marx{nth}") for nth, part in enumerate(parts)]
    found = gathered("\n".join(renamed))
    told = [one.code for one in found.mistakes if one.rejects]
    assert sorted(told) == sorted(part[2] for part in parts)


def test_a_work_whose_author_is_broken_is_broken_too_and_nothing_is_told_of_it(gathered):
    found = gathered('[person.marx]\nname = "A"\nborn = "soon"\n[work.x]\ntitle = "B"\nauthor = "marx"\n')
    assert [(one.code, one.line) for one in found.mistakes] == [("E304", 3)]
    assert found.broken == {"person.marx", "work.x"}


SHARED = '[person.marx]\nname = "Karl Marx"\nforms = ["Marx"]\nwikidata = "Q9061"\n\n'


def test_two_persons_of_one_form_are_a_finding_and_stay_known(gathered):
    found = gathered(SHARED + '[person.jenny]\nname = "Jenny Marx"\nforms = ["Marx"]\n')
    assert [(one.line, one.code, one.rejects) for one in found.mistakes] == [(6, "W313", False)]
    assert found.mistakes[0].sentence == "[person.jenny] and [person.marx] (line 1) are both called 'Marx'"
    assert found.get("person.jenny") is not None
    assert found.broken == frozenset()


def test_a_person_and_a_place_may_have_one_form(gathered):
    assert gathered(SHARED + '[place.marx]\nname = "Marx"\n').mistakes == ()


def test_two_entries_of_one_identifier_are_a_finding(gathered):
    found = gathered(SHARED + '[person.jenny]\nname = "Jenny Marx"\nwikidata = "Q9061"\n')
    assert [(one.line, one.code) for one in found.mistakes] == [(6, "W315")]


# --- the page that tells of them --------------------------------------------------------------------------

PAGE = (judges.ROOT / "docs" / "authorities.md").read_text(encoding="utf-8")


def test_the_examples_of_the_page_are_read_without_a_finding_and_make_what_it_shows(gathered):
    found = gathered("\n".join(re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)))
    assert found.mistakes == ()
    assert {one.kind for one in found} == set(KINDS)
    shown_elements = re.findall(r"```xml\n(.*?)\n```", PAGE, re.DOTALL)
    assert shown_elements
    for words in shown_elements:
        (own_id,) = re.findall(r'xml:id="([^"]*)"', words)
        (element,) = [one for one in listed(found).iter() if one.get(tei.ID) == own_id]
        assert shown(element) == words


def test_the_page_tells_all_that_can_be_told():
    rows = re.findall(r"^\| `\[(\w+)\.KEY\]` \| (.*?) \| (.*?) \| (.*?) \|$", PAGE, re.MULTILINE)
    told = {kind: [re.findall(r"`(\w+)`", cell) for cell in cells] for kind, *cells in rows}
    assert told == {
        name: [
            [key for key, takes in kind.keys.items() if takes.needed],
            [key for key, takes in kind.keys.items() if not takes.needed],
            list(kind.schemes),
        ]
        for name, kind in KINDS.items()
    }


def test_the_page_shows_one_identifier_of_each_scheme():
    rows = re.findall(r"^\| `(\w+)` \| [^|]+ \| `([^`]+)`[^|]* \| (yes)? ?\|$", PAGE, re.MULTILINE)
    shown_schemes = {key: (example, bool(check)) for key, example, check in rows if key in SCHEMES}
    assert shown_schemes == {key: (scheme.example, scheme.check is not None) for key, scheme in SCHEMES.items()}
