"""Profiles: which rules are asked for a text of some origin, and in what order.

In go the files of this folder, and those of a publisher, as data; out come :class:`Profile`\\ s, and the choice of one
for a text: the one that is stated, or the one whose signs the text shows. A profile is a TOML file; a publisher's
stands in ``source/`` and is called ``NAME.profile.toml``:

``says``
    which texts it is for, as the end of the sentence 'a profile for ...'
``base``
    the profile that it adds to: what it does not say is as there. Ours build on ``plain``, a publisher's on any of ours
``signs``
    regular expressions, each of which one line of such a text must match, without regard to case; ``auto`` takes the
    profile of which all do, of several the one with the most
``within``
    how many lines at the head of the text, and how many at its end, are looked at for them
``seams``, ``rules``
    names of :data:`editio.encode.rules.SEAMS` and of :data:`editio.encode.rules.RULES`, in the order of asking
``first``, ``without``
    rules that are asked before those of the base, and rules of the base that are not asked
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from editio import files
from editio.encode.draft import Rule
from editio.encode.reading import RawText
from editio.encode.rules import RULES, SEAMS, Seam
from editio.message import Message, Rejected, reject_if_any
from editio.toml import Table

FOLDER = Path(__file__).parent
OWN = "*.profile.toml"
"""What the files of a publisher's profiles are called."""

AUTO, PLAIN = "auto", "plain"
LAST = "paragraphs"
"""The rule that claims every line, so that all others have to come before it."""

WITHIN = 100
"""Lines at either end of a text that are looked at for a profile's signs, where it does not say otherwise."""


@dataclass(frozen=True, slots=True)
class Profile:
    """Hold a profile: its name, what it is for, the signs that it is known by, and the names of what it asks."""

    name: str
    says: str
    signs: tuple[str, ...] = ()
    within: int = WITHIN
    seams: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()

    def ordered(self) -> Mapping[str, Rule]:
        """Give the rules in the order in which they are asked."""
        return {name: RULES[name] for name in self.rules}

    def cutting(self) -> Iterable[Seam]:
        """Give what cuts lines before the rules see them."""
        return tuple(SEAMS[name] for name in self.seams)


@dataclass(frozen=True, slots=True)
class Choice:
    """Hold the profile that a text is read by, and why: a clause that follows 'because'."""

    profile: Profile
    why: str


def choose(raw: RawText, stated: str = AUTO, own: Path | None = None, place: tuple[str, int] = ("", 0)) -> Choice:
    """Choose the profile for a text: the one that is ``stated``, or for ``auto`` the one whose signs the text shows.

    ``own`` is the folder in which a publisher has profiles; one of these comes before ours of the same name. Rejects a
    name that is not known (E316): ``place`` is the file and the line that state it.
    """
    known = _known(own)
    if stated and stated != AUTO:
        if stated not in known:
            hint = f"known are {', '.join([AUTO, *sorted(known)])}"
            raise Rejected([Message(place[0] or raw.file, place[1], "E316", f"there is no profile '{stated}'", hint)])
        return Choice(known[stated], "it is stated")
    found: list[tuple[int, str, str]] = []
    for name, profile in known.items():
        lines = [_shows(raw, sign, profile.within) for sign in profile.signs]
        if lines and all(lines):
            found.append((-len(lines), name, f"line {min(lines)} shows it"))
    _, name, why = min(found, default=(0, PLAIN, "no other profile's signs are found"))
    return Choice(known[name], why)


def _shows(raw: RawText, sign: str, within: int) -> int:
    """Give the number of the first line that shows a sign, 0 where none does."""
    look = re.compile(sign, re.I).search
    ends = (raw.lines[:within], raw.lines[max(within, len(raw.lines) - within) :])
    return next((line.number for lines in ends for line in lines if look(line.text[:1000])), 0)


def _known(own: Path | None) -> Mapping[str, Profile]:
    """Give all profiles by name: ours, and before them a publisher's."""
    return {**_ours(), **(read(sorted(own.glob(OWN)), _ours()) if own else {})}


@cache
def _ours() -> Mapping[str, Profile]:
    plain = FOLDER / f"{PLAIN}.toml"
    return read([plain, *sorted(set(FOLDER.glob("*.toml")) - {plain})], {})


def read(paths: Iterable[Path], bases: Mapping[str, Profile]) -> Mapping[str, Profile]:
    """Read profiles, by name; each may build on ``bases`` and on those before it.

    Rejects what is no profile (E316, and what all files of TOML are told).
    """
    found: dict[str, Profile] = {}
    messages: list[Message] = []
    for path in paths:
        name = path.name.split(".")[0]
        try:
            values, source = files.read_toml(path)
        except Rejected as rejected:
            messages += rejected.messages
            continue
        table = Table(values, path, source)
        found[name] = _profile(table, name, {**bases, **found})
        messages += table.messages
    reject_if_any(messages)
    return found


def _profile(table: Table, name: str, known: Mapping[str, Profile]) -> Profile:
    base = table.text("base")
    if base and base not in known:
        table.reject("base", "E316", f"there is no profile '{base}'", f"known are {', '.join(sorted(known))}")
    beneath = known.get(base, Profile(name, ""))
    without = table.texts("without")
    rules = (*table.texts("first"), *(rule for rule in table.texts("rules", beneath.rules) if rule not in without))
    seams = table.texts("seams", beneath.seams)
    for key, names, has in (("seams", seams, SEAMS), ("rules", rules, RULES), ("without", without, RULES)):
        for unknown in (rule for rule in names if rule not in has):
            table.reject(key, "E316", f"there is no rule '{unknown}'", f"known are {', '.join(sorted(has))}")
    if rules[-1:] != (LAST,) and base in ("", *known):
        table.reject("rules", "E316", f"the last rule is not '{LAST}', which takes what is left", f'end with "{LAST}"')
    signs = table.texts("signs")
    for sign in signs:
        try:
            re.compile(sign)
        except re.error as error:
            table.reject("signs", "E316", f"'{sign}' is no regular expression: {error}")
    within = table.number("within", beneath.within)
    says = table.text("says", needed=True)
    table.close()
    return Profile(name, says, signs, within, seams, rules)
