"""ONIX: what the book trade is told of the products of an edition, as a message of ONIX for Books 3.1.

In goes an edition that has ISBNs; out comes one message with a record for each, in the reference tags, as bytes. A
record says what the documents and ``edition.toml`` say, and nothing else: no price is invented, nor a date of somebody
else's book. Which numbers stand for what is said by the code lists (EDItEUR, *ONIX for Books Codelists*, issue 64).

The order of elements is that of the *ONIX for Books Product Information Format Specification 3.1*: block 1 describes
the product, block 2 its content, block 4 who publishes it, block 5 what is related, block 6 how it is had.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from editio import identifiers, tei
from editio.edition import Edition
from editio.files import read
from editio.render import language, model, package, selection
from editio.render.document import Document, nodes
from editio.render.package import CONTRIBUTOR, Package, Person
from editio.toml import NOT_XML, is_date

NAMESPACE = "http://ns.editeur.org/onix/3.1/reference"

FORMS: Mapping[str, tuple[str, ...]] = {
    "html": ("EC", "E105"),
    "epub": ("ED", "E101", "E200"),
    "text": ("ED", "E112"),
    "pdf": ("ED", "E107"),
}
"""What a format is: digital, online or for download (list 150), then HTML, reflowable EPUB, TXT, PDF (list 175)."""

ROLES: Mapping[str, str] = {
    "aut": "A01",  # by (author)
    "ill": "A12",  # illustrated by
    "ann": "A20",  # notes by
    "aui": "A24",  # introduction by
    "edt": "B01",  # edited by
    "trl": "B06",  # translated by
    "com": "C02",  # selected by
    CONTRIBUTOR: "Z99",  # other
}
"""Roles of contributors (list 17) by the relator of MARC; who only made the files is no contributor to the trade."""

EVERYWHERE = ("10", "13", "52")
"""What holds for each book of ours (list 196): no option of a reading system is disabled, there is one logical reading
order, all can be read without sight."""


@dataclass(frozen=True, slots=True)
class Element:
    """Hold an element of a message, with words or further elements in it."""

    name: str
    content: tuple["Element", ...] | str
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Product:
    """Hold one product: its ISBN of thirteen digits, the text or edition that it is, and its format."""

    isbn: str
    name: str
    format: str


def target(edition: Edition) -> Path:
    """Name the file of the message."""
    return edition.output / "onix" / f"{edition.id}.xml"


def products(edition: Edition) -> tuple[Product, ...]:
    """Give what has an ISBN, of the formats that are made: the texts in reading order, then the edition."""
    found = edition.publication.isbn
    return tuple(
        Product(identifiers.isbn13(found[name][to]), name, to)
        for name in (*edition.texts, edition.id)
        for to in edition.formats
        if to in found.get(name, ())
    )


def message(edition: Edition) -> bytes:
    """Write the message; the same edition gives the same bytes."""
    listed = products(edition)
    names = dict.fromkeys([*edition.texts, *((edition.id,) if edition.has_volume else ())])
    documents = {name: _document(edition, name) for name in names}
    records = [_product(edition, one, listed, documents) for one in listed]
    sender = [_words("SenderName", edition.publisher), *_words_if("EmailAddress", _mail(edition))]
    header = _of(
        "Header", [_of("Sender", sender), Element("SentDateTime", f"{edition.date}-01-01"[:10].replace("-", ""))]
    )
    root = _tree(_of("ONIXMessage", [header, *records]))
    root.set("release", "3.1")
    etree.indent(root, space="")
    return etree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def _document(edition: Edition, name: str) -> tuple[bytes, Document]:
    path = edition.document(name)
    data = read(path)
    document, _ = model.read(tei.parse(data, str(path)), file=str(path))
    return data, selection.chosen(document, edition, name)


def _product(
    edition: Edition, product: Product, listed: Sequence[Product], documents: Mapping[str, tuple[bytes, Document]]
) -> Element:
    """Write the record of a product."""
    name = product.name
    if name == edition.id:
        own = documents[name][1].metadata if name in documents else None
        texts = [documents[text][1] for text in edition.texts]
        about, inside = package.of_volume([text.metadata for text in texts], edition, own), texts
    else:
        data, document = documents[name]
        about, inside = package.of_text(document.metadata, data, edition, name), [document]
    parts = [
        Element("RecordReference", f"urn:isbn:{product.isbn}"),
        Element("NotificationType", "03"),  # confirmed on publication (list 1)
        *_identifiers(product),
        _described(edition, product, about, inside),
        *_of_if("CollateralDetail", _collateral(about)),
        _published(edition),
        *_of_if("RelatedMaterial", _related(edition, product, listed)),
        _supplied(edition),
    ]
    return _of("Product", parts)


def _identifiers(product: Product) -> Iterator[Element]:
    """Give the ISBN as the trade wants it: as GTIN-13 (03) and as ISBN-13 (15; list 5)."""
    for kind in ("03", "15"):
        yield _of("ProductIdentifier", [Element("ProductIDType", kind), Element("IDValue", product.isbn)])


# --- block 1: what it is ----------------------------------------------------------------------------------


def _described(edition: Edition, product: Product, about: Package, inside: Sequence[Document]) -> Element:
    form, *details = FORMS[product.format]
    contact = [_feature("99", _mail(edition))] if _mail(edition) else []
    parts = [
        Element("ProductComposition", "00"),  # a single product (list 2)
        Element("ProductForm", form),
        *(Element("ProductFormDetail", detail) for detail in details),
        *map(_feature, features(product.format, inside)),
        *contact,
        Element("PrimaryContentType", "10"),  # text (list 81)
        Element("EpubTechnicalProtection", "00"),  # none (list 144)
        *_collected(about),
        _of("TitleDetail", [Element("TitleType", "01"), _title(about)]),  # the distinctive title (list 15)
        *_contributors(about),
        *_languages(about),
        *_keywords(about),
    ]
    return _of("DescriptiveDetail", parts)


def features(to: str, inside: Iterable[Document]) -> tuple[str, ...]:
    """Give what is accessible in a product, by list 196, as far as its texts show it. No conformance is claimed.

    Contents that lead to all parts (11) must lead to figures and tables as well: so not where there are some.
    """
    inside = tuple(inside)
    met = {node.behaviour for document in inside for node in nodes(document.content)}
    kinds = {one.kind for document in inside for one in document.registers if one.entries}
    is_marked_up = to != "text"
    found = {
        "11": is_marked_up and met.isdisjoint(("figure", "graphic", "table")),
        "12": to in ("html", "epub") and bool(kinds - {"term"}),  # an index that leads into the text
        "19": to == "epub" and "pageBreak" in met,  # the pages of the printed source
        "22": is_marked_up,  # languages are marked
        "29": is_marked_up,  # headings are headings
        "30": to in ("html", "epub"),  # roles of ARIA
        "36": to != "pdf",  # the look of all text can be changed
        "38": "term" in kinds,  # a glossary
    }
    return tuple(sorted((*EVERYWHERE, *(code for code, holds in found.items() if holds))))


def _feature(code: str, said: str = "") -> Element:
    parts = [Element("ProductFormFeatureType", "09"), Element("ProductFormFeatureValue", code)]
    return _of("ProductFormFeature", [*parts, *_words_if("ProductFormFeatureDescription", said)])


def _collected(about: Package) -> Iterator[Element]:
    """Say in which edition a text stands: a collection of the publisher's own (list 148, 10)."""
    if not about.collection:
        yield Element("NoCollection", ())
        return
    title = [
        Element("TitleElementLevel", "02"),  # of a collection (list 149)
        *_words_if("PartNumber", str(about.position or "")),
        *_with_article(about.collection, next((one.language for one in about.titles if one.type == "collection"), "")),
    ]
    named = _of("TitleDetail", [Element("TitleType", "01"), _of("TitleElement", title)])
    yield _of("Collection", [Element("CollectionType", "10"), named])


