"""Small valid documents, made from the schema itself: together they use all that it allows.

In goes ``editio.xsd``; out come elements, for each declared element several: one with every attribute, for each
value that a datatype is tried with, and one for each part of its content model, once alone and once with all others.
Each stands in a whole document. What the schema allows is thus shown to others, who must allow it too.
"""

import itertools
from pathlib import Path

from lxml import etree

from editio import tei
from editio.validate.gate import SCHEMA

XSD = "{http://www.w3.org/2001/XMLSchema}"

VALUES = {
    "teidata.word": ["lamp", "1", "Lampe-ñ", "12.5"],
    "teidata.words": ["lamp", "two lamps"],
    "teidata.pointer": ["#p1", "a.xml#p1", "https://example.org/?a=1&b=%20#x", "urn:isbn:0", "/", "é", "../a", "a//b/"],
    "teidata.pointers": ["#p1", "#p1 #p2 https://example.org/"],
    "teidata.language": ["en", "en-GB", "x-klingon", ""],
    "teidata.temporal.w3c": """
        1901 1901-05 1901-05-01 --05-01 --05 ---01 -0044-03-15 1904-02-29 --02-29 12345-01-01 12:30:00 12:30:00.5Z
        23:59:59+14:00 1901-05-01T12:30:00 1901-05-01Z 1901-05-01-12:59 12:30:00-05:00
        """.split(),
    "teidata.probability": ["0", "1", "0.5", ".5", "1.0"],
    "teidata.certainty": ["high", "medium", "low", "unknown"],
    "teidata.probCert": ["high", "unknown", "0.75", "1"],
    "teidata.xTruthValue": ["true", "0", "unknown", "inapplicable"],
    "teidata.numeric": ["12", "-1", "+1", "0.5", "5.", "1/2", "-1/3"],
    "teidata.outputMeasurement": ["12cm", "+1.5em", "80%", "-3px", "2rem", "5vh"],
    "teidata.release": ["4", "4.9", "4.9.0"],
    "teidata.versionNumber": ["1", "0.1.0", "2.0rc1", "1.2.3.4"],
    "teidata.prefix": ["psn", "a1+.-"],
    "teidata.delimiter": ["/", " ", ", "],
    "xs:string": ["any words", ""],
    "xs:token": ["any words"],
    "xs:Name": ["lamp", "tei:p"],
    "xs:NCName": ["lamp", "_1"],
    "xs:boolean": ["true", "0"],
    "xs:duration": ["P1Y2M3D", "-PT5M"],
    "xs:nonNegativeInteger": ["0", "12"],
}
"""Values of each datatype, the odd ones among them."""

REJECTED = {
    "when": "0000 1901-02-29 --02-30 1901-13 24:00:00 1901-05-01T24:00:00 1901-05-01-13:00 1901-5-1 sixteen".split(),
    "sameAs": ["", "a b", "a%zz", "a##b", "http://", "//", "x:", "1:abc", "<a>", "a\\b", "#"],
    "resp": ["", "#a ^"],
    "rend": ["", "a\u00a0b"],
    "cert": ["sure", "1.5", "-0.1", "High"],
    "instant": ["yes"],
    "{http://www.w3.org/XML/1998/namespace}lang": ["en_GB", "en-", "abcdefghi"],
}
"""Values that the schema must not take, by attribute of ``birth``."""


