"""Measuring: how long a function takes, how long a program takes and how much memory it has at its peak.

In go functions and commands; out come medians of several runs, in seconds and megabytes (of 1,000,000 bytes). Functions
are timed by the processor's time, which others on the machine disturb least; programs by the clock, as one waits for
them. Memory is that of one process; what its children take is not counted.
"""

import gc
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

LAUNCHER = """
import json, os, sys, time
quiet = [(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_WRONLY, 0) for stream in (1, 2)]
start = time.perf_counter()
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=quiet)
_, status, usage = os.wait4(child, 0)
seconds = time.perf_counter() - start
print(json.dumps([seconds, usage.ru_maxrss, os.waitstatus_to_exitcode(status)]))
"""
"""A program starts with the peak of the process that started it, so that one must be small: this is it."""

UNIT_OF_PEAK = 1 if sys.platform == "darwin" else 1024
"""Bytes in the unit of ``ru_maxrss`` (getrusage(2))."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Hold what a program cost: seconds from its start to its end, megabytes at its peak."""

    seconds: float
    megabytes: float


def program(command: Sequence[str], folder: Path, runs: int = 1) -> Cost:
    """Run a program several times in a folder; its exit status must be 0."""
    costs = [_program(command, folder) for _ in range(runs)]
    return Cost(
        statistics.median(cost.seconds for cost in costs),
        statistics.median(cost.megabytes for cost in costs),
    )


def _program(command: Sequence[str], folder: Path) -> Cost:
    launch = [sys.executable, "-I", "-S", "-c", LAUNCHER, *command]
    said = subprocess.run(launch, cwd=folder, stdout=subprocess.PIPE, check=True).stdout
    seconds, peak, status = json.loads(said)
    if status:
        raise RuntimeError(f"{' '.join(command)} ended with {status} in {folder}")
    return Cost(seconds, peak * UNIT_OF_PEAK / 1e6)


def function(call: Callable[[], object], yardstick: Callable[[], object], runs: int) -> tuple[float, float]:
    """Call a function once to warm it, then several times, and a yardstick each time after it.

    Gives the median of the seconds, and of the ratios to the best of five calls of the yardstick.
    """
    call()
    seconds, ratios = [], []
    for _ in range(runs):
        seconds.append(_seconds(call))
        ratios.append(seconds[-1] / min(_seconds(yardstick) for _ in range(5)))
    return statistics.median(seconds), statistics.median(ratios)


def _seconds(call: Callable[[], object]) -> float:
    gc.collect()
    start = time.process_time()
    call()
    return time.process_time() - start
