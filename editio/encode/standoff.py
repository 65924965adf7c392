"""Stand-off: the lists of persons, organisations, places, events, works and terms that a document ends with.

In go authorities and the ids that a text names; out come the lists of TEI's ``standOff``, in the order of their kinds,
each sorted by key. Nothing of an authority is left out but the forms by which mentions are proposed.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping

from lxml import etree

from editio.encode.authority import KINDS, Authorities, Authority
from editio.identifiers import SCHEMES, address_of
from editio.tei import ID, make

_Element = etree._Element


def stand_off(authorities: Authorities, ids: Iterable[str]) -> list[_Element]:
    """Make the lists of the authorities with these ids, and of those that they point at; each id must be known."""
    wanted = set(ids)
    for one in authorities:
        if one.id in wanted:
            wanted.update(author for author in one.authors if authorities.get(author))
    unknown = sorted(one for one in wanted if authorities.get(one) is None)
    if unknown:
        raise KeyError(*unknown)
    made = []
    for kind in KINDS:
        those = sorted((one for one in authorities if one.kind == kind and one.id in wanted), key=lambda one: one.key)
        if those:
            name, attributes = LISTS[kind]
            made.append(make(name, attributes, *(part for one in those for part in MAKERS[kind](one, authorities))))
    return made


LISTS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "person": ("listPerson", {}),
    "org": ("listOrg", {}),
    "place": ("listPlace", {}),
    "event": ("listEvent", {}),
    "work": ("listBibl", {}),
    "term": ("list", {"type": "gloss"}),
}
"""The list of each kind, with its attributes."""


def _person(one: Authority, _: Authorities) -> Iterator[_Element]:
    """Make a ``person`` (TEI Guidelines, 14.3.2)."""
    dates = (
        make(name, {"when": date}, date)
        for name, key in (("birth", "born"), ("death", "died"))
        if (date := one.values.get(key, ""))
    )
    yield make("person", {ID: one.id}, *_names("persName", one), *dates, *_idnos(one), *_notes(one))


def _org(one: Authority, _: Authorities) -> Iterator[_Element]:
    """Make an ``org`` (14.3.3); its beginning and its end are events, since TEI has no elements for them alone."""
    events = (
        make("event", {"type": key, "when": date}, make("label", {}, date))
        for key in ("founded", "dissolved")
        if (date := one.values.get(key, ""))
    )
    yield make("org", {ID: one.id}, *_names("orgName", one), *events, *_idnos(one), *_notes(one))


def _place(one: Authority, _: Authorities) -> Iterator[_Element]:
    """Make a ``place`` (14.3.4); coordinates are those of WGS 84, as is TEI's default."""
    country, geo = one.values.get("country", ""), one.values.get("geo", "")
    parts = [make("country", {}, country)] if country else []
    parts += [make("location", {}, make("geo", {}, geo))] if geo else []
    yield make("place", {ID: one.id}, *_names("placeName", one), *parts, *_notes(one), *_idnos(one))


def _event(one: Authority, _: Authorities) -> Iterator[_Element]:
    """Make an ``event`` (14.3.1), named by ``label``: older TEI has no ``eventName``."""
    times = {key: one.values.get(key, "") for key in ("when", "from", "to", "notBefore", "notAfter")}
    yield make("event", {ID: one.id} | times, *_names("label", one), *_notes(one), *_idnos(one))


def _work(one: Authority, authorities: Authorities) -> Iterator[_Element]:
    """Make a ``bibl`` (3.12), with commas, so that its words alone are a reference as well."""
    said: list[str | _Element] = []
    for author in one.authors:
        known = authorities.get(author)
        said += [make("author", {"ref": f"#{known.id}"} if known else {}, known.name if known else author), ", "]
    said.append(make("title", {}, one.name))
    for key, name, before in (("place", "pubPlace", ", "), ("publisher", "publisher", ": "), ("date", "date", ", ")):
        if value := one.values.get(key, ""):
            between = ", " if name == "publisher" and "place" not in one.values else before
            said += [between, make(name, {"when": value} if name == "date" else {}, value)]
    beside = [*([make("title", {"type": "sort"}, one.sort)] if one.sort else []), *_idnos(one), *_notes(one)]
    yield make("bibl", {ID: one.id}, *said, *(part for element in beside for part in (" ", element)))


def _term(one: Authority, _: Authorities) -> Iterator[_Element]:
    """Make a ``label`` and an ``item`` (3.8); the term points at what identifies it."""
    addresses = " ".join(_address(key, value) for key, value in sorted(one.identifiers.items()))
    yield make("label", {ID: one.id}, make("term", {"ref": addresses}, one.name))
    yield make("item", {}, *filter(None, [one.values.get("definition", "")]))


MAKERS: Mapping[str, Callable[[Authority, Authorities], Iterator[_Element]]] = {
    "person": _person,
    "org": _org,
    "place": _place,
    "event": _event,
    "work": _work,
    "term": _term,
}
"""What makes the elements of each kind."""


def _names(name: str, one: Authority) -> list[_Element]:
    return [make(name, {}, one.name), *([make(name, {"type": "sort"}, one.sort)] if one.sort else [])]


def _idnos(one: Authority) -> list[_Element]:
    return [make("idno", {"type": _type(key)}, value) for key, value in sorted(one.identifiers.items())]


def _type(key: str) -> str:
    return SCHEMES[key].name if key in SCHEMES else key.upper()


def _address(key: str, value: str) -> str:
    return value if key == "uri" else address_of(key, value)


def _notes(one: Authority) -> list[_Element]:
    note = one.values.get("note", "")
    return [make("note", {}, note)] if note else []
