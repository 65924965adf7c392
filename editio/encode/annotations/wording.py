"""Words of strangers as Markdown: what is plain stays plain, and of HTML the words are left.

In go bodies of annotations; out come bodies of notes in which no sign means anything but itself. Links, images, styles
and programs of HTML are not taken over: only what a reader would have read is.
"""

import re
from html.parser import HTMLParser

MEANT = re.compile(r"([\\`*_\[\]<>&~|])")
"""Characters that CommonMark reads as signs wherever they stand."""

AT_THE_BEGINNING = re.compile(r"(?m)^[ \t]*(?:([#+=-])|(\d{1,9})([.)]))")
"""Characters that CommonMark reads as signs at the beginning of a line."""

UNREAD = frozenset("head math noscript object script style svg template title".split())
"""Elements whose words nobody reads."""

BLOCKS = frozenset(
    "address article aside blockquote dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main nav ol "
    "p pre section table tr ul".split()
)
"""Elements that stand on lines of their own."""


def markdown(words: str) -> str:
    """Write plain words so that Markdown reads them as they are; blank lines part paragraphs, other lines run on."""
    paragraphs = (part for part in re.split(r"\n[ \t\r]*\n", words.replace("\r\n", "\n").replace("\r", "\n")))
    lines = ("\n".join(line.strip() for line in part.split("\n") if line.strip()) for part in paragraphs)
    return "\n\n".join(_plain(part) for part in lines if part)


def _plain(words: str) -> str:
    return AT_THE_BEGINNING.sub(
        lambda found: f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}", MEANT.sub(r"\\\1", words)
    )


def words_of(html: str) -> str:
    """Give the words of HTML that a reader would see, in paragraphs."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    paragraphs = (" ".join(part.split()) for part in "".join(reader.said).split("\n\n"))
    return "\n\n".join(part for part in paragraphs if part)


class _Reader(HTMLParser):
    """Gather what is read of HTML."""

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self.unread: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        """Take note of an element that begins."""
        if tag in UNREAD:
            self.unread.append(tag)
        self.said.append("\n\n" if tag in BLOCKS else " " if tag in ("br", "td", "th") else "")

    def handle_endtag(self, tag: str) -> None:
        """Take note of an element that ends."""
        if tag in self.unread:
            del self.unread[self.unread.index(tag) :]
        self.said.append("\n\n" if tag in BLOCKS else "")

    def handle_data(self, data: str) -> None:
        """Take the words of elements that are read; line ends of HTML are blanks."""
        if not self.unread:
            self.said.append(data.replace("\n", " "))
