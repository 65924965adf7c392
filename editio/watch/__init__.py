"""Watching: what is saved below ``source/`` and ``templates/`` is built at once, and shown in terminal and browser.

In goes the edition of this folder; out come the same files as of ``editio build``, pages on this machine that renew
themselves, and messages. It lasts until Ctrl-C. First the pages of the texts that were saved are built, then everything
else, which gives way to the next save. What is built and how is said in ``dodo.py`` and :mod:`editio.build`; this
package says only when.
"""

import sqlite3
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import SimpleQueue
from threading import Event, Thread
from typing import NoReturn

from doit.dependency import DatabaseException

from editio import build, edition, encode, files, validate
from editio.edition import Edition
from editio.message import Rejected
from editio.render import html
from editio.reporter import Reporter
from editio.run import SPOILT
from editio.watch import rounds
from editio.watch.board import Board
from editio.watch.rounds import Patience, Resaved, Round
from editio.watch.saves import EVERYTHING, Saves, watch
from editio.watch.server import NoPort, Server
from editio.watch.terminal import Terminal

LOCKED = 1.0
"""Seconds until the next try where another build is writing down what it did."""


def run(port: int, then: Callable[[str], object] | None = None) -> NoReturn:
    """Watch the edition of this folder until Ctrl-C; ``then`` is called with the address of its pages.

    Rejects a folder that has no edition (E101); raises :class:`NoPort` where no port can be had.
    """
    if not Path("source").is_dir():
        edition.load(Path())
    saves: SimpleQueue[Saves] = SimpleQueue()
    patience = Patience(lambda: not saves.empty())
    board = Board()
    server = Server(port, Path("output"), board)
    Thread(target=server.serve_forever, daemon=True).start()
    print(f"The pages are at {server.address} and renew themselves. Ctrl-C ends it.", flush=True)
    if then is not None:
        then(server.address)

    def arrived(burst: Saves) -> None:
        saves.put(burst)
        patience.ring()

    with _hearing(arrived) as faults:
        work = _Watch(board, patience, saves)
        while not faults:
            work.go_on()
        raise faults[0]


@contextmanager
def _hearing(arrived: Callable[[Saves], None]) -> Iterator[Sequence[BaseException]]:
    """Have saves told of by a thread, from now on; gives what made it end, if anything does."""
    begun, ended = Event(), Event()
    faults: list[BaseException] = []

    def hear() -> None:
        try:
            watch(Path(), arrived, begun, ended)
        except BaseException as error:
            faults.append(error)
            begun.set()
            arrived(EVERYTHING)  # so that who waits for a save hears of it

    watcher = Thread(target=hear, daemon=True)
    watcher.start()
    try:
        begun.wait()
        yield faults
    finally:
        ended.set()
        watcher.join()  # else Python would tear it down amid code that is not its own


class _Watch:
    """Build what was saved, and tell of it in the terminal and on the board."""

    def __init__(self, board: Board, patience: Patience, saves: "SimpleQueue[Saves]") -> None:
        self.board = board
        self.patience = patience
        self.saves = saves
        self.terminal = Terminal()
        self.aloud: Reporter | None = Reporter(sys.stdout, {})  # for the first round, which may take its time
        self.burst = EVERYTHING
        self.known: object = None
        self.is_other = False  # than at the last look for what belongs to nothing

    def go_on(self) -> None:
        """Build what was saved, and wait for the next burst of saves."""
        try:
            if found := self._load():
                self._first(found, self.burst)
                self._rest(found)
        except Resaved:
            pass  # the reason waits among the saves
        except DatabaseException:
            self.terminal.say(SPOILT)
        except sqlite3.OperationalError as error:
            self.terminal.say(f"{build.CONFIG['dep_file']}: {error}; trying again")
            time.sleep(LOCKED)
            self.saves.put(EVERYTHING)
        self.burst = self.saves.get()
        while not self.saves.empty():
            self.burst |= self.saves.get()

    def _load(self) -> Edition | None:
        """Read the edition as it is now; if it is rejected, tell why, and nothing is built."""
        try:
            found = edition.load(Path())
        except Rejected as rejected:
            self.board.set_edition(self.board.texts, rejected.messages)
            self.terminal.edition(rejected.messages)
            return None
        self.board.set_edition(found.texts, ())
        self.terminal.edition(())
        known = (found.texts, tuple(found.unusable), found.formats)
        self.is_other |= known != self.known
        self.known = known
        return found

    def _first(self, found: Edition, burst: Saves) -> None:
        """Build the pages of the texts that were saved; of what concerns all, those that somebody looks at."""
        texts = burst.texts
        if burst.templates:
            rounds.forget_templates()
        if burst.shared or burst.templates:
            texts |= self.board.open_texts
        if texts := texts.intersection(found.texts):
            begun = time.perf_counter()
            made = rounds.at_once(texts, self._publish)
            self._publish(made)
            self.terminal.texts(made, burst.texts & texts, time.perf_counter() - begun, found)

    def _rest(self, found: Edition) -> None:
        """Build all that is left, unless something is saved meanwhile."""
        begun = time.perf_counter()
        aloud, self.aloud = self.aloud, None
        made = rounds.whole(self._publish, self.patience, aloud)
        self.board.put(made.messages, made.faults, all_of_them=made.is_whole)
        self.terminal.rest(made, time.perf_counter() - begun, has_been_told=aloud is not None)
        if not made.is_whole:
            return
        if aloud is not None:
            warm(found)
        if self.is_other:
            self.is_other = False
            self.terminal.orphans(build.orphans(found))

    def _publish(self, made: Round) -> None:
        self.board.put(made.messages, made.faults)


def warm(found: Edition) -> None:
    """Do once, and throw away, what the first save will need: loading costs more than the work itself."""
    built = [text for text in found.texts if found.document(text).is_file() and found.ledger(text).is_file()]
    if not built:
        return
    raws = {text: found.text_folder(text) / "text.txt" for text in built}
    with suppress(Rejected, OSError):
        text = min(built, key=lambda name: raws[name].stat().st_size)
        encode.encode(files.read(raws[text]), str(raws[text]))
        validate.run(found.document(text), found.ledger(text), raws[text])
        html.text(found, text)


__all__ = ["NoPort", "run"]
