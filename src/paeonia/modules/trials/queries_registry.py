"""The state of registry imports."""

from __future__ import annotations

from dataclasses import dataclass

from paeonia.modules.trials.intake import trouble  # noqa: F401  what the codes of problems mean
from paeonia.modules.trials.models import ImportBatch, RegistryProblem, SyncRun
from paeonia.record.problems import Problem

SHOWN = 100


@dataclass(frozen=True)
class RegistryState:
    """The latest imports and live runs, the open problems shown, and how many are open in all."""

    batches: tuple[ImportBatch, ...]
    runs: tuple[SyncRun, ...]
    problems: tuple[RegistryProblem, ...]
    open: int


def registry() -> RegistryState:
    """What a trial coordinator looks at after an import."""
    waiting = RegistryProblem.objects.filter(settled_at=None)
    return RegistryState(tuple(ImportBatch.objects.order_by("-id")[:12]), tuple(SyncRun.objects.order_by("-id")[:6]),
                         tuple(waiting.order_by("-refused", "-last_seen")[:SHOWN]), waiting.count())


def said(row: RegistryProblem, language: str) -> str:
    """The problem in the reader's language; a code of an older version shows as itself."""
    try:
        return Problem(row.code, "", row.params).text(language)
    except KeyError:
        return row.code
