"""Running the build: what ``doit`` does, by our command, with our exit status.

In go the tasks that were asked for; out comes 0, 1 where something was rejected or broke down, 2 where there is no such
task. The ``dodo.py`` of the folder is used, or the engine's own where the folder has none: it is the same for every
edition.
"""

import runpy
import sys
from collections.abc import Sequence
from pathlib import Path

from doit.cmd_base import DodoTaskLoader, ModuleTaskLoader, NamespaceTaskLoader, get_loader
from doit.cmd_run import Run
from doit.dependency import DatabaseException
from doit.doit_cmd import DoitMain
from doit.exceptions import InvalidCommand

from editio import build
from editio.edition import Edition

OWN = Path("dodo.py")

SPOILT = f"{build.CONFIG['dep_file']}: cannot be read; delete it, and everything is built anew"


def run(tasks: Sequence[str], *, processes: int = 1, prune: bool = False) -> int:
    """Build the edition of this folder; ``prune`` deletes what was built of texts that are gone."""
    _tell_orphans(build.load(), prune)
    doit = DoitMain()
    loader = get_loader(doit.config, _loader(), doit.get_cmds())
    options = ["-n", str(processes)] if processes > 1 else []
    command = Run(task_loader=loader, config=doit.config)
    try:
        failed = command.parse_execute([*options, *tasks])
    except InvalidCommand as error:
        names = ", ".join(task.name for task in command.task_list if not task.subtask_of)
        print(f"editio build: there is no task '{error.not_found}', but: {names}", file=sys.stderr)
        return 2
    except DatabaseException:
        print(SPOILT, file=sys.stderr)
        return 1
    return 1 if failed else 0


def dodo() -> Path:
    """Give this folder's ``dodo.py``, else the engine's; then no code of the folder is run."""
    package = Path(__file__).parent
    return next(path for path in (OWN, package / "dodo.py", package.parent / "dodo.py") if path.is_file())


def _loader() -> NamespaceTaskLoader:
    return DodoTaskLoader() if dodo() == OWN else ModuleTaskLoader(runpy.run_path(str(dodo())))


def _tell_orphans(edition: Edition, prune: bool) -> None:
    orphans = build.orphans(edition)
    if prune:
        build.remove(orphans)
        return
    for path in orphans:
        print(f"{path}: belongs to nothing in source/; editio build --prune deletes it", file=sys.stderr)
