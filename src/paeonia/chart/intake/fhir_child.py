"""Reads FHIR in a process of its own and writes statements as lines; run by `fhir.confined`, never imported."""

from __future__ import annotations

import sys
from pathlib import Path

from paeonia.chart.intake.confined import OUT_OF_MEMORY, confine
from paeonia.chart.intake.fhir import read
from paeonia.chart.intake.frames import packed
from paeonia.knowledge.dictionary import dictionary


def main(path: str, name: str, memory: int, seconds: int) -> None:
    """Write every statement and every reason why there is none, each on a line, as soon as it is known."""
    confine(memory, seconds)
    out = sys.stdout.buffer
    for said in read(Path(path), dictionary(), name):
        out.write(packed(said) + b"\n")
    out.flush()


if __name__ == "__main__":
    try:
        main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
    except MemoryError:
        sys.stdout.buffer.flush()
        sys.exit(OUT_OF_MEMORY)
