"""Words that texts use about themselves: the encoder's knowledge of languages, as data.

In go the files of ``words/``, one a language; out come the tables that the rules ask. To teach the rules a language,
write a file. Nothing here names a particular work. Words are matched without regard to case, and those of all
languages count in every text (a French play may have a Latin motto and an English title page), but for the words that
title case leaves small.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).with_name("words")

LANGUAGES_KNOWN: Mapping[str, Mapping[str, Any]] = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml"))
}
"""ISO 639 codes -> what is known of a language."""

RANKS = {
    "volume": 1, "book": 2, "part": 3, "act": 4, "canto": 4, "chapter": 5, "letter": 5, "lecture": 5, "essay": 5,
    "sermon": 5, "stave": 5, "tale": 5, "appendix": 5, "preface": 5, "introduction": 5, "conclusion": 5, "epilogue": 5,
    "prologue": 5, "foreword": 5, "afterword": 5, "postscript": 5, "dedication": 5, "acknowledgements": 5,
    "contents": 5, "illustrations": 5, "notes": 5, "index": 5, "glossary": 5, "bibliography": 5, "abbreviations": 5,
    "errata": 5, "colophon": 5, "advertisement": 5, "notice": 5, "scene": 6, "section": 6,
}  # fmt: skip
"""Types of division, as ``div/@type`` has them -> their usual rank: a smaller one stands above a greater.

The tables ``divisions`` of the languages have these names as their keys; others rank as a chapter does.
"""

NUMBERED_RANK, ROMAN_RANK, BARE_RANK = 8, 7, 9
"""The ranks of headings without such a word: an Arabic number, a Roman number, none."""


def _tables(name: str) -> Iterator[tuple[str, Any]]:
    for language in LANGUAGES_KNOWN.values():
        yield from language.get(name, {}).items()


def _phrases(name: str, table: str = "phrases") -> frozenset[str]:
    return frozenset(word for key, words in _tables(table) if key == name for word in words)


def _spellings(lists: Iterable[Iterable[str]]) -> Mapping[str, int]:
    return {word: number for words in lists for number, cell in enumerate(words, 1) for word in cell.split()}


DIVISIONS: Mapping[str, str] = {word: kind for kind, words in _tables("divisions") for word in words}
"""Words that name a division of a work -> its type."""

NUMBERS: Mapping[str, int] = _spellings(words for key, words in _tables("numbers") if key in ("cardinals", "ordinals"))
"""Numbers in words -> their values, from 1. A language's cells may hold several forms, parted by blanks."""

TENS: Mapping[str, int] = {
    word: 10 * number
    for word, number in _spellings(words for key, words in _tables("numbers") if key == "tens").items()
}
"""Tens in words -> their values: what may stand together with a number up to nine."""

MAIN = frozenset("volume book part act canto chapter letter lecture essay sermon stave tale".split())
"""Types of division that works are divided into, each with its number."""

UNNUMBERED = frozenset(RANKS) - MAIN - {"scene", "section"}
"""Types of division that there is one of, or that need no number: a preface, an index."""

METADATA: Mapping[str, str] = {phrase: key for key, phrases in _tables("metadata") for phrase in phrases}
"""What may stand before the colon of a line of metadata -> the key under which the header keeps it."""

HEADER: Mapping[str, str] = {phrase: key for key, phrases in _tables("header") for phrase in phrases}
"""What may stand before the colon of a line of a library's header -> the key under which ours keeps it."""

LIBRARIES = tuple(sorted(_phrases("libraries")))
"""Names of digital libraries."""

DIGITAL = tuple(sorted(_phrases("digital")))
"""What only a digital file calls itself."""

LIBRARY_PAGES = _phrases("library_pages")
"""Headings of pages that a digital library puts into the works that it gives away."""

ENDINGS = _phrases("endings")
"""What a library says before its name, where the file of a work ends."""

MAKERS = tuple(sorted(_phrases("makers")))
"""Words for those who make a digital text, and for what they do."""

TRANSCRIBERS = tuple(sorted(_phrases("transcribers")))
"""How the note of a transcriber begins."""

