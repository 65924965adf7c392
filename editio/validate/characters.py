"""The house rules about characters: what Unicode has, what it has not, and what nobody sees.

In goes what a survey found; out come findings, one for each character and code, at the first place. Words are looked
at, attributes are not. Which characters a document has is found out once; only if one of them is suspect is it asked
where it stands.
"""

import re
import unicodedata
from collections.abc import Iterator

from lxml import etree

from editio import tei
from editio.validate.places import Finding, one_for_all
from editio.validate.survey import Survey

Piece = tuple[etree._Element, str]
"""Words that stand in one piece, and the element that they stand in."""

OVERRIDES = frozenset("\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that turn the direction of what follows, or end a line where nobody sees it."""

DIRECTIONS = frozenset("\u061c\u200e\u200f")
"""Marks of direction that Hebrew and Arabic need."""

UNSEEN = frozenset("\xad\u180e\u200b\u200c\u200d\u2060\ufeff")
"""Characters that stand in words and are not seen; scripts of Asia need some of them."""

LATIN = "A-Za-z\xc0-\xd6\xd8-\xf6\xf8-\u024f\u1e00-\u1eff"
OTHERS = "\u0370-\u03ff\u0400-\u052f"
EUROPEAN = re.compile(rf"[{LATIN}{OTHERS}\u1f00-\u1fff]")
GREEK_OR_CYRILLIC = re.compile(rf"[{OTHERS}]")
MIXED = re.compile(rf"[{OTHERS}](?:(?=[{LATIN}])|(?<=[{LATIN}].))")
"""A Greek or Cyrillic letter beside a Latin one."""

COMBINING = "\u0300"
"""The first character that can be composed with one before it; those below are all in the form NFC."""

WORD = re.compile(r"[^\W\d_]+")
LIKE_LATIN = frozenset("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧινορυаеорсухіјѕһԁАВЕЅІЈКМНОРСТУХЗ")
"""Greek and Cyrillic letters that look like Latin ones."""

LIKE_OTHERS = frozenset("ABCEHIJKMNOPSTXYZacehijkmnopstuvxy")
"""Latin letters that look like Greek or Cyrillic ones."""

HINTS = {
    "W534": "look up which character the source has; another font may tell",
    "W535": "put it into a 'g' whose @ref points at a 'char' or 'glyph' of the 'charDecl'",
    "W538": "read the text again in its right encoding, or take the character out",
    "W539": "take it out, or mark by 'lb' where a line is broken",
    "W541": "look up in the source which character stood there, or mark a 'gap'",
}
TOLD_ONCE = frozenset(["W538"])
"""Codes that are told once for all characters: where there is one there are many, mostly of a wrong encoding."""

SENTENCES = {
    "W534": "Unicode has no character {name}",
    "W535": "{name} is a character of private use",
    "W538": "{name} is a control character",
    "W539": "{name} stands there unseen",
    "W541": "{name} stands where a character was lost",
}


def characters_are_good(document: Survey) -> Iterator[Finding]:
    """Report characters that are not assigned, of private use, controls, unseen in words, or lost (W534 to W541)."""
    characters = {one: code for one in sorted(document.characters) if (code := _fault(one))}
    if not characters:
        return
    suspect = re.compile(f"[{''.join(map(re.escape, characters))}]")
    places: dict[str, list[etree._Element]] = {}
    sentences: dict[str, str] = {}
    for element, words in _pieces(document.root):
        for found in suspect.finditer(words):
            if _is_at_fault(element, words, found.start()):
                code = characters[found[0]]
                alike = code if code in TOLD_ONCE else found[0]
                if alike not in sentences:
                    sentences[alike] = (
                        f"{SENTENCES[code].format(name=_name(found[0]))}: '{_near(words, found.start())}'"
                    )
                places.setdefault(alike, []).append(element)
    for alike, elements in places.items():
        code = characters.get(alike, alike)
        yield one_for_all(code, elements, sentences[alike], HINTS[code])


def words_are_of_one_script(document: Survey) -> Iterator[Finding]:
    """Report words of Latin, Greek or Cyrillic letters of which some only look as if they belonged there (W536).

    Letters that look like no other, as in μm or kΩ, are meant.
    """
    if not any(map(GREEK_OR_CYRILLIC.match, document.characters)):
        return
    places: dict[str, list[etree._Element]] = {}
    for element, words in _pieces(document.root):
        if MIXED.search(words):
            for word in filter(_only_looks_like_one_script, WORD.findall(words)):
                places.setdefault(word, []).append(element)
    for word, elements in places.items():
        strange = min(_by_script(word), key=len)[0]
        sentence = f"'{word}' mixes letters of two scripts, among them {_name(strange)}"
        yield one_for_all("W536", elements, sentence, "write the whole word in one script")


def characters_are_composed(document: Survey) -> Iterator[Finding]:
    """Report words that are not in Unicode's form NFC, once (W537); they are not found by who searches for them."""
    if max(document.characters, default="") < COMBINING or unicodedata.is_normalized("NFC", document.words):
        return
    apart = [piece for piece in _pieces(document.root) if not unicodedata.is_normalized("NFC", piece[1])]
    if apart:
        word = next(one for one in apart[0][1].split() if not unicodedata.is_normalized("NFC", one))
        sentence = f"'{word}' is not in Unicode's form NFC"
        yield one_for_all("W537", [element for element, _ in apart], sentence, "save the document in the form NFC")


def _pieces(root: etree._Element) -> Iterator[Piece]:
    for element in root.iter(etree.Element):
        for part in tei.content(element):
            if isinstance(part, str):
                yield element, part


def _fault(character: str) -> str:
    """Give the code of what is wrong with a character, wherever it stands; empty if nothing is."""
    if character == "\ufffd":
        return "W541"
    if character in UNSEEN:
        return "W539"
    category = unicodedata.category(character)
    if category in ("Cn", "Cs"):
        return "W534"
    if category == "Co":
        return "W535"
    if category == "Cc" or character in OVERRIDES:
        return "W538"
    is_old_control = category == "Cf" and ("\u2061" <= character <= "\u206f" or "\ufff9" <= character <= "\ufffb")
    return "W538" if is_old_control else ""


def _is_at_fault(element: etree._Element, words: str, place: int) -> bool:
    """Tell whether a suspect character is wrong where it stands: joiners belong to many scripts, glyphs to a 'g'."""
    character = words[place]
    if character in NEEDED_BY_SCRIPTS:
        return bool(EUROPEAN.match(words, place + 1)) and bool(EUROPEAN.match(words, max(0, place - 1)))
    if unicodedata.category(character) == "Co":
        return not any(
            (tei.local(one) == "g" and one.get("ref")) or tei.local(one) == "charDecl"
            for one in (element, *element.iterancestors())
        )
    return True


NEEDED_BY_SCRIPTS = frozenset("\u200b\u200c\u200d\u2060")
"""Spaces of no width and joiners: wrong between two letters of Europe, and nowhere else."""


def _only_looks_like_one_script(word: str) -> bool:
    """Tell whether a word has letters of two scripts, of which one script has nothing but letters like the other's."""
    latin, others = _by_script(word)
    return bool(latin and others) and len(word) > 2 and (LIKE_LATIN.issuperset(others) or LIKE_OTHERS.issuperset(latin))


def _by_script(word: str) -> tuple[str, str]:
    """Part the Latin letters of a word from its Greek or Cyrillic ones."""
    others = "".join(GREEK_OR_CYRILLIC.findall(word))
    return "".join(one for one in word if one not in others and EUROPEAN.match(one)), others


def _name(character: str) -> str:
    """Give the number and the name of a character."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".strip()


def _near(words: str, place: int) -> str:
    """Give the words round a character, itself and its like shown as a dot."""
    near = " ".join(words[max(0, place - 12) : place + 13].split())
    return "".join("·" if unicodedata.category(one)[0] == "C" or one == "\ufffd" else one for one in near)
