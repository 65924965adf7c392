"""The document: what a TEI text is to a format, as plain immutable values.

In goes nothing; the module holds the values that :mod:`editio.render.model` makes of a TEI tree and that
settling, sheets and templates read. No value here knows of lxml, of a format or of a file that is written.

Words stand in ``content`` tuples, in the order of the text: a ``str`` for words, a :class:`Node` for what
TEI marks. The words of a note are not among them: a note stands in :attr:`Document.notes`, and a node of the
behaviour ``note`` without content stands where it is anchored.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from editio.render.entries import Identifier as Identifier
from editio.render.entries import Occurrence as Occurrence
from editio.render.entries import Register as Register
from editio.render.statements import Intervention, Variant, Withdrawal, Witness

NO_SETTINGS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Node:
    """Hold one marked part of a text.

    ``behaviour`` is what a format does with it, ``element`` the TEI name it came from, ``id`` its ``xml:id``
    (made up for what a reader may want to link to, else empty), ``language`` a BCP 47 code where the text says
    one. ``holds_blocks`` tells whether a block stands somewhere within, so that a format knows when a
    paragraph cannot be a simple one.
    """

    behaviour: str
    element: str
    id: str = ""
    language: str = ""
    settings: Mapping[str, str] = field(default_factory=lambda: NO_SETTINGS)
    content: tuple["str | Node", ...] = ()
    holds_blocks: bool = False

    @property
    def headings(self) -> tuple["Node", ...]:
        """Give the headings that stand directly in this node."""
        return tuple(part for part in self.content if isinstance(part, Node) and part.behaviour == "heading")

    def setting(self, name: str) -> str:
        """Give a parameter that the processing rule set, or nothing."""
        return self.settings.get(name, "")


Content = tuple[str | Node, ...]


@dataclass(frozen=True, slots=True)
class Title:
    """Hold one title of the text; ``type`` is ``main``, ``sub``, ``over`` or another word of TEI's."""

    type: str
    words: str


@dataclass(frozen=True, slots=True)
class Agent:
    """Name a person or body and what they did.

    ``sort`` is the form to sort under, where it is known; ``initials`` are how they sign what they say of the text.
    """

    name: str
    role: str = ""
    sort: str = ""
    id: str = ""
    initials: str = ""


@dataclass(frozen=True, slots=True)
class Date:
    """Hold a date: ``when`` as TEI normalised it (ISO 8601, empty if not), ``words`` as it is written.

    ``language`` is that of the words, as far as the document says it.
    """

    when: str = ""
    words: str = ""
    language: str = field(default="", compare=False)

    def __bool__(self) -> bool:
        """Tell whether there is a date at all."""
        return bool(self.when or self.words)


NO_DATE = Date()


