"""The house rules: what must hold of a document beyond what a schema can say.

In goes a tree; out come findings. A rule is one small function from a :class:`~editio.validate.survey.Survey` to
findings, and :data:`RULES` lists them all. To add one touches the table, its test, and the page of its code.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches

from lxml import etree

from editio import tei
from editio.validate.characters import characters_are_composed, characters_are_good, words_are_of_one_script
from editio.validate.dates import (
    dates_say_the_year_of_their_words,
    spans_end_after_they_begin,
    texts_are_written_in_the_life_of_their_author,
)
from editio.validate.kinds import (
    identifiers_have_their_form,
    pointers_lead_to_their_kind,
    responsibilities_are_somebodys,
)
from editio.validate.languages import (
    language_codes_name_a_language,
    languages_are_declared,
    texts_state_their_language,
)
from editio.validate.notes import notes_and_anchors_belong_together, notes_of_a_series_have_their_own_numbers
from editio.validate.order import levels_of_headings_do_not_jump, verses_are_in_order
from editio.validate.places import Finding, Places
from editio.validate.quotation import marks_balance
from editio.validate.sense import (
    a_choice_has_two_sides,
    apparatus_entries_offer_a_choice,
    chains_agree,
    interventions_have_a_reason,
    quotations_bear_their_marks,
    readings_have_witnesses,
    sides_of_a_choice_differ,
)
from editio.validate.survey import Attribute, Survey, survey, targets

Rule = Callable[[Survey], Iterator[Finding]]


def check(root: etree._Element, places: Places) -> tuple[Finding, ...]:
    """Hold a document against every rule of the house, valid or not."""
    surveyed = survey(root, places.line)
    return tuple(finding for rule in RULES for finding in rule(surveyed))


def pointers_lead_somewhere(document: Survey) -> Iterator[Finding]:
    """Report each id that is pointed at and is no element's, at the first pointer to it (E504)."""
    lost: dict[str, list[Attribute]] = {}
    for pointer in document.pointers:
        for target in targets(pointer):
            if target not in document.ids:
                lost.setdefault(target, []).append(pointer)
    ordered = sorted(document.ids) if lost else []
    for target, pointers in lost.items():
        first = pointers[0]
        sentence = f"@{first.name} points at '#{target}', which no element has as xml:id{_others(pointers)}"
        yield Finding(first.element, "E504", sentence, _like(target, ordered))


def ids_are_used_once(document: Survey) -> Iterator[Finding]:
    """Report every further element with the id of an earlier one (E505)."""
    for name, elements in document.ids.items():
        for later in elements[1:]:
            sentence = f"the id '{name}' stands in line {document.line(elements[0])} already"
            yield Finding(later, "E505", sentence, "give one of the two another id")


def headings_hold_words(document: Survey) -> Iterator[Finding]:
    """Report headings without words (E506)."""
    for head in document.heads:
        if not _says_something(head):
            yield Finding(head, "E506", "this 'head' holds no words", "take it out, or give it its words")


def notes_hold_words(document: Survey) -> Iterator[Finding]:
    """Report notes without words (E507), unless they repeat another element."""
    for note in document.notes:
        if not _says_something(note) and not (note.get("sameAs") or note.get("copyOf")):
            yield Finding(note, "E507", "this 'note' holds no words", "take it out, or give it its words")


def language_codes_have_their_form(document: Survey) -> Iterator[Finding]:
    """Report each language code that is not of the form of BCP 47, at its first place (E508)."""
    wrong: dict[str, list[Attribute]] = {}
    for attribute in document.languages:
        if attribute.value.strip() and not is_language_code(attribute.value.strip()):
            wrong.setdefault(attribute.value, []).append(attribute)
    for code, attributes in wrong.items():
        sentence = f"'{code}' is no language code{_others(attributes)}"
        yield Finding(attributes[0].element, "E508", sentence, "write codes such as en, en-GB, grc or zh-Hant")


def the_header_is_complete(document: Survey) -> Iterator[Finding]:
    """Report what a header must say and does not (E510); a corpus's header speaks for its texts as well."""
    for header in document.headers:
        above = header.iterancestors(tei.tag("teiCorpus"))
        headers = [header, *(found for corpus in above for found in tei.find_all(corpus, "teiHeader"))]
        for path, sentence, hint in HEADER:
            if not any(_says_something(element) for one in headers for element in tei.find_all(one, path)):
                yield Finding(header, "E510", f"the header {sentence}", hint)


