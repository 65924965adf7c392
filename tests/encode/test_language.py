"""The language of a text: what the text says, else what its letters and words show."""

import pytest
import texts
from test_reading import ENGLISH, FRENCH, GERMAN, GREEK, HEBREW, JAPANESE, KOREAN, POLISH, RUSSIAN, TRADITIONAL

from editio import encode, tei
from editio.encode import catalogue, language

LATIN = (
    "Lucerna nocte accensa est, cum iam omnes viae urbis obscurae essent; sed nemo sciebat quis eam accendisset, "
    "neque custos ipse, qui tamen lumen in fenestra vidisse dicebat, ad eam accesserat. "
)
YIDDISH = (
    "דער לאָמפּ איז אָנגעצונדן געוואָרן שפּעט ביי נאַכט, ווען אין די גאַסן איז שוין געווען פינצטער; "
    "קיינער האָט ניט געוווּסט ווער. "
)
ARMENIAN = "Լապտերը վառվեց ուշ գիշերը, երբ քաղաքի փողոցներում արդեն մութ էր։ "

WRITTEN = {
    "en": ENGLISH, "fr": FRENCH, "de": GERMAN, "el": GREEK, "he": HEBREW, "ja": JAPANESE, "ko": KOREAN, "pl": POLISH,
    "ru": RUSSIAN, "zh": TRADITIONAL, "la": LATIN, "yi": YIDDISH, "hy": ARMENIAN,
}  # fmt: skip


@pytest.mark.parametrize("code", WRITTEN)
def test_a_language_is_told_by_its_letters_and_words(code):
    guess = language.detect(WRITTEN[code] * 40)
    assert guess.code == code
    assert guess.confidence > 0.9


def test_a_few_words_and_signs_are_in_no_language():
    assert language.detect("It was lit.").code == "und"
    assert language.detect("* * *\n\n1234\n") == language.Guess("und", 0.0)


def test_a_text_in_two_languages_is_unsure():
    mixed = language.detect((ENGLISH * 30) + (RUSSIAN * 25))
    assert mixed.code in ("en", "und")
    assert [message.code for message in mixed.doubts("lamp.txt")] == ["W403"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("Language: English", "en"),
        ("Language: Latin and English", "la"),
        ("Langue : Français", "fr"),
        ("  Sprache: Deutsch", "de"),
        ("Язык: русский", "ru"),
        ("言語: 日本語", "ja"),
    ],
)
def test_a_text_may_state_its_language(line, code):
    assert language.of(f"On Lamps\n\n{line}\n\n{POLISH * 20}") == language.Guess(code, 1.0, is_stated=True)


@pytest.mark.parametrize("line", ["Language: bad", "The Language: English", "Languages are many: English"])
def test_a_sentence_about_languages_states_none(line):
    assert language.stated(f"{line}\n\nIt was lit.\n") is None


def test_every_language_that_may_be_told_has_a_name():
    assert {*language.NAMES.values(), *language.OF_SCRIPT.values(), "la", "yi"} <= set(catalogue.LANGUAGES)


def language_of(root):
    """Give the language of a document and what its header says of it."""
    text, usage = tei.find(root, "text"), tei.find(root, "teiHeader/profileDesc/langUsage/language")
    return text.get(tei.LANG), usage.text


def test_the_header_says_where_the_language_is_from(tmp_path):
    root, _, found = texts.encoded((FRENCH * 20).encode())
    assert language_of(root) == ("fr", "French, as its letters and words show (confidence 1.00)")
    assert "W403" not in {message.code for message in found}
    root, _, _ = texts.encoded(f"Language: French\n\n{ENGLISH * 20}".encode())
    assert language_of(root) == ("fr", "French, as the text says of itself")
    edition = texts.edition(tmp_path, header='language = "de"', raw=(ENGLISH * 20).encode())
    encode.run(edition, "lamp")
    root = tei.parse(edition.document("lamp").read_bytes(), "lamp.xml")
    assert language_of(root) == ("de", "German")


def test_an_unsure_guess_is_told_with_what_settles_it():
    _, _, found = texts.encoded((FRENCH * 30 + RUSSIAN * 26).encode())
    (message,) = [message for message in found if message.code == "W403"]
    assert "it is taken for French (confidence 0." in message.sentence
    assert message.hint == 'state it in header.toml: language = "fr"'
