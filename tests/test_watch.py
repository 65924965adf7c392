"""Watching: a save is on the page at once, what is wrong is shown until it is mended, and nothing else is disturbed."""

import http.client
import json
import os
import queue
import re
import shutil
import signal
import socket
import sqlite3
import threading
import time
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import judges
import pytest
import watchfiles
from editions import APPARATUS, BUILD, EDITIO, ESSAY, add, begun, built, introduce, make, of, run, start
from judges import ROOT

from editio import watch
from editio.message import Message
from editio.watch import saves
from editio.watch.board import Board
from editio.watch.saves import EVERYTHING, Saves
from editio.watch.server import NoPort, Server, find

WATCH = (*EDITIO, "watch", "--port", "0")
IDLE = "Nothing to do. The edition is in output/: open output/html/index.html\n"
LONG = 60
"""Seconds after which a test gives up; none waits so long unless something is wrong."""

ERROR = Message("source/lamp/apparatus.toml", 4, "E201", "the words '<b>x</b>' do not stand there", "look & see")
WARNING = Message("source/lamp/text.txt", 0, "W403", "the language of the text is not stated")


class Watched:
    """Be somebody who watches an edition: read the terminal, open pages, save files."""

    def __init__(self, root, *arguments):
        self.root = root
        self.process = start(root, *WATCH, *arguments)
        self.lines = queue.SimpleQueue()
        self.said = []
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()
        self.port = int(re.search(r"127\.0\.0\.1:(\d+)/", self.until("The pages are at"))[1])

    def _read(self):
        for line in self.process.stdout:
            self.lines.put(line.rstrip("\n"))
        self.lines.put(None)

    def until(self, words):
        """Read on to a line with some words."""
        while (line := self.lines.get(timeout=LONG)) is not None:
            self.said.append(line)
            if words in line:
                return line
        raise AssertionError(f"'{words}' was not said, but: {self.said}, {self.process.stderr.read()}")

    def settled(self):
        """Wait until everything is built that the first round builds."""
        self.until("The edition is in output/")
        return self

    def path(self, path):
        return self.root / "source" / path

    def save(self, path, words):
        self.path(path).write_text(words, encoding="utf-8")

    def get(self, path, method="GET", **headers):
        return ask(self.port, path, method, **headers)

    def page(self, path):
        return self.get(path)[2].decode()

    def state(self, page, is_meant=bool):
        """Listen to a page until its state is the one that is meant."""
        for state in states(self.port, page):
            if is_meant(state):
                return state
        raise AssertionError(f"the state of {page} never came")

    def shows(self, page, words):
        """Look at a page, and again whenever it renews itself, until it has some words."""
        for _ in states(self.port, page):
            if words in self.page(page):
                return True
        raise AssertionError(f"'{words}' never came")

    def stop(self, number=signal.SIGINT):
        """Stop watching; gives the exit status, all that was said and all complaints."""
        os.kill(self.process.pid, number)
        status = self.process.wait(LONG)
        self.reader.join(LONG)
        while not self.lines.empty():
            self.said.append(self.lines.get())
        return status, [line for line in self.said if line is not None], self.process.stderr.read()


