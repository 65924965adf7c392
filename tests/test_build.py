"""The build: it does what is to be done and nothing else, is stopped without harm, and tells what is wrong once."""

import os
import pty
import random
import re
import shutil
import signal
import subprocess
import sys
import time
import zipfile

import pytest
from editions import (
    APPARATUS,
    BUILD,
    DOIT,
    NAMES,
    OF_A_TEXT,
    OF_ALL,
    STAGES,
    add,
    begun,
    built,
    introduce,
    make,
    of,
    run,
    start,
    stop,
)
from judges import ROOT

from benchmarks import prose
from editio import build
from editio import edition as editions
from editio.edition import FORMATS

EVERYTHING = of(*NAMES) | {"schema:editio.odd", "schema:editio.xsd", "schema:toml", "schema:xml.xsd"}

STOPPED = "Stopped. What is finished is kept, and the next build goes on from there."
IDLE = "Nothing to do. The edition is in output/: open output/html/index.html"


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """Build an edition of three texts once; gives what the build said."""
    said = run(make(tmp_path_factory.mktemp("edition") / "lamps"), *BUILD)
    assert said.returncode == 0, said.stdout + said.stderr
    return said, next(tmp_path_factory.getbasetemp().glob("edition*/lamps"))


@pytest.fixture
def lamps(first, tmp_path):
    """Give a copy of the edition that is built."""
    return shutil.copytree(first[1], tmp_path / "lamps")


@pytest.fixture
def engine(tmp_path):
    """Give a copy of the engine, which a test may change."""
    root = tmp_path / "engine"
    for name in ("editio", "templates"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "dodo.py", root)
    return root


# --- what is built ----------------------------------------------------------------------------------------


def test_the_first_build_does_everything_and_says_where_it_is(first):
    said, root = first
    assert set(begun(said.stdout)) == EVERYTHING
    assert said.stdout.splitlines()[-1] == "The edition is in output/: open output/html/index.html"
    for path in ("html/index.html", "html/lamp/index.html", "epub/lamp.epub", "epub/lamps.epub", "text/lamp.txt"):
        assert (root / "output" / path).stat().st_size > 100, path


def test_a_second_build_does_nothing(lamps):
    before = {path: path.stat().st_mtime_ns for path in lamps.rglob("*") if path.name != ".doit.db"}
    assert run(lamps, *BUILD).stdout == f"{IDLE}\n"
    assert {path: path.stat().st_mtime_ns for path in lamps.rglob("*") if path.name != ".doit.db"} == before


def test_doit_itself_does_the_same(lamps):
    shutil.copy(ROOT / "dodo.py", lamps)
    assert run(lamps, *DOIT).stdout == f"{IDLE}\n"
    assert run(lamps, *DOIT, "-n", "2").stdout == f"{IDLE}\n"


def test_two_processes_build_the_same_bytes(lamps, tmp_path):
    other = make(tmp_path / "other")
    shutil.copy(ROOT / "dodo.py", other)
    said = run(other, *DOIT, "-n", "2")
    assert (said.returncode, set(begun(said.stdout))) == (0, EVERYTHING)
    assert built(other) == built(lamps)


def test_the_list_of_tasks_names_the_stages_in_the_order_of_the_work(lamps):
    shutil.copy(ROOT / "dodo.py", lamps)
    lines = run(lamps, *DOIT, "list").stdout.splitlines()
    assert [line.split()[0] for line in lines] == list(STAGES)
    assert all(len(line.split()) > 3 for line in lines), "a task does not say what it does"


def test_a_text_has_at_most_six_tasks(lamps):
    edition = editions.load(lamps)
    tasks = [*build.encode(edition), *build.validate(edition)]
    tasks += [task for to in FORMATS for task in build.render(edition, to)]
    assert 1 <= sum(task["name"] == "lamp" for task in tasks) <= 6


# --- what is built again ----------------------------------------------------------------------------------

