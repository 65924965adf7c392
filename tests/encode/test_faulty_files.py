"""Whole files with one fault each: the right message on the right line, once, and no other text is stopped by it.

All faulty texts of the tables are built together with a sound one, by the command that an editor types.
"""

import encodings.aliases
import re
from dataclasses import dataclass, replace

import editions
import pytest

from editio import edition as reading
from editio import encode
from editio.encode import reading as bytes_of
from editio.message import Message, Rejected

RAW = """\
On Lamps

Ada Arden

Source: The Lamp, 4 June 1901.

The Wick

It was the best of lamps, and it was the worst of lamps.[1] Nobody in the harbour had seen it.

It went out, and nobody
saw it. “The Wick,” p. 5, said so on 4 June 1901.

The Oil

It was the best of lanterns.

The Oil

That was all.

[1] A lamp of the year 1901.
"""

EDITION = """\
id = "lamps"
title = "Lamps"
language = "en"
date = "2001-02-03"
publisher = "The Example Press"
formats = ["text"]

[responsible.ed]
name = "The editors"
"""

AUTHORITIES = """\
[person.boyle]
name = "Robert Boyle"
wikidata = "Q43393"

[person.arden]
name = "Ada Arden"

[work.wick]
title = "The Wick"

[place.lismore]
name = "Lismore"
"""

WITNESSES = """\
[witness.A]
name = "the print"
own = true

[witness.B]
name = "the manuscript"
"""


def entry(do="correct", **keys):
    """Write an entry on the words 'went', unless it says otherwise; a value that begins with = stands as it is."""
    said = {"id": "c1", "do": do, "at": "It [[went]] out", **({"with": "was"} if do == "correct" else {}), "resp": "ed"}
    said |= {name.rstrip("_"): value for name, value in keys.items()}
    lines = ["[[entry]]"]
    for name, value in said.items():
        if value is not None:
            lines.append(f"{name} = {value[1:]}" if value.startswith("=") else f'{name} = "{value}"')
    return "\n".join(lines) + "\n"


SELECT = {"at": None}
ON_A = entry("person", id="n1", ref="boyle", at="the [[best of lamps]], and")
ON_B = entry("work", id="n2", ref="wick", at="best [[of lamps, and it]] was")
READING = '[[entry.reading]]\nwit = ["B"]\ntext = "burned"\n'


@dataclass(frozen=True)
class Fault:
    """A file with one fault: what is told of it, on which line, and what the hint says.

    ``line`` is that line's number, or its words. ``mended`` tells that to do what the hint says mends the file.
    """

    source: str | bytes
    line: int | str
    code: str
    said: str
    hint: str
    mended: bool = False
    file: str = "apparatus"


