"""How well the encoder finds the structure of raw texts that others have encoded: ``python -m benchmarks.structure``.

In go the corpus that lies beside the project, with what independent editions give as the structure of its texts; out
come two tables, or a page whose tables are renewed: a row a raw text, and a row a TEI document that was typed as a raw
text and encoded again. What is still wrong with a text is told by people, in ``structure.toml``. The comparison is the
corpus's own (``tools/score_structure.py``).
"""

import argparse
import importlib.util
import json
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.__main__ import renew
from benchmarks.typist import MANNERS, Typed, typed
from editio import encode, restore, tei
from editio.encode.draft import Block
from editio.message import Rejected

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
REMARKS = Path(__file__).with_suffix(".toml")

HEAD = (
    "| text | profile | headings: recall, precision | notes | verse lines | speeches | text | rule that did most "
    "| what is still wrong |\n|---|---|---|---|---|---|---|---|---|"
)

COUNTS = ("notes", "verse_lines", "speeches")
USUAL = frozenset(["paragraphs", "boilerplate"])
"""Rules that do most in nearly every text, which tells nothing."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Hold what one independent structure says of a text: shares from 0 to 1, and counts [encoded, independent].

    There is no precision where we have no heading; that of a structure which ``is_partial`` says nothing.
    """

    gold: str
    reliability: str
    recall: float | None
    precision: float | None
    counts: Mapping[str, tuple[int, int] | None]
    is_partial: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """Hold what is told of one text: ``share`` of its bytes are words of the document, from 0 to 1."""

    name: str
    profile: str
    share: float
    rule: str
    verdicts: tuple[Verdict, ...]

    @property
    def reliable(self) -> tuple[Verdict, ...]:
        """Give the verdicts on headings that count: those of high reliability."""
        return tuple(v for v in self.verdicts if v.reliability == "high" and v.recall is not None)


def rows(corpus: Path = SHARED / "corpus", names: frozenset[str] = frozenset()) -> Iterator[Row]:
    """Encode the texts of the corpus, or those of some names, and compare each with all that is known of it."""
    judge = _judge(corpus.parent / "tools" / "score_structure.py")
    partial = said()["partial"]
    for path in sorted((corpus / "txt").iterdir()):
        if names and path.stem not in names:
            continue
        data = path.read_bytes()
        found = encode.structure(data, path.name)
        result = encode.encode(data, path.name)
        root = tei.parse(result.document, path.name)
        golds = sorted((corpus / "gold").glob(f"{path.stem}.*.json"))
        verdicts = tuple(
            _verdict(judge, root, json.loads(gold.read_text(encoding="utf-8")), gold.stem in partial) for gold in golds
        )
        spoken = restore.read(result.ledger, path.name).rows
        words = sum(row.end - row.start for row in spoken if row.kind == "text")
        yield Row(path.stem, found.choice.profile.name, words / len(data), _busiest(found.blocks), verdicts)


def said() -> Mapping[str, Mapping[str, str]]:
    """Give what people say: of ``partial`` structures, and in ``remarks`` of what is still wrong with a text."""
    tables: Mapping[str, Mapping[str, str]] = tomllib.loads(REMARKS.read_text(encoding="utf-8"))
    return tables


