"""A case as one reader sees it: the steps she has answered, the one before her, and nothing of what comes after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from paeonia.ui import shapes
from paeonia.ui.charts.bars import Bar
from paeonia.ui.charts.svg import counted
from paeonia.ui.charts.timeline import Course

from . import asked
from .cases import BEGINNING, Case, CaseStep


@dataclass(frozen=True)
class StepShown:
    """One step on the page; `chosen` is none while it is open, `counts` are for those who teach."""

    step: CaseStep
    found: tuple[str, ...]
    chosen: int | None
    told: bool
    reasons: shapes.Reason | None
    course: Course | None
    counts: Mapping[int, int]

    @property
    def is_right(self) -> bool | None:
        """Whether the choice is the one the discussion takes; None where several are defensible."""
        return None if self.step.right is None or self.chosen is None else self.chosen == self.step.right

    @property
    def day(self) -> str:
        """When it was, counted from the beginning."""
        return counted(BEGINNING + timedelta(days=self.step.day), BEGINNING)

    @property
    def bars(self) -> list[Bar]:
        """How many chose each option."""
        return [Bar(option, self.counts.get(place, 0), "leaf" if place == self.step.right else "stone")
                for place, option in enumerate(self.step.options)]

    @property
    def answered(self) -> int:
        """How many have answered it."""
        return sum(self.counts.values())


def shown(case: Case, chosen: Mapping[int, int], *, all_steps: bool = False,
          counts: Mapping[int, Counter[int]] | None = None) -> list[StepShown]:
    """The steps a reader may see: hers and the next one, or all for those who teach."""
    steps = case.steps if all_steps else [one for one in case.steps if one.number <= len(chosen) + 1]
    return [_step(case, one, chosen.get(one.number), last=one is steps[-1], told=all_steps or one.number in chosen,
                  counts=(counts or {}).get(one.number, {})) for one in steps]


def _step(case: Case, step: CaseStep, chosen: int | None, *, last: bool, told: bool, counts: Mapping[int, int]) -> StepShown:
    line = asked.line_of(case, step)
    drawn = asked.picture(line) if last else None
    return StepShown(step, tuple(asked.found(step)), chosen, told, asked.reasons(step, line),
                     drawn if drawn is not None and asked.has_picture(drawn) else None, counts)
