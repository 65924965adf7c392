"""What `suggest` would have an editor look at: each kind of observation, and what settles one."""

import time
import tomllib
from itertools import islice

import pytest
import texts

from editio import cli
from editio import edition as editions
from editio.encode import apparatus, suggest
from editio.encode.entries import parse
from editio.encode.placing import place
from editio.encode.suggest import dictionary, forms
from editio.message import CODES, silenced_by

PROSE = """\
The lamp of the harbour was old, and the keeper of the lamp was older still. Every evening he climbed the
stairs, trimmed the wick and lit the flame. The light went out over the water, and the ships that came from the
north could see it for many miles. They had no other light to steer by, but they had their charts.

It was not the keeper who had built the tower. The tower had been built by the people of the town, when the town
was rich, and it had been paid for with the money of the merchants. The merchants had wanted a light for their
ships, and they had got one. The ships were theirs, the harbour was theirs, and the lamp was theirs as well.

{sentence}

In the winter the storms came from the west. The keeper sat in the small room below the lamp and wrote his
letters. He wrote to the town for oil, and the town sent oil; he wrote to the town for glass, and the town sent
glass. But when he wrote to the town for money, the town did not answer. It was said that the town had none.
"""

AUTHORITIES = """
[person.keeper]
name = "Anna Arden"
forms = ["Arden"]

[person.brother]
name = "Tom Arden"
"""


def looked_at(folder, sentence, entries="", language="en-GB", authorities="", settings=""):
    """Let an edition of one text be looked at."""
    text = folder / "source" / "lamp"
    text.mkdir(parents=True)
    (folder / "source" / "edition.toml").write_text(texts.EDITION + settings, encoding="utf-8")
    (folder / "source" / "authorities.toml").write_text(authorities, encoding="utf-8")
    (text / "text.txt").write_text(PROSE.format(sentence=sentence), encoding="utf-8", newline="")
    (text / "header.toml").write_text(f'language = "{language}"\n', encoding="utf-8")
    if entries:
        (text / "apparatus.toml").write_text(entries, encoding="utf-8")
    return suggest.run(editions.load(folder), "lamp")


SEEN = {
    "a letter dropped": ("The keper of the lamp was old.", 'N902 .*at = "The [[keper]] of the", with = "keeper"'),
    "letters exchanged": ("They could see the hrabour from the tower.", '[[hrabour]] from the", with = "harbour"'),
    "a capital I for a small l": ("The Iamp was not lit.", 'N903 .*[[Iamp]] was not", with = "lamp"'),
    "a capital I within a word": ("The towers and aIlies of the town.", 'N903 .*[[aIlies]] of the", with = "allies"'),
    "rn for m": ("The flarne was small.", 'N903 .*[[flarne]] was small.", with = "flame"'),
    "a one for an l": ("The o1d keeper wrote letters.", 'N903 .*[[o1d]] keeper wrote", with = "old"'),
    "a Cyrillic letter": ("The lаmp was not lit.", 'N903 .*with = "lamp"'),
    "a word of two": ("It was ofthe town.", 'N906 .*[[ofthe]] town.", with = "of the"'),
    "two words of one": ("He wrote to the mer chants of the town.", 'N906 .*with = "merchants"'),
    "another word than was meant": ("They had it built in he town.", 'N904 .*[[he]] town.", with = "the"'),
    "no full stop": (
        "The ships went out to the north The keeper saw them.",
        'N905 .*north[[]] The keeper", with = "."',
    ),
    "a capital within a sentence": ("The keeper wrote To the town for oil.", 'N909 .*[[To]] the town", with = "to"'),
    "a small letter behind a full stop": (
        "The ships came. they were late.",
        'N909 .*[[they]] were late.", with = "They"',
    ),
    "no blank behind a comma": (
        "The lamp,the tower and the town.",
        'N906 .*[[lamp,the]] tower and", with = "lamp, the"',
    ),
    "no blank behind a full stop": ("He saw the lamp.The town was rich.", 'N906 .*with = "lamp. The"'),
    "a blank before a comma": ("The lamp , the tower and the town.", 'N906 .*with = "lamp,"'),
    "two blanks": ("The lamp  of the town.", 'N906 2 blanks stand together: .*code = "N906"'),
    "a repeated word": ("The keeper of the the lamp.", 'N908 .*of the[[ the]] lamp.", reason = "repeated"'),
    "a reversed mark": ("He said: ”It is late,” and went.", 'N907 .*[[”It]] is late,.*with = "“It"'),
    "a mark alone": (
        "He said: “It is late, and went. They were old.",
        "N907 the quotation that opens with '“It' is not",
    ),
    "a bracket alone": ("The keeper (and his lamp was old.", "N911 '(' is not closed"),
    "two marks of punctuation": ("The lamp,, the tower and the town.", 'N911 .*[[lamp,,]] the tower", with = "lamp,"'),
    "another variety": ("The color of the flame was red.", "N912 'color' is spelt as in another variety than en-GB"),
    "a strange name": ("He wrote to Brandlerov in the winter.", 'N921 .*first add [person.brandlerov]: do = "person"'),
    "an abbreviation": ("He wrote to the O.T.K. in the winter.", "N922 'O.T.K.' is not explained"),
    "an abbreviation that is explained elsewhere": (
        "The Old Tower Keepers met. He wrote to the O.T.K. in the winter.",
        'N922 .*with = "Old Tower Keepers"',
    ),
    "a quotation": ("It was said that “the light went out over the water” once.", 'N923 .*do = "quote", at = '),
    "a date": (
        "The tower was built on 4 August 1914 by the town.",
        'N924 .*[[4 August 1914]] by the", when = "1914-08-04"',
    ),
    "a date in American order": ("They built it on August 4, 1914 there.", 'N924 .*when = "1914-08-04"'),
    "a month": ("They built it in August 1914 there.", 'N924 .*when = "1914-08"'),
}


