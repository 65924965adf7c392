"""The command ``editio``: every stage on its own, for one file, and the build of an edition.

In go arguments; out come files, messages on standard error and an exit status: 0 done, 1 the input is at fault and
the messages say how, 2 the command was called wrongly. A fault of the program shows its traceback. A stage is imported
only by the command that needs it, so that each is quick to start. What there is, is told by :data:`COMMANDS`.
"""

import argparse
import difflib
import os
import signal
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from editio import __version__, files
from editio.edition import FORMATS, Edition
from editio.message import CODES, Message, Rejected

if TYPE_CHECKING:
    from editio.encode.placing import Placed


@dataclass(frozen=True, slots=True)
class Command:
    """Hold a command: what does it, what it is for, its arguments as argparse takes them, and how it is called."""

    name: str
    run: Callable[[argparse.Namespace], int]
    purpose: str
    arguments: tuple[tuple[tuple[str, ...], dict[str, Any]], ...]
    examples: tuple[str, ...]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and give its exit status."""
    chosen = _parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = chosen.run
    try:
        return run(chosen)
    except Rejected as rejected:
        _say(rejected.messages)
        return 1
    except KeyboardInterrupt:
        return 128 + signal.SIGINT  # as shells have it
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else Python complains of it when it ends
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="editio",
        description="Encode raw texts as TEI, validate it, and render editions from it.",
        epilog=_examples(command.examples[0] for command in COMMANDS),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"editio {__version__}")
    parsers = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for command in COMMANDS:
        inner = parsers.add_parser(
            command.name,
            help=command.purpose,
            description=command.purpose,
            epilog=_examples(command.examples),
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        inner.set_defaults(run=command.run, usage_error=inner.error)
        for names, settings in command.arguments:
            inner.add_argument(*names, **settings)
    return parser


def _examples(lines: Iterable[str]) -> str:
    return "examples:\n" + "\n".join(f"  {line}" for line in lines)


def _argument(*names: str, **settings: Any) -> tuple[tuple[str, ...], dict[str, Any]]:
    return names, settings


# --- what the commands do ---------------------------------------------------------------------------------


def _encode(chosen: argparse.Namespace) -> int:
    from editio import encode, restore
    from editio.encode import reading

    if chosen.explain:
        return _explain_encoding(chosen)
    if chosen.output is None:
        chosen.usage_error("the document needs a place: -o OUT.xml (or ask for the reasons alone: --explain)")
    ledger_path = _ledger(chosen, chosen.output, "-o -")
    _spare(chosen, read=[chosen.file], written=[chosen.output, ledger_path])
    result = encode.encode(reading.load(chosen.file), str(chosen.file), chosen.profile)
    files.write(chosen.output, result.document)
    files.write(ledger_path, result.ledger)
    _say(result.messages)
    print(restore.budget(restore.read(result.ledger, str(ledger_path)), str(chosen.file)), file=sys.stderr)
    return 0


def _explain_encoding(chosen: argparse.Namespace) -> int:
    """Print what each line of a raw text is, and by which rule; nothing is written."""
    from editio.encode import explaining

    if chosen.output is not None:
        chosen.usage_error("--explain writes no document; leave -o out")
    for line in explaining.explain(_structure(chosen)):
        print(line)
    return 0


def _structure(chosen: argparse.Namespace) -> "Placed":
    """Give the blocks of a raw text: of one of the edition in this folder with what its editors say."""
    from editio import edition as editions
    from editio import encode
    from editio.encode import reading

    path: Path = chosen.file
    folder = Path("source").resolve()
    if path.name == "text.txt" and path.resolve().parent.parent == folder and (folder / "edition.toml").is_file():
        edition = editions.load(Path())
        text = _text_of(edition, path.parent)
        said = encode.gather(edition, text)
        return encode.placed(encode.read(edition, text, said), said, edition, chosen.profile)
    return encode.structure(reading.load(path), str(path), chosen.profile)


def _validate(chosen: argparse.Namespace) -> int:
    from editio import forms, validate

    def judge(path: Path) -> tuple[Message, ...]:
        if chosen.beyond:
            return _beyond(path)
        if chosen.schema or chosen.schematron:
            return validate.against(path, chosen.schema, chosen.schematron)
        ledger = _ledger_beside(path)
        return validate.run(path, ledger if path != files.STREAM and ledger.is_file() else None)

    if chosen.format == "human":
        return _each(chosen.files, judge)
    told: list[Message] = []
    status = _each(chosen.files, judge, told.extend)
    print(forms.FORMS[chosen.format](told), end="")
    return status


def _beyond(path: Path) -> tuple[Message, ...]:
    """Print what a document uses beyond our schema; that is told, and no fault."""
    from editio import tei
    from editio.validate import beyond

    print(beyond.report(str(path), beyond.beyond(tei.parse(files.read(path), str(path)))))
    return ()


def _render(chosen: argparse.Namespace) -> int:
    from editio import render

    _spare(chosen, read=[chosen.file], written=[chosen.output])
    _say(render.render(chosen.file, chosen.to, chosen.output))
    return 0


def _restore(chosen: argparse.Namespace) -> int:
    from editio import restore, tei

    ledger_path = _ledger(chosen, chosen.file, "a document from standard input")
    _spare(chosen, read=[chosen.file, ledger_path], written=[chosen.output])
    document = tei.parse(files.read(chosen.file), str(chosen.file))
    ledger = restore.read(files.read(ledger_path), str(ledger_path))
    files.write(chosen.output, restore.restore(document, ledger, str(chosen.file)))
    return 0


def _new(chosen: argparse.Namespace) -> int:
    from editio.encode import new

    def begin(path: Path) -> tuple[Message, ...]:
        print(new.begin(path, Path("source")))
        return ()

    return _each(chosen.files, begin)


def _accept(chosen: argparse.Namespace) -> int:
    from editio import edition as editions
    from editio import encode

    edition = editions.load(Path())

    def accept(path: Path) -> tuple[Message, ...]:
        for line in encode.accept(edition, _text_of(edition, path)):
            print(line)
        return ()

    return _each(chosen.texts, accept)


def _suggest(chosen: argparse.Namespace) -> int:
    from editio import edition as editions
    from editio.encode import suggest

    edition = editions.load(Path())
    made = suggest.run(edition, _text_of(edition, chosen.text))
    _say(made.messages)
    for told in made.blocks() if chosen.entries else made.lines():
        print(told)
    return int(any(message.rejects for message in made.messages))


def _proof(chosen: argparse.Namespace) -> int:
    from editio import edition as editions
    from editio import proof

    edition = editions.load(Path())
    target, messages = proof.run(edition, _text_of(edition, chosen.text))
    _say(messages)
    print(target, file=sys.stderr)
    return 0


def _explain(chosen: argparse.Namespace) -> int:
    from editio import findings

    status = 0
    for code in chosen.codes:
        try:
            print(findings.page(code.upper()))
        except LookupError:
            near = findings.nearest(code)
            print(f"no finding has the code '{code}'; the nearest is {near}: {CODES[near]}", file=sys.stderr)
            status = 1
    return status


def _annotations(chosen: argparse.Namespace) -> int:
    from editio import edition as editions
    from editio.encode import annotations

    edition = editions.load(Path())
    text = _text_of(edition, chosen.text)
    _spare(chosen, read=[*edition.text_folder(text).iterdir()], written=[chosen.output])
    files.write(chosen.output, annotations.export(edition, text))
    return 0


def _annotate(chosen: argparse.Namespace) -> int:
    from editio import edition as editions
    from editio.encode import annotations

    edition = editions.load(Path())
    text = _text_of(edition, chosen.text)
    if chosen.resp and chosen.resp not in edition.responsible:
        chosen.usage_error(f"'{chosen.resp}' is none of [responsible]: {', '.join(edition.responsible)}")
    written = [chosen.output] if chosen.output else []
    _spare(chosen, read=[chosen.file, *edition.text_folder(text).iterdir()], written=written)
    settings = {"resp": chosen.resp, "partly": chosen.partly, "to": chosen.output}
    added = annotations.add(edition, text, chosen.file, **settings)
    _say(added.messages)
    where = chosen.output or edition.text_folder(text) / "apparatus.toml"
    print(f"{len(added.blocks)} added to {where}", file=sys.stderr)
    return int(any(message.rejects for message in added.messages))


def _build(chosen: argparse.Namespace) -> int:
    from editio import run

    return run.run(chosen.tasks, processes=chosen.processes, prune=chosen.prune)


def _watch(chosen: argparse.Namespace) -> int:
    import webbrowser

    from editio import watch

    try:
        watch.run(chosen.port, webbrowser.open if chosen.open else None)
    except watch.NoPort:
        chosen.usage_error(f"no port from {chosen.port} on is free; name another: --port 9000")
    return 2


# --- what they have in common -----------------------------------------------------------------------------


def _each(
    paths: Iterable[Path],
    do: Callable[[Path], tuple[Message, ...]],
    tell: Callable[[Sequence[Message]], None] | None = None,
) -> int:
    """Do something with each file: one that is rejected stops no other."""
    status = 0
    for path in paths:
        try:
            messages = do(path)
        except Rejected as rejected:
            messages, status = rejected.messages, 1
        (tell or _say)(messages)
    return status


def _text_of(edition: Edition, path: Path) -> str:
    """Give the name of a text of an edition, as it was typed or by its folder; rejects what is none (E307)."""
    name = path.name
    if name not in edition.texts:
        near = difflib.get_close_matches(name, edition.texts, 1)
        hint = f"did you mean '{near[0]}'?" if near else f"one of: {', '.join(edition.texts)}"
        raise Rejected([Message(str(edition.source), 0, "E307", f"'{name}' is no text of this edition", hint)])
    return name


def _ledger(chosen: argparse.Namespace, document: Path, case: str) -> Path:
    """Give the path of a document's ledger: the one that was named, else the one beside it."""
    if chosen.ledger is None and document == files.STREAM:
        chosen.usage_error(f"with {case} the ledger needs a place of its own: --ledger FILE")
    path: Path = chosen.ledger or _ledger_beside(document)
    if path == document:
        chosen.usage_error(f"document and ledger cannot both be {path}")
    return path


