"""The language of a raw text: what a text says itself, and else a guess.

In goes the text; out comes a :class:`Guess` at a code of BCP 47. A text says it in a line such as ``Language: French``.
Else stretches of its middle, where no library's header, title page or index stands, are each taken for a language, and
the one that most of the letters are in wins: by chardet, but where a script is of one language only, or where a
language is one that chardet does not know.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from editio.encode.catalogue import LANGUAGES
from editio.message import Message

STRETCHES = 16
"""Places in the text that are looked at, so that no quotation, list of names or preface decides alone."""

STRETCH = 1000
"""Characters of a stretch: of fewer the library mistakes one language for its neighbour now and then."""

SURE = 0.75
"""Confidence under which a person should say it: where a quarter of a text is in another language, if not in two."""

LIKELY = 0.5
"""Confidence under which no language is named: half the text is in others, or there is not half a stretch of it."""

UNDETERMINED = "und"
"""What stands for no language (ISO 639-2)."""

HEAD = 8192
"""Characters at the beginning in which a text says something of itself."""

STATED = re.compile(
    r"^[ \t]*(?:Language|Langue|Sprache|Idioma|Lingua|Língua|Llengua|Taal|Spr[åo][kg]|Kieli|Język|Jazyk|Nyelv|Limba|Dil"
    r"|Язык|Мова|Γλώσσα|言語|语言|語言|언어|שפה|שפּראַך)[ \t]?[:：][ \t]*([^\r\n]{2,60})",
    re.MULTILINE,
)
"""A line of a library's header, in the languages of libraries."""

NAMES: Mapping[str, str] = {
    name: code
    for code, names in (
        line.split(" ", 1)
        for line in """
af afrikaans
ar arabic arabisch arabe العربية
bg bulgarian български
ca catalan català
cs czech tschechisch čeština česky
cy welsh cymraeg
da danish dänisch dansk
de german deutsch allemand alemán tedesco duits
el greek griechisch grec ελληνικά
en english englisch anglais inglés inglese engels
eo esperanto
es spanish spanisch espagnol español castellano
et estonian eesti
eu basque euskara
fa persian farsi فارسی
fi finnish finnisch suomi
fr french französisch français francés francese frans
fy frisian frysk
ga irish gaeilge
gd gaelic gàidhlig
gl galician galego
grc ancient-greek
he hebrew hebräisch hébreu עברית
hi hindi हिन्दी
hr croatian hrvatski
hu hungarian ungarisch magyar
hy armenian հայերեն
is icelandic isländisch íslenska
it italian italienisch italien italiano
ja japanese japanisch japonais 日本語
ka georgian ქართული
ko korean koreanisch 한국어
la latin latein lateinisch latina
lt lithuanian lietuvių
lv latvian latviešu
nl dutch niederländisch néerlandais nederlands
no norwegian norwegisch norsk
oc occitan
pl polish polnisch polonais polski
pt portuguese portugiesisch portugais português
ro romanian rumänisch română
ru russian russisch russe русский
sa sanskrit
sk slovak slovenčina
sl slovenian slovenščina
sr serbian српски srpski
sv swedish schwedisch svenska
tl tagalog
tr turkish türkisch türkçe
uk ukrainian ukrainisch українська
vi vietnamese
yi yiddish jiddisch ייִדיש יידיש
zh chinese chinesisch chinois 中文 漢文 汉语
""".strip().splitlines()
    )
    for name in names.split()
}
"""Names of languages, in small letters, in English and in themselves -> their codes."""

OF_SCRIPT = {
    "ARMENIAN": "hy", "BENGALI": "bn", "DEVANAGARI": "hi", "ETHIOPIC": "am", "GEORGIAN": "ka", "GUJARATI": "gu",
    "GURMUKHI": "pa", "KANNADA": "kn", "KHMER": "km", "LAO": "lo", "MALAYALAM": "ml", "MYANMAR": "my", "ORIYA": "or",
    "SINHALA": "si", "TAMIL": "ta", "TELUGU": "te", "TIBETAN": "bo",
}  # fmt: skip
"""Scripts, by the first word of their characters' names in Unicode -> the language that most of their books are in."""

