"""On which line of a TOML file a table or a key stands, so that a message can point at it.

In goes the text of a file that was read; out come numbers of lines, from 1. It reads no values.
"""

import bisect
import re
import tomllib

HEADER = re.compile(r"\s*\[\[?\s*(.*?)\s*\]")
KEY = re.compile(r"""\s*([\w-]+|"(?:[^"\\]|\\.)*"|'[^']*')\s*[=.]""")


class Lines:
    """Know on which lines of a TOML file its headers and keys stand; what a text of several lines holds is neither."""

    def __init__(self, source: str) -> None:
        """Look at each line of the file once."""
        self.headers: dict[str, list[int]] = {}
        self.keys: dict[int, list[tuple[str, int]]] = {1: []}
        """Line of a header (1 also for the file itself) -> the keys below it, each with its line."""
        self.texts: dict[int, int] = {}
        """Line of a key whose text has several lines -> the first of these."""
        table, closing = 1, ""
        for number, line in enumerate(source.split("\n"), 1):
            if closing:
                closing = "" if closing in line else closing
                continue
            if line.lstrip().startswith("#"):
                continue
            if header := HEADER.match(line):
                name = re.sub(r"\s*\.\s*", ".", header[1].replace('"', "").replace("'", ""))
                self.headers.setdefault(name, []).append(number)
                table = number
                self.keys.setdefault(table, [])
            elif key := KEY.match(line):
                self.keys[table].append((_unquoted(key[1]), number))
            for quotes in ('"""', "'''"):
                if line.count(quotes) == 1:
                    closing = quotes
                    self.texts[number] = number + line.rstrip().endswith(quotes)

    def of_header(self, name: str, nth: int, after: int) -> int:
        """Give the line of the ``nth`` header of a name, from 0, behind the line ``after``; 0 if it has none."""
        lines = self.headers.get(name, [])
        place = bisect.bisect_right(lines, after) + nth
        return lines[place] if place < len(lines) else 0

    def of_table(self, name: str, after: int) -> int:
        """Give the line of the first header of a name, or of a name below it, behind a line; 0 if there is none."""
        begun = (lines for header, lines in self.headers.items() if f"{header}.".startswith(f"{name}."))
        return min((line for lines in begun for line in lines if line > after), default=0)

    def of_key(self, key: str, table: int) -> int:
        """Give the line of a key of the table whose header stands on a line; 0 if it has no such key."""
        return next((line for name, line in self.keys.get(table, ()) if name == key), 0)


def _unquoted(key: str) -> str:
    """Give a key as TOML reads it."""
    return next(iter(tomllib.loads(f"{key} = 0"))) if key[0] in "\"'" else key
