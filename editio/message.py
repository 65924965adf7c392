"""What a person can mend: messages with a place, a code, a sentence and a hint.

In goes what a stage noticed; out come lines of one form, ``file:line: CODE sentence``. Every code
stands in :data:`CODES` and has a page in ``docs/findings/``; a code is never used for a second meaning.
Faults of our own are no messages: they are exceptions with a traceback.
"""

from collections.abc import Iterable
from dataclasses import dataclass

CODES = {
    # E1: reading and writing files
    "E101": "a file cannot be read",
    "E102": "the raw text is empty",
    "E103": "the stated encoding is unknown",
    "W104": "the encoding of the raw text is a guess",
    "W105": "bytes that no XML document can hold stand in the text as gaps",
    "E106": "a file cannot be written",
    "E107": "the raw text is no text",
    "E108": "a file is too large to be read",
    # E2: the apparatus
    "E201": "the quoted words do not stand in the raw text",
    "E202": "the quoted words stand in the raw text several times",
    "E203": "the part of the text within which an entry looks for its words is not known, or not one",
    "E204": "an apparatus entry marks words where it takes a point, or a point where it takes words",
    "E205": "two apparatus entries have the same id",
    "E206": "two apparatus entries cross one another",
    "E207": "an apparatus entry marks what is not part of the encoded text",
    "E208": "a selector is not of the form context [[marked words]] context",
    "E209": "an apparatus entry runs over several blocks and can stand in one only",
    "E210": "the raw text is another than that which the apparatus entries were tied to",
    "E211": "an apparatus entry stands on other words than those that it was tied to",
    "E212": "an apparatus entry that was published is gone",
    "N213": "an apparatus entry takes every place of its words",
    "E214": "the quoted words do not stand where they are counted",
    "E215": "no witness is the raw text itself, or more than one is",
    "E216": "a sign is marked that does not stand on one line, or is marked twice",
    "E230": "a note or an essay holds HTML",
    "E231": "a link of a note or an essay leads where no link may lead",
    "E232": "a note or an essay holds something that it cannot hold",
    "E233": "a note or an essay is too long",
    "E234": "a note or an essay is nested too deeply",
    "E235": "a note or an essay turns the direction of writing",
    "E236": "a note or an essay, or a link or heading in it, has no words",
    "E237": "the headings of an essay make no order",
    "E238": "an essay is no text in UTF-8",
    "E239": "a footnote of an essay has no other side, or stands where none can",
    "E217": "the anchor of a footnote stands in its own note",
    "E218": "an apparatus entry stands in another, or in a block, where TEI has no place for it",
    "E240": "a file of annotations is not JSON",
    "E241": "a file of annotations is too large, or nested too deeply",
    "E242": "a file holds no annotation",
    "E243": "an annotation has not the form of the standard",
    "E244": "an annotation marks no words of the raw text",
    "E245": "the words and the position of an annotation differ",
    "E246": "an annotation cannot become an entry",
    "E247": "an entry of the same id is there already, and says something else",
    "N248": "an annotation is there already",
    "N249": "something of an annotation is not taken over",
    "E219": "the list of what apparatus entries were tied to is not whole",
    # E3: the TOML files of the edition
    "E301": "a file is not TOML",
    "E302": "a key is missing",
    "E303": "a key is not known",
    "E304": "a value is not allowed",
    "E305": "a reference points at nothing that is declared",
    "W306": "header.toml says something else than the raw text",
    "E307": "a folder of source/ holds no text",
    "E308": "a file or folder name cannot be used",
    "E310": "an identifier has not its form",
    "E311": "the check character of an identifier is wrong",
    "E312": "two dates of an entry cannot both be right",
    "W313": "two entries of one kind are called the same",
    "E316": "a profile is not known, or asks what is not there",
    "E314": "coordinates are no latitude and longitude",
    "W315": "two entries have the same identifier",
    # W4: the encoder's unsure guesses
    "W401": "a note has no anchor in the text",
    "W402": "an anchor has no note",
    "W403": "the language of the text is not stated",
    "W404": "the text states no title",
    "W405": "a line is a heading by its shape alone",
    "W406": "what some lines are is a guess",
    "W407": "signs of emphasis do not balance",
    "W408": "quotation marks do not balance",
    "W409": "hyphens at line ends may be no hyphens of the words",
    # E5: the TEI document
    "E501": "the file is not well-formed XML",
    "E502": "the file is no TEI P5 document",
    "E503": "the document is not valid against the schema",
    "E504": "a pointer leads nowhere",
    "E505": "an id is used twice",
    "E506": "a heading is empty",
    "E507": "a note is empty",
    "E508": "a language code is not of the form of BCP 47",
    "W509": "quotation marks do not balance",
    "E510": "the header lacks what every edition must say",
    "W511": "two notes of one series have the same number",
    "E512": "the document declares an entity or a document type",
    "E513": "the document is nested too deeply",
    "W514": "there are more findings than are shown",
    "W515": "a note that stands apart is not tied to the text",
    "W516": "the two sides of a choice say the same",
    "W517": "a choice has sides of one kind only",
    "W518": "a reading is of no witness",
    "W519": "an apparatus entry offers nothing to choose from",
    "W520": "a quotation bears no mark, though marks are kept",
    "E521": "a span of time ends before it begins",
    "W522": "a date says another year than its words",
    "W523": "the date of writing lies outside the life of the author",
    "E524": "a pointer leads to a thing of another kind",
    "E525": "a responsibility is nobody's",
    "W526": "a verse number is out of order",
    "W527": "the level of a heading jumps",
    "W528": "a language code names no language",
    "W529": "the language of a text is not stated",
    "W530": "a language is used that the header does not declare",
    "W531": "an identifier has not its form, or a wrong check digit",
    "W532": "the parts of a chain do not agree",
    "W533": "a gap or an addition of the editors has no reason",
    "W534": "a character is not assigned",
    "W535": "a character of private use is not described",
    "W536": "a word mixes letters of two scripts",
    "W537": "words are not in the form NFC",
    "W538": "a control character stands in the text",
    "W539": "a character stands unseen in the text",
    "W541": "a character was lost",
    "W560": "an entry silences nothing",
    # E6: the ledger
    "E601": "the ledger cannot be read",
    "E602": "the raw bytes cannot be regenerated from TEI and ledger",
    "E603": "words of the document have no place in the raw bytes",
    "E604": "letters or digits stand outside the text without a decision",
    # E7: rendering
    "E701": "a template has a fault",
    "E702": "the format has no such behaviour, nor one to fall back on",
    "W703": "an element has no processing rule",
    "E704": "a link is of a kind that no reader should follow",
    "W705": "a link leads nowhere that a reader could follow, or an image is not part of the output",
    "E706": "a file of processing rules has a line that is no rule",
    "W707": "something cannot be typeset as it is asked for",
    # E8: schemas of others
    "E801": "a schema cannot be used",
    "E802": "the document is not valid against the schema that was named",
    "E803": "a rule of the Schematron schema is broken",
    "W804": "a rule of the Schematron schema warns",
    "N805": "a rule of the Schematron schema remarks on something",
    "W806": "a rule of the Schematron schema could not be tried",
    "E807": "what the schema needs is not installed",
    "N808": "a large RELAX NG schema is read by libxml2, which takes its time",
    # N9: what `suggest` would have an editor look at
    "N901": "there is no dictionary of the language of the text",
    "N902": "a word is in no dictionary of the language",
    "N903": "a letter looks like another",
    "N904": "a word fits its neighbours less than another would",
    "N905": "a full stop may be missing",
    "N906": "a blank is missing, or one is too many",
    "N907": "a quotation mark is reversed or alone",
    "N908": "words stand twice",
    "N909": "a capital stands within a sentence, or a small letter behind a full stop",
    "N910": "the text itself spells a word otherwise",
    "N911": "a mark of punctuation is too many, or a bracket alone",
    "N912": "a word is spelt as in another variety of the language",
    "N920": "words may be a mention of what authorities.toml lists",
    "N921": "a name is not in authorities.toml",
    "N922": "an abbreviation is not explained",
    "N923": "a quotation has neither a speaker nor a source",
    "N924": "a date is not normalised",
}


