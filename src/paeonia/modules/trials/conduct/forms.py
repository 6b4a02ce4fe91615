"""What the forms of this room share: dates, choices and messages that say what to do."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.models import model_to_dict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from paeonia.people.models import User
from paeonia.ui.forms import dress

from .models import ConsentForm, Study, Subject

SAID = {
    "required": _("This is needed. Fill it in, then sign again."),
    "invalid": _("This cannot be read. Write dates as 2026-11-23, times as 2026-11-23 14:05, numbers in digits."),
    "invalid_choice": _("This is not one of the choices any more. Choose again."),
    "invalid_list": _("This is not one of the choices any more. Choose again."),
}


class People(forms.ModelChoiceField):
    """A choice of a person, by the name in the reader's language."""

    def label_from_instance(self, obj: User) -> str:
        """The name as this page's reader writes it."""
        from paeonia.ui.words import language

        return obj.name(language())


class StudyForm(forms.Form):
    """A form about a study, or about one of its subjects."""

    def __init__(self, *args: Any, study: Study | None = None, subject: Subject | None = None, **more: Any) -> None:
        more.pop("instance", None)
        super().__init__(*args, **more)
        self.study, self.subject = study, subject
        dress(self, SAID)
        self.narrow()

    def narrow(self) -> None:
        """Offer only what belongs to this study."""

    def said(self) -> dict[str, Any]:
        """What was entered, for an action."""
        return dict(self.cleaned_data)


class EntryForm(StudyForm, forms.ModelForm):
    """A form that fills a signed entry or a row of the binder; it never saves: an action does."""

    def _post_clean(self) -> None:
        """The model's own constraints are asked by the database when the action signs."""


def entry_form(model: Any, *fields: str, **extra: Any) -> Any:
    """A form over some fields of a model, in that order."""
    meta = type("Meta", (), {"model": model, "fields": fields})
    return type(f"{model.__name__}Form", (EntryForm,), {"Meta": meta, **extra})


def initial_of(row: Any) -> dict[str, Any]:
    """What a correction begins with: the entry as it stands."""
    return model_to_dict(row)


class ScheduleForm(StudyForm):
    """What is needed to open a study."""

    number = forms.CharField(label=_("Registry number"), max_length=60,
                             help_text=_("For example NCT03734029, ChiCTR or CTR number."))
    short_name = forms.CharField(label=_("Short name"), max_length=60)
    hospital = forms.TypedChoiceField(label=_("Hospital"), coerce=int)
    site_number = forms.CharField(label=_("Site number"), max_length=20)
    principal = People(label=_("Principal investigator"), queryset=User.objects.none())
    protocol_version = forms.CharField(label=_("Protocol version"), max_length=40)
    ethics_committee = forms.CharField(label=_("Ethics committee"), max_length=200)
    opened_on = forms.DateField(label=_("Opened on"))
    enrol_until = forms.DateField(label=_("Enrolment planned until"))
    planned = forms.IntegerField(label=_("Planned number of subjects"), min_value=1, max_value=9999)
    rules = forms.MultipleChoiceField(label=_("Deadlines for serious events"), widget=forms.CheckboxSelectMultiple)
    schedule = forms.CharField(label=_("Schedule of visits"), widget=forms.Textarea, help_text=_(
        "A line a visit: code | English name | Chinese name | day | days before | days after | procedures | samples"
        " | case report forms."))

    def clean(self) -> dict[str, Any]:
        """Enrolment ends after it begins."""
        told = super().clean() or {}
        if told.get("opened_on") and told.get("enrol_until") and told["enrol_until"] <= told["opened_on"]:
            self.add_error("enrol_until", gettext("Enrolment ends after the study opens. Choose a later day."))
        return told


class PrescreenForm(StudyForm):
    """A patient for the pre-screening log."""

    mrn = forms.CharField(label=_("Record number"), max_length=64)
    on_day = forms.DateField(label=_("Looked at on"))
    referred_by = People(label=_("Referred by"), queryset=User.objects.none(), required=False)
    approached = forms.BooleanField(label=_("She is approached about the study"), required=False, initial=True)
    reason = forms.ChoiceField(label=_("If not, why"), required=False)

    def narrow(self) -> None:
        """Doctors of the team, reasons with an empty choice first."""
        from .choices import Reason
        from .queries import team

        self.fields["referred_by"].queryset = team(self.study)
        self.fields["reason"].choices = [("", gettext("choose")), *Reason.choices]


def consent_forms(study: Study) -> Any:
    """The versions of the consent form of a study, the newest first."""
    return ConsentForm.objects.filter(study=study).order_by("-valid_from", "-id")
