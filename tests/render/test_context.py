"""Mentions in context: each place where an entry is named has its words and some beside them, from the same block."""

import pytest
from lxml import etree

from editio import tei
from editio.render import model
from editio.render.phrase import in_context

ENTRIES = """
<listPerson><person xml:id="marx"><persName>Karl Marx</persName></person></listPerson>
<listBibl><bibl xml:id="work"><title>The Manifesto</title></bibl></listBibl>
"""


def mentions(body, view="reading", stand_off="", front="", prefix="", entry="marx"):
    """Give the occurrences of an entry in a text."""
    source = (
        f'<TEI xmlns="{tei.NAMESPACE}"><teiHeader/><text>{front}<body>{body}</body></text>'
        f"<standOff>{ENTRIES}{stand_off}</standOff></TEI>"
    )
    document, _ = model.read(etree.fromstring(source), view=view, prefix=prefix)
    found = {one.id: one.occurrences for register in document.registers for one in register.entries}
    return found[entry]


def said(*arguments, **options):
    return [(one.before, one.words, one.after) for one in mentions(*arguments, **options)]


NAME = '<persName ref="#marx">Marx</persName>'


def test_a_mention_has_its_words_and_seven_on_each_side():
    body = f"<p>I two three four five six seven eight, says {NAME}; nine ten eleven twelve thirteen fourteen, XV</p>"
    before, after = "three four five six seven eight, says ", "; nine ten eleven twelve thirteen fourteen,"
    assert said(body) == [(before, "Marx", after)]


@pytest.mark.parametrize(
    ("body", "before", "after"),
    [
        (f"<p>I two three four five six seven {NAME} I two three four five six seven</p>", False, False),
        (f"<p>0 I two three four five six seven {NAME} I two three four five six seven.</p>", True, False),
        (f"<p>I two {NAME} I two three four five six seven, 8</p><p>More.</p>", False, True),
        (f"<p>{'Donaudampfschifffahrtsgesellschaft ' * 7}{NAME}</p>", True, False),
    ],
)
def test_it_is_known_whether_the_block_has_more_words_on_either_side(body, before, after):
    (one,) = mentions(f"<p>Far away.</p>{body}")
    assert one.goes_on == (before, after)
    dots = in_context(one)
    assert (dots[0].startswith("…"), dots[1].endswith("…")) == (before, after)


def test_the_context_of_a_mention_ends_with_its_block():
    assert said(f"<p>Far away.</p><p>{NAME} <lb/>near</p><p>Far away.</p>") == [("", "Marx", " near")]


@pytest.mark.parametrize(
    ("place", "context"),
    [
        (f"<div><head>On {NAME} again</head><p>Text.</p></div>", ("On ", "Marx", " again")),
        (f"<p>Text.<note>See {NAME}.</note> More.</p>", ("See ", "Marx", ".")),
        (f'<p>Text.<note type="editorial">See {NAME}.</note> More.</p>', ("See ", "Marx", ".")),
        (f"<table><row><cell>of {NAME}</cell><cell>X</cell></row></table>", ("of ", "Marx", "")),
        (f"<lg><l>Sing</l><l>of {NAME}</l></lg>", ("of ", "Marx", "")),
        ('<p>By <rs ref="#marx">this German theoretician</rs>.</p>', ("By ", "this German theoretician", ".")),
        ('<p>He said: <q who="#marx">So it is.</q> And so on.</p>', ("He said: ", "So it is.", " And so on.")),
    ],
)
def test_a_mention_is_found_wherever_it_stands(place, context):
    assert said(place) == [context]


def test_a_mention_on_the_title_page_or_in_a_note_outside_the_text_is_one():
    front = f"<front><titlePage><docTitle><titlePart>After {NAME}</titlePart></docTitle></titlePage></front>"
    note = f'<note type="editorial" target="#p1">Like {NAME} himself.</note>'
    assert said('<p xml:id="p1">Text.</p>', front=front, stand_off=note) == [
        ("After ", "Marx", ""),
        ("Like ", "Marx", " himself."),
    ]


def test_the_words_around_a_mention_are_those_of_the_view():
    body = f"<p><choice><sic>teh</sic><corr>the</corr></choice> {NAME} <surplus>too </surplus>much</p>"
    assert said(body) == [("the ", "Marx", " much")]
    assert said(body, "source") == [("teh ", "Marx", " too much")]


def test_a_reference_to_a_note_puts_no_word_between_a_mention_and_its_context():
    assert said(f"<p>So {NAME}<note>Not here.</note> wrote</p>") == [("So ", "Marx", " wrote")]


def test_parts_of_one_mention_are_one_without_the_words_between_and_of_many_the_first_and_last():
    parts = '<quote xml:id="{}" source="#work"{}>{}</quote>'
    first, second = parts.format("a", "", "A spectre"), parts.format("b", ' prev="#a"', "haunts Europe.")
    third = parts.format("c", ' prev="#b"', "It does and it does and it does and it does.")
    (one,) = mentions(f"<p>He says: {first}, they say, {second}</p>", entry="work")
    assert (one.id, one.parts, one.manner) == ("a", ("b",), "quotation")
    assert (one.before, one.words, one.after) == ("He says: ", "A spectre … haunts Europe.", "")
    (one,) = mentions(f"<p>Says: {first}, they say, {second}</p><p>{third} So.</p>", entry="work")
    assert (one.parts, one.words, one.after) == (("b", "c"), "A spectre … and it does.", " So.")


def test_words_that_mean_several_are_a_mention_of_each():
    body = '<p>The <rs ref="#work #marx">two of them</rs> are known.</p>'
    for entry in ("work", "marx"):
        assert said(body, entry=entry) == [("The ", "two of them", " are known.")]


def test_words_of_an_editor_that_lead_to_an_entry_are_a_mention_of_it():
    note = '<note type="editorial" target="#p1">As <ref target="#marx">he</ref> says <ref target="#work"/>.</note>'
    (one,) = mentions('<p xml:id="p1">Text.</p>', stand_off=note)
    assert (one.id, one.manner, one.before, one.words, one.after) == ("ref.1", "name", "As ", "he", " says .")
    assert said('<p xml:id="p1">Text.</p>', stand_off=note, entry="work") == []


def test_a_further_part_of_nothing_that_is_known_is_a_mention_of_its_own():
    assert said('<p><persName ref="#marx" prev="#no">Marx</persName></p>') == [("", "Marx", "")]


def test_a_quotation_or_saying_can_be_linked_to_though_it_states_no_id():
    (one,) = mentions('<p xml:id="p1"><q>A</q> <q who="#marx">So.</q></p>')
    assert (one.id, one.place, one.manner) == ("q.2", "p1", "saying")


def test_in_a_volume_a_mention_has_the_prefix_of_its_text():
    (one,) = mentions('<p xml:id="p1"><persName xml:id="n1" ref="#marx">Marx</persName></p>', prefix="mill.")
    assert (one.id, one.place, one.words) == ("mill.n1", "mill.p1", "Marx")
