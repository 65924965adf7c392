"""Pictures of a site for people to look at: ``python tests/gallery.py output/html output/pictures``.

In go the folder of a site and one for pictures; out come, for one page of each kind, pictures of the page in three
widths, light and dark, and of the sheets that it takes on paper (by ``pdftoppm`` of Poppler; where that is not
installed, the PDF alone). Nothing is judged here: what can be measured, the tests measure.
"""

import argparse
import shutil
import subprocess
from pathlib import Path

import judges
import sites

WIDTHS = (1280, 768, 360)
"""Pixels: a window with notes beside the text, a tablet held upright, a telephone."""

LONGEST = 2400
"""Pixels of a page that a picture shows, from the top."""

SHEETS = 4
"""Sheets of paper that are pictured of a page."""

SCHEMES = ("light", "dark")


def take(site: Path, folder: Path) -> list[Path]:
    """Take the pictures of a site, and name them: ``persons-768-dark.png``, ``lamp-index-print-1.png``."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in (*folder.glob("*.png"), *folder.glob("*.pdf")):
        old.unlink()
    taken = []
    with judges.browser() as browser:
        page = browser.new_page()
        for path in sites.kinds(sorted(site.rglob("*.html"))):
            name = "-".join(path.relative_to(site).with_suffix("").parts)
            page.goto(path.as_uri())
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                for scheme in SCHEMES:
                    page.emulate_media(color_scheme=scheme)
                    taken.append(folder / f"{name}-{width}-{scheme}.png")
                    _shoot(page, width, taken[-1])
            page.emulate_media(color_scheme="light")
            printed = folder / f"{name}-print.pdf"
            page.pdf(path=printed, prefer_css_page_size=True)
            taken += _sheets(printed)
    return taken


def _shoot(page: judges.Page, width: int, path: Path) -> None:
    height = min(page.evaluate("document.documentElement.scrollHeight"), LONGEST)
    page.wait_for_timeout(100)
    page.screenshot(path=path, full_page=True, clip={"x": 0, "y": 0, "width": width, "height": height})


def _sheets(printed: Path) -> list[Path]:
    """Make pictures of the first sheets of a PDF, in place of it."""
    if not (pdftoppm := shutil.which("pdftoppm")):
        return [printed]
    stem = printed.with_suffix("")
    subprocess.run([pdftoppm, "-png", "-r", "70", "-l", str(SHEETS), str(printed), str(stem)], check=True)
    printed.unlink()
    return sorted(stem.parent.glob(f"{stem.name}-*.png"))


def main() -> None:
    """Take pictures from the command line."""
    parser = argparse.ArgumentParser(description="Take pictures of each kind of page of a site.")
    parser.add_argument("site", type=Path, help="the folder of a site that was built")
    parser.add_argument("folder", type=Path, help="where the pictures go; pictures that lie there are removed")
    chosen = parser.parse_args()
    taken = take(chosen.site.resolve(), chosen.folder.resolve())
    print(f"{len(taken)} pictures in {chosen.folder}")


if __name__ == "__main__":
    main()
