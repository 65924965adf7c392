"""The volume's own document: essays and all authorities, valid by our rules and TEI's; what is wrong with an essay."""

import re

import judges
import pytest
import texts
from lxml import etree

from editio import edition as editions
from editio import encode, tei, validate
from editio.encode import essays
from editio.message import CODES, Rejected

INTRODUCTION = """\
# Introduction

What [Boyle](#person.boyle) wrote of *lamps* is **short**; see [the first lamp](lamp#p0) and [the same](lamp.xml#p0).

## How it was read

> It was the best of lamps.
>
> It was the worst of lamps.

### By whom

- by [the Society](#org.society);
- by others, as [the second essay](#texts-on-paper) says, and [its whole](lamps#texts).

## How it was read

In `silence`, <https://example.org>.
"""

TEXTS = """\
The texts
=========

| *text*    | pages |
|-----------|------:|
| On \\| off | 12    |
| Lamps     |

On paper
--------

Nothing is [lost](#introduction-how-it-was-read-2).
"""

MORE = """
subtitle = "One text"
abstract = '''
What was read
by lamplight.

And what was not.
'''
keywords = ["lamps", "light", " "]
licence = "https://creativecommons.org/licenses/by/4.0/"
licence_text = "The editors' own matter may be used by all."
identifier = "urn:uuid:3b0d4c7e-6f0a-4b62-9d55-8c1e7a90b2f4"
"""


def write(root, said, **bodies):
    """Write an edition that names essays, and the files of these; gives the edition."""
    root.mkdir(exist_ok=True)
    texts.edition(root)
    for name, body in bodies.items():
        (root / "source" / f"{name}.md").write_bytes(body if isinstance(body, bytes) else body.encode())
    (root / "source" / "edition.toml").write_text(said + texts.EDITION, encoding="utf-8")
    return editions.load(root)


def volume(root, said=MORE + 'essays = ["introduction", "texts"]\n', **bodies):
    """Encode the volume's document of some essays; gives its tree."""
    edition = write(root, said, **(bodies or {"introduction": INTRODUCTION, "texts": TEXTS}))
    assert encode.run_volume(edition) == ()
    return tei.parse(edition.volume.read_bytes(), "lamps.xml")


def refused(root, said, **bodies):
    """Try to encode; gives what is wrong, each with the file's name and the line."""
    edition = write(root, said, **bodies)
    with pytest.raises(Rejected) as rejected:
        encode.run_volume(edition)
    assert not edition.volume.exists()
    return [f"{one.file.rpartition('/')[2]}:{one.line}: {one.code} {one.sentence}" for one in rejected.value.messages]


def fault(root, body):
    """Give what is wrong with an introduction."""
    return [one.partition(":")[2] for one in refused(root, 'essays = ["introduction"]\n', introduction=body)]


# --- what becomes of it -----------------------------------------------------------------------------------


def test_the_document_is_valid_by_our_rules_and_by_all_of_tei(tmp_path):
    volume(tmp_path)
    path = tmp_path / "tei" / "lamps.xml"
    assert validate.run(path) == ()
    assert [finding for schema in judges.tei_all_schemas() for finding in judges.jing(schema, path)] == []
    assert judges.schematron(path) == []


def test_essays_become_divisions_whose_ids_are_their_names_and_their_headings(tmp_path):
    root = volume(tmp_path)
    assert root.get(tei.ID) == "lamps"
    found = [
        (sum(1 for _ in one.iterancestors(tei.tag("div"))), one.get("type"), one.get(tei.ID), tei.words(one[0]))
        for one in root.iter(tei.tag("div"))
    ]
    assert found == [
        (0, "essay", "introduction", "Introduction"),
        (1, "section", "introduction-how-it-was-read", "How it was read"),
        (2, "section", "introduction-by-whom", "By whom"),
        (1, "section", "introduction-how-it-was-read-2", "How it was read"),
        (0, "essay", "texts", "The texts"),
        (1, "section", "texts-on-paper", "On paper"),
    ]


def test_links_point_at_essays_authorities_and_passages(tmp_path):
    assert [one.get("target") for one in volume(tmp_path).iter(tei.tag("ref"))] == [
        "#person.boyle",
        "lamp.xml#p0",
        "lamp.xml#p0",
        "#org.society",
        "#texts-on-paper",
        "lamps.xml#texts",
        "https://example.org",
        "#introduction-how-it-was-read-2",
    ]


def test_a_table_has_a_row_of_labels_and_all_its_cells(tmp_path):
    table = next(volume(tmp_path).iter(tei.tag("table")))
    rows = [(row.get("role"), [tei.words(cell) for cell in row]) for row in table]
    assert rows == [("label", ["text", "pages"]), (None, ["On | off", "12"]), (None, ["Lamps", ""])]


