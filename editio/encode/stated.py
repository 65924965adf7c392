"""What a person states of a text: ``header.toml``.

In goes the file; out comes a :class:`Stated` of plain values, empty where nothing is said. What is stated here beats
what the raw text says; where the two differ, :func:`differences` reports it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from editio.encode.facts import Facts
from editio.files import read_toml
from editio.message import Message
from editio.toml import Table

STATUS = ("free", "restricted", "unknown")
PARTS = ("journal", "book", "volume", "issue", "date", "pages", "place", "publisher")
LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*\Z")


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
    stated = Stated(
        language=table.text("language", pattern=LANGUAGE),
        encoding=table.text("encoding"),
        title=table.text("title"),
        over_title=table.text("over_title"),
        subtitle=table.text("subtitle"),
        author=table.text("author"),
        identifier=table.text("identifier"),
        abstract=table.text("abstract"),
        remark=table.text("remark"),
        keywords=table.texts("keywords"),
        written=_written(inner["written"], responsible),
        source=_source(inner["source"]),
        licence=_licence(inner["licence"]),
        credits=tuple(_credit(credit) for credit in table.array("credit")),
        lines=lines | {name: table.line_of(name) for name in ("title", "over_title", "subtitle", "author", "credit")},
    )
    table.close()
    return stated, table.messages


def _written(table: Table, responsible: Sequence[str]) -> Written:
    written = Written(
        text=table.text("text"),
        when=table.date("when"),
        resp=table.text("resp", among=responsible),
        cert=table.text("cert", among=("high", "medium", "low")),
        why=table.text("why"),
    )
    table.close()
    return written


def _source(table: Table) -> Source:
    text = table.text("text")
    parts = [(name, table.text(name)) for name in PARTS if name in table]
    for name, words in parts:
        if words not in text:
            table.reject(name, "E304", f"'{words}' does not stand in 'text'", "quote the words as 'text' has them")
    places = sorted((text.find(words), name, words) for name, words in parts if words and words in text)
    source = Source(
        text=text,
        when=table.date("when"),
        note=table.text("note"),
        parts=tuple((name, words) for _, name, words in places),
    )
    table.close()
    return source


def _licence(table: Table) -> Licence:
    licence = Licence(
        status=table.text("status", among=STATUS),
        target=table.text("target", pattern=re.compile(r"https?://\S+\Z")),
        text=table.text("text"),
    )
    table.close()
    return licence


def _credit(table: Table) -> tuple[str, str]:
    credit = (table.text("role", needed=True), table.text("name", needed=True))
    table.close()
    return credit


def differences(stated: Stated, facts: Facts, path: Path, raw: str, author: str) -> Iterator[Message]:
    """Report (W306) what ``header.toml`` says otherwise than the raw text; what only one of them says is no difference.

    ``author`` is the author's name as readers know it; ``raw`` names the raw text.
    """
    titles = " ".join(facts.titles)
    for key, said, read_there in (
        ("title", stated.title, titles),
        ("over_title", stated.over_title, titles),
        ("subtitle", stated.subtitle, titles),
        ("author", author, facts.author),
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