def _title(about: Package) -> Element:
    main = about.titles[0]
    subtitle = next((one.words for one in about.titles if one.type == "subtitle"), "")
    parts = [
        Element("TitleElementLevel", "01"),  # of the product (list 149)
        *_with_article(main.words, main.language),
        *_words_if("Subtitle", subtitle),
    ]
    return _of("TitleElement", parts)


def _with_article(title: str, code: str) -> tuple[Element, ...]:
    """Part the article that a title is not filed under; 3.1 wants to be told that there is none."""
    filed, comma, article = package.filed(title, code).rpartition(", ")
    if comma and title.startswith(article) and title != f"{filed}, {article}":
        return _words("TitlePrefix", article), _words("TitleWithoutPrefix", filed)
    return Element("NoPrefix", ()), _words("TitleWithoutPrefix", title)


def _contributors(about: Package) -> Iterator[Element]:
    known = [one for one in (*about.authors, *about.contributors) if not ROLES.keys().isdisjoint(one.relators)]
    for nth, one in enumerate(known, 1):
        roles = dict.fromkeys(ROLES[code] for code in one.relators if code in ROLES)
        parts = [
            Element("SequenceNumber", str(nth)),
            *(Element("ContributorRole", role) for role in roles),
            *_name(one, about.publisher),
        ]
        yield _of("Contributor", parts)
    if not known:
        yield Element("NoContributor", ())


