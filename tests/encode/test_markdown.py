"""Bodies of notes: what Markdown becomes, what is refused and where, and that no word is lost, added or let loose."""

import re
import time
from html.parser import HTMLParser
from pathlib import Path
from textwrap import dedent

import fixtures
import judges
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from judges import ROOT
from lxml import etree
from markdown_it import MarkdownIt

from editio import tei
from editio.encode import bodies, markdown
from editio.message import CODES
from editio.toml import NOT_XML
from editio.validate import gate, house
from editio.validate.places import Places

PAGE = ROOT / "docs" / "markdown.md"
CASES = Path(__file__).with_name("markdown.txt")
EXAMPLES = re.findall(r"```markdown\n(.*?)\n```\n```xml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
LAMP = ROOT / "tests" / "fixtures" / "lamp.xml"


def shown(body):
    """Give what a fixture shows of a body: the note, laid out, and its pointers; or its faults."""
    if found := markdown.faults(body):
        return "\n".join(f"{one.line}: {one.code} {one.sentence}\n    hint: {one.hint}" for one in found)
    return "\n".join(filter(None, [as_xml(body), " ".join(markdown.pointers(body))]))


def as_xml(body):
    """Give the note that a body becomes, laid out."""
    note = tei.serialise(tei.make("note", {}, *markdown.content(body))).decode().split("\n", 1)[1]
    return note.replace(f' xmlns="{tei.NAMESPACE}"', "").strip()


@pytest.mark.parametrize("number", range(len(fixtures.read(CASES, 2))))
def test_a_body_becomes_what_the_fixture_says(request, number):
    body = fixtures.read(CASES, 2)[number].parts[0]
    fixtures.check(request, CASES, number, 2, shown(body))


@pytest.mark.parametrize(("body", "note"), EXAMPLES)
def test_the_page_for_editors_shows_what_is_made(body, note):
    assert markdown.faults(body) == []
    assert as_xml(body) == note.strip()


def test_the_page_for_editors_names_every_fault_and_every_element():
    page = PAGE.read_text(encoding="utf-8")
    assert set(re.findall(r"\[(E23\d)\]\(findings/\1\.md\)", page)) == {
        code for code in CODES if "E230" <= code <= "E236"
    }
    shown_there = {name for _, note in EXAMPLES for name in re.findall(r"<(\w+)", note)}
    assert shown_there == {"note", "code", "lb", *(name for name, _ in markdown.ELEMENTS.values())}


# --- documents that hold notes ----------------------------------------------------------------------------

PLACES = ("p70", "head140", "p180", "p300", "person.boyle", "c1")
"""Ids of the lamp to which links of made-up notes may lead."""


def document(bodies_of_notes):
    """Put notes into the lamp: inline at the end of its first paragraph, and beside the text."""
    root = tei.parse(LAMP.read_bytes(), "lamp.xml")
    paragraph = next(one for one in root.iter(tei.tag("p")) if one.get(tei.ID) == "p70")
    annotations = next(root.iter(tei.tag("listAnnotation")))
    for nth, body in enumerate(bodies_of_notes):
        inline = {tei.ID: f"m{nth}", "type": "editorial", "resp": "#ed"}
        beside = inline | {tei.ID: f"k{nth}", "target": "#p70"}
        tei.extend(paragraph, [tei.make("note", inline, *markdown.content(body))])
        tei.extend(annotations, [tei.make("note", beside, *markdown.content(body))])
    data = tei.serialise(root)
    return data, tei.parse(data, "lamp.xml")


def findings(data, root):
    """Give what the gate and the house rules find."""
    found = (*gate.check(root), *house.check(root, Places("lamp.xml", data, root)))
    return [(one.code, one.sentence) for one in found]


# --- made-up Markdown -------------------------------------------------------------------------------------

WORDS = st.text("ab é“’&<>*_`[]()!\\~|\"'#:.-—&;1 \t\u00a0\u2067\u2069", min_size=1, max_size=12)
LINKS = st.sampled_from(["#p180", "#c1", "harbour#p1", "https://a.b/c?d=e#f", "mailto:a@b.c", "ht tp:", "../x", "#"])
PIECES = st.one_of(
    WORDS,
    st.sampled_from(
        ["*", "**", "_", "`", "``", "[", "](", ")", "\\\n", "  \n", "\n", "&amp;", "&#42;", "&nbsp;", "<b>", "![", " "]
    ),
    st.builds("[{}]({})".format, WORDS, LINKS),
    st.builds("<{}>".format, LINKS),
    st.just("a\\\nb"),
    st.builds("*{}*".format, WORDS),
    st.builds("**{}**".format, WORDS),
)
OPENINGS = st.sampled_from(
    [
        "",
        "",
        "",
        "- ",
        "* ",
        "1. ",
        "7) ",
        "> ",
        "> > ",
        "  ",
        "   ",
        "    ",
        "- > ",
        "> - ",
        "# ",
        "[a]: ",
        "---",
        "```",
        "\t",
    ]
)
LINES = st.builds(lambda opening, pieces: opening + "".join(pieces), OPENINGS, st.lists(PIECES, max_size=4))
MARKDOWN = st.lists(st.one_of(LINES, st.just("")), min_size=1, max_size=9).map("\n".join)
"""Bodies that use the whole language, and much that looks like it."""


class Text(HTMLParser):
    """Collect the words of HTML."""

    def __init__(self):
        super().__init__()
        self.words = []

    def handle_data(self, data):
        self.words.append(data)


def words_of_html(body):
    """Give the words of a body, not set in, as CommonMark's own HTML has them, white space folded."""
    text = Text()
    parser = MarkdownIt("commonmark")
    parser.normalizeLinkText = lambda url: url  # as CommonMark has it: the library decodes what it shows
    text.feed(parser.render(dedent(body)))
    text.close()
    return "".join(text.words).split()


def words_of_tei(body):
    note = tei.serialise(tei.make("note", {}, *markdown.content(body)))
    return "".join(etree.fromstring(note).itertext()).split()


@settings(max_examples=600, deadline=None)
@given(MARKDOWN)
@example("- a\n  - b\n\n    c\n- d")
@example("> > - *a\n> b* <https://a.b/%3C>")
@example("a&#x202e;b")
def test_a_body_is_a_valid_note_with_the_words_that_commonmark_gives_it_or_it_is_refused(body):
    found = markdown.faults(body)
    assert {one.code for one in found} <= {code for code in CODES if "E230" <= code <= "E236"}
    assert all(0 <= one.line <= body.count("\n") and one.sentence and one.hint for one in found)
    assert [one.line for one in found] == sorted(one.line for one in found)
    if found:
        with pytest.raises(ValueError, match="faults"):
            markdown.content(body)
        return
    assert words_of_tei(body) == words_of_html(body)
    of_words = {"W509", "W534", "W536", "W537", "W538", "W539", "W541"}
    assert {code for code, _ in findings(*document([body]))} <= of_words


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60))
def test_whatever_is_written_the_parser_gives_an_answer(text):
    text = NOT_XML.sub("", text)  # as tables of TOML give it
    if not markdown.faults(text):
        assert words_of_tei(text) == words_of_html(text)


