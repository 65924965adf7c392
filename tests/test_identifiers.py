"""Identifiers: good ones are good, one wrong digit makes them bad, and they lead to their own addresses alone."""

import hypothesis.strategies as st
import pytest
from hypothesis import given

from editio.identifiers import (
    SCHEMES,
    address_of,
    bare,
    by_address,
    check_character,
    has_form,
    is_good,
    named,
)

GOOD = {
    "wikidata": ("Q9061", "q9061", "https://www.wikidata.org/wiki/Q9061"),
    "viaf": ("88039167", "https://viaf.org/viaf/88039167/"),
    "gnd": ("118578537", "101115658X", "115605771x", "4011882-4", "2022139-3", "5036103-X", "37748-X", "300107153"),
    "isni": ("0000 0001 2103 2683", "0000000121032683", "https://isni.org/isni/0000000121032683"),
    "orcid": (
        "0000-0002-1825-0097",
        "0000-0002-1694-233X",
        "0000000218250097",
        "https://orcid.org/0000-0002-1825-0097",
    ),
    "lccn": ("n79006935", "n 79006935", "n79-6935", "sh85092242", "2002024184", "no2008168642", "85000002", "85-2"),
    "bnf": ("cb11907966z", "cb119308220", "https://catalogue.bnf.fr/ark:/12148/cb12423662g"),
    "idref": ("026927608", "https://www.idref.fr/026927608"),
    "geonames": ("524901", "https://www.geonames.org/524901"),
    "tgn": ("7012974",),
    "isbn": ("978-3-16-148410-0", "9783161484100", "99921-58-10-7", "0-8044-2957-X", "ISBN 0-306-40615-2"),
    "issn": ("0378-5955", "03785955", "0000-006X"),
    "oclc": ("1048341",),
    "doi": (
        "10.1000/182",
        "https://doi.org/10.1000/182",
        "doi:10.1002/(SICI)1097-4571(199806)49:8<693::AID>3.0.CO;2-O",
    ),
}
"""Identifiers that are in use, or stand in the standards that define them, in the ways in which people write them."""

BAD = {
    "wikidata": ("9061", "Q0", "Q", "Q9061/../x", "Karl Marx"),
    "viaf": ("0", "viaf", "12-3"),
    "gnd": ("118578538", "Goethe", "4011882-3", "40118824"),
    "isni": ("0000 0001 2103 2684", "0000 0001 2103"),
    "orcid": ("0000-0002-1825-0098",),
    "lccn": ("n7900693", "Marx"),
    "bnf": ("cb11907966k", "11907966z", "cb1190796"),
    "idref": ("026927609", "26927608"),
    "geonames": ("0524901", "Moscow"),
    "tgn": ("0012974", "701297"),
    "isbn": ("978-3-16-148410-1", "0-8044-2957-0", "977-3-16-148410-0", "978", "97831614841000"),
    "issn": ("0378-5954", "0378"),
    "oclc": ("ocm", "0"),
    "doi": ("10/182", "11.1000/182", "10.1000/", "10.1000/a b"),
}

SPITEFUL = [
    "javascript:alert(1)",
    "Q1\u0001",
    "<b>Q1</b>",
    "Q\u0661",
    '"onclick="alert(1)',
    "https://evil.example/",
    "",
]


@pytest.mark.parametrize(("key", "value"), [(key, value) for key, values in GOOD.items() for value in values])
def test_an_identifier_in_use_is_good_however_it_is_written(key, value):
    assert is_good(SCHEMES[key], value)


@pytest.mark.parametrize(("key", "value"), [(key, value) for key, values in BAD.items() for value in values])
def test_what_has_another_form_or_check_character_is_not_good(key, value):
    assert not is_good(SCHEMES[key], value)


def test_every_scheme_is_tried_and_its_example_is_good():
    assert set(GOOD) == set(BAD) == set(SCHEMES)
    assert [key for key, scheme in SCHEMES.items() if not is_good(scheme, scheme.example)] == []


CHECKED = [(key, value) for key, values in GOOD.items() if SCHEMES[key].check for value in values[:2]]


@pytest.mark.parametrize(("key", "value"), CHECKED)
def test_one_wrong_digit_is_always_caught_by_the_check_character(key, value):
    scheme = SCHEMES[key]
    said = bare(scheme, value)
    for place, sign in enumerate(said):
        for other in set("0123456789") - {sign} if sign.isdigit() else ():
            wrong = said[:place] + other + said[place + 1 :]
            if has_form(scheme, wrong):
                assert check_character(scheme, wrong) != wrong[-1], wrong


def test_the_check_character_of_a_wrong_identifier_is_the_one_that_it_should_have():
    assert check_character(SCHEMES["gnd"], "118578538") == "7"
    assert check_character(SCHEMES["gnd"], "5036103-0") == "X"
    assert check_character(SCHEMES["bnf"], "cb11907966k") == "z"
    assert check_character(SCHEMES["wikidata"], "Q1") == ""


def test_one_identifier_is_written_in_one_way():
    written = {key: {bare(SCHEMES[key], value) for value in values} for key, values in GOOD.items()}
    assert written["isni"] == {"0000000121032683"}
    assert written["lccn"] >= {"n79006935", "85000002"}
    assert written["orcid"] == {"0000-0002-1825-0097", "0000-0002-1694-233X"}
    assert bare(SCHEMES["isbn"], "ISBN-13: 978-3-16-148410-0") == "978-3-16-148410-0"


@pytest.mark.parametrize("name", ["GeoNames", "geonames", "ISBN-13", "isbn10", "wikidata"])
def test_a_scheme_is_known_by_its_name_in_whatever_letters(name):
    assert named(name) is not None


@pytest.mark.parametrize("name", ["", "shelfmark", "URI", "GNDX"])
def test_a_name_of_something_else_is_no_scheme(name):
    assert named(name) is None


def test_an_address_holds_an_identifier_again():
    for key, values in GOOD.items():
        scheme = SCHEMES[key]
        if scheme.address:
            assert by_address(address_of(scheme.name, values[0])) == (scheme.name, bare(scheme, values[0]))
    assert by_address("https://example.org/Q1") == ("", "https://example.org/Q1")
    assert by_address("https://www.wikidata.org/wiki/Help") == ("", "https://www.wikidata.org/wiki/Help")


@pytest.mark.parametrize("value", SPITEFUL)
@pytest.mark.parametrize("key", SCHEMES)
def test_what_is_no_identifier_leads_nowhere(key, value):
    assert not is_good(SCHEMES[key], value)
    assert address_of(key, value) == ""


@given(st.sampled_from(sorted(SCHEMES)), st.text() | st.from_regex(r"10\.\d{4}/[!-~]{1,20}", fullmatch=True))
def test_an_address_is_one_of_its_scheme_and_holds_nothing_that_could_leave_an_attribute(key, value):
    address = address_of(key, value)
    assert address == "" or address.startswith(SCHEMES[key].address.partition("{")[0])
    assert not set(address) & set("\"'<> \n\t\\`{}")
