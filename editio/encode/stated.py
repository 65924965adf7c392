"""What a person states of a text: ``header.toml``.

In goes the file; out comes a :class:`Stated` of plain values, empty where nothing is said. What is stated here beats
what the raw text says; where the two differ, :func:`differences` reports it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from editio import keys
from editio.encode import reading
from editio.encode.facts import Facts
from editio.files import read_toml
from editio.keys import Key
from editio.message import Message, Rejected
from editio.toml import Table

KEYS: Mapping[str, Key] = {
    "language": Key("the language of the text: a code of BCP 47, such as de", "language"),
    "encoding": Key("the encoding of text.txt, where it is not UTF-8: iso-8859-1, koi8-r"),
    "profile": Key("which rules find its structure: auto, plain, gutenberg"),
    "title": Key("the title"),
    "over_title": Key("what stands above the title"),
    "subtitle": Key("the subtitle"),
    "author": Key("the key of a [person] of authorities.toml, or a plain name"),
    "identifier": Key("what no other text is called: urn:uuid:..."),
    "abstract": Key("what the text is about"),
    "remark": Key("what else there is to know"),
    "keywords": Key("what one would look it up by", "texts"),
}
"""Keys of ``header.toml``."""

WRITTEN: Mapping[str, Key] = {
    "text": Key("when it was written, in words"),
    "when": Key("the date", "date"),
    "resp": Key("who says so, where the text does not: one of [responsible] of edition.toml", of="responsible"),
    "cert": Key("how sure it is", among=("high", "medium", "low")),
    "why": Key("how it is known"),
}
"""Keys of the table ``[written]``."""

PARTS: Mapping[str, Key] = {
    "journal": Key("those words of 'text' that name the journal", "label"),
    "book": Key("those that name the book", "label"),
    "volume": Key("those that say which volume", "label"),
    "issue": Key("those that say which issue", "label"),
    "date": Key("those that say when it appeared", "label"),
    "pages": Key("those that say on which pages", "label"),
    "place": Key("those that say where it appeared", "label"),
    "publisher": Key("those that name the publisher", "label"),
}
"""Keys of the table ``[source]`` that quote some words of its ``text``."""

SOURCE: Mapping[str, Key] = {
    "text": Key("the printed source, as a reference"),
    "when": Key("when it appeared", "date"),
    "note": Key("a remark on the source"),
}
"""The other keys of the table ``[source]``."""

LICENCE: Mapping[str, Key] = {
    "status": Key("what may be done with the text", among=("free", "restricted", "unknown")),
    "target": Key("the address of its licence", "address"),
    "text": Key("its terms, in words"),
}
"""Keys of the table ``[licence]``."""

CREDIT: Mapping[str, Key] = {
    "role": Key("what was done: transcription, 1996", needed=True),
    "name": Key("by whom", needed=True),
}
"""Keys of a table ``[[credit]]``."""


@dataclass(frozen=True, slots=True)
class Written:
    """Say when the text was written: the words, the date, and who vouches for what the text does not say itself."""

    text: str = ""
    when: str = ""
    resp: str = ""
    cert: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Say what was printed: the words of the reference, and which of them name the journal, the volume and so on."""

    text: str = ""
    when: str = ""
    note: str = ""
    parts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Licence:
    """Say on what terms the text may be used; ``status`` is a value of ``availability/@status``."""

    status: str = ""
    target: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Stated:
    """Hold what ``header.toml`` says; ``lines`` tells on which line of it what can differ from the raw text stands."""

    language: str = ""
    encoding: str = ""
    profile: str = ""
    title: str = ""
    over_title: str = ""
    subtitle: str = ""
    author: str = ""
    identifier: str = ""
    abstract: str = ""
    remark: str = ""
    keywords: tuple[str, ...] = ()
    written: Written = Written()
    source: Source = Source()
    licence: Licence = Licence()
    credits: tuple[tuple[str, str], ...] = ()
    lines: Mapping[str, int] = field(default_factory=dict)


def read(path: Path | None, responsible: Sequence[str]) -> tuple[Stated, list[Message]]:
    """Read ``header.toml``; without one nothing is stated. Returns every mistake in it as well."""
    if path is None or not path.is_file():
        return Stated(), []
    values, source = read_toml(path)
    table = Table(values, path, source)
    inner = {name: table.table(name) for name in ("written", "source", "licence")}
    lines = {f"{name}.text": part.line_of("text") for name, part in inner.items()}
    said = keys.read(table, KEYS)
    stated = Stated(
        **said | {"encoding": _encoding(table, said["encoding"])},
        keywords=table.texts("keywords"),
        written=_written(inner["written"], responsible),
        source=_source(inner["source"]),
        licence=_licence(inner["licence"]),
        credits=tuple(_credit(credit) for credit in table.array("credit")),
        lines=lines
        | {name: table.line_of(name) for name in ("profile", "title", "over_title", "subtitle", "author", "credit")},
    )
    table.close()
    return stated, table.messages


def _encoding(table: Table, name: str) -> str:
    """Give the encoding that is stated, unless nobody knows it."""
    try:
        return reading.known(name, "") and name if name else ""
    except Rejected as rejected:
        (told,) = rejected.messages
        table.reject("encoding", told.code, told.sentence, told.hint)
        return ""


def _written(table: Table, responsible: Sequence[str]) -> Written:
    written = Written(**keys.read(table, WRITTEN, {"responsible": responsible}))
    table.close()
    return written


def _source(table: Table) -> Source:
    said = keys.read(table, SOURCE)
    text = said["text"]
    parts = [(name, words) for name, words in keys.read(table, PARTS).items() if name in table]
    for name, words in parts:
        if words not in text:
            table.reject(name, "E304", f"'{words}' does not stand in 'text'", "quote the words as 'text' has them")
    places = sorted((text.find(words), name, words) for name, words in parts if words and words in text)
    table.close()
    return Source(**said, parts=tuple((name, words) for _, name, words in places))


def _licence(table: Table) -> Licence:
    licence = Licence(**keys.read(table, LICENCE))
    table.close()
    return licence


def _credit(table: Table) -> tuple[str, str]:
    said = keys.read(table, CREDIT)
    table.close()
    return said["role"], said["name"]


def differences(stated: Stated, facts: Facts, path: Path, raw: str, author: str) -> Iterator[Message]:
    """Report (W306) what ``header.toml`` says otherwise than the raw text; what only one of them says is no difference.

    ``author`` is the author's name as readers know it; ``raw`` names the raw text.
    """
    titles = facts.all_titles
    others = titles if facts.subtitles else ""
    for key, said, read_there in (
        ("title", stated.title, titles),
        ("over_title", stated.over_title, others),
        ("subtitle", stated.subtitle, others),
        ("author", author, facts.authors),
        ("written.text", stated.written.text, facts.words("written")),
        ("source.text", stated.source.text, facts.words("source")),
        ("licence.text", stated.licence.text, facts.words("licence")),
        *(("credit", name, facts.words("credit")) for _, name in stated.credits),
    ):
        if said and read_there and _key(said) not in _key(read_there):
            sentence = f"'{key}' is '{said}' here, but {raw} says '{read_there}'"
            yield Message(str(path), stated.lines[key], "W306", sentence, "the header takes what is stated here")


def _key(words: str) -> str:
    return re.sub(r"[\W_]+", " ", words).casefold().strip()
