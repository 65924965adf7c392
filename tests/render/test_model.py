"""The model: what each element of a TEI text becomes, and what is refused or reported on the way."""

import pytest
from judges import ROOT
from outline import printed

from editio import tei
from editio.message import Rejected
from editio.render import model
from editio.render.document import nodes, plain
from editio.render.statements import Alternative

FIXTURES = ROOT / "tests" / "fixtures"
GOLDEN = ROOT / "tests" / "render" / "golden"

SAFE = ("https://example.org/a?b=1&c=2#d", "http://example.org", "HTTPS://example.org/", "mailto:a@example.org")

LEFT_OUT = (
    "file:///etc/passwd",
    "/etc/passwd",
    "../../secret.html",
    "other.html",
    "//example.org/x",
    "#nowhere",
    "ftp://example.org/",
    "cts:work:1.1",
)

HOSTILE = (
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    " java\nscript:alert(1)",
    "vbscript:x",
    "data:text/html,<script>alert(1)</script>",
)


def read(body, view="reading", stand_off="", **options):
    """Read a document whose body is given as XML."""
    source = (
        f'<TEI xmlns="{tei.NAMESPACE}"><teiHeader/><text><body>{body}</body></text>'
        f"<standOff>{stand_off}</standOff></TEI>"
    )
    return model.read(tei.parse(source.encode(), "sample.xml"), view=view, file="sample.xml", **options)


def document(body, view="reading", stand_off="", **options):
    return read(body, view, stand_off, **options)[0]


def escaped(target):
    return target.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "&#10;")


def found(content, behaviour):
    return [node for node in nodes(content) if node.behaviour == behaviour]


@pytest.mark.parametrize("view", ["reading", "source"])
@pytest.mark.parametrize("name", ["lamp", "harbour"])
def test_a_sample_is_read_as_its_golden_file_says(name, view, golden):
    root = tei.parse((FIXTURES / f"{name}.xml").read_bytes(), f"{name}.xml")
    made, messages = model.read(root, view=view, file=f"{name}.xml")
    golden(GOLDEN / f"{name}.{view}.txt", printed(made) + "\n".join(map(str, messages)) + "\n")


# --- views ------------------------------------------------------------------------------------------------

VIEWS = (
    ("<choice><sic>teh</sic><corr>the</corr></choice>", "the", "teh"),
    ("<choice><orig>vp</orig><reg>up</reg></choice>", "up", "vp"),
    ("<choice><abbr>St</abbr><expan>Saint</expan></choice>", "Saint", "St"),
    ("a<supplied>.</supplied>", "a.", "a"),
    ("a <surplus>a </surplus>b", "a b", "a a b"),
    ("<sic>teh</sic> <corr>the</corr>", "teh the", "teh the"),
    ("<choice><sic>a <surplus>x</surplus>b</sic><corr>c<supplied>d</supplied></corr></choice>", "cd", "a xb"),
    ("<subst><del>old</del><add>new</add></subst>", "new", "old"),
    ("<choice/>", "", ""),
    ("<choice><sic/><corr>so</corr></choice>", "so", ""),
    ("<expan>S<ex>ain</ex>t</expan>", "Saint", "St"),
)


@pytest.mark.parametrize(("words", "reading", "source"), VIEWS)
def test_each_view_takes_the_words_that_belong_to_it(words, reading, source):
    assert plain(document(f"<p>{words}</p>").body) == reading
    assert plain(document(f"<p>{words}</p>", "source").body) == source


def test_an_intervention_keeps_both_views_and_says_who_why_and_how_sure():
    corrected = '<choice><sic>teh</sic><corr xml:id="c1" resp="#ed" cert="low">the</corr></choice>'
    body = f'<p xml:id="p1">It was {corrected} end.</p>'
    reasons = '<note type="reason" target="#c1">no word</note>'
    (change,) = document(body, stand_off=reasons).interventions
    assert (change.id, change.kind, change.source, change.reading) == ("c1", "correction", "teh", "the")
    assert (change.responsible, change.certainty, change.reasons, change.place) == (("ed",), "low", ("no word",), "p1")
    assert [(one.id, one.before, one.after) for one in change.passages] == [("c1", "It was ", " end.")]