def test_pieces_of_every_kind_become_notes():
    """A test of the test: what is made up reaches every element, and every fault."""
    seen, made = set(), set()

    @settings(max_examples=1500, deadline=None, database=None, derandomize=True)
    @given(MARKDOWN)
    def collect(body):
        seen.update(one.code for one in markdown.faults(body))
        if not markdown.faults(body):
            made.update(tei.local(one) for one in tei.make("note", {}, *markdown.content(body)).iter())

    collect()
    assert made == {"note", *(name for name, _ in markdown.ELEMENTS.values()), "code", "lb"}
    assert seen >= {"E230", "E231", "E232", "E235", "E236"}


def test_notes_of_all_shapes_are_valid_to_tei_itself(tmp_path):
    """Every block within every block, every mark within every mark: by our schema and by all of TEI's."""
    shapes = list(nested(3))
    assert all(markdown.faults(body) == [] for body in shapes)
    data, root = document(shapes)
    assert findings(data, root) == []
    (tmp_path / "lamp.xml").write_bytes(data)
    for schema in judges.tei_all_schemas():
        assert judges.jing(schema, tmp_path / "lamp.xml") == []
    assert judges.schematron(tmp_path / "lamp.xml") == []


def nested(depth):
    """Give bodies with each kind of block in each other, their paragraphs with all marks."""
    yield "*a **b `c` [d](#p70)** e* <https://a.b>  \nf"
    if depth:
        for inner in nested(depth - 1):
            for first, other in (("- ", "  "), ("1. ", "   "), ("> ", "> ")):
                yield "\n".join((other if nth else first) + line for nth, line in enumerate(inner.split("\n")))
            yield f"a\n\n{inner}\n\n{inner}\n\n- b\n- c\n"


