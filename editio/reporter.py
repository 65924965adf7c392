"""What the build says while it runs: a bar on a terminal, plain lines elsewhere, messages in both.

In goes what doit tells of its tasks; out come lines for an editor. A text that is rejected is told once; tasks that
wait for it in vain are not mentioned. A fault of ours keeps its traceback.
"""

import sys
from collections.abc import Mapping, Sequence
from typing import IO, TYPE_CHECKING, Any

from doit.exceptions import BaseFail, TaskFailed, UnmetDependency
from doit.task import Task

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

EDITION = "The edition is in output/: open output/html/index.html"


class Reporter:
    """Report a run of doit. The form of this class is doit's."""

    desc = "editio's own: messages of the stages, a bar on a terminal"

    def __init__(self, outstream: IO[str], options: Mapping[str, Any]) -> None:
        """Take the stream to write to; options of doit are of no account."""
        del options
        self.outstream = outstream
        self.rejected: set[str] = set()
        self.faults: list[str] = []
        self.done = 0
        self._bar: Progress | None = None
        self._task: TaskID | None = None

    def write(self, text: str) -> None:
        """Write a line, above the bar if there is one."""
        if self._bar is not None:
            self._bar.console.print(text, markup=False, highlight=False, soft_wrap=True)
        else:
            self.outstream.write(text + "\n")
            self.outstream.flush()

    def initialize(self, tasks: Mapping[str, Task], selected_tasks: Sequence[str]) -> None:
        """Begin: on a terminal, with a bar as long as there are tasks with something to do."""
        del selected_tasks
        steps = sum(1 for task in tasks.values() if task.actions)
        if self.outstream.isatty() and steps:
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

            columns = (TextColumn("{task.description:<40}"), BarColumn(), MofNCompleteColumn())
            self._bar = Progress(*columns, transient=True)
            self._task = self._bar.add_task("", total=steps)
            self._bar.start()

    def get_status(self, task: Task) -> None:
        """Pass over: a task is looked at."""

    def execute_task(self, task: Task) -> None:
        """Tell that a task begins."""
        if not task.actions:
            return
        self.done += 1
        stage, _, name = task.name.partition(":")
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, description=f"{stage} {name}"[:40])
        else:
            self.write(f"{stage:<9} {name}")

    def add_failure(self, task: Task, fail: BaseFail) -> None:
        """Tell why a task failed, unless it only waited for another that did."""
        self._advance(task)
        if isinstance(fail, UnmetDependency):
            return
        if isinstance(fail, TaskFailed):
            self.rejected.add(task.name.partition(":")[2] or task.name)
            self.write(fail.message)
        else:
            self.faults.append(task.name)
            self.write(f"{task.name}: a fault of the program\n{fail.get_msg()}")

    def add_success(self, task: Task) -> None:
        """Show the findings of a task."""
        self._advance(task)
        for finding in task.values.get("findings", ()):
            self.write(finding)

    def skip_uptodate(self, task: Task) -> None:
        """Count a task that has nothing to do."""
        self._advance(task)

    def skip_ignore(self, task: Task) -> None:
        """Count a task that doit was told to ignore."""
        self._advance(task)

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
            self.write(f"{_count(len(self.faults), 'task')} ended by a fault of the program; please report it")
        if self.rejected:
            self.write(f"{_count(len(self.rejected), 'text')} rejected: {', '.join(sorted(self.rejected))}")
        elif not self.faults:
            self.write(EDITION if self.done else f"Nothing to do. {EDITION}")

    def _advance(self, task: Task) -> None:
        if self._bar is not None and self._task is not None and task.actions:
            self._bar.advance(self._task)


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
