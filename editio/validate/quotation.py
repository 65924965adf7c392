"""Do quotation marks balance?

In goes what a survey found; out come findings W509, one at most for a block. The corrected view of the words is read,
notes apart. A mark that is still open at the end of a block is no fault if the next block goes on with the same mark,
as printers do (in Spain with its closing fellow), or is part of the same stanza or quotation. An apostrophe is no mark;
where nobody can tell whether ’ is one (workers’), the reading that balances is taken. Marks that look the same at both
ends are paired by count.

What is found is a finding only: the source may have it so.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from editio import tei
from editio.validate.places import Finding
from editio.validate.survey import BLOCKS, Survey

MARK = re.compile(r'[“”„‟‘’‚‛«»‹›「」『』"](?:(?<!’)|(?!\w))')
"""All marks; ’ before a letter is an apostrophe, the commonest character that looks like one."""

PAIRS = {"“": "”", "‟": "”", "‘": "’", "‛": "’", "«": "»", "‹": "›", "「": "」", "『": "』", '"': '"'}
"""Opening marks and what closes them, in most languages."""

LOW = {"„": "“”", "‚": "‘’"}
"""Opening marks of German and its neighbours; “ and ‘ close there."""

INVERTED = {"»": "«", "›": "‹"}
"""Opening marks of those who let them point inwards."""

INWARD = re.compile(r"(?:^|[\s(])[»›](?=\w)")
OUTWARD = re.compile(r"(?:^|[\s(])[«‹](?=\S)")

ELISION = re.compile(r"(tis|twas|twere|twill|em|til|till|bout|cause|neath|gainst|pon|n|s|\d\ds?)\b", re.IGNORECASE)
"""Words that begin with an apostrophe, for which ‘ is often set by mistake."""

LEFT_OUT = frozenset("del desc figDesc fw index note rdg surplus witDetail".split())
"""Elements whose words are no part of the corrected view of the block in which they stand."""

SOURCE_SIDE = frozenset(["sic", "orig", "abbr"])
"""Sides of a choice that give the words of the source, not the corrected ones."""

ONE_FLOW = tuple(tei.tag(name) for name in ("quote", "q", "said", "lg", "sp"))
"""Elements whose blocks go on with one another, whether or not a mark is repeated."""

DEEPEST = 8
"""Quotations inside one another that are believed in."""

NOTE = tei.tag("note")


def marks_balance(document: Survey) -> Iterator[Finding]:
    """Report each block in which quotation marks do not balance (W509), once."""
    texts = [(block, _words(block)) for block in document.blocks]
    pairs = _pairs("\n".join(words for _, words in texts))
    flows: dict[etree._Element | None, _Reading] = {}
    for block, words in texts:
        if not words.strip() or not (flows or MARK.search(words)):
            continue
        flow = block if block.tag == NOTE else next(block.iterancestors(NOTE), None)
        before = flows.pop(flow, None)
        reading = _Reading(block, words, pairs)
        if before is not None and not reading.goes_on(before):
            yield from before.complaint()
        reading.read()
        if reading.fault is not None:
            yield from reading.complaint()
        elif reading.open:
            flows[flow] = reading
    for reading in flows.values():
        yield from reading.complaint()


@dataclass(slots=True)
class _Mark:
    """Hold a mark and its place among the words; ``may_be_closed`` if an apostrophe after it may have been its end."""

    character: str
    place: int
    may_be_closed: bool = False


@dataclass(slots=True)
class _Reading:
    """Read one block: ``open`` are the marks that are open so far, ``fault`` is the first that is wrong, and why."""

    block: etree._Element
    words: str
    pairs: Mapping[str, str]
    begin: int = 0
    open: list[_Mark] = field(default_factory=list)
    fault: tuple[_Mark, str] | None = None

    def goes_on(self, before: "_Reading") -> bool:
        """Take over the open marks of the block before, if this one repeats one of them or is in the same flow."""
        repeated = self._repeated(before.open)
        if not repeated and not _is_one_flow(before.block, self.block):
            return all(mark.may_be_closed for mark in before.open)
        self.open = [_Mark(mark.character, 0, mark.may_be_closed and not repeated) for mark in before.open]
        return True

    def _repeated(self, marks: Iterable[_Mark]) -> bool:
        place = len(self.words) - len(self.words.lstrip())
        for mark in marks:
            if self.words[place : place + 1] in (mark.character, *self.pairs[mark.character]):
                place += 1
                self.begin = place
        return self.begin > 0

    def read(self) -> None:
        """Read the marks of the block, one after the other, up to the first fault."""
        for match in MARK.finditer(self.words, self.begin):
            self._take(_Mark(match[0], match.start()))
            if self.fault is not None:
                return

    def complaint(self) -> Iterator[Finding]:
        """Say what is wrong, or what has been left open."""
        mark, why = self.fault or next(((mark, OPEN) for mark in self.open if not mark.may_be_closed), (None, ""))
        if mark is not None:
            near = " ".join(self.words[max(0, mark.place - 12) : mark.place + 28].split())
            sentence = why.format(mark=mark.character, name=tei.local(self.block))
            yield Finding(self.block, "W509", f"{sentence}: '…{near}…'", HINT)

    def _take(self, mark: _Mark) -> None:
        before = self.words[mark.place - 1] if mark.place else " "
        after = self.words[mark.place + 1 : mark.place + 2] or " "
        if mark.character == "’":
            if not before.isspace():
                self._close(mark, is_sure=not before.isalnum())
        elif self.open and mark.character in self.pairs[self.open[-1].character]:
            self.open.pop()
        elif mark.character not in self.pairs:
            self._close(mark, is_sure=True)
        elif not self._is_apostrophe(mark, before, after):
            self._open(mark)

    def _is_apostrophe(self, mark: _Mark, before: str, after: str) -> bool:
        """Tell whether an opening mark is none: ‘ in or before a clipped word, and \" after a number of inches."""
        if mark.character == "‘":
            return (before.isalnum() and after.isalnum()) or bool(ELISION.match(self.words, mark.place + 1))
        return mark.character == '"' and before.isdigit()

    def _open(self, mark: _Mark) -> None:
        if self.open and self.open[-1].may_be_closed and self.open[-1].character == mark.character:
            self.open.pop()
        self.open.append(mark)
        if len(self.open) > DEEPEST:
            self.fault = (self.open[0], OPEN)

    def _close(self, mark: _Mark, is_sure: bool) -> None:
        depths = [depth for depth, one in enumerate(self.open) if mark.character in self.pairs[one.character]]
        if not is_sure:
            self._may_close(depths)
        elif not depths:
            self.fault = (mark, STRAY)
        else:
            inner = (one for one in self.open[depths[-1] + 1 :] if not one.may_be_closed)
            self.fault = next(((one, OPEN) for one in inner), None)
            del self.open[depths[-1] :]

    def _may_close(self, depths: list[int]) -> None:
        if depths and depths[-1] == len(self.open) - 1:
            if self.open[-1].may_be_closed and len(depths) > 1:
                self.open.pop()
                self.open[depths[-2]].may_be_closed = True
            else:
                self.open[-1].may_be_closed = True


