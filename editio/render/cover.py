"""The cover of a book, drawn of what the book says of itself by the template ``cover.typ``.

In go the metadata of a book and the templates of the format; out come a picture and what there is to report. What no
font can draw is left out and told of (W707); a title too long for any cover is cut. It places the picture in no book.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from editio.message import Message
from editio.render import typesetting
from editio.render.package import UNKNOWN_LANGUAGE, Package
from editio.render.sheet import Sheet
from editio.render.typesetting import Source

FILE, TEMPLATE = "cover.png", "cover.typ"

LONGEST = 320
"""Characters of a title, of a name or of other words, beyond which they are cut."""

MOST_AUTHORS, MOST_TOLD = 8, 12

_SURELY_DRAWN = re.compile(r"[\u0020-\u017f\u2010-\u2026]*")
"""Letters and marks of most of Europe, which all fonts have: where there are no others, none is looked for."""

_LANGUAGE = re.compile(r"[a-z]{2,3}\Z")
"""What typst takes for a language."""


@dataclass(frozen=True, slots=True)
class Cover:
    """Hold the picture of a cover, a PNG, and what there is to report of it."""

    picture: bytes
    messages: tuple[Message, ...] = ()


def template(sheet: Sheet) -> Source:
    """Give the template of covers: the publisher's own, if he has one."""
    return Source(sheet.raw(TEMPLATE), sheet.path(TEMPLATE), typesetting.fonts(sheet.own))


def draw(source: Source, about: Package, file: str, over: str = "") -> Cover:
    """Draw the cover of a book; ``over`` is the line above its title, ``file`` what messages are about.

    Rejects a template with a fault (E701).
    """
    values = _values(about, over)
    undrawn = _undrawn(source, values)
    made = typesetting.picture(source, _values(about, over, undrawn) if undrawn else values)
    return Cover(made.data, (*made.remarks, *_told(undrawn, file)))


def _values(about: Package, over: str, undrawn: Sequence[str] = ()) -> dict[str, Any]:
    """Give what the template is told, without what cannot be drawn."""

    def shown(words: str) -> str:
        return _line(words, undrawn)

    spoken = about.languages[0].partition("-")[0].lower()
    names = [*map(shown, (person.name for person in about.authors[:MOST_AUTHORS]))]
    return {
        "authors": names if len(about.authors) <= MOST_AUTHORS else [*names, "…"],
        "over": shown(over),
        "title": shown(about.title),
        "subtitle": shown(about.subtitle),
        "collection": shown(about.collection),
        "publisher": shown(about.publisher),
        "language": spoken if _LANGUAGE.match(spoken) else UNKNOWN_LANGUAGE,
        "leftward": about.is_leftward,
        "position": about.position,
    }


def _line(words: str, undrawn: Sequence[str]) -> str:
    """Give words as one line without what cannot be drawn, shortened where a word ends."""
    for one in undrawn:
        words = words.replace(one, "")
    said = "".join(sign for sign in " ".join(words.split()) if sign >= " ")
    return said if len(said) <= LONGEST else f"{said[:LONGEST].rpartition(' ')[0] or said[:LONGEST]} …"


def _undrawn(source: Source, values: Mapping[str, Any]) -> tuple[str, ...]:
    """Give what no font can draw, the longest first."""
    everything = "".join("".join(value) for value in values.values() if isinstance(value, str | list))
    if _SURELY_DRAWN.fullmatch(everything):
        return ()
    return tuple(sorted(typesetting.undrawn(source, values), key=len, reverse=True))


def _told(undrawn: Sequence[str], file: str) -> Iterator[Message]:
    if undrawn:
        shown = ", ".join(f"'{one}'" for one in undrawn[:MOST_TOLD]) + (" ..." if len(undrawn) > MOST_TOLD else "")
        sentence = f"no font can draw {shown}: left out on the cover"
        yield Message(file, 0, "W707", sentence, "put the file of a font that has it into templates/fonts")
