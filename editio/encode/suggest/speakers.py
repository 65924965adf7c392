"""Quotations without a speaker or a source (N923).

In goes what a text says; out come proposals: ``said`` where a known person stands beside the quotation, else ``quote``,
to which the editor adds the source. One to three words are no quotation here: they are more often used at a distance.
"""

import re
from collections.abc import Iterator

from editio.encode.suggest.suggestion import Look, Suggestion

QUOTED = re.compile(r"“[^“”]+”|«[^«»]+»|„[^„“]+“|(?<!\w)\"[^\"]+\"(?!\w)|(?<!\w)‘[^‘“”]{20,}[.,!?]’(?!\w)")
LEAST = 4
BESIDE = 60
"""Code points on either side of a quotation in which its speaker may stand."""


def observe(look: Look) -> Iterator[Suggestion]:
    """Suggest quotations to be given a speaker or a source."""
    persons = [form for form in look.forms if form.do == "person"]
    by_words = {form.words: form.key for form in persons}
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(words)}(?!\w)" for words in by_words)) if by_words else None
    for number, passage in enumerate(look.wording.passages):
        words = passage.words
        if passage.block.kind not in ("p", "note", "quote"):
            continue
        for match in QUOTED.finditer(words):
            first, last = match.span()
            if len(match.group().split()) < LEAST:
                continue
            place = look.wording.range(number, first, last)
            beside = words[max(0, first - BESIDE) : first] + " " + words[last : last + BESIDE]
            speaker = pattern.search(beside) if pattern else None
            shown = " ".join(match.group().split()[:4])
            if speaker:
                who = by_words[speaker.group()]
                sentence = f"the quotation {shown} ... has no speaker; '{speaker.group()}' stands beside it"
                yield Suggestion("N923", place, sentence, "said", (("who", who), ("cert", "medium")), -2.8)
            else:
                sentence = f"the quotation {shown} ... has neither a speaker nor a source"
                yield Suggestion("N923", place, sentence, "quote", (), -4.2)
