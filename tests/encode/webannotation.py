"""The W3C Web Annotation Data Model as a judge: what it says that an annotation must be, and what its terms mean.

In go documents as JSON; out come the rules that they break, each with its section of the Recommendation of 2017-02-23,
and the statements that a reader of JSON-LD takes from them. The terms are those of the Web Annotation Vocabulary that
our documents use, written down here by hand, since no test may fetch the context of the standard.
"""

import re

from pyld import jsonld

ANNO = "http://www.w3.org/ns/anno.jsonld"
OA, RDF, AS = (
    "http://www.w3.org/ns/oa#",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://www.w3.org/ns/activitystreams#",
)

CLASSES = """
Annotation TextualBody SpecificResource TextQuoteSelector TextPositionSelector RangeSelector FragmentSelector
"""
MOTIVATIONS = """
assessing bookmarking classifying commenting describing editing highlighting identifying linking moderating questioning
replying tagging
"""
LINKS = {"body": "hasBody", "target": "hasTarget", "source": "hasSource", "selector": "hasSelector"}
LINKS |= {"startSelector": "hasStartSelector", "endSelector": "hasEndSelector", "refinedBy": "refinedBy"}
WORDS = "exact prefix suffix"

CONTEXT = {
    "oa": OA,
    "as": AS,
    "schema": "http://schema.org/",
    "id": "@id",
    "type": "@type",
    **{name: f"{OA}{name}" for name in (CLASSES + MOTIVATIONS + WORDS).split()},
    **{name: {"@id": f"{OA}{term}", "@type": "@id"} for name, term in LINKS.items()},
    **{
        name: {"@id": f"{OA}{term}", "@type": "@vocab"}
        for name, term in {"motivation": "motivatedBy", "purpose": "hasPurpose"}.items()
    },
    **{
        name: {"@id": f"{OA}{name}", "@type": "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"}
        for name in ("start", "end")
    },
    "value": f"{RDF}value",
    "format": "http://purl.org/dc/elements/1.1/format",
    "language": "http://purl.org/dc/elements/1.1/language",
    "label": "http://www.w3.org/2000/01/rdf-schema#label",
    "name": "http://xmlns.com/foaf/0.1/name",
    "nickname": "http://xmlns.com/foaf/0.1/nick",
    "creator": {"@id": "http://purl.org/dc/terms/creator", "@type": "@id"},
    "rights": {"@id": "http://purl.org/dc/terms/rights", "@type": "@id"},
    "Text": "http://purl.org/dc/dcmitype/Text",
    "Software": f"{AS}Application",
    "AnnotationCollection": f"{AS}OrderedCollection",
    "AnnotationPage": f"{AS}OrderedCollectionPage",
    "items": {"@id": f"{AS}items", "@type": "@id", "@container": "@list"},
    **{name: {"@id": f"{AS}{name}", "@type": "@id"} for name in ("first", "last", "partOf", "next", "prev")},
    "total": f"{AS}totalItems",
    "startIndex": f"{AS}startIndex",
}

IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+\Z", re.IGNORECASE)


def loader(address, _options=None):
    """Hand out the context of the standard, and nothing else."""
    assert address == ANNO, f"{address} was asked for"
    document = {"@context": CONTEXT}
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": address, "document": document}


def expanded(document):
    """Read a document as JSON-LD; gives its statements with all terms as IRIs."""
    return jsonld.expand(document, {"documentLoader": loader})


def quads(document):
    """Give what a document says as statements of RDF, in one form for all ways of writing the same."""
    options = {"documentLoader": loader, "format": "application/n-quads", "algorithm": "URDNA2015"}
    return jsonld.normalize(document, options).splitlines()


def unknown(document):
    """Give the keys of a document that mean nothing in its context: a reader of JSON-LD would drop them."""
    extension = document["@context"][1]
    prefixes = {name for name, term in {**CONTEXT, **extension}.items() if isinstance(term, str)}
    known = {*CONTEXT, *extension, "@context"}
    return {
        key for one in objects(document) for key in one if key not in known and key.partition(":")[0] not in prefixes
    } - {*extension[next(iter(extension))]}