class Schema:
    """Know the declarations of an XSD that is built as ours is, and make elements after them."""

    def __init__(self, path: Path = SCHEMA) -> None:
        root = etree.parse(path).getroot()
        self.named = {(one.tag, one.get("name")): one for one in root if isinstance(one.tag, str)}
        self.elements = [name for tag, name in self.named if tag == f"{XSD}element"]
        self.ids = itertools.count()
        self.costs = self._costs()
        contents = {name: self.content(self.kind(name)) for name in self.elements}
        self.least = {name: self.shortest(content) for name, content in contents.items()}
        self.contents = {name: sorted(set(map(tuple, self.words(content)))) for name, content in contents.items()}
        self.attributes = {name: list(self._attributes(self.kind(name))) for name in self.elements}
        self.required = {
            name: {key: self.values(of)[0] for key, of, needed in attributes if needed}
            for name, attributes in self.attributes.items()
        }

    def kind(self, name):
        """Give the complexType of an element."""
        declared = self.named[f"{XSD}element", name]
        inner = declared.find(f"{XSD}complexType")
        return self.named[f"{XSD}complexType", declared.get("type")] if inner is None else inner

    def content(self, kind):
        """Give the particle of a complexType, its own or that of the macro which it extends; None if it has none."""
        extension = kind.find(f".//{XSD}extension")
        if extension is not None:
            base = self.named.get((f"{XSD}complexType", extension.get("base")))
            return None if base is None else self.content(base)
        return next((one for one in kind if one.tag in PARTICLES), None)

    def _attributes(self, kind):
        """Give the attributes of a complexType: name, datatype or list of values, and whether it is required."""
        for one in kind:
            if one.tag == f"{XSD}attribute":
                name = (one.get("name") or one.get("ref")).replace("xml:", f"{{{tei.XML}}}")
                listed = [value.get("value") for value in one.iter(f"{XSD}enumeration")]
                yield name, listed or one.get("type", name), one.get("use") == "required"
            elif one.tag == f"{XSD}attributeGroup":
                yield from self._attributes(self.named[one.tag, one.get("ref")])
            elif one.tag == f"{XSD}extension":
                base = self.named.get((f"{XSD}complexType", one.get("base")))
                yield from self._attributes(base) if base is not None else ()
                yield from self._attributes(one)
            elif one.tag in (f"{XSD}complexContent", f"{XSD}simpleContent"):
                yield from self._attributes(one)

    def values(self, datatype):
        """Give the values with which a datatype is tried."""
        if isinstance(datatype, list):
            return datatype
        if datatype == tei.ID:
            return [f"i{next(self.ids)}"]
        return VALUES["teidata.language" if datatype == tei.LANG else datatype]

    def words(self, particle):
        """Give sequences of names that a particle accepts: together they use all of its parts."""
        if particle is None:
            return [[]]
        made = self._words_once(particle)
        if particle.get("maxOccurs") == "unbounded":
            together = [joined(made), joined(reversed(made))]
            made = together if particle.tag == f"{XSD}choice" else [*made, *together]
        return made if particle.get("minOccurs") != "0" else [[], *made]

    def _words_once(self, particle):
        if particle.tag == f"{XSD}element":
            return [[particle.get("ref")]]
        if particle.tag == f"{XSD}group":
            return self.words(self.named[particle.tag, particle.get("ref")].find(f"{XSD}choice"))
        parts = [one for one in particle if one.tag in PARTICLES]
        if particle.tag == f"{XSD}choice":
            return [word for part in parts for word in self.words(part)]
        shortest = [self.shortest(part) for part in parts]
        longest = [max(self.words(part), key=len) for part in parts]
        made = [joined(longest)]
        for n, part in enumerate(parts):
            made += [joined([*shortest[:n], word, *shortest[n + 1 :]]) for word in self.words(part)]
        return made

    def shortest(self, particle):
        """Give the sequence that costs the fewest elements."""
        if particle is None or particle.get("minOccurs") == "0":
            return []
        if particle.tag == f"{XSD}element":
            return [particle.get("ref")]
        if particle.tag == f"{XSD}group":
            return self.shortest(self.named[particle.tag, particle.get("ref")].find(f"{XSD}choice"))
        words = [self.shortest(part) for part in particle if part.tag in PARTICLES]
        return joined(words) if particle.tag == f"{XSD}sequence" else min(words, key=self._cost)

    def _cost(self, word):
        return sum(self.costs.get(name, 1_000) for name in word)

    def _costs(self):
        """Count for each element how many it takes at least, until the counts stand still."""
        self.costs = {}
        while True:
            found = {name: 1 + self._cost(self.shortest(self.content(self.kind(name)))) for name in self.elements}
            if found == self.costs:
                return found
            self.costs = found

    def make(self, name, word=None):
        """Make an element with children of the given names, each as small as can be."""
        children = map(self.make, self.least[name] if word is None else word)
        return tei.make(name, self.required[name], *children)

    def instances(self, name):
        """Make elements of one name: with each of its contents, and with each value of each attribute."""
        yield from (self.make(name, word) for word in self.contents[name])
        tried = {key: self.values(of) for key, of, _ in self.attributes[name]}
        for turn in range(max(map(len, tried.values()))):
            element = self.make(name)
            for key, values in tried.items():
                element.set(key, f"i{next(self.ids)}" if key == tei.ID else values[turn % len(values)])
            yield element

    def path(self, name):
        """Give the names of the elements round one, from the root inward."""
        waiting, seen = [["TEI"], ["teiCorpus"]], {"TEI", "teiCorpus"}
        while waiting:
            path = waiting.pop(0)
            if path[-1] == name:
                return path
            for child in sorted({child for word in self.contents[path[-1]] for child in word} - seen):
                seen.add(child)
                waiting.append([*path, child])
        raise LookupError(f"nothing in the schema holds '{name}'")

    def document(self, element):
        """Put an element into the smallest document that can hold it."""
        path = self.path(tei.local(element))
        for parent, child in reversed(list(itertools.pairwise(path))):
            word = min((word for word in self.contents[parent] if child in word), key=self._cost)
            holder = self.make(parent, word)
            holder[word.index(child)] = element
            element = holder
        return element


def joined(words):
    """Give one sequence of names for several."""
    return list(itertools.chain.from_iterable(words))


PARTICLES = {f"{XSD}{name}" for name in ("choice", "element", "group", "sequence")}