EDITS = {
    "the raw text": lambda root: lengthen(root, "\nIt went out.\n"),
    "what is known of it": lambda root: append(root / "source/lamp/header.toml", 'title = "On Lanterns"\n'),
    "a new entry": lambda root: append(root / "source/lamp/apparatus.toml", APPARATUS.replace("c1", "c2").replace(
        "[[harbour]]", "[[the]]").replace("in the", "in").replace("had", "harbour")),
    "no apparatus any more": lambda root: (root / "source/lamp/apparatus.toml").unlink(),
}  # fmt: skip
"""What an editor does to one text."""


def append(path, words):
    with path.open("a", encoding="utf-8") as file:
        file.write(words)


def lengthen(root, words):
    """Write on at the end of a raw text, and say that the entries may stay where they are."""
    append(root / "source/lamp/text.txt", words)
    assert run(root, *BUILD[:-1], "accept", "lamp").returncode == 0


@pytest.mark.parametrize("edit", EDITS)
def test_an_edited_text_rebuilds_itself_and_the_whole_edition_and_no_other_text(lamps, edit):
    EDITS[edit](lamps)
    said = run(lamps, *BUILD)
    assert (said.returncode, set(begun(said.stdout))) == (0, of("lamp")), said.stdout
    assert run(lamps, *BUILD).stdout == f"{IDLE}\n"


def test_a_new_text_is_built_and_joins_the_edition(lamps):
    add(lamps, "quay")
    assert set(begun(run(lamps, *BUILD).stdout)) == of("quay") | {"schema:toml"}
    assert '"quay"' in (lamps / "tei/schema/edition.schema.json").read_text(encoding="utf-8")
    assert "quay/index.html" in (lamps / "output/html/index.html").read_text(encoding="utf-8")


def test_a_touched_file_rebuilds_nothing(lamps):
    for path in lamps.rglob("*"):
        if path.name != ".doit.db":
            os.utime(path, (1, 1))
    assert run(lamps, *BUILD).stdout == f"{IDLE}\n"


FORMAT_TASKS = {to: {f"{to}:{name}" for name in NAMES} for to in FORMATS}
VOLUME_TASKS = {
    "html": {"volume:html", "volume:search"},
    "epub": {"volume:epub"},
    "text": {"volume:text"},
    "pdf": {"volume:pdf"},
}


@pytest.mark.parametrize("to", FORMATS)
def test_a_publishers_own_template_rebuilds_its_format_alone(lamps, to):
    own = lamps / "templates" / to
    shutil.copytree(ROOT / "templates" / to, own)
    append(own / "behaviours.j2", "{# ours #}\n")
    assert set(begun(run(lamps, *BUILD).stdout)) == FORMAT_TASKS[to] | VOLUME_TASKS[to]


@pytest.mark.parametrize("to", FORMATS)
def test_a_changed_template_of_the_engine_rebuilds_its_format_alone(lamps, engine, to):
    assert run(lamps, *BUILD, engine=engine).stdout == f"{IDLE}\n"
    append(engine / "templates" / to / "behaviours.j2", "{# changed #}\n")
    assert set(begun(run(lamps, *BUILD, engine=engine).stdout)) == FORMAT_TASKS[to] | VOLUME_TASKS[to]


def test_a_changed_line_of_a_stage_runs_that_stage_again(lamps, engine):
    append(engine / "editio" / "encode" / "rules.py", "# changed\n")
    again = {f"encode:{name}" for name in NAMES} | {"schema:toml"}
    assert set(begun(run(lamps, *BUILD, engine=engine).stdout)) == again


SAVED_MEANWHILE = """

def task_encode():
    for task in build.encode(EDITION):
        task["actions"] += [save] if task["name"] == "lamp" else []
        yield task


def save():
    with open("source/lamp/header.toml", "a") as header:
        header.write("# looked at again\\n")
"""