def test_the_context_of_an_intervention_ends_with_its_block():
    body = "<p>Far away.</p><p><supplied>Near</supplied> by.</p><p>Far away.</p>"
    (change,) = document(body).interventions
    assert [(one.before, one.after) for one in change.passages] == [("", " by.")]


@pytest.mark.parametrize("words", ["off <supplied>two </supplied>of them", "off<supplied> two</supplied> of them"])
def test_the_blanks_of_an_intervention_stand_between_its_words_and_its_context(words):
    (change,) = document(f"<p>{words}</p>").interventions
    assert [(one.before, one.reading, one.after) for one in change.passages] == [("off ", "two", " of them")]


def test_a_second_correction_is_kept_beside_the_first():
    second = '<corr xml:id="c1.alt1" resp="#xy" cert="low" evidence="external">c</corr>'
    reason = '<note type="reason" target="#c1.alt1">so in print</note>'
    body = f'<p><choice><sic>a</sic><corr xml:id="c1">b</corr>{second}</choice></p>'
    (change,) = document(body, stand_off=reason).interventions
    assert (change.reading, change.source) == ("b", "a")
    assert change.alternatives == (Alternative("c1.alt1", "c", ("xy",), "low", "external", ("so in print",)),)


def test_an_addition_leaves_its_place_in_the_source_view():
    made = document('<p>a<supplied xml:id="s1">b</supplied></p>', "source")
    (node,) = found(made.body, "intervention")
    assert (node.id, node.content, made.interventions[0].reading) == ("s1", (), "b")


def test_variants_keep_all_readings_with_their_witnesses():
    body = '<p>He <app><lem wit="#A">sank</lem><rdg wit="#B #C">swam</rdg><rdg wit="#D"/></app>.</p>'
    made = document(body)
    (variant,) = made.variants
    assert plain(made.body) == "He sank."
    assert [(r.words, r.witnesses) for r in variant.readings] == [("sank", ("A",)), ("swam", ("B", "C")), ("", ("D",))]


# --- notes ------------------------------------------------------------------------------------------------


def test_a_note_is_drawn_out_of_the_text_and_leaves_a_reference():
    made = document('<p xml:id="p1">Words<note xml:id="n1" n="3"><p>said</p></note> on.</p>')
    assert plain(made.body) == "Words on."
    assert [node.id for node in found(made.body, "note")] == ["n1"]
    (note,) = made.notes
    assert (note.id, note.series, note.label, note.anchor, plain(note.content)) == (
        "n1",
        "authorial",
        "3",
        "p1",
        "said",
    )


def test_editorial_notes_are_no_part_of_the_source_view():
    body = '<p>a<note type="editorial">b</note><note>c</note></p>'
    assert [plain(note.content) for note in document(body).notes] == ["b", "c"]
    assert [plain(note.content) for note in document(body, "source").notes] == ["c"]


def test_a_note_in_a_note_comes_after_it():
    made = document("<p>a<note>outer<note>inner</note></note><note>next</note></p>")
    assert [plain(note.content) for note in made.notes] == ["outer", "inner", "next"]


def test_a_note_outside_the_text_is_anchored_at_the_end_of_what_it_is_about():
    note = '<note target="#p1" type="editorial">on all of it</note>'
    made = document('<p xml:id="p1">Words.</p><p>More.</p>', stand_off=note)
    last = made.body[0].content[-1]
    assert (last.behaviour, plain(made.notes[0].content)) == ("note", "on all of it")


# --- links ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("target", SAFE)
def test_an_address_that_a_reader_may_follow_becomes_a_link(target):
    made, messages = read(f'<p><ref target="{escaped(target)}">there</ref></p>')
    (link,) = found(made.body, "link")
    assert link.setting("address") == target
    assert not messages


@pytest.mark.parametrize("target", LEFT_OUT)
def test_a_link_that_leads_nowhere_is_shown_as_words_and_reported_with_its_line(target):
    made, messages = read(f'<p>\n<ref target="{escaped(target)}">there</ref></p>')
    assert not found(made.body, "link")
    assert plain(made.body) == "there"
    assert [(message.code, message.line) for message in messages] == [("W705", 2)]