def _ledger_beside(document: Path) -> Path:
    return document.with_name(f"{document.name.removesuffix('.xml')}.ledger.tsv")


def _spare(chosen: argparse.Namespace, read: Sequence[Path], written: Sequence[Path]) -> None:
    """Refuse to write over what is read: a raw text may be the only copy there is."""
    for path in (path for path in written if path != files.STREAM and path.exists()):
        if any(other.exists() and path.samefile(other) for other in read):
            chosen.usage_error(f"{path} is what is read; name another file to write")


def _say(messages: Sequence[Message]) -> None:
    for message in messages:
        print(message, file=sys.stderr)


def _port(word: str) -> int:
    if not word.isdecimal() or int(word) > 65535:
        raise argparse.ArgumentTypeError(f"'{word}' is no port: a number up to 65535")
    return int(word)


def _at_least_one(word: str) -> int:
    if not word.isdecimal() or int(word) < 1:
        raise argparse.ArgumentTypeError(f"'{word}' is no number from 1 on")
    return int(word)


# --- what commands there are ------------------------------------------------------------------------------

_TEXT = _argument("text", type=Path, metavar="TEXT", help="the name of a text, or its folder")
_DOCUMENT = _argument("file", type=Path, metavar="FILE.xml", help="the TEI document; - is standard input")

