"""A statement given at the desk: good lines are entered, the rest is listed with why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from paeonia.chart import uploads
from paeonia.modules.academy.models import Activity
from paeonia.people.viewer import Viewer
from paeonia.record.problems import Problem, Refused

from . import actions, queries, statement
from .choices import Way


@dataclass(frozen=True)
class Booked:
    """What became of a statement."""

    entered: Sequence[statement.Line]
    left: Sequence[Problem]


def enter(upload: Any, activity: Activity, viewer: Viewer) -> Booked:
    """Enter every line that names a registration; the file is not kept."""
    entered: list[statement.Line] = []
    left: list[Problem] = []
    stored = uploads.keep(upload)
    try:
        for line in statement.read(uploads.path_of(stored), Path(str(upload.name)).name[-80:],
                                   queries.by_reference(activity, viewer)):
            if isinstance(line, Problem):
                left.append(line)
                continue
            try:
                actions.pay(line.row, line.amount, line.on, Way.TRANSFER, viewer, reference=line.serial, bank_line=line.mark)
            except Refused as refused:
                left += [Problem(one.code, line.place, one.params) for one in refused.problems]
            else:
                entered.append(line)
    finally:
        uploads.forget(stored)
    return Booked(entered, left)
