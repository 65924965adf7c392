"""Citing: how each paragraph of a page is cited, said once for all of them.

In go what is cited and where it stands; out come an entry, and what a script needs to make it, and its forms for
programs, for any paragraph: two signs stand in it for the number and for the id. Which sentences there are, and in
which order, :mod:`editio.render.citation` says.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from markupsafe import Markup, escape

from editio.render.citation import Cited, Piece, entry
from editio.render.hypertext import INDEX
from editio.render.references import bibtex, csl_json

NUMBER, PLACE = "\x01", "\x02"
"""What stands for the number of a paragraph, and for its id in an address: no document holds them."""

UNQUOTED = "-_.!~*'()"
"""Signs of an id that stay in an address, as in every browser's own function for it."""


def place(file: str, own_id: str) -> str:
    """Give the address of a passage within its folder: of the first page the folder's own is enough."""
    return f"{'' if file == INDEX else file}#{quote(own_id, safe=UNQUOTED)}"


def entries(words: Any, cited: Cited, folder: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Give the entry of any passage: of a paragraph, with its number, and of what has none.

    ``folder`` is the address below which the passages stand, or empty.
    """
    with_number = replace(cited, locator=NUMBER, address=folder and f"{folder}{PLACE}")
    return entry(words, with_number), entry(words, replace(with_number, locator=""))


def shown(pieces: tuple[Piece, ...], number: str, at: str) -> Markup:
    """Write an entry for one passage, by its number and its :func:`place`."""
    written = "".join(f"<cite>{escape(one.words)}</cite>" if one.is_book else escape(one.words) for one in pieces)
    return Markup(written.replace(NUMBER, str(escape(number))).replace(PLACE, str(escape(at))))


def template(words: Any, cited: Cited, page: str, compared: str = "", *, has_bytes: bool = False) -> Mapping[str, Any]:
    """Give all that the script needs to cite a paragraph of a page, as values of JSON.

    ``page`` is the address at which the page will stand, or empty; ``compared`` is the page on which its passages are
    compared, with the bytes of each if it ``has_bytes``.
    """
    brief = replace(cited, abstract="", keywords=(), locator=NUMBER, address=page and f"{page}#{PLACE}")
    return {
        "address": brief.address,
        "bibtex": bibtex(brief).decode(),
        "csl": json.loads(csl_json(brief)),
        "compared": compared and f"{compared}#{PLACE}",
        "bytes": f"{compared}#{PLACE}.bytes" if compared and has_bytes else "",
        "entry": [[one.words, one.is_book] for one in entry(words, brief)],
        "file": f"{cited.key}-{NUMBER}",
        "title": words.citing["title"].format(NUMBER),
        "words": {name: said for name, said in words.citing.items() if name != "title"},
    }
