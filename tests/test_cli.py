"""The command `editio`, as it is typed: files and streams, exit statuses, messages, and nothing half-written."""

import os
import re
import shutil
import signal
import subprocess
import sys
import tomllib
import zipfile

import pytest
from editions import EDITIO, make
from judges import ROOT

from benchmarks import prose
from editio import cli, render
from editio.edition import FORMATS

LAMP = ROOT / "tests" / "fixtures" / "lamp.xml"

RAW = b"On Lamps\n\nAda Arden\n\nIt was the best of lamps. [1] Nobody had seen one like it.\n\n[1] In 1901.\n"

MESSAGE = re.compile(r"[^:]+(:\d+)?: [EW]\d{3} \S.*|    hint: .*|[^:]+: [\d.]+ % .*")
"""A line on standard error: a message, its hint, or how the bytes of a raw text are shared out."""


@pytest.fixture
def folder(tmp_path):
    """Give a folder with a raw text and a document."""
    (tmp_path / "letters.txt").write_bytes(RAW)
    shutil.copy(LAMP, tmp_path / "lamp.xml")
    return tmp_path


def editio(folder, *arguments, status=0, given=None):
    """Type `editio`; gives what it wrote to its two streams, as bytes and as lines."""
    done = subprocess.run(
        [*EDITIO, *map(str, arguments)],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        input=given,
        capture_output=True,
        check=False,
    )
    lines = done.stderr.decode().splitlines()
    assert done.returncode == status, lines
    if status < 2:
        assert [line for line in lines if not MESSAGE.fullmatch(line)] == []
    return done.stdout, lines


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def codes(lines):
    return re.findall(r"(?m)^\S+ ([EW]\d+) ", "\n".join(lines))


# --- all commands -----------------------------------------------------------------------------------------

COMMANDS = [command.name for command in cli.COMMANDS]


def test_help_names_every_command_with_an_example(folder):
    out, _ = editio(folder, "--help")
    for name in COMMANDS:
        assert re.search(rf"\n  editio {name}\b", out.decode()), name


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_examples(folder, name):
    out, _ = editio(folder, name, "--help")
    assert f"examples:\n  editio {name}" in out.decode()


USAGE = {
    "no command": [],
    "an unknown command": ["bind", "letters.txt"],
    "no file": ["encode"],
    "no output": ["encode", "letters.txt"],
    "an unknown format": ["render", "lamp.xml", "--to", "docx", "-o", "lamp.docx"],
    "a document on standard output, and no place for the ledger": ["encode", "letters.txt", "-o", "-"],
    "document and ledger in one file": ["encode", "letters.txt", "-o", "out", "--ledger", "out"],
    "document and ledger on one stream": ["encode", "letters.txt", "-o", "-", "--ledger", "-"],
    "a document from standard input, and no ledger": ["restore", "-", "-o", "again.txt"],
    "the raw text as output": ["encode", "letters.txt", "-o", "letters.txt"],
    "the raw text as ledger": ["encode", "letters.txt", "-o", "letters.xml", "--ledger", "letters.txt"],
    "the document as output": ["render", "lamp.xml", "--to", "text", "-o", "./lamp.xml"],
    "the document as raw text": ["restore", "lamp.xml", "-o", "lamp.xml"],
}


@pytest.mark.parametrize("case", USAGE)
def test_a_wrong_call_ends_with_2_and_touches_nothing(folder, case):
    _, lines = editio(folder, *USAGE[case], status=2)
    assert lines[0].startswith("usage: editio")
    assert names(folder) == ["lamp.xml", "letters.txt"]
    assert ((folder / "letters.txt").read_bytes(), (folder / "lamp.xml").read_bytes()) == (RAW, LAMP.read_bytes())


FIRST = {
    "encode": ["-o", "out.xml"],
    "validate": [],
    "render": ["--to", "html", "-o", "out.html"],
    "restore": ["-o", "out.txt"],
    "new": [],
}
"""A command -> what follows its file."""

UNREADABLE = {
    "is missing": (lambda path: path.unlink(missing_ok=True), "No such file or directory"),
    "is a folder": (lambda path: path.mkdir(), "Is a directory"),
    "leads to itself": (lambda path: path.symlink_to(path), "Too many levels of symbolic links"),
}


@pytest.mark.parametrize("case", UNREADABLE)
@pytest.mark.parametrize("command", FIRST)
def test_a_file_that_cannot_be_read_is_told_and_ends_with_1(folder, command, case):
    make, reason = UNREADABLE[case]
    make(folder / "in.xml")
    before = names(folder)
    _, lines = editio(folder, command, "in.xml", *FIRST[command], status=1)
    assert lines == [f"in.xml: E101 the file cannot be read: {reason}"]
    assert names(folder) == before


def test_a_place_that_cannot_be_written_is_told_and_ends_with_1(folder):
    (folder / "out").mkdir()
    for name, arguments in (
        ("encode", ["letters.txt"]),
        ("render", ["lamp.xml", "--to", "epub"]),
    ):
        _, lines = editio(folder, name, *arguments, "-o", "out", status=1)
        assert lines == ["out: E106 the file cannot be written: Is a directory"]
    assert (names(folder), names(folder / "out")) == (["lamp.xml", "letters.txt", "out"], [])


