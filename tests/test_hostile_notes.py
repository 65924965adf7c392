"""Hostile matter in what editors write: it is refused with its line, or it does nothing in any form of the edition."""

from pathlib import Path

import pytest

from editio.message import Rejected
from editio.toml import Table

# --- characters that turn the direction of writing, in any file of TOML ------------------------------------

OVERRIDE, POP, ISOLATE, POP_ISOLATE = "\u202e", "\u202c", "\u2067", "\u2069"

TURNED = {
    "an override": f"a{OVERRIDE}b",
    "an embedding": "\u202ba",
    "an isolate": f"a{ISOLATE}b",
    "the end of nothing": f"a{POP_ISOLATE}b",
    "an isolate ended by the other end": f"{ISOLATE}a{POP}",
    "ends in the wrong order": f"{OVERRIDE}{ISOLATE}a{POP}{POP_ISOLATE}",
}

TURNED_BACK = {
    "no such character": "שלום, peace",
    "an isolate": f"a {ISOLATE}שלום{POP_ISOLATE} b",
    "an override": f"a {OVERRIDE}b{POP} c",
    "one in the other": f"{ISOLATE}{OVERRIDE}a{POP}{POP_ISOLATE}",
}


def table(**values):
    """Wrap values as a file of TOML in which they stand line by line."""
    source = "".join(f"{key} = {value!r}\n" for key, value in values.items())
    return Table(values, Path("source/lamp/header.toml"), source)


@pytest.mark.parametrize("name", TURNED)
def test_a_value_that_turns_the_direction_of_writing_is_refused_on_its_line(name):
    file = table(first="x", title=TURNED[name], titles=["x", TURNED[name]])
    assert (file.text("first"), file.text("title"), file.texts("titles")) == ("x", "", ())
    with pytest.raises(Rejected) as rejected:
        file.finish()
    assert [(one.file, one.line, one.code) for one in rejected.value.messages] == [
        ("source/lamp/header.toml", 2, "E304"),
        ("source/lamp/header.toml", 3, "E304"),
    ]
    assert all("turns the direction of writing" in one.sentence and "U+" in one.hint for one in rejected.value.messages)


@pytest.mark.parametrize("name", TURNED_BACK)
def test_a_value_that_turns_the_direction_of_writing_back_is_taken(name):
    value = TURNED_BACK[name]
    file = table(title=value, titles=[value])
    assert (file.text("title"), file.texts("titles")) == (value, (value,))
    assert file.finish() == ()
