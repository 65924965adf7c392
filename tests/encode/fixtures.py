"""Files of fixtures: ``title . input . expected .``, with as many parts as a test needs.

A line that holds a full stop alone ends a part. With ``--rewrite`` the last part of each fixture is written anew.
"""

from dataclasses import dataclass
from pathlib import Path


@dataclass
class Fixture:
    """Hold one fixture of a file: its title and its parts; the last is what is expected."""

    title: str
    parts: list[str]


def read(path: Path, size: int) -> list[Fixture]:
    """Read a file whose fixtures have ``size`` parts behind their titles."""
    found, words, parts = [], [], []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line != ".":
            words.append(line)
            continue
        parts.append("\n".join(words))
        words = []
        if len(parts) == size + 1:
            found.append(Fixture(parts[0].strip(), parts[1:]))
            parts = []
    assert not parts, f"{path.name}: the last fixture lacks a part"
    return found


def write(path: Path, fixtures: list[Fixture]) -> None:
    """Write a file of fixtures."""
    blocks = ["\n.\n".join([fixture.title, *fixture.parts, ""]) for fixture in fixtures]
    path.write_text("\n".join(blocks), encoding="utf-8", newline="")


def check(request, path: Path, number: int, size: int, made: str) -> None:
    """Compare what was made with the last part of a fixture, or write it there when ``--rewrite`` was asked for."""
    fixtures = read(path, size)
    if request.config.getoption("--rewrite"):
        fixtures[number].parts[-1] = made
        write(path, fixtures)
    assert made == read(path, size)[number].parts[-1], "if that is meant: pytest --rewrite, and read the diff"
