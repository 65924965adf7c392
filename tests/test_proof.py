"""Proofs: findings, suggestions and doubtful places become queries, each tied to its line."""

import re

import editions
import printed
import pytest

from editio import edition as of_folder
from editio import proof
from editio.cli import main
from editio.render import proofs, typesetting
from editio.render.document import Document, Metadata, Node

SLIP = "\nThey lighted teh lamps, as they had done, and teh harbour was bright.\n"

DOUBTFUL = """
[[entry]]
id = "c9"
do = "correct"
at = "They [[lighted]] teh"
with = "lit"
resp = "ed"
cert = "low"
why = "so in the other copies"
"""


@pytest.fixture(scope="module")
def printed_proof(tmp_path_factory):
    """Make the proof of a tiny text with slips and a doubt; gives its source, its PDF and what was told."""
    root = tmp_path_factory.mktemp("proof") / "edition"
    editions.make(root, ("lamp",))
    with (root / "source/lamp/text.txt").open("a", encoding="utf-8") as file:
        file.write(SLIP)
    (root / "source/lamp/apparatus.toml").write_text(DOUBTFUL, encoding="utf-8")
    for lock in (root / "tei").glob("*.lock.tsv"):
        lock.unlink()
    sources = []
    with pytest.MonkeyPatch.context() as patch:
        set_pdf = typesetting.pdf
        patch.setattr(
            typesetting, "pdf", lambda source, *more: (sources.append(source.words), set_pdf(source, *more))[1]
        )
        target, messages = proof.run(of_folder.load(root), "lamp")
    return root, sources[-1], target, messages


def test_a_proof_lies_in_a_folder_of_its_own(printed_proof):
    root, _, target, _ = printed_proof
    assert target == root / "output" / "proof" / "lamp.pdf"
    assert target.read_bytes().startswith(b"%PDF-")


def test_what_the_editors_are_not_sure_of_is_asked_with_their_reason(printed_proof):
    source = printed_proof[1]
    assert re.search(r"‘lighted’ corrected to ‘lit’; possible: so in the other copies", source)
    assert re.search(r'#query\("\d+"\);#"lit";', source)


def test_a_suggestion_stands_at_its_words(printed_proof):
    assert re.search(r'#query\("\d+"\);#"teh harbour', printed_proof[1])


def test_queries_are_numbered_in_the_order_of_the_text(printed_proof):
    numbers = [int(one) for one in re.findall(r'#query\("(\d+)"\)', printed_proof[1])]
    assert numbers == sorted(numbers)
    assert len(numbers) == len(re.findall(r"#page-at\(\"query\.\d+\"\)", printed_proof[1]))


def test_the_words_of_a_proof_are_those_of_the_text(printed_proof):
    page = printed_proof[1].partition("#show: whole\n")[2]
    (*_, last), _ = printed.read(page)
    assert " ".join(last).endswith("as they had done, and teh harbour was bright.")


def test_lines_are_numbered_and_stand_apart(printed_proof):
    assert '"proof": true' in printed_proof[1]


def test_a_query_without_a_place_comes_last():
    node = Node("paragraph", "p", "p1", content=("some words",))
    document = Document(Metadata(), "reading", body=(node,))
    document, queries = proofs.place(document, [("", "", "of the whole"), ("p1", "words", "of words")])
    assert [(query.number, query.words, bool(query.id)) for query in queries] == [
        (1, "of words", True),
        (2, "of the whole", False),
    ]
    (paragraph,) = document.body
    assert [getattr(part, "id", part) for part in paragraph.content] == ["query.2", "some words"]


def test_the_command_says_where_the_proof_lies(printed_proof, monkeypatch, capsys):
    monkeypatch.chdir(printed_proof[0])
    assert main(["proof", "lamp"]) == 0
    assert "output/proof/lamp.pdf" in capsys.readouterr().err


def test_a_text_that_there_is_not_is_refused(printed_proof, monkeypatch):
    monkeypatch.chdir(printed_proof[0])
    assert main(["proof", "lamps"]) == 1
