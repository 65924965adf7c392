"""Regular expressions over the names of elements, and whether one is included in another.

In go names; out come expressions, and for two of them a shortest sequence of names that the first allows and the
second does not. Expressions are made by the functions below only, which keep them small and make equal ones the same
object. What a name stands for is not known here.

The method is that of derivatives: what may follow, once a name has been read, is an expression again, and there are
finitely many (J. A. Brzozowski, *Derivatives of Regular Expressions*, Journal of the ACM 11, 1964).
"""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, reduce


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """Allow one of several names; of no name at all, allow nothing whatever."""

    names: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Then:
    """Allow the first expression and, after it, the second."""

    first: "Expression"
    second: "Expression"


@dataclass(frozen=True, slots=True, eq=False)
class Either:
    """Allow any of several expressions, of which at most one is :class:`Names`."""

    parts: frozenset["Expression"]


@dataclass(frozen=True, slots=True, eq=False)
class Repeated:
    """Allow an expression any number of times, or not at all."""

    part: "Expression"


Expression = Names | Then | Either | Repeated


@cache
def names(allowed: frozenset[str]) -> Expression:
    """Allow one of the names."""
    return Names(allowed)


@cache
def repeated(part: Expression) -> Expression:
    """Allow an expression any number of times."""
    if isinstance(part, Repeated):
        return part
    if isinstance(part, Either):
        inner = {one.part if isinstance(one, Repeated) else one for one in part.parts}
        if inner != part.parts:
            return repeated(either(inner))
    return Repeated(part)


NOTHING = names(frozenset())
"""Allows no sequence, not even that of no names."""

EMPTY = repeated(NOTHING)
"""Allows the sequence of no names, and no other."""


def one(name: str) -> Expression:
    """Allow one name."""
    return names(frozenset({name}))


@cache
def then(first: Expression, second: Expression) -> Expression:
    """Allow one expression after the other; sequences lean to the right, so that equal ones are the same."""
    if NOTHING in (first, second):
        return NOTHING
    if first is EMPTY:
        return second
    if second is EMPTY:
        return first
    if isinstance(first, Then):
        return then(first.first, then(first.second, second))
    return Then(first, second)


def sequence(parts: Iterable[Expression]) -> Expression:
    """Allow expressions one after the other; of none, the sequence of no names."""
    return reduce(lambda later, earlier: then(earlier, later), reversed(list(parts)), EMPTY)


def either(parts: Iterable[Expression]) -> Expression:
    """Allow any of the expressions; of none, nothing."""
    flat: set[Expression] = set()
    for part in parts:
        flat |= part.parts if isinstance(part, Either) else {part}
    single = frozenset[str]().union(*(part.names for part in flat if isinstance(part, Names)))
    others = {part for part in flat if not isinstance(part, Names)}
    if EMPTY in others and any(allows_none(part) for part in others - {EMPTY}):
        others.discard(EMPTY)
    return _either(frozenset(others | {names(single)} if single else others))


@cache
def _either(parts: frozenset[Expression]) -> Expression:
    if not parts:
        return NOTHING
    return next(iter(parts)) if len(parts) == 1 else Either(parts)


def optional(part: Expression) -> Expression:
    """Allow an expression, or no names."""
    return either((EMPTY, part))


def times(part: Expression, least: int, most: int | None) -> Expression:
    """Allow an expression from ``least`` to ``most`` times; None is any number."""
    needed = [part] * least
    if most is None:
        return sequence([*needed, repeated(part)])
    rest = reduce(lambda later, _: optional(then(part, later)), range(most - least), EMPTY)
    return sequence([*needed, rest])


@cache
def allows_none(expression: Expression) -> bool:
    """Tell whether the sequence of no names is allowed."""
    match expression:
        case Names():
            return False
        case Then(first, second):
            return allows_none(first) and allows_none(second)
        case Either(parts):
            return any(map(allows_none, parts))
        case Repeated():
            return True


@cache
def firsts(expression: Expression) -> frozenset[str]:
    """Give the names with which an allowed sequence can begin."""
    match expression:
        case Names(allowed):
            return allowed
        case Then(first, second):
            return firsts(first) | firsts(second) if allows_none(first) else firsts(first)
        case Either(parts):
            return frozenset[str]().union(*map(firsts, parts))
        case Repeated(part):
            return firsts(part)


@cache
def after(expression: Expression, name: str) -> Expression:
    """Give the derivative: what is allowed after a name has been read."""
    if name not in firsts(expression):
        return NOTHING
    match expression:
        case Names():
            return EMPTY
        case Then(first, second):
            later = then(after(first, name), second)
            return either((later, after(second, name))) if allows_none(first) else later
        case Either(parts):
            return either(after(part, name) for part in parts)
        case Repeated(part):
            return then(after(part, name), expression)


@cache
def alphabet(expression: Expression) -> frozenset[str]:
    """Give all names that an expression speaks of."""
    match expression:
        case Names(allowed):
            return allowed
        case Then(first, second):
            return alphabet(first) | alphabet(second)
        case Either(parts):
            return frozenset[str]().union(*map(alphabet, parts))
        case Repeated(part):
            return alphabet(part)


def steps(expression: Expression) -> Iterator[Expression]:
    """Give the expressions that follow one another in a sequence; any other expression is a single step."""
    while isinstance(expression, Then):
        yield expression.first
        expression = expression.second
    yield expression


def allows(expression: Expression, word: Iterable[str]) -> bool:
    """Tell whether a sequence of names is allowed."""
    return allows_none(reduce(after, word, expression))


def beyond(ours: Expression, theirs: Expression) -> tuple[str, ...] | None:
    """Find a shortest sequence that ours allows and theirs does not; None proves that there is none.

    Of several of one length the first in the order of names is given. What can be reached is visited once, so the
    search ends.
    """
    waiting: deque[tuple[Expression, Expression, tuple[str, ...]]] = deque([(ours, theirs, ())])
    seen = {(ours, theirs)}
    while waiting:
        our, their, word = waiting.popleft()
        if allows_none(our) and not allows_none(their):
            return word
        for name in sorted(firsts(our)):
            pair = after(our, name), after(their, name)
            if pair not in seen:
                seen.add(pair)
                waiting.append((*pair, (*word, name)))
    return None


@cache
def interspersed(expression: Expression, name: str) -> Expression:
    """Allow a name anywhere and any number of times between those of an expression, as words stand in mixed content."""
    return then(repeated(one(name)), _followed(expression, name))


def _followed(expression: Expression, name: str) -> Expression:
    match expression:
        case Names():
            return then(expression, repeated(one(name)))
        case Then(first, second):
            return then(_followed(first, name), _followed(second, name))
        case Either(parts):
            return either(_followed(part, name) for part in parts)
        case Repeated(part):
            return repeated(_followed(part, name))
