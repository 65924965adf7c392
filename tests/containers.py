"""The marked containers of a page: the words that a reader sees as the text's own.

In goes HTML or XHTML as text; out come the words of each element that bears ``data-text``, without what bears
``data-interface`` inside it. Nothing of the engine is used.
"""

from html.parser import HTMLParser

VOID = set("area base br col embed hr img input link meta source track wbr".split())

LINES = set(
    """
    aside blockquote body br caption dd div dl dt figcaption figure h1 h2 h3 h4 h5 h6 header hr li nav ol p pre section
    table tbody td tfoot th thead tr ul
    """.split()
)
"""Elements at whose edges a word ends."""


class Containers(HTMLParser):
    """Collect ``(kind, words)`` for each container, in the order of the page."""

    def __init__(self):
        super().__init__()
        self.open = []
        self.found = []

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        kind = attributes.get("data-text")
        if kind:
            assert not self._container(), "a container stands in a container"
            self.found.append((kind, []))
        self._edge(tag)
        if tag not in VOID:
            self.open.append((tag, bool(kind), "data-interface" in attributes))

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        self._edge(tag)
        if tag not in VOID:
            opened, _, _ = self.open.pop()
            assert opened == tag, f"<{opened}> ends as </{tag}>"

    def handle_data(self, data):
        if self._container() and not any(interface for _, _, interface in self.open):
            self.found[-1][1].append(data)

    def _container(self):
        return any(kind for _, kind, _ in self.open)

    def _edge(self, tag):
        if tag in LINES and self._container():
            self.found[-1][1].append("\n")


def read(page):
    """Give ``(kind, words)`` of each container of a page."""
    parser = Containers()
    parser.feed(page)
    parser.close()
    return [(kind, "".join(pieces).split()) for kind, pieces in parser.found]


def words(page, kind):
    """Give the words of all containers of one kind, as one text."""
    return [word for found, said in read(page) if found == kind for word in said]
