"""What editors and witnesses say of a text: how it is read, and where it stands in each format."""

import re
from pathlib import Path

import pytest
from samples import MILL, Book, make_edition

from editio import edition, tei
from editio.render import epub, html, model, text
from editio.render.document import nodes, plain
from editio.render.ranges import shortened
from editio.render.settle import settle, whole
from editio.render.statements import Withdrawal, Witness

EDITORS = "".join(
    f'<respStmt xml:id="{own_id}" n="{initials}"><resp>edited by</resp><name>{name}</name></respStmt>'
    for own_id, initials, name in (("ed", "AB", "Ada Brandt"), ("cd", "CD", "Carl Dorn"))
)

WITNESSES = (
    '<listWit><witness xml:id="wit.A" n="A" corresp="#source.digital"><idno type="siglum">A</idno> The print</witness>'
    '<witness xml:id="wit.B" n="B"><idno type="siglum">B</idno> A manuscript, <bibl>1900</bibl></witness></listWit>'
)


def source(body, beside="", editors=EDITORS):
    """Give a document with two editors and two witnesses, the first of which is the raw text."""
    return (
        f'<TEI xmlns="{tei.NAMESPACE}"><teiHeader><fileDesc><titleStmt><title>T</title>{editors}</titleStmt>'
        f"<sourceDesc>{WITNESSES}</sourceDesc></fileDesc></teiHeader><text><body>{body}</body></text>"
        f"<standOff>{beside}</standOff></TEI>"
    ).encode()


def read(body, beside="", view="reading", **options):
    return model.read(tei.parse(source(body, beside, **options), "a.xml"), view=view)[0]


def written(body, beside=""):
    """Give the page, the pages of the book as one, and the plain text of a document."""
    data = source(body, beside)
    (page,) = (made for _, made in html.single(data, "a.xml", Path("a.html")).files)
    ((_, book),) = epub.single(data, "a.xml", Path("-")).files
    ((_, plain_text),) = text.single(data, "a.xml", Path("-")).files
    pages = "".join(content.decode() for name, content in Book(book).files.items() if name.endswith(".xhtml"))
    return page.decode(), pages, plain_text.decode()


def note(target, own_id="n1", words="said"):
    ends = f'target="#{target}.from" targetEnd="#{target}.to"'
    return f'<note xml:id="{own_id}" type="editorial" {ends} resp="#ed">{words}</note>'


def anchored(words, own_id="n1"):
    return f'<anchor xml:id="{own_id}.from"/>{words}<anchor xml:id="{own_id}.to"/>'


# --- notes about ranges -----------------------------------------------------------------------------------


def test_a_note_about_a_range_is_referred_to_where_that_ends_and_begins_with_its_words():
    made = read(
        f"<p>The {anchored('light of the lamp')} went out.</p>", f"<listAnnotation>{note('n1')}</listAnnotation>"
    )
    kinds = [part if isinstance(part, str) else part.behaviour for part in made.body[0].content]
    assert kinds == ["The ", "anchor", "light of the lamp", "anchor", "note", " went out."]
    assert [(one.lemma, one.begins) for one in made.notes] == [("light of the lamp", "n1.from")]


def test_ranges_overlap_and_cross_paragraphs_and_their_notes_stand_in_the_order_of_their_references():
    body = (
        '<p>a <anchor xml:id="n1.from"/>b <anchor xml:id="n2.from"/>c</p>'
        '<p>d<note xml:id="n0" type="editorial">between</note> e<anchor xml:id="n1.to"/> f<anchor xml:id="n2.to"/></p>'
    )
    made = read(body, f"<listAnnotation>{note('n2', 'n2')}{note('n1')}</listAnnotation>")
    assert [(one.id, one.lemma) for one in made.notes] == [("n0", ""), ("n1", "b c d e"), ("n2", "c d e f")]
    labels = [one.label for one in settle(whole(made, "a")).notes_of(made, "editorial")]
    assert labels == ["a", "b", "c"]


def test_a_long_lemma_is_shortened_in_the_middle():
    assert shortened("one two three four five six seven eight nine") == "one two three four five six seven eight nine"
    assert shortened("one two three four five six seven eight nine ten") == "one two three … eight nine ten"


