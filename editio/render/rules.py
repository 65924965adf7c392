"""Processing rules: which behaviour each TEI element has, read once from a short file of data.

In goes the text of a rules file (ours is ``rules.txt`` beside this module; a publisher's is read before it);
out comes a :class:`Rules`, in which the first rule that matches an element is found by quick tests indexed by
its name. The model is TEI's own (Guidelines, ch. 22): ordered rules, `match -> behaviour (parameters)`.

A line is::

    parent/name[@a='v'], other -> behaviour (parameter=word, other=@attribute)

A match is an element name; before it may stand a parent (``parent/name``) or an ancestor (``ancestor//name``),
after it tests: ``[@a]``, ``[@a='v']``, ``[@a~='v']`` (one of the words of ``@a``), ``[not(@a...)]``. Values may
be alternatives, parted by ``|``. ``[reading]``, ``[source]`` or ``[both]`` on a line of its own says for which
view the lines below it hold.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Protocol

from editio.message import Message, Rejected
from editio.render.behaviour import OURS, STANDARD
from editio.render.document import NO_SETTINGS
from editio.tei import LANG


class Attributes(Protocol):
    """What rules ask of an element: the value of an attribute, or ``None``."""

    def get(self, name: str, /) -> str | None:
        """Give the value of an attribute."""


Test = Callable[[Attributes], bool]

VIEWS = ("reading", "source")

_COMMENT = re.compile(r"(?:^|\s)#(?:\s.*)?\Z")
_LINE = re.compile(r"(?P<matches>.+?)\s*->\s*(?P<behaviour>\w+)\s*(?:\((?P<parameters>[^()]*)\))?\Z")
_MATCH = re.compile(r"(?:(?P<outer>\w+)(?P<axis>//?))?(?P<name>\w+)(?P<tests>(?:\[[^]]*\])*)\Z")
_TEST = re.compile(r"\[(?P<no>not\()?@(?P<name>[\w:]+)(?:(?P<how>~?=)'(?P<value>[^']*)')?(?(no)\))\]")
_PARAMETER = re.compile(r"\s*(?P<name>\w+)=(?P<value>@?[\w:|. -]+)\s*\Z")


@dataclass(frozen=True, slots=True)
class Rule:
    """Give a behaviour to the elements of one name that pass all tests.

    ``parent`` and ``ancestor`` are names of elements, or empty; of ``fixed`` and ``copied`` parameters the
    former are words of the rule, the latter are read from the attribute that they name.
    """

    behaviour: str
    parent: str = ""
    ancestor: str = ""
    tests: tuple[Test, ...] = ()
    fixed: Mapping[str, str] = field(default_factory=lambda: NO_SETTINGS)
    copied: tuple[tuple[str, str], ...] = ()

    @property
    def always(self) -> bool:
        """Tell whether the rule holds for every element of its name."""
        return not (self.parent or self.ancestor or self.tests)

    def settings(self, attributes: Attributes) -> Mapping[str, str]:
        """Give the parameters for one element; a copied one that the element lacks is left out."""
        if not self.copied:
            return self.fixed
        settings = dict(self.fixed)
        for name, attribute in self.copied:
            if value := attributes.get(attribute):
                settings[name] = value
        return settings


@dataclass(frozen=True, slots=True)
class Rules:
    """Hold the rules of one view, by element name, in the order in which they are tried."""

    view: str
    by_name: Mapping[str, tuple[Rule, ...]]

    def find(self, name: str, parent: str, around: Iterable[str], attributes: Attributes) -> Rule | None:
        """Give the first rule that matches, or ``None``; ``around`` holds the names of all ancestors."""
        for rule in self.by_name.get(name, ()):
            if (rule.parent and rule.parent != parent) or (rule.ancestor and rule.ancestor not in around):
                continue
            for test in rule.tests:
                if not test(attributes):
                    break
            else:
                return rule
        return None


@cache
def load(view: str, own: Path | None = None) -> Rules:
    """Read the rules of a view: those of the publisher's file ``own`` first, if there is one, then ours.

    Rejects a line that is no rule or names no known behaviour (E706).
    """
    files = [own] if own is not None and own.is_file() else []
    files.append(Path(__file__).with_name("rules.txt"))
    by_name: dict[str, list[Rule]] = {}
    messages: list[Message] = []
    for file in files:
        _read(file, view, by_name, messages)
    if messages:
        raise Rejected(messages)
    return Rules(view, {name: _reachable(rules) for name, rules in by_name.items()})


def _read(file: Path, view: str, by_name: dict[str, list[Rule]], messages: list[Message]) -> None:
    section = "both"
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        text = _COMMENT.sub("", line).strip()
        if text in ("[reading]", "[source]", "[both]"):
            section = text[1:-1]
        elif text:
            try:
                rules = _rules(text)
            except ValueError as error:
                messages.append(Message(str(file), number, "E706", str(error), "match -> behaviour (a=b)"))
            else:
                for name, rule in rules if section in ("both", view) else ():
                    by_name.setdefault(name, []).append(rule)


def _rules(line: str) -> list[tuple[str, Rule]]:
    found = _LINE.match(line)
    if not found:
        raise ValueError("the line is no processing rule")
    behaviour = found["behaviour"]
    if behaviour not in STANDARD and behaviour not in OURS:
        raise ValueError(f"there is no behaviour '{behaviour}'")
    fixed, copied = _parameters(found["parameters"] or "")
    return [_rule(match.strip(), behaviour, fixed, copied) for match in found["matches"].split(",")]


def _rule(
    match: str, behaviour: str, fixed: Mapping[str, str], copied: tuple[tuple[str, str], ...]
) -> tuple[str, Rule]:
    found = _MATCH.match(match)
    if not found:
        raise ValueError(f"'{match}' is no match")
    outer, near = found["outer"] or "", found["axis"] == "/"
    return found["name"], Rule(
        behaviour=behaviour,
        parent=outer if near else "",
        ancestor="" if near else outer,
        tests=_tests(found["tests"]),
        fixed=fixed,
        copied=copied,
    )


def _parameters(text: str) -> tuple[Mapping[str, str], tuple[tuple[str, str], ...]]:
    fixed, copied = {}, []
    for part in filter(None, (part.strip() for part in text.split(","))):
        found = _PARAMETER.match(part)
        if not found:
            raise ValueError(f"'{part}' is no parameter")
        if found["value"].startswith("@"):
            copied.append((found["name"], _attribute(found["value"][1:])))
        else:
            fixed[found["name"]] = found["value"].strip()
    return fixed, tuple(copied)


def _tests(text: str) -> tuple[Test, ...]:
    tests = []
    while text:
        found = _TEST.match(text)
        if not found:
            raise ValueError(f"'{text}' is no test")
        test = _test(_attribute(found["name"]), found["how"], frozenset((found["value"] or "").split("|")))
        tests.append(_not(test) if found["no"] else test)
        text = text[found.end() :]
    return tuple(tests)


def _test(name: str, how: str | None, values: frozenset[str]) -> Test:
    if how == "=":
        return lambda attributes: attributes.get(name) in values
    if how == "~=":
        return lambda attributes: not values.isdisjoint((attributes.get(name) or "").split())
    return lambda attributes: bool(attributes.get(name))


def _not(test: Test) -> Test:
    return lambda attributes: not test(attributes)


def _attribute(name: str) -> str:
    return LANG if name == "xml:lang" else name


def _reachable(rules: list[Rule]) -> tuple[Rule, ...]:
    """Cut off what stands after a rule that always matches."""
    for index, rule in enumerate(rules):
        if rule.always:
            return tuple(rules[: index + 1])
    return tuple(rules)
