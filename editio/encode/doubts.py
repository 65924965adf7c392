"""Findings about unsure guesses: what some lines were taken for, and the entry that would settle it.

In go the blocks of a raw text; out come messages, one for each run of doubtful blocks that one rule made together.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from editio.encode.draft import Block
from editio.encode.reading import RawText
from editio.encode.resolve import quoted
from editio.message import Message

MOST = 20
"""Findings of one kind from which on a text is told of the rest in one: more would hide what matters."""

QUOTED = 60
"""Code points of a line that an entry quotes: enough to find it, and short enough to read."""

NAMES = {
    "author": "the author",
    "caption": "a caption",
    "castItem": "an item of a cast list",
    "cell": "a table",
    "dateline": "a dateline",
    "item": "a list",
    "l": "verse",
    "p": "a paragraph of its own kind",
    "row": "a table",
    "salute": "a salutation",
    "signed": "a signature",
    "speaker": "a speaker",
    "stage": "a stage direction",
    "title": "a title",
    "trailer": "the closing words",
}
"""Kinds of block -> what they are called in a sentence; others are called by their kind."""

CONTAINERS = {
    "argument": "an argument",
    "castList": "a cast list",
    "cit": "a quotation with its source",
    "entry": "an entry of a dictionary",
    "epigraph": "an epigraph",
    "floatingText": "a text within the text",
    "lg": "verse",
    "list": "a list",
    "postscript": "a postscript",
    "quote": "a quotation",
    "set": "the scene of a play",
    "sp": "a speech",
    "table": "a table",
}
"""Elements that hold blocks -> what they are called in a sentence; others are called by what they hold."""

ENTRIES = {"head": "heading", "l": "verse", "item": "list", "dateline": "dateline", "salute": "salutation"}
ENTRIES |= {"signed": "signature", "trailer": "trailer"}
"""Kinds of block -> the entry that says so, and makes the guess a decision."""


def doubts(raw: RawText, blocks: Sequence[Block]) -> list[Message]:
    """Report what is taken for a heading by its shape alone (W405), and other unsure guesses (W406)."""
    found = list(_doubts(raw, blocks))
    return [message for code in ("W405", "W406") for message in _few([m for m in found if m.code == code], raw)]


def _doubts(raw: RawText, blocks: Sequence[Block]) -> Iterator[Message]:
    unsure = (block for block in blocks if block.sure == "low")
    for (kind, *_), run in groupby(
        unsure, key=lambda block: (block.kind, block.rule, block.group or block.inside[:1] or block.first)
    ):
        together = list(run)
        line = raw.lines[together[0].first]
        words = " ".join(line.text.split())
        if kind == "head":
            hint = f'if it is none, say so in apparatus.toml: do = "heading", at = {quoted(f"[[{words}]]")}, level = 0'
            yield Message(raw.file, line.number, "W405", f"'{words}' is taken for a heading by its shape alone", hint)
            continue
        others = f" and {len(together) - 1} more" if len(together) > 1 else ""
        name = CONTAINERS.get(together[0].inside[0].name, "") if together[0].inside and kind in ("p", "l") else ""
        sentence = f"'{_short(words)}'{others}: taken for {name or NAMES.get(kind, kind)} without proof"
        yield Message(raw.file, line.number, "W406", sentence, _settling(kind, words, held=bool(together[0].inside)))


def _settling(kind: str, words: str, *, held: bool) -> str:
    """Give the entry that undoes a guess, and that which confirms it, where one keeps all that is right.

    What stands in something larger, such as a poem in a quotation, would lose that by an entry of its own.
    """
    at = quoted(f"[[{_short(words).removesuffix('…')}]]")
    wrong = f'if that is wrong, say what it is in apparatus.toml: do = "paragraph", at = {at}'
    return wrong if held or kind not in ENTRIES else f'{wrong}; if it is right: do = "{ENTRIES[kind]}", at = {at}'


def _short(words: str) -> str:
    return words if len(words) <= QUOTED else words[:QUOTED].rsplit(" ", 1)[0] + "…"


def _few(found: Sequence[Message], raw: RawText) -> Iterator[Message]:
    """Give the first of many findings of one kind, and one for the rest."""
    yield from found[:MOST]
    if rest := found[MOST:]:
        hint = "editio encode --explain lists every block with its rule and its certainty"
        yield Message(raw.file, rest[0].line, rest[0].code, f"{len(rest)} more guesses like these follow", hint)