def objects(tree):
    """Give all objects of a document, except those of its context."""
    if isinstance(tree, list):
        for one in tree:
            yield from objects(one)
    elif isinstance(tree, dict):
        yield tree
        for key, value in tree.items():
            if key != "@context":
                yield from objects(value)


def several(value):
    return value if isinstance(value, list) else [value]


def broken(document):
    """Give the rules of the model that a collection breaks."""
    return [*_of_collection(document), *(fault for one in _items(document) for fault in _of_annotation(one))]


def _items(document):
    return document["first"]["items"] if "first" in document else []


def _of_collection(one):
    if ANNO not in several(one.get("@context")):
        yield "5.1: a collection must have the context of the standard"
    if not isinstance(one.get("id"), str) or not IRI.match(one["id"]):
        yield "5.1: a collection must have an IRI"
    if "AnnotationCollection" not in several(one.get("type")):
        yield "5.1: a collection must have its class"
    if one.get("total", 0) != len(_items(one)):
        yield "5.1: the total must be that of the annotations"
    if one.get("total", 0) > 0 and "first" not in one:
        yield "5.1: a collection that is not empty must have a first page"
    if page := one.get("first"):
        if "@context" in page or "AnnotationPage" not in several(page.get("type")) or not IRI.match(page["id"]):
            yield "5.2: an embedded page must have an IRI and its class, and should have no context"
        if not page.get("items"):
            yield "5.2: a page must have annotations"
        if page.get("startIndex") != 0 or page.get("partOf") != one["id"]:
            yield "5.2: the first page begins at 0, and is part of the collection"


def _of_annotation(one):
    if not isinstance(one.get("id"), str) or not IRI.match(one["id"]):
        yield "3.1: an annotation must have exactly one IRI"
    if "Annotation" not in several(one.get("type")):
        yield "3.1: an annotation must have its class"
    if not one.get("target"):
        yield "3.1: an annotation must have a target"
    if one.get("motivation") not in MOTIVATIONS.split():
        yield "3.3.5: a motivation must be one that is known"
    if "body" in one and "bodyValue" in one:
        yield "3.2.5: there must not be both a body and a bodyValue"
    for body in several(one.get("body", [])):
        yield from _of_body(body)
    for target in several(one["target"]):
        yield from _of_resource(target)


def _of_body(body):
    if body.get("purpose") not in MOTIVATIONS.split():
        yield "3.3.5: a purpose must be one that is known"
    if body.get("type") == "TextualBody":
        if not isinstance(body.get("value"), str):
            yield "3.2.4: a textual body must have exactly one value"
        if not isinstance(body.get("format", ""), str) or not isinstance(body.get("language", ""), str):
            yield "3.2.4: a textual body should have one format and one language"
    else:
        yield from _of_resource(body)


def _of_resource(one):
    if not isinstance(one.get("source"), str) or not IRI.match(one["source"]):
        yield "4: a specific resource must have exactly one source"
    for selector in several(one.get("selector", [])):
        yield from _of_selector(selector)


def _of_selector(one):
    kind = one.get("type")
    if kind == "TextQuoteSelector":
        if not isinstance(one.get("exact"), str):
            yield "4.2.4: there must be exactly one exact"
        if not isinstance(one.get("prefix"), str) or not isinstance(one.get("suffix"), str):
            yield "4.2.4: there should be one prefix and one suffix"
    elif kind == "TextPositionSelector":
        if not all(type(one.get(key)) is int and one[key] >= 0 for key in ("start", "end")):
            yield "4.2.5: start and end must be non-negative integers"
    elif kind == "RangeSelector":
        for key in ("startSelector", "endSelector"):
            if not isinstance(one.get(key), dict):
                yield f"4.2.8: there must be exactly one {key}"
            else:
                yield from _of_selector(one[key])
    else:
        yield f"4.2: a selector of a text cannot be {kind}"
