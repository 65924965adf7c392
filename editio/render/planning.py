"""The plan of a book: which files it has, in which order, and what is in each.

In go the documents of its texts, the registers that they share, and what its chronology holds; out come the
:class:`~editio.render.book.Page` values of the book. No page is larger than old readers can bear. Nothing is written
here.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from types import MappingProxyType

from editio.publication import PARTS
from editio.render import pages
from editio.render.book import Changes, Page, Text
from editio.render.chronology import Happening
from editio.render.document import Node, Note
from editio.render.entries import Entry, Register
from editio.render.statements import Intervention, LetStand, Variant, Withdrawal
from editio.render.xhtml import DIVISIONS, OTHER_ESSAY

MOST_MENTIONS = 300
"""How many mentions of one entry stand on one page: those of an entry that has more go on under its name."""


def plan(
    texts: Sequence[Text],
    registers: Sequence[Register],
    *,
    is_volume: bool,
    essays: Sequence[Text] = (),
    happenings: Sequence[Happening] = (),
    parts: Sequence[str] = PARTS,
) -> tuple[Page, ...]:
    """Plan the pages of a book in reading order, without its navigation.

    Each begins with its cover. A volume has a title page of its own and the ``essays`` of its editors before the texts,
    and a chronology behind them. What is told of all texts together (changes, glossary, registers, colophon) comes
    once, behind them; what comes before or behind what, the ``parts`` say (:data:`editio.publication.PARTS`). A
    statement of accessibility is in every book.
    """
    opening = (Page("cover", "frontmatter"), *((Page("volume", "frontmatter"),) if is_volume else ()))
    of_essays = (page for essay in essays for page in _of_essay(essay))
    of_all = {
        "changes": tuple(_of_changes((*texts, *essays))),
        "registers": (*_of_chronology(happenings), *_of_registers(registers)),
        "colophon": (Page("colophon", "backmatter"),),
    }
    told = [part for part in parts if part in of_all]
    before = () if is_volume else [part for part in told if parts.index(part) < parts.index("text")]
    of_texts = (page for text in texts for page in _of_text(text, is_volume, parts))
    titles, written = _parted(of_texts) if before else ((), tuple(of_texts))
    planned = (
        *opening,
        *of_essays,
        *titles,
        *(page for part in before for page in of_all[part]),
        *written,
        *(page for part in told if part not in before for page in of_all[part]),
        Page("accessibility", "backmatter"),
    )
    return tuple(_named(planned))


def _parted(planned: Iterable[Page]) -> tuple[tuple[Page, ...], tuple[Page, ...]]:
    """Part the pages of a text behind its title page, which comes before all else that is told of it."""
    pages_of_text = tuple(planned)
    behind = next((nth for nth, page in enumerate(pages_of_text, 1) if page.template == "title"), 0)
    return pages_of_text[:behind], pages_of_text[behind:]


# --- the pages of a text ----------------------------------------------------------------------------------


def _of_text(text: Text, is_volume: bool, parts: Sequence[str]) -> Iterator[Page]:
    """Give the pages of a text, then its notes and variants in the order of the ``parts``, or before it."""
    document = text.document
    front, body, back = ("bodymatter",) * 3 if is_volume else ("frontmatter", "bodymatter", "backmatter")
    if not any(map(_is_title_page, document.front)):
        yield Page("title", front, text)
    regions = ((front, document.front), (body, document.body), (back, document.back))
    written = [
        Page("title" if any(map(_is_title_page, some)) else "text", matter, text, content=some)
        for matter, content in regions
        for some in pages.cut(content)
    ]
    behind = max((nth for nth, page in enumerate(written, 1) if page.template == "title"), default=0)
    yield from written[:behind]
    for part in parts:
        if part == "text":
            yield from written[behind:]
        elif part == "notes":
            yield from _of_notes(text, back)
        elif part == "variants":
            for variants in pages.batched((variant, _size_of_variant(variant)) for variant in document.variants):
                yield Page("variants", back, text, variants=variants)


def _of_notes(text: Text, matter: str) -> Iterator[Page]:
    for notes in pages.batched((note, _size_of_note(note)) for note in text.document.notes):
        yield Page("notes", matter, text, notes=notes)


def _of_essay(essay: Text) -> Iterator[Page]:
    for content in pages.cut(tuple(map(_of_its_kind, essay.document.content))):
        yield Page("essay", "frontmatter", essay, content=content)
    yield from _of_notes(essay, "frontmatter")


def _of_its_kind(part: str | Node) -> str | Node:
    """Give an essay as a division whose kind EPUB knows: the one that is stated, or that its name says."""
    if isinstance(part, str) or part.behaviour != "section":
        return part
    stated = (part.setting("kind"), part.id.rpartition(".")[2])
    kind = next((kind for kind in stated if kind in DIVISIONS), OTHER_ESSAY)
    return replace(part, settings=MappingProxyType({**part.settings, "kind": kind}))


# --- the pages of all texts together ----------------------------------------------------------------------


def _of_chronology(happenings: Iterable[Happening]) -> Iterator[Page]:
    sized = ((one, 700 + (_bytes(one.entry.name, one.entry.note) if one.entry else 0)) for one in happenings)
    for nth, run in enumerate(pages.batched(sized)):
        yield Page("chronology", "backmatter", happenings=run, continued=nth > 0)


def _of_registers(registers: Iterable[Register]) -> Iterator[Page]:
    """Give the glossary, then a page for each register, or several."""
    for register in sorted(registers, key=lambda one: one.kind != "term"):
        template = "glossary" if register.kind == "term" else "names"
        for nth, entries in enumerate(pages.batched((one, _size_of_entry(one)) for one in _slices(register.entries))):
            yield Page(template, "backmatter", register=Register(register.kind, entries), continued=nth > 0)


def _slices(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Give entries, those with many mentions in parts: all but the first have the name and mentions alone."""
    for entry in entries:
        yield replace(entry, occurrences=entry.occurrences[:MOST_MENTIONS])
        for start in range(MOST_MENTIONS, len(entry.occurrences), MOST_MENTIONS):
            some = entry.occurrences[start : start + MOST_MENTIONS]
            yield Entry(id="", name=entry.name, sort=entry.sort, occurrences=some)


