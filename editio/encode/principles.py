"""The editorial principles of every text that the encoder makes, as words of the teiHeader.

Each has an id, ``editorial.`` and its key, by which the rows of the ledger cite it. What is said of the volume's own
document, which has no ledger, stands last.
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
    "quotation": (
        {"marks": "all"},
        "Quotation marks are kept as characters, inside the element that they belong to. Words between two marks that "
        "balance in their passage, or in those over which a speech goes on, were found by program (q); what they are, "
        "the editors say.",
    ),
    "hyphenation": (
        {"eol": "some"},
        "A hyphen at the end of a line is left out where the text itself has the whole word elsewhere, and more often "
        "than with a hyphen; else it is kept, and no blank stands for the line end. Beside a dash, and between "
        "characters of scripts without blanks, none stands either, if the text mostly has none there.",
    ),
    "segmentation": (
        {},
        "Titles, headings, paragraphs, breaks, notes and trailers were found by program from the shape of the raw "
        "text. More blank lines than usual between two paragraphs are encoded as a milestone.",
    ),
    "interpretation": (
        {},
        "Persons, places, works and the like, the sources of quotations, and what the editors note are marked by the "
        "editors alone.",
    ),
}
"""Parts of the ``editorialDecl`` (Guidelines, section 2.3.3) -> attributes and what was decided."""

PRACTICE = {
    "encoding": "The bytes of the raw text were read as {encoding}{how}; a byte order mark is no part of the text.",
    "profile": "Its structure was found by the rules of the profile {profile}, because {why}.",
    "header": "Lines that state the origin, the makers or the licence of the text stand in this header alone.",
    "furniture": "Navigation and other furniture of a web page is no part of the text; notes here keep its words.",
    "boilerplate": "A library’s own header and licence are no part of the text; the ledger keeps them.",
    "notes": "A note of the author stands at its anchor; the anchor’s and the note’s number are read as markup.",
    "breaks": "A line of stars or dashes is read as a milestone.",
    "lists": "The sign or the number before an item of a list is read as markup.",
    "verse": "The number of a line of verse in the margin is read as its number; a line that was too long for the page "
    "is one line, and how far in a line stands, measured against its poem, is kept.",
    "pages": "Numbers of pages and running heads are read as the beginnings of pages.",
    "figures": "A bracketed notice of an illustration is read as a figure; what it says is the caption.",
    "tables": "Lines, bars and other signs between the cells of a table are read as markup.",
    "rules": "Lines drawn under a heading or in a table are no part of the text.",
    "markup": "Signs of the markup language in which the raw text is written are read as markup.",
    "emphasis": "Signs in pairs round words, such as _ or =, are read as markup of their look (hi), where the text "
    "uses them so and they balance in their paragraph.",
    "scripts": "Signs that raise or lower letters, ^ and braces, are read as markup (hi).",
    "foreign": "Brackets that name the language of words, such as [Greek: ...], are read as markup (foreign).",
    "ruby": "The signs of a reading beside words, 《 》 and ｜, are read as markup (ruby, with rb and rt).",
    "notation": "Notes of those who typed the source about the look of a place, ［＃...］, are read as markup; the "
    "ledger keeps them.",
    "characters": "A note that describes a character which had no code, ※［＃...］, is read as markup; the charDecl of "
    "this header keeps it.",
    "bytes": "Bytes that no XML document can hold are shown as gaps.",
}
"""Decisions that rows of the ledger cite, by the last part of their id; a header states those that were made."""

VOLUME_PROJECT = (
    "This document holds what belongs to the edition as a whole: what its editors write beside the texts, and all "
    "persons, organisations, places, events, works and terms of which they tell. It was encoded by program."
)

VOLUME_REFERENCES = (
    "The id of an essay is the name of the file in which it was written; that of a part of it is the essay’s, and the "
    "words of the part’s heading; that of a paragraph or table is its part’s, with the how manieth of them it is there."
)

VOLUME_PRACTICE = (
    "The words are the editors’ own, as they wrote them. The signs of Markdown round them are read as markup; no other "
    "character is left out, added or replaced, but that a line end within a paragraph became a blank.",
    "Quotation marks are kept as characters. Blocks of quotation are marked as such (quote).",
)
"""Paragraphs of the ``editorialDecl`` of the volume's own document."""
