"""The teiHeader (Guidelines, chapter 2): what is known of a text, from where, and what was done to it.

In go what the text states, what a person states, and the edition; out comes the header. Every line of metadata of the
raw text has an element here whose id the ledger names.
"""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date as calendar

from lxml import etree

from editio import __version__, tei
from editio.encode import catalogue, principles
from editio.encode import facts as reading
from editio.encode.facts import Statement
from editio.encode.known import Known
from editio.encode.references import languages_of
from editio.encode.variants import list_wit
from editio.tei import ID, LANG, make
from editio.toml import NOT_XML

ELEMENT_OF_PART = {
    "journal": ("title", {"level": "j"}),
    "book": ("title", {"level": "m"}),
    "volume": ("biblScope", {"unit": "volume"}),
    "issue": ("biblScope", {"unit": "issue"}),
    "pages": ("biblScope", {"unit": "page"}),
    "place": ("pubPlace", {}),
    "publisher": ("publisher", {}),
}


def header(known: Known, cited: frozenset[str], declared: Sequence[etree._Element] = ()) -> etree._Element:
    """Make the header; its own language is the edition's, or English.

    ``cited`` holds the ids of the decisions that the ledger's rows name: each is stated here. ``declared`` are
    declarations that stand beside them.
    """
    language = known.edition.language if known.edition else "en"
    return make(
        "teiHeader",
        {LANG: language},
        _file_desc(known),
        _encoding_desc(known, cited, declared),
        _profile_desc(known),
        make(
            "revisionDesc",
            {},
            make("change", {"when": _date(known), "who": "#pipeline"}, "Encoded from the raw text."),
        ),
    )


def _date(known: Known) -> str:
    return known.edition.date if known.edition else ""


def _file_desc(known: Known) -> etree._Element:
    parts = [
        _title_stmt(known),
        *_edition_stmt(known),
        _extent(known),
        _publication_stmt(known),
        *_notes_stmt(known),
        _source_desc(known),
    ]
    return make("fileDesc", {}, *parts)


def _title_stmt(known: Known) -> etree._Element:
    main = {"type": "main", ID: _first(known, "title")}
    statement = make("titleStmt", {}, make("title", main, known.title))
    over = [known.stated.over_title] if known.stated.over_title else []
    sub = [known.stated.subtitle] if known.stated.subtitle else []
    if not known.stated.title:
        sub += [title for title in known.facts.subtitles if title not in sub]
    for role, titles in (("sub", sub), ("over", over)):
        statement.extend(make("title", {"type": role}, title) for title in titles)
    author = {ID: _first(known, "author")}
    if known.author:
        name = make("persName", {"ref": f"#{known.author.id}"}, known.author.name)
        statement.append(make("author", author, name))
    elif known.author_name:
        statement.append(make("author", author, known.author_name))
    for further in known.facts.all("author")[1:]:
        statement.append(make("author", {ID: further.id}, further.words))
    statement.extend(_credits(known))
    responsible = known.edition.responsible if known.edition else {}
    for one in responsible.values():
        if one.id != "pipeline":
            statement.append(resp_stmt(one.id, one.role, one.name, one.initials))
    statement.append(resp_stmt("pipeline", "encoded by program", "editio"))
    return statement


def _first(known: Known, key: str) -> str:
    """Give the id of what the first line of metadata of a key becomes, an empty string where there is none."""
    return next((statement.id for statement in known.facts.all(key)), "")


def resp_stmt(identity: str, role: str, name: str, initials: str = "") -> etree._Element:
    """State who did what; ``identity`` is what ``resp`` refers to, ``initials`` are how this one signs."""
    return make("respStmt", {ID: identity, "n": initials}, make("resp", {}, role), make("name", {}, name))


def _credits(known: Known) -> Iterator[etree._Element]:
    lines = known.facts.all("credit") + known.facts.all("translator") + known.facts.all("editor")
    stated = known.stated.credits
    for number, line in enumerate(lines):
        role, name = stated[number] if number < len(stated) else (line.label or "credit", line.words)
        yield resp_stmt(line.id, role, name)
    for number, (role, name) in enumerate(stated[len(lines) :], len(lines) + 1):
        yield resp_stmt(f"stated.credit.{number}", role, name)


