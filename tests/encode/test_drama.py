"""Plays are found in whatever form they are typed, and nothing else is taken for one."""

import random

import pytest
import texts

from editio import encode, tei

NAMES = ["Arden", "Mrs. Bell", "First Clerk", "The Ghost"]
WORDS = "lamp lantern wick flame street ladder window rain ghost night shop door the a of and on".split()


def speech(chance, width=72):
    """Make a paragraph of a few sentences, wrapped."""
    lines, line = [], ""
    for _ in range(chance.randint(1, 5)):
        words = [chance.choice(WORDS) for _ in range(chance.randint(3, 14))]
        for word in [words[0].capitalize(), *words[1:-1], words[-1] + "."]:
            if len(line) + 1 + len(word) > width:
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}".strip()
    return "\n".join([*lines, line])


def every(element, name):
    """Give the elements of a name within another."""
    return list(element.iter(tei.tag(name)))


FORMS = {
    "capitals, run in": lambda name, said: f"{name.upper()}. {said}\n\n",
    "capitals and a dash": lambda name, said: f"{name.upper()}.--{said}\n\n",
    "capitals and a colon": lambda name, said: f"{name.upper()}: {said}\n\n",
    "capitals and a direction": lambda name, said: f"{name.upper()} [_rising_]. {said}\n\n",
    "capitals alone": lambda name, said: f"{name.upper()}.\n{said}\n\n",
    "capitals alone and apart": lambda name, said: f"          {name.upper()}\n\n{said}\n\n",
    "italics": lambda name, said: f"_{name}._ {said}\n\n",
    "title case": lambda name, said: f"{name}.  {said}\n\n",
    "title case and a colon": lambda name, said: f"{name}: {said}\n\n",
    "title case alone": lambda name, said: f"{name}\n{said}\n\n",
    "no blank lines": lambda name, said: f"{name.upper()}. {said}\n",
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("seed", range(3))
def test_each_speech_of_a_play_is_found_in_any_form(form, seed):
    chance = random.Random(seed)
    order = [chance.choice(NAMES)]
    while len(order) < 60:
        order.append(chance.choice([name for name in NAMES if name != order[-1]]))
    raw = "ACT I\n\n  Enter Arden, with a lamp.\n\n" + "".join(FORMS[form](name, speech(chance)) for name in order)
    root, _, _ = texts.encoded(raw.encode())
    found = ["".join(one.itertext()).strip(" .:-") for one in every(root, "speaker")]
    assert [name.casefold() for name in found] == [name.casefold() for name in order]
    assert len(every(root, "sp")) == len(order)


@pytest.mark.parametrize("seed", range(3))
def test_a_tale_whose_paragraphs_begin_with_names_has_no_speeches(seed):
    chance = random.Random(seed)
    paragraphs = [f"{chance.choice(NAMES)} said: {speech(chance)}" for _ in range(60)]
    root, _, _ = texts.encoded("\n\n".join(paragraphs).encode())
    assert not every(root, "sp")


CAST = """DRAMATIS PERSONAE

ARDEN, King of the Lamps
MISS PRUE BELL, his aunt
HENRY BELL, a clerk
The GHOST of the late king

ACT I

"""


def test_a_speaker_is_tied_to_the_one_role_that_fits_and_to_none_of_several():
    names = ["KING", "PRUE", "HENRY", "BELL", "GHOST", "PRUE and HENRY", "WATCHMAN"] * 3
    random.Random(0).shuffle(names)
    raw = CAST + "".join(f"{name}. Who lit the lamp?\n\n" for name in names)
    root, _, _ = texts.encoded(raw.encode())
    roles = {f"#{role.get(tei.ID)}": "".join(role.itertext()) for role in every(root, "role")}
    tied = {
        "".join(every(one, "speaker")[0].itertext()): [roles[who] for who in one.get("who", "").split()]
        for one in every(root, "sp")
    }
    assert tied == {
        "KING.": ["ARDEN"],
        "PRUE.": ["MISS PRUE BELL"],
        "HENRY.": ["HENRY BELL"],
        "BELL.": [],
        "GHOST.": ["The GHOST of the late king"],
        "PRUE and HENRY.": ["MISS PRUE BELL", "HENRY BELL"],
        "WATCHMAN.": [],
    }


def test_a_speaker_who_says_and_does_nothing_has_no_speech():
    raw = "@title Lamps\n\n# Act one\n\n@ANNA:\n\n - 4 - \n\n$She goes.\n\n@BO: A lamp?\n"
    made = tei.parse(encode.encode(raw.encode(), "lamp.txt", "easydrama").document, "lamp.xml")
    assert [len(one) > 1 or one[0].tag != tei.tag("speaker") for one in every(made, "sp")] == [True, True]
    assert [one[0].text for one in every(made, "ab")] == ["ANNA:"]
