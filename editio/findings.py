"""The catalogue of findings: for each code a page that tells what it means and what mends it.

In goes a code; out comes its page, as it stands in ``docs/findings/``. The codes themselves are listed in
:data:`editio.message.CODES`; nothing is judged here.
"""

import difflib
from pathlib import Path

from editio.message import CODES

SERIES = {
    "1": "reading and writing files",
    "2": "the apparatus",
    "3": "the TOML files of the edition",
    "4": "the encoder's unsure guesses",
    "5": "the TEI document",
    "6": "the ledger",
    "7": "rendering",
    "8": "schemas of others",
    "9": "what suggest would have an editor look at",
}
"""What the first digit of a code says."""


def folder() -> Path:
    """Give the folder of pages: beside the modules of a wheel, else in the docs of a checkout."""
    package = Path(__file__).parent
    packed = package / "pages"
    return packed if packed.is_dir() else package.parent / "docs" / "findings"


def page(code: str) -> str:
    """Give the page of a code, in Markdown; a code that is none is a ``LookupError``."""
    if code not in CODES:
        raise LookupError(code)
    return (folder() / f"{code}.md").read_text(encoding="utf-8")


def nearest(code: str) -> str:
    """Give the code that is spelt most alike; one whose number is the same comes first."""
    wanted = code.strip().upper()
    same = [known for known in CODES if known[1:] == wanted.lstrip("EWN")]
    return next(iter(same or difflib.get_close_matches(wanted, CODES, 1, cutoff=0)))


def index() -> str:
    """Make the index of all pages, in the order of the table."""
    lines = [INTRODUCTION]
    for digit, about in SERIES.items():
        codes = [f"| [{code}]({code}.md) | {meaning} |" for code, meaning in CODES.items() if code[1] == digit]
        if codes:
            lines += [f"## {digit}: {about}", "", "| code | finding |", "|---|---|", *codes, ""]
    return "\n".join(lines)


INTRODUCTION = """\
# Findings

What a person can mend is said in one form: the place, a code, a sentence, and a hint where there is
one.

```
source/lamp/apparatus.toml:41: E202 the words 'the lamp' stand in text.txt 14 times
    hint: quote a few words more, for instance at = "[[the lamp]] of the harbour"
```

Lines count from 1; a place without a line means the file as a whole. The letter is the severity:

| letter | severity | what follows |
|---|---|---|
| E | error | the file is rejected: nothing is built from it until it is mended, and the command ends with 1 |
| W | warning | worth a look; it stops nothing |
| N | note | good to know |

`editio explain E202` prints the page of a code. A code never changes its meaning and is never used
again. A fault of the program itself has no code: it shows a traceback, and we should like to hear of it.

An editor who has looked at a warning or a note and lets it stand says so, with a reason: see
`do = "ignore"` in [the editors' file](../apparatus.md). Errors cannot be silenced.
"""
