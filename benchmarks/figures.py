"""The figures: what is measured, in which unit, and what it may be at worst.

In go a scale and a folder to work in; out come :class:`Figure` values. Beside each figure stands a ratio to something
that is not ours and was measured in the same run: it stays the same when the machine is busy or another.
"""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from lxml import etree

from benchmarks import measure, prose, saving
from editio import edition as editions
from editio import encode, render, tei, validate
from editio.edition import FORMATS
from editio.encode.resolve import Resolver
from editio.encode.scopes import Scopes
from editio.encode.selectors import Finder
from editio.validate import gate

EDITIO = (sys.executable, "-m", "editio.cli")
PYTHON = (sys.executable, "-c", "pass")

SPEED, TIME, MEMORY, TIMES = "MB/s", "s", "MB", "×"

SLOWEST = {"html": 4.0, "epub": 3.0, "text": 3.0}
"""Format -> megabytes of TEI a second that it has to make at least. A PDF is made by a program of its own: what is set
twice in one process costs nothing the second time."""

LONGEST = {"html": 0.5, "epub": 0.5, "text": 0.5, "pdf": 2.0}
"""Format -> seconds that a program may take at most to start and make a letter of it."""

BOUND = 400.0
"""Megabytes that a program may use at most; typst keeps all pages of a PDF, and has no bound."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Hold sizes in bytes, numbers of texts, and how often each thing is measured."""

    short: int = 1_000_000
    long: int = 3_500_000
    letter: int = 50_000
    book: int = 400_000
    few: int = 2
    many: int = 1000
    entries: int = 2000
    text: int = 4_000
    runs: int = 5


QUICK = Scale(short=20_000, long=30_000, letter=10_000, book=20_000, many=4, entries=40, runs=1)
"""A scale on which everything is tried and nothing is learnt."""


@dataclass(frozen=True, slots=True)
class Figure:
    """Hold one row: ``budget`` is the least for a speed, the most for times and memory, and 0 where there is none."""

    what: str
    value: float
    unit: str
    budget: float
    ratio: str

    @property
    def is_kept(self) -> bool:
        """Tell whether the budget is kept."""
        return not self.budget or (self.value >= self.budget if self.unit == SPEED else self.value <= self.budget)


def measured(scale: Scale, folder: Path) -> Iterator[Figure]:
    """Measure everything in an empty folder, in the order of the table."""
    yield from _encoding(scale)
    yield from _resolving(scale, folder)
    yield from _documents(scale, folder)
    python = measure.program(PYTHON, folder, scale.runs)
    yield from _starts(scale, folder, python)
    yield from _builds(scale, folder, python)
    yield from _saves(scale, folder, python)
    yield from _memory(scale, folder, python)


