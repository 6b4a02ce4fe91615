"""Writes a scanned file into the bank, after looking at it once more with its boxes held."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from paeonia.people.context import acting
from paeonia.people.viewer import Viewer
from paeonia.record.problems import Refused

from ...actions import allowed
from ...choices import Deed
from ...models import Specimen
from ...refusing import has_happened
from ..actions import arrived
from ..choices import State
from ..files import Line
from ..locking import places_of, where
from ..models import Container, Place
from ..tree import ruled
from .reading import Report, looked_at

WHAT = {"en": "the scan", "zh": "扫描"}


def put(rows: Sequence[Line], at: datetime, viewer: Viewer, *, box: Container | None = None, moving: bool = False,
        keep_good: bool = False) -> Report:
    """Store what a file says: everything or nothing, unless the good rows are to be kept."""
    has_happened(at, WHAT)
    with acting(viewer):
        boxes = {one.box.pk for one in looked_at(rows, viewer, at, box=box, moving=moving, asking=False).going}
        list(Container.objects.without_tree_fields().select_for_update(of=("self",), no_key=True).filter(
            pk__in=boxes).order_by("pk"))
        _held(rows, viewer)
        report = looked_at(rows, viewer, at, box=box, moving=moving)
        if report.wrong and not keep_good:
            raise Refused(list(report.wrong))
        _written(report, at, viewer)
    return report


def _held(rows: Sequence[Line], viewer: Viewer) -> None:
    """Hold every tube of the file, so that what is read of each stays so until the end: a withdrawal waits."""
    codes = [row.cells.get("code", "") for row in rows]
    list(Specimen.objects.without_tree_fields().select_for_update(of=("self",)).filter(
        Q(label__in=codes) | Q(barcode__in=codes), hospital_id__in=viewer.hospital_ids).order_by("pk"))


def _written(report: Report, at: datetime, viewer: Viewer) -> None:
    for one in report.going:
        allowed(viewer, "bank.work", one.specimen)
    ids = [one.specimen.pk for one in report.going]
    before = places_of([one.specimen for one in report.going])
    boxes = {one.box.pk: one.box for one in report.going}
    Place.objects.filter(Q(specimen_id__in=ids) | Q(container__in=boxes, state=State.RESERVED) & (
        Q(until__lt=timezone.now()) | Q(by_id=viewer.user_id))).delete()
    Place.objects.bulk_create(Place(hospital_id=one.box.hospital_id, container=one.box, row=one.spot[0], column=one.spot[1],
                                    specimen=one.specimen) for one in report.going)
    rules = ruled(boxes)
    moved = {pk: {"from": where(place)} for pk, place in before.items()}
    for pk, box in boxes.items():
        here = [one for one in report.going if one.box.pk == pk]
        arrived([one.specimen for one in here], box, rules[pk], [one.spot for one in here], at, viewer, Deed.STORED,
                moved)
