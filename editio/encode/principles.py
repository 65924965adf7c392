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
        "Every word of the source is kept. Corrections are the editors’ own: each stands beside the words that it "
        "replaces, with the name of whoever made it and how sure they are of it.",
    ),
    "normalization": (
        {"method": "markup"},
        "Spelling, punctuation and characters are those of the source. A line end within a paragraph, or a run of "
        "blanks, became one blank.",
    ),
    "quotation": (
        {"marks": "all"},
        "Quotation marks stand as the source has them. What stands between a pair of them is marked as quoted; whether "
        "it is a quotation, somebody’s speech or a word held at a distance, only the editors say.",
    ),
    "hyphenation": (
        {"eol": "some"},
        "A word that a line end of the source cuts is put together again, without its hyphen where the text has the "
        "whole word elsewhere, and more often so than with a hyphen. Beside a dash, and in scripts without blanks, a "
        "line end became nothing if the text mostly has no blank there.",
    ),
    "segmentation": (
        {},
        "Titles, headings, paragraphs, notes and breaks were recognised by program, by the way in which the source "
        "sets them out. More space than usual between two paragraphs is taken for a break.",
    ),
    "interpretation": (
        {},
        "Who and what is named, where quotations come from, and what else is explained was found by the editors.",
    ),
}
"""Parts of the ``editorialDecl`` (Guidelines, section 2.3.3) -> attributes and what was decided.

They are read by readers of a book, who know neither elements nor profiles nor ledgers.
"""

PRACTICE = {
    "encoding": "The source is a file of characters, read as {encoding}{how}.",
    "header": "What the source says of its origin, its makers and its licence is told in the description of the text "
    "and left out of the text.",
    "furniture": "Navigation and whatever else belongs to a page of the web is left out.",
    "boilerplate": "The header and the licence that a library puts round its texts are left out.",
    "notes": "Notes of the author are tied to the places at which the source refers to them.",
    "breaks": "A line of stars or dashes is taken for a break.",
    "lists": "The items of lists are counted or marked as in the source.",
    "verse": "Numbers of lines in the margin are not words of the poem. A line that was too long for the page is one "
    "line, and lines are set in as in the source, measured against their poem.",
    "pages": "Numbers of pages and running heads are left out; where pages begin is marked.",
    "figures": "Where the source tells of an illustration, its place and its caption are kept.",
    "tables": "Lines and bars that are drawn between the cells of a table are left out.",
    "rules": "Lines that are drawn under headings or in tables are left out.",
    "markup": "The signs of the language in which the source is marked up are carried out, not shown.",
    "emphasis": "Words that the source sets off by signs such as _ or = are shown as it means them: in italics, for "
    "instance.",
    "scripts": "Letters that the source raises or lowers by signs such as ^ are raised or lowered.",
    "foreign": "Where brackets of the source name the language of words, such as [Greek: ...], the words are marked as "
    "being in it.",
    "ruby": "Readings that the source gives beside words, in 《 》, stand beside them.",
    "notation": "Notes of those who typed the source about the look of a place, ［＃...］, are left out.",
    "characters": "Characters for which there was no code when the source was typed, ※［＃...］, are described at the "
    "end of this header.",
    "bytes": "Where the source has something that cannot be shown as characters, a gap is marked.",
}
"""Decisions that rows of the ledger cite, by the last part of their id; a header states those that were made."""

MARK = " The mark at its beginning that tells the encoding is no part of the text."

PROFILE = "The structure of the text was found by the rules of the profile {profile}, because {why}."
"""What the program says of its own work, for those who would repeat it."""

VOLUME_PROJECT = (
    "This document holds what belongs to the edition as a whole: what its editors write beside the texts, and all "
    "persons, organisations, places, events, works and terms of which they tell. It was encoded by program."
)

VOLUME_REFERENCES = (
    "The id of an essay is the name of the file in which it was written; that of a part of it is the essay’s, and the "
    "words of the part’s heading; that of a paragraph or table is its part’s, with the how manieth of them it is there."
)

VOLUME_PRACTICE = (
    "The words are the editors’ own, as they wrote them, but that a line end within a paragraph became a blank.",
    "Quotation marks stand as the editors have them.",
)
"""Paragraphs of the ``editorialDecl`` of the volume's own document."""