def test_a_device_is_written_to_and_stays_one(folder):
    editio(folder, "render", "lamp.xml", "--to", "text", "-o", "/dev/null")
    assert not os.path.isfile("/dev/null")  # noqa: PTH113 - a Path would say the same at more length


def test_a_reader_who_goes_away_is_no_fault(folder):
    process = subprocess.Popen(
        [*EDITIO, "render", "lamp.xml", "--to", "html", "-o", "-"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    process.stdout.close()
    assert (process.stderr.read(), process.wait()) == (b"", 1)


def test_ctrl_c_ends_quietly_and_leaves_nothing(folder):
    process = subprocess.Popen(
        [*EDITIO, "encode", "-", "-o", "long.xml"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    process.stdin.write(prose.book(4_000_000))  # once it has read all this, it is at work
    process.stdin.close()
    process.send_signal(signal.SIGINT)
    assert (process.stderr.read(), process.wait()) == (b"", 128 + signal.SIGINT)
    assert names(folder) == ["lamp.xml", "letters.txt"]


# --- encode and restore -----------------------------------------------------------------------------------


def test_encode_writes_the_document_and_the_ledger_beside_it(folder):
    out, lines = editio(folder, "encode", "letters.txt", "-o", "made/letters.xml")
    assert names(folder / "made") == ["letters.ledger.tsv", "letters.xml"]
    assert b">On Lamps</titlePart>" in (folder / "made/letters.xml").read_bytes()
    assert (out, codes(lines)) == (b"", ["W403"])
    assert lines[-1].startswith("letters.txt: ")


def test_encode_reads_and_writes_streams(folder):
    editio(folder, "encode", "letters.txt", "-o", "text.xml")
    document, lines = editio(folder, "encode", "-", "-o", "-", "--ledger", "stream.tsv", given=RAW)
    assert codes(lines) == ["W403"]
    again, _ = editio(folder, "restore", "-", "-o", "-", "--ledger", "stream.tsv", given=document)
    assert again == RAW


def test_a_raw_text_without_words_is_rejected_and_nothing_is_written(folder):
    (folder / "empty.txt").write_bytes(b"\n \n")
    _, lines = editio(folder, "encode", "empty.txt", "-o", "empty.xml", status=1)
    assert codes(lines) == ["E102"]
    assert names(folder) == ["empty.txt", "lamp.xml", "letters.txt"]


def test_restore_finds_the_ledger_and_gives_the_raw_bytes(folder):
    editio(folder, "encode", "letters.txt", "-o", "letters.xml")
    assert editio(folder, "restore", "letters.xml", "-o", "again.txt") == (b"", [])
    assert (folder / "again.txt").read_bytes() == RAW
    (folder / "letters.ledger.tsv").rename(folder / "elsewhere.tsv")
    assert editio(folder, "restore", "letters.xml", "--ledger", "elsewhere.tsv", "-o", "-") == (RAW, [])
    _, lines = editio(folder, "restore", "letters.xml", "-o", "-", status=1)
    assert lines == ["letters.ledger.tsv: E101 the file cannot be read: No such file or directory"]


def test_restore_refuses_a_document_that_was_changed(folder):
    editio(folder, "encode", "letters.txt", "-o", "letters.xml")
    document = folder / "letters.xml"
    document.write_bytes(document.read_bytes().replace(b"best of lamps", b"best of Lamps"))
    _, lines = editio(folder, "restore", "letters.xml", "-o", "again.txt", status=1)
    assert codes(lines) == ["E602"]
    assert not (folder / "again.txt").exists()


# --- validate ---------------------------------------------------------------------------------------------


def test_a_valid_document_is_passed_in_silence(folder):
    assert editio(folder, "validate", "lamp.xml") == (b"", [])
    assert editio(folder, "validate", "-", given=LAMP.read_bytes()) == (b"", [])


def test_each_document_is_judged_and_told_with_its_line(folder):
    broken = LAMP.read_bytes().replace(b"#person.arden", b"#person.nobody", 1)
    line = 1 + broken.partition(b"#person.nobody")[0].count(b"\n")
    (folder / "broken.xml").write_bytes(broken)
    _, lines = editio(folder, "validate", "broken.xml", "missing.xml", "lamp.xml", status=1)
    assert lines[0].startswith(f"broken.xml:{line}: E504 ")
    assert codes(lines) == ["E504", "E101"]
    _, lines = editio(folder, "validate", "-", given=broken, status=1)
    assert lines[0].startswith(f"-:{line}: E504 ")


def test_the_ledger_beside_a_document_is_asked_too(folder):
    editio(folder, "encode", "letters.txt", "-o", "letters.xml")
    editio(folder, "validate", "letters.xml")
    ledger = folder / "letters.ledger.tsv"
    ledger.write_bytes(ledger.read_bytes().rpartition(b"\n")[0].rpartition(b"\n")[0] + b"\n")
    _, lines = editio(folder, "validate", "letters.xml", status=1)
    assert {code for code in codes(lines) if code.startswith("E")} & {"E601", "E602", "E603"}


# --- render -----------------------------------------------------------------------------------------------


def test_a_page_holds_all_that_it_needs(folder):
    editio(folder, "render", "lamp.xml", "--to", "html", "-o", "out/lamp.html")
    assert names(folder / "out") == ["lamp.html"]
    page = (folder / "out/lamp.html").read_text(encoding="utf-8")
    assert "<style" in page
    assert not re.search(r"""<link[^>]* rel="?stylesheet|<script[^>]* src=|<img[^>]* src="(?!data:)""", page)
    assert editio(folder, "render", "-", "--to", "html", "-o", "-", given=LAMP.read_bytes())[0].decode() == page


def test_a_folder_holds_both_views_and_the_document(folder):
    editio(folder, "render", "lamp.xml", "--to", "html", "-o", "site")
    assert {"index.html", "source.html", "lamp.xml", "style.css"} <= set(names(folder / "site"))


def test_a_book_is_a_zip_with_its_mimetype_first(folder):
    editio(folder, "render", "lamp.xml", "--to", "epub", "-o", "lamp.epub")
    book = zipfile.ZipFile(folder / "lamp.epub")
    assert (book.namelist()[0], book.read("mimetype")) == ("mimetype", b"application/epub+zip")


def test_a_plain_text_goes_to_a_file_or_a_stream(folder):
    editio(folder, "render", "lamp.xml", "--to", "text", "-o", "lamp.txt")
    out, _ = editio(folder, "render", "lamp.xml", "--to", "text", "-o", "-")
    assert out == (folder / "lamp.txt").read_bytes()
    assert b"Lamps" in out


@pytest.mark.parametrize("to", FORMATS)
def test_what_is_no_document_is_rejected_and_nothing_is_written(folder, to):
    _, lines = editio(folder, "render", "letters.txt", "--to", to, "-o", f"out.{to}", status=1)
    assert codes(lines) == ["E501"]
    assert names(folder) == ["lamp.xml", "letters.txt"]


# --- new --------------------------------------------------------------------------------------------------


@pytest.fixture
def edition(folder):
    """Give the folder of an edition without texts, beside a raw text."""
    return make(folder, [])


def test_new_begins_a_text_that_can_be_encoded_as_it_is(edition):
    out, _ = editio(edition, "new", "letters.txt")
    assert out.decode() == "source/letters\n"
    begun = edition / "source/letters"
    assert names(begun) == ["apparatus.toml", "header.toml", "text.txt"]
    assert (begun / "text.txt").read_bytes() == RAW
    assert tomllib.loads((begun / "header.toml").read_text(encoding="utf-8"))["title"] == "On Lamps"
    assert tomllib.loads((begun / "apparatus.toml").read_text(encoding="utf-8")) == {}
    done = subprocess.run([*EDITIO, "build", "encode"], cwd=edition, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, (edition / "tei/letters.xml").is_file()) == (0, True), done.stdout


def test_new_never_touches_a_folder_that_exists(edition):
    editio(edition, "new", "letters.txt")
    header = edition / "source/letters/header.toml"
    header.write_text("# mine\n", encoding="utf-8")
    (edition / "diary.txt").write_bytes(RAW)
    out, lines = editio(edition, "new", "letters.txt", "diary.txt", status=1)
    assert codes(lines) == ["E308"]
    assert out.decode() == "source/diary\n"
    assert header.read_text(encoding="utf-8") == "# mine\n"


# --- how quick it is to start -----------------------------------------------------------------------------

STARTS = {
    "--help": ("lxml", "jinja2", "doit", "rich", "xmlschema", "editio.encode", "editio.render", "editio.validate"),
    "encode letters.txt -o letters.xml": ("jinja2", "doit", "rich", "xmlschema", "editio.render", "editio.validate"),
    "validate lamp.xml": ("jinja2", "doit", "rich", "xmlschema", "editio.encode", "editio.render"),
    "render lamp.xml --to html -o lamp.html": ("doit", "rich", "xmlschema", "editio.encode", "editio.render.epub"),
    "render lamp.xml --to text -o lamp.txt": ("doit", "rich", "xmlschema", "editio.render.html", "editio.render.epub"),
}
"""What is typed -> what it has no need to import."""

PROGRAM = """
import sys
from editio.cli import main
try:
    main()
except SystemExit:
    pass
print(*sys.modules, file=sys.stderr)
"""


@pytest.mark.parametrize("typed", STARTS)
def test_a_command_imports_nothing_that_it_does_not_need(folder, typed):
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *typed.split()],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert set(STARTS[typed]) & set(done.stderr.splitlines()[-1].split()) == set()


def test_the_edition_and_the_stage_know_the_same_formats():
    assert tuple(render.FORMATS) == FORMATS
