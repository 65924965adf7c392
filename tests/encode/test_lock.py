"""What entries were tied to is kept: a raw text that changes under them is an error until somebody has looked."""

import pytest
import texts

from editio import cli, encode
from editio import edition as editions
from editio.encode import lock
from editio.message import Rejected

RAW = b"It was the best of lamps.\n\nIt went out, and nobody saw it.\n"

ENTRIES = """\
[[entry]]
id = "c1"
do = "correct"
at = "It [[went]] out"
with = "was"
resp = "ed"

[[entry]]
id = "n1"
do = "note"
from = "[[best]] of"
to = "and [[nobody]]"
body = "So."
resp = "ed"

[[entry]]
id = "i1"
do = "ignore"
code = "W509"
at = "of [[lamps]]"
why = "so"
resp = "ed"
"""

CHANGES = {
    "words before all entries": (b"Lo! It was", b"It was", ["E210"]),
    "words within a range": (b"out at last, and", b"out, and", ["E210", "E211"]),
    "words behind all entries": (b"saw it, ever.", b"saw it.", ["E210"]),
}
"""What is changed in the raw text: the new words, the old ones, the codes that are told."""


@pytest.fixture
def built(tmp_path):
    edition = texts.edition(tmp_path, ENTRIES, raw=RAW)
    encode.run(edition, "lamp")
    return edition


def change(edition, new, old):
    path = edition.text_folder("lamp") / "text.txt"
    assert old in path.read_bytes()
    path.write_bytes(path.read_bytes().replace(old, new))


def rejected(edition):
    with pytest.raises(Rejected) as caught:
        encode.run(edition, "lamp")
    return caught.value.messages


def test_the_lock_tells_of_each_entry_its_bytes_and_words(built):
    kept = lock.read(built.lock("lamp"))
    assert {
        name: [(t.do, RAW[t.start : t.end].decode(), t.since) for t in those] for name, those in kept.places.items()
    } == {
        "c1": [("correct", "went", "2001-02-03")],
        "i1": [("ignore", "lamps", "2001-02-03")],
        "n1": [("note", "best of lamps.\n\nIt went out, and nobody", "2001-02-03")],
    }


def test_bytes_are_counted_from_the_first_byte_of_the_file_whatever_the_encoding(tmp_path):
    raw = "\N{ZERO WIDTH NO-BREAK SPACE}Été – été. It went out.".encode()
    edition = texts.edition(tmp_path, ENTRIES.partition("\n\n")[0], raw=raw)
    encode.run(edition, "lamp")
    (tied,) = lock.read(edition.lock("lamp")).places["c1"]
    assert raw[tied.start : tied.end] == b"went"


@pytest.mark.parametrize("name", CHANGES)
def test_a_raw_text_that_changes_under_entries_is_an_error_until_it_is_accepted(built, name, monkeypatch, capsys):
    new, old, codes = CHANGES[name]
    before = {path.name: path.read_bytes() for path in built.tei.iterdir()}
    change(built, new, old)
    said = [message.code for message in rejected(built)]
    assert sorted(said) == codes
    assert {path.name: path.read_bytes() for path in built.tei.iterdir()} == before, "something was written"
    monkeypatch.chdir(built.root)
    assert cli.main(["accept", "lamp"]) == 0
    assert "entries have moved" in capsys.readouterr().out
    encode.run(built, "lamp")
    encode.run(built, "lamp")


def test_accepting_what_does_not_stand_in_the_raw_text_is_refused(built, monkeypatch, capsys):
    change(built, b"It goes out", b"It went out")
    before = built.lock("lamp").read_bytes()
    monkeypatch.chdir(built.root)
    assert cli.main(["accept", "lamp"]) == 1
    assert "E201" in capsys.readouterr().err
    assert built.lock("lamp").read_bytes() == before


def test_accepting_a_text_that_is_none_names_the_nearest(built, monkeypatch, capsys):
    monkeypatch.chdir(built.root)
    assert cli.main(["accept", "lmap"]) == 1
    assert "did you mean 'lamp'?" in capsys.readouterr().err


def test_a_text_without_entries_may_change_freely(tmp_path):
    edition = texts.edition(tmp_path, raw=RAW)
    encode.run(edition, "lamp")
    change(edition, b"It was the worst", b"It was the best")
    encode.run(edition, "lamp")


def later(edition):
    """Go on to the next edition."""
    path = edition.source / "edition.toml"
    path.write_text(path.read_text().replace("2001-02-03", "2002-02-03"))
    return editions.load(edition.root)


def without_c1(edition):
    path = edition.text_folder("lamp") / "apparatus.toml"
    path.write_text(ENTRIES.partition("\n\n")[2])


def test_an_entry_that_no_edition_contained_can_be_deleted(built):
    without_c1(built)
    encode.run(built, "lamp")
    assert "c1" not in lock.read(built.lock("lamp")).places


def test_an_entry_that_was_published_cannot_be_deleted_but_retired(built):
    edition = later(built)
    without_c1(edition)
    (message,) = rejected(edition)
    assert (message.code, "'c1' was published in the edition of 2001-02-03" in message.sentence) == ("E212", True)
    path = edition.text_folder("lamp") / "apparatus.toml"
    path.write_text(ENTRIES.replace('with = "was"', 'with = "was"\nretired = "2002-02-03, the print has it"'))
    encode.run(edition, "lamp")
    document = edition.document("lamp").read_text()
    assert '<note xml:id="c1" type="retired"' in document
    assert "<corr " not in document
    assert lock.read(edition.lock("lamp")).places["c1"][0].since == "2001-02-03"


SPOILT = {
    "empty": lambda _: b"",
    "rubbish": lambda _: b"\x00\xff not a list",
    "cut": lambda kept: kept[:-40],
    "a row gone": lambda kept: b"\n".join(line for line in kept.split(b"\n") if not line.startswith(b"c1")),
    "a merge": lambda kept: b"<<<<<<< ours\n" + kept + b"=======\n" + kept + b">>>>>>> theirs\n",
}


@pytest.mark.parametrize("name", SPOILT)
def test_a_lock_that_is_not_whole_is_told_and_nothing_is_written(built, name):
    path = built.lock("lamp")
    path.write_bytes(SPOILT[name](path.read_bytes()))
    before = path.read_bytes()
    (message,) = rejected(built)
    assert (message.code, message.file) == ("E219", str(path))
    assert path.read_bytes() == before


def test_places_taken_by_every_are_told_once_and_again_when_they_are_others(tmp_path):
    taking = '[[entry]]\nid = "e1"\ndo = "emphasis"\nat = "[[{}]]"\nevery = true\nresp = "ed"\n'
    edition = texts.edition(tmp_path, taking.format("it"), 'language = "en"', RAW)
    apparatus = edition.text_folder("lamp") / "apparatus.toml"

    def told():
        return [message.sentence for message in encode.run(edition, "lamp") if message.code == "N213"]

    assert told() == ["'e1' takes 1 place (lines 3)"]
    assert told() == []
    apparatus.write_text(taking.format("a"), "utf-8")
    assert told() == ["'e1' takes 4 places (lines 1, 3)"]
