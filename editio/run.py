"""Running the build: what ``doit`` does, by our command, with our exit status.

In go the tasks that were asked for; out comes 0, or 1 where the input is at fault. The ``dodo.py`` of the folder is
used, or the engine's own where the folder has none: it is the same for every edition.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

from doit.cmd_base import DodoTaskLoader
from doit.doit_cmd import DoitMain

from editio import build
from editio.edition import Edition


def run(tasks: Sequence[str], *, processes: int = 1, prune: bool = False) -> int:
    """Build the edition of this folder; ``prune`` deletes what was built of texts that are gone."""
    edition = build.load()
    _orphans(edition, prune)
    arguments = ["run", "-f", str(_dodo()), "-d", ".", *tasks]
    if processes > 1:
        arguments[1:1] = ["-n", str(processes)]
    return 1 if DoitMain(DodoTaskLoader()).run(arguments) else 0


def _dodo() -> Path:
    here, package = Path("dodo.py"), Path(__file__).parent
    if here.is_file():
        return here
    packed = package / "dodo.py"
    return packed if packed.is_file() else package.parent / "dodo.py"


def _orphans(edition: Edition, prune: bool) -> None:
    for path in build.orphans(edition):
        if not prune:
            print(f"{path}: belongs to no text of source/; editio build --prune deletes it", file=sys.stderr)
            continue
        for file in sorted(path.rglob("*"), reverse=True) if path.is_dir() else []:
            file.rmdir() if file.is_dir() else file.unlink()
        path.rmdir() if path.is_dir() else path.unlink()
        print(f"{path}: deleted", file=sys.stderr)
