"""Time and memory of one piece of work: on the clock and in the processor, because the machine is shared."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TypeVar

Done = TypeVar("Done")


@dataclass(frozen=True)
class Took:
    """Seconds on the clock and in this process's threads together."""

    wall: float
    cpu: float

    def __add__(self, other: Took) -> Took:
        """Both, one after the other."""
        return Took(self.wall + other.wall, self.cpu + other.cpu)

    def times(self, number: float) -> Took:
        """So many times as much."""
        return Took(self.wall * number, self.cpu * number)


def timed(work: Callable[[], Done]) -> tuple[Done, Took]:
    """Do it once, without the garbage collector's interruptions."""
    gc.collect()
    gc.disable()
    try:
        cpu, wall = time.process_time(), time.perf_counter()
        done = work()
        return done, Took(time.perf_counter() - wall, time.process_time() - cpu)
    finally:
        gc.enable()


def best_of(work: Callable[[], Done], times: int = 3, warm: int = 1) -> tuple[Done, Took]:
    """The middle one of `times`, after `warm` that do not count; the last result."""
    for _ in range(warm):
        done = work()
    took = []
    for _ in range(times):
        done, one = timed(work)
        took.append(one)
    return done, Took(median(t.wall for t in took), median(t.cpu for t in took))


def percentile(values: list[float], share: float) -> float:
    """The smallest value that `share` of all do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, -(-int(share * 1000) * len(ordered) // 1000) - 1))]


def peak_above(work: Callable[[], Done]) -> tuple[Done, float]:
    """Do it, and the most megabytes the process held above what it held before; NaN where Linux does not tell."""
    status, reset = Path("/proc/self/status"), Path("/proc/self/clear_refs")
    gc.collect()
    try:
        reset.write_text("5")       # forget the highest resident size so far
        before = _kilobytes(status, "VmRSS")
        done = work()
        return done, (_kilobytes(status, "VmHWM") - before) / 1024
    except OSError:
        return work(), float("nan")


def _kilobytes(status: Path, name: str) -> int:
    return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith(name))
