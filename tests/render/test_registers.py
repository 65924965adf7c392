"""The registers: what is read of the lists in standOff, how it is said, and that no value of a list can act."""

import io
import re
import zipfile
from pathlib import Path
from types import SimpleNamespace

import judges
import pytest

from editio import tei
from editio.render import epub, html, model, text
from editio.render.document import nodes
from editio.render.entries import Entry, Identifier, Named, Occurrence, Point, Register, Span
from editio.render.facts import point_in, time_in
from editio.render.register import address_of, merged

LISTS = """
<listPerson>
<person xml:id="person.marx"><persName>Karl Marx</persName><persName type="sort">Marx, Karl</persName>
<birth when="1818-05-05">1818-05-05</birth><death when="1883-03">1883-03</death><idno type="GND">118578537</idno>
<idno type="URI">https://example.org/marx</idno><idno type="Shelf">X 1</idno><note>Philosopher.</note></person>
<person xml:id="person.engels"><persName>Friedrich Engels</persName><birth>in November 1820</birth></person>
</listPerson>
<listOrg><org xml:id="org.first"><orgName>First International</orgName>
<event type="founded" when="1864"><label>1864</label></event>
<event type="dissolved" when="1876-07-15"><label>1876-07-15</label></event><note>Of London.</note></org></listOrg>
<listPlace><place xml:id="place.santiago"><placeName>Santiago</placeName><country>Chile</country>
<location><geo>-33.45 -70.667</geo></location><idno type="geonames">3871336</idno></place></listPlace>
<listEvent><event xml:id="event.nep" from="1921-03" to="1928"><label>New Economic Policy</label></event>
<event xml:id="event.october" when="1917-11-07"><label>October Revolution</label>
<label type="sort">Revolution, October</label></event>
<event xml:id="event.some" notBefore="1900"><label>Some day</label></event></listEvent>
<listBibl><bibl xml:id="work.manifesto"><author ref="#person.marx">Karl Marx</author>,
<author>Somebody Else</author>, <title>The Manifesto</title>, <pubPlace>London</pubPlace>:
<publisher>J. E. Burghard</publisher>, <date when="1848-02">1848-02</date> <title type="sort">Manifesto, The</title>
<idno type="ISBN">978-3-16-148410-0</idno> <note>First in German.</note></bibl></listBibl>
<list type="gloss"><label xml:id="term.b"><term ref="https://www.wikidata.org/wiki/Q891722">Bonapartism</term></label>
<item>The rule of one above the classes.</item></list>
"""

BODY = """<p xml:id="p1"><persName ref="#person.marx">Marx</persName> and again
<persName ref="#person.marx">Marx</persName> of <placeName ref="#place.santiago">Santiago</placeName>.</p>
<p xml:id="p2"><persName ref="#person.marx">He</persName>.</p>"""


def source(lists=LISTS, body=BODY):
    return (
        f'<TEI xmlns="{tei.NAMESPACE}" xml:id="sample"><teiHeader><fileDesc><titleStmt><title>On Names</title>'
        f"</titleStmt></fileDesc></teiHeader><standOff>{lists}</standOff>"
        f'<text xml:lang="en"><body><div><head>I</head>{body}</div></body></text></TEI>'
    ).encode()


def registers(lists=LISTS, body=BODY):
    """Read the registers of a document, by kind."""
    document, _ = model.read(tei.parse(source(lists, body), "sample.xml"))
    return {register.kind: register.entries for register in document.registers}


def page(data):
    return dict(html.single(data, "sample.xml", Path("out.html")).files)[Path("out.html")].decode()


def index_of(data):
    """Give the register's part of a page."""
    return page(data).partition('<section class="registers"')[2].partition("</section>")[0]


def book_page(data):
    ((_, made),) = epub.single(data, "sample.xml", Path("-")).files
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        names = ("epub/names.xhtml", *(f"epub/names-{nth}.xhtml" for nth in range(2, 6)), "epub/glossary.xhtml")
        return "\n".join(archive.read(name).decode() for name in names if name in archive.namelist())


