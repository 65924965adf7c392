"""The house rules about editorial intervention: does what an editor states make sense?

In goes what a survey found; out come findings about choices, apparatus entries, quotations, gaps and chains. Whether
the intervention is right nobody but the editor can tell; what is found here contradicts itself or says nothing.
"""

import re
from collections.abc import Iterator

from lxml import etree

from editio import tei
from editio.validate.places import Finding, one_for_all
from editio.validate.survey import BLOCKS, Survey, targets

SIDES = {"corr": "sic", "reg": "orig", "expan": "abbr"}
"""What an editor writes in a choice, and beside which words of the source (TEI Guidelines 3.5 and 3.6)."""


def sides_of_a_choice_differ(document: Survey) -> Iterator[Finding]:
    """Report a correction, regularisation or expansion that says what the source says (W516)."""
    for choice in document.named["choice"]:
        sides = _elements(choice)
        for edited in sides:
            source = SIDES.get(tei.local(edited))
            if any(tei.local(side) == source and _shape(side) == _shape(edited) for side in sides):
                sentence = f"'{tei.local(edited)}' says what '{source}' says: '{_cut(tei.words(edited))}'"
                yield Finding(edited, "W516", sentence, "take the 'choice' out, or mend one of its sides")


def a_choice_has_two_sides(document: Survey) -> Iterator[Finding]:
    """Report a choice in which the words of the source stand alone, or those of the editor (W517).

    One side alone is for the gate to report.
    """
    for choice in document.named["choice"]:
        sides = [tei.local(side) for side in _elements(choice)]
        name = sides[0] if sides else ""
        if name in COUNTERPARTS and sides.count(name) == len(sides) > 1:
            sentence = f"this 'choice' holds '{name}' alone"
            yield Finding(choice, "W517", sentence, f"add the '{COUNTERPARTS[name]}' that it stands for")


COUNTERPARTS = SIDES | {source: edited for edited, source in SIDES.items()}


def readings_have_witnesses(document: Survey) -> Iterator[Finding]:
    """Report readings that name no witness, source or editor, where the document lists witnesses (W518)."""
    if not document.named["witness"]:
        return
    nameless = [
        reading
        for app in document.named["app"]
        for reading in app.iterdescendants(tei.tag("rdg"))
        if not any(_inherited(reading, app, attribute) for attribute in OF_A_READING) and not _followed_by_wit(reading)
    ]
    if nameless:
        hint = "add @wit, or @source or @resp if the reading is of no witness"
        yield one_for_all("W518", nameless, "this 'rdg' names no witness", hint)


OF_A_READING = ("wit", "source", "resp")
"""Attributes that say whose a reading is; a group of readings may say it for all."""


def apparatus_entries_offer_a_choice(document: Survey) -> Iterator[Finding]:
    """Report apparatus entries with one reading alone, or with readings that all say the same (W519).

    A reading alone is enough where the entry says by @from, @to or @loc what it is a reading of, and a lemma alone
    where a note speaks of it. An empty lemma stands there for the words of the text, which no reading repeats.
    """
    hint = "add the reading that differs, or take the 'app' out"
    for app in document.named["app"]:
        readings = [one for one in app.iterdescendants(tei.tag("lem"), tei.tag("rdg")) if _entry(one) is app]
        if len(readings) == 1 and not _is_tied(app, readings[0]):
            yield Finding(app, "W519", f"this 'app' has one '{tei.local(readings[0])}' and nothing beside it", hint)
        elif len(readings) < 2 or any(map(_says_more, readings)) or _has_its_lemma_in_the_text(app):
            continue
        elif len(set(map(_shape, readings))) == 1:
            sentence = f"all readings of this 'app' are the same: '{_cut(tei.words(readings[0]))}'"
            yield Finding(app, "W519", sentence, hint)


def quotations_bear_their_marks(document: Survey) -> Iterator[Finding]:
    """Report quotations within a line that neither open nor close with a mark, where all marks are kept (W520).

    Kept they are by ``quotation/@marks="all"``. Quotations of several blocks, or set off by their looks, need none;
    parts of one quotation are passed over.
    """
    if not any(one.get("marks") == "all" for one in document.named["quotation"]):
        return
    hint = "move the mark into the element, or supply what is missing"
    for quotation in (*document.named["quote"], *document.named["q"]):
        if not _is_inline(quotation) or any(quotation.get(attribute) for attribute in PARTED_OR_SET_OFF):
            continue
        words = tei.words(quotation)
        if words and not (OPENS.match(words) or CLOSES.search(words) or _stands_between_marks(quotation)):
            sentence = f"this '{tei.local(quotation)}' neither opens nor closes with a mark: '{_cut(words)}'"
            yield Finding(quotation, "W520", sentence, hint)


PARTED_OR_SET_OFF = ("next", "prev", "part", "rend", "rendition", "sameAs", "copyOf")
HOLDING = BLOCKS | {"figure", "floatingText", "lg", "list", "sp", "table"}
"""Elements that make a quotation one of blocks."""

