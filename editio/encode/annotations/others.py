"""Annotations of others: what any program wrote by the standard becomes entries, as far as an entry can say it.

In go annotations that hold no entry of ours; out come tables of entries: a note for words and links, a name where an
identifier is known to ``authorities.toml``. What cannot be said is never left out in silence: the annotation as a whole
is refused (:class:`~editio.encode.annotations.seeking.Unfit`), or what was left out of it is counted.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from editio.edition import Edition
from editio.encode.annotations import terms, wording
from editio.encode.annotations.quoting import Quoter
from editio.encode.annotations.reading import Node, names
from editio.encode.annotations.seeking import Seeker, Unfit
from editio.encode.authority import Authorities
from editio.encode.bodies import LONGEST, OUTSIDE

NAMES = {"person": "person", "org": "organisation", "place": "place", "event": "event", "work": "work", "term": "term"}
"""A kind of authority -> the entry that names one."""

TIES = frozenset(("identifying", "linking", "tagging", ""))
"""Purposes with which an identifier says what the words mean; with any other it is something to be read."""

PLAIN = ("", "text/plain")
MARKDOWN = ("text/markdown", "text/x-markdown")
HTML = ("text/html", "application/xhtml+xml")

SETS = frozenset(("Choice", "Composite", "List", "Independents"))

USED = frozenset(
    "@context id type motivation target body bodyValue creator partOf text tags uri links group permissions".split()
)
"""Keys of an annotation that are read, and those that say nothing of it but where it was kept."""


@dataclass
class Others:
    """Turn annotations into entries; ``resp`` answers for those whose maker is not known. What is left is counted."""

    seeker: Seeker
    quoter: Quoter
    edition: Edition
    authorities: Authorities
    resp: str
    left: Counter[str] = field(default_factory=Counter)

    def tables(self, node: Node) -> list[dict[str, Any]]:
        """Give the entries of an annotation, each without an id; raises :class:`Unfit` where it cannot be one."""
        before = self.left.copy()
        try:
            return self._tables(node)
        except Unfit:
            self.left = before  # what is refused as a whole is told as a whole
            raise

    def _tables(self, node: Node) -> list[dict[str, Any]]:
        bodies = list(self._bodies(node))
        said, named = _note(bodies), self._named(bodies)
        if not said and not named:
            hint = "write what it says into its body"
            raise Unfit("E246", "it says nothing: its words are marked, and no more", hint)
        places = [self._place(target) for target in self._targets(node)]
        found: list[dict[str, Any]] = []
        for selected in places:
            found += [{**keys, **selected, "ref": ref} for keys, ref in _entries_of(named)]
            found += [{"do": "note", **selected, "body": said}] if said else []
        resp = self._resp(node)
        self.left.update(f"'{key}'" for key in node if key not in USED and not key.startswith("@"))
        return [{**table, "resp": resp} for table in found]

    # --- where ------------------------------------------------------------------------------------------------

    def _targets(self, node: Node) -> list[Node]:
        targets = node.several("target")
        if not targets:
            raise Unfit("E243", "it has no target", "the standard asks for one at least (3.1)")
        for target in targets:
            if isinstance(target, str):
                hint = "a target needs a selector with the words that are meant"
                raise Unfit("E244", f"it speaks of {names([target])} as a whole", hint)
            if not isinstance(target, Node):
                raise Unfit("E243", "its target is neither an IRI nor an object", "the standard says so (3.2)")
            if "Annotation" in target.kinds() or target.kinds() & SETS:
                raise Unfit("E246", f"its target is a {sorted(target.kinds())[0]}", "it must be words of the text")
        return targets

    def _place(self, target: Node) -> Mapping[str, Any]:
        place = self.seeker.place(target)
        keys = self.quoter.keys(place)
        if keys is None:
            words = self.seeker.finder.raw.text[place.first : place.last]
            raise Unfit("E246", f"no quotation can tell {names([words])} from other places", "write the entry by hand")
        return keys

    # --- what -------------------------------------------------------------------------------------------------

    def _bodies(self, node: Node) -> Iterator[tuple[str, str]]:
        """Give the bodies: their sort - ``words``, ``tag``, ``name`` - and what they say."""
        motivations = [one for one in node.several("motivation") if isinstance(one, str)]
        purpose = motivations[0].rpartition(":")[2] if len(motivations) == 1 else ""
        for body in node.several("body"):
            if isinstance(body, str):
                yield self._link(body, purpose)
            elif isinstance(body, Node):
                yield self._body(body, body.text("purpose") or purpose)
            else:
                raise Unfit("E243", "its body is neither an IRI nor an object", "the standard says so (3.2)")
        for key, form in (("bodyValue", PLAIN[0]), ("text", MARKDOWN[0])):  # the latter is Hypothesis' own
            if node.text(key).strip() and "body" not in node:
                yield "words", self._words(node.text(key), form)
        yield from (("tag", wording.markdown(tag)) for tag in node.several("tags") if isinstance(tag, str))

    def _body(self, body: Node, purpose: str) -> tuple[str, str]:
        if body.kinds() & SETS:
            raise Unfit("E246", f"its body is a {sorted(body.kinds() & SETS)[0]}", "make an annotation of each")
        if isinstance(body.get("value"), str):
            self._count(body, "type value format purpose")
            words = self._words(body.text("value"), body.text("format").partition(";")[0].strip().lower())
            return ("tag" if purpose == "tagging" else "words"), words
        source = body.get("source", body.get("id"))
        iri = source.text("id") if isinstance(source, Node) else source
        if not isinstance(iri, str) or not iri:
            raise Unfit("E243", "its body has neither 'value' nor 'source' nor 'id'", "the standard says so (3.2)")
        self._count(body, "id type source purpose format")
        return self._link(iri, purpose)

    def _count(self, body: Node, known: str) -> None:
        ours = known.split() + (["language"] if body.get("language") == self.edition.language else [])
        self.left.update(f"'{key}' of a body" for key in body if key not in ours)

    def _words(self, words: str, form: str) -> str:
        """Give words as Markdown; HTML is not taken over, but what a reader would see of it is."""
        if len(words) > 2 * LONGEST:
            raise Unfit("E246", f"its body has {len(words):,} characters", f"a note may have {LONGEST:,}")
        if form in MARKDOWN:
            return words.strip()
        if form in HTML:
            self.left["the HTML round the words"] += 1
            return wording.markdown(wording.words_of(words))
        if form not in PLAIN:
            raise Unfit("E246", f"its body is of the format {names([form])}", "a note takes words, or Markdown")
        return wording.markdown(words)

    def _link(self, iri: str, purpose: str) -> tuple[str, str]:
        if purpose in TIES and (known := self._known.get(terms.same_thing(iri))):
            return "name", known
        if purpose == "identifying":
            hint = "declare it in authorities.toml, with this identifier"
            raise Unfit("E246", f"it says that the words mean {names([iri])}, which no authority is", hint)
        if not OUTSIDE.match(iri) or any(sign in iri for sign in "<>"):
            raise Unfit("E246", f"its body is {names([iri])}, where no link may lead", "give it an https: address")
        return "words", f"<{iri}>"

    @cached_property
    def _known(self) -> Mapping[str, str]:
        """Give the authorities by what they are elsewhere."""
        return {
            terms.same_thing(address): one.id
            for one in self.authorities
            for scheme, value in one.identifiers.items()
            if (address := terms.address(scheme, value))
        }

    def _named(self, bodies: list[tuple[str, str]]) -> list[tuple[str, str]]:
        known = [said.partition(".")[::2] for sort, said in bodies if sort == "name"]
        return [(kind, key) for kind, key in dict.fromkeys(known)]

    # --- who --------------------------------------------------------------------------------------------------

    def _resp(self, node: Node) -> str:
        """Give who answers for an annotation: its maker, if the edition knows one of that name."""
        for creator in node.several("creator"):
            said = {creator} if isinstance(creator, str) else set()
            if isinstance(creator, Node):
                said = {creator.text("id"), creator.text("name"), creator.text("nickname")}
            for key, one in self.edition.responsible.items():
                if said & {terms.name(self.edition, key), one.name, one.initials, key} - {""}:
                    return key
            shown = names(sorted(said - {""}))
            self.left[f"the maker {shown} ('{self.resp}' answers instead)"] += 1
        return self.resp


def _entries_of(named: Sequence[tuple[str, str]]) -> list[tuple[dict[str, str], str]]:
    """Give what names some authorities, with their keys: a name for each kind, or a reference to several of a kind."""
    if len({kind for kind, _ in named}) < len(named):
        return [({"do": "reference"}, " ".join(f"{kind}.{key}" for kind, key in named))]
    return [({"do": NAMES[kind]}, key) for kind, key in named]


def _note(bodies: list[tuple[str, str]]) -> str:
    """Give the body of a note: the words in paragraphs, and the tags behind them in one."""
    words = [said for sort, said in bodies if sort == "words" and said]
    tags = [said for sort, said in bodies if sort == "tag" and said]
    return "\n\n".join([*words, *([", ".join(tags)] if tags else [])])