def _edition_stmt(known: Known) -> list[etree._Element]:
    if known.edition is None:
        return []
    when = make("date", {"when": known.edition.date}, spoken(known.edition.date))
    return [make("editionStmt", {}, make("edition", {}, f"{known.edition.title}, edition of ", when))]


def spoken(date: str) -> str:
    """Give an ISO date as one would say it; a month or a year stays as it is."""
    if len(date) != len("2000-01-01"):
        return date
    day = calendar.fromisoformat(date)
    months = "January February March April May June July August September October November December".split()
    return f"{day.day} {months[day.month - 1]} {day.year}"


def _extent(known: Known) -> etree._Element:
    size, words = len(known.raw.data), len(known.raw.text.split())
    return make(
        "extent",
        {},
        make("measure", {"unit": "bytes", "quantity": str(size)}, f"{size:,} bytes"),
        ", ",
        make("measure", {"unit": "words", "quantity": str(words)}, f"{words:,} words of the raw text"),
    )


def _publication_stmt(known: Known) -> etree._Element:
    statement = make("publicationStmt")
    if known.edition:
        statement.append(make("publisher", {}, known.edition.publisher))
        statement.append(make("date", {"when": known.edition.date}, spoken(known.edition.date)))
    else:
        statement.append(make("authority", {}, "Not published: encoded as a single file"))
    if known.stated.identifier:
        statement.append(make("idno", {"type": "URI"}, known.stated.identifier))
    statement.append(_availability(known))
    return statement


def _availability(known: Known) -> etree._Element:
    stated, words = known.stated.licence, known.facts.words("licence")
    target = stated.target or reading.licence(words)
    text = stated.text or words
    status = stated.status or ("free" if target else "unknown")
    identity = next((statement.id for statement in known.facts.all("licence")), "header.licence")
    availability = make("availability", {"status": status})
    if target or words:
        availability.append(make("licence", {ID: identity, "target": target}, text))
    else:
        text = text or "The text states no terms on which it may be used."
        if any(left.key == "boilerplate" for left in known.facts.furniture):
            text += " The terms of the library that gave its file are those of the file, and are left out here."
        availability.append(make("p", {ID: identity}, text))
    if known.edition and known.edition.licence_text:
        own = {"target": known.edition.licence, ID: "header.licence.edition"}
        availability.append(make("licence", own, known.edition.licence_text))
    return availability


def _notes_stmt(known: Known) -> list[etree._Element]:
    notes = [make("note", {"type": left.key, ID: left.id}, left.words) for left in known.facts.furniture]
    for key in ("remark", "published"):
        notes += [_remark(statement) for statement in known.facts.all(key)]
    if known.stated.written.why:
        notes.append(make("note", {"type": "reason", "target": "#header.written"}, known.stated.written.why))
    if known.stated.remark:
        notes.append(make("note", {"type": "remark"}, known.stated.remark))
    return [make("notesStmt", {}, *notes)] if notes else []


def _remark(statement: Statement) -> etree._Element:
    words = f"{statement.label}: {statement.words}" if statement.label else statement.words
    return make("note", {"type": statement.key, ID: statement.id}, words)


def _source_desc(known: Known) -> etree._Element:
    printed = _printed(known)
    digest = hashlib.sha256(known.raw.data).hexdigest()
    size = len(known.raw.data)
    digital = make(
        "bibl",
        {"type": "digital", ID: "source.digital"},
        make("title", {}, "Raw text"),
        " (",
        NOT_XML.sub("\N{REPLACEMENT CHARACTER}", known.raw.file.rpartition("/")[2]),
        "), ",
        make("measure", {"unit": "bytes", "quantity": str(size)}, f"{size:,} bytes"),
        f", read as {known.raw.encoding}, SHA-256 ",
        make("idno", {"type": "SHA-256"}, digest),
    )
    witnesses = [list_wit(known.editors.witnesses.values())] if known.editors.witnesses else []
    return make("sourceDesc", {}, *([printed] if printed is not None else []), digital, *witnesses)


