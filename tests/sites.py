"""Sites of whole editions: the samples with everything that an edition can have, and the edition of this project.

In go folders; out come editions whose HTML is built, and pages as trees. Nothing of the formats is used but to build.
"""

import shutil

from judges import ROOT
from lxml import etree, html
from samples import ESSAYS, FIXTURES, SETTINGS, VOLUME

from editio import edition
from editio.render import render_text, render_volume

TEXTS = ("lamp", "harbour", "mill", "spite")

KINDS = "person org place event work term".split()
"""The tables of ``authorities.toml``: what is in them is not read, since the documents are built already."""

SAID = "A \"b\" 'c' <script>alert(1)</script> & {{ 7*7 }} פנסים של הנמל"
"""What would get out of its place, and turn the direction of what stands round it."""

ENTRIES = """
<listPerson>
<person xml:id="person.spite"><persName>{s}</persName><persName type="sort">{s}</persName><note>{s}</note>
<idno type="Wikidata">Q1</idno><idno type="{s}">{s}</idno><birth when="{s}">{s}</birth></person>
<person xml:id="person.hebrew"><persName xml:lang="he">יהודה הלוי</persName>
<birth notBefore="1075">1075</birth></person>
{many}</listPerson>
<listOrg><org xml:id="org.spite"><orgName>{s}</orgName><note>{s}</note></org></listOrg>
<listPlace><place xml:id="place.spite"><placeName>{s}</placeName><country>{s}</country></place></listPlace>
<listEvent><event xml:id="event.spite" from="1666-09" to="1667"><label>{s}</label><note>{s}</note></event></listEvent>
<listBibl><bibl xml:id="work.spite"><author ref="#person.spite">{s}</author><title>{s}</title>
<publisher>{s}</publisher><date when="1661">1661</date></bibl></listBibl>
<list type="gloss"><label xml:id="term.spite"><term>{s}</term></label><item>{s}</item></list>
<listAnnotation><note type="ignore" subtype="W509" target="#sp1" resp="#ed">{s}</note>
<note type="ignore" subtype="W1">{s}</note>
<note type="retired" xml:id="old.1" resp="#ed"><date when="2026-01-02">2026-01-02</date>: {s}</note>
<note type="editorial" target="#sp2" xml:id="spn">See <ref target="#person.hebrew">{s}</ref>, and <ref
target="#org.spite"/>.</note></listAnnotation>
"""

SPITE = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="spite"><teiHeader xml:lang="en"><fileDesc><titleStmt>
<title>{s}</title><title type="sub">{s}</title><author><persName ref="#person.spite">{s}</persName></author>
<respStmt xml:id="ed"><resp>{s}</resp><name>{s}</name></respStmt></titleStmt><publicationStmt><publisher>{s}</publisher>
</publicationStmt><sourceDesc><bibl type="print"><title>{s}</title>, <date when="1667">1667</date></bibl></sourceDesc>
</fileDesc><profileDesc><creation><date when="1666">1666</date></creation><abstract><p>{s}</p></abstract><textClass>
<keywords><term>{s}</term></keywords></textClass></profileDesc></teiHeader>
<standOff>{entries}</standOff>
<text xml:lang="he"><front><titlePage><docTitle><titlePart>By <persName ref="#person.spite">{s}</persName></titlePart>
</docTitle></titlePage></front><body>
<div><head>Of <placeName ref="#place.spite">{s}</placeName></head>
<p xml:id="sp1">{s} <persName ref="#person.spite">{s}</persName> {s} <orgName ref="#org.spite">{s}</orgName>
<choice><sic>{s}</sic><corr resp="#ed" cert="high">Of <persName ref="#person.hebrew">{s}</persName></corr></choice> and
<surplus><persName ref="#person.hebrew">not him</persName></surplus>
<rs ref="#person.hebrew #person.spite">the two of them</rs>.</p>
<p xml:id="sp2">As says <title ref="#work.spite">{s}</title>: <quote source="#work.spite" xml:id="q1">{s}</quote>, they
say, <quote source="#work.spite" prev="#q1">{s}</quote>, of a <term ref="#term.spite">{s}</term>, in the
<name type="event" ref="#event.spite">{s}</name>.<note>Said <q who="#person.spite">{s}</q> of
<bibl corresp="#work.spite">{s}</bibl>.</note></p>
</div></body></text></TEI>"""

MANY = '<person xml:id="person.many{nth}"><persName>{letter}. Many</persName></person>'
"""Enough for a register to be jumped in by letters."""


def spiteful():
    """Give a text whose every name is hostile."""
    said = SAID.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    many = "".join(MANY.format(nth=nth, letter=letter) for nth, letter in enumerate("BCDFGHJKLMNPQRSTVWXZÄßŁ"))
    return SPITE.format(s=said, entries=ENTRIES.format(s=said, many=many)).encode()


def samples(root):
    """Build the site of the samples, with essays and everything that registers can hold."""
    (root / "source").mkdir(parents=True)
    (root / "tei").mkdir()
    settings = SETTINGS.replace('texts = ["lamp", "harbour"]', 'texts = ["lamp", "harbour", "mill", "spite"]')
    settings = f'formats = ["html"]\n{settings}{ESSAYS}'
    (root / "source" / "edition.toml").write_text(settings, encoding="utf-8")
    tables = "".join(f'[{kind}.any]\nname = "Any"\n' for kind in KINDS)
    (root / "source" / "authorities.toml").write_text(tables, encoding="utf-8")
    for name in ("introduction", "texts"):
        (root / "source" / f"{name}.md").write_text(f"# {name}\n")
    for name in TEXTS:
        (root / "source" / name).mkdir()
        (root / "source" / name / "text.txt").write_text("x")
        path = FIXTURES / f"{name}.xml"
        (root / "tei" / path.name).write_bytes(path.read_bytes() if path.is_file() else spiteful())
    (root / "tei" / VOLUME.name).write_bytes(VOLUME.read_bytes())
    return build(edition.load(root))


def own(root):
    """Build the site of the edition that this project holds, as it is encoded now."""
    for folder in ("source", "tei"):
        shutil.copytree(ROOT / folder, root / folder)
    return build(edition.load(root))


def build(made):
    """Write all HTML of an edition, and give the edition."""
    for name in made.texts:
        render_text(made, name, "html")
    render_volume(made, "html")
    return made


def kinds(paths):
    """Choose pages so that each kind of element stands on one of them: an element with its classes, role and kind.

    A page is of a kind of its own as long as it has something that those before it have not.
    """
    parser = html.HTMLParser(encoding="utf-8")
    chosen, known = [], set()
    for path in paths:
        found = {
            (one.tag, *(one.get(name, "") for name in ("class", "role", "data-kind", "data-text")))
            for one in etree.parse(path, parser).iter("*")
        }
        if not found <= known:
            chosen.append(path)
            known |= found
    return chosen


def pages(made):
    """Give every page of a site as a tree, by its path from the top."""
    top = made.output / "html"
    parser = html.HTMLParser(encoding="utf-8")
    found = sorted(top.rglob("*.html"))
    return {path.relative_to(top).as_posix(): etree.parse(path, parser).getroot() for path in found}
