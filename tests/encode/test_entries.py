"""Everything that an editor can say: what it makes is TEI, loses no byte, and is shown in every format."""

import contextlib
from pathlib import Path

import fixtures
import judges
import pytest
import texts
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from lxml import etree

from editio import edition as editions
from editio import encode, render, restore, tei, validate
from editio.edition import FORMATS
from editio.encode.kinds import IGNORE, KINDS, OF_LINES, RANKS
from editio.message import Rejected

ENTRIES = fixtures.read(Path(__file__).with_name("apparatus.txt"), 3)

SETTINGS = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def encoded(folder, raw, entries):
    """Encode a raw text with some entries; gives document, ledger, lock."""
    edition = texts.edition(folder, entries, 'language = "en"', raw.encode())
    encode.run(edition, "lamp")
    return edition


def files(edition):
    return [path.read_bytes() for path in (edition.document("lamp"), edition.ledger("lamp"), edition.lock("lamp"))]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Encode every fixture."""
    root = tmp_path_factory.mktemp("entries")
    return {
        fixture.title: encoded(root / str(nth), fixture.parts[0], fixture.parts[1])
        for nth, fixture in enumerate(ENTRIES)
    }


def test_every_do_has_a_fixture():
    said = "\n".join(fixture.parts[1] for fixture in ENTRIES)
    assert [do for do in (*KINDS, IGNORE) if f'do = "{do}"' not in said] == [IGNORE], "and ignore has its own tests"


def test_what_entries_make_is_valid_by_our_schema_and_rules(made):
    for title, edition in made.items():
        found = validate.run(edition.document("lamp"), edition.ledger("lamp"), edition.text_folder("lamp") / "text.txt")
        assert not [str(message) for message in found if message.rejects], title


def test_what_entries_make_is_tei(made):
    documents = [edition.document("lamp") for edition in made.values()]
    for schema in judges.tei_all_schemas():
        assert judges.jing(schema, *documents) == []


@pytest.mark.slow
def test_what_entries_make_keeps_the_rules_inside_teis_schema(made):
    assert judges.schematron(*(edition.document("lamp") for edition in made.values())) == []


def test_the_raw_bytes_come_back_with_entries_and_without(made, tmp_path):
    for nth, (title, edition) in enumerate(made.items()):
        raw = (edition.text_folder("lamp") / "text.txt").read_bytes()
        for one in (edition, encoded(tmp_path / str(nth), raw.decode(), "")):
            root = tei.parse(one.document("lamp").read_bytes(), "lamp.xml")
            ledger = restore.read(one.ledger("lamp").read_bytes(), "lamp.ledger.tsv")
            assert restore.restore(root, ledger, "lamp.xml") == raw, title


@pytest.mark.parametrize("to", FORMATS)
def test_what_entries_make_is_rendered(made, tmp_path, to):
    for nth, (title, edition) in enumerate(made.items()):
        out = tmp_path / f"{nth}.{to}"
        found = render.render(edition.document("lamp"), to, out)
        assert out.exists(), title
        assert not [str(message) for message in found if message.code not in ("W705",)], title


# --- one entry more, or another order ---------------------------------------------------------------------

RAW = (
    "The lamp of Mr. Boyle was the best of lamps, and he\nknew it well.\n\nIt burnt all night; nobody saw it go out.\n"
)

INLINE = sorted(set(RANKS) - OF_LINES - {"align", "cite", "footnote", "gap", "language", "page", "variant"})
"""What makes something in the flow of words, needs nothing declared, and says nothing of lines or signs."""

NEEDED = {
    "date": 'when = "1661"',
    "event": 'ref = "fire"',
    "foreign": 'lang = "la"',
    "gloss": 'ref = "phlogiston"',
    "note": 'body = "So *said* all."',
    "organisation": 'ref = "society"',
    "person": 'ref = "boyle"',
    "place": 'ref = "london"',
    "reference": 'ref = "person.boyle work.chymist"',
    "rendition": 'rend = "bold"',
    "work": 'ref = "chymist"',
    **dict.fromkeys(["correct", "expand", "regularise", "supply"], 'with = "another"'),
}


def entry(name, do, first, last):
    """Write an entry on words of RAW; the whole paragraph is its context."""
    start = RAW.rfind("\n\n", 0, first + 1) + 2 if "\n\n" in RAW[:first] else 0
    end = RAW.index("\n\n") if start == 0 else len(RAW) - 1
    at = f"{RAW[start:first]}[[{RAW[first:last]}]]{RAW[last:end]}"
    return f'[[entry]]\nid = "{name}"\ndo = "{do}"\nat = """{at}"""\nresp = "ed"\nwhy = "so"\n{NEEDED.get(do, "")}\n'


@st.composite
def apparatuses(draw):
    """Draw some entries on words of one paragraph each; some cross, and are refused."""
    entries = []
    for nth in range(draw(st.integers(1, 6))):
        do = draw(st.sampled_from(INLINE))
        paragraph = draw(st.sampled_from([(0, RAW.index("\n\n")), (RAW.index("\n\n") + 2, len(RAW) - 1)]))
        first = draw(st.integers(paragraph[0], paragraph[1] - 1))
        last = draw(st.integers(first + 1, paragraph[1]))
        if "words" not in KINDS[do].marks:
            last = first
        entries.append(entry(f"e{nth}", do, first, last))
    return entries


def outcome(folder, entries):
    try:
        return files(encoded(folder, RAW, "\n".join(entries)))
    except Rejected as rejected:
        return sorted({message.code for message in rejected.messages})


@SETTINGS
@given(apparatuses(), st.randoms(use_true_random=False))
def test_the_order_of_entries_in_the_file_is_of_no_account(tmp_path_factory, entries, random):
    shuffled = list(entries)
    random.shuffle(shuffled)
    root = tmp_path_factory.mktemp("order")
    assert outcome(root / "one", entries) == outcome(root / "other", shuffled)


@SETTINGS
@given(apparatuses())
def test_one_more_entry_changes_no_row_of_the_ledger_and_nothing_outside_its_place(tmp_path_factory, entries):
    root = tmp_path_factory.mktemp("more")
    more, fewer = outcome(root / "more", entries), outcome(root / "fewer", entries[:-1])
    assume(len(more) == len(fewer) == 3 and isinstance(more[0], bytes))
    assert [rows(ledger) for _, ledger, _ in (more, fewer)] == [rows(fewer[1])] * 2
    # where a note's words end within corrected ones, its anchor stands behind them: so anchors are not compared
    left = without(more[0], f"e{len(entries) - 1}"), tei.parse(fewer[0], "lamp.xml")
    for root in left:
        tei.lift(root, ["anchor"])
    assert body(left[0]) == body(left[1])


@SETTINGS
@given(apparatuses())
def test_taking_an_entry_away_again_restores_every_file(tmp_path_factory, entries):
    root = tmp_path_factory.mktemp("away")
    before = outcome(root, entries[:-1])
    assume(isinstance(before[0], bytes))
    path = root / "source/lamp/apparatus.toml"
    path.write_text("\n".join(entries), encoding="utf-8")
    with contextlib.suppress(Rejected):
        encode.run(editions.load(root), "lamp")
    path.write_text("\n".join(entries[:-1]), encoding="utf-8")
    encode.run(editions.load(root), "lamp")
    assert files(editions.load(root)) == before


def rows(ledger):
    return ledger.decode().partition("start\t")[2]


def body(root):
    return etree.tostring(tei.find(root, "text/body"), with_tail=False)


def without(document, name):
    """Take what one entry made out of a document: the words of the text stay."""
    root = tei.parse(document, "lamp.xml")
    mine = [e for e in root.iter(etree.Element) if e.get(tei.ID, "").partition(".")[0] == name]
    for element in mine:
        if tei.local(element) in ("corr", "reg", "expan"):
            choice = element.getparent()
            choice.remove(element)
            unwrap(choice[0])
            unwrap(choice)
        elif tei.local(element) in ("supplied", "note", "anchor"):
            del element[:]
            element.text = None
            unwrap(element)
        else:
            unwrap(element)
    return root


def unwrap(element):
    """Put what an element holds in its place."""
    parent, at = element.getparent(), element.getparent().index(element)
    pieces = [element.text, *(part for child in element for part in (child, child.tail)), element.tail]
    before = parent[at - 1] if at else None
    parent.remove(element)
    for piece in pieces:
        if isinstance(piece, etree._Element):
            piece.tail = None
            parent.insert(at, piece)
            before, at = piece, at + 1
        elif before is None:
            parent.text = (parent.text or "") + (piece or "") or None
        else:
            before.tail = (before.tail or "") + (piece or "") or None