@pytest.mark.parametrize(("sentence", "told"), SEEN.values(), ids=SEEN)
def test_an_editor_is_shown(tmp_path, sentence, told):
    pieces = told.split(".*")
    lines = list(looked_at(tmp_path, sentence).lines())
    assert any(all(piece in line for piece in pieces) for line in lines), "\n".join(lines)


IN_ORDER = {
    "a text without faults": "The light of the lamp went out over the water, and the ships came in.",
    "words that may stand twice": "They had had a light, and the keeper knew that that was all.",
    "an ellipsis": "The light went out . . . and the ships came in.",
    "abbreviations": "The keeper wrote of oil, glass, etc. and of money, i.e. of what he had not.",
    "numbers and ordinals": "On the 4th day 1,000 ships came, the 21st was late.",
    "a quotation that goes on": "“The light went out over the water.\n\n“And the ships came in,” he wrote.",
}


@pytest.mark.parametrize("sentence", IN_ORDER.values(), ids=IN_ORDER)
def test_nothing_is_likely_wrong_with(tmp_path, sentence):
    told = [one for one in looked_at(tmp_path, sentence).found if one.code < "N920" and one.odds > 0]
    assert told == []


SETTLED = {
    "a capital that a text gives a word nearly always": (
        "The League of the town met. When the League met, nobody of the League spoke, and the League went home.",
        "'League'",
    ),
    "a compound whose other half has a capital too": (
        "They were led by the Social-Democrats of the north.",
        "'Social'",
    ),
    "letters that stand for words": ("The keeper asked the NEP for oil.", "'NEP'"),
    "a small letter behind letters with full stops": ("The keeper of the U.S.S.R. as it then was.", "'as'"),
    "a small letter behind a known abbreviation": ("Oil, glass etc. were sent.", "'were'"),
    "a small word within a name": ("It was built by Lukas von Ardenhagen of the north.", "'von'"),
    "a plural of a word that the dictionary has": (
        "The hidalgo wrote, and the schemas of the town failed.",
        "'schemas'",
    ),
}


@pytest.mark.parametrize(("sentence", "words"), SETTLED.values(), ids=SETTLED)
def test_no_line_is_spent_on(tmp_path, sentence, words):
    lines = list(looked_at(tmp_path, sentence, language="en-US").lines())
    assert [line for line in lines if words in line and "N921" not in line and "N922" not in line] == []


NAMED = """
[[entry]]
id = "name1"
do = "{do}"
at = "by the [[Western Harbour Board]] of"
ref = "{ref}"
resp = "ed"
"""


@pytest.mark.parametrize(("do", "ref"), [("organisation", "board"), ("reference", "org.board")])
def test_a_capital_of_a_marked_name_is_settled_wherever_the_name_has_lent_it(tmp_path, do, ref):
    sentence = "It was lit by the Western Harbour Board of the town. The keeper wrote to the Board for a new wick."
    authorities = '[org.board]\nname = "The Board of Lights"\n'
    before = list(looked_at(tmp_path / "before", sentence).lines())
    assert any("N909 'Board'" in line for line in before)
    after = list(looked_at(tmp_path / "after", sentence, NAMED.format(do=do, ref=ref), authorities=authorities).lines())
    assert [line for line in after if "N909" in line] == []