def test_paragraphs_of_a_part_are_paragraphs_even_if_there_is_but_one(tmp_path):
    root = volume(tmp_path, 'essays = ["a"]\n', a="# A\n\nb\n")
    (division,) = root.iter(tei.tag("div"))
    assert [(tei.local(one), tei.words(one)) for one in division] == [("head", "A"), ("p", "b")]


def test_every_authority_stands_in_the_document_whether_a_text_names_it_or_not(tmp_path):
    named = set(re.findall(r"\[((?:person|org|place|event|work|term)\.\w+)\]", texts.AUTHORITIES))
    beside = tei.find(volume(tmp_path), "standOff")
    assert {name for one in beside.iter(etree.Element) if (name := one.get(tei.ID))} == named


def test_the_header_says_what_the_edition_says(tmp_path):
    header = tei.find(volume(tmp_path), "teiHeader")
    said = {
        path: [tei.words(one) for one in tei.find_all(header, path)]
        for path in (
            "fileDesc/titleStmt/title",
            "fileDesc/titleStmt/respStmt/name",
            "fileDesc/publicationStmt/publisher",
            "fileDesc/publicationStmt/date",
            "fileDesc/publicationStmt/idno",
            "fileDesc/publicationStmt/availability/licence",
            "fileDesc/sourceDesc/p",
            "profileDesc/abstract/p",
            "profileDesc/langUsage/language",
            "profileDesc/textClass/keywords/term",
        )
    }
    assert list(said.values()) == [
        ["Lamps", "One text"],
        ["The editors", "editio"],
        ["The Example Press"],
        ["3 February 2001"],
        ["urn:uuid:3b0d4c7e-6f0a-4b62-9d55-8c1e7a90b2f4"],
        ["The editors' own matter may be used by all."],
        ["Born digital: written for this edition."],
        ["What was read by lamplight.", "And what was not."],
        ["English"],
        ["lamps", "light"],
    ]


@pytest.mark.parametrize(
    ("said", "availability"),
    [
        ("", "The edition states no terms on which its own matter may be used."),
        ('licence = "https://example.org/by"\n', "https://example.org/by"),
    ],
)
def test_the_header_is_complete_where_the_edition_says_little(tmp_path, said, availability):
    root = volume(tmp_path, said + 'essays = ["a"]\n', a="# A\n\nb\n")
    assert validate.run(tmp_path / "tei" / "lamps.xml") == ()
    assert tei.words(tei.find(root, "teiHeader/fileDesc/publicationStmt/availability")) == availability


def test_the_same_essays_give_the_same_bytes(tmp_path):
    one, other = (tmp_path / name for name in ("one", "other"))
    volume(one)
    volume(other)
    assert (one / "tei" / "lamps.xml").read_bytes() == (other / "tei" / "lamps.xml").read_bytes()


def test_line_ends_and_a_byte_order_mark_are_of_no_account(tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"
    volume(one)
    crlf = "\ufeff" + INTRODUCTION.replace("\n", "\r\n")
    volume(other, introduction=crlf, texts=TEXTS.replace("\n", "\r"))
    assert (one / "tei" / "lamps.xml").read_bytes() == (other / "tei" / "lamps.xml").read_bytes()


NOTE = """
[[entry]]
id = "n1"
do = "note"
at = "the [[best]] of"
body = "See [the introduction](lamps#introduction)."
resp = "ed"
"""


@pytest.mark.parametrize(("said", "codes"), [('essays = ["introduction"]\n', []), ("", ["E305"])])
def test_a_note_of_a_text_can_link_to_an_essay_if_there_are_any(tmp_path, said, codes):
    edition = write(tmp_path, said, introduction="# A\n\nb\n")
    (edition.text_folder("lamp") / "apparatus.toml").write_text(NOTE, encoding="utf-8")
    told = []
    try:
        encode.run(edition, "lamp")
    except Rejected as rejected:
        told = [one.code for one in rejected.messages]
    assert told == codes
    assert codes or 'target="lamps.xml#introduction"' in edition.document("lamp").read_text(encoding="utf-8")


# --- what is refused --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("essays_", "message"),
    [
        ('["nowhere"]', "edition.toml:1: E305 the essay 'nowhere' has no file nowhere.md"),
        ('["a", "a"]', "edition.toml:1: E308 the essay 'a' is named twice"),
        ('["../a"]', "edition.toml:1: E308 '../a' cannot be the name of an essay"),
        ('["A"]', "edition.toml:1: E308 'A' cannot be the name of an essay"),
        ('["ed"]', "edition.toml:1: E308 the essay 'ed' is called as somebody responsible is"),
        ('["lamp"]', "edition.toml:1: E308 the essay 'lamp' is called as a text is"),
        ('["lamps"]', "edition.toml:1: E308 the essay 'lamps' is called as the edition is"),
    ],
)
def test_a_name_that_no_essay_can_have_rejects_the_volumes_document(tmp_path, essays_, message):
    assert refused(tmp_path, f"essays = {essays_}\n", a="# A\n\nb\n", ed="# A\n\nb\n") == [message]


