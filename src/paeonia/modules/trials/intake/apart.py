"""Registry files are read in a child process with limits; what it found comes back record by record."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from paeonia.chart.intake.confined import Confines, Stopped, lines
from paeonia.modules.trials.intake import files, formats
from paeonia.modules.trials.intake.build import build, refused_entry
from paeonia.modules.trials.intake.record import Entry
from paeonia.record.problems import Problem

# A page of 512 MB is never held as objects; an XML document of some 100 MB is.
CONFINES = Confines(memory=2_000, seconds=3_600)


def entries(path: Path, confines: Confines = CONFINES) -> Iterator[Entry]:
    """What `files.entries` finds; an error of the program itself is raised (Stopped)."""
    if not path.exists():
        yield from files.entries(path)
        return
    program = ["-m", "paeonia.modules.trials.intake.apart_child", str(path.absolute()), str(confines.memory),
               str(confines.seconds)]
    try:
        for line in lines(program, confines):
            if line:
                yield unpacked(json.loads(line))
    except Stopped as stopped:
        if stopped.kind == "broken":
            raise
        yield refused_entry(path.name, Problem("registry-too-heavy", path.name), "")


def packed(entry: Entry) -> bytes:
    """One entry as a line; the raw record says everything else."""
    told: list[Any] = [entry.place, entry.raw]
    if problem := entry.refused:
        told = [entry.place, None, problem.code, problem.place, dict(problem.params), entry.excerpt]
    return json.dumps(told, default=str).encode()


def unpacked(told: list[Any]) -> Entry:
    """The entry of a line, read again from its raw record."""
    place, raw, *refusal = told
    if refusal:
        code, where, params, excerpt = refusal
        return Entry(place, refused=Problem(code, where, params), excerpt=excerpt)
    shape = formats.shape_of(raw)
    return build(raw, shape, place) if shape else formats.entry(raw, place)
