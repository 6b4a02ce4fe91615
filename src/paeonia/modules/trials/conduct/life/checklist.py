"""What must be settled before a study is closed: what the house can count itself, and what somebody confirms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from ..binder.queries import shelves
from ..choices import OVER, BadRowState, QueryState
from ..drug.queries import lots
from ..models import CrfBadRow, DataQuery, Finding, Study, Subject
from ..safety.queries import ageing

CONFIRMED = {
    "told": _("The ethics committee and the clinical trial office have been told"),
    "report": _("The summary of the site has been sent to the sponsor and the ethics committee"),
    "archive": _("The records are archived; the place is noted in the site file"),
}


@dataclass(frozen=True)
class Point:
    """One line: how many are still open, where they are seen, and whether it keeps the study from closing."""

    key: str
    words: Any
    count: int
    part: str
    hard: bool = True


def checklist(study: Study, today: date) -> tuple[Point, ...]:
    """Every point, settled or not."""
    found = lots(study)
    return (
        Point("subjects", _("subjects still in the log, in screening, on treatment or in follow-up"),
              Subject.objects.filter(study=study).exclude(status__in=OVER).count(), "conduct-study"),
        Point("queries", _("data queries not closed"),
              DataQuery.objects.filter(study=study).exclude(state=QueryState.CLOSED).count(), "conduct-queries"),
        Point("reports", _("reports of serious events that have not left"), len(ageing([study])), "conduct-safety"),
        Point("findings", _("findings of monitors not closed"),
              Finding.objects.filter(study=study, closed_on__isnull=True).count(), "conduct-binder"),
        Point("drug", _("units of study drug in stock, with subjects, or returned and not destroyed"),
              sum(one.balance.stock + one.balance.returned + one.balance.outside for one in found), "conduct-drug"),
        Point("rows", _("imported rows that wait to be mended"),
              CrfBadRow.objects.filter(study=study, state=BadRowState.OPEN).count(), "conduct-crf"),
        Point("documents", _("essential documents missing or expired"),
              sum(one.state != "there" for one in shelves(study, today)), "conduct-binder", hard=False),
    )
