"""Export: what the editors say of a text, as one collection of Web Annotations.

In go a text of an edition, with the places of its entries; out comes a JSON-LD document of the W3C Web Annotation Data
Model, one annotation for each entry and each witness, in the order of ``apparatus.toml``. Any program that knows the
model finds words, comments, corrections and identities in it; and each annotation carries its entry whole, so that
nothing is lost on the way back. There is no date in it but those that the editors wrote.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from editio.edition import Edition
from editio.encode import Said
from editio.encode.annotations import terms
from editio.encode.annotations.blocks import ordered
from editio.encode.annotations.places import Places
from editio.encode.apparatus import Apparatus, Entry, Retired, Selector, Silencer, Witness
from editio.encode.lock import digest
from editio.encode.reading import RawText
from editio.encode.references import identities
from editio.encode.selectors import Place, parse

Object = dict[str, Any]

LARGEST = 2**53
"""The first whole number of which JSON readers may think otherwise (RFC 8259, 6)."""


@dataclass(frozen=True)
class Exporter:
    """Write the entries of one text; ``editors`` have their places, ``said`` is what they are read from."""

    edition: Edition
    text: str
    raw: RawText
    said: Said
    editors: Apparatus
    places: Places

    def document(self, tables: Iterable[Mapping[str, Any]]) -> bytes:
        """Give the document; ``tables`` are the entries as the file has them, in its order."""
        several: tuple[Entry | Silencer | Retired, ...] = self.editors.entries
        placed = {one.id: one for one in (*several, *self.editors.silencers, *self.editors.retired)}
        items = [self._witness(witness) for witness in self.editors.witnesses.values()]
        items += [self._entry(table, placed[str(table["id"])]) for table in tables]
        name = self._name("annotations")
        collection: Object = {
            "@context": terms.CONTEXT,
            "id": name,
            "type": "AnnotationCollection",
            "label": f"{self.edition.title}: {self.text}",
        }
        if terms.URI.match(self.edition.licence):
            collection["rights"] = self.edition.licence
        collection |= {f"{terms.PREFIX}text": self._raw_text(), "total": len(items)}
        if items:  # a page without annotations is none (5.2)
            page = f"{name}/1"
            first = {"id": page, "type": "AnnotationPage", "partOf": name, "startIndex": 0, "items": items}
            collection |= {"first": first, "last": page}
        return f"{json.dumps(collection, ensure_ascii=False, indent=1)}\n".encode()

    @cached_property
    def _source(self) -> str:
        return terms.named_by_hash(self.raw.data)

    def _name(self, *parts: str) -> str:
        return terms.name(self.edition, self.text, *parts)

    def _raw_text(self) -> Object:
        """Describe what is annotated, by its bytes."""
        about: Object = {
            "id": self._source,
            "type": "Text",
            "format": "text/plain",
            "label": self.text,
            "schema:sha256": digest(self.raw),
            f"{terms.PREFIX}bytes": len(self.raw.data),
            f"{terms.PREFIX}encoding": self.raw.encoding,
        }
        language = self.said.stated.language
        return about | ({"language": language} if language else {})

    # --- annotations ------------------------------------------------------------------------------------------

    def _entry(self, table: Mapping[str, Any], one: Entry | Silencer | Retired) -> Object:
        motivation = terms.motivation(str(table["do"])) if not isinstance(one, Retired) else "commenting"
        annotation: Object = {"id": self._name(one.id), "type": "Annotation", "motivation": motivation}
        annotation["creator"] = self._creator(str(table["resp"]))
        annotation["body"] = list(self._bodies(one))
        places = () if isinstance(one, Retired) else one.places
        selector = Selector() if isinstance(one, Retired) else one.selector
        targets = [self._target(place, selector) for place in places] or [self._whole()]
        annotation["target"] = targets if len(targets) > 1 else targets[0]
        return annotation | {terms.ENTRY: _ours(table)}

    def _witness(self, witness: Witness) -> Object:
        about = "; ".join(filter(None, (witness.name, witness.bibl, witness.repository)))
        values = {"siglum": witness.siglum, "name": witness.name, "bibl": witness.bibl}
        values |= {"repository": witness.repository}
        kept: dict[str, Any] = {key: value for key, value in values.items() if value}
        return {
            "id": self._name(witness.id),
            "type": "Annotation",
            "motivation": "describing",
            "body": [_words(f"{witness.siglum}: {about}", "describing")],
            "target": self._whole(),
            terms.WITNESS: _ours(kept | ({"own": True} if witness.own else {})),
        }

    def _creator(self, resp: str) -> Object:
        """Name who answers for an entry (3.3.2); whether it is a person or several is not known."""
        one = self.edition.responsible[resp]
        creator: Object = {"id": terms.name(self.edition, resp), "name": one.name}
        if resp == "pipeline":
            creator["type"] = "Software"
        return creator | ({"nickname": one.initials} if one.initials else {})

    def _whole(self) -> Object:
        return {"type": "SpecificResource", "source": self._source}

    def _target(self, place: Place, selector: Selector) -> Object:
        """Give the target of one place, with at least as much context as the entry quotes."""
        marked = parse(selector.at) if selector.at else None
        around = (len(marked.before), len(marked.after)) if marked else (0, 0)
        return self._whole() | {"selector": self.places.selectors(place, around)}

    # --- bodies -----------------------------------------------------------------------------------------------

    def _bodies(self, one: Entry | Silencer | Retired) -> Iterator[Object]:
        """Say what an entry says in the standard's words: what it does, then what it gives, then why."""
        if isinstance(one, Retired):
            yield _words(f"{one.date}: {one.reason}", "commenting", self.edition.language)
            return
        if isinstance(one, Silencer):
            yield _words(one.code, "tagging")
            yield _words(one.why, "assessing", self.edition.language)
            return
        yield _words(one.do, terms.SAYS_WHAT_IT_IS)
        yield from self._given(one)
        for part in one.parts:
            yield from self._part(one, part.values)
        if why := one.values["why"]:
            yield _words(why, "describing", self.edition.language)

    def _given(self, one: Entry) -> Iterator[Object]:
        """Give the bodies of an entry's own keys, by what the keys take."""
        for name, key in one.kind.keys.items():
            value = one.values.get(name, "")
            if key.form == "markdown":
                yield _words(value, "commenting", self.edition.language, "text/markdown")
            elif named := identities(key, value):
                for identity in named:
                    yield from self._authority(identity)
            elif key.form == "passage":
                text, _, passage = value.partition("#")
                yield _link(terms.name(self.edition, text, passage), "linking")
            elif name == "with":
                yield _words(value, "editing", self.said.stated.language)
            elif key.form == "date" and value:
                yield _words(f"{name}: {value}", "describing")
        if one.body:
            selector = self.places.selectors(one.body)
            yield _link(self._source, "linking") | {"selector": selector}

    def _authority(self, identity: str) -> Iterator[Object]:
        """Lead to what an authority is elsewhere; one without identifiers has a name of the edition alone."""
        one = self.said.authorities.get(identity)
        known = sorted(one.identifiers.items()) if one else []
        addresses = [iri for scheme, value in known if (iri := terms.address(scheme, value))]
        for iri in addresses or [terms.name(self.edition, identity)]:
            yield _link(iri, "identifying")

    def _part(self, one: Entry, values: Mapping[str, str]) -> Iterator[Object]:
        """Give a second opinion, or the reading of witnesses with the signs of an apparatus: om., lac."""
        if "with" in values:
            body = _words(values["with"], "editing", self.said.stated.language)
            yield body | {"creator": self._creator(values["resp"])}
            return
        said = values["text"] or ("om." if values["omitted"] else f"lac. ({values['lacuna']})")
        yield _words(f"{values['wit']}: {said}", terms.motivation(one.do))


def _words(words: str, purpose: str, language: str = "", form: str = "text/plain") -> Object:
    body = {"type": "TextualBody", "purpose": purpose, "value": words, "format": form}
    return body | ({"language": language} if language else {})


def _link(iri: str, purpose: str) -> Object:
    return {"type": "SpecificResource", "purpose": purpose, "source": iri}


def _ours(table: Mapping[str, Any]) -> Object:
    """Give the keys of a table under our own prefix, with their values as JSON has them."""
    return {f"{terms.PREFIX}{key}": _value(table[key]) for key in ordered(table)}


def _value(value: Any) -> Any:
    """Give a value of TOML as JSON: dates and fractions are taken as texts, as the apparatus takes them."""
    if isinstance(value, dict):
        return _ours(value)
    if isinstance(value, list):
        return [_value(one) for one in value]
    if isinstance(value, (str, bool)) or (isinstance(value, int) and abs(value) < LARGEST):
        return value
    return str(value)