@pytest.mark.parametrize(
    "words",
    [
        f"<choice><sic>la{anchored('np')}</sic><corr>lamp</corr></choice>",
        f"<surplus>the {anchored('the')} </surplus>",
        f'<app><lem wit="#wit.B">x</lem><rdg wit="#wit.A">{anchored("y")}</rdg></app>',
    ],
)
def test_a_note_is_not_lost_with_words_that_the_view_leaves_out(words):
    made = read(f"<p>{words} and on</p>", f"<listAnnotation>{note('n1')}</listAnnotation>")
    assert [one.id for one in made.notes] == ["n1"]
    assert "n1" in [one.id for one in nodes(made.body) if one.behaviour == "note"]


def test_the_source_view_has_no_note_about_a_range():
    made = read(f"<p>{anchored('x')}</p>", f"<listAnnotation>{note('n1')}</listAnnotation>", "source")
    assert made.notes == ()


def test_a_note_about_several_ranges_stands_once_and_is_referred_to_at_each():
    ends = 'target="#n1.from #n1.2.from" targetEnd="#n1.to #n1.2.to"'
    beside = f'<listAnnotation><note xml:id="n1" type="editorial" {ends}>said</note></listAnnotation>'
    body = f"<p>a {anchored('lamp')} b {anchored('light', 'n1.2')} c</p>"
    (one,) = read(body, beside).notes
    assert (one.id, one.lemma) == ("n1", "lamp")
    page, book, plain_text = written(body, beside)
    assert "a lamp[a] b light[a] c" in plain_text
    assert re.findall(r'data-begins="([^"]*)"', page) == ["n1.from", "n1.2.from"]
    assert len(re.findall(r'href="notes.xhtml#n1" [^>]*>a</a>', book)) == 2


def test_every_format_shows_the_lemma_and_who_signs():
    body, beside = f"<p>The {anchored('lamp')}.</p>", f"<listAnnotation>{note('n1')}</listAnnotation>"
    page, book, plain_text = written(body, beside)
    assert '<span class="lemma">lamp</span>]' in page
    assert 'data-begins="n1.from"' in page
    assert '<span class="lemma">lamp</span>]' in book
    assert "[a] lamp] said (AB)" in plain_text
    assert page.count(">AB</span>") == 1


def test_a_note_on_a_list_is_referred_to_in_its_last_item():
    beside = '<listAnnotation><note type="editorial" target="#l">x</note></listAnnotation>'
    made = read('<list xml:id="l"><item>a</item><item>b</item></list>', beside)
    assert [part.behaviour for part in made.body[0].content] == ["listItem", "listItem"]
    assert made.body[0].content[1].content[-1].behaviour == "note"


def test_a_single_editor_signs_nothing_and_is_named_in_full():
    editors = '<respStmt xml:id="ed" n="AB"><resp>edited by</resp><name>Ada Brandt</name></respStmt>'
    body = '<p>a<note type="editorial" resp="#ed">b</note><supplied resp="#ed">c</supplied></p>'
    made = read(body, editors=editors)
    assert made.notes[0].initials == ()
    assert made.interventions[0].responsible == ("Ada Brandt",)
    assert read(body).interventions[0].responsible == ("AB",)


def test_the_colophon_says_whose_the_initials_are():
    for said in written("<p>a</p>"):
        assert "Ada Brandt (AB)" in said


# --- interventions ----------------------------------------------------------------------------------------


def test_places_of_one_entry_are_listed_together():
    first = '<choice><sic>teh</sic><corr xml:id="c1" resp="#ed">the</corr></choice>'
    other = '<choice><sic>teh</sic><corr xml:id="c1.2" corresp="#c1" resp="#ed">the</corr></choice>'
    made = read(f'<p xml:id="p1">{first} lamp</p><p xml:id="p2">and {other} other</p>')
    (change,) = made.interventions
    assert [(one.id, one.place) for one in change.passages] == [("c1", "p1"), ("c1.2", "p2")]
    assert change.source == "teh"
    links = [one.setting("entry") for one in nodes(made.body) if one.behaviour == "alternate"]
    assert links == ["c1", "c1"]


def test_parts_of_words_that_cross_a_border_are_listed_as_one():
    first = '<surplus xml:id="s1" next="#s1.2" resp="#ed">and on</surplus>'
    second = '<surplus xml:id="s1.2" prev="#s1" corresp="#s1" resp="#ed">and out</surplus>'
    (change,) = read(f"<p>a {first}</p><p>{second} b</p>").interventions
    assert (change.source, len(change.passages)) == ("and on and out", 2)


