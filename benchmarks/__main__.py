"""Print the table: ``python -m benchmarks``; with a page, such as ``docs/benchmarks.md``, renew the table there.

Ends with 1 where a budget was missed.
"""

import argparse
import tempfile
from collections.abc import Iterable
from pathlib import Path

from benchmarks.figures import QUICK, Figure, Scale, measured

HEAD = "| what | measured | budget | beside it |\n|---|---|---|---|"
BEGIN, END = "<!-- the table -->\n", "<!-- end of the table -->\n"


def main() -> int:
    """Measure, print, and renew the page that was named."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure editio.")
    parser.add_argument("page", type=Path, nargs="?", help="a page whose table is renewed")
    parser.add_argument("--quick", action="store_true", help="try everything once, on next to nothing")
    chosen = parser.parse_args()
    rows = [HEAD]
    print(HEAD, flush=True)
    missed = []
    with tempfile.TemporaryDirectory() as folder:
        for figure in measured(QUICK if chosen.quick else Scale(), Path(folder)):
            rows.append(row(figure))
            print(rows[-1], flush=True)
            if not figure.is_kept:
                missed.append(figure.what)
    if chosen.page:
        renew(chosen.page, rows)
    print("\nBudgets missed:", "; ".join(missed) or "none")
    return 1 if missed and not chosen.quick else 0


def row(figure: Figure) -> str:
    """Give a figure as a row of a table."""
    digits = 2 if figure.value < 10 else 0
    budget = f"{figure.budget:g} {figure.unit}" if figure.budget else ""
    value = f"{figure.value:.{digits}f} {figure.unit}"
    return f"| {figure.what} | {value if figure.is_kept else f'**{value}**'} | {budget} | {figure.ratio} |"


def renew(page: Path, rows: Iterable[str]) -> None:
    """Put rows in the place of those between the two marks of a page."""
    before, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    page.write_text(f"{before}{BEGIN}\n{chr(10).join(rows)}\n\n{END}{after}", encoding="utf-8", newline="")


if __name__ == "__main__":
    raise SystemExit(main())
