"""Tables of TOML that know where they stand: every wrong key or value is reported with its line.

In go the values that :func:`editio.files.read_toml` gives; out come checked values. Messages are
collected, so that one run shows every mistake of a file; :meth:`Table.finish` rejects if there were any.
"""

import copy
import datetime
import difflib
import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from editio.lines import Lines
from editio.message import Message, reject_if_any

NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]+")
"""What XML 1.0 (section 2.2, Char) cannot hold; nor can what people write, since it goes into XML documents."""

TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""The characters that turn the direction of writing, and those that end it (Unicode Standard Annex 9, 2)."""


@dataclass(frozen=True, slots=True)
class Form:
    """Hold what a text must match from its beginning, and how to write it so; ``numbers`` may stand without marks."""

    pattern: re.Pattern[str]
    says: str
    numbers: bool = False


UNTURNED = "take the character out, or end what it begins: U+2066 to U+2068 by U+2069, U+202A to U+202E by U+202C"

DATES = "write 1933-10-01, 1933-10 or 1933"


class Table:
    """Hand out the values of one TOML table, each once, and remember which keys were asked for.

    ``header`` is the name as it stands between brackets (empty for the file itself), ``line`` the number of the line
    on which the table begins, from 1.
    """

    def __init__(self, values: dict[str, Any], path: Path, source: str) -> None:
        """Wrap the values of a file."""
        self.values = values
        self.path = path
        self.header = ""
        self.line = 1
        self.messages: list[Message] = []
        self.asked: set[str] = set()
        self.missing: dict[str, Message] = {}
        self._lines = Lines(source)

    def __contains__(self, key: str) -> bool:
        """Tell whether the table has a key."""
        return key in self.values

    def line_of(self, key: str) -> int:
        """Give the line on which a key of this table stands, or a table below it; else the table's own line."""
        below = f"{self.header}.{key}" if self.header else key
        return self._lines.of_key(key, self.line) or self._lines.of_table(below, self._after) or self.line

    def line_within(self, key: str, nth: int) -> int:
        """Give the line of the ``nth`` line, from 0, of the text of a key: where it is written on one, that line."""
        line = self.line_of(key)
        return self._lines.texts[line] + nth if line in self._lines.texts else line

    def reject(self, key: str, code: str, sentence: str, hint: str = "") -> None:
        """Note a message about a key of this table."""
        self.messages.append(Message(str(self.path), self.line_of(key), code, sentence, hint))

    def text(
        self,
        key: str,
        default: str = "",
        *,
        needed: bool = False,
        among: Sequence[str] = (),
        form: Form | None = None,
    ) -> str:
        """Give a string; where the form allows numbers, a whole number is taken as it would be written."""
        value = self._value(key, needed)
        if value is None:
            return default
        if form and form.numbers and isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str):
            meant = "..." if isinstance(value, (dict, list)) else str(value).lower()
            self.reject(key, "E304", f"'{key}' must be a text", f'write {key} = "{meant}"')
            return default
        if not self._is_fit(key, value):
            return default
        if needed and not value.strip():
            self.reject(key, "E304", f"'{key}' is empty", f'write {key} = "..."')
            return default
        if among and value not in among:
            near = difflib.get_close_matches(value, among, 1)
            hint = f"did you mean '{near[0]}'?" if near else f"one of: {', '.join(among)}"
            self.reject(key, "E304", f"'{key}' cannot be '{value}'", hint)
            return default
        if form and not form.pattern.match(value):
            self.reject(key, "E304", f"'{key}' cannot be '{value}'", form.says)
            return default
        return value

    def date(self, key: str, default: str = "", *, needed: bool = False) -> str:
        """Give an ISO date, a year, or a year and month, as a string; TOML's own dates and years are such."""
        value = self._value(key, needed)
        if value is None:
            return default
        said = str(value) if isinstance(value, (str, int, datetime.date)) and not isinstance(value, bool) else ""
        if not self._is_fit(key, said):
            return default
        if not is_date(said):
            before_1 = re.match(r"-?0000", said)
            hint = "the year before 1 is written -0001: there was no year 0" if before_1 else DATES
            self.reject(key, "E304", f"'{key}' is no date: '{said}'", hint)
            return default
        return said

    def number(self, key: str, default: int = 0) -> int:
        """Give a whole number."""
        value = self._value(key, needed=False)
        if value is None:
            return default
        if not isinstance(value, int) or isinstance(value, bool):
            self.reject(key, "E304", f"'{key}' must be a whole number", f"write {key} = 1")
            return default
        return value

    def flag(self, key: str, default: bool = False) -> bool:
        """Give true or false."""
        value = self._value(key, needed=False)
        if value is None:
            return default
        if not isinstance(value, bool):
            self.reject(key, "E304", f"'{key}' must be true or false", f"write {key} = true")
            return default
        return value

    def texts(
        self, key: str, default: Sequence[str] = (), among: Sequence[str] = (), *, each_once: bool = True
    ) -> tuple[str, ...]:
        """Give a list of strings, of those that are the same the first unless all are asked for."""
        value = self._value(key, needed=False)
        if value is None:
            return tuple(default)
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.reject(key, "E304", f"'{key}' must be a list of texts", f'write {key} = ["...", "..."]')
            return tuple(default)
        for item in value:
            if not self._is_fit(key, item):
                return tuple(default)
            if among and item not in among:
                self.reject(key, "E304", f"'{key}' cannot hold '{item}'", f"one of: {', '.join(among)}")
        fit = [item for item in value if not among or item in among]
        return tuple(dict.fromkeys(fit) if each_once else fit)

    def table(self, key: str) -> "Table":
        """Give an inner table, empty if there is none."""
        value = self._value(key, needed=False)
        if value is not None and not isinstance(value, dict):
            self.reject(key, "E304", f"'{key}' must be a table", f"write [{key}]")
            value = None
        return self._inner(value or {}, key, 0)

    def tables(self, key: str) -> Iterator[tuple[str, "Table"]]:
        """Give the named tables below a key, such as ``[person.trotsky]``, in the order of the file."""
        values = self._value(key, needed=False)
        if values is not None and not isinstance(values, dict):
            self.reject(key, "E304", f"'{key}' must hold tables", f"write [{key}.name]")
            values = None
        for name, value in (values or {}).items():
            if isinstance(value, dict):
                yield name, self._inner(value, f"{key}.{name}", 0)
            else:
                self.reject(key, "E304", f"'{key}.{name}' must be a table", f"write [{key}.{name}]")

    def array(self, key: str) -> Iterator["Table"]:
        """Give the tables of an array, such as ``[[entry]]``, in the order of the file."""
        values = self._value(key, needed=False)
        if values is not None and not (isinstance(values, list) and all(isinstance(v, dict) for v in values)):
            self.reject(key, "E304", f"'{key}' must be an array of tables", f"write [[{key}]]")
            values = None
        for nth, value in enumerate(values or []):
            yield self._inner(value, key, nth)

    def close(self, elsewhere: Container[str] = ()) -> None:
        """Report the keys that nobody asked for (E303); if one is a missing key misspelt, that is no second fault.

        ``elsewhere`` are keys of other tables: they are no slips of the pen.
        """
        for key in self.values.keys() - self.asked:
            near = difflib.get_close_matches(key, sorted(self.asked), 1) if key not in elsewhere else []
            hint = f"did you mean '{near[0]}'?" if near else f"known here: {', '.join(sorted(self.asked))}"
            if near and near[0] in self.missing:
                self.messages.remove(self.missing[near[0]])
            shown = TURNS.sub("\N{REPLACEMENT CHARACTER}", NOT_XML.sub("\N{REPLACEMENT CHARACTER}", key))
            self.reject(key, "E303", f"the key '{shown}' is not known", hint)

    def finish(self) -> tuple[Message, ...]:
        """Close the table and reject the file if anything in it was wrong."""
        self.close()
        return reject_if_any(self.messages)

    def _value(self, key: str, needed: bool) -> Any:
        self.asked.add(key)
        if key not in self.values and needed:
            where = f"[{self.header}]" if self.header else "the file"
            self.reject(key, "E302", f"'{key}' is missing in {where}", f'add {key} = "..."')
            self.missing[key] = self.messages[-1]
        return self.values.get(key)

    def _is_fit(self, key: str, value: str) -> bool:
        """Tell whether a text may go into a document, and say what mends it if it may not."""
        if NOT_XML.search(value):
            self.reject(key, "E304", f"'{key}' holds a control character", "delete it")
        elif turns_writing(value):
            self.reject(key, "E304", f"'{key}' turns the direction of writing and does not turn it back", UNTURNED)
        else:
            return True
        return False

    @property
    def _after(self) -> int:
        """Give the line behind which the tables below this one stand."""
        return self.line if self.header else 0

    def _inner(self, values: dict[str, Any], key: str, nth: int) -> "Table":
        """Wrap the values of an inner table, which shares the messages; one without a header has the key's line."""
        inner = copy.copy(self)
        inner.values, inner.asked, inner.missing = values, set(), {}
        inner.header = f"{self.header}.{key}" if self.header else key
        inner.line = self._lines.of_header(inner.header, nth, self._after) or self.line_of(key)
        return inner