MARKS = "“”„‟‘’‚‛«»‹›「」『』\"'—–"
"""Marks of quotation and, in French or Russian dialogue, dashes."""

ANY_MARK = tuple(MARKS)
OPENS = re.compile(rf"\W?[{MARKS}]")
CLOSES = re.compile(rf"[{MARKS}]\W{{0,3}}\Z")


def chains_agree(document: Survey) -> Iterator[Finding]:
    """Report an element whose @next names one whose @prev names another, and one that is next to itself (W532)."""
    for pointer in document.pointers:
        back = OPPOSITE.get(pointer.name)
        for target in targets(pointer) if back else ():
            for other in document.ids.get(target, ())[:1]:
                own = pointer.element.get(tei.ID)
                points_back = [one[1:] for one in other.get(str(back), "").split() if one.startswith("#")]
                if other is pointer.element:
                    sentence = f"@{pointer.name} points at its own element"
                elif points_back and own not in points_back:
                    sentence = f"@{pointer.name} points at '#{target}', whose @{back} points at '#{points_back[0]}'"
                else:
                    continue
                yield Finding(pointer.element, "W532", sentence, "let each part point at the part beside it")


OPPOSITE = {"next": "prev", "prev": "next"}


def interventions_have_a_reason(document: Survey) -> Iterator[Finding]:
    """Report gaps and supplied words that do not say why, once for each kind (W533)."""
    for name, example in (("gap", "illegible"), ("supplied", "omitted")):
        bare = [one for one in document.named[name] if not one.get("reason") and tei.find(one, "desc") is None]
        if bare:
            hint = f'say why, for instance reason="{example}"'
            yield one_for_all("W533", bare, f"this '{name}' does not say why", hint)


def _elements(parent: etree._Element) -> list[etree._Element]:
    return [part for part in tei.content(parent) if not isinstance(part, str)]


def _shape(element: etree._Element) -> tuple[object, ...]:
    """Give what a reader sees of a side or a reading: its words and elements, in which language and looks."""
    return (*(element.get(attribute) for attribute in ("rend", "rendition", tei.LANG)), *_parts(element))


def _parts(element: etree._Element) -> Iterator[object]:
    for part in tei.content(element):
        if isinstance(part, str):
            yield WHITE.sub(" ", part)
        else:
            yield tei.local(part), *sorted(item for item in part.items() if item[0] != tei.ID), *_parts(part)


WHITE = re.compile(r"\s+")


def _entry(reading: etree._Element) -> etree._Element | None:
    return next(reading.iterancestors(tei.tag("app")), None)


def _inherited(reading: etree._Element, app: etree._Element, attribute: str) -> str | None:
    """Give an attribute of a reading, or of the group of readings in which it stands."""
    one: etree._Element | None = reading
    while one is not None and one is not app:
        if one.get(attribute):
            return one.get(attribute)
        one = one.getparent()
    return None


def _followed_by_wit(reading: etree._Element) -> bool:
    beside = next(reading.itersiblings(tei.tag("*")), None)
    return beside is not None and tei.local(beside) in ("wit", "witDetail")


def _has_its_lemma_in_the_text(app: etree._Element) -> bool:
    lemma = tei.find(app, "lem")
    return bool(app.get("from")) and lemma is not None and not tei.words(lemma)


def _is_tied(app: etree._Element, reading: etree._Element) -> bool:
    """Tell whether an entry with one reading says what that is a reading of, is part of a chain, or bears a note."""
    is_linked = any(one.get(attribute) for one in (app, reading) for attribute in ("next", "prev"))
    is_placed = any(app.get(attribute) for attribute in ("from", "to", "loc"))
    return is_linked or is_placed or tei.find(app, "note") is not None


def _says_more(reading: etree._Element) -> bool:
    """Tell whether a reading says by attributes, or by marks of what a witness lacks, more than its words."""
    is_described = any(reading.get(attribute) for attribute in ("cause", "hand", "type"))
    return is_described or any(tei.local(one).startswith(("lacuna", "wit")) for one in _elements(reading))


def _is_inline(quotation: etree._Element) -> bool:
    parent = quotation.getparent()
    if parent is None or tei.local(parent) not in BLOCKS or any(tei.local(one) in HOLDING for one in quotation):
        return False
    return any(isinstance(part, str) and part.strip() for part in tei.content(parent))


def _stands_between_marks(quotation: etree._Element) -> bool:
    """Tell whether the words before a quotation end with a mark, or those after it begin with one."""
    parent = quotation.getparent()
    parts = ["", *tei.content(parent), ""] if parent is not None else ["", quotation, ""]
    place = parts.index(quotation)
    before, after = parts[place - 1], parts[place + 1]
    return (isinstance(before, str) and before.rstrip().endswith(ANY_MARK)) or (
        isinstance(after, str) and after.lstrip().startswith(ANY_MARK)
    )


def _cut(words: str) -> str:
    return words if len(words) <= 40 else f"{words[:40]}…"