def _printed(known: Known) -> etree._Element | None:
    source = known.stated.source
    text = source.text or known.facts.words("source")
    if not text:
        return None
    identity = next((statement.id for statement in known.facts.all("source")), "header.source")
    bibl = make("bibl", {"type": "print", ID: identity}, *_parts(text, source.parts, source.when))
    if source.note:
        tei.extend(bibl, [" ", make("note", {}, source.note)])
    return bibl


def _parts(text: str, parts: Sequence[tuple[str, str]], when: str) -> Iterator[str | etree._Element]:
    for name, words in parts:
        before, _, text = text.partition(words)
        if before:
            yield before
        element, attributes = ELEMENT_OF_PART.get(name, ("date", {"when": when}))
        yield make(element, attributes, words)
    if text:
        yield text


def _encoding_desc(known: Known, cited: frozenset[str], declared: Sequence[etree._Element]) -> etree._Element:
    editorial = make("editorialDecl")
    has = {"hyphenation": "editorial.hyphenation" in cited, "interpretation": bool(known.editors.entries)}
    for name, (attributes, words) in principles.DECISIONS.items():
        if has.get(name, True):
            editorial.append(make(name, attributes, make("p", {ID: f"editorial.{name}"}, words)))
    for name, words in principles.PRACTICE.items():
        identity = f"editorial.{name}"
        if name == "encoding":
            words = words.format(encoding=_called(known.raw.encoding), how=known.raw.how)
            words += principles.MARK if known.raw.signature else ""
        if name == "encoding" or identity in cited:
            editorial.append(make("p", {ID: identity}, words))
    paragraphs = make("citeStructure", {"match": ".//p", "unit": "paragraph", "use": "@xml:id", "delim": "/"})
    sections = make("citeStructure", {"match": "/TEI/text/body//div", "unit": "section", "use": "@xml:id"}, paragraphs)
    profile = principles.PROFILE.format(profile=known.choice.profile.name, why=known.choice.why)
    application = make(
        "application",
        {"ident": "editio", "version": __version__},
        make("label", {}, "editio"),
        make("p", {ID: "editorial.profile"}, profile),
    )
    return make(
        "encodingDesc",
        {},
        make("projectDesc", {}, make("p", {}, principles.PROJECT)),
        editorial,
        make("refsDecl", {}, make("p", {}, principles.REFERENCES)),
        make("refsDecl", {}, sections),
        *declared,
        make("appInfo", {}, application),
    )


def _called(encoding: str) -> str:
    """Give the name of an encoding as people write it."""
    return encoding.upper() if encoding.startswith(("utf", "iso")) else encoding


def _profile_desc(known: Known) -> etree._Element:
    parts = []
    written, words = known.stated.written, known.facts.words("written")
    text = written.text or words
    if text:
        identity = next((statement.id for statement in known.facts.all("written")), "header.written")
        attributes = {"when": written.when or reading.date(text), "cert": written.cert, ID: identity}
        attributes["resp"] = f"#{written.resp}" if written.resp else ""
        parts.append(make("creation", {}, make("date", attributes, text)))
    if known.stated.abstract:
        parts.insert(0, make("abstract", {}, make("p", {}, known.stated.abstract)))
    own = [known.edition.language] if known.edition else []
    codes = dict.fromkeys([known.language, *own, *languages_of(known.editors.entries)])
    stated = {known.language: _first(known, "language")}
    languages = [make("language", {"ident": code, ID: stated.get(code, "")}, language_name(code)) for code in codes]
    if not known.stated.language and known.guess.confidence:
        tei.extend(languages[0], [f", {known.guess.how}"])
    parts.append(make("langUsage", {}, *languages))
    if known.stated.keywords:
        terms = [make("term", {}, word) for word in known.stated.keywords]
        parts.append(make("textClass", {}, make("keywords", {}, *terms)))
    return make("profileDesc", {}, *parts)


def language_name(code: str) -> str:
    """Give the English name of a language by its code of BCP 47, with its region."""
    language, _, region = code.partition("-")
    name = catalogue.LANGUAGES.get(language.lower(), language)
    return f"{name} ({catalogue.REGIONS.get(region.upper(), region)})" if region else name