def test_doubtful_words_are_shown_and_marked_and_listed_where_an_editor_says_so():
    body = '<p><unclear xml:id="u1" reason="faded" resp="#ed">loud</unclear> or <unclear>soft</unclear></p>'
    made = read(body)
    assert plain(made.body) == "loud or soft"
    assert [(one.id, one.kind) for one in made.interventions] == [("u1", "doubt")]
    page, book, plain_text = written(body)
    assert "loud[?] or soft[?]" in plain_text
    for said in (page, book):
        assert said.count('class="doubt"') == 2
        assert "‘loud’ hard to read, faded" in re.sub(r"<[^>]+>", "", said)
    assert "‘loud’ hard to read, faded (AB)" in plain_text


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ('reason="illegible" unit="word" quantity="2"', "two words illegible"),
        ('reason="damage" unit="line" quantity="1"', "one line lost by damage"),
        ('unit="chars" quantity="30"', "30 characters missing"),
        ('reason="illegible" extent="half a page"', "half a page illegible"),
        ('reason="burnt"', "Something is missing here: burnt"),
        ("", "Something is missing here"),
    ],
)
def test_a_gap_says_what_is_missing_and_why(said, expected):
    page, book, _ = written(f"<p>a <gap {said}/> b</p>")
    assert f'aria-label="{expected}"' in page
    assert f'aria-label="{expected}"' in book


def test_a_gap_that_an_editor_states_is_listed():
    page, book, plain_text = written('<p>a <gap xml:id="g1" unit="word" quantity="2" resp="#cd"/> b</p>')
    assert 'href="#g1.entry"' in page
    assert "two words missing" in book
    assert "¶ 1      a […] b\n         two words missing (CD)" in plain_text
    assert "What the editors changed" not in "".join(written('<p>a <gap unit="byte" quantity="1"/> b</p>'))


def test_a_reason_of_teis_is_said_unless_it_goes_without_saying():
    said = written('<p>a<supplied reason="damage">b</supplied> <surplus reason="surplus">c</surplus></p>')[2]
    assert "‘b’ added, lost by damage" in said
    assert "‘c’ left out\n" in f"{said}\n"


RETIRED = (
    '<listAnnotation><note xml:id="c1" type="retired" resp="#ed"><date when="2026-11-20">2026-11-20</date>: it was '
    "right</note></listAnnotation>"
)


def test_the_id_of_an_entry_that_was_withdrawn_still_leads_to_what_became_of_it():
    body = '<p>See <ref target="#c1">there</ref>.</p>'
    made = read(body, RETIRED)
    assert made.withdrawn == (Withdrawal("c1", "2026-11-20", "it was right", ("AB",)),)
    assert not made.notes
    page, book, plain_text = written(body, RETIRED)
    assert '<a href="#c1">there</a>' in page
    assert '<li id="c1">' in page
    assert 'href="changes.xhtml#c1">there</a>' in book
    assert '<li id="c1">' in book
    assert "c1 20 November 2026: it was right (AB)" in plain_text


def test_only_the_reading_page_lists_what_was_withdrawn():
    made = dict(html.single(source("<p>a</p>", RETIRED), "a.xml", Path("out")).files)
    assert b'<li id="c1">' in made[Path("out/index.html")]
    assert b'<li id="c1">' not in made[Path("out/source.html")]


# --- variants ---------------------------------------------------------------------------------------------

VARIANTS = (
    # readings, the reading view, the source view
    ('<lem wit="#wit.A">best</lem><rdg wit="#wit.B">worst</rdg>', "best", "best"),
    ('<lem wit="#wit.B">best</lem><rdg wit="#wit.A">worst</rdg>', "best", "worst"),
    ('<lem wit="#wit.B">best</lem><rdg wit="#wit.A"/>', "best", ""),
    ('<lem wit="#wit.A"/><rdg wit="#wit.B">worst</rdg>', "", ""),
    ('<lem wit="#wit.B">best</lem><rdg wit="#wit.C #wit.A"><hi>worst</hi></rdg>', "best", "worst"),
    ('<lem>best</lem><rdg wit="#wit.B">worst</rdg>', "best", "best"),
    ('<rdg wit="#wit.B">best</rdg><rdg wit="#wit.A">worst</rdg>', "best", "worst"),
    ('<lem wit="#wit.B">best</lem><rdgGrp><rdg wit="#wit.A">worst</rdg></rdgGrp>', "best", "worst"),
)