@pytest.mark.parametrize("target", HOSTILE)
def test_a_link_that_would_run_a_script_rejects_the_document(target):
    with pytest.raises(Rejected) as rejected:
        read(f'<p><ref target="{escaped(target)}">there</ref></p>')
    assert [message.code for message in rejected.value.messages] == ["E704"]


@pytest.mark.parametrize("target", [*LEFT_OUT, *HOSTILE])
def test_no_image_and_no_name_leads_where_a_link_must_not(target):
    made, _ = read(f'<p><graphic url="{escaped(target)}"/><persName ref="{escaped(target)}">x</persName></p>')
    assert not any(node.setting("address") or node.setting("key") for node in nodes(made.body))


def test_what_no_address_may_hold_is_quoted():
    (link,) = found(document('<p><ref target="https://example.org/#x[1]|{y}">there</ref></p>').body, "link")
    assert link.setting("address") == "https://example.org/#x%5B1%5D%7C%7By%7D"


def test_no_link_stands_in_a_link():
    person = '<listPerson><person xml:id="a"><persName>A</persName></person></listPerson>'
    body = '<p><ref target="https://example.org/">to <persName ref="#a">A<note>of A</note></persName></ref></p>'
    made = document(body, stand_off=person)
    (link,) = found(made.body, "link")
    assert [node.setting("unlinked") for node in found(link.content, "name")] == ["yes"]
    assert not found(link.content, "note")
    assert [plain(note.content) for note in made.notes] == ["of A"]


def test_of_a_correction_and_a_name_in_it_the_name_is_the_link():
    person = '<listPerson><person xml:id="a"><persName>A</persName></person></listPerson>'
    body = '<p><choice><sic>B</sic><corr>to <persName ref="#a">A</persName></corr></choice></p>'
    made = document(body, stand_off=person)
    assert [node.setting("unlinked") for node in nodes(made.body) if node.behaviour in ("alternate", "name")] == [
        "yes",
        "",
    ]


# --- names ------------------------------------------------------------------------------------------------


def test_a_register_lists_where_each_entry_is_named_and_no_continued_part_twice():
    born = '<birth when="1627-01-25">25 January</birth>'
    person = f'<listPerson><person xml:id="a"><persName>A</persName>{born}</person></listPerson>'
    body = (
        '<p xml:id="p1"><persName ref="#a" xml:id="n1">A</persName> and <persName ref="#a" prev="#n1">B</persName></p>'
    )
    (register,) = document(body, stand_off=person).registers
    (entry,) = register.entries
    assert (register.kind, entry.name, entry.born) == ("person", "A", "1627")
    assert [(occurrence.id, occurrence.place) for occurrence in entry.occurrences] == [("n1", "p1")]


# --- ids, space, structure --------------------------------------------------------------------------------


def test_what_may_be_linked_to_has_an_id_that_no_other_element_has():
    made = document('<p>a</p><p xml:id="p.1">b</p><p xml:id="x">c</p><p xml:id="x">d</p>')
    ids = [node.id for node in made.body]
    assert ids[1:3] == ["p.1", "x"]
    assert len(set(ids)) == 4
    assert all(ids)


@pytest.mark.parametrize("name", ["lamp", "harbour"])
def test_an_element_has_the_same_id_in_both_views(name):
    def ids(view):
        made, _ = model.read(tei.parse((FIXTURES / f"{name}.xml").read_bytes(), ""), view=view)
        places = found(made.content, "paragraph") + found(made.content, "heading") + found(made.content, "table")
        return {node.id: node.element for node in places}

    assert ids("reading") == ids("source")


def test_of_an_element_that_only_one_view_shows_the_next_of_its_name_is_counted_on():
    body = "<div><p>a</p><surplus><p>b</p></surplus><p>c</p></div>"
    assert [node.id for node in found(document(body).body, "paragraph")] == ["p.1", "p.3"]
    assert [node.id for node in found(document(body, "source").body, "paragraph")] == ["p.1", "p.2", "p.3"]


def test_a_group_of_readings_gives_its_first_one():
    body = '<p>a <app><rdgGrp><rdg wit="#A">b</rdg><rdg wit="#B">c</rdg></rdgGrp><rdg wit="#C">d</rdg></app> e</p>'
    made = document(body)
    assert plain(made.body) == "a b e"
    assert [reading.words for reading in made.variants[0].readings] == ["b", "c", "d"]


