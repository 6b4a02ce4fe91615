"""What can be signed about a subject, by the word in its address."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from ..choices import Task
from ..deeds import Deed
from ..drug import actions as drug
from ..drug.forms import SubjectMovement
from ..life import actions as life
from ..life import forms as life_forms
from ..models import Subject
from ..safety import actions as safety
from ..safety import forms as safety_forms
from . import actions as subjects
from . import forms


def _consent(subject: Subject, form: Any, viewer: Any, **correcting: Any) -> Any:
    told = form.said()
    return subjects.consent(subject, told.pop("form"), told.pop("given_at"), told, viewer, **correcting)


def _screening(subject: Subject, form: Any, viewer: Any, **correcting: Any) -> Any:
    told = form.said()
    kept = {"eligible": told["eligible"], "note": told["note"], "source": told["source"], "rule_version": form.version}
    return subjects.screening(subject, told["on_day"], form.answers(), kept, viewer, **correcting)


def _visit(subject: Subject, form: Any, viewer: Any, **correcting: Any) -> Any:
    told = form.said()
    return subjects.visit(subject, told.pop("planned"), told.pop("on_day"), told, viewer, **correcting)


def _dated(action: Callable[..., Any]) -> Callable[..., Any]:
    def do(subject: Subject, form: Any, viewer: Any, **correcting: Any) -> Any:
        told = form.said()
        return action(subject, told.pop("on_day"), told, viewer, **correcting)
    return do


def _transfer(subject: Subject, form: Any, viewer: Any, **correcting: Any) -> Any:
    told = form.said()
    return life.transfer(subject, told["on_day"], told["edition"], viewer, told["note"], **correcting)


def _report(subject: Subject, form: Any, viewer: Any, **correcting: Any) -> Any:
    told = form.said()
    return safety.record_report(subject, told.pop("event_number"), told, viewer, **correcting)


def _deviation(subject: Subject, form: Any, viewer: Any, **correcting: Any) -> Any:
    told = form.said()
    return safety.record_deviation(subject.study, subject, told.pop("on_day"), told, viewer, **correcting)


def _drug(subject: Subject, form: Any, viewer: Any, **correcting: Any) -> Any:
    told = form.said()
    return drug.move(told.pop("lot"), subject, told.pop("on_day"), told, viewer, **correcting)


SUBJECT_DEEDS: dict[str, Deed] = {
    "consent": Deed(_("Record informed consent"), _("Sign consent"), forms.ConsentEntry, _consent, task=Task.CONSENT,
                  lead=_("Which version she signed, on which day and at what time.")),
    "screening": Deed(_("Screening: eligibility"), _("Sign eligibility"), forms.ScreeningEntry, _screening,
                  task=Task.ELIGIBILITY,
                  lead=_("Questions of the criteria that no value in the record can answer. Say where the answers stand.")),
    "failure": Deed(_("Record a screen failure"), _("Sign screen failure"), forms.FailureEntry, _dated(subjects.failure),
                  task=Task.ELIGIBILITY),
    "enrolment": Deed(_("Enrol the subject"), _("Sign enrolment"), forms.EnrolmentEntry, _dated(subjects.enrol),
                  task=Task.ENROLMENT, lead=_("The schedule of visits is counted from day 1.")),
    "visit": Deed(_("Record a visit"), _("Sign visit"), forms.VisitForm, _visit, task=Task.VISITS),
    "ending": Deed(_("Record an ending"), _("Sign"), forms.EndingEntry, _dated(subjects.end), task=Task.VISITS,
                  lead=_("End of treatment, withdrawal of consent, completion, loss to follow-up or death.")),
    "follow-up": Deed(_("Record a follow-up contact"), _("Sign follow-up"), forms.FollowUpEntry,
                  _dated(subjects.follow_up), task=Task.VISITS),
    "event": Deed(_("Record an adverse event"), _("Sign adverse event"), safety_forms.EventEntry,
                  _dated(safety.record_event), task=Task.SAFETY,
                  lead=_("Graded by CTCAE version 5. A serious event starts its clocks at once.")),
    "report": Deed(_("Record a report of a serious event"), _("Sign report"), safety_forms.ReportForm, _report,
                  task=Task.SAFETY,
                  lead=_("Which report left the site, and when; its clock stops.")),
    "drug": Deed(_("Study drug: dispense or take back"), _("Sign movement"), SubjectMovement, _drug, task=Task.DRUG),
    "transfer": Deed(_("Move to the amended schedule"), _("Sign the move"), life_forms.TransferEntry, _transfer,
                     task=Task.VISITS, lead=_("From that day she is seen by the other schedule. Visits already made stay as"
                                              " they were.")),
    "deviation": Deed(_("Record a deviation"), _("Sign deviation"), safety_forms.DeviationEntry, _deviation,
                  task=Task.RECORDS),
}