@pytest.mark.parametrize("processes", ["1", "2"])
def test_what_is_saved_while_it_is_read_is_read_again(lamps, processes):
    dodo = (ROOT / "dodo.py").read_text(encoding="utf-8")
    (lamps / "dodo.py").write_text(dodo + SAVED_MEANWHILE, encoding="utf-8")
    append(lamps / "source/lamp/header.toml", "# looked at\n")
    run(lamps, *BUILD, "-n", processes)
    (lamps / "dodo.py").write_text(dodo, encoding="utf-8")
    assert set(begun(run(lamps, *BUILD).stdout)) == {"encode:lamp"}
    assert run(lamps, *BUILD).stdout == f"{IDLE}\n"


@pytest.mark.parametrize(
    "path",
    [
        "tei/lamp.xml",
        "tei/lamp.ledger.tsv",
        "tei/schema/xml.xsd",
        "tei/schema/apparatus.schema.json",
        "output/text/lamp.txt",
    ],
)
def test_what_somebody_wrote_over_is_built_again(lamps, path):
    before = built(lamps)
    append(lamps / path, "<<<<<<< a conflict\n")
    assert run(lamps, *BUILD).returncode == 0
    assert built(lamps) == before


def test_clean_takes_away_what_is_rendered_and_spares_the_documents(lamps):
    shutil.copy(ROOT / "dodo.py", lamps)
    before = built(lamps)
    run(lamps, *DOIT, "clean", "--dry-run")
    assert built(lamps) == before
    run(lamps, *DOIT, "clean")
    assert not (lamps / "output").exists()
    assert built(lamps) == {path: data for path, data in before.items() if path.startswith("tei/")}
    assert {task.partition(":")[0] for task in begun(run(lamps, *DOIT).stdout)} == {*FORMATS, "volume"}
    assert built(lamps) == before


# --- the volume's own document ----------------------------------------------------------------------------

OF_THE_VOLUME = {"encode:lamps", "validate:lamps", *OF_ALL}


@pytest.fixture(scope="module")
def introduced_once(tmp_path_factory):
    """Build an edition of three texts and an essay once."""
    root = make(tmp_path_factory.mktemp("introduced") / "lamps")
    introduce(root)
    said = run(root, *BUILD)
    assert (said.returncode, set(begun(said.stdout))) == (
        0,
        EVERYTHING | OF_THE_VOLUME | {"authorities:authorities.toml"},
    ), said.stdout + said.stderr
    return root


@pytest.fixture
def introduced(introduced_once, tmp_path):
    """Give a copy of the edition with an essay."""
    return shutil.copytree(introduced_once, tmp_path / "lamps")


def test_an_edition_without_essays_has_no_document_of_its_own(first):
    assert "encode:lamps" not in begun(first[0].stdout)
    assert not (first[1] / "tei/lamps.xml").exists()


def test_an_edition_with_essays_has_one_and_a_second_build_does_nothing(introduced):
    assert 'xml:id="introduction"' in (introduced / "tei/lamps.xml").read_text(encoding="utf-8")
    assert run(introduced, *BUILD).stdout == f"{IDLE}\n"


def test_essays_change_no_byte_of_any_text(introduced, first):
    of_texts = [f"tei/{name}{end}" for name in NAMES for end in (".xml", ".ledger.tsv", ".lock.tsv")]
    with_essays, without = built(introduced), built(first[1])
    assert {path: with_essays[path] for path in of_texts} == {path: without[path] for path in of_texts}


def test_an_essay_rebuilds_the_edition_as_a_whole_and_no_text(introduced):
    append(introduced / "source/introduction.md", "\nIt was read at night.\n")
    assert set(begun(run(introduced, *BUILD).stdout)) == OF_THE_VOLUME
    assert "It was read at night." in (introduced / "tei/lamps.xml").read_text(encoding="utf-8")


def test_pages_are_made_of_the_ledger_as_well_and_no_other_format_is(introduced):
    made = editions.load(introduced)
    needs = {to: {dep.name for task in build.render(made, to) for dep in task["file_dep"]} for to in made.formats}
    assert {to for to, names in needs.items() if "lamp.ledger.tsv" in names} == {"html"}


