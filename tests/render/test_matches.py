"""Processing rules: what a line says, which rule is the first to match, and what is no rule."""

import pytest

from editio.message import Rejected
from editio.render import rules
from editio.render.behaviour import MODEL_ONLY, OURS, STANDARD, fallbacks

ELEMENT = {"a": "x", "b": "one two", rules.LANG: "de"}

MATCHES = (
    # match, parent, ancestors, does it match
    ("p", "div", ["div"], True),
    ("q", "div", ["div"], False),
    ("div/p", "div", ["text", "div"], True),
    ("text/p", "div", ["text", "div"], False),
    ("text//p", "div", ["text", "div"], True),
    ("p[@a]", "div", [], True),
    ("p[@c]", "div", [], False),
    ("p[@a='x']", "div", [], True),
    ("p[@a='y|x']", "div", [], True),
    ("p[@b='two']", "div", [], False),
    ("p[@b~='two']", "div", [], True),
    ("p[@b~='three|two']", "div", [], True),
    ("p[not(@c)]", "div", [], True),
    ("p[not(@a='x')]", "div", [], False),
    ("p[@a][@b~='one'][not(@c)]", "div", [], True),
    ("p[@xml:lang='de']", "div", [], True),
    ("q, text//p", "div", ["text", "div"], True),
)

NO_RULES = (
    "p paragraph",
    "p -> nothing_known",
    "p[@a -> paragraph",
    "p[last()] -> paragraph",
    "//p -> paragraph",
    "p -> paragraph (style)",
    "p -> paragraph (style=@a",
)


def load(tmp_path, text, view="reading"):
    own = tmp_path / "rules.txt"
    own.write_text(text, encoding="utf-8")
    return rules.load(view, own)


@pytest.mark.parametrize(("match", "parent", "around", "matches"), MATCHES)
def test_a_match_says_which_elements_it_means(match, parent, around, matches, tmp_path):
    found = load(tmp_path, f"{match} -> glyph").find("p", parent, around, ELEMENT)
    assert (found.behaviour == "glyph") is matches


def test_the_first_rule_that_matches_wins(tmp_path):
    read = load(tmp_path, "p[@c] -> glyph\np[@a] -> cit\np -> title\np -> figure\n")
    assert read.find("p", "div", (), ELEMENT).behaviour == "cit"


def test_parameters_are_words_of_the_rule_or_attributes_of_the_element(tmp_path):
    read = load(tmp_path, "p -> block (style=note, label=@b, missing=@c, language=@xml:lang)")
    assert read.find("p", "div", (), ELEMENT).settings(ELEMENT) == {
        "style": "note",
        "label": "one two",
        "language": "de",
    }


def test_a_section_of_the_file_holds_for_its_view_alone(tmp_path):
    text = "[source]\np -> omit\n[reading]\np -> cit\n[both]\nq -> title\n"
    for view, behaviour in (("source", "omit"), ("reading", "cit")):
        assert load(tmp_path, text, view).find("p", "", (), {}).behaviour == behaviour
        assert load(tmp_path, text, view).find("q", "", (), {}).behaviour == "title"


def test_a_publishers_rules_are_tried_before_ours_and_ours_after_them(tmp_path):
    read = load(tmp_path, "p[@a] -> cit")
    assert read.find("p", "", (), ELEMENT).behaviour == "cit"
    assert read.find("p", "", (), {}).behaviour == "paragraph"


@pytest.mark.parametrize("line", NO_RULES)
def test_a_line_that_is_no_rule_is_reported_with_its_number(line, tmp_path):
    with pytest.raises(Rejected) as rejected:
        load(tmp_path, f"# a remark\n\n{line}\np -> cit\n")
    assert [(message.code, message.line) for message in rejected.value.messages] == [("E706", 3)]


def test_a_remark_begins_with_a_blank_so_that_a_value_may_hold_the_sign(tmp_path):
    read = load(tmp_path, "p[@a='#x'] -> cit   # a remark\n")
    assert read.find("p", "", (), {"a": "#x"}).behaviour == "cit"


def test_every_behaviour_of_ours_falls_back_on_one_of_teis():
    assert len(STANDARD) == 26
    assert all(fallbacks(behaviour)[-1] in STANDARD for behaviour in OURS)
    assert set(STANDARD) >= MODEL_ONLY


@pytest.mark.parametrize("view", rules.VIEWS)
def test_no_rule_of_ours_stands_where_it_is_never_reached(view):
    """A rule after one that always matches is cut off at reading: none of ours may be."""
    lines = (rules.Path(rules.__file__).with_name("rules.txt")).read_text("utf-8").splitlines()
    seen, lost, section = set(), [], "both"
    for line in lines:
        text = line.partition(" # ")[0].strip()
        if text in ("[reading]", "[source]", "[both]"):
            section = text[1:-1]
        elif "->" in text and section in ("both", view):
            matches = [match.strip() for match in text.partition("->")[0].split(",")]
            lost += [match for match in matches if match.rpartition("/")[2].partition("[")[0] in seen]
            seen |= {match for match in matches if match.isalnum()}
    if view == "source":  # what the source leaves out whole may well have a rule for the other view
        lost = [match for match in lost if match not in ("supplied", "ex")]
    else:
        lost = [match for match in lost if match not in ("surplus", "am", "del")]
    assert not lost
