"""The editorial principles of every text that the encoder makes, as words of the teiHeader.

Each has an id, ``editorial.`` and its key, by which the rows of the ledger cite it.
"""

PROJECT = (
    "The raw text is encoded by program; what editors say of it stands in a file of its own. A ledger tells of each "
    "byte of the raw text where it stands in this document."
)

REFERENCES = (
    "The id of a block is the name of its element and the byte of the raw text, counted from 0, at which its first "
    "character stands."
)

DECISIONS = {
    "correction": (
        {"status": "medium", "method": "markup"},
        "The words of the source are kept. A correction is an editor’s, never the program’s; it stands beside the "
        "words that it corrects (choice with sic and corr), or is marked as supplied, with who made it and how sure "
        "it is.",
    ),
    "normalization": (
        {"method": "markup"},
        "Spelling, punctuation and characters are those of the raw text. A line end inside a block, and a run of "
        "blanks, became one blank; the ledger keeps what stood there.",
    ),
    "quotation": ({"marks": "all"}, "Quotation marks are kept as characters, inside the element that they belong to."),
    "hyphenation": ({"eol": "all"}, "Hyphens at the ends of lines are kept."),
    "segmentation": (
        {},
        "Titles, headings, paragraphs, breaks, notes and trailers were found by program from the shape of the raw "
        "text. More blank lines than usual between two paragraphs are encoded as a milestone.",
    ),
    "interpretation": ({}, "Persons, quotations and notes of the editors are marked by the editors alone."),
}
"""Parts of the ``editorialDecl`` (Guidelines, section 2.3.3) -> attributes and what was decided."""

PRACTICE = {
    "encoding": "The bytes of the raw text were read as {encoding}; a byte order mark is no part of the text.",
    "profile": "Its structure was found by the rules of the profile {profile}, because {why}.",
    "header": "Lines that state the origin, the makers or the licence of the text stand in this header alone.",
    "furniture": "Navigation and other furniture of a web page is no part of the text; notes here keep its words.",
    "boilerplate": "A library’s own header and licence are no part of the text; the ledger keeps them.",
    "notes": "A note of the author stands at its anchor; the anchor’s and the note’s number are read as markup.",
    "breaks": "A line of stars or dashes is read as a milestone.",
    "lists": "The sign or the number before an item of a list is read as markup.",
    "bytes": "Bytes that no XML document can hold are shown as gaps.",
}
"""Decisions that rows of the ledger cite, by the last part of their id; a header states those that were made."""
