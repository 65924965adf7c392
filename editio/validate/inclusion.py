"""The proof that whatever is valid against our XSD is valid TEI.

In go our schema and TEI's; out come counter-examples, and none means that it is proved: of structure and of the names
of attributes by calculation, of datatypes by a table (:mod:`editio.validate.datatypes`). Since an element's name
decides what it may hold in both schemas, one comparison an element is enough; see ``docs/inclusion.md``. What
TEI's Schematron rules ask, and what stands inside elements of other namespaces, is not looked at.

As a command: ``python -m editio.validate.inclusion tei_all.rng [OURS.xsd]`` ends with 0 if it is proved, with 1 if not.
"""

import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, permutations
from pathlib import Path

from editio.message import Rejected
from editio.validate import datatypes, expression, relaxng, xsd
from editio.validate.expression import Expression
from editio.validate.gate import SCHEMA
from editio.validate.grammar import DATA, TEXT, OurElement, Ours, TheirElement, Theirs, Unreadable

ROOTS = frozenset({"TEI", "teiCorpus"})
"""Elements with which a document of ours begins: the parser lets no others in."""

MOST_TOGETHER = 5
"""Attributes of one group that are tried in every combination and order."""


@dataclass(frozen=True, slots=True, order=True)
class Beyond:
    """State what our schema allows in an element and TEI's does not, with a shortest ``example`` of it."""

    element: str
    example: str
    what: str

    def __str__(self) -> str:
        """Give the form that is printed."""
        return f"{self.element}: {self.example}    ({self.what})"


def prove(ours: xsd.Schema, theirs: relaxng.Grammar) -> tuple[Beyond, ...]:
    """Give what our schema allows beyond TEI's, sorted by element; nothing means that inclusion is proved.

    Raises :class:`~editio.validate.grammar.Unreadable` where a schema uses what is not understood.
    """
    roots = (Beyond(name, name, "TEI begins no document with it") for name in ROOTS - theirs.roots())
    return tuple(sorted(chain(roots, *(_element(name, ours, theirs) for name in ours.names))))


def _element(name: str, ours: xsd.Schema, theirs: relaxng.Grammar) -> Iterator[Beyond]:
    our, their = ours.element(name), theirs.element(name)
    if their is None:
        yield Beyond(name, name, "TEI has no element of this name")
        return
    word = expression.beyond(our.content, their.content)
    if word is not None:
        yield Beyond(name, " ".join(word) or "(nothing)", "TEI does not allow this content")
    yield from _attributes(name, our, their)
    yield from _types(name, our, their)


def _attributes(name: str, our: OurElement, their: TheirElement) -> Iterator[Beyond]:
    """Find a set of attributes that TEI does not allow, group by group: groups have no attribute in common."""
    known: set[str] = set()
    for group in their.attributes:
        members = {symbol[1:] for symbol in expression.alphabet(group)}
        if known & members:
            raise Unreadable(f"two groups of attributes of {name} share {' '.join(sorted(known & members))}")
        known |= members
        example = next((one for one in _sets(members, our) if not _together(group, one)), None)
        if example is not None:
            shown = " ".join(f"@{key}" for key in example) or f"without {_listed(members)}"
            yield Beyond(name, shown, "TEI does not allow these attributes together, or asks for one more")
    for attribute in sorted(set(our.attributes) - known):
        yield Beyond(name, f"@{attribute}", "TEI has no such attribute here")


def _sets(members: set[str], our: OurElement) -> Iterator[tuple[str, ...]]:
    """Give the sets of attributes that ours allows of a group, the smaller first."""
    needed = our.required & members
    free = sorted((members & our.attributes.keys()) - needed)
    if len(free) + len(needed) > MOST_TOGETHER:
        raise Unreadable(f"{_listed(members)}: too many attributes that depend on one another")
    for count in range(len(free) + 1):
        yield from (tuple(sorted({*needed, *some})) for some in combinations(free, count))


def _together(group: Expression, attributes: tuple[str, ...]) -> bool:
    """Tell whether attributes may stand together; in a document they have no order."""
    orders = permutations(f"@{attribute}" for attribute in attributes)
    return any(expression.allows(group, order) for order in orders)


def _types(name: str, our: OurElement, their: TheirElement) -> Iterator[Beyond]:
    for attribute, ours in our.attributes.items():
        for theirs in their.types.get(attribute, ()):
            yield from _type(name, f"@{attribute}", ours, theirs)
    if our.value is not None and expression.after(their.content, TEXT) is expression.NOTHING:
        for theirs in their.values:
            yield from _type(name, DATA, our.value, theirs)


def _type(name: str, place: str, ours: Ours, theirs: Theirs) -> Iterator[Beyond]:
    if not datatypes.reason(ours, theirs):
        values = f" of {_listed(ours.values)}" if ours.values else ""
        yield Beyond(name, place, f"no row says that {ours.name}{values} is within {theirs.notation}")


def _listed(names: Sequence[str] | set[str]) -> str:
    return ", ".join(sorted(names))


def run(theirs: Path, ours: Path = SCHEMA) -> tuple[tuple[Beyond, ...], int]:
    """Compare two schemas; returns what ours allows beyond theirs, and how many elements of ours were compared.

    Rejects a file that cannot be read (E101) or is no XML (E501).
    """
    schema = xsd.load(ours)
    return prove(schema, relaxng.load(theirs)), len(schema.names)


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare a schema with TEI's, print what was found, and return the exit status."""
    paths = [Path(argument) for argument in (sys.argv[1:] if arguments is None else arguments)]
    if len(paths) not in (1, 2) or str(paths[0]).startswith("-"):
        print("usage: python -m editio.validate.inclusion tei_all.rng [OURS.xsd]", file=sys.stderr)
        return 2
    begun = time.perf_counter()
    try:
        found, count = run(*paths)
    except (Rejected, Unreadable) as error:
        print(error, file=sys.stderr)
        return 1
    taken = f"{count} elements in {time.perf_counter() - begun:.1f} s"
    print("\n".join([*map(str, found), f"{len(found)} beyond TEI, {taken}" if found else f"included in TEI, {taken}"]))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