def is_date(value: str) -> bool:
    """Tell whether a string is an ISO date, a month or a year (TEI: ``teidata.temporal.w3c``); none is of a year 0."""
    if not re.fullmatch(r"-?\d{4}(-\d\d(-\d\d)?)?", value, re.ASCII) or value.removeprefix("-").startswith("0000"):
        return False
    year, month, day = (value.removeprefix("-") + "-01-01").split("-")[:3]
    try:
        datetime.date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True


def is_after(one: str, other: str) -> bool:
    """Tell whether a date lies after another, as far as both are exact; one that is not there lies nowhere."""
    ours, theirs = moment(one), moment(other)
    exact = min(len(ours), len(theirs))
    return ours[:exact] > theirs[:exact]


def moment(date: str) -> list[int]:
    """Give year, month and day, as far as a date has them, to order dates by; years Before Christ are negative."""
    year, *rest = date.removeprefix("-").split("-")
    return [-int(year) if date.startswith("-") else int(year), *map(int, rest)] if date else []


def turns_writing(text: str, *, strictly: bool = False) -> bool:
    """Tell whether a text turns the direction of writing and does not turn it back, in the order of nesting.

    What follows such a text is shown in another order than it has (Boucher and Anderson, Trojan Source, 2021).
    ``strictly``, only isolates may turn it: what they hold does not touch what stands around (UAX 9, 2.7).
    """
    ends: list[str] = []
    for sign in TURNS.findall(text):
        if sign in "\u202c\u2069" and (not ends or ends.pop() != sign):
            return True
        if strictly and sign < "\u2066":
            return True
        if sign not in "\u202c\u2069":
            ends.append("\u2069" if sign >= "\u2066" else "\u202c")
    return bool(ends)
