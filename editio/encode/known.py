"""What is known of a text: what it states, what people state and say of it, and the edition that it belongs to.

In go these; out come the answers on which they must agree: who the author is, what the main title is. What a
person states beats what the text states.
"""

from dataclasses import dataclass
from functools import cached_property

from editio.edition import Edition
from editio.encode import language
from editio.encode.apparatus import Apparatus
from editio.encode.authority import Authorities, Authority
from editio.encode.facts import Facts
from editio.encode.language import Guess
from editio.encode.profiles import Choice
from editio.encode.reading import RawText
from editio.encode.sameness import key
from editio.encode.stated import Stated


@dataclass(frozen=True)
class Known:
    """Hold everything that a header is made of; the language is looked for once."""

    name: str
    raw: RawText
    facts: Facts
    stated: Stated
    edition: Edition | None
    authorities: Authorities
    editors: Apparatus
    choice: Choice

    @property
    def language(self) -> str:
        """Give the language of the text, ``und`` where nobody can tell (BCP 47: undetermined)."""
        return self.stated.language or self.guess.code

    @cached_property
    def guess(self) -> Guess:
        """Give the language that the text states of itself, or that it is taken for."""
        return language.of(self.raw.text)

    @property
    def title(self) -> str:
        """Give the main title, in the last resort the text's name."""
        return self.stated.title or self.facts.title or self.name

    @property
    def author(self) -> Authority | None:
        """Give the author if the authorities have him or her."""
        return self.authorities.get(f"person.{self.stated.author}")

    @property
    def author_name(self) -> str:
        """Give the author's name, or an empty string where nobody states one."""
        stated = self.stated.author or next((" and ".join(line.lines) for line in self.facts.all("author")), "")
        return self.author.name if self.author else stated or self.facts.author

    def role_of(self, title: str) -> str:
        """Tell which of the titles a title line is: main, over or sub."""
        roles = {key(self.stated.over_title): "over", key(self.stated.subtitle): "sub", key(self.title): "main"}
        if key(title) in roles:
            return roles[key(title)]
        shown = any(key(other) == key(self.title) for other in self.facts.titles)
        first = self.facts.titles[:1] == (title,)
        return "main" if first and not self.stated.title and not shown else "sub"
