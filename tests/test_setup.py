"""What `make` installs is pinned and hashed, is what pyproject.toml asks for, and works as a wheel too."""

import json
import re
import subprocess
import sys
import tomllib
import zipfile

import pytest
from judges import ROOT

LOCKS = sorted((ROOT / "locks").glob("*.txt"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
GROUPS = PROJECT["dependency-groups"]


def pinned(lock):
    """Give each requirement of a lock: its name, and the hashes that it may have."""
    joined = lock.read_text(encoding="utf-8").replace("\\\n", " ")
    for line in joined.splitlines():
        if line and not line.startswith("#"):
            name, _, rest = line.partition("==")
            yield name, re.findall(r"--hash=sha256:[0-9a-f]{64}\b", rest)


def names(requirements):
    return {re.match(r"[\w-]+", wish)[0].lower() for wish in requirements if isinstance(wish, str)}


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_pins_everything_by_hash_and_names_no_address(lock):
    requirements = dict(pinned(lock))
    assert requirements
    assert [name for name, hashes in requirements.items() if not hashes] == []
    assert "://" not in lock.read_text(encoding="utf-8")


def test_the_locks_hold_what_the_project_asks_for():
    locked = {lock.stem: set(dict(pinned(lock))) for lock in LOCKS}
    needed = names(PROJECT["project"]["dependencies"])
    assert needed | names(GROUPS["build"]) <= locked["build"] <= locked["test"]
    assert names(GROUPS["test"]) <= locked["test"]
    assert names(GROUPS["oracles"]) == locked["oracles"]


def test_the_lock_of_the_judges_keeps_hashes_and_no_address_of_a_registry():
    lock = json.loads((ROOT / "locks" / "npm" / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert {"node_modules/@daisy/ace-cli", "node_modules/axe-core", "node_modules/vnu-jar"} <= set(packages)
    assert [name for name, entry in packages.items() if "integrity" not in entry or "resolved" in entry] == []


def test_every_python_dependency_is_explained():
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    explained = set(re.findall(r"^\| `([^`]+)`", page, re.MULTILINE))
    judges = json.loads((ROOT / "locks" / "npm" / "package.json").read_text(encoding="utf-8"))
    asked = names(PROJECT["project"]["dependencies"]).union(*map(names, GROUPS.values()), judges["dependencies"])
    assert asked <= explained


def test_a_wheel_carries_templates_and_pages_inside_the_package(tmp_path):
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    inside = zipfile.ZipFile(wheel).namelist()
    here = {path.relative_to(ROOT).as_posix() for path in ROOT.glob("templates/**/*") if path.is_file()}
    assert here
    assert {f"editio/{path}" for path in here} == {name for name in inside if name.startswith("editio/templates/")}
    assert {"editio/message.py", "editio/pages/E504.md"} <= {*inside}
    assert not any(name.startswith(("tests/", "source/", "templates/")) for name in inside)