def _encoding(scale: Scale) -> Iterator[Figure]:
    for size, runs in ((scale.short, scale.runs), (scale.long, (scale.runs + 1) // 2)):
        for wrapped in (False, True):
            raw = prose.book(size, wrapped=wrapped)
            document = encode.encode(raw, "book.txt").document
            cost = measure.function(partial(encode.encode, raw, "book.txt"), partial(_parse, document), runs)
            lines = "wrapped lines" if wrapped else "a paragraph a line"
            yield _speed(f"`encode`, {_size(size)}, {lines}", len(raw), cost, 2.0)
    for what, make in (("a poem", prose.poem), ("a play", prose.play)):
        raw = make(scale.short)
        document = encode.encode(raw, "book.txt").document
        cost = measure.function(partial(encode.encode, raw, "book.txt"), partial(_parse, document), scale.runs)
        yield _speed(f"`encode`, {_size(scale.short)}, {what}", len(raw), cost, 0.0)
    yield _growth(scale)


def _growth(scale: Scale) -> Figure:
    """Measure how much longer a text of twice the length takes: twice, where the time is linear in the size."""
    half, whole = (prose.book(size, wrapped=True) for size in (scale.short // 2, scale.short))
    once, twice = (partial(encode.encode, raw, "book.txt") for raw in (half, whole))
    _, ratio = measure.function(twice, once, scale.runs)
    return Figure("`encode`, twice the text", ratio, TIMES, 2.5, "the time of half of it is 1")


def _resolving(scale: Scale, folder: Path) -> Iterator[Figure]:
    """Measure how long it takes to read an apparatus and to find the places of its entries."""
    root = prose.edition(folder / "apparatus", 1, scale.text)
    edition = editions.load(root)
    text = edition.texts[0]
    raw = prose.book(scale.long * 6 // 7, wrapped=True)
    (edition.text_folder(text) / "text.txt").write_bytes(raw)
    (edition.text_folder(text) / "apparatus.toml").write_text(prose.entries(raw, scale.entries), encoding="utf-8")

    def resolve() -> None:
        said = encode.gather(edition, text)
        read = encode.read(edition, text, said)
        found = Resolver(Finder(read), "").entries(said.editors.entries, Scopes(read, (), {}))
        if len(found) != scale.entries:
            raise RuntimeError(f"{scale.entries - len(found)} entries were not found")

    words = raw.decode()
    seconds, ratio = measure.function(resolve, lambda: [words.count(f"{nth}") for nth in range(100)], scale.runs)
    what = f"finding the places of {scale.entries:,} entries in {_size(scale.long * 6 // 7)}"
    yield Figure(what, seconds, TIME, 3.0, f"{ratio:.1f} × searching it 100 times")


def _documents(scale: Scale, folder: Path) -> Iterator[Figure]:
    """Measure what is done to one document: of a megabyte, as the budgets have it."""
    raw, path, ledger = folder / "book.txt", folder / "book.xml", folder / "book.ledger.tsv"
    raw.write_bytes(prose.book(scale.short * 9 // 10))
    result = encode.encode(raw.read_bytes(), str(raw))
    path.write_bytes(result.document)
    ledger.write_bytes(result.ledger)
    root, parsing = tei.parse(result.document, str(path)), partial(_parse, result.document)
    size = f"{_size(scale.short)} of TEI"
    steps: list[tuple[str, Callable[[], object], float]] = [
        (f"the XSD gate, {size}, parsed", partial(gate.check, root), 20.0),
        (f"`validate`, {size}", partial(validate.run, path, ledger, raw), 5.0),
    ]
    for to, budget in SLOWEST.items():
        steps.append((f"`render --to {to}`, {size}", partial(render.render, path, to, _out(folder, to)), budget))
    pages = partial(render.render, path, "html", folder / "chapters")
    steps.append((f"`render --to html` in chapters, both views and these side by side, {size}", pages, 0.0))
    for what, step, budget in steps:
        yield _speed(what, len(result.document), measure.function(step, parsing, scale.runs), budget)


def _parse(document: bytes) -> etree._Element:
    """Parse as lxml does by itself: the yardstick for all that is done to documents."""
    return etree.fromstring(document, etree.XMLParser(huge_tree=True))


def _starts(scale: Scale, folder: Path, python: measure.Cost) -> Iterator[Figure]:
    (folder / "letter.txt").write_bytes(prose.book(scale.letter))
    measure.program((*EDITIO, "encode", "letter.txt", "-o", "letter.xml"), folder)
    yield _time("`editio --help`, cold", (*EDITIO, "--help"), folder, 0.15, python, scale.runs)
    for to in FORMATS:
        command = (*EDITIO, "render", "letter.xml", "--to", to, "-o", str(_out(folder, to)))
        what = f"`editio render --to {to}`, {_size(scale.letter)}, cold"
        yield _time(what, command, folder, LONGEST[to], python, scale.runs)
    (folder / "novel.txt").write_bytes(prose.book(scale.short * 9 // 10))
    measure.program((*EDITIO, "encode", "novel.txt", "-o", "novel.xml"), folder)
    command = (*EDITIO, "render", "novel.xml", "--to", "pdf", "-o", "novel.pdf")
    yield _time(f"`editio render --to pdf`, {_size(scale.short)}, cold", command, folder, 20.0, python, 1)


def _builds(scale: Scale, folder: Path, python: measure.Cost) -> Iterator[Figure]:
    build = (*EDITIO, "build")
    for texts, budget in ((scale.few, 0.6), (scale.many, 3.0)):
        root = prose.edition(folder / f"edition-{texts}", texts, scale.text)
        yield _time(f"the first build of {texts:,} texts, `-n 2`", (*build, "-n", "2"), root, 0, python, 1)
        yield _time(f"a build with nothing to do, {texts:,} texts", build, root, budget, python, scale.runs)
        with (root / "source" / "text-1" / "text.txt").open("ab") as text:
            text.write(b"\nA word more.\n")
        yield _time(f"a build with one edited text of {texts:,}", build, root, 0, python, 1)


def _saves(scale: Scale, folder: Path, python: measure.Cost) -> Iterator[Figure]:
    """Measure what somebody waits for who edits a text and looks at its page."""
    for size in (scale.letter, scale.book):
        root = prose.edition(folder / f"saved-{size}", scale.few, size)
        seconds = saving.seconds(root, "text-1", scale.runs)
        ratio = f"{seconds / python.seconds:.0f} × Python alone"
        yield Figure(f"`editio watch`, from a save to the page, {_size(size)}", seconds, TIME, 1.0, ratio)


def _memory(scale: Scale, folder: Path, python: measure.Cost) -> Iterator[Figure]:
    (folder / "long.txt").write_bytes(prose.book(scale.long))
    commands = {
        "encode": ("encode", "long.txt", "-o", "long.xml"),
        "validate": ("validate", "long.xml"),
        **{f"render --to {to}": ("render", "long.xml", "--to", to, "-o", str(_out(folder, to))) for to in FORMATS},
        "restore": ("restore", "long.xml", "-o", "again.txt"),
        "new": ("new", "long.txt"),
    }
    for name, arguments in commands.items():
        peak = measure.program((*EDITIO, *arguments), folder).megabytes
        ratio = f"{peak / python.megabytes:.0f} × Python alone"
        bound = 0.0 if name.endswith("pdf") else BOUND
        yield Figure(f"peak memory of `{name}`, {_size(scale.long)}", peak, MEMORY, bound, ratio)


def _speed(what: str, size: int, cost: tuple[float, float], budget: float) -> Figure:
    seconds, ratio = cost
    return Figure(what, size / 1e6 / seconds, SPEED, budget, f"{ratio:.1f} × parsing")


def _time(what: str, command: tuple[str, ...], folder: Path, budget: float, python: measure.Cost, runs: int) -> Figure:
    seconds = measure.program(command, folder, runs).seconds
    return Figure(what, seconds, TIME, budget, f"{seconds / python.seconds:.0f} × Python alone")


def _out(folder: Path, to: str) -> Path:
    return folder / {"html": "out.html", "epub": "out.epub", "text": "out.txt", "pdf": "out.pdf"}[to]


def _size(size: int) -> str:
    return f"{size / 1e6:g} MB" if size >= 1_000_000 else f"{size // 1000} KB"