APPARATUS = {
    # keys
    "an unknown key": Fault(
        entry(colour="red"), 'colour = "red"', "E303", "the key 'colour' is not known", "known here"
    ),
    "a misspelt key": Fault(
        entry(with_=None, wiht="was"), 'wiht = "was"', "E303", "'wiht'", "did you mean 'with'?", True
    ),
    "a misspelt key of a selector": Fault(
        entry(at=None, att="It [[went]] out"), 7 - 1, "E303", "'att'", "did you mean 'at'?", True
    ),
    "a key of another kind of entry": Fault(
        entry("emphasis", with_="was"), 'with = "was"', "E303", "the key 'with' is not known", "known here"
    ),
    "no id": Fault(entry(id=None), 1, "E302", "'id' is missing in [entry]", 'add id = "..."'),
    "no do": Fault(entry(do=None), 1, "E302", "'do' is missing in [entry]", 'add do = "..."'),
    "nobody who answers": Fault(entry(resp=None), 1, "E302", "'resp' is missing in [entry]", 'add resp = "..."'),
    "no words to mark": Fault(entry(at=None), 1, "E302", "'at' is missing in [entry]", "add at = "),
    "no words instead": Fault(entry(with_=None), 1, "E302", "'with' is missing in [entry]", "add with = "),
    "a misspelt do": Fault(
        entry("corect", with_="was"), 'do = "corect"', "E304", "'do' cannot be 'corect'", "'correct'", True
    ),
    "a misspelt value": Fault(entry(cert="hihg"), 'cert = "hihg"', "E304", "'cert' cannot be 'hihg'", "'high'", True),
    "a value that is none": Fault(entry(cert="87 %"), 'cert = "87 %"', "E304", "'87 %'", "one of: high, medium, low"),
    "a misspelt editor": Fault(
        entry(resp="de"), 'resp = "de"', "E304", "'resp' cannot be 'de'", "one of: ed, pipeline"
    ),
    "an empty value": Fault(entry(with_=" "), 'with = " "', "E304", "'with' is empty", 'write with = "..."'),
    "empty words": Fault(entry(at=""), 'at = ""', "E304", "'at' is empty", 'write at = "'),
    "an unknown key below a comment with quotation marks": Fault(
        "# put it between '''\n" + entry(colour="red"), 'colour = "red"', "E303", "'colour' is not known", "known here"
    ),
    "an unknown key below a text of several lines": Fault(
        entry(why="='''\nso it\ncolour = 1\n'''", colour="red"), 'colour = "red"', "E303", "'colour'", "known here"
    ),
    # types
    "a number for a text": Fault(
        entry(with_="=5"), "with = 5", "E304", "'with' must be a text", 'write with = "5"', True
    ),
    "a truth for a text": Fault(
        entry(why="=true"), "why = true", "E304", "'why' must be a text", 'write why = "true"', True
    ),
    "a list for a text": Fault(
        entry(with_='=["was"]'), 'with = ["was"]', "E304", "must be a text", 'write with = "..."'
    ),
    "a table for entries": Fault(
        entry().replace("[[entry]]", "[entry]"), "[entry]", "E304", "'entry' must be an array", "write [[entry]]", True
    ),
    "a text for a truth": Fault(
        entry(every="yes"), 'every = "yes"', "E304", "must be true or false", "write every = true", True
    ),
    "a text for a number": Fault(
        entry(nth="1"), 'nth = "1"', "E304", "'nth' must be a whole number", "write nth = 1", True
    ),
    "an unknown table": Fault(
        entry() + '[[entri]]\nid = "c2"\n', "[[entri]]", "E303", "the key 'entri' is not known", "did you mean 'entry'?"
    ),
    # ids
    "an id like a place": Fault(entry(id="p17"), 'id = "p17"', "E304", "'id' cannot be 'p17'", "ids of places"),
    "an id with a blank": Fault(entry(id="c 1"), 'id = "c 1"', "E304", "'id' cannot be 'c 1'", "c1, name12"),
    "two entries with one id": Fault(
        entry() + entry(at="saw [[it]]"), 8, "E205", "the id 'c1' stands on line 1 already", "an id of its own"
    ),
    # selectors
    "words that stand nowhere": Fault(
        entry(at="It [[wend]] out"), 'at = "It [[wend]] out"', "E201", "do not stand", "nearest is line 11: at = ", True
    ),
    "words that begin nowhere": Fault(
        entry("quote", at=None, from_="[[It wend]] out", to="[[saw it.]]"),
        'from = "[[It wend]] out"',
        "E201",
        "the words 'It wend out' do not stand",
        "nearest is line 11: from = ",
        True,
    ),
    "words in another case": Fault(
        entry(at="it [[went]] out"), 'at = "it [[went]] out"', "E201", "do not stand", "nearest is line 11: at = ", True
    ),
    "words across a blank line": Fault(entry(at="seen it. [[It]] went"), 4, "E201", "do not stand", "nearest is line"),
    "words that stand twice": Fault(
        entry(at="the [[best]] of"), 'at = "the [[best]] of"', "E202", "2 times (lines 9, 16)", "at = ", True
    ),
    "words that end at two places": Fault(
        entry("quote", at=None, from_="[[It went]]", to="[[of la]]"),
        'to = "[[of la]]"',
        "E202",
        "3 times",
        "to = ",
        True,
    ),
    "no mark": Fault(entry(at="It went out"), 'at = "It went out"', "E208", "'at' has no mark", "[[the marked words]]"),
    "an open mark": Fault(entry(at="It [[went out"), 'at = "It [[went out"', "E208", "'at' has no mark", "write at = "),
    "two marks": Fault(
        entry(at="[[It]] went [[out]]"), 'at = "[[It]] went [[out]]"', "E208", "has several marks", "an entry for each"
    ),
    "words within a place that is none": Fault(
        entry(within="p17"), 'within = "p17"', "E203", "nothing here is called 'p17'", "quote a heading whole"
    ),
    "an empty mark where words are due": Fault(
        entry(at="It went[[]] out"), 'at = "It went[[]] out"', "E204", "'correct' marks words", "between [[ and ]]"
    ),
    "a mark with words where a point is due": Fault(
        entry("supply", with_="was"), 'at = "It [[went]] out"', "E204", "'supply' marks a point", "leave [[]] empty"
    ),
    "from without to": Fault(
        entry("quote", at=None, from_="[[It went]]"), 'from = "[[It went]]"', "E302", "'to' is missing", "add to = "
    ),
    "to without from": Fault(
        entry("quote", at=None, to="[[saw it.]]"), 'to = "[[saw it.]]"', "E302", "'from' is missing", "add from = "
    ),
    "to before from": Fault(
        entry("quote", at=None, from_="[[saw it.]]", to="[[It went]]"),
        'to = "[[It went]]"',
        "E204",
        "'to' stands before 'from'",
        "exchange them",
    ),
    "an interruption outside the quotation": Fault(
        entry("quote", at="[[It went out]], and", interrupted_by='=["said so [[on]] 4"]'),
        'interrupted_by = ["said so [[on]] 4"]',
        "E204",
        "what interrupts 'c1' does not stand within the words that it marks",
        "mark the whole quotation",
    ),
    "an interruption without words": Fault(
        entry("quote", at="[[It went out, and nobody]]", interrupted_by='=["[[]]out, and"]'),
        'interrupted_by = ["[[]]out, and"]',
        "E204",
        "'interrupted_by' marks words, but the mark is empty",
        "between [[ and ]]",
    ),
    "interruptions that overlap": Fault(
        entry("quote", at="[[It went out, and nobody]]", interrupted_by='=["[[went out,]]", "went [[out, and]]"]'),
        'interrupted_by = ["[[went out,]]", "went [[out, and]]"]',
        "E204",
        "what interrupts 'c1' overlaps",
        "mark each word once",
    ),
    "an interruption within another": Fault(
        entry("quote", at="[[It went out, and nobody]]", interrupted_by='=["[[went out, and]]", "[[out,]]"]'),
        'interrupted_by = ["[[went out, and]]", "[[out,]]"]',
        "E204",
        "what interrupts 'c1' overlaps",
        "mark each word once",
    ),
    "one place of several that nothing interrupts": Fault(
        entry("quote", at="[[It w]]", every="=true", interrupted_by='=["saw [[it]]"]'),
        'interrupted_by = ["saw [[it]]"]',
        "E204",
        "does not stand within the words",
        "mark the whole quotation",
    ),
    "at beside from alone": Fault(
        entry("quote", from_="[[It went]]"), 'from = "[[It went]]"', "E304", "cannot stand beside 'at'", "delete 'at'"
    ),
    "at beside from": Fault(
        entry("quote", from_="[[It went]]", to="[[saw it.]]"),
        'from = "[[It went]]"',
        "E304",
        "beside 'at'",
        "delete 'at'",
    ),
    "a count beyond the last": Fault(
        entry(at="[[lamps]]", nth="=7"), "nth = 7", "E214", "the quoted words stand 2 times in", "count anew"
    ),
    "a count from nought": Fault(entry(nth="=0"), "nth = 0", "E304", "'nth' cannot be 0", "counting begins with 1"),
    "a count beside every": Fault(
        entry(at="[[lamps]]", nth="=1", every="=true"), "nth = 1", "E304", "beside 'every'", "delete one of them"
    ),
    "a count of what stands nowhere": Fault(
        entry(at="It [[wend]] out", nth="=1"), 4, "E201", "do not stand", "nearest is line 11: at = ", True
    ),
    "words within nothing": Fault(
        entry(within="The Wicc"),
        'within = "The Wicc"',
        "E203",
        "nothing here is called 'The Wicc'",
        'within = "The Wick"',
        True,
    ),
    "words within two headings": Fault(
        entry(within="The Oil"),
        'within = "The Oil"',
        "E203",
        "2 headings are called 'The Oil' (lines 14, 18)",
        "within = ",
    ),
    "words that do not stand within": Fault(
        entry(within="The Wick", at="of [[lanterns]]"), 4, "E201", "do not stand in that part of", ""
    ),
    # what entries do to each other
    "two that cross": Fault(ON_A + ON_B, 1, "E206", "'n1' and 'n2' (line 7) cross", "let one hold the other"),
    "two that say the same": Fault(
        entry() + entry(id="c2"),
        1,
        "E206",
        "'c1' and 'c2' (line 7) say the same of the same words",
        "delete one of them",
    ),
    "two that say what a line is": Fault(
        entry("heading", at="[[The Wick]]\\n\\nIt was", id="h1")
        .replace("\\n\\nIt was", "")
        .replace('at = "', 'nth = 1\nat = "')
        + entry("furniture", id="f1", at="[[The Wick]]").replace('at = "', 'nth = 1\nat = "'),
        1,
        "E206",
        "'h1' and 'f1' (line 7) say what one line is",
        "delete one of them",
    ),
    "a correction over two paragraphs": Fault(
        entry(at=None, from_="had seen [[it]]", to="[[It went]]"),
        1,
        "E209",
        "'c1' takes words of 2 blocks",
        "an entry for each",
    ),
    "words outside the text": Fault(
        entry(at="The [[Lamp]], 4 June"), 1, "E207", "'c1' marks what is not part of the encoded text", "can be marked"
    ),
    # what entries refer to
    "an unknown person": Fault(
        entry("person", ref="boile"), 'ref = "boile"', "E305", "no [person.boile]", "did you mean 'boyle'?", True
    ),
    "a person by the name": Fault(
        entry("person", ref="Robert Boyle"), 'ref = "Robert Boyle"', "E305", "no [person.Robert Boyle]", "'boyle'", True
    ),
    "an unknown work": Fault(
        entry("cite", ref="wik"), 'ref = "wik"', "E305", "no [work.wik]", "did you mean 'wick'?", True
    ),
    "an unknown speaker": Fault(entry("said", who="ardn"), 'who = "ardn"', "E305", "no [person.ardn]", "'arden'", True),
    "an unknown source": Fault(
        entry("quote", source="lamp"), 'source = "lamp"', "E305", "no [work.lamp]", "add [work.lamp]"
    ),
    "a person for a place": Fault(
        entry("place", ref="boyle"),
        'ref = "boyle"',
        "E305",
        "no [place.boyle] stands in authorities.toml",
        "[person.boyle]",
    ),
    "a person without a key": Fault(entry("person"), 1, "E302", "'ref' is missing in [entry]", 'add ref = "..."'),
    "an unknown text": Fault(entry("align", with_="sond#p1"), 4 + 1 + 1, "E305", "'sond' is no text", "'sound'"),
    "an address of no passage": Fault(
        entry("align", with_="p2041"), 'with = "p2041"', "E304", "'with' cannot be 'p2041'", "other-text#p2041"
    ),
    "a locator outside the mark": Fault(
        entry("cite", at="“[[The Wick]],” p. 5", ref="wick", locator="p. 5"),
        'locator = "p. 5"',
        "E304",
        "'p. 5'",
        "",
    ),
    # values of their own form
    "a language that is none": Fault(
        entry("foreign", lang="deutsch sprache"), 6, "E304", "'lang' cannot be", "a code of BCP 47"
    ),
    "a level that is none": Fault(
        entry("heading", at="[[It was the best of lanterns.]]", level="=12"), 6, "E304", "'12'", "a digit"
    ),
    "a quantity in words": Fault(entry("gap", quantity="three"), 6, "E304", "'three'", "whole number in digits"),
    "no date": Fault(entry("date"), 'do = "date"', "E302", "a 'date' needs a date", "add when"),
    "a date in words": Fault(entry("date", when="4 June 1901"), 6, "E304", "'when' is no date", "write 1933-10-01"),
    "a day that is none": Fault(
        entry("date", when="1901-06-31"), 6, "E304", "'when' is no date: '1901-06-31'", "write"
    ),
    "a year nought": Fault(entry("date", when="0000"), 6, "E304", "'when' is no date: '0000'", "-0001"),
    "a span that ends before it begins": Fault(
        entry("date", from_="1901-06", to="1900"), 'to = "1900"', "E304", "'to' stands before 'from'", "exchange them"
    ),
    "a span before Christ that ends before it begins": Fault(
        entry("date", notBefore="-0044", notAfter="-0050"),
        7,
        "E304",
        "'notAfter' stands before 'notBefore'",
        "exchange",
    ),
    "a date beside a span": Fault(
        entry("date", when="1901", to="1902"), 'when = "1901"', "E304", "cannot stand beside a span", "delete it"
    ),
    "a control character": Fault(entry(with_="w\\u0001s"), 5, "E304", "'with' holds a control character", "delete it"),
    "a turned direction": Fault(entry(with_="w\u202es"), 5, "E304", "'with' turns the direction of writing", "U+202C"),
    "a control character in a key": Fault(
        entry(ignoreme="w").replace("ignoreme", '"ign\\u0007ore"'), 7, "E303", "is not known", "known here"
    ),
    "withdrawn without a reason": Fault(
        entry(retired="2001-02-03"),
        7,
        "E304",
        "'retired' cannot be '2001-02-03'",
        'write retired = "2026-11-22, the reason"',
    ),
    "withdrawn on no day": Fault(
        entry(retired="2001-02-30, twice"), 7, "E304", "'retired' begins with no date", "write retired = "
    ),
    # notes
    "a note without a word": Fault(
        entry("note", body=""), 'body = ""', "E304", "'body' is empty", 'write body = "..."'
    ),
    "a note with HTML": Fault(entry("note", body="<b>So</b>"), 6, "E230", "HTML", ""),
    "a note that leads to no text": Fault(
        entry("note", body="[so](sond#p1)"), 6, "E305", "'sond' is no text of this edition", "did you mean 'sound'?"
    ),
    "a note that leads to nobody": Fault(
        entry("note", body="[so](#person.boile)"), 6, "E305", "no [person.boile]", "did you mean 'boyle'?"
    ),
    # footnotes and signs
    "a footnote without its lines": Fault(
        entry("footnote", at="lamps.[[[1]]] Nobody"),
        'do = "footnote"',
        "E302",
        "needs the lines of its note",
        "add body_at",
    ),
    "a footnote with lines that stand nowhere": Fault(
        entry("footnote", at="lamps.[[[1]]] Nobody", body_at="[[[1] A lamb of the year]]"),
        6,
        "E201",
        "do not stand",
        "nearest is line 22: body_at = ",
        True,
    ),
    "a footnote without a word": Fault(
        entry("footnote", at="lamps.[[[1]]] Nobody", body_at="[[]][1] A lamp"),
        6,
        "E204",
        "'body_at' marks the lines of the note, but the mark is empty",
        "put the lines between [[ and ]]",
    ),
    "a footnote with an empty quotation": Fault(
        entry("footnote", at="lamps.[[[1]]] Nobody", body_at=""), 6, "E208", "'body_at' has no mark", "write body_at = "
    ),
    "a footnote that ends nowhere": Fault(
        entry("footnote", at="lamps.[[[1]]] Nobody", body_from="[[[1] A]] lamp"), 3, "E302", "the lines", "add body_at"
    ),
    "a sign that is marked twice": Fault(
        entry("gap", id="g1", at="lamps.[[[1]]] Nobody") + entry("gap", id="g2", at="lamps.[[[1]]] Nobody"),
        6,
        "E216",
        "the sign that 'g2' marks is marked twice",
        "one sign alone",
    ),
    "a sign on two lines": Fault(
        entry("gap", at="and [[nobody saw]] it"),
        1,
        "E216",
        "the sign that 'c1' marks is not on one line",
        "one sign alone",
    ),
    # witnesses
    "an unknown witness": Fault(
        WITNESSES + entry("variant") + READING.replace('"B"', '"C"'),
        'wit = ["C"]',
        "E305",
        "no [witness.C]",
        "add [witness.C]",
    ),
    "no own witness": Fault(
        WITNESSES.replace("own = true\n", "") + entry("variant") + READING,
        1,
        "E215",
        "no witness is the raw text",
        "own = true",
    ),
    "two own witnesses": Fault(
        WITNESSES + "own = true\n", "[witness.B]", "E215", "only one witness can be", "in no other"
    ),
    "a siglum with a blank": Fault(
        WITNESSES + '[witness."C 2"]\nname = "x"\n',
        '[witness."C 2"]',
        "E308",
        "'C 2' cannot be a siglum",
        "[witness.B2]",
    ),
    "a witness without a name": Fault(
        WITNESSES.replace('name = "the manuscript"', 'repository = "Lismore"'),
        5,
        "E302",
        "'name' is missing in [witness.B]",
        "add name",
    ),
    "a reading of the raw text itself": Fault(
        WITNESSES + entry("variant") + READING.replace('["B"]', '["A", "B"]'),
        'wit = ["A", "B"]',
        "E304",
        "A is the raw text",
        "out",
    ),
    "two readings of one witness": Fault(
        WITNESSES + entry("variant") + READING + READING,
        16,
        "E304",
        "B has two readings of one place, here and on line 13",
        "one",
    ),
    "a reading of nobody": Fault(
        WITNESSES + entry("variant") + READING.replace('["B"]', "[]"),
        "wit = []",
        "E302",
        "'wit' names no witness",
        'write wit = ["B"]',
    ),
    "a reading without words": Fault(
        WITNESSES + entry("variant") + READING.replace('text = "burned"\n', ""),
        "[[entry.reading]]",
        "E304",
        "must have one of",
        "",
    ),
    "a reading with words that are left out": Fault(
        WITNESSES + entry("variant") + READING + "omitted = true\n",
        "[[entry.reading]]",
        "E304",
        "must have one of",
        "omitted",
    ),
    "no reading": Fault(
        WITNESSES + entry("variant"), 'do = "variant"', "E302", "needs a reading", "add [[entry.reading]]"
    ),
    "a lemma that is no reading": Fault(
        WITNESSES + entry("variant", lemma="C") + READING,
        'lemma = "C"',
        "E305",
        "'C' has no reading here",
        "one of: A, B",
    ),
    # silencers
    "an error that is let stand": Fault(
        entry("ignore", code="E201", why="so"),
        'code = "E201"',
        "E304",
        "'E201' is no finding that can be silenced",
        "mended",
    ),
    "a finding let stand without a reason": Fault(
        entry("ignore", code="W509"), 1, "E302", "'why' is missing in [entry]", "add why = "
    ),
    # no TOML
    "a quotation mark that is not closed": Fault(
        entry() + '[[entry]]\nid = "c2\n', 8, "E301", "no TOML", "between ''' and '''"
    ),
    "a straight mark within straight marks": Fault(
        entry(at='He said: "It [[went]] out"'), 4, "E301", "no TOML", "between ''' and '''"
    ),
    "a key that stands twice": Fault(entry() + 'with = "is"\n', 'with = "is"', "E301", "no TOML", "said above already"),
    "a value without marks": Fault(entry(with_="=was"), "with = was", "E301", "no TOML", ""),
    "a table that stands twice": Fault(WITNESSES + "[witness.A]\n", 7, "E301", "no TOML", "said above already"),
    "another encoding": Fault(
        entry(with_="allumé").encode("latin-1"), 5, "E301", "the file is not UTF-8", "save it as UTF-8"
    ),
}
"""Faults of ``apparatus.toml``."""