def plain(data):
    ((_, made),) = text.single(data, "sample.xml", Path("-")).files
    return made.decode().partition("\nGlossary\n")[2]


# --- what is read -----------------------------------------------------------------------------------------


def test_registers_come_in_one_order_and_their_entries_sorted():
    assert {kind: [entry.id for entry in entries] for kind, entries in registers().items()} == {
        "person": ["person.engels", "person.marx"],
        "org": ["org.first"],
        "place": ["place.santiago"],
        "event": ["event.nep", "event.october", "event.some"],
        "bibl": ["work.manifesto"],
        "term": ["term.b"],
    }


def test_an_entry_holds_what_its_kind_can_say():
    read = {entry.id: entry for entries in registers().values() for entry in entries}
    marx = read["person.marx"]
    assert (marx.name, marx.sort, marx.note) == ("Karl Marx", "Marx, Karl", "Philosopher.")
    assert (marx.born, marx.died) == ("1818", "1883")
    assert read["person.engels"].born == "in November 1820"
    assert (read["org.first"].born, read["org.first"].died) == ("1864", "1876")
    assert (read["place.santiago"].country, read["place.santiago"].point) == ("Chile", Point("-33.45", "-70.667"))
    assert read["event.nep"].time == Span("from", "1921-03", "1928")
    assert read["event.october"].time == Span("when", "1917-11-07")
    assert read["event.some"].time == Span("notBefore", "1900")
    manifesto = read["work.manifesto"]
    assert manifesto.authors == (Named("Karl Marx", "person.marx"), Named("Somebody Else"))
    assert (manifesto.name, manifesto.sort) == ("The Manifesto", "Manifesto, The")
    assert (manifesto.imprint, manifesto.time) == ("London: J. E. Burghard", Span("when", "1848-02"))
    assert (read["term.b"].name, read["term.b"].note) == ("Bonapartism", "The rule of one above the classes.")


def test_identifiers_are_called_as_readers_call_them_and_lead_to_their_own_addresses():
    read = {entry.id: entry.identifiers for entries in registers().values() for entry in entries}
    assert read["person.marx"] == (
        Identifier("GND", "118578537", "https://d-nb.info/gnd/118578537"),
        Identifier("example.org", "https://example.org/marx", "https://example.org/marx"),
        Identifier("Shelf", "X 1"),
    )
    assert read["place.santiago"] == (Identifier("GeoNames", "3871336", "https://www.geonames.org/3871336"),)
    assert read["work.manifesto"] == (Identifier("ISBN", "978-3-16-148410-0"),)
    assert read["term.b"] == (Identifier("Wikidata", "Q891722", "https://www.wikidata.org/wiki/Q891722"),)


def test_words_that_mean_several_entries_are_a_place_of_each_and_lead_to_the_first():
    body = '<p xml:id="p1">Both <rs ref="#org.first #person.marx #person.nobody" xml:id="rs1">of them</rs>.</p>'
    (document, _) = model.read(tei.parse(source(body=body), "sample.xml"))
    named = {entry.id: entry.occurrences for register in document.registers for entry in register.entries}
    assert [(entry, one.id, one.place) for entry, found in named.items() for one in found] == [
        ("person.marx", "rs1", "p1"),
        ("org.first", "rs1", "p1"),
    ]
    (name,) = [node for node in nodes(document.body) if node.behaviour == "name"]
    assert name.setting("key") == "org.first"


def test_an_entry_lists_each_block_that_names_it_once():
    (_, marx) = registers()["person"]
    assert len(marx.occurrences) == 3
    assert [occurrence.place for occurrence in marx.places] == ["p1", "p2"]


