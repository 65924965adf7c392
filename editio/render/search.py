"""Search: an index of the words of a site, for readers who look for some of them.

In go the pages of an edition as they are written; out come the files of an index for each language that they have, and
a list of them all. The index is made by Pagefind, a program that asks no network: which words are in it say the
templates, by ``data-pagefind-body``, and what stands among these and is no word of a text is in :data:`PASSED_OVER`.
How readers ask is said by ``search.html.j2`` and ``search.js``.
"""

import json
import os
import re
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from lxml import etree, html

from editio.edition import Edition
from editio.files import read, write
from editio.render import html as site
from editio.render.hypertext import INDEX, SEARCH_INDEX

LIST = "files.json"
"""The list of the pages in the order in which they are read, and of the files of the index of each language."""

ELSE = "und"
"""The index of what is in no language that is known."""

PASSED_OVER = (
    "[data-interface]",
    *(f".notes {one}" for one in ("h3", ".label", ".again", ".lemma", ".initials")),
    *(f".entries {one}" for one in (".mentions", "h3", ".authority")),
)
"""What is no word of a text, or stands in the index already, by selectors of CSS."""

NEEDED = ("pagefind.js", "pagefind-worker.js", "pagefind-entry.json", "*.pf_meta", "*.pf_index", "*.pf_fragment")
"""What a page needs of all that Pagefind writes, besides the program for its language; the rest are interfaces."""

BODY = "data-pagefind-body"

NEXT = re.compile(rb'<link rel="next" href="([^"/#]+)')


def run(edition: Edition) -> None:
    """Write the index of the pages of an edition, and delete what is left of earlier ones."""
    top, folder = edition.output / "html", folder_of(edition)
    found = in_order({path.relative_to(top).as_posix(): read(path) for path in pages(edition)})
    made = dict(_files(found))
    files: dict[str, list[str]] = {}
    for path in sorted(made):
        language, _, name = path.partition("/")
        files.setdefault(language, []).append(name)
    for path, data in made.items():
        write(folder / path, data)
    write(folder / LIST, f"{json.dumps({'pages': list(found), 'files': files}, indent=1)}\n".encode())
    for stale in sorted(set(built(edition)) - {folder / path for path in (*made, LIST)}):
        stale.unlink()
        for above in stale.parents:
            if above == folder or any(above.iterdir()):
                break
            above.rmdir()


def folder_of(edition: Edition) -> Path:
    """Give the folder of the index."""
    return edition.output / "html" / SEARCH_INDEX


def target(edition: Edition) -> Path:
    """Name the file of the index that is there in any case."""
    return folder_of(edition) / LIST


def built(edition: Edition) -> tuple[Path, ...]:
    """Name the files that lie in the folder of the index, whose names nobody knows beforehand."""
    return tuple(sorted(path for path in folder_of(edition).rglob("*") if path.is_file()))


def is_whole(edition: Edition) -> bool:
    """Tell whether all files of the index are there that were made."""
    folder = folder_of(edition)
    try:
        listed = json.loads((folder / LIST).read_bytes())["files"]
        return all((folder / language / name).is_file() for language, names in listed.items() for name in names)
    except (OSError, ValueError, KeyError):
        return False


def needs(edition: Edition) -> tuple[Path, ...]:
    """Name the files that are other ones whenever a page is, and known before anything is built.

    Which pages a long text has, nobody knows then; the copy of its document changes with each.
    """
    of_texts = (path for name in edition.texts for path in site.text_targets(edition, name))
    return (*of_texts, *site.volume_targets(edition))


def pages(edition: Edition) -> tuple[Path, ...]:
    """Find all pages of the site of an edition, text by text."""
    patterns = (pattern for name in edition.texts for pattern in site.text_pages(edition, name))
    of_texts = (path for pattern in patterns for path in sorted(pattern.parent.glob(pattern.name)))
    return (*of_texts, *(path for path in site.volume_targets(edition) if path.suffix == ".html"))


def in_order(found: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """Put pages in the order in which they are read: by the links that lead from each to the next."""
    following = {page: _next(page, data) for page, data in found.items()}
    begin = [page for page in found if page not in following.values()]
    ordered: dict[str, bytes] = {}
    for page in sorted(begin, key=lambda page: not page.endswith(f"/{INDEX}")):
        while page in found and page not in ordered:
            ordered[page] = found[page]
            page = following[page]
    return {**ordered, **found}


def _next(page: str, data: bytes) -> str:
    """Give the page to which one leads as the next, if it does."""
    found = NEXT.search(data)
    return PurePosixPath(page).with_name(found[1].decode()).as_posix() if found else ""


def _files(found: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Make an index for each language of some pages; gives the files of all, by their paths in the folder."""
    by_language: dict[str, dict[str, bytes]] = {}
    for path, data in found.items():
        if language := language_in(data):
            by_language.setdefault(language, {})[path] = data
    for language, own in sorted(by_language.items()):
        yield from ((f"{language}/{name}", data) for name, data in indexed(own, language))


def language_in(page: bytes) -> str:
    """Give the language of the words of a page that are looked for, as far as stemming knows of it.

    Of a page without such words, give nothing: an index of no words is none.
    """
    if BODY.encode() not in page:
        return ""
    root = etree.fromstring(page, html.HTMLParser(encoding="utf-8"))
    bodies = root.xpath(f"//*[@{BODY}]")
    said = "".join(root.xpath(f"//text()[ancestor::*[@{BODY}] and not(ancestor::*[@data-interface])]"))
    if not any(map(str.isalnum, said)):
        return ""
    stated = bodies[0].xpath("string(ancestor-or-self::*[@lang][1]/@lang)")
    return str(stated).partition("-")[0].lower() or ELSE


def indexed(found: Mapping[str, bytes], language: str) -> Iterator[tuple[str, bytes]]:
    """Make the index of some pages, by their paths from the top of the site, in one language; gives its files.

    The program is asked in a folder of its own, so that no settings of anybody's are heeded.
    """
    from pagefind.service import get_executable  # which a build that has nothing to do must not wait for

    with tempfile.TemporaryDirectory() as name:
        copies, out = Path(name, "site"), Path(name, "index")
        for page, data in sorted(found.items()):
            (copies / page).parent.mkdir(parents=True, exist_ok=True)
            (copies / page).write_bytes(data)
        settings = ["--site", "site", "--output-path", "index", "--force-language", language, "--keep-index-url"]
        passed_over = [part for selector in PASSED_OVER for part in ("--exclude-selectors", selector)]
        plain = {key: value for key, value in os.environ.items() if not key.startswith("PAGEFIND_")}
        command = [str(get_executable()), *settings, *passed_over, "--silent"]
        subprocess.run(command, cwd=name, env=plain, check=True, capture_output=True, encoding="utf-8")
        for path in sorted(out.rglob("*")):
            file = PurePosixPath(path.relative_to(out).as_posix())
            if path.is_file() and _is_needed(file, _programs(out)):
                yield file.as_posix(), path.read_bytes()


def _programs(out: Path) -> Iterable[str]:
    """Name the programs that the languages of an index are looked for with."""
    entry = json.loads((out / "pagefind-entry.json").read_bytes())
    return {f"wasm.{one.get('wasm') or 'unknown'}.pagefind" for one in entry["languages"].values()}


def _is_needed(file: PurePosixPath, programs: Iterable[str]) -> bool:
    return file.name in programs or any(file.match(pattern) for pattern in NEEDED)
