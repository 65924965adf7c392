"""Saves: what people changed below ``source/`` and ``templates/``, a burst of changes at a time.

In goes the folder of an edition; out come :class:`Saves`, to a function that is called for each burst. How a program
saves is of no account: by writing, or by putting a new file in the place of the old one. What it keeps beside the files
that people write (hidden files, copies of old states) is passed over. Nothing is read here and nothing built.
"""

import os
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from threading import Event

import watchfiles
from watchfiles import Change
from watchfiles._rust_notify import WatchfilesRustInternalError

WATCHED = ("source", "templates")

STEP = 25
"""Milliseconds without a change after which a burst is over."""

LONGEST = 400
"""Milliseconds after which a burst is handed on though it goes on."""

LOOK = 1000
"""Milliseconds between two looks whether the folders themselves are still the same."""


@dataclass(frozen=True, slots=True)
class Saves:
    """Say what was saved: the folders of ``source/`` that are concerned, files beside them, and templates."""

    texts: frozenset[str] = frozenset()
    shared: bool = False
    templates: bool = False

    def __or__(self, other: "Saves") -> "Saves":
        """Put two bursts together."""
        return Saves(self.texts | other.texts, self.shared or other.shared, self.templates or other.templates)


EVERYTHING = Saves(shared=True, templates=True)
"""What is told where it cannot be known what was saved."""


def watch(root: Path, arrived: Callable[[Saves], None], begun: Event, ended: Event) -> None:
    """Tell of each burst of saves until ``ended`` is set; set ``begun`` as soon as no save is missed any more.

    A folder that is deleted, or that was not there at the beginning, is looked for again. Where the system cannot tell
    of changes (too many folders, a file system over a network), the files are looked at twice a second instead.
    """
    root = root.resolve()
    polling: bool | None = None  # as the system can

    def begin() -> None:
        """Catch up with what was saved while nobody watched."""
        if begun.is_set():
            arrived(EVERYTHING)
        begun.set()

    while not ended.is_set():
        try:
            _watch(root, polling, arrived, _Ending(begin, ended))
        except FileNotFoundError:
            pass  # deleted between two glances
        except (OSError, WatchfilesRustInternalError) as error:
            if polling:
                raise
            print(f"this system tells of no change ({error}); files are looked at twice a second", file=sys.stderr)
            polling = True


class _Ending:
    """Be asked whether to end; whoever asks for the first time has begun to watch."""

    def __init__(self, begin: Callable[[], None], ended: Event) -> None:
        self._begin: Callable[[], None] | None = begin
        self._ended = ended

    def is_set(self) -> bool:
        """Tell whether to end."""
        begin, self._begin = self._begin, None
        if begin is not None:
            begin()
        return self._ended.is_set()


def _watch(root: Path, polling: bool | None, arrived: Callable[[Saves], None], ending: _Ending) -> None:
    """Tell of saves as long as the folders are the same."""
    folders = _folders(root)
    if not folders:
        while not ending.is_set() and not _folders(root):
            time.sleep(LOOK / 1000)
        return
    bursts = watchfiles.watch(
        *folders,
        watch_filter=is_of_people,
        debounce=LONGEST,
        step=STEP,
        rust_timeout=LOOK,
        yield_on_timeout=True,
        stop_event=ending,
        raise_interrupt=False,
        force_polling=polling,
        poll_delay_ms=500,
    )
    last = None
    for changes in bursts:
        if changes:
            last = sort(root, (Path(path) for _, path in changes))
            arrived(last)
        elif last and (polling or "WATCHFILES_FORCE_POLLING" in os.environ):
            arrived(last)  # who only looks sees whole seconds: there may have been another save in the same one
            last = None
        if _folders(root) != folders:
            return


def _folders(root: Path) -> dict[Path, tuple[int, int]]:
    """Give the folders to watch that there are, each with what tells it from another of its name."""
    found = {}
    for path in (root / name for name in WATCHED):
        if path.is_dir():
            status = path.stat()
            found[path] = (status.st_dev, status.st_ino)
    return found


def is_of_people(change: Change, path: str) -> bool:
    """Tell whether a file may be one that somebody wrote; editors keep others beside it for a moment."""
    del change
    name = Path(path).name
    return not name.startswith((".", "#")) and not name.endswith(("~", ".swp", ".tmp", ".bak"))


def sort(root: Path, paths: Iterable[Path]) -> Saves:
    """Say of changed paths what they belong to."""
    saves = Saves()
    for path in paths:
        parts = path.relative_to(root).parts if path.is_relative_to(root) else ()
        match parts:
            case ("source", text, _, *_):
                saves |= Saves(texts=frozenset([text]))
            case ("source", name):
                saves |= Saves(texts=frozenset([name]), shared=True)  # a file, or the folder of a text
            case ("templates", *_):
                saves |= Saves(templates=True)
            case _:
                saves |= EVERYTHING
    return saves
