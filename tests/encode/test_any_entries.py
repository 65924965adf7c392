"""Entries of every kind on any raw text: refused with a message, or encoded as valid TEI that gives the bytes again."""

import json
import re

import pytest
import texts
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editio import encode, restore, tei, validate
from editio.encode.kinds import KINDS, OF_LINES
from editio.message import Rejected
from editio.validate import gate

SETTINGS = settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))

WORDS = "The lamp of Mr. Boyle was [1] * town – été “so” he: [12] 1. CHAPTER VIII. £ and\tlight".split(" ")
WITNESSES = '[witness.A]\nname = "a"\nown = true\n\n[witness.B]\nname = "b"\n\n'
NEEDED = {
    "align": 'with = "lamp#p0"',
    "cite": 'ref = "chymist"',
    "date": 'when = "1661"',
    "event": 'ref = "fire"',
    "gloss": 'ref = "phlogiston"',
    "header": 'key = "source"',
    "note": 'body = "So *said* all."',
    "organisation": 'ref = "society"',
    "person": 'ref = "boyle"',
    "reference": 'ref = "person.boyle work.chymist"',
    "place": 'ref = "london"',
    "rendition": 'rend = "bold"',
    "variant": '[[entry.reading]]\nwit = ["B"]\ntext = "other"',
    "work": 'ref = "chymist"',
    **dict.fromkeys(["correct", "expand", "regularise", "supply"], 'with = "another"'),
    **dict.fromkeys(["foreign", "language"], 'lang = "la"'),
}
BLANK = re.compile(r"(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)")
OURS = {"E501", "E502", "E503", "E504", "E505", "E506", "E507", "E524", "E601", "E602", "E603", "E604"}
"""What no raw text and no entry may bring about: the encoder's own faults."""

words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=25).map(" ".join)
lines = st.lists(
    st.tuples(st.sampled_from(["", "  ", "- ", "1. ", "[1] "]), words).map("".join), min_size=1, max_size=4
)
paragraphs = st.one_of(st.sampled_from(["CHAPTER II", "* * *"]), words, lines.map("\n".join))
raws = st.tuples(
    st.lists(st.tuples(paragraphs, st.sampled_from(["\n\n", "\n\n\n", "\n \n"])).map("".join), min_size=1, max_size=6),
    st.sampled_from(["\n", "\r\n", "\r"]),
).map(lambda made: "".join(made[0]).replace("\n", made[1]))


def selector(raw, first, last):
    """Quote some words with a little context that crosses no blank line."""
    before, after = BLANK.split(raw[max(0, first - 30) : first])[-1], BLANK.split(raw[last : last + 30])[0]
    return json.dumps(f"{before}[[{raw[first:last]}]]{after}", ensure_ascii=False)


def entry(draw, raw, number):
    do = draw(st.sampled_from(sorted(KINDS)))
    first = draw(st.integers(0, len(raw) - 1))
    last = min(len(raw), first + draw(st.sampled_from([1, 3, 8, 20, 80])))
    if KINDS[do].marks == ("point",) or ("point" in KINDS[do].marks and draw(st.booleans())):
        last = first
    if last - first > 20 and do != "date":
        said = f"from = {selector(raw, first, first + 3)}\nto = {selector(raw, last - 3, last)}"
    else:
        said = f"at = {selector(raw, first, last)}"
    if do == "footnote":
        body = draw(st.integers(0, len(raw) - 1))
        said += f"\nbody_at = {selector(raw, body, min(len(raw), body + 20))}"
    if draw(st.integers(0, 9)) == 0:
        said += "\nevery = true"
    return f'[[entry]]\nid = "e{number}"\ndo = "{do}"\nresp = "ed"\nwhy = "so"\n{said}\n{NEEDED.get(do, "")}\n'


@st.composite
def said_of(draw):
    raw = draw(raws)
    return raw, WITNESSES + "\n".join(entry(draw, raw, number) for number in range(draw(st.integers(1, 5))))


@SETTINGS
@given(said_of(), st.sampled_from(["utf-8", "utf-8-sig"]))
def test_any_entries_on_any_text_are_refused_or_become_tei_that_gives_the_bytes_again(tmp_path_factory, said, coding):
    raw, entries = said
    data = raw.encode(coding)
    edition = texts.edition(tmp_path_factory.mktemp("any"), entries, 'language = "en"', data)
    document, ledger = edition.document("lamp"), edition.ledger("lamp")
    found = refusals(lambda: encode.run(edition, "lamp"))
    if not found:
        rows = restore.read(ledger.read_bytes(), "lamp.ledger.tsv")
        assert restore.restore(tei.parse(document.read_bytes(), "lamp.xml"), rows, "lamp.xml") == data
        found = refusals(lambda: validate.run(document, ledger, edition.text_folder("lamp") / "text.txt"))
    assert found.isdisjoint(OURS)


def refusals(do):
    """Do something; gives the codes of the errors for which it is refused."""
    try:
        do()
    except Rejected as rejected:
        return {message.code for message in rejected.messages if message.rejects}
    return set()


# --- what can stand in what -------------------------------------------------------------------------------

INLINE = sorted(set(KINDS) - OF_LINES - {"align", "footnote", "gap", "note", "page", "supply"})
HOLDING = {
    "author": ("Robert Boyle\n\nOn Lamps\n\n", "Robert [[Boyle]]", ""),
    "title": ("Robert Boyle\n\nOn Lamps\n\n", "On [[Lamps]]", ""),
    **{
        do: (
            "Of old lamps\n\n",
            "Of [[old]] lamps",
            f'[[entry]]\nid = "x1"\ndo = "{do}"\nat = "[[Of old]]"\nresp = "ed"\n',
        )
        for do in ("dateline", "heading", "list", "salutation", "signature", "trailer", "verse")
    },
}
"""What holds words -> how a text with it begins, which words are marked, and the entry that makes it."""
PROSE = "It was the best of all the lamps that there ever were in the town, and so they all said of it when asked.\n"


def marking(number, do, at):
    return f'[[entry]]\nid = "e{number}"\ndo = "{do}"\nat = "{at}"\nresp = "ed"\n{NEEDED.get(do, "")}\n'


def schema_agrees(folder, raw, entries):
    """Encode something that may not be possible in TEI; tells whether we refuse just what the schema does not allow."""
    edition = texts.edition(folder, WITNESSES + entries, 'language = "en"', raw.encode())
    found = refusals(lambda: encode.run(edition, "lamp"))
    assert found <= {"E218"}
    return not found and not gate.check(tei.parse(edition.document("lamp").read_bytes(), "lamp.xml"))


@pytest.mark.parametrize("outer", INLINE)
def test_what_an_entry_cannot_hold_is_refused_and_all_else_is_valid(tmp_path, outer):
    refused = set()
    for inner in INLINE:
        entries = marking(1, outer, "It [[was the best]] of") + marking(2, inner, "was [[the]] best")
        if not schema_agrees(tmp_path / inner, PROSE, entries):
            refused.add(inner)
            edition = tmp_path / inner / "tei"
            assert not edition.exists(), f"{inner} in {outer} was let through"
    assert refused <= {"cite", "quote", "said"}


@pytest.mark.parametrize("outer", HOLDING)
def test_what_a_block_cannot_hold_is_refused_and_all_else_is_valid(tmp_path, outer):
    head, at, making = HOLDING[outer]
    for inner in INLINE:
        if not schema_agrees(tmp_path / inner, head + PROSE, making + marking(2, inner, at)):
            assert not (tmp_path / inner / "tei").exists(), f"{inner} in {outer} was let through"
