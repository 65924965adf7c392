"""Where entries stand: the words that they quote become places of the raw text.

In go entries as they were written; out come the same with their places, and a message for each that cannot be placed:
words that stand nowhere (E201), several times (E202), in no such scope (E203, E214), a mark of the wrong sort (E204),
no mark at all (E208). Nothing is ever matched that is only similar.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Protocol

from editio.encode.apparatus import Entry, Selector, Silencer
from editio.encode.kinds import LINES, POINT, WORDS
from editio.encode.selectors import Finder, Marked, Place, parse
from editio.message import Message


class Scopes(Protocol):
    """Know the parts of a text that a ``within`` may name."""

    def __call__(self, name: str) -> Sequence[Place]:
        """Give the places that a name may mean."""

    def nearest(self, name: str) -> str:
        """Give the heading that was probably meant, or nothing."""


COUNT = "no more words tell them apart: say which one it is by nth = 1, or mark from one place to another"


@dataclass
class Resolver:
    """Find the places of entries in one raw text; mistakes and notes are collected. ``file`` names the apparatus."""

    finder: Finder
    file: str
    messages: list[Message] = field(default_factory=list)
    _found: dict[tuple[str, Place | None], list[Place]] = field(default_factory=dict, repr=False)

    def entries(self, entries: Iterable[Entry], scopes: Scopes) -> list[Entry]:
        """Give the entries that have their places now; the others are reported."""
        return [resolved for entry in entries if (resolved := self._entry(entry, scopes))]

    def silencers(self, silencers: Iterable[Silencer], scopes: Scopes) -> list[Silencer]:
        """Give the silencers with their places; one without a selector speaks of the whole text."""
        placed = []
        for one in silencers:
            places = self._places(one.selector, scopes) if one.selector else ()
            if places or not one.selector:
                placed.append(replace(one, places=places))
        return placed

    def _entry(self, entry: Entry, scopes: Scopes) -> Entry | None:
        before = len(self.messages)
        places = self._places(entry.selector, scopes)
        marks = entry.kind.marks
        lines = entry.selector.lines
        line = lines.get("at") or lines.get("from") or entry.line
        for place in places:
            if place.first == place.last and POINT not in marks:
                sentence = f"'{entry.do}' marks words, but the mark is empty"
                self._reject(line, "E204", sentence, "put the words between [[ and ]]")
            elif place.first < place.last and WORDS not in marks and LINES not in marks:
                sentence = f"'{entry.do}' marks a point, but the mark holds words"
                self._reject(line, "E204", sentence, "leave [[]] empty")
        body = self._body(entry) if entry.do == "footnote" else None
        again = self._again(entry)
        between = self._interruptions(entry, places)
        if len(self.messages) > before and any(message.rejects for message in self.messages[before:]):
            return None
        return replace(entry, places=places, body=body, again=again, between=between)

    def _interruptions(self, entry: Entry, places: Sequence[Place]) -> tuple[Place, ...]:
        """Give what interrupts an entry, in the order of the text; it is looked for within each of the entry's places.

        Rejects an empty mark, words that do not stand between two parts of a place, and such as overlap (E204).
        """
        found: set[Place] = set()
        for one in entry.further.get("interrupted_by", ()):
            for place in places:
                if (meant := self._interruption(entry, one, place)) is None:
                    break
                found.add(meant)
        ordered = sorted(found, key=lambda one: (one.first, one.last))
        for former, latter in pairwise(ordered):
            if latter.first < former.last:
                sentence = f"what interrupts '{entry.id}' overlaps: one begins before the other ends"
                hint = "mark each word once, neighbours together"
                self._reject(entry.lines["interrupted_by"], "E204", sentence, hint)
                break
        return tuple(ordered)

    def _interruption(self, entry: Entry, selector: str, place: Place) -> Place | None:
        """Give the one place of words that interrupt another place, without blanks round them."""
        line, marked = entry.lines["interrupted_by"], parse(selector)
        if marked and not marked.words.strip():
            sentence = "'interrupted_by' marks words, but the mark is empty"
            self._reject(line, "E204", sentence, "put the words that interrupt between [[ and ]]")
            return None
        inside = self.finder.find(marked, place) if marked else []
        meant = self._one(selector, "interrupted_by", line, place if inside else None)
        if meant is None:
            return None
        words = self.finder.raw.text[meant.first : meant.last]
        first = meant.first + len(words) - len(words.lstrip())
        last = meant.last - len(words) + len(words.rstrip())
        if not place.first < first < last < place.last or not inside:
            sentence = f"what interrupts '{entry.id}' does not stand within the words that it marks"
            hint = "mark the whole quotation, and in 'interrupted_by' the words between two parts of it"
            self._reject(line, "E204", sentence, hint)
            return None
        return Place(first, last)

    def _again(self, entry: Entry) -> tuple[Place, ...]:
        """Give the further anchors of a footnote, in the order of the text."""
        found = (self._one(one, "again", entry.lines["again"]) for one in entry.further.get("again", ()))
        return tuple(sorted((place for place in found if place), key=lambda place: place.first))

    def _body(self, entry: Entry) -> Place | None:
        values, lines = entry.values, entry.lines
        if "body_at" in lines:
            place = self._one(values["body_at"], "body_at", lines["body_at"])
            if place and place.first == place.last:
                sentence = "'body_at' marks the lines of the note, but the mark is empty"
                self._reject(lines["body_at"], "E204", sentence, "put the lines between [[ and ]]")
            return place
        return self._between(("body_from", values["body_from"]), ("body_to", values["body_to"]), lines)

    def _places(self, selector: Selector, scopes: Scopes) -> tuple[Place, ...]:
        within = None
        if selector.within:
            found = scopes(selector.within)
            if len(found) != 1:
                self._no_scope(selector, found, "" if found else scopes.nearest(selector.within))
                return ()
            within = found[0]
        if selector.nth or selector.every:
            return self._several(selector, within)
        if selector.at:
            place = self._one(selector.at, "at", selector.lines["at"], within)
            return (place,) if place else ()
        both = self._between(("from", selector.first), ("to", selector.last), selector.lines, within)
        return (both,) if both else ()

    def _several(self, selector: Selector, within: Place | None) -> tuple[Place, ...]:
        """Take every place, or the so manieth; of a range every beginning with the first end behind it."""
        found = self._all(selector, within)
        if selector.every and found:
            return tuple(found)
        line = selector.lines["every" if selector.every else "nth"]
        where = f"within '{selector.within}'" if selector.within else f"in {self.finder.raw.file}"
        if selector.nth <= len(found) and found:
            return (found[selector.nth - 1],)
        before = len(self.messages)
        for name, words in (("at", selector.at), ("from", selector.first), ("to", selector.last)):
            if words and not within and not self._find(words, None):
                self._one(words, name, selector.lines[name])
        if len(self.messages) == before:
            times = {0: "nowhere", 1: "once"}.get(len(found), f"{len(found)} times")
            self._reject(line, "E214", f"the quoted words stand {times} {where}", "quote less, or count anew")
        return ()

    def _all(self, selector: Selector, within: Place | None) -> list[Place]:
        starts = self._find(selector.at or selector.first, within)
        if selector.at:
            return starts
        ends = self._find(selector.last, within)
        found: list[Place] = []
        for start in starts:
            nth = bisect_right(ends, start.first, key=lambda end: end.last)
            if nth < len(ends) and (not found or start.first >= found[-1].last):
                found.append(Place(start.first, ends[nth].last))
        return found

    def _find(self, selector: str, within: Place | None) -> list[Place]:
        """Find every place of a quotation, places not overlapping; many entries may count those of the same words."""
        if (selector, within) not in self._found:
            marked = parse(selector)
            self._found[selector, within] = self.finder.find(marked, within, overlapping=False) if marked else []
        return self._found[selector, within]

    def _one(self, selector: str, key: str, line: int, within: Place | None = None, behind: int = 0) -> Place | None:
        marked = parse(selector)
        if marked is None:
            hint = f'write {key} = "a few words [[the marked words]] a few words"'
            self._reject(line, "E208", f"'{key}' has no mark", hint)
            return None
        places = self.finder.find(marked, within)
        words = _short(" ".join((marked.before + marked.words + marked.after).split()))
        file = self.finder.raw.file
        if not places and parse(marked.after):
            hint = "mark from the first word to the last, or make an entry for each"
            self._reject(line, "E208", f"'{key}' has several marks", hint)
            return None
        if not places:
            hint = self._nearest(marked, key, within)
            self._reject(line, "E201", f"the words '{words}' do not stand in {_where(file, within)}", hint)
            return None
        if len(places) > 1:
            numbers = ", ".join(map(str, sorted({self.finder.line(place.first) for place in places})[:20]))
            meant = next((place for place in places if place.last > behind), places[0])
            longer = self._longer(meant, within)
            hint = f"quote a few words more, for instance {key} = {quoted(longer)}" if longer else COUNT
            sentence = f"the words '{words}' stand in {_where(file, within)} {len(places)} times (lines {numbers})"
            self._reject(line, "E202", sentence, hint)
            return None
        return places[0]

    def _between(
        self, start: tuple[str, str], end: tuple[str, str], lines: Mapping[str, int], within: Place | None = None
    ) -> Place | None:
        """Give the range from one selector to another, each with its key; what is proposed for the end lies behind."""
        first = self._one(start[1], start[0], lines[start[0]], within)
        last = self._one(end[1], end[0], lines[end[0]], within, first.first if first else 0)
        if first and last and first.first >= last.last:
            sentence = f"'{end[0]}' stands before '{start[0]}' in the raw text"
            self._reject(lines[end[0]], "E204", sentence, "exchange them")
            return None
        return Place(first.first, last.last) if first and last else None

    def _nearest(self, marked: Marked, key: str, within: Place | None) -> str:
        """Say where words probably stand that were not found, and how they are quoted there."""
        if within and (elsewhere := self.finder.find(marked)):
            line = self.finder.line(elsewhere[0].first)
            return f"they stand on line {line}: name the part of the text in which that is, or leave out 'within'"
        like = self.finder.likest(marked, within)
        if like is None:
            return "quote words of the raw text, letter by letter"
        selector, place = like.selector, Place(like.first, like.last)
        if (again := parse(selector)) is None or self.finder.find(again, within) != [place]:
            selector = self._longer(place, within) or selector
        return f"nearest is line {self.finder.line(place.first)}: {key} = {quoted(selector)}"

    def _longer(self, place: Place, within: Place | None = None) -> str:
        """Give a selector of a place with as much context as makes it the only one; empty if nothing does."""
        text = self.finder.raw.text
        for size in (3, 5, 8, 12, 20, 40):
            before = text[max(0, place.first - 12 * size) : place.first].split("\n\n")[-1].split(" ")[-size:]
            after = text[place.last : place.last + 12 * size].split("\n\n")[0].split(" ")[:size]
            whole = f"{' '.join(before)}[[{text[place.first : place.last]}]]{' '.join(after)}"
            quotation = " ".join(whole.split())
            marked = parse(quotation)
            if marked and self.finder.find(marked, within) == [place]:
                return quotation
        return ""

    def _no_scope(self, selector: Selector, found: Sequence[Place], near: str) -> None:
        line = selector.lines["within"]
        if not found:
            hint = "name a passage by its id, the number with it (p2041, sp2041), or an entry, or quote a heading whole"
            hint += f": within = {quoted(near)}" if near else ""
            self._reject(line, "E203", f"nothing here is called '{selector.within}'", hint)
            return
        lines = ", ".join(str(self.finder.line(place.first)) for place in found)
        ids = [f'within = "{self._division(place)}"' for place in found]
        hint = f"name the one that is meant: {' or '.join(ids)}"
        sentence = f"{len(found)} headings are called '{selector.within}' (lines {lines})"
        self._reject(line, "E203", sentence, hint)

    def _division(self, place: Place) -> str:
        """Give the id of a division by its place: the byte of its first character."""
        raw = self.finder.raw
        blanks = len(raw.text[place.first : place.last]) - len(raw.text[place.first : place.last].lstrip())
        return f"div{raw.offsets[place.first + blanks]}"

    def _reject(self, line: int, code: str, sentence: str, hint: str) -> None:
        self.messages.append(Message(self.file, line, code, sentence, hint))


def quoted(words: str) -> str:
    """Write some words as a text of TOML."""
    if not any(character in words for character in '"\\\n'):
        return f'"{words}"'
    if "'''" not in words and not words.endswith("'"):
        return f"'''{words}'''"
    escaped = words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _short(words: str) -> str:
    return words if len(words) <= 80 else f"{words[:40]} ... {words[-35:]}"


def _where(file: str, within: Place | None) -> str:
    return f"that part of {file}" if within else file
