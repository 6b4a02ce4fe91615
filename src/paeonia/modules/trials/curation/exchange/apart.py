"""A CTML file is read in a child process with limits; what it says comes back as plain data."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from paeonia.chart.intake.confined import Confines, Stopped, lines
from paeonia.criteria import ctml  # noqa: F401  declares the messages of CTML
from paeonia.criteria.ctml import CtmlPart, CtmlTrial
from paeonia.modules.trials import commands_ctml  # noqa: F401  likewise
from paeonia.record.problems import Problem, Refused

from ..messages import problem, refuse
from . import trouble  # noqa: F401  declares the messages

MOST = 5 * 2**20        # bytes; the largest trial known has some hundred thousand
CONFINES = Confines(memory=600, seconds=20)


@dataclass(frozen=True)
class File:
    """What stands in a file: trials, and what was wrong with those that are none."""

    trials: tuple[CtmlTrial, ...]
    problems: tuple[Problem, ...]


def read(pieces: Iterable[bytes], name: str, confines: Confines = CONFINES) -> File:
    """The trials in an uploaded file; Refused when nothing of it can be read."""
    handle, place = tempfile.mkstemp(prefix="ctml-")
    try:
        size = 0
        with os.fdopen(handle, "wb") as stream:
            for piece in pieces:
                size += len(piece)
                if size > MOST:
                    raise refuse("exchange-large", most=MOST >> 20)
                stream.write(piece)
        return _told(Path(place), name, confines)
    finally:
        os.unlink(place)


def _told(path: Path, name: str, confines: Confines) -> File:
    program = ["-m", "paeonia.modules.trials.curation.exchange.apart_child", str(path), name[:100], str(confines.memory),
               str(confines.seconds)]
    trials: list[CtmlTrial] = []
    problems: list[Problem] = []
    try:
        for line in lines(program, confines):
            if line:
                told = json.loads(line)
                if "refused" in told:
                    problems += [spoken(one) for one in told["refused"]]
                else:
                    trials.append(_trial(told))
    except Stopped as stopped:
        if stopped.kind == "broken":
            raise
        raise refuse("exchange-heavy") from None
    if not trials:
        raise Refused(problems or [problem("exchange-nothing")])
    return File(tuple(trials), tuple(problems))


def _trial(told: Mapping[str, Any]) -> CtmlTrial:
    parts = tuple(CtmlPart(one["level"], tuple(one["path"]), one["sentence"], one["suspended"], one["description"])
                  for one in told["parts"])
    return CtmlTrial(told["protocol_no"], told["nct_id"], told["title"], told["phase"], told["status"], parts,
                     tuple(spoken(one) for one in told["problems"]))


def packed(found: Problem) -> list[Any]:
    """A problem as plain data."""
    return [found.code, found.place, {name: str(value)[:300] for name, value in found.params.items()}]


def spoken(told: list[Any]) -> Problem:
    """The problem again; a code nobody knows is said as such."""
    code, place, params = told
    try:
        return Problem(str(code), str(place), params)
    except KeyError:
        return Problem("exchange-unknown", str(place), {"code": str(code)[:60]})
