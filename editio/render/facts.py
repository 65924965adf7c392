"""Facts: times and coordinates in the words of the interface.

In go a catalogue of words (:attr:`editio.render.sheet.Sheet.words`) and values of registers; out come short pieces of
text, which a template escapes.
"""

from typing import Any

from editio.render.document import Date
from editio.render.entries import Point, Span
from editio.render.phrase import date_in
from editio.toml import is_date


def time_in(words: Any, span: Span) -> str:
    """Give a time by the words of the interface: a day, a span, or that it was some time before, after or between."""
    first, last = (date_in(words, Date(date) if is_date(date) else Date("", date)) for date in (span.first, span.last))
    known = "both" if first and last else "first" if first else "last"
    return str(words.times[span.manner][known].format(first=first, last=last)) if first or last else ""


def point_in(words: Any, point: Point) -> str:
    """Give coordinates by the words of the interface, without signs."""
    north = "south" if point.latitude.startswith("-") else "north"
    east = "west" if point.longitude.startswith("-") else "east"
    latitude, longitude = point.latitude.lstrip("-"), point.longitude.lstrip("-")
    return f"{words.compass[north].format(latitude)}, {words.compass[east].format(longitude)}"
