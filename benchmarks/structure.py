"""How well the encoder finds the structure of raw texts that others have encoded: ``python -m benchmarks.structure``.

In go the corpus that lies beside the project, with what independent editions give as the structure of its texts; out
comes a table, a row a text, or a page whose table is renewed. What is still wrong with a text is told by people, in
``structure.toml``. The comparison is the corpus's own (``tools/score_structure.py``).
"""

import argparse
import importlib.util
import json
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.__main__ import renew
from editio import encode, restore, tei
from editio.encode.draft import Block

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
    """Hold what one independent structure says of a text: shares from 0 to 1, and counts [encoded, independent]."""

    gold: str
    reliability: str
    recall: float | None
    precision: float | None
    counts: Mapping[str, tuple[int, int] | None]


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
    for path in sorted((corpus / "txt").iterdir()):
        if names and path.stem not in names:
            continue
        data = path.read_bytes()
        found = encode.structure(data, path.name)
        result = encode.encode(data, path.name)
        root = tei.parse(result.document, path.name)
        golds = sorted((corpus / "gold").glob(f"{path.stem}.*.json"))
        verdicts = tuple(_verdict(judge, root, json.loads(gold.read_text(encoding="utf-8"))) for gold in golds)
        spoken = restore.read(result.ledger, path.name).rows
        words = sum(row.end - row.start for row in spoken if row.kind == "text")
        yield Row(path.stem, found.choice.profile.name, words / len(data), _busiest(found.blocks), verdicts)


def _judge(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_structure", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _verdict(judge: ModuleType, root: Any, gold: Mapping[str, Any]) -> Verdict:
    said = judge.score(root, gold)
    counts = {name: tuple(said[name]) if said[name] else None for name in COUNTS}
    reliability = gold["reliability"].split(" ")[0]
    return Verdict(gold["kind"], reliability, said["heading_recall"], said["heading_precision"], counts)


def _busiest(blocks: tuple[Block, ...]) -> str:
    """Give the rule that made the most blocks, beside those that always do, with their number."""
    made = Counter(block.rule for block in blocks if block.rule not in USUAL)
    return "{} ({})".format(*made.most_common(1)[0]) if made else ""


def means(found: list[Row]) -> tuple[float, float, int]:
    """Give the mean recall and precision of headings over all verdicts of high reliability, and their number."""
    counting = [verdict for row in found for verdict in row.reliable]
    recall = sum(verdict.recall or 0 for verdict in counting) / len(counting)
    return recall, sum(verdict.precision or 0 for verdict in counting) / len(counting), len(counting)


def line(row: Row, remark: str) -> str:
    """Give a row of the table."""
    cells = [
        row.name,
        row.profile,
        "; ".join(f"{v.recall:.2f}, {v.precision or 0:.2f} ({v.gold})" for v in row.reliable) or "-",
        *(_counted(row, name) for name in COUNTS),
        f"{row.share:.0%}",
        row.rule,
        remark,
    ]
    return f"| {' | '.join(cells)} |"


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
    remarks = tomllib.loads(REMARKS.read_text(encoding="utf-8"))
    found = list(rows())
    recall, precision, number = means(found)
    table = [HEAD, *(line(row, remarks.get(row.name, "")) for row in found), ""]
    table.append(
        f"Mean over the {number} independent structures of high reliability: recall of headings {recall:.3f}, "
        f"precision {precision:.3f}."
    )
    print("\n".join(table))
    if chosen.page:
        renew(chosen.page, table)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
