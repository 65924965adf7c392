"""Words whose language the transcriber names: ``[Greek: logos]`` (Distributed Proofreaders, 'Greek').

In go the words of a passage; out come the marks, ``[Greek: `` and ``]``, and the ``foreign`` between them. Words in
Latin letters are a transliteration, which the code of the language says. ``[Greek]`` alone stands for words that are
not there, and stays as it is, as does ``[sic]``: it is a word of the source.
"""

import re

from editio.encode.inline.marks import Element, Found, Mark

DECISION = "foreign"

LANGUAGES = {
    "Arabic": "ar",
    "Armenian": "hy",
    "Coptic": "cop",
    "Cyrillic": "ru",
    "Gaelic": "ga",
    "Greek": "grc",
    "Hebrew": "he",
    "Persian": "fa",
    "Russian": "ru",
    "Sanscrit": "sa",
    "Sanskrit": "sa",
    "Syriac": "syc",
}
"""Languages and scripts that transcribers name -> codes of BCP 47."""

NAMED = re.compile(
    rf"\[(?P<language>{'|'.join(LANGUAGES)})(?: transliterated)?:\s*(?P<words>[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*)\]"
)


def is_used(text: str) -> bool:
    """Tell whether a text names languages so."""
    return NAMED.search(text) is not None


def find(words: str) -> Found:
    """Find the words whose language is named."""
    marks: list[Mark] = []
    elements: list[Element] = []
    for match in NAMED.finditer(words):
        first, last = match.span("words")
        if not words[first:last].strip():
            continue
        marks += [Mark(match.start(), first, DECISION), Mark(last, match.end(), DECISION)]
        code = LANGUAGES[match["language"]] + ("-Latn" if words[first:last].isascii() else _script(words[first:last]))
        elements.append(Element(first, last, "foreign", (("xml:lang", code),)))
    return Found(tuple(marks), tuple(elements))


LAST_LATIN = "\u024f"
"""The last of the letters of the Latin alphabet with signs (Unicode, 'Latin Extended-B')."""


def _script(words: str) -> str:
    """Give the subtag of Latin letters, if all letters are Latin ones."""
    return "-Latn" if all(character <= LAST_LATIN for character in words if character.isalpha()) else ""
