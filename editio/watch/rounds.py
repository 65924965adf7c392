"""Rounds: the build, run again and again in one process in which everything is loaded.

In go the texts that come first, or nothing for the whole edition; out comes a :class:`Round`: what was done, and what
each task has to tell. The tasks are those of ``dodo.py`` and run by doit, so that ``.doit.db`` knows of them as after
any other build. A round of the whole edition gives way as soon as something is saved.
"""

import functools
import os
import runpy
import signal
import sys
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

from doit.cmd_base import ModuleTaskLoader, get_loader
from doit.cmd_run import Run
from doit.doit_cmd import DoitMain
from doit.exceptions import BaseFail, TaskFailed, UnmetDependency
from doit.task import Task

from editio import run, uptodate
from editio.message import Message
from editio.reporter import Reporter, told
from editio.watch.board import Messages

Creator = Callable[[], Iterator[dict[str, Any]]]

AT_ONCE = ("encode", "validate", "html")
"""The stages that lead from a save to the page of a text; the rest can wait."""

SIGNAL = getattr(signal, "SIGUSR1", None)
"""What a save sends to work that may wait; where there is no such thing, a task that has begun is finished first."""


class Resaved(BaseException):
    """Break off work that may wait, as Ctrl-C would: something was saved meanwhile."""


@dataclass(slots=True)
class Round:
    """Hold what a round did; ``messages`` are those of every task that was looked at, done or not."""

    messages: dict[str, Messages] = field(default_factory=dict)
    done: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    faults: dict[str, str] = field(default_factory=dict)
    is_whole: bool = False


class Patience:
    """Know whether the work that is under way may be broken off, and break it off by a signal to the main thread."""

    def __init__(self, is_awaited: Callable[[], bool]) -> None:
        """Take the function that tells whether something was saved meanwhile."""
        self.is_awaited = is_awaited
        self.may_wait = False
        if SIGNAL is not None:
            signal.signal(SIGNAL, self._heed)

    def ring(self) -> None:
        """Say from any thread that something was saved."""
        if SIGNAL is not None:
            os.kill(os.getpid(), SIGNAL)

    def _heed(self, number: int, frame: FrameType | None) -> None:
        del number, frame
        if self.may_wait:
            self.may_wait = False
            raise Resaved

    def begin(self) -> None:
        """Let work be broken off from now on, or break it off at once."""
        self.may_wait = True
        if self.is_awaited():
            self.may_wait = False
            raise Resaved

    def end(self) -> None:
        """Let no work be broken off: its result is written down."""
        self.may_wait = False


class Listener:
    """Hear what doit tells of its tasks. The form of this class is doit's."""

    desc = "keeps what is told"

    def __init__(self, told_so_far: Callable[[Round], None], patience: Patience | None, aloud: Reporter | None) -> None:
        """Take whom to tell of pages that are done, who may break off the work, and who tells of it on the terminal."""
        self.round = Round()
        self.tasks: dict[str, Task] = {}
        self._told_so_far = told_so_far
        self._patience = patience
        self._aloud = aloud

    def __getattr__(self, name: str) -> Callable[..., None]:
        """Pass on what is of no account here."""
        return functools.partial(self._say, name)

    def _say(self, name: str, *said: Any) -> None:
        if self._aloud is not None:
            getattr(self._aloud, name)(*said)

    def get_status(self, task: Task) -> None:
        """Give way to a save; else look at the task."""
        if self._patience is not None:
            self._patience.begin()
            self._patience.end()
        self.tasks[task.name] = task

    def execute_task(self, task: Task) -> None:
        """Let a task be broken off from now on."""
        if task.actions:
            self._say("execute_task", task)
            if self._patience is not None:
                self._patience.begin()

    def add_failure(self, task: Task, fail: BaseFail) -> None:
        """Keep why a task failed."""
        self._end()
        self._say("add_failure", task, fail)
        if isinstance(fail, UnmetDependency):
            self.round.messages[task.name] = ()
            return
        self.round.messages[task.name] = getattr(fail, "messages", ())
        if isinstance(fail, TaskFailed):
            self.round.failed.append(task.name)
        else:
            self.round.faults[task.name] = fail.get_msg()
        self._told_so_far(self.round)

    def add_success(self, task: Task) -> None:
        """Keep what a task has to tell."""
        self._end()
        self._say("add_success", task)
        if task.actions:
            self.round.done.append(task.name)
            self.round.messages[task.name] = _messages(task)
            if task.name.startswith(("html:", "volume:html")):
                self._told_so_far(self.round)

    def complete_run(self) -> None:
        """Look up what the tasks had to tell that had nothing to do."""
        self._end()
        for task in self.tasks.values():
            if task.actions and task.name not in self.round.messages:
                self.round.messages[task.name] = _messages(task)
        self._say("complete_run")

    def _end(self) -> None:
        if self._patience is not None:
            self._patience.end()


def _messages(task: Task) -> Messages:
    return tuple(said for said in told(task) if isinstance(said, Message))


def tasks() -> Mapping[str, Any]:
    """Read the tasks of ``dodo.py``, and with them the edition, as they are now."""
    path = run.dodo()
    if path == run.OWN and str(Path.cwd()) not in sys.path:
        sys.path.insert(0, str(Path.cwd()))  # as doit does: modules may lie beside a dodo.py of one's own
    try:
        return runpy.run_path(str(path))
    except SystemExit:
        raise Resaved from None  # edition.toml was spoilt since it was read, and that save is on its way


def at_once(texts: Collection[str], told_so_far: Callable[[Round], None]) -> Round:
    """Bring the pages of some texts up to date, and do nothing else."""
    every = tasks()
    creators = (name for name in map("task_{}".format, AT_ONCE) if name in every)
    chosen = {name: _only(every[name], texts) for name in creators}
    return _run({**chosen, "DOIT_CONFIG": every["DOIT_CONFIG"]}, Listener(told_so_far, None, None))


def whole(told_so_far: Callable[[Round], None], patience: Patience, aloud: Reporter | None = None) -> Round:
    """Bring the whole edition up to date, unless something is saved meanwhile."""
    return _run(tasks(), Listener(told_so_far, patience, aloud))


def _only(create: Creator, texts: Collection[str]) -> Creator:
    """Make of a creator of tasks one that creates those of some texts: making all of a thousand takes a second."""

    @functools.wraps(create)
    def created() -> Iterator[dict[str, Any]]:
        return (task for task in create() if task.get("name") in texts)

    return created


def _run(namespace: Mapping[str, Any], listener: Listener) -> Round:
    config = {**namespace["DOIT_CONFIG"], "reporter": listener}
    doit = DoitMain()
    loader = get_loader(doit.config, ModuleTaskLoader({**namespace, "DOIT_CONFIG": config}), doit.get_cmds())
    try:
        Run(task_loader=loader, config=doit.config).parse_execute([])
        listener.round.is_whole = True
    except Resaved:
        pass
    return listener.round


def forget_templates() -> None:
    """Let templates and rules be read again: what was made of them stands in the caches of the stage."""
    uptodate.forget_templates()
    for name, module in list(sys.modules.items()):
        if name.startswith("editio.render."):
            for value in vars(module).values():
                if hasattr(value, "cache_clear"):
                    value.cache_clear()
