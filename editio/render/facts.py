"""Facts: times and coordinates in the words of the interface.

In go a catalogue of words (:attr:`editio.render.sheet.Sheet.words`), values of registers and headers, and dates of the
text; out come short pieces of text, which a template escapes.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from editio.edition import PIPELINE
from editio.render.document import Date, Metadata, Node, plain
from editio.render.entries import Point, Span
from editio.render.phrase import date_in, day_in, year_in
from editio.render.register import SPANS
from editio.toml import is_date, moment

NO_ROLE = "credit"
"""What a header says that was done where nobody said what: TEI asks for something."""


def time_in(words: Any, span: Span) -> str:
    """Give a time by the words of the interface: a day, a span, or that it was some time before, after or between."""
    if not span.first and not span.last:
        return ""
    first, last = (date_in(words, Date(date) if is_date(date) else Date("", date)) for date in (span.first, span.last))
    known = "both" if first and last else "first" if first else "last"
    of_days = words.times_of_days.get(span.manner, {}) if _is_of_days(span) else {}
    pattern = of_days.get(known) or words.times[span.manner][known]
    return str(pattern.format(first=_begun_in(words, span) or first, last=last))


def _is_of_days(span: Span) -> bool:
    """Tell whether all that is known of a time are days, before which many languages put an article."""
    known = tuple(filter(None, (span.first, span.last)))
    return all(is_date(date) and len(moment(date)) == len(("year", "month", "day")) for date in known)


def _begun_in(words: Any, span: Span) -> str:
    """Give the first day or month of a span within one year, without what its last says as well; of others nothing."""
    begin, end = (moment(date) if is_date(date) else [] for date in (span.first, span.last))
    if len(begin) < 2 or len(begin) != len(end) or begin[0] != end[0] or begin == end:
        return ""
    month = words.months[begin[1] - 1]
    if len(begin) == 2:
        return str(month)
    return str(words.begun["day" if begin[1] == end[1] else "month"].format(day=day_in(words, begin[2]), month=month))


def meant_in(words: Any, node: Node) -> str:
    """Give the time that words of a text mean, as :func:`time_in` has it: nothing if they say just that themselves."""
    stated = {name: node.setting(name) for pair in SPANS for name in pair}
    spans = (Span(first, stated[first], stated[last] if last != first else "") for first, last in SPANS)
    meant = time_in(words, next(filter(None, spans), Span("when")))
    return "" if meant.casefold() == plain(node.content).casefold() else meant


def life_in(words: Any, span: Span) -> str:
    """Give the years of a life by the words of the interface; what is no date stays in its own words."""
    dates = (span.first, span.last)
    years = [year_in(words, moment(date)[0]) if is_date(date) else date for date in dates]
    if all(map(is_date, dates)) and dates[0].startswith("-") and not dates[1].startswith("-"):
        years[1] = words.after_christ.format(years[1])
    return str(words.lived.format(born=years[0], died=years[1])) if span else ""


def credits_in(words: Any, about: Metadata) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give what was done, as the label of a line, with who did it; the label is empty where nobody says what."""
    for role, agents in about.credits_by_role:
        names = tuple(f"{a.name} ({a.initials})" if a.id in about.signing else a.name for a in agents)
        if all(agent.id == PIPELINE for agent in agents):
            yield words.encoded_by, tuple(map(words.a_program.format, names))
        else:
            label = "" if role == NO_ROLE else role.rstrip(" :")
            yield f"{label[:1].upper()}{label[1:]}", names


def point_in(words: Any, point: Point) -> str:
    """Give coordinates by the words of the interface, without signs."""
    north = "south" if point.latitude.startswith("-") else "north"
    east = "west" if point.longitude.startswith("-") else "east"
    latitude, longitude = (said.lstrip("-").replace(".", words.decimal) for said in (point.latitude, point.longitude))
    return f"{words.compass[north].format(latitude)}, {words.compass[east].format(longitude)}"


SAID: Mapping[str, Callable[..., str]] = {"date": date_in, "life": life_in, "point": point_in, "time": time_in}
"""The filters by which every format says facts in the words of its interface."""