def test_texts_are_validated_with_their_ledgers_and_the_volume_without(introduced):
    tasks = {task["name"]: task["file_dep"] for task in build.validate(editions.load(introduced))}
    assert {name: len(needs) for name, needs in tasks.items()} == {"mill": 3, "lamp": 3, "harbour": 3, "lamps": 1}


BAD = {
    "HTML": ("source/introduction.md", "\n<b>\n", "source/introduction.md:5: E230 "),
    "a lost link": ("source/introduction.md", "\n[a](#b)\n", "source/introduction.md:5: E305 "),
    "an authority": ("source/authorities.toml", "[person.b]\n", "source/authorities.toml:3: E302 "),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_essay_stops_the_volume_alone_and_nothing_is_lost(introduced, case):
    path, words, message = BAD[case]
    before = built(introduced)
    append(introduced / path, words)
    append(introduced / "source/lamp/header.toml", 'title = "On Lanterns"\n')
    said = run(introduced, *BUILD, "--prune")
    assert len([line for line in said.stdout.splitlines() if line.startswith(message)]) == 1
    assert (said.returncode, said.stdout.splitlines()[-1]) == (1, "1 text rejected: lamps")
    assert b"On Lanterns" in (introduced / "output/html/lamp/index.html").read_bytes()
    assert built(introduced)["tei/lamps.xml"] == before["tei/lamps.xml"]


def test_an_essay_that_nobody_wrote_is_told_until_it_is_there(introduced):
    essay = introduced / "source/introduction.md"
    words = essay.read_bytes()
    essay.unlink()
    said = run(introduced, *BUILD, "--prune")
    assert "source/edition.toml:1: E305 the essay 'introduction' has no file introduction.md" in said.stdout
    assert (introduced / "tei/lamps.xml").is_file()
    essay.write_bytes(words)
    assert run(introduced, *BUILD).returncode == 0
    assert run(introduced, *BUILD).stdout == f"{IDLE}\n"


def test_a_document_of_the_volume_that_somebody_wrote_over_is_built_again(introduced):
    document = introduced / "tei/lamps.xml"
    before = document.read_bytes()
    append(document, "<<<<<<< a conflict\n")
    assert run(introduced, *BUILD).returncode == 0
    assert document.read_bytes() == before


def test_clean_spares_the_document_of_the_volume(introduced):
    shutil.copy(ROOT / "dodo.py", introduced)
    run(introduced, *DOIT, "clean")
    assert (introduced / "tei/lamps.xml").is_file()
    assert not (introduced / "output").exists()


def test_without_its_essays_the_document_and_its_pages_are_orphans(introduced):
    edition = introduced / "source/edition.toml"
    edition.write_text(edition.read_text(encoding="utf-8").replace("essays", "#"), encoding="utf-8")
    told = [line.partition(": belongs to nothing")[0] for line in run(introduced, *BUILD).stderr.splitlines()]
    assert told[:3] == ["output/html/introduction.html", "output/html/lamps.xml", "tei/lamps.xml"]
    assert run(introduced, *BUILD, "--prune").returncode == 0
    assert not any((introduced / path).exists() for path in told[:3])


def test_a_text_that_is_called_as_the_edition_is_refused_and_stops_nothing_else(introduced):
    add(introduced, "lamps")
    said = run(introduced, *BUILD)
    assert any(line.startswith("source/lamps: E308 ") for line in said.stdout.splitlines())
    assert said.stdout.splitlines()[-1] == "1 text rejected: source/lamps"
    assert 'xml:id="introduction"' in (introduced / "tei/lamps.xml").read_text(encoding="utf-8")


# --- what is stopped --------------------------------------------------------------------------------------


@pytest.fixture
def books(tmp_path):
    """Write an edition of three texts that take a moment each."""
    return prose.edition(tmp_path / "books", 3, 60_000)


WAYS = {"editio build": BUILD, "editio build -n 2": (*BUILD, "-n", "2"), "doit": DOIT, "doit -n 2": (*DOIT, "-n", "2")}


@pytest.mark.parametrize("way", WAYS)
def test_after_ctrl_c_what_was_finished_is_skipped(books, way):
    shutil.copy(ROOT / "dodo.py", books)
    process = start(books, *WAYS[way])
    before = []
    for line in process.stdout:
        before += begun(line)
        if line.startswith("html"):
            break
    stop(process, signal.SIGINT)
    said, complaints = process.communicate(timeout=60)
    assert (process.returncode, said.splitlines()[-1]) == (128 + signal.SIGINT, STOPPED)
    assert "Traceback" not in said + complaints
    *before, html = before
    again = begun(run(books, *BUILD).stdout)
    assert again
    text = html.partition(":")[2]
    assert {f"encode:{text}", f"validate:{text}"} <= set(before) - set(again), "what a page waits for is finished"
    under_way = 1 if "-n" in WAYS[way] else 0  # besides the page; all else that had begun is finished
    assert len(set(before) & set(again)) <= under_way
    assert run(books, *BUILD).stdout == f"{IDLE}\n"


@pytest.mark.parametrize("processes", ["1", "2"])
def test_a_killed_build_leaves_nothing_half_written_and_is_made_good_by_the_next(books, tmp_path, processes):
    whole = shutil.copytree(books, tmp_path / "whole")
    assert run(whole, *BUILD).returncode == 0
    expected = built(whole)
    dice = random.Random(1)
    for _ in range(6):
        process = start(books, *BUILD, "-n", processes)
        time.sleep(dice.uniform(0.2, 1.5))
        stop(process)
        process.communicate()
        found = {path: data for path, data in built(books).items() if not is_partial(path)}
        assert {path: expected.get(path) for path in found} == found
    assert run(books, *BUILD, "--prune").returncode == 0
    assert built(books) == expected


def is_partial(path):
    return path.rpartition("/")[2].startswith(".")


# --- what is wrong ----------------------------------------------------------------------------------------


def test_a_broken_text_is_told_once_and_the_others_are_built(tmp_path):
    root = make(tmp_path / "lamps")
    append(root / "source/lamp/apparatus.toml", APPARATUS.replace("c1", "c2").replace("[[harbour]]", "[[harbor]]"))
    said = run(root, *BUILD)
    assert said.returncode == 1
    assert said.stdout.count("source/lamp/apparatus.toml:") == said.stdout.count("E201") == 1
    assert said.stdout.splitlines()[-1] == "1 text rejected: lamp"
    assert "Unmet" not in said.stdout
    assert "Traceback" not in said.stdout + said.stderr
    assert {f"{stage}:mill" for stage in OF_A_TEXT} < set(begun(said.stdout))
    assert not [task for task in begun(said.stdout) if task.endswith(":lamp") and task != "encode:lamp"]
    assert not (root / "tei/lamp.xml").exists()
    assert (root / "output/html/style.css").is_file(), "the pages of the other text are bare"
    shutil.copy(ROOT / "dodo.py", root)
    assert run(root, *DOIT).stdout.splitlines()[-1] == "1 text rejected: lamp"
    (root / "source/lamp/apparatus.toml").write_text(APPARATUS, encoding="utf-8")
    assert run(root, *BUILD).returncode == 0


def test_a_broken_template_is_told_once_and_is_no_fault_of_the_texts(lamps):
    own = lamps / "templates" / "html"
    own.mkdir(parents=True)
    (own / "text.html.j2").write_text("{{ nothing.of.the.kind }}\n", encoding="utf-8")
    said = run(lamps, *BUILD)
    assert said.returncode == 1
    assert re.findall(r"\S+ E\d+", said.stdout) == ["templates/html/text.html.j2:1: E701"]
    assert said.stdout.splitlines()[-1] == "3 tasks could not be done: html:harbour, html:lamp, html:mill"


def test_findings_are_shown_and_stop_nothing(lamps):
    (lamps / "source/lamp/header.toml").unlink()
    said = run(lamps, *BUILD)
    assert "source/lamp/text.txt: W403 the language of the text is not stated" in said.stdout.splitlines()
    assert said.returncode == 0


def test_what_is_left_of_a_deleted_text_is_named_and_deleted_on_demand(lamps):
    left = sorted(path for path in built(lamps) if "mill" in path)
    shutil.rmtree(lamps / "source/mill")
    edition = lamps / "source/edition.toml"
    edition.write_text(edition.read_text(encoding="utf-8").replace('"mill", ', ""), encoding="utf-8")
    said = run(lamps, *BUILD)
    assert [line.partition(": ")[0] for line in said.stderr.splitlines()] == left
    assert said.returncode == 0
    assert set(left) < set(built(lamps))
    run(lamps, *BUILD, "--prune")
    assert not [path for path in built(lamps) if "mill" in path]
    assert not (lamps / "output/html/mill").exists()
    assert run(lamps, *BUILD).stderr == ""


def test_what_a_killed_build_left_is_deleted_on_demand(lamps):
    before = built(lamps)
    (lamps / "tei/.lamp.xml.k1ll3d").write_bytes(b"<TEI")
    assert run(lamps, *BUILD).stderr.startswith("tei/.lamp.xml.k1ll3d: ")
    run(lamps, *BUILD, "--prune")
    assert built(lamps) == before


def test_a_format_that_is_no_longer_wanted_leaves_orphans(lamps):
    append(lamps / "source/edition.toml", "")
    edition = lamps / "source/edition.toml"
    edition.write_text('formats = ["html", "text"]\n' + edition.read_text(encoding="utf-8"), encoding="utf-8")
    assert run(lamps, *BUILD, "--prune").returncode == 0
    assert not (lamps / "output/epub").exists()


UNUSABLE = {"No Name": "E308", "a=b": "E308", "empty": "E307", "person": "E308"}


def test_an_unusable_folder_is_told_and_stops_nothing_else(lamps):
    for name in UNUSABLE:
        (lamps / "source" / name).mkdir()
    said = run(lamps, *BUILD)
    told = dict(re.findall(r"(?m)^source/([^/:]+): (E\d+) ", said.stdout))
    assert told == UNUSABLE
    assert said.returncode == 1
    assert said.stdout.splitlines()[-1].startswith("4 texts rejected: ")


def test_a_hidden_folder_is_passed_over(lamps):
    (lamps / "source" / ".notes").mkdir()
    assert run(lamps, *BUILD).stdout == f"{IDLE}\n"


def test_a_text_that_became_unusable_keeps_what_was_built_of_it(lamps):
    (lamps / "source/lamp/text.txt").unlink()
    said = run(lamps, *BUILD, "--prune")
    assert "E307" in said.stdout
    assert (lamps / "tei/lamp.xml").is_file()


def test_a_fault_of_the_program_keeps_its_traceback_and_is_called_so(lamps):
    fault = "\n\ndef task_fault():\n    yield {'name': 'lamp', 'actions': [lambda: 1 / 0]}\n"
    (lamps / "dodo.py").write_text((ROOT / "dodo.py").read_text(encoding="utf-8") + fault, encoding="utf-8")
    said = run(lamps, *BUILD)
    assert said.returncode == 1
    assert "Traceback" in said.stdout
    assert "ZeroDivisionError" in said.stdout
    assert said.stdout.splitlines()[-1] == "1 task ended by a fault of the program; please report it"
    assert "rejected" not in said.stdout


def test_a_spoilt_memory_of_earlier_builds_is_told_with_its_mend(lamps):
    (lamps / ".doit.db").write_bytes(b"spoilt")
    said = run(lamps, *BUILD)
    assert (said.returncode, said.stderr) == (1, ".doit.db: cannot be read; delete it, and everything is built anew\n")


WRONG = {
    "a task that is none": (["nosuch"], 2, "editio build: there is no task 'nosuch', but: schema, authorities, "),
    "no process at all": (["-n", "0"], 2, "usage: editio build"),
    "an option that is none": (["--fast"], 2, "usage: editio"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_call_ends_with_2(lamps, case):
    arguments, status, words = WRONG[case]
    said = run(lamps, *BUILD, *arguments)
    assert (said.returncode, said.stderr.startswith(words), said.stdout) == (status, True, ""), said.stderr


def test_a_folder_without_an_edition_is_told(tmp_path):
    said = run(tmp_path, *BUILD)
    assert said.returncode == 1
    assert said.stderr.startswith("source/edition.toml: E101 ")


def test_a_folder_without_a_dodo_runs_no_code_of_its_own(lamps):
    for name in ("json", "jinja2", "sqlite3", "sitecustomize"):
        (lamps / f"{name}.py").write_text("raise SystemExit('run')\n", encoding="utf-8")
    append(lamps / "source/lamp/header.toml", 'title = "On Lanterns"\n')
    program = "import sys; sys.path.remove(''); from editio.cli import main; sys.exit(main())"
    said = run(lamps, sys.executable, "-c", program, "build")
    assert (said.returncode, set(begun(said.stdout))) == (0, of("lamp")), said.stderr


def test_a_wheel_builds_an_edition_too(tmp_path):
    pack = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(pack, cwd=ROOT, check=True, capture_output=True)
    engine = tmp_path / "engine"
    zipfile.ZipFile(next(tmp_path.glob("*.whl"))).extractall(engine)
    said = run(make(tmp_path / "lamps", ["lamp"]), *BUILD, engine=engine)
    assert (said.returncode, of("lamp") <= set(begun(said.stdout))) == (0, True), said.stdout + said.stderr


# --- what it looks like -----------------------------------------------------------------------------------


def test_a_terminal_gets_a_bar(lamps):
    lengthen(lamps, "\nIt went out [2].\n")
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(lamps)
        os.environ |= {"PYTHONPATH": str(ROOT), "TERM": "xterm-256color", "COLUMNS": "100"}
        os.execv(BUILD[0], BUILD)
    shown = b""
    try:
        while part := os.read(terminal, 4096):
            shown += part
    except OSError:
        pass  # Linux says so that the other end is closed
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    lines = shown.decode()
    assert re.search(r"validate lamp +.*━.* \d+/\d+", lines)
    assert "W402 the anchor [2] has no note" in lines
    assert lines.endswith("The edition is in output/: open output/html/index.html\r\n")


def test_elsewhere_lines_are_plain(first):
    assert "\x1b" not in first[0].stdout + first[0].stderr


# --- the edition of this repository -----------------------------------------------------------------------

PLACES = {
    "Here": {"TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "1", "umask": 0o000},
    "there/in a folder": {"TZ": "America/Lima", "LC_ALL": "de_DE.UTF-8", "PYTHONHASHSEED": "2", "umask": 0o077},
}
"""Folders, with the time zone, the language, the hash seed and the umask of a build."""


@pytest.fixture(scope="module")
def twice(tmp_path_factory):
    """Build this repository's edition in two places, once in two processes."""
    roots = []
    for processes, (place, settings) in enumerate(PLACES.items(), 1):
        root = tmp_path_factory.mktemp("twice") / place
        shutil.copytree(ROOT / "source", root / "source")
        said = run(root, *BUILD, "-n", str(processes), **settings)
        assert said.returncode == 0, said.stdout + said.stderr
        roots.append(root)
    return roots


def test_two_builds_are_the_same_to_the_byte(twice):
    one, other = map(built, twice)
    assert sorted(one) == sorted(other)
    assert [path for path in one if one[path] != other[path]] == []


def test_the_documents_in_the_repository_are_what_the_build_makes(twice):
    made = {path: data for path, data in built(twice[0]).items() if path.startswith("tei/")}
    kept = {path: data for path, data in built(ROOT).items() if path in made}
    assert sorted(kept) == sorted(made), "build the edition and commit tei/"
    assert [path for path in made if made[path] != kept[path]] == [], "build the edition and commit tei/"
