"""What stands inside running words: emphasis, foreign words, ruby, raised characters, quotations, words cut by lines.

In goes a raw text, which shows what it uses (:class:`Usage`), and then the words of its passages, one after the other;
out come marks and elements. One module a family: ``pairs``, ``scripts``, ``foreign``, ``aozora``, ``links``, ``pages``
read characters as markup; ``quotes`` and ``stages`` put elements round characters that stay; ``line_ends`` says where
no blank stands for a line end. ``marks`` cuts runs, ``spans`` makes what passages hold, ``meeting`` settles what
editors say otherwise.

A family is looked for only where the text as a whole uses it, and in a passage only where its marks balance: what does
not stays as it is, and one finding tells of all such places of a text.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from editio.encode.inline import aozora, foreign, line_ends, links, pages, pairs, quotes, scripts
from editio.encode.inline.line_ends import LineEnds
from editio.encode.inline.marks import NOTHING, Found, spread
from editio.encode.inline.quotes import Quotes


@dataclass(frozen=True, slots=True)
class Usage:
    """Hold what a text uses: signs in pairs and what they mean, marks of Aozora Bunko, quotation marks, cut words.

    ``scan`` finds the characters of which one must stand in a passage that has markup.
    """

    signs: Mapping[str, str]
    aozora: bool
    quotes: Quotes | None
    ends: LineEnds | None
    scan: re.Pattern[str] | None
    links: bool = False
    pages: frozenset[str] = frozenset()

    def find(self, words: str) -> Found:
        """Find what is read as markup in the words of a passage; most have none, which one search shows."""
        if self.scan is None or not self.scan.search(words):
            return NOTHING
        found = aozora.find(words) if self.aozora else NOTHING
        if "[" in words:
            found += foreign.find(words)
            found += links.find(words) if self.links else NOTHING
        if self.pages:
            found += pages.find(words, self.pages)
        if "^" in words or "_{" in words:
            found += scripts.find(words)
        if self.signs:
            taken = {at for mark in found.marks for at in range(mark.first, mark.last)}
            found += pairs.find(words, self.signs, taken.__contains__)
        return found

    def find_on_lines(self, lines: Sequence[str]) -> Sequence[Found]:
        """Find what is read as markup in the lines of a stanza; where marks balance over several, these are one."""
        found = [self.find(line) for line in lines]
        if len(lines) > 1 and any(one.doubts for one in found):
            whole = self.find("\n".join(lines))
            if not whole.doubts:
                return spread(whole, [len(line) for line in lines])
        return found


def usage(text: str) -> Usage:
    """Look at a whole text: each question is answered by a few searches of it."""
    signs = pairs.uses(text)
    is_aozora = aozora.is_used(text)
    characters = {sign[0] for sign in signs}
    if is_aozora:
        characters.update("《｜［")
    has_links, of_pages = links.is_used(text), pages.uses(text)
    characters.update(opening[0] for opening in of_pages)
    if has_links or foreign.is_used(text):
        characters.add("[")
    if "^" in text:
        characters.add("^")
    if "_{" in text:
        characters.add("_")
    scan = re.compile(f"[{re.escape(''.join(sorted(characters)))}]") if characters else None
    return Usage(signs, is_aozora, quotes.uses(text), line_ends.line_ends(text), scan, has_links, of_pages)
