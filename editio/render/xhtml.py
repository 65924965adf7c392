"""XHTML: the attributes that the templates of a book ask for.

In go nodes of a document and codes of languages; out come attributes, escaped, each with a blank before it. What
element they stand on is a matter of templates.
"""

import re
from collections.abc import Mapping

from markupsafe import Markup, escape

from editio.render import language
from editio.render.document import Node
from editio.render.settle import Settled
from editio.toml import is_date

TAGS: Mapping[str, str] = {
    "bold": "b",
    "code": "code",
    "italic": "i",
    "quoted-title": "cite",
    "reading": "rt",
    "ruby": "ruby",
    "strike": "s",
    "subscript": "sub",
    "superscript": "sup",
    "term": "dfn",
}
"""The element of a style of words; other styles are classes of a ``span``."""

INDENT = re.compile(r"indent-?(\d{1,3})\Z")
"""How TEI's ``@rend`` says that a line is set in, and by how many blanks."""

DEEPEST_INDENT = 24

TAGS_OF_ELEMENTS: Mapping[str, str] = {"emph": "em", "title": "cite"}
"""The element of words that TEI says more of than how they look."""

OUTERMOST = 2
"""The level of the outermost headings of a text."""

OTHER_ESSAY = "preamble"
"""The kind of what explains an edition and is called by no other: a note on the texts, the editors' principles."""

DIVISIONS: Mapping[str, tuple[str, str]] = {
    "abstract": ("abstract", "doc-abstract"),
    "acknowledgements": ("acknowledgments", "doc-acknowledgments"),
    "acknowledgments": ("acknowledgments", "doc-acknowledgments"),
    "afterword": ("afterword", "doc-afterword"),
    "appendix": ("appendix", "doc-appendix"),
    "bibliography": ("bibliography", "doc-bibliography"),
    "book": ("part", "doc-part"),
    "chapter": ("chapter", "doc-chapter"),
    "colophon": ("colophon", "doc-colophon"),
    "conclusion": ("conclusion", "doc-conclusion"),
    "dedication": ("dedication", "doc-dedication"),
    "epilogue": ("epilogue", "doc-epilogue"),
    "foreword": ("foreword", "doc-foreword"),
    "glossary": ("glossary", "doc-glossary"),
    "introduction": ("introduction", "doc-introduction"),
    "part": ("part", "doc-part"),
    OTHER_ESSAY: ("preamble", ""),
    "preface": ("preface", "doc-preface"),
    "prologue": ("prologue", "doc-prologue"),
    "volume": ("volume", ""),
}
"""What EPUB (Structural Semantics Vocabulary 1.1) and ARIA (DPUB-ARIA 1.1) call a kind of division."""

_CAPITAL = "A-ZÀ-ÖØ-ÞĆČĎĐĘĚĞİŁŃŇŐŒŘŚŞŠŤŮŰŹŻŽΑ-ΩА-ЯЁЇІЄ"

_SET_APART = re.compile(
    r"(?P<thin>[‘’“”])(?=[‘’“”])|(?P<joiner>\u2060)|"
    rf"(?P<whole>[{_CAPITAL}](?<![\w.].)\.(?: [{_CAPITAL}]\.){{0,2}} (?=[{_CAPITAL}])|"
    rf"[{_CAPITAL}](?<![\w.].)\.[{_CAPITAL}]\. (?=[{_CAPITAL}])|"
    r"[0-9](?<![\w.,].)[0-9.,]* (?=(?:[kmc]?m|[km]?g|°[CF]|[%£€])(?!\w)))"
)
"""What style sets otherwise, by the name of its class: quotation marks that touch; initials before a name, and numbers
before a unit, with the blank at which no line ends; word joiners, for which old readers draw a box."""

_HINTS = (
    re.compile(r"[‘’“”][‘’“”]"),
    re.compile("\u2060"),
    re.compile(rf"[{_CAPITAL}]\. ?[{_CAPITAL}]"),
    re.compile(r"[0-9] [kmcg°%£€]"),
)
"""What is looked for first, one after the other: that takes half the time of looking for all at once."""

