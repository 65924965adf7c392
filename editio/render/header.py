"""Reading the teiHeader: what is known about a text, as plain values.

In goes the TEI tree; out comes a :class:`~editio.render.document.Metadata`. Only the header is read, and the
names of persons in ``standOff`` that the header points at. Nothing is guessed: what the header does not say
is empty.
"""

from collections.abc import Iterator

from lxml import etree

from editio import tei
from editio.render.address import followable
from editio.render.document import (
    NO_DATE,
    Agent,
    Date,
    Keyword,
    Licence,
    Metadata,
    Source,
    Title,
)
from editio.render.register import address_of, identifiers

_Element = etree._Element


def metadata(root: _Element) -> Metadata:
    """Read the metadata of a document, or of a corpus, from its own header (TEI Guidelines, ch. 2)."""
    header = tei.find(root, "teiHeader")
    if header is None:
        return Metadata(id=root.get(tei.ID, ""))
    title = _or_empty(tei.find(header, "fileDesc/titleStmt"))
    edition = _or_empty(tei.find(header, "fileDesc/editionStmt/edition"))
    published = _or_empty(tei.find(header, "fileDesc/publicationStmt"))
    return Metadata(
        id=root.get(tei.ID, ""),
        titles=tuple(_titles(title)),
        authors=tuple(_author(author, root) for author in tei.find_all(title, "author")),
        language=_language(root),
        header_language=header.get(tei.LANG, "") or root.get(tei.LANG, ""),
        languages=tuple(_languages(header)),
        edition=tei.words(edition),
        edition_date=_date(tei.find(edition, "date")),
        publisher=_first(published, "publisher", "distributor", "authority"),
        place=_first(published, "pubPlace"),
        date=_date(tei.find(published, "date")),
        identifiers=identifiers(published),
        licences=tuple(_licences(published)),
        sources=tuple(_sources(header)),
        credits=tuple(_credits(title)),
        keywords=tuple(_keywords(header)),
        created=_date(tei.find(header, "profileDesc/creation/date")),
        abstract=_first(header, "profileDesc/abstract"),
        declarations=tuple(_declarations(header)),
    )


def _titles(statement: _Element) -> Iterator[Title]:
    """Give the titles; the first one without a type is the main one, if none says that it is."""
    found = [(title.get("type", ""), tei.words(title)) for title in tei.find_all(statement, "title")]
    has_main = any(kind == "main" for kind, _ in found)
    for kind, words in found:
        if words:
            yield Title(kind or ("alt" if has_main else "main"), words)
            has_main = has_main or not kind


def _author(author: _Element, root: _Element) -> Agent:
    name = tei.find(author, "persName")
    reference = (author if name is None else name).get("ref", "")
    return Agent(tei.words(author), "author", _sort_form(name, root), reference.removeprefix("#"))


def _sort_form(name: _Element | None, root: _Element) -> str:
    """Give the form of a name to sort under: one marked so in the register, or surname and forenames."""
    if name is None:
        return ""
    wanted = name.get("ref", "").removeprefix("#")
    for person in tei.find_all(root, "standOff/listPerson/person") if wanted else ():
        if person.get(tei.ID) == wanted:
            for form in tei.find_all(person, "persName"):
                if form.get("type") == "sort":
                    return tei.words(form)
    surname = " ".join(tei.words(part) for part in tei.find_all(name, "surname"))
    forename = " ".join(tei.words(part) for part in tei.find_all(name, "forename"))
    return ", ".join(filter(None, (surname, forename))) if surname else ""


def _language(root: _Element) -> str:
    text = tei.find(root, "text")
    stated = "" if text is None else text.get(tei.LANG, "")
    named = tei.find(root, "teiHeader/profileDesc/langUsage/language")
    return stated or root.get(tei.LANG, "") or ("" if named is None else named.get("ident", ""))


def _languages(header: _Element) -> Iterator[tuple[str, str]]:
    for language in tei.find_all(header, "profileDesc/langUsage/language"):
        yield language.get("ident", ""), tei.words(language)


def _licences(published: _Element) -> Iterator[Licence]:
    """Give the terms in the order of the header: those of the source come before those of the edition."""
    for availability in tei.find_all(published, "availability"):
        status = availability.get("status", "")
        terms = [part for part in tei.content(availability) if not isinstance(part, str)]
        for part in terms:
            yield Licence(status, followable(part.get("target", "")), tei.words(part))
        if not terms:
            yield Licence(status, "", "")


def _sources(header: _Element) -> Iterator[Source]:
    for described in tei.find_all(header, "fileDesc/sourceDesc"):
        for source in described:
            is_source = isinstance(source.tag, str) and tei.local(source) != "listWit"
            if is_source and (words := tei.words(source)):
                title = _first(source, "title")
                yield Source(source.get("type", ""), words, _sha256(source), _size(source), _date_of(source), title)


def _date_of(source: _Element) -> Date:
    """Give the first date in a source, unless it stands in a note on it."""
    dates = source.iter(tei.tag("date"))
    return _date(next((date for date in dates if not list(date.iterancestors(tei.tag("note")))), None))


def _sha256(source: _Element) -> str:
    idnos = source.iter(tei.tag("idno"))
    return next((tei.words(idno) for idno in idnos if idno.get("type") == "SHA-256"), "")


def _size(source: _Element) -> int:
    for measure in source.iter(tei.tag("measure")):
        if measure.get("unit") == "bytes" and (quantity := measure.get("quantity", "")).isdecimal():
            return int(quantity)
    return 0


def _credits(statement: _Element) -> Iterator[Agent]:
    for editor in tei.find_all(statement, "editor"):
        yield Agent(tei.words(editor), editor.get("role", ""), "", editor.get(tei.ID, ""), editor.get("n", ""))
    for credit in tei.find_all(statement, "respStmt"):
        roles = "; ".join(tei.words(resp) for resp in tei.find_all(credit, "resp"))
        names = [child for child in credit if tei.local(child) in ("name", "persName", "orgName")]
        said = ", ".join(tei.words(name) for name in names)
        yield Agent(said, roles, "", credit.get(tei.ID, ""), credit.get("n", ""))


def _keywords(header: _Element) -> Iterator[Keyword]:
    for keywords in tei.find_all(header, "profileDesc/textClass/keywords"):
        for term in keywords.iter(tei.tag("term"), tei.tag("item")):
            if words := tei.words(term):
                yield Keyword(words, address_of("URI", term.get("ref", "")))


def _declarations(header: _Element) -> Iterator[tuple[str, str]]:
    for declaration in tei.find_all(header, "encodingDesc/editorialDecl"):
        for child in declaration:
            if words := tei.words(child):
                yield tei.local(child), words


def _date(date: _Element | None) -> Date:
    if date is None:
        return NO_DATE
    when = date.get("when") or date.get("from") or date.get("notBefore") or ""
    around = (code for one in (date, *date.iterancestors()) if (code := one.get(tei.LANG)))
    return Date(when, tei.words(date), next(around, ""))


def _first(element: _Element, *paths: str) -> str:
    for path in paths:
        if (found := tei.find(element, path)) is not None and (words := tei.words(found)):
            return words
    return ""


def _or_empty(element: _Element | None) -> _Element:
    return tei.make("ab") if element is None else element
