"""xmlschema's compiled form of a schema, kept between runs.

In goes the path of an XSD; out comes the compiled schema, from a file where one is kept for these bytes and these
versions of the libraries, else compiled anew and kept. To unpickle is to run what a file says, so only a folder that is
the user's own and that nobody else can write is trusted. Whatever is in doubt is compiled anew, and where nothing can
be kept nothing is: the result is the same.
"""

import hashlib
import os
import pickle
import stat
import sys
from importlib.metadata import version
from pathlib import Path

from xmlschema import XMLSchema10

from editio import files
from editio.message import Rejected

LIBRARIES = ("xmlschema", "elementpath", "lxml")

SPOILT = (pickle.UnpicklingError, EOFError, AttributeError, ImportError, IndexError, KeyError, TypeError, ValueError)
"""What a file raises that is cut off, or that another version wrote."""


def load(schema: Path) -> XMLSchema10:
    """Give the compiled form of a schema; nothing but files of this machine is opened."""
    folder = _folder()
    if folder is None:
        return _compile(schema)
    kept = folder / f"{_key(schema)}.pickle"
    found = _unpickled(kept)
    if found is None:
        found = _compile(schema)
        _keep(kept, found)
    return found


def _compile(schema: Path) -> XMLSchema10:
    return XMLSchema10(str(schema), allow="local")


def _key(schema: Path) -> str:
    """Name what the compiled form depends on: the schema and those beside it, where they lie, and who compiles."""
    parts = [sys.version, str(schema.resolve()), *map(version, LIBRARIES)]
    digests = [hashlib.sha256(files.read(path)).hexdigest() for path in sorted(schema.parent.glob("*.xsd"))]
    return hashlib.sha256("\n".join([*parts, *digests]).encode()).hexdigest()


def _folder() -> Path | None:
    """Give the folder of the XDG Base Directory Specification, made if need be; None if it is not the user's alone."""
    stated = os.environ.get("XDG_CACHE_HOME", "")
    try:
        home = Path(stated) if Path(stated).is_absolute() else Path.home() / ".cache"
        folder = home / "editio"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder if _is_private(folder) and folder.stat().st_mode & 0o077 == 0 else None
    except (OSError, RuntimeError):
        return None


def _is_private(path: Path) -> bool:
    """Tell whether a file or folder, and no link to one, is the user's and nobody else can write it."""
    if not hasattr(os, "getuid"):
        return False
    found = path.lstat()
    return not stat.S_ISLNK(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & 0o022


def _unpickled(kept: Path) -> XMLSchema10 | None:
    try:
        found = pickle.loads(kept.read_bytes()) if _is_private(kept) else None
    except (OSError, *SPOILT):
        return None
    return found if isinstance(found, XMLSchema10) else None


def _keep(kept: Path, schema: XMLSchema10) -> None:
    try:
        files.write(kept, pickle.dumps(schema, protocol=5))
    except Rejected:
        return  # a full disk or a read-only home: the next run compiles again
