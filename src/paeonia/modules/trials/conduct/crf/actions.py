"""Writes about case report forms: their items, what is filled in, and files that bring it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from paeonia.chart import uploads
from paeonia.people.context import acting
from paeonia.people.viewer import Viewer
from paeonia.record.problems import Refused

from ..actions import allowed, kept, sign
from ..choices import AFTER_CONSENT, BadRowState, BatchState, Status, Task
from ..models import CrfBadRow, CrfBatch, CrfEntry, CrfField, PlannedVisit, Study, Subject
from ..refusing import both, has_come, refuse
from ..subjects import actions as subjects
from ..subjects.actions import NEXT, NOTHING
from .dictionary import Read
from .looking import VISIT, Bad, Good, look
from .reading import table

WHAT = {"en": "a case report form", "zh": "病例报告表"}
WHY = "import: {name}"


def keep_dictionary(study: Study, read: Read, viewer: Viewer) -> tuple[int, int]:
    """Keep the items of a dictionary; returns how many are new and how many changed. An item in use keeps its type."""
    allowed(viewer, "conduct.write", study)
    made = changed = 0
    with acting(viewer):
        held = {one.name: one for one in CrfField.objects.filter(study=study)}
        used = {name for values in CrfEntry.objects.filter(study=study).values_list("values", flat=True) for name in values}
        for place, item in enumerate(read.items):
            told = {"form": item.form, "place": place, "type": item.type, "label": item.label, "section": item.section,
                    "choices": [list(one) for one in item.choices], "least": item.least, "most": item.most,
                    "required": item.required, "note": item.note, "branching": item.branching}
            old = held.get(item.name)
            if old is None:
                kept(CrfField(study=study, hospital_id=study.hospital_id, name=item.name, **told))
                made += 1
            elif any(getattr(old, name) != value for name, value in told.items()):
                if item.name in used and (old.type, old.form) != (item.type, item.form):
                    raise refuse("crf-field-in-use", field=item.name, old=both(old.get_type_display()),
                                 new=both(item.type.label))
                CrfField.objects.filter(pk=old.pk).update(**told)
                changed += 1
    return made, changed


def assign(study: Study, chosen: dict[int, list[str]], viewer: Viewer) -> None:
    """Say which forms are due at which planned visits."""
    allowed(viewer, "conduct.write", study)
    with acting(viewer):
        names = set(CrfField.objects.filter(study=study).values_list("form", flat=True))
        for plan in PlannedVisit.objects.filter(study=study, pk__in=list(chosen)):
            PlannedVisit.objects.filter(pk=plan.pk).update(forms=[name for name in chosen[plan.pk] if name in names])


def record(subject: Subject, planned: PlannedVisit | None, form: str, instance: int, on_day: date,
           values: dict[str, Any], viewer: Viewer, **correcting: Any) -> CrfEntry:
    """Sign a filled form; only what was given is kept."""
    has_come(on_day, WHAT)
    with acting(viewer):
        held = Subject.objects.select_for_update().get(pk=subject.pk)
        if held.status not in AFTER_CONSENT:
            raise refuse("step-too-early", code=held.code, status=both(Status(held.status).label), what=WHAT,
                         next=NEXT.get(Status(held.status), NOTHING))
        if not values:
            raise refuse("crf-empty")
        if not correcting and CrfEntry.objects.filter(
                subject=held, form=form, instance=instance, replaced_by__isnull=True, void=False,
                planned__code=planned.code if planned else None).exists():
            raise refuse("already-corrected")
        return sign(CrfEntry(subject=held, study_id=held.study_id, hospital_id=held.hospital_id, on_day=on_day,
                             planned=planned, form=form, instance=instance, values=values), Task.VISITS, viewer,
                    **correcting)


def bring(study: Study, upload: Any, viewer: Viewer) -> CrfBatch:
    """Look through a file of data and keep it aside until somebody says to keep its good rows."""
    allowed(viewer, "conduct.write", study)
    data, name = upload.read(), str(upload.name)[-160:]
    columns, lines = table(data, name)
    with acting(viewer):
        found = look(study, columns, lines)
        upload.seek(0)
        return kept(CrfBatch(study=study, hospital_id=study.hospital_id, file_name=name, stored=uploads.keep(upload),
                             digest=hashlib.sha256(data).hexdigest(), counts=found.counts, by_id=viewer.user_id))


def keep_good(batch: CrfBatch, viewer: Viewer) -> CrfBatch:
    """Keep the good rows of a file under the viewer's signature, and put the bad ones into the queue.

    The file is looked through again, so rows kept meanwhile are the same and are not written twice.
    """
    allowed(viewer, "conduct.sign", batch)
    with acting(viewer):
        batch = CrfBatch.objects.select_for_update().select_related("study").get(pk=batch.pk)
        if batch.state != BatchState.LOOKED:
            raise refuse("crf-batch-gone")
        try:
            data = uploads.path_of(batch.stored).read_bytes()
        except FileNotFoundError:   # restored from a backup without its uploads
            raise refuse("crf-batch-lost") from None
        found = look(batch.study, *table(data, batch.file_name))
        done: list[Good] = []
        for one in found.good:
            try:
                _write(one, WHY.format(name=batch.file_name), viewer)
                done.append(one)
            except Refused as refused:
                said = [{"field": one.form, "value": "", "en": p.text("en"), "zh": p.text("zh")} for p in refused.problems]
                found.bad.append(Bad(one.row, one.key, tuple(said), {key: str(value) for key, value in one.values.items()}))
        found.good = done
        _queue(batch, found.bad, done)
        CrfBatch.objects.filter(pk=batch.pk).update(state=BatchState.KEPT, counts=found.counts, stored="")
        stored = batch.stored  # it may hold names; what was kept of it stands in the tables
        transaction.on_commit(lambda: uploads.forget(stored))
        batch.refresh_from_db()
    return batch


def leave(batch: CrfBatch, viewer: Viewer) -> None:
    """Leave a file that was only looked through."""
    allowed(viewer, "conduct.write", batch)
    with acting(viewer):
        if CrfBatch.objects.filter(pk=batch.pk, state=BatchState.LOOKED).update(state=BatchState.LEFT, stored=""):
            transaction.on_commit(lambda: uploads.forget(batch.stored))


def set_aside(row: CrfBadRow, why: str, viewer: Viewer) -> None:
    """Set a bad row aside with a reason."""
    allowed(viewer, "conduct.write", row)
    if not why.strip():
        raise refuse("crf-aside-why")
    with acting(viewer):
        CrfBadRow.objects.filter(pk=row.pk, state=BadRowState.OPEN).update(state=BadRowState.ASIDE, why=why.strip()[:300])


def _write(one: Good, why: str, viewer: Viewer) -> None:
    correcting = {"instead_of": one.old, "why": why} if one.old is not None else {}
    if one.form == VISIT:
        told = dict(one.values)
        subjects.visit(one.subject, one.planned, told.pop("on_day"), told, viewer, **correcting)
        return
    record(one.subject, one.planned, one.form, one.instance, timezone.localdate(), one.values, viewer, **correcting)


def _queue(batch: CrfBatch, bad: Iterable[Bad], done: Iterable[Good]) -> None:
    waiting = CrfBadRow.objects.filter(study_id=batch.study_id, state=BadRowState.OPEN)
    bad = {one.key: one for one in bad}
    waiting.filter(key__in=[one.key for one in done]).update(state=BadRowState.MENDED)
    for row in waiting.filter(key__in=list(bad)):  # the same row came wrong again: one line waits, with what is wrong now
        one = bad.pop(row.key)
        CrfBadRow.objects.filter(pk=row.pk).update(batch=batch, row=one.row, problems=list(one.problems), raw=one.raw)
    CrfBadRow.objects.bulk_create(
        CrfBadRow(study_id=batch.study_id, hospital_id=batch.hospital_id, batch=batch, row=one.row, key=one.key[:200],
                  problems=list(one.problems), raw=one.raw) for one in bad.values())