def _judge(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_structure", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _verdict(judge: ModuleType, root: Any, gold: Mapping[str, Any], is_partial: bool) -> Verdict:
    scores = judge.score(root, gold)
    counts = {name: tuple(scores[name]) if scores[name] else None for name in COUNTS}
    reliability = gold["reliability"].split(" ")[0]
    shares = scores["heading_recall"], scores["heading_precision"]
    return Verdict(gold["kind"], reliability, *shares, counts, is_partial)


def _busiest(blocks: tuple[Block, ...]) -> str:
    """Give the rule that made the most blocks, beside those that always do, with their number."""
    made = Counter(block.rule for block in blocks if block.rule not in USUAL)
    return "{} ({})".format(*made.most_common(1)[0]) if made else ""


def means(found: list[Row]) -> tuple[float, float]:
    """Give the mean recall of headings over all verdicts of high reliability, and the mean precision.

    A partial structure and a text in which we have no heading have no share in the precision.
    """
    counting = [verdict for row in found for verdict in row.reliable]
    recalls = [verdict.recall for verdict in counting if verdict.recall is not None]
    precise = [v.precision for v in counting if v.precision is not None and not v.is_partial]
    return sum(recalls) / len(recalls), sum(precise) / len(precise)


def line(row: Row, remark: str) -> str:
    """Give a row of the table."""
    cells = [
        row.name,
        row.profile,
        "; ".join(map(_headings, row.reliable)) or "-",
        *(_counted(row, name) for name in COUNTS),
        f"{row.share:.0%}",
        row.rule,
        remark,
    ]
    return f"| {' | '.join(cells)} |"


AGAIN_HEAD = (
    "| document | typed as by a | headings: recall, precision | notes | verse lines | speeches | stage directions |\n"
    "|---|---|---|---|---|---|---|"
)

TYPED = (
    "Documents that others encoded, in many languages, typed as raw texts in three manners (`benchmarks/typist.py`) "
    "and encoded again by the rules alone. The rules were written without them; a few failures that they showed are "
    "mended."
)

TOLD = {"head": 5, "note": 5, "l": 50, "sp": 20}
"""Elements -> how many of one make a document that tells something."""


@dataclass(frozen=True, slots=True)
class Again:
    """Hold what became of a document that was typed: ``counts`` are [encoded, typed], by the names of elements."""

    name: str
    manner: str
    recall: float
    precision: float
    headings: int
    counts: Mapping[str, tuple[int, int]]


def again(corpus: Path = SHARED / "corpus", names: frozenset[str] = frozenset()) -> Iterator[Again]:
    """Type the TEI documents of the corpus, or those of some names, in each manner, and encode what was typed."""
    judge = _judge(corpus.parent / "tools" / "score_structure.py")
    for path in sorted((corpus / "tei").iterdir()):
        if names and path.stem not in names:
            continue
        try:
            document = tei.parse(path.read_bytes(), path.name)
        except Rejected:
            continue  # it wants what lies elsewhere, or is no TEI
        for manner, how in MANNERS.items():
            made = typed(document, how)
            sizes = {**made.counts, "head": len(made.headings)}
            if any(sizes.get(name, 0) >= least for name, least in TOLD.items()):
                yield _again(judge, path.stem, manner, made)


def _again(judge: ModuleType, name: str, manner: str, made: Typed) -> Again:
    root = tei.parse(encode.encode(made.raw, f"{name}.txt").document, name)
    text = tei.find_all(root, "text")[0]
    wanted = [key for key in map(judge.key, made.headings) if key]
    heads = list(judge.texts(text, "head"))
    counts = {
        kind: (sum(1 for _ in text.iter(tei.tag(kind))), made.counts[kind]) for kind in ("note", "l", "sp", "stage")
    }
    titles = list(judge.texts(text, "titlePart", "docAuthor", "byline"))
    recall = _share(judge, wanted, [*heads, *titles])
    return Again(name, manner, recall, _share(judge, heads, wanted), len(wanted), counts)


def _share(judge: ModuleType, keys: list[str], among: list[str]) -> float:
    """Give the share of some headings that are among others, whole, joined with the next, or as a part."""
    others = among + [one + other for one, other in pairwise(among)]
    known = set(others)
    return sum(judge.matches(key, others, known) for key in keys) / len(keys) if keys else 1.0


def line_again(row: Again) -> str:
    """Give a row of the table of documents that were typed."""
    headings = f"{row.recall:.2f}, {row.precision:.2f} (of {row.headings})" if row.headings else "-"
    told = (row.counts[name] for name in ("note", "l", "sp", "stage"))
    counts = [f"{made} of {want}" if made or want else "-" for made, want in told]
    return f"| {' | '.join([row.name, row.manner, headings, *counts])} |"


def _headings(verdict: Verdict) -> str:
    precision = "-" if verdict.precision is None else f"{verdict.precision:.2f}" + "*" * verdict.is_partial
    return f"{verdict.recall:.2f}, {precision} ({verdict.gold})"


def _counted(row: Row, name: str) -> str:
    """Give the counts that independent editions have; a nought of theirs is no proof, and is left out."""
    found = {v.gold: v.counts[name] for v in row.verdicts}
    told = [f"{pair[0]} of {pair[1]} ({gold})" for gold, pair in found.items() if pair and pair[1]]
    return "; ".join(told) or str(next((pair[0] for pair in found.values() if pair), "-"))


def main() -> int:
    """Print the table, or renew it in the page that was named."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.structure", description="Score the encoder.")
    parser.add_argument("page", type=Path, nargs="?", help="a page whose table is renewed")
    chosen = parser.parse_args()
    remarks, partial = said()["remarks"], said()["partial"]
    found = list(rows())
    recall, precision = means(found)
    table = [HEAD, *(line(row, remarks.get(row.name, "")) for row in found), ""]
    table.append(f"Mean of the shares shown: recall {recall:.3f}, precision {precision:.3f}, without those marked *.")
    table += ["", "\\* These structures have a part of the headings that the raw text has:", ""]
    table += [f"* `{name}` {why}" for name, why in partial.items()]
    table += ["", "## Texts typed from TEI", "", TYPED, "", AGAIN_HEAD, *map(line_again, again())]
    print("\n".join(table))
    if chosen.page:
        renew(chosen.page, table)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
