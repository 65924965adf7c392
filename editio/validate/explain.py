"""Why an element is not valid, in words that an editor can act on.

In goes an element at which libxml2 found a fault; out come findings E503 with what was found, what is allowed, and the
nearest valid name. What the schema allows is told by :mod:`editio.validate.components`, which is a second opinion as
well. Nothing is decided here: what libxml2 rejected stays rejected, if need be in its own words.
"""

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from editio import tei
from editio.validate.components import Declared, Value, written
from editio.validate.places import Finding

HABITS = {
    "a": "ref",
    "b": "hi",
    "blockquote": "quote",
    "br": "lb",
    "caption": "head",
    "div1": "div",
    "div2": "div",
    "div3": "div",
    "em": "emph",
    "h1": "head",
    "h2": "head",
    "h3": "head",
    "hr": "milestone",
    "i": "hi",
    "img": "graphic",
    "li": "item",
    "ol": "list",
    "para": "p",
    "section": "div",
    "span": "seg",
    "strong": "emph",
    "td": "cell",
    "teiCorpus.2": "teiCorpus",
    "tr": "row",
    "u": "hi",
    "ul": "list",
    "xptr": "ptr",
    "xref": "ref",
}
"""What people write who come from HTML or from an older TEI, and what they mean."""

LISTED = 12
"""Names that a hint lists at most."""

CUT = 10
"""Names that libxml2 lists at most; where it gives so many there may be more."""


class Explainer:
    """Explain the faults of one document, each element once."""

    def __init__(self, declared: Mapping[str, Declared]) -> None:
        """Take what the schema declares, by name of element."""
        self.declared = declared
        self.explained: dict[etree._Element, bool] = {}

    def explain(self, element: etree._Element, messages: Sequence[str]) -> Iterator[Finding]:
        """Explain what libxml2 says of an element: the fault is the element's own, or lies in how its parent holds it.

        Where nothing is found here, libxml2's first message is handed on.
        """
        suspects = [suspect for suspect in (element, element.getparent()) if suspect is not None]
        for suspect in suspects:
            if suspect not in self.explained:
                found = list(self._faults(suspect, messages))
                self.explained[suspect] = bool(found)
                yield from found
        if not any(self.explained[suspect] for suspect in suspects):
            yield Finding(element, "E503", _tidy(messages[0]))

    def _faults(self, element: etree._Element, messages: Sequence[str]) -> Iterator[Finding]:
        declared = self.declared.get(tei.local(element)) if _is_tei(element) else None
        if declared is not None:
            yield from _attributes(element, declared)
            yield from _words(element, declared)
            yield from self._children(element, declared, messages)

    def _children(self, element: etree._Element, declared: Declared, messages: Sequence[str]) -> Iterator[Finding]:
        for child, expected in declared.misfits(element):
            if child is None:
                hint = _listed("still needed", expected)
                yield Finding(element, "E503", f"'{tei.local(element)}' is not complete", hint)
            else:
                sentence, hint = self._misfit(tei.local(element), child, declared, expected)
                yield Finding(child, "E503", sentence, hint or _next(messages))

    def _misfit(
        self, parent: str, child: etree._Element, declared: Declared, expected: Sequence[str]
    ) -> tuple[str, str]:
        name = tei.local(child)
        if not _is_tei(child):
            return f"'{name}' is not in TEI's namespace", f'TEI is written with xmlns="{tei.NAMESPACE}"'
        if name not in self.declared:
            hint = _nearest(name, declared.children) or _listed(f"'{parent}' can hold", declared.children)
            return f"the schema has no element '{name}'", hint
        if name not in declared.children:
            parents = [other for other, one in sorted(self.declared.items()) if name in one.children]
            return f"'{name}' cannot stand in '{parent}'", _listed(f"'{name}' can stand in", parents)
        before = next((tei.local(one) for one in child.itersiblings(tei.tag("*"), preceding=True)), "")
        place = f"after '{before}' in '{parent}'" if before else f"at the beginning of '{parent}'"
        return f"'{name}' cannot stand {place}", _listed("here can stand", expected)


def _attributes(element: etree._Element, declared: Declared) -> Iterator[Finding]:
    name = tei.local(element)
    attributes = {written(str(key)): str(value) for key, value in element.items()}
    for attribute, value in sorted(attributes.items()):
        if attribute not in declared.attributes:
            hint = _nearest(attribute, list(declared.attributes))
            yield Finding(element, "E503", f"'{name}' cannot have an attribute '{attribute}'", hint)
        elif not declared.attributes[attribute].takes(value):
            hint = _allowed(value, declared.attributes[attribute])
            yield Finding(element, "E503", f"@{attribute} of '{name}' cannot be '{_cut(value)}'", hint)
    for attribute in declared.required:
        if attribute not in attributes:
            yield Finding(element, "E503", f"'{name}' lacks the attribute '{attribute}'", f'write {attribute}="..."')


def _words(element: etree._Element, declared: Declared) -> Iterator[Finding]:
    name = tei.local(element)
    words = "".join(part for part in tei.content(element) if isinstance(part, str))
    if declared.is_empty and words:
        yield Finding(element, "E503", f"'{name}' must be empty", "it marks a point; words stand before or after it")
    elif not declared.holds_words and words.strip():
        said = _cut(" ".join(words.split()))
        hint = "put them into a 'p'" if "p" in declared.children else _listed("it can hold", declared.children)
        yield Finding(element, "E503", f"'{name}' cannot hold words of its own: '{said}'", hint)


def _allowed(value: str, kind: Value) -> str:
    if kind.listed:
        return _nearest(value, kind.listed) or _listed("one of", kind.listed)
    return f"allowed: {kind.gloss}" if kind.gloss else ""


def _next(messages: Sequence[str]) -> str:
    """Read from libxml2's message what could stand at a place, unless it gives a part of the names only."""
    for message in messages:
        expected = re.findall(r"\{[^}]*\}([\w.-]+)", message.partition("Expected is ")[2])
        if 0 < len(expected) < CUT:
            return _listed("here can stand", expected)
    return ""


def _nearest(name: str, names: Sequence[str]) -> str:
    meant = HABITS.get(name, "")
    near = [meant] if meant in names else difflib.get_close_matches(name, names, 1)
    return f"did you mean '{near[0]}'?" if near else ""


def _listed(intro: str, names: Sequence[str]) -> str:
    if not names:
        return ""
    more = f" and {len(names) - LISTED} more" if len(names) > LISTED else ""
    return f"{intro}: {', '.join(names[:LISTED])}{more}"


def _is_tei(element: etree._Element) -> bool:
    return etree.QName(element).namespace == tei.NAMESPACE


def _cut(words: str) -> str:
    return words if len(words) <= 40 else f"{words[:40]}…"


def _tidy(message: str) -> str:
    """Take the namespace out of libxml2's sentence, and its full stop off."""
    return re.sub(r"\{[^}]*\}", "", message).rstrip(". ")
