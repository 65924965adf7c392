"""ISO Schematron to XSLT: the rules that stand inside a RELAX NG grammar become one stylesheet.

In goes a grammar with Schematron patterns among its definitions, as TEI's schemas have them; out comes an
XSLT 3.0 stylesheet that walks a document once and writes a line for each assertion that fails and each report
that succeeds: place, role, sentence, with tabs between. It knows patterns, rules, ``let``, ``assert`` and
``report``; phases, abstract rules and diagnostics are not in TEI's schemas and are refused.

Source of the rules: ISO/IEC 19757-3, sections 5 and 6. Within a pattern a node is tried by the first rule
whose context it matches and by no later one; patterns know nothing of one another.
"""

from collections.abc import Iterator

from lxml import etree
from lxml.builder import ElementMaker

from editio import tei

SCHEMATRON = "http://purl.oclc.org/dsdl/schematron"
XSLT = "http://www.w3.org/1999/XSL/Transform"
ERROR = "http://www.w3.org/2005/xqt-errors"
SCHEMA_TYPES = "http://www.w3.org/2001/XMLSchema"

PLACE = r"replace(path(.), 'Q\{[^}]*\}', '')"
"""A node's path of plain names, such as ``/TEI[1]/text[1]/@xml:id``."""

REFUSED = ("phase", "extends", "diagnostic")


def stylesheet(grammar: etree._Element) -> etree._Element:
    """Make the stylesheet of all patterns of a grammar.

    Each rule is a template, earlier ones with the higher priority. Every template hands its node on to the
    next one that matches, together with the patterns that have tried the node already.
    """
    for name in REFUSED:
        if grammar.find(f".//{{{SCHEMATRON}}}{name}") is not None:
            raise ValueError(f"Schematron's '{name}' is not known here")
    make = ElementMaker(namespace=XSLT, nsmap=_prefixes(grammar))
    patterns = list(grammar.iter(f"{{{SCHEMATRON}}}pattern"))
    rules = [
        (f"pattern{number}", rule)
        for number, pattern in enumerate(patterns)
        for rule in pattern.iterchildren(f"{{{SCHEMATRON}}}rule")
    ]
    templates = [_template(make, rule, pattern, priority=len(rules) - nth) for nth, (pattern, rule) in enumerate(rules)]
    return make.stylesheet(
        {"version": "3.0", "exclude-result-prefixes": "#all", "default-mode": "walk"},
        make.output(method="text", encoding="UTF-8"),
        make.mode(name="walk"),
        *templates,
        _walk(make),
    )


def _prefixes(grammar: etree._Element) -> dict[str | None, str]:
    """Give the prefixes that the rules' expressions use: those of the grammar, and those they declare."""
    found: dict[str | None, str] = {prefix: uri for prefix, uri in grammar.nsmap.items() if prefix}
    for declared in grammar.iter(f"{{{SCHEMATRON}}}ns"):
        found[declared.get("prefix")] = declared.get("uri", "")
    return found | {"xsl": XSLT, "err": ERROR, "xs": SCHEMA_TYPES}


def _template(make: ElementMaker, rule: etree._Element, pattern: str, priority: int) -> etree._Element:
    return make.template(
        {"match": rule.get("context", ""), "priority": str(priority)},
        make.param({"name": "tried", "tunnel": "yes", "select": "()"}),
        make("if", {"test": f"not($tried = '{pattern}')"}, _guarded(make, rule)),
        make(
            "next-match",
            make("with-param", {"name": "tried", "tunnel": "yes", "select": f"($tried, '{pattern}')"}),
        ),
    )


def _guarded(make: ElementMaker, rule: etree._Element) -> etree._Element:
    """Wrap the checks of a rule, so that an expression that breaks is a finding and not the end."""
    broken = make("value-of", {"select": f"({PLACE}, 'broken', $err:description)", "separator": "\t"})
    caught = make.catch({"errors": "*"}, broken, make.text("\n"))
    return make("try", {"rollback-output": "yes"}, *_checks(make, rule), caught)


def _checks(make: ElementMaker, rule: etree._Element) -> Iterator[etree._Element]:
    for child in rule.iterchildren(etree.Element):
        test = child.get("test", "")
        match tei.local(child):
            case "let":
                yield make.variable(name=child.get("name", ""), select=child.get("value", ""))
            case "report":
                yield make("if", {"test": test}, *_finding(make, child))
            case "assert":
                yield make("if", {"test": f"not({test})"}, *_finding(make, child))


def _finding(make: ElementMaker, check: etree._Element) -> tuple[etree._Element, ...]:
    role = check.get("role", "error")
    line = f"({PLACE}, '{role}', normalize-space($sentence))"
    return (
        make.variable({"name": "sentence"}, *_sentence(make, check)),
        make("value-of", {"select": line, "separator": "\t"}),
        make.text("\n"),
    )


def _sentence(make: ElementMaker, element: etree._Element) -> Iterator[etree._Element]:
    """Give the words of a check, and what ``name`` and ``value-of`` compute; other markup is passed over."""
    for part in tei.content(element):
        if isinstance(part, str):
            yield make.text(part)
        elif tei.local(part) == "value-of":
            yield make("value-of", {"select": part.get("select", "")})
        elif tei.local(part) == "name":
            path = part.get("path")
            yield make("value-of", {"select": f"name({path})" if path else "name()"})
        else:
            yield from _sentence(make, part)


def _walk(make: ElementMaker) -> etree._Element:
    """Make the template that every node comes to last: it goes on to what lies within."""
    return make.template(
        {"match": "document-node() | node() | @*", "priority": "0"},
        make(
            "apply-templates",
            {"select": "@* | node()"},
            make("with-param", {"name": "tried", "tunnel": "yes", "select": "()"}),
        ),
    )