FOREIGN = {
    "a list in which nothing has an id": ("<listPerson><person><persName>A</persName></person></listPerson>", {}),
    "a person of names alone": (
        '<listPerson><person xml:id="a"><persName>A</persName></person></listPerson>',
        {"person": ["A"]},
    ),
    "an organisation with a history": (
        '<listOrg><org xml:id="o"><orgName>O</orgName><event when="1900"><p>Moved.</p></event></org></listOrg>',
        {"org": ["O"]},
    ),
    "an event under a heading": (
        '<listEvent><event xml:id="e" when="1900"><head>E</head><p>It was.</p></event></listEvent>',
        {"event": ["E"]},
    ),
    "a reference in words": (
        '<listBibl><bibl xml:id="b">A. Arden, On Lamps, 1901.</bibl></listBibl>',
        {"bibl": ["A. Arden, On Lamps, 1901."]},
    ),
    "a list that is no glossary": ('<list><label xml:id="l">1</label><item>One</item></list>', {}),
    "a label without a term": (
        '<list type="gloss"><label xml:id="l">Lamp</label><item>A light.</item></list>',
        {"term": ["Lamp"]},
    ),
    "a glossary whose items are lost": ('<list type="gloss"><label xml:id="l">Lamp</label></list>', {"term": ["Lamp"]}),
    "a place within a place": (
        '<listPlace><place xml:id="a"><placeName>A</placeName><place xml:id="b"><placeName>B</placeName>'
        "<location><geo>1 2</geo></location></place></place></listPlace>",
        {"place": ["A", "B"]},
    ),
}
"""Lists as others write them -> the names in the registers."""


@pytest.mark.parametrize("name", FOREIGN)
def test_the_lists_of_others_are_read_as_far_as_they_go(name):
    lists, names = FOREIGN[name]
    read = registers(lists, "<p>No name.</p>")
    assert {kind: [entry.name for entry in entries] for kind, entries in read.items()} == names
    assert page(source(lists, "<p>No name.</p>"))


def test_a_place_has_its_own_coordinates_and_not_those_of_a_place_within():
    outer, inner = registers(FOREIGN["a place within a place"][0])["place"]
    assert (outer.point, inner.point) == (None, Point("1", "2"))


@pytest.mark.parametrize("geo", ["55.75", "nowhere", "91 0", "0 181", "1,2 3,4", "1 2 3", "\u0661 \u0662", "1e5 2"])
def test_what_is_no_latitude_and_longitude_is_no_point(geo):
    place = f'<place xml:id="a"><placeName>A</placeName><location><geo>{geo}</geo></location></place>'
    (place,) = registers(f"<listPlace>{place}</listPlace>")["place"]
    assert place.point is None


def test_entries_that_texts_share_have_their_places_in_all_of_them():
    def of(*places):
        return (Register("term", (Entry("t", "T", note="N", occurrences=tuple(Occurrence(p, p) for p in places)),)),)

    ((register,),) = [merged([of("a.p1"), of("b.p1", "b.p2")])]
    assert [one.id for one in register.entries[0].occurrences] == ["a.p1", "b.p1", "b.p2"]


# --- how it is said ---------------------------------------------------------------------------------------

WORDS = SimpleNamespace(
    months=[f"month {number}" for number in range(1, 13)],
    date="{day}. {month} {year}",
    date_of_month="{month} {year}",
    first_of_month="1st",
    before_christ="{} BC",
    decimal=",",
    begun={"day": "{day}.", "month": "{day}. {month}"},
    times={
        "when": {"first": "{first}"},
        "from": {"both": "{first} to {last}", "first": "from {first}", "last": "until {last}"},
        "notBefore": {"both": "between {first} and {last}", "first": "not before {first}", "last": "not after {last}"},
    },
    times_of_days={"from": {"first": "from the {first}"}, "notBefore": {"both": "between the {first} and the {last}"}},
    compass={"north": "{}° N", "south": "{}° S", "east": "{}° E", "west": "{}° W"},
)