def test_a_word_that_a_name_has_is_a_slip_all_the_same_where_the_text_writes_it_small(tmp_path):
    sentence = "It was lit by the Western Harbour Board of the town. The keeper wrote To the Town for oil."
    authorities = '[org.board]\nname = "Board of the Town"\n'
    lines = list(looked_at(tmp_path, sentence, authorities=authorities).lines())
    assert any("N909 'Town'" in line for line in lines)


def test_an_abbreviation_that_is_explained_ends_no_sentence(tmp_path):
    sentence = "The harb. was closed in the winter."
    entry = '[[entry]]\nid = "e1"\ndo = "expand"\nat = "The [[harb.]] was"\nwith = "harbour"\nresp = "ed"\n'
    assert any("before 'was'" in line for line in looked_at(tmp_path / "before", sentence).lines())
    assert not any("before 'was'" in line for line in looked_at(tmp_path / "after", sentence, entry).lines())


def test_a_misprint_within_words_that_mean_somebody_is_told_all_the_same(tmp_path):
    entry = '[[entry]]\nid = "rs1"\ndo = "reference"\nat = "[[The keper of the lamp]] wrote"\nref = "person.keeper"\n'
    lines = looked_at(
        tmp_path, "The keper of the lamp wrote letters.", f'{entry}resp = "ed"\n', authorities=AUTHORITIES
    )
    assert any("N902 'keper'" in line for line in lines.lines())


def test_words_that_mean_somebody_may_hold_names_to_be_marked(tmp_path):
    entry = '[[entry]]\nid = "rs1"\ndo = "reference"\nat = "[[The brother of Arden]] wrote"\nref = "person.brother"\n'
    lines = looked_at(tmp_path, "The brother of Arden wrote letters.", f'{entry}resp = "ed"\n', authorities=AUTHORITIES)
    assert any("N920" in line and "person 'keeper'" in line for line in lines.lines())


def test_a_known_person_is_proposed_by_the_longest_form(tmp_path):
    lines = list(looked_at(tmp_path, "Then Anna Arden came, and Arden wrote.", authorities=AUTHORITIES).lines())
    mentions = [line for line in lines if "N920" in line]
    assert ["[[Anna Arden]]" in line for line in mentions] == [True, False]
    assert 'do = "person", at = "came, and [[Arden]] wrote.", ref = "keeper"' in mentions[1]


def test_the_speaker_beside_a_quotation_is_proposed(tmp_path):
    sentence = "Anna Arden wrote: “The light went out over the water.”"
    lines = list(looked_at(tmp_path, sentence, authorities=AUTHORITIES).lines())
    assert any('do = "said"' in line and 'who = "keeper"' in line for line in lines)


MARKS = {
    "a correction of the word": ("N902", 'do = "correct"\nat = "The [[keper]] of"\nwith = "keeper"'),
    "a reading regularised": ("N902", 'do = "regularise"\nat = "The [[keper]] of"\nwith = "keeper"'),
    "a longer correction": ("N902", 'do = "correct"\nat = "[[The keper of]] Arden"\nwith = "The keeper of"'),
    "a word in another language": ("N902", 'do = "foreign"\nat = "The [[keper]] of"\nlang = "nl"'),
    "a person who is named so": ("N902", 'do = "person"\nat = "The [[keper]] of"\nref = "keeper"'),
    "a mention": ("N920", 'do = "person"\nat = "keper of [[Arden]]"\nref = "keeper"'),
    "a date": ("N924", 'do = "date"\nat = "in [[August 1914]]"\nwhen = "1914-08"'),
}


@pytest.mark.parametrize(("code", "entry"), MARKS.values(), ids=MARKS)
def test_an_entry_that_marks_the_words_settles_the_suggestion(tmp_path, code, entry):
    sentence = "The keper of Arden came in August 1914 there."
    before = looked_at(tmp_path / "before", sentence, authorities=AUTHORITIES)
    after = looked_at(
        tmp_path / "after", sentence, f'[[entry]]\nid = "x1"\nresp = "ed"\n{entry}\n', authorities=AUTHORITIES
    )
    count = lambda made: sum(one.code == code for one in made.found)  # noqa: E731
    assert (count(before), count(after)) == (1, 0)
    assert not after.messages


