"""Whether two wordings say the same: the title of a page and of a header, an entry of a list and its heading.

In go words; out come keys, which are equal where nothing but case, blanks and points tells the words apart. What comes
before what in the alphabet is another question: accents do not count there.
"""


def key(words: str) -> str:
    """Give the letters and digits of some words, whatever their case."""
    return "".join(filter(str.isalnum, words.casefold()))
