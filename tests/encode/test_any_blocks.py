"""Random blocks put together to a text: the encoder finds them again, each as what it is, in order, with its words."""

import itertools
import random
import textwrap

import pytest
import texts
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from editio import tei

WORDS = """
lamp lantern oil wick glass flame harbour keeper night door window table letter friend winter morning street bread
house garden river boat rope tower bell storm quiet bright narrow old little heavy broken golden carried opened lit
turned waited walked looked wrote remembered began found left held under over beside through without before after
""".split()

SMALL = "the a of and in to with that it was he she they had for".split()

ROMAN = "I II III IV V VI VII VIII IX X XI XII".split()


def sentence(dice, least=6, most=18):
    words = [dice.choice(SMALL if nth % 2 else WORDS) for nth in range(dice.randint(least, most))]
    return " ".join(words).capitalize() + "."


def prose(dice):
    return " ".join(sentence(dice) for _ in range(dice.randint(4, 8)))


def wrapped(words, width=72, indent=""):
    return textwrap.wrap(words, width, initial_indent=indent, subsequent_indent=indent, break_long_words=False)


def paragraph(dice):
    words = prose(dice)
    return wrapped(words), [("p", words)]


def poem(dice):
    stanzas = [[sentence(dice, 4, 6)[:-1] + dice.choice(",;,") for _ in range(4)] for _ in range(dice.randint(1, 3))]
    stanzas[-1][-1] = stanzas[-1][-1][:-1] + "."
    lines = [line for stanza in stanzas for line in (*(f"    {verse}" for verse in stanza), "")]
    return lines[:-1], [("l", verse) for stanza in stanzas for verse in stanza]


def pause(dice):
    return [dice.choice(["* * *", "*       *       *       *       *", "*****"])], [("milestone", "")]


def bullets(dice):
    items = [sentence(dice, 5, 8) for _ in range(dice.randint(3, 6))]
    return [f"  - {item}" for item in items], [("item", item) for item in items]


def picture(dice):
    caption = sentence(dice, 3, 6)[:-1]
    return [f"[Illustration: {caption}]"], [("figure", caption)]


BLOCKS = {"paragraph": paragraph, "poem": poem, "pause": pause, "bullets": bullets, "picture": picture}


def chapter(dice, number, kinds):
    """Give the lines of a chapter and what they are; no two blocks but paragraphs stand side by side."""
    title = " ".join(dice.choice(WORDS).capitalize() for _ in range(3))
    lines = [f"CHAPTER {ROMAN[number]}", "", title, "", ""]
    made = [("head", f"CHAPTER {ROMAN[number]} {title}")]
    for kind in ("paragraph", *itertools.chain.from_iterable((kind, "paragraph") for kind in kinds)):
        block, what = BLOCKS[kind](dice)
        lines += [*block, ""]
        made += what
    return [*lines, "", ""], made


def found(raw):
    """Give what the encoder made of a text: the elements that hold its words, in the order of the document."""
    root, _, _ = texts.encoded(raw.encode())
    made = []
    for element in tei.find(root, "text/body").iter():
        name = tei.local(element)
        of_figure = tei.local(element.getparent()) == "figure"
        if name not in ("head", "p", "l", "item", "milestone", "figure") or of_figure:
            continue
        words = " ".join("".join(element.itertext()).split())
        if name == "head" and made and made[-1][0] == "head":
            words = f"{made.pop()[1]} {words}"  # number and title, which a line parts, head one division
        made.append((name, words))
    return made


@settings(deadline=None, max_examples=40)
@given(
    st.randoms(use_true_random=False),
    st.lists(st.lists(st.sampled_from(sorted(BLOCKS)), max_size=5), min_size=2, max_size=6),
    st.sampled_from(["\n", "\r\n"]),
)
def test_random_blocks_put_together_are_found_again(dice, chapters, end):
    lines, expected = [], []
    for number, kinds in enumerate(chapters):
        block, what = chapter(dice, number, kinds)
        lines += block
        expected += what
    titles = [words.partition(" ")[2].partition(" ")[2] for kind, words in expected if kind == "head"]
    assume(len(set(titles)) == len(titles))  # a line that returns in each chapter is no title of any
    assert found(end.join(lines)) == expected


@pytest.mark.parametrize("kind", sorted(BLOCKS))
def test_a_block_among_paragraphs_is_found(kind):
    lines, expected = [], []
    for number in range(3):
        block, what = chapter(random.Random(number), number, [kind, kind])
        lines += block
        expected += what
    assert found("\n".join(lines)) == expected