@pytest.mark.parametrize(
    ("code", "entry"),
    [
        ("N908", 'do = "foreign"\nat = "of [[the the]] lamp"\nlang = "nl"'),
        ("N902", 'do = "supply"\nat = "keper[[]] of"\nwith = "."'),
        ("N902", 'do = "q"\nat = "[[The keper of]] the"'),
    ],
    ids=["a language explains no repetition", "what is supplied mends no word", "a quotation mends no word"],
)
def test_an_entry_about_something_else_settles_nothing(tmp_path, code, entry):
    made = looked_at(tmp_path, "The keper of the the lamp.", f'[[entry]]\nid = "x1"\nresp = "ed"\n{entry}\n')
    assert code in {one.code for one in made.found}
    assert not made.messages


IGNORE = '[[entry]]\nid = "i1"\ndo = "ignore"\ncode = "{code}"\nresp = "ed"\nwhy = "so in the print"\n{at}\n'
TWICE = "The keper came.\n\nThe keper went out."


@pytest.mark.parametrize(
    ("at", "left"),
    [("", []), ('at = "[[keper]] came"', ["went"]), ('at = "keper went [[out]]"', ["came"])],
    ids=["in the whole text", "in a paragraph", "in that of the marked words, whichever they are"],
)
def test_an_ignore_with_a_reason_settles(tmp_path, at, left):
    made = looked_at(tmp_path, TWICE, IGNORE.format(code="N902", at=at))
    told = [line for line in made.lines() if "[[keper]]" in line]
    assert [word for word in ("came", "went") if any(word in line for line in told)] == left
    assert not made.messages


def test_an_ignore_in_the_settings_of_the_edition_settles(tmp_path):
    settings = '[[ignore]]\ncode = "N902"\ntext = "lamp"\nwhy = "a text full of old words"\n'
    made = looked_at(tmp_path, TWICE, settings=settings)
    assert "N902" not in {one.code for one in made.found}


def test_an_ignore_that_silences_nothing_is_told(tmp_path):
    made = looked_at(tmp_path, "The lamp was old.", IGNORE.format(code="N908", at=""))
    assert [(message.code, message.line) for message in made.messages] == [("W560", 1)]


def test_an_ignore_of_another_stage_is_none_of_its_business(tmp_path):
    assert not looked_at(tmp_path, "The lamp was old.", IGNORE.format(code="W405", at="")).messages


def test_mistakes_in_the_apparatus_are_told_and_the_rest_is_used(tmp_path):
    wrong = '[[entry]]\nid = "c1"\ndo = "correct"\nat = "no such [[words]]"\nwith = "x"\nresp = "ed"\n'
    made = looked_at(tmp_path, TWICE, wrong + IGNORE.format(code="N902", at=""))
    assert [message.code for message in made.messages] == ["E201"]
    assert "N902" not in {one.code for one in made.found}


def test_every_entry_that_is_printed_is_taken_and_marks_just_the_words(tmp_path):
    sentence = (
        "\n\n".join(sentence for sentence, _ in SEEN.values()) + '\n\nHe said: "It is [1]] a word".\n\nThe keper.'
    )
    made = looked_at(
        tmp_path, sentence, IGNORE.format(code="N999", at="").replace("N999", "N910"), "en-GB", AUTHORITIES
    )
    source = "".join(made.blocks())
    values = tomllib.loads(source)
    assert "i1" not in {entry["id"] for entry in values["entry"]}, "an id of the file is used again"
    assert all(entry["why"] and entry["resp"] == "ed" for entry in values["entry"])
    taken = read(values, source, tmp_path)
    placed = place(made.placed.raw, taken, made.placed.choice)
    strange = [message for message in (*taken.mistakes, *placed.messages) if message.code != "E305"]
    assert strange == []
    by_id = {entry["id"]: one for entry, one in zip(values["entry"], made.found, strict=True)}
    for entry in placed.editors.entries:
        assert entry.places == (by_id[entry.id].place,), entry


def read(values, source, folder):
    around = apparatus.Around(("ed",), texts_authorities(folder), frozenset(["lamp"]))
    return parse(values, source, folder / "proposed.toml", around)


def texts_authorities(folder):
    from editio.encode import authorities

    return authorities.gather(folder / "source" / "authorities.toml")


def test_words_that_stand_twice_with_all_their_paragraph_are_told_apart_by_number(tmp_path):
    made = looked_at(tmp_path, "The keper went.\n\nThe keper went.\n\nThe keper went.")
    numbers = [line.split("nth = ")[1][0] for line in made.lines() if "[[keper]]" in line]
    assert sorted(numbers) == ["1", "2", "3"]
    entries = [entry for entry in tomllib.loads("".join(made.blocks()))["entry"] if "keper" in entry["at"]]
    assert {entry["nth"] for entry in entries} == {1, 2, 3}