def ask(port, path, method="GET", **headers):
    """Ask for a path as it stands; gives status, headers and body."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=LONG)) as connection:
        connection.putrequest(method, path, skip_host="Host" in headers)
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders()
        answer = connection.getresponse()
        return answer.status, dict(answer.headers), answer.read()


def states(port, page):
    """Give the states that a page is told of, for as long as a test waits."""
    ended = time.monotonic() + LONG
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=LONG)) as connection:
        connection.request("GET", f"/.editio/events?page={page}")
        for line in connection.getresponse():
            if line.startswith(b"data: "):
                yield json.loads(line.removeprefix(b"data: "))
            if time.monotonic() > ended:
                return


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """Build an edition of three texts once."""
    root = make(tmp_path_factory.mktemp("edition") / "lamps")
    assert run(root, *BUILD).returncode == 0
    return root


@pytest.fixture
def lamps(first, tmp_path):
    """Give a copy of the edition that is built."""
    return shutil.copytree(first, tmp_path / "lamps")


@pytest.fixture
def watching():
    """Give a function that begins to watch; what was begun is ended with the test."""
    begun = []

    def watch(root, *arguments):
        begun.append(Watched(root, *arguments))
        return begun[-1]

    yield watch
    for watched in begun:
        watched.process.kill()
        watched.process.communicate()


def codes(messages):
    return [message["code"] for message in messages]


# --- what is saved ----------------------------------------------------------------------------------------


def in_place(path, words):
    path.write_text(words, encoding="utf-8")


def by_a_new_file(path, words):
    new = path.with_name(f".{path.name}.new")
    new.write_text(words, encoding="utf-8")
    new.replace(path)


def as_vim_does(path, words):
    path.with_name("4913").touch()
    path.with_name("4913").unlink()
    old = path.with_name(f"{path.name}~")
    path.rename(old)
    path.write_text(words, encoding="utf-8")
    old.unlink()


@pytest.mark.parametrize("save", [in_place, by_a_new_file, as_vim_does])
def test_a_save_is_on_the_page_then_in_the_rest_and_a_build_has_nothing_to_do(lamps, watching, save):
    watched = watching(lamps).settled()
    assert "On Lanterns" not in watched.page("/lamp/")
    save(watched.path("lamp/header.toml"), 'language = "en"\ntitle = "On Lanterns"\n')
    assert watched.shows("/lamp/", "On Lanterns")
    watched.until("volume:epub")
    done = set(re.findall(r"\w+:\w+", "\n".join(line for line in watched.said if line.startswith("then "))))
    assert {"epub:lamp", "text:lamp", "volume:epub", "volume:html"} <= done <= of("lamp")
    assert "On Lanterns" in watched.page("/")
    assert watched.stop()[0] == 128 + signal.SIGINT
    assert run(lamps, *BUILD).stdout == IDLE


def test_what_is_built_is_what_a_build_makes(lamps, watching, tmp_path):
    other = shutil.copytree(lamps, tmp_path / "other")
    watched = watching(lamps).settled()
    for root in (lamps, other):
        (root / "source/lamp/header.toml").write_text('language = "en"\ntitle = "On Lanterns"\n', encoding="utf-8")
    watched.until("volume:epub")
    watched.page("/lamp/")
    run(other, *BUILD)
    assert built(lamps) == built(other)


def test_the_words_that_were_saved_last_are_shown(lamps, watching):
    watched = watching(lamps).settled()
    for number in range(30):
        watched.save("lamp/header.toml", f'language = "en"\ntitle = "Title {number}"\n')
    assert watched.shows("/lamp/", "Title 29")
    assert watched.shows("/", "Title 29")


def test_a_template_that_is_saved_is_seen_on_the_page_that_is_looked_at(lamps, watching):
    own = lamps / "templates/html"
    watched = watching(lamps).settled()
    own.mkdir(parents=True)
    shutil.copy(ROOT / "templates/html/text.html.j2", own)
    template = (own / "text.html.j2").read_text(encoding="utf-8")
    for words in ("Ours", "Ours again"):
        (own / "text.html.j2").write_text(template.replace("</article>", f"<p>{words}.</p></article>"), "utf-8")
        assert watched.shows("/lamp/", f"<p>{words}.</p>")


def test_what_is_said_of_all_texts_is_seen_in_all(lamps, watching):
    watched = watching(lamps).settled()
    edition = watched.path("edition.toml").read_text(encoding="utf-8")
    watched.save("edition.toml", edition.replace("The Example Press", "Another Press"))
    for page in ("/lamp/", "/mill/", "/harbour/"):
        assert watched.shows(page, "Another Press")


def test_a_new_text_gets_a_page_and_a_deleted_one_leaves_the_edition(lamps, watching):
    watched = watching(lamps).settled()
    status, _, page = watched.get("/quay/")
    assert (status, b"not built" in page) == (404, True)
    add(lamps, "quay")
    assert watched.shows("/quay/", "On Quays")
    assert watched.shows("/", "quay/index.html")
    shutil.rmtree(watched.path("quay"))
    watched.until("editio build --prune")
    assert "quay/index.html" not in watched.page("/")


def test_a_save_does_not_wait_for_what_may_wait(lamps, watching):
    endless = """

def task_epub():
    yield {"name": "endless", "actions": [wait]}


def wait():
    import time
    while True:
        time.sleep(0.01)