# --- bounds -----------------------------------------------------------------------------------------------


def test_a_body_of_ten_megabytes_is_refused_at_once():
    body = "[" * 10_000_000
    started = time.process_time()
    (fault,) = markdown.faults(body)
    assert markdown.pointers(body) == ()
    with pytest.raises(ValueError, match="faults"):
        markdown.content(body)
    assert (fault.code, fault.line) == ("E233", 0)
    assert time.process_time() - started < 0.1


def test_the_longest_body_is_a_note():
    assert markdown.faults("a" * bodies.LONGEST) == []
    assert [one.code for one in markdown.faults("a" * (bodies.LONGEST + 1))] == ["E233"]


@pytest.mark.parametrize(
    "piece", ["[", "![", "*a ", "*a_", "`a", "<a ", "> a\n", "- a\n", "[[](", '[a](b "', "\\", "&#x", "|a"]
)
def test_no_body_takes_the_parser_long(piece):
    body = (piece * bodies.LONGEST)[: bodies.LONGEST]
    started = time.process_time()
    markdown.faults(body)
    assert time.process_time() - started < 10


@pytest.mark.parametrize("opening", ["> ", "- ", "1. ", "> - "])
def test_what_lies_too_deep_is_refused_and_nothing_of_it_dropped_in_silence(opening):
    faults = [[one.code for one in markdown.faults(opening * depth + "a")] for depth in range(1, 60)]
    deepest = faults.index(["E234"])
    assert deepest >= 5
    assert faults[:deepest] == [[]] * deepest
    assert faults[deepest:] == [["E234"]] * (len(faults) - deepest)
    for depth in range(1, deepest + 1):
        assert words_of_tei(opening * depth + "a") == ["a"]


def test_emphasis_too_deep_is_refused():
    body = "*a " * 30 + "a*" * 30
    assert [one.code for one in markdown.faults(body)] == ["E234"]


@pytest.mark.parametrize("sign", "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
def test_no_sign_turns_the_direction_and_leaves_it_so(sign):
    for body in (
        f"a {sign}b",
        f"`{sign}`",
        f"a &#x{ord(sign):x};b",
        f"[a{sign}](#c1)",
    ):
        assert [one.code for one in markdown.faults(body)] == ["E235"], body
    assert [one.code for one in markdown.faults(f"[a](https://a.b/{sign})")] == ["E231"]


def test_a_body_is_read_once_for_all_that_is_asked_of_it(monkeypatch):
    read = []
    monkeypatch.setattr(bodies, "target_of", lambda href: read.append(href) or href)
    several = [f"[a](#p{number}) {'b' * length}" for number in range(900) for length in (1, 3000)]
    for ask in (markdown.faults, markdown.pointers, markdown.content):
        for body in several:
            ask(body)
    assert len(read) == len(several)


def test_each_content_is_new():
    first, second = (tei.make("note", {}, *markdown.content("a *b* c")) for _ in range(2))
    assert tei.words(first) == tei.words(second) == "a b c"
