"""Everything that an entry can do: the editors' language as a table.

In goes nothing; out come :data:`KINDS`, which the apparatus is read by, and from which the JSON Schema of
``apparatus.toml`` is made. What a ``do`` makes in the TEI document is told in :mod:`editio.encode.interventions` and
in ``docs/apparatus.md``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from editio.keys import Key

CERTAINTY = ("high", "medium", "low")
EVIDENCE = ("internal", "external", "conjecture")


@dataclass(frozen=True, slots=True)
class Kind:
    """Say what a ``do`` takes: its keys, tables below it, and what it may mark.

    ``marks`` names words, a point, or lines: whole lines, of which it says what they are. ``element`` is the TEI
    element that holds what the entry says.
    """

    says: str
    marks: tuple[str, ...]
    keys: Mapping[str, Key] = field(default_factory=dict)
    tables: Mapping[str, Mapping[str, Key]] = field(default_factory=dict)
    element: str = ""


WORDS, POINT, LINES = "words", "point", "lines"

EVERYWHERE = {
    "resp": Key("who answers for it: one of [responsible] of edition.toml, or pipeline", needed=True, of="responsible"),
    "cert": Key("how sure it is", among=CERTAINTY),
    "why": Key("the reason, which is kept beside the text"),
}
"""Keys of every entry."""

_EVIDENCE = Key("what it rests on: the text itself, another source, or judgement alone", among=EVIDENCE)
_ALTERNATIVE = {"with": Key("the words as they should be in this opinion", needed=True)} | EVERYWHERE
_ALTERNATIVE |= {"evidence": _EVIDENCE}
_READING = {
    "wit": Key("the sigla of the witnesses", needed=True, form="sigla"),
    "text": Key("the words of these witnesses"),
    "omitted": Key("true: these witnesses leave the words out", form="flag"),
    "lacuna": Key("here a gap of these witnesses starts, ends, or does both", among=("start", "end", "all")),
    "resp": Key("who answers for this reading", of="responsible"),
    "cert": EVERYWHERE["cert"],
}


_INTERRUPTED = {
    "interrupted_by": Key("words within the marked ones that are not part of it: [[ says Smeaton, ]]", form="selectors")
}


def _names(kind: str) -> Mapping[str, Key]:
    return {"ref": Key(f"the key of a [{kind}] of authorities.toml", needed=True, of=kind)}


KINDS = {
    # what whole lines are
    "heading": Kind(
        "these lines are a heading", (LINES,), {"level": Key("1 is the highest; 0: they are none", form="level")}
    ),
    "paragraph": Kind("these lines are one paragraph; at a point: a paragraph begins here", (LINES, POINT)),
    "verse": Kind("these lines are verse; blank lines part stanzas", (LINES,)),
    "list": Kind(
        "these lines are a list", (LINES,), {"style": Key("how it looks", among=("bulleted", "ordered", "simple"))}
    ),
    "trailer": Kind("these lines close a text or a part of it", (LINES,)),
    "dateline": Kind("these lines say where and when it was written", (LINES,)),
    "salutation": Kind("these lines greet", (LINES,)),
    "signature": Kind("these lines sign", (LINES,)),
    "furniture": Kind("these lines are no part of the text", (LINES,)),
    "header": Kind(
        "these lines tell of the text; they go to the teiHeader",
        (LINES,),
        {
            "key": Key(
                "what they tell",
                needed=True,
                among=("written", "source", "published", "licence", "credit", "translator", "remark"),
            )
        },
    ),
    # what stands at a point, or in the place of marked characters
    "footnote": Kind(
        "the marked characters call a note of the author",
        (WORDS,),
        {
            "body_at": Key("the marked lines of the note", form="selector"),
            "body_from": Key("where the note begins", form="selector"),
            "body_to": Key("where the note ends", form="selector"),
            "again": Key("further anchors of the same note", form="selectors"),
        },
    ),
    "break": Kind(
        "here the text breaks",
        (POINT, LINES),
        {
            "unit": Key("what is parted", form="unit", default="section"),
            "rend": Key("what stood there", form="word"),
        },
    ),
    "page": Kind(
        "here a page of the source begins", (POINT, WORDS), {"n": Key("the number of the page", form="label")}
    ),
    "gap": Kind(
        "here something cannot be read, or was left out",
        (POINT, WORDS),
        {
            "reason": Key("why", form="word", default="illegible"),
            "unit": Key("what is counted", form="unit"),
            "quantity": Key("how many", form="quantity"),
            "extent": Key("how much, in words"),
            "evidence": _EVIDENCE,
        },
    ),
    "supply": Kind(
        "here something is missing",
        (POINT,),
        {
            "with": Key("what is missing", needed=True),
            "reason": Key("why", form="word", default="omitted"),
            "evidence": _EVIDENCE,
        },
        element="supplied",
    ),
    # what stands round words: on equal words the earlier of this table is the outer
    "quote": Kind(
        "these words come from elsewhere",
        (WORDS,),
        {"source": Key("the key of a [work] of authorities.toml", of="work"), **_INTERRUPTED},
        element="quote",
    ),
    "said": Kind(
        "these words are spoken or thought",
        (WORDS,),
        {"who": Key("the key of a [person] of authorities.toml", of="person"), **_INTERRUPTED},
        element="said",
    ),
    "q": Kind(
        "these words are set off by quotation marks",
        (WORDS,),
        {"who": Key("the key of a [person] of authorities.toml", of="person"), **_INTERRUPTED},
        element="q",
    ),
    "variant": Kind(
        "witnesses differ",
        (WORDS, POINT),
        {"lemma": Key("the witness whose reading stands in the text", form="siglum")},
        {"reading": _READING},
        element="app",
    ),
    "language": Kind(
        "these words, or these paragraphs, are in a language",
        (WORDS,),
        {"lang": Key("a code of BCP 47, such as de", needed=True, form="language")},
        element="foreign",
    ),
    "foreign": Kind(
        "these words are in a language",
        (WORDS,),
        {"lang": Key("a code of BCP 47, such as de", needed=True, form="language")},
        element="foreign",
    ),
    "cite": Kind(
        "these words cite a work",
        (WORDS,),
        {**_names("work"), "locator": Key("those of the marked words that say where in the work")},
        element="bibl",
    ),
    "reference": Kind(
        "these words mean somebody or something, and do not name it",
        (WORDS,),
        {
            "ref": Key(
                "a key of authorities.toml with its kind before it, such as person.marx; or several",
                needed=True,
                form="authorities",
            )
        },
        element="rs",
    ),
    "work": Kind("these words name a work", (WORDS,), _names("work"), element="title"),
    "event": Kind("these words name an event", (WORDS,), _names("event"), element="name"),
    "organisation": Kind("these words name an organisation", (WORDS,), _names("org"), element="orgName"),
    "place": Kind("these words name a place", (WORDS,), _names("place"), element="placeName"),
    "person": Kind("these words name a person", (WORDS,), _names("person"), element="persName"),
    "date": Kind(
        "these words name a day, a month, a year, or a span of time",
        (WORDS,),
        {
            "when": Key("the date", form="date"),
            "notBefore": Key("not before this date", form="date"),
            "notAfter": Key("not after this date", form="date"),
            "from": Key("the first day", form="date"),
            "to": Key("the last day", form="date"),
        },
        element="date",
    ),
    "gloss": Kind("these words explain a term", (WORDS,), _names("term"), element="gloss"),
    "term": Kind(
        "these words are a term",
        (WORDS,),
        {"ref": Key("the key of a [term] of authorities.toml", of="term")},
        element="term",
    ),
    "mentioned": Kind("these words are spoken of, not used", (WORDS,), element="mentioned"),
    "soCalled": Kind("the author keeps a distance from these words", (WORDS,), element="soCalled"),
    "emphasis": Kind("these words are stressed", (WORDS,), element="emph"),
    "rendition": Kind(
        "these words look otherwise",
        (WORDS,),
        {
            "rend": Key(
                "how they look",
                needed=True,
                among=("italic", "bold", "small-caps", "superscript", "subscript", "underline", "spaced", "strike"),
            )
        },
        element="hi",
    ),
    "expand": Kind(
        "these words are an abbreviation", (WORDS,), {"with": Key("the words in full", needed=True)}, element="expan"
    ),
    "regularise": Kind(
        "these words are spelt otherwise today", (WORDS,), {"with": Key("today's form", needed=True)}, element="reg"
    ),
    "correct": Kind(
        "these words are wrong",
        (WORDS,),
        {"with": Key("the words as they should be", needed=True), "evidence": _EVIDENCE},
        {"alternative": _ALTERNATIVE},
        element="corr",
    ),
    "surplus": Kind(
        "these words are too much",
        (WORDS,),
        {"reason": Key("why", form="word", default="surplus"), "evidence": _EVIDENCE},
        element="surplus",
    ),
    "unclear": Kind(
        "these words cannot be read with certainty",
        (WORDS,),
        {"reason": Key("why", form="word"), "evidence": _EVIDENCE},
        element="unclear",
    ),
    # what stands apart from the text
    "note": Kind("the editors' note", (WORDS, POINT), {"body": Key("the note", needed=True, form="markdown")}),
    "align": Kind(
        "this passage answers to one of another text",
        (WORDS,),
        {"with": Key("that text, and the id of the passage: other-text#p2041", needed=True, form="passage")},
    ),
}
"""What an entry can do, besides letting a finding stand (:data:`IGNORE`)."""

RANKS = {do: rank for rank, do in enumerate(KINDS)}
"""On equal words the smaller is the outer; at one point the smaller comes first."""

IGNORE = "ignore"
"""The ``do`` of an entry that makes nothing in the text, but lets a finding stand."""

IGNORED = {
    "code": Key("the code of the finding: W509", form="code", needed=True),
    "resp": EVERYWHERE["resp"],
    "why": Key("why it is let stand", needed=True),
}
"""Keys of such an entry."""

OF_LINES = frozenset(do for do, kind in KINDS.items() if LINES in kind.marks)
"""What can say of whole lines what they are: it is asked before the rules are."""

WITNESS = {
    "name": Key("what the witness is called", needed=True),
    "bibl": Key("the printed or written thing, as a reference"),
    "repository": Key("where it is kept, with its shelfmark"),
    "own": Key("true: the raw text is this witness", form="flag"),
}
"""Keys of a table ``[witness.SIGLUM]``."""

SELECTOR = {
    "at": Key("a few words [[the marked words]] a few words", form="selector"),
    "from": Key("where it begins: [[the first words]]", form="selector"),
    "to": Key("where it ends: [[the last words]]", form="selector"),
    "within": Key("the id of a passage or of an entry, or the words of a heading: look for the words there alone"),
    "nth": Key("take the so manieth place, from 1", form="count"),
    "every": Key("true: take every place", form="flag"),
}
"""Keys that say which words are meant."""
