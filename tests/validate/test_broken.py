"""Documents with one fault each: the right code on the right line, nothing fetched, no memory without bounds.

What the schema refuses has its fixtures in ``faults.txt``, and what is no TEI document its table in ``test_run.py``;
here stand the faults that are found beyond both, and the proof that a hostile document does nothing else.
"""

import socket
import subprocess
import sys
import threading
from pathlib import Path

import fixtures
import pytest
import test_run

from editio import tei, validate
from editio.message import CODES, Rejected

HERE = Path(__file__).parent
LAMP = HERE.parent / "fixtures" / "lamp.xml"
DOCUMENT = LAMP.read_text(encoding="utf-8")

BROKEN = {
    "a pointer to nobody": ("<name>editio</name>", '¦<name ref="#editio">editio</name>', "E504"),
    "an id for the second time": ('<p xml:id="p380">', '¦<p xml:id="p180">', "E505"),
    "a heading without words": ("A Smaller Heading", "¦", "E506"),
    "a note without words": ("Chemist and physicist.", "¦", "E507"),
    "a mark that is not closed": ("his “friends”", "his ¦“friends", "W509"),
    "two sides of a choice that say the same": ("<sic>teh</sic>", "¦<sic>the</sic>", "W516"),
    "a choice of corrections alone": ("<sic>teh</sic>", "¦<corr>teh</corr>", "W517"),
    "an entry with one reading": ("Nothing more", "¦<app><rdg>Nothing</rdg></app> more", "W519"),
    "a quotation that lost its marks": ("Nothing more", "¦<quote>Nothing</quote> more", "W520"),
    "a span that ends before it begins": ('<birth when="1627">1627', '¦<birth from="1627" to="1626">1627', "E521"),
    "a birth in two years": ('<birth when="1627">', '¦<birth when="1672">', "W522"),
    "a responsibility of nobody": (
        '<respStmt xml:id="ed">',
        '¦<respStmt><resp>typed by</resp><name/></respStmt><respStmt xml:id="ed">',
        "E525",
    ),
    "two verses of one number": (
        '<p xml:id="p550">',
        '<lg><l n="2">A</l>¦<l n="2">B</l></lg><p xml:id="p550">',
        "W526",
    ),
    "a language of three letters": ('<text xml:lang="en-GB">', '¦<text xml:lang="eng">', "W528"),
    "a text of unknown language": ('<text xml:lang="en-GB">', '¦<text xml:lang="und">', "W529"),
    "a language that is not declared": ("Nothing more", '¦<foreign xml:lang="fr">Rien</foreign> more', "W530"),
    "an identifier that is none": ('<idno type="Wikidata">Q43393', '¦<idno type="Wikidata">43393', "W531"),
    "a chain that leads elsewhere": ('prev="#q2.1"', '¦prev="#q1"', "W532"),
    "a gap without a reason": ('<gap reason="undecodable"', "¦<gap", "W533"),
    "a character that is none": ("Nothing more", "¦Nothing\u0378 more", "W534"),
    "a character of private use": ("Nothing more", "¦Nothing\ue000 more", "W535"),
    "a word of two scripts": ("Nothing more", "¦N\u043ething more", "W536"),
    "a letter with its mark behind it": ("Nothing more", "¦Nothing mo\u0301re", "W537"),
    "a control character": ("Nothing more", "¦Nothing\x97more", "W538"),
    "a soft hyphen": ("Nothing more", "¦No\xadthing more", "W539"),
    "a character that was lost": ("Nothing more", "¦No\ufffdhing more", "W541"),
}

MARK = "¦"
"""Stands in a change where the fault is to be reported, and is taken out."""


def findings(data):
    """Give what is found in a document, whether or not it is refused."""
    try:
        return validate.run(Path("lamp.xml"), data=data)
    except Rejected as rejected:
        return rejected.messages


