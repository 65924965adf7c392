"""Reading and writing of whole files.

In go paths; out come bytes, or a file that is either the old one or the new one and never half of
both. A target is written only if its bytes changed, so that its time tells the truth.
"""

import os
import re
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

from editio.message import Message, Rejected

STREAM = Path("-")


def read(path: Path, largest: int = 0) -> bytes:
    """Read a file, or standard input where the path is ``-``.

    Rejects a path that cannot be read (E101), and what has more bytes than ``largest`` before it is read (E108): of
    standard input one byte more is taken, to see that there is more.
    """
    try:
        if path == STREAM:
            data = sys.stdin.buffer.read(largest + 1 if largest else -1)
            reject_too_large(len(data), str(path), largest)
            return data
        with path.open("rb") as file:
            reject_too_large(os.fstat(file.fileno()).st_size, str(path), largest)
            data = file.read(largest + 1 if largest else -1)  # a device or a pipe has no size of its own
        reject_too_large(len(data), str(path), largest)
        return data
    except OSError as error:
        reason = error.strerror or str(error)
        raise Rejected([Message(str(path), 0, "E101", f"the file cannot be read: {reason}")]) from None


def reject_too_large(size: int, file: str, largest: int) -> None:
    """Reject a file of more bytes than are read (E108); 0 is no limit."""
    if largest and size > largest:
        sentence = f"the file is larger than {largest >> 20} MB, the most that is read"
        raise Rejected([Message(file, 0, "E108", sentence, "divide it into several texts")])


def write(path: Path, data: bytes) -> bool:
    """Write a file whole or not at all, or standard output where the path is ``-``.

    Returns whether anything was written: a file that holds these bytes already is left alone. Rejects a path that
    cannot be written (E106).
    """
    if path == STREAM:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return True
    try:
        if path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data:
            return False
        if path.exists() and not path.is_file() and not path.is_dir():
            path.write_bytes(data)  # a device or a pipe is no file that could be replaced
        else:
            _replace(path, data)
    except OSError as error:
        reason = error.strerror or str(error)
        raise Rejected([Message(str(path), 0, "E106", f"the file cannot be written: {reason}")]) from None
    return True


def _replace(path: Path, data: bytes) -> None:
    """Write beside the file, then put the new one in its place in one step."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    partial = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        partial.chmod(0o644)
        partial.replace(path)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise


def read_toml(path: Path) -> tuple[dict[str, Any], str]:
    """Read a TOML file; returns its tables and its source text, in which lines can be looked up."""
    data = read(path)
    try:
        source = data.decode("utf-8-sig").replace("\r\n", "\n")
        return tomllib.loads(source), source
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Rejected([Message(str(path), line, "E301", "the file is not UTF-8", "save it as UTF-8")]) from None
    except RecursionError:
        raise Rejected([Message(str(path), 0, "E301", "no TOML: lists or tables are nested too deeply")]) from None
    except tomllib.TOMLDecodeError as error:
        sentence, _, place = str(error).rpartition(" (at ")
        digits = "".join(c if c.isdigit() else " " for c in place).split()
        line = int(digits[0]) if digits else source.count("\n") + 1
        words = [*source.split("\n"), ""][line - 1]
        hint = next(mend for pattern, mend in MENDS if pattern.match(f"{sentence}\n{words}"))
        raise Rejected([Message(str(path), line, "E301", f"no TOML: {sentence or error}", hint)]) from None
    except ValueError as error:  # a number that is longer than Python converts
        raise Rejected([Message(str(path), 0, "E301", f"no TOML: {error}", "write fewer digits")]) from None


MENDS = tuple(
    (re.compile(pattern), mend)
    for pattern, mend in (
        ("Cannot", "what stands here has been said above already: delete one of the two"),
        ("Unterminated", "a text that begins with three quotation marks or apostrophes ends with as many"),
        (r".*\n\s*[\w-]+\s*:", 'between a name and its value stands = and no colon: id = "c1"'),
        (r".*\n\s*[\w-]+\s*=\s*[“”„«»‘’‚]", 'a value stands between straight quotation marks: with = "the"'),
        (r".*\n\s*[\w-]+\s*=\s*(True|TRUE|False|FALSE|[Yy]es|[Nn]o)\b", "write true or false, in small letters"),
        (r".*\n\s*[\w-]+\s*=\s*\w", 'a value stands between quotation marks: do = "correct"'),
        ("", "a text with quotation marks is best put between ''' and '''"),
    )
)
"""What the parser says of a file, and the line of which it says it -> what mends it; the first that fits."""
