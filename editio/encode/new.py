"""A new text of an edition: its folder in ``source/``, filled as far as the raw text says anything.

In goes a raw text; out comes a folder with ``text.txt`` (the same bytes), ``header.toml`` and ``apparatus.toml``. A
folder that exists is never touched.
"""

import json
import re
import unicodedata
from pathlib import Path

from editio import files
from editio.encode import facts as reading
from editio.encode.draft import Classifier
from editio.encode.facts import Facts
from editio.encode.profiles import choose
from editio.encode.reading import load, read
from editio.message import Message, Rejected

SCHEMA = "#:schema ../../tei/schema/{}.schema.json\n"
"""What leads a program from a file to its schema, by which it completes and checks what is typed."""

APPARATUS = """\
# What the editors say of the text. Each entry quotes the words that it is about; the raw text is never touched.
# docs/apparatus.md tells what an entry can do.
#
# [[entry]]
# id = "c1"
# do = "correct"
# at = "It was [[teh]] best of times"
# with = "the"
# resp = "ed"
# cert = "high"
# why = "'teh' is no word"
"""


def begin(path: Path, source: Path) -> Path:
    """Begin a text with the raw text at ``path``; returns its new folder below ``source``.

    Rejects a file that cannot be read or encoded, and a name of which no new folder can be made (E308).
    """
    name = slug(path.stem)
    folder = source / name
    if not name:
        raise Rejected([Message(str(path), 0, "E308", "no name can be made of the file's", "rename the file")])
    if folder.exists():
        hint = "rename the file, or delete the folder"
        raise Rejected([Message(str(path), 0, "E308", f"the folder {folder} exists already", hint)])
    data = load(path)
    raw = read(data, str(path))
    facts = reading.gather(raw, Classifier(raw, choose(raw).profile.ordered()).plain)
    files.write(folder / "text.txt", data)
    files.write(folder / "header.toml", (SCHEMA.format("header") + header(facts)).encode())
    files.write(folder / "apparatus.toml", (SCHEMA.format("apparatus") + APPARATUS).encode())
    return folder


def slug(words: str) -> str:
    """Make a name of some words: small Latin letters, digits, single hyphens, a letter first."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return name if not name or name[0].isalpha() else f"text-{name}"


def header(facts: Facts) -> str:
    """Write ``header.toml`` with what the text states of itself; what it does not state stands there as a comment."""
    lines = [
        "# What is known of the text. What stands here beats what the raw text says of itself.",
        '# language = "en"',
        *_stated("title", next(iter(facts.titles), "")),
        *_stated("author", facts.author),
    ]
    written, licence = facts.words("written"), facts.words("licence")
    if written:
        lines += ["", "[written]", *_stated("text", written), *_stated("when", reading.date(written))]
    if facts.words("source"):
        lines += ["", "[source]", *_stated("text", facts.words("source"))]
    if licence:
        lines += ["", "[licence]", *_stated("text", licence), *_stated("target", reading.licence(licence))]
    for credit in (*facts.all("credit"), *facts.all("translator")):
        lines += ["", "[[credit]]", *_stated("role", credit.label or "credit"), *_stated("name", credit.words)]
    return "\n".join(lines) + "\n"


def _stated(key: str, words: str) -> list[str]:
    """Give a line of TOML; a basic string of TOML is written as one of JSON is, but for DEL."""
    if not words:
        return [f'# {key} = ""']
    return [f"{key} = {json.dumps(words, ensure_ascii=False)}".replace("\x7f", "\\u007f")]