TIMES = (
    (Span("when", "1917-11-07"), "7. month 11 1917"),
    (Span("when", "in spring"), "in spring"),
    (Span("from", "1921-03", "1928"), "month 3 1921 to 1928"),
    (Span("from", "1905-10-26", "1905-12-16"), "26. month 10 to 16. month 12 1905"),
    (Span("from", "1875-05-22", "1875-05-27"), "22. to 27. month 5 1875"),
    (Span("from", "1875-03", "1875-05"), "month 3 to month 5 1875"),
    (Span("from", "-0044-03-15", "-0044-03-20"), "15. to 20. month 3 44 BC"),
    (Span("from", "1875-05-22", "1876-05-22"), "22. month 5 1875 to 22. month 5 1876"),
    (Span("from", "1875-03", "1875-05-02"), "month 3 1875 to 2. month 5 1875"),
    (Span("notBefore", "1875", "1875"), "between 1875 and 1875"),
    (Span("from", "1921", ""), "from 1921"),
    (Span("from", "1921-05-01", ""), "from the 1st. month 5 1921"),
    (Span("from", "", "1928"), "until 1928"),
    (Span("from", "", "1928-02-03"), "until 3. month 2 1928"),
    (Span("notBefore", "1900", "1910"), "between 1900 and 1910"),
    (Span("notBefore", "1900-01-02", "1900-01-04"), "between the 2. and the 4. month 1 1900"),
    (Span("notBefore", "1900-01-02", "1900-02"), "between 2. month 1 1900 and month 2 1900"),
    (Span("notBefore", "", "1910"), "not after 1910"),
    (Span("when", "{year} {0}"), "{year} {0}"),
    (Span(), ""),
)


@pytest.mark.parametrize(("span", "said"), TIMES)
def test_a_time_is_said_in_the_words_of_the_interface(span, said):
    assert time_in(WORDS, span) == said


@pytest.mark.parametrize(
    ("point", "said"),
    [(Point("55.75", "37.61"), "55,75° N, 37,61° E"), (Point("-33.45", "-70.667"), "33,45° S, 70,667° W")],
)
def test_coordinates_are_said_without_signs_and_with_the_decimal_mark_of_the_language(point, said):
    assert point_in(WORDS, point) == said


SAID = [
    "Friedrich Engels (in November 1820–)",
    "Marx, Karl (1818–1883). Philosopher.",
    "First International (1864–1876). Of London.",
    "Santiago (Chile, 33.45° S, 70.667° W)",
    "New Economic Policy (March 1921 – 1928)",
    "Revolution, October (7 November 1917)",
    "Some day (not before 1900)",
    "The Manifesto by Karl Marx, Somebody Else (London: J. E. Burghard, February 1848). First in German.",
    "Bonapartism: The rule of one above the classes.",
]


def test_a_page_says_of_each_entry_what_is_known_of_it():
    paragraphs = re.findall(r"<p>(.*?)</p>", index_of(source()), re.DOTALL)
    assert [re.sub(r"<[^>]*>", "", paragraph) for paragraph in paragraphs] == SAID


def test_a_book_says_of_each_entry_what_is_known_of_it_and_what_a_term_means():
    made = book_page(source())
    paragraphs = [re.sub(r"<[^>]*>", "", words) for words in re.findall(r"<p>(.*?)</p>", made, re.DOTALL)]
    (term,) = re.findall(r"<dfn><bdi>(.*?)</bdi></dfn>", made)
    assert [*paragraphs[:-1], f"{term}: {paragraphs[-1]}"] == SAID


def test_plain_text_says_the_same_with_identifiers_as_words():
    said = " ".join(plain(source()).split())
    for words in SAID:
        assert words in said
    assert "[GND 118578537; https://example.org/marx; Shelf X 1]" in said


