"""Pages: a text that is cut into files keeps its words, their order and its ids, and no file is too large."""

from unittest import mock

import hypothesis.strategies as st
import pytest
from hypothesis import given

from editio.render import pages
from editio.render.document import Node, nodes


def node(behaviour, *content, name="", **settings):
    holds = any(isinstance(part, Node) for part in content)
    return Node(behaviour, behaviour, name, settings=settings, content=content, holds_blocks=holds)


def paragraph(size, name=""):
    return node("paragraph", "x" * size, name=name)


def section(kind, *content, name=""):
    return node("section", *content, name=name, kind=kind)


def shape(content):
    """Print a content by the kinds and names of its nodes."""
    return [
        f"{part.setting('kind') or part.behaviour}({', '.join(shape(part.content))})" if isinstance(part, Node) else "x"
        for part in content
    ]


BIG = pages.LARGEST

CUTS = {
    "sections of an article run on": (
        [section("section", paragraph(10)), section("section", paragraph(10))],
        [["section(paragraph(x))", "section(paragraph(x))"]],
    ),
    "a chapter begins a page": (
        [paragraph(10), section("chapter", paragraph(10)), section("chapter", paragraph(10))],
        [["paragraph(x)"], ["chapter(paragraph(x))"], ["chapter(paragraph(x))"]],
    ),
    "what follows a chapter stays with it": (
        [section("chapter", paragraph(10)), node("block", "x")],
        [["chapter(paragraph(x))", "block(x)"]],
    ),
    "a title page stands alone": (
        [node("titlePage", "x"), paragraph(10)],
        [["titlePage(x)"], ["paragraph(x)"]],
    ),
    "a part lets its chapters go": (
        [section("part", node("heading", "x"), section("chapter", paragraph(10)), section("chapter", paragraph(10)))],
        [["part(heading(x))"], ["chapter(paragraph(x))"], ["chapter(paragraph(x))"]],
    ),
    "a part without words of its own stands before its first chapter": (
        [section("part", section("chapter", paragraph(10)))],
        [["part()", "chapter(paragraph(x))"]],
    ),
    "a section without divisions is cut between paragraphs": (
        [section("section", *[paragraph(BIG // 2 - 100)] * 3)],
        [["section(paragraph(x), paragraph(x))"], ["section(paragraph(x))"]],
    ),
    "a long quotation is cut and goes on": (
        [node("quotation", *[paragraph(BIG // 2 - 100)] * 3)],
        [["quotation(paragraph(x), paragraph(x))"], ["quotation(paragraph(x))"]],
    ),
    "a single block is never cut": ([paragraph(3 * BIG)], [["paragraph(x)"]]),
    "nothing is no page": ([], []),
}


@pytest.mark.parametrize(("content", "expected"), CUTS.values(), ids=CUTS)
def test_texts_are_cut_where_a_reader_expects_it(content, expected):
    assert [shape(page) for page in pages.cut(tuple(content))] == expected


LEAVES = st.builds(paragraph, st.integers(0, 500))
KINDS = st.sampled_from(["section", "chapter", "part", "letter", ""])


def blocks(inner):
    several = st.lists(inner, max_size=6)
    return st.one_of(
        st.builds(lambda kind, content: section(kind, *content), KINDS, several),
        st.builds(lambda content: node("quotation", *content), several),
        st.builds(lambda content: node("list", *(node("listItem", part) for part in content)), several),
    )


@given(st.lists(st.recursive(LEAVES, blocks, max_leaves=12), max_size=8))
def test_no_word_no_order_and_no_id_is_lost(content):
    content = named(content)
    with mock.patch.multiple(pages, LARGEST=1000, ENOUGH=300):
        cut = pages.cut(content)
    assert [text for page in cut for text in words(page)] == words(content)
    ids = [one.id for page in cut for one in nodes(page) if one.id]
    assert sorted(ids) == sorted(one.id for one in nodes(content))
    whole = max((pages.size((one,)) for one in nodes(content) if one.behaviour in ("paragraph", "listItem")), default=0)
    assert max(map(pages.size, cut), default=0) <= 1500 + whole


def named(content, above="n"):
    return tuple(
        Node(one.behaviour, "", f"{above}-{number}", "", one.settings, named(one.content, f"{above}-{number}"), True)
        if isinstance(one, Node)
        else one
        for number, one in enumerate(content)
    )


def words(content):
    return [text for part in content for text in ([part] if isinstance(part, str) else words(part.content))]


def test_a_division_that_leaves_another_takes_its_language_along():
    chapter = section("chapter", paragraph(10))
    (_, alone) = pages.cut(
        (Node("section", "div", "d", "la", {"kind": "part"}, (node("heading", "x"), chapter), True),)
    )
    assert alone[0].language == "la"


def test_a_list_that_is_cut_counts_on():
    items = [node("listItem", "x" * (BIG // 4)) for _ in range(6)]
    first, second = pages.cut((node("list", *items),))
    assert [len(one[0].content) for one in (first, second)] == [3, 3]
    assert second[0].setting(pages.CONTINUED) == "3"


@pytest.mark.parametrize(
    ("sizes", "runs"), [([], ()), ([9], ((9,),)), ([4, 4, 4, 9], ((4, 4), (4,), (9,))), ([20, 1], ((20,), (1,)))]
)
def test_items_are_put_together_as_long_as_they_fit(sizes, runs):
    assert pages.batched(((size, size) for size in sizes), 9) == runs
