"""Cuts: on which pages of the long texts of an edition passages are, for what leads into them from elsewhere.

In go an edition and its documents as they are built; out come pages by ids, and, before anything is built, which
documents have to be there first. Where a text is cut is said by :mod:`editio.render.chapters`; a text that cannot be
cut, since its raw text is short, is never read for it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from lxml import etree

from editio import tei
from editio.edition import Edition
from editio.files import read
from editio.message import Rejected
from editio.render import chapters, model
from editio.render.hypertext import INDEX
from editio.render.settle import Part, settle
from editio.render.sheet import own_rules


def needs(edition: Edition) -> Mapping[str, tuple[Path, ...]]:
    """Give by text the documents of others that its links lead into, and that may be cut: they are built before it.

    A raw text that is not longer than a text on one page may be is never cut, and what leads into it waits for nothing.
    """
    raws = {name: edition.text_folder(name) / "text.txt" for name in edition.texts}
    long = [name for name, raw in raws.items() if raw.stat().st_size > chapters.LONG]
    return {name: tuple(map(edition.document, _led_into(edition, name, long))) for name in edition.texts if long}


def divisions(edition: Edition, name: str, root: etree._Element) -> tuple[str, ...]:
    """Give the ids of the divisions of a text that begin a page; of a short one, none, and nothing is read."""
    path = edition.document(name)
    if path.stat().st_size <= chapters.LONG:
        return ()
    source, _ = model.read(root, view="source", file=str(path), own_rules=own_rules(edition.root, "html"))
    return chapters.divisions(source)


def pages(edition: Edition, name: str) -> Mapping[str, str]:
    """Give by id the page of each passage of a text that is cut; of one that is not, or not built as yet, nothing."""
    path = edition.document(name)
    if not path.is_file() or path.stat().st_size <= chapters.LONG:
        return {}
    rules = own_rules(edition.root, "html")
    try:
        return _pages(read(path), str(path), rules, read(rules) if rules else b"")
    except Rejected:
        return {}


def _led_into(edition: Edition, name: str, others: Iterable[str]) -> Iterator[str]:
    """Give those of other texts that are named before a ``#`` in what editors say of a text."""
    path = edition.text_folder(name) / "apparatus.toml"
    said = set(re.findall(rb"([A-Za-z0-9_.-]+)#", read(path))) if path.is_file() else set()
    return (other for other in others if other != name and other.encode() in said)


@lru_cache(maxsize=8)
def _pages(document: bytes, file: str, rules: Path | None, _rules: bytes) -> Mapping[str, str]:
    root = tei.parse(document, file)
    ids = chapters.divisions(model.read(root, view="source", file=file, own_rules=rules)[0])
    reading, _ = model.read(root, file=file, own_rules=rules)
    cut = chapters.cut(reading, ids)
    return settle((*chapters.parts(cut, reading), Part(INDEX, reading, role="registers"))).files if ids else {}
