"""Whether a task has anything to do, as far as the files that it reads cannot tell.

In go a stage, a format, what a task made; out comes what doit asks of them. That the files which a task reads are the
same, doit sees by itself; here it is told of the code of a stage, of the templates of a format, of files that were
saved while the task read them, and of targets that somebody else wrote over: what is built is mended by building.
"""

import functools
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from doit.dependency import MD5Checker
from doit.task import Task

from editio.edition import Edition

PACKAGE = Path(__file__).parent

SETTING_OFF = frozenset("build.py cli.py proof.py reporter.py run.py uptodate.py".split())
"""Modules beside the stages that start the work and tell of it: no byte of any output comes from them."""

MD5 = MD5Checker()
"""doit's way to look at a file: at its time, then its size, then its bytes."""


class Uptodate:
    """Tell doit that a task's code, templates and targets are as the task left them. The form is doit's."""

    def __init__(self, digest: str = "", pages: Iterable[Path] = ()) -> None:
        """Take the digest of the code and the templates that the task stands on, and patterns of further targets."""
        self.digest = digest
        self.pages = tuple(pages)
        self.found: dict[str, tuple[int, ...]] = {}

    def configure_task(self, task: Task) -> None:
        """See that what is compared is kept after each run."""
        task.value_savers.append(lambda: self._kept(task))

    def _kept(self, task: Task) -> dict[str, Any]:
        """Give what is kept; where a file was saved again meanwhile, no digest, so that the task runs once more."""
        return {
            "digest": self.digest if self.found == _stamps(task.file_dep) else None,
            "left": _states(self._targets(task)),
        }

    def _targets(self, task: Task) -> Iterator[str]:
        yield from task.targets
        yield from map(str, matching(self.pages))

    def __call__(self, task: Task, values: Mapping[str, Any]) -> bool:
        """Compare with what was kept."""
        self.found = _stamps(task.file_dep)
        left = values.get("left", {})
        made = (*task.targets, *left)
        return values.get("digest") == self.digest and all(_is_as_left(target, left) for target in made)


def matching(patterns: Iterable[Path]) -> Iterator[Path]:
    """Give the files that there are of patterns, each of which is one in its last name."""
    for pattern in patterns:
        yield from pattern.parent.glob(pattern.name)


def _stamps(paths: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """Give what a file system says of files, without a look inside; of a file that is gone, nothing."""
    found: dict[str, tuple[int, ...]] = {}
    for path in paths:
        with suppress(FileNotFoundError):
            status = MD5.info(path)
            found[path] = (status.st_mtime_ns, status.st_size, status.st_ino)
    return found


def _states(targets: Iterable[str]) -> dict[str, Any]:
    return {target: MD5.get_state(target, None) for target in targets if MD5.exists(target)}


def _is_as_left(target: str, left: Mapping[str, Any]) -> bool:
    try:
        return target in left and not MD5.check_modified(target, MD5.info(target), left[target])
    except FileNotFoundError:
        return False


def digest(stage: str, edition: Edition | None = None, to: str = "") -> str:
    """Give a string that changes whenever the code of a stage does, or the templates of a format."""
    hashed = hashlib.sha256(_code(stage))
    if edition:
        hashed.update(_templates(edition.root, to))
    return hashed.hexdigest()


@functools.cache
def _code(stage: str) -> bytes:
    """Hash the code of a stage and of the ground floor that it stands on."""
    ground = (path for path in PACKAGE.glob("*.py") if path.name not in SETTING_OFF)
    inside = (path for path in (PACKAGE / stage).rglob("*") if path.suffix != ".pyc" and path.is_file())
    return _hash(PACKAGE, *ground, *inside)


def forget_templates() -> None:
    """Look at the templates anew when they are next asked for: in a process that outlives a save of them."""
    _templates.cache_clear()


@functools.cache
def _templates(root: Path, to: str) -> bytes:
    """Hash the templates of a format, ours and the publisher's, among which his rules are, with words and fonts."""
    from editio.render import sheet

    folders = filter(None, (sheet.folder(to), sheet.own_folder(root, to)))
    found = [(one.parent, tuple(filter(Path.is_file, (*one.rglob("*"), *_beside(one.parent))))) for one in folders]
    return b"".join(_hash(folder, *files) for folder, files in found if files)


def _beside(templates: Path) -> Iterator[Path]:
    """Give what stands beside the folders of formats, for all of them."""
    yield from templates.glob("words.*")
    yield from templates.glob("fonts/*")


def _hash(folder: Path, *paths: Path) -> bytes:
    """Hash files by their names below a folder and their bytes, in the order of the names."""
    hashed = hashlib.sha256()
    for name, path in sorted((path.relative_to(folder).as_posix(), path) for path in paths):
        data = path.read_bytes()
        hashed.update(f"{name}\0{len(data)}\0".encode() + data)
    return hashed.digest()