@dataclass(frozen=True, slots=True)
class Licence:
    """Hold the terms of a text: TEI's ``status``, the address of a licence (or empty), and its words."""

    status: str = ""
    target: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Hold what the text was taken from; ``type`` is ``print``, ``digital`` or empty.

    ``sha256`` and ``size`` (in bytes, 0 if not stated) are those of the raw text; ``date`` and ``title`` are those
    of what was printed.
    """

    type: str
    words: str
    sha256: str = ""
    size: int = 0
    date: Date = NO_DATE
    title: str = ""

    @property
    def label(self) -> str:
        """Give the words without the hash, which a page sets apart."""
        if not self.sha256:
            return self.words
        return self.words.replace(self.sha256, "").rstrip(" ,;:").removesuffix("SHA-256").rstrip(" ,;:")


@dataclass(frozen=True, slots=True)
class Keyword:
    """Hold a subject of the text; ``address`` is its entry in an authority file, where there is one."""

    words: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Metadata:
    """Hold what the teiHeader says of a text (TEI Guidelines, ch. 2), and nothing from elsewhere.

    ``language`` is that of the text, ``header_language`` that of the header's own words.
    ``declarations`` are the paragraphs of the editorial declaration in order, each with what it is about
    (TEI's element name) as its first half.
    """

    id: str = ""
    titles: tuple[Title, ...] = ()
    authors: tuple[Agent, ...] = ()
    language: str = ""
    header_language: str = ""
    languages: tuple[tuple[str, str], ...] = ()
    edition: str = ""
    edition_date: Date = NO_DATE
    publisher: str = ""
    place: str = ""
    date: Date = NO_DATE
    identifiers: tuple[Identifier, ...] = ()
    licences: tuple[Licence, ...] = ()
    sources: tuple[Source, ...] = ()
    credits: tuple[Agent, ...] = ()
    keywords: tuple[Keyword, ...] = ()
    created: Date = NO_DATE
    abstract: str = ""
    declarations: tuple[tuple[str, str], ...] = ()

    @property
    def signing(self) -> Mapping[str, str]:
        """Give the initials of those who are credited, by id: none unless several have some."""
        found = {agent.id: agent.initials for agent in self.credits if agent.initials and agent.id}
        return found if len(set(found.values())) > 1 else {}

    @property
    def title(self) -> str:
        """Give the main title, or the first, or the document's id."""
        return self.title_of("main") or next((t.words for t in self.titles), "") or self.id

    @property
    def subtitle(self) -> str:
        """Give the subtitle, or nothing."""
        return self.title_of("sub")

    @property
    def author(self) -> str:
        """Give the names of all authors in one line, or nothing."""
        return ", ".join(author.name for author in self.authors)

    @property
    def identifier(self) -> str:
        """Give the first identifier of the edition of this text, or nothing."""
        return next((identifier.value for identifier in self.identifiers), "")

    @property
    def licence(self) -> str:
        """Give the address of the terms of the text itself, which come first; nothing where it states none.

        The terms of the edition, which stand behind them, are no terms of the text.
        """
        return self.licences[0].target if self.licences else ""

    @property
    def sha256(self) -> str:
        """Give the SHA-256 of the raw text, or nothing."""
        return next((source.sha256 for source in self.sources if source.sha256), "")

    @property
    def credits_by_role(self) -> tuple[tuple[str, tuple[Agent, ...]], ...]:
        """Give those who are credited, together where their role is the same, in the order of the header."""
        roles = dict.fromkeys(agent.role for agent in self.credits)
        return tuple((role, tuple(agent for agent in self.credits if agent.role == role)) for role in roles)

    def sources_of(self, kind: str) -> tuple[Source, ...]:
        """Give the sources of a type; under the empty type, those of any but ``print`` and ``digital``."""
        named = ("print", "digital")
        return tuple(s for s in self.sources if (s.type if s.type in named else "") == kind)

    def title_of(self, kind: str) -> str:
        """Give the title of a type, or nothing."""
        return next((title.words for title in self.titles if title.type == kind), "")


@dataclass(frozen=True, slots=True)
class Note:
    """Hold a note; ``series`` is ``authorial`` or ``editorial``, ``label`` the ``n`` that the source gave it.

    ``anchor`` is the id of the block in which the reference stands. A note about a passage has at ``begins`` the id of
    where that begins (it ends at the reference) and as ``lemma`` its words, shortened. ``initials`` are those of who
    answers for it, in an edition of several editors.
    """

    id: str
    series: str
    content: Content
    label: str = ""
    place: str = ""
    responsible: tuple[str, ...] = ()
    anchor: str = ""
    language: str = ""
    begins: str = ""
    lemma: str = ""
    initials: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """Hold a text in one view (``reading`` or ``source``), ready to be settled and written."""

    metadata: Metadata
    view: str
    front: Content = ()
    body: Content = ()
    back: Content = ()
    notes: tuple[Note, ...] = ()
    interventions: tuple[Intervention, ...] = ()
    variants: tuple[Variant, ...] = ()
    witnesses: tuple[Witness, ...] = ()
    withdrawn: tuple[Withdrawal, ...] = ()
    registers: tuple[Register, ...] = ()

    @property
    def content(self) -> Content:
        """Give front, body and back as one."""
        return self.front + self.body + self.back


def nodes(content: Iterable[str | Node]) -> Iterator[Node]:
    """Give all nodes of a content in document order, an outer one before those within."""
    for part in content:
        if isinstance(part, Node):
            yield part
            yield from nodes(part.content)


def plain(content: Iterable[str | Node]) -> str:
    """Give the words of a content as a label: white space folded, a break as a blank."""
    return " ".join("".join(_pieces(content)).split())


def _pieces(content: Iterable[str | Node]) -> Iterator[str]:
    for part in content:
        if isinstance(part, str):
            yield part
        elif part.behaviour == "break":
            yield " "
        else:
            yield from _pieces(part.content)
