"""Our customization as a TEI ODD, for people whose tools read ODD.

In go our XSD and TEI's RELAX NG schema of everything; out come the bytes of ``schema/editio.odd``: the elements by
module, a gloss for each, the attributes of TEI that ours does not keep, and the house rules as Schematron. The XSD is
where elements and attributes are decided; what is decided here is the module of each element (:data:`MODULES`) and the
wording of the rules (:data:`RULES`). Content models are not repeated, but for one (:data:`NARROWED`): an ODD processor
takes TEI's and leaves out the elements that are not included.

As a command: ``python -m editio.validate.odd tei_all.rng > editio.odd``, with the schema of the release that
:data:`RELEASE` names.
"""

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from editio import tei
from editio.validate import relaxng, xsd
from editio.validate.gate import SCHEMA

RELEASE = "4.3.0"
"""The release of TEI that is customized: the oldest one that ours is proved to lie within."""

MODULES: Mapping[str, str] = {
    "tei": "",
    "header": """
        abstract appInfo application authority availability biblFull calendar calendarDesc catDesc catRef category
        change citeData citeStructure classCode classDecl correction correspAction correspContext correspDesc
        cRefPattern creation edition editionStmt editorialDecl encodingDesc extent fileDesc funder handNote hyphenation
        idno interpretation keywords langUsage language licence listChange listPrefixDef namespace normalization
        notesStmt prefixDef principal profileDesc projectDesc publicationStmt punctuation quotation refState refsDecl
        rendition revisionDesc samplingDecl segmentation seriesStmt sourceDesc sponsor stdVals tagUsage tagsDecl
        taxonomy teiHeader textClass titleStmt xenoData
        """,
    "core": """
        abbr add addrLine address analytic author bibl biblScope biblStruct cb choice cit citedRange corr date del desc
        distributor editor email emph expan foreign gap gloss graphic head headItem headLabel hi imprint item l label lb
        lg list listBibl measure mentioned milestone monogr name note num orig p pb postBox postCode ptr
        pubPlace publisher q quote rb ref reg relatedItem resp respStmt rs rt ruby said series sic soCalled sp speaker
        stage street teiCorpus term textLang time title unclear
        """,
    "textstructure": """
        TEI argument back body byline closer dateline div docAuthor docDate docEdition docImprint docTitle epigraph
        floatingText front group imprimatur opener postscript salute signed text titlePage titlePart trailer
        """,
    "analysis": "c interp interpGrp pc s span spanGrp w",
    "corpus": """
        channel constitution derivation domain factuality interaction particDesc preparedness purpose setting
        settingDesc textDesc
        """,
    "drama": "actor castGroup castItem castList role roleDesc set",
    "figures": "cell figDesc figure formula row table",
    "gaiji": "char charDecl g glyph localProp mapping",
    "linking": "ab anchor link linkGrp listAnnotation seg standOff",
    "msdescription": """
        accMat acquisition additional additions adminInfo altIdentifier binding bindingDesc collation collection
        colophon condition custEvent custodialHist decoDesc decoNote depth dim dimensions explicit finalRubric foliation
        handDesc height history incipit institution layout layoutDesc locus locusGrp material msContents msDesc
        msIdentifier msItem msName msPart objectDesc objectType origDate origPlace origin physDesc provenance recordHist
        repository rubric source stamp summary support supportDesc surrogates typeDesc typeNote width
        """,
    "namesdates": """
        addName affiliation age birth bloc country death district education event faith floruit forename genName geo
        geogName listEvent listOrg listPerson listPlace listRelation location nameLink nationality occupation org
        orgName persName person personGrp place placeName region relation residence roleName settlement sex surname
        """,
    "tagdocs": "code ident",
    "textcrit": """
        app lacunaEnd lacunaStart lem listApp listWit rdg rdgGrp variantEncoding witDetail witEnd witStart witness
        """,
    "transcr": """
        addSpan am damage delSpan ex facsimile fw handNotes handShift line metamark mod restore sourceDoc space subst
        supplied surface surfaceGrp surplus zone
        """,
    "verse": "metDecl metSym",
}
"""The elements of TEI's modules that ours may have; the Guidelines say which element is of which module."""

OF_CLASSES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "att.global": ("tei", ("xml:base", "xml:space")),
    "att.global.rendition": ("tei", ("style",)),
}
"""Attributes that ours has nowhere, by the class of TEI that brings them, with its module."""

NARROWED: Mapping[str, str] = {"xenoData": "<textNode/>"}
"""Contents that ours narrows by more than leaving out elements: nobody would check XML of other namespaces."""

POINTING = (
    "@ana @copyOf @corresp @edRef @next @prev @ref @resp @sameAs @select @source @synch @target @who @wit".split()
)


@dataclass(frozen=True, slots=True)
class Rule:
    """State a house rule: the code of its finding, the element that it is of, where it looks, its test and sentence."""

    code: str
    element: str
    context: str
    test: str
    sentence: str


