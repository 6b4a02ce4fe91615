"""FHIR files as statements: one file, a compressed archive or a folder, read in a stream under its own name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import paeonia.chart.intake.messages  # noqa: F401 - declares what can go wrong
from paeonia.chart.intake.confined import Confines, Stopped, lines
from paeonia.chart.intake.fhir_facts import facts_of
from paeonia.chart.intake.frames import unpacked
from paeonia.fhir.read import read as resources
from paeonia.record.dictionary import Dictionary
from paeonia.record.facts import Statement, Unread
from paeonia.record.problems import Problem

# A sound export of 200 MB needs some 800 MB; one made of brackets would need five thousand and is stopped here.
CONFINES = Confines(memory=2_000, seconds=3_600)


def read(path: Path, dictionary: Dictionary, name: str = "", today: int | None = None) -> Iterator[Statement | Unread]:
    """Everything the FHIR behind a path says; places speak of `name`, because uploads lie under names of our own.

    Accepts what `paeonia.fhir.read` does: bundles, single resources, NDJSON, .gz, .tar.gz, folders of them.
    """
    if path.is_dir():
        yield from facts_of(resources(path), dictionary, today=today)
        return
    with path.open("rb") as stream:
        yield from facts_of(resources(stream, name or path.name), dictionary, today=today)


def confined(path: Path, name: str = "", confines: Confines = CONFINES) -> Iterator[Statement | Unread]:
    """`read` under the programme's dictionary, in a child process: what came before a file exhausts it is kept.

    An error of the program itself is raised (Stopped), not told as a fault of the file.
    """
    program = ["-m", "paeonia.chart.intake.fhir_child", str(path.resolve()), name, str(confines.memory),
               str(confines.seconds)]
    try:
        for line in lines(program, confines):
            if line:
                yield unpacked(line)
    except Stopped as stopped:
        if stopped.kind == "broken":
            raise
        code = "intake-too-heavy" if stopped.kind == "memory" else "intake-too-slow"
        yield Unread(Problem(code, name or path.name, {"memory": confines.memory, "seconds": confines.seconds}))