@pytest.mark.parametrize(("readings", "reading", "received"), VARIANTS)
def test_the_reading_view_has_the_lemma_and_the_source_view_what_the_raw_text_has(readings, reading, received):
    assert plain(read(f"<p><app>{readings}</app></p>").body) == reading
    assert plain(read(f"<p><app>{readings}</app></p>", view="source").body) == received


def test_witnesses_are_named_by_their_sigla_and_listed():
    made = read('<p><app><lem wit="#wit.A">best</lem><rdg wit="#wit.B">worst</rdg></app></p>')
    assert made.witnesses == (Witness("wit.A", "A", "The print", True), Witness("wit.B", "B", "A manuscript, 1900"))
    assert [one.witnesses for one in made.variants[0].readings] == [("A",), ("B",)]
    assert made.metadata.sources == ()


def test_an_omission_and_a_lacuna_are_told_from_each_other():
    readings = (
        '<lem wit="#wit.A">best</lem><rdg wit="#wit.B"/><rdg wit="#wit.C"><lacunaStart/></rdg>'
        '<rdg wit="#wit.D"><lacunaEnd/>rest</rdg><rdg wit="#wit.E"><lacunaStart/><lacunaEnd/></rdg>'
    )
    made = read(f"<p><app>{readings}</app></p>")
    assert [one.lacuna for one in made.variants[0].readings] == ["", "", "start", "end", "all"]
    said = " ".join(written(f"<p><app>{readings}</app></p>")[2].split())
    assert (
        "best A] (omitted) B; (breaks off here) wit.C; rest (begins again here) wit.D; (has a gap here) wit.E" in said
    )


ACROSS = (
    '<p xml:id="p1">The <anchor xml:id="v1.from"/>lamp.</p><p xml:id="p2">It went<anchor xml:id="v1.to"/> out.</p>',
    '<listApp><app xml:id="v1" from="#v1.from" to="#v1.to"><lem wit="#wit.A"/><rdg wit="#wit.B"/></app></listApp>',
)


def test_a_variant_across_paragraphs_has_the_words_between_its_ends_as_lemma():
    made = read(*ACROSS)
    (variant,) = made.variants
    assert [(one.id, one.place) for one in variant.passages] == [("v1.from", "p1")]
    assert [(one.words, one.witnesses) for one in variant.readings] == [("lamp. It went", ("A",)), ("", ("B",))]
    assert plain(made.body) == plain(read(*ACROSS, view="source").body) == "The lamp.It went out."


def test_the_register_and_the_place_of_a_variant_lead_to_each_other():
    page, book, _ = written(*ACROSS)
    assert 'id="v1" class="differs" href="#v1.entry" data-begins="v1.from"' in page
    assert page.partition('id="v1.entry"')[2].partition("</li>")[0].count('href="#v1.from"') == 1
    assert 'href="text-001.xhtml#v1.from"' in book


# --- names, dates, quotations -----------------------------------------------------------------------------

WORK = '<listBibl><bibl xml:id="work.x"><author>Boyle</author>, <title>On Grinding</title></bibl></listBibl>'


@pytest.mark.parametrize(
    "words",
    [
        '<title ref="#work.x">Grinding</title>',
        '<bibl corresp="#work.x">Grinding</bibl>',
        '<term ref="#work.x">Grinding</term>',
        '<gloss target="#work.x">Grinding</gloss>',
        '<name type="event" ref="#work.x">Grinding</name>',
    ],
)
def test_what_names_an_entry_leads_to_it(words):
    page, _, _ = written(f"<p>{words}</p>", WORK)
    assert re.search(r'<a id="[^"]*" class="name" href="#work\.x">(<cite[^>]*>)?Grinding', page)


def test_spoken_paragraphs_are_not_set_in_and_the_speaker_lists_them():
    person = '<listPerson><person xml:id="person.x"><persName>Boyle</persName></person></listPerson>'
    body = '<said xml:id="s1" who="#person.x"><p xml:id="p1">a</p><p xml:id="p2">b</p></said>'
    page, book, plain_text = written(body, person)
    assert re.search(r'<div id="s1">\s*<p id="p1">', page)
    assert re.search(r'<div id="s1">\s*<p id="p1">', book)
    assert "\na\n\nb\n" in plain_text
    assert [one.id for one in read(body, person).registers[0].entries[0].occurrences] == ["s1"]


