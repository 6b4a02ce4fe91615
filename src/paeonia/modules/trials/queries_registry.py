"""The state of registry imports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from paeonia.modules.trials.intake import trouble  # noqa: F401  what the codes of problems mean
from paeonia.modules.trials.models import ImportBatch, RegistryProblem, SyncRun, TrialVersion
from paeonia.record.problems import Problem
from paeonia.ui.shapes import Pages

SHOWN = 50
NAMED = 12                              # trials of an import named beside it
STILL = timedelta(minutes=30)           # a run that has not moved for so long was killed


@dataclass(frozen=True)
class Came:
    """A trial that came in with an import, by the number and the words its page has."""

    number: str
    title: Mapping[str, str]
    new: bool


@dataclass(frozen=True)
class Batch:
    """An import: how it stands, and the first trials that came in with it."""

    row: ImportBatch
    state: str              # running, done, failed or broken off
    came: tuple[Came, ...]
    more: int


@dataclass(frozen=True)
class Run:
    """A question put to a live registry, and how its answer stands."""

    row: SyncRun
    state: str              # running, waits, done, failed or broken off
    latest: bool            # the last one of this question: the one that goes on, or is asked every night


@dataclass(frozen=True)
class RegistryState:
    """The latest imports and live runs, the open problems shown, and how many are open in all."""

    batches: tuple[Batch, ...]
    runs: tuple[Run, ...]
    problems: tuple[RegistryProblem, ...]
    open: int
    pages: Pages


def registry(page: int = 1) -> RegistryState:
    """What a trial coordinator looks at after an import."""
    waiting = RegistryProblem.objects.filter(settled_at=None)
    many = waiting.count()
    pages = max(1, -(-many // SHOWN))
    page = min(max(1, page), pages)
    rows = waiting.order_by("-refused", "-last_seen", "-id")[(page - 1) * SHOWN:page * SHOWN]
    first = (page - 1) * SHOWN
    return RegistryState(_batches(), _runs(timezone.now()), tuple(rows), many,
                         Pages(page, pages, many, first + 1 if many else 0, min(first + SHOWN, many)))


def _batches() -> tuple[Batch, ...]:
    rows = list(ImportBatch.objects.select_related("by").order_by("-id")[:12])
    came: dict[int, list[Came]] = {}
    for one in TrialVersion.objects.filter(batch__in=rows).order_by("-id").values(
            "batch_id", "trial__number", "trial__title", "trial__title_zh", "trial__acronym", "changed")[:2000]:
        title, zh = one["trial__title"], one["trial__title_zh"]
        came.setdefault(one["batch_id"], []).append(
            Came(one["trial__number"], {"en": one["trial__acronym"] or title, "zh": zh or one["trial__acronym"] or title},
                 not one["changed"]))
    return tuple(Batch(row, state_of(row), tuple(came.get(row.pk, ())[:NAMED]), max(0, row.new + row.changed - NAMED))
                 for row in rows)


def state_of(row: ImportBatch) -> str:
    """How an import stands."""
    if row.trouble:
        return "failed"
    if row.finished_at:
        return "done"
    return "running" if row.stored else "broken"


def _runs(now: datetime) -> tuple[Run, ...]:
    rows, seen, found = SyncRun.objects.order_by("-id")[:40], set(), []
    for row in rows:
        asked = (row.condition, tuple(row.statuses), row.base_url)
        found.append(Run(row, run_state(row, now), asked not in seen))
        seen.add(asked)
    return tuple([one for one in found if one.latest] + [one for one in found if not one.latest][:3])


def run_state(row: SyncRun, now: datetime) -> str:
    """How a live run stands."""
    if row.finished_at:
        return "done"
    if row.trouble:
        return "failed"
    if row.waits_until and row.waits_until > now - STILL:
        return "waits"
    return "running" if row.moved_at > now - STILL else "broken"


def batch(batch_id: int) -> ImportBatch | None:
    """One import."""
    return ImportBatch.objects.filter(pk=batch_id).first()


def run(run_id: int) -> SyncRun | None:
    """One live run."""
    return SyncRun.objects.filter(pk=run_id).first()


def said(row: RegistryProblem, language: str) -> str:
    """The problem in the reader's language; a code of an older version shows as itself."""
    return told({"code": row.code, "params": row.params}, language)


def told(problem: Mapping[str, Any], language: str) -> str:
    """A kept problem in the reader's language."""
    try:
        return Problem(problem["code"], "", problem["params"]).text(language)
    except KeyError:
        return str(problem.get("code", ""))
