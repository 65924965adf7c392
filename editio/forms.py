"""The forms in which messages are told: to people, to programs, and to GitHub.

In go messages; out comes text. What is told is the same in each form, and in the same order.
"""

import json
from collections.abc import Callable, Mapping, Sequence

from editio.message import CODES, Message

LEVELS = {"error": "error", "warning": "warning", "note": "notice"}
"""What GitHub calls our severities."""


def human(messages: Sequence[Message]) -> str:
    """Give the lines that a person reads: ``file:line: CODE sentence``, and below it the hint."""
    return "".join(f"{message}\n" for message in messages)


def as_json(messages: Sequence[Message]) -> str:
    """Give a JSON array with an object for each message; a line of 0 means the file as a whole."""
    told = [
        {
            "file": message.file,
            "line": message.line,
            "code": message.code,
            "severity": message.severity,
            "sentence": message.sentence,
            "hint": message.hint,
            "near": message.near,
        }
        for message in messages
    ]
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def github(messages: Sequence[Message]) -> str:
    """Give workflow commands, after which GitHub shows each message beside its line (actions/toolkit)."""
    return "".join(map(_annotation, messages))


def _annotation(message: Message) -> str:
    properties = {
        "file": message.file,
        "line": str(message.line or 1),
        "title": f"{message.code} {CODES[message.code]}",
    }
    named = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    words = f"{message.sentence}\nhint: {message.hint}" if message.hint else message.sentence
    return f"::{LEVELS[message.severity]} {named}::{_data(words)}\n"


def _data(words: str) -> str:
    """Write what stands in a command, so that no line of a document becomes a command of its own."""
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(words: str) -> str:
    """Write the value of a property, in which colons and commas would end it."""
    return _data(words).replace(":", "%3A").replace(",", "%2C")


FORMS: Mapping[str, Callable[[Sequence[Message]], str]] = {"human": human, "json": as_json, "github": github}
"""All forms, by the name under which they are asked for."""