HEADER = {
    "an unknown key of a header": Fault('langauge = "en"\n', 1, "E303", "'langauge'", "did you mean 'language'?", True),
    "an unknown table of a header": Fault('[written_]\nwhen = "1901"\n', 1, "E303", "'written_'", "'written'", True),
    "a header in no language": Fault('language = "englisch"\n', 1, "E304", "'language' cannot be", "a code of BCP 47"),
    "a header with a number for a text": Fault(
        "title = 1901\n", 1, "E304", "must be a text", 'write title = "1901"', True
    ),
    "a header with a text for a table": Fault(
        '\nwritten = "1901"\n', 2, "E304", "'written' must be a table", "write [written]"
    ),
    "a header with a text for a list": Fault(
        'keywords = "lamps"\n', 1, "E304", "a list of texts", 'write keywords = ["'
    ),
    "a day of writing that is none": Fault(
        '[written]\nwhen = "yesterday"\n', 2, "E304", "'when' is no date", "write 1933"
    ),
    "a misspelt status": Fault('[licence]\nstatus = "fre"\n', 2, "E304", "'status' cannot be 'fre'", "'free'", True),
    "a licence at no address": Fault(
        '[licence]\ntarget = "example.org"\n', 2, "E304", "'target' cannot be", "https://"
    ),
    "a part that does not stand in the reference": Fault(
        '[source]\ntext = "The Lamp, 7"\njournal = "The Lantern"\n',
        3,
        "E304",
        "'The Lantern' does not stand in 'text'",
        "quote",
    ),
    "a date of writing of nobody": Fault(
        '[written]\nresp = "edd"\n', 2, "E304", "'resp' cannot be 'edd'", "'ed'", True
    ),
    "a credit without a name": Fault(
        '[[credit]]\nrole = "scan"\n', 1, "E302", "'name' is missing in [credit]", "add name"
    ),
    "a header with a key twice": Fault('title = "a"\ntitle = "b"\n', 2, "E301", "no TOML", "said above already"),
    "a header that turns": Fault('title = "a\u2067b"\n', 1, "E304", "turns the direction of writing", "U+2069"),
    "a header in an encoding that is none": Fault(
        'encoding = "martian"\n', 1, "E103", "'martian' is not known", "utf-8"
    ),
}
"""Faults of ``header.toml``."""