def test_a_text_cannot_be_called_as_the_edition_is(tmp_path):
    (tmp_path / "source" / "lamps").mkdir(parents=True)
    (tmp_path / "source" / "lamps" / "text.txt").write_text("Lamps.\n", encoding="utf-8")
    edition = write(tmp_path, "")
    assert (edition.texts, list(edition.unusable)) == (("lamp",), ["lamps"])
    assert edition.unusable["lamps"].code == "E308"


FAULTS = {
    "no title": ("Words.\n\n## A\n", ["1: E237 the essay does not begin with its title"]),
    "words before the title": ("\nb\n\n# A\n", ["2: E237 the essay does not begin with its title",
                                               "4: E237 the heading 'A' is a second title"]),
    "a second title": ("# A\n\nb\n\n# C\n", ["5: E237 the heading 'C' is a second title"]),
    "a jump": ("# A\n\n### B\n\nc\n", ["3: E237 the heading 'B' leaves a level out"]),
    "too deep": ("# A\n\n## B\n\n### C\n\n#### D\n\ne\n", ["7: E237 the heading 'D' lies too deep"]),
    "a heading in a quotation": ("# A\n\n> # B\n\nc\n", ["3: E237 the heading 'B' stands in a quotation or a list"]),
    "a heading in a list": ("# A\n\n- ## B\n\nc\n", ["3: E237 the heading 'B' stands in a quotation or a list"]),
    "an empty heading": ("# A\n\n##\n\nb\n", ["3: E236 a heading has no words"]),
    "nothing": ("", ["1: E236 the essay has no words"]),
    "a title alone": ("# A\n", ["1: E236 the essay has a title and no words"]),
    "HTML": ("# A\n\n<script>alert(1)</script>\n", ["3: E230 the essay holds HTML: '<script>alert(1)</script>'"]),
    "HTML in a line": ("# A <b>c</b>\n\nd\n", ["1: E230 the essay holds HTML: '<b>'"]),
    "a script as a link": ("# A\n\n[b](javascript:alert(1))\n",
                           ["3: E231 the link 'javascript:alert(1)' leads where no link may lead"]),
    "a script in a heading": ("# [A](javascript:alert(1))\n\nb\n",
                              ["1: E231 the link 'javascript:alert(1)' leads where no link may lead"]),
    "a script in a table": ("# A\n\n| [b](data:text/html,x) |\n|--|\n",
                            ["3: E231 the link 'data:text/html,x' leads where no link may lead"]),
    "a path": ("# A\n\n[b](texts.md)\n", ["3: E231 the link 'texts.md' leads where no link may lead"]),
    "an image": ("# A\n\n![b](https://example.org/c.png)\n", ["3: E232 the essay holds an image"]),
    "a break": ("# A\n\n***\n\nb\n", ["3: E232 the essay holds a thematic break"]),
    "a block of code": ("# A\n\n```\nb\n```\n", ["3: E232 the essay holds a block of code"]),
    "a cell too many": ("# A\n\n| b | c |\n|---|---|\n| d | e | f |\n",
                        ["5: E232 a row of a table has more cells than its first row, which has 2"]),
    "a table in a list": ("# A\n\n- | b | c |\n  |---|---|\n",
                          ["3: E232 a table stands in a quotation or a list"]),
    "too deeply nested": ("# A\n\n" + "> " * 30 + "b\n", ["3: E234 the essay is nested too deeply"]),
    "a turned direction": ("# A\n\nb\u202ec\n", ["3: E235 U+202E turns the direction of writing"]),
    "a link without words": ("# A\n\nb [](#introduction)\n", ["3: E236 the link to '#introduction' has no words"]),
    "no UTF-8": (b"# A\n\nb\n\xff\n", ["4: E238 the file is not UTF-8"]),
    "a control character": ("# A\n\nb\x00\n", ["3: E238 U+0000 is no character of a text"]),
    "too long": ("# A\n\n" + "b" * essays.LONGEST,
                 [f"0: E233 the essay has {essays.LONGEST + 5:,} characters, and one may have {essays.LONGEST:,}"]),
    "far too long": ("# A\n\n" + "b" * essays.LARGEST, ["0: E108 the file is larger than 1 MB, the most that is read"]),
    "an id that is nowhere": ("# A\n\nb [c](#introduction-d)\n", ["3: E305 the link '#introduction-d' leads nowhere"]),
    "an id of the edition that is nowhere": ("# A\n\n[b](lamps#c)\n", ["3: E305 the link 'lamps#c' leads nowhere"]),
    "an unknown person": ("# A\n\n[b](#person.bolye)\n", ["3: E305 the link '#person.bolye' leads nowhere"]),
    "an unknown text": ("# A\n\n[b](mill#p0)\n", ["3: E305 the link 'mill#p0' leads to no text of the edition"]),
    "a footnote that is none": ("# A\n\nb[^1]\n", ["3: E239 the reference [^1] has no note"]),
    "several things": ("# A\n\n<b>\n\n#### C\n\n[d](e.md)\n",
                       ["3: E230 the essay holds HTML: '<b>'", "5: E237 the heading 'C' lies too deep",
                        "7: E231 the link 'e.md' leads where no link may lead"]),
}  # fmt: skip
"""What is wrong with an essay, and what is said of it."""


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_of_an_essay_is_told_with_its_line(tmp_path, name):
    body, messages = FAULTS[name]
    assert fault(tmp_path, body) == messages