OPEN = "a quotation opens with {mark} and does not close in this '{name}'"
STRAY = "{mark} closes no quotation in this '{name}'"
HINT = "leave it if the source has it so; if a mark is missing or wrong, supply or correct it"


def _words(block: etree._Element) -> str:
    """Give the words that are to be read; most blocks hold no mark, and need not be looked at closely."""
    plain = etree.tostring(block, method="text", encoding="unicode", with_tail=False)
    return "".join(_own_words(block)) if len(block) and MARK.search(plain) else plain


def _own_words(element: etree._Element) -> Iterator[str]:
    """Give the words of a block in the corrected view, with a line end for each block inside it."""
    for part in tei.content(element):
        if isinstance(part, str):
            yield part
            continue
        name = tei.local(part)
        if name == "choice":
            yield from _own_words(_chosen(part))
        elif name in BLOCKS and name not in LEFT_OUT:
            yield "\n"
        elif name not in LEFT_OUT:
            yield from _own_words(part)


def _chosen(choice: etree._Element) -> etree._Element:
    sides = [side for side in tei.content(choice) if not isinstance(side, str)]
    return next((side for side in sides if tei.local(side) not in SOURCE_SIDE), choice)


def _pairs(words: str) -> Mapping[str, str]:
    """Find out by the marks that occur in a document which of them open."""
    pairs = PAIRS | {mark: closes for mark, closes in LOW.items() if mark in words}
    if "”" in words and not any(mark in words for mark in "“„‟"):
        pairs |= {"”": "”"}
    if any(mark in words for mark in "»›") and len(INWARD.findall(words)) > len(OUTWARD.findall(words)):
        pairs = {mark: closes for mark, closes in pairs.items() if mark not in "«‹"} | INVERTED
    return pairs


def _is_one_flow(before: etree._Element, after: etree._Element) -> bool:
    """Tell whether two blocks are lines of one poem, or stand in the same quotation, stanza or speech."""
    if tei.local(before) == tei.local(after) == "l":
        return _outside_stanzas(before) is _outside_stanzas(after)
    one, other = next(before.iterancestors(ONE_FLOW), None), next(after.iterancestors(ONE_FLOW), None)
    return one is not None and one is other


def _outside_stanzas(line: etree._Element) -> etree._Element | None:
    return next((one for one in line.iterancestors() if tei.local(one) != "lg"), None)
