"""Words of strangers as Markdown: what is plain stays plain, and of HTML the words are left.

In go bodies of annotations; out come bodies of notes in which no sign means anything but itself. Links, images, styles
and programs of HTML are not taken over: only what a reader would have read is.
"""

import re

from lxml import etree

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

APART = frozenset(("br", "td", "th"))
"""Elements whose words do not run on from those before."""

BREAK = "\x00"
"""What stands for the border of a block among the words: no words can hold it."""


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
    """Give the words of HTML that a reader would see, in paragraphs. Nothing is fetched and nothing is run."""
    parser = etree.HTMLParser(target=_Reader(), no_network=True)  # type: ignore[call-overload]  # of its methods four do
    parser.feed(f"<html><body>{html}")
    said: list[str] = parser.close()
    paragraphs = (" ".join(part.split()) for part in "".join(said).split(BREAK))
    return "\n\n".join(part for part in paragraphs if part)


class _Reader:
    """Gather what is read of HTML, as its parser finds it: libxml2 takes what is hostile as quickly as what is not."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.said: list[str] = []
        self.unread = 0

    def start(self, tag: str, _attributes: object) -> None:
        """Take note of an element that begins."""
        self.unread += tag in UNREAD
        self.said.append(BREAK if tag in BLOCKS else " " if tag in APART else "")

    def end(self, tag: str) -> None:
        """Take note of an element that ends."""
        self.unread -= tag in UNREAD
        self.said.append(BREAK if tag in BLOCKS else "")

    def data(self, words: str) -> None:
        """Take the words of elements that are read."""
        self.said.append("" if self.unread else words)

    def close(self) -> list[str]:
        """Give what was gathered."""
        return self.said