def _name(one: Person, publisher: str) -> Iterator[Element]:
    """Give a name; who is called as the publisher is no person. A name is parted where its form to sort under says."""
    family, comma, given = one.sort.partition(", ")
    if one.name == publisher:
        yield _words("CorporateName", one.name)
    elif comma and family.strip() and given.strip():
        yield _words("PersonName", one.name)
        yield _words("PersonNameInverted", one.sort)
        yield _words("NamesBeforeKey", given)
        yield _words("KeyNames", family)
    else:
        yield _words("PersonName", one.name)


def _languages(about: Package) -> Iterator[Element]:
    for code in dict.fromkeys(filter(None, map(language.bibliographic, about.languages))):
        yield _of("Language", [Element("LanguageRole", "01"), Element("LanguageCode", code)])  # of the text (list 22)


def _keywords(about: Package) -> Iterator[Element]:
    """Give keywords as one heading, parted by semicolons (list 27, 20)."""
    said = "; ".join(_clean(one.words).replace(";", ",") for one in about.subjects)
    if said:
        yield _of("Subject", [Element("SubjectSchemeIdentifier", "20"), _words("SubjectHeadingText", said)])


# --- blocks 2, 4, 5 and 6 ---------------------------------------------------------------------------------


def _collateral(about: Package) -> Iterator[Element]:
    if _clean(about.description):
        text = Element("Text", _clean(about.description), (("textformat", "06"),))  # without markup (list 34)
        # a description (list 153) for any audience (list 154)
        yield _of("TextContent", [Element("TextType", "03"), Element("ContentAudience", "00"), text])


def _published(edition: Edition) -> Element:
    address = edition.publication.address
    website = [Element("WebsiteRole", "02"), _words("WebsiteLink", address)] if address else []  # of the work (list 73)
    publisher = [
        Element("PublishingRole", "01"),  # publisher (list 45)
        _words("PublisherName", edition.publisher),
        *_of_if("Website", website),
    ]
    parts = [_of("Publisher", publisher), Element("PublishingStatus", "04")]  # active (list 64)
    if is_date(edition.date) and not edition.date.startswith("-"):
        date = edition.date.replace("-", "")
        form = {8: "00", 6: "01", 4: "05"}[len(date)]  # list 55
        said = Element("Date", date, (("dateformat", form),))
        parts.append(_of("PublishingDate", [Element("PublishingDateRole", "01"), said]))  # of publication (list 163)
    return _of("PublishingDetail", parts)


def _related(edition: Edition, product: Product, listed: Iterable[Product]) -> Iterator[Element]:
    """Name the other formats (list 51, 06), and what the product is part of (02) or includes (01)."""
    for other in listed:
        if other.name == product.name:
            code = "06" if other is not product else ""
        elif other.format != product.format:
            code = ""
        else:
            code = {other.name: "02", product.name: "01"}.get(edition.id, "")
        if code:
            yield _of("RelatedProduct", [Element("ProductRelationCode", code), *_identifiers(other)])


def _supplied(edition: Edition) -> Element:
    """Say that it is had everywhere, free of charge where the site with all downloads has an address."""
    publication = edition.publication
    website = [Element("WebsiteRole", "29"), _words("WebsiteLink", publication.address)]  # the content (list 73)
    supplier = [
        Element("SupplierRole", "09"),  # the publisher, to readers (list 93)
        _words("SupplierName", edition.publisher),
        *_words_if("EmailAddress", _mail(edition)),
        *_of_if("Website", website if publication.address else ()),
    ]
    detail = [
        _of("Supplier", supplier),
        Element("ProductAvailability", "20"),  # available (list 65)
        Element("UnpricedItemType", "01" if publication.address else "04"),  # free, or ask the supplier (list 57)
    ]
    market = _of("Market", [_of("Territory", [Element("RegionsIncluded", "WORLD")])])
    return _of("ProductSupply", [market, _of("SupplyDetail", detail)])


def _mail(edition: Edition) -> str:
    contact = edition.publication.contact
    return contact.removeprefix("mailto:") if contact.startswith("mailto:") else ""


# --- writing ----------------------------------------------------------------------------------------------


def _of(name: str, parts: Iterable[Element]) -> Element:
    return Element(name, tuple(parts))


def _of_if(name: str, parts: Iterable[Element]) -> tuple[Element, ...]:
    made = _of(name, parts)
    return (made,) if made.content else ()


def _words(name: str, said: str) -> Element:
    return Element(name, _clean(said))


def _words_if(name: str, said: str) -> tuple[Element, ...]:
    return (_words(name, said),) if _clean(said) else ()


def _clean(said: str) -> str:
    """Fold white space, and take away what no XML holds: a message has no text with blanks at its edges."""
    return " ".join(NOT_XML.sub("", said).split())


def _tree(element: Element) -> etree._Element:
    made = etree.Element(f"{{{NAMESPACE}}}{element.name}", dict(element.attributes), nsmap={None: NAMESPACE})
    if isinstance(element.content, str):
        made.text = element.content
    else:
        made.extend(map(_tree, element.content))
    return made
