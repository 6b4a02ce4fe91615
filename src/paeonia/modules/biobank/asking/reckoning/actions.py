"""Keeping what was reckoned of tubes: the only writes of this part."""

from __future__ import annotations

from collections.abc import Iterable

from paeonia.people.context import acting
from paeonia.people.viewer import Viewer

from ..models import Reckoned


def keep(rows: Iterable[Reckoned], viewer: Viewer) -> None:
    """Put new values in the place of old ones; two who reckon at once write the same."""
    # In one order, so that two at once wait for one another and never both.
    ordered = sorted(rows, key=lambda one: one.pk)
    with acting(viewer):
        Reckoned.objects.bulk_create(ordered, update_conflicts=True, unique_fields=["specimen"],
                                     update_fields=["hospital", "mark", "known"])