BY = _phrases("by")
"""What stands before the author's name on a title page."""

OTHERS = tuple(sorted(_phrases("others")))
"""How a line of a title page begins that names somebody other than the author: a translator, an editor."""

EDITIONS = _phrases("editions")
"""Words that say which edition a book is."""

IMPRINT = _phrases("imprint")
"""Words of the lines that say who published or printed a book, and who has rights in it."""

CITIES = _phrases("cities")
"""Places where books are printed."""

DEDICATIONS = tuple(sorted(_phrases("dedications"), key=len, reverse=True))
"""How a dedication begins."""

DEDICATED = _phrases("dedicated")
"""Words that only a dedication has."""

PRINTERS = _phrases("printers")
"""Words of a printer's line at the end of a book."""

SAME_AUTHOR = tuple(sorted(_phrases("same_author")))
"""How a list of other books begins."""

CREDITS = tuple(sorted(_phrases("credits")))
"""How a sentence begins that names, with a 'by', who made the digital text."""

CREDITED_BY = _phrases("credited_by")
"""What stands in such a sentence before the name."""

UPDATED = tuple(sorted(_phrases("updated")))
"""How a line begins that says when a web page was changed."""

NAVIGATION = _phrases("navigation")
"""Words of the links of a web page."""

TRAILERS = _phrases("trailers")
"""The last words of a text or an instalment."""

ARGUMENTS = _phrases("arguments")
"""Headings of the summary of a chapter."""

SUMMARIES = tuple(sorted(_phrases("summaries")))
"""How the summary of a chapter begins."""

ILLUSTRATIONS = tuple(sorted(_phrases("illustrations"), key=len, reverse=True))
"""What a bracketed notice of an illustration begins with; the longest come first."""

PAGES = _phrases("pages")
"""What stands before the number of a page, without a full stop."""

TABLES = _phrases("tables")
"""What a caption over a table begins with."""

INDEXES = _phrases("indexes")
"""What heads an index or a glossary."""

NOTE_WORDS = _phrases("note")
"""Words for one note, as its body may begin with them."""

NOTES_HEADINGS = frozenset(word for word, kind in DIVISIONS.items() if kind == "notes")
"""Headings under which notes stand together."""

MONTHS: Mapping[str, int] = _spellings(words for key, words in _tables("phrases") if key == "months")
"""Names of months -> their number."""

SALUTES = tuple(sorted(_phrases("salutes", "letters")))
"""How the line begins in which a letter greets, or says to whom it goes."""

CLOSES = tuple(sorted(_phrases("closes", "letters")))
"""How the line begins in which a letter takes its leave."""

POSTSCRIPTS = tuple(sorted(_phrases("postscripts", "letters")))
"""How what stands behind the signature of a letter begins."""

SMALL_WORDS = _phrases("small")
"""Words that title case leaves small."""

CAST_TITLES = _phrases("casts")
"""What stands above a list of the persons of a play."""

STAGE_VERBS = _phrases("stage")
"""Words that begin a stage direction: 'Enter', 'Exeunt'."""

CURTAINS = _phrases("curtains")
"""What is said alone where a curtain falls."""

ADDRESSES = _phrases("addresses")
"""Titles before a name that end in a full stop, without that stop."""

SETTINGS = _phrases("settings")
"""What a line begins with, or a heading says, that tells where and when a play is set."""

MARKS = frozenset(["", ".", ":", "-", "\N{EM DASH}", "\N{EN DASH}"])
"""What may stand behind a word that a line begins with, where the line tells of that word."""

TOGETHER = _phrases("together")
"""What stands for a name where several speak at once: 'All', 'Both'."""

WITHIN_NAMES = _phrases("within_names")
"""Small words within and between names: 'of', 'and'."""


def is_division(words: Sequence[str]) -> bool:
    """Tell whether some words name a division: 'ACT II', 'First Scene'; a prologue may be a speaker as well."""
    near = [word.strip(".,:").lower() for word in (*words[:2], *words[-1:])]
    return any(DIVISIONS.get(word, "prologue") not in ("prologue", "epilogue", "letter") for word in near)


