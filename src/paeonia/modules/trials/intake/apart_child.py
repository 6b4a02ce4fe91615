"""Reads registry files in a process of its own and writes entries as lines; run by `apart.entries`, never imported."""

from __future__ import annotations

import sys
from pathlib import Path

from paeonia.chart.intake.confined import OUT_OF_MEMORY, confine
from paeonia.modules.trials.intake.apart import packed
from paeonia.modules.trials.intake.files import entries


def main(path: str, memory: int, seconds: int) -> None:
    """Write every record and every refusal, each on a line, as soon as it is known."""
    confine(memory, seconds)
    for entry in entries(Path(path)):
        sys.stdout.buffer.write(packed(entry) + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    try:
        main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
    except MemoryError:
        sys.stdout.buffer.flush()
        sys.exit(OUT_OF_MEMORY)
