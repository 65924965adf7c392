"""Sheets: templates are found, chosen and written as a publisher wants, and their faults are named by line."""

import pytest

from editio import tei
from editio.message import Rejected
from editio.render import model, sheet
from editio.render.behaviour import MODEL_ONLY, STANDARD
from editio.render.settle import settle, whole

NEEDED = sorted(set(STANDARD) - MODEL_ONLY)
MACRO = "{%% macro %s(node, inner) %%}<%s>{{ inner }}</%s>{%% endmacro %%}\n"


def macros(*names):
    return "".join(MACRO % (name, name, name) for name in names)


@pytest.fixture(autouse=True)
def folders(tmp_path, monkeypatch):
    """Make two folders of templates, ours and a publisher's, ours with all that a format must have."""
    ours, own = tmp_path / "ours", tmp_path / "own"
    for folder in (ours, own):
        folder.mkdir()
    (ours / "behaviours.j2").write_text(macros(*NEEDED))
    (ours / "page.j2").write_text("{{ words.hello }}: {{ write(document.body) }}")
    (ours / "words.en.toml").write_text('hello = "Hello"\nbye = "Bye"\n')
    monkeypatch.setattr(sheet, "folder", lambda _: ours)
    return ours, own


def page(own=None, autoescape=True, body="<p>a &amp; <persName>b</persName></p>", **options):
    source = f'<TEI xmlns="{tei.NAMESPACE}"><teiHeader/><text><body>{body}</body></text></TEI>'
    document, _ = model.read(tei.parse(source.encode(), "sample.xml"))
    made = sheet.Sheet("sample", autoescape=autoescape, own=own, **options)
    return made.page("page.j2", document=document, settled=settle(whole(document, "x")))


def rejected(call, *arguments, **options):
    with pytest.raises(Rejected) as found:
        call(*arguments, **options)
    (message,) = found.value.messages
    return message


def test_words_are_escaped_once_where_the_format_escapes():
    assert page() == "Hello: <paragraph>a &amp; <inline>b</inline></paragraph>"
    assert page(autoescape=False) == "Hello: <paragraph>a & <inline>b</inline></paragraph>"


def test_a_behaviour_of_ours_falls_back_on_the_standard_one():
    assert page(body="<quote><p>a</p></quote>") == "Hello: <block><paragraph>a</paragraph></block>"


def test_a_publishers_template_comes_before_ours(folders):
    (folders[1] / "page.j2").write_text("Mine: {{ write(document.body) }}")
    assert page(folders[1]).startswith("Mine: <paragraph>")


def test_a_publishers_template_may_use_ours(folders):
    (folders[1] / "page.j2").write_text("[{% include 'editio/page.j2' %}]")
    assert page(folders[1]).startswith("[Hello: <paragraph>")


def test_a_publishers_sheet_needs_only_the_behaviours_that_differ(folders):
    (folders[1] / "behaviours.j2").write_text("{% macro paragraph(node, inner) %}*{{ inner }}{% endmacro %}")
    assert page(folders[1]) == "Hello: *a &amp; <inline>b</inline>"


def test_the_words_of_another_language_leave_the_rest_in_english(folders):
    (folders[0] / "words.de.toml").write_text('hello = "Guten Tag"\n')
    (folders[0] / "page.j2").write_text("{{ words.language }} {{ words.hello }} {{ words.bye }}")
    assert page(language="de-AT") == "de-AT Guten Tag Bye"
    assert page(language="fr") == "en Hello Bye"
    assert page(language="en-GB") == "en-GB Hello Bye"


def test_the_words_of_a_region_come_before_those_of_its_language(folders):
    (folders[0] / "words.de.toml").write_text('hello = "Guten Tag"\nbye = "Auf Wiedersehen"\n')
    (folders[1] / "words.de-AT.toml").write_text('hello = "Grüß Gott"\n')
    (folders[0] / "page.j2").write_text("{{ words.hello }}, {{ words.bye }}")
    assert page(folders[1], language="de-AT") == "Grüß Gott, Auf Wiedersehen"
    assert page(folders[1], language="de") == "Guten Tag, Auf Wiedersehen"


