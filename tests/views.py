"""The views of a TEI text, once more and by other means: the words that every output must hold, and no others.

In goes a TEI tree; out come words. Nothing of the engine is used: what it renders is measured by this.
"""

from lxml import etree

TEI = "{http://www.tei-c.org/ns/1.0}"

OMITTED = {"reading": {"surplus", "am", "del"}, "source": {"supplied", "ex"}}
"""What a view leaves out (an editorial note is a note, and has its own words)."""

PREFERRED = {
    "reading": "corr reg expan supplied add unclear lem rdg".split(),
    "source": "sic orig abbr am del unclear lem rdg".split(),
}
"""Which child of a ``choice``, ``subst`` or ``app`` a view takes; of an ``app`` the source has its own witness's."""

NO_NOTES = ("reason", "ignore", "retired")
"""Types of notes outside the text that no reader is shown as notes."""

EDITORIAL = ("editorial", "editor", "commentary")
"""Types of notes that are not the author's."""

WITHIN_LINE = set(
    """
    abbr add anchor app author bibl choice citedRange code corr date del emph expan foreign g gap gloss hi lem mentioned
    name note orgName orig pb persName placeName ptr q quote rb rdg ref reg role rs rt ruby said seg sic soCalled subst
    supplied surplus term title unclear
    """.split()
)
"""Elements around which words run on; around all others, and at ``lb``, a word ends."""

LINES = ("p", "l", "ab")
"""Elements in which words run on around a stage direction as well."""


def text(root, view):
    """Give the words of the text without its notes."""
    return "".join(piece for part in root.iter(TEI + "text") for piece in _pieces(part, view)).split()


def notes(root, view, series=("authorial", "editorial")):
    """Give the words of each note of the text, in the order of their places; then of notes outside the text."""
    found = []
    for note in root.iter(TEI + "note"):
        inside = any(parent.tag == TEI + "text" for parent in note.iterancestors())
        about = note.get("type") not in NO_NOTES and note.get("target")
        if not (inside or about) or _is_hidden(note, view) or note.getparent().tag == TEI + "div":
            continue
        if ("editorial" if note.get("type") in EDITORIAL else "authorial") in series:
            found.append("".join(_inner(note, view)).split())
    return found


def _is_hidden(note, view):
    if view == "source" and note.get("type") in EDITORIAL:
        return True
    for child, parent in zip([note, *note.iterancestors()], note.iterancestors(), strict=False):
        name = etree.QName(parent).localname
        if name in OMITTED[view] or (name in ("choice", "subst", "app") and _chosen(parent, view) is not child):
            return True
        if name == "note" and _is_hidden(parent, view):
            return True
    return False


def _pieces(element, view):
    if not isinstance(element.tag, str):
        return
    name = etree.QName(element).localname
    if name in OMITTED[view] or (name == "note" and element.getparent().tag != TEI + "div"):
        return
    around = etree.QName(element.getparent()).localname
    edge = "" if (name in WITHIN_LINE and around != "cit") or (name == "stage" and around in LINES) else "\n"
    yield edge
    if name in ("choice", "subst", "app"):
        chosen = _chosen(element, view)
        yield from () if chosen is None else _inner(chosen, view)
    else:
        yield from _inner(element, view)
    yield edge


def _inner(element, view):
    yield element.text or ""
    for child in element:
        yield from _pieces(child, view)
        yield child.tail or ""


def _chosen(element, view):
    if view == "source" and element.tag == TEI + "app":
        witnesses = element.getroottree().iterfind(f".//{TEI}witness[@corresp='#source.digital']")
        own = {f"#{witness.get('{http://www.w3.org/XML/1998/namespace}id')}" for witness in witnesses}
        for reading in element.iterchildren(TEI + "lem", TEI + "rdg"):
            if own & set(reading.get("wit", "").split()):
                return reading
    by_name = {}
    for child in element.iterchildren(etree.Element):
        by_name.setdefault(etree.QName(child).localname, child)
    preferred = [by_name[name] for name in PREFERRED[view] if name in by_name]
    return (preferred or list(element.iterchildren(etree.Element)) or [None])[0]
