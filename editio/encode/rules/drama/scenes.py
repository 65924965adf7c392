"""The scenes of a play: what stands between two headings, parted at the lines of speakers.

In go a draft and the labels that begin speeches; out come scenes, which hold speakers and runs of lines in the order
of the text.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from editio.encode.draft import Block, Draft, Group
from editio.encode.rules.drama.labels import Label
from editio.encode.rules.drama.places import first_pieces

BESIDE = frozenset(["boilerplate", "break", "caption", "figure", "furniture", "metadata", "note", "page"])
"""Kinds of block that end no speech."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Hold a speaker's line, and that of the direction cut off behind the name, -1 where there is none."""

    index: int
    label: Label
    direction: int = -1


Atom = Speaker | Group


@dataclass(frozen=True, slots=True)
class Scene:
    """Hold what stands between two headings; ``headed`` tells whether there is one before it."""

    atoms: Sequence[Atom]
    headed: bool


def scenes(draft: Draft, speakers: Mapping[int, Speaker]) -> Iterator[Scene]:
    """Give what stands between the headings of a text, wherever somebody speaks there."""
    atoms: list[Atom] = []
    headed = False
    parts: list[Group | Block] = [*draft.joined_groups(), *draft.blocks]
    for part in sorted(parts, key=lambda part: part.first):
        if isinstance(part, Group):
            atoms.extend(_atoms(part, speakers))
        elif part.kind not in BESIDE:
            if any(isinstance(atom, Speaker) for atom in atoms):
                yield Scene(atoms, headed)
            atoms, headed = [], part.kind == "head"
    if any(isinstance(atom, Speaker) for atom in atoms):
        yield Scene(atoms, headed)


def _atoms(group: Group, speakers: Mapping[int, Speaker]) -> Iterator[Atom]:
    """Part a group at the lines of speakers."""
    first = group.first
    for index in range(group.first, group.last):
        speaker = speakers.get(index)
        if speaker is None:
            continue
        if first < index:
            yield Group(first, index)
        yield speaker
        first = index + 1 if speaker.direction < 0 else speaker.direction + 1
    if first < group.last:
        yield Group(first, group.last)


def speakers_of(draft: Draft, begins: Mapping[int, Label]) -> Mapping[int, Speaker]:
    """Give the speakers by their lines; one whose line another rule has, or that was not cut, is none."""
    firsts = first_pieces(draft.raw)
    free = set(draft.free_lines())
    made = {}
    for number, label in begins.items():
        index, last = firsts[number], firsts[number + 1]
        cuts = bool(label.direction) + bool(label.speech)
        if index in free and last - index > cuts:
            made[index] = Speaker(index, label, index + 1 if label.direction else -1)
    return made
