"""The forms under which a text may name what ``authorities.toml`` lists, as far as ``suggest`` needs them.

In go the authorities; out come :class:`Form`\\ s, the longest first, so that the longest wins.
"""

from dataclasses import dataclass

from editio.encode.authority import Authorities

DO = {"person": "person", "org": "organisation", "place": "place", "event": "event", "work": "work", "term": "term"}
"""Kinds of authority -> the ``do`` of an entry that marks a mention."""


@dataclass(frozen=True, slots=True)
class Form:
    """Hold a form under which a text may name something, and what it names."""

    words: str
    do: str
    key: str


def of(authorities: Authorities) -> tuple[Form, ...]:
    """Give the forms of all authorities."""
    found = {
        Form(" ".join(words.split()), DO[one.kind], one.key): None
        for one in authorities
        for words in one.said
        if words.strip()
    }
    return tuple(sorted(found, key=lambda form: (-len(form.words), form.words, form.do, form.key)))