RULES = (
    Rule(
        "E504",
        "TEI",
        " | ".join(f"tei:TEI//{one}" for one in POINTING),
        "every $to in tokenize(normalize-space(.), ' ')[starts-with(., '#')] satisfies //@xml:id = substring($to, 2)",
        "A pointer that begins with # must lead to an element of this document.",
    ),
    Rule(
        "E505",
        "TEI",
        "tei:TEI//@xml:id",
        "count(//@xml:id[. = current()]) = 1",
        "An identifier must be used once.",
    ),
    Rule(
        "E506",
        "head",
        "tei:head",
        "normalize-space(.) or .//tei:graphic or .//tei:gap or .//tei:g",
        "A heading must hold words.",
    ),
    Rule(
        "E507",
        "note",
        "tei:note[not(@sameAs or @copyOf)]",
        "normalize-space(.) or .//tei:graphic or .//tei:gap or .//tei:g or .//tei:ptr",
        "A note must hold words.",
    ),
    *(
        Rule(
            "E510",
            "teiHeader",
            "tei:teiHeader",
            f"(. | ancestor::tei:teiCorpus/tei:teiHeader)/{path}",
            f"A header must say {what}.",
        )
        for path, what in (
            ("tei:fileDesc/tei:titleStmt/tei:title[normalize-space(.)]", "what the document is called"),
            ("tei:fileDesc/tei:publicationStmt/tei:availability", "on what terms the document may be used"),
            ("tei:encodingDesc/tei:editorialDecl", "by which rules the text was edited"),
            ("tei:profileDesc/tei:langUsage/tei:language", "in which language the text is"),
            ("tei:revisionDesc", "what was changed and when"),
        )
    ),
)
"""House rules that Schematron can state; those about words and numbers are for the program alone."""

HEADER = f"""\
<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="{tei.NAMESPACE}" xml:lang="en">
  <teiHeader>
    <fileDesc>
      <titleStmt><title>The schema of editio</title></titleStmt>
      <publicationStmt>
        <publisher>editio</publisher>
        <availability><licence target="https://opensource.org/license/mit">MIT licence</licence></availability>
      </publicationStmt>
      <sourceDesc><p>Made from editio.xsd, which is written by hand.</p></sourceDesc>
    </fileDesc>
  </teiHeader>
  <text>
    <body>
      <p>This customization of TEI is for editions of printed and manuscript texts. It keeps the elements that such
        editions use, with the content that TEI gives them, and says in a line what each is for.</p>
      <p>It leaves out attributes that would reach a reader's browser or move what pointers mean, and those of
        elements where they were of no use. What no grammar can say stands in rules; each has the code under which
        the program reports it.</p>
      <schemaSpec ident="editio" start="TEI teiCorpus" source="tei:{RELEASE}">
"""

FOOTER = """\
      </schemaSpec>
    </body>
  </text>
</TEI>
"""


def make(ours: xsd.Schema, theirs: relaxng.Grammar) -> bytes:
    """Make the ODD from our schema and from TEI's; raises ``KeyError`` for an element whose module is not stated."""
    lines = [*_modules(ours), *_classes()]
    for name in ours.names:
        lines += _element(name, ours, theirs)
    indented = "".join(f"        {line}\n" for line in lines)
    return (HEADER + indented + FOOTER).encode()


def module_of(element: str) -> str:
    """Give the module of TEI that an element belongs to."""
    return _MODULE_OF[element]


_MODULE_OF = {element: module for module, elements in MODULES.items() for element in elements.split()}


def _modules(ours: xsd.Schema) -> Iterator[str]:
    for module in MODULES:
        included = " ".join(name for name in ours.names if module_of(name) == module)
        yield f'<moduleRef key="{module}" include="{included}"/>' if included else f'<moduleRef key="{module}"/>'


def _classes() -> Iterator[str]:
    for name, (module, attributes) in OF_CLASSES.items():
        yield f'<classSpec type="atts" ident="{name}" module="{module}" mode="change">'
        yield from _deleted(attributes)
        yield "</classSpec>"


def _element(name: str, ours: xsd.Schema, theirs: relaxng.Grammar) -> Iterator[str]:
    of_tei = theirs.element(name)
    offered = frozenset(of_tei.types) if of_tei else frozenset()
    everywhere = {key for _, attributes in OF_CLASSES.values() for key in attributes}
    yield f'<elementSpec ident="{name}" module="{module_of(name)}" mode="change">'
    yield f'  <desc xml:lang="en">{escape(_gloss(ours, name))}</desc>'
    if name in NARROWED:
        yield f"  <content>{NARROWED[name]}</content>"
    for number, rule in enumerate([rule for rule in RULES if rule.element == name], start=1):
        yield from _constraint(rule, number)
    yield from _deleted(sorted(offered - ours.element(name).attributes.keys() - everywhere))
    yield "</elementSpec>"


def _gloss(ours: xsd.Schema, name: str) -> str:
    """Give what the XSD says of an element."""
    documentation = next(ours.named["element", name].iter(f"{{{xsd.XSD}}}documentation"))
    return tei.words(documentation)


def _deleted(attributes: tuple[str, ...] | list[str]) -> Iterator[str]:
    if attributes:
        yield "  <attList>"
        yield from (f'    <attDef {_identified(key)} mode="delete"/>' for key in attributes)
        yield "  </attList>"


def _identified(key: str) -> str:
    """Give the attributes by which an ODD names an attribute, which may be of another namespace."""
    namespace, _, name = key.removeprefix("{").rpartition("}")
    return f'ident="{name}" ns="{namespace}"' if namespace else f'ident="{name}"'


def _constraint(rule: Rule, number: int) -> Iterator[str]:
    yield f'  <constraintSpec ident="{rule.code}.{number}" scheme="schematron">'
    yield '    <constraint xmlns:sch="http://purl.oclc.org/dsdl/schematron">'
    yield f"      <sch:rule context={quoteattr(rule.context)}>"
    yield f"        <sch:assert test={quoteattr(rule.test)}>{escape(rule.sentence)}</sch:assert>"
    yield "      </sch:rule>"
    yield "    </constraint>"
    yield "  </constraintSpec>"


if __name__ == "__main__":
    sys.stdout.buffer.write(make(xsd.load(SCHEMA), relaxng.load(Path(sys.argv[1]))))