def test_an_author_leads_to_the_entry_that_he_has():
    assert '<a href="#person.marx"><bdi>Karl Marx</bdi></a>, <bdi>Somebody Else</bdi>' in index_of(source())
    assert '<a href="names.xhtml#person.marx">Karl Marx</a>, Somebody Else' in book_page(source())


def test_each_entry_leads_to_where_it_is_named_and_to_the_authority_files():
    (entry,) = re.findall(r'<li id="person.marx">.*?</li>', index_of(source()), re.DOTALL)
    assert re.findall(r'href="([^"]*)"', entry) == [
        "#persName.1",
        "#persName.3",
        "https://d-nb.info/gnd/118578537",
        "https://example.org/marx",
    ]
    assert "Shelf X 1" in entry
    (place,) = re.findall(r'<li id="place.santiago">.*?</li>', index_of(source()), re.DOTALL)
    assert "https://www.openstreetmap.org/?mlat=-33.45&amp;mlon=-70.667" in place


def test_judges_find_nothing_in_the_pages_and_the_book(tmp_path, browser):
    for path, data in html.single(source(), "sample.xml", tmp_path / "sample.html").files:
        path.write_bytes(data)
    ((_, made),) = epub.single(source(), "sample.xml", Path("-")).files
    (tmp_path / "sample.epub").write_bytes(made)
    assert judges.nu(tmp_path / "sample.html") == []
    assert judges.epubcheck(tmp_path / "sample.epub") == []
    assert judges.ace(tmp_path / "sample.epub") == []
    tab = browser.new_page()
    tab.goto((tmp_path / "sample.html").as_uri())
    assert judges.axe(tab, best_practice=True) == []
    tab.close()


# --- values that would act --------------------------------------------------------------------------------

SPITEFUL = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"'&{{ 7*7 }}{0}%s"


def spiteful():
    """Make lists whose every value tries to get out of its place."""
    said = SPITEFUL.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    script = "javascript:alert(1)"
    lists = re.sub(r">[^<\s][^<]*<", lambda _: f">{said}<", LISTS)
    lists = re.sub(r'(when|from|to|notBefore)="[^"]*"', lambda found: f'{found[1]}="{said}"', lists)
    lists = re.sub(r"(<geo>)[^<]*", rf"\g<1>{script}", lists)
    return re.sub(r'ref="(?!#)[^"]*"', f'ref="{script}"', lists).replace(
        "</persName><birth", f'</persName><idno type="Wikidata">{script}</idno><idno type="URI">{script}</idno><birth'
    )


@pytest.mark.parametrize("write", [page, book_page])
def test_no_value_of_a_list_leaves_its_place(write):
    made = write(source(spiteful()))
    assert "alert(1)" in made
    assert "<script>alert" not in made
    assert "<img" not in made
    assert "7*7" in made
    assert [href for href in re.findall(r'href="([^"]*)"', made) if "javascript" in href or "alert" in href] == []


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("Wikidata", "javascript:alert(1)"),
        ("URI", "javascript:alert(1)"),
        ("GND", "../../x"),
        ("DOI", 'x" onclick="alert(1)'),
        ("Shelf", "data:text/html,x"),
        ("URI", "https://www.wikidata.org@evil.example/"),
    ],
)
def test_an_identifier_that_would_act_leads_nowhere(kind, value):
    assert address_of(kind, value) == ""


def test_a_quotation_names_its_work_once_however_that_is_sorted():
    titles = "<title>The Lamp</title> <title type='sort'>Lamp, The</title>"
    works = f"<listBibl><bibl xml:id='w'><author>Ada Arden</author>, {titles}</bibl></listBibl>"
    body = '<body><p><quote source="#w">“It burns.”</quote></p></body>'
    source = f'<TEI xmlns="{tei.NAMESPACE}"><text>{body}</text><standOff>{works}</standOff></TEI>'
    ((_, page),) = html.single(source.encode(), "lamp.xml", Path("-")).files
    assert 'title="From: Ada Arden, The Lamp"' in page.decode()
