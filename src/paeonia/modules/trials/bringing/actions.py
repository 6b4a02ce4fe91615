"""The writes of bringing registry records in; the records themselves are written by the module's own actions."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from paeonia.chart import uploads
from paeonia.modules.trials import syncing, tasks
from paeonia.modules.trials.actions import open_batch
from paeonia.modules.trials.intake.sync import Question
from paeonia.modules.trials.models import ImportBatch, RegistryProblem, SyncRun
from paeonia.people.context import acting
from paeonia.people.policy import may
from paeonia.people.viewer import Viewer
from paeonia.record.problems import Problem

KINDS = (".json", ".ndjson", ".jsonl", ".xml", ".csv", ".html", ".htm")


class WrongKind(ValueError):
    """A file of a kind no registry hands out."""


def _allowed(viewer: Viewer) -> None:
    if not may(viewer, "trials.import"):
        raise PermissionDenied("trials.import")


def hand_in(upload: Any, viewer: Viewer) -> ImportBatch:
    """Keep a file and ask for it to be read; raises WrongKind or uploads.TooLarge."""
    _allowed(viewer)
    ending = Path(upload.name).suffix.lower()
    if ending not in KINDS:
        raise WrongKind(upload.name)
    if upload.size > uploads.LARGEST:
        raise uploads.TooLarge(upload.size)
    stored = uploads.store(upload, ending=ending)
    batch = open_batch(viewer, Path(upload.name).name.replace("\0", ""))
    with acting(viewer):
        ImportBatch.objects.filter(pk=batch.pk).update(stored=stored)
        tasks.read(batch.pk, viewer)
    return batch


def read_so_far(batch_id: int, seen: int, viewer: Viewer) -> None:
    """How many records of a file have been read, for whoever waits."""
    with acting(viewer):
        ImportBatch.objects.filter(pk=batch_id).update(seen=seen)


def put_away(batch_id: int, viewer: Viewer) -> None:
    """A file has been read: it is not needed any more, and what stopped it before is past."""
    batch = ImportBatch.objects.get(pk=batch_id)
    with acting(viewer):
        ImportBatch.objects.filter(pk=batch_id).update(stored="", trouble={})
    uploads.forget(batch.stored)


def stopped(row: ImportBatch | SyncRun, problem: Problem, viewer: Viewer) -> None:
    """Say why a file or a run came to a stop."""
    told = {"code": problem.code, "params": {name: str(value) for name, value in problem.params.items()}}
    with acting(viewer):
        row.trouble = told
        row.save(update_fields=["trouble"])


def ask(question: Question, viewer: Viewer, full: bool = False, nightly: bool | None = None) -> SyncRun:
    """Put a question to the live registry, or go on with it where it broke off."""
    _allowed(viewer)
    run = syncing.begin(question, viewer, full)
    with acting(viewer):
        run.trouble, run.waits_until = {}, None
        run.nightly = run.nightly if nightly is None else nightly
        run.save()
        tasks.fetch(run.pk, viewer)
    return run


def waits(run: SyncRun, until: datetime, viewer: Viewer) -> None:
    """The registry is not well: the run rests until then."""
    with acting(viewer):
        run.waits_until = until
        run.save(update_fields=["waits_until", "moved_at"])


def every_night(run_id: int, wanted: bool, viewer: Viewer) -> None:
    """Ask a question again every night, or no longer."""
    _allowed(viewer)
    with acting(viewer):
        SyncRun.objects.filter(pk=run_id).update(nightly=wanted)


def set_aside(problem_id: int, why: str, viewer: Viewer, all_of_it: bool = False) -> None:
    """Somebody looked at a problem, or all of its source, and says why it may stay; ValueError without a reason."""
    _allowed(viewer)
    if not why.strip():
        raise ValueError("a reason is needed")
    with acting(viewer):
        one = RegistryProblem.objects.filter(pk=problem_id, settled_at=None)
        these = RegistryProblem.objects.filter(source__in=one.values("source"), settled_at=None) if all_of_it else one
        # In two steps: the rows are chosen by a question about the same table.
        RegistryProblem.objects.filter(pk__in=list(these.values_list("pk", flat=True))).update(
            settled_at=timezone.now(), settled_by_id=viewer.user_id, why=why.replace("\0", "").strip()[:300])


def tonight(now: datetime, viewer: Viewer) -> list[SyncRun]:
    """Begin every nightly question that has not been asked in the last twenty hours."""
    latest: dict[tuple[str, str, str], SyncRun] = {}
    for run in SyncRun.objects.order_by("id"):
        latest[run.condition, ",".join(run.statuses), run.base_url] = run
    return [ask(syncing.question_of(run), viewer) for run in latest.values()
            if run.nightly and run.finished_at and run.started_at < now - timedelta(hours=20)]
