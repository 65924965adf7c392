"""ISO Schematron to XSLT: the rules of a schema become one stylesheet.

In goes a Schematron schema, or a RELAX NG grammar with patterns among its definitions, as TEI's schemas have them; out
comes a stylesheet that writes a line for each assertion that fails and each report that succeeds: place, role,
sentence, with tabs between. :func:`stylesheet` makes XSLT 3.0 that walks a document once, for the bindings from XSLT 2
on; :func:`plain_stylesheet` makes XSLT 1.0. All patterns are tried, whatever phases there are; diagnostics are passed
over. Nothing is run here.

Source of the rules: ISO/IEC 19757-3, sections 5 and 6. Within a pattern a node is tried by the first rule whose context
it matches and by no later one; patterns know nothing of one another.
"""

import copy
import re
from collections.abc import Callable, Iterator

from lxml import etree
from lxml.builder import ElementMaker

from editio import tei

SCHEMATRON = "http://purl.oclc.org/dsdl/schematron"
XSLT = "http://www.w3.org/1999/XSL/Transform"
ERROR = "http://www.w3.org/2005/xqt-errors"
SCHEMA_TYPES = "http://www.w3.org/2001/XMLSchema"

KEPT = {"1.0": ("key",), "3.0": ("key", "function")}
"""Declarations of XSLT that a schema may bring, by version; others could open files."""

Place = Callable[[ElementMaker], etree._Element]


def stylesheet(schema: etree._Element) -> etree._Element:
    """Make the XSLT 3.0 stylesheet of all patterns of a schema.

    Each rule is a template, earlier ones with the higher priority. Every template hands its node on to the next one
    that matches, together with the patterns that have tried the node already. A pattern or rule that names an abstract
    one which is not there is a ``LookupError``.
    """
    schema = expanded(schema)
    make = _maker(schema)
    rules = _rules(schema)
    templates = [_template(make, rule, pattern, len(rules) - nth) for nth, (pattern, rule) in enumerate(rules)]
    return make.stylesheet(
        {"version": "3.0", "exclude-result-prefixes": "#all", "default-mode": "walk"},
        make.output(method="text", encoding="UTF-8"),
        make.mode(name="walk"),
        *_declarations(make, schema, "3.0"),
        *templates,
        _walk(make),
    )


def plain_stylesheet(schema: etree._Element) -> etree._Element:
    """Make the XSLT 1.0 stylesheet of all patterns of a schema: each pattern is a mode, and walks the document once."""
    schema = expanded(schema)
    make = _maker(schema)
    rules = _rules(schema)
    patterns = list(dict.fromkeys(pattern for pattern, _ in rules))
    return make.stylesheet(
        {"version": "1.0"},
        make.output(method="text", encoding="UTF-8"),
        *_declarations(make, schema, "1.0"),
        make.template({"match": "/"}, *(make("apply-templates", select="/", mode=name) for name in patterns)),
        *(_plain_template(make, rule, name, len(rules) - nth) for nth, (name, rule) in enumerate(rules)),
        *(_onward(make, name) for name in patterns),
        _path(make),
    )


def expanded(schema: etree._Element) -> etree._Element:
    """Give a copy of a schema in which abstract patterns and rules stand written out (sections 5.4.6 and 5.4.8)."""
    schema = copy.deepcopy(schema)
    patterns = {name: one for one in schema.iter(_tag("pattern")) if one.get("abstract") and (name := one.get("id"))}
    for pattern in [one for one in schema.iter(_tag("pattern")) if one.get("is-a")]:
        _instantiate(pattern, patterns[pattern.get("is-a", "")])
    abstract = {name: one for one in schema.iter(_tag("rule")) if one.get("abstract") and (name := one.get("id"))}
    while (extends := next(schema.iter(_tag("extends")), None)) is not None:
        _extend(extends, abstract[extends.get("rule", "")])
    return schema


def _tag(name: str) -> str:
    return f"{{{SCHEMATRON}}}{name}"


def _instantiate(pattern: etree._Element, abstract: etree._Element) -> None:
    """Write an abstract pattern out, with the values of its parameters."""
    values = {f"${one.get('name')}": one.get("value", "") for one in pattern.iterchildren(_tag("param"))}
    named = re.compile("|".join(rf"{re.escape(name)}(?![\w.-])" for name in sorted(values)) or "(?!)")
    for part in copy.deepcopy(abstract).iterchildren(etree.Element):
        for element in part.iter(etree.Element):
            for key, value in element.items():
                element.set(key, named.sub(lambda found: values[found.group()], value))
        pattern.append(part)


