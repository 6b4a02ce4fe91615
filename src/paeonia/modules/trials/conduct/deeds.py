"""What can be signed or entered: the shape of a form with the action behind it, and the forms about a whole study."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from . import actions
from .binder import actions as binder
from .binder import forms
from .choices import Task
from .drug import actions as drug
from .drug import forms as drug_forms
from .models import Finding, MonitorVisit, SiteDocument, Training
from .safety import actions as safety
from .safety.forms import DeviationEntry


@dataclass(frozen=True)
class Deed:
    """One form and its action.

    About a subject it is `do(subject, form, viewer, **correcting)` and needs `task`; about a study it is
    `do(study, form, viewer, item)` and leads `back` to a part of the study.
    """

    title: Any
    button: Any
    form: Any
    do: Callable[..., Any]
    lead: Any = ""
    task: Task | None = None
    back: str = "conduct-setup"
    item: bool = False


def _filed(kind: Any) -> Callable[..., Any]:
    return lambda study, form, viewer, _item: binder.enter(kind, study, form.said(), viewer)


def _moved(study: Any, form: Any, viewer: Any, _item: int) -> Any:
    told = form.said()
    return drug.move(told.pop("lot"), told.pop("subject"), told.pop("on_day"), told, viewer)


def _delegated(study: Any, form: Any, viewer: Any, _item: int) -> Any:
    told = form.said()
    return actions.delegate(study, told["user"].pk, told["tasks"], told["from_day"], told["until_day"], viewer)


def _deviation(study: Any, form: Any, viewer: Any, _item: int) -> Any:
    told = form.said()
    return safety.record_deviation(study, None, told.pop("on_day"), told, viewer)


def _rule(study: Any, form: Any, viewer: Any, _item: int) -> Any:
    rule, old = form.chosen()
    return actions.change_rule(study, old, rule, viewer)


STUDY_DEEDS: dict[str, Deed] = {
    "consent-form": Deed(_("Enter a version of the consent form"), _("Enter the version"), forms.ConsentVersion,
                  lambda s, f, v, _i: actions.add_consent_form(s, f.said(), v), back="conduct-setup"),
    "rule": Deed(_("Bring a safety rule into force"), _("Bring it into force"), forms.RuleForm, _rule,
                  back="conduct-setup",
                  lead=_("It counts for events known from now on; clocks that run keep the rule under which they began.")),
    "delegation": Deed(_("Delegate tasks"), _("Delegate"), forms.DelegateForm, _delegated, back="conduct-team",
                  lead=_("Only the principal investigator delegates. Medical decisions go to physicians alone.")),
    "end-delegation": Deed(_("End a delegation"), _("End it"), forms.EndForm,
                                lambda s, f, v, i: actions.end_delegation(s, i, f.cleaned_data["until_day"], v),
                                back="conduct-team", item=True),
    "training": Deed(_("Enter a training"), _("Enter the training"), forms.TrainingForm, _filed(Training),
                  back="conduct-team"),
    "monitor-visit": Deed(_("Enter a visit of the monitor"), _("Enter the visit"), forms.VisitOfMonitor,
                               _filed(MonitorVisit), back="conduct-binder"),
    "finding": Deed(_("Enter a finding"), _("Enter the finding"), forms.FindingForm, _filed(Finding),
                  back="conduct-binder"),
    "answer": Deed(_("Answer a finding"), _("Close the finding"), forms.AnswerForm,
                  lambda s, f, v, i: binder.answer(s, i, f.cleaned_data["answer"], v), back="conduct-binder", item=True),
    "document": Deed(_("File a document"), _("File it"), forms.DocumentForm, _filed(SiteDocument), back="conduct-binder"),
    "lot": Deed(_("Enter a lot of study drug"), _("Enter the lot"), drug_forms.LotForm,
                  lambda s, f, v, _i: drug.add_lot(s, f.said(), v), back="conduct-drug"),
    "drug": Deed(_("Record a movement of study drug"), _("Sign movement"), drug_forms.MovementForm, _moved,
                  back="conduct-drug"),
    "deviation": Deed(_("Record a deviation of the study"), _("Sign deviation"), DeviationEntry, _deviation,
                  back="conduct-safety"),
}
