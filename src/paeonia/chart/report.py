"""What became of statements brought to the door."""

from __future__ import annotations

from dataclasses import dataclass

from paeonia.record.problems import Problem

SHOWN = 200  # problems carried along; all of them stand in the queue


@dataclass(frozen=True, slots=True)
class Report:
    """Counts of statements, and the first problems in the order they were met."""

    kept: int = 0
    same: int = 0  # already on record, word for word
    queried: int = 0  # not understood or not attributable: waits in the queue
    refused: int = 0  # impossible: stands in the queue too
    patients: int = 0
    problems: tuple[Problem, ...] = ()

    def __add__(self, other: Report) -> Report:
        return Report(
            self.kept + other.kept,
            self.same + other.same,
            self.queried + other.queried,
            self.refused + other.refused,
            self.patients + other.patients,
            (self.problems + other.problems)[:SHOWN],
        )

    @property
    def met(self) -> int:
        """How many statements were looked at."""
        return self.kept + self.same + self.queried + self.refused
