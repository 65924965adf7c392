"""Signs: characters of the text that an editor reads as markup, and not as words.

In go resolved entries; out come what each marks at each of its places, and the signs with what they become: the anchor
of a note, the beginning of a page, a gap.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from editio.encode.apparatus import Entry
from editio.encode.kinds import LINES, OF_LINES, WORDS
from editio.encode.notes import Anchor
from editio.encode.reading import BLANKS, Line, RawText
from editio.encode.selectors import Place
from editio.message import Message

SIGN = "sign"

ROUND_NUMBERS = "[]().* "
"""What stands round the number of a note; a sign that is nothing else is its own name."""


def marks(raw: RawText, entry: Entry, place: Place) -> str:
    """Tell what an entry marks at one of its places.

    Gives ``lines`` where it says what whole lines are, ``sign`` where marked characters are no words but a sign, and
    ``words`` for all else, points among them.
    """
    if entry.do == "paragraph":
        return LINES
    if place.first == place.last:
        return WORDS
    if entry.do == "page":
        return LINES if is_whole(raw, place) else SIGN
    if entry.do in ("gap", "footnote"):
        return SIGN
    return LINES if entry.do in OF_LINES else WORDS


def signs(raw: RawText, entries: Iterable[Entry], file: str) -> tuple[dict[Anchor, tuple[Entry, str]], list[Message]]:
    """Find the signs that entries speak of: each with its entry and the id of what it becomes.

    A sign has to stand on one line, and in no other sign (E216). All but gaps take the blanks before them.
    """
    found: dict[Anchor, tuple[Entry, str]] = {}
    taken: dict[int, list[tuple[int, int]]] = {}
    entries = tuple(entries)
    messages = _self_called(raw, entries, file)
    for entry in entries:
        marked = [place for place in entry.places if marks(raw, entry, place) == SIGN] + list(entry.again)
        for place in marked:
            index = bisect_right(raw.lines, place.first, key=_start) - 1
            line = raw.lines[index]
            first, last = place.first - line.at, place.last - line.at
            if entry.do != "gap":
                first = len(line.text[:first].rstrip(BLANKS))
            other = any(begin < last and first < end for begin, end in taken.get(index, ()))
            if last > len(line.text) or other:
                sentence = f"the sign that '{entry.id}' marks " + ("is marked twice" if other else "is not on one line")
                messages.append(Message(file, entry.line, "E216", sentence, "mark the characters of one sign alone"))
                continue
            taken.setdefault(index, []).append((first, last))
            number = line.text[place.first - line.at : last].strip(ROUND_NUMBERS) or line.text[first:last].strip()
            own = entry.own_id(entry.places.index(place) + 1) if place in entry.places else ""
            found[Anchor(index, first, last, number, entry.id, hugs=entry.do != "gap")] = (entry, own)
    return found, messages


def _self_called(raw: RawText, entries: Iterable[Entry], file: str) -> list[Message]:
    """Report footnotes that are called from within themselves, at once or by way of others (E217)."""
    notes = [(entry, entry.body) for entry in entries if entry.do == "footnote" and entry.body]
    note_of = {line: entry.id for entry, body in notes for line in lines_of(raw, body)}
    holds: dict[str, set[str]] = {entry.id: set() for entry, _ in notes}
    for entry, _ in notes:
        for line in (line for place in entry.places for line in lines_of(raw, place) if line in note_of):
            holds[note_of[line]].add(entry.id)
    messages = []
    for entry, _ in notes:
        reached, waiting = set(), set(holds[entry.id])
        while waiting:
            one = waiting.pop()
            reached.add(one)
            waiting |= holds[one] - reached
        if entry.id in reached:
            sentence = f"the anchor of '{entry.id}' stands in the lines that are said to be its note"
            messages.append(
                Message(file, entry.line, "E217", sentence, "mark the anchor in the text, and the note apart")
            )
    return messages


def is_whole(raw: RawText, place: Place) -> bool:
    """Tell whether a place takes all words of its line."""
    line = raw.lines[bisect_right(raw.lines, place.first, key=_start) - 1]
    return raw.text[place.first : place.last].strip() == line.text.strip()


def lines_of(raw: RawText, place: Place) -> list[int]:
    """Give the indices of the lines with words on which a place lies."""
    first = max(0, bisect_right(raw.lines, place.first, key=_start) - 1)
    last = bisect_left(raw.lines, place.last, key=_start)
    return [index for index in range(first, last) if not raw.lines[index].is_blank]


def _start(line: Line) -> int:
    return line.at