def test_the_variety_of_the_text_decides(tmp_path):
    british = looked_at(tmp_path / "gb", "The colour of the labour.", language="en-GB")
    american = looked_at(tmp_path / "us", "The colour of the labour.", language="en-US")
    strange = lambda made: {line.split("'")[1] for line in made.lines() if "N902" in line or "N912" in line}  # noqa: E731
    assert strange(british) == set()
    assert strange(american) >= {"colour", "labour"}


def test_where_no_dictionary_is_the_rest_is_looked_at_all_the_same(tmp_path):
    made = looked_at(tmp_path, "The keeper of the the lamp.", language="tlh")
    assert [message.code for message in made.messages] == ["N901"]
    assert "N908" in {one.code for one in made.found}
    assert "N902" not in {one.code for one in made.found}


def test_where_the_variety_has_no_dictionary_another_is_named(tmp_path):
    (message,) = looked_at(tmp_path, "The lamp was old.", language="en-ZW").messages
    assert (message.code, "en_GB and en_US is taken instead" in message.sentence) == ("N901", True)


@pytest.mark.parametrize(
    ("language", "word", "slip"),
    [("de-DE", "Gesellschaftsordnung", "Gesellschaftsordnugn"), ("fr", "aujourd’hui", "aujourdh’ui"),
     ("ru-RU", "революция", "революцця"), ("es-ES", "corazón", "corasón"), ("it", "libertà", "libertta")],
)  # fmt: skip
def test_a_language_has_its_own_dictionary(language, word, slip):
    there = dictionary.find(language)
    assert there is not None
    assert (there.known(word), there.known(slip)) == (True, False)


@pytest.mark.parametrize(
    "raw", ["山路を登りながら、こう考えた。\n" * 9, "a", "[[ ]] ]]] [[[ \\ \"'\n", "\ud7ff\u202e “„«(\n"]
)
def test_any_text_can_be_looked_at(tmp_path, raw):
    made = looked_at(tmp_path, raw, language="ja")
    assert len(list(made.lines())) == len(made.found)


HOSTILE = {
    "marks": '"' * 60_000,
    "curly marks": "” “" * 20_000,
    "brackets": "(" * 60_000,
    "one word": "a" * 300_000,
    "capitals": "A.B " * 40_000,
    "names": "Brandlerov and " * 20_000,
    "punctuation": "a,b.c;d," * 20_000,
    "one word again and again": "keper " * 40_000,
}


@pytest.mark.parametrize("sentence", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_paragraph_takes_no_longer_than_prose_of_its_length(tmp_path, sentence):
    start = time.process_time()
    list(islice(looked_at(tmp_path, sentence).lines(), 200))
    assert time.process_time() - start < 15


def test_the_likeliest_comes_first_and_style_last(tmp_path):
    sentence = "The keper saw it.  The Iamp was out.\n\n" + "\n\n".join(f"He came  at {n} o'clock." for n in range(60))
    codes = [one.code for one in looked_at(tmp_path, sentence).found]
    assert codes.index("N903") == 0
    assert codes.index("N902") < 5, "sixty doubled blanks are a style and drown no slip"


def test_every_code_of_the_series_can_be_silenced_in_suggest():
    ours = [code for code in CODES if code[1] == "9"]
    assert ours
    assert {silenced_by(code) for code in ours} == {"suggest"}


def test_the_command_prints_lines_or_entries(tmp_path, monkeypatch, capsys):
    looked_at(tmp_path, "The keper of the lamp.")
    monkeypatch.chdir(tmp_path)
    assert cli.main(["suggest", "source/lamp"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("source/lamp/text.txt:9: N902 'keper'")
    assert cli.main(["suggest", "--entries", "lamp"]) == 0
    assert len(tomllib.loads(capsys.readouterr().out)["entry"]) == len(lines)


def test_a_text_that_is_none_is_told_with_the_nearest(tmp_path, monkeypatch, capsys):
    looked_at(tmp_path, "The lamp.")
    monkeypatch.chdir(tmp_path)
    assert cli.main(["suggest", "lmap"]) == 1
    assert "E307" in capsys.readouterr().err


def test_forms_are_the_longest_first(tmp_path):
    looked_at(tmp_path, "The lamp.", authorities=AUTHORITIES)
    assert [form.words for form in forms.of(texts_authorities(tmp_path))] == ["Anna Arden", "Tom Arden", "Arden"]
