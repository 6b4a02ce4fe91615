"""What can be signed or entered, by the word in its address: the form, its title, and the action behind it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from .choices import Task
from .models import Subject
from .subjects import actions as subjects
from .subjects import forms


@dataclass(frozen=True)
class Deed:
    """One form about a subject: `do(subject, form, viewer, **correcting)` signs what it holds."""

    title: Any
    button: Any
    form: Any
    do: Callable[..., Any]
    task: Task
    lead: Any = ""


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


SUBJECT_DEEDS: dict[str, Deed] = {
    "consent": Deed(_("Record informed consent"), _("Sign consent"), forms.ConsentEntry, _consent, Task.CONSENT,
                    _("Which version she signed, on which day and at what time.")),
    "screening": Deed(_("Screening: eligibility"), _("Sign eligibility"), forms.ScreeningEntry, _screening, Task.ELIGIBILITY,
                      _("Questions of the criteria that no value in the record can answer. Say where the answers stand.")),
    "failure": Deed(_("Record a screen failure"), _("Sign screen failure"), forms.FailureEntry, _dated(subjects.failure),
                    Task.ELIGIBILITY),
    "enrolment": Deed(_("Enrol the subject"), _("Sign enrolment"), forms.EnrolmentEntry, _dated(subjects.enrol),
                      Task.ENROLMENT, _("The schedule of visits is counted from day 1.")),
    "visit": Deed(_("Record a visit"), _("Sign visit"), forms.VisitForm, _visit, Task.VISITS),
    "ending": Deed(_("Record an ending"), _("Sign"), forms.EndingEntry, _dated(subjects.end), Task.VISITS,
                   _("End of treatment, withdrawal of consent, completion, loss to follow-up or death.")),
    "follow-up": Deed(_("Record a follow-up contact"), _("Sign follow-up"), forms.FollowUpEntry,
                      _dated(subjects.follow_up), Task.VISITS),
}
