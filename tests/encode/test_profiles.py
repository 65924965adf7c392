"""Profiles: which rules a text is read by is stated, or seen, and always told."""

import pytest
import texts

from editio import encode, tei
from editio.encode import profiles, reading
from editio.encode.rules import RULES
from editio.message import Rejected

RAW = b"""\
== ON LAMPS ==

It was the best of lamps.

* * *

It went out.
"""

OURS = """\
says = "texts of the lamp museum"
base = "plain"
signs = ["^== .+ ==$"]
without = ["breaks"]
"""

WRONG = {
    "unknown base": ('says = "x"\nbase = "plane"\n', "there is no profile 'plane'"),
    "unknown rule": ('says = "x"\nrules = ["paragrafs", "paragraphs"]\n', "there is no rule 'paragrafs'"),
    "no expression": ('says = "x"\nbase = "plain"\nsigns = ["("]\n', "'(' is no regular expression"),
    "nothing said": ('base = "plain"\n', "'says' is missing"),
    "lines left over": ('says = "x"\nrules = ["breaks"]\n', "the last rule is not 'paragraphs'"),
    "unknown key": ('says = "x"\nbase = "plain"\nrule = "breaks"\n', "rule"),
}


def edition(tmp_path, profile=OURS, header='language = "en"\n'):
    made = texts.edition(tmp_path, "", header, RAW)
    (made.source / "museum.profile.toml").write_text(profile, encoding="utf-8")
    return made


def encoded(made):
    encode.run(made, "lamp")
    return tei.parse(made.document("lamp").read_bytes(), "lamp.xml")


def reasons(root):
    return next(p for p in root.iter(tei.tag("p")) if p.get(tei.ID) == "editorial.profile").text


def test_a_publishers_profile_is_chosen_by_its_signs_and_the_document_says_why(tmp_path):
    root = encoded(edition(tmp_path))
    assert reasons(root).endswith("the profile museum, because line 1 shows it.")
    assert next(root.iter(tei.tag("milestone")), None) is None, "the rule for breaks was asked"


def test_what_header_toml_states_beats_the_signs(tmp_path):
    root = encoded(edition(tmp_path, header='language = "en"\nprofile = "plain"\n'))
    assert reasons(root).endswith("the profile plain, because it is stated.")
    assert next(root.iter(tei.tag("milestone"))) is not None


def test_a_profile_that_nobody_knows_is_refused_where_it_is_stated(tmp_path):
    made = edition(tmp_path, header='language = "en"\nprofile = "musem"\n')
    with pytest.raises(Rejected) as refused:
        encode.run(made, "lamp")
    (message,) = refused.value.messages
    assert (message.code, message.line) == ("E316", 2)
    assert message.file.endswith("header.toml")
    assert "museum" in message.hint


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_no_profile_is_told_with_its_line(tmp_path, wrong):
    source, sentence = WRONG[wrong]
    with pytest.raises(Rejected) as refused:
        encode.run(edition(tmp_path, source), "lamp")
    (message,) = refused.value.messages
    assert sentence in message.sentence
    assert message.file.endswith("museum.profile.toml")


def test_every_rule_is_asked_by_some_profile_of_ours_and_paragraphs_come_last():
    known = profiles._known(None)
    assert {rule for profile in known.values() for rule in profile.rules} == set(RULES)
    assert {profile.rules[-1] for profile in known.values()} == {"paragraphs"}
    assert all(len(set(profile.rules)) == len(profile.rules) for profile in known.values())


def test_a_text_that_shows_no_signs_is_plain():
    choice = profiles.choose(reading.read(b"It was the best of lamps.\n", "lamp.txt"))
    assert choice.profile.name == "plain"