@pytest.mark.parametrize("kind", BROKEN)
def test_a_fault_has_its_code_on_its_line(kind):
    old, new, code = BROKEN[kind]
    assert DOCUMENT.count(old) == 1, f"{old} stands in the sample {DOCUMENT.count(old)} times"
    broken = DOCUMENT.replace(old, new)
    line = broken[: broken.index(MARK)].count("\n") + 1
    found = {(message.line, message.code) for message in findings(broken.replace(MARK, "").encode())}
    assert (line, code) in found
    assert {other for _, other in found} == {code, *ALONGSIDE.get(code, ())}


ALONGSIDE = {"W528": ["W530"]}
"""Codes that are found with another, since one slip breaks two rules."""


def test_there_are_more_than_forty_broken_documents_and_each_is_one_of_its_own():
    of_the_schema = [tuple(fixture.parts[:2]) for fixture in fixtures.read(HERE / "faults.txt", 3)]
    refused = [words for words, _, _ in test_run.REFUSED.values()]
    broken = [(old, new) for old, new, _ in BROKEN.values()]
    assert len({*of_the_schema, *refused, *broken}) == len(of_the_schema) + len(refused) + len(broken) > 60
    assert {code for _, _, code in BROKEN.values()} <= set(CODES)


TEI = f'<TEI xmlns="{tei.NAMESPACE}" xmlns:xi="http://www.w3.org/2001/XInclude" %s>%s</TEI>'
XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:x http://{at}/x.xsd"'
FETCHING = {
    "a document type": '<!DOCTYPE TEI SYSTEM "http://{at}/tei.dtd">' + TEI % ("", ""),
    "an entity": '<!DOCTYPE TEI [<!ENTITY a SYSTEM "http://{at}/a">]>' + TEI % ("", "&a;"),
    "a parameter entity": '<!DOCTYPE TEI [<!ENTITY % a SYSTEM "http://{at}/a"> %a;]>' + TEI.replace("%s", ""),
    "a document type behind a comment": f"<!--{'x' * 70_000}-->" + '<!DOCTYPE TEI SYSTEM "http://{at}/">',
    "an inclusion": TEI % ("", '<xi:include href="http://{at}/a.xml"/>'),
    "a schema of its own": TEI % (XSI, ""),
    "a stylesheet": '<?xml-stylesheet href="http://{at}/a.xsl" type="text/xsl"?>' + TEI % ("", ""),
    "a model": '<?xml-model href="http://{at}/a.rng"?>' + TEI % ("", ""),
    "a pointer": TEI % ("", '<graphic url="http://{at}/a.png"/><ptr target="http://{at}/"/>'),
}


@pytest.mark.parametrize("kind", FETCHING)
def test_nothing_is_fetched(kind):
    asked = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        listening = threading.Thread(target=_listen, args=(server, asked))
        listening.start()
        at = f"127.0.0.1:{server.getsockname()[1]}"
        found = findings(FETCHING[kind].replace("{at}", at).encode())
        listening.join()
    assert found
    assert asked == []


def _listen(server, asked):
    try:
        asked.append(server.accept()[1])
    except TimeoutError:
        return


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
HUNGRY = {
    "an entity bomb": (f'<!DOCTYPE TEI [<!ENTITY l0 "lamp">{LAUGHS}]>{TEI % ("", "&l9;")}', "E512"),
    "a hundred thousand levels": (TEI % ("", "<ab>" * 100_000 + "</ab>" * 100_000), "E513"),
}
MEBIBYTES = 400
"""Memory that a process may ask for, with Python, libxml2 and the schema in it."""

PROGRAM = """
import resource, sys
from pathlib import Path
from editio import validate
from editio.message import Rejected
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[2]) << 20,) * 2)
try:
    validate.run(Path(sys.argv[1]))
except Rejected as rejected:
    print(*(message.code for message in rejected.messages))
"""


@pytest.mark.parametrize("kind", HUNGRY)
def test_a_hungry_document_is_refused_within_bounds(kind, tmp_path):
    document, code = HUNGRY[kind]
    path = tmp_path / "lamp.xml"
    path.write_text(document, encoding="utf-8")
    command = [sys.executable, "-c", PROGRAM, str(path), str(MEBIBYTES)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.stdout.split(), done.stderr) == ([code], "")