def test_a_quotation_leads_to_the_work_that_it_is_from_once_and_in_the_reading_view():
    first, second = 'xml:id="q1" source="#work.x" next="#q2"', 'xml:id="q2" source="#work.x" prev="#q1"'
    parts = f"<quote {first}>a</quote> b <quote {second}>c</quote>"
    made = read(f"<p>{parts}</p>", WORK)
    (link,) = [one for one in nodes(made.body) if one.behaviour == "link"]
    assert (link.setting("target"), link.setting("whose")) == ("work.x", "Boyle, On Grinding")
    (register,) = made.registers
    assert [one.id for one in register.entries[0].occurrences] == ["q1"]
    assert not [one for one in nodes(read(f"<p>{parts}</p>", WORK, "source").body) if one.behaviour == "link"]


def test_the_link_of_a_quotation_of_paragraphs_stands_in_the_last_of_them():
    made = read('<quote source="#work.x"><p>a</p><p>b</p></quote>', WORK)
    (quotation,) = made.body
    assert [part.behaviour for part in quotation.content] == ["paragraph", "paragraph"]
    assert quotation.content[1].content[-1].behaviour == "link"


@pytest.mark.parametrize(
    ("stated", "machine"),
    [
        ('when="1901-05-01"', "1901-05-01"),
        ('when="1901"', "1901"),
        ('when="1901-02-30"', ""),
        ('when="-0044-03-15"', ""),
        ('when="&lt;b&gt;"', ""),
        ('notBefore="1901"', ""),
    ],
)
def test_a_date_says_what_machines_can_read(stated, machine):
    for page in written(f'<p>on <date xml:id="d1" {stated}>that day</date></p>')[:2]:
        expected = f'<time id="d1" datetime="{machine}"' if machine else '<span id="d1"'
        assert re.search(rf"{expected}[^>]*>that day</", page)


@pytest.mark.parametrize(
    ("stated", "meant"),
    [
        ('when="1917-11-07"', "7 November 1917"),
        ('from="1918" to="1921-03"', "1918 – March 1921"),
        ('notBefore="1918-09" notAfter="1918-11"', "between September and November 1918"),
        ('notAfter="1918"', "not after 1918"),
        ('when="&lt;b&gt;&quot;"', "&lt;b&gt;&#34;"),
    ],
)
def test_a_date_tells_readers_what_it_means(stated, meant):
    page = written(f'<p>in <date xml:id="d1" {stated}>that time</date></p>')[0]
    assert re.search(r'id="d1"[^>]* title="([^"]*)">that time</', page)[1] == meant


def test_a_date_that_says_all_that_is_meant_is_not_told_again():
    page = written('<p>in <date xml:id="d1" when="1917-10">October\n1917</date></p>')[0]
    assert re.search(r'<time id="d1" datetime="1917-10">October\s1917</time>', page)


# --- blocks -----------------------------------------------------------------------------------------------


def test_a_second_anchor_of_a_note_refers_to_it_again():
    body = (
        '<p>a<note xml:id="note9" n="1"><p>said</p></note> b<ref xml:id="r1" target="#note9" n="1"/></p>'
        '<p>c <ref target="#note9">see</ref></p>'
    )
    page, book, plain_text = written(body)
    assert "a[1] b[1]\n" in plain_text
    assert re.search(r'<a class="noteref authorial" id="r1" href="#note9"', page)
    assert 'href="#r1" role="doc-backlink"' in page
    assert re.search(r'<a class="noteref authorial" id="r1" href="notes.xhtml#note9"', book)
    assert '<a href="#note9">see</a>' in page


def test_lines_of_verse_are_set_in_as_the_source_has_them():
    body = '<lg><l>a</l><l rend="indent4">b</l></lg>'
    page, book, plain_text = written(body)
    assert 'class="line indent-2">b<' in page
    assert 'class="line indent-2">b<' in book
    assert "\n  a\n      b\n" in plain_text


def test_items_bear_the_numbers_and_bullets_that_the_raw_text_had():
    ordered = '<list rend="ordered"><item n="3">a</item><item>b</item><item n="(c)">c</item></list>'
    page, book, plain_text = written(f'{ordered}<list rend="bulleted"><item>d</item></list><list><item>e</item></list>')
    assert "  3. a\n  4. b\n  c) c\n" in plain_text
    assert "  • d\n" in plain_text
    assert "  e\n" in plain_text
    for said in (page, book):
        assert re.search(r'<li[^>]* value="3">a</li>', said)
        assert re.search(r"<span [^>]*data-interface[^>]*>c\)", said)


