"""TEI as a tree: the only module that touches ``.text`` and ``.tail``.

In go names, attributes and content; out come lxml elements, their views as plain strings, and bytes.
It knows the TEI namespace, how a document is parsed without touching the network or a second file, which
words belong to which view of a text, and how a document is laid out as a file. It knows no rule of encoding.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NoReturn

from lxml import etree

from editio.message import Message, Rejected

NAMESPACE = "http://www.tei-c.org/ns/1.0"
XML = "http://www.w3.org/XML/1998/namespace"
ID = f"{{{XML}}}id"
LANG = f"{{{XML}}}lang"

NAMESPACES = {None: NAMESPACE}
"""The prefixes of each element that is made: TEI has none."""

DEEPEST = 100
"""Levels of nesting that a document may have: far beyond any edition, far below what exhausts a stack."""


DOCTYPE_WITHIN = 1 << 16
"""Bytes of a file among which a document type is looked for before the parser sees it."""


def tag(name: str) -> str:
    """Give a TEI element's name as lxml writes it."""
    return f"{{{NAMESPACE}}}{name}"


def local(element: etree._Element) -> str:
    """Give the name of an element without its namespace; comments and instructions have the empty name."""
    name = element.tag
    return name.rpartition("}")[2] if isinstance(name, str) else ""


def make(name: str, attributes: Mapping[str, str] | None = None, *content: str | etree._Element) -> etree._Element:
    """Make a TEI element; attributes with an empty value are left out, content is appended in order."""
    given = {key: value for key, value in attributes.items() if value} if attributes else None
    element = etree.Element(f"{{{NAMESPACE}}}{name}", given, NAMESPACES)
    if content:
        extend(element, content)
    return element


def extend(element: etree._Element, content: Iterable[str | etree._Element]) -> None:
    """Append text and elements to an element, in order."""
    last = element[-1] if len(element) else None
    for part in content:
        if not isinstance(part, str):
            element.append(part)
            last = part
        elif last is None:
            element.text = (element.text or "") + part
        else:
            last.tail = (last.tail or "") + part


def content(element: etree._Element) -> Iterator[str | etree._Element]:
    """Give what an element holds, words and child elements in order, comments passed over."""
    if element.text:
        yield element.text
    for child in element:
        if isinstance(child.tag, str):
            yield child
        if child.tail:
            yield child.tail


def lift(element: etree._Element, names: Collection[str]) -> list[etree._Element]:
    """Take the elements of some names out of an element, wherever in it they stand; the words round them stay."""
    found = list(element.iterdescendants(*map(tag, names)))
    lifted = [inner for inner in found if not any(outer in found for outer in inner.iterancestors())]
    for inner in lifted:
        parent = inner.getparent()
        if parent is None:
            continue
        before = inner.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + (inner.tail or "") or None
        else:
            parent.text = (parent.text or "") + (inner.tail or "") or None
        inner.tail = None
        parent.remove(inner)
    return lifted


def words(element: etree._Element) -> str:
    """Give the character data of an element with white space folded, as a label or a metadata value."""
    return " ".join("".join(element.itertext(etree.Element)).split())


def find(element: etree._Element, path: str) -> etree._Element | None:
    """Find the first descendant by a path of TEI names, such as ``teiHeader/fileDesc``."""
    return element.find("/".join(step if step in ("", ".", "*") else tag(step) for step in path.split("/")))


def find_all(element: etree._Element, path: str) -> list[etree._Element]:
    """Find all elements by a path of TEI names, in document order."""
    return element.findall("/".join(step if step in ("", ".", "*") else tag(step) for step in path.split("/")))


