"""Schemas that are no longer TEI: each is ours with one slip such as a person makes who edits it.

In go the words of :data:`MUTANTS`; out come trees. Each names the element in which the slip shows, so that documents
can be made that show it.
"""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass

from instances import PARTICLES, XSD
from lxml import etree

from editio.validate.gate import SCHEMA


@dataclass(frozen=True)
class Mutant:
    """Say what the slip is, in which element it shows, and how it is made; see the functions below."""

    slip: str
    element: str
    change: Callable

    def tree(self):
        """Make the schema with the slip."""
        tree = etree.parse(SCHEMA)
        before = etree.tostring(tree)
        self.change(tree.getroot())
        assert etree.tostring(tree) != before, self.slip
        return tree


def declared(root, kind, name):
    """Find a declaration."""
    return root.find(f"{XSD}{kind}[@name='{name}']")


def model(root, name):
    """Find the outermost particle of an element that is declared in place."""
    kind = declared(root, "element", name).find(f"{XSD}complexType")
    return next(part for part in kind if part.tag in PARTICLES)


def reference(particle, name):
    """Find where a particle refers to an element, a group or an attribute group."""
    return next(part for part in particle.iter() if part.get("ref") == name)


def also(holder, name):
    """Allow an element as one more alternative."""
    return lambda root: etree.SubElement(holder(root), f"{XSD}element", ref=name)


def first_choice(name):
    """Point at the first choice of an element's content."""
    return lambda root: next(model(root, name).iter(f"{XSD}choice"))


def group(name):
    """Point at the choice of a model class."""
    return lambda root: declared(root, "group", name).find(f"{XSD}choice")


def occurs(element, part, **limits):
    """Set how often a part of an element's content may occur."""
    return lambda root: reference(model(root, element), part).attrib.update(limits)


def whole(element, **limits):
    """Set how often the whole content of an element may occur."""
    return lambda root: model(root, element).attrib.update(limits)


def swapped(element, first, second):
    """Exchange two parts of an element's content."""

    def change(root):
        one, other = (reference(model(root, element), name) for name in (first, second))
        parked = deepcopy(one)
        one.getparent().replace(one, deepcopy(other))
        other.getparent().replace(other, parked)

    return change


def without(element, part):
    """Take a part out of an element's content."""

    def change(root):
        found = reference(model(root, element), part)
        found.getparent().remove(found)

    return change


def words(element):
    """Allow words in an element's content."""
    return lambda root: declared(root, "element", element).find(f"{XSD}complexType").set("mixed", "true")


def macro(element, base):
    """Give an element the content of another macro."""
    return lambda root: declared(root, "element", element).find(f".//{XSD}extension").set("base", base)


def holder_of_attributes(root, element):
    kind = declared(root, "element", element).find(f"{XSD}complexType")
    extension = kind.find(f".//{XSD}extension")
    return kind if extension is None else extension


def attribute(element, name, of="xs:string"):
    """Give an element an attribute."""
    return lambda root: etree.SubElement(holder_of_attributes(root, element), f"{XSD}attribute", name=name, type=of)


def attributes(element, name):
    """Give an element an attribute class."""
    return lambda root: etree.SubElement(holder_of_attributes(root, element), f"{XSD}attributeGroup", ref=name)


def of_attribute(kind, holder, name, **changes):
    """Change what is said of an attribute."""

    def change(root):
        declared(root, kind, holder).find(f".//{XSD}attribute[@name='{name}']").attrib.update(changes)

    return change


def value(kind, holder, name, added):
    """Let an attribute take one more value."""

    def change(root):
        found = declared(root, kind, holder).find(f".//{XSD}attribute[@name='{name}']")
        etree.SubElement(next(found.iter(f"{XSD}restriction")), f"{XSD}enumeration", value=added)

    return change


def new_element(name, stands_in):
    """Declare an element that TEI does not have, and let it stand in a model class."""

    def change(root):
        made = etree.SubElement(root, f"{XSD}element", name=name)
        kind = etree.SubElement(made, f"{XSD}complexType")
        etree.SubElement(kind, f"{XSD}attributeGroup", ref="att.global")
        etree.SubElement(group(stands_in)(root), f"{XSD}element", ref=name)

    return change


MUTANTS = (
    Mutant("a name stands among verse lines", "lg", also(first_choice("lg"), "persName")),
    Mutant("a paragraph is a phrase", "hi", also(group("model.hiLike"), "p")),
    Mutant("a division is what every text has within", "p", also(group("model.global"), "div")),
    Mutant("a division stands between a person's facts", "person", also(first_choice("person"), "div")),
    Mutant("a cell stands in a table", "table", also(first_choice("table"), "cell")),
    Mutant("a heading stands in a row", "row", also(lambda root: model(root, "row"), "head")),
    Mutant("the header may be missing", "TEI", occurs("TEI", "teiHeader", minOccurs="0")),
    Mutant("a document has two headers", "TEI", occurs("TEI", "teiHeader", maxOccurs="2")),
    Mutant("a header describes no file", "teiHeader", occurs("teiHeader", "fileDesc", minOccurs="0")),
    Mutant("the history comes first", "teiHeader", swapped("teiHeader", "fileDesc", "revisionDesc")),
    Mutant("the source comes before the publication", "fileDesc", swapped("fileDesc", "publicationStmt", "sourceDesc")),
    Mutant("a text has no source", "fileDesc", occurs("fileDesc", "sourceDesc", minOccurs="0")),
    Mutant("there are two statements of notes", "fileDesc", occurs("fileDesc", "notesStmt", maxOccurs="unbounded")),
    Mutant("a statement of titles has none", "titleStmt", without("titleStmt", "title")),
    Mutant("a title stands after those responsible", "titleStmt", swapped("titleStmt", "title", "model.respLike")),
    Mutant("a choice between nothing", "choice", whole("choice", minOccurs="0")),
    Mutant("a row without cells", "row", occurs("row", "cell", minOccurs="0")),
    Mutant("a text has two bodies", "text", occurs("text", "body", maxOccurs="2")),
    Mutant("an apparatus has two lemmata", "app", occurs("app", "lem", maxOccurs="unbounded")),
    Mutant("words stand in a division", "div", words("div")),
    Mutant("words stand in a list", "list", words("list")),
    Mutant("a paragraph holds what a note holds", "p", macro("p", "macro.specialPara")),
    Mutant("a line beginning holds words", "lb", macro("lb", "macro.paraContent")),
    Mutant("a paragraph has an address", "p", attribute("p", "href")),
    Mutant("a paragraph has a kind of page break", "p", attributes("p", "att.breaking")),
    Mutant(
        "every element has a class",
        "quote",
        lambda root: etree.SubElement(
            declared(root, "attributeGroup", "att.global"), f"{XSD}attribute", name="class", type="xs:string"
        ),
    ),
    Mutant(
        "a citation need not say what it matches",
        "citeStructure",
        of_attribute("element", "citeStructure", "match", use="optional"),
    ),
    Mutant("the number of rows is any word", "table", of_attribute("element", "table", "rows", type="teidata.word")),
    Mutant("a date is any word", "date", of_attribute("attributeGroup", "att.datable", "when", type="teidata.word")),
    Mutant("a part has one more name", "ab", value("attributeGroup", "att.fragmentable", "part", "X")),
    Mutant("an element of another vocabulary", "blink", new_element("blink", "model.hiLike")),
)
"""One change each; what stands after the slip is the element that shows it."""
