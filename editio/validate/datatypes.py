"""Which of TEI's datatypes holds all the values of which of ours.

In go a datatype of our XSD and one of TEI's; out comes the reason why whatever the first takes the second takes too, or
nothing where we know none. Lists of values are tried value by value, a datatype of XML Schema holds itself, and TEI's
string holds all; every other pair is a row of :data:`ROWS`, written by hand: patterns are not compared by machine.
"""

from collections.abc import Mapping
from functools import cache

from lxml import etree

from editio import tei
from editio.validate.grammar import Ours, Theirs
from editio.validate.relaxng import RELAXNG

WORD = r"token { pattern = [^\p{C}\p{Z}]+ }"

ROWS: Mapping[tuple[str, str], str] = {
    ("teidata.word", WORD): "the same pattern",
    ("teidata.words", f"list {{ ({WORD})+ }}"): "a list of the same, one at least",
    ("teidata.words", f"list {{ ({WORD})* }}"): "a list of the same, and TEI's may be empty",
    ("teidata.pointer", "anyURI"): "restricted from anyURI",
    ("teidata.pointer", r"anyURI { pattern = \S+ }"): "restricted from anyURI, to characters other than white space",
    ("teidata.pointer", r"(anyURI { pattern = \S+ })?"): "the same, and TEI's may be empty",
    ("teidata.pointers", "list { (anyURI)+ }"): "a list of pointers, one at least",
    ("teidata.pointers", r"list { (anyURI { pattern = \S+ })+ }"): "a list of pointers, one at least",
    ("teidata.language", '(language | "")'): "the same union",
    ("xml:lang", '(language | "")'): "the same union, of xml.xsd",
    ("xml:id", "ID"): "an ID has the form of an NCName; that it is used once is a house rule (E505)",
    ("teidata.temporal.w3c", "(date | gYear | gMonth | gDay | gYearMonth | gMonthDay | time | dateTime)"): (
        "restricted from the same union"
    ),
    ("teidata.numeric", r"(double | token { pattern = (\-?[\d]+/\-?[\d]+) } | decimal)"): (
        "a decimal or a fraction, both of them among TEI's; 0 to 9 are among the digits of TEI's pattern"
    ),
    ("teidata.probability", "double"): "what is written as a decimal can be read as a double",
    ("teidata.probability", "double { minInclusive = 0, maxInclusive = 1 }"): "a decimal within the same limits",
    ("teidata.probCert", '(double | ("high" | "medium" | "low" | "unknown"))'): "a probability, or the same four words",
    (
        "teidata.probCert",
        '(double { minInclusive = 0, maxInclusive = 1 } | ("high" | "medium" | "low" | "unknown"))',
    ): "a probability, or the same four words",
    ("teidata.xTruthValue", '(boolean | ("unknown" | "inapplicable"))'): "the same union",
    (
        "teidata.outputMeasurement",
        r"token { pattern = [\-+]?\d+(\.\d+)?(%|cm|mm|in|pt|pc|px|em|ex|gd|rem|vw|vh|vm) }",
    ): "the same pattern with fewer units",
    (
        "teidata.outputMeasurement",
        r"token { pattern = [\-+]?\d+(\.\d+)?(%|cm|mm|in|pt|pc|px|em|ex|ch|rem|vw|vh|vmin|vmax) }",
    ): "the same pattern with fewer units",
    ("teidata.release", r"token { pattern = [\d]+(\.[\d]+){0,2} }"): "the same pattern for the digits 0 to 9",
    ("teidata.versionNumber", r"token { pattern = [\d]+[a-z]*[\d]*(\.[\d]+[a-z]*[\d]*){0,3} }"): (
        "the same pattern for the digits 0 to 9"
    ),
    ("teidata.prefix", r"token { pattern = [a-z][a-z0-9\+\.\-]* }"): "the same pattern",
    ("teidata.delimiter", "string { pattern = .+ }"): "the same pattern",
    ("xs:Name", "list { (Name)+ }"): "a list of one",
    ("xs:nonNegativeInteger", "list { nonNegativeInteger, (nonNegativeInteger)? }"): "a list of one",
}
"""Pairs of a datatype of ours and one of TEI's, as :mod:`editio.validate.relaxng` writes it, and why it holds ours."""


def reason(ours: Ours, theirs: Theirs) -> str:
    """Say why TEI's datatype takes every value of ours; the empty string means that no reason is known."""
    if theirs.notation in ("text", "string"):
        return "any string"
    if ours.values:
        return "each value is taken" if all(takes(theirs, value) for value in ours.values) else ""
    if ours.name == f"xs:{theirs.notation}":
        return "the same datatype of XML Schema"
    return ROWS.get((ours.name, theirs.notation), "")


def takes(theirs: Theirs, value: str) -> bool:
    """Tell whether a datatype of TEI takes a value."""
    made = etree.Element("value")
    tei.extend(made, [value])
    return _validator(theirs).validate(made)


@cache
def _validator(theirs: Theirs) -> etree.RelaxNG:
    """Make a schema of one element whose content is a datatype."""
    library = "http://www.w3.org/2001/XMLSchema-datatypes"
    pattern = etree.tostring(theirs.pattern, encoding="unicode")
    return etree.RelaxNG(
        etree.fromstring(f'<element name="value" xmlns="{RELAXNG}" datatypeLibrary="{library}">{pattern}</element>')
    )
