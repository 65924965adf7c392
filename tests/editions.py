"""Small editions in folders of their own, and the programs that build them.

In go a folder and the names of some texts; out come an edition of tiny texts, what a build said, and what lies in a
folder. The programs run as a reader of the README would start them, in processes of their own.
"""

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

from judges import ROOT

EDITION = """\
id = "lamps"
title = "Lamps"
language = "en"
date = "2001-02-03"
publisher = "The Example Press"
texts = {order}

[responsible.ed]
name = "The editors"
"""

TEXT = """\
On {Name}s

Ada Arden

It was the best of {name}s, and it was the worst of {name}s. [1] Nobody in the harbour had seen a {name} like it, and
nobody was to see one again.

[1] A {name} of the year 1901.
"""

APPARATUS = """\
[[entry]]
id = "c1"
do = "correct"
at = "Nobody in the [[harbour]] had"
with = "harbours"
resp = "ed"
cert = "high"
why = "there were two"
"""

NAMES = ("harbour", "lamp", "mill")
OF_A_TEXT = ("encode", "validate", "html", "epub", "text", "pdf")
OF_ALL = ("volume:html", "volume:epub", "volume:text", "volume:pdf", "volume:search")
STAGES = ("schema", "authorities", *OF_A_TEXT, "volume", "onix")

DOIT = (sys.executable, "-m", "doit")
EDITIO = (sys.executable, "-m", "editio.cli")
BUILD = (*EDITIO, "build")


def make(root, names=NAMES):
    """Write an edition of tiny texts, the mill and the lamp first; gives its folder."""
    order = json.dumps([name for name in ("mill", "lamp") if name in names])
    (root / "source").mkdir(parents=True)
    (root / "source" / "edition.toml").write_text(EDITION.format(order=order), encoding="utf-8")
    for name in names:
        add(root, name)
    return root


ESSAY = """\
# Introduction

The [lamps](lamp#p23) of [Ada Arden](#person.arden).
"""


def introduce(root, body=ESSAY):
    """Write an essay, an authority that it names, and that the edition has it."""
    (root / "source" / "introduction.md").write_text(body, encoding="utf-8", newline="")
    (root / "source" / "authorities.toml").write_text('[person.arden]\nname = "Ada Arden"\n', encoding="utf-8")
    path = root / "source" / "edition.toml"
    path.write_text('essays = ["introduction"]\n' + path.read_text(encoding="utf-8"), encoding="utf-8")


def add(root, name):
    """Write one more text."""
    folder = root / "source" / name
    folder.mkdir()
    words = TEXT.format(name=name, Name=name.capitalize())
    (folder / "text.txt").write_text(words, encoding="utf-8", newline="")
    (folder / "header.toml").write_text('language = "en"\n', encoding="utf-8")
    (folder / "apparatus.toml").write_text(APPARATUS, encoding="utf-8")


def start(root, *command, umask=-1, engine=ROOT, **environment):
    """Start a program in a folder, leader of a group of processes."""
    return subprocess.Popen(
        command,
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(engine), "PYTHONDONTWRITEBYTECODE": "1"} | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
        umask=umask,
    )


def run(root, *command, **settings):
    """Run a program in a folder to its end."""
    process = start(root, *command, **settings)
    out, err = process.communicate()
    return subprocess.CompletedProcess(command, process.returncode, out, err)


def stop(process, number=signal.SIGKILL):
    """Send a signal to a program and to the processes that it started."""
    os.killpg(process.pid, number)


def begun(said):
    """Give the tasks that a build began, by what it said."""
    return [f"{stage}:{name}" for stage, name in re.findall(rf"(?m)^({'|'.join(STAGES)}) +(\S+)$", said)]


def of(*names):
    """Give the tasks of some texts, those of the edition as a whole among them."""
    return {f"{stage}:{name}" for name in names for stage in OF_A_TEXT} | set(OF_ALL)


def tree(*folders):
    """Give the bytes of every file below some folders, by its path."""
    files = (path for folder in folders for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folders[0].parent).as_posix(): path.read_bytes() for path in files}


def built(root):
    """Give the bytes of everything that is built in an edition."""
    return tree(Path(root, "tei"), Path(root, "output"))
