"""The behaviours: the whole contract between a TEI document and a format.

In goes nothing; out come names. A processing rule gives each element one of these behaviours, and the sheet
of a format says how each is written. :data:`STANDARD` are those of TEI's Processing Model (Guidelines, ch. 22,
`teidata.behaviour`); :data:`OURS` are more precise ones, each with the behaviour that a format without it uses.
"""

STANDARD = (
    "alternate anchor block body break cell cit document figure glyph graphic heading index inline link "
    "list listItem metadata note omit paragraph row section table text title"
).split()

OURS = {
    "apparatus": "alternate",  # app: a place where witnesses differ
    "counterpart": "link",  # link: to the same passage in another text
    "date": "inline",  # date, with what TEI normalised it to as `when`
    "gap": "inline",  # gap: something that is not there
    "intervention": "inline",  # supplied, surplus, unclear: what editors add, take away, or are not sure of
    "milestone": "break",  # milestone: a break between paragraphs
    "name": "inline",  # persName, title, term and their kin, with the entry of a register as `key`
    "pageBreak": "break",  # pb: where a page of the source begins
    "quotation": "block",  # quote: words from elsewhere, set off
    "saying": "inline",  # quote, q, said in a line: words of somebody, whose entry in a register is the `key`
    "speaker": "block",  # speaker: who speaks
    "speech": "block",  # sp
    "stage": "block",  # stage: a stage direction
    "titlePage": "block",  # titlePage
    "titlePart": "block",  # titlePart, docAuthor, docDate ...: one line of a title page
    "verseGroup": "block",  # lg
    "verseLine": "block",  # l
}

MODEL_ONLY = frozenset(("document", "index", "metadata", "omit", "text"))
"""Behaviours that the model deals with itself: no format is ever asked for them."""

BLOCKS = frozenset(
    """
    block body cell cit figure heading list listItem milestone paragraph quotation row section speaker speech
    stage table title titlePage titlePart verseGroup verseLine
    """.split()
)
"""Behaviours that stand for themselves on the page: no words run on around them."""


def fallbacks(behaviour: str) -> tuple[str, ...]:
    """Give a behaviour and, after it, what a format may use in its place."""
    chain = [behaviour]
    while chain[-1] in OURS:
        chain.append(OURS[chain[-1]])
    return tuple(chain)