_MACHINE_DATE = re.compile(r"(?!0000)\d{4}(-\d\d){0,2}\Z", re.ASCII)
_XML_NAME = re.compile(r"(?!x-|editio-)[A-Za-z_][\w.-]*\Z", re.ASCII)


def words(text: str) -> Markup:
    """Write words of a text; what style sets otherwise has a class of its own, and every character stays."""
    escaped = escape(text)
    return Markup(_SET_APART.sub(_styled, str(escaped))) if any(one.search(text) for one in _HINTS) else escaped


def _styled(found: re.Match[str]) -> str:
    return f'<span class="{found.lastgroup}">{found[0]}</span>'


def as_id(identity: str) -> str:
    """Give an id as an XML name without colons, which EPUB asks for: what is none is written in hexadecimal."""
    return identity if not identity or _XML_NAME.match(identity) else f"x-{identity.encode().hex()}"


def attributes(node: Node, *classes: str) -> Markup:
    """Give id, language and classes, each where there is one."""
    said = f' id="{as_id(node.id)}"' if node.id else ""
    if node.language:
        said = f"{said}{language_of(node.language)}"
    if names := " ".join(filter(None, classes)):
        said = f'{said} class="{escape(names)}"'
    return Markup(said)


def language_of(code: str, around: str = "") -> Markup:
    """Say what language an element is in, unless it is that of what stands ``around``, and its direction."""
    said = language.tag(code)
    if not said or said == language.tag(around):
        return Markup("")
    leftward = language.is_leftward(said)
    turned = leftward or (around and language.is_leftward(around))
    direction = (' dir="rtl"' if leftward else ' dir="ltr"') if turned else ""
    return Markup(f' lang="{said}" xml:lang="{said}"{direction}')


def aside(code: str, around: str) -> Markup:
    """Say that words of the interface are in another language than the text around them: its region makes no other."""
    same = language.tag(code).partition("-")[0] == language.tag(around).partition("-")[0]
    return Markup("") if same else language_of(code, around)


def xml_language_of(code: str, around: str) -> Markup:
    """Say what language an element of the package document is in, unless it is that of what stands ``around``."""
    said = language.tag(code)
    return Markup(f' xml:lang="{said}"') if said and said != language.tag(around) else Markup("")


def division(node: Node, settled: Settled) -> Markup:
    """Say what a division is, and which heading names it: a role wants a name."""
    heading = next(iter(node.headings), None)
    is_outermost = heading is not None and settled.levels.get(heading.id) == OUTERMOST
    otherwise = ("chapter", "doc-chapter") if is_outermost else ("division", "")
    kind, role = DIVISIONS.get(node.setting("kind"), otherwise)
    said = f' epub:type="{kind}"'
    if heading:
        said = f'{said} role="{role}"' if role else said
        said = f'{said} aria-labelledby="{as_id(heading.id)}"'
    return Markup(said)


def words_tag(node: Node) -> str:
    """Give the element that words of a style stand in: ``span`` if it is one of the many, nothing if they need none."""
    style = node.setting("style")
    if tag := TAGS.get(style):
        return TAGS_OF_ELEMENTS.get(node.element, tag) if tag in ("i", "cite") else tag
    return "span" if style or node.id or node.language else ""


def indent_of(node: Node) -> int:
    """Give the blanks by which a line is set in, at most :data:`DEEPEST_INDENT`."""
    found = next(filter(None, map(INDENT.match, node.setting("indent").split())), None)
    return min(int(found[1]), DEEPEST_INDENT) if found else 0


def datetime_of(node: Node) -> str:
    """Give what a date is in machines' form: a year, month or day of the Common Era (HTML, 4.5.14), or nothing."""
    when = node.setting("when")
    return when if is_date(when) and _MACHINE_DATE.match(when) else ""


def href(settled: Settled, identity: str, here: str) -> str:
    """Give the link to an id, or nothing if no file of the book holds it."""
    file = settled.files.get(identity)
    return "" if file is None else f"{'' if file == here else file}#{as_id(identity)}"


def span_of(name: str, number: str) -> Markup:
    """Give the attribute of a cell that stretches over several columns or rows (at most 1,000: HTML, 4.9.11)."""
    return Markup(f' {name}="{number}"') if number.isdecimal() and 1 < int(number) <= 1000 else Markup("")
