"""Sheets: a format as a folder of templates, with one macro for each behaviour.

In go documents that are settled and the name of a format; out comes text. The folder ``templates/<format>``
holds ``behaviours.j2`` (the sheet: one-line macros, each called as ``name(node, inner)``), the templates of
pages, and ``words.<language>.toml`` with the words of the interface; those that several formats say stand beside
the folders. A publisher's own folder comes before ours, file by file; in a sheet of his own he need write only the
behaviours that he wants otherwise. Ours can be named from his as ``editio/<file>``. The sheet writes no file and knows
no format.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jinja2
from markupsafe import Markup, escape

from editio import catalogues
from editio.message import Message, Rejected
from editio.render import language
from editio.render.behaviour import MODEL_ONLY, OURS, STANDARD, fallbacks
from editio.render.document import Node

SHEET = "behaviours.j2"

Write = Callable[[Iterable[str | Node]], str]
"""What a template gets to write the content of a node, of a note or of a document."""


def folder(format: str) -> Path:  # noqa: A002 - the word that the reader knows
    """Give our templates of a format: beside the modules of a wheel, else at the top of a checkout."""
    return catalogues.templates() / format


def own_folder(root: Path, format: str) -> Path | None:  # noqa: A002
    """Give a publisher's own templates of a format, below the root of his edition, if he has any templates.

    The folder itself need not be there: words that all formats say stand beside it.
    """
    own = root / "templates" / format
    return own if own.parent.is_dir() and own.resolve() != folder(format).resolve() else None


def own_rules(root: Path, format: str) -> Path | None:  # noqa: A002
    """Give a publisher's own processing rules for a format, if he has any."""
    own = own_folder(root, format)
    return own / "rules.txt" if own and (own / "rules.txt").is_file() else None


