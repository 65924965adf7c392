"""Languages, dates and phrases: what every format says around a text."""

from types import SimpleNamespace

import pytest
from markupsafe import Markup

from editio.render import language
from editio.render.document import Date
from editio.render.phrase import date_in, filled

WORDS = SimpleNamespace(
    language="en-GB",
    months=[f"month {number}" for number in range(1, 13)],
    date="{day}. {month} {year}",
    date_of_month="{month} {year}",
    first_of_month="1st",
    before_christ="{} BC",
)

TAGS = (
    ("en", "en"),
    ("en-GB", "en-GB"),
    ("deu", "de"),
    ("lat-x-medieval", "la-x-medieval"),
    ("grc-Latn", "grc-Latn"),
    ("en_US", "en-US"),
    ("x-klingon", "x-klingon"),
    ("italic", ""),
    ("", ""),
    ('en" onclick="alert(1)', ""),
)

DATES = (
    (Date("1901-05-03", ""), "3. month 5 1901"),
    (Date("1901-05-01", ""), "1st. month 5 1901"),
    (Date("1901-12", ""), "month 12 1901"),
    (Date("1901", ""), "1901"),
    (Date("1901-05-03", "early May"), "early May"),
    (Date("1901-13-03", ""), "1901-13-03"),
    (Date("-0044-03-15", ""), "15. month 3 44 BC"),
    (Date("-0044-03", ""), "month 3 44 BC"),
    (Date("-0300", ""), "300 BC"),
    (Date("0079-08", ""), "month 8 79"),
    (Date("0000", ""), "0000"),
    (Date("1901-05-03", "3 mai 1901", "fr"), "3. month 5 1901"),
    (Date("1901-05-03", "3 de mayo de 1901", "es"), "3. month 5 1901"),
    (Date("1901-05", "mai 1901", "fr-CH"), "month 5 1901"),
    (Date("1901-05", "début de mai 1901", "fr"), "début de mai 1901"),
    (Date("1901", "printemps 1901", "fr"), "printemps 1901"),
    (Date("1901-05-03", "May 3, 1901", "en-US"), "May 3, 1901"),
    (Date("1901-05-03", "3 mai 1901", ""), "3 mai 1901"),
    (Date("long ago", ""), "long ago"),
    (Date(), ""),
    ("2026-11-22", "22. month 11 2026"),
)


@pytest.mark.parametrize(("code", "tag"), TAGS)
def test_a_code_of_a_language_is_given_as_bcp_47_has_it_or_not_at_all(code, tag):
    assert language.tag(code) == tag


@pytest.mark.parametrize(("code", "leftward"), [("he", True), ("ar-Latn", False), ("az-Arab", True), ("yid", True)])
def test_a_language_is_written_leftward_unless_its_script_says_otherwise(code, leftward):
    assert language.is_leftward(code) is leftward


@pytest.mark.parametrize(("date", "said"), DATES)
def test_a_date_is_said_as_the_header_writes_it_else_in_the_words_of_the_interface(date, said):
    assert date_in(WORDS, date) == said


def test_what_fills_a_phrase_is_escaped_and_the_phrase_is_too():
    assert filled("<{a}> & {b}", a="<i>", b=Markup("<b>")) == "&lt;&lt;i&gt;&gt; &amp; <b>"