COMMANDS = (
    Command(
        "encode",
        _encode,
        "encode a raw text as TEI, with a ledger that tells where each byte went",
        (
            _argument("file", type=Path, metavar="FILE.txt", help="the raw text; - is standard input"),
            _argument("-o", "--output", type=Path, help="the TEI document; - is standard output"),
            _argument("--ledger", type=Path, help="the ledger (default: OUT.ledger.tsv beside OUT.xml)"),
            _argument(
                "--profile",
                default="",
                help="whose rules find the structure (default: those of what it looks like)",
            ),
            _argument("--explain", action="store_true", help="only tell what each line is, by which rule, how sure"),
        ),
        (
            "editio encode letters.txt -o letters.xml",
            "editio encode letters.txt --explain | less",
            "editio encode - -o - --ledger letters.ledger.tsv < letters.txt | less",
        ),
    ),
    Command(
        "validate",
        _validate,
        "check TEI documents: findings on standard error, exit status 1 where one is rejected",
        (
            _argument("files", type=Path, nargs="+", metavar="FILE.xml", help="a TEI document; - is standard input"),
            _argument(
                "--format",
                choices=("human", "json", "github"),
                default="human",
                help="how findings are told; json and github write to standard output",
            ),
            _argument("--beyond", action="store_true", help="only list what it uses beyond our schema, ranked"),
            _argument(
                "--schema", type=Path, help="hold it against this RELAX NG or XSD (.rng, .xsd), not against ours"
            ),
            _argument("--schematron", type=Path, help="and against these rules (.sch, or a .rng with rules inside)"),
        ),
        (
            "editio validate letters.xml",
            "editio validate tei/*.xml",
            "editio validate --format json letters.xml > findings.json",
            "editio validate --schema tei_all.rng --schematron tei_all.rng letters.xml",
        ),
    ),
    Command(
        "explain",
        _explain,
        "tell what a finding means, and what mends it",
        (_argument("codes", nargs="+", metavar="CODE", help="the code of a finding, such as E504"),),
        ("editio explain E504", "editio explain W405 W509"),
    ),
    Command(
        "render",
        _render,
        "render one TEI document as a page, a book or a plain text",
        (
            _DOCUMENT,
            _argument("--to", choices=FORMATS, required=True, help="the format"),
            _argument(
                "-o",
                "--output",
                type=Path,
                required=True,
                help="what to write; html: one self-contained page where it ends in .html, else a folder",
            ),
        ),
        (
            "editio render letters.xml --to html -o letters.html",
            "editio render letters.xml --to html -o letters/",
            "editio render letters.xml --to epub -o letters.epub",
            "editio render letters.xml --to text -o -",
        ),
    ),
    Command(
        "restore",
        _restore,
        "give the raw bytes again, from a TEI document and its ledger",
        (
            _DOCUMENT,
            _argument("-o", "--output", type=Path, required=True, help="the raw text; - is standard output"),
            _argument("--ledger", type=Path, help="the ledger (default: FILE.ledger.tsv beside FILE.xml)"),
        ),
        ("editio restore letters.xml -o again.txt", "editio restore letters.xml -o - | cmp - letters.txt"),
    ),
    Command(
        "new",
        _new,
        "begin texts of the edition in this folder: source/<text>/ with what the raw text says of itself",
        (_argument("files", type=Path, nargs="+", metavar="FILE.txt", help="a raw text, which is copied"),),
        ("editio new letters.txt", "editio new ../received/*.txt"),
    ),
    Command(
        "annotations",
        _annotations,
        "write what the editors say of a text as W3C Web Annotations (JSON-LD)",
        (
            _TEXT,
            _argument("-o", "--output", type=Path, required=True, help="the annotations; - is standard output"),
        ),
        ("editio annotations letters -o letters.jsonld",),
    ),
    Command(
        "annotate",
        _annotate,
        "add W3C Web Annotations, ours or those of other programs, to the apparatus of a text",
        (
            _TEXT,
            _argument("file", type=Path, metavar="FILE.jsonld", help="the annotations; - is standard input"),
            _argument(
                "--resp",
                default="",
                metavar="KEY",
                help="who answers for those of others (default: the first of [responsible] in edition.toml)",
            ),
            _argument("--partly", action="store_true", help="add what can be added, where not all of it can"),
            _argument(
                "-o", "--output", type=Path, help="write the entries there and change nothing; - is standard output"
            ),
        ),
        ("editio annotate letters received.jsonld", "editio annotate letters received.jsonld --partly -o - | less"),
    ),
    Command(
        "suggest",
        _suggest,
        "list what a careful editor would look at in a text, the likeliest first, each with the entry that settles it",
        (
            _argument("text", type=Path, metavar="TEXT", help="the name of a text, or its folder"),
            _argument("--entries", action="store_true", help="print entries, to be pasted into apparatus.toml"),
        ),
        ("editio suggest letters | head -50", "editio suggest --entries letters > proposed.toml"),
    ),
    Command(
        "proof",
        _proof,
        "set a text for authors who read on paper: wide margins, numbered lines, and a number for each query",
        (_TEXT,),
        ("editio proof letters",),
    ),
    Command(
        "accept",
        _accept,
        "tie what editors say of texts to raw texts that have changed, after a look at what has moved",
        (_argument("texts", type=Path, nargs="+", metavar="TEXT", help="the name of a text, or its folder"),),
        ("editio accept letters", "editio accept source/*/"),
    ),
    Command(
        "build",
        _build,
        "build the edition in this folder, from source/ to output/",
        (
            _argument(
                "-n", "--processes", type=_at_least_one, default=1, metavar="N", help="work in so many processes"
            ),
            _argument("--prune", action="store_true", help="delete what was built and belongs to nothing in source/"),
            _argument("tasks", nargs="*", metavar="TASK", help="only these, such as html or encode:letters"),
        ),
        ("editio build", "editio build -n 2 html epub", "editio build --prune"),
    ),
    Command(
        "watch",
        _watch,
        "build at once what is saved, and show it on pages that renew themselves; Ctrl-C ends it",
        (
            _argument(
                "--port",
                type=_port,
                default=8000,
                help="where the pages are, on this machine alone (default: 8000, or the next that is free)",
            ),
            _argument("--open", action="store_true", help="open the front page in the browser"),
        ),
        ("editio watch", "editio watch --open"),
    ),
)
"""The commands, in the order of the work."""


if __name__ == "__main__":
    raise SystemExit(main())
