"""A document printed as an outline, one node a line: what golden files hold and diffs are read in."""

from editio.render.document import Document, Node


def printed(document: Document) -> str:
    """Print the nodes of a document, then its notes, interventions, variants and registers."""
    lines = []
    for name in ("front", "body", "back"):
        lines += [f"{name}:", *_content(getattr(document, name), 1)]
    for note in document.notes:
        about = f"{note.series} at {note.anchor or '-'} by {', '.join(note.responsible) or '-'}"
        lines += [f"note {note.id}: {about}", *_note(note), *_content(note.content, 1)]
    for change in document.interventions:
        lines += [f"intervention {change.id}: {change.kind}: {change.source!r} -> {change.reading!r}", *_change(change)]
    for variant in document.variants:
        lines += [f"variant {variant.id}: {'; '.join(map(_reading, variant.readings))}"]
        lines += [f"  at {passage.id} in {passage.place or '-'}" for passage in variant.passages]
    for entry in document.withdrawn:
        lines.append(f"withdrawn {entry.id}: {entry.date}: {entry.reason} {' '.join(entry.responsible)}".rstrip())
    for register in document.registers:
        for entry in register.entries:
            places = ", ".join(f"{occurrence.id} in {occurrence.place}" for occurrence in entry.occurrences)
            lines.append(f"{register.kind} {entry.id}: {entry.name} ({entry.born}-{entry.died}): {places or '-'}")
    return "\n".join(lines) + "\n"


def _note(note):
    if note.lemma:
        yield f"  about {note.lemma!r} from {note.begins}"
    if note.initials:
        yield f"  signed {' '.join(note.initials)}"


def _change(change):
    by = " ".join((*change.responsible, change.certainty, change.evidence, *change.reasons, *change.details.values()))
    yield f"  by {by}".rstrip()
    for one in change.passages:
        yield f"  at {one.id} in {one.place or '-'}: {one.before!r} {one.source!r} -> {one.reading!r} {one.after!r}"
    for one in change.alternatives:
        said = " ".join((*one.responsible, one.certainty, one.evidence, *one.reasons))
        yield f"  or {one.id or '-'}: {one.reading!r} by {said}".rstrip()


def _reading(reading):
    return f"{reading.words!r} {' '.join((*reading.witnesses, *filter(None, [reading.lacuna])))}".rstrip()


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
