"""PDFs read back: the source that typst sets, and the structure of what it has set.

In go source in the language of typst, or PDFs as bytes; out come the words of texts and of notes. Nothing of the engine
is used.
"""

import re
import shutil
import subprocess
import tempfile
import zlib
from pathlib import Path

INLINE = set(
    """
    at bold code inner italic label link lowered own of-note outer raised reading small-caps spoken spaced struck
    underlined upright missing note note-again
    """.split()
)
"""Functions around which words run on; around all others a word ends."""

HAS_POPPLER = all(map(shutil.which, ("pdfinfo", "pdffonts")))

HYPHEN = "-"
"""How poppler shows a hyphen that parts a word at the end of a line: by itself."""

_TOKEN = re.compile(r'#([a-z-]+)|(#?)"((?:[^"\\]|\\.)*)"|([\[(])|([\])])|(\s+)|.', re.DOTALL)


def read(source):
    """Give the words of each container of the text, and those of each note."""
    texts, notes = [], []
    stack = [("", "", None)]
    name = ""
    for token in _TOKEN.finditer(source):
        called, is_shown, said, opened, closed, blank = token.groups()
        bracket, _, pieces = stack[-1]
        if called:
            name = called
            if pieces is not None and name not in INLINE:
                pieces.append("\n")
            continue
        if opened:
            own = name or stack[-1][1]
            stack.append((opened, own, _pieces(own, opened, pieces, texts, notes)))
        elif closed:
            _, name, _ = stack.pop()
            if pieces is not None and name not in INLINE:
                pieces.append("\n")
            if closed == ")":
                continue
        elif said is not None and is_shown and pieces is not None:
            pieces.append(re.sub(r"\\(.)", r"\1", said))
        elif blank and bracket == "[" and pieces is not None:
            pieces.append("\n")
        name = ""
    assert len(stack) == 1, "the brackets of the source are balanced"
    return ["".join(text).split() for text in texts], ["".join(note).split() for note in notes]


def _pieces(name, opened, around, texts, notes):
    """Say where the words between brackets go: a note has its own, and what a call is told belongs to nothing."""
    if name == "of-text" and opened == "[":
        texts.append([])
        return texts[-1]
    if name == "of-note" and opened == "[":
        notes.append([])
        return notes[-1]
    return None if name == "note" or (name == "own" and opened == "(") else around


def ask(tool, data, *options, to=()):
    """Give what a tool of poppler says of a PDF; some have to be told that they say it."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        Path(file.name).write_bytes(data)
        done = subprocess.run([tool, *options, file.name, *to], capture_output=True, check=True)
    return done.stdout.decode(errors="replace")


def structure(data):
    """Give the elements of the structure, in reading order: the path to each, by kinds and numbers, and its words."""
    path = []
    for number, line in enumerate(ask("pdfinfo", data, "-struct-text").splitlines()):
        depth = (len(line) - len(line.lstrip())) // 2
        said = line.strip()
        if said.startswith('"') and said.endswith('"') and len(said) > 1:
            yield tuple(path[:depth]), said[1:-1]
        elif kind := re.match(r"[A-Z][A-Za-z0-9]*", said):
            path[depth:] = [(kind[0], number)]


def letters(elements):
    """Give the letters of a structure in reading order, without blanks and typesetters' hyphens: text, notes."""
    found = {None: []}
    for path, said in elements:
        note = next((one for one in reversed(path) if one[0] == "Note"), None)
        if said != HYPHEN and not any(kind == "Lbl" for kind, _ in path[path.index(note) if note else 0 :]):
            found.setdefault(note, []).append(said)
    return joined("".join(found.pop(None))), ["".join(map(joined, pieces)) for pieces in found.values()]


def joined(words):
    """Give words as one."""
    return "".join(words).replace(" ", "").replace("\u00a0", "")


def languages(data):
    """Give the languages that a PDF names, in its structure and in the contents of pages."""
    streams = re.findall(rb"stream\r?\n(x[\x01\x5e\x9c\xda].*?)endstream", data, re.DOTALL)
    inside = [zlib.decompressobj().decompress(one) for one in streams]
    return {name.decode() for part in (data, *inside) for name in re.findall(rb"/Lang ?\(([^)]*)\)", part)}
