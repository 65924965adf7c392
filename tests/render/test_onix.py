"""ONIX: the message holds what is known of each product, in the order and by the codes of ONIX for Books 3.1.

The content models below are those of the ``ONIX for Books 3.1`` schema (EDItEUR, strict reference tags), as far as the
elements are used here: each child with how often it may stand, in the order of the schema. The codes are those of the
code lists, by the list that the specification names for the element; a code that is not in its list is a fault.
"""

import re
import shutil

import pytest
import sites
from judges import ROOT
from lxml import etree
from samples import FIXTURES, VOLUME

from editio import edition, tei
from editio.message import Rejected
from editio.render import language, onix

NS = f"{{{onix.NAMESPACE}}}"

MODELS = {
    "ONIXMessage": "Header Product+",
    "Header": "Sender SentDateTime",
    "Sender": "SenderName EmailAddress?",
    "Product": """RecordReference NotificationType ProductIdentifier+ DescriptiveDetail CollateralDetail?
        PublishingDetail RelatedMaterial? ProductSupply""",
    "ProductIdentifier": "ProductIDType IDValue",
    "DescriptiveDetail": """ProductComposition ProductForm ProductFormDetail* ProductFormFeature* PrimaryContentType?
        EpubTechnicalProtection* (Collection+|NoCollection) TitleDetail+ (Contributor+|NoContributor) Language*
        Subject*""",
    "ProductFormFeature": "ProductFormFeatureType ProductFormFeatureValue ProductFormFeatureDescription?",
    "Collection": "CollectionType TitleDetail",
    "TitleDetail": "TitleType TitleElement+",
    "TitleElement": "TitleElementLevel PartNumber? (TitlePrefix|NoPrefix) TitleWithoutPrefix Subtitle?",
    "Contributor": """SequenceNumber ContributorRole+
        (CorporateName|PersonName(PersonNameInverted NamesBeforeKey KeyNames)?)""",
    "Language": "LanguageRole LanguageCode",
    "Subject": "SubjectSchemeIdentifier SubjectHeadingText",
    "CollateralDetail": "TextContent",
    "TextContent": "TextType ContentAudience Text",
    "PublishingDetail": "Publisher PublishingStatus PublishingDate*",
    "Publisher": "PublishingRole PublisherName Website?",
    "Website": "WebsiteRole WebsiteLink",
    "PublishingDate": "PublishingDateRole Date",
    "RelatedMaterial": "RelatedProduct+",
    "RelatedProduct": "ProductRelationCode ProductIdentifier+",
    "ProductSupply": "Market SupplyDetail",
    "Market": "Territory",
    "Territory": "RegionsIncluded",
    "SupplyDetail": "Supplier ProductAvailability UnpricedItemType",
    "Supplier": "SupplierRole SupplierName EmailAddress? Website?",
}
"""The children of each element (Product Information Format Specification 3.1, groups P.1 to P.26)."""

CODES = {
    "NotificationType": "03",  # list 1: confirmed on publication
    "ProductComposition": "00",  # list 2: single-component retail product
    "ProductIDType": "03 15",  # list 5: GTIN-13, ISBN-13
    "TitleType": "01",  # list 15: distinctive title
    "ContributorRole": "A01 A12 A20 A24 B01 B06 C02 Z99",  # list 17
    "LanguageRole": "01",  # list 22: of the text
    "SubjectSchemeIdentifier": "20",  # list 27: keywords
    "PublishingRole": "01",  # list 45: publisher
    "RegionsIncluded": "WORLD",  # list 49
    "ProductRelationCode": "01 02 06",  # list 51: includes, is part of, alternative format
    "UnpricedItemType": "01 04",  # list 57: free of charge, contact supplier
    "PublishingStatus": "04",  # list 64: active
    "ProductAvailability": "20",  # list 65: available
    "WebsiteRole": "02 29",  # list 73: of a specified work, for full content
    "ProductFormFeatureType": "09",  # list 79: e-publication accessibility detail
    "PrimaryContentType": "10",  # list 81: text
    "SupplierRole": "09",  # list 93: publisher to end-customers
    "EpubTechnicalProtection": "00",  # list 144: none
    "CollectionType": "10",  # list 148: publisher collection
    "TitleElementLevel": "01 02",  # list 149: product, collection
    "ProductForm": "EC ED",  # list 150: digital online, digital download
    "TextType": "03",  # list 153: description
    "ContentAudience": "00",  # list 154: unrestricted
    "PublishingDateRole": "01",  # list 163: publication date
    "ProductFormDetail": "E101 E105 E107 E112 E200",  # list 175: EPUB, HTML, PDF, TXT, reflowable
    "ProductFormFeatureValue": "10 11 12 13 19 22 29 30 36 38 52 99",  # list 196
}
"""Codes by the element that has them, with the list that says what they mean (codelists issue 64)."""

