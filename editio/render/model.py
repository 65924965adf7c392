"""The model: a TEI tree becomes a document of nodes, in the reading view or in the source view.

In goes a parsed TEI document, as untrusted as any; out come a :class:`~editio.render.document.Document` and
the findings. Which behaviour an element has is said by the rules (:mod:`editio.render.rules`), how an element is
read by the :mod:`~editio.render.reader`; here stands which handler a behaviour has, and what the whole is made of.
Nothing is numbered, and no format is known.

The views (TEI Guidelines, 3.5 and 12.3): `reading` takes of a ``choice`` what the editors put, and leaves
``surplus`` out; `source` takes what was received, and leaves ``supplied`` and editorial notes out.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from lxml import etree

from editio import tei
from editio.message import Message, Rejected
from editio.render import apparatus, context, editing, pointing, ranges, standoff
from editio.render.document import Content, Document, Node, Note
from editio.render.header import metadata
from editio.render.listing import labelled
from editio.render.points import past_points
from editio.render.reader import Attach, Handler, Parts, Reader
from editio.render.register import registers
from editio.render.rules import Rule
from editio.render.running import line
from editio.render.space import gathered
from editio.render.statements import Variant


def read(
    root: etree._Element, *, view: str = "reading", file: str = "", prefix: str = "", own_rules: Path | None = None
) -> tuple[Document, tuple[Message, ...]]:
    """Read a TEI document, or a corpus, in one view.

    ``file`` names the document in messages; ``prefix`` goes before every id (a volume needs it), though not
    before those of registers, which its texts share; ``own_rules`` is a publisher's file of rules, tried first.
    Returns the document with what there is to report (W703, W705). Rejects nesting beyond
    :data:`editio.tei.DEEPEST` (E513) and links that would run a script (E704).
    """
    about = metadata(root)
    reader = Reader(standoff.given(root, about, file, prefix, own_rules, HANDLERS, ATTACH), view)
    front, body, back = _regions(reader, root)
    rejected = [message for message in reader.messages if message.rejects]
    if rejected:
        raise Rejected(rejected)
    notes = tuple(note for note in reader.notes if note is not None)
    content = front + body + back
    changes = reader.interventions.values()
    ranged: tuple[Note | Variant, ...] = (*notes, *reader.variants.values())
    running = line(content, notes, {*context.ids(changes, reader.occurrences), *ranges.ids(ranged)})
    passages = ranges.between(running, ranged)
    document = Document(
        metadata=about,
        view=view,
        front=front,
        body=body,
        back=back,
        notes=ranges.with_lemmata(notes, passages),
        interventions=context.of_changes(changes, running),
        variants=ranges.with_words(reader.variants.values(), passages),
        witnesses=standoff.witnesses(root),
        withdrawn=standoff.withdrawn(root, reader),
        registers=registers(root, context.of_names(reader.occurrences, running)),
    )
    return past_points(document), tuple(sorted(set(reader.messages)))


# --- what some behaviours do beyond making a node ---------------------------------------------------------


def _content(reader: Reader, element: etree._Element, name: str, _rule: Rule) -> Parts:
    """Give the content of an element that itself is nothing on the page."""
    return reader.content(element, name)


def _list(reader: Reader, element: etree._Element, name: str, rule: Rule) -> Parts:
    before, node = gathered(reader.node(element, name, rule), "listItem")
    return (*before, labelled(node))


def _table(reader: Reader, element: etree._Element, name: str, rule: Rule) -> Parts:
    before, node = gathered(reader.node(element, name, rule), "row", "table-caption")
    return (*before, node)


def _row(reader: Reader, element: etree._Element, name: str, rule: Rule) -> Parts:
    before, node = gathered(reader.node(element, name, rule), "cell")
    return (*before, node)


HANDLERS: Mapping[str, Handler] = {
    "alternate": editing.alternate,
    "apparatus": apparatus.apparatus,
    "document": _content,
    "gap": editing.gap,
    "graphic": pointing.graphic,
    "index": editing.omit,
    "intervention": editing.intervention,
    "link": pointing.link,
    "list": _list,
    "metadata": editing.omit,
    "name": pointing.name,
    "note": Reader.note,
    "omit": editing.omit,
    "quotation": pointing.attributed,
    "row": _row,
    "saying": pointing.attributed,
    "table": _table,
    "text": _content,
}
"""Who makes something else of an element than one node with its content."""

ATTACH: Mapping[str, Attach] = {"app": apparatus.across, "link": pointing.counterpart, "note": Reader.remark}
"""Who makes nodes of what stands outside the text, by the name of the element."""


# --- the whole --------------------------------------------------------------------------------------------


def _regions(reader: Reader, root: etree._Element) -> tuple[Content, Content, Content]:
    """Read front, body and back; the texts of a corpus are sections of its body."""
    front: list[str | Node] = []
    body: list[str | Node] = []
    back: list[str | Node] = []
    for child in _elements(root):
        name = tei.local(child)
        if name in ("TEI", "teiCorpus"):
            body.append(_text_of_corpus(reader, child, name))
        elif name == "text":
            for part in _elements(child):
                region = {"front": front, "back": back}.get(tei.local(part), body)
                region.extend(_spliced(reader.read(part, "text")))
        elif name == "sourceDoc":
            body.extend(reader.read(child, "TEI"))
    return tuple(front), tuple(body), tuple(back)


def _text_of_corpus(reader: Reader, element: etree._Element, name: str) -> Node:
    settings = {"kind": "text", "title": metadata(element).title}
    reader.count(name)
    own_id = reader.made_up(name)
    front, body, back = _regions(reader, element)
    return Node("section", name, own_id, "", settings, front + body + back, True)


def _spliced(parts: Iterable[str | Node]) -> Iterator[str | Node]:
    """Give the content of a ``front``, ``body`` or ``back`` about which nothing else is said."""
    for part in parts:
        if isinstance(part, Node) and part.behaviour == "body" and not part.id and not part.language:
            yield from part.content
        else:
            yield part


def _elements(element: etree._Element) -> Iterator[etree._Element]:
    return (child for child in element if isinstance(child.tag, str))