SEVERITIES = {"E": "error", "W": "warning", "N": "note"}
"""What the first letter of a code says: an error rejects the file, a warning is worth a look, a note good to know."""


SILENCED_BY = {"1": "encode", "2": "encode", "3": "encode", "4": "encode", "5": "validate", "9": "suggest"}
"""The stage that leaves out findings of a series where the editors say so; of other series none is left out."""


@dataclass(frozen=True, slots=True, order=True)
class Message:
    """State one thing that a person can mend.

    ``file`` is a path as the user would type it, ``line`` counts from 1 (0: the file as a whole),
    ``code`` is a key of :data:`CODES`, and its first letter one of :data:`SEVERITIES`; ``near`` shows what stands at
    the place, where a line alone would leave one searching.
    """

    file: str
    line: int
    code: str
    sentence: str
    hint: str = ""
    near: str = ""

    @property
    def severity(self) -> str:
        """Give one of ``error``, ``warning`` and ``note``."""
        return SEVERITIES[self.code[0]]

    @property
    def rejects(self) -> bool:
        """Tell whether this message means that the file is not accepted."""
        return self.severity == "error"

    def __str__(self) -> str:
        """Give the form that is printed."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        lines = [f"{place}: {self.code} {self.sentence}"]
        if self.near:
            lines.append(f"    near: {self.near}")
        if self.hint:
            lines.append(f"    hint: {self.hint}")
        return "\n".join(lines)


def silenced_by(code: str) -> str:
    """Name the stage in which a finding can be silenced; empty for errors, for other series, and for no code at all."""
    return SILENCED_BY.get(code[1], "") if code in CODES and not code.startswith("E") else ""


class Rejected(Exception):
    """Carry the messages because of which an input is not accepted."""

    def __init__(self, messages: Iterable[Message]) -> None:
        """Keep the messages sorted by place, each once."""
        self.messages = tuple(sorted(set(messages)))
        super().__init__("\n".join(str(message) for message in self.messages))


def reject_if_any(messages: Iterable[Message]) -> tuple[Message, ...]:
    """Return the messages, sorted, each once, unless one of them rejects: then raise :class:`Rejected`."""
    found = tuple(sorted(set(messages)))
    if any(message.rejects for message in found):
        raise Rejected(found)
    return found
