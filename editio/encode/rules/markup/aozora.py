"""Texts of Aozora Bunko: legend, colophon, headings, and notes on the setting of whole lines.

In goes a draft; out come blocks. Each line is a paragraph; what stands between ``［＃`` and ``］`` says how the book
looks there, and is read as markup. Ruby and notes within a line are read by :mod:`editio.encode.inline.aozora`.
Source: Aozora Bunko, 'Annotation manual' (www.aozora.gr.jp/annotation/) and the order of its files.
"""

import re
from collections.abc import Iterator

from editio.encode.draft import Block, Container, Draft
from editio.encode.inline.aozora import heading_notes
from editio.encode.reading import BLANKS

LEGEND = re.compile(r"【テキスト中に現れる記号について】")
RULE = re.compile(r"-{20,}\Z")
HEAD = 80
"""Lines at the head of a text within which its title and the legend stand."""

COLOPHON = re.compile(r"(?P<label>底本[^：]{0,12}|初出[^：]{0,12}|入力|校正|ファイル作成|翻訳|青空文庫作成ファイル)：")
BASE = re.compile(r"底本：")
KEYS = {"底": "source", "初": "published", "入": "credit", "校": "credit", "フ": "credit", "翻": "translator"}
"""The first character of a line of the colophon -> the key under which the header keeps it."""

LIBRARY = "青空文庫作成ファイル"
TRANSLATED = re.compile(r"(?:訳|譯|翻訳|編|校訂)(?:《[^》]*》)?\Z")

PAGE = re.compile(r"［＃改(?:ページ|頁|丁|見開き|段)］\Z")
PICTURE = re.compile(r"［＃[^［］（(]{0,200}[（(][^［］.]{0,100}\.(?:png|jpe?g|gif)[^［］]{0,100}入る］\Z")
LAYOUT = re.compile(r"(?:［＃[^［］]*］[ \u3000]*)+\Z")
"""A line that is nothing but notes on how it is set."""

HEADING = re.compile(r"［＃(?P<from>ここから)?(?:同行|窓)?(?P<rank>[大中小])見出し］")
RANKS = {"大": 1, "中": 2, "小": 3}
INDENTED = re.compile(r"［＃ここから(?:改行天付き、折り返して)?(?P<by>[０-９0-9]+)字下げ[^［］]*］\Z")
UNINDENTED = re.compile(r"［＃ここで字下げ終わり］\Z")
RIGHT = re.compile(r"(?:［＃[０-９0-9]+字下げ］)?［＃(?:地付き|地から[０-９0-9]+字上げ)］")
DATED = re.compile(r"[年月日][）)」]?\Z|\d{4}")

NOTES = re.compile(r"［＃[^［］]*］|《[^》]*》")
NUMERAL = re.compile(
    r"[　 （(第]*(?P<n>[一二三四五六七八九十百〇壱弐参０-９0-9IVXLC]+|[上中下])(?=[）)章節回部篇編　 ．、.]|\Z)"
)


def around(draft: Draft) -> Iterator[Block]:
    """Claim title and author at the head, the legend of the signs, and the colophon at the end."""
    words = draft.survey.words
    legend = next((at for at, said in enumerate(words[:HEAD]) if LEGEND.match(said)), None)
    top = legend
    if legend is not None:
        top = max((at for at in range(legend) if RULE.match(words[at])), default=legend)
        end = next((at + 1 for at in range(legend, min(len(words), HEAD * 2)) if RULE.match(words[at])), legend + 1)
        yield Block("boilerplate", top, end)
    yield from _titles(draft, top)
    base = next((at for at in range(len(words) - 1, -1, -1) if BASE.match(words[at])), None)
    if base is not None:
        yield from _colophon(draft, base)


def _titles(draft: Draft, legend: int | None) -> Iterator[Block]:
    """Claim the lines of the first group, which end with the author, or with the author and the translator."""
    words = draft.survey.words
    first = next(at for at, said in enumerate(words) if said)
    last = first
    while last < len(words) and words[last] and "［＃" not in words[last]:
        last += 1
    if (legend is not None and last > legend) or not 2 <= last - first <= 6 or words[last - 1].endswith("。"):
        return
    authors = last - 1
    while authors > first + 1 and TRANSLATED.search(words[authors]):
        authors -= 1
    for at in range(first, last):
        yield Block("author" if at == authors else "byline" if at > authors else "title", at, at + 1)


def _colophon(draft: Draft, base: int) -> Iterator[Block]:
    words = draft.survey.words
    at = base
    while at < len(words):
        last = at + 1
        while last < len(words) and draft.raw.lines[last].text[:1] in BLANKS and words[last] and words[at]:
            last += 1  # what is set in goes on with what is above it
        label = COLOPHON.match(words[at])
        if label and label["label"] == LIBRARY:
            while last < len(words):
                last += 1
            while not words[last - 1]:
                last -= 1
            yield Block("boilerplate", at, last)
            return
        if label:
            line = draft.raw.lines[at].text
            key = KEYS[label[0][0]]
            yield Block("metadata", at, last, label=key, prefix=line.index(label[0]) + len(label[0]))
        elif words[at]:
            yield Block("metadata", at, last, label="remark")
        at = last


def headings(draft: Draft) -> Iterator[Block]:
    """Claim the lines that a note calls a heading: ``［＃「上」は大見出し］``, or the words between two notes."""
    words = draft.survey.words
    below = 0
    for at in draft.free_lines():
        opening = HEADING.search(words[at]) if "見出し" in words[at] else None
        if opening and opening["from"]:
            below = RANKS[opening["rank"]]  # the words stand on the next line, or lines
            yield Block("rule", at, at + 1, label="markup")
        elif below and LAYOUT.match(words[at]):
            below = 0
            yield Block("rule", at, at + 1, label="markup")
        elif level := below or _level(words[at]):
            number = NUMERAL.match(NOTES.sub("", words[at]))
            yield Block("head", at, at + 1, label=number["n"] if number else "", level=level)


def _level(words: str) -> int:
    """Give how high a heading stands that a line says to be one, 0 if it does not."""
    if "見出し" not in words:
        return 0
    note = next(heading_notes(words), None)
    opening = HEADING.search(words)
    return note.level if note else RANKS[opening["rank"]] if opening else 0


def setting(draft: Draft) -> Iterator[Block]:
    """Claim lines about the look of the book: new pages, pictures, what is set in or moved to the end of the line."""
    words = draft.survey.words
    inside: tuple[Container, ...] = ()
    for at in draft.free_lines():
        said = words[at]
        if "［＃" not in said:
            if inside:
                yield Block("p", at, at + 1, inside=inside, sure="medium")
        elif PAGE.match(said):
            yield Block("page", at, at + 1)
        elif PICTURE.match(said):
            yield Block("figure", at, at + 1)
        elif LAYOUT.match(said):
            begun = INDENTED.search(said)
            if begun:
                inside = (Container("quote", at, (("rend", f"indent{int(begun['by'])}"),)),)
            elif UNINDENTED.search(said):
                inside = ()
            yield Block("rule", at, at + 1, label="markup")
        elif RIGHT.match(said):
            bare = NOTES.sub("", said)
            yield Block("dateline" if DATED.search(bare) else "signed", at, at + 1, sure="medium", inside=inside)
        elif inside:
            yield Block("p", at, at + 1, inside=inside, sure="medium")


def lines(draft: Draft) -> Iterator[Block]:
    """Claim what is left: each line is a paragraph."""
    for at in draft.free_lines():
        yield Block("p", at, at + 1)
