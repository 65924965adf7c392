"""Footnotes of an essay: ``[^1]`` in a paragraph, and ``[^1]: ...`` on a line of its own, become notes.

In go the tokens of an essay; out come what is wrong with its references and notes, the tokens without the notes, and
the TEI of a reference: the note itself where it is referred to first, a pointer to it where it is again (Guidelines,
3.9.1). The form is that of Pandoc's Markdown; what stands within a note is what any note can hold.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

from lxml import etree
from markdown_it.token import Token

from editio.encode import markdown
from editio.encode.bodies import ESSAY, Fault, Part, is_said, parts_of, shown
from editio.tei import ID, make

Notes = Mapping[str, tuple[Token, ...]]
"""The tokens of what each note holds, by its label."""

OPEN, CLOSE, REFERENCE = "footnote_reference_open", "footnote_reference_close", "footnote_ref"

APART = "let the note stand between paragraphs, with an empty line before it: [^1]: The words."


def apart(tokens: Sequence[Token]) -> tuple[tuple[Token, ...], Notes]:
    """Take the notes out of tokens without :func:`wrong`."""
    depths = list(accumulate((token.type == OPEN) - (token.type == CLOSE) for token in tokens))
    kept = (token for token, depth in zip(tokens, depths, strict=True) if not depth and token.type != CLOSE)
    begins = [place for place, token in enumerate(tokens) if token.type == OPEN]
    ends = [place for place, token in enumerate(tokens) if token.type == CLOSE]
    notes = {_label(tokens[begin]): tuple(tokens[begin + 1 : end]) for begin, end in zip(begins, ends, strict=True)}
    return tuple(kept), notes


def wrong(tokens: Sequence[Token]) -> Iterator[Fault]:
    """Find notes and references that have no other side, and such as stand where none can (E239)."""
    notes: Counter[str] = Counter()
    called: dict[str, int] = {}
    within = Counter[str]()
    last: Part | None = None
    for part in parts_of(tokens):
        token = part.token
        last = None if token.block else last
        if token.type == REFERENCE:
            last = part
            called.setdefault(_label(token), part.line)
            if place := next((one for one in AROUND if within[one]), ""):
                yield _misplaced(part, AROUND[place])
        elif last and token.type == "text" and "](" in token.content:
            yield _misplaced(last, "the words of a link")  # which is none: CommonMark takes the reference for one
            last = None
        elif token.type == OPEN:
            notes[_label(token)] += 1
            if token.level:
                yield Fault("E239", f"the note {_sign(token)} stands in another block", APART, part.line)
            elif notes[_label(token)] > 1:
                yield Fault("E239", f"there are two notes {_sign(token)}", "give one of them another name", part.line)
        kind = token.type.removesuffix("_open").removesuffix("_close")
        within[kind] += token.nesting
    yield from _alone(tokens, notes, called)


AROUND = {"footnote_reference": "a note", "heading": "a heading"}
"""Where no reference can stand: the kind of a token, and what people call it."""


def _misplaced(part: Part, place: str) -> Fault:
    hint = f"put it elsewhere; if the signs are words of the {ESSAY.name}, write \\[^"
    return Fault("E239", f"the reference {_sign(part.token)} stands in {place}", hint, part.line)


def _alone(tokens: Sequence[Token], notes: Counter[str], called: Mapping[str, int]) -> Iterator[Fault]:
    for label, line in called.items():
        if label not in notes:
            hint = f"write it between paragraphs, [^{label}]: The words; if the signs are words, write \\[^"
            yield Fault("E239", f"the reference [^{shown(label)}] has no note", hint, line)
    for place, token in enumerate(tokens):
        if token.type == OPEN:
            line, words = (token.map or [0])[0], tokens[place + 1 : place + 2]
            if _label(token) not in called:
                yield Fault("E239", f"nothing refers to the note {_sign(token)}", "refer to it, or take it out", line)
            elif not words or words[0].type == CLOSE or not is_said("".join(_words(tokens, place))):
                yield Fault("E236", f"the note {_sign(token)} has no words", "write them behind the colon", line)


def _words(tokens: Sequence[Token], place: int) -> Iterator[str]:
    for token in tokens[place + 1 :]:
        if token.type == CLOSE:
            return
        yield from (inner.content for inner in token.children or ())


def _label(token: Token) -> str:
    return str(token.meta["label"])


def _sign(token: Token) -> str:
    return f"[^{shown(_label(token))}]"


class References:
    """Make what the references of an essay become; ids of notes count them in the order of their first references."""

    def __init__(self, essay: str, notes: Notes) -> None:
        """Begin with no reference."""
        self.essay = essay
        self.notes = notes
        self.ids: dict[str, str] = {}

    def made(self, token: Token) -> etree._Element:
        """Make the note that a reference leads to, or, where one has led to it before, a pointer to it."""
        label = _label(token)
        if label in self.ids:
            return make("ref", {"target": f"#{self.ids[label]}"})
        self.ids[label] = f"{self.essay}.note{len(self.ids) + 1}"
        attributes = {"type": "editorial", "place": "foot", ID: self.ids[label]}
        return make("note", attributes, *markdown.built(self.notes[label]))
