"""The faults of a document in bounded time, however many it has.

In go a tree and the compiled schema; out comes libxml2's report. To say where a fault is, libxml2 counts the siblings
before it, so that faults in a crowd of siblings take time that grows with their square. A document with such a crowd is
therefore validated as a stream first, where nothing is counted, and if there are very many faults only its beginning is
looked at further. Whether the document is valid does not depend on it.
"""

from lxml import etree

CROWDED = etree.XPath("boolean(//*[*[2000]])")

ENOUGH = 200
"""Faults after which the rest of a crowded document is not looked at."""

READ_AT_ONCE = 1 << 14
"""Bytes between two counts of the faults."""


def report(root: etree._Element, schema: etree.XMLSchema) -> list[etree._LogEntry]:
    """Give libxml2's entries for a document, none if it is valid; of a crowded one perhaps only the first."""
    if CROWDED(root):
        data = etree.tostring(root, encoding="UTF-8")
        end = _end(data, schema)
        found = _of_beginning(data[:end], schema) if end < len(data) else []
        if found:
            return found
    return [] if schema.validate(root) else list(schema.error_log)


def _end(data: bytes, schema: etree.XMLSchema) -> int:
    """Tell after how many bytes there are faults enough."""
    parser = etree.XMLParser(
        schema=schema, collect_ids=False, huge_tree=True, no_network=True, resolve_entities=False, load_dtd=False
    )
    for end in range(READ_AT_ONCE, len(data), READ_AT_ONCE):
        parser.feed(data[end - READ_AT_ONCE : end])
        if len(parser.feed_error_log) >= ENOUGH:
            return end
    return len(data)


def _of_beginning(data: bytes, schema: etree.XMLSchema) -> list[etree._LogEntry]:
    """Report on a document that is cut off: what its open elements lack may stand in the part that is not looked at."""
    parser = etree.XMLParser(recover=True, collect_ids=False, huge_tree=True, no_network=True, resolve_entities=False)
    root = etree.fromstring(data, parser)
    schema.validate(root)
    tree, last, still_open = root.getroottree(), root, [root]
    while len(last):
        last = last[-1]
        still_open.append(last)
    unsure = {tree.getpath(element) for element in still_open}
    return [entry for entry in schema.error_log if entry.path not in unsure]
