"""What every test may ask for: the option that rewrites golden files, the material beside us, a browser."""

import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import judges
import pytest
from playwright.sync_api import Browser


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--rewrite``, after which the golden files are read as a diff."""
    parser.addoption("--rewrite", action="store_true", help="write golden files anew instead of comparing")


def pytest_configure() -> None:
    """Heed Ctrl-C, and let the programs that tests start heed it: a shell's background jobs are born deaf to it."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compare a text with a golden file, or write that file when ``--rewrite`` was asked for."""

    def compare(path: Path, text: str) -> None:
        if request.config.getoption("--rewrite"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        expected = path.read_text(encoding="utf-8") if path.is_file() else ""
        assert text == expected, f"{path.name} differs; if that is meant: pytest --rewrite, and read the diff"

    return compare


@pytest.fixture(scope="session")
def shared() -> Path:
    """Give the folder of corpora that may lie beside the project; skip the test where it does not."""
    if not judges.SHARED.is_dir():
        pytest.skip("the corpora do not lie beside the project")
    return judges.SHARED


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start a browser once for all tests of a process."""
    with judges.browser() as opened:
        yield opened