FAULTS = APPARATUS | {name: replace(fault, file="header") for name, fault in HEADER.items()}


def slug(name):
    return re.sub(r"[^a-z]+", "-", name.lower())


def add(root, name, header=b'language = "en"\n', apparatus=b""):
    folder = root / "source" / slug(name)
    folder.mkdir(parents=True)
    (folder / "text.txt").write_text(RAW, encoding="utf-8", newline="")
    (folder / "header.toml").write_bytes(header)
    (folder / "apparatus.toml").write_bytes(apparatus or entry().encode())


def write(root, authorities=AUTHORITIES, edition=EDITION):
    (root / "source").mkdir(parents=True, exist_ok=True)
    (root / "source" / "edition.toml").write_text(edition, encoding="utf-8")
    (root / "source" / "authorities.toml").write_text(authorities, encoding="utf-8")


def data(source):
    return source if isinstance(source, bytes) else source.encode()


def add_fault(root, name):
    add(root, name, **{FAULTS[name].file: data(FAULTS[name].source)})


@dataclass(frozen=True)
class Built:
    """What a build said: its exit status, its last line, its messages with their hints."""

    root: object
    status: int
    last: str
    messages: tuple[Message, ...]


TOLD = re.compile(r"(?m)^(\S+?)(?::(\d+))?: ([EWN]\d{3}) (.*)(?:\n    near: .*)?(?:\n    hint: (.*))?$")


