"""The examples of ``docs/apparatus.md``.

In goes the page; out come its examples, in order. An example is a fence ``text`` (the raw text), fences ``text NAME``
(other texts of its edition), a fence ``toml`` (``apparatus.toml``), and what comes of it: ``xml``, or ``message``
where the entry is refused. The body is shown, and what stands apart from it; ``xml NAME`` and ``xml #ID`` show an
element besides. The edition and its authorities are fences ``toml FILE``.
"""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from judges import ROOT
from lxml import etree

from editio import tei

PAGE = ROOT / "docs" / "apparatus.md"
TEXT = "letter"
"""The folder of the text of an example."""

FENCE = re.compile(r"^```(\w+) ?(.*)\n((?:.*\n)*?)```$", re.MULTILINE)
HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)
PICTURE = re.compile(r"!\[[^\]]+\]\(apparatus/([a-z-]+)\.png\)")

HEADER = 'title = "A letter"\nlanguage = "en-GB"\n'
LISTED = frozenset(["listPerson", "listOrg", "listPlace", "listEvent", "listBibl", "list"])
"""What stands apart from the text and repeats ``authorities.toml``."""


class Fence(NamedTuple):
    """Hold a fence of the page: what it is, of what, its words, and where these stand."""

    kind: str = ""
    of: str = ""
    words: str = ""
    place: tuple[int, int] = (0, 0)


@dataclass
class Example:
    """Hold an example: the heading under which it stands, its texts by their folders, its entries, what it makes."""

    heading: str
    entries: str = ""
    texts: dict[str, str] = field(default_factory=dict)
    made: Fence = field(default_factory=Fence)

    @property
    def is_refused(self):
        """Tell whether the page shows a message, and no document."""
        return self.made.kind == "message"


def page():
    """Give the words of the page."""
    return PAGE.read_text(encoding="utf-8")


def fences():
    """Give the fences of the page."""
    return [Fence(match[1], match[2], match[3], match.span(3)) for match in FENCE.finditer(page())]


def examples():
    """Give the examples of the page."""
    headings = [(match.start(), match[1]) for match in HEADING.finditer(FENCE.sub(_blanked, page()))]
    found = []
    for fence in fences():
        if fence.kind == "text" and not fence.of:
            found.append(Example([words for at, words in headings if at < fence.place[0]][-1]))
        if fence.kind == "text":
            found[-1].texts[fence.of or TEXT] = fence.words
        elif fence.kind == "toml" and not fence.of and not found[-1].made.kind:
            found[-1].entries += fence.words
        elif fence.kind in ("xml", "message"):
            assert not found[-1].made.kind, f"nothing makes what is shown below '{found[-1].heading}'"
            found[-1].made = fence
    return found


def _blanked(match):
    return " " * len(match[0])


def sections():
    """Give the words below each heading of the page, without its fences."""
    parts = HEADING.split(FENCE.sub("", page()))
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def rows():
    """Give the rows of the table of all that can be said: cells by what an entry does."""
    lines = [line.strip("|").split("|") for line in page().splitlines() if line.startswith("| [")]
    cells = [[cell.strip() for cell in line] for line in lines]
    return {do[1]: rest for first, *rest in cells if (do := re.fullmatch(r"\[(\w+)\]\(#\w+\)", first))}


def pictured():
    """Give the pictures of the page: the number of the example that each shows, by its name."""
    ends = [example.made.place[1] for example in examples()]
    return {match[1]: sum(end < match.start() for end in ends) - 1 for match in PICTURE.finditer(page())}


def write(root, example):
    """Write the edition of an example into a folder."""
    files = {fence.of: fence.words for fence in fences() if fence.kind == "toml" and fence.of}
    for text, words in example.texts.items():
        files |= {f"{text}/text.txt": words, f"{text}/header.toml": HEADER}
    files[f"{TEXT}/apparatus.toml"] = example.entries
    for name, words in files.items():
        path = root / "source" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(words, encoding="utf-8", newline="")


def rewrite(number, made):
    """Write into the page what comes of an example."""
    words = page()
    first, last = examples()[number].made.place
    PAGE.write_text(words[:first] + made + words[last:], encoding="utf-8", newline="")


def fragment(root, besides):
    """Give what the page shows: the body of a document and what stands apart from it, behind elements named besides."""
    wanted = besides.split()
    parts = [one for one in root.iter("*") if tei.local(one) in wanted or f"#{one.get(tei.ID)}" in wanted]
    parts += [part for body in root.iter(tei.tag("body")) for part in body]
    parts += [part for beside in root.iter(tei.tag("standOff")) for part in beside if tei.local(part) not in LISTED]
    return "".join(map(_laid_out, parts))


def _laid_out(element):
    lines = etree.tostring(element, encoding="unicode", with_tail=False).replace(f' xmlns="{tei.NAMESPACE}"', "")
    margin = "  " * sum(1 for _ in element.iterancestors())
    return "\n".join(line.removeprefix(margin) for line in lines.split("\n")) + "\n"