ISBNS = """
[isbn.lamps]
epub = "978-0-14-044568-8"
html = "9791090636071"

[isbn.lamp]
epub = "0-306-40615-2"
text = "978-3-16-148410-0"

[isbn.spite]
epub = "978-1-86197-271-2"
"""

SAID = """id = "lamps"
title = "The Lamps & <the> “Harbour” 🕯"
subtitle = "Two \u2067פנסים\u2069"
language = "en"
date = "2001-02-03"
publisher = "Ådne & Sons <Press>"
contact = "mailto:access@press.example"
address = "https://press.example/lamps"
texts = ["lamp", "spite", "bare"]
keywords = ["Lamps; lanterns", "Harbours"]
essays = ["introduction"]
formats = ["html", "epub", "text"]

[responsible.ed]
name = "Ådne & Sons <Press>"
"""

BARE = f"""<TEI xmlns="{tei.NAMESPACE}" xml:id="bare"><teiHeader><fileDesc><titleStmt><title>{"Long " * 60}</title>
{{authors}}</titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc>
<profileDesc><creation><date when="-0043-03-15"/></creation>
<langUsage><language ident="la">Latin</language></langUsage></profileDesc></teiHeader>
<standOff><listPerson><person xml:id="person.a"><persName>Ann Arden</persName>
<persName type="sort">Arden, Ann</persName></person></listPerson></standOff>
<text xml:lang="la"><body><p>Et tu?</p><table><row><cell>1</cell></row></table></body></text></TEI>"""


def made(root, more="", authors="", said=SAID, isbns=ISBNS):
    """Give an edition of three texts: of the samples, of hostile words, of nothing but words."""
    (root / "source").mkdir()
    (root / "tei").mkdir()
    (root / "source" / "edition.toml").write_text(more + said + isbns, encoding="utf-8")
    (root / "source" / "introduction.md").write_text("# Introduction\n")
    for name in ("lamp", "spite", "bare"):
        (root / "source" / name).mkdir()
        (root / "source" / name / "text.txt").write_text("x")
    shutil.copy(FIXTURES / "lamp.xml", root / "tei")
    (root / "tei" / "lamps.xml").write_bytes(VOLUME.read_bytes())
    (root / "tei" / "spite.xml").write_bytes(sites.spiteful())
    (root / "tei" / "bare.xml").write_text(BARE.format(authors=authors), encoding="utf-8")
    return edition.load(root)


def told(*arguments, **settings):
    return etree.fromstring(onix.message(made(*arguments, **settings)))


def product(root, isbn):
    (found,) = (one for one in root.iter(f"{NS}Product") if one.findtext(f"{NS}RecordReference") == f"urn:isbn:{isbn}")
    return found


def values(element, name):
    return [one.text for one in element.iter(NS + name)]


@pytest.fixture(scope="module")
def message(tmp_path_factory):
    return told(tmp_path_factory.mktemp("trade"))


def hold(root):
    """See that every element has the children, in their order, and the codes that ONIX wants, and no empty words."""
    assert (root.tag, root.get("release")) == (f"{NS}ONIXMessage", "3.1")
    for element in root.iter():
        name = element.tag.removeprefix(NS)
        if name in MODELS:
            model = re.sub(r"\w+", lambda found: f"(?:{found[0]} )", MODELS[name].replace("\n", " "))
            children = "".join(f"{child.tag.removeprefix(NS)} " for child in element)
            assert re.fullmatch(re.sub(r"(?<=[)?*+]) +(?=\()", "", model), children), (name, children)
        elif name not in ("NoCollection", "NoContributor", "NoPrefix"):
            assert element.text == " ".join(element.text.split()) != "", name
            assert name not in CODES or element.text in CODES[name].split(), (name, element.text)


def test_the_message_has_the_order_and_the_codes_of_onix(message):
    hold(message)
    assert message.nsmap == {None: "http://ns.editeur.org/onix/3.1/reference"}


def test_each_isbn_has_a_record_with_its_form(message):
    forms = {
        values(one, "IDValue")[0]: (values(one, "ProductForm"), values(one, "ProductFormDetail"))
        for one in message.iter(f"{NS}Product")
    }
    book = (["ED"], ["E101", "E200"])
    assert forms == {
        "9780306406157": book,
        "9783161484100": (["ED"], ["E112"]),
        "9781861972712": book,
        "9791090636071": (["EC"], ["E105"]),
        "9780140445688": book,
    }


def test_an_isbn_of_ten_digits_is_told_as_one_of_thirteen(message):
    lamp = product(message, "9780306406157")
    assert values(lamp, "IDValue")[:2] == ["9780306406157", "9780306406157"]


