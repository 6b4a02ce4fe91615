"""The forms of the site file and the team."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from paeonia.people.models import User

from ..choices import Task
from ..forms import People, StudyForm, entry_form
from ..models import ConsentForm, Finding, MonitorVisit, SiteDocument, Subject, Training
from ..queries import team
from ..rules import rules
from ..ui_words import said
from .documents import KINDS

ConsentVersion = entry_form(ConsentForm, "version", "approved_on", "valid_from", "reconsent", "changes")
VisitOfMonitor = entry_form(MonitorVisit, "on_day", "kind", "monitor", "note")


class TrainingForm(entry_form(Training, "topic", "on_day", "proof")):  # type: ignore[misc]
    """Who was trained on what."""

    user = People(label=_("Person"), queryset=User.objects.none())

    def narrow(self) -> None:
        """The team of this hospital."""
        self.fields["user"].queryset = team(self.study)
        self.order_fields(["user", "topic", "on_day", "proof"])


class FindingForm(entry_form(Finding, "visit", "subject", "severity", "what", "due_on")):  # type: ignore[misc]
    """What a monitor found."""

    def narrow(self) -> None:
        """Visits and subjects of this study."""
        self.fields["visit"].queryset = MonitorVisit.objects.filter(study=self.study).order_by("-on_day")
        self.fields["visit"].label_from_instance = lambda one: f"{one.on_day:%Y-%m-%d} {one.get_kind_display()}"
        self.fields["subject"].queryset = Subject.objects.filter(study=self.study)


class DocumentForm(entry_form(SiteDocument, "kind", "version", "on_day", "expires_on", "place")):  # type: ignore[misc]
    """A document filed."""

    def narrow(self) -> None:
        """The kinds of the checklist."""
        kinds = [(code, said(words)) for code, (words, _before) in KINDS.items()]
        self.fields["kind"] = forms.ChoiceField(label=_("Document"), choices=kinds)
        self.order_fields(["kind", "version", "on_day", "expires_on", "place"])


class AnswerForm(StudyForm):
    """The answer to a finding."""

    answer = forms.CharField(label=_("Answer to the finding"), widget=forms.Textarea)


class DelegateForm(StudyForm):
    """Tasks handed to somebody."""

    user = People(label=_("Person"), queryset=User.objects.none())
    tasks = forms.MultipleChoiceField(label=_("Tasks"), choices=Task.choices, widget=forms.CheckboxSelectMultiple)
    from_day = forms.DateField(label=_("From"))
    until_day = forms.DateField(label=_("Until"), required=False)

    def narrow(self) -> None:
        """The team of this hospital."""
        self.fields["user"].queryset = team(self.study)


class EndForm(StudyForm):
    """The last day of a delegation."""

    until_day = forms.DateField(label=_("Until"))


class RuleForm(StudyForm):
    """A rule that comes into force now, perhaps in the place of another."""

    rule = forms.ChoiceField(label=_("Deadlines for serious events"))
    instead = forms.ChoiceField(label=_("In the place of"), required=False)

    def narrow(self) -> None:
        """Rules that could be read, and those in force."""
        from ..safety.queries import rules_of

        self.known = rules()[0]
        self.running = {str(row.pk): row for row in rules_of(self.study) if row.in_force_until is None}
        self.fields["rule"].choices = [(rule.id, said(rule.words)) for rule in self.known.values()]
        self.fields["instead"].choices = [("", "–"), *((pk, said(row.content["words"])) for pk, row in self.running.items())]

    def chosen(self) -> tuple[Any, Any]:
        """The rule, and the row it replaces or None."""
        return self.known[self.cleaned_data["rule"]], self.running.get(self.cleaned_data["instead"])
