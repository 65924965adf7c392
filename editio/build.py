"""The build: what ``dodo.py`` lists, as tasks for doit.

In goes an edition; out come doit's task dictionaries. A stage is imported only when one of its tasks runs, so that a
build that has nothing to do is quick; a rejected text is told by its messages and stops nothing but its own followers.
"""

import functools
import hashlib
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from doit.exceptions import TaskFailed
from doit.tools import config_changed

from editio import edition as editions
from editio import files
from editio.edition import Edition
from editio.message import Message, Rejected
from editio.reporter import Reporter

PACKAGE = Path(__file__).parent
SCHEMAS = PACKAGE / "validate" / "schema"

Task = dict[str, Any]

CONFIG = {
    "reporter": Reporter,
    "backend": "sqlite3",
    "dep_file": ".doit.db",
    "check_file_uptodate": "md5",
    "continue": True,
    "verbosity": 0,
}
"""doit's settings. md5 looks at time and size first, so that a touched file is read once and rebuilds nothing."""


def load() -> Edition:
    """Load the edition of this folder; where it is rejected, say why and end."""
    try:
        return editions.load(Path())
    except Rejected as rejected:
        print(rejected, file=sys.stderr)
        raise SystemExit(1) from None


def schema(edition: Edition) -> Iterator[Task]:
    """Give the tasks that put copies of the schema beside the documents that are valid against it."""
    for path in sorted(SCHEMAS.glob("editio.*")):
        target = edition.tei / "schema" / path.name
        yield _task(path.name, _copy, (path, target), [path], [target])


def encode(edition: Edition) -> Iterator[Task]:
    """Give a task for each text: raw text and what is said of it become a document and a ledger."""
    shared = [edition.source / "edition.toml", edition.source / "authorities.toml"]
    digest = _digest("encode")
    for text in edition.texts:
        folder = edition.text_folder(text)
        own = [folder / name for name in ("text.txt", "header.toml", "apparatus.toml")]
        needs = [path for path in (*own, *shared) if path.is_file()]
        targets = [edition.document(text), edition.ledger(text)]
        yield _task(text, _encode, (text,), needs, targets, digest)
    for name, message in edition.unusable.items():
        yield {"name": name, "actions": [(_refuse, [message])]}


def validate(edition: Edition) -> Iterator[Task]:
    """Give a task for each text: the document is valid, and gives the raw bytes again."""
    digest = _digest("validate")
    for text in edition.texts:
        needs = [edition.document(text), edition.ledger(text), edition.text_folder(text) / "text.txt"]
        yield _task(text, _validate, (text,), needs, [], digest)


def render(edition: Edition, to: str) -> Iterator[Task]:
    """Give a task for each text: the document in one format."""
    if to not in edition.formats:
        return
    from editio import render as stage

    digest = _digest("render", edition, to)
    shared = edition.source / "edition.toml"
    for text in edition.texts:
        targets = stage.text_targets(edition, text, to)
        task = _task(text, _render, (text, to), [edition.document(text), shared], targets, digest)
        yield task | {"task_dep": [f"validate:{text}"], "clean": True}


def volume(edition: Edition) -> Iterator[Task]:
    """Give a task for each format that has something of the edition as a whole: a front page, a book of all texts."""
    from editio import render as stage

    documents = [edition.document(text) for text in edition.texts]
    for to in edition.formats:
        targets = stage.volume_targets(edition, to)
        if targets and documents:
            needs = [*documents, edition.source / "edition.toml"]
            task = _task(to, _render_volume, (to,), needs, targets, _digest("render", edition, to))
            yield task | {"task_dep": ["validate"], "clean": True}


def orphans(edition: Edition) -> tuple[Path, ...]:
    """Find what was built of texts that are no longer in ``source/``."""
    names = {*edition.texts, *edition.unusable, edition.id}
    built = [*edition.tei.glob("*.xml"), *edition.tei.glob("*.ledger.tsv")]
    built += [*edition.output.glob("epub/*.epub"), *edition.output.glob("text/*.txt")]
    built += [path.parent for path in edition.output.glob("html/*/index.html")]
    return tuple(sorted(path for path in built if path.name.partition(".")[0] not in names))


def _task(
    name: str,
    action: Callable[..., Any],
    arguments: tuple[Any, ...],
    needs: Iterable[Path],
    targets: Iterable[Path],
    digest: str = "",
) -> Task:
    task: Task = {
        "name": name,
        "actions": [(action, list(arguments))],
        "file_dep": [str(path) for path in needs],
        "targets": [str(path) for path in targets],
    }
    return task | {"uptodate": [config_changed(digest)]} if digest else task


@functools.cache
def _loaded() -> Edition:
    """Load the edition once a process: with ``doit -n 2`` each process needs its own."""
    return editions.load(Path())


def _rejecting(action: Callable[..., tuple[Message, ...]]) -> Callable[..., Any]:
    """Turn what a person can mend into a failed task, and findings into values that the reporter shows."""

    @functools.wraps(action)
    def wrapped(*arguments: Any) -> TaskFailed | dict[str, list[str]]:
        try:
            return {"findings": [str(message) for message in action(*arguments)]}
        except Rejected as rejected:
            return TaskFailed(str(rejected))

    return wrapped


@_rejecting
def _encode(text: str) -> tuple[Message, ...]:
    from editio import encode as stage

    return stage.run(_loaded(), text)


@_rejecting
def _validate(text: str) -> tuple[Message, ...]:
    from editio import validate as stage

    edition = _loaded()
    return stage.run(edition.document(text), edition.ledger(text), edition.text_folder(text) / "text.txt")


@_rejecting
def _render(text: str, to: str) -> tuple[Message, ...]:
    from editio import render as stage

    return stage.render_text(_loaded(), text, to)


@_rejecting
def _render_volume(to: str) -> tuple[Message, ...]:
    from editio import render as stage

    return stage.render_volume(_loaded(), to)


@_rejecting
def _refuse(message: Message) -> tuple[Message, ...]:
    raise Rejected([message])


@_rejecting
def _copy(path: Path, target: Path) -> tuple[Message, ...]:
    files.write(target, files.read(path))
    return ()


@functools.cache
def _code(stage: str) -> bytes:
    """Hash the code of a stage and of the ground floor that it stands on."""
    hashed = hashlib.sha256()
    for path in sorted([*PACKAGE.glob("*.py"), *(PACKAGE / stage).rglob("*")]):
        if path.is_file() and path.suffix != ".pyc" and path.name not in ("build.py", "cli.py", "reporter.py"):
            hashed.update(path.relative_to(PACKAGE).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return hashed.digest()


@functools.cache
def _templates(root: Path, to: str) -> bytes:
    """Hash the templates of a format, ours and the publisher's, and the publisher's rules."""
    from editio.render import sheet

    hashed = hashlib.sha256()
    for place in (sheet.folder(to), sheet.own_folder(root, to), sheet.own_rules(root, to)):
        for path in sorted(place.rglob("*") if place and place.is_dir() else [place] if place else []):
            if path.is_file():
                hashed.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return hashed.digest()


def _digest(stage: str, edition: Edition | None = None, to: str = "") -> str:
    """Give one string that changes whenever the stage's code, or the templates of a format, do."""
    hashed = hashlib.sha256(_code(stage))
    if edition:
        hashed.update(_templates(edition.root, to))
    return hashed.hexdigest()
