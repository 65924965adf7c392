"""What the build says while it runs: a bar on a terminal, plain lines elsewhere, messages in both.

In goes what doit tells of its tasks; out come lines for an editor. A text that is rejected is told once; tasks that
wait for it in vain are not mentioned. A fault of ours keeps its traceback.
"""

import signal
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from doit.exceptions import BaseFail, TaskFailed, UnmetDependency
from doit.task import Task

from editio.message import Message

if TYPE_CHECKING:
    from rich.progress import Progress

OF_TEXTS = frozenset(["encode", "validate"])
"""Stages whose refusal is a verdict on a text; any other refuses to make something of it."""

FRONT = Path("output/html/index.html")


class Reporter:
    """Report a run of doit. The form of this class is doit's."""

    desc = "editio's own: messages of the stages, a bar on a terminal"

    def __init__(self, outstream: IO[str], options: Mapping[str, Any]) -> None:
        """Take the stream to write to; options of doit are of no account."""
        del options
        self.outstream = outstream
        self.told: set[str] = set()
        self.rejected: set[str] = set()
        self.unmade: set[str] = set()
        self.faults: list[str] = []
        self.steps = 0
        self.passed = 0
        self.done = 0
        self._bar: Progress | None = None

    @property
    def has_failed(self) -> bool:
        """Tell whether anything was rejected, or broke down."""
        return bool(self.rejected or self.unmade or self.faults)

    def write(self, text: str) -> None:
        """Write a line, above the bar if there is one."""
        if self._bar is not None:
            self._bar.console.print(text, markup=False, highlight=False, soft_wrap=True)
        else:
            self.outstream.write(text + "\n")
            self.outstream.flush()

    def initialize(self, tasks: Mapping[str, Task], selected_tasks: Sequence[str]) -> None:
        """Begin: count the tasks that may have something to do."""
        del selected_tasks
        self.steps = sum(1 for task in tasks.values() if task.actions)

    def get_status(self, task: Task) -> None:
        """Pass over: a task is looked at."""

    def execute_task(self, task: Task) -> None:
        """Tell that a task begins."""
        if not task.actions:
            return
        self.done += 1
        stage, _, name = task.name.partition(":")
        if self.outstream.isatty():
            self._show(f"{stage} {name}")
        else:
            self.write(f"{stage:<9} {name}")

    def add_failure(self, task: Task, fail: BaseFail) -> None:
        """Tell why a task failed, unless it only waited for another that did."""
        self.passed += 1
        if isinstance(fail, UnmetDependency):
            return
        if isinstance(fail, TaskFailed):
            stage, _, name = task.name.partition(":")
            verdict = self.rejected if stage in OF_TEXTS else self.unmade
            verdict.add(name if stage in OF_TEXTS else task.name)
            for said in getattr(fail, "messages", (fail.message,)):
                self._tell(str(said))
        else:
            self.faults.append(task.name)
            self.write(f"{task.name}: a fault of the program\n{fail.get_msg()}")

    def add_success(self, task: Task) -> None:
        """Show what a task has to tell: its findings, and what became of the bytes of a raw text."""
        self.passed += bool(task.actions)
        for said in told(task):
            self._tell(str(said))

    def skip_uptodate(self, task: Task) -> None:
        """Count a task that has nothing to do."""
        self.passed += bool(task.actions)

    skip_ignore = skip_uptodate

    def cleanup_error(self, exception: BaseFail) -> None:
        """Tell of a fault while cleaning."""
        sys.stderr.write(exception.get_msg())

    def runtime_error(self, msg: str) -> None:
        """Tell of a fault of doit itself."""
        self.faults.append("doit")
        self.write(msg)

    def teardown_task(self, task: Task) -> None:
        """Pass over: no task of ours has a teardown."""

    def complete_run(self) -> None:
        """Take the bar away and say how it ended."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None
        if self.faults:
            self.write(f"{_count(self.faults, 'task')} ended by a fault of the program; please report it")
        if self.unmade:
            self.write(f"{_count(self.unmade, 'task')} could not be done: {', '.join(sorted(self.unmade))}")
        if self.rejected:
            self.write(f"{_count(self.rejected, 'text')} rejected: {', '.join(sorted(self.rejected))}")
        error = sys.exception()
        if isinstance(error, KeyboardInterrupt):
            self.write("Stopped. What is finished is kept, and the next build goes on from there.")
            raise SystemExit(128 + signal.SIGINT) from None  # as shells have it; else doit shows where it was
        if error is None and not self.has_failed:
            self.write(("" if self.done else "Nothing to do. ") + _where())

    def _tell(self, message: str) -> None:
        """Write a message, unless another task has told it already."""
        if message not in self.told:
            self.told.add(message)
            self.write(message)

    def _show(self, description: str) -> None:
        """Move the bar on; it appears with the first task that has something to do.

        It is drawn when it moves and not by a thread, since doit takes the standard output away from a task.
        """
        if self._bar is None:
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

            columns = (TextColumn("{task.description:<40}"), BarColumn(), MofNCompleteColumn())
            console = Console(file=self.outstream)
            self._bar = Progress(
                *columns,
                console=console,
                transient=True,
                auto_refresh=False,
                redirect_stdout=False,
                redirect_stderr=False,
            )
            self._bar.add_task("", total=self.steps)
            self._bar.start()
        self._bar.update(self._bar.task_ids[0], description=description[:40], completed=self.passed, refresh=True)


def told(task: Task) -> tuple[Message | str, ...]:
    """Give what a task had to tell when it was last done: its findings, and what became of the bytes of a raw text."""
    return tuple(said if isinstance(said, str) else Message(**said) for said in task.values.get("told", ()))


def _where() -> str:
    return f"The edition is in output/: open {FRONT}" if FRONT.is_file() else "The edition is in output/"


def _count(things: Sequence[str] | set[str], word: str) -> str:
    return f"1 {word}" if len(things) == 1 else f"{len(things)} {word}s"