def parse(data: bytes, file: str) -> etree._Element:
    """Parse a TEI P5 document from untrusted bytes; ``file`` names it in messages.

    Nothing is fetched, no entity is expanded, a document type is refused (E512), as is nesting beyond
    :data:`DEEPEST` levels (E513), what is not well-formed (E501), and what has no TEI root (E502).
    Duplicate ids are let through: they are for the house rules to report with both lines.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        collect_ids=False,
        huge_tree=True,
        remove_pis=True,
        remove_comments=False,
    )
    prolog = data[:DOCTYPE_WITHIN].partition(b"<TEI")[0]
    if b"<!DOCTYPE" in prolog or b"<!ENTITY" in prolog:
        raise Rejected([_typed(file, data)])
    parser.resolvers.add(_NothingOpened())
    try:
        root = etree.fromstring(data, parser)
    except _TypeDeclaredError:
        raise Rejected([_typed(file, data)]) from None
    except etree.XMLSyntaxError as error:
        line = error.lineno or 0
        if (error.msg or "").startswith("Excessive depth"):
            raise Rejected([_nested(file, line)]) from None
        raise Rejected([Message(file, line, "E501", f"not well-formed: {error.msg}")]) from None
    if root.getroottree().docinfo.doctype:
        raise Rejected([_typed(file, data)])
    if root.tag not in (tag("TEI"), tag("teiCorpus")):
        hint = f'the root must be <TEI xmlns="{NAMESPACE}">'
        raise Rejected([Message(file, root.sourceline or 1, "E502", f"the root is <{root.tag!s}>", hint)])
    for element in _FIRST_TOO_DEEP(root):
        raise Rejected([_nested(file, element.sourceline or 1)])
    return root


class _TypeDeclaredError(Exception):
    """Say that a document asked for another file."""


class _NothingOpened(etree.Resolver):
    """Open no file, whatever a document asks for: a parser that collects no ids would load the file of a DOCTYPE."""

    def resolve(self, *asked: object) -> NoReturn:
        raise _TypeDeclaredError(*asked)


_FIRST_TOO_DEEP = etree.XPath(f"({'/*' * (DEEPEST + 1)})[1]")


def _typed(file: str, data: bytes) -> Message:
    line = data.count(b"\n", 0, max(0, data.find(b"<!DOCTYPE"))) + 1
    return Message(file, line, "E512", "a document type is declared", "delete the DOCTYPE")


def _nested(file: str, line: int) -> Message:
    hint = f"elements may stand within one another on {DEEPEST} levels at most"
    return Message(file, line, "E513", "the document is nested too deeply", hint)


def serialise(root: etree._Element) -> bytes:
    """Lay a document out and give its bytes: UTF-8, LF, two blanks a level, the same at each call.

    White space is added in element-only content alone (:data:`ELEMENT_ONLY`); mixed content is left as it is.
    The tree is laid out in place.
    """
    _lay_out(root, "\n")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + etree.tostring(root, encoding="UTF-8") + b"\n"


def _lay_out(element: etree._Element, margin: str) -> None:
    if not len(element) or not _holds_elements_only(element):
        return
    inner = margin + "  "
    element.text = inner
    for child in element:
        child.tail = inner
        _lay_out(child, inner)
    element[-1].tail = margin


def _holds_elements_only(element: etree._Element) -> bool:
    name = local(element)
    if name in TOGETHER:
        return False
    if name in ELEMENT_ONLY:
        return True
    return name in BLOCK_OR_MIXED and not element.text and all(local(child) in BLOCKS for child in element)


BLOCKS = frozenset("ab cit div head l label lg list p quote sp stage table".split())
"""Elements that stand for themselves on the page."""

BLOCK_OR_MIXED = frozenset("abstract cell change item note q quote said stage".split())
"""Elements that hold either blocks or words: laid out only where they hold blocks alone."""

TOGETHER = frozenset(["row"])
"""Elements that hold elements alone, but the words of one block in the ledger: no white space is put in them."""

ELEMENT_ONLY = frozenset(
    """
    TEI analytic appInfo application availability back biblFull biblStruct body castGroup castList citeStructure
    classDecl correction correspAction correspContext correspDesc div docTitle editionStmt
    editorialDecl encodingDesc event fileDesc front group hyphenation interpretation keywords
    langUsage lg linkGrp list listAnnotation listApp listBibl listChange listEvent listOrg listPerson listPlace
    listPrefixDef listWit monogr normalization notesStmt org particDesc person place profileDesc
    projectDesc publicationStmt punctuation quotation refsDecl respStmt revisionDesc row
    samplingDecl segmentation series seriesStmt settingDesc sourceDesc sp standOff stdVals table
    tagsDecl taxonomy teiCorpus teiHeader text textClass textDesc titlePage titleStmt
    variantEncoding
    """.split()
)
"""Elements that TEI allows no words in, whatever their content."""
