"""A document printed as an outline, one node a line: what golden files hold and diffs are read in."""

from editio.render.document import Document, Node


def printed(document: Document) -> str:
    """Print the nodes of a document, then its notes, interventions, variants and registers."""
    lines = []
    for name in ("front", "body", "back"):
        lines += [f"{name}:", *_content(getattr(document, name), 1)]
    for note in document.notes:
        about = f"{note.series} at {note.anchor or '-'} by {', '.join(note.responsible) or '-'}"
        lines += [f"note {note.id}: {about}", *_content(note.content, 1)]
    for change in document.interventions:
        said = f"{change.source!r} -> {change.reading!r}, between {change.before!r} and {change.after!r}"
        lines.append(f"intervention {change.id}: {change.kind} at {change.place or '-'}: {said}")
    for variant in document.variants:
        readings = "; ".join(f"{reading.words!r} {' '.join(reading.witnesses)}" for reading in variant.readings)
        lines.append(f"variant {variant.id} at {variant.place or '-'}: {readings}")
    for register in document.registers:
        for entry in register.entries:
            places = ", ".join(f"{occurrence.id} in {occurrence.place}" for occurrence in entry.occurrences)
            lines.append(f"{register.kind} {entry.id}: {entry.name} ({entry.born}-{entry.died}): {places or '-'}")
    return "\n".join(lines) + "\n"


def _content(content, depth):
    for part in content:
        if isinstance(part, Node):
            yield "  " * depth + _node(part)
            yield from _content(part.content, depth + 1)
        else:
            yield "  " * depth + repr(part)


def _node(node):
    settings = ", ".join(f"{name}={value}" for name, value in sorted(node.settings.items()))
    words = [node.behaviour, f"<{node.element}>", f"#{node.id}" if node.id else "", node.language]
    return " ".join(filter(None, [*words, f"({settings})" if settings else ""]))
