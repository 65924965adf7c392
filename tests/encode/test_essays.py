"""Essays of made-up Markdown: whatever is written is refused with its line, or valid with all its words."""

import time
from collections import Counter

import pytest
import texts
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from test_markdown import LINES, OPENINGS, PIECES, Text

from editio import tei
from editio.encode import essays, volume
from editio.encode.authority import Authorities
from editio.message import CODES, Rejected
from editio.validate import gate, house
from editio.validate.places import Places

HEADINGS = st.builds("{} {}".format, st.sampled_from(["#", "##", "###", "##", "####"]), PIECES)
ROWS = st.lists(PIECES, min_size=1, max_size=3).map(lambda cells: f"| {' | '.join(cells)} |")
TABLES = st.builds(
    lambda first, rows: "\n".join(["", first, "|" + "---|" * (first.count("|") - 1), *rows, ""]),
    ROWS,
    st.lists(ROWS, max_size=2),
)
FOOTNOTES = st.builds("{}[^{}]{}\n".format, PIECES, st.sampled_from("ab"), PIECES)
NOTES = st.builds("\n[^{}]: {}\n".format, st.sampled_from("ab"), PIECES)
PARTS = st.one_of(
    LINES, HEADINGS, TABLES, FOOTNOTES, NOTES, st.builds("{}{}".format, OPENINGS, TABLES), st.just(""), st.just("===")
)
ESSAYS = st.builds("# {}\n\n{}\n".format, st.sampled_from(["A", "*B* c"]), st.lists(PARTS, max_size=9).map("\n".join))
"""Essays that use the whole language, and much that looks like it."""

OF_WORDS = {"E504", "W509", "W534", "W536", "W537", "W538", "W539", "W541"}
"""What the house finds in words that were made up, and in links of which some lead nowhere."""


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """Give an edition, and the file of an essay in it."""
    edition = texts.edition(tmp_path_factory.mktemp("essays"))
    return edition, edition.essay("introduction")


def words_of_html(body):
    """Give the characters that are words in the library's own HTML, without blanks; those of footnotes at the end."""
    text = Text()
    parser = MarkdownIt("commonmark").enable("table")
    footnote_plugin(parser, inline=False)
    for furniture in ("footnote_ref", "footnote_anchor"):
        parser.add_render_rule(furniture, lambda *_: "")
    parser.normalizeLinkText = lambda url: url
    text.feed(parser.render(body))
    text.close()
    return "".join("".join(text.words).split())


def in_order(made):
    """Give the characters of an essay without blanks, those of its notes at the end."""
    notes = ["".join(note.itertext()) for note in made.iter(tei.tag("note"))]
    for note in list(made.iter(tei.tag("note"))):
        note.text = None
        for inner in list(note):
            note.remove(inner)
    return "".join("".join([*made.itertext(), *notes]).split())


def normal(body):
    """Give a body with the line ends that Markdown has."""
    return body.replace("\r\n", "\n").replace("\r", "\n")


def read(path, body):
    """Read an essay; of one that is refused, gives nothing, once each finding has its line."""
    path.write_bytes(body.encode("utf-8", "surrogatepass"))
    told = ()
    try:
        return essays.read(path, "introduction")
    except Rejected as rejected:
        told = rejected.messages
    assert {one.code for one in told} <= {code for code in CODES if code.startswith("E23")}
    assert all(1 <= one.line <= normal(body).count("\n") + 1 and one.sentence for one in told)
    return None


@settings(max_examples=500, deadline=None)
@given(body=ESSAYS)
@example(body="# A\n\n| a |\n|---|\n| b | c |\n")
@example(body="# A\n\n> b\n===\nc\n")
@example(body="# A\n\nb\n\n[c]: #d\n")
@example(body="# A\n\n|a|b\n-|-\nc\n\n## \\#\n\n- d\n")
def test_an_essay_is_valid_with_the_words_that_were_written_or_it_is_refused(place, body):
    edition, path = place
    essay = read(path, body)
    if essay is None:
        return
    taken = Counter({"introduction"})
    made = essays.division(essay, taken)
    root = volume.build(edition, (), Authorities())
    tei.find(root, "text/body").append(made)
    data = tei.serialise(root)
    assert in_order(made) == words_of_html(body)
    root = tei.parse(data, "lamps.xml")
    found = (*gate.check(root), *house.check(root, Places("lamps.xml", data, root)))
    assert {one.code for one in found} <= OF_WORDS


@settings(max_examples=300, deadline=None)
@given(body=st.text(max_size=60))
def test_whatever_is_written_there_is_an_answer(place, body):
    body = f"# A\n\n{body}"
    if essay := read(place[1], body):
        assert in_order(essays.division(essay, Counter())) == words_of_html(normal(body))