def test_a_line_of_the_text_that_reads_as_an_item_is_told_from_one():
    plain_text = written(
        '<list rend="ordered"><item n="1">a</item></list><list rend="bulleted"><item>b</item></list>'
        "<p>2. No item.</p><lg><l>• nor this</l></lg>"
    )[2]
    assert "  1. a\n" in plain_text
    assert "\n\\2. No item.\n" in plain_text
    assert "\n  \\• nor this\n" in plain_text


def test_a_line_that_begins_as_no_label_of_ours_is_left_alone():
    plain_text = written('<list rend="bulleted"><item>b</item></list><p>1661. It was the year.</p>')[2]
    assert "\n1661. It was the year.\n" in plain_text


def test_a_variant_within_the_lemma_of_another_is_listed_by_itself():
    inner = '<app><lem wit="#wit.A">men</lem><rdg wit="#wit.C">women</rdg></app>'
    plain_text = written(f'<p><app><lem wit="#wit.A">the {inner}</lem><rdg wit="#wit.B">all</rdg></app></p>')[2]
    listed = plain_text.partition("Variant readings")[2]
    assert [line.count("women") for line in listed.splitlines() if "]" in line] == [1, 0]


def test_numbers_of_pages_stand_where_the_pages_begin_but_not_in_plain_text():
    page, book, plain_text = written('<p>lamp<pb n="12"/> and</p>')
    assert 'data-number="12"' in page
    assert 'aria-label="Page 12"' in book
    assert "lamp and" in plain_text


@pytest.mark.parametrize(
    ("kind", "style"),
    [("dateline", "dateline"), ("salutation", "salute"), ("signature", "signed"), ("trailer", "trailer")],
)
def test_lines_of_a_letter_look_the_same_wherever_they_stand(kind, style):
    (block,) = read(f'<ab type="{kind}">x</ab>').body
    assert (block.behaviour, block.setting("style")) == ("block", style)


# --- counterparts -----------------------------------------------------------------------------------------

LINKS = '<link xml:id="al1" target="#p1 other.xml#p9"/><link target="#p1 ../x.xml#y"/>'
LINK = f'<linkGrp type="translation">{LINKS}</linkGrp>'


def test_a_passage_names_its_counterpart_in_another_text():
    made = read('<p xml:id="p1">a</p>', LINK)
    (node,) = [one for one in nodes(made.body) if one.behaviour == "counterpart"]
    assert (node.id, node.setting("text"), node.setting("target")) == ("al1", "other", "other#p9")


def test_alone_a_text_shows_no_link_to_its_counterpart():
    page, book, _ = written('<p xml:id="p1">a</p>', LINK)
    for said in (page, book):
        assert '<span id="al1"></span>' in said
        assert "⇄" not in said


def test_in_the_book_of_the_edition_a_passage_leads_to_its_counterpart(tmp_path):
    make_edition(tmp_path)
    link = LINK.replace("other.xml#p9", "harbour.xml#verse")
    (tmp_path / "tei" / "lamp.xml").write_bytes(source('<p xml:id="p1">a</p>', link))
    ((_, made),) = epub.volume(edition.load(tmp_path)).files
    (link,) = Book(made).all("//h:a[@class='counterpart']")
    assert link.get("href").endswith("#harbour.verse")
    assert link.get("aria-label") == "The same passage in The Harbour: a Sampler"


# --- all of it --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("view", ["reading", "source"])
def test_a_text_with_all_that_can_be_said_of_it_is_read_as_its_golden_file_says(view, golden):
    from outline import printed

    made, messages = model.read(tei.parse(MILL.read_bytes(), "mill.xml"), view=view)
    golden(Path(__file__).parent / "golden" / f"mill.{view}.txt", printed(made) + "".join(map(str, messages)))


def test_every_link_within_its_page_and_its_book_leads_somewhere():
    (page,) = (made.decode() for _, made in html.single(MILL.read_bytes(), "mill.xml", Path("a.html")).files)
    ids = re.findall(r'\bid="([^"]*)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]*)"', page)) <= set(ids)
    ((_, made),) = epub.single(MILL.read_bytes(), "mill.xml", Path("-")).files
    book = Book(made)
    for name, tree in book.pages.items():
        for href in tree.xpath("//@href[not(contains(., ':')) and contains(., '#')]"):
            file, _, target = href.partition("#")
            assert book.trees[file or name].xpath("//*[@id=$id]", id=target), (name, href)