class Sheet:
    """Write documents in one format."""

    def __init__(
        self,
        format: str,  # noqa: A002
        *,
        autoescape: bool,
        own: Path | None = None,
        language: str = "en",
        filters: Mapping[str, Callable[..., Any]] | None = None,
        values: Mapping[str, Any] | None = None,
        quote: Callable[[str], str] | None = None,
        finalize: Callable[[Any], Any] | None = None,
    ) -> None:
        """Read the templates of a format, and the words of its interface in a language (else in English).

        ``filters`` and ``values`` are at hand in every template of the format; ``quote`` writes the words of a
        text, where more is to be done to them than ``autoescape`` says, and ``finalize`` whatever a template names.
        Rejects templates with a fault (E701) and
        a sheet that lacks a behaviour of TEI's which a rule may ask for (E702).
        """
        ours = folder(format)
        folders = [own, ours] if own else [ours]
        self.folders, self.own = folders, own
        self.joined: Callable[[str], str] = Markup if autoescape else str
        self.quoted: Callable[[str], str] = quote or (escape if autoescape else str)
        self._loader = _loader(folders, ours)
        self.environment = jinja2.Environment(
            loader=self._loader,
            autoescape=autoescape,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            finalize=finalize,
        )
        self.environment.filters.update(filters or {})
        self.environment.globals.update(values or {})
        self.words = _words(folders, language)
        self.environment.globals["words"] = self.words
        with self._faults():
            names = [SHEET, f"editio/{SHEET}"] if own and (own / SHEET).is_file() else [SHEET]
            self.sheets = [self.environment.get_template(name) for name in names]
            self.macros = self._choose(format)

    def say(self, filters: Mapping[str, Callable[..., Any]], functions: Iterable[Callable[..., Any]]) -> None:
        """Have at hand in templates what needs the words of the interface: filters, and functions by their names."""
        said = {name: partial(one, self.words) for name, one in filters.items()}
        self.environment.filters.update(said)
        self.environment.globals.update({one.__name__: partial(one, self.words) for one in functions})

    def page(self, template: str, **values: Any) -> str:
        """Write a page; its template gets the values and ``write``, which writes content by this sheet."""
        with self._faults():
            values["write"] = self._writer(values)
            return self.environment.get_template(template).render(values)

    def writer(self, **values: Any) -> Write:
        """Give what writes content without a page around it, any number of times, with the same values."""
        with self._faults():
            write = self._writer(values)

        def written(content: Iterable[str | Node]) -> str:
            with self._faults():
                return write(content)

        return written

    def raw(self, file: str) -> str:
        """Give a file of the format as it is: a style sheet, a script."""
        with self._faults():
            return self._loader.get_source(self.environment, file)[0]

    def path(self, file: str) -> Path:
        """Give the path of a file of the format: the publisher's own, if he has one, else ours."""
        return next((folder / file for folder in self.folders if (folder / file).is_file()), self.folders[-1] / file)

    def content(self, content: Iterable[str | Node], **values: Any) -> str:
        """Write content without a page around it."""
        with self._faults():
            return self._writer(values)(content)

    def _choose(self, format: str) -> Mapping[str, tuple[int, str]]:  # noqa: A002
        """Find for each behaviour the sheet and the macro that write it."""
        modules = [sheet.make_module({}) for sheet in self.sheets]
        chosen, missing = {}, []
        for behaviour in sorted({*STANDARD, *OURS} - MODEL_ONLY):
            found = [
                (nth, name)
                for name in fallbacks(behaviour)
                for nth, module in enumerate(modules)
                if hasattr(module, name)
            ]
            if found:
                chosen[behaviour] = found[0]
            else:
                missing.append(behaviour)
        if missing:
            file = str(self.folders[-1] / SHEET)
            said = f"the format '{format}' does not say how to write: {', '.join(missing)}"
            hint = "add {% macro " + missing[0] + "(node, inner) %}...{% endmacro %}"
            raise Rejected([Message(file, 0, "E702", said, hint)])
        return chosen

    def _writer(self, values: dict[str, Any]) -> Write:
        """Make the function that walks content and calls macros; these see the values of the page."""
        modules: list[Any] = []
        macros: dict[str, Callable[[Node, str], str]] = {}

        joined, quoted = self.joined, self.quoted

        def write(content: Iterable[str | Node]) -> str:
            return joined("".join([quoted(p) if isinstance(p, str) else macro(p) for p in content]))

        def macro(node: Node) -> str:
            return macros[node.behaviour](node, write(node.content))

        inner = {**values, "write": write}
        modules.extend(sheet.make_module(inner) for sheet in self.sheets)
        macros.update({name: getattr(modules[nth], macro) for name, (nth, macro) in self.macros.items()})
        return write

    @contextmanager
    def _faults(self) -> Iterator[None]:
        """Turn a fault in a template into a message with its file and line (E701).

        What template code can raise is turned only where a template's line raised it: a fault in a module of
        ours stays an exception with its traceback.
        """
        try:
            yield
        except jinja2.TemplateSyntaxError as error:
            raise _fault(error.filename or error.name or "", error.lineno, error.message or "") from None
        except jinja2.TemplateNotFound as error:
            file = str(self.folders[-1] / str(error.name))
            raise _fault(file, 0, "there is no such template") from None
        except (jinja2.TemplateError, TypeError, AttributeError, LookupError, ValueError, ArithmeticError) as error:
            place = self._place(error)
            if place is None:
                raise
            raise _fault(*place, str(error)) from error
        except RecursionError as error:
            place = self._place(error)
            if place is None:
                raise
            ours = f"ours is called 'editio/{Path(place[0]).name}'"
            raise _fault(*place, "it extends or includes itself", ours) from None

    def _place(self, error: Exception) -> tuple[str, int] | None:
        """Give file and line of the template that raised an error, if one did."""
        place, trace = None, error.__traceback__
        while trace is not None:
            file = trace.tb_frame.f_code.co_filename
            if any(Path(file).is_relative_to(folder) for folder in self.folders):
                place = (file, trace.tb_lineno)
            elif not _is_machinery(file):
                place = None
            trace = trace.tb_next
        return place


def _is_machinery(file: str) -> bool:
    """Tell whether a file is Jinja's or this one: what stands between a template and what it calls."""
    return file == __file__ or not {"jinja2", "markupsafe"}.isdisjoint(Path(file).parts) or file.startswith("<")


def _fault(file: str, line: int, said: str, hint: str = "") -> Rejected:
    return Rejected([Message(file, line, "E701", f"the template has a fault: {said}", hint)])


def _loader(folders: list[Path], ours: Path) -> jinja2.BaseLoader:
    by_name = jinja2.FileSystemLoader([str(folder) for folder in folders])
    named = jinja2.PrefixLoader({"editio": jinja2.FileSystemLoader(str(ours))})
    return jinja2.ChoiceLoader([by_name, named])


def words_files(folders: Sequence[Path], code: str) -> Mapping[str, tuple[Path, ...]]:
    """Name the catalogues of words that may hold for a format, by their names, of each the weakest file first.

    Of its folders the first is the strongest; what all formats say stands beside them.
    """
    places = [place for folder in reversed(folders) for place in (folder.parent, folder)]
    names = (catalogues.ENGLISH, *catalogues.names(code))
    return {name: tuple(place / f"words.{name}.toml" for place in places) for name in names}


def _words(folders: Sequence[Path], code: str) -> SimpleNamespace:
    """Read the words of the interface in a language; ``language`` is the tag of that in which they were found."""
    said = language.tag(code) or catalogues.ENGLISH
    return SimpleNamespace(**catalogues.read(words_files(folders, said), said))