def test_products_name_their_other_formats_and_the_edition_they_are_part_of(message):
    def related(isbn):
        return {
            (one.findtext(f"{NS}ProductRelationCode"), values(one, "IDValue")[0])
            for one in product(message, isbn).iter(f"{NS}RelatedProduct")
        }

    assert related("9780306406157") == {("06", "9783161484100"), ("02", "9780140445688")}
    assert related("9780140445688") == {("06", "9791090636071"), ("01", "9780306406157"), ("01", "9781861972712")}


def test_accessibility_says_what_is_true_of_the_texts(message):
    lamps, plain = product(message, "9780140445688"), product(message, "9783161484100")
    assert "11" not in values(lamps, "ProductFormFeatureValue"), "a text has a table to which no contents lead"
    assert {"10", "13", "22", "29", "30", "36", "52"} <= set(values(lamps, "ProductFormFeatureValue"))
    assert set(values(plain, "ProductFormFeatureValue")) <= {"10", "13", "36", "38", "52", "99"}
    assert values(lamps, "ProductFormFeatureDescription") == ["access@press.example"]
    assert "36" not in onix.features("pdf", ()), "the look of a page of paper cannot be changed"


def test_titles_have_their_article_apart_and_nothing_is_escaped_twice(message):
    element = next(product(message, "9780140445688").iterfind(f".//{NS}TitleElement"))
    assert [child.text for child in element] == ["01", "The", "Lamps & <the> “Harbour” 🕯", "Two \u2067פנסים\u2069"]


def test_names_are_parted_where_a_form_to_sort_under_says(tmp_path):
    author = '<author><persName ref="#person.a">Ann Arden</persName></author><author>Ben Bell</author>'
    root = told(tmp_path, authors=author, isbns='[isbn.bare]\nepub = "978-0-14-044568-8"\n')
    hold(root)
    said = [[child.text for child in one] for one in root.iter(f"{NS}Contributor")]
    assert said == [["1", "A01", "Ann Arden", "Arden, Ann", "Ann", "Arden"], ["2", "A01", "Ben Bell"]]


def test_who_is_called_as_the_publisher_is_no_person(tmp_path):
    root = told(tmp_path, said=SAID.replace("Ådne & Sons <Press>", "The editors of this edition"))
    hold(root)
    assert "The editors of this edition" in values(root, "CorporateName")
    assert "The editors of this edition" not in values(root, "PersonName")


def test_keywords_are_parted_by_semicolons_alone(message):
    (said,) = values(product(message, "9780140445688"), "SubjectHeadingText")
    assert said.startswith("Lamps, lanterns; Harbours")


FREE = """<author>A</author><author>B & C</author><author>D</author><author>E</author><author>F</author>"""


@pytest.mark.parametrize(
    ("authors", "roles"), [("", 0), (FREE.replace("&", "&amp;"), 5)], ids=["no author", "five authors"]
)
def test_a_text_with_no_author_or_five_a_long_title_and_an_old_date_has_a_record(tmp_path, authors, roles):
    root = told(tmp_path, authors=authors, isbns='[isbn.bare]\nepub = "978-0-14-044568-8"\n')
    hold(root)
    one = product(root, "9780140445688")
    assert values(one, "ContributorRole") == ["A01"] * roles
    assert len(list(one.iter(f"{NS}NoContributor"))) == (not roles)
    assert values(one, "TitleWithoutPrefix")[-1] == " ".join(["Long"] * 60)
    assert values(one, "LanguageCode") == ["lat"]
    assert "0043" not in "".join(one.itertext())


def test_no_price_is_invented(tmp_path, message):
    assert set(values(message, "UnpricedItemType")) == {"01"}
    unknown = told(tmp_path, said=SAID.replace('address = "https://press.example/lamps"\n', ""))
    assert set(values(unknown, "UnpricedItemType")) == {"04"}
    assert not list(unknown.iter(f"{NS}Website", f"{NS}PriceAmount"))


def test_an_edition_without_isbns_has_no_products(tmp_path):
    assert onix.products(made(tmp_path, isbns="")) == ()


def test_two_formats_may_not_have_one_isbn_in_whatever_form(tmp_path):
    with pytest.raises(Rejected) as found:
        made(tmp_path, isbns='[isbn.lamp]\nepub = "0-306-40615-2"\ntext = "978-0-306-40615-7"\n')
    (one,) = found.value.messages
    assert (one.code, one.sentence) == ("E304", "'978-0-306-40615-7' is the ISBN of lamp.epub already")


def test_languages_have_the_codes_of_libraries():
    assert [language.bibliographic(code) for code in ("en-GB", "de", "fr", "grc", "zh-Hant", "und", "")] == [
        "eng",
        "ger",
        "fre",
        "grc",
        "chi",
        "",
        "",
    ]


def test_the_edition_of_this_project_needs_no_message():
    assert onix.products(edition.load(ROOT)) == ()
