"""References: what programs read of a citation, as files of BibTeX and of CSL-JSON.

In goes a :class:`~editio.render.citation.Cited`; out come bytes. Both forms are read by reference managers such as
Zotero, and by what typesets lists of works cited. What is said stays words: TeX takes none of it for its own.
"""

import json
import re
from collections.abc import Iterable
from typing import Any

from editio import identifiers
from editio.render.citation import Cited, Name
from editio.render.document import Date
from editio.toml import is_date, moment

BIBTEX, CSL_JSON = "citation.bib", "citation.json"
"""What the files are called."""

OF_BIBTEX = {"DOI": "doi", "ISBN": "isbn", "URL": "url", "": "note"}
"""Fields of BibTeX by the kind of an identifier; CSL-JSON calls them as we do."""

PARAGRAPH = "¶"
"""What tells the number of a paragraph from that of a page, in whatever language the list of works is."""

MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
"""What every style of BibTeX calls the months."""

SIGNS = {
    "\\": "\\textbackslash{}", "{": "\\textbraceleft{}", "}": "\\textbraceright{}", "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}", **{sign: f"\\{sign}" for sign in "%&$#_"},
}  # fmt: skip
"""Characters that TeX takes for its own. BibTeX counts braces, be there a backslash before them or not: so none is
written that has no other."""

BARE = {"\\": "%5C", "{": "%7B", "}": "%7D"}
"""The same in an address, which TeX takes as it stands."""


def bibtex(cited: Cited) -> bytes:
    """Write the entry of BibTeX: UTF-8, one field a line. A text is ``incollection``, an edition is a ``book``."""
    kept = "{{{{{}}}}}".format  # braces within braces: capitals stay, and the name of a body is not parted
    month = MONTHS[_moment(cited.issued)[1] - 1] if len(_moment(cited.issued)) > 1 else ""
    fields = {
        "author": _names_of_bibtex(cited.authors),
        "title": kept(_tex(cited.title)),
        "booktitle": kept(_tex(cited.container)) if cited.container else "",
        "editor": _names_of_bibtex(cited.editors),
        "translator": _names_of_bibtex(cited.translators),
        "publisher": _braced(_tex(cited.publisher)),
        "address": _braced(_tex(cited.place)),
        "year": _braced(str(next(iter(_moment(cited.issued)), "")) or _tex(cited.issued.words)),
        "month": month,
        "origdate": _braced(cited.written.when if is_date(cited.written.when) else ""),
        "pages": _braced(_tex(cited.locator and f"{PARAGRAPH} {cited.locator}")),
        **{OF_BIBTEX[cited.scheme]: _braced((_bare if cited.scheme else _tex)(_identifier(cited)))},
        **({"url": _braced(_bare(cited.address))} if cited.address else {}),
        "language": _braced(_tex(cited.language)),
        "keywords": _braced(", ".join(map(_part, cited.keywords))),
        "abstract": _braced(_tex(cited.abstract)),
    }
    kind = "incollection" if cited.container else "book"
    lines = ",\n".join(f"  {name} = {value}" for name, value in fields.items() if value)
    key = re.sub(r"[^A-Za-z0-9_.-]+", "-", cited.key) + _number(cited)
    return f"@{kind}{{{key},\n{lines},\n}}\n".encode()


def _names_of_bibtex(names: Iterable[Name]) -> str:
    said = (f"{_part(n.family)}, {_part(n.given)}" if n.family else _braced(_tex(n.whole)) for n in names)
    return _braced(" and ".join(said))


def _part(words: str) -> str:
    """Write a part of a name, or of a list, so that it is not parted further."""
    return _braced(_tex(words)) if "," in words or " and " in words.casefold() else _tex(words)


def _braced(words: str) -> str:
    return f"{{{words}}}" if words else ""


def _tex(words: str) -> str:
    return "".join(SIGNS.get(sign, sign) for sign in " ".join(words.split()))


def _bare(address: str) -> str:
    return "".join(BARE.get(sign, sign) for sign in address)


def _number(cited: Cited) -> str:
    """Give what tells the key of a paragraph, or of several by the first, from that of its text."""
    return f"-{cited.locator.partition('–')[0]}" if cited.locator else ""


def _identifier(cited: Cited) -> str:
    scheme = identifiers.named(cited.scheme)
    return identifiers.bare(scheme, cited.identifier) if scheme else cited.identifier


def _moment(date: Date) -> list[int]:
    return moment(date.when) if is_date(date.when) else []


# --- CSL-JSON ---------------------------------------------------------------------------------------------


def csl_json(cited: Cited) -> bytes:
    """Write a list of one item of CSL-JSON (Citation Style Language 1.0.2, schema ``csl-data``)."""
    item = {
        "id": f"{cited.key}{_number(cited)}",
        "type": "chapter" if cited.container else "book",
        "title": cited.title,
        "container-title": cited.container,
        "author": _names_of_csl(cited.authors),
        "translator": _names_of_csl(cited.translators),
        "editor": _names_of_csl(cited.editors),
        "publisher": cited.publisher,
        "publisher-place": cited.place,
        "issued": _date_of_csl(cited.issued),
        "original-date": _date_of_csl(cited.written),
        "locator": cited.locator and f"{PARAGRAPH} {cited.locator}",
        cited.scheme or "note": _identifier(cited),
        **({"URL": cited.address} if cited.address else {}),
        "language": cited.language,
        "keyword": "; ".join(cited.keywords),
        "abstract": cited.abstract,
    }
    kept = {name: value for name, value in item.items() if value}
    return f"{json.dumps([kept], ensure_ascii=False, indent=1)}\n".encode()


def _names_of_csl(names: Iterable[Name]) -> list[dict[str, str]]:
    return [{"family": n.family, "given": n.given} if n.family else {"literal": n.whole} for n in names]


def _date_of_csl(date: Date) -> dict[str, Any]:
    if parts := _moment(date):
        return {"date-parts": [parts]}
    return {"literal": date.words} if date.words else {}
