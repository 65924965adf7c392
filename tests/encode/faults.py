"""A hundred faults, planted in a text by a seeded script, and what of them was found.

In goes a raw text; out come the same text with faults of all kinds, and where they are. The script knows nothing of how
`suggest` looks: it draws a place at random, and a fault of the next kind that can be made there.
"""

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from editio.encode import notes, reading
from editio.encode.draft import Classifier
from editio.encode.passages import ELEMENTS, Ids, make_passages
from editio.encode.profiles import choose

CONFUSED = {
    "en": """
        their there then than form from the he but hut of off on in is it its it was has had bad not no to
        so that than with wish this his are arc and an which witch have gave were where be he for far who
        why been keen they then one on all ill as at by my or of when then more mere some same
        """,
    "de": """
        und uns der den das des ist ich nicht nichts die wie ein eine sich ich auch auf mit mir war was nur
        nun noch nach sie sei dass das im in dem den ihr ihm
        """,
    "fr": """
        les des une un est et dans sans pour pouf que qui son sou ses ces par pas sur sûr elle elles mais
        mains avec aves ne de le la tout toute comme comte
        """,
    "es": """
        los las una un que quo por pon con son del el sus su para parar como cómo más mas pero perro muy mi
        la lo
        """,
}
"""Words that are taken for one another, in pairs: what stands in the text, and what is put there."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault: its kind, the range of the changed text in which it lies, and the words that were there."""

    kind: str
    first: int
    last: int
    was: str
    now: str


Edit = tuple[int, int, str]
"""What is put in place of which code points."""