LATIN = frozenset(
    "ab ac ad apud atque aut autem cum eius enim esse etiam haec hoc iam igitur inter ipse ita mihi nam nec neque "
    "nihil nunc quae quam quid quo quod sed sibi sic sunt tamen tibi ut vel".split()
)
"""Words that hold Latin sentences together and are frequent in no other language; chardet does not know Latin."""

LATIN_SHARE = 0.05
"""Share of these words above which words are Latin: in Latin they are one in eight, elsewhere one in a hundred."""

AYIN = "\N{HEBREW LETTER AYIN}"
AYIN_SHARE = 0.07
"""Share of ayin among letters above which Hebrew letters are Yiddish: there it is the vowel e, one letter in ten; in
Hebrew it is a consonant, one in thirty. chardet knows Hebrew alone."""

WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Guess:
    """Hold a code of BCP 47, how sure it is, from 0 to 1, and whether the text itself says so."""

    code: str
    confidence: float
    is_stated: bool = False

    @property
    def how(self) -> str:
        """Tell where the code is from, as the end of a clause."""
        if self.is_stated:
            return "as the text says of itself"
        return f"as its letters and words show (confidence {self.confidence:.2f})"

    def doubts(self, file: str) -> Iterator[Message]:
        """Report a guess that a person should settle (W403)."""
        if self.confidence >= SURE:
            return
        name = LANGUAGES.get(self.code, self.code)
        taken = f"; it is taken for {name} (confidence {self.confidence:.2f})" if self.code != UNDETERMINED else ""
        hint = f'state it in header.toml: language = "{self.code if taken else "en"}"'
        yield Message(file, 0, "W403", f"the language of the text is not stated{taken}", hint)


def of(text: str) -> Guess:
    """Give the language that a text states, or else the one that it is likely to be in."""
    return stated(text) or detect(text)


def stated(text: str) -> Guess | None:
    """Give the language that a line at the beginning of a text names, if we know it; of several the first."""
    match = STATED.search(text, 0, HEAD)
    names = WORD.findall(match[1].casefold()) if match else []
    codes = [NAMES[name] for name in names if name in NAMES]
    return Guess(codes[0], 1.0, is_stated=True) if codes else None


def detect(text: str) -> Guess:
    """Take a text for a language by its letters and words; it is ``und`` where nothing speaks for any.

    The confidence is the share of the language in the letters that were looked at, of a short text in a stretch's.
    """
    votes: Counter[str] = Counter()
    for stretch in _stretches(text):
        letters = [one for one in stretch if one.isalpha()]
        if letters:
            votes[_language(stretch, letters)] += len(letters)
    if not votes:
        return Guess(UNDETERMINED, 0.0)
    code, most = max(votes.items(), key=lambda vote: (vote[1], vote[0]))
    confidence = most / max(STRETCH, votes.total())
    return Guess(code if confidence >= LIKELY else UNDETERMINED, confidence)


def _stretches(text: str) -> Iterator[str]:
    """Cut stretches from the middle three quarters of a text, evenly; all of a short one."""
    first, last = len(text) // 8, len(text) * 7 // 8
    step = (last - first) // STRETCHES
    if step < STRETCH:
        yield from (text[at : at + STRETCH] for at in range(0, len(text), STRETCH))
        return
    for at in range(first, first + STRETCHES * step, step):
        yield text[at : at + STRETCH]


def _language(stretch: str, letters: list[str]) -> str:
    """Name the language of some words."""
    from chardet import detect as ask

    scripts = Counter(unicodedata.name(one, "?").partition(" ")[0] for one in letters)
    script = max(scripts.items(), key=lambda one: (one[1], one[0]))[0]
    if script in OF_SCRIPT:
        return OF_SCRIPT[script]
    if script == "HEBREW":
        return "yi" if letters.count(AYIN) >= AYIN_SHARE * len(letters) else "he"
    if script == "LATIN":
        words = WORD.findall(stretch.lower())
        if sum(word in LATIN for word in words) >= LATIN_SHARE * len(words):
            return "la"
    return ask(stretch.encode("utf-8", "ignore"))["language"] or UNDETERMINED
