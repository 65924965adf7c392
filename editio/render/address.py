"""Addresses: which pointers of a document a reader may follow.

In go pointers that nobody has looked at; out come addresses that begin with ``https:``, ``http:`` or ``mailto:``, or
nothing. Nothing is asked whether it answers.
"""

import re
from urllib.parse import quote

_ADDRESS = re.compile(r"(?:https?://(?![^/?#]*@)|mailto:)[^\s<>\"\x00-\x20]+\Z", re.IGNORECASE)
_SCRIPT = re.compile(r"(?:javascript|vbscript|data):", re.IGNORECASE)
_UNUSUAL = {ord(character): quote(character) for character in "[]{}|\\^`"}


def followable(pointer: str) -> str:
    """Give the address that a pointer is, with what no address may hold as it is quoted, or nothing (RFC 3986).

    An address with the name of a user leads elsewhere than it seems to (``https://known.example@evil.example``; WHATWG
    URL, 4.3, forbids it): it is none.
    """
    return pointer.translate(_UNUSUAL) if _ADDRESS.match(pointer) else ""


def runs_script(pointer: str) -> bool:
    """Tell whether a pointer would run a script, in the way of browsers, which pass over white space in it."""
    return bool(_SCRIPT.match(re.sub(r"[\s\x00-\x20]", "", pointer)))