def test_pieces_of_every_kind_become_essays(place):
    """A test of the test: what is made up reaches every element, and every fault but those of the whole."""
    made, refused = set(), set()

    @settings(max_examples=1500, deadline=None, database=None, derandomize=True)
    @given(ESSAYS)
    def collect(body):
        place[1].write_text(body, encoding="utf-8", newline="")
        try:
            made.update(map(tei.local, essays.division(essays.read(place[1], "introduction"), Counter()).iter()))
        except Rejected as rejected:
            refused.update(one.code for one in rejected.messages)

    collect()
    assert made >= {"div", "head", "p", "list", "item", "quote", "table", "row", "cell", "emph", "hi", "ref", "code"}
    assert refused >= {"E230", "E231", "E232", "E236", "E237"}


@pytest.mark.parametrize("piece", ["[", "![", "*a ", "> a\n", "- a\n", "[[](", "|a|b|\n|-|-|\n", "## a\n", "[a]: b\n"])
def test_no_essay_takes_the_parser_long(place, piece):
    started = time.process_time()
    essay = read(place[1], ("# A\n\n" + piece * essays.LONGEST)[: essays.LONGEST])
    if essay:
        essays.division(essay, Counter())
    assert time.process_time() - started < 40


def test_a_citation_of_a_paragraph_holds_when_another_part_is_edited(place):
    def ids(body):
        made = essays.division(read(place[1], body), Counter())
        return {"".join(one.itertext()): one.get(tei.ID) for one in made.iter(tei.tag("p"))}

    before = ids("# A\n\nOne.\n\n## B\n\nTwo.\n\n> Three.\n")
    after = ids("# A\n\nZero.\n\nOne.\n\n## New\n\nNew.\n\n## B\n\nTwo.\n\n> Three.\n")
    assert before == {"One.": "introduction.p1", "Two.": "introduction-b.p1", "Three.": "introduction-b.p2"}
    assert {words: name for words, name in after.items() if words in ("Two.", "Three.")} == {
        words: name for words, name in before.items() if words in ("Two.", "Three.")
    }


def made_of(place, body):
    return tei.serialise(essays.division(read(place[1], body), Counter())).decode()


def test_a_footnote_stands_where_it_is_referred_to_first_and_is_pointed_at_again(place):
    made = made_of(
        place, "# A\n\nLamps.[^x] More.[^2]\n\n[^2]: Two.\n\n[^x]: A *note*.\n\n    Its end.\n\nAgain.[^x]\n"
    )
    first = '<note type="editorial" place="foot" xml:id="introduction.note1"><p>A <emph>note</emph>.</p>'
    assert f"Lamps.{first}<p>Its end.</p></note> More." in made
    assert 'More.<note type="editorial" place="foot" xml:id="introduction.note2">Two.</note></p>' in made
    assert 'Again.<ref target="#introduction.note1"/>' in made


FOOTNOTES_THAT_ARE_NONE = {
    "a reference alone": ("b[^1]", 3, "E239", "the reference [^1] has no note"),
    "a note alone": ("b\n\n[^1]: c", 5, "E239", "nothing refers to the note [^1]"),
    "two of one name": ("b[^1]\n\n[^1]: c\n\n[^1]: d", 7, "E239", "there are two notes [^1]"),
    "a note in a quotation": ("b[^1]\n\n> [^1]: c", 5, "E239", "the note [^1] stands in another block"),
    "a reference in a heading": ("b\n\n## c[^1]\n\n[^1]: d", 5, "E239", "the reference [^1] stands in a heading"),
    "a reference in a link": ("[b[^1]](#introduction)\n\n[^1]: d", 3, "E239", "stands in the words of a link"),
    "a reference in a note": ("b[^1][^2]\n\n[^1]: d[^2]\n\n[^2]: e", 5, "E239", "stands in a note"),
    "a note without words": ("b[^1]\n\n[^1]:\n\nc", 5, "E236", "the note [^1] has no words"),
}


@pytest.mark.parametrize("case", FOOTNOTES_THAT_ARE_NONE)
def test_a_footnote_that_is_none_is_refused(place, case):
    body, line, code, said = FOOTNOTES_THAT_ARE_NONE[case]
    place[1].write_text(f"# A\n\n{body}\n", encoding="utf-8")
    with pytest.raises(Rejected) as rejected:
        essays.read(place[1], "introduction")
    (one,) = rejected.value.messages
    assert (one.line, one.code) == (line, code)
    assert said in one.sentence
    assert one.hint


def test_a_word_that_looks_like_a_reference_is_written_with_a_backslash(place):
    assert "b[^1]" in made_of(place, "# A\n\nb\\[^1]\n")


def test_ids_of_parts_are_short_latin_and_each_once(place):
    headings = ["Über *die* Lampe’s Öl", "Введение", "Глава", "a" * 90, "The " + "lamp " * 30, "1906", "!?"]
    essay = read(place[1], "# A\n\n" + "\n\n".join(f"## {one}\n\nb" for one in headings))
    ids = [one.get(tei.ID) for one in essays.division(essay, Counter(["introduction-1906"])).iter(tei.tag("div"))]
    assert ids == [
        "introduction",
        "introduction-uber-die-lampes-ol",
        "introduction-part",
        "introduction-part-2",
        "introduction-" + "a" * essays.SHORT,
        "introduction-the" + "-lamp" * 7,
        "introduction-1906-2",
        "introduction-part-3",
    ]
