"""What can be entered about a study as a whole, by the word in its address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from . import actions
from .binder import actions as binder
from .binder import forms
from .drug import actions as drug
from .drug import forms as drug_forms
from .models import Finding, MonitorVisit, SiteDocument, Training
from .safety import actions as safety
from .safety.forms import DeviationEntry


@dataclass(frozen=True)
class StudyDeed:
    """One form about a study: `do(study, form, viewer, item)`; `back` is the part of the study it belongs to."""

    title: Any
    button: Any
    form: Any
    do: Callable[..., Any]
    back: str
    lead: Any = ""
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


STUDY_DEEDS: dict[str, StudyDeed] = {
    "consent-form": StudyDeed(_("Enter a version of the consent form"), _("Enter the version"), forms.ConsentVersion,
                              lambda s, f, v, _i: actions.add_consent_form(s, f.said(), v), "conduct-setup"),
    "rule": StudyDeed(_("Bring a safety rule into force"), _("Bring it into force"), forms.RuleForm, _rule, "conduct-setup",
                      _("It counts for events known from now on; clocks that run keep the rule under which they began.")),
    "delegation": StudyDeed(_("Delegate tasks"), _("Delegate"), forms.DelegateForm, _delegated, "conduct-team",
                            _("Only the principal investigator delegates. Medical decisions go to physicians alone.")),
    "end-delegation": StudyDeed(_("End a delegation"), _("End it"), forms.EndForm,
                                lambda s, f, v, i: actions.end_delegation(s, i, f.cleaned_data["until_day"], v),
                                "conduct-team", item=True),
    "training": StudyDeed(_("Enter a training"), _("Enter the training"), forms.TrainingForm, _filed(Training),
                          "conduct-team"),
    "monitor-visit": StudyDeed(_("Enter a visit of the monitor"), _("Enter the visit"), forms.VisitOfMonitor,
                               _filed(MonitorVisit), "conduct-binder"),
    "finding": StudyDeed(_("Enter a finding"), _("Enter the finding"), forms.FindingForm, _filed(Finding), "conduct-binder"),
    "answer": StudyDeed(_("Answer a finding"), _("Close the finding"), forms.AnswerForm,
                        lambda s, f, v, i: binder.answer(s, i, f.cleaned_data["answer"], v), "conduct-binder", item=True),
    "document": StudyDeed(_("File a document"), _("File it"), forms.DocumentForm, _filed(SiteDocument), "conduct-binder"),
    "lot": StudyDeed(_("Enter a lot of study drug"), _("Enter the lot"), drug_forms.LotForm,
                     lambda s, f, v, _i: drug.add_lot(s, f.said(), v), "conduct-drug"),
    "drug": StudyDeed(_("Record a movement of study drug"), _("Sign movement"), drug_forms.MovementForm, _moved,
                      "conduct-drug"),
    "deviation": StudyDeed(_("Record a deviation of the study"), _("Sign deviation"), DeviationEntry, _deviation,
                           "conduct-safety"),
}
