"""The page for editors is true: every example in it is encoded, held against what it shows, judged and rendered.

With ``--rewrite`` what comes of the examples is written anew, and so are the pictures of them.
"""

import re
import tomllib
from pathlib import Path

import examples as docs
import judges
import pictures
import pytest
from examples import PAGE, TEXT, examples

from editio import edition as editions
from editio import encode, render, restore, tei, validate
from editio.encode.kinds import IGNORE, KINDS
from editio.message import Rejected

TOLD = frozenset(["N213", "W408"])
"""Findings that an example may have: they only tell what was done, and what was not (W408: no quotation is marked)."""

NUMBERS = [pytest.param(n, id=f"{n}-{example.heading.replace(' ', '-')}") for n, example in enumerate(examples())]
MADE = [number for number, example in zip(NUMBERS, examples(), strict=True) if not example.is_refused]


def encoded(number, root, monkeypatch):
    """Encode an example in the folder of its edition, or be rejected."""
    docs.write(root, examples()[number])
    monkeypatch.chdir(root)
    edition = editions.load(Path())
    messages = [message for text in edition.texts for message in encode.run(edition, text)]
    assert [str(message) for message in messages if message.code not in TOLD] == []
    return edition


def check(request, number, made):
    """Compare what was made with what the page shows, or write it there when ``--rewrite`` was asked for."""
    if request.config.getoption("--rewrite"):
        docs.rewrite(number, made)
    assert made == examples()[number].made.words, "if that is meant: pytest --rewrite, and read the diff"


@pytest.mark.parametrize("number", NUMBERS)
def test_an_example_makes_what_the_page_shows(request, tmp_path, monkeypatch, number):
    example = examples()[number]
    if example.is_refused:
        with pytest.raises(Rejected) as refused:
            encoded(number, tmp_path, monkeypatch)
        check(request, number, "".join(f"{message}\n" for message in refused.value.messages))
        return
    edition = encoded(number, tmp_path, monkeypatch)
    document, ledger = edition.document(TEXT), edition.ledger(TEXT)
    root = tei.parse(document.read_bytes(), document.name)
    raw = restore.restore(root, restore.read(ledger.read_bytes(), ledger.name), document.name)
    assert raw.decode() == example.texts[TEXT]
    assert [str(finding) for finding in validate.run(document, ledger)] == []
    check(request, number, docs.fragment(root, example.made.of))


def test_the_examples_are_valid_by_the_schema_of_all_tei(tmp_path, monkeypatch):
    folders = {n: tmp_path / str(n) for n, example in enumerate(examples()) if not example.is_refused}
    documents = [folder / encoded(n, folder, monkeypatch).document(TEXT) for n, folder in folders.items()]
    assert [finding for schema in judges.tei_all_schemas() for finding in judges.jing(schema, *documents)] == []
    assert judges.schematron(*documents) == []


@pytest.mark.parametrize("number", MADE)
def test_an_example_is_rendered_in_every_format(tmp_path, monkeypatch, number):
    edition = encoded(number, tmp_path, monkeypatch)
    for to in edition.formats:
        found = [*render.render_text(edition, TEXT, to), *render.render_volume(edition, to)]
        assert [str(message) for message in found] == []


# --- pictures ---------------------------------------------------------------------------------------------

WIDE, NARROW = 1280, 600
"""Widths of a window in pixels: one that has notes beside the text, and one of a line's width."""

SHOWN = {"note": ".notes li", "person": ".registers :is(h3, li)", "quote": "hr"}
"""What a picture shows beside the text; others show what the editors changed, and the variants."""

LARGEST = 300_000
"""Bytes that all pictures may take together."""


@pytest.mark.parametrize("name", docs.pictured())
def test_a_picture_shows_the_words_that_the_example_has(request, browser, tmp_path, monkeypatch, name):
    edition = encoded(docs.pictured()[name], tmp_path, monkeypatch)
    render.render_text(edition, TEXT, "html")
    render.render_volume(edition, "html")
    opened = tmp_path / "output" / "html" / TEXT / "index.html"
    selector = ".reading, " + SHOWN.get(name, ".interventions > ol, .variants > :is(dl, ol)")
    words, picture = pictures.take(browser, opened, selector, WIDE if name == "note" else NARROW)
    path = PAGE.parent / "apparatus" / f"{name}.png"
    if request.config.getoption("--rewrite"):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(picture)
    assert pictures.shows(path.read_bytes(), words), f"pytest --rewrite, and look whether it shows: {words}"


def test_every_picture_is_shown_and_all_are_small():
    found = list((PAGE.parent / "apparatus").iterdir())
    assert {path.name for path in found} == {f"{name}.png" for name in docs.pictured()}
    assert sum(path.stat().st_size for path in found) < LARGEST


# --- the page as a whole ----------------------------------------------------------------------------------


def test_the_table_leads_to_everything_that_an_entry_can_do_in_the_order_of_the_page():
    assert set(docs.rows()) == {*KINDS, IGNORE}
    assert list(docs.rows()) == [heading for heading in docs.sections() if heading in docs.rows()]


@pytest.mark.parametrize("do", KINDS)
def test_the_table_tells_what_an_entry_marks_takes_and_makes(do):
    _, marks, keys, elements = docs.rows()[do]
    kind = KINDS[do]
    assert set(re.findall(r"words|point|lines", marks)) == set(kind.marks)
    assert set(re.findall(r"`(\w+)`", keys)) == set(kind.keys)
    assert set(re.findall(r"\*\*`(\w+)`", keys)) == {name for name, key in kind.keys.items() if key.needed}
    assert set(re.findall(r"entry\.(\w+)", keys)) == set(kind.tables)
    made = "".join(example.made.words for example in examples() if f'do = "{do}"' in example.entries)
    assert made
    assert [name for name in re.findall(r"`(\w+)`", elements) if not re.search(rf"<{name}\b", made)] == []


TOLD_ONCE = frozenset(["cert", "evidence"])
"""Keys whose values the page tells once for all entries."""


@pytest.mark.parametrize("do", KINDS)
def test_the_section_of_an_entry_tells_of_each_of_its_keys_and_values(do):
    kind = KINDS[do]
    keys = {name: key.among for name, key in kind.keys.items()}
    keys |= {name: key.among for name, key in kind.tables.get("reading", {}).items()}
    names = {*keys, *(value for name, among in keys.items() if name not in TOLD_ONCE for value in among)}
    assert [name for name in sorted(names) if not re.search(rf'[`"]{name}["`=\s]', docs.sections()[do])] == []


def test_the_toml_of_the_page_is_toml():
    written = [fence.words for fence in docs.fences() if fence.kind == "toml"]
    assert len(written) > len(KINDS)
    for words in written:
        tomllib.loads(words)


def test_every_link_of_the_page_leads_somewhere():
    anchors = {re.sub(r"[^\w -]", "", words.lower()).replace(" ", "-") for words in docs.sections()}
    targets = re.findall(r"\]\(([^)]+)\)", docs.FENCE.sub("", docs.page()))
    lost = [one for one in targets if one.startswith("#") and one[1:] not in anchors]
    lost += [one for one in targets if one[0] != "#" and not (PAGE.parent / one.partition("#")[0]).is_file()]
    assert lost == []
