"""Plain-text editions read back: the words between the two lines that never change, without the marks.

In goes a file as text; out come the words of the text and of its author's notes. Which marks there are is read from
the head, as a reader would. Nothing of the engine is used.
"""

import re

BEGINNING, END, BREAK, RULE = (
    "----- BEGINNING OF THE TEXT -----",
    "----- END OF THE TEXT -----",
    "* * * * *",
    "-----",
)

MARKS = {
    "^{words}": r"\^\{|\}",
    "_{words}": r"_\{|\}",
    "《words》": "[《》]",
    "_words_": "_",
    "=words=": "=",
    "[1]": r"\[\d+\]",
    "[a]": r"\[[a-z]{1,2}\]",
    "[…]": r"\[…\]",
    "[?]": r"\[\?\]",
    "[*]": r"\[\*\]",
    "[¶ 1]": r"\[¶ \d+\]",
    "•": r"(?m:^) *•(?m: |$)",
    "1.": r"(?m:^) *\d{1,9}\.(?m: |$)",
    "a)": r"(?m:^) *[A-Za-z]{1,7}\)(?m: |$)",
    "[image]": r"\[image\]",
}
"""What each mark that a head explains looks like in the text, in the order in which they are tried."""


def explained(page):
    """Give the marks that the head explains."""
    head = page.partition(f"\n{BEGINNING}\n")[0]
    return set(re.findall(r"(?m)^    (\S+(?: \S+)*?)  +\S", head))


def words(page):
    """Give the words of the text, and those of each of the author's notes."""
    marks = explained(page)
    lines = page.split("\n")
    assert lines.count(BEGINNING) == lines.count(END) == 1, "the lines around the text stand once"
    inside = lines[lines.index(BEGINNING) + 1 : lines.index(END)]
    rules = [number for number, line in enumerate(inside) if line == RULE]
    assert len(rules) <= 1
    body = inside[: rules[0]] if rules else inside
    notes = re.split(r"(?m)^\[\d+\](?m: |$)", "\n".join(inside[rules[0] + 1 :]))[1:] if rules else []
    text = "\n".join(line for line in body if line.strip() != BREAK)
    return unmarked(text, marks).split(), [unmarked(note, marks).split() for note in notes]


def unmarked(text, marks):
    """Take the marks out of a text, then the backslashes."""
    patterns = [r"\\." if "\\" in marks else "(?!)", *(sign for mark, sign in MARKS.items() if mark in marks)]
    return re.sub("(?s)" + "|".join(patterns), lambda found: found[0][1:] if found[0][0] == "\\" else "", text)
