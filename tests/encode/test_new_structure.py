"""Entries where rules found lists and speeches: an entry changes its own lines, and hints are entries that parse."""

import tomllib

import texts
from hypothesis import given
from hypothesis import strategies as st

from editio import encode
from editio.encode.doubts import _settling, _short

LAMPS = """There are three kinds of lamps, and everyone in that town knows them:

  * The lamp that burns oil, which is the oldest of them
    all.
  * The lamp that burns gas.
  * The lamp that burns nothing at all.
  * The lantern.

Everyone has one of them.
"""


def encoded(folder, entry):
    """Encode the lamps with one entry; gives the document."""
    edition = texts.edition(folder, f'[[entry]]\nid = "i1"\nresp = "ed"\n{entry}\n', 'language = "en"', LAMPS.encode())
    encode.run(edition, "lamp")
    return edition.document("lamp").read_text()


def test_items_beside_a_heading_stay_items(tmp_path):
    made = encoded(tmp_path, 'do = "heading"\nat = "[[* The lamp that burns gas.]]"')
    assert (made.count("<list "), made.count("<item "), made.count("<head ")) == (2, 3, 1)


def test_a_quotation_over_some_items_is_parted_and_takes_no_other(tmp_path):
    made = encoded(tmp_path, 'do = "quote"\nfrom = "[[The lamp that burns oil]]"\nto = "[[burns gas.]]"')
    assert (made.count("<list "), made.count("<item "), made.count("<quote ")) == (1, 4, 2)


@given(st.text(st.characters(exclude_characters="\r\n\x00", exclude_categories=["C", "Z"]), min_size=1, max_size=80))
def test_hints_of_doubts_are_toml_whatever_the_words(words):
    for kind in ("head", "l"):
        told = _settling(kind, words, held=False)
        hint = told.partition("apparatus.toml: ")[2].split("; if it is right: ")[0]
        entry = tomllib.loads("\n".join(hint.split(", ", 1)))
        assert entry["at"] == f"[[{_short(words).removesuffix('…')}]]"
