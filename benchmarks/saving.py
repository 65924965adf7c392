"""Saving: how long it takes from a save to the page that shows it, while the edition is watched.

In goes the folder of an edition; out come seconds by the clock. A program that watches is started, and asked as a
browser asks it: by the stream of events, which says that there is a new page, and then for the page.
"""

import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

WATCH = (sys.executable, "-m", "editio.cli", "watch")

TITLE = 'language = "en"\ntitle = "Title {number}"\n'


def seconds(root: Path, text: str, runs: int) -> float:
    """Save ``header.toml`` of a text several times, each time with another title; gives the median."""
    build = (sys.executable, "-m", "editio.cli", "build")
    subprocess.run(build, cwd=root, check=True, stdout=subprocess.DEVNULL)
    with subprocess.Popen(WATCH, cwd=root, stdout=subprocess.PIPE, encoding="utf-8") as process:
        try:
            assert process.stdout is not None
            port = int(process.stdout.readline().split("127.0.0.1:")[1].split("/")[0])
            process.stdout.readline()  # nothing to do: it waits for a save now
            return statistics.median(_saved(root, text, port, runs))
        finally:
            process.kill()


def _saved(root: Path, text: str, port: int, runs: int) -> Iterator[float]:
    page = f"/{text}/"
    stream = HTTPConnection("127.0.0.1", port)
    stream.request("GET", f"/.editio/events?page={page}")
    events = stream.getresponse()
    _next(events)
    for number in range(runs):
        begun = time.perf_counter()
        header = TITLE.format(number=number)
        (root / "source" / text / "header.toml").write_text(header, encoding="utf-8")
        _next(events)
        connection = HTTPConnection("127.0.0.1", port)
        connection.request("GET", page)
        if f"Title {number}".encode() not in connection.getresponse().read():
            raise RuntimeError(f"the page of {text} does not show what was saved")
        yield time.perf_counter() - begun
        connection.close()
        time.sleep(0.5)  # as who saves looks at the page


def _next(events: Iterator[bytes]) -> None:
    """Read on to the end of an event."""
    for line in events:
        if line.startswith(b"data:"):
            return