def is_setting(words: str) -> bool:
    """Tell whether some words say where or when a play is set: 'SCENE. A room', 'Time: the present'."""
    plain = words.lstrip("_*[(").lower()
    for word in SETTINGS:
        if plain.startswith(word):
            behind = plain[len(word) : len(word) + 1]
            if behind in MARKS or (behind == " " and " " in word):
                return True
    return False


def is_of_stage(words: Sequence[str]) -> bool:
    """Tell whether some words begin a stage direction, or say that the curtain falls; without regard to case."""
    return bool(words) and (words[0].lower() in STAGE_VERBS or " ".join(words).lower().strip(".") in CURTAINS)


def begins(words: str, phrases: Iterable[str]) -> bool:
    """Tell whether words in small letters begin with one of some phrases, as whole words."""
    return any(words.startswith(phrase) and not words[len(phrase) : len(phrase) + 1].isalnum() for phrase in phrases)


def is_credit(words: str) -> bool:
    """Tell whether a sentence names who made the digital text: 'Produced by ...', 'E-text prepared by ...'."""
    low = words.lower()
    return low.startswith(CREDITS) and not CREDITED_BY.isdisjoint(re.findall(r"\w+", low))


LICENCES = {
    "attribution-sharealike 2.0": "https://creativecommons.org/licenses/by-sa/2.0/",
    "attribution-sharealike 2.5": "https://creativecommons.org/licenses/by-sa/2.5/",
    "attribution-sharealike 3.0": "https://creativecommons.org/licenses/by-sa/3.0/",
    "attribution-sharealike 4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
    "attribution 4.0": "https://creativecommons.org/licenses/by/4.0/",
    "cc0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "public domain": "https://creativecommons.org/publicdomain/mark/1.0/",
}
"""Words by which a text states its licence -> the licence's address; the first that occurs counts."""

LANGUAGES = {
    "af": "Afrikaans", "am": "Amharic", "ar": "Arabic", "be": "Belarusian", "bg": "Bulgarian", "bn": "Bengali",
    "bo": "Tibetan", "br": "Breton", "ca": "Catalan", "cs": "Czech", "cy": "Welsh", "da": "Danish", "de": "German",
    "el": "Greek", "en": "English", "eo": "Esperanto", "es": "Spanish", "et": "Estonian", "eu": "Basque",
    "fa": "Persian", "fi": "Finnish", "fr": "French", "fy": "Frisian", "ga": "Irish", "gd": "Scottish Gaelic",
    "gl": "Galician", "grc": "Ancient Greek", "gu": "Gujarati", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian",
    "hu": "Hungarian", "hy": "Armenian", "id": "Indonesian", "is": "Icelandic", "it": "Italian", "ja": "Japanese",
    "ka": "Georgian", "kk": "Kazakh", "km": "Khmer", "kn": "Kannada", "ko": "Korean", "la": "Latin", "lo": "Lao",
    "lt": "Lithuanian", "lv": "Latvian", "mk": "Macedonian", "ml": "Malayalam", "ms": "Malay", "mt": "Maltese",
    "my": "Burmese", "nl": "Dutch", "no": "Norwegian", "oc": "Occitan", "or": "Odia", "pa": "Punjabi", "pl": "Polish",
    "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sa": "Sanskrit", "si": "Sinhala", "sk": "Slovak",
    "sl": "Slovenian", "sr": "Serbian", "sv": "Swedish", "ta": "Tamil", "te": "Telugu", "tg": "Tajik", "th": "Thai",
    "tl": "Tagalog", "tr": "Turkish", "uk": "Ukrainian", "und": "not determined", "ur": "Urdu", "vi": "Vietnamese",
    "yi": "Yiddish", "zh": "Chinese",
}  # fmt: skip
"""ISO 639 codes -> English names, for the header; others are shown as their code."""

REGIONS = {
    "AT": "Austria", "BR": "Brazil", "CA": "Canada", "CH": "Switzerland", "DE": "Germany", "ES": "Spain",
    "FR": "France", "GB": "United Kingdom", "IE": "Ireland", "US": "United States",
}  # fmt: skip
"""ISO 3166 codes -> English names."""
