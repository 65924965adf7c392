"""Stand-off: what a document says of its text beside the text, collected before the first word is read.

In goes the TEI tree; out come the :class:`~editio.render.reader.Given` of a walk over it, the witnesses, and the
entries that were withdrawn. What stands outside the text and is about a place in it (notes, variants of a range,
counterparts in other texts) is tied to the id at which the walk will meet that place.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from lxml import etree

from editio import tei
from editio.render import elsewhere
from editio.render.document import Metadata
from editio.render.reader import Attach, Given, Handler, Reader
from editio.render.statements import LetStand, Withdrawal, Witness

_Element = etree._Element

ABOUT_THE_TEXT = frozenset("app lem link linkGrp listAnnotation listApp note rdg".split())
"""Elements of ``standOff`` that are no entries of registers."""

UNSAID = frozenset(["ignore", "reason", "retired"])
"""Types of notes outside the text that are no notes to a reader: such as what is said to those who check."""

EDITORIAL = frozenset(["editorial", "editor", "commentary"])
"""Types of notes that are not the author's."""

OWN_TEXT = "#source.digital"
"""What the witness points at that is the raw text itself."""


def given(
    root: _Element,
    about: Metadata,
    file: str,
    prefix: str,
    own_rules: Path | None,
    handlers: Mapping[str, Handler],
    attach: Mapping[str, Attach],
) -> Given:
    """Collect what the reader has to know of the whole document."""
    names = {agent.id: agent.name for agent in about.credits}
    entries: set[str] = set()
    reasons: dict[str, tuple[str, ...]] = {}
    attached: dict[str, list[_Element]] = {}
    ranges: set[str] = set()
    for element in _stand_off(root):
        own_id, name = element.get(tei.ID), tei.local(element)
        if own_id and name not in ABOUT_THE_TEXT:
            entries.add(own_id)
            names.setdefault(own_id, _name_of(element))
        if name == "note" and element.get("type") == "reason":
            for target in map(_id, (element.get("target") or "").split()):
                reasons[target] = (*reasons.get(target, ()), tei.words(element))
        elif name in attach:
            for at in _places_of(element, name):
                attached.setdefault(at, []).append(element)
                ranges.add(at)
            ranges.update(map(_id, f"{element.get('from', '')} {element.get('target', '')}".split()))
    ids = frozenset(filter(None, (element.get(tei.ID) for element in root.iter(etree.Element))))
    return Given(
        file=file,
        prefix=prefix,
        own_rules=own_rules,
        handlers=handlers,
        attach=attach,
        ids=ids,
        entries=frozenset(entries),
        names=names,
        initials=about.signing,
        reasons=reasons,
        attached=attached,
        ranges=frozenset(ranges),
        own_witnesses=frozenset(f"#{one.id}" for one in witnesses(root) if one.is_own),
        sigla={one.id: one.siglum for one in witnesses(root)},
        notes=dict(_notes(root)),
    )


def witnesses(root: _Element) -> tuple[Witness, ...]:
    """Read the witnesses that the header or the apparatus lists (TEI Guidelines, 12.1.4.3)."""
    found = {one.get(tei.ID, ""): _witness(one) for one in root.iter(tei.tag("witness"))}
    return tuple(witness for own_id, witness in found.items() if own_id)


def withdrawn(root: _Element, reader: Reader) -> tuple[Withdrawal, ...]:
    """Read the entries that stand no more, in the order of the document."""
    return tuple(_withdrawal(note, reader) for note in _stand_off(root) if _is_withdrawn(note))


def let_stand(root: _Element, about: Metadata, prefix: str = "") -> tuple[LetStand, ...]:
    """Read the findings that editors let stand, in the order of the document; ``prefix`` goes before ids."""
    names = {agent.id: agent.name for agent in about.credits} | dict(about.signing)
    return tuple(
        LetStand(
            note.get("subtype", ""),
            tei.words(note),
            tuple(f"{prefix}{_id(one)}" for one in (note.get("target") or "").split()),
            tuple(names.get(one, one) for one in map(_id, (note.get("resp") or "").split())),
        )
        for note in _stand_off(root)
        if tei.local(note) == "note" and note.get("type") == "ignore"
    )