def _extend(extends: etree._Element, abstract: etree._Element) -> None:
    """Put the checks of an abstract rule in the place of ``extends``; a rule that extends itself is a LookupError."""
    rule = extends.getparent()
    if rule is None or rule is abstract:
        raise LookupError(extends.get("rule", ""))
    at = rule.index(extends)
    rule[at : at + 1] = [copy.deepcopy(part) for part in abstract.iterchildren(etree.Element)]


def _maker(schema: etree._Element) -> ElementMaker:
    """Make elements of XSLT, with the prefixes that the rules' expressions use."""
    found: dict[str | None, str] = {prefix: uri for prefix, uri in schema.nsmap.items() if prefix}
    for declared in schema.iter(_tag("ns")):
        found[declared.get("prefix")] = declared.get("uri", "")
    return ElementMaker(namespace=XSLT, nsmap=found | {"xsl": XSLT, "err": ERROR, "xs": SCHEMA_TYPES})


def _rules(schema: etree._Element) -> list[tuple[str, etree._Element]]:
    """Give every rule that has a context, with a name for its pattern."""
    return [
        (f"pattern{number}", rule)
        for number, pattern in enumerate(schema.iter(_tag("pattern")))
        for rule in pattern.iterchildren(_tag("rule"))
        if "true" not in (pattern.get("abstract"), rule.get("abstract"))
    ]


def _declarations(make: ElementMaker, schema: etree._Element, version: str) -> Iterator[etree._Element]:
    """Give what holds for all rules: values that are declared outside them, and keys and functions."""
    for element in schema.iter(_tag("let"), *(f"{{{XSLT}}}{name}" for name in KEPT[version])):
        parent = element.getparent()
        if parent is not None and parent.tag != _tag("rule") and parent.get("abstract") != "true":
            yield _variable(make, element) if element.tag == _tag("let") else copy.deepcopy(element)


def _variable(make: ElementMaker, let: etree._Element) -> etree._Element:
    return make.variable(name=let.get("name", ""), select=let.get("value", "''"))


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
    broken = make("value-of", {"select": "(path(.), 'broken', $err:description)", "separator": "\t"})
    caught = make.catch({"errors": "*"}, broken, make.text("\n"))
    checks = _checks(make, rule, lambda make: make("value-of", select="path(.)"))
    return make("try", {"rollback-output": "yes"}, *checks, caught)


def _plain_template(make: ElementMaker, rule: etree._Element, pattern: str, priority: int) -> etree._Element:
    return make.template(
        {"match": rule.get("context", ""), "mode": pattern, "priority": str(priority)},
        *_checks(make, rule, lambda make: make("call-template", name="editio.path")),
        make("apply-templates", select="@* | node()", mode=pattern),
    )


def _checks(make: ElementMaker, rule: etree._Element, place: Place) -> Iterator[etree._Element]:
    for child in rule.iterchildren(etree.Element):
        test = child.get("test", "")
        match tei.local(child):
            case "let":
                yield _variable(make, child)
            case "report":
                yield make("if", {"test": test}, *_finding(make, child, place))
            case "assert":
                yield make("if", {"test": f"not({test})"}, *_finding(make, child, place))


def _finding(make: ElementMaker, check: etree._Element, place: Place) -> tuple[etree._Element, ...]:
    return (
        make.variable({"name": "editio.sentence"}, *_sentence(make, check)),
        place(make),
        make.text(f"\t{' '.join(check.get('role', 'error').split())}\t"),
        make("value-of", {"select": "normalize-space($editio.sentence)"}),
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


def _onward(make: ElementMaker, pattern: str) -> etree._Element:
    """Make the template of a mode for the nodes that no rule knows."""
    onward = make("apply-templates", select="@* | node()", mode=pattern)
    return make.template({"match": "/ | node() | @*", "mode": pattern, "priority": "0"}, onward)


def _path(make: ElementMaker) -> etree._Element:
    """Make the template that writes a node's place in the form of XPath's ``path()``: ``/Q{...}TEI[1]/Q{...}p[2]``."""
    same = "local-name() = local-name(current()) and namespace-uri() = namespace-uri(current())"
    step = f"concat('/Q{{', namespace-uri(), '}}', local-name(), '[', count(preceding-sibling::*[{same}]) + 1, ']')"
    steps = make("for-each", {"select": "ancestor-or-self::*"}, make("value-of", select=step))
    attribute = make("if", {"test": "count(. | ../@*) = count(../@*)"}, make("value-of", select="concat('/@', name())"))
    return make.template({"name": "editio.path"}, steps, attribute)
