"""Reads the filter words of every kept record again, for when the dictionary or the readers have learnt more."""

from __future__ import annotations

from paeonia.modules.trials import actions
from paeonia.modules.trials.intake.build import build
from paeonia.modules.trials.intake.formats import shape_of
from paeonia.modules.trials.models import Trial
from paeonia.people.viewer import Viewer

SLICE = 500


def retag(viewer: Viewer) -> int:
    """How many trials are now found under other filters. Raises PermissionDenied without `trials.import`."""
    ids = list(Trial.objects.exclude(current=None).order_by("id").values_list("id", flat=True))
    many = 0
    for first in range(0, len(ids), SLICE):
        rows = Trial.objects.filter(id__in=ids[first:first + SLICE]).select_related("current")
        for row in rows:
            shape = shape_of(row.current.raw) if row.current else None
            read = build(row.current.raw, shape, row.number).trial if row.current and shape else None
            many += actions.describe_again(row, read, viewer) if read else False
    return many
