"""The volume's own document: what belongs to an edition as a whole and to no raw text.

In go the edition, its essays and all its authorities; out comes a TEI document of them, or what is wrong with their
links. It is the edition's authority file as well, so that a chronology can be made of its events, and a glossary of its
terms. There is no raw text, and so no ledger.
"""

import difflib
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from lxml import etree

from editio import __version__, identifiers
from editio.edition import Edition, Ignored
from editio.encode import principles
from editio.encode.authority import Authorities
from editio.encode.essays import Essay, Link, division
from editio.encode.header import language_name, resp_stmt, spoken
from editio.encode.standoff import stand_off
from editio.message import Message, reject_if_any, silenced_by
from editio.tei import ID, LANG, make


def build(edition: Edition, essays: Sequence[Essay], authorities: Authorities) -> etree._Element:
    """Build the document, of at least one essay. Rejects links that lead nowhere in the edition (E305).

    Whether there is such a passage in another text, that text alone can tell: it is looked up when all is rendered.
    """
    taken = Counter({edition.id, *edition.essays, *edition.responsible})
    body = make("body", {}, *(division(essay, taken) for essay in essays))
    text = make("text", {LANG: edition.language}, body)
    root = make("TEI", {ID: edition.id}, _header(edition), text, *_stand_off(edition, authorities))
    reject_if_any(_astray(edition, essays, authorities, root))
    return root


def idle(edition: Edition) -> Iterator[Message]:
    """Report what silences findings of the volume's document that only the stages of raw texts have (W560).

    Those of ``validate`` are that stage's business.
    """
    for one in _ignored(edition):
        if silenced_by(one.code) != "validate":
            sentence = f"there is no finding {one.code} to be silenced in '{one.text}', which has no raw text"
            yield Message(str(edition.source / "edition.toml"), one.line, "W560", sentence, "delete the entry")


# --- links ------------------------------------------------------------------------------------------------


def _astray(
    edition: Edition, essays: Sequence[Essay], authorities: Authorities, root: etree._Element
) -> Iterator[Message]:
    ids = {name for element in root.iter(etree.Element) if (name := element.get(ID))}
    for essay in essays:
        for link in essay.links:
            if link.text not in ("", edition.id):
                if link.text not in edition.texts:
                    sentence = f"the link '{link.href}' leads to no text of the edition"
                    hint = f"its texts: {', '.join(edition.texts)}"
                    yield Message(essay.file, link.line, "E305", sentence, hint)
            elif link.id not in ids:
                hint = _meant(link, ids, authorities)
                yield Message(essay.file, link.line, "E305", f"the link '{link.href}' leads nowhere", hint)


def _meant(link: Link, ids: set[str], authorities: Authorities) -> str:
    """Say what was probably meant, else where links of essays can lead."""
    near = authorities.nearest(link.id) if "." in link.id else next(iter(_alike(link.id, ids)), "")
    may_lead = "#introduction (an essay), #person.marx (of authorities.toml) and the-text#p2041 (a passage) would lead"
    return f"did you mean '#{near}'?" if near else f"{may_lead} somewhere, if there are such"


def _alike(wanted: str, ids: set[str]) -> list[str]:
    return difflib.get_close_matches(wanted, sorted(ids), 1)


# --- what stands apart ------------------------------------------------------------------------------------


def _stand_off(edition: Edition, authorities: Authorities) -> list[etree._Element]:
    parts = stand_off(authorities, (one.id for one in authorities))
    notes = [_let_stand(one, edition) for one in _ignored(edition)]
    if notes:
        parts.append(make("listAnnotation", {}, *notes))
    return [make("standOff", {}, *parts)] if parts else []


def _ignored(edition: Edition) -> list[Ignored]:
    return [one for one in edition.ignored if one.text == edition.id or one.text in edition.essays]


def _let_stand(one: Ignored, edition: Edition) -> etree._Element:
    target = "" if one.text == edition.id else f"#{one.text}"
    return make("note", {"type": "ignore", "subtype": one.code, "target": target}, one.why)


# --- the header -------------------------------------------------------------------------------------------


def _header(edition: Edition) -> etree._Element:
    change = make("change", {"when": edition.date, "who": "#pipeline"}, "Encoded from the essays and the authorities.")
    return make(
        "teiHeader",
        {LANG: edition.language},
        make("fileDesc", {}, *_file_desc(edition)),
        _encoding_desc(),
        make("profileDesc", {}, *_profile_desc(edition)),
        make("revisionDesc", {}, change),
    )


def _file_desc(edition: Edition) -> Iterator[etree._Element]:
    titles = [make("title", {"type": "main"}, edition.title)]
    titles += [make("title", {"type": "sub"}, edition.subtitle)] if edition.subtitle else []
    people = (resp_stmt(one.id, one.role, one.name, one.initials) for one in edition.responsible.values())
    yield make("titleStmt", {}, *titles, *people)
    when = make("date", {"when": edition.date}, spoken(edition.date))
    yield make("editionStmt", {}, make("edition", {}, f"{edition.title}, edition of ", when))
    yield _publication_stmt(edition)
    yield make("sourceDesc", {}, make("p", {}, "Born digital: written for this edition."))


def _publication_stmt(edition: Edition) -> etree._Element:
    statement = make("publicationStmt", {}, make("publisher", {}, edition.publisher))
    statement.append(make("date", {"when": edition.date}, spoken(edition.date)))
    if edition.identifier:
        statement.append(make("idno", {"type": _scheme(edition.identifier)}, edition.identifier))
    terms = edition.licence_text or edition.licence
    if terms:
        words = make("licence", {"target": edition.licence, ID: "header.licence"}, terms)
    else:
        words = make("p", {ID: "header.licence"}, "The edition states no terms on which its own matter may be used.")
    statement.append(make("availability", {} if terms else {"status": "unknown"}, words))
    return statement


def _scheme(identifier: str) -> str:
    """Name the scheme of an identifier: an ISBN, or any URI (RFC 3986, 3.1)."""
    isbn = identifiers.SCHEMES["isbn"]
    is_isbn = identifiers.has_form(isbn, identifiers.bare(isbn, identifier))
    return isbn.name if is_isbn else "URI" if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", identifier) else ""


def _encoding_desc() -> etree._Element:
    practice = (make("p", {}, words) for words in principles.VOLUME_PRACTICE)
    sections = make("citeStructure", {"match": "/TEI/text/body//div", "unit": "section", "use": "@xml:id"})
    application = make("application", {"ident": "editio", "version": __version__}, make("label", {}, "editio"))
    return make(
        "encodingDesc",
        {},
        make("projectDesc", {}, make("p", {}, principles.VOLUME_PROJECT)),
        make("editorialDecl", {}, *practice),
        make("refsDecl", {}, make("p", {}, principles.VOLUME_REFERENCES)),
        make("refsDecl", {}, sections),
        make("appInfo", {}, application),
    )


def _profile_desc(edition: Edition) -> Iterator[etree._Element]:
    paragraphs = [" ".join(part.split()) for part in re.split(r"\n[ \t]*\n", edition.abstract)]
    if any(paragraphs):
        yield make("abstract", {}, *(make("p", {}, words) for words in paragraphs if words))
    yield make("langUsage", {}, make("language", {"ident": edition.language}, language_name(edition.language)))
    if words := [word for word in edition.keywords if word.strip()]:
        yield make("textClass", {}, make("keywords", {}, *(make("term", {}, word) for word in words)))