"""
    (lamps / "dodo.py").write_text((ROOT / "dodo.py").read_text(encoding="utf-8") + endless, encoding="utf-8")
    watched = watching(lamps)
    watched.until("endless")
    for title in ("On Lanterns", "On Torches"):
        watched.save("lamp/header.toml", f'language = "en"\ntitle = "{title}"\n')
        assert watched.shows("/lamp/", title)
    status, said, complaints = watched.stop()
    assert (status, "Traceback" in "".join(said) + complaints) == (128 + signal.SIGINT, False)


# --- what is wrong ----------------------------------------------------------------------------------------


def test_a_rejected_text_keeps_its_page_and_says_why_until_it_is_mended(lamps, watching):
    watched = watching(lamps).settled()
    page = watched.page("/lamp/")
    watched.save("lamp/apparatus.toml", APPARATUS.replace("[[harbour]]", "[[<b>harbor</b>]]"))
    state = watched.state("/lamp/", lambda state: state["errors"])
    assert (codes(state["errors"]), state["errors"][0]["place"]) == (["E201"], "source/lamp/apparatus.toml:4")
    assert state["errors"][0]["hint"]
    watched.until("source/lamp/apparatus.toml:4: E201 ")
    watched.until("lamp: not built; its page stays as it was")
    assert watched.page("/lamp/") == page
    assert codes(watched.state("/")["errors"]) == ["E201"]
    assert watched.state("/mill/")["errors"] == []
    watched.save("mill/header.toml", 'language = "en"\ntitle = "On Mills again"\n')
    assert watched.shows("/mill/", "On Mills again")
    watched.save("lamp/apparatus.toml", APPARATUS)
    assert watched.state("/lamp/", lambda state: not state["errors"])["stamp"] in page
    assert sum("E201" in line for line in watched.said) == 1


def test_a_text_that_was_never_built_says_why_in_the_place_of_its_page(tmp_path, watching):
    root = make(tmp_path / "lamps")
    (root / "source/lamp/apparatus.toml").write_text(APPARATUS.replace("[[", "[["[:1]), encoding="utf-8")
    watched = watching(root)
    watched.until("1 text rejected: lamp")
    status, _, page = watched.get("/lamp/")
    assert (status, b"/.editio/live.js" in page, b'href="/mill/"' in page) == (404, True, True)
    state = watched.state("/lamp/", lambda state: state["errors"])
    assert (state["stamp"], watched.get("/")[0]) == ("", 404)
    watched.save("lamp/apparatus.toml", APPARATUS)
    assert watched.state("/lamp/", lambda state: state["stamp"])["errors"] == []
    assert watched.get("/lamp/")[0] == 200


def test_a_broken_edition_says_why_and_waits_for_the_next_save(lamps, watching):
    edition = lamps / "source/edition.toml"
    sound = edition.read_text(encoding="utf-8")
    edition.write_text(f"{sound}= broken\n", encoding="utf-8")
    watched = watching(lamps)
    watched.until("source/edition.toml:10: E301 ")
    watched.until("nothing is built until this is mended")
    state = watched.state("/lamp/")
    assert (codes(state["errors"]), bool(state["stamp"])) == (["E301"], True)
    watched.save("lamp/header.toml", 'language = "en"\ntitle = "On Lanterns"\n')
    watched.until("nothing is built until this is mended")
    in_place(edition, sound)
    watched.until("The edition is mended")
    watched.settled()
    assert "On Lanterns" in watched.page("/lamp/")
    assert watched.state("/lamp/")["errors"] == []


def test_a_folder_that_cannot_be_a_text_is_told_on_the_front_page(lamps, watching):
    watched = watching(lamps).settled()
    watched.path("No Name").mkdir()
    assert codes(watched.state("/", lambda state: state["errors"])["errors"]) == ["E308"]
    watched.path("No Name").rmdir()
    assert watched.state("/", lambda state: not state["errors"])


def test_a_bad_essay_is_told_on_the_front_page_until_it_is_mended(lamps, watching):
    introduce(lamps)
    watched = watching(lamps).settled()
    watched.save("introduction.md", f"{ESSAY}\n<b>\n")
    assert codes(watched.state("/", lambda state: state["errors"])["errors"]) == ["E230"]
    watched.until("Rejected: lamps")
    watched.save("introduction.md", f"{ESSAY}\nIt was read at night.\n")
    watched.until("Nothing is rejected any more")
    assert "It was read at night." in (lamps / "tei/lamps.xml").read_text(encoding="utf-8")
    assert watched.state("/", lambda state: not state["errors"])


def test_a_broken_template_is_told_once_in_the_terminal_and_on_each_page(lamps, watching):
    watched = watching(lamps).settled()
    own = lamps / "templates/html"
    own.mkdir(parents=True)
    (own / "text.html.j2").write_text("{{ nothing.of.the.kind }}\n", encoding="utf-8")
    watched.until("templates/html/text.html.j2:1: E701 ")
    for page in ("/lamp/", "/mill/"):
        assert codes(watched.state(page, lambda state: state["errors"])["errors"]) == ["E701"]
    shutil.rmtree(lamps / "templates")
    for page in ("/lamp/", "/mill/"):
        assert watched.state(page, lambda state: not state["errors"])["stamp"]
    assert sum("E701" in line for line in watched.said) == 1


def test_what_an_earlier_build_found_is_shown_though_nothing_has_to_be_built(lamps, watching):
    (lamps / "source/lamp/header.toml").unlink()
    run(lamps, *BUILD)
    watched = watching(lamps)
    state = watched.state("/lamp/", lambda state: state["others"])
    assert ("W403" in codes(state["others"]), state["errors"]) == (True, [])
    assert watched.state("/")["others"] == []


def test_a_fault_of_the_program_is_told_and_does_not_end_the_watching(lamps, watching):
    fault = """