def _of_changes(texts: Sequence[Text]) -> Iterator[Page]:
    """Give what the editors did and what they let stand, text by text."""
    done = [(text, one) for text in texts for one in _done(text)]
    for nth, run in enumerate(pages.batched(((text, one), _size_of_change(one)) for text, one in done)):
        groups = groupby(run, key=lambda pair: pair[0])
        changes = tuple(_changes(text, [one for _, one in group]) for text, group in groups)
        yield Page("changes", "backmatter", changes=changes, continued=nth > 0)


def _done(text: Text) -> Iterator[Intervention | Withdrawal | LetStand]:
    yield from text.document.interventions
    yield from text.document.withdrawn
    yield from text.let_stand


def _changes(text: Text, done: Sequence[Intervention | Withdrawal | LetStand]) -> Changes:
    return Changes(
        text,
        tuple(one for one in done if isinstance(one, Intervention)),
        tuple(one for one in done if isinstance(one, Withdrawal)),
        tuple(one for one in done if isinstance(one, LetStand)),
    )


def _is_title_page(part: str | Node) -> bool:
    return isinstance(part, Node) and part.behaviour == "titlePage"


def _size_of_note(note: Note) -> int:
    return 400 + 4 * len(note.id) + pages.size(note.content)


def _size_of_entry(entry: Entry) -> int:
    mentions = sum(300 + 2 * len(one.id) + _bytes(one.before, one.words, one.after) for one in entry.occurrences)
    return 600 + 250 * len(entry.identifiers) + _bytes(entry.name, entry.sort, entry.note) + mentions


def _size_of_change(change: Intervention | Withdrawal | LetStand) -> int:
    if isinstance(change, Withdrawal):
        return 300 + _bytes(change.reason)
    if isinstance(change, LetStand):
        return 300 + 250 * len(change.places) + _bytes(change.reason, *change.responsible)
    words = (change.reading, change.source, *change.reasons, *change.responsible)
    others = sum(200 + _bytes(one.reading, *one.reasons, *one.responsible) for one in change.alternatives)
    passages = sum(300 + 2 * len(one.id) + _bytes(one.before, one.reading, one.after) for one in change.passages)
    return 400 + 3 * len(change.id) + _bytes(*words) + others + passages


def _size_of_variant(variant: Variant) -> int:
    said = sum(80 + _bytes(reading.words, *reading.witnesses) for reading in variant.readings)
    return 300 + 150 * len(variant.passages) + said + _bytes(*variant.reasons)


def _bytes(*words: str) -> int:
    return sum(len(word.encode()) for word in words)


def _named(planned: Iterable[Page]) -> Iterator[Page]:
    """Name the files after what is on them: with the stem of their text, and a number where there are several."""
    counts: Counter[tuple[str, str]] = Counter()
    for page in planned:
        stem, kind = page.text.stem if page.text else "", page.template
        counts[stem, kind] += 1
        nth = counts[stem, kind]
        number = str(nth) if nth > 1 else ""
        words = (stem or kind, f"{nth:03}") if kind == "text" else (stem, kind, number)
        yield replace(page, file=f"{'-'.join(filter(None, words))}.xhtml")