def _swapped(word: str, dice: random.Random) -> str:
    at = dice.randrange(len(word) - 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _dropped(word: str, dice: random.Random) -> str:
    at = dice.randrange(len(word))
    return word[:at] + word[at + 1 :]


def _doubled(word: str, dice: random.Random) -> str:
    at = dice.randrange(len(word))
    return word[:at] + word[at] + word[at:]


def _changed(word: str, dice: random.Random) -> str:
    at = dice.randrange(len(word))
    return word[:at] + dice.choice([c for c in "etaoinshrdlu" if c != word[at].lower()]) + word[at + 1 :]


def _capital_i(word: str, dice: random.Random) -> str:
    at = dice.choice([at for at, c in enumerate(word) if c == "l"] or [-1])
    return word if at < 0 else word[:at] + "I" + word[at + 1 :]


def _digit(word: str, dice: random.Random) -> str:
    at = dice.choice([at for at, c in enumerate(word) if c in "loi"] or [-1])
    return word if at < 0 else word[:at] + {"l": "1", "o": "0", "i": "1"}[word[at]] + word[at + 1 :]


def _rn(word: str, dice: random.Random) -> str:
    pairs = (("m", "rn"), ("rn", "m"), ("d", "cl"), ("h", "li"), ("w", "vv"), ("cl", "d"))
    there = [pair for pair in pairs if pair[0] in word]
    return word.replace(*dice.choice(there), 1) if there else word


IN_WORDS = {
    "swap": _swapped,
    "drop": _dropped,
    "double": _doubled,
    "change": _changed,
    "I for l": _capital_i,
    "digit": _digit,
    "rn for m": _rn,
}
WORD = re.compile(r"(?<![\w'’-])[^\W\d_]{4,}(?![\w'’-])")


def _in_word(kind: str) -> Callable[[str, Sequence[re.Match[str]], random.Random, str], Edit | None]:
    def make(_: str, found: Sequence[re.Match[str]], dice: random.Random, __: str) -> Edit | None:
        match = dice.choice(found)
        word = match.group()
        changed = IN_WORDS[kind](word, dice)
        return None if changed == word or not word.islower() else (*match.span(), changed)

    return make


def _confused(text: str, _: Sequence[re.Match[str]], dice: random.Random, language: str) -> Edit | None:
    words = CONFUSED[language].split()
    word, other = dice.choice(sorted(zip(words[::2], words[1::2], strict=True)))
    places = [m.span() for m in re.finditer(rf"(?<![\w'’-]){word}(?![\w'’-])", text)]
    return (*dice.choice(places), other) if places else None


def _pattern(pattern: str, becomes: Callable[[re.Match[str]], str]) -> Callable[..., Edit | None]:
    compiled = re.compile(pattern)

    def make(text: str, _: Sequence[re.Match[str]], dice: random.Random, __: str) -> Edit | None:
        places = list(compiled.finditer(text))
        if not places:
            return None
        match = dice.choice(places)
        return (*match.span(), becomes(match))

    return make


BLANK = r"(?:[ ]|\r?\n)"
KINDS: dict[str, Callable[..., Edit | None]] = {
    **{kind: _in_word(kind) for kind in IN_WORDS},
    "confused": _confused,
    "no full stop": _pattern(rf"(?<=[a-zà-ÿа-я]{{3}})\.(?={BLANK}[A-ZÀ-ÞА-Я])", lambda _: ""),
    "blank lost": _pattern(r"(?<=[a-zà-ÿа-я]{2})[ ](?=[a-zà-ÿа-я]{2})", lambda _: ""),
    "blank lost behind a mark": _pattern(r"(?<=[a-zà-ÿа-я]{2}[,.;])[ ](?=[^\W\d_]{2})", lambda _: ""),
    "two blanks": _pattern(r"(?<=[a-zà-ÿа-я,])[ ](?=[a-zà-ÿа-я])", lambda _: "  "),
    "blank before a mark": _pattern(r"(?<=[a-zà-ÿа-я]{2})[,.;](?=[ ])", lambda m: " " + m.group()),
    "blank in a word": _pattern(r"(?<=[ ])[a-zà-ÿа-я]{6,}(?=[ ,.])", lambda m: m.group()[:3] + " " + m.group()[3:]),
    "twice": _pattern(r"(?<=[ ])[a-zà-ÿа-я]{2,}(?=[ ])", lambda m: f"{m.group()} {m.group()}"),
    "mark lost": _pattern(r"[“”»«\"](?=[\w ,.;])", lambda _: ""),
    "mark reversed": _pattern(r"[“”](?=[\w ,.;])", lambda m: "”" if m.group() == "“" else "“"),
    "capital": _pattern(r"(?<=[a-zà-ÿа-я][ ])[a-zà-ÿа-я]{2,}(?=[ ])", lambda m: m.group().capitalize()),
    "small letter": _pattern(r"(?<=[a-zà-ÿа-я]{3}\.[ ])[A-ZÀ-ÞА-Я](?=[a-zà-ÿа-я]*[ ])", lambda m: m.group().lower()),
    "two marks": _pattern(r"(?<=[a-zà-ÿа-я])[,.](?=[ ])", lambda m: m.group() * 2),
}


def plant(text: str, language: str, seed: int, many: int = 100) -> tuple[str, list[Fault]]:
    """Plant faults in the prose of a text, far enough apart that none hides another."""
    dice = random.Random(seed)
    ranges = _prose(text)
    edits: list[tuple[int, int, str, str]] = []
    kinds = sorted(KINDS)
    dice.shuffle(kinds)
    for turn in range(many * 60):
        if len(edits) == many:
            break
        kind = kinds[turn % len(kinds)]
        first, last = dice.choices(ranges, [b - a for a, b in ranges])[0]
        piece = text[first:last]
        words = list(WORD.finditer(piece))
        made = KINDS[kind](piece, words, dice, language) if words else None
        if made is None:
            continue
        a, b, new = made[0] + first, made[1] + first, made[2]
        if all(b + 25 < x or y + 25 < a for x, y, _, _ in edits):
            edits.append((a, b, new, kind))
    return _apply(text, sorted(edits))


def _apply(text: str, edits: list[tuple[int, int, str, str]]) -> tuple[str, list[Fault]]:
    parts, faults, done, length = [], [], 0, 0
    for a, b, new, kind in edits:
        parts += [text[done:a], new]
        length += a - done
        faults.append(Fault(kind, length, length + len(new), text[a:b], new))
        length += len(new)
        done = b
    parts.append(text[done:])
    return "".join(parts), faults


def _prose(text: str) -> list[tuple[int, int]]:
    raw = reading.read(text.encode(), "text.txt")
    blocks = Classifier(raw, choose(raw).profile.ordered()).plain
    passages = make_passages(raw, blocks, notes.pair(raw, blocks, (), ELEMENTS).pairs, Ids())
    return [(p.first, p.last) for p in passages if p.block.kind == "p" and p.last - p.first > 80]


def paragraphs(text: str) -> list[tuple[int, int]]:
    return _prose(text)


def found(
    faults: Sequence[Fault], places: Sequence[tuple[str, int, int]], inside: Sequence[tuple[int, int]]
) -> Iterator[Fault]:
    """Give the faults at whose very words one of some suggestions stands: (code, first, last) each.

    Which place a quotation mark was lost from nobody can know: there a suggestion about marks in the same paragraph
    counts, if no other such fault is in it.
    """
    for fault in faults:
        if fault.kind == "mark lost":
            own = next(((a, b) for a, b in inside if a <= fault.first <= b), (fault.first, fault.last))
            if any(code == "N907" and own[0] <= first <= own[1] for code, first, _ in places):
                yield fault
        elif any(code < "N920" and first <= fault.last + 1 and fault.first - 1 <= last for code, first, last in places):
            yield fault


def tally(faults: Sequence[Fault], caught: Sequence[Fault]) -> str:
    """Say for each kind how many were found of how many."""
    all_of, some = Counter(f.kind for f in faults), Counter(f.kind for f in caught)
    return ", ".join(f"{kind} {some[kind]}/{n}" for kind, n in sorted(all_of.items()))
