"""Points: references to editors' notes stand after closing punctuation, and no word moves."""

import pytest

from editio import tei
from editio.render import model
from editio.render.document import Node
from editio.render.points import past_points

MOVED = {
    "past a comma": ("lamps@, and", "lamps,@ and"),
    "past several marks": ("“lamps@”).", "“lamps”).@"),
    "two references together": ("lamps@@. And", "lamps.@@ And"),
    "not past a blank": ("lamps@ (and", "lamps@ (and"),
    "not past a dash": ("lamps@–and", "lamps@–and"),
    "not past an opening bracket": ("lamps@(and", "lamps@(and"),
    "not an author's": ("lamps#, and", "lamps#, and"),
    "not past an author's": ("lamps@#, and", "lamps@#, and"),
    "within other words": ("<hi>lamps@, and</hi>", "<lamps,@ and>"),
}

SIGNS = {"@": '<note type="editorial">n</note>', "#": "<note>n</note>"}


def shown(content):
    """Print a content with a sign for each reference."""
    return "".join(
        part
        if isinstance(part, str)
        else {"editorial": "@", "authorial": "#"}.get(part.setting("series")) or f"<{shown(part.content)}>"
        for part in content
    )


@pytest.mark.parametrize(("before", "after"), MOVED.values(), ids=MOVED)
def test_references_move_past_points(before, after):
    words = "".join(SIGNS.get(c, c) for c in before)
    data = f'<TEI xmlns="{tei.NAMESPACE}"><teiHeader/><text><body><p>{words}</p></body></text></TEI>'.encode()
    document, _ = model.read(tei.parse(data, "a.xml"))
    (paragraph,) = past_points(document).body
    assert isinstance(paragraph, Node)
    assert shown(paragraph.content) == after


def test_a_document_without_editors_notes_is_left_alone():
    data = f'<TEI xmlns="{tei.NAMESPACE}"><teiHeader/><text><body><p>x<note>n</note>,</p></body></text></TEI>'.encode()
    document, _ = model.read(tei.parse(data, "a.xml"))
    assert past_points(document) is document
