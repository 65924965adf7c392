"""The command ``editio``: every stage on its own, for one file, and the build of an edition.

In go arguments; out come files, messages on standard error and an exit status: 0 done, 1 the input is at fault and
the messages say how, 2 the command was called wrongly. A fault of the program shows its traceback.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from editio import __version__, files
from editio.message import Message, Rejected

EXAMPLES = """\
examples:
  editio encode letters.txt -o letters.xml        TEI, with letters.ledger.tsv beside it
  editio validate letters.xml                     findings; exit status 0 or 1
  editio render letters.xml --to epub -o letters.epub
  editio restore letters.xml -o again.txt         the raw bytes again
  editio new letters.txt                          a folder in source/, ready to be edited
  editio build                                    everything in source/, to output/
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and give its exit status."""
    chosen = _parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = chosen.run
    try:
        return run(chosen)
    except Rejected as rejected:
        _say(rejected.messages)
        return 1
    except BrokenPipeError:
        sys.stderr.close()
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="editio",
        description="Encode raw texts as TEI, validate it, and render editions from it.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"editio {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    encode = _command(commands, "encode", _encode, "encode a raw text as TEI", "editio encode a.txt -o a.xml")
    encode.add_argument("file", type=Path, help="the raw text; - is standard input")
    encode.add_argument("-o", "--output", type=Path, required=True, help="the TEI document; - is standard output")
    encode.add_argument("--ledger", type=Path, help="the ledger (default: OUT.ledger.tsv beside the document)")

    validate = _command(commands, "validate", _validate, "check TEI documents", "editio validate a.xml b.xml")
    validate.add_argument("files", type=Path, nargs="+", metavar="file", help="a TEI document; - is standard input")

    render = _command(commands, "render", _render, "render one document", "editio render a.xml --to html -o a.html")
    render.add_argument("file", type=Path, help="the TEI document; - is standard input")
    render.add_argument("--to", choices=["html", "epub", "text"], required=True, help="the format")
    output_help = "what to write; html: one self-contained page where it ends in .html, else a folder"
    render.add_argument("-o", "--output", type=Path, required=True, help=output_help)

    restore = _command(commands, "restore", _restore, "give the raw bytes again", "editio restore a.xml -o a.txt")
    restore.add_argument("file", type=Path, help="the TEI document; - is standard input")
    restore.add_argument("-o", "--output", type=Path, required=True, help="the raw text; - is standard output")
    restore.add_argument("--ledger", type=Path, help="the ledger (default: found beside the document)")

    new = _command(commands, "new", _new, "begin a text of an edition", "editio new letters.txt diary.txt")
    new.add_argument("files", type=Path, nargs="+", metavar="file", help="a raw text")

    build = _command(commands, "build", _build, "build the edition in this folder", "editio build -n 2")
    build.add_argument("-n", "--processes", type=int, default=1, metavar="N", help="work in so many processes")
    build.add_argument("--prune", action="store_true", help="delete what was built of texts that are gone")
    build.add_argument("tasks", nargs="*", metavar="task", help="only these, such as html or encode:letters")
    return parser


def _command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    run: Callable[[argparse.Namespace], int],
    purpose: str,
    example: str,
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=purpose, description=purpose, epilog=f"example: {example}")
    command.set_defaults(run=run, usage_error=command.error)
    return command


def _encode(chosen: argparse.Namespace) -> int:
    from editio import encode, restore

    if chosen.output == files.STREAM and chosen.ledger is None:
        chosen.usage_error("with -o - the ledger needs a place of its own: --ledger FILE")
    result = encode.encode(files.read(chosen.file), str(chosen.file))
    files.write(chosen.ledger or _ledger_beside(chosen.output), result.ledger)
    files.write(chosen.output, result.document)
    _say(result.messages)
    print(restore.budget(restore.read(result.ledger, ""), str(chosen.file)), file=sys.stderr)
    return 0


def _validate(chosen: argparse.Namespace) -> int:
    from editio import validate

    status = 0
    for path in chosen.files:
        ledger = _ledger_beside(path)
        try:
            _say(validate.run(path, ledger if ledger.is_file() else None))
        except Rejected as rejected:
            _say(rejected.messages)
            status = 1
    return status


def _render(chosen: argparse.Namespace) -> int:
    from editio import render

    _say(render.render(chosen.file, chosen.to, chosen.output))
    return 0


def _restore(chosen: argparse.Namespace) -> int:
    from editio import restore, tei

    ledger_path = chosen.ledger or _ledger_beside(chosen.file)
    document = tei.parse(files.read(chosen.file), str(chosen.file))
    ledger = restore.read(files.read(ledger_path), str(ledger_path))
    files.write(chosen.output, restore.restore(document, ledger, str(chosen.file)))
    return 0


def _new(chosen: argparse.Namespace) -> int:
    from editio.encode import new

    status = 0
    for path in chosen.files:
        try:
            print(new.begin(path, Path("source")))
        except Rejected as rejected:
            _say(rejected.messages)
            status = 1
    return status


def _build(chosen: argparse.Namespace) -> int:
    from editio import run

    return run.run(chosen.tasks, processes=chosen.processes, prune=chosen.prune)


def _ledger_beside(document: Path) -> Path:
    return document.with_name(f"{document.name.removesuffix('.xml')}.ledger.tsv")


def _say(messages: Sequence[Message]) -> None:
    for message in messages:
        print(message, file=sys.stderr)


if __name__ == "__main__":
    raise SystemExit(main())
