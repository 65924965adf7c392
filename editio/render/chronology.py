"""The chronology of an edition: events, and when its texts were written and printed, in the order of time.

In go registers and the metadata of texts; out come :class:`Happening` values. What nobody dated in a form that can be
ordered (ISO 8601) stands in none: it keeps its place in the register, or in the header. How a line is written is said
by the templates.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from editio.render.document import Date, Metadata
from editio.render.entries import NO_SPAN, Entry, Register, Span
from editio.toml import is_date, moment

KINDS = ("event", "written", "printed", "bibl")
"""What may happen, in the order of what happened at one time; ``bibl`` is that a work of the registers came out."""

_Key = tuple[list[int], list[int], int, str, str]


@dataclass(frozen=True, slots=True)
class Happening:
    """Hold one line of a chronology: an ``event``, or that a text was ``written`` or ``printed``.

    An event or a work is the ``entry`` of a register. A text is ``text``, the name that was handed in, and ``about``
    what its header says; ``words`` are the date as the header writes it, ``source`` is the title of what it was printed
    in.
    """

    kind: str
    time: Span
    entry: Entry | None = None
    text: str = ""
    about: Metadata | None = None
    words: str = ""
    source: str = ""


def chronology(
    registers: Iterable[Register], texts: Iterable[tuple[str, Metadata]], kinds: Iterable[str] = ("event",)
) -> tuple[Happening, ...]:
    """Give all that is dated, by its beginning, then by its end; what begins at no known time, by its end.

    Of the registers those of some ``kinds`` are looked at.

    Years Before Christ count down: there is no year 0. Of what has the same beginning, a year comes before its months,
    and a month before its days.
    """
    told = [(register.kind, entry) for register in registers if register.kind in kinds for entry in register.entries]
    happened = [Happening(kind, entry.time, entry) for kind, entry in told if _is_dated(entry.time)]
    for name, about in texts:
        happened.extend(_of_text(name, about))
    return tuple(sorted(happened, key=_order))


def _of_text(name: str, about: Metadata) -> Iterator[Happening]:
    if _is_dated(time := _time(about.created)):
        yield Happening("written", time, text=name, about=about, words=about.created.words)
    for source in about.sources_of("print"):
        if _is_dated(time := _time(source.date)):
            yield Happening("printed", time, text=name, about=about, words=source.date.words, source=source.title)


def _time(date: Date) -> Span:
    return Span("when", date.when) if date.when else NO_SPAN


def _is_dated(time: Span) -> bool:
    return is_date(time.first or time.last) and (not time.last or is_date(time.last))


def _order(one: Happening) -> _Key:
    first = one.time.first or one.time.last
    name = (one.entry.sort or one.entry.name) if one.entry else (one.about.title if one.about else "")
    return (
        moment(first),
        moment(one.time.last or first),
        KINDS.index(one.kind),
        name,
        one.entry.id if one.entry else one.text,
    )
