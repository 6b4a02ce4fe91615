"""The logs of a study as rows of a sheet: delegation, training, screening, drug, events, deviations, monitoring."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from reportlab.platypus import Spacer

from paeonia.people.viewer import Viewer
from paeonia.ui.words import language

from ..binder import queries as binder
from ..drug.queries import lots
from ..models import Study
from ..queries import subjects_of
from ..safety.queries import deviations, events
from .sheets import sheet, signatures, table


def _delegation(study: Study) -> tuple[str, Any]:
    rows = [(one.row.user.name(language()), "; ".join(one.tasks), one.row.from_day, one.row.until_day or "",
             one.row.given_by.name(language()), "") for one in binder.delegations(study, timezone.localdate())]
    return _("Delegation log"), table((_("Person"), _("Tasks"), _("From"), _("Until"), _("Delegated by"),
                                       _("Signature and initials")), rows, (38, 100, 25, 25, 35, 42))


def _training(study: Study) -> tuple[str, Any]:
    rows = [(one.on_day, one.user.name(language()), one.topic, one.proof, "") for one in binder.trainings(study)[::-1]]
    return _("Training log"), table((_("Day"), _("Person"), _("Topic"), _("Proof"), _("Signature")), rows,
                                    (25, 40, 90, 65, 45))


def _screening(study: Study) -> tuple[str, Any]:
    rows = [(one.log_number, one.code, one.prescreened_on, one.get_status_display(), one.enrolled_on or "",
             one.get_reason_display() if one.reason else "") for one in subjects_of([study])]
    return _("Screening and enrolment log"), table((_("No."), _("Subject"), _("In the log since"), _("State"),
                                                    _("Enrolled on"), _("Reason")), rows, (15, 35, 35, 70, 30, 80))


def _drug(study: Study) -> tuple[str, Any]:
    rows = [(move.on_day, f"{one.lot.name} · {one.lot.lot}", move.get_kind_display(), f"{move.quantity} {one.lot.unit}",
             move.subject.code if move.subject else "", move.signed_by.name(language()))
            for one in lots(study) for move in one.movements[::-1]]
    return _("Study drug accountability"), table((_("Day"), _("Lot"), _("Movement"), _("Quantity"), _("Subject"),
                                                  _("Signed by")), rows, (25, 70, 65, 35, 30, 40))


def _deviations(study: Study) -> tuple[str, Any]:
    rows = [(one.on_day, one.subject.code if one.subject else _("whole study"), one.get_severity_display(), one.what,
             one.action) for one in deviations(study)[::-1]]
    return _("Deviations from the protocol"), table((_("Day"), _("Subject"), _("Weight"), _("What happened"), _("Action")),
                                                    rows, (25, 30, 25, 95, 90))


def _events(study: Study) -> tuple[str, Any]:
    rows = [(one.row.number, one.subject.code, one.row.term_said, one.row.grade, one.row.started_on,
             one.row.ended_on or _("going on"), one.row.get_causality_display(), one.row.get_measure_display(),
             one.row.get_outcome_display(), _("SAE") if one.row.serious else "", one.row.signed_by.name(language()))
            for one in events([study])[::-1]]
    return _("Adverse event log"), table((
        _("No."), _("Subject"), _("Event"), _("Grade"), _("From"), _("Until"), _("Relation"), _("Study treatment"),
        _("Outcome"), _("Serious"), _("Signed by")), rows, (11, 20, 58, 13, 21, 21, 24, 28, 24, 21, 24))


def _monitoring(study: Study) -> tuple[str, Any]:
    rows = [(one.on_day, one.get_kind_display(), one.monitor, one.note, "") for one in binder.monitor_visits(study)[::-1]]
    return _("Monitoring log"), table((_("Day"), _("Kind of visit"), _("Monitor"), _("Summary"), _("Signature")), rows,
                                      (25, 40, 40, 110, 50))


LOGS: dict[str, Callable[[Study], tuple[str, Any]]] = {
    "delegation": _delegation, "training": _training, "screening": _screening, "drug": _drug, "deviations": _deviations,
    "events": _events, "monitoring": _monitoring}


def log_of(study: Study, log: str, viewer: Viewer) -> bytes:
    """One log as a sheet, with the line on which the principal investigator signs; subjects by code."""
    title, rows = LOGS[log](study)
    signed = _("Principal investigator: %(name)s") % {"name": study.principal.name(language())}
    return sheet(title, study, [rows, Spacer(1, 20), signatures(signed)], viewer, wide=True)