HEADER = (
    ("fileDesc/titleStmt/title", "names no title", "add a 'title' to the 'titleStmt'"),
    (
        "fileDesc/publicationStmt/availability",
        "names no licence, and no reason why there is none",
        "add to the 'publicationStmt' an 'availability' with a 'licence', or with a 'p' that says what is not known",
    ),
    ("fileDesc/sourceDesc", "does not say what the text was made from", "add a 'sourceDesc' with a 'bibl' or a 'p'"),
    (
        "encodingDesc/editorialDecl",
        "does not say by which rules the text was edited",
        "add to the 'encodingDesc' an 'editorialDecl'",
    ),
    (
        "profileDesc/langUsage/language",
        "does not say in which language the text is",
        "add to the 'profileDesc' a 'langUsage' with a 'language'; its @ident is 'und' where nobody knows",
    ),
    ("revisionDesc", "does not say what was changed and when", "add a 'revisionDesc' with a 'change'"),
)
"""What every header must say: a path below it, what is wrong if nothing stands there, and what mends it."""


EXTLANG = r"[a-z]{2,3}(-[a-z]{3}){0,3}"
SUBTAGS = r"(-[a-z]{4})?(-([a-z]{2}|\d{3}))?(-([a-z\d]{5,8}|\d[a-z\d]{3}))*(-[a-wyz\d](-[a-z\d]{2,8})+)*"
PRIVATE = r"x(-[a-z\d]{1,8})+"
LANGUAGE_CODE = re.compile(rf"({EXTLANG}{SUBTAGS}(-{PRIVATE})?|{PRIVATE})\Z", re.IGNORECASE | re.ASCII)

GRANDFATHERED = frozenset(
    """
    art-lojban cel-gaulish en-gb-oed i-ami i-bnn i-default i-enochian i-hak i-klingon i-lux i-mingo i-navajo i-pwn
    i-tao i-tay i-tsu no-bok no-nyn sgn-be-fr sgn-be-nl sgn-ch-de zh-guoyu zh-hakka zh-min zh-min-nan zh-xiang
    """.split()
)
"""Codes that are older than the form, and still good."""


def is_language_code(code: str) -> bool:
    """Tell whether a code is of the form of BCP 47 (RFC 5646, section 2.1), in small letters or great.

    Languages of more than three letters are refused: none was ever registered, and what people mean by them is a name.
    """
    return bool(LANGUAGE_CODE.match(code)) or code.lower() in GRANDFATHERED


def _says_something(element: etree._Element) -> bool:
    """Tell whether an element holds words, other than in notes to it, or something that stands for words."""
    for part in tei.content(element):
        if isinstance(part, str):
            if part.strip():
                return True
        elif tei.local(part) in SPEAKING or (tei.local(part) != "note" and _says_something(part)):
            return True
    return tei.local(element) in SPEAKING


SPEAKING = frozenset("figure g gap graphic language ptr quotation".split())
"""Elements that say something though they hold no words."""


def _others(places: list[Attribute]) -> str:
    return f" (so do {len(places) - 1} more)" if len(places) > 1 else ""


def _like(name: str, ordered: list[str]) -> str:
    """Propose an id that is spelt alike, among those that would stand beside it in order."""
    place = bisect_left(ordered, name)
    near: Iterable[str] = get_close_matches(name, ordered[max(0, place - 3) : place + 3], 1)
    return "".join(f"did you mean '#{other}'?" for other in near)


RULES: tuple[Rule, ...] = (
    pointers_lead_somewhere,
    ids_are_used_once,
    headings_hold_words,
    notes_hold_words,
    language_codes_have_their_form,
    marks_balance,
    the_header_is_complete,
    notes_of_a_series_have_their_own_numbers,
    notes_and_anchors_belong_together,
    sides_of_a_choice_differ,
    a_choice_has_two_sides,
    readings_have_witnesses,
    apparatus_entries_offer_a_choice,
    quotations_bear_their_marks,
    spans_end_after_they_begin,
    dates_say_the_year_of_their_words,
    texts_are_written_in_the_life_of_their_author,
    pointers_lead_to_their_kind,
    responsibilities_are_somebodys,
    verses_are_in_order,
    levels_of_headings_do_not_jump,
    language_codes_name_a_language,
    texts_state_their_language,
    languages_are_declared,
    identifiers_have_their_form,
    chains_agree,
    interventions_have_a_reason,
    characters_are_good,
    words_are_of_one_script,
    characters_are_composed,
)
"""All rules, in the order of their codes."""
