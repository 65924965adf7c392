"""The rules that find blocks in a raw text.

In goes a :class:`~editio.encode.draft.Draft`; out come the blocks that a rule claims. A rule looks at shapes, at words
of the catalogue and at the whole text; none knows a particular work. To add one: write a small function in the module
of its subject, put it into :data:`RULES`, name it in the profiles that ask it (in ``profiles/``, where its place in the
order tells what comes before it), and give it a fixture in ``tests/encode/``.
"""

from collections.abc import Callable, Iterable, Mapping

from editio.encode.draft import Rule
from editio.encode.reading import RawText
from editio.encode.rules import (
    arguments,
    bare,
    breaks,
    contents,
    drama,
    entries,
    figures,
    front,
    headings,
    letters,
    library,
    lists,
    makers,
    notes,
    pages,
    paragraphs,
    quotations,
    tables,
    verse,
    web,
)
from editio.encode.rules.markup import aozora, mandoku, markdown

RULES: Mapping[str, Rule] = {
    "aozora_around": aozora.around,
    "aozora_headings": aozora.headings,
    "aozora_setting": aozora.setting,
    "aozora_lines": aozora.lines,
    "markdown_matter": markdown.matter,
    "markdown_headings": markdown.headings,
    "markdown_pictures": markdown.pictures,
    "markdown_quotations": markdown.quotations,
    "markdown_lists": markdown.items,
    "mandoku_header": mandoku.header,
    "mandoku_headings": mandoku.headings,
    "mandoku_passages": mandoku.passages,
    "boilerplate": library.boilerplate,
    "credits": makers.credits_,
    "transcribers": makers.transcribers,
    "library_pages": library.library_pages,
    "furniture": web.furniture,
    "metadata": web.metadata,
    "pages": pages.pages,
    "notes": notes.notes,
    "figures": figures.figures,
    "breaks": breaks.breaks,
    "trailers": breaks.trailers,
    "contents": contents.contents,
    "numbered_headings": headings.numbered_headings,
    "arguments": arguments.arguments,
    "easydrama": drama.easydrama,
    "cast": drama.cast,
    "speeches": drama.speeches,
    "verse": verse.verse,
    "letters": letters.letters,
    "tables": tables.tables,
    "lists": lists.lists,
    "entries": entries.entries,
    "titles": front.titles,
    "bare_headings": bare.bare_headings,
    "quotations": quotations.quotations,
    "paragraphs": paragraphs.paragraphs,
}
"""All rules by the names that profiles ask them by."""

Seam = Callable[[RawText], Iterable[int]]
"""Finds the code points at which a line is two: a speaker's name and the words that run on behind it."""

SEAMS: Mapping[str, Seam] = {"marked_speakers": drama.marked_speakers, "speakers": drama.names}
"""What cuts lines before the rules see them, by the names that profiles ask them by."""
