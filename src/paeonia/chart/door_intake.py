"""Runs of bringing a source in: begun once for the same content, continued after an interruption, found again."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from paeonia.people.context import acting
from paeonia.people.policy import may
from paeonia.people.viewer import Viewer
from paeonia.record.dictionary import Dictionary

from . import door_accept
from .cards import Listing, Run, Source
from .door_read import PAGE, NotHere
from .models import Intake

_UNFINISHED = (Intake.State.WAITING, Intake.State.RUNNING, Intake.State.FAILED)


def begin(source: Source, viewer: Viewer, hospital_id: int) -> Run:
    """Register a run; an unfinished run of the same content in the same hospital is continued instead."""
    _reach(viewer, hospital_id)
    with acting(viewer):
        same = (
            Intake.objects.filter(
                hospital_id=hospital_id,
                sha256=source.sha256,
                state__in=_UNFINISHED,
                mapping=dict(source.mapping),
            )
            .order_by("-id")
            .first()
        )
        if same is not None:
            return card(same)
        return card(
            Intake.objects.create(
                hospital_id=hospital_id,
                name=source.name[:255],
                kind=source.kind,
                sha256=source.sha256,
                stored=source.stored,
                mapping=dict(source.mapping),
                who_id=viewer.user_id,
                who_name=viewer.name[:120],
                state=Intake.State.WAITING,
            )
        )


def run_of(
    viewer: Viewer,
    intake_id: int | None,
    hospital_id: int | None,
    dictionary: Dictionary,
) -> door_accept.Run:
    """The settings of one `accept`."""
    if intake_id is None:
        if hospital_id is None:
            if len(viewer.hospital_ids) != 1:
                raise ValueError("Say into which hospital: pass `intake` or `hospital_id`.")
            hospital_id = viewer.hospital_ids[0]
        _reach(viewer, hospital_id)
        return door_accept.Run(viewer, hospital_id, dictionary)
    with acting(viewer):
        row = Intake.objects.filter(pk=intake_id).first()
        if row is None:
            raise NotHere(intake_id)
        _reach(viewer, row.hospital_id)
        # Counted afresh: what an interrupted attempt kept is met again and is still this intake's own.
        Intake.objects.filter(pk=intake_id).update(
            state=Intake.State.RUNNING,
            attempts=row.attempts + 1,
            trouble="",
            percent=0,
            finished_at=None,
            patients=0,
            kept=0,
            same=0,
            queried=0,
            refused=0,
        )
    return door_accept.Run(viewer, row.hospital_id, dictionary, intake_id, resumed=row.attempts > 0)


def _importing(viewer: Viewer) -> None:
    if not may(viewer, "chart.import"):
        raise PermissionDenied("chart.import")


def _reach(viewer: Viewer, hospital_id: int) -> None:
    if hospital_id not in viewer.hospital_ids:
        raise PermissionDenied("hospital out of reach")


def remap(intake_id: int, mapping: dict[str, Any], viewer: Viewer) -> Run:
    """Keep another mapping with a run that has not begun; raises NotHere for any other."""
    with acting(viewer):
        waiting = Intake.objects.filter(pk=intake_id, state=Intake.State.WAITING)
        if not waiting.update(mapping=mapping):
            raise NotHere(intake_id)
    return run(intake_id, viewer)


def advance(intake_id: int, viewer: Viewer, percent: int) -> None:
    """Note how far a run has come."""
    _importing(viewer)
    with acting(viewer):
        Intake.objects.filter(pk=intake_id).update(percent=max(0, min(99, percent)))


def finish(intake_id: int, viewer: Viewer, trouble: str) -> Run:
    """Close a run as done or failed."""
    _importing(viewer)
    with acting(viewer):
        state = Intake.State.FAILED if trouble else Intake.State.DONE
        changed = {"state": state, "trouble": trouble, "finished_at": timezone.now()}
        Intake.objects.filter(pk=intake_id).update(**changed, **({} if trouble else {"percent": 100}))
        return run(intake_id, viewer)


def run(intake_id: int, viewer: Viewer) -> Run:
    """One run; raises NotHere."""
    with acting(viewer):
        row = Intake.objects.filter(pk=intake_id).first()
    if row is None:
        raise NotHere(intake_id)
    return card(row)


def runs(viewer: Viewer, page: int) -> Listing:
    """Runs of the viewer's hospitals, the latest first."""
    with acting(viewer):
        found = list(Intake.objects.order_by("-started_at", "-id")[(page - 1) * PAGE : page * PAGE + 1])
    return Listing(tuple(map(card, found[:PAGE])), page, page + 1 if len(found) > PAGE else None)


def card(row: Intake) -> Run:
    """The frozen picture of a run."""
    return Run(
        row.pk,
        row.hospital_id,
        row.name,
        row.kind,
        row.state,
        row.percent,
        row.patients,
        row.kept,
        row.same,
        row.queried,
        row.refused,
        row.who_name,
        row.started_at,
        row.finished_at,
        row.trouble,
        row.stored,
        row.mapping,
        row.attempts,
    )