def counterparts(link: _Element) -> Iterator[tuple[str, str]]:
    """Give the passages of other texts that a translation's link points at: the name of the text, and the id there."""
    ends = _ends(link)
    yield from ends[1] if ends else ()


def _stand_off(root: _Element) -> Iterator[_Element]:
    for stand_off in root.iter(tei.tag("standOff")):
        yield from stand_off.iter(etree.Element)


def _places_of(element: _Element, name: str) -> list[str]:
    """Give the ids at which a reader is told: of ranges their ends, of several blocks the last."""
    if name == "note":
        ends, targets = (element.get("targetEnd") or "").split(), (element.get("target") or "").split()
        return [] if element.get("type") in UNSAID else list(map(_id, ends or targets[-1:]))
    if name == "app":
        return [_id(end) for end in (element.get("to") or element.get("from") or "").split()[:1]]
    ends_of_link = _ends(element)
    return [ends_of_link[0]] if ends_of_link else []


def _ends(link: _Element) -> tuple[str, list[tuple[str, str]]] | None:
    """Give the passage of a translation's link that is here, and those that are in other texts."""
    group = link.getparent()
    kind = link.get("type") or (group.get("type") if group is not None else "")
    pointers = link.get("target", "").split()
    here = [pointer[1:] for pointer in pointers if pointer.startswith("#")]
    there = [place for pointer in pointers if (place := elsewhere.place(pointer))]
    return (here[0], there) if kind == "translation" and here and there else None


def _id(pointer: str | None) -> str:
    return (pointer or "").strip().removeprefix("#")


def _name_of(entry: _Element) -> str:
    """Give what an entry of a register is called: of a work, its author and title."""
    children = list(entry.iterchildren(etree.Element))
    if tei.local(entry) == "bibl":
        shown = [one for one in children if one.get("type") != "sort"]
        return ", ".join(tei.words(one) for name in ("author", "title") for one in shown if tei.local(one) == name)
    names = (child for child in children if tei.local(child).endswith("Name"))
    return next(map(tei.words, names), "")


def _notes(root: _Element) -> Iterator[tuple[str, str]]:
    """Give the series of each note that stands in a text, by its id."""
    for text in root.iter(tei.tag("text")):
        for note in text.iter(tei.tag("note")):
            if own_id := note.get(tei.ID):
                yield own_id, "editorial" if note.get("type") in EDITORIAL else "authorial"


def _witness(element: _Element) -> Witness:
    """Give a witness; its siglum is its ``@n``, or what an ``idno`` says, or its id."""
    stated = [tei.words(idno) for idno in tei.find_all(element, "idno") if idno.get("type") == "siglum"]
    own_id = element.get(tei.ID, "")
    siglum = element.get("n") or next(iter(stated), "") or own_id
    words = tei.words(element).removeprefix(siglum) if stated else tei.words(element)
    return Witness(own_id, siglum, words.lstrip(" :,;.–—"), element.get("corresp") == OWN_TEXT)


def _is_withdrawn(element: _Element) -> bool:
    return tei.local(element) == "note" and element.get("type") == "retired" and bool(element.get(tei.ID))


def _withdrawal(note: _Element, reader: Reader) -> Withdrawal:
    reader.count("annotation")
    date = tei.find(note, "date")
    said, words = "" if date is None else tei.words(date), tei.words(note)
    reason = words.removeprefix(said).lstrip(" :,;.–—") if said else words
    when = "" if date is None else date.get("when") or said
    return Withdrawal(reader.identify(note, "annotation", True), when, reason, reader.signed(note))