def test_a_publishers_table_of_words_adds_to_ours(folders):
    (folders[0] / "words.en.toml").write_text('hello = "Hello"\nkinds = { a = "A", b = "B" }\n')
    (folders[1] / "words.en.toml").write_text('kinds.b = "Mine"\n')
    (folders[0] / "page.j2").write_text("{{ words.kinds.a }} {{ words.kinds.b }}")
    assert page(folders[1]) == "A Mine"


UNFILLABLE = (
    ('one = "of {place}"', 1, "'one' asks for {place}, and a page fills in {name}"),
    ('two = "{}"\none = "{}, {name}"', 2, "'one' asks for {}, and a page fills in {name}"),
    ('one = "{name.__class__}"', 1, "'one' asks for {name.__class__}, and a page fills in {name}"),
    ('one = "{name!r:>9}"', 1, "'one' asks for {name!r:>9}, and a page fills in {name}"),
    ('one = "a { brace"', 1, "'one' has a brace that has no other: write two of them for one"),
    ('one = { a = "b" }', 1, "'one' is a table, and should be words"),
    ('\nfew = ["a"]', 2, "'few' has 1 parts, and should have 2"),
)


@pytest.mark.parametrize(("written", "line", "sentence"), UNFILLABLE)
def test_a_phrase_that_no_page_can_fill_in_is_reported_with_its_line(written, line, sentence, folders):
    (folders[0] / "words.en.toml").write_text('one = "by {name}"\ntwo = "{}"\nfew = ["a", "b"]\n')
    file = folders[1] / "words.de.toml"
    file.write_text(f"{written}\n")
    message = rejected(page, folders[1], language="de")
    assert (message.file, message.line, message.code) == (str(file), line, "E701")
    assert message.sentence == f"the template has a fault: {sentence}"


def test_a_macro_sees_the_values_of_its_page(folders):
    text = macros(*NEEDED).replace("<paragraph>", "<paragraph {{ settled.numbers[node.id] }}>")
    (folders[0] / "behaviours.j2").write_text(text)
    assert page() == "Hello: <paragraph 1>a &amp; <inline>b</inline></paragraph>"


def test_a_behaviour_that_the_format_lacks_is_named_at_the_start(folders):
    (folders[0] / "behaviours.j2").write_text(macros(*(name for name in NEEDED if name not in ("cell", "list"))))
    message = rejected(sheet.Sheet, "sample", autoescape=True)
    assert message.code == "E702"
    assert message.sentence.endswith("cell, list")
    assert message.file == str(folders[0] / "behaviours.j2")


FAULTS = (
    ("one\n{% if %}\n", 2),
    ("one\ntwo\n{{ nothing.at.all }}\n", 3),
    ("one\n{{ document.no_such_thing }}\n", 2),
    ("{{ words.no_such_word }}", 1),
    ("one\n{{ 1 / 0 }}\n", 2),
    ("one\n{{ write(document.body) | no_such_filter }}\n", 2),
    ("{% extends 'no-such-page.j2' %}", 0),
)


@pytest.mark.parametrize(("template", "line"), FAULTS)
def test_a_fault_in_a_template_is_reported_with_its_file_and_line(template, line, folders):
    (folders[0] / "page.j2").write_text(template)
    message = rejected(page)
    assert (message.code, message.line) == ("E701", line)
    assert message.file.startswith(str(folders[0]))


def test_a_fault_in_a_sheet_is_reported_with_the_line_of_its_macro(folders):
    text = macros(*NEEDED).replace("<paragraph>", "{{ node.no_such_thing }}")
    (folders[0] / "behaviours.j2").write_text(text)
    message = rejected(page)
    assert (message.code, message.file) == ("E701", str(folders[0] / "behaviours.j2"))
    assert message.line == NEEDED.index("paragraph") + 1


def test_a_fault_of_our_own_stays_an_exception(folders):
    (folders[0] / "page.j2").write_text("{{ 1 | ours }}")

    def ours(value):
        raise ValueError(value)

    with pytest.raises(ValueError, match="1"):
        page(filters={"ours": ours})
