"""The house rules about order: the numbers of verses, and the levels of headings.

In goes what a survey found; out come findings, since the source may have it so.
"""

from collections.abc import Iterator
from itertools import pairwise

from lxml import etree

from editio import tei
from editio.validate.places import Finding, one_for_all
from editio.validate.survey import Survey

APART = frozenset(map(tei.tag, ("app", "note", "standOff")))
"""Elements whose verses may come in any order."""

MOST_DIGITS = 9
"""Digits that the number of a verse may have."""


def verses_are_in_order(document: Survey) -> Iterator[Finding]:
    """Report a verse whose number is not above that of the verse before it in its stanza or speech (W526).

    A count may begin anew with 1, parts of one verse share a number, and an apparatus or a note may quote in any order.
    """
    numbered = [verse for verse in document.named["l"] if verse.get("n", "").isdecimal()]
    for before, verse in pairwise(numbered):
        one, other = before.get("n", ""), verse.get("n", "")
        if before.getparent() is not verse.getparent() or max(len(one), len(other)) > MOST_DIGITS:
            continue
        if int(other) < int(one) and other != "1" and not _stands_apart(verse):
            sentence = f"verse {other} stands after verse {one} in line {document.line(before)}"
            yield Finding(verse, "W526", sentence, "look up the numbers, or whether verses changed their places")
        elif int(other) == int(one) and not (_is_part(before) or _is_part(verse) or _stands_apart(verse)):
            sentence = f"verse {other} has the number of the verse before it"
            yield Finding(verse, "W526", sentence, "look up the numbers, or mark parts of one verse by @part")


def levels_of_headings_do_not_jump(document: Survey) -> Iterator[Finding]:
    """Report divisions without a heading between one that has a heading and others that have (W527)."""
    headed = {head.getparent() for head in document.heads}
    jumped = []
    for division in document.named["div"]:
        above = division.getparent()
        if division in headed or above not in headed or above is None or tei.local(above) != "div":
            continue
        if any(child in headed for child in division.iterchildren(tei.tag("div"))):
            jumped.append(division)
    if jumped:
        sentence = "this 'div' has no 'head', though the 'div' round it and those in it have one"
        yield one_for_all("W527", jumped, sentence, "give it a 'head', or let its divisions stand in the outer one")


def _stands_apart(verse: etree._Element) -> bool:
    return any(one.tag in APART for one in verse.iterancestors())


def _is_part(verse: etree._Element) -> bool:
    return any(verse.get(attribute) for attribute in ("part", "next", "prev"))
