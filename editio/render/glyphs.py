"""Glyphs: what no font at hand can draw is told, and stands by its number.

In go source in the language of typst and a publisher's folder of fonts; out come the characters that no font has, the
source in which each of them is given as ``‹U+65E5›``, and a message. No character is left out in silence.
"""

import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from editio.message import Message
from editio.render import typesetting
from editio.render.markup import literal
from editio.render.typesetting import Source

MOST_NAMED = 20
"""How many characters a message names."""

JOINERS = frozenset("\u200c\u200d\u2060\ufeff\u034f") | {chr(code) for code in range(0xFE00, 0xFE10)}
"""Characters without a shape, which nobody misses."""

_CLUSTER = re.compile("[^\x00-\x7f\u0300-\u036f][\u0300-\u036f]*|[\x21-\x7e][\u0300-\u036f]+|[\u0300-\u036f]")
_LITERAL = re.compile(r'(#?)"((?:[^"\\]|\\.)*)"', re.DOTALL)


def missing(page: str, file: Path, fonts: Path | None) -> tuple[str, ...]:
    """Give the characters of a page that no font can draw, or that no archive may hold (private use), sorted."""
    found = sorted(set(_CLUSTER.findall(page)))
    private = [one for one in found if unicodedata.category(one[0]) in ("Co", "Cn")]
    page = "\n\n".join(f"#{literal(one)};" for one in found if one not in private)
    return tuple(sorted({*private, *(typesetting.undrawn(Source(page, file, fonts), {}) if page else ())}))


def without(page: str, clusters: Sequence[str]) -> str:
    """Give a page in which the ``clusters`` stand by their numbers."""
    if not clusters:
        return page
    pattern = re.compile("|".join(map(re.escape, sorted(clusters, key=len, reverse=True))))

    def given(found: re.Match[str]) -> str:
        if found[1]:
            return '"' + pattern.sub(lambda one: f'";#missing("{numbers(one[0])}");#"', found[2]) + '"'
        return '"' + pattern.sub(lambda one: f"‹{numbers(one[0])}›" if numbers(one[0]) else "", found[2]) + '"'

    return _LITERAL.sub(lambda found: found[1] + given(found) if pattern.search(found[2]) else found[0], page)


def numbers(cluster: str) -> str:
    """Give the numbers of the characters that have a shape."""
    return " ".join(f"U+{ord(one):04X}" for one in cluster if one not in JOINERS)


def told(clusters: Sequence[str], file: str) -> tuple[Message, ...]:
    """Tell of what cannot be drawn."""
    shown = [one for one in clusters if numbers(one)]
    if not shown:
        return ()
    named = ", ".join(f"{one} ({numbers(one)})" for one in shown[:MOST_NAMED])
    more = f" and {len(shown) - MOST_NAMED} more" if len(shown) > MOST_NAMED else ""
    sentence = f"no font can draw {named}{more}: in the PDF the numbers stand in their place"
    return (Message(file, 0, "W707", sentence, "put a font that has them into templates/fonts"),)