def build(root):
    said = editions.run(root, *editions.BUILD)
    assert "Traceback" not in said.stdout + said.stderr, said.stdout + said.stderr
    found = (
        Message(file, int(line or 0), code, words, hint) for file, line, code, words, hint in TOLD.findall(said.stdout)
    )
    return Built(root, said.returncode, said.stdout.splitlines()[-1], tuple(found))


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Build all faulty texts and a sound one, once."""
    root = tmp_path_factory.mktemp("faulty")
    write(root)
    for name in FAULTS:
        add_fault(root, name)
    add(root, "sound", apparatus=(ON_A + entry()).encode())
    return build(root)


def line_of(fault):
    lines = data(fault.source).decode("utf-8", "replace").split("\n")
    return fault.line if isinstance(fault.line, int) else lines.index(fault.line) + 1


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told_once_on_its_line_with_what_mends_it(built, name):
    fault, folder = FAULTS[name], f"source/{slug(name)}/"
    (found,) = [message for message in built.messages if message.file.startswith(folder) and message.rejects]
    expected = (f"{folder}{fault.file}.toml", line_of(fault), fault.code)
    assert (found.file, found.line, found.code) == expected, found
    assert fault.said in found.sentence, found
    assert fault.hint in found.hint, found
    assert found.hint, "nothing is said that mends it"


@pytest.mark.parametrize("name", FAULTS)
def test_nothing_is_written_of_a_text_with_a_fault(built, name):
    assert list(built.root.glob(f"tei/*{slug(name)}.*")) + list(built.root.glob(f"output/*/{slug(name)}*")) == []


def test_the_sound_text_is_built_and_the_command_ends_with_1(built):
    assert built.status == 1
    assert built.last == f"{len(FAULTS)} texts rejected: {', '.join(sorted(map(slug, FAULTS)))}"
    assert "It was, and nobody" not in (built.root / "output/text/sound.txt").read_text(encoding="utf-8")
    made = {path.name for path in built.root.glob("tei/*.*")}
    assert made == {f"sound{end}" for end in (".xml", ".ledger.tsv", ".lock.tsv")}


def test_no_message_is_told_twice(built):
    assert len(built.messages) == len(set(built.messages))


# --- what a hint proposes ---------------------------------------------------------------------------------


def mend(source, line, code, hint):
    """Do what a hint says: take the name that was meant, or put the line that is offered in place of the faulty one."""
    lines = source.split("\n")
    faulty = lines[line - 1]
    if offered := re.search(r"(?:write|: |instance|nearest.*:) ?((?:\w+ = |\[).*)$", hint):
        lines[line - 1] = offered[1]
    elif code == "E303":
        lines[line - 1] = re.sub(r"\w+", NAMED.search(hint)[1], faulty, count=1)
    else:
        lines[line - 1] = f'{faulty.partition(" = ")[0]} = "{NAMED.search(hint)[1]}"'
    return "\n".join(lines)


NAMED = re.compile(r"did you mean '(.*?)'\?")


@pytest.mark.parametrize("name", [name for name, fault in FAULTS.items() if fault.mended])
def test_what_a_hint_offers_mends_the_file(tmp_path, built, name):
    fault, folder = FAULTS[name], f"source/{slug(name)}/"
    (found,) = [message for message in built.messages if message.file.startswith(folder) and message.rejects]
    write(tmp_path)
    add(tmp_path, name, **{fault.file: mend(fault.source, found.line, found.code, found.hint).encode()})
    add(tmp_path, "sound")
    told = encode.run(reading.load(tmp_path), slug(name))
    assert [message for message in told if message.rejects] == []


# --- files that several texts share -----------------------------------------------------------------------

BROKEN = {
    "a wrong check digit": ('gnd = "118578538"', "E311", "should end with 7", "compare every digit"),
    "no identifier": ('wikidata = "P31"', "E310", "'P31' is no Wikidata", "Q9061"),
    "an unknown key of a person": ('wikidate = "Q9061"', "E303", "'wikidate' is not known", "did you mean 'wikidata'?"),
    "a birth in words": ('born = "in May 1818"', "E304", "'born' is no date", "write 1933-10-01"),
    "a death before the birth": ('born = 1818\ndied = "1813"', "E312", "'died' is '1813', before 'born'", "look up"),
    "a turned name": ('sort = "Ma\u202erx"', "E304", "turns the direction of writing", "U+202C"),
    "forms that are no list": ('forms = "Marx"', "E304", "'forms' must be a list of texts", 'write forms = ["'),
    "a person of no address": ('uri = "marxists.org"', "E310", "is no address", "https://"),
}
"""What is wrong in the last line of a person of ``authorities.toml``; code, words of the sentence and of the hint."""


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """Build texts that name persons with mistakes, some of them the same, and a sound one."""
    root = tmp_path_factory.mktemp("shared")
    persons = [f'\n[person.p{n}]\nname = "P. {n}"\n{BROKEN[name][0]}\n' for n, name in enumerate(BROKEN)]
    write(root, AUTHORITIES + "".join(persons))
    for n, name in enumerate(BROKEN):
        add(root, name, apparatus=entry("person", ref=f"p{n}").encode())
    add(root, "the first again", apparatus=entry("person", ref="p0").encode())
    add(root, "a fault besides", apparatus=(entry("person", ref="p0") + entry(id="c2", at="It wend")).encode())
    add(root, "sound", apparatus=entry("person", ref="boyle").encode())
    return build(root)


@pytest.mark.parametrize("name", BROKEN)
def test_a_fault_in_authorities_is_told_once_on_its_line(shared, name):
    source = (shared.root / "source/authorities.toml").read_text(encoding="utf-8").split("\n")
    fault, code, said, hint = BROKEN[name]
    line = source.index(fault.split("\n")[-1]) + 1
    (found,) = [message for message in shared.messages if message.line == line and "authorities" in message.file]
    assert (found.file, found.code) == ("source/authorities.toml", code)
    assert (said in found.sentence, hint in found.hint) == (True, True), found


def test_a_fault_in_authorities_stops_the_texts_that_need_it_and_no_other(shared):
    assert shared.status == 1
    assert {path.name for path in shared.root.glob("tei/*.xml")} == {"sound.xml"}
    assert (shared.root / "output/text/sound.txt").is_file()
    assert "a-fault-besides" in {message.file.split("/")[1] for message in shared.messages}
    assert len(shared.messages) == len(set(shared.messages)) == len(BROKEN) + 1


def test_authorities_that_are_no_toml_are_told_once_and_nobody_is_called_unknown(tmp_path):
    write(tmp_path, AUTHORITIES.replace('"Ada Arden"', '"Ada Arden'))
    add(tmp_path, "one", apparatus=entry("person", ref="boyle").encode())
    add(tmp_path, "other", apparatus=entry("person", ref="nobody").encode())
    (found,) = build(tmp_path).messages
    assert (found.file, found.line, found.code) == ("source/authorities.toml", 6, "E301")


EDITIONS = {
    "no title": ("title =", "", 1, "E302", "'title' is missing in the file", 'add title = "..."'),
    "an empty title": ('"Lamps"', '" "', 2, "E304", "'title' is empty", 'write title = "..."'),
    "a misspelt title": ("title =", "titel =", 2, "E303", "'titel' is not known", "did you mean 'title'?"),
    "a number for a title": ('"Lamps"', "5", 2, "E304", "'title' must be a text", 'write title = "5"'),
    "a date in words": ('"2001-02-03"', '"3 February 2001"', 4, "E304", "'date' is no date", "write 1933-10-01"),
    "no language": ('"en"', '"English, please"', 3, "E304", "'language' cannot be", "a code of BCP 47"),
    "a path for a name": ('"lamps"', '"../lamps"', 1, "E304", "'id' cannot be '../lamps'", "small letters"),
    "a misspelt format": ('["text"]', '["txt"]', 6, "E304", "'formats' cannot hold 'txt'", "one of: html, epub, text"),
    "a text for a list": ('["text"]', '"text"', 6, "E304", "'formats' must be a list of texts", 'write formats = ["'),
    "an unknown table": ("[responsible.ed]", "[responsable.ed]", 8, "E303", "'responsable'", "'responsible'"),
    "nobody's name": ("name = ", "nane = ", 9, "E303", "'nane' is not known", "did you mean 'name'?"),
    "a key that is none": ("[responsible.ed]", '[responsible."the editor"]', 8, "E308", "cannot be the key", "letters"),
    "a key twice": ('title = "Lamps"', 'title = "a"\ntitle = "b"', 3, "E301", "no TOML", "said above already"),
    "a mark that is not closed": ('"Lamps"', '"Lamps', 2, "E301", "no TOML", "between"),
    "a turned title": ('"Lamps"', '"La\u2067mps"', 2, "E304", "turns the direction of writing", "U+2069"),
}
"""What stands in ``edition.toml``, what stands there instead; line, code, words of the sentence and of the hint."""


@pytest.mark.parametrize("name", EDITIONS)
def test_a_fault_in_the_edition_is_told_once_on_its_line(tmp_path, name):
    old, new, line, code, said, hint = EDITIONS[name]
    lines = [words.replace(old, new) for words in EDITION.split("\n") if new or not words.startswith(old)]
    write(tmp_path, edition="\n".join(lines))
    add(tmp_path, "sound")
    with pytest.raises(Rejected) as rejected:
        reading.load(tmp_path)
    (found,) = rejected.value.messages
    assert (found.file.endswith("source/edition.toml"), found.line, found.code) == (True, line, code), found
    assert (said in found.sentence, hint in found.hint) == (True, True), found


def test_a_fault_in_the_edition_stops_the_build_and_leaves_what_was_built(tmp_path):
    write(tmp_path)
    add(tmp_path, "sound")
    assert build(tmp_path).status == 0
    before = editions.built(tmp_path)
    write(tmp_path, edition=EDITION.replace("title =", "titel ="))
    said = editions.run(tmp_path, *editions.BUILD)
    assert (said.returncode, said.stdout) == (1, "")
    assert said.stderr.startswith("source/edition.toml:2: E303 the key 'titel' is not known\n")
    assert editions.built(tmp_path) == before


def test_all_faults_of_all_files_are_told_in_one_run(tmp_path):
    write(tmp_path, AUTHORITIES.replace("Q43393", "P43393"))
    three = entry("person", ref="boyle") + entry(id="c2", at="It wend") + entry(id="c3", cert="hihg")
    add(tmp_path, "one", b'encoding = "martian"\n[written]\nwhen = "yesterday"\n', three.encode())
    add(tmp_path, "two", b"title = 5\n", entry(id="p17").encode())
    add(tmp_path, "sound")
    told = [(message.file.removeprefix("source/"), message.line, message.code) for message in build(tmp_path).messages]
    assert sorted(told) == [
        ("authorities.toml", 3, "E310"),
        ("one/apparatus.toml", 10, "E208"),
        ("one/apparatus.toml", 19, "E304"),
        ("one/header.toml", 1, "E103"),
        ("one/header.toml", 3, "E304"),
        ("two/apparatus.toml", 2, "E304"),
        ("two/header.toml", 1, "E304"),
    ]


def test_faults_of_files_and_an_empty_text_are_told_together(tmp_path):
    write(tmp_path)
    add(tmp_path, "one", b"title = 5\n", entry(id="p17").encode())
    (tmp_path / "source/one/text.txt").write_bytes(b"")
    assert sorted(message.code for message in build(tmp_path).messages) == ["E102", "E304", "E304"]


ENCODINGS = sorted({*encodings.aliases.aliases.values(), "idna", "punycode", "unicode_escape", "undefined", "mbcs"})


@pytest.mark.parametrize("name", ENCODINGS)
def test_whatever_encoding_is_stated_the_text_is_read_or_refused(name):
    try:
        raw = bytes_of.read(RAW.encode(), "text.txt", name)
    except Rejected as rejected:
        assert {message.code for message in rejected.messages} == {"E103"}  # noqa: PT017 - to be read is as well
    else:
        assert raw.offsets[len(raw.text)] == len(raw.data)
        assert raw.characters(raw.signature, len(raw.data)) == raw.text
