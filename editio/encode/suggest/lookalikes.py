"""Letters that look like others: digits and capitals within words, letters of another script (N903).

In goes what a text says; out come suggestions. What the word would be with the letter that is meant has to be a word.
"""

import re
from collections.abc import Iterator

from editio.encode.suggest.suggestion import OFTEN, Look, Suggestion, let_stand
from editio.encode.suggest.wording import Token

DIGITS = {"0": "o", "1": "li", "5": "s", "6": "b", "8": "b", "9": "g", "3": "e", "4": "a"}
ORDINAL = re.compile(
    r"\d+(?:st|nd|rd|th|d|[a-z]|er|re|ère|e|ème|te[rsn]?|ste[rsn]?|go|й|я|е|го|er?s)?\Z|[a-z]\d+\Z", re.I
)
INNER_CAPITAL = re.compile(r"(?:[a-zß-ÿа-яё]|\A[A-ZÀ-Þ])[a-zß-ÿа-яё]*[A-ZÀ-ÞА-ЯЁ]")
JOINED_NAME = re.compile(r"(?:Ma?c|O|D|L|De|De[lr]?|La|Le|Fitz|Van|Vande[rn]|Di|Du|St)['’]?[A-ZÀ-Þ][a-zß-ÿ]+\Z")
CYRILLIC = dict(zip("аеорсухіјАВЕКМНОРСТХ", "aeopcyxijABEKMHOPCTX", strict=True))
LATIN = {latin: cyrillic for cyrillic, latin in CYRILLIC.items()}


def observe(look: Look) -> Iterator[Suggestion]:
    """Suggest words that hold a digit, a capital or a letter of another script where one that looks alike is due."""
    for at, token in enumerate(look.wording.tokens):
        text = token.text
        if (text.islower() and text.isascii() and text.isalpha() and len(text) > 1) or _is_in_order(look, text):
            continue
        if (meant := _as_read(look, token, at)) and meant != text:
            sentence = f"'{text}' holds what looks like another letter"
            values = (("with", meant), ("cert", "high"))
            yield Suggestion("N903", look.wording.place(token), sentence, "correct", values, 3.5)
            continue
        yield from _odd(look, token)


def _is_in_order(look: Look, text: str) -> bool:
    """Tell whether nothing in a word looks like another letter; a capital I at its head may be a small l."""
    return is_even(text) and not (text.startswith("I") and not look.known(text) and look.known("l" + text[1:]))


def is_even(text: str) -> bool:
    """Tell whether a word has nothing odd: letters of one script, small, or with a capital at its head, or capitals."""
    last = re.split("['’]", text)[-1]
    even = last.islower() or last.istitle() or last.isupper()
    return len(text) > 1 and last.isalpha() and even and not _mixes_scripts(last)


def _odd(look: Look, token: Token) -> Iterator[Suggestion]:
    text = token.text
    inner = INNER_CAPITAL.match(text) and not JOINED_NAME.match(text) and not look.known(text)
    digits = any(c.isdigit() for c in text) and any(c.isalpha() for c in text) and not ORDINAL.match(text)
    if look.wording.forms[text] < OFTEN and (inner or digits or _mixes_scripts(text)):
        what = "a capital inside" if inner else "digits and letters" if digits else "letters of two scripts"
        yield let_stand("N903", look, token, f"'{text}' has {what}", -2.0 if inner else -1.5)


def _as_read(look: Look, token: Token, at: int) -> str:
    """Give the word that a look-alike letter was read for; empty if there is none."""
    text = token.text
    if _mixes_scripts(text):
        for table in (CYRILLIC, LATIN):
            one = "".join(table.get(c, c) for c in text)
            if not _mixes_scripts(one):
                return one
    if text in ("l", "1", "I", "0", "O") and look.primary == "en":
        return _lone(look, token, at)
    if look.wording.forms[text] >= OFTEN or len(text) < 2 or ORDINAL.match(text):
        return ""
    tried = _without_digits(text) if any(c.isdigit() for c in text) else _small_l(text)
    return next((one for one in tried if one != text and _is_common(look, one)), "")


def _lone(look: Look, token: Token, at: int) -> str:
    """Give the capital I that a small l or a one stands for, where the word behind stands mostly behind an I."""
    tokens = look.wording.tokens
    behind = tokens[at + 1] if at + 1 < len(tokens) else None
    if token.text not in ("l", "1") or behind is None or not behind.is_plain or not behind.text.isalpha():
        return ""
    evidence = look.evidence
    if not token.gap.endswith((" ", "“", '"', "‘")) or evidence.meeting(token.text, behind.low) > 2:
        return ""
    return "I" if evidence.meeting("i", behind.low) > 0.05 * evidence.count(behind.low) else ""


def _without_digits(text: str) -> Iterator[str]:
    forms = [""]
    for c in text:
        forms = [form + letter for form in forms for letter in DIGITS.get(c, c)][:16]
    yield from forms
    yield from (form.capitalize() for form in forms)


def _small_l(text: str) -> Iterator[str]:
    if "I" in text[1:] and not text.isupper():
        yield text[0] + text[1:].replace("I", "l")
    if text.startswith("I") and not text.isupper():
        yield "l" + text[1:].replace("I", "l")
    if "l" in text and text.replace("l", "").isupper():
        yield text.replace("l", "I")
    if text.startswith("l"):
        yield "I" + text[1:]
    if not text.isupper() and not text[0].isupper():
        yield text.lower()


def _is_common(look: Look, word: str) -> bool:
    low = word.lower()
    return look.known(word) and (look.wording.counts[low] > 0 or look.evidence.count(low) > 0 or len(word) > 4)


def _mixes_scripts(text: str) -> bool:
    latin = any("a" <= c <= "z" for c in text.lower())
    return latin and any("а" <= c <= "я" or c in "ёіј" for c in text.lower())
