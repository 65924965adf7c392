"""Series: the lines that count the divisions of a text, I, II, III, found by looking at all of them together.

In go the free groups of a draft; out come :class:`Member`\\ s: lines whose label belongs to a series that counts up by
one, each with the class of the series. A number alone is a heading only in a series with text between its members; a
word that the catalogue lacks is learned from the text where it counts to three. What a catalogued word names needs no
series, but is surer in one.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from editio.encode import catalogue
from editio.encode.draft import Draft, Group
from editio.encode.rules import labels
from editio.encode.rules.labels import Label
from editio.encode.rules.shapes import LONGEST_HEADING, QUOTES, is_title

FEWEST_LEARNED = 3
"""Members from which on a word that the catalogue lacks is known to count divisions."""

MOST_CHAPTERS = 49
"""The greatest Roman number that one believes by itself: L, C, D and M before a point are initials."""

LEAST_BETWEEN = 3
"""Lines that stand, in the middle case, between two headings, blank ones among them: items of a list have fewer."""

LONGEST_DECIMAL = 250
"""Code points of a heading that begins with a number such as 11.2, which nothing else does."""

LONGEST_GROUP = 4
"""Lines of a group that may be a heading as a whole; in a longer one the first line alone may be it."""

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """Hold a line that bears a label: its group, the index of the group, the class of its series.

    ``key`` names the class: what is alike in all members of a series; ``lines`` are those that the label takes.
    """

    nth: int
    group: Group
    label: Label
    key: Key
    lines: int = 1


def members(draft: Draft) -> tuple[Member, ...]:
    """Find the lines that say what division begins, in the order of the text; a line is a member once."""
    candidates = tuple(_candidates(draft))
    accepted = {member.nth: member for member in _without_lists(m for m in candidates if m.label.kind)}
    found: dict[Key, list[Member]] = defaultdict(list)
    for member in candidates:
        if not member.label.kind and member.nth not in accepted:
            found[member.key].append(member)
    first: dict[int, int] = {}
    _remember(accepted.values(), first)
    divided = {member.label.word for member in candidates if member.label.form == "decimal"}
    runs = [run for key, of in found.items() for run in _runs(draft, key, of)]
    for run in sorted(runs, key=lambda run: (-len(run), run[0].nth)):
        if not any(member.nth in accepted for member in run) and _is_series(draft, run, first, divided):
            accepted.update((member.nth, member) for member in run)
            _remember(run, first)
    return tuple(accepted[nth] for nth in sorted(accepted))


def _remember(run: Iterable[Member], first: dict[int, int]) -> None:
    """Keep where each number stands for the first time."""
    for member in run:
        first[member.label.value] = min(member.nth, first.get(member.label.value, member.nth))


def _without_lists(of: Iterable[Member]) -> Iterator[Member]:
    """Leave out members that follow one another without a word between: a list of divisions, not their headings."""
    members = tuple(of)
    for before, member, after in zip((None, *members), members, (*members[1:], None), strict=False):
        beside = [one for one in (before, after) if one and abs(one.nth - member.nth) == 1]
        alike = [one for one in beside if (one.key, one.label.word) == (member.key, member.label.word)]
        if not (member.label.value and alike):
            yield member


def _candidates(draft: Draft) -> Iterator[Member]:
    """Give each group whose first line bears a label, and is short."""
    survey = draft.survey
    for nth, group in enumerate(draft.groups):
        words = survey.words[group.first]
        longest = LONGEST_DECIMAL if labels.DECIMAL.match(words) else LONGEST_HEADING
        if len(words) > longest or words[0] in QUOTES:
            continue
        if group.last - group.first > LONGEST_GROUP and survey.forced[group.first]:
            continue
        if labels.is_word_alone(words):
            yield from _over_two_lines(draft, nth)
            continue
        for label in labels.read(words):
            if _stands_as_heading(draft, group, label):
                yield Member(nth, group, label, _key(words, label))


def _over_two_lines(draft: Draft, nth: int) -> Iterator[Member]:
    """Give a heading whose number stands on the line after its word: 'Act', 'I'."""
    group, words = draft.groups[nth], draft.survey.words
    last = group.first + 1
    if last == group.last and nth + 1 < len(draft.groups) and draft.gap_after(group) == 0:
        nth += 1
    if last >= len(words) or not (last < group.last or draft.groups[nth].first == last):
        return
    for label in labels.read(f"{words[group.first]} {words[last]}")[:1]:
        if label.kind and label.value and not label.rest:
            yield Member(nth, Group(group.first, max(group.last, last + 1)), label, ("kind", label.kind), 2)


def _stands_as_heading(draft: Draft, group: Group, label: Label) -> bool:
    """Tell whether a group could be the heading that its label says."""
    if group.last - group.first > LONGEST_GROUP and label.rest and not label.kind:
        return False  # a numbered paragraph
    if not label.value:
        words = draft.words(group)
        if words[0] not in labels.DECORATION and catalogue.is_of_stage(words.split()):
            return False  # a direction that names who comes: 'Enter Prologue.'
        return group.last - group.first <= 2 and is_title(words.rstrip(".:"))
    if not label.rest:
        return label.form != "decimal" and draft.survey.words[group.first][0] not in "[{"
    if label.kind:
        return True
    if label.form == "decimal":
        return not label.rest.endswith((",", ";", ":"))
    return group.last - group.first <= LONGEST_GROUP and is_title(title(draft, group, label), loose=True)


def title(draft: Draft, group: Group, label: Label, lines: int = 1) -> str:
    """Give what follows a label of so many lines within its group."""
    return " ".join((label.rest, *draft.survey.words[group.first + lines : group.last])).strip()


def _key(words: str, label: Label) -> Key:
    if not label.value:
        return ("", label.kind)
    if label.kind:
        return ("kind", label.kind, "§") if label.word == "§" else ("kind", label.kind)
    if label.form == "decimal":
        return ("decimal", str(label.depth))
    if label.word:
        return ("word", label.word)
    framed = words[0] if words[0] in labels.DECORATION + "([" else ""
    return ("number", label.form, "titled" if label.rest else "", framed)


def _runs(draft: Draft, key: Key, of: Sequence[Member]) -> Iterator[list[Member]]:
    """Part the members of a class into runs that count up; one number may be missing."""
    if key[0] == "decimal":
        yield from _decimals(of)
        return
    run: list[Member] = []
    for member in of:
        step = member.label.value - run[-1].label.value if run else 0
        if run and step not in (1, 2):
            if step == 0:  # a number that is said twice counts once, where it stands farther apart
                if draft.gap_before(member.group) > draft.gap_before(run[-1].group):
                    run[-1] = member
                continue
            yield run
            run = []
        run.append(member)
    if run:
        yield run


def _decimals(of: Sequence[Member]) -> Iterator[list[Member]]:
    """Give the members that stand under one number, such as 11.1, 11.2."""
    by_word: dict[str, list[Member]] = {}
    for member in of:
        by_word.setdefault(member.label.word, []).append(member)
    yield from by_word.values()


def _is_series(draft: Draft, run: Sequence[Member], earliest: Mapping[int, int], divided: Container[str]) -> bool:
    """Tell whether a run is a series of headings.

    ``earliest`` says where a number is known to stand first,
    ``divided`` are the decimal numbers that have others below them.
    """
    first = run[0]
    kind = first.key[0]
    if kind == "number" and first.label.rest and len(run) == 1 and first.label.text in divided:
        return True  # 11, where 11.1 and 11.2 follow
    if kind == "decimal":
        return len(run) > 1 or first.label.text in divided
    titled = bool(first.label.rest)
    if len(run) == 1:
        return _is_alone(draft, first)
    if kind == "word" and len(run) < FEWEST_LEARNED:
        return False
    if first.label.form in ("letter", "small letter") and (len(run) < FEWEST_LEARNED or first.label.value != 1):
        return False
    if titled and sum(is_title(title(draft, one.group, one.label)) for one in run) * 2 <= len(run):
        return False
    between = _between(run)
    if between < LEAST_BETWEEN:
        return False
    if first.label.value == 1:
        return True
    value, nowhere = first.label.value, len(draft.groups)
    goes_on = any(earliest.get(number, nowhere) < first.nth for number in (value - 1, value))
    return goes_on or len(run) >= FEWEST_LEARNED


def _is_alone(draft: Draft, member: Member) -> bool:
    """Tell whether a number with a title is a heading though nothing counts on: one chapter of a book by itself."""
    if not member.label.rest or member.label.form not in ("roman", "arabic") or member.key[0] == "word":
        return False
    if draft.survey.words[member.group.first][0] in labels.DECORATION or member.label.value > MOST_CHAPTERS:
        return False
    return (
        member.label.form == "roman"
        and is_title(title(draft, member.group, member.label))
        and member.nth + 1 < len(draft.groups)
    )


def _between(run: Sequence[Member]) -> float:
    """Give the lines that stand between two members, blank ones among them, in the middle case."""
    return median(after.group.first - before.group.last for before, after in pairwise(run))


def classes(found: Iterable[Member]) -> Mapping[Key, Sequence[Member]]:
    """Give the members by their class, in the order in which the classes begin."""
    by_key: dict[Key, list[Member]] = {}
    for member in found:
        by_key.setdefault(member.key, []).append(member)
    return by_key


def usual_rank(key: Key) -> int:
    """Give the rank that a class has where nothing in the text says otherwise."""
    if key[0] in ("kind", ""):
        rank = catalogue.RANKS.get(key[1], catalogue.RANKS["chapter"])
        return rank + ("§" in key)  # a law has sections of several paragraphs
    if key[0] == "word":
        return catalogue.RANKS["chapter"]
    if key[0] == "decimal":
        return catalogue.RANKS["chapter"] + int(key[1]) - 1
    if key[1] in ("roman", "letter", "chinese", "part"):
        return catalogue.ROMAN_RANK
    return catalogue.NUMBERED_RANK