def test_a_prefix_goes_before_every_id_and_every_link_but_not_before_those_of_registers():
    person = '<listPerson><person xml:id="a"><persName>A</persName></person></listPerson>'
    body = '<p xml:id="p1"><ref target="#p1">here</ref> <persName ref="#a">A</persName><note>b</note></p>'
    made = document(body, stand_off=person, prefix="one.")
    assert [(node.id, node.setting("target"), node.setting("key")) for node in nodes(made.body)] == [
        ("one.p1", "", ""),
        ("", "one.p1", ""),
        ("one.persName.1", "", "a"),
        ("one.note.1", "", ""),
    ]


SPACE = (
    ("<p>\n  a\n  b\n</p>", ["a b"]),
    ("<p>a<hi> b </hi>c</p>", ["a", " b ", "c"]),
    ("<div>\n  <p>a</p>\n  <p>b</p>\n</div>", ["a", "b"]),
    ("<p>\u00a0a\u00a0</p>", ["\u00a0a\u00a0"]),
    ("<eg>a\n  b</eg>", ["a\n  b"]),
)


@pytest.mark.parametrize(("body", "words"), SPACE)
def test_the_white_space_of_the_file_is_folded_and_that_of_the_text_is_kept(body, words):
    def strings(content):
        for part in content:
            yield from [part] if isinstance(part, str) else strings(part.content)

    assert list(strings(document(body).body)) == words


def test_a_quotation_is_part_of_the_line_in_a_paragraph_and_stands_for_itself_outside():
    made = document("<quote><p>a</p></quote><p><quote>b</quote><note><quote><p>c</p></quote></note></p>")
    assert [node.behaviour for node in nodes(made.body) if node.element == "quote"] == ["quotation", "saying"]
    assert [node.behaviour for node in nodes(made.notes[0].content) if node.element == "quote"] == ["quotation"]


def test_what_stands_between_the_items_of_a_list_goes_into_an_item():
    made = document('<list><head>Kinds</head><item>a</item><pb n="2"/><item>b</item></list>')
    assert [node.behaviour for node in made.body] == ["block", "list"]
    assert [node.behaviour for node in made.body[1].content] == ["listItem", "listItem"]
    assert found(made.body[1].content[0].content, "pageBreak")


def test_an_element_without_a_rule_is_shown_as_its_content_and_reported_once():
    made, messages = read("<p><odd>a</odd> <odd>b</odd></p>")
    assert plain(made.body) == "a b"
    assert [(message.code, message.line) for message in messages] == [("W703", 1)]


def test_an_element_of_another_namespace_is_not_taken_for_one_of_tei():
    made, messages = read('<p><script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script><p xmlns="urn:x">a</p></p>')
    assert [node.behaviour for node in nodes(made.body)] == ["paragraph"]
    assert [message.code for message in messages] == ["W703", "W703"]


def test_a_document_as_deep_as_may_be_is_read_and_a_deeper_one_is_rejected():
    levels = tei.DEEPEST - 5  # TEI, text, body and p are levels too
    deep = "<seg>" * levels + "a" + "</seg>" * levels
    assert plain(document(f"<p>{deep}</p>").body) == "a"
    root = tei.make("TEI", {}, tei.make("text", {}, tei.make("body")))
    inner = root[0][0]
    for _ in range(5000):
        inner.append(tei.make("seg"))
        inner = inner[0]
    with pytest.raises(Rejected) as rejected:
        model.read(root, file="deep.xml")
    assert [message.code for message in rejected.value.messages] == ["E513"]


def test_the_texts_of_a_corpus_become_sections_with_the_titles_of_their_headers():
    one = (
        "<TEI><teiHeader><fileDesc><titleStmt><title>{0}</title></titleStmt></fileDesc></teiHeader>"
        "<text><body><p>{0}!</p></body></text></TEI>"
    )
    source = f'<teiCorpus xmlns="{tei.NAMESPACE}"><teiHeader/>{one.format("A")}{one.format("B")}</teiCorpus>'
    made, _ = model.read(tei.parse(source.encode(), "corpus.xml"))
    assert [(node.behaviour, node.setting("title"), plain(node.content)) for node in made.body] == [
        ("section", "A", "A!"),
        ("section", "B", "B!"),
    ]