def test_every_finding_of_an_essay_is_tried():
    tried = {code for _, messages in FAULTS.values() for code in re.findall(r" ([EW]\d{3}) ", " ".join(messages))}
    assert tried >= {code for code in CODES if re.match("E23", code)}


def test_faults_of_all_essays_and_of_the_authorities_are_told_together(tmp_path):
    said = 'essays = ["a", "nowhere", "b"]\n'
    edition = write(tmp_path, said, a="A\n", b=b"\xff")
    (tmp_path / "source" / "authorities.toml").write_text("[person.boyle]\n", encoding="utf-8")
    with pytest.raises(Rejected) as rejected:
        encode.run_volume(edition)
    assert [one.code for one in rejected.value.messages] == ["E237", "E302", "E238", "E305"]


def test_what_is_misspelt_is_recognised(tmp_path):
    edition = write(tmp_path, 'essays = ["a"]\n', a="# A\n\n[b](#person.bolye) [c](#a-lantern)\n\n## Lanterns\n\nd\n")
    with pytest.raises(Rejected) as rejected:
        encode.run_volume(edition)
    assert [one.hint for one in rejected.value.messages] == [
        "did you mean '#a-lanterns'?",
        "did you mean '#person.boyle'?",
    ]


# --- what is let stand ------------------------------------------------------------------------------------

OPEN = "# A\n\nHe said: “The lamp.\n"
IGNORE = '\n[[ignore]]\ncode = "{}"\ntext = "{}"\nwhy = "the letter has it so"\n'


def told(root, code, text):
    """Encode two essays with a quotation that nobody closes; gives what each stage has to tell."""
    edition = write(root, 'essays = ["a", "b"]\n', a=OPEN, b=OPEN)
    path = root / "source" / "edition.toml"
    path.write_text(path.read_text(encoding="utf-8") + IGNORE.format(code, text), encoding="utf-8")
    edition = editions.load(root)
    said = [(one.code, one.line) for one in encode.run_volume(edition)]
    return said, [one.code for one in validate.run(edition.volume)]


def test_a_finding_is_let_stand_in_one_essay(tmp_path):
    assert told(tmp_path, "W509", "a") == ([], ["W509"])


def test_a_finding_is_let_stand_in_the_whole_document(tmp_path):
    assert told(tmp_path, "W509", "lamps") == ([], [])


def test_what_no_essay_can_have_silences_nothing(tmp_path):
    said, _ = told(tmp_path, "W401", "b")
    assert [code for code, _ in said] == ["W560"]


# --- the page for editors ---------------------------------------------------------------------------------

PAGE = judges.ROOT / "docs" / "essays.md"
EXAMPLES = re.findall(r"```markdown\n(.*?)```\n```xml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize(("body", "made"), EXAMPLES)
def test_the_page_for_editors_shows_what_is_made(tmp_path, body, made):
    root = volume(tmp_path, 'essays = ["introduction"]\n', introduction=body)
    assert validate.run(tmp_path / "tei" / "lamps.xml") == ()
    shown = etree.tostring(tei.find(root, "text/body/div"), encoding="unicode", with_tail=False)
    shown = shown.replace(f' xmlns="{tei.NAMESPACE}"', "")
    assert "".join(f"{line.removeprefix(' ' * 6)}\n" for line in shown.split("\n")) == made


def test_the_page_for_editors_has_examples_and_names_what_stops_an_essay():
    page = PAGE.read_text(encoding="utf-8")
    assert len(EXAMPLES) == page.count("```markdown")
    assert {"E233", "E237", "E238", "E305", "E308"} <= set(re.findall(r"findings/(\w+)\.md", page))
    for target in re.findall(r"\]\(((?:\w+/)?\w+\.md)", page):
        assert (PAGE.parent / target).is_file(), target
