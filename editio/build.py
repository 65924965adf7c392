"""The build: what ``dodo.py`` lists, as tasks for doit.

In goes an edition; out come doit's task dictionaries. A stage is imported only when one of its tasks runs, so that a
build that has nothing to do is quick; a rejected text is told by its messages and stops nothing but its own followers.
"""

import functools
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from doit.exceptions import TaskFailed

from editio import edition as editions
from editio import files
from editio.edition import FORMATS, Edition
from editio.message import Message, Rejected, reject_if_any
from editio.publication import PARTS
from editio.reporter import Reporter
from editio.uptodate import Uptodate, digest, matching

SCHEMAS = Path(__file__).parent / "validate" / "schema"

FILES = ("apparatus", "authorities", "edition", "header")
"""The files that people write, by their names: for each there is a schema."""

OF_BYTES = ("html",)
"""The formats that tell from which bytes of the raw text a passage came: they read the ledger as well."""

Task = dict[str, Any]

CONFIG = {
    "reporter": Reporter,
    "backend": "sqlite3",
    "dep_file": ".doit.db",
    "check_file_uptodate": "md5",
    "continue": True,
    "verbosity": 0,
    "sort": "definition",
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
    """Give the tasks that write the schemas: of the documents, and of the files that people write."""
    for path in sorted(path for path in SCHEMAS.iterdir() if path.suffix in (".xsd", ".odd")):
        target = edition.tei / "schema" / path.name
        yield _task(path.name, (_copy, path, target), [], [target], digest("validate"))
    shared = [edition.source / "edition.toml", edition.source / "authorities.toml"]
    targets = [edition.tei / "schema" / f"{name}.schema.json" for name in FILES]
    code = digest("encode") + ",".join(edition.texts)
    yield _task("toml", (_write_schemas, edition), filter(Path.is_file, shared), targets, code)


def authorities(edition: Edition) -> Iterator[Task]:
    """Give the task that checks what is told of persons, places and works: a mistake stops no text without it."""
    path = edition.source / "authorities.toml"
    if path.is_file():
        yield _task(path.name, (_check, path), [path], [], digest("encode"))


def encode(edition: Edition) -> Iterator[Task]:
    """Give a task for each text: raw text and what is said of it become a document and a ledger.

    One more makes the volume's own document, if the edition has essays: of these and of all authorities.
    """
    profiles = sorted(edition.source.glob("*.profile.toml"))
    shared = [edition.source / "edition.toml", edition.source / "authorities.toml", *profiles]
    for text in edition.texts:
        own = [edition.text_folder(text) / name for name in ("text.txt", "header.toml", "apparatus.toml")]
        needs = [path for path in (*own, *shared) if path.is_file()]
        targets = [edition.document(text), edition.ledger(text), edition.lock(text)]
        yield _task(text, (_encode, edition, text), needs, targets, digest("encode"))
    if edition.has_volume:
        needs = [path for path in (*shared[:2], *map(edition.essay, edition.essays)) if path.is_file()]
        yield _task(edition.id, (_encode_volume, edition), needs, [edition.volume], digest("encode"))
    for name, message in edition.unusable.items():
        shown = f"source/{name}" if name == edition.id else name.replace("=", "%3D")  # doit allows no = in a name
        yield {"name": shown, "actions": [(_refuse, [message])]}


def validate(edition: Edition) -> Iterator[Task]:
    """Give a task for each text: the document is valid, and gives the raw bytes again.

    One more is for the volume's own document, which was made of no raw text.
    """
    for text in edition.texts:
        needs = [edition.document(text), edition.ledger(text), edition.text_folder(text) / "text.txt"]
        yield _task(text, (_validate, *needs), needs, [], digest("validate"))
    if edition.has_volume:
        yield _task(edition.id, (_validate_volume, edition.volume), [edition.volume], [], digest("validate"))


def render(edition: Edition, to: str) -> Iterator[Task]:
    """Give a task for each text: the document in one format, with ways to what there is of the edition as a whole."""
    if to not in edition.formats:
        return
    from editio.render import text_needs, text_pages, text_targets, volume_targets
    from editio.render.ways import are_alike, titles

    shown = titles(edition).values() if to == "html" else ()
    code = " ".join((digest("render", edition, to), *(path.name for path in volume_targets(edition, to)), *shown))
    others = text_needs(edition, to)
    for text in edition.texts:
        needs = [edition.document(text), edition.source / "edition.toml", *others.get(text, ())]
        needs += [edition.ledger(text)] if to in OF_BYTES else []
        needs += [edition.volume] if to == "html" and are_alike(edition) else []
        targets, pages = text_targets(edition, text, to), text_pages(edition, text, to)
        yield _task(text, (_render, edition, text, to), needs, targets, code, f"validate:{text}", pages)


def volume(edition: Edition) -> Iterator[Task]:
    """Give a task for each format that has something of the edition as a whole: a front page, a book of all texts."""
    from editio.render import volume_targets

    needs = [edition.source / "edition.toml", *map(edition.document, edition.texts)]
    needs += [edition.volume] if edition.has_volume else []
    for to in edition.formats if edition.texts or edition.has_volume else ():
        if targets := volume_targets(edition, to):
            code = digest("render", edition, to)
            yield _task(to, (_render_volume, edition, to), needs, targets, code, after="validate")
    if (edition.texts or edition.has_volume) and "html" in edition.formats:
        yield _search(edition)


def _search(edition: Edition) -> Task:
    """Give the task that makes what is searched of all pages: only it knows how many files that has."""
    from editio.render import search

    code = digest("render", edition, "html")
    made = _task("search", (_index, edition), search.needs(edition), [search.target(edition)], code)
    made["uptodate"] += [(search.is_whole, [edition])]
    made["clean"] = [lambda dryrun: remove(search.built(edition), dryrun)]
    return made


def onix(edition: Edition) -> Iterator[Task]:
    """Give the task that tells the book trade of what has an ISBN: of nothing, where nothing has."""
    if not edition.publication.isbn:
        return
    from editio.render import onix as stage

    if stage.products(edition):
        needs = [edition.source / "edition.toml", *map(edition.document, edition.documents)]
        made = stage.target(edition)
        yield _task(made.stem, (_tell, edition), needs, [made], digest("render"), after="validate")


def orphans(edition: Edition) -> tuple[Path, ...]:
    """Find what was built and belongs to nothing any more: its text or format is gone, or its build was killed.

    What belongs to a text that is unusable at the moment is no orphan.
    """
    from editio.render import text_pages

    texts = (*edition.texts, *edition.unusable)
    kept = set(_built(edition, texts, edition.formats))
    pages = [pattern for text in texts for to in edition.formats for pattern in text_pages(edition, text, to)]
    whole = replace(edition.publication, address="https://*/", parts=PARTS, parallel={"*": ("*",)}, isbn={"*": {}})
    whatever = replace(edition, id="*", essays=("*",), publication=whole)  # of another id, or with other essays, parts
    patterns = [path.relative_to(edition.root) for path in _built(whatever, ["*"], FORMATS)]
    partial = [path.with_name(f".{path.name}.*") for path in patterns]
    found = {path for pattern in (*patterns, *partial) for path in edition.root.glob(str(pattern))}
    return tuple(sorted({*found, *_searched(edition)}.difference(kept, matching(pages))))


def _searched(edition: Edition) -> tuple[Path, ...]:
    """Name what is left of an index in which nobody searches any more."""
    from editio.render import search

    return () if "html" in edition.formats else search.built(edition)


def _built(edition: Edition, texts: Iterable[str], formats: Iterable[str]) -> Iterator[Path]:
    from editio.render import onix as trade
    from editio.render import text_pages, text_targets, volume_targets

    for text in texts:
        yield from (edition.document(text), edition.ledger(text), edition.lock(text))
        for to in formats:
            yield from (*text_targets(edition, text, to), *text_pages(edition, text, to))
    if edition.has_volume:
        yield edition.volume
    for to in formats:
        yield from volume_targets(edition, to)
    if edition.publication.isbn:
        yield trade.target(edition)


def remove(paths: Iterable[Path], dryrun: bool = False) -> None:
    """Remove files, and the folders that are empty then; say so, or with ``dryrun`` say so only."""
    for path in filter(Path.is_file, paths):
        print(f"{path}: {'would be deleted' if dryrun else 'deleted'}")
        if dryrun:
            continue
        path.unlink()
        for folder in path.parents:
            if folder == Path() or folder.is_symlink() or any(folder.iterdir()):
                break
            folder.rmdir()


def _task(
    name: str,
    action: tuple[Callable[..., Any], *tuple[Any, ...]],
    needs: Iterable[Path],
    targets: Iterable[Path],
    code: str = "",
    after: str = "",
    pages: Sequence[Path] = (),
) -> Task:
    """Give a task of doit; what has to wait until something is valid lies in ``output/``, and can be cleaned away.

    ``pages`` are patterns of further targets.
    """
    function, *arguments = action
    task: Task = {
        "name": name,
        "actions": [(function, arguments)],
        "file_dep": list(needs),
        "targets": list(targets),
        "uptodate": [Uptodate(code, pages)],
    }
    return task | {"task_dep": [after], "clean": [(_clean, [task["targets"], pages])]} if after else task


def _clean(targets: Sequence[Path], pages: Sequence[Path], dryrun: bool = False) -> None:
    remove((*targets, *sorted(set(matching(pages)).difference(targets))), dryrun)


def _rejecting(action: Callable[..., tuple[Message | str, ...]]) -> Callable[..., Any]:
    """Turn what a person can mend into a failed task, and what else there is to tell into values for the reporter."""

    @functools.wraps(action)
    def wrapped(*arguments: Any) -> TaskFailed | dict[str, list[str | dict[str, Any]]]:
        try:
            return {"told": [asdict(said) if isinstance(said, Message) else said for said in action(*arguments)]}
        except Rejected as rejected:
            failed = TaskFailed(str(rejected))
            failed.messages = rejected.messages
            return failed

    return wrapped


@_rejecting
def _encode(edition: Edition, text: str) -> tuple[Message | str, ...]:
    from editio import encode as stage
    from editio import restore

    ledger = edition.ledger(text)
    return *stage.run(edition, text), restore.budget(restore.read(files.read(ledger), str(ledger)), text)


@_rejecting
def _encode_volume(edition: Edition) -> tuple[Message, ...]:
    from editio import encode as stage

    return stage.run_volume(edition)


@_rejecting
def _check(path: Path) -> tuple[Message, ...]:
    from editio.encode.authorities import gather

    return reject_if_any(gather(path).mistakes)


@_rejecting
def _validate(document: Path, ledger: Path, raw: Path) -> tuple[Message, ...]:
    from editio import validate as stage

    return stage.run(document, ledger, raw)


@_rejecting
def _validate_volume(document: Path) -> tuple[Message, ...]:
    from editio import validate as stage

    return stage.run(document)


@_rejecting
def _render(edition: Edition, text: str, to: str) -> tuple[Message, ...]:
    from editio import render as stage

    return stage.render_text(edition, text, to)


@_rejecting
def _render_volume(edition: Edition, to: str) -> tuple[Message, ...]:
    from editio import render as stage

    return stage.render_volume(edition, to)


@_rejecting
def _index(edition: Edition) -> tuple[Message, ...]:
    from editio.render import search

    search.run(edition)
    return ()


@_rejecting
def _tell(edition: Edition) -> tuple[Message, ...]:
    from editio.render import onix as stage

    files.write(stage.target(edition), stage.message(edition))
    return ()


@_rejecting
def _refuse(message: Message) -> tuple[Message, ...]:
    raise Rejected([message])


@_rejecting
def _write_schemas(edition: Edition) -> tuple[Message, ...]:
    from editio.encode import schemas

    schemas.run(edition)
    return ()


@_rejecting
def _copy(path: Path, target: Path) -> tuple[Message, ...]:
    files.write(target, files.read(path))
    return ()
