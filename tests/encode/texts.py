"""What several tests of the encoder share: small editions, documents, and the parts that are compared."""

from lxml import etree

from editio import edition as editions
from editio import encode, restore, tei

EDITION = """
id = "lamps"
title = "Lamps"
language = "en"
date = "2001-02-03"
publisher = "The Example Press"
[responsible.ed]
name = "The editors"
"""

AUTHORITIES = """
[person.boyle]
name = "Robert Boyle"
wikidata = "Q43393"

[org.society]
name = "Royal Society"

[place.london]
name = "London"

[event.fire]
name = "Great Fire of London"
when = "1666-09"

[work.chymist]
title = "The Sceptical Chymist"
author = "boyle"
date = "1661"

[term.phlogiston]
name = "phlogiston"
definition = "what was held to leave a thing that burns"
"""


def edition(root, apparatus="", header="", raw=b"It was the best of lamps.\n", authorities=AUTHORITIES):
    """Make an edition of one text, 'lamp', in a folder."""
    folder = root / "source" / "lamp"
    folder.mkdir(parents=True)
    (root / "source" / "edition.toml").write_text(EDITION, encoding="utf-8")
    (root / "source" / "authorities.toml").write_text(authorities, encoding="utf-8")
    (folder / "text.txt").write_bytes(raw)
    for name, words in (("header", header), ("apparatus", apparatus)):
        if words:
            (folder / f"{name}.toml").write_text(words, encoding="utf-8")
    return editions.load(root)


def encoded(raw, file="lamp.txt"):
    """Encode bytes; gives the tree, the ledger and the findings."""
    result = encode.encode(raw, file)
    return tei.parse(result.document, "lamp.xml"), restore.read(result.ledger, "lamp.ledger.tsv"), result.messages


def shown(root):
    """Give what a fixture shows of a document: its text, and what stands beside it, as laid out."""
    parts = [part for name in ("text", "standOff") for part in tei.find_all(root, name)]
    lines = "\n".join(etree.tostring(part, encoding="unicode", with_tail=False) for part in parts)
    lines = lines.replace(f' xmlns="{tei.NAMESPACE}"', "")
    return "\n".join(line.removeprefix("  ") for line in lines.split("\n"))