def task_text():
    for task in build.render(EDITION, "text"):
        task["actions"] = [lambda: 1 / 0] if "lamp" in task["name"] else task["actions"]
        yield task
"""
    (lamps / "dodo.py").write_text((ROOT / "dodo.py").read_text(encoding="utf-8") + fault, encoding="utf-8")
    watched = watching(lamps).settled()
    for title in ("On Lanterns", "On Torches"):
        watched.save("lamp/header.toml", f'language = "en"\ntitle = "{title}"\n')
        assert watched.shows("/lamp/", title)
        watched.until("volume:epub")
    assert watched.state("/lamp/", lambda state: state["fault"])
    assert not watched.state("/mill/")["fault"]
    assert sum("text:lamp: a fault of the program" in line for line in watched.said) == 1
    assert sum("ZeroDivisionError" in line for line in watched.said) >= 1


@pytest.mark.slow
def test_a_build_at_the_same_time_is_waited_for(lamps, watching):
    watched = watching(lamps).settled()
    with closing(sqlite3.connect(lamps / ".doit.db", isolation_level=None)) as other:
        other.execute("begin immediate")
        watched.save("lamp/header.toml", 'language = "en"\ntitle = "On Lanterns"\n')
        watched.until(".doit.db: database is locked; trying again")
        other.execute("rollback")
    watched.until("epub:lamp")
    assert "On Lanterns" in watched.page("/lamp/")


def test_a_spoilt_memory_of_earlier_builds_is_told_with_its_mend(lamps, watching):
    memory = lamps / ".doit.db"
    memory.write_bytes(b"spoilt")
    watched = watching(lamps)
    watched.until(".doit.db: cannot be read; delete it, and everything is built anew")
    memory.unlink()
    watched.save("lamp/header.toml", 'language = "en"\ntitle = "On Lanterns"\n')
    assert watched.shows("/lamp/", "On Lanterns")


def test_whoever_cannot_hear_of_saves_any_more_ends_with_the_reason(lamps, monkeypatch):
    monkeypatch.chdir(lamps)
    monkeypatch.setattr(watch, "watch", lambda *_: 1 / 0)
    usual = signal.getsignal(signal.SIGUSR1)
    try:
        with pytest.raises(ZeroDivisionError):
            watch.run(0)
    finally:
        signal.signal(signal.SIGUSR1, usual)


# --- how it begins and ends -------------------------------------------------------------------------------


def test_after_ctrl_c_amid_the_first_build_the_next_one_goes_on(tmp_path, watching):
    root = make(tmp_path / "lamps")
    watched = watching(root)
    watched.until("html      ")
    status, said, complaints = watched.stop()
    assert status == 128 + signal.SIGINT
    assert "Traceback" not in "".join(said) + complaints
    assert not {"encode:mill", "validate:mill"} & set(begun(run(root, *BUILD).stdout))
    assert run(root, *BUILD).stdout == IDLE


def test_the_next_free_port_is_taken(lamps, watching):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        watched = watching(lamps, "--port", str(port))
        assert port < watched.port <= port + 100
        assert watched.get("/lamp/")[0] == 200


@pytest.mark.parametrize(("arguments", "words"), [(["--port", "65536"], "is no port"), (["now"], "unrecognized")])
def test_a_wrong_call_ends_with_2(lamps, arguments, words):
    said = run(lamps, *EDITIO, "watch", *arguments)
    assert (said.returncode, words in said.stderr, said.stdout) == (2, True, "")


def test_a_folder_without_an_edition_is_told(tmp_path):
    said = run(tmp_path, *WATCH)
    assert (said.returncode, said.stdout) == (1, "")
    assert said.stderr.startswith("source/edition.toml: E101 ")


# --- what is noticed --------------------------------------------------------------------------------------


@contextmanager
def noticing(root):
    """Watch the files of a folder; gives the bursts as they come."""
    bursts, begun, ended = queue.SimpleQueue(), threading.Event(), threading.Event()
    watcher = threading.Thread(target=saves.watch, args=(root, bursts.put, begun, ended), daemon=True)
    watcher.start()
    assert begun.wait(LONG)
    try:
        yield bursts
    finally:
        ended.set()
        watcher.join(LONG)


def test_only_what_people_write_is_noticed(tmp_path):
    root = make(tmp_path / "lamps", ["lamp", "mill"])
    with noticing(root) as bursts:
        for path in ("tei/lamp.xml", "output/html/index.html", "source/lamp/.text.txt.swp", "source/lamp/text.txt~"):
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text("made", encoding="utf-8")
        (root / "source/mill/notes.md").write_text("written", encoding="utf-8")
        assert bursts.get(timeout=LONG) == Saves(frozenset(["mill"]))


def test_folders_that_come_and_go_are_noticed(tmp_path):
    root = make(tmp_path / "lamps", ["lamp"])
    with noticing(root) as bursts:
        (root / "templates").mkdir()
        assert bursts.get(timeout=LONG) == EVERYTHING
        (root / "templates/ours.j2").touch()
        assert bursts.get(timeout=LONG) == Saves(templates=True)
        (root / "source").rename(root / "elsewhere")
        while bursts.get(timeout=LONG) != EVERYTHING:
            pass
        (root / "elsewhere").rename(root / "source")
        while bursts.get(timeout=LONG) != Saves(frozenset(["lamp"])):
            (root / "source/lamp/text.txt").touch()


def test_where_the_system_tells_of_nothing_files_are_looked_at(tmp_path, monkeypatch, capsys):
    root = make(tmp_path / "lamps", ["lamp"])
    able = watchfiles.watch

    def unable(*folders, force_polling, **settings):
        if not force_polling:
            raise OSError("there are too many folders")
        return able(*folders, force_polling=True, **settings)

    monkeypatch.setattr(watchfiles, "watch", unable)
    with noticing(root) as bursts:
        os.utime(root / "source/lamp/header.toml", (2**32, 2**32))
        assert bursts.get(timeout=LONG) == Saves(frozenset(["lamp"]))
        assert bursts.get(timeout=LONG) == Saves(frozenset(["lamp"])), "another save in the same second is missed"
    assert "there are too many folders" in capsys.readouterr().err


WHERE = {
    "source/lamp/header.toml": Saves(frozenset(["lamp"])),
    "source/lamp/pictures/one.png": Saves(frozenset(["lamp"])),
    "source/lamp": Saves(frozenset(["lamp"]), shared=True),
    "source/edition.toml": Saves(frozenset(["edition.toml"]), shared=True),
    "templates/html/style.css": Saves(templates=True),
    "source": EVERYTHING,
}


@pytest.mark.parametrize("path", WHERE)
def test_a_save_belongs_to_a_text_to_all_or_to_the_templates(path):
    root = Path("/edition")
    assert saves.sort(root, [root / path]) == WHERE[path]


def test_a_save_of_which_nothing_is_known_is_one_of_everything():
    assert saves.sort(Path("/edition"), [Path("/elsewhere/text.txt")]) == EVERYTHING


# --- what is served ---------------------------------------------------------------------------------------


@pytest.fixture
def site(tmp_path):
    """Serve a site of a few files; gives the server."""
    output = tmp_path / "output"
    for path, words in {
        "html/index.html": "<body>front</body>",
        "html/lamp/index.html": "<body>&lt;/body> lamp</body>",
        "html/lamp/lamp.xml": "<TEI/>",
        "html/style.css": "",
        "epub/lamp.epub": "PK",
        "text/lamp.txt": "lamp",
        "html/lamp/.index.html.part": "part",
        "secret.txt": "secret",
        "html-else/secret.txt": "secret",
    }.items():
        (output / path).parent.mkdir(parents=True, exist_ok=True)
        (output / path).write_text(words, encoding="utf-8")
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (output / "html/link.txt").symlink_to(tmp_path / "secret.txt")
    (output / "html/folder").symlink_to(tmp_path)
    (output / "html/empty").mkdir()
    with Server(0, output, Board()) as server:
        server.board.set_edition(("lamp",), ())
        threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
        yield server
        server.shutdown()


SERVED = {
    "/": "text/html; charset=utf-8",
    "/index.html": "text/html; charset=utf-8",
    "/lamp/": "text/html; charset=utf-8",
    "/lamp/?from=elsewhere": "text/html; charset=utf-8",
    "/%6camp/index.html": "text/html; charset=utf-8",
    "/lamp/lamp.xml": "application/xml",
    "/epub/lamp.epub": "application/epub+zip",
    "/text/lamp.txt": "text/plain; charset=utf-8",
    "/.editio/live.js": "text/javascript; charset=utf-8",
}


@pytest.mark.parametrize("path", SERVED)
def test_a_file_of_the_site_is_served_as_what_it_is(site, path):
    status, headers, body = ask(site.server_port, path)
    assert (status, headers["Content-Type"], headers["X-Content-Type-Options"]) == (200, SERVED[path], "nosniff")
    assert int(headers["Content-Length"]) == len(body) > 0
    assert ask(site.server_port, path, "HEAD")[2] == b""


REFUSED = [
    "/../secret.txt", "/lamp/../../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/..%5csecret.txt",
    "//etc/passwd", "/link.txt", "/folder/secret.txt", "/folder/", "/empty/", "/epub/", "/epub/../secret.txt",
    "/lamp/.index.html.part", "/html-else/secret.txt", "/%00", "/lamp/" + "x" * 5000, "/.editio/../secret.txt",
    "/.editio/server.py", "/html/index.html", "/secret.txt",
]  # fmt: skip


@pytest.mark.parametrize("path", REFUSED)
def test_nothing_else_is_served(site, path):
    status, _, body = ask(site.server_port, path)
    assert (status, b"secret</" in body or body == b"secret" or body == b"part") == (404, False)
    assert b"root:" not in body


def test_a_folder_is_found_without_its_slash(site):
    status, headers, _ = ask(site.server_port, "/lamp")
    assert (status, headers["Location"]) == (302, "/lamp/")


@pytest.mark.parametrize("host", ["example.org", "127.0.0.1", "localhost:1", "127.0.0.1.example.org:{port}", ""])
@pytest.mark.parametrize("path", ["/", "/.editio/events"])
def test_who_asks_for_another_name_gets_nothing(site, host, path):
    status, _, body = ask(site.server_port, path, Host=host.format(port=site.server_port))
    assert (status, b"front" in body) == (421, False)


def test_this_machine_may_be_asked_for_by_either_of_its_names(site):
    for name in ("127.0.0.1", "localhost"):
        assert ask(site.server_port, "/", Host=f"{name}:{site.server_port}")[0] == 200


def test_a_question_without_a_name_gets_nothing(site):
    with socket.create_connection(("127.0.0.1", site.server_port), LONG) as connection:
        connection.sendall(b"GET / HTTP/1.0\r\n\r\n")
        assert connection.makefile("rb").readline().split()[1] == b"421"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_a_site_can_only_be_read(site, method):
    assert ask(site.server_port, "/", method)[0] == 501


def test_only_this_machine_is_served(site):
    assert site.server_address[0] == "127.0.0.1"


def test_no_port_at_all_is_said(site):
    with socket.socket() as taken:
        with suppress(OSError):  # then somebody else has it
            taken.bind(("127.0.0.1", 65535))
            taken.listen()
        with pytest.raises(NoPort):
            Server(65535, site.output, site.board)


def test_the_script_comes_last_on_the_page_and_into_no_file(site):
    before = {path: path.read_bytes() for path in site.output.rglob("*.html")}
    page = ask(site.server_port, "/lamp/")[2].decode()
    assert re.fullmatch(
        r'<body>&lt;/body> lamp<script src="/\.editio/live\.js" data-stamp="\w{20}" defer></script></body>', page
    )
    assert before == {path: path.read_bytes() for path in site.output.rglob("*.html")}


def test_the_stamp_is_that_of_the_page_and_its_style(site):
    def stamps():
        page = ask(site.server_port, "/lamp/")[2].decode()
        told = next(states(site.server_port, "/lamp/"))["stamp"]
        assert f'data-stamp="{told}"' in page
        return told

    first = stamps()
    (site.output / "html/style.css").write_text("p { color: red }", encoding="utf-8")
    second = stamps()
    (site.output / "html/lamp/index.html").write_text("<body>torch</body>", encoding="utf-8")
    assert len({first, second, stamps()}) == 3


def test_a_page_hears_of_its_own_messages_only_and_errors_come_first(site):
    site.board.put({"encode:lamp": (WARNING, ERROR), "encode:mill": (ERROR,), "volume:html": (WARNING,)})
    lamp, front = (next(states(site.server_port, page)) for page in ("/lamp/source.html", "/"))
    assert (codes(lamp["errors"]), codes(lamp["others"])) == (["E201"], ["W403"])
    assert (codes(front["errors"]), codes(front["others"])) == (["E201"], ["W403"])
    assert site.board.of_page("lamp") == (ERROR, WARNING)
    site.board.put({}, all_of_them=True)
    assert next(states(site.server_port, "/"))["errors"] == []


def test_a_site_without_a_picture_of_its_own_is_no_fault(site):
    assert ask(site.server_port, "/favicon.ico")[0] == 204
    (site.output / "html/favicon.ico").write_bytes(b"picture")
    assert ask(site.server_port, "/favicon.ico")[2] == b"picture"


def test_who_looks_at_a_text_is_known(site):
    listener = states(site.server_port, "/lamp/")
    next(listener)
    assert site.board.open_texts == {"lamp"}


@pytest.mark.parametrize("path", ["/a\\b", "/a\0b", "/.", "/..", "/lamp/.index.html.part"])
def test_a_path_that_no_file_of_ours_has_is_not_looked_for(site, path):
    assert find(site.output, path) is None


# --- what it looks like -----------------------------------------------------------------------------------


@pytest.fixture
def page(browser):
    """Open a window of a browser."""
    with closing(browser.new_context(viewport={"width": 1280, "height": 800})) as context:
        opened = context.new_page()
        opened.set_default_timeout(LONG * 1000)
        yield opened


def test_the_page_renews_itself_and_the_same_words_stay_at_the_same_height(tmp_path, watching, page):
    root = make(tmp_path / "lamps", ["lamp"])
    paragraphs = "\n\n".join(f"Paragraph {number} of many that make a long page." for number in range(200))
    in_place(root / "source/lamp/text.txt", f"On Lamps\n\n{paragraphs}\n")
    (root / "source/lamp/apparatus.toml").unlink()
    watched = watching(root).settled()
    page.goto(f"http://127.0.0.1:{watched.port}/lamp/")
    words = page.get_by_text("Paragraph 120 of many")
    words.evaluate("words => window.scrollTo(0, words.getBoundingClientRect().top - 100)")
    before = words.bounding_box()["y"]
    entry = APPARATUS.replace("Nobody in the [[harbour]] had", "Paragraph 3 of [[many]] that")
    watched.save("lamp/apparatus.toml", entry.replace('"harbours"', '"a great many, ' + "and many more, " * 60 + '"'))
    page.wait_for_function("document.body.textContent.includes('a great many')")
    page.wait_for_function(
        "before => Math.abs([...document.querySelectorAll('p')].find(p => p.textContent.includes('Paragraph 120 '))"
        ".getBoundingClientRect().top - before) < 12",
        arg=before,
    )
    assert page.evaluate("sessionStorage.length") == 0


def test_errors_stand_on_the_page_as_text_until_they_are_mended(lamps, watching, page):
    watched = watching(lamps).settled()
    page.goto(f"http://127.0.0.1:{watched.port}/lamp/")
    alert = page.get_by_role("alert")
    watched.save("lamp/apparatus.toml", APPARATUS.replace("[[harbour]]", "[[<img src=x onerror=document.title=1>]]"))
    alert.get_by_text("<img src=x onerror=document.title=1>").wait_for()
    assert "source/lamp/apparatus.toml:4: E201" in alert.inner_text()
    assert "hint: " in alert.inner_text()
    assert page.get_by_role("status").inner_text() == "1 error: the page stays as it was"
    assert "On Lamps" in page.title()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert judges.axe(page) == []
    watched.save("lamp/apparatus.toml", APPARATUS)
    alert.wait_for(state="hidden")
    assert page.get_by_role("region", name="What editio says").count() == 0


def test_warnings_are_folded_and_the_panel_obeys_the_keyboard(lamps, watching, page):
    (lamps / "source/lamp/header.toml").unlink()
    run(lamps, *BUILD)
    watched = watching(lamps).settled()
    page.goto(f"http://127.0.0.1:{watched.port}/lamp/")
    page.get_by_role("status").get_by_text("warning").wait_for()
    warning = page.get_by_text("the language of the text is not stated")
    assert not warning.is_visible()
    page.get_by_role("button", name="Show").press("Enter")
    warning.wait_for()
    assert page.get_by_role("button", name="Hide").get_attribute("aria-expanded") == "true"
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert not warning.is_visible()
    assert page.evaluate("document.activeElement.shadowRoot.activeElement.textContent") == "Show"


def test_a_narrow_page_is_not_made_wider(lamps, watching, page):
    page.set_viewport_size({"width": 360, "height": 640})
    watched = watching(lamps).settled()
    page.goto(f"http://127.0.0.1:{watched.port}/lamp/")
    watched.save("lamp/apparatus.toml", APPARATUS.replace("[[harbour]]", f"[[{'x' * 300}]]"))
    page.get_by_role("alert").get_by_text("E201").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    box = page.get_by_role("region", name="What editio says").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    assert box["y"] >= 0


def test_a_publishers_policy_of_contents_holds_and_lets_the_page_renew_itself(lamps, watching, page):
    own = lamps / "templates/html"
    own.mkdir(parents=True)
    policy = '<meta http-equiv="Content-Security-Policy" content="default-src \'self\'">'
    template = (ROOT / "templates/html/page.html.j2").read_text(encoding="utf-8")
    (own / "page.html.j2").write_text(template.replace("<head>", f"<head>{policy}"), encoding="utf-8")
    watched = watching(lamps).settled()
    complaints = []
    page.on("console", lambda message: complaints.append((message.location["url"], message.text)))
    page.goto(f"http://127.0.0.1:{watched.port}/lamp/")
    assert policy in page.content()
    watched.save("lamp/apparatus.toml", APPARATUS.replace("[[harbour]]", "[[harbor]]"))
    page.get_by_role("alert").get_by_text("E201").wait_for()
    watched.save("lamp/apparatus.toml", APPARATUS.replace('"harbours"', '"harbors"'))
    page.get_by_text("harbors").first.wait_for()
    assert [text for url, text in complaints if "/.editio/" in url] == []


def test_a_page_that_is_not_there_yet_comes_by_itself(tmp_path, watching, page):
    root = make(tmp_path / "lamps")
    in_place(root / "source/lamp/apparatus.toml", "broken\n")
    watched = watching(root)
    page.goto(f"http://127.0.0.1:{watched.port}/lamp/")
    page.get_by_role("heading", name="This page is not built").wait_for()
    page.get_by_role("alert").get_by_text("E301").wait_for()
    assert judges.axe(page, best_practice=True) == []
    watched.save("lamp/apparatus.toml", APPARATUS)
    page.get_by_role("heading", name="On Lamps").wait_for()


def test_a_page_says_when_nobody_watches_any_more(lamps, watching, page):
    watched = watching(lamps).settled()
    page.goto(f"http://127.0.0.1:{watched.port}/lamp/")
    watched.state("/lamp/")
    assert watched.stop()[0] == 128 + signal.SIGINT
    page.get_by_role("status").get_by_text("No longer watched").wait_for()
