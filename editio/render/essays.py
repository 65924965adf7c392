"""Essays: the volume's own document as a document for each essay that it holds.

In goes the document of the volume; out come documents whose paragraphs, notes and mentions are counted by themselves.
Nothing is lost: what stands between essays goes with the one before it. No page is made here.
"""

from dataclasses import replace

from editio.render.document import Content, Document, Node, Register, nodes, plain
from editio.render.package import UNTITLED


def apart(document: Document) -> tuple[Document, ...]:
    """Give each essay as a document, with its own notes and, of the registers, its own mentions."""
    groups: list[list[str | Node]] = []
    for part in document.content:
        if not groups or (isinstance(part, Node) and part.behaviour == "section"):
            groups.append([])
        groups[-1].append(part)
    return tuple(_essay(document, tuple(group)) for group in groups)


def title(essay: Document) -> str:
    """Give what an essay is called: the words of its headings, or what the volume is called."""
    first = next((part for part in essay.body if isinstance(part, Node)), None)
    said = " ".join(plain(heading.content) for heading in first.headings) if first else ""
    return said or essay.metadata.title or UNTITLED


def _essay(document: Document, content: Content) -> Document:
    ids = {node.id for node in nodes(content)}
    notes = tuple(note for note in document.notes if note.id in ids)
    ids.update(node.id for note in notes for node in nodes(note.content))
    return replace(
        document,
        front=(),
        body=content,
        back=(),
        notes=notes,
        registers=tuple(_mentioned(register, ids) for register in document.registers),
    )


def _mentioned(register: Register, ids: set[str]) -> Register:
    own = (tuple(one for one in entry.occurrences if one.id in ids) for entry in register.entries)
    entries = (replace(entry, occurrences=some) for entry, some in zip(register.entries, own, strict=True))
    return Register(register.kind, tuple(entries))
